"""Is the process alive, is it of use, and may robots read it?"""

from flask import Blueprint, Response, current_app

from .problems import RETRY_SECONDS

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    return _text("ok\n")


@blueprint.get("/readyz")
def ready() -> Response:
    """503 while there is no catalogue to answer from."""
    site = current_app.extensions["site"]
    if site is None:
        response = _text("the calendars cannot be read\n")
        response.status_code = 503
        response.headers["Retry-After"] = RETRY_SECONDS
        return response
    return _text(f"ok {site.catalogue.digest}\n")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Everybody may read everything: Google fetches no feed that this forbids."""
    site = current_app.extensions["site"]
    return _text("User-agent: *\nAllow: /\n" + (f"Sitemap: {site.base_url}/sitemap.xml\n" if site else ""))


def _text(body: str) -> Response:
    response = Response(body, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store" if body.startswith(("ok", "the")) else "public, max-age=3600"
    return response
