"""All that falls in a year, in order and kept, so that a question costs what it answers and not what there is.

A year is expanded when it is first asked for. What lasts for months or years stands apart: it is running, not coming.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from heapq import merge

from .catalogue import Catalogue
from .observance import LONGEST_WEEK, Observance, Occurrence
from .selection import Selection, holder
from .span import Span

YEARS_KEPT = 16


@dataclass(frozen=True, slots=True)
class Year:
    """What begins in a year, each row ordered by (first day, UID): single days, spans of some days, and long ones.

    `running` are the long ones that touch the year, wherever they begin.
    """

    days: tuple[Occurrence, ...]
    spans: tuple[Occurrence, ...]
    long: tuple[Occurrence, ...]
    running: tuple[Occurrence, ...]


class Almanac:
    """Of what feeds may show; a selection without calendars means all of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._year = lru_cache(maxsize=YEARS_KEPT)(self._made)

    def occurrences(self, selection: Selection, window: Span) -> Iterator[Occurrence]:
        """What touches the window, ordered by (first day, UID), made as it is asked for."""
        runs = (found for found in self._year(window.start.year).running if found.span.start < window.start)
        earlier = sorted((found for found in runs if found.span.touches(window)), key=_order)
        return self._chosen(merge(earlier, self._beginning(window), key=_order), selection)

    def upcoming(self, selection: Selection, window: Span) -> Iterator[Occurrence]:
        """What falls on the days of the window, or begins on them; what already runs for months is `running`."""
        later = (found for found in self._beginning(window) if not _runs_at(found, window.start))
        return self._chosen(later, selection)

    def running(self, selection: Selection, today: date) -> list[Occurrence]:
        """The years, decades and other long spans that today lies in, each once."""
        day = Span.day(today)
        found = (occurrence for occurrence in self._year(today.year).running if occurrence.span.touches(day))
        return sorted(self._chosen(found, selection), key=_order)

    def _beginning(self, window: Span) -> Iterator[Occurrence]:
        """What begins in the window, and spans of some days that began before it and reach into it; year by year."""
        reach = window.start - timedelta(LONGEST_WEEK)
        for number in range(reach.year, window.last.year + 1):
            year = self._year(number)
            spans = (found for found in _between(year.spans, reach, window.end) if found.span.end > window.start)
            days, long = (_between(row, window.start, window.end) for row in (year.days, year.long))
            yield from merge(days, spans, long, key=_order)

    def _chosen(self, found: Iterable[Occurrence], selection: Selection) -> Iterator[Occurrence]:
        holds = holder(self._catalogue, selection)
        return (occurrence for occurrence in found if holds(occurrence.observance))

    def _made(self, year: int) -> Year:
        window = Span.years(year, year)
        touching = sorted(self._touching(window), key=_order)
        begun = [found for found in touching if found.span.start >= window.start]
        return Year(
            days=tuple(found for found in begun if not found.running and found.span.days == 1),
            spans=tuple(found for found in begun if not found.running and found.span.days > 1),
            long=tuple(found for found in begun if found.running),
            running=tuple(found for found in touching if found.running),
        )

    def _touching(self, window: Span) -> Iterator[Occurrence]:
        shown: Iterator[Observance] = (one for one in self._catalogue.observances.values() if one.in_feeds)
        return (occurrence for one in shown for occurrence in one.occurrences(window))


def _between(row: tuple[Occurrence, ...], first: date, end: date) -> Iterator[Occurrence]:
    """Those of a row that begin on a day from `first` on, before `end`; what stands before them is not walked over."""
    places = range(bisect_left(row, first, key=_first_day), bisect_left(row, end, key=_first_day))
    return map(row.__getitem__, places)


def _runs_at(occurrence: Occurrence, day: date) -> bool:
    """Whether it is a long span that begins on this very day, which is told of as running."""
    return occurrence.running and occurrence.span.start <= day


def _order(occurrence: Occurrence) -> tuple[date, str]:
    return occurrence.span.start, occurrence.uid


def _first_day(occurrence: Occurrence) -> date:
    return occurrence.span.start
