"""What falls on which days: today, in the next days, between two dates."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import dropwhile, islice

from flask import Response

from ...observance import Occurrence
from ...span import Span
from ..problems import Refused, fault
from ..site import site
from . import models, parameters
from .answer import answer
from .blueprint import asked, blueprint
from .choice import chosen
from .paging import cut
from .records import Records

NEXT_DAYS = 30


@blueprint.get("/today")
@asked(parameters.Today, models.Today)
def today(query: parameters.Today) -> Response:
    """What is kept today, and which years and decades are running.

    `tz` says whose today; without it, that of the service.
    """
    here, selection = site(), chosen(query)
    zone, day = _day(query)

    def make() -> object:
        records = Records(here, query.lang)
        found = here.almanac.upcoming(selection, Span.day(day))
        running = here.almanac.running(selection, day)
        return {
            "date": day.isoformat(),
            "items": records.occurrences(found),
            "running": records.occurrences(running),
            "next": None,
        }

    return answer(make, today=day, zone=zone)


@blueprint.get("/upcoming")
@asked(parameters.Upcoming, models.Upcoming)
def upcoming(query: parameters.Upcoming) -> Response:
    """What is coming up, from today on: within so many days, or so many items, or both.

    Without either, the next thirty days. Years and decades that run already are left to `today`.
    """
    here, selection = site(), chosen(query)
    zone, day = _day(query)
    within = query.days or (parameters.MOST_DAYS if query.limit else NEXT_DAYS)
    last = min(day + timedelta(within - 1), parameters.LAST_DAY)

    def make() -> object:
        found = here.almanac.upcoming(selection, Span.through(day, last))
        items = Records(here, query.lang).occurrences(islice(found, query.limit or parameters.MOST_ITEMS))
        return {"date": day.isoformat(), "items": items, "next": None}

    return answer(make, today=day, zone=zone)


@blueprint.get("/occurrences")
@asked(parameters.Between, models.Occurrences)
def occurrences(query: parameters.Between) -> Response:
    """What touches the days from `from` to `until`, both of them in it, ordered by first day and uid.

    At most ten years; `next` is the cursor for the items that follow.
    """
    here, selection = site(), chosen(query)
    window = _window(query.from_, query.until)

    def make() -> object:
        found = _after(here.almanac.occurrences(selection, window), query.cursor)
        items, following = cut(found, query.limit, _place)
        return {"items": Records(here, query.lang).occurrences(items), "next": following}

    return answer(make)


def _day(query: parameters.Today) -> tuple[str, date]:
    zone = query.tz or site().zone
    return zone, site().today_in(zone)


def _window(first: date, last: date) -> Span:
    if last < first:
        raise Refused(400, "a parameter is wrong", [fault("until", "a date that is not before from", str(first))])
    latest = min(first + timedelta(parameters.MOST_DAYS - 1), parameters.LAST_DAY)
    if last > latest:
        raise Refused(400, "a parameter is wrong", [fault("until", "a date within ten years of from", str(latest))])
    return Span.through(first, last)


def _place(occurrence: Occurrence) -> str:
    return f"{occurrence.span.start}~{occurrence.uid}"


def _after(found: Iterable[Occurrence], cursor: str | None) -> Iterator[Occurrence]:
    return dropwhile(lambda occurrence: _place(occurrence) <= (cursor or ""), iter(found))
