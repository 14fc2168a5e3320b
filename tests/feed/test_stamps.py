"""When an event last changed: it says so itself, for clients believe nothing else."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from calendar_service.definitions import load_folders
from calendar_service.definitions.revisions import LEDGER, renewed, write_ledger
from calendar_service.feed import WRITTEN, Feed
from calendar_service.formats import ics

Make = Callable[..., Path]
Compose = Callable[..., Feed]
OLD, NEW = datetime(2020, 5, 1, tzinfo=UTC), datetime(2090, 3, 1, 8, 0, tzinfo=UTC)


def stamp(folder: Path, now: datetime) -> None:
    (found,) = load_folders([folder]).folders
    (folder / LEDGER).write_bytes(write_ledger(renewed(found.ledger or {}, found.digests, now)))


def test_a_corrected_title_raises_its_own_stamp_and_keeps_its_uids(made: Make, composed: Compose) -> None:
    other = "id: other, name: {en: Other}, on: 2 May"
    path = made("on: 1 May", other)
    stamp(path, OLD)
    before = composed(path)
    stamp(made("id: day, name: {en: Day of days}, on: 1 May", other), NEW)
    after = composed(path)
    assert [event.uid for event in before.events] == [event.uid for event in after.events]
    assert {event.stamp for event in before.events} == {WRITTEN}
    assert {event.stamp for event in after.events if event.uid.startswith("day-")} == {NEW}
    assert {event.stamp for event in after.events if event.uid.startswith("other-")} == {WRITTEN}


def test_stamp_and_sequence_rise_together_in_the_bytes(made: Make, composed: Compose) -> None:
    path = made("on: 1 May")
    stamp(path, NEW)
    minutes = (NEW - datetime(2020, 1, 1, tzinfo=UTC)) // timedelta(minutes=1)
    lines = f"DTSTAMP:20900301T080000Z\r\nLAST-MODIFIED:20900301T080000Z\r\nSEQUENCE:{minutes}\r\n"
    assert ics.write(composed(path)).count(lines.encode()) == 4


def test_the_corrected_name_of_a_body_raises_the_stamps_of_its_days(made: Make, composed: Compose) -> None:
    path = made("on: 1 May, acts: [{body: unesco}]")
    stamp(path, OLD)
    before = composed(path).events[0]
    collection = path / "collection.yaml"
    collection.write_text(collection.read_text(encoding="utf-8").replace("UNESCO", "Unesco"), encoding="utf-8")
    stamp(path, NEW)
    after = composed(path).events[0]
    assert before.description != after.description
    assert before.stamp < after.stamp


@pytest.mark.parametrize(("word", "raised"), [("UNESCO", False), ("The testers", True)])
def test_the_head_of_a_feed_follows_its_publisher_and_no_body(
    made: Make, composed: Compose, word: str, raised: bool
) -> None:
    path = made("on: 1 May")
    stamp(path, OLD)
    collection = path / "collection.yaml"
    collection.write_text(collection.read_text(encoding="utf-8").replace(word, "Another"), encoding="utf-8")
    stamp(path, NEW)
    assert (composed(path).modified == NEW) is raised


@pytest.mark.parametrize(
    ("changed", "today", "modified"),
    [
        (OLD, date(2021, 1, 1), WRITTEN),
        (OLD, date(2090, 2, 1), datetime(2090, 1, 1, tzinfo=UTC)),
        (NEW, date(2090, 4, 1), NEW),
        (NEW, date(2091, 4, 1), datetime(2091, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_feed_is_as_new_as_its_entries_its_window_and_its_wording(
    changed: datetime, today: date, modified: datetime, made: Make, composed: Compose
) -> None:
    path = made("on: 1 May")
    stamp(path, changed)
    assert composed(path, today=today).modified == modified
