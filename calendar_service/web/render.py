"""What templates need to say things in the right language, and to say which language that is."""

from collections.abc import Iterable
from typing import Any

from flask import render_template, request
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


def html(template: str, lang: str, *, elsewhere: bool = True, **values: Any) -> str:
    """A template with its words: `say`, `words`, and the functions below.

    `elsewhere` is whether this page is there in the other languages too.
    """
    words = wording(lang)

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
        "of": of,
        "countries": countries,
        "languages": [(code, wording(code).own_name, _path_in(code, elsewhere)) for code in LANGUAGES],
        "standing": STANDING,
        "statuses": STATUS,
    }
    return render_template(template, **tools, **values)


def text_in(texts: Texts, lang: str) -> Text | None:
    """The text for a page in a language, if there is any."""
    return choose(texts, lang, site().catalogue.chains) if texts else None


def _direction(lang: str) -> str:
    return wording(lang).direction


def _path_in(lang: str, elsewhere: bool) -> str:
    """The path of this page in another language, or of the first page."""
    rest = request.path.lstrip("/").partition("/")[2]
    return f"/{lang}/{rest}" if elsewhere else f"/{lang}/"
