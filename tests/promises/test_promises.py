"""What was published once is there for ever: addresses answer, UIDs are neither lost nor given to another day.

`addresses.txt` holds every address of a feed and of an observance that was ever published, `uids.txt` every UID of the
years 2025 to 2028 with its first day. Both only grow: `EXTEND_PROMISES=1 pytest tests/promises` adds what is new. A UID
whose day was corrected is promised anew by hand, in a change that says why.
"""

import os
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import shipped_calendars
from calendar_service.formats import FORMATS
from calendar_service.observance import Observance
from calendar_service.span import Span
from calendar_service.telling import Telling, heads_up, spans, tellings
from calendar_service.text import LANGUAGES
from calendar_service.web import create_app

HERE = Path(__file__).parent
ADDRESSES, UIDS = HERE / "addresses.txt", HERE / "uids.txt"
YEARS = Span.years(2025, 2028)
BASE = "https://calendar.example.org"
EXTEND = os.environ.get("EXTEND_PROMISES") == "1"


def promised(path: Path) -> set[str]:
    return set(path.read_text(encoding="utf-8").splitlines()) if path.exists() else set()


def agrees(path: Path, now: set[str]) -> None:
    """Nothing of what was promised is gone, and what is new is promised too."""
    before = promised(path)
    if EXTEND:
        path.write_text("".join(f"{line}\n" for line in sorted(before | now)), encoding="utf-8")
    assert sorted(before - now) == [], "promised, and gone"
    assert sorted(now - promised(path)) == [], "new: run EXTEND_PROMISES=1 pytest tests/promises"


def told(observance: Observance) -> list[Telling]:
    return [*tellings(observance, YEARS), *(one for one in spans(observance, YEARS) if one.variant)]


def test_44_no_uid_is_lost_or_given_to_another_day(catalogue: Catalogue) -> None:
    published = [observance for observance in catalogue.observances.values() if observance.published]
    agrees(UIDS, {f"{one.uid} {one.place.start}" for observance in published for one in told(observance)})


def test_14_every_address_is_promised(catalogue: Catalogue) -> None:
    """Without language and suffix, which are promised below for all of them."""
    feeds = {f"feeds/{id}" for id in [*catalogue.calendars, *catalogue.renamed]}
    agrees(ADDRESSES, feeds | {f"observances/{id}" for id in catalogue.observances})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_14_every_address_answers_in_every_language(client: FlaskClient, lang: str, catalogue: Catalogue) -> None:
    for path in sorted(promised(ADDRESSES)):
        kind, _, id = path.partition("/")
        suffixes = FORMATS if kind == "feeds" else ["ics"] if catalogue.observance(id).published else []
        for suffix in suffixes:
            assert working(client, f"/{lang}/{path}.{suffix}"), f"/{lang}/{path}.{suffix}"
        if kind == "observances" and lang in ("en", "kk"):
            assert working(client, f"/{lang}/{path}"), path


def working(client: FlaskClient, address: str) -> bool:
    """Whether an address answers, in one hop at the most."""
    answer = client.head(address)
    if answer.status_code in (301, 308):
        answer = client.head(answer.headers["Location"].removeprefix(BASE))
    return answer.status_code == 200


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    app = create_app(calendars=[shipped_calendars()], base_url=BASE, today=lambda zone: date(2026, 11, 24))
    return app.test_client()


def test_what_a_choice_adds_to_uids_is_told_apart(catalogue: Catalogue) -> None:
    """Heads-ups and bars have UIDs of their own: with the feed itself beside them nothing is doubled or moved."""
    plain = {one.uid for observance in catalogue.observances.values() for one in tellings(observance, YEARS)}
    early = [one.uid for observance in catalogue.observances.values() for one in heads_up(observance, YEARS, 14)]
    assert len(set(early)) == len(early) and plain.isdisjoint(early)
