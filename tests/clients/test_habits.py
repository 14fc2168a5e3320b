"""What each client does with an answer that is no feed, and that the service never gives it one that does harm."""

import pytest

from .client import Answer, Client
from .evolution import Evolution
from .google import Google
from .icsx5 import Icsx5
from .nextcloud import Nextcloud
from .outlook import Outlook
from .reading import calendar_name, vevents
from .server import Server
from .thunderbird import Thunderbird
from .visit import CLIENTS, address

CALENDAR = b"BEGIN:VCALENDAR\r\nX-WR-CALNAME:Days\r\n%sEND:VCALENDAR\r\n"
EVENT = b"""BEGIN:VEVENT\r
UID:%d@test.invalid\r
DTSTAMP:20261124T080000Z\r
LAST-MODIFIED:20261124T080000Z\r
SEQUENCE:1\r
DTSTART;VALUE=DATE:20270501\r
DTEND;VALUE=DATE:20270502\r
SUMMARY:May\\, the first\r
DESCRIPTION:%s\r
STATUS:CONFIRMED\r
END:VEVENT\r
"""
FEED = CALENDAR % (EVENT % (1, b""))
EMPTIED = {
    "a feed without events": {*CLIENTS} - {Evolution} - {client for client in CLIENTS if client.keeps_missing},
    "a page": {Evolution, Thunderbird},
    "half a feed": {Evolution, Thunderbird},
    "404": set[type[Client]](),
    "410": set[type[Client]](),
    "503": set[type[Client]](),
}
ANSWERS = {
    "a feed without events": (200, CALENDAR % b""),
    "a page": (200, b"<!doctype html><title>Please log in</title>"),
    "half a feed": (200, FEED[:200]),
    "404": (404, b"404 Not Found\n"),
    "410": (410, b"410 Gone\n"),
    "503": (503, b"503 Service Unavailable\n"),
}


def answer(status: int, body: bytes, etag: str = '"1"') -> Answer:
    return Answer(status, {"content-type": "text/calendar; charset=utf-8", "etag": etag}, body, {})


def name(client: type[Client]) -> str:
    return client.__name__.lower()


@pytest.mark.parametrize("what", ANSWERS)
@pytest.mark.parametrize("made", CLIENTS, ids=name)
def test_what_is_left_after(what: str, made: type[Client]) -> None:
    client = made(address("en"))
    client.receive(answer(200, FEED))
    assert {row.summary for row in client.events()} == {"May, the first"}
    client.receive(answer(*ANSWERS[what], etag='"2"'))
    assert (client.events() == set()) is (made in EMPTIED[what])


def test_evolution_stays_empty_after_a_page_until_the_feed_changes() -> None:
    client = Evolution(address("en"))
    client.receive(answer(200, FEED))
    client.receive(answer(200, ANSWERS["a page"][1], etag='"2"'))
    assert client.conditions() == {"If-None-Match": '"1"'}
    client.receive(answer(304, b""))
    assert client.events() == set()


@pytest.mark.parametrize(("length", "left"), [(0, 1_111), (9_000, 108)])
def test_google_has_enough_of_a_large_feed(length: int, left: int) -> None:
    client = Google(address("en"))
    client.receive(answer(200, CALENDAR % b"".join(EVENT % (number, b"x" * length) for number in range(1_200))))
    assert len(client.store) == left


@pytest.mark.parametrize("made", CLIENTS, ids=name)
def test_a_broken_service_leaves_every_client_what_it_has(made: type[Client], served: Server) -> None:
    client = made(address("en"))
    client.poll(served)
    before = client.events()
    served.write("days.yaml", "nonsense")
    served.start()
    assert client.poll(served).status == 503
    assert client.events() == before != set()


@pytest.mark.parametrize("made", CLIENTS, ids=name)
def test_a_calendar_that_is_gone_leaves_every_client_what_it_has(made: type[Client], served: Server) -> None:
    client = made(address("en"))
    client.poll(served)
    before = client.events()
    served.edit("days.yaml", "calendar: days", "calendar: others")
    (served.folder / "days.yaml").rename(served.folder / "others.yaml")
    served.start()
    assert client.poll(served).status == 404
    assert client.events() == before


@pytest.mark.parametrize("made", [Evolution, Icsx5])
def test_a_calendar_without_days_takes_the_old_ones_away_and_says_so(made: type[Client], served: Server) -> None:
    """Evolution would keep them if nothing came in their place, ICSx5 would stand empty."""
    client = made(address("en"))
    client.poll(served)
    served.write("days.yaml", "calendar: days\nname: {en: Days}\ncolor: grey\n")
    served.start()
    client.poll(served)
    assert [row.uid.partition("-")[0] for row in client.events()] == ["notice"]


def test_thunderbird_finds_the_feed_at_once_and_no_other_way_in(served: Server) -> None:
    client = Thunderbird(address("en"))
    assert client.found_by(served) == "HEAD"
    assert [client.tells(method, served) for method in ("GET", "PROPFIND", "PUT")] == [True, False, False]


def test_names_under_which_a_feed_stands(served: Server) -> None:
    where = address("en")
    feed = Outlook(where).poll(served).body
    assert (Thunderbird(where).name, Nextcloud(where).name) == ("days", "calendar.example.org")
    assert calendar_name(feed) == "Days"
    assert len(vevents(feed)) == 21
