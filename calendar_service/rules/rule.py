"""Rules: which years a stretch is asked for, and what the window sees of it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from ..span import Span
from .days import Reckoning
from .hijri import hijri_years
from .stretches import Stretch

Known = Literal["day", "month", "year"]


class Dated(NamedTuple):
    """A span with the year it belongs to, and its place (1, 2, …) where a rule gives several a year, else 0.

    `known` says how closely the day is known: of an anniversary perhaps only the month or the year.
    """

    year: int
    place: int
    span: Span
    tentative: bool = False
    known: Known = "day"
    number: int | None = None

    @property
    def edition(self) -> str:
        return f"{self.year}-{self.place}" if self.place else str(self.year)


class Rule(Protocol):
    @property
    def reckoning(self) -> Reckoning: ...

    def spans(self, window: Span) -> Iterator[Dated]:
        """What touches the window."""
        ...

    def in_year(self, year: int) -> Iterator[Dated]:
        """What belongs to one year of the rule's reckoning, wherever it lies."""
        ...


@dataclass(frozen=True)
class Years:
    """Every `step` years from `first`, which is the first of them; without `first` those with year % step == rest."""

    step: int = 1
    first: int | None = None
    rest: int = 0

    def __contains__(self, year: int) -> bool:
        if self.first is None:
            return year % self.step == self.rest
        return year >= self.first and (year - self.first) % self.step == 0


class ByYear(ABC):
    """A rule that is asked year by year."""

    @property
    @abstractmethod
    def reckoning(self) -> Reckoning: ...

    @abstractmethod
    def in_year(self, year: int) -> Iterator[Dated]: ...

    def spans(self, window: Span) -> Iterator[Dated]:
        for year in _years_near(window, self.reckoning):
            for dated in self.in_year(year):
                if dated.span.touches(window):
                    yield dated


@dataclass(frozen=True)
class Yearly(ByYear):
    """One or several stretches in each of some years."""

    stretches: tuple[Stretch, ...]
    years: Years = Years()

    @property
    def reckoning(self) -> Reckoning:
        return self.stretches[0].reckoning

    def in_year(self, year: int) -> Iterator[Dated]:
        if year not in self.years:
            return
        several = len(self.stretches) > 1
        for place, stretch in enumerate(self.stretches, 1):
            span = stretch.span(year)
            if span:
                yield Dated(year, place if several else 0, span)


@dataclass(frozen=True)
class ListedRule(ByYear):
    """Each year as listed; a year that is not listed has nothing."""

    listed: Mapping[int, Yearly]

    @property
    def reckoning(self) -> Reckoning:
        return "gregorian"

    def in_year(self, year: int) -> Iterator[Dated]:
        return self.listed[year].in_year(year) if year in self.listed else iter(())


@dataclass(frozen=True)
class Once:
    """A single span: a year, a decade, a term of office. It belongs to the year in which it starts."""

    span: Span

    @property
    def reckoning(self) -> Reckoning:
        return "gregorian"

    def in_year(self, year: int) -> Iterator[Dated]:
        if self.span.start.year == year:
            yield Dated(year, 0, self.span)

    def spans(self, window: Span) -> Iterator[Dated]:
        if self.span.touches(window):
            yield Dated(self.span.start.year, 0, self.span)


def _years_near(window: Span, reckoning: Reckoning) -> range:
    """The years whose stretches may touch the window: one may reach into, or start in, the year beside its own."""
    if reckoning == "hijri":
        return hijri_years(window)
    return range(max(window.start.year - 1, 1), min(window.last.year + 2, 9999))
