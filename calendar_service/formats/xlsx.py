"""A workbook for spreadsheets of any language: dates are dates, shown the way the reader's machine writes them."""

import io
from datetime import UTC

import xlsxwriter

from ..feed import Feed
from . import csv

SHORT_DATE = 14
"""The built-in format that every spreadsheet shows as its own short date."""
WIDTHS = (12, 12, 70, 12, 30, 30, 16, 60, 60)
DATES = ("start", "last")
NOTHING_IS_GUESSED = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write(feed: Feed) -> bytes:
    """One sheet: a header line that stays, then a line an event, with a filter. Equal feeds give equal bytes."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, NOTHING_IS_GUESSED)
    book.set_properties({"title": feed.name, "created": feed.modified.astimezone(UTC).replace(tzinfo=None)})
    bold, short_date = book.add_format({"bold": True}), book.add_format({"num_format": SHORT_DATE, "align": "left"})
    sheet = book.add_worksheet()
    if feed.lang == "ar":
        sheet.right_to_left()
    for column, (name, width) in enumerate(zip(csv.HEADER, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, bold)
    for row, event in enumerate(feed.events, 1):
        sheet.write_datetime(row, 0, event.span.start, short_date)
        sheet.write_datetime(row, 1, event.span.last, short_date)
        for column, cell in enumerate(csv.row(event)[len(DATES) :], len(DATES)):
            sheet.write_string(row, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(feed.events), 1), len(csv.HEADER) - 1)
    book.close()
    return file.getvalue()
