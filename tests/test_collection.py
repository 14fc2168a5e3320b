"""The collection against what is known from elsewhere: nothing of the reference tables is lost, and no date is
wrong where public tables are."""

import csv
from datetime import date
from pathlib import Path

import pytest

from calendar_service.catalogue import Catalogue
from calendar_service.coverage import coverage
from calendar_service.definitions import shipped_calendars
from calendar_service.span import Span

TABLES = sorted((Path(__file__).parent / "reference").glob("*.csv"))
UN_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
TURKIC_LANGUAGES = ("kk", "ky", "uz", "tr", "az", "tk")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_every_row_of_the_reference_is_entered_or_says_why_not(table: Path, catalogue: Catalogue) -> None:
    register = {
        (row["table"].removesuffix(".csv"), row["id"]): row["reason"]
        for row in rows(shipped_calendars() / "register.csv")
    }
    missing = {row["id"] for row in rows(table) if row["id"] not in catalogue.observances}
    assert {id for name, id in register if name == table.stem} == missing
    assert all(register[table.stem, id].strip() for id in missing)


def test_every_entry_has_its_act_or_says_why_not(catalogue: Catalogue) -> None:
    noted = {row["id"] for row in rows(shipped_calendars() / "register.csv") if row["table"] == "acts"}
    assert noted == {observance.id for observance in catalogue.observances.values() if not observance.acts}


# What two well-known public tables have wrong: a fixed day for a floating one, a day for a week, another day.
DATES = [
    ("international-mother-language-day", 2026, "2026-02-21"),
    ("international-day-of-older-persons", 2026, "2026-10-01"),
    ("international-day-of-cooperatives", 2026, "2026-07-04"),
    ("international-day-of-cooperatives", 2027, "2027-07-03"),
    ("world-philosophy-day", 2026, "2026-11-19"),
    ("world-philosophy-day", 2027, "2027-11-18"),
    ("international-girls-in-ict-day", 2026, "2026-04-23"),
    ("international-girls-in-ict-day", 2027, "2027-04-22"),
    ("international-day-for-disaster-risk-reduction", 2009, "2009-10-14"),
    ("international-day-for-disaster-risk-reduction", 2010, "2010-10-13"),
]


@pytest.mark.parametrize(("id", "year", "day"), DATES)
def test_a_day_that_public_tables_have_wrong(id: str, year: int, day: str, catalogue: Catalogue) -> None:
    found = [occurrence.span for occurrence in catalogue.observance(id).editions(year)]
    assert found == [Span.day(date.fromisoformat(day))]


def test_no_week_is_a_single_day(catalogue: Catalogue) -> None:
    weeks = [observance for observance in catalogue.observances.values() if "week" in observance.id.split("-")]
    assert len(weeks) >= 10
    for week in weeks:
        assert all(found.span.days > 1 for found in week.occurrences(Span.years(2026, 2027))), week.id


def test_every_official_name_of_another_language_has_a_source(catalogue: Catalogue) -> None:
    """No official name is invented: a name beside the English one says where it was read."""
    for observance in catalogue.observances.values():
        for lang, name in observance.names.items():
            assert lang == "en" or name.status != "official" or name.source, observance.id


@pytest.mark.parametrize("calendar", ["un-days", "unesco-days"])
def test_days_have_names_in_all_languages(calendar: str, catalogue: Catalogue) -> None:
    row = next(row for row in coverage(catalogue) if row.calendar == calendar)
    assert {lang: row.names[lang].missing for lang in (*UN_LANGUAGES, *TURKIC_LANGUAGES)} == dict.fromkeys(row.names, 0)
    assert row.with_examples == row.entries
