"""From the parts of an address to the time that they mean, and back: a year, a month, a quarter, a school year."""

import re
from datetime import date

from ..span import Span
from ..telling import SHOWN
from .lookup import no_such
from .wall import months

SCHOOL_MONTH = 9
"""A school year is told from September to August."""
MONTH = re.compile("0?[1-9]|1[0-2]", re.ASCII)
QUARTER = re.compile("[qQ][1-4]", re.ASCII)
PERIOD = re.compile("([0-9]{4})(?:-([0-9]{2}|[0-9]{4}))?", re.ASCII)


def year_named(year: int) -> Span:
    if not is_shown(year):
        raise no_such("year", str(min(max(year, SHOWN.start.year), SHOWN.last.year)))
    return Span.years(year, year)


def is_shown(year: int) -> bool:
    return SHOWN.start.year <= year <= SHOWN.last.year


def part_named(year: int, part: str) -> Span:
    """`1` or `01` is January, `q1` January to March."""
    every = months(year_named(year))
    if MONTH.fullmatch(part):
        return every[int(part) - 1]
    if not QUARTER.fullmatch(part):
        raise no_such("month")
    last = int(part[1]) * 3
    return Span(every[last - 3].start, every[last - 1].end)


def part_address(window: Span) -> str:
    """The one form of the address of a month or a quarter."""
    first = window.start
    return f"{first.year}/" + (f"{first.month:02}" if is_month(window) else f"q{first.month // 3 + 1}")


def is_month(window: Span) -> bool:
    return len(months(window)) == 1


def neighbours(window: Span) -> list[Span | None]:
    """The month or quarter before, and the one after."""
    every, count = months(Span.years(window.start.year - 1, window.start.year + 1)), len(months(window))
    place = 11 + window.start.month
    found = [every[place - count : place], every[place + count : place + 2 * count]]
    spans = [Span(near[0].start, near[-1].end) for near in found]
    return [span if SHOWN.covers(span) else None for span in spans]


def period_named(period: str) -> Span:
    """`2027` is a calendar year, `2026-2027` and `2026-27` a school year."""
    found = PERIOD.fullmatch(period)
    if not found:
        raise no_such("year")
    year = year_named(int(found[1]))
    if not found[2]:
        return year
    second = year_named(year.end.year).start.year
    if not str(second).endswith(found[2]):
        raise no_such("year", f"{year.start.year}-{second}")
    return Span(date(year.start.year, SCHOOL_MONTH, 1), date(second, SCHOOL_MONTH, 1))


def period_address(window: Span) -> str:
    """The one form of the address of a calendar year or a school year."""
    return "-".join(str(year) for year in window.calendar_years())
