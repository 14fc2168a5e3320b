"""The almanac against asking every observance anew, and at its borders: New Year, weeks, years, and what it leaves be.

An answer is `id-edition …`, in order.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from calendar_service.almanac import YEARS_KEPT, Almanac
from calendar_service.catalogue import Catalogue, Facets
from calendar_service.definitions import load_catalogue
from calendar_service.observance import Observance, Occurrence
from calendar_service.query import occurrences as occurrences_by_calendar
from calendar_service.rules import Dated, Rule, Span
from calendar_service.selection import Selection

FIRST, LAST = 2024, 2032
ALL = Selection(())
DAYS = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - {id: decade, name: {en: A}, on: 1 July 2024 to 30 June 2034, sources: [A book]}
  - {id: year, name: {en: B}, on: year 2027, sources: [A book]}
  - {id: thirty-one, name: {en: C}, on: 10 December for 31 days, sources: [A book]}
  - {id: thirty-two, name: {en: D}, on: 10 December for 32 days, sources: [A book]}
  - {id: windows, name: {en: E}, on: 25 December to 6 January, sources: [A book]}
  - {id: old-year, name: {en: F}, on: 31 December, sources: [A book]}
  - {id: new-year, name: {en: G}, on: 1 January, sources: [A book]}
  - {id: spring, name: {en: H}, on: week of 18 May, sources: [A book]}
  - {id: lamp, name: {en: I}, anniversary: {of: birth, origin: 1926-10, number: 100}, sources: [A book]}
  - {id: house, name: {en: J}, anniversary: {of: founding, origin: 1928}, sources: [A book]}
  - {id: draft, name: {en: K}, on: 1 January, status: proposed, sources: [A book]}
  - {id: rumour, name: {en: L}, on: 1 January, evidence: unverified, sources: [A book]}
  - {id: gone, name: {en: M}, on: 1 January, status: withdrawn, withdrawn: 2026, sources: [A book]}
"""


@pytest.fixture(scope="module")
def almanac(catalogue: Catalogue) -> Almanac:
    return Almanac(catalogue)


@pytest.fixture
def small(folder: Callable[..., Path]) -> Almanac:
    """Of the days above."""
    return Almanac(load_catalogue([folder(days=DAYS)]))


class Question(NamedTuple):
    selection: Selection
    window: Span
    answer: list[Occurrence]


@pytest.fixture(scope="module")
def questions(catalogue: Catalogue, choices: list[Selection]) -> list[Question]:
    """Two hundred choices, a fifth of them open to everything, each with a window of its own; and what is right."""
    dice = random.Random(2026)
    asked = [(_thrown(dice, number, choice), _window(dice)) for number, choice in enumerate(choices)]
    return [Question(selection, window, brute(catalogue, selection, window)) for selection, window in asked]


def _thrown(dice: random.Random, number: int, choice: Selection) -> Selection:
    facets = choice.facets if dice.random() < 0.6 else Facets()
    return Selection(() if number % 5 == 0 else choice.calendars, facets)


def _window(dice: random.Random) -> Span:
    """A day, a week or some years, every third one beside a New Year."""
    start = date(dice.randint(FIRST, LAST), 1, 1)
    start += timedelta(dice.randint(-9, 9) if dice.random() < 0.3 else dice.randint(0, 364))
    end = start + timedelta(dice.choice([1, 1, 7, 31, 92, 366, 1100]))
    return Span(max(start, date(FIRST, 1, 1)), max(min(end, date(LAST + 1, 1, 1)), date(FIRST, 1, 2)))


def brute(catalogue: Catalogue, selection: Selection, window: Span) -> list[Occurrence]:
    """Every observance asked, one after the other."""
    chosen = (one for one in catalogue.observances.values() if _is_chosen(one, selection, catalogue))
    found = [occurrence for one in chosen for occurrence in one.occurrences(window)]
    return sorted(found, key=lambda occurrence: (occurrence.span.start, occurrence.uid))


def _is_chosen(one: Observance, selection: Selection, catalogue: Catalogue) -> bool:
    facets = selection.facets
    members = {member.id for id in selection.calendars for member in catalogue.calendars[id].members}
    deciders = {body for act in one.acts for body in _upwards(act.body, catalogue)}
    return (
        (one.status, one.hidden) == ("adopted", False)
        and one.evidence != "unverified"
        and (one.id in members or not selection.calendars)
        and (one.kind in facets.kinds or not facets.kinds)
        and (bool({*one.themes} & {*facets.themes}) or not facets.themes)
        and (bool({code[:2] for code in one.countries} & {*facets.countries}) or not facets.countries)
        and (bool(deciders & {*facets.bodies}) or not facets.bodies)
    )


def _upwards(body: str | None, catalogue: Catalogue) -> Iterator[str]:
    while body:
        yield body
        body = catalogue.bodies[body].parent


def is_long(occurrence: Occurrence) -> bool:
    return occurrence.span.days > 31 or occurrence.known != "day"


