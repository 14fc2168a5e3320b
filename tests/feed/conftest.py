"""Small calendars from the words of their entries, and their feeds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from calendar_service.definitions import load_catalogue
from calendar_service.feed import Composer, Feed
from calendar_service.query import feed_period

TODAY = date(2026, 11, 24)


@pytest.fixture
def made(folder: Callable[..., Path]) -> Callable[..., Path]:
    """A folder with the calendar `days`, each of its entries the inside of a flow mapping: `made("on: 1 May")`."""

    def make(*entries: str, **files: str) -> Path:
        inside = "".join(f"  - {{{_whole(words)}, sources: [A book]}}\n" for words in entries)
        return folder(days=f"calendar: days\nname: {{en: Days}}\ncolor: grey\nobservances:\n{inside}", **files)

    return make


def _whole(words: str) -> str:
    return words if words.startswith("id: ") else f"id: day, name: {{en: Day}}, {words}"


@pytest.fixture
def composed() -> Callable[..., Feed]:
    """The feed of a calendar of a folder, without addresses."""

    def compose(path: Path, lang: str = "en", today: date = TODAY, calendar: str = "days") -> Feed:
        catalogue = load_catalogue([path])
        return Composer(catalogue, None).feed(catalogue.calendar(calendar), lang, feed_period(today))

    return compose


@pytest.fixture
def feed_of(made: Callable[..., Path], composed: Callable[..., Feed]) -> Callable[..., Feed]:
    """The same for entries in words."""
    return lambda *entries, lang="en", today=TODAY: composed(made(*entries), lang, today)
