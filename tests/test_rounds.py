"""Anniversaries becoming round (scenario 21), against sums of the years that are printed in the YAML files."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from calendar_service.catalogue import Catalogue, Facets
from calendar_service.definitions import load_catalogue, shipped_calendars
from calendar_service.rounds import Round, rounds
from calendar_service.selection import Selection

ALL = Selection(())
DAYS = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - {id: day, name: {en: A}, anniversary: {of: birth, origin: 1926-07-04, number: 100}, sources: [A book]}
  - {id: month, name: {en: B}, anniversary: {of: death, origin: 1926-10}, sources: [A book]}
  - {id: year, name: {en: C}, anniversary: {of: founding, origin: 1926}, kind: event, sources: [A book]}
  - {id: circa, name: {en: D}, anniversary: {of: birth, origin: circa 1126, number: 900}, sources: [A book]}
  - {id: leap, name: {en: E}, anniversary: {of: birth, origin: 1876-02-29, reckoning: julian}, sources: [A book]}
  - {id: athens, name: {en: F}, anniversary: {of: founding, origin: 500 BCE}, sources: [A book]}
  - {id: rome, name: {en: G}, anniversary: {of: founding, origin: 0753-04-21 BCE}, sources: [A book]}
  - {id: last, name: {en: H}, anniversary: {of: event, origin: 1 BCE}, sources: [A book]}
  - {id: first, name: {en: I}, anniversary: {of: event, origin: 0001}, sources: [A book]}
  - {id: weekly, name: {en: J}, anniversary: {of: event, origin: 1976}, on: third Friday of May, sources: [A book]}
  - id: both
    name: {en: K}
    anniversary: [{of: birth, origin: 1876-12, number: 150}, {of: death, origin: 1926-12-31, number: 100}]
    celebrated: 2026-2027
    countries: [KZ]
    themes: [women]
    sources: [A book]
  - {id: unknown, name: {en: L}, anniversary: {of: birth, number: 100}, celebrated: 2026, sources: [A book]}
  - {id: draft, name: {en: M}, anniversary: {of: birth, origin: 1926}, status: proposed, sources: [A book]}
  - {id: rumour, name: {en: N}, anniversary: {of: birth, origin: 1926}, evidence: unverified, sources: [A book]}
  - {id: plain, name: {en: O}, on: 4 July, since: 1926, sources: [A book]}
"""
MORE = "calendar: more\nname: {en: More}\ncolor: teal\ninclude: [{from: days, ids: [year, circa]}]\n"


@pytest.fixture
def small(folder: Callable[..., Path]) -> Catalogue:
    """Of the entries above."""
    return load_catalogue([folder(days=DAYS, more=MORE)])


def sums(found: Iterable[Round]) -> list[str]:
    """`day: 1926 + 100 = 2026`, as a reader is shown them."""
    return [f"{one.observance.id}: {one.origin.year} + {one.number} = {one.year}" for one in found]


def days(one: Round) -> str:
    return f"{one.span.start}/{one.span.last}" if one.span.days > 1 else f"{one.span.start}"


def test_who_turns_a_hundred_in_the_biennium(catalogue: Catalogue) -> None:
    found = rounds(catalogue, ALL, 2026, 2027, 100)
    assert {"serkebayev-100: 1926 + 100 = 2026", "karsakbayev-100: 1926 + 100 = 2026"} <= {*sums(found)}
    born = {one.observance.id: days(one) for one in found if one.of == "birth"}
    assert (born["serkebayev-100"], born["karsakbayev-100"]) == ("2026-07-04", "2026-10-02")


# --- the collection, by plain arithmetic


class Sum(NamedTuple):
    id: str
    of: str
    year: int
    number: int
    first: date
    last: date


@cache
def printed() -> tuple[tuple[str, str, str], ...]:
    """Entry, what is counted, and the origin as it is written, of all that feeds may show."""
    files = sorted(Path(str(shipped_calendars())).glob("*.yaml"))
    documents = [yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) for file in files]
    entries = [entry for document in documents for entry in document.get("observances", []) if is_shown(entry)]
    return tuple((entry["id"], part["of"], part["origin"]) for entry in entries for part in parts(entry))


