"""How answers go out: validators, how long they hold, from which data, to whom, and what stands where nothing is."""

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
import pytz
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from calendar_service import __version__

from .test_zones import ZONES, zone_named

Ask = Callable[..., TestResponse]
Folder = Callable[..., Path]
Service = Callable[..., FlaskClient]
QUESTIONS = [
    "today",
    "today?tz=Asia/Almaty",
    "upcoming?days=7&theme=education&lang=fr",
    "occurrences?from=2026-12-01&until=2026-12-31",
    "observances",
    "observances/world-water-day",
    "calendars",
    "calendars/turkic-world",
    "anniversaries?years=2026-2027",
    "changes",
    "changes.atom",
    "coverage",
    "search?q=water",
    "openapi.json",
]
OF_TODAY = {"today", "today?tz=Asia/Almaty", "upcoming?days=7&theme=education&lang=fr"}
OF_TODAY |= {"observances/world-water-day", "calendars/turkic-world"}
CODINGS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "br": brotli.decompress}
SAME = ["ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin", "Service-Version", "Data-Version"]
DAYS = "calendar: days\nname: {en: Days}\ncolor: teal\nobservances:\n"


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_unchanged_answer_costs_no_body(client: FlaskClient, question: str) -> None:
    first = client.get(f"/api/v1/{question}")
    etag = first.headers["ETag"]
    assert etag.startswith('"') and first.status_code == 200
    for sent in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = client.get(f"/api/v1/{question}", headers={"If-None-Match": sent})
        assert (again.status_code, again.data) == (304, b""), sent
        assert [again.headers[name] for name in SAME] == [first.headers[name] for name in SAME]
    for sent in ('"other"', f'"{etag[1:-2]}"', ""):
        assert client.get(f"/api/v1/{question}", headers={"If-None-Match": sent}).data == first.data


@pytest.mark.parametrize("question", QUESTIONS)
def test_head_is_get_without_a_body(client: FlaskClient, question: str) -> None:
    got, head = client.get(f"/api/v1/{question}"), client.head(f"/api/v1/{question}")
    assert (head.status_code, head.data) == (200, b"")
    assert dict(head.headers) == dict(got.headers)
    unchanged = client.head(f"/api/v1/{question}", headers={"If-None-Match": got.headers["ETag"]})
    assert unchanged.status_code == 304


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("coding", CODINGS)
def test_a_coding_changes_the_octets_and_nothing_else(client: FlaskClient, question: str, coding: str) -> None:
    plain = client.get(f"/api/v1/{question}")
    coded = client.get(f"/api/v1/{question}", headers={"Accept-Encoding": coding})
    assert (coded.headers["Content-Encoding"], coded.headers["Vary"]) == (coding, "Accept-Encoding")
    assert CODINGS[coding](coded.data) == plain.data
    assert coded.headers["ETag"] == f'{plain.headers["ETag"][:-1]}-{coding}"'
    headers = {"Accept-Encoding": coding, "If-None-Match": coded.headers["ETag"]}
    assert client.get(f"/api/v1/{question}", headers=headers).status_code == 304


def test_writers_conditions_do_not_matter(client: FlaskClient) -> None:
    for name in ("If-Match", "If-Unmodified-Since", "If-Modified-Since", "Range", "If-Range"):
        assert client.get("/api/v1/today", headers={name: '"other"'}).status_code == 200


