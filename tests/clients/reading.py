"""A feed as a client's parser sees it: its events by their properties, or no calendar at all.

Written for these tests alone: neither icalendar nor the service's own writer has a say in what the clients understand.
"""

import re
from datetime import date
from typing import NamedTuple

ESCAPED = {r"\n": "\n", r"\N": "\n", r"\,": ",", r"\;": ";", r"\\": "\\"}


class NoCalendar(ValueError):
    """An answer that is no whole VCALENDAR: a page, a proxy's error, a file that is cut off in the middle."""


class Row(NamedTuple):
    """What a reader of a calendar sees of an event. `end` is the day after the last."""

    uid: str
    start: date
    end: date
    summary: str


class Vevent(NamedTuple):
    """An event of a feed: what is seen of it, what it says of its age, and all of its text."""

    row: Row
    stamp: str
    modified: str
    sequence: int
    cancelled: bool
    text: str


def vevents(body: bytes) -> list[Vevent]:
    """The events of a feed, in its order. Raises NoCalendar."""
    return [_vevent(block) for block in re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT\n", unfolded(body), re.DOTALL)]


def calendar_name(body: bytes) -> str:
    """The name that the feed gives itself. Raises NoCalendar."""
    return _values(unfolded(body).partition("BEGIN:VEVENT")[0])["X-WR-CALNAME"]


def unfolded(body: bytes) -> str:
    """The content lines, each in one piece. Raises NoCalendar."""
    text = body.decode("utf-8", "replace").replace("\r\n", "\n").replace("\n ", "")
    if not (text.startswith("BEGIN:VCALENDAR\n") and text.endswith("END:VCALENDAR\n")):
        raise NoCalendar
    return text


def _vevent(block: str) -> Vevent:
    values = _values(block)
    start, end = date.fromisoformat(values["DTSTART"]), date.fromisoformat(values["DTEND"])
    return Vevent(
        row=Row(values["UID"], start, end, values["SUMMARY"]),
        stamp=values["DTSTAMP"],
        modified=values["LAST-MODIFIED"],
        sequence=int(values["SEQUENCE"]),
        cancelled=values["STATUS"] == "CANCELLED",
        text=block,
    )


def _values(lines: str) -> dict[str, str]:
    """Each property's value by its name, without its parameters."""
    split = (line.partition(":") for line in lines.splitlines())
    return {name.partition(";")[0]: re.sub(r"\\.", lambda found: ESCAPED[found[0]], value) for name, _, value in split}