def told(found: Iterable[Occurrence]) -> str:
    return " ".join(occurrence.uid.partition("@")[0] for occurrence in found)


def span(text: str) -> Span:
    first, _, last = text.partition("/")
    return Span.through(date.fromisoformat(first), date.fromisoformat(last or first))


# --- against asking every observance


def test_the_questions_are_worth_asking(questions: list[Question]) -> None:
    assert len(questions) == 200
    assert sum(bool(asked.answer) for asked in questions) > 100
    assert sum(len(asked.answer) > 100 for asked in questions) > 10
    assert sum(asked.window.start.year < asked.window.last.year for asked in questions) > 50


def test_what_touches_a_window_is_what_the_observances_say(almanac: Almanac, questions: list[Question]) -> None:
    for selection, window, answer in questions:
        assert list(almanac.occurrences(selection, window)) == answer, (selection, window)


def test_upcoming_is_that_without_the_long_spans_which_run_already(almanac: Almanac, questions: list[Question]) -> None:
    for selection, window, answer in questions:
        coming = [found for found in answer if not is_long(found) or found.span.start > window.start]
        assert list(almanac.upcoming(selection, window)) == coming, (selection, window)


def test_what_is_running_is_the_long_spans_of_the_day(almanac: Almanac, questions: list[Question]) -> None:
    for selection, window, answer in questions:
        running = [found for found in answer if is_long(found) and found.span.start <= window.start]
        assert almanac.running(selection, window.start) == running, (selection, window)


def test_calendars_hold_what_a_feed_of_them_holds(
    almanac: Almanac, catalogue: Catalogue, questions: list[Question]
) -> None:
    for selection, window, _ in questions:
        if selection.calendars:
            assert list(almanac.occurrences(selection, window)) == occurrences_by_calendar(catalogue, selection, window)


def test_each_stands_once_and_in_order(almanac: Almanac) -> None:
    found = list(almanac.occurrences(ALL, Span.years(FIRST, LAST)))
    places = [(occurrence.span.start, occurrence.uid) for occurrence in found]
    assert len(places) > 2000
    assert all(earlier < later for earlier, later in pairwise(places))
    assert len({uid for _, uid in places}) == len(places)


@pytest.mark.parametrize(
    "years", [range(LAST, FIRST - 1, -1), [2030, 2025, 2030, 2026], range(2020, 2022 + YEARS_KEPT)]
)
def test_no_answer_depends_on_what_was_asked_before(almanac: Almanac, catalogue: Catalogue, years: list[int]) -> None:
    for year in years:
        window = Span(date(year, 12, 20), date(year + 1, 1, 10))
        assert list(almanac.occurrences(ALL, window)) == brute(catalogue, ALL, window)


def test_a_window_of_more_years_than_are_kept(small: Almanac) -> None:
    window = Span.years(2020, 2020 + 3 * YEARS_KEPT)
    weeks = [found.edition for found in small.upcoming(ALL, window) if found.observance.id == "spring"]
    assert weeks == [str(year) for year in range(2020, 2021 + 3 * YEARS_KEPT)]


# --- the borders


# the days asked about; what falls on them or begins on them; what is running on the first of them
BORDERS = [
    ("2026-12-30", "thirty-one-2026 windows-2026", "decade-2024 house-2026 thirty-two-2026"),
    ("2026-12-31", "thirty-one-2026 windows-2026 old-year-2026", "decade-2024 house-2026 thirty-two-2026"),
    ("2026-12-31/2027-01-01", "thirty-one-2026 windows-2026 old-year-2026 house-2027 new-year-2027 year-2027", None),
    ("2027-01-01", "thirty-one-2026 windows-2026 new-year-2027", "decade-2024 thirty-two-2026 house-2027 year-2027"),
    ("2027-01-06", "thirty-one-2026 windows-2026", "decade-2024 thirty-two-2026 house-2027 year-2027"),
    ("2027-01-07", "thirty-one-2026", "decade-2024 thirty-two-2026 house-2027 year-2027"),
    ("2027-01-09", "thirty-one-2026", "decade-2024 thirty-two-2026 house-2027 year-2027"),
    ("2027-01-10", "", "decade-2024 thirty-two-2026 house-2027 year-2027"),
    ("2027-01-11", "", "decade-2024 house-2027 year-2027"),
    ("2026-12-09/2026-12-10", "thirty-one-2026 thirty-two-2026", "decade-2024 house-2026"),
    ("2026-12-10", "thirty-one-2026", "decade-2024 house-2026 thirty-two-2026"),
    ("2026-05-17", "", "decade-2024 house-2026"),
    ("2026-05-18", "spring-2026", "decade-2024 house-2026"),
    ("2026-05-24", "spring-2026", "decade-2024 house-2026"),
    ("2026-05-25", "", "decade-2024 house-2026"),
    ("2026-05-10/2026-05-18", "spring-2026", None),
    ("2026-05-24/2026-09-30", "spring-2026", None),
    ("2026-09-30/2026-10-01", "lamp-2026", "decade-2024 house-2026"),
    ("2026-10-01", "", "decade-2024 house-2026 lamp-2026"),
    ("2026-10-31", "", "decade-2024 house-2026 lamp-2026"),
    ("2026-11-01", "", "decade-2024 house-2026"),
    ("2024-06-30/2024-07-01", "decade-2024", "house-2024"),
    ("2024-07-01", "", "house-2024 decade-2024"),
    ("2034-06-30", "", "decade-2024 house-2034"),
    ("2034-07-01", "", "house-2034"),
    ("2027-12-31/2028-01-01", "thirty-one-2027 windows-2027 old-year-2027 house-2028 new-year-2028", None),
]


