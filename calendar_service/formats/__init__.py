"""The forms in which a feed is written: one module a format, one table of them all.

Routes, command line and pages are made from FORMATS; a writer turns a feed into bytes and is a pure function.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..feed import Feed
from . import csv, ics, json


@dataclass(frozen=True, slots=True)
class Format:
    suffix: str
    media_type: str
    write: Callable[[Feed], bytes]


FORMATS: Mapping[str, Format] = {
    form.suffix: form
    for form in (
        Format("ics", "text/calendar; charset=utf-8", ics.write),
        Format("json", "application/json; charset=utf-8", json.write),
        Format("csv", "text/csv; charset=utf-8", csv.write),
    )
}
