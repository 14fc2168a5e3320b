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
from .document import FORBIDDEN
from .findings import expected
from .folder import Entry
from .revisions import GONE, BadRow, Ledger, digest, parse_moment, print_moment
from .scalars import MARKUP, is_id, line_of
from .values import values

CHANGES = "changes.csv"
MOST_REASON = 300
HEADER = ("id", "changed", "what", "days", "why")
NOWHERE = "none"
"""The days of what is withdrawn."""
DECIDE_DAYS = ("on", "celebrated", "since", "until", "moved", "skip")
DECIDE_DAYS_IN = {"anniversary": ("origin", "number"), "formerly": ("on", "since", "until")}


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
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    return tuple(_row(number, line) for number, line in enumerate(lines, 1) if line != ",".join(HEADER))


def _row(number: int, line: str) -> Row:
    """A row has a line for itself, so that a quote without an end swallows no other."""
    if "\ufffd" in line:
        raise BadRow(number, expected("UTF-8", "another encoding: save the file as UTF-8"))
    cells = _cells(line)
    moment = parse_moment(cells[1]) if len(cells) == len(HEADER) else None
    if moment is None or cells[2] not in get_args(What) or not is_id(cells[0]) or not is_reason(cells[4]):
        raise BadRow(number, expected(",".join(HEADER), quoted(line)))
    return Row(cells[0], moment, cells[2], cells[3], cells[4])  # type: ignore[arg-type]


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error:
        return []


def is_reason(text: str) -> bool:
    """Whether a text can be told to readers: nothing, or one visible line without HTML."""
    return not text or (not (FORBIDDEN.search(text) or MARKUP.search(text)) and line_of(MOST_REASON)(text) is not None)


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
        entry, known, met = entries.get(id), last.get(id), before.get(id)
        if entry and met and met.digest != GONE and known is None:
            known = Row(id, met.changed, "added", days_digest(entry))
            yield known
        if revision.digest == GONE:
            if known and known.what != "removed":
                yield Row(id, revision.changed, "removed", known.days, why)
        elif entry and (known is None or known.what == "removed"):
            yield Row(id, revision.changed, "added", days_digest(entry), why)
        elif entry and known and met != revision:
            yield Row(id, revision.changed, _what(known, entry), days_digest(entry), why)


def _what(known: Row, entry: Entry) -> What:
    days = days_digest(entry)
    if days == known.days:
        return "corrected"
    return "withdrawn" if days == NOWHERE else "added" if known.days == NOWHERE else "moved"


def days_digest(entry: Entry) -> str:
    """Of what decides on which days an entry falls: not the names or the sources of what held before."""
    if entry.model and entry.model.status == "withdrawn":
        return NOWHERE
    held = values(entry.model) if entry.model else {}
    assert isinstance(held, dict)
    deciding = {key: held[key] for key in DECIDE_DAYS if key in held}
    for key, keys in DECIDE_DAYS_IN.items():
        parts = [{name: part[name] for name in keys if name in part} for part in held.get(key, ()) if keys[0] in part]
        deciding |= {key: parts} if parts else {}
    return digest(deciding)[:8]
