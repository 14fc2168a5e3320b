"""Stretches of days that come back each year, each built from the days it starts or ends with."""

from dataclasses import dataclass
from datetime import timedelta

from ..span import Span
from .days import Day, Reckoning


@dataclass(frozen=True)
class FromTo:
    """From one day to another, both in it; where the last would come before the first it is the next year's.

    A year in which even that comes before the first has none.
    """

    first: Day
    last: Day

    @property
    def reckoning(self) -> Reckoning:
        return self.first.reckoning

    def span(self, year: int) -> Span | None:
        first, last = self.first.day(year), self.last.day(year)
        if first and last and last < first:
            last = self.last.day(year + 1)
        return Span.through(first, last) if first and last and first <= last else None


@dataclass(frozen=True)
class ForDays:
    """A number of days, the named one being the first."""

    first: Day
    days: int

    @property
    def reckoning(self) -> Reckoning:
        return self.first.reckoning

    def span(self, year: int) -> Span | None:
        first = self.first.day(year)
        return Span(first, first + timedelta(self.days)) if first else None


@dataclass(frozen=True)
class WeekOf:
    """The week, Monday to Sunday, in which a day lies."""

    day: Day

    @property
    def reckoning(self) -> Reckoning:
        return self.day.reckoning

    def span(self, year: int) -> Span | None:
        day = self.day.day(year)
        if not day:
            return None
        monday = day - timedelta(day.weekday())
        return Span(monday, monday + timedelta(7))


Stretch = Day | FromTo | ForDays | WeekOf
