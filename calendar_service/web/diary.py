"""What falls on each day of a time, as lists to read and to print: an agenda, and a planner of twelve months."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..feed import Event
from ..observance import Act, Occurrence
from ..span import Span
from ..wording import Wording
from .pages.lines import until, when
from .site import site
from .wall import months

MOST_LINES = 62
"""Of a month in the planner: more would not fit below each other on a sheet of paper."""
NAME_LETTERS, SHEET_LETTERS = 22, 170
"""So many letters surely stand on one line: of a month, and of a whole sheet."""
MOST_LONG = 40
"""Of what has no day of its own, on a planner."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What falls on a day: `when` tells its days if they are several; `act` is the first decision behind it."""

    event: Event
    when: str
    act: Act | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A day of an agenda."""

    date: date
    until: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A day of a planner: `more` is how many entries had no room; in a roomy one each name takes the lines it needs."""

    date: date
    entries: tuple[Entry, ...]
    more: int
    roomy: bool
    weekend: bool
    lasting: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A month of a planner."""

    first: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Planner:
    """Two sheets of six months; `long` stands below the second, and `more` is how many of it had no room."""

    sheets: tuple[tuple[Column, ...], tuple[Column, ...]]
    long: tuple[Entry, ...]
    more: int


def agenda(found: Iterable[Occurrence], window: Span, words: Wording, today: date) -> list[Page]:
    """The days of a window that have something; what began before it stands on the first."""
    days = by_day(found, window)
    return [Page(day, until(Span.day(day), today, words), entries(days[day], words)) for day in sorted(days)]


def planner(found: Iterable[Occurrence], window: Span, words: Wording) -> Planner:
    """Of twelve months; what lasts from one month into the next stands in both."""
    told = list(found)
    running = entries((one for one in told if one.running), words)
    long, half = running[:MOST_LONG], months(window)
    below = sum(len(entry.when) + len(entry.event.title) + 6 for entry in long) // SHEET_LETTERS + 2 if long else 0
    first = tuple(_column(by_day(told, month), month, words, MOST_LINES) for month in half[:6])
    second = tuple(_column(by_day(told, month), month, words, MOST_LINES - below) for month in half[6:])
    return Planner((first, second), long, len(running) - len(long))


def entries(found: Iterable[Occurrence], words: Wording) -> tuple[Entry, ...]:
    return tuple(_entry(occurrence, words) for occurrence in found)


def by_day(found: Iterable[Occurrence], window: Span) -> dict[date, list[Occurrence]]:
    """What has days of its own, on the first of them in the window; what lasts longer comes first."""
    days: dict[date, list[Occurrence]] = {}
    for occurrence in sorted(found, key=lambda one: (-one.span.days, one.uid)):
        if not occurrence.running and occurrence.span.touches(window):
            days.setdefault(max(occurrence.span.start, window.start), []).append(occurrence)
    return days


def _entry(occurrence: Occurrence, words: Wording) -> Entry:
    observance = occurrence.observance
    act = next((act for act in observance.acts if act.evidence != "unverified"), None)
    places = [act.url or "" if act else "", *observance.links, *observance.sources]
    return Entry(
        event=site().composer.whole(occurrence, words.lang),
        when=_when(occurrence, words),
        act=act,
        source=next((place for place in places if place.startswith(("https://", "http://"))), None),
    )


def _when(occurrence: Occurrence, words: Wording) -> str:
    if occurrence.running:
        return when(occurrence, words)
    return words.short_span(occurrence.span) if occurrence.span.days > 1 else ""


def _column(days: dict[date, list[Occurrence]], month: Span, words: Wording, lines: int) -> Column:
    every = [month.start + timedelta(number) for number in range(month.days)]
    most = _most([len(days.get(day, ())) for day in every], lines)
    shown = {day: entries(days.get(day, [])[:most], words) for day in every}
    roomy, over = _roomy(shown, lines), [one for found in days.values() for one in found if one.span.days > 1]

    def line(day: date) -> Line:
        more = len(days.get(day, ())) - len(shown[day])
        return Line(day, shown[day], more, day in roomy, words.is_weekend(day), any(_lasts(one, day) for one in over))

    return Column(month.start, tuple(line(day) for day in every))


def _roomy(shown: dict[date, tuple[Entry, ...]], lines: int) -> set[date]:
    """The days on which long names may take more lines, the emptiest first, as far as the lines reach."""
    left = lines - sum(max(1, len(found)) for found in shown.values())
    roomy = set()
    for day, found in sorted(shown.items(), key=lambda item: len(item[1])):
        more = sum((len(entry.when) + len(entry.event.title)) // NAME_LETTERS for entry in found)
        if more <= left:
            left -= more
            roomy.add(day)
    return roomy


def _lasts(occurrence: Occurrence, day: date) -> bool:
    return occurrence.span.start <= day < occurrence.span.end


def _most(counts: Sequence[int], lines: int) -> int:
    """How many entries a day may show, so that all the days of a month fit."""
    most = max(counts)
    while most > 1 and sum(min(max(1, count), most) for count in counts) > lines:
        most -= 1
    return most
