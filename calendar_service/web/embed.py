"""Widgets: what is coming up, for other people's pages.

    /embed/{lang}/{days}/{selection}         a page for a frame
    /embed/{lang}/{days}/{selection}.html    the same as a piece of HTML, for servers that put it into a page
    /embed/{lang}/{days}/{selection}.json    the same for /embed.js, every word in its language already
    /embed/{lang}/observances/{id}           the next dates of one observance, for a frame

A selection is spelled as in the address of a feed; `days` are counted from today, which is one of them. What is about
the events of a calendar (lead, remind, spans) has no meaning here, and leads to the address without it.
"""

import hashlib
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from flask import Blueprint, Response
from markupsafe import Markup

from .. import clock
from ..caption import decision
from ..formats.json import dump
from ..head import selection_head
from ..observance import Observance, Occurrence
from ..query import feed_period
from ..selection import Selection
from ..span import Span
from ..telling import SHOWN
from ..text import Text, nearest
from ..wording import Wording, wording
from .http import FEED_CACHE, deliver, moved
from .lookup import language_named, no_such, observance_named, selection_named
from .moments import Moment, moments
from .pages.lines import until
from .render import html
from .shelf import CODINGS, SMALLEST, Answer
from .site import Ready, site

blueprint = Blueprint("embed", __name__)
MOST_DAYS = 31
MOST_ENTRIES = 30
"""More would pass twenty kilobytes."""
HEAD_PIXELS, ENTRY_PIXELS, HIGHEST_FRAME = 110, 85, 620
NEXT_DATES = 3
LONGEST_AGE = 3600
SCRIPT = (Path(__file__).parent / "static" / "embed.js").read_bytes()
SCRIPT_TAG = hashlib.sha256(SCRIPT).hexdigest()[:32]
FRAME = Markup(
    '<iframe src="{address}" title="{title}" lang="{lang}" width="{width}" height="{height}" frameborder="0" '
    'loading="lazy"></iframe>'
)
"""How other pages show one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a widget; it has no name where the heading says it. `note` is the language of a borrowed name."""

    name: Text | None
    note: str
    when: tuple[Moment, ...]
    until: str
    today: bool
    url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a widget says: `url` leads to where it comes from, `said` stands where there is nothing to list."""

    lang: str
    title: Text
    about: str
    url: str
    entries: tuple[Entry, ...]
    said: str = ""
    more: str = ""


@blueprint.get("/embed.js")
def script() -> Response:
    """The element; any page may load it."""
    headers = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": FEED_CACHE}
    return deliver(SCRIPT_TAG, lambda coding: CODINGS[coding](SCRIPT) if coding else SCRIPT, headers)


@blueprint.get("/embed/<lang>/observances/<id>")
def observance(lang: str, id: str) -> Response:
    language_named(lang)
    shown = observance_named(id)
    if not shown.in_feeds:
        raise no_such("widget")
    return _answer(("observance", id, lang), FORMS[""], lambda today: dates(shown, lang, today))


@blueprint.get("/embed/<lang>/<days>/<path:address>")
def coming(lang: str, days: str, address: str) -> Response:
    """What is coming up, in the form that the suffix names; another spelling is led to the one that is kept."""
    language_named(lang)
    count = days_named(days)
    spelled, dot, ending = address.partition(".")
    suffix = dot + ending.lower()
    if suffix not in FORMS:
        raise no_such("format", nearest(ending, ("html", "json")))
    selection = widget_selection(spelled)
    kept = selection.address + suffix
    if kept != address:
        return moved(f"/embed/{lang}/{count}/{kept}")
    return _answer((lang, count, kept), FORMS[suffix], lambda today: listing(selection, lang, count, today))


def days_named(days: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,2}", days, re.ASCII) or int(days) > MOST_DAYS:
        raise no_such("number of days")
    return int(days)


def widget_selection(address: str) -> Selection:
    selection, _ = selection_named(address)
    return replace(selection, lead=0, remind=None, whole=False)


def listing(selection: Selection, lang: str, days: int, today: date) -> Listing:
    """The entries of the days; where there are none, the next one after them."""
    here, words = site(), wording(lang)
    end = today + timedelta(days)
    found = list(here.almanac.upcoming(selection, Span(today, end)))
    later = here.almanac.upcoming(selection, Span(end, feed_period(today).window.end))
    shown = found[:MOST_ENTRIES] or list(islice(later, 1))
    nothing = words.say("No commemoration today.") if days == 1 else words.say("No commemoration in these days.")
    return Listing(
        lang=lang,
        title=Text(words.say("Commemorative calendar"), lang),
        about=selection_head(here.catalogue, selection, words).name,
        url=f"{here.base_url}/{lang}/{_home(selection)}",
        entries=tuple(_entry(occurrence, words, today) for occurrence in shown),
        said="" if found else " ".join([nothing, words.say("The next one:")] if shown else [nothing]),
        more=words.say("And {count} more", count=len(found) - len(shown)) if len(found) > len(shown) else "",
    )


def frame_height(shown: Listing) -> int:
    """Pixels in which the list stands without scrolling, if it is not a long one; it will be longer on other days."""
    return min(HEAD_PIXELS + ENTRY_PIXELS * max(len(shown.entries), 3), HIGHEST_FRAME)


def _home(selection: Selection) -> str:
    """The page on which the whole choice is found."""
    return f"calendars/{selection.calendars[0]}" if selection.is_calendar else f"subscribe/{selection.address}"


def dates(observance: Observance, lang: str, today: date) -> Listing:
    """The next dates of one observance, or the last one where it has no more."""
    here, words = site(), wording(lang)
    decided = (decision(here.catalogue, act, words) for act in observance.acts if act.evidence != "unverified")
    found = sorted(observance.occurrences(SHOWN), key=lambda occurrence: occurrence.span)
    later = [occurrence for occurrence in found if occurrence.span.end > today]
    shown = later[:NEXT_DATES] or found[-1:]
    return Listing(
        lang=lang,
        title=here.catalogue.text(observance.names, lang),
        about=next(decided, ""),
        url=f"{here.base_url}/{lang}/observances/{observance.id}",
        entries=tuple(replace(_entry(occurrence, words, today), name=None, note="") for occurrence in shown),
    )


def _entry(occurrence: Occurrence, words: Wording, today: date) -> Entry:
    event = site().composer.whole(occurrence, words.lang)
    lang = event.name.lang
    return Entry(
        name=Text(event.title, lang),
        note=words.language(lang) if lang != words.lang else "",
        when=moments(occurrence, words),
        until=until(occurrence.span, today, words),
        today=occurrence.span.touches(Span.day(today)),
        url=event.url or "",
    )


def _page(shown: Listing) -> bytes:
    return html("embed.html", shown.lang, elsewhere=False, shown=shown).encode()


def _fragment(shown: Listing) -> bytes:
    return html("embed_fragment.html", shown.lang, elsewhere=False, shown=shown).encode()


def _data(shown: Listing) -> bytes:
    """For the element, which puts each text where it belongs and says nothing of its own."""
    return dump(
        {
            "lang": shown.lang,
            "dir": wording(shown.lang).direction,
            "title": shown.title.text,
            "about": shown.about,
            "url": shown.url,
            "said": shown.said,
            "items": [_item(entry) for entry in shown.entries],
            "more": shown.more,
        }
    )


def _item(entry: Entry) -> dict[str, object]:
    name = entry.name
    return {
        "name": name and {"text": name.text, "lang": name.lang, "dir": wording(name.lang).direction},
        "note": entry.note,
        "when": [moment._asdict() for moment in entry.when],
        "until": entry.until,
        "today": entry.today,
        "url": entry.url,
    }


class Form(NamedTuple):
    media_type: str
    write: Callable[[Listing], bytes]


HTML, JSON = "text/html; charset=utf-8", "application/json; charset=utf-8"
FORMS = {"": Form(HTML, _page), ".html": Form(HTML, _fragment), ".json": Form(JSON, _data)}


def _answer(key: Hashable, form: Form, made: Callable[[date], Listing]) -> Response:
    """Kept until midnight, or for an hour."""
    here = site()
    today = here.today()

    def make() -> Answer:
        return Answer(form.write(made(today)), datetime.now(UTC))

    ready = Ready(here.shelf, ("embed", key, today), make, form.media_type)
    age = min(LONGEST_AGE, clock.seconds_left(here.zone))
    headers = {"Content-Type": form.media_type, "Cache-Control": f"public, max-age={age}"}
    return deliver(ready.tag.etag, ready.body, headers, small=ready.tag.size < SMALLEST)
