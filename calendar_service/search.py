"""Finding an observance by a name as somebody would type it: without marks, in another case, with a neighbour's letter.

Both the names and the question are folded to the same plain form: İstanbul, ISTANBUL and istanbul are one, a Kazakh ұ
may be typed as у, an Arabic word without its marks, and a Latin i in a Cyrillic word is taken for the letter it looks
like. Former and other names are found too.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .catalogue import Catalogue
from .observance import Observance
from .text import nearest

LONGEST = 100
LETTERS = str.maketrans(
    {
        "ı": "i", "ə": "e", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe",
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "ё": "е",
        "ў": "у", "ҳ": "х", "ї": "и", "є": "е", "ґ": "г", "җ": "ж",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": "",
        "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "´": "",
    }
)  # fmt: skip
LOOK_ALIKES = str.maketrans("aeopcxyikmthb", "аеорсхуикмтхв")
"""Latin letters that stand for Cyrillic ones where the word has Cyrillic letters."""
CYRILLIC, WORDS = re.compile("[а-яё]"), re.compile(r"\w+")


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
        """The question with each word that no name has replaced by the nearest one, if that changes anything."""
        words = fold(question[:LONGEST]).split()
        near = [word if word in self._known else nearest(word, self._known) or word for word in words]
        return " ".join(near) if near != words else None

    def _rank(self, entry: _Entry, words: str, lang: str) -> tuple[int, int, int]:
        place = 0 if entry.words == f" {words} " else 1 if entry.words.startswith(f" {words}") else 2
        return place, int(entry.found.lang != lang), len(entry.words)


def fold(text: str) -> str:
    """Words in small plain letters, with one blank between them."""
    lowered = text.replace("İ", "i").replace("I", "i").casefold().translate(LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return " ".join(_cyrillic(word) for word in WORDS.findall(plain.translate(LETTERS)))


def _cyrillic(word: str) -> str:
    return word.translate(LOOK_ALIKES) if CYRILLIC.search(word) else word


def _names(observance: Observance) -> Iterator[Found]:
    yield Found(observance, observance.id.replace("-", " "), "en", False)
    for lang, text in observance.names.items():
        yield Found(observance, text.text, lang, False)
    for lang, names in observance.also.items():
        yield from (Found(observance, name, lang, False) for name in names)
    for former in observance.formerly:
        yield from (Found(observance, text.text, lang, True) for lang, text in former.names.items())
