"""A YAML file as nodes that know their places; every scalar is text.

Ordinary loading turns `on:` into True, the language `no:` into False and `12:30` into 750, lets a second equal key
win, and follows anchors into gigabytes. So libyaml's events are read one by one, and what we do not use is refused
where it stands. The bounds are held while reading: libyaml takes time quadratic in depth.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..text import quoted
from .advice import MOST_DEPTH, advice
from .findings import Finding, Place, expected

MOST_BYTES = 4_000_000
MOST_NODES = 200_000
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, except tab and line feed
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"  # halves of pairs, and private use
    "\u00ad\u061c\u200b\u2028\u2029\u2060\ufeff\u202a-\u202e\u2066-\u2069"  # what nobody sees, or turns text round
    "\u115f\u1160\u2800\u3164\uffa0\U000e0000-\U000e007f"  # letters without a shape, and tags
    "\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff]"  # set aside as no characters
)
"""What no text of ours may have; U+200C to U+200F stay, for they are part of real spelling."""


class Scalar(NamedTuple):
    text: str
    place: Place
    quote: int = 0
    """How many columns the text starts after its place: 1 where it is quoted."""


class Sequence(NamedTuple):
    items: tuple["Node", ...]
    place: Place


class Mapping(NamedTuple):
    """`keys` holds the place of each key, `items` what belongs to it."""

    items: dict[str, "Node"]
    keys: dict[str, Place]
    place: Place


Node = Scalar | Sequence | Mapping


class Refused(Exception):
    """The document can not be read on; nothing below this place was looked at."""

    def __init__(self, place: Place, message: str) -> None:
        self.place, self.message = place, message
        super().__init__(f"{place}: {message}")


@dataclass(frozen=True, slots=True)
class Document:
    """A file read: its node, or None with the reason among the findings."""

    name: str
    lines: tuple[str, ...]
    root: Node | None
    findings: tuple[Finding, ...]

    def finding(self, place: Place, message: str, *, warning: bool = False) -> Finding:
        """A finding with the line that it is about."""
        line = self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""
        return Finding(place, message, line, warning)


def read_document(path: Path, label: str = "") -> Document:
    """The file's node; a file that cannot be read, or is no YAML, has a finding instead."""
    name = label + path.name
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = expected("a readable file", error.strerror or type(error).__name__)
        return Document(name, (), None, (Finding(Place(name), reason),))
    return parse_document(name, data)


def parse_document(name: str, data: bytes) -> Document:
    """The same for bytes that somebody else has read."""
    lines: tuple[str, ...] = ()
    try:
        lines = _lines(data)
        text = _decode(name, data)
        reader = _Reader(name)
        root = reader.read(text)
    except Refused as refused:
        document = Document(name, lines, None, ())
        return Document(name, lines, None, (document.finding(refused.place, refused.message),))
    document = Document(name, lines, root, ())
    return Document(name, lines, root, tuple(document.finding(*found) for found in reader.found))


def _lines(data: bytes) -> tuple[str, ...]:
    """The lines as they may be shown, whatever is wrong with them."""
    text = data[:MOST_BYTES].decode("utf-8-sig", "replace")
    return tuple((FORBIDDEN.sub("\ufffd", text) if FORBIDDEN.search(text) else text).split("\n"))


def plain(node: Node) -> object:
    """The values alone, as nested dicts, lists and texts."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(item) for key, item in node.items.items()}


def scalars(node: Node | None, *steps: str) -> Iterator[tuple[tuple[int | str, ...], Scalar]]:
    """The scalars at the end of some steps, with their paths; "*" stands for every item of a list."""
    if not steps:
        if isinstance(node, Scalar):
            yield (), node
        return
    below: list[tuple[int | str, Node]] = []
    if steps[0] == "*" and isinstance(node, Sequence):
        below = list(enumerate(node.items))
    elif isinstance(node, Mapping) and steps[0] in node.items:
        below = [(steps[0], node.items[steps[0]])]
    for step, item in below:
        for path, scalar in scalars(item, *steps[1:]):
            yield (step, *path), scalar


def _decode(name: str, data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise Refused(Place(name), expected(f"a file of at most {MOST_BYTES} bytes", "more"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        got = f"byte 0x{data[error.start]:02X}: save the file as UTF-8"
        raise Refused(Place(name, line, column), expected("UTF-8", got)) from None
    text = text.replace("\r\n", "\n")
    fault = FORBIDDEN.search(text)
    if fault:
        line_start = text.rfind("\n", 0, fault.start()) + 1
        place = Place(name, text.count("\n", 0, fault.start()) + 1, fault.start() - line_start + 1)
        raise Refused(place, _visible(fault))
    return unicodedata.normalize("NFC", text)


def _visible(fault: re.Match[str]) -> str:
    return expected("visible text", f"U+{ord(fault.group()):04X}")


class _Reader:
    """Builds nodes from libyaml's events, counting as it goes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nodes = 0
        self.found: list[tuple[Place, str]] = []

    def read(self, text: str) -> Node:
        events = self._events(text)
        next(events)
        if isinstance(next(events), yaml.StreamEndEvent):
            raise Refused(Place(self._name, 1, 1), expected("a mapping (key: value)", "an empty file"))
        root = self._node(next(events), events, 0)
        next(events)
        more = next(events)
        if not isinstance(more, yaml.StreamEndEvent):
            raise Refused(self._place(more), expected("one document in a file", "a second one"))
        return root

    def _events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            what, got, mark = advice(error, text)
            place = Place(self._name, mark.line + 1, mark.column + 1) if mark else Place(self._name)
            raise Refused(place, expected(what, got)) from None
        except yaml.YAMLError as error:
            raise Refused(Place(self._name), expected("YAML", str(error).split("\n")[0])) from None

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._name, mark.line + 1, mark.column + 1)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        self._check(event, depth)
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(event, events, depth)
        return self._mapping(event, events, depth)

    def _check(self, event: Any, depth: int) -> None:
        self._nodes += 1
        if depth > MOST_DEPTH:
            raise Refused(self._place(event), expected(f"at most {MOST_DEPTH} levels", "a deeper one"))
        if self._nodes > MOST_NODES:
            raise Refused(self._place(event), expected(f"at most {MOST_NODES} values", "more"))
        if isinstance(event, yaml.AliasEvent):
            raise Refused(self._place(event), expected("the value itself", f'the alias "*{event.anchor}"'))
        if event.anchor:
            raise Refused(self._place(event), expected("a value", f'the anchor "&{event.anchor}"'))
        if event.tag:
            raise Refused(self._place(event), expected("a value", f"the tag {quoted(event.tag)}"))

    def _scalar(self, event: Any) -> Scalar:
        """The text of a scalar; only an escape can bring in what the file itself has not."""
        place, text = self._place(event), event.value
        if event.style == '"':
            text = unicodedata.normalize("NFC", text)
            fault = FORBIDDEN.search(text)
            if fault:
                self.found.append((place, _visible(fault)))
                text = FORBIDDEN.sub("", text) or "-"
        return Scalar(text, place, int(event.style in ("'", '"')))

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, depth + 1))
        return Sequence(tuple(items), self._place(start))

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Mapping:
        items: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.found.append((key.place, expected("a word before the colon", "a list or a mapping")))
            elif key.text in items:
                message = expected("each key once", f"{quoted(key.text)} again, first in line {keys[key.text].line}")
                self.found.append((key.place, message))
            else:
                items[key.text], keys[key.text] = value, key.place
        return Mapping(items, keys, self._place(start))
