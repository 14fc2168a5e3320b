"""CSV (RFC 4180) as a spreadsheet should open it: UTF-8 with its mark, dates as dates, nothing that computes."""

import csv
import io

from ..feed import Event, Feed

HEADER = ("start", "last", "title", "kind", "calendars", "themes", "countries", "url", "uid")
TRIGGERS = frozenset("=+-@\t\r\0＝＋－＠")


def write(feed: Feed) -> bytes:
    return table(feed.events)


def table(events: tuple[Event, ...]) -> bytes:
    """A header line, then a line an event."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows([inert(cell) for cell in row(event)] for event in events)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (CWE-1236)."""
    return f"'{cell}" if cell.lstrip(' "')[:1] in TRIGGERS and cell.strip() else cell


def row(event: Event) -> tuple[str, ...]:
    """The cells of an event, under HEADER, as they are."""
    observance = event.occurrence.observance
    return (
        event.span.start.isoformat(),
        event.span.last.isoformat(),
        event.title,
        observance.kind,
        " ".join(event.calendars),
        " ".join(observance.themes),
        " ".join(observance.countries),
        event.url or "",
        event.uid,
    )
