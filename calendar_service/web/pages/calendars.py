"""One page for each calendar: what it is, what is in it, how far it reaches, and how to subscribe to it."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from flask import Response
from werkzeug.exceptions import NotFound

from ...catalogue import Unknown
from ...observance import Calendar
from ...query import feed_period
from ...selection import Selection
from ...span import Span
from ...text import Text
from ..http import moved, page
from ..lookup import language_named
from ..render import text_in
from ..site import site
from .blueprint import blueprint
from .lines import Line, lines
from .panel import panel

DATES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Summary:
    """A calendar in a list. One that is `themed` holds a part of what is at home elsewhere."""

    id: str
    name: Text
    description: Text | None
    entries: int
    themed: bool


@blueprint.get("/<lang>/calendars/<id>")
def calendar(lang: str, id: str) -> Response:
    language_named(lang)
    here, shown = site(), calendar_named(id)
    if shown.id != id:
        return moved(f"/{lang}/calendars/{shown.id}")
    selection, today = Selection((id,)), here.today()
    return page(
        "calendar.html",
        lang,
        calendar=_summary(shown, lang),
        members=[(member.id, text_in(member.names, lang)) for member in shown.members if member.in_feeds],
        coming=coming(selection, lang, today),
        running=lines(here.almanac.running(selection, today), lang, today),
        reaches=feed_period(today).window.last,
        checked=max((member.checked for member in shown.members if member.checked), default=None),
        panel=panel(selection, lang, lang),
    )


def calendar_named(id: str) -> Calendar:
    catalogue = site().catalogue
    try:
        return catalogue.calendar(catalogue.renamed.get(id, id))
    except Unknown as unknown:
        raise NotFound() from unknown


def coming(selection: Selection, lang: str, today: date, count: int = DATES_SHOWN) -> list[Line]:
    """The next entries of a choice, as far as its feed reaches."""
    ahead = Span(today, feed_period(today).window.end)
    return lines(islice(site().almanac.upcoming(selection, ahead), count), lang, today)


def summaries(lang: str) -> list[Summary]:
    """All calendars, those of a theme and the small ones first: few entries a month are what most people want."""
    found = [_summary(calendar, lang) for calendar in site().catalogue.calendars.values()]
    return sorted(found, key=lambda summary: (not summary.themed, summary.entries))


def _summary(calendar: Calendar, lang: str) -> Summary:
    name, description = text_in(calendar.names, lang), text_in(calendar.descriptions, lang)
    assert name is not None
    entries = sum(member.in_feeds for member in calendar.members)
    return Summary(calendar.id, name, description, entries, _is_themed(calendar))


def _is_themed(calendar: Calendar) -> bool:
    """Nothing is at home in it, and it holds less than half of all."""
    few = 2 * len(calendar.members) < len(site().catalogue.observances)
    return few and all(member.home != calendar.id for member in calendar.members)
