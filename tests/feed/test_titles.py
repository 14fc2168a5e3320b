"""How an occurrence is told in a title: as itself, or as a year, a decade or a month that nobody takes for the day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from calendar_service.feed import Event, Feed
from calendar_service.formats import ics
from calendar_service.text import LANGUAGES

Make = Callable[..., Path]
Compose = Callable[..., Feed]


def told(event: Event) -> str:
    span = event.span
    days = f"{span.start}/{span.last}" if span.days > 1 else f"{span.start}"
    return f"{event.uid.partition('@')[0]} {days} {event.title}"


TERM = "on: 1 July 2024 to 30 June 2027"
DECADE = "on: 22 March 2018 to 22 March 2028"
BORN = "anniversary: {of: birth, origin: %s}"
CELEBRATED = "anniversary: {of: birth, origin: %s, number: %s}, celebrated: %s"
TELLINGS = [
    # days and weeks are told as themselves
    ("on: 15 December, since: 2026", 2026, ["day-2026 2026-12-15 Day"]),
    ("on: 24 October for 8 days, since: 2026", 2026, ["day-2026 2026-10-24/2026-10-31 Day"]),
    ("on: 1 March for 31 days, since: 2026", 2026, ["day-2026 2026-03-01/2026-03-31 Day"]),
    ("on: 1 May and 1 June, since: 2026", 2026, ["day-2026-1 2026-05-01 Day", "day-2026-2 2026-06-01 Day"]),
    ("on: 1 May and 1 June, skip: [2026-1]", 2026, ["day-2026-2 2026-06-01 Day"]),
    ("on: 15 December, moved: {2026: 2027-01-05}", 2027, ["day-2026 2027-01-05 Day", "day-2027 2027-12-15 Day"]),
    # what runs for longer is told on the first day of each year that it covers
    ("on: year 2026", 2026, ["day-2026 2026-01-01 All year 2026: Day"]),
    ("on: 1 March 2026 to 30 May 2026", 2026, ["day-2026 2026-03-01 1 March 2026 – 30 May 2026: Day"]),
    (f"{TERM}, kind: term", 2024, ["day-2024 2024-07-01 1 July 2024 – 30 June 2027: Day"]),
    (f"{TERM}, kind: term", 2025, ["day-2025 2025-01-01 All year 2025: Day"]),
    (f"{TERM}, kind: term", 2027, ["day-2027 2027-01-01 1 July 2024 – 30 June 2027: Day"]),
    (DECADE, 2018, ["day-2018 2018-03-22 Decade 2018–2028, year 1: Day"]),
    (DECADE, 2026, ["day-2026 2026-01-01 Decade 2018–2028, year 9: Day"]),
    (DECADE, 2029, []),
    # anniversaries, as closely as their day is known
    (CELEBRATED % ("1926-07-04", 100, 2026), 2026, ["day-2026 2026-07-04 Day"]),
    (CELEBRATED % ("1926-10", 100, 2026), 2026, ["day-2026 2026-10-01 October 2026: Day"]),
    (CELEBRATED % (1926, 100, 2026), 2026, ["day-2026 2026-01-01 All year 2026: Day"]),
    (CELEBRATED % ("circa 1126", 900, 2026), 2026, ["day-2026 2026-01-01 All year 2026: Day"]),
    (CELEBRATED % (1926, 100, "2026-2027"), 2027, ["day-2027 2027-01-01 All year 2027: Day"]),
    (BORN % "1926-07-04", 2026, ["day-2026 2026-07-04 Day"]),
    (BORN % "1926-10", 2026, ["day-2026 2026-10-01 October 2026: Day"]),
    # doubt is told in the title
    ("on: 1 Ramadan (Umm al-Qura)", 2026, ["day-1447 2026-02-18 Day (date to be confirmed)"]),
    ("on: 1 May, tentative: [2026]", 2026, ["day-2026 2026-05-01 Day (date to be confirmed)"]),
    ("on: 1 May, tentative: [2026]", 2027, ["day-2027 2027-05-01 Day"]),
    ("on: year 2026, tentative: [2026]", 2026, ["day-2026 2026-01-01 All year 2026: Day (date to be confirmed)"]),
]


@pytest.mark.parametrize(("words", "year", "expected"), TELLINGS)
def test_how_an_entry_is_told_in_a_year(words: str, year: int, expected: list[str], feed_of: Compose) -> None:
    feed = feed_of(words, today=date(year, 6, 1))
    assert [told(event) for event in feed.events if event.span.start.year == year] == expected


FORMERLY = "formerly: [{until: 2025, name: {en: Old day}}]"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("on: 1 May", ["Old day", "Day", "Day", "Day"]),
        pytest.param("on: week of 1 January", ["Old day", "Day", "Day", "Day"]),
    ],
)
def test_an_edition_bears_the_name_of_its_year(rule: str, expected: list[str], feed_of: Compose) -> None:
    feed = feed_of(f"{rule}, since: 2025, {FORMERLY}")
    assert [event.title for event in feed.events] == expected


LONG = f"id: day, name: {{en: {'x' * 255}}}"


def test_a_long_title_is_cut(feed_of: Compose) -> None:
    feed = feed_of(f"{LONG}, on: year 2026")
    assert [event.title for event in feed.events] == ["All year 2026: " + "x" * 239 + "…"]


def test_a_long_title_keeps_its_warning(feed_of: Compose) -> None:
    feed = feed_of(f"{LONG}, on: 1 May, tentative: [2026]")
    assert feed.events[1].title.endswith("(date to be confirmed)")


NAMES = "id: day, name: {en: Day, ru: День, tr: Gün}, on: 1 May"


@pytest.mark.parametrize(
    ("lang", "title", "marked"),
    [
        ("en", "Day", ""),
        ("ru", "День", ""),
        ("kk", "День", ";LANGUAGE=ru"),
        ("az", "Gün", ";LANGUAGE=tr"),
        ("fr", "Day", ";LANGUAGE=en"),
    ],
)
def test_a_name_is_marked_with_the_language_it_is_in(lang: str, title: str, marked: str, feed_of: Compose) -> None:
    feed = feed_of(NAMES, lang=lang)
    assert feed.events[0].title == title
    assert f"\r\nSUMMARY{marked}:{title}\r\n".encode() in ics.write(feed)


def test_a_borrowed_name_is_told_as_such(made: Make, composed: Compose) -> None:
    path = made(NAMES, "id: other, name: {en: {text: Other, status: translation}}, on: 2 May")
    (borrowed, translated), own = composed(path, "fr").events[:2], composed(path).events[:2]
    assert own[0].description == ""
    assert own[1].description == "The name is our translation."
    assert borrowed.description == translated.description != ""


def test_a_running_title_is_worded_in_every_language(made: Make, composed: Compose) -> None:
    path = made("on: year 2026", f"id: decade, name: {{en: Decade}}, {DECADE}")
    titles = {lang: [event.title for event in composed(path, lang).events[1:3]] for lang in LANGUAGES}
    assert all("2026" in year and "2018" in decade and "9" in decade for year, decade in titles.values())
    assert len({year for year, _ in titles.values()}) == len({decade for _, decade in titles.values()}) == 12
