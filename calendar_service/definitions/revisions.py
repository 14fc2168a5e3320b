"""When an entry last changed: the ledger `revisions.csv`, a lock file beside the calendars.

Clients take a constant stamp for "nothing new" and now() for "everything new". So each entry's stamp is written down
with a digest of its parsed values, and `calendar-service stamp` renews exactly the rows whose digest differs.
A row is an observance's id, or `calendar:ID` for a calendar's own name, description and selection.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

LEDGER = "revisions.csv"
GONE = "gone"
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
    """The ledger of a folder, or None where it keeps none. A line that is no row raises ValueError with its number."""
    path = folder / LEDGER
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        return dict(_row(rows.line_num, row) for row in rows if tuple(row) != HEADER)


def _row(line: int, row: list[str]) -> tuple[str, Revision]:
    try:
        id, changed, hashed = row
        return id, Revision(datetime.strptime(changed, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC), hashed)
    except ValueError:
        raise ValueError(f"{LEDGER}:{line}: expected id,changed,digest with a time such as 2026-11-24T08:00Z") from None


def write_ledger(ledger: Ledger) -> bytes:
    """The ledger as a file, sorted by id."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for id, revision in sorted(ledger.items()):
        writer.writerow((id, revision.changed.strftime("%Y-%m-%dT%H:%MZ"), revision.digest))
    return text.getvalue().encode()


def renewed(ledger: Ledger, digests: Mapping[str, str], now: datetime) -> Ledger:
    """The ledger with new stamps for what is new or changed; what is gone stays as a tombstone."""
    kept = {id: revision for id, revision in ledger.items() if digests.get(id, GONE) == revision.digest}
    new = {id: Revision(now, hashed) for id, hashed in digests.items() if id not in kept}
    gone = {id: Revision(now, GONE) for id in ledger if id not in digests and id not in kept}
    return {**kept, **new, **gone}


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
