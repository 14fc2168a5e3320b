"""What is known: observances one by one and in lists, calendars, round anniversaries, changes, coverage, search."""

from flask import Response
from werkzeug.exceptions import NotFound

from ...catalogue import Unknown
from ...coverage import coverage as coverage_of
from ...formats import atom
from ...neighbours import next_dates, on_the_same_days, on_the_same_themes
from ...observance import Change
from ...rounds import rounds
from ...selection import holder
from ...span import Span
from ..lookup import no_such, observance_named
from ..site import site
from . import models, parameters
from .answer import answer, answer_bytes
from .blueprint import PROBLEMS, Responses, asked, blueprint
from .choice import chosen
from .paging import cut
from .records import Records, covered

NEWS = 100
ATOM: Responses = {
    "200": {"description": "Atom", "content": {"application/atom+xml": {"schema": {"type": "string"}}}},
    **PROBLEMS,
}


@blueprint.get("/observances")
@asked(parameters.Listed, models.Observances)
def observances(query: parameters.Listed) -> Response:
    """All observances, by id; also those that stand in no feed, such as proposals (`status=proposed`)."""
    here, selection = site(), chosen(query)
    holds = holder(here.catalogue, selection)

    def make() -> object:
        found = (
            one
            for id, one in sorted(here.catalogue.observances.items())
            if id > (query.cursor or "") and (not query.status or one.status in query.status) and holds(one)
        )
        items, following = cut(found, query.limit, lambda one: one.id)
        records = Records(here, query.lang)
        return {"items": [records.line(one) for one in items], "next": following}

    return answer(make)


@blueprint.get("/observances/<id>")
@asked(parameters.InLanguageToday, models.Observance, named=True)
def observance(query: parameters.InLanguageToday, id: str) -> Response:
    """Everything known of one: names with their status, rule, acts, history, what is disputed, the next ten dates."""
    here, shown = site(), observance_named(id)
    zone = query.tz or here.zone
    day = here.today_in(zone)

    def make() -> object:
        near = {
            "day": on_the_same_days(here.almanac, shown, day),
            "theme": on_the_same_themes(here.catalogue, shown),
        }
        return Records(here, query.lang).observance(shown, next_dates(shown, day), near)

    return answer(make, today=day, zone=zone)


@blueprint.get("/calendars")
@asked(parameters.InLanguage, models.Calendars)
def calendars(query: parameters.InLanguage) -> Response:
    """The calendars, with the addresses of their feeds."""
    here = site()
    records = Records(here, query.lang)
    return answer(
        lambda: {"items": [records.calendar_line(one) for one in here.catalogue.calendars.values()], "next": None}
    )


@blueprint.get("/calendars/<id>")
@asked(parameters.InLanguage, models.Calendar, named=True)
def calendar(query: parameters.InLanguage, id: str) -> Response:
    """One calendar and what is in it."""
    here = site()
    try:
        shown = here.catalogue.calendar(here.catalogue.renamed.get(id, id))
    except Unknown as unknown:
        raise NotFound() from unknown
    return answer(lambda: Records(here, query.lang).calendar(shown), today=here.today(), zone=here.zone)


@blueprint.get("/anniversaries")
@asked(parameters.Round, models.Rounds)
def anniversaries(query: parameters.Round) -> Response:
    """Whose 50th, 100th, 150th … falls in a year or in some: `years=2026-2027&multiple=50`. The sum is shown."""
    here, selection = site(), chosen(query)

    def make() -> object:
        records = Records(here, query.lang)
        found = rounds(here.catalogue, selection, *query.years, query.multiple)
        return {"items": [records.round(one) for one in found], "next": None}

    return answer(make)


@blueprint.get("/changes")
@asked(parameters.Since, models.Changes)
def changes(query: parameters.Since) -> Response:
    """What was added, corrected, moved, withdrawn or removed, the newest first; `changes.atom` is the same as news."""
    here = site()

    def make() -> object:
        since = Span.day(query.since).start if query.since else None
        found = (
            one
            for one in here.catalogue.changes
            if (since is None or one.when.date() >= since) and (not query.cursor or _place(one) < query.cursor)
        )
        items, following = cut(found, query.limit, _place)
        records = Records(here, query.lang)
        return {"items": [records.change(one) for one in items], "next": following}

    return answer(make)


@blueprint.get("/changes.atom")
@blueprint.doc(responses=ATOM)
@blueprint.input(parameters.Asked, location="query")
def news(query_data: parameters.Asked) -> Response:
    """The newest hundred changes as Atom."""
    here = site()
    calendar = next(iter(here.catalogue.calendars.values()), None)
    if calendar is None:
        raise no_such("calendar")
    domain = calendar.collection.domain
    channel = atom.Channel(
        id=atom.tag(domain, "/api/v1/changes"),
        title="Changes of the commemorative calendar",
        about="",
        lang="en",
        author=here.catalogue.text(calendar.collection.publisher, "en").text,
        address=f"{here.base_url}/api/v1/changes.atom",
        page=f"{here.base_url}/en/changes",
    )

    def entry(one: Change) -> atom.Entry:
        record = Records(here, ("en",)).change(one)
        return atom.Entry(
            id=atom.tag(domain, f"/api/v1/changes/{_place(one)}"),
            title=f"{record['name']['text'] if record['name'] else one.id}: {one.what}",
            lang="en",
            published=one.when,
            updated=one.when,
            url=record["url"],
            summary=one.why,
        )

    return answer_bytes(
        lambda: atom.document(channel, [entry(one) for one in here.catalogue.changes[:NEWS]]), atom.MEDIA_TYPE
    )


def _place(one: Change) -> str:
    return f"{one.when:%Y-%m-%dT%H:%MZ}~{one.id}"


@blueprint.get("/coverage")
@asked(parameters.Asked, models.Coverage)
def coverage(query: parameters.Asked) -> Response:
    """How good the collection is, in numbers, calendar by calendar."""
    here = site()
    return answer(lambda: {"items": [covered(row) for row in coverage_of(here.catalogue)], "next": None})


@blueprint.get("/search")
@asked(parameters.Searched, models.Hits)
def search(query: parameters.Searched) -> Response:
    """Observances by a name as somebody would type it: without marks, in another case, by a former name."""
    here = site()

    def make() -> object:
        found = here.index.search(query.q, query.lang[0])
        records = Records(here, query.lang)
        meant = None if found else here.index.meant(query.q)
        return {"items": [records.hit(one) for one in found[: query.limit]], "next": None, "meant": meant}

    return answer(make)
