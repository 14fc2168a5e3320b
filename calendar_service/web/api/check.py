"""A calendar file that somebody is writing: what is wrong in it and where, or its next dates and its feed."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from ...definitions.findings import Finding
from ...definitions.single import read_single
from ...feed import Composer
from ...formats import FORMATS
from ...formats.json import dump
from ...neighbours import next_dates
from ...observance import Observance
from ..problems import Refused
from ..site import Site, site
from . import models, parameters
from .answer import JSON
from .blueprint import PROBLEMS, Responses, blueprint, told
from .records import Record, days

MOST_OCTETS = 64_000
DATES = 3
MOST_MISTAKES = 100
"""Of those that are told: 64 kB can hold fifty thousand."""
YAML = "application/yaml"
REFUSALS: Responses = {**PROBLEMS, "413": told(f"More than {MOST_OCTETS} octets")}


@blueprint.post("/check")
@blueprint.doc(responses=REFUSALS)
@blueprint.input(parameters.Asked, location="query")
@blueprint.output(models.Check)
def check(query_data: parameters.Asked) -> Response:
    """Check a calendar file (YAML, at most 64 kB): its mistakes with their places, or its next dates and its feed.

    Nothing is stored. How such a file is written stands in calendars/README.md.
    """
    data = _sent()
    response = Response(dump(checked(data, site())), content_type=JSON)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sent() -> bytes:
    """What was sent, of which no more is read than may be; in chunks it is cut there without a word."""
    request.max_content_length = MOST_OCTETS + 1
    with suppress(RequestEntityTooLarge):
        data = request.get_data(cache=False)
        if len(data) <= MOST_OCTETS:
            return data
    raise Refused(413, f"at most {MOST_OCTETS} octets")


def checked(data: bytes, here: Site) -> Record:
    """What the page and the API say of a file."""
    single = read_single(data, here.catalogue, datetime.now(UTC).replace(microsecond=0))
    told: dict[str, Any] = {"items": [], "feed": None}
    if single.catalogue:
        [calendar] = single.catalogue.calendars.values()
        form = FORMATS["ics"]
        composer = Composer(single.catalogue, None)
        today = here.today()
        told["items"] = [_entry(member, here) for member in calendar.members]
        feed = composer.feed(calendar, "en", form.period(here.everything, today))
        told["feed"] = form.write(feed).decode()
    shown = [_mistake(one) for one in single.findings[:MOST_MISTAKES]]
    more = len(single.findings) - len(shown)
    return {"valid": single.catalogue is not None, "mistakes": shown, "more": more, **told}


def _mistake(finding: Finding) -> Record:
    place = finding.place
    return {
        "line": place.line,
        "column": place.column,
        "message": finding.message,
        "text": finding.source_line[:200],
        "picture": str(finding),
        "warning": finding.warning,
    }


def _entry(member: Observance, here: Site) -> Record:
    coming = next_dates(member, here.today(), DATES)
    return {
        "id": member.id,
        "name": here.catalogue.text(member.names, "en").text,
        "rule": member.words,
        "occurrences": [days(occurrence.span) for occurrence in coming],
    }
