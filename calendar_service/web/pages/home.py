"""The first page: what is on today, what runs, what comes, and the calendars."""

from datetime import timedelta

from flask import Response, current_app, redirect, request

from ...span import Span
from ...text import LANGUAGES
from ..http import page
from ..lookup import language_named
from ..site import site
from .blueprint import blueprint
from .calendars import summaries
from .lines import lines

DAYS_AHEAD = 21
PROCLAIMED = frozenset(("day", "week", "year", "decade"))
"""What is shown at once of all that runs; anniversaries, titles and terms stand below, folded."""
ROOT_CACHE = {"Cache-Control": "no-store", "Vary": "Accept-Language"}


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
    weeks = Span(today, today + timedelta(DAYS_AHEAD))
    coming = lines(here.almanac.upcoming(here.everything, weeks), lang, today)
    running = here.almanac.running(here.everything, today)
    proclaimed = [one for one in running if one.observance.kind in PROCLAIMED]
    return page(
        "home.html",
        lang,
        today=today,
        now=[line for line in coming if line.event.span.start <= today],
        coming=[line for line in coming if line.event.span.start > today],
        running=lines(proclaimed, lang, today),
        commemorated=lines((one for one in running if one.observance.kind not in PROCLAIMED), lang, today),
        calendars=summaries(lang),
    )
