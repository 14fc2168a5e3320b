"""Folders of YAML → one catalogue, with everything that is wrong in any of their files.

Nothing is left out in silence: a folder with a mistake gives no catalogue at all, for a feed that lacks an entry
deletes it from people's calendars.
"""

import gc
import hashlib
import json
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ..catalogue import Catalogue
from ..observance import Calendar, Change, Observance
from ..text import quoted
from . import build, checks, deciders, ids, includes, overlays
from .changes import CHANGES, Row, read_changes
from .document import Document, Node, Scalar
from .findings import DefinitionError, Finding, Place, expected
from .folder import COLLECTION, CalendarFile, Entry, Folder, read_folder
from .mistakes import Path as Steps
from .mistakes import inside, locate
from .revisions import GONE, LEDGER, BadRow, stale
from .schema import NameModel
from .spelling import slips

NEVER = datetime.min.replace(tzinfo=UTC)


class Loaded(NamedTuple):
    """What came of some folders; `catalogue` is None where there is a mistake."""

    catalogue: Catalogue | None
    findings: tuple[Finding, ...]
    folders: tuple[Folder, ...]

    @property
    def mistakes(self) -> tuple[Finding, ...]:
        """The findings that are no warnings."""
        return tuple(finding for finding in self.findings if not finding.warning)

    @property
    def stale(self) -> tuple[Finding, ...]:
        """What the ledgers have not seen yet: that stops `check`, not the service."""
        return tuple(_stale(self.folders))

    @property
    def slips(self) -> tuple[Finding, ...]:
        """Slips of spelling in names: they stop `check`, not the service."""
        files = [file for folder in self.folders for file in folder.files]
        return tuple(finding for file in files for finding in _slips(file))


def load_catalogue(paths: Sequence[Path]) -> Catalogue:
    """The catalogue of some folders. Raises DefinitionError with all mistakes of all files."""
    loaded = load_folders(paths)
    if loaded.catalogue is None:
        raise DefinitionError(loaded.mistakes)
    return loaded.catalogue


def load_folders(paths: Sequence[Path]) -> Loaded:
    """The same with warnings, and without raising."""
    with _no_collecting():
        return _loaded(paths)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Hundreds of thousands of nodes are made and none is garbage: looking for it would take a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _loaded(paths: Sequence[Path]) -> Loaded:
    folders = tuple(read_folder(path, label) for path, label in zip(paths, _labels(paths), strict=True))
    findings = [finding for folder in folders for finding in folder.findings]
    findings += ids.prefixes(folders)
    findings += ids.twice(folders)
    logs = [_log(folder, findings) for folder in folders]
    shelf = _Shelf(folders, (row.change for log in logs for row in log))
    findings += shelf.mistakes()
    catalogue = None if _wrong(findings) else shelf.catalogue()
    findings += _without_ledger(folders)
    return Loaded(catalogue, tuple(sorted(findings)), folders)


def _log(folder: Folder, findings: list[Finding]) -> tuple[Row, ...]:
    """What became of the entries of a folder."""
    name = folder.document.name.removesuffix(COLLECTION) + CHANGES
    try:
        return read_changes(folder.path)
    except BadRow as error:
        findings.append(Finding(Place(name, error.line, 1), str(error)))
    except OSError as error:
        findings.append(Finding(Place(name), expected("a readable file", error.strerror or "none")))
    return ()


def _slips(file: CalendarFile) -> Iterator[Finding]:
    """Of the names of its entries, and of those that it would have others shown by."""
    for entry in file.entries:
        yield from _slips_in(entry.model.name if entry.model else {}, entry.node, (), file.document)
    for index, overlay in enumerate(file.model.extend if file.model else ()):
        yield from _slips_in(overlay.name or {}, file.root, ("extend", index), file.document)


def _slips_in(names: Mapping[str, NameModel], root: Node, path: Steps, document: Document) -> Iterator[Finding]:
    english = names["en"].text if "en" in names else ""
    for lang, name in names.items():
        for offset, message in slips(name.text, lang, english):
            node, place = locate(root, (*path, "name", lang, "text"))
            place = inside(node, offset, document) if isinstance(node, Scalar) else place
            yield document.finding(place, message)


def _wrong(findings: Iterable[Finding]) -> bool:
    return any(not finding.warning for finding in findings)


def _labels(paths: Sequence[Path]) -> list[str]:
    """What stands before the names of files in messages: nothing, the folder's name, or its path."""
    names = [path.resolve().name for path in paths]
    if len(paths) < 2:
        return [""] * len(paths)
    return [f"{path if names.count(name) > 1 else name}/" for path, name in zip(paths, names, strict=True)]


