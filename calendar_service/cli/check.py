"""`check`: everything that is wrong in the calendars, with its place."""

import sys
from pathlib import Path

import click

from ..definitions import load_folders, shipped_calendars
from ..definitions.document import Node, read_document, scalars
from ..definitions.folder import COLLECTION, CalendarFile, Folder
from .options import counted, folders, paths_of


@click.command()
@folders
@click.argument("path", nargs=-1, type=click.Path(path_type=Path, exists=True))
def check(path: tuple[Path, ...], calendars: tuple[Path, ...], only_calendars: tuple[Path, ...]) -> None:
    """Tell everything that is wrong in the calendars.

    PATH is a folder, or one file of a folder, that is checked beside the shipped calendars.
    """
    given = tuple(item if item.is_dir() else item.parent for item in path)
    copies = tuple(item for item in given if _is_ours(item))
    loaded = load_folders(paths_of(calendars, given, only_calendars=only_calendars or copies))
    files = [(folder, file) for folder in loaded.folders for file in folder.files]
    others = {file.document.name for folder, file in files if not _asked(folder, file, path)}
    told = [file for folder, file in files if _counted(folder, file, path)]
    findings = [found for found in (*loaded.findings, *loaded.slips, *loaded.stale) if found.place.file not in others]
    for finding in findings:
        click.echo(finding, err=True)
    mistakes = sum(not finding.warning for finding in findings)
    read = counted(sum(len(file.entries) for file in told), "entry", "entries")
    where = counted(len(told), "calendar", "calendars")
    click.echo(f"{read} in {where}, {counted(mistakes, 'mistake', 'mistakes')}", err=True)
    sys.exit(1 if mistakes else 0)


def _is_ours(path: Path) -> bool:
    """Whether a folder is the shipped collection, or a copy of it that somebody corrects."""
    ours, other = (read_document(folder / COLLECTION).root for folder in (shipped_calendars(), path))
    return None not in (ours, other) and _domain(ours) == _domain(other)


def _domain(collection: Node | None) -> str:
    return "".join(scalar.text for _, scalar in scalars(collection, "domain"))


def _counted(folder: Folder, file: CalendarFile, paths: tuple[Path, ...]) -> bool:
    """Whether a calendar is among those that were named; where nothing was, all are."""
    given = {path.resolve() for path in paths}
    return not given or bool(given & {folder.path.resolve(), folder.path.resolve() / f"{file.id}.yaml"})


def _asked(folder: Folder, file: CalendarFile, paths: tuple[Path, ...]) -> bool:
    """Whether a calendar is to be told of: all are, unless single files of its folder are named."""
    beside = [path for path in paths if path.is_file() and path.parent.resolve() == folder.path.resolve()]
    return not beside or f"{file.id}.yaml" in {path.name for path in beside}
