"""How answers go out: validators and caching, headers, and errors in a form that no calendar takes for a feed."""

from typing import Any

from flask import Flask, Response, make_response, request
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from ..catalogue import Unknown
from ..text import LANGUAGES
from .render import html
from .site import Ready

FEED_CACHE = "public, max-age=3600, s-maxage=3600, stale-while-revalidate=86400"
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
}
PAGE_CACHE = "public, max-age=300"
WRITERS_CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
RETRY_SECONDS = "120"


def respond(ready: Ready, file_name: str) -> Response:
    """A feed: 200 with its validators, or 304 where the client has these bytes."""
    response = make_response(ready.body)
    response.headers["Content-Type"] = ready.media_type
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    response.headers["Cache-Control"] = FEED_CACHE
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.set_etag(ready.etag)
    response.last_modified = ready.modified
    return conditional(response)


def page(template: str, lang: str, **values: Any) -> Response:
    """A page in a language, with its validator."""
    response = make_response(html(template, lang, **values))
    response.headers["Cache-Control"] = PAGE_CACHE
    response.add_etag()
    return conditional(response)


def conditional(response: Response) -> Response:
    """304 where the client has these bytes. Conditions of writers (If-Match) are for PUT: a 412 would only be kept."""
    environ = {key: value for key, value in request.environ.items() if key not in WRITERS_CONDITIONS}
    response.make_conditional(environ)
    return response


def install(app: Flask) -> None:
    """Headers on every answer, and every error as text or as a page."""
    app.register_error_handler(HTTPException, _error)

    @app.after_request
    def headers(response: Response) -> Response:
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        return response


def _error(error: HTTPException) -> Response:
    """404, 405, 503 …: plain text where a program asked, a page where a person did; never kept by a cache."""
    code = 503 if error.code in (None, 500) else error.code
    error = ServiceUnavailable() if code == 503 else error
    response = _plain(error) if _is_program() else _explained(error, code)
    response.status_code = code
    response.headers["Cache-Control"] = "no-store"
    allow = dict(error.get_headers()).get("Allow")
    if allow:
        response.headers["Allow"] = allow
    if code == 503:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _is_program() -> bool:
    return request.method not in ("GET", "HEAD") or "." in request.path.rpartition("/")[2]


def _plain(error: HTTPException) -> Response:
    response = make_response(f"{error.code} {error.name}{_hint(error)}\n")
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    return response


def _hint(error: HTTPException) -> str:
    """The name that was probably meant; never what was asked for."""
    cause = error.__cause__
    return f": did you mean {cause.near}?" if isinstance(cause, Unknown) and cause.near else ""


def _explained(error: HTTPException, code: int) -> Response:
    first = request.path.split("/")[1]
    cause = error.__cause__
    near = cause.near if isinstance(cause, Unknown) else None
    return make_response(
        html("error.html", first if first in LANGUAGES else "en", elsewhere=False, code=code, near=near)
    )
