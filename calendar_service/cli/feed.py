"""`feed`: one feed into a file."""

import sys
from pathlib import Path

import click

from .. import clock
from ..feed import Composer
from ..formats import FORMATS
from .options import base, base_of, catalogue_of, folders, known_selection, language, paths_of, replace_file


@click.command()
@folders
@language
@base
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="A file; standard output if none."
)
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="ics", show_default=True)
@click.argument("selection")
def feed(
    selection: str,
    form: str,
    output: Path | None,
    base_url: str | None,
    lang: str,
    calendars: tuple[Path, ...],
    only_calendars: tuple[Path, ...],
) -> None:
    """Write a calendar, or a selection such as theme/culture/un-days, as a feed.

    Without --base-url it holds no addresses.
    """
    catalogue = catalogue_of(paths_of(calendars, only_calendars=only_calendars), stamped=True)
    composer = Composer(catalogue, base_of(base_url))
    chosen = known_selection(catalogue, selection)
    period = FORMATS[form].period(chosen, clock.today("UTC"))
    data = FORMATS[form].write(composer.selected(chosen, lang, period))
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        replace_file(output, data)
