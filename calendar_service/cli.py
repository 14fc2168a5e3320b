"""The command line: what is wrong, what is coming, a feed into a file, the service."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from . import __version__, clock
from .catalogue import Catalogue, Unknown
from .coverage import coverage, table
from .definitions import DefinitionError, load_folders, shipped_calendars
from .definitions.document import Node, read_document, scalars
from .definitions.folder import COLLECTION, CalendarFile, Folder, read_folder
from .definitions.revisions import LEDGER, renewed, write_ledger
from .feed import Composer, Event
from .formats import FORMATS, csv, json
from .observance import Observance
from .query import Selection, feed_period, running, upcoming
from .span import Span
from .text import LANGUAGES
from .web import Refused, base_address, create_app
from .web.server import serve as run_server
from .wording import wording

Command = TypeVar("Command", bound=Callable[..., Any])
LOOK_AHEAD_YEARS = 60


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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Commemorations as calendar feeds: what is kept, when, and by whose decision."""


@main.command()
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
    findings = [found for found in (*loaded.findings, *loaded.slips, *loaded.stale) if found.place.file not in others]
    for finding in findings:
        click.echo(finding, err=True)
    mistakes = sum(not finding.warning for finding in findings)
    read = _counted(sum(len(file.entries) for _, file in files), "entry", "entries")
    where = _counted(len(files), "calendar", "calendars")
    click.echo(f"{read} in {where}, {_counted(mistakes, 'mistake', 'mistakes')}", err=True)
    sys.exit(1 if mistakes else 0)


def _is_ours(path: Path) -> bool:
    """Whether a folder is the shipped collection, or a copy of it that somebody corrects."""
    ours, other = (read_document(folder / COLLECTION).root for folder in (shipped_calendars(), path))
    return None not in (ours, other) and _domain(ours) == _domain(other)


def _domain(collection: Node | None) -> str:
    return "".join(scalar.text for _, scalar in scalars(collection, "domain"))


def _asked(folder: Folder, file: CalendarFile, paths: tuple[Path, ...]) -> bool:
    """Whether a calendar is to be told of: all are, unless single files of its folder are named."""
    beside = [path for path in paths if path.is_file() and path.parent.resolve() == folder.path.resolve()]
    return not beside or f"{file.id}.yaml" in {path.name for path in beside}


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


@main.command("upcoming")
@folders
@language
@base
@zone
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 3660), help="How many days from today.")
@click.option("--format", "form", type=click.Choice(("table", "json", "csv")), default="table", show_default=True)
@click.argument("calendar", nargs=-1)
def show_upcoming(
    calendar: tuple[str, ...],
    form: str,
    days: int,
    tz: str,
    base_url: str | None,
    lang: str,
    calendars: tuple[Path, ...],
    only_calendars: tuple[Path, ...],
) -> None:
    """What is commemorated today and in the next days, in all calendars or those named."""
    catalogue = _catalogue(paths_of(calendars, only_calendars=only_calendars))
    today = _today(tz)
    selection = Selection(tuple(_known(catalogue, id) for id in calendar) or tuple(catalogue.calendars))
    composer = Composer(catalogue, _base(base_url))
    found = [composer.whole(item, lang) for item in upcoming(catalogue, selection, today, days)]
    if form == "json":
        sys.stdout.buffer.write(json.dump({"items": [json.record(event) for event in found], "next": None}))
    elif form == "csv":
        sys.stdout.buffer.write(csv.table(tuple(found)))
    else:
        for event in [*found, *(composer.whole(item, lang) for item in running(catalogue, selection, today))]:
            click.echo(_line(event, today))


def _line(event: Event, today: date) -> str:
    days = (event.span.start - today).days
    when = "now" if days < 0 else "today" if days == 0 else f"in {_counted(days, 'day', 'days')}"
    span = event.span.start.isoformat() + (f" – {event.span.last.isoformat()}" if event.span.days > 1 else "")
    return f"{span:<23}  {when:<11}  {event.title}"


@main.command()
@folders
@language
@base
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="A file; standard output if none."
)
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="ics", show_default=True)
@click.argument("calendar")
def feed(
    calendar: str,
    form: str,
    output: Path | None,
    base_url: str | None,
    lang: str,
    calendars: tuple[Path, ...],
    only_calendars: tuple[Path, ...],
) -> None:
    """Write one calendar as a feed; without --base-url it holds no addresses."""
    catalogue = _catalogue(paths_of(calendars, only_calendars=only_calendars), stamped=True)
    composer = Composer(catalogue, _base(base_url))
    chosen = catalogue.calendar(_known(catalogue, calendar))
    data = FORMATS[form].write(composer.feed(chosen, lang, feed_period(clock.today("UTC"))))
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        _replace(output, data)


@main.command()
@folders
@language
@zone
@click.argument("id")
def explain(id: str, tz: str, lang: str, calendars: tuple[Path, ...], only_calendars: tuple[Path, ...]) -> None:
    """One observance: its rule in words, its next ten dates, and the acts behind it."""
    catalogue = _catalogue(paths_of(calendars, only_calendars=only_calendars))
    try:
        observance = catalogue.observance(id)
    except Unknown as error:
        raise click.ClickException(str(error)) from None
    for line in _explained(Composer(catalogue, None), observance, _today(tz), lang):
        click.echo(line)