@pytest.mark.parametrize("question", QUESTIONS)
def test_equal_questions_have_equal_answers(client: FlaskClient, question: str) -> None:
    """Whoever asks, in whatever language, from wherever (threats, rows 21 and 30)."""
    clean = client.get(f"/api/v1/{question}")
    asked = [
        {"HTTP_HOST": "evil.test"},
        {"HTTP_X_FORWARDED_HOST": "evil.test", "HTTP_X_FORWARDED_PROTO": "http"},
        {"HTTP_FORWARDED": "host=evil.test;proto=http"},
        {"HTTP_SCRIPT_NAME": "/evil"},
        {"HTTP_ACCEPT": "text/html"},
        {"HTTP_ACCEPT": "application/xml"},
        {"HTTP_ACCEPT_LANGUAGE": "kk"},
        {"HTTP_USER_AGENT": "curl/8"},
        {"HTTP_COOKIE": "lang=kk"},
        {"HTTP_ORIGIN": "https://evil.test"},
        {"HTTP_REFERER": "https://evil.test/"},
        {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    ]
    for environ in asked:
        answer = client.get(f"/api/v1/{question}", environ_overrides=environ)
        assert (answer.data, answer.headers["ETag"]) == (clean.data, clean.headers["ETag"]), environ


def test_the_order_of_parameters_does_not_matter(client: FlaskClient) -> None:
    asked = ("tz=UTC&lang=kk&theme=water", "theme=water&tz=UTC&lang=kk", "lang=kk&theme=water&tz=UTC")
    assert len({client.get(f"/api/v1/today?{parameters}").headers["ETag"] for parameters in asked}) == 1
    assert client.get("/api/v1/today?lang=kk").headers["ETag"] != client.get("/api/v1/today").headers["ETag"]


def test_another_day_or_other_data_are_another_answer(folder: Folder, service: Service) -> None:
    """And what has nothing to do with the day is the same on all of them."""
    entry = "  - {id: a, name: {en: A}, on: 25 November, sources: [A book]}\n"
    path = folder(days=DAYS + entry)
    first = tags(service(path))
    assert tags(service(path)) == first
    tomorrow = tags(service(path, today=date(2026, 11, 25)))
    assert {question for question in first if tomorrow[question] != first[question]} == OWN_OF_TODAY
    folder(days=DAYS + entry.replace("en: A", "en: B"))
    other = tags(service(path))
    assert {question for question in first if other[question] != first[question]} == first.keys()


OWN_OF_TODAY = {"today", "upcoming", "observances/a", "calendars/days"}
OWN = [*OWN_OF_TODAY, "observances", "calendars", "changes", "coverage", "search?q=a", "openapi.json"]


def tags(client: FlaskClient) -> dict[str, str]:
    return {question: client.get(f"/api/v1/{question}").headers["ETag"] for question in OWN}


@pytest.mark.parametrize("question", [question for question in QUESTIONS if question not in OF_TODAY])
def test_what_has_nothing_to_do_with_the_day_is_kept_for_an_hour(client: FlaskClient, question: str) -> None:
    assert client.get(f"/api/v1/{question}").headers["Cache-Control"] == "public, max-age=3600"


def left(zone: str) -> int:
    """Seconds until midnight in a zone, at most an hour of them."""
    now = datetime.now(UTC)
    tomorrow = now.astimezone(zone_named(zone)).date() + timedelta(1)
    midnight = datetime.combine(tomorrow, time(), zone_named(zone)).astimezone(UTC)
    return min(3600, int((midnight - now).total_seconds()))


def test_today_ends_at_midnight_of_the_zone(client: FlaskClient) -> None:
    """At any moment some of these zones are within the hour before it."""
    shortest = 3600
    for zone in [*ZONES, *(f"Etc/GMT{offset:+d}" for offset in range(-14, 13))]:
        for question in ("today", "upcoming", "observances/world-water-day"):
            before = left(zone)
            answer = client.get(f"/api/v1/{question}", query_string={"tz": zone})
            told = int(answer.headers["Cache-Control"].removeprefix("public, max-age="))
            after = left(zone)
            assert after - 1 <= told <= before + 1 or after > before, (zone, question)
            shortest = min(shortest, told)
    assert shortest < 3600


def test_every_zone_that_is_known_is_taken(client: FlaskClient) -> None:
    answers = {
        zone: client.get("/api/v1/upcoming", query_string={"tz": zone, "limit": "1"}).status_code
        for zone in pytz.all_timezones
    }
    assert {zone for zone, status in answers.items() if status != 200} == set()
    assert len(answers) > 500


STATUSES = [
    ("today", "GET", 200),
    ("today?tz=x", "GET", 400),
    ("today?x=1&x=1", "GET", 400),
    ("observances/nothing", "GET", 404),
    ("nothing", "GET", 404),
    ("today", "DELETE", 405),
    ("check", "GET", 405),
    (f"today?{'x' * 2049}", "GET", 414),
    ("check", "POST", 200),
    ("today", "OPTIONS", 200),
    ("openapi.json", "GET", 200),
    ("changes.atom", "HEAD", 200),
]


@pytest.mark.parametrize(("question", "method", "status"), STATUSES)
def test_every_answer_says_from_which_data_it_is_and_may_be_read_anywhere(
    ask: Ask, client: FlaskClient, question: str, method: str, status: int
) -> None:
    answer = ask(question, method=method)
    digest = client.get("/readyz").text.split()[1]
    assert answer.status_code == status
    assert (answer.headers["Service-Version"], answer.headers["Data-Version"]) == (__version__, digest)
    assert answer.headers["Access-Control-Expose-Headers"] == "*"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers and "Set-Cookie" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert status < 400 or answer.headers["Cache-Control"] == "no-store"


def test_pages_and_feeds_do_not_say_it(client: FlaskClient) -> None:
    for address in ("/en/", "/en/feeds/un-days.ics", "/healthz", "/nothing"):
        assert not {"Service-Version", "Data-Version"} & set(client.get(address).headers.keys()), address


def test_who_asks_first_is_told_what_may_be_asked(ask: Ask) -> None:
    answer = ask("today", method="OPTIONS")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_the_page_without_its_slash_is_led_by_our_own_address(client: FlaskClient) -> None:
    for host in ("calendar.example.org", "evil.test"):
        answer = client.get("/api/v1", headers={"Host": host})
        assert (answer.status_code, answer.location) == (308, "https://calendar.example.org/api/v1/")


def test_an_answer_is_json_in_utf_8(client: FlaskClient) -> None:
    answer = client.get("/api/v1/observances/world-turkic-language-family-day?lang=kk")
    assert answer.content_type == "application/json; charset=utf-8"
    assert "Түркі тілдері отбасының" in answer.data.decode() and b"\\u" not in answer.data
    assert answer.data.endswith(b"}\n")


@pytest.fixture
def broken(folder: Folder, service: Service) -> FlaskClient:
    return service(folder(days="calendar: ["))


ASKED = [*QUESTIONS, ""]


@pytest.mark.parametrize("question", ASKED)
def test_without_calendars_every_question_is_answered_with_come_again(broken: FlaskClient, question: str) -> None:
    """A part of the calendars would be a wrong answer; the same holds for a file to check."""
    answer = broken.get(f"/api/v1/{question}")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("120", "no-store")
    assert answer.headers["Service-Version"] == __version__ and "Data-Version" not in answer.headers
    assert answer.json == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "Service Unavailable",
    }


