"""Whose today it is: a second before midnight and at midnight, in 38 zones, against another library and a plain search.

The service knows zones by pytz and days by its almanac; here are the standard library and every occurrence of all. Both
know the zones of the same year: those of the machine may be older, and Cuba has changed its clocks since.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from calendar_service.catalogue import Catalogue
from calendar_service.clock import day_in
from calendar_service.definitions import shipped_calendars
from calendar_service.observance import Occurrence
from calendar_service.rules import Span
from calendar_service.web import create_app

ZONES = """
Etc/GMT+12 Pacific/Pago_Pago Pacific/Honolulu Pacific/Marquesas America/Anchorage America/Los_Angeles America/Denver
America/Chicago America/New_York America/Santiago America/Havana America/St_Johns America/Sao_Paulo America/Noronha
Atlantic/Azores UTC Europe/London Europe/Paris Africa/Cairo Europe/Istanbul Asia/Tehran Asia/Baku Asia/Kabul Asia/Almaty
Asia/Kolkata Asia/Kathmandu Asia/Bishkek Asia/Yangon Asia/Bangkok Asia/Shanghai Australia/Eucla Asia/Tokyo
Australia/Adelaide Australia/Lord_Howe Pacific/Auckland Pacific/Chatham Pacific/Tongatapu Pacific/Kiritimati
""".split()
DATES = [
    date(2026, 3, 7),
    date(2026, 9, 21),
    date(2026, 10, 24),
    date(2026, 11, 24),
    date(2026, 12, 14),
    date(2026, 12, 31),
    date(2027, 3, 27),
    date(2027, 12, 31),
    date(2028, 2, 28),
    date(2028, 2, 29),
]
"""Eves of clocks set forward and back, of days of ours, of leap days and new years."""
DAYS = 7


class Clock:
    """Stands at a moment; the zone's day is found as in service."""

    moment = datetime(2026, 11, 24, tzinfo=UTC)

    def today(self, zone: str) -> date:
        return day_in(zone, self.moment)


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def asked(clock: Clock) -> FlaskClient:
    calendars = [shipped_calendars()]
    return create_app(calendars=calendars, base_url="https://calendar.example.org", today=clock.today).test_client()


@pytest.fixture(scope="module")
def everything(catalogue: Catalogue) -> list[Occurrence]:
    """All that feeds may show in the years around, in the order of answers."""
    window = Span.years(2025, 2029)
    found = [one for each in catalogue.observances.values() if each.in_feeds for one in each.occurrences(window)]
    return sorted(found, key=lambda one: (one.span.start, one.uid))


@cache
def zone_named(name: str) -> ZoneInfo:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, name)


def moments(zone: str) -> list[tuple[datetime, date]]:
    """The last second of each date and the first of the next, and which day it then is."""
    found = []
    for day in DATES:
        next_day = day + timedelta(1)
        midnight = datetime.combine(next_day, time(), zone_named(zone)).astimezone(UTC)
        found += [(midnight - timedelta(seconds=1), day), (midnight, next_day)]
    return found


def coming(everything: list[Occurrence], day: date, days: int) -> list[str]:
    """What touches these days, but for what has begun already and lasts for months."""
    last = day + timedelta(days - 1)
    return [
        one.uid
        for one in everything
        if one.span.start <= last and one.span.end > day and not (one.running and one.span.start <= day)
    ]


def running(everything: list[Occurrence], day: date) -> list[str]:
    return [one.uid for one in everything if one.running and one.span.start <= day < one.span.end]


def uids(items: Any) -> list[str]:
    return [item["uid"] for item in items]


def test_there_are_38_zones_from_the_first_to_the_last() -> None:
    offsets = {datetime(2026, 12, 31, tzinfo=zone_named(zone)).utcoffset() for zone in ZONES}
    assert (len(ZONES), len(DATES)) == (38, 10) and len(offsets) >= 34
    assert (min(filter(None, offsets)), max(filter(None, offsets))) == (timedelta(hours=-12), timedelta(hours=14))


