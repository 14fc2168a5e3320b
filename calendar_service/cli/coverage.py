"""`coverage`: how good the collection is, as numbers, and what it is known to lack."""

from pathlib import Path

import click

from .. import coverage
from ..definitions.register import read_register
from .options import catalogue_of, folders, paths_of


@click.command("coverage")
@folders
@click.option("--format", "form", type=click.Choice(("text", "markdown")), default="text", show_default=True)
def show_coverage(form: str, calendars: tuple[Path, ...], only_calendars: tuple[Path, ...]) -> None:
    """How good the collection is, in numbers: acts, evidence, names by language, examples, age; and what it lacks."""
    paths = paths_of(calendars, only_calendars=only_calendars)
    rows = coverage.coverage(catalogue_of(paths))
    for line in coverage.markdown(rows) if form == "markdown" else coverage.lines(rows):
        click.echo(line)
    for lack in (lack for path in paths for lack in read_register(path)) if form == "text" else ():
        click.echo(f"lacks {lack.id} ({lack.table}): {lack.reason}")
