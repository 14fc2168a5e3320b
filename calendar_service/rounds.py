"""Anniversaries becoming round: whose 50th, 100th, 150th falls in some years, counted from the origins of all entries.

UNESCO takes part in fiftieths, centenaries and their multiples, two years at a time (195 EX/Decision 25).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .catalogue import Catalogue
from .observance import Observance
from .rules.anniversary import Anniversary, Of, Origin
from .selection import Selection, holder
from .span import Span


@dataclass(frozen=True, slots=True)
class Round:
    """`number` years after `origin` it is `year`; `span` is the day, the month or the year in which that is."""

    observance: Observance
    of: Of
    origin: Origin
    year: int
    number: int

    @property
    def span(self) -> Span:
        return self.origin.in_year(self.year)


def rounds(catalogue: Catalogue, selection: Selection, first: int, last: int, multiple: int) -> list[Round]:
    """In the years from `first` to `last`, both in it: ordered by year, then by day as far as it is known."""
    found = (
        Round(observance, part.of, origin, year, year - origin.year)
        for observance in _counted(catalogue, selection)
        for part, origin in _origins(observance)
        for year in range(first, last + 1)
        if year > origin.year and (year - origin.year) % multiple == 0
    )
    return sorted(found, key=lambda one: (one.year, one.span.start, one.span.days, one.observance.id))


def _counted(catalogue: Catalogue, selection: Selection) -> Iterator[Observance]:
    holds = holder(catalogue, selection)
    return (one for one in catalogue.observances.values() if one.in_feeds and holds(one))


def _origins(observance: Observance) -> Iterator[tuple[Anniversary, Origin]]:
    return ((part, part.origin) for part in observance.anniversaries if part.origin)
