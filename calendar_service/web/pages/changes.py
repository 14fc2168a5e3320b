"""What changed in the collection, the newest first."""

from itertools import groupby, islice

from flask import Response

from ..http import page
from ..lookup import language_named
from ..render import text_in
from ..site import site
from .blueprint import blueprint

MOST = 100
"""Changes that were told together, with one reason, stand together."""


@blueprint.get("/<lang>/changes")
def changes(lang: str) -> Response:
    language_named(lang)
    known = site().catalogue.observances
    batches = groupby(site().catalogue.changes, key=lambda one: (one.when, one.what, one.why))
    shown = [
        (when, what, why, [(one.id, text_in(known[one.id].names, lang) if one.id in known else None) for one in batch])
        for (when, what, why), batch in islice(batches, MOST)
    ]
    return page("changes.html", lang, changes=shown)
