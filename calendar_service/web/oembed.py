"""oEmbed (oembed.com): editors that are given the address of a page of ours find out how to show it.

A page tells of it itself with `discovery` of the template `_oembed.html`. Only addresses below our own base are
answered: whoever asks for others learns nothing, and nothing is fetched.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from flask import Blueprint, Response, request

from ..formats.json import dump
from ..head import selection_head
from ..telling import telling
from ..text import LANGUAGES
from ..wording import wording
from .embed import FRAME, widget_selection
from .http import FEED_CACHE
from .lookup import edition_named, no_such, observance_named
from .problems import Refused, fault
from .site import site

blueprint = Blueprint("oembed", __name__)
WIDTH, HEIGHT, LEAST = 600, 420, 120
DAYS = 7
LONGEST = 2048
CACHE_SECONDS = 86400


class Shown(NamedTuple):
    """What an address of ours is shown as: the path of a widget, and its title."""

    path: str
    title: str


@blueprint.app_template_global()
def oembed_address(address: str) -> str:
    """Where one learns how to show a page."""
    return f"{site().base_url}/oembed?url={quote(address, safe='')}&format=json"


@blueprint.get("/oembed")
def oembed() -> Response:
    if _one("format", "json") != "json":
        raise Refused(501, "json is the only format")
    width, height = _at_most("maxwidth", WIDTH), _at_most("maxheight", HEIGHT)
    here = site()
    shown = _shown(_one("url", ""))
    address = f"{here.base_url}/embed/{shown.path}"
    lang = shown.path.partition("/")[0]
    answer = {
        "version": "1.0",
        "type": "rich",
        "provider_name": wording(lang).say("Commemorative calendar"),
        "provider_url": f"{here.base_url}/{lang}/",
        "title": shown.title,
        "cache_age": CACHE_SECONDS,
        "width": width,
        "height": height,
        "html": FRAME.format(address=address, title=shown.title, lang=lang, width=width, height=height),
    }
    response = Response(dump(answer), content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = FEED_CACHE
    return response


def _one(name: str, usual: str) -> str:
    values = request.args.getlist(name)
    if len(values) > 1:
        raise Refused(400, "a parameter is given twice", [fault(name, "one value")])
    return values[0] if values else usual


def _at_most(name: str, usual: int) -> int:
    """Never more than is asked for; less than can be read is refused."""
    text = _one(name, str(usual))
    if not re.fullmatch("[1-9][0-9]{0,4}", text, re.ASCII) or int(text) < LEAST:
        raise Refused(400, "a parameter is wrong", [fault(name, f"a number of pixels, {LEAST} at least")])
    return min(usual, int(text))


def _shown(url: str) -> Shown:
    """What is shown of a page of ours; 404 of any other address."""
    if not url:
        raise Refused(400, "a parameter is wrong", [fault("url", f"an address that begins with {site().base_url}/")])
    for pattern, found in PAGES.items():
        match = len(url) <= LONGEST and re.fullmatch(re.escape(site().base_url) + pattern, url, re.ASCII)
        if match and match["lang"] in LANGUAGES:
            return found(**match.groupdict())
    raise Refused(404, "no page of this service that can be shown elsewhere")


def _choice(lang: str, address: str) -> Shown:
    selection = widget_selection(address)
    name = selection_head(site().catalogue, selection, wording(lang)).name
    return Shown(f"{lang}/{DAYS}/{selection.address}", name)


def _observance(lang: str, id: str, edition: str | None) -> Shown:
    shown = observance_named(id)
    if not shown.in_feeds or (edition is not None and telling(shown, edition_named(edition)) is None):
        raise no_such("widget")
    return Shown(f"{lang}/observances/{id}", site().catalogue.text(shown.names, lang).text)


PAGES: Mapping[str, Callable[..., Shown]] = {
    "/(?P<lang>[a-z]{2})/calendars/(?P<address>[a-z0-9-]+)": _choice,
    "/(?P<lang>[a-z]{2})/subscribe/(?P<address>[a-z0-9/_-]+)": _choice,
    "/(?P<lang>[a-z]{2})/feeds/(?P<address>[a-z0-9/_-]+)[.][a-z]{3,4}": _choice,
    "/(?P<lang>[a-z]{2})/observances/(?P<id>[a-z0-9-]+)(?:/(?P<edition>[0-9-]+))?": _observance,
}
"""Addresses below the base, as we write them; nothing is escaped in them, and no question follows."""
