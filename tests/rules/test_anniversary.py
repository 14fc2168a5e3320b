"""Anniversaries: what is told of an origin that is known to the day, the month, the year or hardly at all.

An answer is `edition: first/last known number`; a number or `-` where there is none.
"""

import pytest

from calendar_service.rules import Rule, Span
from calendar_service.rules.anniversary import Anniversary, Celebrated, EveryAnniversary, Origin

WINDOW = Span.years(1990, 2040)


def test_an_origin_knows_how_closely_it_is_known() -> None:
    assert Origin(1926, 7, 4).known == "day"
    assert Origin(1926, 10).known == "month"
    assert Origin(1926).known == Origin(1125, circa=True).known == "year"


# origin, year, the days in which it comes back
COMES_BACK = [
    (Origin(1926, 7, 4), 2026, "2026-07-04/2026-07-04"),
    (Origin(1582, 10, 4, printed="julian"), 2026, "2026-10-04/2026-10-04"),
    (Origin(1904, 2, 29), 2024, "2024-02-29/2024-02-29"),
    (Origin(1904, 2, 29), 2026, "2026-02-28/2026-02-28"),
    (Origin(1700, 2, 29, printed="julian"), 2100, "2100-02-28/2100-02-28"),
    (Origin(1926, 12, 31), 2026, "2026-12-31/2026-12-31"),
    (Origin(1926, 1), 2026, "2026-01-01/2026-01-31"),
    (Origin(1926, 2), 2024, "2024-02-01/2024-02-29"),
    (Origin(1926, 2), 2026, "2026-02-01/2026-02-28"),
    (Origin(1926, 11), 2026, "2026-11-01/2026-11-30"),
    (Origin(1926, 12), 2026, "2026-12-01/2026-12-31"),
    (Origin(1926), 2026, "2026-01-01/2026-12-31"),
    (Origin(1125, circa=True), 2025, "2025-01-01/2025-12-31"),
    (Origin(-499), 2001, "2001-01-01/2001-12-31"),
]


@pytest.mark.parametrize(("origin", "year", "days"), COMES_BACK)
def test_an_origin_comes_back(origin: Origin, year: int, days: str) -> None:
    span = origin.in_year(year)
    assert f"{span.start}/{span.last}" == days


# origin, number, the year in which they meet: there was no year zero, so 500 BCE is -499
DUE = [
    (Origin(1926, 7, 4), 100, 2026),
    (Origin(1), 2000, 2001),
    (Origin(0), 2000, 2000),
    (Origin(-499), 2500, 2001),
    (Origin(-499, circa=True), 2525, 2026),
    (Origin(-43, 3, 15, printed="julian"), 2000, 1957),
    (Origin(1926), None, None),
    (None, 100, None),
]


@pytest.mark.parametrize(("origin", "number", "year"), DUE)
def test_a_number_is_due_in_a_year(origin: Origin | None, number: int | None, year: int | None) -> None:
    assert Anniversary("birth", origin, number).due == year


def born(year: int, month: int | None = None, day: int | None = None, number: int | None = None) -> Anniversary:
    return Anniversary("birth", Origin(year, month, day), number)


def died(year: int, month: int | None = None, day: int | None = None, number: int | None = None) -> Anniversary:
    return Anniversary("death", Origin(year, month, day), number)


UNDATED = Anniversary("founding", None, 1500)

