"""`upcoming`: what is on now and next."""

import sys
from datetime import date, timedelta
from pathlib import Path

import click

from ..almanac import Almanac
from ..feed import Composer, Event
from ..formats import csv, json
from ..selection import Selection
from ..span import Span
from .options import base, base_of, catalogue_of, counted, folders, known_calendar, language, paths_of, today_in, zone


@click.command("upcoming")
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
    catalogue = catalogue_of(paths_of(calendars, only_calendars=only_calendars))
    today = today_in(tz)
    selection = Selection(tuple(known_calendar(catalogue, id) for id in calendar) or tuple(catalogue.calendars))
    almanac = Almanac(catalogue)
    composer = Composer(catalogue, base_of(base_url))
    found = [composer.whole(item, lang) for item in almanac.upcoming(selection, Span(today, today + timedelta(days)))]
    if form == "json":
        sys.stdout.buffer.write(json.dump({"items": [json.record(event) for event in found], "next": None}))
    elif form == "csv":
        sys.stdout.buffer.write(csv.table(tuple(found)))
    else:
        for event in [*found, *(composer.whole(item, lang) for item in almanac.running(selection, today))]:
            click.echo(_line(event, today))


def _line(event: Event, today: date) -> str:
    days = (event.span.start - today).days
    when = "now" if days < 0 else "today" if days == 0 else f"in {counted(days, 'day', 'days')}"
    span = event.span.start.isoformat() + (f" – {event.span.last.isoformat()}" if event.span.days > 1 else "")
    return f"{span:<23}  {when:<11}  {event.title}"
