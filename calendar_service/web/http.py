"""How answers go out: validators and caching, headers, and errors in a form that no calendar takes for a feed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Flask, Response, make_response, redirect, request
from werkzeug.datastructures import Accept
from werkzeug.exceptions import HTTPException, ServiceUnavailable
from werkzeug.http import is_resource_modified, quote_etag

from ..catalogue import Unknown
from ..selection import BadSelection
from ..text import LANGUAGES
from . import problems
from .render import html
from .shelf import CODINGS, SMALLEST
from .site import Ready, site

FEED_CACHE = "public, max-age=3600, s-maxage=3600, stale-while-revalidate=86400"
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}
EMBED, OEMBED = "/embed/", "/oembed"
EMBED_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
"""Below /embed/ other pages may frame an answer: it runs nothing, asks for nothing and knows nobody."""
PAGE_CACHE = "public, max-age=300"
PACKED = frozenset(("text/html", "text/css", "text/javascript", "image/svg+xml"))
MOVED_CACHE = "public, max-age=86400"
READERS_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
WRITERS_CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
ANY_ORIGIN = ("Access-Control-Allow-Origin", "*")
"""Any page may read what is for programs: there is no cookie and nothing to be asked in somebody's name."""
ASKED_FIRST = {"Access-Control-Allow-Methods": "GET, HEAD, OPTIONS", "Access-Control-Max-Age": "86400"}
FEED_SECURITY = (
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"),
    ("Referrer-Policy", "no-referrer"),
)


def respond(ready: Ready, file_name: str) -> Response:
    """A feed: 200 with its validators, or 304 where the client has these bytes; then nobody writes them."""
    tag = ready.tag
    headers = {
        "Content-Type": ready.media_type,
        "Content-Disposition": f'inline; filename="{file_name}"',
        "Cache-Control": FEED_CACHE,
        "Last-Modified": tag.http_date,
    }
    return deliver(tag.etag, ready.body, headers, modified=tag.modified, small=tag.size < SMALLEST)


def deliver(
    etag: str,
    body: Callable[[str | None], bytes],
    headers: Mapping[str, str],
    *,
    modified: datetime | None = None,
    small: bool = False,
) -> Response:
    """Bytes for programs, in the content coding that the client takes; 304 where it has them already."""
    coding = None if small else _coding(request.accept_encodings)
    quoted = quote_etag(f"{etag}-{coding}" if coding else etag)
    told = [*headers.items(), ("Vary", "Accept-Encoding"), ("ETag", quoted), ANY_ORIGIN, *FEED_SECURITY]
    if coding:
        told.append(("Content-Encoding", coding))
    if _has_current(quoted, modified):
        return Response(status=304, headers=told)
    return Response(body(coding), headers=told)


def _has_current(etag: str, modified: datetime | None) -> bool:
    if not any(condition in request.environ for condition in READERS_CONDITIONS):
        return False
    return not is_resource_modified(_readers_environ(), etag, last_modified=modified)


def _coding(accepted: Accept) -> str | None:
    """The best coding that the client takes; none where it did not say."""
    wanted = [(accepted.quality(coding), -place, coding) for place, coding in enumerate(CODINGS)]
    quality, _, coding = max(wanted)
    return coding if accepted and quality > 0 else None


def page(template: str, lang: str, **values: Any) -> Response:
    """A page in a language, with its validator."""
    response = make_response(html(template, lang, **values))
    response.headers["Cache-Control"] = PAGE_CACHE
    response.add_etag()
    return conditional(response)


def moved(path: str) -> Response:
    """To the one address that is kept of several spellings."""
    response = make_response(redirect(site().base_url + path, 308))
    response.headers["Cache-Control"] = MOVED_CACHE
    return response


def conditional(response: Response) -> Response:
    """304 where the client has these bytes."""
    response.make_conditional(_readers_environ())
    return response


def _readers_environ() -> dict[str, Any]:
    """The request without the conditions of writers (If-Match), which are for PUT: a 412 would only be kept."""
    return {key: value for key, value in request.environ.items() if key not in WRITERS_CONDITIONS}


def _packed(response: Response) -> Response:
    """Pages and what belongs to them, smaller where the client takes gzip; the tag is weak, for both are one page."""
    if response.mimetype not in PACKED or "Content-Encoding" in response.headers or response.status_code != 200:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0 or not request.accept_encodings:
        return response
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) >= SMALLEST:
        response.set_data(CODINGS["gzip"](plain))
        response.headers["Content-Encoding"] = "gzip"
        etag, _ = response.get_etag()
        if etag:
            response.set_etag(etag, weak=True)
    return response


def install(app: Flask, framers: str) -> None:
    """Headers on every answer, and every error as text or as a page. `framers` may frame what is below /embed/."""
    app.register_error_handler(HTTPException, _error)
    problems.install(app)

    @app.after_request
    def headers(response: Response) -> Response:
        if request.path.startswith(EMBED):
            response.headers["Content-Security-Policy"] = EMBED_POLICY + framers
        if ANY_ORIGIN[0] not in response.headers:
            for name, value in SECURITY.items():
                response.headers.setdefault(name, value)
            if _is_program():
                response.headers[ANY_ORIGIN[0]] = ANY_ORIGIN[1]
        if request.method == "OPTIONS":
            response.headers.update(ASKED_FIRST)
        return _packed(response)


def _error(error: HTTPException) -> Response:
    """404, 405, 503 …: plain text where a program asked, a page where a person did; never kept by a cache."""
    code = 503 if error.code in (None, 500) else error.code
    error = ServiceUnavailable() if code == 503 else error
    if request.path == OEMBED or request.path.startswith(problems.PATH):
        return _with_allow(problems.answers(error, code), error)
    response = _plain(error) if _is_program() else _explained(error, code)
    response.status_code = code
    response.headers["Cache-Control"] = "no-store"
    if code == 503:
        response.headers["Retry-After"] = problems.RETRY_SECONDS
    return _with_allow(response, error)


def _with_allow(response: Response, error: HTTPException) -> Response:
    allow = dict(error.get_headers()).get("Allow")
    if allow:
        response.headers["Allow"] = allow
    return response


def _is_program() -> bool:
    if request.path == OEMBED or request.path.startswith(problems.PATH) and request.path != "/api/v1/":
        return True
    return request.method not in ("GET", "HEAD") or "." in request.path.rpartition("/")[2]


def _plain(error: HTTPException) -> Response:
    response = make_response(f"{error.code} {error.name}{_hint(error)}\n")
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    return response


def _hint(error: HTTPException) -> str:
    """The name that was probably meant, or what was expected; never what was asked for."""
    cause = error.__cause__
    if isinstance(cause, BadSelection):
        return f": expected {cause}"
    return f": did you mean {cause.near}?" if isinstance(cause, Unknown) and cause.near else ""


def _explained(error: HTTPException, code: int) -> Response:
    embedded = request.path.startswith(EMBED)
    first = request.path.removeprefix(EMBED if embedded else "/").partition("/")[0]
    cause = error.__cause__
    near = cause.near if isinstance(cause, Unknown) else None
    template = "embed_error.html" if embedded else "error.html"
    return make_response(html(template, first if first in LANGUAGES else "en", elsewhere=False, code=code, near=near))
