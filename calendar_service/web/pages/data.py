"""About the data: how good it is in numbers, where it comes from, and what one may do with it."""

from flask import Response

from ...coverage import coverage
from ..http import page
from ..lookup import language_named
from ..render import text_in
from ..site import site
from .blueprint import blueprint

DIGEST_SHOWN = 12


@blueprint.get("/<lang>/data")
def data(lang: str) -> Response:
    language_named(lang)
    catalogue = site().catalogue
    collections = {calendar.collection.domain: calendar.collection for calendar in catalogue.calendars.values()}
    rows = [(row, text_in(catalogue.calendar(row.calendar).names, lang)) for row in coverage(catalogue)]
    return page(
        "data.html",
        lang,
        rows=rows,
        collections=[(one, text_in(one.publisher, lang)) for one in collections.values()],
        digest=catalogue.digest[:DIGEST_SHOWN],
    )
