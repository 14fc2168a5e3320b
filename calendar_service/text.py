"""A text knows the language it is really in, and who worded it.

Where a language has no text of its own, the next one of its fallback chain is shown as what it is:
a Russian name in a Kazakh feed says that it is Russian.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "kk", "ky", "uz", "tr", "az", "tk")
"""The languages that pages and feeds are served in."""

LANGUAGE_SLIPS = {"kz": "kk", "kg": "ky", "tm": "tk", "cn": "zh"}
"""Codes of countries that are taken for those of their languages."""

Status = Literal["official", "press", "list", "translation"]
Texts = Mapping[str, "Text"]
Chains = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    lang: str
    status: Status = "official"
    source: str | None = None

    def __str__(self) -> str:
        return self.text


def choose(texts: Texts, lang: str, chains: Chains) -> Text:
    """The text in `lang`, or in the nearest language of its chain, or else the first there is."""
    for candidate in (lang, *chains.get(lang, ("en",))):
        if candidate in texts:
            return texts[candidate]
    return next(iter(texts.values()))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a slip of the pen, or an abbreviation, would have made of `word`."""
    by_lower = {name.lower(): name for name in known}
    written = word.lower()[:80].rstrip(".")
    longer = [name for name in by_lower if len(written) >= 3 and name.startswith(written)]
    close = longer or get_close_matches(written, by_lower, n=1, cutoff=0.65)
    return by_lower[close[0]] if close else None


def quoted(text: str) -> str:
    """A text as it stood, cut short and on one line; blanks and letters that look like others are named."""
    short = " ".join(re.split(r"[ \t\n\r]+", text[:80]))
    shown = "".join(c if c == " " or c.isprintable() else f"[U+{ord(c):04X}]" for c in short)
    return f'"{shown}…"' if len(text) > 80 else f'"{shown}"{_strangers(short)}'


def _strangers(text: str) -> str:
    """Which letters of another script stand in a word of Latin ones."""
    strangers = [
        letter
        for word in text.split()
        if re.search("[A-Za-z]", word)
        for letter in word
        if unicodedata.name(letter, "").startswith(("CYRILLIC", "GREEK"))
    ]
    return f" with the letter U+{ord(strangers[0]):04X}, which is not Latin" if strangers else ""
