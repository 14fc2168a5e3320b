"""Pages for people: what is on, the calendars, and one page for every observance and every edition."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, Response, current_app, redirect, request

from ..caption import decision
from ..feed import Event
from ..observance import Observance, Occurrence
from ..query import feed_period
from ..span import Span
from ..telling import SHOWN, telling
from ..text import LANGUAGES
from ..wording import Wording, wording
from .http import page
from .lookup import edition_named, language_named, no_such, observance_named
from .render import text_in
from .site import site

blueprint = Blueprint("pages", __name__)
WEEKS_AHEAD = 28
DATES_SHOWN = 10
FAR_DAYS = 366
"""A date further off than that is not told in days."""
ROOT_CACHE = {"Cache-Control": "no-store", "Vary": "Accept-Language"}


@dataclass(frozen=True, slots=True)
class Line:
    """An event in a list: when in words, and how long until then."""

    event: Event
    when: str
    until: str


@blueprint.get("/")
def root() -> Response:
    """To the language of the browser, once; from there on the address carries it."""
    wanted = sorted(request.accept_languages, key=lambda item: -item[1])
    spoken = (tag.partition("-")[0].lower() for tag, quality in wanted if quality > 0)
    lang = next((lang for lang in spoken if lang in LANGUAGES), "en")
    response = redirect(f"{site().base_url}/{lang}/", 302)
    response.headers.update(ROOT_CACHE)
    return current_app.make_response(response)


@blueprint.get("/<lang>")
def nearly_home(lang: str) -> Response:
    return current_app.make_response(redirect(f"{site().base_url}/{language_named(lang)}/", 308))


@blueprint.get("/<lang>/")
def home(lang: str) -> Response:
    language_named(lang)
    here, today = site(), site().today()
    weeks = Span(today, today + timedelta(WEEKS_AHEAD))
    coming = [_line(found, lang, today) for found in here.almanac.upcoming(here.everything, weeks)]
    return page(
        "home.html",
        lang,
        address=f"{here.base_url}/{lang}/",
        today=today,
        reaches=feed_period(today).window.last,
        now=[line for line in coming if line.event.span.start <= today],
        coming=[line for line in coming if line.event.span.start > today],
        running=[_line(found, lang, today) for found in here.almanac.running(here.everything, today)],
        calendars=[_calendar(calendar.id, lang) for calendar in here.catalogue.calendars.values()],
    )


@blueprint.get("/<lang>/observances/<id>")
def observance(lang: str, id: str) -> Response:
    language_named(lang)
    shown = observance_named(id)
    today = site().today()
    found = sorted(shown.occurrences(SHOWN), key=lambda occurrence: occurrence.span)
    later = [occurrence for occurrence in found if occurrence.span.end > today]
    earlier = [occurrence for occurrence in found if occurrence.span.end <= today]
    return page(
        "observance.html",
        lang,
        **_observance(shown, lang),
        next=[_line(occurrence, lang, today) for occurrence in later[:DATES_SHOWN]],
        earlier=[_line(occurrence, lang, today) for occurrence in earlier[: -DATES_SHOWN - 1 : -1]],
        edition=None,
    )


@blueprint.get("/<lang>/observances/<id>/<edition>")
def edition(lang: str, id: str, edition: str) -> Response:
    language_named(lang)
    shown = observance_named(id)
    told = telling(shown, edition_named(edition))
    if told is None:
        raise no_such("edition")
    line = _line(told.occurrence, lang, site().today())
    values = _observance(shown, lang) | {"name": text_in(told.names, lang)}
    return page("observance.html", lang, **values, next=[], earlier=[], edition=line, told=told)


def _line(occurrence: Occurrence, lang: str, today: date) -> Line:
    words = wording(lang)
    event = site().composer.whole(occurrence, lang)
    return Line(event, _when(occurrence, words), _until(occurrence.span, today, words))


def _when(occurrence: Occurrence, words: Wording) -> str:
    span = occurrence.span
    if occurrence.known == "month":
        return words.month(span.start)
    if span == Span.years(span.start.year, span.last.year):
        years = sorted({span.start.year, span.last.year})
        return "–".join(str(year) for year in years)
    return words.weekday_and_day(span.start) if span.days == 1 else words.span(span)


def _until(span: Span, today: date, words: Wording) -> str:
    days = (span.start - today).days
    if span.touches(Span.day(today)):
        return words.say("Today") if span.days == 1 else words.say("Now running")
    return words.count("in {count} day", "in {count} days", days) if 0 < days <= FAR_DAYS else ""


def _calendar(id: str, lang: str) -> dict[str, object]:
    here = site()
    calendar = here.catalogue.calendar(id)
    count = sum(member.in_feeds for member in calendar.members)
    return {
        "id": id,
        "name": text_in(calendar.names, lang),
        "description": text_in(calendar.descriptions, lang),
        "count": wording(lang).count("{count} entry", "{count} entries", count),
        "address": f"{here.base_url}/{lang}/feeds/{id}.ics",
    }


def _observance(observance: Observance, lang: str) -> dict[str, object]:
    """What both pages of an observance show."""
    here = site()
    words = wording(lang)
    return {
        "observance": observance,
        "name": text_in(observance.names, lang),
        "about": text_in(observance.about, lang),
        "note": text_in(observance.note, lang),
        "formerly": [(former, text_in(former.names, lang)) for former in observance.formerly],
        "acts": [(act, decision(here.catalogue, act, words)) for act in observance.acts],
        "address": f"{here.base_url}/{lang}/observances/{observance.id}",
    }
