"""A span is a run of whole days; like `DTEND;VALUE=DATE` its end is not in it.

>>> week = Span.through(date(2026, 10, 4), date(2026, 10, 10))
>>> week.days, week.end
(7, datetime.date(2026, 10, 11))
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days from `start` up to, not including, `end`; never empty."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a span ends after it starts, not {self.start} to {self.end}")

    @classmethod
    def through(cls, first: date, last: date) -> "Span":
        """The days from `first` to `last`, both in it."""
        return cls(first, last + DAY)

    @classmethod
    def day(cls, day: date) -> "Span":
        return cls(day, day + DAY)

    @classmethod
    def years(cls, first: int, last: int) -> "Span":
        """Whole calendar years, `last` included."""
        return cls(date(first, 1, 1), date(last + 1, 1, 1))

    @property
    def last(self) -> date:
        return self.end - DAY

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def touches(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def cut(self, window: "Span") -> "Span":
        """The days of this span that lie in a window it touches."""
        return Span(max(self.start, window.start), min(self.end, window.end))

    def calendar_years(self) -> Iterator[int]:
        """The years that the span touches, in order."""
        return iter(range(self.start.year, self.last.year + 1))
