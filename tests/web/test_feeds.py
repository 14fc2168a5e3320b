"""Feeds over HTTP: what calendar programs rely on, address by address (feed profile, section E)."""

import gzip
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.robotparser import RobotFileParser

import brotli
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import shipped_calendars
from calendar_service.feed import Composer
from calendar_service.text import LANGUAGES
from calendar_service.web import create_app

BASE = "https://calendar.example.org"
FAMILY_DAY = "/kk/observances/world-turkic-language-family-day"
CALENDAR = "/en/feeds/unesco-days.ics"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEEDS = [
    (CALENDAR, "text/calendar"),
    (f"{FAMILY_DAY}.ics", "text/calendar"),
    (f"{FAMILY_DAY}/2026.ics", "text/calendar"),
    ("/tr/feeds/turkic-world.json", "application/json"),
    ("/ar/feeds/un-days.csv", "text/csv"),
    ("/ru/feeds/lead/14/theme/culture/un-days.xlsx", XLSX),
    ("/zh/feeds/un-days.atom", "application/atom+xml"),
    ("/az/feeds/turkic-world.txt", "text/plain"),
]
ADDRESSES = [address for address, _ in FEEDS]
Service = Callable[..., FlaskClient]
Folder = Callable[..., Path]

DAYS = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - {id: some-day, name: {en: Some Day}, on: 15 December, sources: [A book]}
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_calendar_is_a_feed_in_every_language(client: FlaskClient, composer: Composer, lang: str) -> None:
    for calendar in composer.catalogue.calendars.values():
        answer = client.get(f"/{lang}/feeds/{calendar.id}.ics")
        assert answer.status == "200 OK"
        assert answer.data.startswith(b"BEGIN:VCALENDAR\r\n") and answer.data.endswith(b"END:VCALENDAR\r\n")
        assert f"\nX-WR-CALNAME:{composer.catalogue.text(calendar.names, lang)}\r" in unfolded(answer)


@pytest.mark.parametrize(("address", "media_type"), FEEDS)
def test_a_feed_says_its_type_and_charset(client: FlaskClient, address: str, media_type: str) -> None:
    """Without the charset Kazakh text became mojibake in Open Web Calendar and at Google."""
    charset = "" if media_type == XLSX else "; charset=utf-8"
    assert client.get(address).headers["Content-Type"] == media_type + charset


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_the_body(client: FlaskClient, address: str) -> None:
    """RFC 9110 9.3.2; Apple's Calendar asks HEAD first."""
    head, get = client.head(address), client.get(address)
    assert (head.status, head.data) == ("200 OK", b"")
    assert without_date(head) == without_date(get)
    assert head.content_length == len(get.data)


WISHES = [
    ("Accept", "*/*"),
    ("Accept", "text/html"),
    ("Accept", "application/json, text/plain;q=0.1"),
    ("Accept", "application/calendar+json, application/calendar+xml, text/calendar"),  # Nextcloud
    ("Accept", "nonsense"),
    ("Accept-Language", "kk, ru;q=0.5"),
    ("Accept-Charset", "windows-1251"),
    ("Accept-Encoding", "identity;q=0"),
    ("User-Agent", "Google-Calendar-Importer"),
    ("User-Agent", ""),
    ("Origin", "https://museum.example"),
    ("Cookie", "session=1; lang=kk"),
    ("Range", "bytes=0-9"),
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("header", "value"), WISHES)
def test_the_address_alone_decides_what_is_answered(client: FlaskClient, address: str, header: str, value: str) -> None:
    answer = client.get(address, headers={header: value})
    assert (answer.status, answer.data) == ("200 OK", client.get(address).data)
    assert without_date(answer) == without_date(client.get(address))


def test_equal_bodies_and_only_they_have_equal_etags(client: FlaskClient, catalogue: Catalogue) -> None:
    answers = [client.get(f"/{lang}/feeds/{id}.{suffix}") for lang, id, suffix in everything(catalogue)]
    etags = {answer.data: answer.get_etag()[0] for answer in answers}
    assert len(set(etags.values())) == len(etags) == len(answers)
    assert all(not answer.get_etag()[1] for answer in answers), "strong"


