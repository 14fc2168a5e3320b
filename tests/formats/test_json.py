"""The fields of an event in JSON: a promise, to the letter."""

import json
from collections.abc import Mapping
from datetime import date, timedelta

from calendar_service.feed import Composer, Feed
from calendar_service.formats import FORMATS
from calendar_service.formats.json import write
from calendar_service.query import Period

FIELDS = "uid id edition number tentative name start end last kind calendars themes countries acts url".split()
NAME = ["text", "lang", "status"]


def test_every_event_has_every_field(feeds: Mapping[str, Feed]) -> None:
    for name, feed in feeds.items():
        found = json.loads(write(feed))
        assert list(found) == ["events", "selection"], name
        assert [event["uid"] for event in found["events"]] == [event.uid for event in feed.events], name
        for event in found["events"]:
            assert (list(event), list(event["name"])) == (FIELDS, NAME), name


def test_the_kinds_of_value(feeds: Mapping[str, Feed]) -> None:
    for name, feed in feeds.items():
        for event in json.loads(write(feed))["events"]:
            start, end, last = (date.fromisoformat(event[key]) for key in ("start", "end", "last"))
            assert start <= last == end - timedelta(1), name
            assert isinstance(event["edition"], str) and isinstance(event["tentative"], bool), name
            assert event["number"] is None or event["number"] > 0, name
            assert all(isinstance(event[key], list) for key in ("calendars", "themes", "countries", "acts")), name


def test_one_event(small: Composer, period: Period) -> None:
    """An act tells only what is known of it."""
    (event,) = json.loads(write(small.feed(small.catalogue.calendar("days"), "kk", period)))["events"]
    known = {"adopted": "2025-11", "url": "https://example.org/1", "evidence": "secondary", "proposers": ["KZ"]}
    assert event == {
        "uid": "day-of-days-2026@test.invalid",
        "id": "day-of-days",
        "edition": "2026",
        "number": 100,
        "tentative": True,
        "name": {"text": "Күндер күні", "lang": "kk", "status": "press"},
        "start": "2026-05-01",
        "end": "2026-05-02",
        "last": "2026-05-01",
        "kind": "day",
        "calendars": ["days"],
        "themes": ["water", "human-rights"],
        "countries": ["KZ", "RU-TA"],
        "acts": [{"body": "un", "resolution": "A/RES/1", **known}, {"body": "un", "evidence": "unverified"}],
        "url": "https://calendar.example.org/kk/observances/day-of-days/2026",
    }


def test_the_form(feeds: Mapping[str, Feed]) -> None:
    """UTF-8 as it is, one line feed at the end, and what a script element could not hold is left to the page."""
    for name, feed in feeds.items():
        data = write(feed)
        assert data.endswith(b"}\n") and data.count(b"\n") == 1 and b"\\u" not in data, name
        data.decode("utf-8", "strict")


def test_the_selection_is_told(feeds: Mapping[str, Feed]) -> None:
    day = "world-turkic-language-family-day"
    assert json.loads(write(feeds["un-days.ar"]))["selection"] == {"calendars": ["un-days"]}
    assert json.loads(write(feeds["observance.ar"]))["selection"] == {"calendars": ["unesco-days"], "ids": [day]}
    assert json.loads(write(feeds["empty.ar"])) == {"events": [], "selection": {"calendars": ["empty"]}}


def test_every_format_writes_every_feed(feeds: Mapping[str, Feed]) -> None:
    assert list(FORMATS) == ["ics", "json", "csv", "xlsx", "atom", "txt"]
    for form in FORMATS.values():
        assert all(form.write(feed) for feed in feeds.values())
        assert form.media_type.endswith("; charset=utf-8") or form.suffix == "xlsx"
