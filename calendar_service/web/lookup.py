"""From the parts of an address to what they name; anything else is 404, with the nearest known name."""

import re

from werkzeug.exceptions import NotFound

from ..catalogue import Unknown
from ..formats import FORMATS
from ..observance import Observance
from ..selection import BadSelection, Selection
from ..text import LANGUAGE_SLIPS, LANGUAGES, nearest
from .site import site

EDITION = re.compile(r"[12][0-9]{3}(-[1-9][0-9]?)?", re.ASCII)


def language_named(lang: str) -> str:
    if lang not in LANGUAGES:
        raise no_such("language", LANGUAGE_SLIPS.get(lang) or nearest(lang, LANGUAGES))
    return lang


def format_named(suffix: str) -> str:
    if suffix not in FORMATS:
        raise no_such("format", nearest(suffix, FORMATS))
    return suffix


def selection_named(address: str) -> tuple[Selection, str]:
    """The choice, and the one form of its address."""
    try:
        return site().selection(address)
    except (Unknown, BadSelection) as wrong:
        raise NotFound() from wrong


def observance_named(id: str) -> Observance:
    try:
        return site().catalogue.observance(id)
    except Unknown as unknown:
        raise NotFound() from unknown


def edition_named(edition: str) -> str:
    if not EDITION.fullmatch(edition):
        raise no_such("edition")
    return edition


def no_such(what: str, near: str | None = None) -> NotFound:
    """A 404 that carries what was looked for."""
    error = NotFound()
    error.__cause__ = Unknown(what, near)
    return error
