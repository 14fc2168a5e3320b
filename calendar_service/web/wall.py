"""The year as a picture: twelve months of weeks, and on each day how many observances fall on it.

What lasts for several days adds nothing to the number: it is a bar below its days, in a lane that it keeps to its end.
"""

from calendar import Calendar
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..observance import Occurrence
from ..span import Span

TINTS = 6
"""None, one, two … on a day; the last is for so many and more."""
LANES = 4
"""Of bars, one below the other; what finds none free shares the last."""
Laid = tuple[Occurrence, int]


@dataclass(frozen=True, slots=True)
class Day:
    """`count` is of what falls on this day alone, `spans` is what lasts over it, `bars` has the class of each lane."""

    date: date
    count: int
    spans: tuple[Occurrence, ...]
    bars: tuple[str, ...]
    today: bool

    @property
    def tint(self) -> int:
        return min(self.count, TINTS - 1)


@dataclass(frozen=True, slots=True)
class Month:
    """Its weeks have seven places, None where the day is another month's; `count` is of all that the month holds."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]
    count: int


def wall(found: Iterable[Occurrence], window: Span, *, first_weekday: int, today: date) -> list[Month]:
    """The months of a window, which is whole months, from what touches it."""
    told = [occurrence for occurrence in found if not occurrence.running]
    counts = Counter(occurrence.span.start for occurrence in told if occurrence.span.days == 1)
    lasting = [occurrence for occurrence in told if occurrence.span.days > 1]
    over = _by_day(lasting, window)

    def day(shown: date) -> Day:
        laid = over.get(shown, ())
        return Day(shown, counts[shown], tuple(one for one, _ in laid), _bars(shown, laid), shown == today)

    def month(span: Span) -> Month:
        weeks = Calendar(first_weekday).monthdatescalendar(span.start.year, span.start.month)
        days = [tuple(day(one) if one.month == span.start.month else None for one in week) for week in weeks]
        singles = sum(place.count for week in days for place in week if place)
        return Month(span.start, tuple(days), singles + sum(one.span.touches(span) for one in lasting))

    return [month(span) for span in months(window)]


def months(window: Span) -> list[Span]:
    """The months that a window touches, each whole."""
    starts = [window.start.replace(day=1)]
    while starts[-1] < window.end:
        starts.append((starts[-1] + timedelta(31)).replace(day=1))
    return [Span(start, end) for start, end in zip(starts, starts[1:], strict=False)]


def _by_day(lasting: Sequence[Occurrence], window: Span) -> Mapping[date, list[Laid]]:
    """What lasts over each day, with its lane: the first that is free when it begins."""
    ends = [date.min] * LANES
    over: dict[date, list[Laid]] = {}
    for occurrence in sorted(lasting, key=lambda one: (one.span.start, -one.span.days, one.uid)):
        span = occurrence.span
        lane = next((place for place, end in enumerate(ends) if end <= span.start), LANES - 1)
        ends[lane] = max(ends[lane], span.end)
        for number in range(span.days):
            over.setdefault(span.start + timedelta(number), []).append((occurrence, lane))
    return over


def _bars(day: date, laid: Sequence[Laid]) -> tuple[str, ...]:
    bars = [""] * max((lane + 1 for _, lane in laid), default=0)
    for occurrence, lane in laid:
        ends = ["first"] * (occurrence.span.start == day) + ["last"] * (occurrence.span.last == day)
        bars[lane] = " ".join(["bar", *ends])
    return tuple(bars)
