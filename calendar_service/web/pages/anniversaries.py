"""Anniversaries that become round in some years, the list of UNESCO for them, and when States propose for it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import Response, make_response, redirect

from ...observance import Observance
from ...rounds import Round, rounds
from ...span import Span
from ...spoken import beginning
from ...telling import SHOWN
from ...text import Text
from ...wording import Wording, wording
from ..http import page
from ..lookup import language_named, no_such
from ..render import text_in
from ..site import site
from .blueprint import blueprint
from .lines import when

YEARS = re.compile("([0-9]{4})(?:-([0-9]{4}))?", re.ASCII)
MOST_YEARS = 10
MULTIPLE = 50
"""195 EX/Decision 25: UNESCO takes part in fiftieth anniversaries, centenaries and their multiples."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One of a list of UNESCO."""

    observance: Observance
    name: Text | None
    first_day: date
    when: str
    proposers: tuple[str, ...]
    sums: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One that becomes round, with its sum."""

    round: Round
    name: Text | None
    when: str
    what: str
    sum: str


@blueprint.get("/<lang>/anniversaries")
def anniversaries_now(lang: str) -> Response:
    """Those of the two years that UNESCO's lists are made for."""
    first = site().today().year // 2 * 2
    led = make_response(redirect(f"{site().base_url}/{language_named(lang)}/anniversaries/{first}-{first + 1}", 302))
    led.headers["Cache-Control"] = "no-store"
    return led


@blueprint.get("/<lang>/anniversaries/<years>")
def anniversaries(lang: str, years: str) -> Response:
    language_named(lang)
    first, last = years_named(years)
    here = site()
    found = [_counted(one, lang) for one in rounds(here.catalogue, here.everything, first, last, MULTIPLE)]
    listed = _listed(first, last, lang, found)
    named = {one.observance.id for one in listed}
    count = last - first + 1
    return page(
        "anniversaries.html",
        lang,
        years=_printed(first, last),
        listed=listed,
        selected=_selected(lang),
        found=[one for one in found if one.round.observance.id not in named],
        proposing=_proposing(first if (first % 2, count) == (0, 2) else 0, here.today()),
        steps=[_spelled(first + step, last + step) for step in (-count, count) if _shown(first + step, last + step)],
    )


def years_named(text: str) -> tuple[int, int]:
    """A year, or the first and the last of a run; 404 for anything else."""
    found = YEARS.fullmatch(text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not _shown(first, last) or last - first >= MOST_YEARS or text != _spelled(first, last):
        raise no_such("run of years")
    return first, last


def _shown(first: int, last: int) -> bool:
    return SHOWN.start.year <= first <= last <= SHOWN.last.year


def _spelled(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _printed(first: int, last: int) -> str:
    return _spelled(first, last).replace("-", "–")


def _selected(lang: str) -> Text | None:
    """What the calendar of UNESCO's lists is called, where there is one: it holds selected entries, never the list."""
    calendar = site().catalogue.calendars.get("unesco-anniversaries")
    return text_in(calendar.names, lang) if calendar else None


def _proposing(first: int, today: date) -> tuple[str, date, date]:
    """Two years and the deadlines for them: those of a page, or the next for which States can propose still."""
    while _deadlines(first)[1] < today:
        first = max(first + 2, today.year // 2 * 2)
    return _printed(first, first + 1), *_deadlines(first)


def _deadlines(first: int) -> tuple[date, date]:
    return (date(first - 2, 12, 1), date(first - 1, 1, 15)) if first else (date.min, date.min)


def _listed(first: int, last: int, lang: str, counted: Iterable[Counted]) -> list[Listed]:
    """What is known here of UNESCO's list for these two years, on the days of each, with the sums."""
    sums: dict[str, list[str]] = {}
    for each in counted:
        sums.setdefault(each.round.observance.id, []).append(f"{each.what}, {each.sum}")
    catalogue, words = site().catalogue, wording(lang)
    listing, window = f"unesco-{first}-{last}", Span.years(first, last)
    found = []
    for one in catalogue.observances.values():
        if one.listing == listing and one.in_feeds:
            dates = sorted(one.occurrences(window), key=lambda occurrence: occurrence.span)
            proposers = tuple(dict.fromkeys(code for act in one.acts for code in act.proposers))
            said = words.joined(when(occurrence, words) for occurrence in dates)
            first_day = dates[0].span.start if dates else date.max
            name = text_in(one.names, lang)
            found.append(Listed(one, name, first_day, said, proposers, tuple(sums.get(one.id, ()))))
    return sorted(found, key=lambda listed: (listed.first_day, listed.observance.id))


def _counted(one: Round, lang: str) -> Counted:
    words, origin = wording(lang), one.origin
    day = one.span.start
    said = words.day(day) if origin.known == "day" else words.month(day) if origin.known == "month" else str(day.year)
    what = beginning(one.of, words)
    return Counted(one, text_in(one.observance.names, lang), said, what, sum_of(one, words))


def sum_of(one: Round, words: Wording) -> str:
    """100 years: 1926 → 2026."""
    counted_from = words.year_of_era(one.origin.year)
    first = f"≈ {counted_from}" if one.origin.circa else counted_from
    return words.count(
        "{number} year: {first} → {year}",
        "{number} years: {first} → {year}",
        one.number,
        number=one.number,
        first=first,
        year=one.year,
    )
