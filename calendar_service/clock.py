"""What day it is somewhere; the only reader of the clock for "today", and the only user of pytz."""

from datetime import date, datetime, time, timedelta

import pytz

from .text import nearest


class UnknownZone(LookupError):
    """No such time zone."""

    def __init__(self, name: str) -> None:
        self.near = nearest(name, pytz.all_timezones)
        super().__init__("no such time zone" + (f", did you mean {self.near}?" if self.near else ""))


def today(zone: str) -> date:
    """Today in an IANA zone such as Asia/Almaty."""
    return day_in(zone, datetime.now(pytz.utc))


def day_in(zone: str, moment: datetime) -> date:
    """The civil day of a moment in a zone. Raises UnknownZone for any other name."""
    return moment.astimezone(pytz.timezone(known_zone(zone))).date()


def seconds_left(zone: str) -> int:
    """How long today lasts there still."""
    return seconds_from(zone, datetime.now(pytz.utc))


def seconds_from(zone: str, moment: datetime) -> int:
    """From a moment to the next midnight there: to the first of two, where clocks go back to it."""
    place = pytz.timezone(known_zone(zone))
    midnight = datetime.combine(day_in(zone, moment) + timedelta(1), time())
    first = min(place.localize(midnight, is_dst=summer) for summer in (True, False))
    return max(1, int((first - moment).total_seconds()))


def known_zone(zone: str) -> str:
    """The zone's name, if it is one. Raises UnknownZone."""
    if zone not in pytz.all_timezones_set:
        raise UnknownZone(zone)
    return zone
