"""Years: as a picture, month by month as a list, and as a planner to print.

A time may be narrowed by a selection, as in the address of a feed: `/en/2027/q1/theme/culture/un-days`.
"""

from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

from ..caption import decision
from ..catalogue import Facets
from ..head import selection_head
from ..observance import THEMES, Occurrence
from ..selection import MOST_VALUES, Selection
from ..span import Span
from ..text import Text
from ..wording import Wording, wording
from . import diary
from .http import moved, page
from .lookup import language_named, no_such, selection_named
from .pages.calendars import summaries
from .render import text_in
from .site import site
from .times import is_month, is_shown, neighbours, part_address, part_named, period_address, period_named, year_named
from .wall import TINTS, Day, months, wall

blueprint = Blueprint("years", __name__)
EVERYTHING = "everything"


class YearInAddress(BaseConverter):
    """Four figures, and only ours: int() takes Arabic ones as well."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)


@blueprint.record_once
def converters(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["year"] = YearInAddress


@blueprint.get("/<lang>/<year:year>")
def year(lang: str, year: int) -> Response:
    language_named(lang)
    return _wall(lang, year_named(year), site().everything, f"/{lang}")


@blueprint.get("/<lang>/calendars/<id>/<year:year>")
def calendar_year(lang: str, id: str, year: int) -> Response:
    language_named(lang)
    window, (selection, kept) = year_named(year), _chosen(id)
    if len(selection.calendars) > 1:
        raise no_such("calendar")
    base = f"/{lang}/calendars/{kept}"
    return _wall(lang, window, selection, base) if kept == id else moved(f"{base}/{year}")


@blueprint.get("/<lang>/<year:year>/<part>")
@blueprint.get("/<lang>/<year:year>/<part>/<path:address>")
def part(lang: str, year: int, part: str, address: str = "") -> Response:
    """A month (01 to 12) or a quarter (q1 to q4)."""
    language_named(lang)
    window, (selection, kept) = part_named(year, part), _chosen(address)
    kept_part, below = part_address(window), f"/{kept}" if kept else ""
    if (kept_part, kept) != (f"{year}/{part}", address):
        return moved(f"/{lang}/{kept_part}{below}")
    return _agenda(lang, window, selection, below)


@blueprint.get("/<lang>/planner")
def this_years_planner(lang: str) -> Response:
    return _to_planner(language_named(lang), str(site().today().year), 302)


@blueprint.get("/<lang>/planner/<period>")
def planner_of_all(lang: str, period: str) -> Response:
    return _to_planner(language_named(lang), period_address(period_named(period)), 308)


def _to_planner(lang: str, period: str, code: int) -> Response:
    return make_response(redirect(f"{site().base_url}/{lang}/planner/{period}/{_all()}", code))


@blueprint.get("/<lang>/planner/<period>/<path:address>")
def planner(lang: str, period: str, address: str) -> Response:
    """Of a calendar year (2027), or of a school year (2026-2027)."""
    language_named(lang)
    window, (selection, kept) = period_named(period), _chosen(address)
    kept_period = period_address(window)
    path = f"/{lang}/planner/{kept_period}/{kept}"
    return _planner(lang, window, selection, path) if (kept_period, kept) == (period, address) else moved(path)


def _wall(lang: str, window: Span, selection: Selection, base: str) -> Response:
    words, year = wording(lang), window.start.year
    found = list(site().almanac.occurrences(selection, window))
    return page(
        "year.html",
        lang,
        year=year,
        name=_name(selection, lang),
        months=wall(found, window, first_weekday=words.first_weekday, today=site().today()),
        tints=range(TINTS),
        label=lambda day: _label(day, words),
        lasting=diary.entries((one for one in found if not one.running and one.span.days > 1), words),
        running=diary.entries((one for one in found if one.running), words),
        base=base,
        near=[near if is_shown(near) else None for near in (year - 1, year + 1)],
        below=f"/{selection.address}" if selection.calendars else "",
        planned=selection.address or _all(),
        school_years=[f"{first}-{first + 1}" for first in (year - 1, year) if is_shown(first) and is_shown(first + 1)],
        calendars=[(one.id, text_in(one.names, lang)) for one in site().catalogue.calendars.values()],
    )


def _agenda(lang: str, window: Span, selection: Selection, below: str) -> Response:
    words, today = wording(lang), site().today()
    found = list(site().almanac.occurrences(selection, window))
    pages = diary.agenda(found, window, words, today)
    return page(
        "month.html",
        lang,
        window=window,
        heading=_heading(window, words),
        name=_name(selection, lang),
        pages=pages,
        decided=lambda act: decision(site().catalogue, act, words),
        listed={one.date: one.entries for one in pages},
        table=wall(found, window, first_weekday=words.first_weekday, today=today)[0] if is_month(window) else None,
        longer=diary.entries((one for one in found if one.running and _belongs(one, window)), words),
        here=part_address(window),
        below=below,
        near=[near and _place(near, words) for near in neighbours(window)],
        within=[_place(month, words) for month in months(window)],
        quarter=_place(_quarter(window), words),
        themes=THEMES,
        wider="_".join(selection.calendars) if selection.facets != Facets() else "",
        everything=_all(),
        planned=selection.address or _all(),
    )


def _planner(lang: str, window: Span, selection: Selection, path: str) -> Response:
    words = wording(lang)
    found = site().almanac.occurrences(selection, window)
    return page(
        "planner.html",
        lang,
        window=window,
        is_school=window.start.month > 1,
        name=_name(selection, lang),
        planner=diary.planner(found, window, words),
        address=site().base_url + path,
        selection=selection,
        periods=[(path, path.replace("-", "–")) for path in _periods(window.start.year)],
        calendars=summaries(lang),
        here=period_address(window),
    )


def _periods(year: int) -> list[str]:
    """A year and the next, and the school years that they end."""
    years = [one for one in (year, year + 1) if is_shown(one)]
    return [*map(str, years), *(f"{one - 1}-{one}" for one in years if is_shown(one - 1))]


def _label(day: Day, words: Wording) -> str:
    """A day for those who do not see its tint: its date, how many fall on it, and what lasts over it."""
    said = words.day_of_month(day.date)
    if day.count:
        said = words.count("{date}: {count} commemoration", "{date}: {count} commemorations", day.count, date=said)
    return words.joined([said, *(site().composer.whole(one, words.lang).title for one in day.spans)])


def _heading(window: Span, words: Wording) -> str:
    return words.month(window.start) if is_month(window) else words.quarter(window.start)


def _place(window: Span, words: Wording) -> tuple[str, str]:
    """Where a month or a quarter is found, and what it is called."""
    return part_address(window), _heading(window, words)


def _quarter(window: Span) -> Span:
    return part_named(window.start.year, f"q{(window.start.month + 2) // 3}")


def _belongs(occurrence: Occurrence, window: Span) -> bool:
    """Whether something long is news in a month: it begins there, or nothing but the month is known of it."""
    return occurrence.known == "month" or (occurrence.known == "day" and occurrence.span.start >= window.start)


def _name(selection: Selection, lang: str) -> Text | None:
    """What was chosen; None where it is all there is."""
    if selection.is_calendar:
        return text_in(site().catalogue.calendar(selection.calendars[0]).names, lang)
    head = selection_head(site().catalogue, selection, wording(lang)) if selection.calendars else None
    return Text(head.name, lang) if head else None


def _all() -> str:
    """All calendars as an address."""
    known = site().catalogue.calendars
    return EVERYTHING if EVERYTHING in known else "_".join(sorted(known)[:MOST_VALUES])


def _chosen(address: str) -> tuple[Selection, str]:
    """A selection without the options that only feeds have, and its address; all there is, where none is given."""
    if not address:
        return site().everything, ""
    selection = replace(selection_named(address)[0], lead=0, remind=None, whole=False)
    return selection, selection.address
