"""Samples of every kind of feed, and where the readers of other makes are."""

import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from calendar_service.definitions import load_catalogue, load_folders, shipped_calendars
from calendar_service.definitions.revisions import LEDGER, renewed, write_ledger
from calendar_service.feed import Composer, Feed
from calendar_service.query import Period, feed_period
from calendar_service.selection import Selection
from calendar_service.telling import telling
from calendar_service.text import LANGUAGES

ROOT = Path(__file__).parent.parent.parent

Change = Callable[[list[dict[str, Any]]], None]
SMALL = {
    "collection": """\
domain: test.invalid
publisher: {en: The testers}
bodies:
  un: {name: {en: United Nations}}
""",
    "empty": "calendar: empty\nname: {en: Empty}\ncolor: grey\n",
    "days": """\
calendar: days
name: {en: Days}
color: grey
observances:
  - id: day-of-days
    name: {en: Day of Days, kk: {text: Күндер күні, status: press}}
    on: 1 May
    since: 2026
    until: 2026
    tentative: [2026]
    anniversary: {of: event, origin: 1926-05-01}
    themes: [water, human-rights]
    countries: [KZ, RU-TA]
    acts:
      - {body: un, resolution: A/RES/1, adopted: 2025-11, url: https://example.org/1, proposers: [KZ]}
      - {body: un, evidence: unverified}
    sources: [A book]
""",
}


@pytest.fixture(scope="session")
def period() -> Period:
    return feed_period(date(2026, 11, 24))


@pytest.fixture(scope="session")
def small(composer: Composer, tmp_path_factory: pytest.TempPathFactory) -> Composer:
    """Of two calendars: `days` with one whole entry, and `empty`."""
    folder = tmp_path_factory.mktemp("small")
    for name, text in SMALL.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Composer(load_catalogue([folder]), composer.base_url)


@pytest.fixture(scope="session")
def feeds(composer: Composer, small: Composer, period: Period, choices: list[Selection]) -> Mapping[str, Feed]:
    """Every shipped calendar, one observance, one edition and an empty calendar, in every language: `un-days.kk`.

    And two hundred choices, each in a language: `choice-7.kk`.
    """
    day = composer.catalogue.observance("world-turkic-language-family-day")
    told = telling(day, "2026")
    assert told is not None
    found = {
        f"choice-{number}.{LANGUAGES[number % len(LANGUAGES)]}": composer.selected(
            selection, LANGUAGES[number % len(LANGUAGES)], period
        )
        for number, selection in enumerate(choices)
    }
    for lang in LANGUAGES:
        for calendar in composer.catalogue.calendars.values():
            found[f"{calendar.id}.{lang}"] = composer.feed(calendar, lang, period)
        found[f"observance.{lang}"] = composer.observance_feed(day, lang, period)
        found[f"edition.{lang}"] = composer.edition_feed(told, lang)
        found[f"empty.{lang}"] = small.feed(small.catalogue.calendar("empty"), lang, period)
    return found


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped folder, with a ledger of its own."""
    folder = tmp_path_factory.mktemp("shelf") / "calendars"
    shutil.copytree(shipped_calendars(), folder)
    (folder / LEDGER).unlink(missing_ok=True)
    _stamp(folder, datetime(2090, 1, 1, tzinfo=UTC))
    return folder


@pytest.fixture
def edited(shelf: Path, tmp_path: Path) -> Callable[[Change], Path]:
    """A copy of the shelf with the observances of each file changed, stamped two months later."""

    def make(change: Change) -> Path:
        folder = Path(shutil.copytree(shelf, tmp_path / "calendars"))
        for path in folder.glob("*.yaml"):
            root = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
            change(root.get("observances", []))
            path.write_text(yaml.safe_dump(root, allow_unicode=True), encoding="utf-8")
        _stamp(folder, datetime(2090, 3, 1, 8, 0, tzinfo=UTC))
        return folder

    return make


def _stamp(folder: Path, now: datetime) -> None:
    (found,) = load_folders([folder]).folders
    (folder / LEDGER).write_bytes(write_ledger(renewed(found.ledger or {}, found.digests, now)))


@pytest.fixture(scope="session")
def needed() -> Callable[[object, str], None]:
    """Skips where a reader is absent; fails where the tests must be whole."""

    def needed(present: object, otherwise: str) -> None:
        if not present:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{otherwise}: see .ci/run")

    return needed


@pytest.fixture(scope="session")
def readers_bin() -> Path:
    """The programs of the environment of readers; what it holds, and whether it is there, is for the test to ask."""
    return ROOT / ".venv-readers/bin"
