"""Feeds of selections and of single observances. The address alone decides what is answered: nothing is negotiated."""

from flask import Blueprint, Response

from .http import moved, respond
from .lookup import edition_named, format_named, language_named, no_such, observance_named, selection_named
from .site import site

blueprint = Blueprint("feeds", __name__)
NAME_LONGEST = 100


@blueprint.get("/<lang>/feeds/<path:address>.<suffix>")
def feed(lang: str, address: str, suffix: str) -> Response:
    """A selection in a format; another spelling of the same choice is led to the one that is kept."""
    language_named(lang)
    form = format_named(suffix.lower())
    selection, kept = selection_named(address)
    if (kept, form) != (address, suffix):
        return moved(f"/{lang}/feeds/{kept}.{form}")
    return respond(site().feed(selection, lang, form), f"{file_name(kept)}.{form}")


@blueprint.get("/<lang>/observances/<id>.ics")
def observance(lang: str, id: str) -> Response:
    language_named(lang)
    if not observance_named(id).published:
        raise no_such("feed")
    return respond(site().observance_feed(id, lang), f"{id}.ics")


@blueprint.get("/<lang>/observances/<id>/<edition>.ics")
def edition(lang: str, id: str, edition: str) -> Response:
    language_named(lang)
    ready = site().edition_feed(id, lang, edition_named(edition)) if observance_named(id).published else None
    if ready is None:
        raise no_such("edition")
    return respond(ready, f"{id}-{edition}.ics")


def file_name(address: str) -> str:
    """What a download is called: the choice in readable letters, cut where it is long."""
    return address.replace("/", "-")[:NAME_LONGEST].strip("-_")
