"""Days counted from Easter, Western or Orthodox; both as dates of the Gregorian calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from .days import Day


@dataclass(frozen=True)
class EasterDay(Day):
    offset: int
    orthodox: bool

    def day(self, year: int) -> date:
        sunday = easter(year, EASTER_ORTHODOX if self.orthodox else EASTER_WESTERN)
        return sunday + timedelta(self.offset)
