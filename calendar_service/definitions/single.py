"""One calendar that somebody has written, read beside those that are there: what is wrong in it, or what it gives.

Nothing is stored, and nothing of ours is changed: the file may also be one of ours, corrected.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ..catalogue import Catalogue
from ..observance import Collection, Observance
from ..text import Text, quoted
from . import build, checks, deciders, ids, includes, overlays
from .document import Document, Mapping, Scalar, Sequence, parse_document, scalars
from .findings import Finding, expected
from .folder import CalendarFile, Folder, calendar_in

NAME = "calendar.yaml"
MOST = {"observances": 300, "extend": 100, "include": 20}
MOST_IDS = 300
"""Of all includes together. A file that anybody may send should take a second at most, and 64 kB can take ten."""
COLLECTION = Collection(domain="check.invalid", publisher={"en": Text("-", "en")})


class Single(NamedTuple):
    """`catalogue` holds the one calendar, and is None where there is a mistake."""

    findings: tuple[Finding, ...]
    catalogue: Catalogue | None


def read_single(data: bytes, beside: Catalogue, changed: datetime) -> Single:
    """The calendar in some bytes; `changed` is the stamp of all its entries."""
    document = parse_document(NAME, data)
    if too_long := tuple(_too_long(document)):
        return Single(too_long, None)
    findings = list(document.findings)
    file = calendar_in(document, _id(document), changed, findings)
    if file is None:
        return Single(tuple(sorted(findings)), None)
    homes = _homes(beside) | includes.homes([file])
    made = _made(file, changed)
    folder = Folder(Path(), None, document, (file,), None, ())
    findings += _mistakes(folder, file, homes, beside)
    for entry in file.entries:
        if entry.model and entry.id in made:
            findings += (entry.finding(*remark) for remark in checks.editions(entry.model, made[entry.id]))
            findings += (entry.finding(*remark, warning=True) for remark in checks.doubts(made[entry.id]))
    wrong = any(not finding.warning for finding in findings)
    if wrong:
        return Single(tuple(sorted(findings)), None)
    observances = overlays.overlaid({**beside.observances, **made}, [folder])
    return Single(tuple(sorted(findings)), _catalogue(file, observances, homes, beside, changed))


def _too_long(document: Document) -> Iterator[Finding]:
    root = document.root
    for key, most in MOST.items():
        node = root.items.get(key) if isinstance(root, Mapping) else None
        if isinstance(node, Sequence) and len(node.items) > most:
            told = expected(f'at most {most} entries under "{key}" to check here', str(len(node.items)))
            yield document.finding(node.items[most].place, told)
    ids = list(scalars(root, "include", "*", "ids", "*"))
    if len(ids) > MOST_IDS:
        told = expected(f"at most {MOST_IDS} ids to include in a file to check here", str(len(ids)))
        yield document.finding(ids[MOST_IDS][1].place, told)


def _id(document: Document) -> str:
    node = document.root.items.get("calendar") if isinstance(document.root, Mapping) else None
    return node.text if isinstance(node, Scalar) else "calendar"


def _homes(beside: Catalogue) -> dict[str, tuple[str, ...]]:
    return {
        calendar.id: tuple(member.id for member in calendar.members if member.home == calendar.id)
        for calendar in beside.calendars.values()
    }


def _made(file: CalendarFile, changed: datetime) -> dict[str, Observance]:
    return {
        entry.id: build.observance(entry.model, home=file.id, collection=COLLECTION, changed=changed)
        for entry in file.entries
        if entry.model
    }


def _mistakes(folder: Folder, file: CalendarFile, homes: includes.Homes, beside: Catalogue) -> list[Finding]:
    found = [*ids.twice((folder,)), *includes.mistakes(file, homes, beside.bodies)]
    found += overlays.mistakes(folder, beside.observances)
    for entry in file.entries:
        found += deciders.unknown(entry, beside.bodies)
        known = beside.observances.get(entry.id)
        if known and known.home != file.id:
            told = expected("an id of its own", f"{quoted(entry.id)}, which stands in {known.home}")
            found.append(entry.finding(("id",), told))
    return found


def _catalogue(
    file: CalendarFile, observances: dict[str, Observance], homes: includes.Homes, beside: Catalogue, changed: datetime
) -> Catalogue:
    assert file.model is not None
    members = includes.members(file, homes, observances, beside.bodies)
    calendar = build.calendar(file.model, collection=COLLECTION, changed=changed, members=members)
    return Catalogue(
        calendars={calendar.id: calendar},
        observances={member.id: member for member in members},
        bodies=beside.bodies,
        chains=beside.chains,
        homes={member.id: (calendar.id,) for member in members},
        renamed={},
        changes=(),
        digest="",
    )
