"""The rules against calendars counted in another way, 1900 to 2100, without one difference. (For the sky: `test_sky`.)

- weekdays: a walk over all days, which knows how long the months are and that 1 January 1900 was a Monday;
- Easter: Butcher's algorithm, Meeus' Julian one, and printed dates.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

import pytest

from calendar_service.rules import Span, parse_rule

FIRST, LAST = 1900, 2100
WINDOW = Span.years(FIRST, LAST)
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days(rule: str) -> dict[int, date]:
    """The first day of each edition in the window."""
    return {dated.year: dated.span.start for dated in parse_rule(rule).spans(WINDOW)}


def inside(days: dict[int, date]) -> dict[int, date]:
    return {year: day for year, day in days.items() if WINDOW.start <= day < WINDOW.end}


# --- weekdays: a walk over the days


def is_leap(year: int) -> bool:
    return year % 400 == 0 or (year % 4 == 0 and year % 100 != 0)


def length(year: int, month: int) -> int:
    return LENGTHS[month - 1] + (month == 2 and is_leap(year))


def walk() -> Iterator[date]:
    for year in range(FIRST - 2, LAST + 3):
        for month in range(1, 13):
            yield from (date(year, month, day) for day in range(1, length(year, month) + 1))


WALK = tuple(walk())
NUMBERS = {day: number for number, day in enumerate(WALK)}
MONDAY = NUMBERS[date(1900, 1, 1)]


def weekday(number: int) -> int:
    return (number - MONDAY) % 7


def anchored(year: int, month: int, day: int) -> int:
    """The number of a day in the walk; 29 February stands for the last day of February."""
    return NUMBERS[date(year, month, min(day, length(year, month)))]


@cache
def weekdays_of_months() -> dict[tuple[int, int], dict[int, list[date]]]:
    """By month and weekday, then by year: the days, in order."""
    found: dict[tuple[int, int], dict[int, list[date]]] = defaultdict(lambda: defaultdict(list))
    for number, day in enumerate(WALK):
        found[day.month, weekday(number)][day.year].append(day)
    return found


ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}


@pytest.mark.parametrize(("ordinal", "index"), ORDINALS.items())
def test_nth_weekday_of_a_month(ordinal: str, index: int) -> None:
    for (month, weekday), years in weekdays_of_months().items():
        walked = {year: found[index] for year, found in years.items() if index < len(found)}
        assert days(f"{ordinal} {WEEKDAYS[weekday]} of {MONTHS[month - 1]}") == inside(walked)


SIDES = {"on or after": range(7), "after": range(1, 8), "on or before": range(0, -7, -1), "before": range(-1, -8, -1)}
ANCHORS = [(month, day) for month in range(1, 13) for day in (1, 15, 28 + (month == 2), LENGTHS[month - 1])]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("wanted", range(7))
def test_weekday_beside_a_date(wanted: int, side: str) -> None:
    for month, day in ANCHORS:
        walked = {}
        for year in range(FIRST - 1, LAST + 2):
            number = anchored(year, month, day)
            walked[year] = next(WALK[number + step] for step in SIDES[side] if weekday(number + step) == wanted)
        assert days(f"{WEEKDAYS[wanted]} {side} {day} {MONTHS[month - 1]}") == inside(walked)


@pytest.mark.parametrize("month", range(1, 13))
def test_week_of_a_date_begins_on_its_monday(month: int) -> None:
    for day in range(1, length(2000, month) + 1):
        spans = sorted(dated.span for dated in parse_rule(f"week of {day} {MONTHS[month - 1]}").spans(WINDOW))
        numbers = [anchored(year, month, day) for year in range(FIRST - 1, LAST + 2)]
        weeks = [Span.through(WALK[n - weekday(n)], WALK[n - weekday(n) + 6]) for n in numbers]
        assert spans == [week for week in weeks if week.touches(WINDOW)]


# --- Easter


def butcher(year: int) -> date:
    """The anonymous Gregorian algorithm (Butcher, The Ecclesiastical Calendar; Meeus, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def meeus_julian(year: int) -> date:
    """Meeus' Julian algorithm, with the days by which the Julian calendar is late: 13, and 14 from March 2100."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


@pytest.mark.parametrize("offset", [-300, -46, -2, 0, 1, 39, 49, 300])
@pytest.mark.parametrize(("name", "easter"), [("Easter", butcher), ("Orthodox Easter", meeus_julian)])
def test_easter(name: str, easter: Callable[[int], date], offset: int) -> None:
    side = "before" if offset < 0 else "after"
    rule = f"{abs(offset)} days {side} {name}" if offset else name
    counted = {year: easter(year) + timedelta(offset) for year in range(FIRST - 1, LAST + 2)}
    assert days(rule) == inside(counted)


# World Council of Churches, Towards a Common Date of Easter (Aleppo, 1997), table of Easter and Orthodox Easter
PRINTED = """
2001 04-15 04-15    2006 04-16 04-23    2011 04-24 04-24    2016 03-27 05-01    2021 04-04 05-02
2002 03-31 05-05    2007 04-08 04-08    2012 04-08 04-15    2017 04-16 04-16    2022 04-17 04-24
2003 04-20 04-27    2008 03-23 04-27    2013 03-31 05-05    2018 04-01 04-08    2023 04-09 04-16
2004 04-11 04-11    2009 04-12 04-19    2014 04-20 04-20    2019 04-21 04-28    2024 03-31 05-05
2005 03-27 05-01    2010 04-04 04-04    2015 04-05 04-12    2020 04-12 04-19    2025 04-20 04-20
""".split()


def test_easter_as_printed() -> None:
    western, orthodox = days("Easter"), days("Orthodox Easter")
    for year, first, second in zip(PRINTED[::3], PRINTED[1::3], PRINTED[2::3], strict=True):
        assert western[int(year)] == date.fromisoformat(f"{year}-{first}")
        assert orthodox[int(year)] == date.fromisoformat(f"{year}-{second}")
