"""iCalendar (RFC 5545, RFC 7986), in the form that every calendar program tried accepts.

The values are written with icalendar, line by line: its own components invent UIDs and stamps and leave `NAME` and
every `X-` property unescaped. An event is written once and kept; a feed is its head, its events and its tail joined.
"""

from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from icalendar import Parameters, vCategory, vDate, vDatetime, vDuration, vInt, vText, vUri
from icalendar.parser import Contentline

from .. import feed as feeds
from ..span import DAY
from .folding import fold

PRODID = "-//Commemorative Calendar//Commemorative Calendar//EN"
REFRESH = "PT12H"
SEQUENCE_START = datetime(2020, 1, 1, tzinfo=UTC)
"""SEQUENCE counts minutes from here: it rises with each stamp, and fits 31 bits for four thousand years."""
TAIL = b"END:VCALENDAR\r\n"
END = b"END:VEVENT\r\n"
HOUR_OF_ALARM = 9


def write(feed: feeds.Feed) -> bytes:
    """The feed as one VCALENDAR. Equal feeds give equal bytes."""
    told = sorted((*feed.events, *feed.cancelled), key=lambda event: (event.span.start, event.uid))
    events = [event_bytes(event) for event in told]
    if feed.selection.remind is not None:
        alarms = (_alarm(event, feed.selection.remind) for event in told)
        events = [written[: -len(END)] + alarm + END for written, alarm in zip(events, alarms, strict=True)]
    if feed.notice:
        events.insert(bisect(told, feed.notice.day, key=_day), _block(_notice_lines(feed.notice)))
    return b"".join([_block(_head_lines(feed), around=""), *events, TAIL])


def _day(event: feeds.Event) -> date:
    return event.span.start


@lru_cache(maxsize=feeds.EVENTS_KEPT)
def event_bytes(event: feeds.Event) -> bytes:
    """One VEVENT, written once: the composer hands out the same event for the same occurrence."""
    return _block(_event_lines(event))


def _head_lines(feed: feeds.Feed) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield _line("PRODID", vText(PRODID))
    yield "CALSCALE:GREGORIAN"
    yield _line("NAME", vText(feed.name))
    yield _line("X-WR-CALNAME", vText(feed.name))
    yield _line("DESCRIPTION", vText(feed.description))
    yield _line("X-WR-CALDESC", vText(feed.description))
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"
    yield f"X-PUBLISHED-TTL:{REFRESH}"
    source = feed.address("ics")
    if source:
        yield _line("SOURCE", vUri(source), VALUE="URI")
    yield f"COLOR:{feed.color}"
    yield f"X-APPLE-CALENDAR-COLOR:{feed.color_hex}"
    yield _line("LAST-MODIFIED", vDatetime(feed.modified))


def _event_lines(event: feeds.Event) -> Iterator[str]:
    yield _line("UID", vText(event.uid))
    yield from _stamp_lines(event.stamp)
    yield from _day_lines(event.span.start, event.span.end)
    language = {} if event.name.lang == event.lang else {"LANGUAGE": event.name.lang}
    yield _line("SUMMARY", vText(event.title), **language)
    yield _line("DESCRIPTION", vText(event.description))
    if event.url:
        yield _line("URL", vUri(event.url))
    if event.categories:
        yield _line("CATEGORIES", vCategory(list(event.categories)))
    yield from FREE
    yield "STATUS:CANCELLED" if event.cancelled else "STATUS:CONFIRMED"
    yield PUBLIC


def _alarm(event: feeds.Event, days: int) -> bytes:
    """One alarm at nine in the morning, local time, some days before; of what was withdrawn none.

    A day starts at its midnight wherever one is (RFC 5545 3.3.4), and the trigger counts from there.
    """
    if event.cancelled:
        return b""
    trigger = timedelta(hours=HOUR_OF_ALARM) - timedelta(days)
    lines = ("ACTION:DISPLAY", _line("TRIGGER", vDuration(trigger)), _line("DESCRIPTION", vText(event.title)))
    return _block(iter(lines), around="VALARM")


def _notice_lines(notice: feeds.Notice) -> Iterator[str]:
    yield _line("UID", vText(notice.uid))
    yield from _stamp_lines(notice.stamp)
    yield from _day_lines(notice.day, notice.day + DAY)
    yield _line("SUMMARY", vText(notice.title))
    yield _line("DESCRIPTION", vText(notice.description))
    if notice.url:
        yield _line("URL", vUri(notice.url))
    yield from FREE
    yield "STATUS:CONFIRMED"
    yield PUBLIC


FREE = (
    "TRANSP:TRANSPARENT",
    "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
)
"""Nobody is busy on a commemoration; Outlook wants to be told in its own words."""
PUBLIC = "CLASS:PUBLIC"


@lru_cache(maxsize=4096)
def _stamp_lines(stamp: datetime) -> tuple[str, ...]:
    minutes = int((stamp - SEQUENCE_START).total_seconds()) // 60
    return (
        _line("DTSTAMP", vDatetime(stamp)),
        _line("LAST-MODIFIED", vDatetime(stamp)),
        _line("SEQUENCE", vInt(minutes)),
    )


@lru_cache(maxsize=4096)
def _day_lines(start: date, end: date) -> tuple[str, ...]:
    return _line("DTSTART", vDate(start), VALUE="DATE"), _line("DTEND", vDate(end), VALUE="DATE")


def _line(name: str, value: object, **parameters: str) -> str:
    return str(Contentline.from_parts(name, Parameters(parameters), value))


def _block(lines: Iterator[str], around: str = "VEVENT") -> bytes:
    inside = [fold(line) for line in lines]
    return b"".join([f"BEGIN:{around}\r\n".encode(), *inside, f"END:{around}\r\n".encode()] if around else inside)
