"""`explain`: one observance, with its rule in words, its next dates and its acts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from ..caption import decision
from ..catalogue import Unknown
from ..feed import Composer, Event
from ..observance import Observance
from ..span import Span
from ..wording import wording
from .options import catalogue_of, folders, language, paths_of, today_in, zone

LOOK_AHEAD_YEARS = 60


@click.command()
@folders
@language
@zone
@click.argument("id")
def explain(id: str, tz: str, lang: str, calendars: tuple[Path, ...], only_calendars: tuple[Path, ...]) -> None:
    """One observance: its rule in words, its next ten dates, and the acts behind it."""
    catalogue = catalogue_of(paths_of(calendars, only_calendars=only_calendars))
    try:
        observance = catalogue.observance(id)
    except Unknown as error:
        raise click.ClickException(str(error)) from None
    for line in _explained(Composer(catalogue, None), observance, today_in(tz), lang):
        click.echo(line)


def _explained(composer: Composer, observance: Observance, today: date, lang: str) -> Iterator[str]:
    yield str(composer.catalogue.text(observance.names, lang))
    yield f"  id         {observance.id}, in {', '.join(composer.catalogue.calendars_with(observance))}"
    yield f"  kind       {observance.kind}"
    if observance.words:
        yield f"  rule       {observance.words}" + (f", since {observance.since}" if observance.since else "")
    for former in observance.formerly:
        yield f"  formerly   {former.words or composer.catalogue.text(former.names, lang)}, until {former.until}"
    for act in observance.acts:
        yield f"  act        {decision(composer.catalogue, act, wording(lang))} ({act.evidence})"
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
