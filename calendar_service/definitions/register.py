"""What a collection knows to lack: `register.csv` names the reference rows that are not entered, and why not.

Rows of the table `acts` are entries whose act is not known.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REGISTER = "register.csv"


class Lack(NamedTuple):
    table: str
    id: str
    reason: str


def read_register(folder: Path) -> Iterator[Lack]:
    """The rows of a folder's register, none where it keeps none."""
    path = folder / REGISTER
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            yield from (Lack(row["table"], row["id"], row["reason"]) for row in csv.DictReader(file))
