"""A workbook: dates are dates, texts are texts, and nothing computes (scenario 18)."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from calendar_service.definitions import load_catalogue
from calendar_service.feed import Composer, Feed
from calendar_service.formats import FORMATS, csv
from calendar_service.query import Period

TRIGGERS = ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1", '=HYPERLINK("https://x.example")', "{=1}", "https://x.example"]


def rows(feed: Feed) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(feed))).active
    assert sheet is not None
    return [tuple(cell for cell in row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("name", ["un-days.kk", "un-days.ar", "unesco-days.zh", "turkic-world.tr", "empty.en"])
def test_a_row_an_event_with_real_dates(name: str, feeds: Mapping[str, Feed]) -> None:
    head, *found = rows(feeds[name])
    assert head == csv.HEADER
    assert len(found) == len(feeds[name].events)
    for row, event in zip(found, feeds[name].events, strict=True):
        assert row[:2] == (_moment(event.span.start), _moment(event.span.last))
        assert row[2] == event.title
        assert tuple(cell or "" for cell in row[2:]) == csv.row(event)[2:]


def _moment(day: object) -> datetime:
    return datetime.fromisoformat(f"{day}")


def test_dates_are_shown_as_the_machine_of_the_reader_writes_them(feeds: Mapping[str, Feed]) -> None:
    """The built-in format 14 is each locale's own short date (ECMA-376 part 1, 18.8.30)."""
    sheet = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(feeds["un-days.ru"]))).active
    assert sheet is not None
    assert {cell.number_format for cell in sheet["A"][1:]} == {"mm-dd-yy"}
    assert all(cell.is_date for cell in sheet["A"][1:])


@pytest.mark.parametrize("text", TRIGGERS)
def test_no_cell_computes(text: str, tmp_path: Path, period: Period) -> None:
    """CWE-1236: what looks like a formula stays the text it is."""
    quoted = text.replace('"', '\\"')
    (tmp_path / "collection.yaml").write_text("domain: t.invalid\npublisher: {en: T}\n", encoding="utf-8")
    entry = f'  - {{id: day, name: {{en: "{quoted}"}}, on: 1 May, sources: [A book]}}\n'
    head = "calendar: days\nname: {en: Days}\ncolor: teal\nobservances:\n"
    (tmp_path / "days.yaml").write_text(head + entry, encoding="utf-8")
    catalogue = load_catalogue([tmp_path])
    data = FORMATS["xlsx"].write(Composer(catalogue, None).feed(catalogue.calendar("days"), "en", period))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None and [cell.value for cell in sheet["C"][1:]] == [text] * 4
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml and b"hyperlink" not in xml


def test_equal_feeds_give_equal_octets(feeds: Mapping[str, Feed]) -> None:
    """A workbook is a zip, which would keep the time of its making."""
    data = FORMATS["xlsx"].write(feeds["un-days.kk"])
    assert data == FORMATS["xlsx"].write(feeds["un-days.kk"])
    assert {info.date_time[0] for info in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {1980}


def test_an_arabic_sheet_runs_from_right_to_left(feeds: Mapping[str, Feed]) -> None:
    for lang, expected in (("ar", True), ("en", None)):
        sheet = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(feeds[f"empty.{lang}"]))).active
        assert sheet is not None and bool(sheet.sheet_view.rightToLeft) == bool(expected)
