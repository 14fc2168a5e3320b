"""What many tests ask for: the shipped collection, a day, an application with a clock of its own."""

import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from calendar_service.catalogue import Catalogue, Facets
from calendar_service.definitions import load_catalogue, shipped_calendars
from calendar_service.feed import Composer
from calendar_service.observance import KINDS, THEMES
from calendar_service.selection import Selection
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


@pytest.fixture(scope="session")
def choices(catalogue: Catalogue) -> list[Selection]:
    """Two hundred choices, as readers could make them; the same in every run."""
    dice = random.Random(45)
    found: dict[str, Selection] = {}
    while len(found) < 200:
        selection = _thrown(dice, catalogue)
        found[selection.address] = selection
    return list(found.values())


def _thrown(dice: random.Random, catalogue: Catalogue) -> Selection:
    def some(values: Sequence[Any], most: int) -> tuple[Any, ...]:
        return tuple(sorted(dice.sample(values, dice.randint(0, most))))

    facets = Facets(
        themes=some(THEMES, 3),
        bodies=some(tuple(catalogue.bodies), dice.choice([0, 2])),
        countries=some(("AZ", "KG", "KZ", "TM", "TR", "UZ"), dice.choice([0, 0, 2])),
        kinds=some(KINDS, dice.choice([0, 2])),
    )
    return Selection(
        calendars=some(tuple(catalogue.calendars), 3) or ("everything",),
        facets=facets,
        lead=dice.choice([0, 0, 1, 14]),
        remind=dice.choice([None, None, 0, 7]),
        whole=dice.random() < 0.2,
    )


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
