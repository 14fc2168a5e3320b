"""Ticks become an address: the same ticks always the same one, short, and readable.

The form asks with GET, so that a choice can be sent on, come back to, and made without JavaScript.
"""

from dataclasses import dataclass, replace

from flask import Response, request
from werkzeug.datastructures import MultiDict

from ...catalogue import Facets, within
from ...observance import KINDS, THEMES, Calendar
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
    """What a form asks for. Where no calendar is ticked, all that hold it are meant. 404 for what there is not."""
    given = {key: [value for value in asked.getlist(key) if value] for key in TICKED}
    options = {key: [asked[key]] for key in OPTIONS if asked.get(key)}
    ticked = given.pop(CALENDAR)
    calendars = ticked or [_largest().id]
    pairs = [part for key, values in {**given, **options}.items() if values for part in (key, "_".join(values))]
    if any("/" in part for part in [*pairs, *calendars]):
        raise no_such("choice")
    selection = selection_named("/".join([*pairs, "_".join(calendars)]))[0]
    return selection if ticked else _widened(selection)


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


def _largest() -> Calendar:
    return max(site().catalogue.calendars.values(), key=lambda calendar: len(calendar.members))


def _widened(selection: Selection) -> Selection:
    """The same facets in all calendars that are home to something of them, where the largest one has not all.

    Years and decades are meant only where their kinds are ticked: an entry of each stands in every year it covers.
    """
    catalogue, facets = site().catalogue, selection.facets
    if facets == Facets():
        return selection
    held = {member.id for id in selection.calendars for member in catalogue.calendar(id).members}
    meant = (
        one
        for one in catalogue.observances.values()
        if one.id not in held and one.in_feeds and facets.match(one, catalogue.bodies)
    )
    homes = {one.home for one in meant if one.kind not in LONG_KINDS or one.kind in facets.kinds}
    return replace(selection, calendars=tuple(sorted({*selection.calendars, *homes})))


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
