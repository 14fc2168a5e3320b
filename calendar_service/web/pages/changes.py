"""What changed in the collection, the newest first."""

from flask import Response

from ..http import page
from ..lookup import language_named
from ..render import text_in
from ..site import site
from .blueprint import blueprint

MOST = 100


@blueprint.get("/<lang>/changes")
def changes(lang: str) -> Response:
    language_named(lang)
    catalogue = site().catalogue
    shown = [(one, catalogue.observances.get(one.id)) for one in catalogue.changes[:MOST]]
    named = [(one, text_in(found.names, lang) if found else None) for one, found in shown]
    return page("changes.html", lang, changes=named)
