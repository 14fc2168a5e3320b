"""What templates need to say things in the right language, and to say which language that is."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from flask import current_app, render_template, request
from markupsafe import Markup

from ..text import LANGUAGES, Text, Texts, choose
from ..wording import wording
from .site import site

STANDING = {
    "proposed": "Proposed, not adopted",
    "recommended": "Recommended, not adopted",
    "withdrawn": "Withdrawn",
}
STATUS = {"official": "Official name", "press": "In the press", "list": "In use", "translation": "Our translation"}
SEEN = {"verified": "read in the decision itself", "secondary": "after reliable reports", "unverified": "not confirmed"}
"""How far we have seen an act."""
BECAME = {
    "added": "added",
    "corrected": "corrected",
    "moved": "moved to other days",
    "withdrawn": "Withdrawn",
    "removed": "removed",
}
"""What became of an entry."""
RECKONED = {"julian": "by the Julian calendar", "solar-hijri": "by the solar Hijri calendar"}
SCRIPT_BREAKERS = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})


def html(template: str, lang: str, *, elsewhere: bool = True, **values: Any) -> str:
    """A template with its words: `say`, `count`, `words`, and the functions below.

    `elsewhere` is whether this page is there in the other languages too; then it is known by its address.
    """
    words = wording(lang)
    here = current_app.extensions["site"]
    today = here.today() if here else None
    elsewhere = elsewhere and request.path.split("/")[1] in LANGUAGES

    def of(text: Text) -> Markup:
        """The attributes of an element whose text is in another language than the page."""
        if text.lang == lang:
            return Markup("")
        return Markup(' lang="{}" dir="{}"').format(text.lang, _direction(text.lang))

    def countries(codes: Iterable[str]) -> str:
        return words.joined(words.country(code) for code in codes)

    tools: dict[str, Any] = {
        "lang": lang,
        "words": words,
        "say": words.say,
        "count": words.count,
        "of": of,
        "countries": countries,
        "languages": [(code, wording(code).own_name, _path_in(code, elsewhere)) for code in LANGUAGES],
        "base_url": here.base_url if here and elsewhere else None,
        "this_day": today,
        "this_year": today.year if today else None,
        "biennium": _biennium(today.year) if today else None,
        "standing": STANDING,
        "statuses": STATUS,
        "seen": SEEN,
        "became": BECAME,
        "reckoned": RECKONED,
    }
    return render_template(template, **tools, **values)


def text_in(texts: Texts, lang: str) -> Text | None:
    """The text for a page in a language, if there is any."""
    return choose(texts, lang, site().catalogue.chains) if texts else None


def _direction(lang: str) -> str:
    return wording(lang).direction


def _path_in(lang: str, elsewhere: bool) -> str:
    """The path of this page in another language, or of the first page."""
    rest = quote(request.path.lstrip("/").partition("/")[2])
    return f"/{lang}/{rest}" if elsewhere else f"/{lang}/"


def _biennium(year: int) -> str:
    """The two years for which UNESCO makes a list."""
    return f"{year // 2 * 2}-{year // 2 * 2 + 1}"


def in_script(json: str) -> Markup:
    """JSON that may stand in a <script>: nothing in it ends the element or the line."""
    return Markup(json.translate(SCRIPT_BREAKERS))
