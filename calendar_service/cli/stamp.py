"""`stamp`: writes down which entries have changed."""

from datetime import UTC, datetime
from pathlib import Path

import click

from ..definitions import DefinitionError, shipped_calendars
from ..definitions.folder import read_folder
from ..definitions.revisions import LEDGER, renewed, write_ledger
from .options import refusal, replace_file


@click.command()
@click.argument("path", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
def stamp(path: tuple[Path, ...]) -> None:
    """Write down in revisions.csv which entries have changed, and when: now.

    PATH is a folder of calendars; without one it is the shipped collection. Run it with every change you publish.
    """
    folders_read = [read_folder(item) for item in path or (shipped_calendars(),)]
    findings = [finding for folder in folders_read for finding in folder.findings]
    if findings:
        raise refusal(DefinitionError(findings))
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for folder in folders_read:
        before = folder.ledger or {}
        after = renewed(before, folder.digests, now)
        replace_file(folder.path / LEDGER, write_ledger(after))
        changed = [id for id, revision in after.items() if before.get(id) != revision]
        click.echo(f"{folder.path / LEDGER}: {len(changed)} of {len(after)} rows are new", err=True)
