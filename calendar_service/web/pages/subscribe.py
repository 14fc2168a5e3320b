"""The subscribe panel as a page of its own, for any choice that has an address."""

from flask import Response

from ...query import observances
from ..http import moved, page
from ..lookup import language_named, selection_named
from ..site import site
from .blueprint import blueprint
from .calendars import coming
from .panel import panel

DATES_SHOWN = 3


@blueprint.get("/<lang>/subscribe/<path:address>")
def subscribe(lang: str, address: str) -> Response:
    language_named(lang)
    here = site()
    selection, kept = selection_named(address)
    if kept != address:
        return moved(f"/{lang}/subscribe/{kept}")
    return page(
        "subscribe.html",
        lang,
        selection=selection,
        entries=sum(1 for _ in observances(here.catalogue, selection)),
        coming=coming(selection, lang, here.today(), DATES_SHOWN),
        panel=panel(selection, lang, lang),
    )