class _Shelf:
    """All entries of all folders, side by side."""

    def __init__(self, folders: tuple[Folder, ...], changes: Iterable[Change]) -> None:
        self._folders = folders
        self._changes = tuple(sorted(changes, key=lambda change: (change.when, change.id), reverse=True))
        self._files = {file.id: file for folder in reversed(folders) for file in reversed(folder.files)}
        self._homes = includes.homes(self._files.values())
        self._known = frozenset(id for ids in self._homes.values() for id in ids)
        self._bodies = {body.id: body for folder in folders for body in deciders.bodies_of(folder)}
        self._collections = {folder.path: build.collection(folder.model) for folder in folders if folder.model}
        self._entries = list(self._built())
        self._observances = overlays.overlaid({entry.id: made for entry, made in self._entries}, folders)

    def mistakes(self) -> Iterator[Finding]:
        whole = all(folder.model for folder in self._folders)
        for index, folder in enumerate(self._folders):
            yield from deciders.mistakes(folder, self._folders[:index], self._bodies)
            yield from ids.renamed(folder, self._files)
            yield from overlays.mistakes(folder, self._known)
            for file in folder.files:
                yield from includes.mistakes(file, self._homes, self._bodies)
                for entry in file.entries if whole else ():
                    yield from deciders.unknown(entry, self._bodies)
        for entry, observance in self._entries:
            if entry.model:
                yield from (entry.finding(*remark) for remark in checks.editions(entry.model, observance))
                yield from (entry.finding(*remark, warning=True) for remark in checks.doubts(observance))

    def catalogue(self) -> Catalogue:
        """The frozen whole; only where there is no mistake."""
        calendars = {file.id: self._calendar(folder, file) for folder in self._folders for file in folder.files}
        homes: dict[str, list[str]] = {id: [made.home] for id, made in self._observances.items()}
        for calendar in calendars.values():
            for member in calendar.members:
                if calendar.id != member.home:
                    homes[member.id].append(calendar.id)
        return Catalogue(
            calendars=calendars,
            observances=self._observances,
            bodies=self._bodies,
            chains=_chains(self._folders),
            homes={id: tuple(ids) for id, ids in homes.items()},
            renamed={old: new for folder in self._folders if folder.model for old, new in folder.model.renamed.items()},
            changes=self._changes,
            digest=_digest(self._folders, calendars, self._observances, self._changes),
        )

    def _built(self) -> Iterator[tuple[Entry, Observance]]:
        stamps = _shared_stamps(self._folders, "body:", "collection:fallbacks")
        for folder in self._folders:
            collection = self._collections.get(folder.path)
            for file in folder.files if collection else ():
                for entry in file.entries:
                    if entry.model:
                        assert collection is not None
                        shows = ("collection:fallbacks", *(f"body:{act.body}" for act in entry.model.acts))
                        changed = max([folder.changed(file, entry.id), *(stamps[id] for id in shows if id in stamps)])
                        yield entry, build.observance(entry.model, home=file.id, collection=collection, changed=changed)

    def _calendar(self, folder: Folder, file: CalendarFile) -> Calendar:
        assert file.model is not None
        head = _shared_stamps((folder,), "collection:")
        return build.calendar(
            file.model,
            collection=self._collections[folder.path],
            changed=max(folder.changed(file, f"calendar:{file.id}"), *head.values(), NEVER),
            members=includes.members(file, self._homes, self._observances, self._bodies),
        )


def _shared_stamps(folders: Iterable[Folder], *kinds: str) -> dict[str, datetime]:
    """When the rows of some kinds last changed, in whichever folder that was, as far as a ledger knows."""
    stamps: dict[str, datetime] = {}
    for folder in folders:
        for id, revision in (folder.ledger or {}).items():
            if id.startswith(kinds) and revision.digest != GONE:
                stamps[id] = max(stamps.get(id, NEVER), revision.changed)
    return stamps


def _chains(folders: Iterable[Folder]) -> dict[str, tuple[str, ...]]:
    """The fallbacks of languages; a later folder's word goes before an earlier one's."""
    chains = ChainMap(*(dict(folder.model.fallbacks) for folder in reversed(tuple(folders)) if folder.model))
    return {lang: tuple(chain) for lang, chain in chains.items()}


def _digest(
    folders: Iterable[Folder],
    calendars: Mapping[str, Calendar],
    observances: Mapping[str, Observance],
    changes: Iterable[Change],
) -> str:
    parts = [
        [(change.id, change.when.isoformat(), change.what, change.why) for change in changes],
        [folder.document.lines for folder in folders],
        [file.document.lines for folder in folders for file in folder.files],
        [(id, calendar.changed.isoformat()) for id, calendar in calendars.items()],
        [(id, observance.changed.isoformat()) for id, observance in observances.items()],
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _stale(folders: tuple[Folder, ...]) -> Iterator[Finding]:
    for folder in folders:
        for id, what in stale(folder.ledger, folder.digests) if folder.ledger is not None else ():
            label = folder.document.name.removesuffix(COLLECTION)
            yield Finding(
                Place(label + LEDGER),
                expected("each entry as it is now; run calendar-service stamp", f"{quoted(id)} {what}"),
            )


def _without_ledger(folders: tuple[Folder, ...]) -> Iterator[Finding]:
    for folder in folders:
        if folder.ledger is None and folder.files and not (folder.path / LEDGER).exists():
            message = "none yet: the times of the files are taken, which differ by machine; run calendar-service stamp"
            yield Finding(Place(folder.document.name.removesuffix(COLLECTION) + LEDGER), message, warning=True)