def test_another_process_gives_the_same_etag(client: FlaskClient, service: Service) -> None:
    assert service(shipped_calendars()).get(CALENDAR).headers["ETag"] == client.get(CALENDAR).headers["ETag"]


@pytest.mark.parametrize("address", ADDRESSES[:3])
def test_last_modified_is_the_newest_stamp_in_the_feed(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    stamps = re.findall(r"\nLAST-MODIFIED:(\w+)\r", unfolded(answer))
    assert answer.last_modified is not None
    assert f"{answer.last_modified:%Y%m%dT%H%M%SZ}" == max(stamps)


def test_last_modified_rises_with_the_window_and_never_falls(folder: Folder, service: Service) -> None:
    """Dropping the year before last changes the feed, though no entry has changed."""
    calendars = folder(days=DAYS)
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31), date(2035, 6, 1)]
    dates = [service(calendars, today=day).get("/en/feeds/days.ics").last_modified for day in days]
    begun = max(datetime(2027, 1, 1, tzinfo=UTC), modified(calendars / "days.yaml"))
    assert dates[1] == dates[2] == begun
    assert dates == sorted(filter(None, dates))


MATCHING = ["{etag}", "W/{etag}", '"x", {etag}', '{etag}, "x"', 'W/"x",W/{etag},"y"', "*", " {etag} "]
OTHER = ['"x"', 'W/"x"', '"x", "y"', '""', "", "x", ",", '"']


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("condition", MATCHING)
def test_what_the_client_has_is_not_sent_again(client: FlaskClient, address: str, condition: str) -> None:
    """RFC 9110 13.1.2 and 15.4.5: weak comparison, lists, and * match; 304 repeats what a cache needs."""
    full = client.get(address)
    answer = client.get(address, headers={"If-None-Match": condition.format(etag=full.headers["ETag"])})
    assert (answer.status_code, answer.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
        assert answer.headers[name] == full.headers[name]


@pytest.mark.parametrize("condition", OTHER)
def test_what_the_client_has_not_is_sent(client: FlaskClient, condition: str) -> None:
    assert client.get(CALENDAR, headers={"If-None-Match": condition}).status_code == 200


# If-Modified-Since (seconds from Last-Modified, or a text), If-None-Match, status
CONDITIONS = [
    (0, None, 304),
    (1, None, 304),
    (86_400 * 365, None, 304),
    (-1, None, 200),
    (-86_400, None, 200),
    ("", None, 200),
    ("yesterday", None, 200),
    ("2026-11-24", None, 200),
    ("Mon, 99 Nov 2026 00:00:00 GMT", None, 200),
    (0, '"stale"', 200),
    (86_400, '"stale"', 200),
    (-86_400, "{etag}", 304),
    ("yesterday", "{etag}", 304),
]


@pytest.mark.parametrize(("since", "etag", "status"), CONDITIONS)
def test_the_etag_goes_before_the_date(client: FlaskClient, since: int | str, etag: str | None, status: int) -> None:
    """RFC 9110 13.1.3: a recipient must ignore If-Modified-Since where there is an If-None-Match."""
    full = client.get(CALENDAR)
    headers = {"If-Modified-Since": since if isinstance(since, str) else http_date(full, since)}
    if etag:
        headers["If-None-Match"] = etag.format(etag=full.headers["ETag"])
    assert client.get(CALENDAR, headers=headers).status_code == status


@pytest.mark.parametrize("status", [200, 304])
def test_head_answers_conditions_like_get(client: FlaskClient, status: int) -> None:
    etag = client.get(CALENDAR).headers["ETag"] if status == 304 else '"x"'
    assert client.head(CALENDAR, headers={"If-None-Match": etag}).status_code == status


@pytest.mark.parametrize("address", ["/en/", *ADDRESSES])
@pytest.mark.parametrize("condition", ["{etag}", "*", '"x"'])
def test_a_condition_of_writers_makes_no_error_to_keep(client: FlaskClient, address: str, condition: str) -> None:
    """If-Match (RFC 9110 13.1.1) is for PUT; a 412 in a shared cache would be everybody's (CPDoS)."""
    answer = client.get(address, headers={"If-Match": condition.format(etag=client.get(address).headers["ETag"])})
    assert answer.status_code == 200 or (answer.cache_control.no_store and answer.mimetype == "text/plain")


def test_a_changed_entry_gives_a_new_etag(folder: Folder, service: Service) -> None:
    before = service(folder(days=DAYS)).get("/en/feeds/days.ics")
    after = service(folder(days=DAYS.replace("Some Day", "Another Day")))
    answer = after.get("/en/feeds/days.ics", headers={"If-None-Match": before.headers["ETag"]})
    assert answer.status_code == 200
    assert b"SUMMARY:Another Day\r\n" in answer.data


@pytest.mark.parametrize("address", [*ADDRESSES, "/", "/en/", FAMILY_DAY, "/en/nothing", "/healthz", "/robots.txt"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_nothing_sets_a_cookie(client: FlaskClient, address: str, method: str) -> None:
    answer = client.open(address, method=method)
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


NAMES = [
    (CALENDAR, "unesco-days.ics"),
    (f"{FAMILY_DAY}.ics", "world-turkic-language-family-day.ics"),
    (f"{FAMILY_DAY}/2026.ics", "world-turkic-language-family-day-2026.ics"),
    ("/zh/feeds/unesco-anniversaries.json", "unesco-anniversaries.json"),
    ("/ar/feeds/un-days.csv", "un-days.csv"),
]


@pytest.mark.parametrize(("address", "name"), NAMES)
def test_the_file_name_is_readable_and_ascii(client: FlaskClient, address: str, name: str) -> None:
    """gunicorn answers 500 where a header is not ASCII."""
    assert client.get(address).headers["Content-Disposition"] == f'inline; filename="{name}"'


@pytest.mark.parametrize("address", ADDRESSES[:3])
def test_the_feed_names_the_address_it_was_asked_at(client: FlaskClient, address: str) -> None:
    assert f"\nSOURCE;VALUE=URI:{BASE}{address}\r" in unfolded(client.get(address))


# an address that does not exist, and the name that is proposed
UNKNOWN = [
    ("/en/feeds/unesco-day.ics", "unesco-days"),
    ("/en/feeds/xyzzy.ics", None),
    ("/en/feeds/.ics", None),
    ("/en/feeds/unesco-days.icx", "ics"),
    ("/en/feeds/unesco-days.xml", None),
    ("/kz/feeds/unesco-days.ics", "kk"),
    ("/EN/feeds/unesco-days.ics", "en"),
    ("/xx/feeds/unesco-days.ics", None),
    ("/feeds/unesco-days.ics", None),
    ("/unesco-days.ics", None),
    ("/en/unesco-days.ics", None),
    ("/en/observances/world-water-dya.ics", "world-water-day"),
    ("/en/observances/world-water-dya/2026.ics", "world-water-day"),
    ("/en/observances/world-water-day/2026.json", None),
    ("/en/observances/world-water-day/next.ics", None),
    ("/en/observances/world-water-day/1899.ics", None),
    ("/en/observances/world-water-day/9999.ics", None),
    ("/calendar.ics", None),
    ("/favicon.ico", None),
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("address", "near"), UNKNOWN)
def test_an_unknown_feed_is_404_in_plain_text(client: FlaskClient, address: str, near: str | None, method: str) -> None:
    """A 200 error page empties Evolution's cache; after 404 clients keep what they have."""
    answer = client.open(address, method=method)
    text = "404 Not Found" + (f": did you mean {near}?" if near else "") + "\n"
    assert (answer.status_code, answer.text) == (404, text if method == "GET" else "")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


def failing(zone: str) -> date:
    raise RuntimeError(f"no clock in {zone}")


@pytest.fixture(scope="module")
def broken() -> FlaskClient:
    """A service whose clock has stopped: every feed of a calendar ends in an error of ours."""
    return create_app(calendars=[shipped_calendars()], base_url=BASE, today=failing).test_client()


def test_an_error_of_ours_is_no_calendar_and_tells_nothing(broken: FlaskClient) -> None:
    answer = broken.get(CALENDAR)
    assert answer.status_code >= 500
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.search(r"Traceback|clock|/|\.py", answer.text)


def test_an_error_of_ours_asks_to_come_back(broken: FlaskClient) -> None:
    answer = broken.get(CALENDAR)
    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "120")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "PROPFIND", "REPORT", "MKCALENDAR", "TRACE"])
