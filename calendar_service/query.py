"""Which observances a selection holds, what of them falls in a window, and which window a feed has on a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .catalogue import Catalogue
from .observance import Observance, Occurrence
from .selection import Selection
from .span import DAY, Span


class Period(NamedTuple):
    """A window and the day on which it came into force; the answer for a window stays until the next one begins.

    `narrower` is what a feed that would grow too large takes instead: the past gives way, never the horizon.
    """

    window: Span
    began: date
    narrower: "Period | None" = None


def feed_period(today: date) -> Period:
    """Last year to the end of the year after next: never less than 24 months ahead.

    Narrower: from this year on, then from this quarter on.
    """
    end = date(today.year + 3, 1, 1)
    new_year, quarter = date(today.year, 1, 1), quarter_of(today)
    from_quarter = Period(Span(quarter, end), quarter)
    from_year = Period(Span(new_year, end), new_year, from_quarter)
    return Period(Span(date(today.year - 1, 1, 1), end), new_year, from_year)


def coming_period(today: date) -> Period:
    """From today to where the feed ends: a list to read, which nobody begins with last year."""
    return Period(Span(today, date(today.year + 3, 1, 1)), today)


NEWS_BEFORE, NEWS_AHEAD = 60, 7


def news_period(today: date, lead: int) -> Period:
    """What readers of news are told of by today: seven days before its day, or as many as the selection leads by."""
    ahead = 0 if lead else NEWS_AHEAD
    return Period(Span(today - timedelta(NEWS_BEFORE), today + timedelta(ahead) + DAY), today)


def quarter_of(today: date) -> date:
    """The first day of the quarter: within it no feed changes but by its definitions."""
    return date(today.year, (today.month - 1) // 3 * 3 + 1, 1)


def observances(catalogue: Catalogue, selection: Selection) -> Iterator[Observance]:
    """What a selection holds and feeds may show, each once, in the order of the calendars."""
    return (member for member in _members(catalogue, selection) if member.in_feeds)


def withdrawn(catalogue: Catalogue, selection: Selection, since: date) -> Iterator[Observance]:
    """What a selection held until it was withdrawn, in the year of that day or later."""
    for member in _members(catalogue, selection):
        if member.published and member.withdrawn is not None and member.withdrawn >= since.year:
            yield member


def _members(catalogue: Catalogue, selection: Selection) -> Iterator[Observance]:
    members = {member.id: member for id in selection.calendars for member in catalogue.calendar(id).members}
    return (member for member in members.values() if selection.facets.match(member, catalogue.bodies))


def occurrences(catalogue: Catalogue, selection: Selection, window: Span) -> list[Occurrence]:
    """What touches the window, ordered by first day and then by UID."""
    found = [occurrence for member in observances(catalogue, selection) for occurrence in member.occurrences(window)]
    return sorted(found, key=lambda occurrence: (occurrence.span.start, occurrence.uid))
