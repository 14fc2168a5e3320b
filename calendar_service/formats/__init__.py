"""The forms in which a feed is written: one module a format, one table of them all.

Routes, command line and pages are made from FORMATS; a writer turns a feed into bytes and is a pure function.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ..feed import Feed
from ..query import Period, coming_period, feed_period, news_period
from ..selection import Selection
from . import atom, csv, ics, json, txt, xlsx


@dataclass(frozen=True, slots=True)
class Format:
    """`period` is which days a feed in this form tells of, on a day."""

    suffix: str
    media_type: str
    write: Callable[[Feed], bytes]
    period: Callable[[Selection, date], Period]


def _calendar(selection: Selection, today: date) -> Period:
    return feed_period(today)


def _coming(selection: Selection, today: date) -> Period:
    return coming_period(today)


def _news(selection: Selection, today: date) -> Period:
    return news_period(today, selection.lead)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Mapping[str, Format] = {
    form.suffix: form
    for form in (
        Format("ics", "text/calendar; charset=utf-8", ics.write, _calendar),
        Format("json", "application/json; charset=utf-8", json.write, _calendar),
        Format("csv", "text/csv; charset=utf-8", csv.write, _calendar),
        Format("xlsx", XLSX, xlsx.write, _calendar),
        Format("atom", atom.MEDIA_TYPE, atom.write, _news),
        Format("txt", "text/plain; charset=utf-8", txt.write, _coming),
    )
}
