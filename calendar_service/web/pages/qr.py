"""A picture for telephones: it leads to the subscribe page of a choice, where each finds its own program."""

import io

import segno
from flask import Response

from ...feed import WRITTEN
from ..http import moved, respond
from ..lookup import language_named, selection_named
from ..shelf import Answer
from ..site import Ready, site
from .blueprint import blueprint

SVG = "image/svg+xml"


@blueprint.get("/<lang>/qr/<path:address>.svg")
def qr(lang: str, address: str) -> Response:
    language_named(lang)
    selection, kept = selection_named(address)
    if kept != address:
        return moved(f"/{lang}/qr/{kept}.svg")
    here = site()
    target = f"{here.base_url}/{lang}/subscribe/{kept}"
    return respond(Ready(here.shelf, ("qr", target), lambda: _drawn(target), SVG), "qr.svg")


def _drawn(target: str) -> Answer:
    drawn = io.BytesIO()
    code = segno.make(target, error="m", micro=False)
    code.save(drawn, kind="svg", scale=4, dark="#000", light="#fff", xmldecl=False, svgclass=None, lineclass=None)
    return Answer(drawn.getvalue(), WRITTEN)
