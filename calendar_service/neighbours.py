"""What stands near an observance: on the same day, and on the same themes."""

from datetime import date, timedelta
from itertools import islice

from .almanac import Almanac
from .catalogue import Catalogue
from .observance import Observance, Occurrence
from .selection import Selection
from .span import Span

MOST = 8
LOOK_AHEAD = 60
"""Years: a rule of every five years, or of a list that has ended, is asked no further."""
ALL = Selection(())


def next_dates(observance: Observance, today: date, count: int = 10) -> list[Occurrence]:
    """What is on or comes, the earliest first; asked for some years first, for most come every year."""
    found: list[Occurrence] = []
    for ahead in (count, LOOK_AHEAD):
        if len(found) < count:
            window = Span(today, date(min(today.year + ahead, 2100), 12, 31) + timedelta(1))
            found = sorted(observance.occurrences(window), key=lambda occurrence: occurrence.span)
    return found[:count]


def on_the_same_days(almanac: Almanac, observance: Observance, today: date) -> list[Observance]:
    """What else falls on its next single day or days; what runs for months is no neighbour."""
    coming = next((found for found in next_dates(observance, today, 1) if not found.running), None)
    if coming is None:
        return []
    found = (one.observance for one in almanac.occurrences(ALL, coming.span) if not one.running)
    others = dict.fromkeys(one for one in found if one is not observance)
    return list(islice(others, MOST))


def on_the_same_themes(catalogue: Catalogue, observance: Observance) -> list[Observance]:
    """What shares most themes with it, days before anniversaries."""
    themes = frozenset(observance.themes)
    shared = [
        (-len(themes.intersection(other.themes)), other.kind != observance.kind, other.id)
        for other in catalogue.observances.values()
        if other is not observance and other.in_feeds and not themes.isdisjoint(other.themes)
    ]
    return [catalogue.observances[id] for *_, id in sorted(shared)[:MOST]]
