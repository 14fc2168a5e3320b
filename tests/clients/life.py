"""The life of a feed, and what its reader should see after each change: written down by hand, nothing computed.

Each change touches one entry, and the others show whether it touched more. Two feeds are followed, English and Kazakh.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from .reading import Row

FIRST, SECOND = "https://calendar.example.org", "https://feeds.example.net"
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)
COLLECTION = "domain: test.invalid\npublisher: {en: The testers}\nfallbacks: {kk: [ru, en]}\n"
DAYS = """\
calendar: days
name: {en: Days}
color: grey
observances:
  - {id: bread, name: {en: Day of Bred}, on: 5 May, sources: [A book]}
  - {id: tea, name: {en: Day of Tea}, on: 2 July, sources: [A book]}
  - {id: rivers, name: {en: Day of Rivers}, on: 8 June, sources: [A book]}
  - {id: lamps, name: {en: Day of Lamps}, on: 1 October, sources: [A book]}
  - {id: winter, name: {en: Winter Days}, on: 28 December to 3 January, sources: [A book]}
"""
PUBLISHED = """
winter-2024 2024-12-28 2025-01-04 Winter Days
bread-2025  2025-05-05 2025-05-06 Day of Bred
rivers-2025 2025-06-08 2025-06-09 Day of Rivers
tea-2025    2025-07-02 2025-07-03 Day of Tea
lamps-2025  2025-10-01 2025-10-02 Day of Lamps
winter-2025 2025-12-28 2026-01-04 Winter Days
bread-2026  2026-05-05 2026-05-06 Day of Bred
rivers-2026 2026-06-08 2026-06-09 Day of Rivers
tea-2026    2026-07-02 2026-07-03 Day of Tea
lamps-2026  2026-10-01 2026-10-02 Day of Lamps
winter-2026 2026-12-28 2027-01-04 Winter Days
bread-2027  2027-05-05 2027-05-06 Day of Bred
rivers-2027 2027-06-08 2027-06-09 Day of Rivers
tea-2027    2027-07-02 2027-07-03 Day of Tea
lamps-2027  2027-10-01 2027-10-02 Day of Lamps
winter-2027 2027-12-28 2028-01-04 Winter Days
bread-2028  2028-05-05 2028-05-06 Day of Bred
rivers-2028 2028-06-08 2028-06-09 Day of Rivers
tea-2028    2028-07-02 2028-07-03 Day of Tea
lamps-2028  2028-10-01 2028-10-02 Day of Lamps
winter-2028 2028-12-28 2029-01-04 Winter Days
"""
CORRECTED = """
bread-2025 2025-05-05 2025-05-06 Day of Bread
bread-2026 2026-05-05 2026-05-06 Day of Bread
bread-2027 2027-05-05 2027-05-06 Day of Bread
bread-2028 2028-05-05 2028-05-06 Day of Bread
"""
TRANSLATED = """
tea-2025 2025-07-02 2025-07-03 Шай күні
tea-2026 2026-07-02 2026-07-03 Шай күні
tea-2027 2027-07-02 2027-07-03 Шай күні
tea-2028 2028-07-02 2028-07-03 Шай күні
"""
MOVED = "rivers-2027 2027-06-19 2027-06-20 Day of Rivers"
WITHDRAWN = "lamps-2025 lamps-2026 lamps-2027 lamps-2028 lamps-2029"
WITHDRAWN_NAME = "Day of Lamps"
PAST = "winter-2024 bread-2025 rivers-2025 tea-2025"
NEW_YEAR = """
bread-2029  2029-05-05 2029-05-06 Day of Bread
rivers-2029 2029-06-08 2029-06-09 Day of Rivers
winter-2029 2029-12-28 2030-01-04 Winter Days
"""
NEW_YEAR_EN = "tea-2029 2029-07-02 2029-07-03 Day of Tea"
NEW_YEAR_KK = "tea-2029 2029-07-02 2029-07-03 Шай күні"


class Change(NamedTuple):
    """What the publisher does, and what is seen of it: in both languages, in English, in Kazakh; and what goes.

    An edit replaces words of `days.yaml` and stamps it. `past` leaves the window, `withdrawn` is called off. Only time
    passes without a restart.
    """

    name: str
    edit: tuple[str, str] | None = None
    stamped: datetime | None = None
    today: date = date(2026, 11, 24)
    base_url: str = FIRST
    written: datetime = WRITTEN
    restart: bool = True
    both: str = ""
    en: str = ""
    kk: str = ""
    past: str = ""
    withdrawn: str = ""


def _at(hour: int) -> datetime:
    return datetime(2026, 11, 24, hour, tzinfo=UTC)


LATER = date(2027, 1, 2)
LIFE = (
    Change("published", stamped=_at(8), both=PUBLISHED),
    Change("corrected", ("Day of Bred", "Day of Bread"), _at(9), both=CORRECTED),
    Change("translated", ("{en: Day of Tea}", "{en: Day of Tea, kk: Шай күні}"), _at(10), kk=TRANSLATED),
    Change("moved", ("on: 8 June", "on: 8 June, moved: {2027: 19 June}"), _at(11), both=MOVED),
    Change(
        "withdrawn",
        ("on: 1 October", "on: 1 October, status: withdrawn, withdrawn: 2026"),
        _at(12),
        withdrawn=WITHDRAWN,
    ),
    Change("new year", today=LATER, restart=False, both=NEW_YEAR, en=NEW_YEAR_EN, kk=NEW_YEAR_KK, past=PAST),
    Change("reinstalled", today=LATER, base_url=SECOND),
    Change("written otherwise", today=LATER, base_url=SECOND, written=datetime(2027, 1, 2, 8, tzinfo=UTC)),
)


class Seen:
    """What should be seen of a feed in one language: `now` and what has left the window, by UID."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.now: dict[str, Row] = {}
        self.past: dict[str, Row] = {}
        self.withdrawn: set[str] = set()

    def after(self, change: Change) -> None:
        told = change.en if self.lang == "en" else change.kk
        self.now |= {row.uid: row for row in rows(f"{change.both}\n{told}")}
        self.past |= {uid: self.now.pop(uid) for uid in uids(change.past)}
        self.withdrawn |= uids(change.withdrawn)
        self.now = {uid: row for uid, row in self.now.items() if uid not in self.withdrawn}


def rows(lines: str) -> Iterator[Row]:
    for line in filter(None, lines.splitlines()):
        edition, start, end, title = line.split(maxsplit=3)
        yield Row(f"{edition}@test.invalid", date.fromisoformat(start), date.fromisoformat(end), title)


def uids(editions: str) -> set[str]:
    return {f"{edition}@test.invalid" for edition in editions.split()}