def is_shown(entry: dict[str, Any]) -> bool:
    return entry.get("status", "adopted") == "adopted" and entry.get("evidence") != "unverified"


def parts(entry: dict[str, Any]) -> list[dict[str, str]]:
    written = entry.get("anniversary", [])
    return [part for part in ([written] if isinstance(written, dict) else written) if "origin" in part]


def summed(first: int, last: int, multiple: int) -> Iterator[Sum]:
    for id, of, origin in printed():
        found = re.fullmatch(r"(?:circa )?(\d+)(?:-(\d\d))?(?:-(\d\d))?( BCE)?", origin)
        assert found, origin
        for year in range(first, last + 1):
            number = year + int(found[1]) - 1 if found[4] else year - int(found[1])
            if number > 0 and number % multiple == 0:
                yield Sum(id, of, year, number, *stretch(year, int(found[2] or 0), int(found[3] or 0)))


def stretch(year: int, month: int, day: int) -> tuple[date, date]:
    """The day, the month or the year; 29 February is kept on the last of the month."""
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    length = monthrange(year, month)[1]
    return date(year, month, min(day, length) or 1), date(year, month, min(day, length) or length)


# from and to which year, multiples of what
SPANS = [(2026, 2027, 50), (2028, 2029, 50), (2020, 2040, 50), (2020, 2040, 100), (2020, 2035, 25), (2026, 2026, 10)]


@pytest.mark.parametrize(("first", "last", "multiple"), [*SPANS, (2025, 2027, 1), (1900, 1909, 50), (2099, 2100, 50)])
def test_the_collection_against_plain_arithmetic(catalogue: Catalogue, first: int, last: int, multiple: int) -> None:
    found = rounds(catalogue, ALL, first, last, multiple)
    assert len(printed()) > 100
    assert sorted(
        Sum(one.observance.id, one.of, one.year, one.number, one.span.start, one.span.last) for one in found
    ) == sorted(summed(first, last, multiple))


@pytest.mark.parametrize(("first", "last", "multiple"), SPANS)
def test_they_stand_by_year_then_by_day(catalogue: Catalogue, first: int, last: int, multiple: int) -> None:
    found = rounds(catalogue, ALL, first, last, multiple)
    places = [(one.year, one.span.start, one.span.days, one.observance.id) for one in found]
    assert all(earlier <= later for earlier, later in pairwise(places))
    assert all(first <= one.year <= last and one.number % multiple == 0 for one in found)


def test_what_unesco_listed_is_becoming_round(catalogue: Catalogue) -> None:
    """The numbers of the lists, where they are multiples of 50, are counted again from the origins."""
    listed = [one for one in catalogue.observances.values() if one.listing == "unesco-2026-2027" and one.in_feeds]
    found = {(one.observance.id, one.number) for one in rounds(catalogue, ALL, 2026, 2027, 50)}
    due = {
        (one.id, part.number)
        for one in listed
        for part in one.anniversaries
        if part.due and (part.number or 1) % 50 == 0
    }
    assert len(due) > 10
    assert due <= found


# --- origins of every kind


EIGHTY_EIGHT = [
    "year: 1926 + 88 = 2014, 2014-01-01/2014-12-31",
    "day: 1926 + 88 = 2014, 2014-07-04",
    "month: 1926 + 88 = 2014, 2014-10-01/2014-10-31",
    "both: 1926 + 88 = 2014, 2014-12-31",
]
# from and to which year, multiples of what; the sums, and the days
COUNTED = [
    (2026, 2026, 900, ["circa: 1126 + 900 = 2026, 2026-01-01/2026-12-31"]),
    (2001, 2001, 2500, ["athens: -499 + 2500 = 2001, 2001-01-01/2001-12-31"]),
    (1997, 1998, 2750, ["rome: -752 + 2750 = 1998, 1998-04-21"]),
    (2000, 2000, 2000, ["last: 0 + 2000 = 2000, 2000-01-01/2000-12-31"]),
    (2001, 2001, 2000, ["first: 1 + 2000 = 2001, 2001-01-01/2001-12-31"]),
    (2014, 2014, 88, EIGHTY_EIGHT),
    (1976, 1976, 100, ["leap: 1876 + 100 = 1976, 1976-02-29", "both: 1876 + 100 = 1976, 1976-12-01/1976-12-31"]),
    (1975, 1975, 99, ["leap: 1876 + 99 = 1975, 1975-02-28", "both: 1876 + 99 = 1975, 1975-12-01/1975-12-31"]),
    (1925, 1925, 100, []),
]
BIENNIUM = """
circa: 1126 + 900 = 2026, 2026-01-01/2026-12-31
weekly: 1976 + 50 = 2026, 2026-01-01/2026-12-31
year: 1926 + 100 = 2026, 2026-01-01/2026-12-31
leap: 1876 + 150 = 2026, 2026-02-28
day: 1926 + 100 = 2026, 2026-07-04
month: 1926 + 100 = 2026, 2026-10-01/2026-10-31
both: 1876 + 150 = 2026, 2026-12-01/2026-12-31
both: 1926 + 100 = 2026, 2026-12-31
"""