def test_without_calendars_nothing_is_checked(broken: FlaskClient) -> None:
    assert broken.post("/api/v1/check", data=DAYS).status_code == 503


def test_a_bot_asks_once_a_day(folder: Folder, service: Service) -> None:
    """Scenario 30: without a key it gets single days with stable ids, and what has not changed costs a 304."""
    question = "/api/v1/upcoming?days=7&theme=education&lang=fr"
    entry = "  - {id: %s, name: {en: %s, fr: Jour %s}, on: %s, themes: [education], sources: [A book]}\n"
    names = (("a", "25 November"), ("b", "30 November to 2 December"), ("c", "1 December"))
    path = folder(days=DAYS + "".join(entry % (id, id, id, day) for id, day in names))
    seen: dict[str, Any] = {}
    counts = []
    for day in (24, 25, 26):
        client = service(path, today=date(2026, 11, day))
        first = client.get(question)
        again = client.get(question, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert first.json
        new = {item["uid"]: item for item in first.json["items"]}
        counts.append(len(new.keys() - seen.keys()))
        assert all(seen[uid] == new[uid] for uid in new.keys() & seen.keys())
        seen |= new
    assert counts == [2, 1, 0]
    assert {item["name"]["text"] for item in seen.values()} == {"Jour a", "Jour b", "Jour c"}
    assert seen["b-2026@test.invalid"]["last"] == "2026-12-02"


def test_an_unchanged_poll_is_small(client: FlaskClient) -> None:
    """At most 500 octets on the wire (threats, row 29), 80 of which the server adds."""
    etag = client.get("/api/v1/upcoming?days=7").headers["ETag"]
    answer = client.get("/api/v1/upcoming?days=7", headers={"If-None-Match": etag})
    assert len(f"HTTP/1.1 {answer.status}\r\n{answer.headers}") <= 420
