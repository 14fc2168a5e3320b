"""The product's own words: every language has each of them, with the same places to fill in."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from calendar_service.definitions.spelling import slips
from calendar_service.observance import KINDS, THEMES
from calendar_service.rules.anniversary import Of
from calendar_service.spoken import MESSAGES
from calendar_service.text import LANGUAGES
from calendar_service.web.render import BECAME, RECKONED, SEEN, STANDING, STATUS

PACKAGE = Path(__file__).parent.parent / "calendar_service"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
PLACES = re.compile(r"\{[a-z_]+\}")
CLOSED = (BECAME, RECKONED, SEEN, STANDING, STATUS)
TRANSLATED = [lang for lang in LANGUAGES if lang != "en"]


@pytest.fixture(scope="module")
def messages() -> set[str]:
    """What the code and the templates say, and the words of closed lists."""
    keywords = {"say": None, "count": (1, 2)}
    found = extract_from_dir(PACKAGE, METHODS, keywords=keywords, comment_tags=())
    said = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}
    terms = {term.replace("-", " ") for term in (*KINDS, *THEMES, *get_args(Of))}
    return said | MESSAGES | terms | {word for words in CLOSED for word in words.values()}


def catalogue(lang: str) -> Catalog:
    with (PACKAGE / "wording" / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang)


def texts(found: Catalog) -> Iterator[tuple[str, str]]:
    """Each message with each of its forms in the language."""
    for message in found:
        ids = message.id if isinstance(message.id, (list, tuple)) else [message.id]
        strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        yield from ((ids[-1], string or "") for string in strings if ids[0])


@pytest.mark.parametrize("lang", TRANSLATED)
def test_everything_said_is_said_in_each_language(lang: str, messages: set[str]) -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue(lang)} - {""}
    assert sorted(messages - known) == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_text_is_empty_and_each_has_the_places_of_the_message(lang: str) -> None:
    for english, text in texts(catalogue(lang)):
        assert text.strip(), english
        assert set(PLACES.findall(text)) == set(PLACES.findall(english)), english


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_text_has_a_slip_of_spelling(lang: str) -> None:
    dotted = {english for english, _ in texts(catalogue(lang)) if english.endswith(".")}
    for english, text in texts(catalogue(lang)):
        bare = PLACES.sub("1", text).replace("(.ics)", "").strip().removesuffix("." if english in dotted else " ")
        found = list(slips(bare, lang, english))
        assert found == [], text
