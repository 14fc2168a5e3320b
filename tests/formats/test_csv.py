"""CSV as a spreadsheet opens it: every event a row, no cell that computes (CWE-1236)."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from calendar_service.feed import Composer, Event, Feed
from calendar_service.formats.csv import HEADER, inert, table, write
from calendar_service.query import Period

TRIGGERS = {
    "equals": "=1+1",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(A1)",
    "tab": "\t=1+1",
    "carriage return": "\r=1+1",
    "full width": "＝1+1",
    "full width plus": "＋1",
    "full width minus": "－1",
    "full width at": "＠SUM(A1)",
    "blank first": "  =1+1",
    "quote first": '"=1+1',
    "command": "=cmd|' /C calc'!A0",
    "link": '=HYPERLINK("https://example.org","here")',
}
COLUMNS: Mapping[str, Callable[[Event, str], Event]] = {
    "title": lambda event, text: replace(event, title=text),
    "kind": lambda event, text: of(event, kind=text),
    "calendars": lambda event, text: replace(event, calendars=(text,)),
    "themes": lambda event, text: of(event, themes=(text,)),
    "countries": lambda event, text: of(event, countries=(text,)),
    "url": lambda event, text: replace(event, url=text),
    "uid": lambda event, text: replace(event, uid=text),
}


def of(event: Event, **values: Any) -> Event:
    """The event of an observance that says something else."""
    observance = replace(event.occurrence.observance, **values)
    return replace(event, occurrence=replace(event.occurrence, observance=observance))


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def event(small: Composer, period: Period) -> Event:
    (found,) = small.feed(small.catalogue.calendar("days"), "en", period).events
    return found


@pytest.mark.parametrize("trigger", TRIGGERS.values(), ids=TRIGGERS)
@pytest.mark.parametrize("column", COLUMNS)
def test_no_cell_computes(column: str, trigger: str, event: Event) -> None:
    (row,) = read(table((COLUMNS[column](event, trigger),)))
    assert row[column] == f"'{trigger}"


@pytest.mark.parametrize(
    "cell", ["", " ", "Day", "1 = 1", "'=1", "2026-12-15", "«=»", "a=b", "https://example.org/?a=-1"]
)
def test_an_innocent_cell_stays_as_it_is(cell: str) -> None:
    assert inert(cell) == cell


def test_a_row_an_event(feeds: Mapping[str, Feed]) -> None:
    for name, feed in feeds.items():
        rows = read(write(feed))
        assert [(row["start"], row["last"], row["title"], row["uid"]) for row in rows] == [
            (str(event.span.start), str(event.span.last), event.title, event.uid) for event in feed.events
        ], name


def test_the_fields_of_a_row(event: Event) -> None:
    assert read(table((event,))) == [
        {
            "start": "2026-05-01",
            "last": "2026-05-01",
            "title": "Day of Days (date to be confirmed)",
            "kind": "day",
            "calendars": "days",
            "themes": "water human-rights",
            "countries": "KZ RU-TA",
            "url": "https://calendar.example.org/en/observances/day-of-days/2026",
            "uid": "day-of-days-2026@test.invalid",
        }
    ]


def test_the_form_that_spreadsheets_know(feeds: Mapping[str, Feed]) -> None:
    """UTF-8 with its mark, or Excel takes it for the local code page; lines end in CRLF (RFC 4180)."""
    for name, feed in feeds.items():
        data = write(feed)
        assert data.startswith(b"\xef\xbb\xbf" + ",".join(HEADER).encode() + b"\r\n"), name
        assert data.count(b"\n") == data.count(b"\r\n") == len(feed.events) + 1, name


@pytest.mark.parametrize("title", ['Day, "the" day', "a;b", "Ұлыстың ұлы күні", "يوم", "two\nlines"])
def test_a_title_comes_back_as_it_was(title: str, event: Event) -> None:
    (row,) = read(table((replace(event, title=title),)))
    assert row["title"] == title
