"""`stamp`: writes down which entries have changed."""

from datetime import UTC, datetime
from pathlib import Path

import click

from ..definitions import DefinitionError, shipped_calendars
from ..definitions.changes import CHANGES, is_reason, news, read_changes, write_changes
from ..definitions.folder import Folder, read_folder
from ..definitions.revisions import LEDGER, BadRow, renewed, write_ledger
from .options import refusal, replace_file


@click.command()
@click.option("--why", default="", help="What to tell readers of this change; it goes into changes.csv.")
@click.argument("path", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
def stamp(path: tuple[Path, ...], why: str) -> None:
    """Write down in revisions.csv which entries have changed, and when: now; and in changes.csv what became of them.

    PATH is a folder of calendars; without one it is the shipped collection. Run it with every change you publish.
    """
    why = " ".join(why.split())
    if not is_reason(why):
        raise click.ClickException("expected a reason of one line, 300 characters at most")
    folders_read = [read_folder(item) for item in path or (shipped_calendars(),)]
    findings = [finding for folder in folders_read for finding in folder.findings]
    if findings:
        raise refusal(DefinitionError(findings))
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for folder in folders_read:
        _stamp(folder, now, why)


def _stamp(folder: Folder, now: datetime, why: str) -> None:
    before = folder.ledger or {}
    after = renewed(before, folder.digests, now)
    entries = {entry.id: entry for file in folder.files for entry in file.entries}
    try:
        log = read_changes(folder.path)
    except BadRow as error:
        raise click.ClickException(f"{folder.path / CHANGES}:{error.line}: {error}") from None
    replace_file(folder.path / CHANGES, write_changes([*log, *news(log, before, after, entries, why)]))
    replace_file(folder.path / LEDGER, write_ledger(after))
    changed = [id for id, revision in after.items() if before.get(id) != revision]
    click.echo(f"{folder.path / LEDGER}: {len(changed)} of {len(after)} rows are new", err=True)
