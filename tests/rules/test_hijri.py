"""Hijri days: the same as in ICU's Umm al-Qura calendar, as Node shows it, and none outside the table.

From 2000 to 2028 the two tables are one. Elsewhere they are two readings: of 933 months before 2000 hijridate begins
506 earlier and 23 later, of 604 from 2029 on 211 a day earlier. That is what `tentative` is for.
"""

import os
import shutil
import subprocess
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from calendar_service.rules import Span, parse_rule
from calendar_service.rules.hijri import MONTHS, TABLE

NODE = shutil.which("node")
SCRIPT = Path(__file__).with_name("umalqura.mjs")
AGREED = Span.years(2000, 2028)
ALL = Span.years(1900, 2100)

needs_node = pytest.mark.skipif(NODE is None and "CI" not in os.environ, reason="node is not installed")


@cache
def icu_months() -> dict[tuple[int, int], list[date]]:
    """By Hijri year and month: its days in order. The first and the last month may lack some."""
    assert NODE, "CI has node"
    command = [NODE, str(SCRIPT), "1999-11-01", "2029-03-01"]
    lines = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
    months: dict[tuple[int, int], list[date]] = defaultdict(list)
    for day, year, month, _ in map(str.split, lines):
        months[int(year), int(month)].append(date.fromisoformat(day))
    return months


@needs_node
@pytest.mark.parametrize("day", [1, 10, 29, 30])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_hijri_day_is_the_one_of_icu(month: int, day: int) -> None:
    theirs = {year: days[:day][-1] for (year, in_month), days in icu_months().items() if in_month == month}
    expected = {str(year): found for year, found in theirs.items() if Span.day(found).touches(AGREED)}
    assert editions(day, month, AGREED) == expected


def editions(day: int, month: int, window: Span) -> dict[str, date]:
    rule = parse_rule(f"{day} {MONTHS[month - 1]} (Umm al-Qura)")
    return {dated.edition: dated.span.start for dated in rule.spans(window)}


@pytest.mark.parametrize("day", [1, 29, 30])
@pytest.mark.parametrize("month", range(1, 13))
def test_each_year_of_the_table_has_one_and_no_other(month: int, day: int) -> None:
    found = editions(day, month, ALL)
    assert list(found) == [str(year) for year in range(1343, 1501)]
    assert all(Span.day(found_day).touches(TABLE) for found_day in found.values())


def test_the_table_begins_and_ends_with_a_hijri_year() -> None:
    assert editions(1, 1, ALL)["1343"] == TABLE.start == date(1924, 8, 1)
    assert editions(30, 12, ALL)["1500"] == TABLE.last == date(2077, 11, 16)


def test_any_window_may_be_asked() -> None:
    rule = parse_rule("1 Muharram (Umm al-Qura)")
    whole = list(rule.spans(ALL))
    edges = [day + timedelta(n) for day in (TABLE.start, TABLE.end) for n in range(-30, 30)]
    for window in [*map(Span.day, edges), *(Span.years(year, year) for year in range(1900, 2101))]:
        assert list(rule.spans(window)) == [dated for dated in whole if dated.span.touches(window)]
