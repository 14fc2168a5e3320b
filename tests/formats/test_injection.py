"""Whatever text is entered: it is refused where it stands, or it stays one value of one line."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
import yaml

from calendar_service.definitions import load_folders
from calendar_service.feed import Composer, Feed
from calendar_service.formats import ics
from calendar_service.query import feed_period

REFUSED = {
    "CRLF": "one\r\nBEGIN:VALARM\r\nACTION:AUDIO",
    "lone CR": "one\rEND:VEVENT",
    "CR at the end": "one\r",
    "vertical tab": "one\x0bBEGIN:VALARM",
    "form feed": "one\x0cBEGIN:VALARM",
    "file separator": "one\x1cBEGIN:VALARM",
    "next line": "one\x85BEGIN:VALARM",
    "line separator": "one\u2028BEGIN:VALARM",
    "paragraph separator": "one\u2029BEGIN:VALARM",
    "NUL": "one\0two",
    "backspaces": "one\x08\x08\x08two",
    "mark of right to left": "\u202eevil",
    "no character": "one\uffff",
    "far too long": "x" * 100_000,
}
"""Texts that no field takes."""
TAKEN = {
    "line feed": "one\nBEGIN:VALARM",
    "tab": "one\ttwo",
    "comma": "one, two",
    "semicolon": "one; two;VALUE=DATE:20200101",
    "backslash": "one \\ two\\",
    "escape written out": "one\\nBEGIN:VALARM\\, \\; \\\\",
    "fold written out": "one\\r\\n BEGIN:VALARM",
    "colon": "one: BEGIN:VALARM",
    "quotes": '"one" \'two\' "',
    "carets of RFC 6868": "one^ntwo^'three^^",
    "markup": "<script>alert(1)</script>&lt;b&gt;",
    "percent": "%0D%0ABEGIN:VALARM %s {name} {0} {",
    "braces": "{publisher} {date} {act} {year.real}",
    "emoji": "👩‍👩‍👧‍👦 🇰🇿 👍🏽",
    "right to left": "يوم اللغة العربية, ‏2026",
    "combining": "x" + "\u0301" * 60,
    "long": "Ұзақ, " * 13,
    "very long": "Ұзақ; " * 330,
}
"""Texts that a field of prose takes."""
PROSE = {"markup"}
LINE = {"line feed", "tab", "very long", "markup"}
NAME = LINE | {
    *"comma semicolon backslash long".split(),
    "escape written out",
    "fold written out",
    "right to left",
}
WORD = set(TAKEN)
FIELDS: dict[str, tuple[set[str], tuple[str | int, ...]]] = {
    "calendar name": (NAME, ("days", "name", "en")),
    "calendar description": (PROSE, ("days", "description", "en")),
    "publisher": (PROSE, ("collection", "publisher", "en")),
    "observance name": (LINE, ("days", "observances", 0, "name", "en")),
    "former name": (LINE, ("days", "observances", 0, "formerly", 0, "name", "en")),
    "about": (PROSE, ("days", "observances", 0, "about", "en")),
    "body name": (LINE, ("collection", "bodies", "un", "name", "en")),
    "document": (LINE, ("days", "observances", 0, "acts", 0, "document")),
    "resolution": (LINE, ("days", "observances", 0, "acts", 1, "resolution")),
    "id": (WORD, ("days", "observances", 0, "id")),
    "domain": (WORD, ("collection", "domain")),
}
"""The fields that a feed shows: which of TAKEN they refuse all the same, and where they stand."""


def definitions() -> dict[str, Any]:
    entry = {
        "id": "day",
        "name": {"en": "Day"},
        "on": "15 December",
        "formerly": [{"until": "2025", "name": {"en": "Former day"}}],
        "about": {"en": "About."},
        "acts": [{"body": "un", "document": "1"}, {"body": "un", "resolution": "2"}],
        "sources": ["A book"],
    }
    return {
        "collection": {
            "domain": "test.invalid",
            "publisher": {"en": "The testers"},
            "bodies": {"un": {"name": {"en": "United Nations"}}},
        },
        "days": {
            "calendar": "days",
            "name": {"en": "Days"},
            "description": {"en": "Some days."},
            "color": "grey",
            "observances": [entry],
        },
    }


def feed(folder: Path, roots: dict[str, Any]) -> Feed | None:
    """The feed of some definitions, or None where they are refused with a place."""
    for name, root in roots.items():
        (folder / f"{name}.yaml").write_text(yaml.dump(root, allow_unicode=True, width=10**6), encoding="utf-8")
    loaded = load_folders([folder])
    if loaded.catalogue is None:
        assert all(found.place.line and "\r" not in str(found) for found in loaded.findings if not found.warning)
        return None
    calendar = loaded.catalogue.calendar("days")
    return Composer(loaded.catalogue, None).feed(calendar, "en", feed_period(date(2026, 11, 24)))


def names(data: bytes) -> list[bytes]:
    """The names of the lines, as they come."""
    return [line.partition(b":")[0] for line in data.splitlines() if not line.startswith(b" ")]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Feed:
    found = feed(tmp_path_factory.mktemp("plain"), definitions())
    assert found is not None
    return found


def with_text(field: str, text: str) -> dict[str, Any]:
    """The definitions with one text of our choice."""
    roots = definitions()
    *steps, last = FIELDS[field][1]
    place: Any = roots
    for step in steps:
        place = place[step]
    place[last] = text
    return roots


@pytest.mark.parametrize("payload", REFUSED)
@pytest.mark.parametrize("field", FIELDS)
def test_a_text_that_nobody_can_read_is_refused(field: str, payload: str, tmp_path: Path) -> None:
    assert feed(tmp_path, with_text(field, REFUSED[payload])) is None


@pytest.mark.parametrize("payload", TAKEN)
@pytest.mark.parametrize("field", FIELDS)
def test_a_text_is_refused_or_stays_one_value(field: str, payload: str, plain: Feed, tmp_path: Path) -> None:
    found = feed(tmp_path, with_text(field, TAKEN[payload]))
    assert (found is None) == (payload in FIELDS[field][0])
    if found is not None:
        assert names(ics.write(found)) == names(ics.write(plain))
        assert_round_trip(found)
        shown = " ".join([found.name, found.description, *(f"{day.title} {day.description}" for day in found.events)])
        assert " ".join(TAKEN[payload].split()) in shown


@pytest.mark.parametrize("payload", ["one\nBEGIN:VALARM", "one\r\nBEGIN:VALARM", "one\rEND:VEVENT", "a, b; c \\ \\n"])
def test_the_writer_escapes_what_the_loader_would_refuse(payload: str, plain: Feed) -> None:
    events = tuple(replace(event, title=payload, description=payload, categories=(payload,)) for event in plain.events)
    found = replace(plain, name=payload, description=payload, events=events)
    written = [name for name in names(ics.write(found)) if name != b"CATEGORIES"]
    assert written == names(ics.write(plain))
    read = icalendar.Calendar.from_ical(ics.write(found))
    assert {unescaped(read[name]) for name in ("NAME", "X-WR-CALNAME", "X-WR-CALDESC")} == {meant(payload)}
    assert {str(event[name]) for event in read.events for name in ("SUMMARY", "DESCRIPTION")} == {meant(payload)}
    assert [event.categories for event in read.events] == [[meant(payload)]] * len(events)


def assert_round_trip(feed: Feed) -> None:
    read = icalendar.Calendar.from_ical(ics.write(feed))
    assert str(read["DESCRIPTION"]) == unescaped(read["X-WR-CALDESC"]) == feed.description
    assert unescaped(read["NAME"]) == unescaped(read["X-WR-CALNAME"]) == feed.name
    assert [(str(event["SUMMARY"]), str(event["DESCRIPTION"])) for event in read.events] == [
        (event.title, event.description) for event in feed.events
    ]


def meant(payload: str) -> str:
    """With its line breaks as iCalendar knows them."""
    return "\n".join(payload.splitlines())


def unescaped(raw: object) -> str:
    """What icalendar does with DESCRIPTION; in NAME and X- properties it leaves the escapes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], str(raw))