@pytest.mark.parametrize("zone", ZONES)
def test_upcoming_begins_with_the_day_of_the_zone(
    zone: str, clock: Clock, asked: FlaskClient, everything: list[Occurrence]
) -> None:
    for clock.moment, day in moments(zone):
        assert clock.moment.astimezone(zone_named(zone)).date() == day
        answer = asked.get(f"/api/v1/upcoming?tz={quote(zone)}&days={DAYS}").json
        assert answer and answer["date"] == day.isoformat(), clock.moment
        assert uids(answer["items"]) == coming(everything, day, DAYS), clock.moment


@pytest.mark.parametrize("zone", ZONES)
def test_today_is_the_day_of_the_zone(
    zone: str, clock: Clock, asked: FlaskClient, everything: list[Occurrence]
) -> None:
    for clock.moment, day in moments(zone):
        answer = asked.get(f"/api/v1/today?tz={quote(zone)}").json
        assert answer and answer["date"] == day.isoformat(), clock.moment
        assert uids(answer["items"]) == coming(everything, day, 1), clock.moment
        assert uids(answer["running"]) == running(everything, day), clock.moment


def test_at_one_moment_there_are_three_days(clock: Clock, asked: FlaskClient) -> None:
    clock.moment = datetime(2026, 12, 31, 10, 30, tzinfo=UTC)
    found = {zone: (asked.get(f"/api/v1/today?tz={quote(zone)}").json or {})["date"] for zone in ZONES}
    assert found["Etc/GMT+12"] == "2026-12-30" and found["UTC"] == "2026-12-31"
    assert found["Pacific/Kiritimati"] == "2027-01-01"
    assert set(found.values()) == {"2026-12-30", "2026-12-31", "2027-01-01"}


def test_an_observance_tells_its_next_dates_from_the_day_of_the_zone(clock: Clock, asked: FlaskClient) -> None:
    """At noon in Almaty it is still the 15th in Honolulu, and the 16th in Auckland since an hour or two."""
    clock.moment = datetime(2026, 12, 15, 12, tzinfo=UTC)
    firsts = {}
    for zone in ("Pacific/Honolulu", "Asia/Almaty", "Pacific/Auckland"):
        known = asked.get(f"/api/v1/observances/world-turkic-language-family-day?tz={zone}").json or {}
        firsts[zone] = known["occurrences"][0]["start"]
    assert firsts == {
        "Pacific/Honolulu": "2026-12-15",
        "Asia/Almaty": "2026-12-15",
        "Pacific/Auckland": "2027-12-15",
    }


def test_days_count_today(clock: Clock, asked: FlaskClient, everything: list[Occurrence]) -> None:
    clock.moment = datetime(2026, 12, 15, 12, tzinfo=UTC)
    for days in (1, 2, 17, 18, 400):
        answer = asked.get(f"/api/v1/upcoming?days={days}").json
        assert answer and uids(answer["items"]) == coming(everything, date(2026, 12, 15), days)[:1000]


def test_a_limit_alone_looks_as_far_as_it_must(clock: Clock, asked: FlaskClient, everything: list[Occurrence]) -> None:
    clock.moment = datetime(2026, 12, 15, 12, tzinfo=UTC)
    for limit in (1, 10, 333):
        answer = asked.get(f"/api/v1/upcoming?limit={limit}").json
        assert answer and uids(answer["items"]) == coming(everything, date(2026, 12, 15), 3660)[:limit]
    both = asked.get("/api/v1/upcoming?limit=3&days=1").json
    assert both and uids(both["items"]) == coming(everything, date(2026, 12, 15), 1)[:3]
    neither = asked.get("/api/v1/upcoming").json
    assert neither and uids(neither["items"]) == coming(everything, date(2026, 12, 15), 30)
