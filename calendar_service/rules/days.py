"""Days found by counting in a Gregorian year: the 15th of a month, its third Thursday, the Monday after a date."""

from abc import ABC, abstractmethod
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ..span import Span

LAST = -1
Beside = Literal["on or after", "after", "on or before", "before"]
Reckoning = Literal["gregorian", "hijri"]


class Day(ABC):
    """One day a year, or none. `year` counts in the day's own reckoning."""

    reckoning: Reckoning = "gregorian"

    @abstractmethod
    def day(self, year: int) -> date | None: ...

    def span(self, year: int) -> Span | None:
        day = self.day(year)
        return Span.day(day) if day else None


@dataclass(frozen=True)
class FixedDay(Day):
    """The same date each year; 29 February is 28 February in a common year."""

    month: int
    day_of_month: int

    def day(self, year: int) -> date:
        return date(year, self.month, min(self.day_of_month, monthrange(year, self.month)[1]))


@dataclass(frozen=True)
class NthWeekday(Day):
    """The nth Monday (0) … Sunday (6) of a month; a month without a fifth one has none."""

    nth: int
    weekday: int
    month: int

    def day(self, year: int) -> date | None:
        first_weekday, length = monthrange(year, self.month)
        first = 1 + (self.weekday - first_weekday) % 7
        last = first + (length - first) // 7 * 7
        day = last if self.nth == LAST else first + (self.nth - 1) * 7
        return date(year, self.month, day) if day <= length else None


@dataclass(frozen=True)
class WeekdayBeside(Day):
    """The nearest given weekday on one side of a date, which may lie in the neighbouring year."""

    weekday: int
    side: Beside
    anchor: FixedDay

    def day(self, year: int) -> date:
        anchor = self.anchor.day(year)
        ahead = (self.weekday - anchor.weekday()) % 7
        if self.side == "on or after":
            return anchor + timedelta(ahead)
        if self.side == "after":
            return anchor + timedelta(ahead or 7)
        back = (anchor.weekday() - self.weekday) % 7
        return anchor - timedelta(back if self.side == "on or before" else back or 7)
