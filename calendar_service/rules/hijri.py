"""Days of the Hijri calendar in its Umm al-Qura form, as Saudi Arabia publishes it.

hijridate carries the official table for 1343 to 1500 AH (1924 to 2077). Outside it there is no day:
other countries sight the moon themselves, so a guess would look like knowledge.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from ..span import Span
from .days import Day, Reckoning

MONTHS = (
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Ula",
    "Jumada al-Akhira",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qada",
    "Dhu al-Hijja",
)
FIRST_YEAR, LAST_YEAR = 1343, 1500
REACH = timedelta(days=366)
"""No stretch of a year reaches further than that from the year's own days."""
TABLE = Span(date(1924, 8, 1), date(2077, 11, 17))


@dataclass(frozen=True)
class HijriDay(Day):
    """A day of a Hijri month; the 30th of a month of 29 days is its 29th."""

    month: int
    day_of_month: int
    reckoning: Reckoning = "hijri"

    def day(self, year: int) -> date | None:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        length = Hijri(year, self.month, 1).month_length()
        gregorian = Hijri(year, self.month, min(self.day_of_month, length)).to_gregorian()
        return date(gregorian.year, gregorian.month, gregorian.day)


def hijri_years(window: Span) -> range:
    """The Hijri years of the table whose stretches may touch the window."""
    near = Span(window.start - REACH, window.end + REACH)
    if not near.touches(TABLE):
        return range(0)
    inside = near.cut(TABLE)
    return range(_hijri_year(inside.start), _hijri_year(inside.last) + 1)


def _hijri_year(day: date) -> int:
    return Gregorian.fromdate(day).to_hijri().year
