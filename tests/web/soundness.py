"""What no parser complains of and yet breaks a page: each function names what is wrong in a tree of elements."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from calendar_service.wording import wording

Element = Any
"""Of html5lib, which has no types."""
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list", "form")
INTERACTIVE = frozenset("button details embed iframe input label select summary textarea".split())
HEADING = re.compile("h[1-6]")
WRITTEN_IN = {
    "Cyrillic": (re.compile("[Ѐ-ԯ]"), frozenset("ru kk ky tt ba uk be bg sr mk mn tg Cyrl".split())),
    "Arabic": (re.compile("[؀-ۿݐ-ݿﭐ-﷿ﹰ-﻿]"), frozenset("ar fa ur ug ps ckb Arab".split())),
    "Chinese": (re.compile("[一-鿿]"), frozenset("zh ja yue Hans Hant".split())),
}
"""The letters that show in which languages a text can be. Latin ones do not: names and numbers stand everywhere."""
READ_OUT = ("alt", "aria-label", "placeholder", "title")


def elements(root: Element) -> Iterator[Element]:
    """Without comments."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def ids_twice(root: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in elements(root) if element.get("id") is not None)
    yield from (f"id {id!r} {count} times" for id, count in ids.items() if count > 1 or not id or " " in id)


def lost_references(root: Element) -> Iterator[str]:
    """To an id that is not there."""
    ids = {element.get("id") for element in elements(root)}
    for element in elements(root):
        told = [id for name in REFERRING for id in element.get(name, "").split()]
        href = element.get("href", "")
        told += [href[1:]] if href.startswith("#") else []
        yield from (f"<{element.tag}> refers to {id!r}" for id in told if id not in ids)


def headings_amiss(root: Element) -> Iterator[str]:
    """More or less than one <h1>, a level that is left out, nothing in it."""
    found = [element for element in elements(root) if HEADING.fullmatch(element.tag)]
    levels = [int(element.tag[1]) for element in found]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} of <h1>"
    yield from (f"<h{after}> after <h{before}>" for before, after in pairwise(levels) if after > before + 1)
    yield from (f"<{element.tag}> of nothing" for element in found if not "".join(element.itertext()).strip())


def images_without_words(root: Element) -> Iterator[str]:
    yield from (f"<img src={one.get('src')!r}>" for one in root.iter("img") if one.get("alt") is None)


def fields_without_label(root: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in root.iter("label")}
    inside = {id(field) for label in root.iter("label") for field in label.iter()}
    for field in (one for kind in ("input", "select", "textarea") for one in root.iter(kind)):
        named = field.get("aria-label") or field.get("aria-labelledby") or field.get("id") in labelled
        if not (named or id(field) in inside or field.get("type") == "hidden"):
            yield f"<{field.tag} name={field.get('name')!r}>"


def nested_controls(root: Element) -> Iterator[str]:
    """A link in a button, a button in a link: which one is meant by a click?"""
    for outer in elements(root):
        if outer.tag in ("a", "button") or outer.get("role") in ("button", "link"):
            yield from (f"<{inner.tag}> in <{outer.tag}>" for inner in elements(outer) if _acts(inner, outer))


def _acts(inner: Element, outer: Element) -> bool:
    return inner is not outer and (inner.tag in (*INTERACTIVE, "a") or inner.get("tabindex") is not None)


def inline_code(root: Element) -> Iterator[str]:
    """Style or program in the page itself, which its policy refuses; data for search engines are neither."""
    for element in elements(root):
        inline = element.tag == "script" and not element.get("src") and element.get("type") != "application/ld+json"
        if inline or element.tag == "style":
            yield f"<{element.tag}>"
        yield from (f"{name} in <{element.tag}>" for name in element.keys() if name == "style" or name.startswith("on"))


def direction_amiss(root: Element) -> Iterator[str]:
    """`dir` that is not how its language is written, or a language that turns and does not say so."""
    for element in elements(root):
        lang, given = element.get("lang"), element.get("dir")
        if lang and given and given != wording(lang).direction:
            yield f"<{element.tag} lang={lang!r} dir={given!r}>"
    yield from (
        f"dir={one.get('dir')!r}" for one in elements(root) if one.get("dir") not in (None, "ltr", "rtl", "auto")
    )


def in_no_language(root: Element) -> Iterator[str]:
    """A text whose letters its language does not have: a screen reader would spell it, or skip it."""
    for element, lang in _told(root, ""):
        words = [element.text or "", *(child.tail or "" for child in element), *map(element.get, READ_OUT)]
        for script, (letters, langs) in WRITTEN_IN.items():
            text = next((text for text in words if text and letters.search(text)), None)
            if text and not langs.intersection(lang.split("-")):
                yield f"{script} in <{element.tag}> of {lang!r}: {text.strip()[:60]!r}"


def _told(element: Element, lang: str) -> Iterator[tuple[Element, str]]:
    """Each element below with its language; <head>, <script> and what is there to copy mix languages rightly."""
    lang = element.get("lang") or lang
    if isinstance(element.tag, str) and element.tag not in ("head", "script", "textarea"):
        yield element, lang
        for child in element:
            yield from _told(child, lang)


CHECKS: tuple[Callable[[Element], Iterator[str]], ...] = (
    ids_twice,
    lost_references,
    images_without_words,
    fields_without_label,
    nested_controls,
    inline_code,
    direction_amiss,
    in_no_language,
)
"""For a page and for a piece of one."""


def language_amiss(root: Element, lang: str) -> Iterator[str]:
    """Of a whole page."""
    told = root.get("lang"), root.get("dir")
    if told != (lang, wording(lang).direction):
        yield f"lang={told[0]!r} dir={told[1]!r} of a page in {lang!r}"
