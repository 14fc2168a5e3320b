"""What day it is somewhere, asked at every midnight: pytz against the standard library's zones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from calendar_service import clock

# an offset from UTC in each, -12 to +14 hours
ZONES = """
Etc/GMT+12         Pacific/Pago_Pago    Pacific/Honolulu     Pacific/Marquesas   America/Anchorage   America/Los_Angeles
America/Denver     America/Chicago      America/New_York     America/Halifax     America/St_Johns    America/Sao_Paulo
America/Noronha    Atlantic/Azores      UTC                  Europe/Berlin       Europe/Athens       Europe/Istanbul
Asia/Tehran        Asia/Dubai           Asia/Kabul           Asia/Almaty         Asia/Kolkata        Asia/Kathmandu
Asia/Bishkek       Asia/Yangon          Asia/Bangkok         Asia/Shanghai       Australia/Eucla     Asia/Tokyo
Australia/Adelaide Australia/Sydney     Australia/Lord_Howe  Pacific/Noumea      Pacific/Auckland    Pacific/Chatham
Pacific/Tongatapu  Pacific/Kiritimati
""".split()
DAYS = [
    date(1999, 12, 31),
    date(2000, 1, 1),
    date(2000, 2, 29),
    date(2024, 2, 29),
    date(2024, 3, 1),  # Kazakhstan came to one zone
    date(2026, 1, 1),
    date(2026, 3, 29),  # clocks go forward in Europe
    date(2026, 6, 30),
    date(2026, 10, 25),  # and back
    date(2026, 12, 31),
]


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_begins_at_midnight_of_its_zone(zone: str) -> None:
    for day in DAYS:
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        assert clock.day_in(zone, midnight) == day
        assert clock.day_in(zone, midnight - timedelta(seconds=1)) == day - timedelta(days=1)


def test_the_zones_have_all_offsets() -> None:
    moment = datetime(2026, 1, 15, tzinfo=UTC)
    offsets = {moment.astimezone(ZoneInfo(zone)).utcoffset() for zone in ZONES}
    assert len(ZONES) == 38 and len(offsets) >= 34
    assert (min(filter(None, offsets)), max(filter(None, offsets))) == (timedelta(hours=-12), timedelta(hours=14))


BORDERS = [
    ("Pacific/Kiritimati", "2026-12-31T09:59:59+00:00", date(2026, 12, 31)),
    ("Pacific/Kiritimati", "2026-12-31T10:00:00+00:00", date(2027, 1, 1)),
    ("Asia/Almaty", "2026-12-31T18:59:59+00:00", date(2026, 12, 31)),
    ("Asia/Almaty", "2026-12-31T19:00:00+00:00", date(2027, 1, 1)),
    ("Asia/Almaty", "2023-12-31T18:00:00+00:00", date(2024, 1, 1)),  # UTC+6 until 2024
    ("Etc/GMT+12", "2027-01-01T11:59:59+00:00", date(2026, 12, 31)),
    ("America/New_York", "2026-12-31T23:59:59-05:00", date(2026, 12, 31)),
    ("UTC", "2027-01-01T04:59:59+05:00", date(2026, 12, 31)),
]


@pytest.mark.parametrize(("zone", "moment", "day"), BORDERS)
def test_new_year_comes_zone_by_zone(zone: str, moment: str, day: date) -> None:
    assert clock.day_in(zone, datetime.fromisoformat(moment)) == day


def test_today_is_now() -> None:
    before, today, after = datetime.now(UTC), clock.today("Asia/Almaty"), datetime.now(UTC)
    assert clock.day_in("Asia/Almaty", before) <= today <= clock.day_in("Asia/Almaty", after)


UNKNOWN = [
    ("Asia/Almata", "no such time zone, did you mean Asia/Almaty?"),
    ("Asia/Almaty ", "no such time zone, did you mean Asia/Almaty?"),
    ("asia/almaty", "no such time zone, did you mean Asia/Almaty?"),
    ("utc", "no such time zone, did you mean UTC?"),
    ("", "no such time zone"),
    ("Mars/Olympus", "no such time zone"),
    ("../../etc/passwd", "no such time zone"),
    ("/etc/localtime", "no such time zone"),
    ("\x00", "no such time zone"),
    ("x" * 10_000, "no such time zone"),
]


@pytest.mark.parametrize(("zone", "message"), UNKNOWN)
def test_only_names_of_zones_are_zones(zone: str, message: str) -> None:
    with pytest.raises(clock.UnknownZone) as caught:
        clock.today(zone)
    assert str(caught.value) == message


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", DAYS)
def test_what_is_left_of_a_day_is_never_longer_than_the_day(zone: str, day: date) -> None:
    """Nor does it end more than an hour early; the clocks of the Azores go back to midnight, and it comes twice."""
    moment = datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC)
    end = moment + timedelta(seconds=clock.seconds_from(zone, moment))
    today = moment.astimezone(ZoneInfo(zone)).date()
    assert (end - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() == today
    assert (end + timedelta(hours=1)).astimezone(ZoneInfo(zone)).date() > today


def test_a_midnight_that_comes_twice_counts_the_first_time() -> None:
    moment = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert clock.seconds_from("Atlantic/Azores", moment) == 30 * 60
