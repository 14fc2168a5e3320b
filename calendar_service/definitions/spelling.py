"""Slips in names that an eye does not see: a Latin i in a Cyrillic word, a neighbour's letter, a lost diacritic.

A word is judged by its letters alone, for there is no dictionary: a slip that gives another possible word is not found.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ..text import quoted
from .findings import expected

RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
LETTERS = {
    "ru": RUSSIAN,
    "kk": RUSSIAN + "әғқңөұүһі",
    "ky": RUSSIAN + "ңөү",
    "uz-Cyrl": RUSSIAN + "ўқғҳ",
}
"""All letters of a language that writes foreign names in its own as well."""
STRANGE = {
    "tr": "əäňýžñ",
    "az": "äňýñ",
    "uz": "əäňýñışğ",
    "tk": "əığñ",
    "ar": "یکگپچ",
    "fa": "يك",
}
"""Letters of a neighbour's alphabet, which in a name are slips."""
SCRIPTS = dict.fromkeys(LETTERS, "CYRILLIC") | dict.fromkeys(("en", "fr", "es", "tr", "az", "uz", "tk"), "LATIN")
LOST = {
    "kk": "куни куні халыкаралык халықаралык дуниежузилик дуниежүзілік апталыгы",
    "ky": "куну күну дуйнолук дүйнолүк бүткул",
    "tr": "gunu günu gunü dunya uluslararasi haftasi birlesmis",
    "az": "gunu günu gunü beynelxalq umumdunya ümumdunya heftesi həftesi",
    "tk": "guni butindunya bütindunýä butindünýä",
    "fr": "journee annee decennie",
    "es": "dia ano decada",
}
"""Frequent words of names without their marks."""
LOOK_ALIKES = frozenset("ABCEHKMOPTXY")
ROMAN = frozenset("IVXLCDM")
MARKS = (
    (re.compile(r"\s\s"), "one blank"),
    (re.compile(r"\s[,;:!?](?!\S)"), "no blank before the mark"),
    (re.compile(r"(?<!\.)\.$"), "no dot at the end"),
    (re.compile('["`´]'), "the quotation marks or the apostrophe of the language"),
    (re.compile("[٠-٩۰-۹]"), "digits from 0 to 9"),
    (re.compile("ـ"), "no lengthening of letters"),
)
FRENCH_SPACE = re.compile(r"\s[;:!?]")
UZBEK = re.compile("['’‘]")


def slips(text: str, lang: str, english: str = "") -> Iterator[tuple[int, str]]:
    """What is wrong in a name: how many characters from its start, and the message.

    A word that stands in the English name too is a person's own spelling and may have any letter of its script.
    """
    for word in re.finditer(r"[^\W\d_]+", text):
        own_spelling = word.group() in english
        yield from ((word.start() + offset, message) for offset, message in _in_word(word.group(), lang, own_spelling))
    for mark, what in MARKS:
        found = mark.search(text)
        if found and not _is_custom(found.group(), lang):
            yield found.start(), expected(what, quoted(found.group()))
    if lang == "uz" and (apostrophe := UZBEK.search(text)):
        yield apostrophe.start(), expected("U+02BB in oʻ and gʻ, U+02BC elsewhere", quoted(apostrophe.group()))


def _is_custom(mark: str, lang: str) -> bool:
    """French sets a blank before high marks; English names are quoted as they were printed."""
    return (lang == "fr" and FRENCH_SPACE.match(mark) is not None) or (lang == "en" and mark == '"')


def _in_word(word: str, lang: str, own_spelling: bool) -> Iterator[tuple[int, str]]:
    scripts = [_script(letter) for letter in word]
    own = SCRIPTS.get(lang)
    if len(set(scripts) - {""}) > 1:
        rare = min(set(scripts) - {""}, key=scripts.count)
        yield scripts.index(rare), expected("one script in a word", f"{_named(word)}, partly {rare.title()}")
    elif own == "CYRILLIC" and scripts[0] == "LATIN" and not _is_abbreviation(word):
        yield 0, expected("Cyrillic letters", f"{_named(word)} in Latin ones")
    elif own == "LATIN" and scripts[0] == "CYRILLIC":
        yield 0, expected("Latin letters", f"{_named(word)} in Cyrillic ones")
    strange = _strange_letter(word, lang)
    if strange is not None and not own_spelling:
        yield strange, expected(f"a letter of the language {lang}", f'"{word[strange]}" in {_named(word)}')
    if word.casefold() in LOST.get(lang, "").split():
        yield 0, expected("the word with its marks", _named(word))


def _strange_letter(word: str, lang: str) -> int | None:
    """Where a letter stands that the language has not."""
    own, strange = LETTERS.get(lang), STRANGE.get(lang, "")
    for offset, letter in enumerate(word):
        lower = letter.casefold()
        if lower in strange or (own and _script(letter) == "CYRILLIC" and lower not in own):
            return offset
    return None


def _is_abbreviation(word: str) -> bool:
    """Capitals such as UNESCO or XX; not those that only look like Cyrillic ones, such as OOH."""
    return word.isupper() and (set(word) <= ROMAN or not set(word) <= LOOK_ALIKES)


def _named(word: str) -> str:
    return f'"{word}"'


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """LATIN, CYRILLIC, ARABIC …; nothing for marks and for letters of every script."""
    if unicodedata.category(letter) in ("Lm", "Mn", "Mc"):
        return ""
    script = unicodedata.name(letter, "").split(" ")[0]
    return script if script in ("LATIN", "CYRILLIC", "ARABIC", "GREEK", "CJK") else ""