def test_a_feed_is_only_read(client: FlaskClient, address: str, method: str) -> None:
    """CalDAV clients try PROPFIND first: 405 with Allow tells them that this is a plain subscription."""
    answer = client.open(address, method=method)
    assert (answer.status_code, answer.text) == (405, "405 Method Not Allowed\n")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ADDRESSES)
def test_67_a_client_that_does_not_ask_gets_plain_bytes(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


UNPACKED = {"gzip": gzip.decompress, "br": brotli.decompress}


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br", "br"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("zstd", None),
        ("", None),
        ("br;q=0", None),
    ],
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_67_the_same_bytes_in_the_coding_that_was_asked_for(
    client: FlaskClient, address: str, accepted: str, coding: str | None
) -> None:
    plain, answer = client.get(address), client.get(address, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert (UNPACKED[coding](answer.data) if coding else answer.data) == plain.data
    assert (answer.headers["ETag"] == plain.headers["ETag"]) == (coding is None)
    assert answer.headers["Vary"] == "Accept-Encoding"
    again = client.get(address, headers={"Accept-Encoding": accepted, "If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("origin", [None, "null", "https://museum.example", "https://calendar.example.org"])
def test_any_page_may_read_a_feed_without_credentials(client: FlaskClient, address: str, origin: str | None) -> None:
    answer = client.get(address, headers={"Origin": origin} if origin else {})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_may_be_kept_for_at_most_a_day(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.cache_control.public
    assert 0 < (answer.cache_control.max_age or 0) <= 86_400
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("robot", ["*", "Google-Calendar-Importer", "Googlebot", "GPTBot", "Feedly"])
def test_every_robot_may_fetch_every_feed(client: FlaskClient, robot: str) -> None:
    """Google fetches no feed that /robots.txt forbids."""
    answer = client.get("/robots.txt")
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert all(rules.can_fetch(robot, BASE + address) for address in ADDRESSES)


def test_feeds_count_from_utc(client: FlaskClient) -> None:
    """On New Year's Eve one process may serve pages of tomorrow; a feed changes with UTC's year only."""
    days = {"UTC": date(2026, 12, 31), "Asia/Almaty": date(2027, 1, 1)}
    east = create_app(calendars=[shipped_calendars()], base_url=BASE, today=lambda zone: days[zone], zone="Asia/Almaty")
    assert east.test_client().get(CALENDAR).data == client.get(CALENDAR).data


def everything(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    return [(lang, id, suffix) for lang in LANGUAGES for id in catalogue.calendars for suffix in ("ics", "json", "csv")]


def unfolded(answer: TestResponse) -> str:
    return answer.get_data().replace(b"\r\n ", b"").decode()


def without_date(answer: TestResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers if name != "Date"}


def http_date(answer: TestResponse, seconds: int) -> str:
    assert answer.last_modified is not None
    moment = datetime.fromtimestamp(answer.last_modified.timestamp() + seconds, UTC)
    return f"{moment:%a, %d %b %Y %H:%M:%S} GMT"


def modified(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime // 60 * 60, UTC)
