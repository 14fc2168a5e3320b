"""What the commands share: their options, and the values these stand for or a refusal in one line."""

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from .. import clock
from ..catalogue import Catalogue, Unknown
from ..definitions import DefinitionError, load_folders, shipped_calendars
from ..selection import BadSelection, Selection, parse_selection
from ..text import LANGUAGES
from ..web import Refused, base_address, framers

Command = TypeVar("Command", bound=Callable[..., Any])


def folders(command: Command) -> Command:
    """The options that say which folders of calendars to use; the command gets them as `paths`."""
    only = click.option(
        "--only-calendars",
        multiple=True,
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="A folder of calendars instead of the shipped ones; may be given several times.",
    )
    beside = click.option(
        "--calendars",
        multiple=True,
        envvar="CALENDAR_SERVICE_CALENDARS",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="A folder of your own calendars beside the shipped ones; may be given several times.",
    )
    return beside(only(command))


def paths_of(*given: tuple[Path, ...], only_calendars: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders to load, ours first unless it is left out, each once however often it was named."""
    first = only_calendars or (shipped_calendars(),)
    return tuple({path.resolve(): path for path in (*first, *(path for paths in given for path in paths))}.values())


language = click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language.")
base = click.option("--base-url", envvar="CALENDAR_SERVICE_BASE_URL", help="Where the service is reached, https://…")
zone = click.option(
    "--tz", default="UTC", envvar="CALENDAR_SERVICE_TZ", show_default=True, help="Whose today: an IANA time zone."
)
frame_ancestors = click.option(
    "--frame-ancestors",
    default="*",
    envvar="CALENDAR_SERVICE_FRAME_ANCESTORS",
    show_default=True,
    help="Whose pages may show a widget in a frame: hosts such as https://museum.example, or *.",
)


def catalogue_of(paths: tuple[Path, ...], *, stamped: bool = False) -> Catalogue:
    """The catalogue; where its stamps go out to calendars, what makes them doubtful is told."""
    loaded = load_folders(paths)
    if loaded.catalogue is None:
        raise refusal(DefinitionError(loaded.mistakes))
    for finding in loaded.findings if stamped else ():
        click.echo(finding, err=True)
    if stamped and loaded.stale:
        changed = counted(len(loaded.stale), "entry has", "entries have")
        click.echo(f"warning: {changed} changed since the last stamp; run calendar-service stamp", err=True)
    return loaded.catalogue


def refusal(error: DefinitionError) -> click.ClickException:
    return click.ClickException(f"the calendars cannot be used:\n{error}")


def known_calendar(catalogue: Catalogue, id: str) -> str:
    try:
        return catalogue.calendar(id).id
    except Unknown as error:
        raise click.ClickException(str(error)) from None


def known_selection(catalogue: Catalogue, address: str) -> Selection:
    try:
        return parse_selection(catalogue, address)
    except Unknown as error:
        raise click.ClickException(str(error)) from None
    except BadSelection as error:
        raise click.ClickException(f"expected {error}") from None


def today_in(tz: str) -> date:
    try:
        return clock.today(tz)
    except clock.UnknownZone as error:
        raise click.ClickException(str(error)) from None


def base_of(address: str | None) -> str | None:
    try:
        return base_address(address) if address else None
    except Refused as error:
        raise click.ClickException(str(error)) from None


def framers_of(hosts: str) -> str:
    try:
        return framers(hosts)
    except Refused as error:
        raise click.ClickException(str(error)) from None


def replace_file(path: Path, data: bytes) -> None:
    """The file as a whole or as it was: nobody reads half of it."""
    if not path.parent.is_dir():
        raise click.ClickException(f"no such folder: {path.parent}")
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


def counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
