"""What became of the entries, for readers: `changes.csv`, a log beside the ledger that only grows.

The ledger says when an entry last changed, the log what it was each time (added, corrected, moved, withdrawn, removed)
and why. `stamp` writes it. An entry has moved when what decides its days is another: `days` is the digest of that.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, get_args

from ..observance import Change, What
from ..text import quoted
from .findings import expected
from .folder import Entry
from .revisions import GONE, BadRow, Ledger, digest, parse_moment, print_moment
from .values import values

CHANGES = "changes.csv"
HEADER = ("id", "changed", "what", "days", "why")
DECIDE_DAYS = ("on", "anniversary", "celebrated", "since", "until", "formerly", "moved", "skip")


class Row(NamedTuple):
    id: str
    changed: datetime
    what: What
    days: str
    why: str = ""

    @property
    def change(self) -> Change:
        return Change(self.id, self.changed, self.what, self.why)


def read_changes(folder: Path) -> tuple[Row, ...]:
    """The rows of a folder's log, the oldest first; none where it keeps none. Raises BadRow."""
    path = folder / CHANGES
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.reader(file)
        return tuple(_row(rows.line_num, cells) for cells in rows if tuple(cells) != HEADER)


def _row(number: int, cells: list[str]) -> Row:
    moment = parse_moment(cells[1]) if len(cells) == len(HEADER) else None
    if moment is None or cells[2] not in get_args(What):
        raise BadRow(number, expected(",".join(HEADER), quoted(",".join(cells))))
    return Row(cells[0], moment, cells[2], cells[3], cells[4])  # type: ignore[arg-type]


def write_changes(rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows((row.id, print_moment(row.changed), row.what, row.days, row.why) for row in rows)
    return text.getvalue().encode()


def news(log: Iterable[Row], before: Ledger, after: Ledger, entries: Mapping[str, Entry], why: str) -> Iterator[Row]:
    """The rows that a log lacks: of each entry that changed, and of each that it has not met yet."""
    last = {row.id: row for row in log}
    for id, revision in after.items():
        entry, known = entries.get(id), last.get(id)
        if revision.digest == GONE:
            if known and known.what != "removed":
                yield Row(id, revision.changed, "removed", known.days, why)
        elif entry and (known is None or known.what == "removed"):
            yield Row(id, revision.changed, "added", days_digest(entry), "" if id in before else why)
        elif entry and known and before.get(id) != revision:
            yield Row(id, revision.changed, _what(known, entry), days_digest(entry), why)


def _what(known: Row, entry: Entry) -> What:
    if entry.model and entry.model.status == "withdrawn" and known.what != "withdrawn":
        return "withdrawn"
    return "corrected" if known.days == days_digest(entry) else "moved"


def days_digest(entry: Entry) -> str:
    """Of what decides on which days an entry falls."""
    held = values(entry.model) if entry.model else {}
    assert isinstance(held, dict)
    return digest({key: held[key] for key in DECIDE_DAYS if key in held})[:8]
