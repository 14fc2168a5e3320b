"""Slips in names: none in what is shipped, and every one of those that are planted is found."""

import unicodedata
from collections.abc import Iterator
from random import Random

import pytest

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import load_folders, shipped_calendars
from calendar_service.definitions.spelling import slips

LATIN_FOR = dict(zip("аеорсухіАВЕКМНОРСТХІ", "aeopcyxiABEKMHOPCTXI", strict=True))
CYRILLIC_FOR = {latin: cyrillic for cyrillic, latin in LATIN_FOR.items()}
CYRILLIC_LANGUAGES = ("ru", "kk", "ky")
LATIN_LANGUAGES = ("en", "fr", "es", "tr", "az", "uz", "tk")

TOLD = [
    ("Халықаралық кyні", "kk", 13, 'expected one script in a word; got "кyні", partly Latin'),
    ("Международный день", "ru", None, ""),
    ("Халықаралық день", "ru", 4, 'expected a letter of the language ru; got "қ" in "Халықаралық"'),
    ("Dünya Kadinlar Gunu", "tr", 15, 'expected the word with its marks; got "Gunu"'),
    ("Halkara ene dili guni", "tk", 17, 'expected the word with its marks; got "guni"'),
    ("Navro'z kuni", "uz", 5, 'expected U+02BB in oʻ and gʻ, U+02BC elsewhere; got "\'"'),
    ("Navroʻz kuni", "uz", None, ""),
    ("World Water Day.", "en", 15, 'expected no dot at the end; got "."'),
    ("World  Water Day", "en", 5, 'expected one blank; got " "'),
    ("Journée de l'eau : la source", "fr", None, ""),
    ("День OOH", "ru", 5, 'expected Cyrillic letters; got "OOH" in Latin ones'),
    ("XX съезд UNESCO", "ru", None, ""),
    ("Lê Quý Đôn", "tr", 5, 'expected a letter of the language tr; got "ý" in "Quý"'),
    ("یوم الماء", "ar", 0, 'expected a letter of the language ar; got "ی" in "یوم"'),
]


@pytest.mark.parametrize(("name", "lang", "offset", "message"), TOLD)
def test_a_slip_is_told_with_its_place(name: str, lang: str, offset: int | None, message: str) -> None:
    assert list(slips(name, lang)) == ([] if offset is None else [(offset, message)])


def test_a_person_keeps_the_own_spelling() -> None:
    assert list(slips("Lê Quý Đôn: 300 yıl", "tr", english="300th anniversary of the birth of Lê Quý Đôn")) == []


def test_the_shipped_names_have_no_slips() -> None:
    assert load_folders([shipped_calendars()]).slips == ()


def test_all_of_200_planted_slips_are_found(catalogue: Catalogue) -> None:
    """A look-alike letter, a lost mark, a dot, a blank, a quotation mark or a wrong apostrophe in a shipped name."""
    random = Random(2026)
    names = [
        (name.text, lang, observance.names["en"].text)
        for observance in catalogue.observances.values()
        for lang, name in observance.names.items()
        if lang in CYRILLIC_LANGUAGES + LATIN_LANGUAGES
    ]
    planted: list[tuple[str, str, str]] = []
    while len(planted) < 200:
        text, lang, english = random.choice(names)
        planted += [(slip, lang, english) for slip in [random.choice([*spoiled(text, lang, random)])] if slip != text]
    assert [slip for slip in planted if not list(slips(*slip))] == []


def spoiled(text: str, lang: str, random: Random) -> Iterator[str]:
    """A name with one slip of each kind that it can have."""
    swaps = LATIN_FOR if lang in CYRILLIC_LANGUAGES else CYRILLIC_FOR
    places = [place for place, letter in enumerate(text) if letter in swaps and in_a_word(text, place)]
    if places:
        place = random.choice(places)
        yield text[:place] + swaps[text[place]] + text[place + 1 :]
    yield f"{text}."
    yield text.replace(" ", "  ", 1)
    yield text.replace("ʻ", "'", 1)
    if lang != "en":
        yield f'"{text}"'
    for word in ("Günü", "güni", "күні", "күнү", "Journée"):
        if word in text.split():
            bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
            yield text.replace(word, bare.translate(str.maketrans("үі", "уи")))


def in_a_word(text: str, place: int) -> bool:
    """Whether a letter has another beside it: alone it could be a word of the other script."""
    return text[place - 1 : place].isalpha() or text[place + 1 : place + 2].isalpha()
