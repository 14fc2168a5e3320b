"""Days that the sky decides: full moons, equinoxes and solstices.

The moment is computed by ephem in UTC, once for all zones, for that is slow; the day is the civil day of that moment in
the zone that the rule names.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import ephem

from .days import Day

SEASONS: dict[str, Callable[[str], ephem.Date]] = {
    "March equinox": ephem.next_vernal_equinox,
    "June solstice": ephem.next_summer_solstice,
    "September equinox": ephem.next_autumnal_equinox,
    "December solstice": ephem.next_winter_solstice,
}


@dataclass(frozen=True)
class FullMoon(Day):
    """The first or last full moon of a month; a February may have none."""

    month: int
    zone: str
    last: bool = False

    def day(self, year: int) -> date | None:
        found = (_civil_day(moment, self.zone) for moment in _full_moons_near(year, self.month))
        days = [day for day in found if day.month == self.month]
        return (days[-1] if self.last else days[0]) if days else None


@dataclass(frozen=True)
class Season(Day):
    """An equinox or a solstice."""

    name: str
    zone: str

    def day(self, year: int) -> date:
        return _civil_day(_season_begins(self.name, year), self.zone)


@lru_cache(maxsize=4096)
def _full_moons_near(year: int, month: int) -> tuple[datetime, ...]:
    """The full moons from two days before a month to two days after it."""
    first = date(year, month, 1) - timedelta(days=2)
    after = date(year, month, 28) + timedelta(days=6)
    return tuple(_full_moons(first, after))


def _full_moons(start: date, end: date) -> Iterator[datetime]:
    moment = ephem.next_full_moon(start.isoformat())
    while _utc(moment).date() < end:
        yield _utc(moment)
        moment = ephem.next_full_moon(moment)


@lru_cache(maxsize=4096)
def _season_begins(name: str, year: int) -> datetime:
    return _utc(SEASONS[name](f"{year}/1/2"))


def _utc(moment: ephem.Date) -> datetime:
    when: datetime = moment.datetime()
    return when.replace(tzinfo=UTC)


def _civil_day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
