"""When an entry last changed: the ledger `revisions.csv`, a lock file beside the calendars.

Clients take a constant stamp for "nothing new" and now() for "everything new". So each entry's stamp is written down
with a digest of its parsed values, and `calendar-service stamp` renews exactly the rows whose digest differs.
A row is an observance's id, `calendar:ID` for a calendar's own name, description and selection, `body:ID` for a
decider's name, or `collection:KEY` for the publisher and the fallbacks of languages.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..text import quoted
from .findings import expected

LEDGER = "revisions.csv"
GONE = "gone"
MOMENT = "%Y-%m-%dT%H:%MZ"
MINUTE = timedelta(minutes=1)
HEADER = ("id", "changed", "digest")
UNSEEN = frozenset({"examples", "checked"})
"""Keys that say how we know, and show in no event."""


@dataclass(frozen=True, slots=True)
class Revision:
    changed: datetime
    digest: str


Ledger = Mapping[str, Revision]


def digest(values: object) -> str:
    """A short hash of parsed values, whatever their order or layout in the file."""
    if isinstance(values, dict):
        values = {key: value for key, value in values.items() if key not in UNSEEN}
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_ledger(folder: Path) -> Ledger | None:
    """The ledger of a folder, or None where it keeps none. Raises BadRow."""
    path = folder / LEDGER
    if not path.is_file():
        return None
    ledger: dict[str, Revision] = {}
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
        if line == ",".join(HEADER):
            continue
        if "\ufffd" in line:
            raise BadRow(number, expected("UTF-8", "another encoding: save the file as UTF-8"))
        id, revision = _row(number, line)
        if id in ledger:
            raise BadRow(number, expected("a row for each id", f"{quoted(id)} again"))
        ledger[id] = revision
    return ledger


class BadRow(ValueError):
    """A line of a ledger that is no row."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def _row(number: int, line: str) -> tuple[str, Revision]:
    cells = line.split(",")
    changed = parse_moment(cells[1]) if len(cells) == len(HEADER) else None
    if changed is None:
        what = "id,changed,digest with a time such as 2026-11-24T08:00Z"
        raise BadRow(number, expected(what, quoted(line)))
    return cells[0], Revision(changed, cells[2])


def parse_moment(text: str) -> datetime | None:
    """A minute in UTC as the ledgers write it: 2026-11-24T08:00Z."""
    with suppress(ValueError):
        return datetime.strptime(text, MOMENT).replace(tzinfo=UTC)
    return None


def print_moment(moment: datetime) -> str:
    return moment.strftime(MOMENT)


def write_ledger(ledger: Ledger) -> bytes:
    """The ledger as a file, sorted by id; no field needs a quote."""
    rows = [(id, print_moment(revision.changed), revision.digest) for id, revision in sorted(ledger.items())]
    return "".join(f"{','.join(row)}\n" for row in (HEADER, *rows)).encode()


def renewed(ledger: Ledger, digests: Mapping[str, str], now: datetime) -> Ledger:
    """The ledger with new stamps for what is new or changed; what is gone stays as a tombstone.

    A new stamp is always later than the old one, whatever the clock says: SEQUENCE must rise with every change.
    """
    now_is = {**dict.fromkeys(ledger, GONE), **digests}
    return {id: _renewed(ledger.get(id), hashed, now) for id, hashed in now_is.items()}


def _renewed(before: Revision | None, hashed: str, now: datetime) -> Revision:
    if before is None:
        return Revision(now, hashed)
    return before if before.digest == hashed else Revision(max(now, before.changed + MINUTE), hashed)


def stale(ledger: Ledger, digests: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the ledger has not seen: the id, and whether it is new, changed or gone."""
    for id, hashed in digests.items():
        if id not in ledger or ledger[id].digest == GONE:
            yield id, "new"
        elif ledger[id].digest != hashed:
            yield id, "changed"
    for id, revision in ledger.items():
        if id not in digests and revision.digest != GONE:
            yield id, "gone"
