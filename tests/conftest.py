"""What many tests ask for: the shipped collection, a day, an application with a clock of its own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import load_catalogue, shipped_calendars
from calendar_service.feed import Composer
from calendar_service.web import create_app

BASE = "https://calendar.example.org"
TODAY = date(2026, 11, 24)
COLLECTION = """\
domain: test.invalid
publisher: {en: The testers}
fallbacks: {kk: [ru, en], az: [tr, en]}
bodies:
  un: {name: {en: United Nations}}
  unesco: {parent: un, name: {en: UNESCO}}
"""


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped collection."""
    return load_catalogue([shipped_calendars()])


@pytest.fixture(scope="session")
def composer(catalogue: Catalogue) -> Composer:
    return Composer(catalogue, BASE)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of calendars from texts: `folder(days="calendar: days\\n…")`."""

    def make(**files: str) -> Path:
        (tmp_path / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


@pytest.fixture(scope="session")
def app() -> Flask:
    """The shipped collection, served on TODAY."""
    return create_app(calendars=[shipped_calendars()], base_url=BASE, today=lambda zone: TODAY)
