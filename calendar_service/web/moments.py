"""The days on which something is kept, for programs and in the words of a language."""

from typing import NamedTuple

from ..observance import Occurrence
from ..span import Span
from ..wording import Wording


class Moment(NamedTuple):
    """A date for programs, as far as it is known ("2026-12-15", "2026-12", "2026"), and for people."""

    date: str
    text: str


def moments(occurrence: Occurrence, words: Wording) -> tuple[Moment, ...]:
    """The day; of what lasts longer, the first and the last."""
    first, last = occurrence.span.start, occurrence.span.last
    if occurrence.known == "month":
        return (Moment(f"{first:%Y-%m}", words.month(first)),)
    if occurrence.span == Span.years(first.year, last.year):
        return tuple(Moment(f"{year:04}", str(year)) for year in sorted({first.year, last.year}))
    if first == last:
        return (Moment(first.isoformat(), words.weekday_and_day(first)),)
    return tuple(Moment(day.isoformat(), words.day(day)) for day in (first, last))