@pytest.mark.parametrize(("days", "upcoming", "running"), BORDERS)
def test_what_is_upcoming_and_what_is_running(small: Almanac, days: str, upcoming: str, running: str | None) -> None:
    window = span(days)
    assert told(small.upcoming(ALL, window)) == upcoming
    assert running is None or told(small.running(ALL, window.start)) == running


TOUCHING = [
    ("2027-01-01", "decade-2024 thirty-one-2026 thirty-two-2026 windows-2026 house-2027 new-year-2027 year-2027"),
    ("2027-01-10/2027-02-01", "decade-2024 thirty-two-2026 house-2027 year-2027"),
    ("2027-01-11/2027-02-01", "decade-2024 house-2027 year-2027"),
    ("2026-10-31/2026-11-30", "decade-2024 house-2026 lamp-2026"),
    ("2034-06-30/2034-07-01", "decade-2024 house-2034"),
]


@pytest.mark.parametrize(("days", "touching"), TOUCHING)
def test_what_touches_a_window_stands_once_in_order(small: Almanac, days: str, touching: str) -> None:
    assert told(small.occurrences(ALL, span(days))) == touching


def test_a_long_span_is_running_on_each_of_its_days_and_on_no_other(small: Almanac) -> None:
    days = [date(2024, 6, 1) + timedelta(step) for step in range(0, 4000, 13)]
    for day in days:
        decades = told(small.running(ALL, day)).split().count("decade-2024")
        assert decades == (date(2024, 7, 1) <= day <= date(2034, 6, 30))


# --- what it leaves be


@dataclass(frozen=True)
class Noting:
    """A rule that writes down for which years it was asked."""

    rule: Rule
    asked: set[int]

    @property
    def reckoning(self) -> Literal["gregorian", "hijri"]:
        return self.rule.reckoning

    def spans(self, window: Span) -> Iterator[Dated]:
        self.asked.update(window.calendar_years())
        return self.rule.spans(window)

    def in_year(self, year: int) -> Iterator[Dated]:
        return self.rule.in_year(year)


def noting(catalogue: Catalogue, asked: set[int]) -> Almanac:
    noted = {id: replace(one, rule=Noting(one.rule, asked)) for id, one in catalogue.observances.items()}
    return Almanac(Catalogue(**{**vars(catalogue), "observances": noted}))


# the first day, and the years that ten entries from there lie in or reach from
NEEDED = [
    ("2026-11-24", {2026}),
    ("2026-02-01", {2026}),
    ("2026-01-10", {2025, 2026}),
    ("2026-12-31", {2026, 2027}),
]


@pytest.mark.parametrize(("first", "years"), NEEDED)
def test_ten_entries_cost_no_more_than_their_years(catalogue: Catalogue, first: str, years: set[int]) -> None:
    asked: set[int] = set()
    day = date.fromisoformat(first)
    found = noting(catalogue, asked).upcoming(ALL, Span(day, date(day.year + 10, 1, 1)))
    assert asked == set()
    assert len(list(islice(found, 10))) == 10
    assert asked == years


def test_neither_do_they_where_nothing_long_is_coming(folder: Callable[..., Path]) -> None:
    """A row that is empty year after year is not looked for to its end."""
    head, asked = DAYS.partition("  - {id: decade")[0], set[int]()
    path = folder(days=head + "  - {id: night, name: {en: N}, on: 16 May and 16 October, sources: [A book]}\n")
    found = noting(load_catalogue([path]), asked).upcoming(ALL, Span.years(2027, 2036))
    assert told(islice(found, 3)) == "night-2027-1 night-2027-2 night-2028-1"
    assert asked == {2026, 2027, 2028}


def test_a_year_is_expanded_once(catalogue: Catalogue) -> None:
    asked: set[int] = set()
    almanac = noting(catalogue, asked)
    list(almanac.upcoming(ALL, Span.years(2027, 2027)))
    asked.clear()
    list(almanac.occurrences(Selection(("un-days",)), span("2027-03-01/2027-10-01")))
    almanac.running(ALL, date(2027, 5, 1))
    assert asked == set()
