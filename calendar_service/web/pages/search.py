"""Finding an observance by any of its names. Where only one is found, its page opens at once."""

from flask import Response, make_response, redirect, request

from ...search import LONGEST
from ..http import page
from ..lookup import language_named
from ..render import text_in
from ..site import site
from .blueprint import blueprint

MOST = 60


@blueprint.get("/<lang>/search")
def search(lang: str) -> Response:
    language_named(lang)
    here = site()
    question = request.args.get("q", "").strip()[:LONGEST]
    found = here.index.search(question, lang)
    if len(found) == 1:
        opened = make_response(redirect(f"{here.base_url}/{lang}/observances/{found[0].observance.id}", 302))
        opened.headers["Cache-Control"] = "no-store"
        return opened
    meant = here.index.meant(question) if question and not found else None
    return page(
        "search.html",
        lang,
        question=question,
        found=[(one, text_in(one.observance.names, lang)) for one in found[:MOST]],
        number=len(found),
        meant=meant,
    )
