"""Feeds to the octet, and a guard of the one constant that no ledger can watch.

    REWRITE_GOLDEN=1 pytest tests/golden

writes the expected files anew; then look at the difference.
"""

import hashlib
import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from calendar_service.definitions import load_folders
from calendar_service.feed import WRITTEN, Composer
from calendar_service.formats import ics
from calendar_service.query import feed_period
from calendar_service.text import LANGUAGES

HERE = Path(__file__).parent
CALENDARS = HERE / "calendars"
GUARD = HERE / "written.txt"
REWRITE = os.environ.get("REWRITE_GOLDEN") == "1"
STORED = ("golden.en", "golden.kk", "golden.ar", "nothing.en", "nothing.ar")


class Guard(NamedTuple):
    """When events were last written in another way, from which definitions, and what came of them."""

    written: datetime
    definitions: str
    feeds: str


@pytest.fixture(scope="module")
def feeds() -> Mapping[str, bytes]:
    loaded = load_folders([CALENDARS])
    assert loaded.catalogue and not loaded.stale
    composer, period = Composer(loaded.catalogue, "https://calendar.example.org"), feed_period(date(2026, 11, 24))
    return {
        f"{calendar.id}.{lang}": ics.write(composer.feed(calendar, lang, period))
        for calendar in loaded.catalogue.calendars.values()
        for lang in LANGUAGES
    }


def sha256(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def test_50_other_bytes_need_a_newer_stamp(feeds: Mapping[str, bytes]) -> None:
    """A client that has an event takes another wording of it only when its stamp is newer.

    The ledger sees the definitions change; templates, translations and the writer are seen here alone.
    """
    found = Guard(
        WRITTEN, sha256(*(path.read_bytes() for path in sorted(CALENDARS.iterdir()))), sha256(*feeds.values())
    )
    written, *digests = GUARD.read_text(encoding="utf-8").split()
    before = Guard(datetime.fromisoformat(written), *digests)
    if found.definitions == before.definitions and found.feeds != before.feeds:
        assert found.written > before.written, "feeds are written in another way: raise WRITTEN in feed.py"
    if REWRITE:
        GUARD.write_text("".join(f"{line}\n" for line in (WRITTEN.isoformat(), *found[1:])), encoding="utf-8")
    else:
        assert found == before, "run REWRITE_GOLDEN=1 pytest tests/golden, and look at the difference"


@pytest.mark.parametrize("name", STORED)
def test_a_feed_to_the_octet(name: str, feeds: Mapping[str, bytes]) -> None:
    path = HERE / f"{name}.ics"
    if REWRITE:
        path.write_bytes(feeds[name])
    assert feeds[name].decode().split("\r\n") == path.read_bytes().decode().split("\r\n")
    assert feeds[name] == path.read_bytes()