def _explained(composer: Composer, observance: Observance, today: date, lang: str) -> Iterator[str]:
    yield composer.text(observance.names, lang)
    yield f"  id         {observance.id}, in {', '.join(composer.catalogue.calendars_with(observance))}"
    yield f"  kind       {observance.kind}"
    if observance.words:
        yield f"  rule       {observance.words}" + (f", since {observance.since}" if observance.since else "")
    for former in observance.formerly:
        yield f"  formerly   {former.words or composer.text(former.names, lang)}, until {former.until}"
    for act in observance.acts:
        yield f"  act        {composer.act(act, wording(lang))} ({act.evidence})"
    for dispute in observance.disputed:
        others = ", ".join(reading.reading for reading in dispute.against)
        yield f"  disputed   {dispute.of}: {dispute.chosen.reading}; others: {others}"
    yield f"  status     {observance.status}, {observance.evidence}" + ("" if observance.in_feeds else ", not in feeds")
    for index, event in enumerate(_next_ten(composer, observance, today, lang)):
        yield f"  {'next' if not index else '':<9}  {event.span.start}" + (
            f" – {event.span.last}" if event.span.days > 1 else ""
        )


def _next_ten(composer: Composer, observance: Observance, today: date, lang: str) -> list[Event]:
    window = Span(today, date(today.year + LOOK_AHEAD_YEARS, 1, 1))
    found = sorted(observance.occurrences(window), key=lambda occurrence: occurrence.span)[:10]
    return [composer.whole(occurrence, lang) for occurrence in found]


@main.command("coverage")
@folders
def show_coverage(calendars: tuple[Path, ...], only_calendars: tuple[Path, ...]) -> None:
    """How good the collection is, in numbers: acts, evidence, names by language, examples, age."""
    for line in table(coverage(_catalogue(paths_of(calendars, only_calendars=only_calendars)))):
        click.echo(line)


@main.command()
@click.argument("path", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
def stamp(path: tuple[Path, ...]) -> None:
    """Write down in revisions.csv which entries have changed, and when: now.

    PATH is a folder of calendars; without one it is the shipped collection. Run it with every change you publish.
    """
    folders_read = [read_folder(item) for item in path or (shipped_calendars(),)]
    findings = [finding for folder in folders_read for finding in folder.findings]
    if findings:
        raise _refusal(DefinitionError(findings))
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for folder in folders_read:
        before = folder.ledger or {}
        after = renewed(before, folder.digests, now)
        _replace(folder.path / LEDGER, write_ledger(after))
        changed = [id for id, revision in after.items() if before.get(id) != revision]
        click.echo(f"{folder.path / LEDGER}: {len(changed)} of {len(after)} rows are new", err=True)


@main.command()
@folders
@base
@zone
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Threads in each of them.")
def serve(
    workers: int,
    threads: int,
    port: int,
    host: str,
    tz: str,
    base_url: str | None,
    calendars: tuple[Path, ...],
    only_calendars: tuple[Path, ...],
) -> None:
    """Serve feeds and pages. Refuses to start where a definition is wrong."""
    paths = paths_of(calendars, only_calendars=only_calendars)
    _catalogue(paths, stamped=True)
    _today(tz)
    shown = host if host not in ("0.0.0.0", "::") else "127.0.0.1"
    address = _base(base_url or f"http://{f'[{shown}]' if ':' in shown else shown}:{port}")
    assert address is not None
    app = create_app(calendars=paths, base_url=address, today=clock.today, zone=tz)
    if not base_url and shown != host:
        click.echo("warning: links lead to this machine only; say with --base-url where others reach it", err=True)
    click.echo(f"{address}/en/", err=True)
    run_server(app, host=host, port=port, workers=workers, threads=threads)


def _catalogue(paths: tuple[Path, ...], *, stamped: bool = False) -> Catalogue:
    """The catalogue; where its stamps go out to calendars, what makes them doubtful is told."""
    loaded = load_folders(paths)
    if loaded.catalogue is None:
        raise _refusal(DefinitionError(loaded.mistakes))
    for finding in loaded.findings if stamped else ():
        click.echo(finding, err=True)
    if stamped and loaded.stale:
        changed = _counted(len(loaded.stale), "entry has", "entries have")
        click.echo(f"warning: {changed} changed since the last stamp; run calendar-service stamp", err=True)
    return loaded.catalogue


def _refusal(error: DefinitionError) -> click.ClickException:
    return click.ClickException(f"the calendars cannot be used:\n{error}")


def _known(catalogue: Catalogue, id: str) -> str:
    try:
        return catalogue.calendar(id).id
    except Unknown as error:
        raise click.ClickException(str(error)) from None


def _today(tz: str) -> date:
    try:
        return clock.today(tz)
    except clock.UnknownZone as error:
        raise click.ClickException(str(error)) from None


def _base(address: str | None) -> str | None:
    try:
        return base_address(address) if address else None
    except Refused as error:
        raise click.ClickException(str(error)) from None


def _replace(path: Path, data: bytes) -> None:
    """The file as a whole or as it was: nobody reads half of it."""
    if not path.parent.is_dir():
        raise click.ClickException(f"no such folder: {path.parent}")
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)
