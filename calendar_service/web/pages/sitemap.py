"""For search engines: all pages of each language, and when what they tell of last changed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from flask import Response

from ...feed import WRITTEN
from ...text import LANGUAGES
from ..http import respond
from ..lookup import language_named
from ..shelf import Answer
from ..site import Ready, Site, site
from .blueprint import blueprint

XML = "application/xml; charset=utf-8"
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
STANDING = ("", "choose", "data", "changes", "check", "embed")
YEARS_AHEAD = 3


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """One sitemap for each language."""
    here = site()
    parts = [(f"{here.base_url}/{lang}/sitemap.xml", None) for lang in LANGUAGES]
    return _respond(here, "index", lambda: _document("sitemapindex", "sitemap", parts))


@blueprint.get("/<lang>/sitemap.xml")
def sitemap(lang: str) -> Response:
    language_named(lang)
    here = site()
    return _respond(here, lang, lambda: _document("urlset", "url", _pages(here, lang)))


def _pages(here: Site, lang: str) -> Iterator[tuple[str, datetime | None]]:
    this_year = here.today().year
    for path in (*STANDING, *range(this_year, this_year + YEARS_AHEAD)):
        yield f"{here.base_url}/{lang}/{path}", None
    for calendar in here.catalogue.calendars.values():
        yield f"{here.base_url}/{lang}/calendars/{calendar.id}", None
    for observance in here.catalogue.observances.values():
        yield f"{here.base_url}/{lang}/observances/{observance.id}", observance.changed


def _document(root: str, entry: str, pages: Iterable[tuple[str, datetime | None]]) -> bytes:
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SCHEMA}">']
    for address, changed in pages:
        lastmod = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
        lines.append(f"<{entry}><loc>{escape(address)}</loc>{lastmod}</{entry}>")
    return "\n".join([*lines, f"</{root}>\n"]).encode()


def _respond(here: Site, name: str, made: Callable[[], bytes]) -> Response:
    key = "sitemap", name, here.today().year
    return respond(Ready(here.shelf, key, lambda: Answer(made(), WRITTEN), XML), "sitemap.xml")
