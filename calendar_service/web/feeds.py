"""Feeds of calendars and of single observances. The address alone decides what is answered: nothing is negotiated."""

from flask import Blueprint, Response

from .http import respond
from .lookup import calendar_named, edition_named, format_named, language_named, no_such, observance_named
from .site import site

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/<lang>/feeds/<id>.<suffix>")
def calendar(lang: str, id: str, suffix: str) -> Response:
    language_named(lang)
    format_named(suffix)
    calendar_named(id)
    return respond(site().calendar_feed(id, lang, suffix), f"{id}.{suffix}")


@blueprint.get("/<lang>/observances/<id>.ics")
def observance(lang: str, id: str) -> Response:
    language_named(lang)
    if not observance_named(id).in_feeds:
        raise no_such("feed")
    return respond(site().observance_feed(id, lang), f"{id}.ics")


@blueprint.get("/<lang>/observances/<id>/<edition>.ics")
def edition(lang: str, id: str, edition: str) -> Response:
    language_named(lang)
    ready = site().edition_feed(id, lang, edition_named(edition)) if observance_named(id).in_feeds else None
    if ready is None:
        raise no_such("edition")
    return respond(ready, f"{id}-{edition}.ics")