def told(found: list[Round]) -> list[str]:
    return [f"{total}, {days(one)}" for total, one in zip(sums(found), found, strict=True)]


def test_a_biennium_in_order(small: Catalogue) -> None:
    """Each part of an entry is counted; a number that is printed stops no other, nor does a rule of its own."""
    assert told(rounds(small, ALL, 2026, 2027, 50)) == BIENNIUM.strip().split("\n")


@pytest.mark.parametrize(("first", "last", "multiple", "expected"), COUNTED)
def test_an_origin_is_counted_as_closely_as_it_is_known(
    small: Catalogue, first: int, last: int, multiple: int, expected: list[str]
) -> None:
    assert told(rounds(small, ALL, first, last, multiple)) == expected


# entry, what is counted; how the origin is known, whether about, by which calendar
KNOWN = [
    ("day", "birth", "day", False, None),
    ("month", "death", "month", False, None),
    ("year", "founding", "year", False, None),
    ("circa", "birth", "year", True, None),
    ("leap", "birth", "day", False, "julian"),
]


@pytest.mark.parametrize(("id", "of", "known", "circa", "reckoning"), KNOWN)
def test_what_is_not_known_exactly_says_so(
    small: Catalogue, id: str, of: str, known: str, circa: bool, reckoning: str | None
) -> None:
    [found] = [one for one in rounds(small, ALL, 2026, 2026, 50) if one.observance.id == id]
    assert (found.of, found.origin.known, found.origin.circa, found.origin.printed) == (of, known, circa, reckoning)


def test_nothing_is_counted_before_its_first_year_nor_in_the_year_itself(small: Catalogue) -> None:
    found = rounds(small, ALL, 1920, 1928, 1)
    assert [line for line in sums(found) if line.startswith("day:")] == ["day: 1926 + 1 = 1927", "day: 1926 + 2 = 1928"]


CHOICES = [
    (Selection(("days",)), "circa weekly year leap day month both both"),
    (Selection(("more",)), "circa year"),
    (Selection(("more", "days")), "circa weekly year leap day month both both"),
    (Selection((), Facets(kinds=("event",))), "year"),
    (Selection((), Facets(countries=("KZ",))), "both both"),
    (Selection((), Facets(themes=("women", "water"))), "both both"),
    (Selection((), Facets(ids=("leap", "month"))), "leap month"),
    (Selection(("more",), Facets(countries=("KZ",))), ""),
    (Selection((), Facets(bodies=("un",))), ""),
]


@pytest.mark.parametrize(("selection", "ids"), CHOICES)
def test_of_a_choice(small: Catalogue, selection: Selection, ids: str) -> None:
    assert " ".join(one.observance.id for one in rounds(small, selection, 2026, 2027, 50)) == ids


def test_a_choice_of_the_collection_is_a_part_of_all(catalogue: Catalogue) -> None:
    whole = rounds(catalogue, ALL, 2024, 2029, 50)
    chosen = rounds(catalogue, Selection((), Facets(countries=("KZ",), bodies=("unesco",))), 2024, 2029, 50)
    assert chosen == [one for one in whole if one in chosen]
    assert 0 < len(chosen) < len(whole)
    assert all("KZ" in one.observance.countries for one in chosen)
