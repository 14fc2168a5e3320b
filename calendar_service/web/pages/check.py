"""The check page: somebody pastes a calendar file and sees its mistakes in their places, or its next dates."""

from datetime import date

from flask import Response, make_response, request

from ...span import Span
from ...wording import wording
from ..api.check import MOST_OCTETS, checked
from ..api.records import Record
from ..http import page
from ..lookup import language_named
from ..render import html
from ..site import site
from .blueprint import blueprint

ICS = "text/calendar; charset=utf-8"
FILE = 'attachment; filename="calendar.ics"'


@blueprint.get("/<lang>/check")
def check(lang: str) -> Response:
    return page("check.html", language_named(lang), written="", result=None, entries=[], too_long=0)


@blueprint.post("/<lang>/check")
def check_pasted(lang: str) -> Response:
    """Nothing is stored, and nobody keeps the answer."""
    language_named(lang)
    written = request.form.get("file", "").replace("\r\n", "\n")
    data = written.encode("utf-8", "replace")
    too_long = MOST_OCTETS if len(data) > MOST_OCTETS else 0
    result = checked(data, site()) if data.strip() and not too_long else None
    if result and result["feed"] and request.form.get("as") == "ics":
        response = Response(result["feed"], content_type=ICS, headers={"Content-Disposition": FILE})
    else:
        entries = _entries(result, lang) if result else []
        made = html("check.html", lang, written=written, result=result, entries=entries, too_long=too_long)
        response = make_response(made)
    response.headers["Cache-Control"] = "no-store"
    return response


def _entries(result: Record, lang: str) -> list[tuple[str, list[str]]]:
    """Each entry with its next dates in words."""
    words = wording(lang)
    return [(item["name"], [words.span(_span(days)) for days in item["occurrences"]]) for item in result["items"]]


def _span(days: Record) -> Span:
    return Span.through(date.fromisoformat(days["start"]), date.fromisoformat(days["last"]))
