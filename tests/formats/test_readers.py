"""Feeds read back by programs of other makes: exactly the events that were composed, in every script."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import icalendar
import pytest

from calendar_service.feed import Feed
from calendar_service.formats import ics

LANGS = ("en", "kk", "ar", "zh", "tr")
Row = dict[str, str]
Reader = Callable[[list[Path]], list[list[Row]]]


def rows(feed: Feed) -> list[Row]:
    told = [(event.uid, event.span.start, event.span.end, event.title) for event in feed.events]
    if feed.notice:
        told.append((feed.notice.uid, feed.notice.day, feed.notice.day + timedelta(1), feed.notice.title))
    keys = ("uid", "start", "end", "summary")
    return [dict(zip(keys, map(str, values), strict=True)) for values in told]


def read_by_icalendar(data: bytes) -> list[Row]:
    events = icalendar.Calendar.from_ical(data).events
    assert not [error for event in events for error in event.errors]
    return [
        {"uid": str(event["UID"]), "start": str(event.start), "end": str(event.end), "summary": str(event["SUMMARY"])}
        for event in events
    ]


@pytest.fixture(scope="module")
def chosen(feeds: Mapping[str, Feed]) -> Mapping[str, Feed]:
    return {name: feed for name, feed in feeds.items() if name.endswith(LANGS)}


@pytest.fixture(scope="module")
def files(chosen: Mapping[str, Feed], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("feeds")
    paths = [folder / f"{name}.ics" for name in chosen]
    for path, feed in zip(paths, chosen.values(), strict=True):
        path.write_bytes(ics.write(feed))
    return paths


def test_20_icalendar_reads_what_was_composed(chosen: Mapping[str, Feed]) -> None:
    for name, feed in chosen.items():
        assert read_by_icalendar(ics.write(feed)) == rows(feed), name


@pytest.mark.parametrize("reader", ["recurring", "icaljs"])
def test_20_readers_read_what_was_composed(
    reader: str, chosen: Mapping[str, Feed], files: list[Path], request: pytest.FixtureRequest
) -> None:
    read: Reader = request.getfixturevalue(reader)
    for name, feed, found in zip(chosen, chosen.values(), read(files), strict=True):
        assert found == rows(feed), name
        assert found, name
