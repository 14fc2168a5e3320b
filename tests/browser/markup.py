"""What a browser makes of HTML: the tree of its elements without a word in them, and all its words without the tree.

Code that a page offers to be copied is looked at as what it is made into where it is copied to.
"""

import json
import re
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from itertools import zip_longest
from typing import Any

html5lib: Any = import_module("html5lib")
"""It has no types."""
Shape = tuple[str, ...]
Outline = tuple[tuple[int, Shape], ...]
COMMENT = "!--"
LEADING = frozenset("action background cite classid codebase data formaction href longdesc ping poster src".split())
SCHEMES = ("http:", "https:", "mailto:", "webcal:")


class Markup:
    """A page, or a piece of one."""

    def __init__(self, text: str, *, piece: bool = False) -> None:
        parse = html5lib.parseFragment if piece else html5lib.parse
        self._elements = list(_below(parse(text, namespaceHTMLElements=False), 0))

    @cached_property
    def outline(self) -> Outline:
        """Each element by its depth, with the names of its attributes; comments are elements too."""
        own = [(depth, (_tag(element), *sorted(element.attrib))) for depth, element in self._elements]
        return (*own, *(line for code in self._copied for line in code.outline))

    @cached_property
    def words(self) -> list[str]:
        """Every text and every value of an attribute; of data in a script, every text in that."""
        found = [word for code in self._copied for word in code.words]
        for _, element in self._elements:
            found += [*element.attrib.values(), element.tail or "", *_inside(element)]
        return [word for word in found if word.strip()]

    @property
    def codes(self) -> list[str]:
        """What may be copied into another page."""
        return [element.text for _, element in self._elements if _is_code(element)]

    @cached_property
    def _copied(self) -> list["Markup"]:
        return [Markup(code, piece=True) for code in self.codes]

    @property
    def scripts(self) -> list[str]:
        return [element.text for _, element in self._elements if element.tag == "script" and element.text]

    @property
    def addresses(self) -> list[str]:
        """Where something leads, or comes from."""
        own = (pair for _, element in self._elements for pair in element.attrib.items())
        found = [value for name, value in own if name.rpartition(":")[2] in LEADING]
        return found + [address for code in self._copied for address in code.addresses]


def _below(element: Any, depth: int) -> Iterator[tuple[int, Any]]:
    yield depth, element
    for child in element:
        yield from _below(child, depth + 1)


def _tag(element: Any) -> str:
    return element.tag if isinstance(element.tag, str) else COMMENT


def _is_code(element: Any) -> bool:
    return element.tag == "textarea" and "code" in element.get("class", "").split()


def _inside(element: Any) -> Iterator[str]:
    if element.tag == "script":
        yield from texts_in(json.loads(element.text)) if element.get("type") == "application/ld+json" else ()
    elif not _is_code(element):
        yield element.text or ""


def texts_in(value: object) -> Iterator[str]:
    """Every text of some JSON, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (key, *texts_in(item))
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def difference(one: Outline, other: Outline) -> tuple[object, object] | None:
    """The first element at which two pages differ."""
    return next((pair for pair in zip_longest(one, other) if pair[0] != pair[1]), None)


def leads_astray(address: str) -> bool:
    """Whether it is none of the addresses that a page of ours may have."""
    told = "".join(letter for letter in address if letter > " ").lower()
    scheme = re.match("[a-z][a-z0-9+.-]*:", told)
    return told.startswith(("//", "/\\")) or bool(scheme and scheme[0] not in SCHEMES)
