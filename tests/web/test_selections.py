"""Choices as addresses over HTTP: one form each, every other led to it, and every one a feed in every format."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from calendar_service.formats import FORMATS
from calendar_service.selection import Selection
from calendar_service.text import LANGUAGES

BASE = "https://calendar.example.org"
Service = Callable[..., FlaskClient]
Folder = Callable[..., Path]

MOVED = [
    ("/en/feeds/UN-Days.ics", "/en/feeds/un-days.ics"),
    ("/en/feeds/un-days.ICS", "/en/feeds/un-days.ics"),
    ("/kk/feeds/unesco-days_un-days.ics", "/kk/feeds/un-days_unesco-days.ics"),
    ("/en/feeds/theme/heritage+culture/un-days.json", "/en/feeds/theme/culture_heritage/un-days.json"),
    ("/ar/feeds/theme/water/body/fao/un-days.csv", "/ar/feeds/body/fao/theme/water/un-days.csv"),
    ("/en/feeds/country/KZ/turkic-world.ics", "/en/feeds/country/kz/turkic-world.ics"),
    ("/en/feeds/spans/first-day/un-years.ics", "/en/feeds/un-years.ics"),
    ("/en/feeds/lead/0/un-days.xlsx", "/en/feeds/un-days.xlsx"),
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("spelled", "kept"), MOVED)
def test_another_spelling_is_led_to_the_one_address(client: FlaskClient, spelled: str, kept: str, method: str) -> None:
    answer = client.open(spelled, method=method)
    assert (answer.status_code, answer.headers["Location"]) == (308, BASE + kept)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in answer.headers["Cache-Control"]
    assert client.open(kept, method=method).status_code == 200


WRONG = [
    ("/en/feeds/theme/cultur/un-days.ics", "did you mean culture?"),
    ("/en/feeds/teme/culture/un-days.ics", "did you mean theme?"),
    ("/en/feeds/body/unesko/un-days.ics", "did you mean unesco?"),
    ("/en/feeds/culture/un-days.ics", "expected pairs such as theme/culture before the calendar"),
    ("/en/feeds/lead/1000/un-days.ics", "expected lead from 0 to 366 days"),
    ("/en/feeds/remind/1_2/un-days.ics", "expected one value of remind"),
]


@pytest.mark.parametrize(("address", "said"), WRONG)
def test_what_is_not_there_is_told_without_an_echo(client: FlaskClient, address: str, said: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.text) == (404, f"404 Not Found: {said}\n")
    assert answer.headers["Cache-Control"] == "no-store"


def test_two_hundred_choices_answer_in_every_format(client: FlaskClient, choices: list[Selection]) -> None:
    for number, selection in enumerate(choices):
        lang = LANGUAGES[number % len(LANGUAGES)]
        for form in FORMATS.values() if number % 10 == 0 else (FORMATS["ics"], FORMATS["json"]):
            address = f"/{lang}/feeds/{selection.address}.{form.suffix}"
            answer = client.get(address)
            assert (answer.status_code, answer.headers["Content-Type"]) == (200, form.media_type), address
            name = answer.headers["Content-Disposition"].removeprefix('inline; filename="').removesuffix('"')
            assert name.isascii() and "/" not in name and len(name) < 110 and name.endswith(f".{form.suffix}")
            again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
            assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("facet", "field", "values"),
    [
        ("theme/food_water", "themes", {"water", "food"}),
        ("country/kz", "countries", {"KZ"}),
        ("kind/week", "kind", {"week"}),
    ],
)
def test_a_facet_holds_all_and_only_what_has_it(client: FlaskClient, facet: str, field: str, values: set[str]) -> None:
    everything = json.loads(client.get("/en/feeds/everything.json").data)["events"]
    chosen = json.loads(client.get(f"/en/feeds/{facet}/everything.json").data)["events"]
    has = [event for event in everything if values & set(event[field] if field != "kind" else [event[field]])]
    assert chosen and [event["uid"] for event in has] == [
        event["uid"] for event in chosen if event["uid"] in {one["uid"] for one in everything}
    ]
    assert all(values & set(event[field] if field != "kind" else [event[field]]) for event in chosen)


def test_a_body_holds_what_those_below_it_decided(client: FlaskClient) -> None:
    events = json.loads(client.get("/en/feeds/body/unesco/un-days_unesco-days.json").data)["events"]
    deciders = {act["body"] for event in events for act in event["acts"]}
    assert {"unesco-general-conference", "unesco-executive-board"} <= deciders
    assert all(any(act["body"].startswith(("unesco", "whc")) for act in event["acts"]) for event in events)


def test_what_was_asked_for_is_told(client: FlaskClient) -> None:
    address = "/en/feeds/country/kz/kind/day/lead/7/remind/0/spans/whole/theme/languages/everything.json"
    assert json.loads(client.get(address).data)["selection"] == {
        "calendars": ["everything"],
        "themes": ["languages"],
        "countries": ["KZ"],
        "kinds": ["day"],
        "lead": 7,
        "remind": 0,
        "spans": "whole",
    }


def test_nothing_found_is_a_feed_all_the_same(client: FlaskClient) -> None:
    """Scenario 4: one notice in a calendar, an empty list for a program, a header line in a table."""
    address = "/kk/feeds/country/is/kind/term/un-days"
    assert client.get(f"{address}.ics").text.count("BEGIN:VEVENT") == 1
    assert json.loads(client.get(f"{address}.json").data)["events"] == []
    assert client.get(f"{address}.csv").text.count("\r\n") == 1


RENAMED = {
    "collection": "domain: test.invalid\npublisher: {en: The testers}\nrenamed: {old-days: days}\n",
    "days": "calendar: days\nname: {en: Days}\ncolor: teal\nobservances:\n"
    "  - {id: some-day, name: {en: Some Day}, on: 15 December, sources: [A book]}\n",
}


def test_64_a_renamed_calendar_leads_on_in_one_hop(folder: Folder, service: Service) -> None:
    client = service(folder(**RENAMED))
    for suffix in FORMATS:
        answer = client.get(f"/en/feeds/theme/water/old-days.{suffix}")
        assert (answer.status_code, answer.headers["Location"]) == (308, f"{BASE}/en/feeds/theme/water/days.{suffix}")
    assert client.get("/en/feeds/days.ics").status_code == 200


WITHDRAWN = RENAMED["days"].replace("on: 15 December", "on: 15 December, status: withdrawn, withdrawn: 2026")


def test_51_a_withdrawn_day_stays_one_window_as_cancelled(folder: Folder, service: Service) -> None:
    calendars = folder(days=WITHDRAWN)
    for today, count in ((date(2026, 11, 24), 4), (date(2027, 12, 31), 4), (date(2028, 1, 1), 0)):
        client = service(calendars, today=today)
        feed = client.get("/en/feeds/days.ics").text
        assert feed.count("STATUS:CANCELLED") == feed.count("SUMMARY:Withdrawn: Some Day") == count
        assert feed.count("BEGIN:VEVENT") == count + 1, "and a notice that there is nothing else"
        assert json.loads(client.get("/en/feeds/days.json").data)["events"] == []
        alone = client.get("/en/observances/some-day.ics")
        assert (alone.status_code, alone.text.count("STATUS:CANCELLED")) == (200, count)


@pytest.mark.parametrize("path", ["/en/feeds/un-days.ics", "/en/feeds/theme/water/un-days.json"])
def test_any_page_may_ask(client: FlaskClient, path: str) -> None:
    """A browser asks first whether it may (the CORS protocol of the Fetch standard)."""
    asked = client.options(path, headers={"Origin": "https://museum.example", "Access-Control-Request-Method": "GET"})
    assert asked.status_code in (200, 204)
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    missing = client.get("/en/feeds/no-such.ics")
    assert (missing.status_code, missing.headers["Access-Control-Allow-Origin"]) == (404, "*")
    assert "Origin" not in client.get(path).headers["Vary"]
