"""Ids across folders: each given once, each with its folder's prefix, and old ones that lead on."""

from collections.abc import Iterator, Mapping

from ..text import nearest, quoted
from .findings import Finding, Place, expected
from .folder import CalendarFile, Folder


def prefixes(folders: tuple[Folder, ...]) -> Iterator[Finding]:
    """Only one folder may do without a prefix, and in the others every id bears it."""
    bare = [folder for folder in folders if folder.model and not folder.model.prefix]
    for folder in bare[1:]:
        yield folder.finding(expected('the key "prefix" in a folder beside another', "none"))
    for folder in folders:
        prefix = folder.model.prefix if folder.model else None
        for file in folder.files if prefix else ():
            assert prefix is not None
            if not f"{file.id}-".startswith(prefix):
                yield file.finding(("calendar",), expected(f'an id that starts with "{prefix}"', quoted(file.id)))
            for entry in file.entries:
                if entry.id and not entry.id.startswith(prefix):
                    yield entry.finding(("id",), expected(f'an id that starts with "{prefix}"', quoted(entry.id)))


def twice(folders: tuple[Folder, ...]) -> Iterator[Finding]:
    """Ids of calendars and observances that were given before."""
    calendars: dict[str, Place] = {}
    entries: dict[str, Place] = {}
    for file in (file for folder in folders for file in folder.files):
        finding = file.finding(("calendar",), "")
        if file.id in calendars:
            got = f"{quoted(file.id)} again, first at {calendars[file.id]}"
            yield file.finding(("calendar",), expected("an id of its own", got))
        calendars.setdefault(file.id, finding.place)
        for entry in file.entries:
            first = entries.get(entry.id)
            if first and entry.id:
                yield entry.finding(
                    ("id",), expected("an id of its own", f"{quoted(entry.id)} again, first at {first}")
                )
            entries.setdefault(entry.id, entry.finding(("id",), "").place)


def renamed(folder: Folder, files: Mapping[str, CalendarFile]) -> Iterator[Finding]:
    """An old id of a calendar must be free, and lead to one."""
    for old, new in (folder.model.renamed if folder.model else {}).items():
        if old in files:
            yield folder.finding(expected("an id that no calendar has any more", quoted(old)), "renamed", old)
        if new not in files:
            yield folder.finding(expected("a calendar", quoted(new), nearest(new, files)), "renamed", old)