CELEBRATED = [
    # in one year
    ([born(1926, 7, 4, 100)], 2026, 2026, "2026: 07-04 day 100"),
    ([born(1926, 10, number=100)], 2026, 2026, "2026: 10-01/10-31 month 100"),
    ([born(1926, 12, number=100)], 2026, 2026, "2026: 12-01/12-31 month 100"),
    ([born(1926, number=100)], 2026, 2026, "2026: 01-01/12-31 year 100"),
    ([born(1904, 2, 29, 122)], 2026, 2026, "2026: 02-28 day 122"),
    ([born(1904, 2, 29, 124)], 2028, 2028, "2028: 02-29 day 124"),
    ([born(-499, number=2500)], 2001, 2001, "2001: 01-01/12-31 year 2500"),
    ([born(1926, 7, 4)], 2026, 2026, "2026: 07-04 day -"),
    ([UNDATED], 2026, 2026, "2026: 01-01/12-31 year 1500"),
    # kept in a year that is not its own, as some listings do
    ([born(1926, 7, 4, 100)], 2027, 2027, "2027: 07-04 day 100"),
    # in a biennium: the day falls in the year of its number; what has no day, or is not due, runs all through
    ([born(1927, 7, 4, 100)], 2026, 2027, "2027: 07-04 day 100"),
    ([born(1926, 12, number=100)], 2026, 2027, "2026: 12-01/12-31 month 100"),
    ([born(1926, number=100)], 2026, 2027, "2026: 01-01/2027-12-31 year 100"),
    ([born(1928, 7, 4, 100)], 2026, 2027, "2026: 01-01/2027-12-31 year 100"),
    ([born(1926, 7, 4)], 2026, 2027, "2026: 01-01/2027-12-31 year -"),
    ([UNDATED], 2026, 2027, "2026: 01-01/2027-12-31 year 1500"),
    # several parts: placed where they share a year
    ([born(1776, 3, 1, 250), died(1826, 9, 1, 200)], 2026, 2026, "2026-1: 03-01 day 250, 2026-2: 09-01 day 200"),
    ([died(1826, 9, 1, 200), born(1776, 3, 1, 250)], 2026, 2026, "2026-2: 03-01 day 250, 2026-1: 09-01 day 200"),
    ([born(1776, 3, 1, 250), died(1827, 9, 1, 200)], 2026, 2027, "2026: 03-01 day 250, 2027: 09-01 day 200"),
    (
        [born(1776, 3, 1, 250), died(1827, number=200)],
        2026,
        2026,
        "2026-2: 01-01/12-31 year 200, 2026-1: 03-01 day 250",
    ),
    ([born(1926, 7, 4, 100), born(1926, 7, 4, 101)], 2026, 2027, "2026: 07-04 day 100, 2027: 07-04 day 101"),
    # the same days are told once, with the first number
    ([born(1776, number=250), died(1826, number=200)], 2026, 2026, "2026: 01-01/12-31 year 250"),
    ([born(1926, 7, 4, 100), died(1976, 7, 4, 50)], 2026, 2026, "2026: 07-04 day 100"),
]


@pytest.mark.parametrize(("parts", "first", "last", "told"), CELEBRATED)
def test_celebrated(parts: list[Anniversary], first: int, last: int, told: str) -> None:
    assert answer(Celebrated(tuple(parts), first, last), WINDOW) == told


def test_a_biennium_is_seen_from_its_second_year() -> None:
    rule = Celebrated((born(1926, number=100),), 2026, 2027)
    assert answer(rule, Span.years(2027, 2027)) == answer(rule, WINDOW)
    assert answer(rule, Span.years(2028, 2028)) == ""


# origin, first and last year asked, what is told
EVERY = [
    (Origin(1945, 10, 24), 2025, 2026, "2025: 10-24 day 80, 2026: 10-24 day 81"),
    (Origin(1904, 2, 29), 2023, 2024, "2023: 02-28 day 119, 2024: 02-29 day 120"),
    (Origin(1991, 12), 2026, 2026, "2026: 12-01/12-31 month 35"),
    (Origin(1991), 2026, 2026, "2026: 01-01/12-31 year 35"),
    (Origin(1125, circa=True), 2025, 2025, "2025: 01-01/12-31 year 900"),
    (Origin(-752, 4, 21), 2026, 2026, "2026: 04-21 day 2778"),
    (Origin(-499), 2001, 2001, "2001: 01-01/12-31 year 2500"),
    (Origin(2025, 5, 1), 2023, 2026, "2026: 05-01 day 1"),
]


@pytest.mark.parametrize(("origin", "first", "last", "told"), EVERY)
def test_every_anniversary_has_its_number(origin: Origin, first: int, last: int, told: str) -> None:
    assert answer(EveryAnniversary(origin), Span.years(first, last)) == told


def answer(rule: Rule, window: Span) -> str:
    found = sorted(rule.spans(window), key=lambda dated: dated.span)
    return ", ".join(f"{dated.edition}: {days(dated.span)} {dated.known} {dated.number or '-'}" for dated in found)


def days(span: Span) -> str:
    """Without the year of the first day, and of the last where it is the same."""
    if span.days == 1:
        return f"{span.start:%m-%d}"
    return f"{span.start:%m-%d}/{span.last if span.last.year > span.start.year else f'{span.last:%m-%d}'}"
