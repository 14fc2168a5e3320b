"""One folder read: its collection, its calendar files entry by entry, and its ledger."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ..text import quoted
from . import checks
from .document import Document, Mapping, Node, Scalar, Sequence, plain, read_document, scalars
from .findings import Finding, Place, expected
from .mistakes import checked, locate
from .revisions import GONE, LEDGER, BadRow, Ledger, digest, read_ledger
from .scalars import described
from .schema import CalendarModel, CollectionModel, ObservanceModel
from .values import values

COLLECTION = "collection.yaml"
YAML_NAME = re.compile(r"\.ya?ml\b", re.IGNORECASE)
SHARED_KEYS = ("fallbacks", "publisher")
"""What of a collection shows in feeds."""
EXTEND = "extend:"
"""How the ledger's rows of overlays start."""
OWN_KEYS = ("name", "description", "color", "include")
"""What of a calendar its own stamp stands for."""


@dataclass(frozen=True)
class Entry:
    """An observance as written; `model` is None where something is wrong in it."""

    id: str
    node: Mapping
    document: Document
    model: ObservanceModel | None

    @property
    def digest(self) -> str:
        return digest(values(self.model) if self.model else plain(self.node))

    def finding(self, path: tuple[int | str, ...], message: str, *, warning: bool = False) -> Finding:
        return self.document.finding(locate(self.node, path)[1], message, warning=warning)


@dataclass(frozen=True)
class CalendarFile:
    """A calendar as written; `model` is None where something is wrong in its head."""

    id: str
    document: Document
    root: Mapping
    model: CalendarModel | None
    entries: tuple[Entry, ...]
    changed: datetime

    @property
    def digest(self) -> str:
        """Of what the calendar says itself."""
        return digest({key: plain(node) for key, node in self.root.items.items() if key in OWN_KEYS})

    def overlays(self) -> Iterator[tuple[str, str]]:
        """The entries of other folders of which the calendar speaks, each with the digest of what it says."""
        extend = self.root.items.get("extend")
        for (index, _), scalar in scalars(extend, "*", "id"):
            assert isinstance(extend, Sequence) and isinstance(index, int)
            yield scalar.text, digest(plain(extend.items[index]))

    def finding(self, path: tuple[int | str, ...], message: str) -> Finding:
        return self.document.finding(locate(self.root, path)[1], message)


@dataclass(frozen=True)
class Folder:
    path: Path
    model: CollectionModel | None
    document: Document
    files: tuple[CalendarFile, ...]
    ledger: Ledger | None
    findings: tuple[Finding, ...]

    def changed(self, file: CalendarFile, row: str) -> datetime:
        """The ledger's stamp of a row; what the ledger does not know is as old as its file."""
        revision = (self.ledger or {}).get(row)
        return revision.changed if revision and revision.digest != GONE else file.changed

    def finding(self, message: str, *path: str) -> Finding:
        """Of a place in the collection."""
        root = self.document.root
        place = locate(root, path)[1] if root else Place(self.document.name)
        return self.document.finding(place, message)

    @property
    def digests(self) -> dict[str, str]:
        """What the ledger of the folder ought to hold: all that shows in an event or at the head of a feed."""
        shared = {f"collection:{key}": node for key, node in _items(self.document.root) if key in SHARED_KEYS}
        bodies = dict(_items(self.document.root)).get("bodies")
        shared |= {f"body:{id}": node for id, node in _items(bodies)}
        return {
            **{key: digest(plain(node)) for key, node in shared.items()},
            **{f"calendar:{file.id}": file.digest for file in self.files},
            **{EXTEND + id: hashed for file in self.files for id, hashed in file.overlays()},
            **{entry.id: entry.digest for file in self.files for entry in file.entries},
        }


def _items(node: Node | None) -> Iterator[tuple[str, Node]]:
    yield from node.items.items() if isinstance(node, Mapping) else ()


