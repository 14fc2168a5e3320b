"""Every shipped rule, 1970 to 2060, against a second computation.

It is independent of the package's reader of YAML, grammar, rules and history, and of ephem: the files are read as
plain text values, the few wordings that they use are matched here, weeks and weekdays are found by walking the days,
and the full moon is astronomy-engine's. A wording that is not known here fails the test of its observance.
"""

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Callable, Iterator
from datetime import UTC, date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import astronomy
import pytest
import yaml

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import shipped_calendars
from calendar_service.span import Span

FIRST, LAST = 1970, 2060
EARLIEST = 1940  # no decade that began before touches the window
DAY = timedelta(days=1)
NTH = ("first", "second", "third", "fourth", "fifth")
MONTHS = {name: number for number, name in enumerate(month_name) if name}
PERIODS = {"on", "until", "name", "sources"}

Entry = dict[str, Any]
Stretch = tuple[date, date]


@cache
def entries() -> dict[str, Entry]:
    files = sorted(Path(str(shipped_calendars())).glob("*.yaml"))
    documents = [yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) for file in files]
    return {entry["id"]: entry for document in documents for entry in document.get("observances", [])}


def on_date(year: int, day: str, month: str) -> list[Stretch]:
    number, length = MONTHS[month], monthrange(year, MONTHS[month])[1]
    return [(date(year, number, int(day)),) * 2] if int(day) <= length else []


def on_weekday(year: int, nth: str, weekday: str, month: str) -> list[Stretch]:
    days = [date(year, MONTHS[month], day) for day in range(1, monthrange(year, MONTHS[month])[1] + 1)]
    found = [day for day in days if day_name[day.weekday()] == weekday]
    place = -1 if nth == "last" else NTH.index(nth)
    return [(found[place],) * 2] if place < len(found) else []


def full_moon(year: int, month: str) -> list[Stretch]:
    start = astronomy.Time.Make(year, MONTHS[month], 1, 0, 0, 0)
    day = astronomy.SearchMoonPhase(180, start, 32).Utc().replace(tzinfo=UTC).date()
    return [(day, day)] if day.month == MONTHS[month] else []


def week(year: int, inner: str) -> Iterator[Stretch]:
    for monday, _ in stretches(inner, year):
        while day_name[monday.weekday()] != "Monday":
            monday -= DAY
        yield monday, monday + 6 * DAY


def through(year: int, start: str, end: str) -> Iterator[Stretch]:
    for first, _ in stretches(start, year):
        yield first, min(last for y in (year, year + 1) for _, last in stretches(end, y) if last >= first)


def dated(year: int, *parts: str) -> list[Stretch]:
    first, last = (date(int(y), MONTHS[month], int(day)) for day, month, y in (parts[:3], parts[3:]))
    return [(first, last)] if first.year == year else []


def whole_year(year: int, only: str) -> list[Stretch]:
    return [(date(year, 1, 1), date(year, 12, 31))] if year == int(only) else []


def every(year: int, inner: str, step: str, start: str) -> list[Stretch]:
    return stretches(inner, year) if year in range(int(start), LAST + 2, int(step)) else []


def lasting(year: int, inner: str, days: str) -> list[Stretch]:
    return [(first, first + (int(days) - 1) * DAY) for first, _ in stretches(inner, year)]


def parity(year: int, inner: str, kind: str) -> list[Stretch]:
    return stretches(inner, year) if year % 2 == ("even", "odd").index(kind) else []


def several(year: int, one: str, other: str) -> list[Stretch]:
    return stretches(one, year) + stretches(other, year)


MONTH, WEEKDAY = f"({'|'.join(MONTHS)})", f"({'|'.join(day_name)})"
DATED = rf"(\d+) {MONTH} (\d{{4}})"
WORDINGS: dict[str, Callable[..., Any]] = {  # the widest first
    r"(.+) every (\d+) years from (\d{4})": every,
    r"(.+) in (odd|even) years": parity,
    r"(.+?) and (.+)": several,
    rf"{DATED} to {DATED}": dated,
    r"(.+) to (.+)": through,
    r"(.+) for (\d+) days": lasting,
    r"week of (.+)": week,
    rf"full moon of {MONTH} in UTC": full_moon,
    rf"({'|'.join(NTH)}|last) {WEEKDAY} of {MONTH}": on_weekday,
    r"year (\d{4})": whole_year,
    rf"(\d+) {MONTH}": on_date,
}


def stretches(rule: str | dict[str, str], year: int) -> list[Stretch]:
    """The first and last days of what a rule, or a list by year, gives for a year."""
    if isinstance(rule, dict):
        return stretches(rule[str(year)], year) if str(year) in rule else []
    for wording, compute in WORDINGS.items():
        if found := re.fullmatch(wording, rule):
            return list(compute(year, *found.groups()))
    raise LookupError(f"no second computation for {rule!r}")


def rule_in(entry: Entry, year: int) -> str | dict[str, str] | None:
    """The rule in force in a year, or None: before the first year, after the last, or left out."""
    if not int(entry.get("since", EARLIEST)) <= year <= int(entry.get("until", LAST + 1)):
        return None
    if str(year) in entry.get("skip", []):
        return None
    if str(year) in entry.get("moved", {}):
        return str(entry["moved"][str(year)])
    periods = [former for former in entry.get("formerly", []) if year <= int(former["until"])]
    rule: str | dict[str, str] = {**entry, **periods[0]}["on"] if periods else entry["on"]
    return rule


def expected(entry: Entry) -> list[Stretch]:
    assert all(re.fullmatch(r"\d{4}", edition) for edition in [*entry.get("skip", []), *entry.get("moved", {})])
    assert all(former.keys() <= PERIODS for former in entry.get("formerly", []))
    rules = ((year, rule) for year in range(EARLIEST, LAST + 2) if (rule := rule_in(entry, year)))
    found = (stretch for year, rule in rules for stretch in stretches(rule, year))
    return sorted((first, last) for first, last in found if last.year >= FIRST and first.year <= LAST)


def test_the_second_reading_finds_every_observance(catalogue: Catalogue) -> None:
    assert entries().keys() == catalogue.observances.keys()
    assert all("on" in entry or "anniversary" in entry for entry in entries().values())


@pytest.mark.parametrize("id", [id for id, entry in entries().items() if "on" in entry])
def test_a_rule_gives_the_days_of_the_second_computation(catalogue: Catalogue, id: str) -> None:
    found = catalogue.observance(id).occurrences(Span.years(FIRST, LAST))
    assert sorted((each.span.start, each.span.last) for each in found) == expected(entries()[id])
