"""Finding an observance by a name as somebody would type it: without marks, in another case, with a neighbour's letter.

Both the names and the question are folded to the same plain form: İstanbul, ISTANBUL and istanbul are one, a Kazakh ұ
may be typed as у, an Arabic word without its marks, and a Latin i in a Cyrillic word is taken for the letter it looks
like. An article that is written together with its word (l’eau, المرأة) may be left out, and a Chinese name is looked
through sign by sign. Former and other names are found too.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .catalogue import Catalogue
from .observance import Observance
from .text import nearest

LONGEST = 100
APOSTROPHES = "'`´ʹʻʼʽˈ‘’‛′＇"
LETTERS = str.maketrans(
    {
        "ı": "i", "ə": "e", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe",
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "ё": "е",
        "ў": "у", "ҳ": "х", "ї": "и", "є": "е", "ґ": "г", "җ": "ж",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": "",
        **dict.fromkeys(APOSTROPHES, ""), "\u200c": " ",
    }
)  # fmt: skip
LOOK_ALIKES = str.maketrans("aeopcxyikmthb", "аеорсхуикмтхв")
"""Latin letters that stand for Cyrillic ones where the word has Cyrillic letters."""
CYRILLIC_WORDS = re.compile(r"\w*[Ѐ-ӿ]\w*")
ELIDED = re.compile(rf"\b([cdjlnst]|qu)[{APOSTROPHES}](?=\w)")
ARTICLE = re.compile("^(?:[وبكف]?ال|لل)(?=..)")
CYRILLIC, WORDS = re.compile("[а-яё]"), re.compile(r"[㐀-鿿]|[^\W㐀-鿿]+")
UNSEEN = ("Mn", "Me", "Cf")
"""Marks above and below letters, and what has no shape."""


@dataclass(frozen=True, slots=True)
class Found:
    """An observance and the name by which it was found, with that name's language."""

    observance: Observance
    name: str
    lang: str
    former: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    words: str
    found: Found


class Index:
    """The names of a catalogue, folded once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries = tuple(
            _Entry(f" {fold(found.name)} ", found)
            for observance in catalogue.observances.values()
            for found in _names(observance)
        )
        self._known = frozenset(word for entry in self._entries for word in entry.words.split())

    def search(self, question: str, lang: str) -> list[Found]:
        """Each observance once, the best first: whole names, then beginnings, then the reader's language."""
        words = fold(question[:LONGEST]).split()
        best: dict[str, tuple[tuple[int, int, int], Found]] = {}
        for entry in self._entries if words else ():
            if all(f" {word}" in entry.words for word in words):
                rank = self._rank(entry, " ".join(words), lang)
                id = entry.found.observance.id
                if id not in best or rank < best[id][0]:
                    best[id] = (rank, entry.found)
        return [found for _, found in sorted(best.values(), key=lambda item: (item[0], item[1].observance.id))]

    def meant(self, question: str) -> str | None:
        """The question with each word that no name has replaced by the nearest one, if something is found by that.

        Words that are known and long ones come first; what follows is looked for only in names that have them.
        """
        words = fold(question[:LONGEST]).split()
        near: dict[str, str] = {}
        names = [entry.words for entry in self._entries]
        for word in sorted(words, key=lambda word: (word not in self._known, -len(word))):
            there = {other for name in names for other in name.split()}
            near[word] = word if word in there else nearest(word, sorted(there)) or ""
            names = [name for name in names if f" {near[word]} " in name]
        corrected = " ".join(near[word] for word in words)
        return corrected if names and corrected != " ".join(words) else None

    def _rank(self, entry: _Entry, words: str, lang: str) -> tuple[int, int, int]:
        place = 0 if entry.words == f" {words} " else 1 if entry.words.startswith(f" {words}") else 2
        return place, int(entry.found.lang != lang), len(entry.words)


def fold(text: str) -> str:
    """Words in small plain letters, with one blank between them."""
    text = CYRILLIC_WORDS.sub(lambda word: word[0].replace("H", "Н"), text)  # a capital looks like another letter
    lowered = ELIDED.sub(r"\1 ", text.casefold()).translate(LETTERS)
    shown = "".join(c for c in unicodedata.normalize("NFKD", lowered) if unicodedata.category(c) not in UNSEEN)
    return " ".join(_plain(word) for word in WORDS.findall(shown.casefold().translate(LETTERS)))


def _plain(word: str) -> str:
    return word.translate(LOOK_ALIKES) if CYRILLIC.search(word) else ARTICLE.sub("", word)


def _names(observance: Observance) -> Iterator[Found]:
    for lang, text in observance.names.items():
        yield Found(observance, text.text, lang, False)
    for lang, names in observance.also.items():
        yield from (Found(observance, name, lang, False) for name in names)
    for former in observance.formerly:
        yield from (Found(observance, text.text, lang, True) for lang, text in former.names.items())
    yield Found(observance, observance.id.replace("-", " "), "en", False)
