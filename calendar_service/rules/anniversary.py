"""Anniversaries: from an origin, known to the day, the month, the year or hardly, to the days on which it is marked.

Years before the first are counted as astronomers do (1 BCE is 0), so a number of years is a plain difference.
A Julian date is marked on the day and month as printed, as is done for old dates; it is never converted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..span import Span
from .days import FixedDay, Reckoning
from .rule import Dated, Known

Of = Literal["birth", "death", "founding", "publication", "construction", "event", "award", "active-life"]
Printed = Literal["gregorian", "julian", "solar-hijri"]


@dataclass(frozen=True)
class Origin:
    """The original date as printed; `year` is astronomical (500 BCE is -499)."""

    year: int
    month: int | None = None
    day_of_month: int | None = None
    circa: bool = False
    printed: Printed | None = None

    @property
    def known(self) -> Known:
        return "day" if self.day_of_month else "month" if self.month else "year"

    def in_year(self, year: int) -> Span:
        """The day, the month or the whole of a year in which the origin comes back."""
        if self.month is None:
            return Span.years(year, year)
        if self.day_of_month is None:
            first = date(year, self.month, 1)
            return Span(first, date(year + self.month // 12, self.month % 12 + 1, 1))
        return Span.day(FixedDay(self.month, self.day_of_month).day(year))


@dataclass(frozen=True)
class Anniversary:
    """What is counted from which origin; `number` is the printed one, or None where each year has its own."""

    of: Of
    origin: Origin | None = None
    number: int | None = None

    @property
    def due(self) -> int | None:
        """The year in which origin and number meet."""
        return self.origin.year + self.number if self.origin and self.number else None


@dataclass(frozen=True)
class Celebrated:
    """Numbered anniversaries in the years for which they were listed, first and last included.

    A part whose day or month is known falls in the year that its number gives, if that is one of these years;
    any other runs through all of them.
    """

    parts: tuple[Anniversary, ...]
    first: int
    last: int

    reckoning: Reckoning = "gregorian"

    def spans(self, window: Span) -> Iterator[Dated]:
        return (dated for dated in self._all() if dated.span.touches(window))

    def in_year(self, year: int) -> Iterator[Dated]:
        return (dated for dated in self._all() if dated.year == year)

    def _all(self) -> tuple[Dated, ...]:
        """One for each span; places are given where several belong to one year."""
        found: dict[Span, Dated] = {}
        for part in self.parts:
            dated = self._dated(part)
            found.setdefault(dated.span, dated)
        years = [dated.year for dated in found.values()]
        return tuple(
            dated._replace(place=place if years.count(dated.year) > 1 else 0)
            for place, dated in enumerate(found.values(), 1)
        )

    def _dated(self, part: Anniversary) -> Dated:
        year = self._year(part)
        if year is None or part.origin is None:
            return Dated(self.first, 0, Span.years(self.first, self.last), known="year", number=part.number)
        return Dated(year, 0, part.origin.in_year(year), known=part.origin.known, number=part.number)

    def _year(self, part: Anniversary) -> int | None:
        if self.first == self.last:
            return self.first
        if part.origin is None or part.origin.month is None or part.due is None:
            return None
        return part.due if self.first <= part.due <= self.last else None


@dataclass(frozen=True)
class EveryAnniversary:
    """Each year since the origin, with the number of years gone by."""

    origin: Origin

    reckoning: Reckoning = "gregorian"

    def spans(self, window: Span) -> Iterator[Dated]:
        for year in window.calendar_years():
            for dated in self.in_year(year):
                if dated.span.touches(window):
                    yield dated

    def in_year(self, year: int) -> Iterator[Dated]:
        number = year - self.origin.year
        if number > 0:
            yield Dated(year, 0, self.origin.in_year(year), known=self.origin.known, number=number)
