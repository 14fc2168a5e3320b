"""Ticks become an address: the same ticks always the same one, short, and readable.

The form asks with GET, so that a choice can be sent on, come back to, and made without JavaScript.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import Response, request
from werkzeug.datastructures import MultiDict

from ...catalogue import Facets, within
from ...observance import KINDS, THEMES
from ...query import feed_period, observances
from ...selection import FACETS, LEAD, MOST_VALUES, REMIND, SPANS, Selection
from ...wording import Wording, wording
from ..http import page
from ..lookup import language_named, no_such, selection_named
from ..render import text_in
from ..site import site
from .blueprint import blueprint
from .calendars import coming, summaries
from .panel import DAYS_EARLY, panel

CALENDAR, LANGUAGE = "calendar", "lang"
TICKED = (*FACETS, CALENDAR)
OPTIONS = (LEAD, REMIND, SPANS)
DATES_SHOWN = 3
LONG_KINDS = frozenset(("year", "decade"))
"""What the widest calendar leaves out: an entry of each would stand in it every year."""


@dataclass(frozen=True, slots=True)
class Wider:
    """The nearest choice that holds something."""

    address: str
    name: str
    entries: int


@blueprint.get("/<lang>/choose")
def choose(lang: str) -> Response:
    language_named(lang)
    asked, words = request.args, wording(lang)
    feed_lang = language_named(asked.get(LANGUAGE) or lang)
    too_many = any(len(set(asked.getlist(key))) > MOST_VALUES for key in TICKED)
    made = any(asked.get(key) for key in (*TICKED, *OPTIONS, LANGUAGE)) and not too_many
    return page(
        "choose.html",
        lang,
        ticked={key: frozenset(value.lower() for value in asked.getlist(key)) for key in (*TICKED, *OPTIONS)},
        feed_lang=feed_lang,
        calendars=summaries(lang),
        themes=THEMES,
        kinds=KINDS,
        bodies=_bodies(lang),
        countries_known=_countries(words),
        days_early=DAYS_EARLY,
        too_many=MOST_VALUES if too_many else 0,
        **(_answer(chosen(asked), lang, feed_lang) if made else {"panel": None}),
    )


def chosen(asked: MultiDict[str, str]) -> Selection:
    """What a form asks for. Where no calendar is ticked, the widest ones are meant. 404 for what there is not."""
    given = {key: [value for value in asked.getlist(key) if value] for key in TICKED}
    options = {key: [asked[key]] for key in OPTIONS if asked.get(key)}
    calendars = given.pop(CALENDAR) or _widest(given["kind"])
    pairs = [part for key, values in {**given, **options}.items() if values for part in (key, "_".join(values))]
    if any("/" in part for part in [*pairs, *calendars]):
        raise no_such("choice")
    return selection_named("/".join([*pairs, "_".join(calendars)]))[0]


def _answer(selection: Selection, lang: str, feed_lang: str) -> dict[str, object]:
    here = site()
    today = here.today()
    entries = _count(selection)
    return {
        "selection": selection,
        "panel": panel(selection, lang, feed_lang),
        "entries": entries,
        "coming": coming(selection, lang, today, DATES_SHOWN),
        "reaches": feed_period(today).window.last,
        "wider": None if entries else _wider(selection, lang),
    }


def _count(selection: Selection) -> int:
    return sum(1 for _ in observances(site().catalogue, selection))


def _widest(kinds: Iterable[str]) -> list[str]:
    """The largest calendar and, where years or decades are asked for, those that are home to them."""
    calendars = site().catalogue.calendars.values()
    long = LONG_KINDS.intersection(kinds)
    largest = max(calendars, key=lambda calendar: len(calendar.members))
    found = {largest.id}
    held = {member.id for member in largest.members}
    for calendar in calendars:
        own = (member for member in calendar.members if member.home == calendar.id)
        if any(member.kind in long and member.id not in held for member in own):
            found.add(calendar.id)
    return sorted(found)


def _wider(selection: Selection, lang: str) -> Wider | None:
    """One facet less, the one that leaves the fewest entries; or the whole calendars."""
    given = [name for name in FACETS.values() if getattr(selection.facets, name)]
    without = [replace(selection, facets=replace(selection.facets, **{name: ()})) for name in given]
    found = [(_count(one), one.address) for one in [*without, replace(selection, facets=Facets())]]
    found = sorted(pair for pair in found if pair[0])
    if not found:
        return None
    count, address = found[0]
    return Wider(address, panel(selection_named(address)[0], lang, lang).name, count)


def _bodies(lang: str) -> list[tuple[str, object]]:
    """Those that have decided something, or stand above one that has."""
    catalogue = site().catalogue
    deciding = {act.body for one in catalogue.observances.values() if one.in_feeds for act in one.acts}
    return [
        (id, text_in(body.names, lang))
        for id, body in catalogue.bodies.items()
        if any(within(decider, id, catalogue.bodies) for decider in deciding)
    ]


def _countries(words: Wording) -> list[tuple[str, str]]:
    """Those that an entry concerns, by their names."""
    shown = (one for one in site().catalogue.observances.values() if one.in_feeds)
    codes = {code for one in shown for code in one.countries}
    return sorted(((code, words.country(code)) for code in codes), key=lambda pair: pair[1].casefold())
