"""The page that makes the code of a widget: choose, look, copy. A form that asks with GET, and needs no script."""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, request
from markupsafe import Markup

from ..head import selection_head
from ..observance import THEMES
from ..selection import FACETS
from ..text import Text
from ..wording import wording
from .embed import FRAME, days_named, frame_height, listing
from .http import SECURITY, page
from .lookup import language_named
from .pages.calendars import summaries
from .pages.choose import LANGUAGE, chosen
from .site import site

blueprint = Blueprint("builder", __name__)
DAYS = "days"
DAY_CHOICES, USUAL_DAYS = (1, 3, 7, 14, 31), "7"
THEME = "theme"
POLICY = SECURITY["Content-Security-Policy"] + "; frame-src 'self'"

ELEMENT = Markup(
    """\
<script type="module" src="{base}/embed.js"></script>
<commemorations-list lang="{lang}" days="{days}" select="{select}">
  <a href="{base}/{lang}/subscribe/{select}">{name}</a>
</commemorations-list>"""
)
"""Escaped for the page that the code is copied into; our own page escapes it once more."""


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen; a combination, which only a link can bring here, is one option more."""

    value: str
    names: tuple[Text, ...]
    chosen: bool


@blueprint.get("/<lang>/embed")
def builder(lang: str) -> Response:
    """What the form of `choose` asks for is understood here too, so that a choice can be carried over."""
    language_named(lang)
    here, words = site(), wording(lang)
    shown_in = language_named(request.args.get(LANGUAGE) or lang)
    days = days_named(request.args.get(DAYS) or USUAL_DAYS)
    selection = replace(chosen(request.args), lead=0, remind=None, whole=False)
    path = f"/embed/{shown_in}/{days}/{selection.address}"
    calendars = {summary.id: summary.name for summary in summaries(lang)}
    facets = selection.facets
    name = selection_head(here.catalogue, selection, wording(shown_in)).name
    full = f"{wording(shown_in).say('Commemorative calendar')}: {name}"
    height = frame_height(listing(selection, shown_in, days, here.today()))
    answer = page(
        "embed_builder.html",
        lang,
        path=path,
        name=name,
        frame=str(FRAME.format(address=here.base_url + path, title=name, lang=shown_in, width="100%", height=height)),
        element=str(ELEMENT.format(base=here.base_url, lang=shown_in, days=days, select=selection.address, name=full)),
        fragment=f"{here.base_url}{path}.html",
        height=height,
        is_local=here.is_local,
        shown_in=shown_in,
        days=days,
        day_choices=sorted({*DAY_CHOICES, days}),
        calendars=_options(calendars, selection.calendars),
        themes=_options({theme: Text(words.term(theme), lang) for theme in THEMES}, facets.themes),
        carried={key: "_".join(getattr(facets, name)).lower() for key, name in FACETS.items() if key != THEME},
    )
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _options(known: dict[str, Text], chosen: tuple[str, ...]) -> list[Option]:
    single = [Option(value, (name,), (value,) == chosen) for value, name in known.items()]
    several = [Option("_".join(chosen), tuple(known[value] for value in chosen), True)] if len(chosen) > 1 else []
    return several + single
