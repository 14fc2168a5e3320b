"""A first visit is light: on a slow line, on an old telephone, in every language and all the year round."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from calendar_service.definitions import shipped_calendars
from calendar_service.text import LANGUAGES
from calendar_service.web import create_app

from ..bench.pages import BASE, Links, first_visit, packed

NEXT_QUARTER = "2027/q1/theme/culture/everything"
MOST, MOST_PACKED, MOST_REQUESTS = 100_000, 30_000, 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_home_is_light(client: FlaskClient, lang: str) -> None:
    """Page, style and scripts together; a first visit asks for nothing else."""
    parts = first_visit(client, f"/{lang}/")
    assert sum(map(len, parts.values())) <= MOST
    assert packed(parts) <= MOST_PACKED
    assert len(parts) <= MOST_REQUESTS


def test_home_is_light_in_every_week_of_a_year() -> None:
    """In Kazakh, whose letters take two octets each."""
    now = date(2026, 1, 1)
    client = create_app(calendars=[shipped_calendars()], base_url=BASE, today=lambda zone: now).test_client()
    others = sum(len(part) for address, part in first_visit(client, "/kk/").items() if address != "/kk/")
    while now.year == 2026:
        assert len(client.get("/kk/").data) + others <= MOST, now
        now += timedelta(7)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_next_quarter_of_a_theme_is_light(client: FlaskClient, lang: str) -> None:
    parts = first_visit(client, f"/{lang}/{NEXT_QUARTER}")
    assert sum(map(len, parts.values())) <= MOST
    assert packed(parts) <= MOST_PACKED


def test_style_and_scripts_ask_for_nothing_more(client: FlaskClient) -> None:
    for address, part in first_visit(client, f"/en/{NEXT_QUARTER}").items():
        if address.endswith((".css", ".js")):
            assert not [word for word in (b"url(", b"@import", b"import ", b"import(") if word in part], address


HEAVY = "<link rel=stylesheet href=/a.css><link rel=canonical href=/b><script src=/c.js></script><img src=/d.png><p>"


def test_all_that_a_browser_fetches_is_counted() -> None:
    assert Links(HEAVY).found == ["/a.css", "/c.js", "/d.png"]
