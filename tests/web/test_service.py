"""The service as a whole: it lives without usable calendars, knows whose today it shows, and calls nobody."""

import runpy
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from calendar_service.definitions import shipped_calendars
from calendar_service.web import create_app

ROOT = Path(__file__).parent.parent.parent
BASE = "https://calendar.example.org"
Folder = Callable[..., Path]
Service = Callable[..., FlaskClient]

GOOD = "calendar: days\nname: {en: Days}\ncolor: teal\nobservances: []\n"
BAD = {
    "no such colour": GOOD.replace("teal", "teel"),
    "no such rule": GOOD.replace("[]", "[{id: a, name: {en: A}, on: 31 June, sources: [A book]}]"),
    "no YAML": "calendar: [",
    "nothing": "",
    "a list": "- calendar: days\n",
    "another name": GOOD.replace("days", "weeks", 1),
    "a bracket too many": "[" * 100_000,
    "binary": "\x00\x01",
}
ASKED = [
    "/",
    "/en/",
    "/kk",
    "/en/observances/world-water-day",
    "/ar/observances/world-water-day/2026",
    "/ru/observances/world-water-day.ics",
    "/en/observances/world-water-day/2026.ics",
    "/en/feeds/un-days.ics",
    "/en/feeds/un-days.json",
    "/en/feeds/nothing.csv",
]


@pytest.fixture(params=BAD, ids=str)
def unusable(folder: Folder, service: Service, request: pytest.FixtureRequest) -> FlaskClient:
    return service(folder(days=BAD[request.param]))


def test_without_usable_calendars_every_address_asks_to_come_back(unusable: FlaskClient) -> None:
    """A part of the calendars, or none, would delete events from people's programs; 503 keeps them."""
    for address in ASKED:
        answer = unusable.get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "120"), address
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.mimetype == ("text/plain" if "." in address else "text/html")


def test_without_usable_calendars_the_process_is_alive_and_not_ready(unusable: FlaskClient) -> None:
    assert (unusable.get("/healthz").status_code, unusable.get("/healthz").text) == (200, "ok\n")
    assert (unusable.get("/readyz").status_code, unusable.get("/readyz").text) == (
        503,
        "the calendars cannot be read\n",
    )
    assert (
        unusable.get("/robots.txt").status_code == unusable.get("/static/style.css", buffered=True).status_code == 200
    )


def test_one_bad_folder_among_several_stops_all(folder: Folder, service: Service) -> None:
    client = service(shipped_calendars(), folder(days=BAD["no such colour"]))
    assert client.get("/en/feeds/un-days.ics").status_code == 503


@pytest.mark.parametrize("missing", ["nowhere", "days.yaml"])
def test_a_folder_that_is_none_stops_all(folder: Folder, service: Service, missing: str) -> None:
    assert service(folder(days=GOOD) / missing).get("/en/").status_code == 503


def test_the_503_is_told_in_the_language_of_the_address(folder: Folder, service: Service) -> None:
    answer = service(folder(days="")).get("/ar/")
    assert '<html lang="ar" dir="rtl">' in answer.text


def test_ready_tells_which_calendars_are_served(folder: Folder, service: Service) -> None:
    """The digest is the same for the same calendars, and another for others: two machines can be compared."""
    one, again = (service(folder(days=GOOD)).get("/readyz").text for _ in range(2))
    other = service(folder(days=GOOD.replace("teal", "navy"))).get("/readyz").text
    assert one == again != other


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_no_cache_answers_for_the_process(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Cache-Control"], answer.mimetype) == (200, "no-store", "text/plain")


DAYS = {"UTC": date(2026, 12, 14), "Asia/Almaty": date(2026, 12, 15), "Pacific/Honolulu": date(2026, 12, 13)}


@pytest.mark.parametrize(("zone", "day"), DAYS.items())
def test_pages_show_today_in_the_zone_of_the_service(folder: Folder, zone: str, day: date) -> None:
    app = create_app(calendars=[folder(days=GOOD)], base_url=BASE, today=lambda zone: DAYS[zone], zone=zone)
    page = app.test_client().get("/en/").text
    assert f"Today, {day:%A}, {day.day} December 2026" in page


def test_nobody_is_called(ask: Callable[..., TestResponse], heard: list[str]) -> None:
    """No outgoing connection, ever: nothing here can be made to fetch an address (SSRF)."""
    addresses = [*ASKED, "/nothing", "/static/style.css", "/readyz", "/?url=http://169.254.169.254/", "//127.0.0.1/"]
    heard.clear()
    for address in addresses:
        ask(address, environ={"HTTP_REFERER": "http://127.0.0.1:9/", "HTTP_X_FORWARDED_FOR": "127.0.0.1"})
    assert [told for told in heard if told.startswith("socket.")] == []


HERE = "http://127.0.0.1:8000"
SETTINGS = [
    ("CALENDAR_SERVICE_BASE_URL", "https://calendar.example.org/", 200, "https://calendar.example.org"),
    ("CALENDAR_SERVICE_TZ", "Asia/Almaty", 200, HERE),
    ("CALENDAR_SERVICE_CALENDARS", "", 200, HERE),
    ("CALENDAR_SERVICE_CALENDARS", "nowhere", 503, HERE),
    ("CALENDAR_SERVICE_CALENDARS", "nowhere:elsewhere", 503, HERE),
    ("CALENDAR_SERVICE_TZ", "Mars/Olympus", 503, HERE),
    ("CALENDAR_SERVICE_TZ", "", 200, HERE),
    ("CALENDAR_SERVICE_BASE_URL", "", 200, HERE),
]


@pytest.mark.parametrize(("name", "value", "status", "base"), SETTINGS)
def test_under_wsgi_settings_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, status: int, base: str
) -> None:
    for known in ("CALENDARS", "BASE_URL", "TZ"):
        monkeypatch.delenv(f"CALENDAR_SERVICE_{known}", raising=False)
    monkeypatch.setenv(name, value)
    client = runpy.run_path(str(ROOT / "wsgi.py"))["app"].test_client()
    assert (client.get("/healthz").status_code, client.get("/en/").status_code) == (200, status)
    assert status == 503 or f'href="{base}/en/"' in client.get("/en/").text