def read_folder(path: Path, label: str = "") -> Folder:
    """All that stands in a folder; `label` is put before the names of its files in messages."""
    findings: list[Finding] = []
    model, document = _collection(path, label, findings)
    files = tuple(_files(path, label, findings))
    return Folder(path, model, document, files, _ledger(path, label, findings), tuple(findings))


def _collection(path: Path, label: str, findings: list[Finding]) -> tuple[CollectionModel | None, Document]:
    document = read_document(path / COLLECTION, label)
    if not (path / COLLECTION).exists():
        what = f"{COLLECTION} in this folder, with its domain and publisher (calendars/README.md)"
        findings.append(Finding(Place(document.name), expected(what, "none")))
        return None, document
    findings += document.findings
    if document.root is None:
        return None, document
    model, found = checked(CollectionModel, document.root, document)
    findings += found
    return model, document


def _files(path: Path, label: str, findings: list[Finding]) -> Iterator[CalendarFile]:
    for file in sorted(file for file in _inside(path) if YAML_NAME.search(file.name)):
        if file.suffix != ".yaml":
            findings.append(
                Finding(Place(label + file.name), expected("a name that ends in .yaml", quoted(file.suffix)))
            )
        elif file.name != COLLECTION:
            document = read_document(file, label)
            findings += document.findings
            calendar = calendar_in(document, file.stem, _file_time(file), findings)
            if calendar:
                yield calendar


def _inside(path: Path) -> Iterator[Path]:
    """What lies in a folder; nothing where it can not be read, which its collection.yaml tells."""
    with suppress(OSError):
        yield from path.iterdir()


def calendar_in(document: Document, id: str, changed: datetime, findings: list[Finding]) -> CalendarFile | None:
    """The calendar that a document holds; `id` is what it must be called, as its file is."""
    root = document.root
    if root is None:
        return None
    if not isinstance(root, Mapping):
        findings.append(document.finding(root.place, expected("a mapping (key: value)", described(plain(root)))))
        return None
    head = Mapping({key: node for key, node in root.items.items() if key != "observances"}, root.keys, root.place)
    model, found = checked(CalendarModel, head, document, beside=("observances",))
    findings += found
    entries = tuple(_entries(document, root.items.get("observances"), findings))
    if model and model.calendar != id:
        place = locate(root, ("calendar",))[1]
        findings.append(document.finding(place, expected(f'"{id}", the name of the file', quoted(model.calendar))))
    return CalendarFile(id, document, root, model, entries, changed)


def _entries(document: Document, node: Node | None, findings: list[Finding]) -> Iterator[Entry]:
    if node is None:
        return
    if not isinstance(node, Sequence):
        findings.append(document.finding(node.place, expected("a list of observances", described(plain(node)))))
        return
    for item in node.items:
        if isinstance(item, Mapping):
            yield _entry(document, item, findings)
        else:
            findings.append(
                document.finding(item.place, expected("an observance (key: value)", described(plain(item))))
            )


def _entry(document: Document, node: Mapping, findings: list[Finding]) -> Entry:
    model, found = checked(ObservanceModel, node, document)
    id_node = node.items.get("id")
    id = id_node.text if isinstance(id_node, Scalar) else ""
    entry = Entry(id, node, document, model)
    remarks = [*checks.keys(node)]
    if model and not remarks:
        remarks += checks.agreement(model)
    findings += found
    findings += [entry.finding(*remark) for remark in remarks]
    return replace(entry, model=None) if remarks else entry


def _ledger(path: Path, label: str, findings: list[Finding]) -> Ledger | None:
    try:
        return read_ledger(path)
    except BadRow as error:
        findings.append(Finding(Place(label + LEDGER, error.line, 1), str(error)))
    except OSError as error:
        findings.append(Finding(Place(label + LEDGER), expected("a readable file", error.strerror or "none")))
    return None


def _file_time(path: Path) -> datetime:
    """The minute in which a file was last written."""
    return datetime.fromtimestamp(path.stat().st_mtime // 60 * 60, UTC)
