"""Calendars in which every text is hostile, and twins of them in which each is harmless and just as long.

There is a folder for each payload. It is made from the files in `hostile_calendars`, where `¤` stands for a text;
`THIS` and `NEXT` are the words by which a folder, and the one after it, are told from the others. Each text ends with
a number of its own, in a comment of JavaScript, that tells where it was written: `//14217` is place 142 of payload 17.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from pydantic import BaseModel

from calendar_service.definitions import changes, revisions, scalars
from calendar_service.definitions.document import parse_document, plain
from calendar_service.definitions.load import load_folders
from calendar_service.definitions.schema import CollectionModel, FileModel

HERE = Path(__file__).parent
PAYLOADS: list[str] = json.loads((HERE.parent / "payloads.json").read_text(encoding="utf-8"))
MODELS: Mapping[str, type[BaseModel]] = {"collection.yaml": CollectionModel, "days.yaml": FileModel}
HEADERS = {"changes.csv": changes.HEADER, "revisions.csv": revisions.HEADER}
READERS: Mapping[str, Callable[[Path], object]] = {
    "changes.csv": changes.read_changes,
    "revisions.csv": revisions.read_ledger,
}
MARK = "¤"
ADDRESS = re.compile("(https://example[.]org/[?]|mailto:)(.*?)(@example[.]org|$)")
NUMBER = re.compile("//([1-9][0-9]{4})(?![0-9])")
FIRST_OPEN, FIRST_CLOSED, FIRST_KEY = 100, 400, 700
NOTHING = re.compile("(?!)")
Steps = tuple[int | str, ...]
Texts = Callable[[Steps, str], str]


def hostile(place: int, payload: int, written: str = MARK) -> str:
    """A payload at a place; in an address it has no blanks, which would be refused there for their own sake."""
    number = f"{place * 100 + payload}"
    known = PAYLOADS[payload].replace("alert(1)", f"alert({number})").replace("evil.test", f"evil.test/{number}")
    text = f"{known}//{number}"
    return written.replace(MARK, text if written == MARK else re.sub("[ \t\n]", "", text))


def harmless(text: str) -> str:
    """As long as a hostile text, and of as many words; an address stays one."""
    address = ADDRESS.fullmatch(text)
    if address:
        return address[1] + harmless(address[2]) + address[3]
    return re.sub("[^0-9A-Za-z/ ]", "x", text)


def _read(name: str) -> Any:
    text = (HERE / "hostile_calendars" / name).read_text(encoding="utf-8")
    if name in HEADERS:
        return list(csv.DictReader(io.StringIO(text)))
    root = parse_document(name, text.encode()).root
    assert root is not None
    return plain(root)


def _leaves(node: Any, *steps: int | str) -> Iterator[tuple[Steps, str]]:
    """Each text of a template, with the steps that lead to it."""
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, item in below:
        yield from _leaves(item, *steps, step)
    if isinstance(node, str):
        yield steps, node


TEMPLATES = {name: _read(name) for name in (*MODELS, *HEADERS)}
LEAVES = [leaf for name, template in TEMPLATES.items() for leaf in _leaves(template, name)]
OPEN = {steps: FIRST_OPEN + place for place, (steps, text) in enumerate(LEAVES) if MARK in text}
CLOSED = {steps: FIRST_CLOSED + place for place, (steps, text) in enumerate(LEAVES) if MARK not in text}
"""The places of a text, and those of a date, an id, a word of a list; each with its number."""


def schema_places(name: str) -> set[Steps]:
    """All that the schema of a file lets one write; `*` stands for a key that it leaves open."""
    schema = MODELS[name].model_json_schema()
    return set(_places(schema, schema["$defs"], name))


def _places(shape: dict[str, Any], known: dict[str, Any], *steps: str) -> Iterator[Steps]:
    if "$ref" in shape:
        shape = known[shape["$ref"].rpartition("/")[2]]
    open_keys = [shape.get("additionalProperties"), *shape.get("patternProperties", {}).values()]
    below: list[tuple[tuple[str, ...], dict[str, Any]]] = [
        *(((key,), deeper) for key, deeper in shape.get("properties", {}).items()),
        *((("*",), deeper) for deeper in open_keys if isinstance(deeper, dict)),
        *(((), deeper) for key in ("anyOf", "oneOf") for deeper in shape.get(key, ())),
        *(((), deeper) for deeper in [shape.get("items")] if deeper),
    ]
    for step, deeper in below:
        yield from _places(deeper, known, *steps, *step)
    if not below and shape.get("type") != "null":
        yield steps


SCHEMA = {place for name in MODELS for place in schema_places(name)}
OPEN_KEYS = {place[:end] for place in SCHEMA for end, step in enumerate(place) if step == "*"}
KEYS = {place: FIRST_KEY + number for number, place in enumerate(sorted(OPEN_KEYS, key=str))}
"""The places at which keys are open: languages, years, ids."""
NAMES = {number: " ".join(map(str, steps)) for steps, number in (OPEN | CLOSED | KEYS).items()}
WRITTEN = {OPEN[steps]: text for steps, text in LEAVES if steps in OPEN}


def place_of(steps: Steps) -> Steps:
    """Where the schema speaks of what stands in a template."""
    place: Steps = ()
    for step in steps:
        if isinstance(step, str):
            place += ("*",) if place in KEYS else (step,)
    return place


def write_folder(folder: Path, payload: int, texts: Texts) -> Path:
    """The folder of a payload, with `texts` in all places."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, template in TEMPLATES.items():
        _write(folder, name, payload, _filled(template, texts, name))
    return folder


def _write(folder: Path, name: str, payload: int, node: Any) -> None:
    this, following = f"p{payload:02}", f"p{(payload + 1) % len(PAYLOADS):02}"
    text = _as_csv(name, node) if name in HEADERS else json.dumps(node, indent=1)
    path = folder / name.replace("days", f"{this}-days")
    path.write_text(text.replace("THIS", this).replace("NEXT", following), encoding="utf-8")


def _as_csv(name: str, rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADERS[name], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _filled(node: Any, texts: Texts, *steps: int | str) -> Any:
    if isinstance(node, dict):
        return {key: _filled(item, texts, *steps, key) for key, item in node.items()}
    if isinstance(node, list):
        return [_filled(item, texts, *steps, place) for place, item in enumerate(node)]
    return texts(steps, node)


def refused(folder: Path, payload: int) -> frozenset[int]:
    """The places and keys at which the loader refuses a payload: all are tried at once, each on a line of its own."""
    write_folder(folder, payload, lambda steps, written: written)
    for name in MODELS:
        everywhere = _filled(TEMPLATES[name], lambda steps, written: _at(steps, written, payload), name)
        _write(folder, name, payload, _with_keys(everywhere, payload, name))
    return frozenset(
        places_told(folder) | {place for name in READERS for place in _refused_cells(folder, name, payload)}
    )


def places_told(folder: Path) -> set[int]:
    """Those in the lines in which the loader finds mistakes."""
    lines = [finding.source_line for finding in load_folders([folder]).mistakes]
    return {int(found) // 100 for line in lines for found in NUMBER.findall(line)}


def _at(steps: Steps, written: str, payload: int) -> str:
    return hostile(OPEN[steps], payload, written) if steps in OPEN else hostile(CLOSED[steps], payload)


def _with_keys(node: Any, payload: int, *steps: int | str) -> Any:
    """Beside the keys that are open a hostile one, to which something belongs that has no number."""
    if isinstance(node, list):
        return [_with_keys(item, payload, *steps, place) for place, item in enumerate(node)]
    if not isinstance(node, dict):
        return node
    more = KEYS.get(place_of(steps))
    value = json.loads(NUMBER.sub("", json.dumps(next(iter(node.values())))))
    added = {hostile(more, payload): value} if more else {}
    return {key: _with_keys(item, payload, *steps, key) for key, item in node.items()} | added


def _refused_cells(folder: Path, name: str, payload: int) -> Iterator[int]:
    """Of a table, one cell at a time: reading it ends at the first mistake."""
    for steps, place in (OPEN | CLOSED).items():
        if steps[0] == name:
            text = _at(steps, MARK, payload)
            _write(folder, name, payload, _filled(TEMPLATES[name], _only(steps, text), name))
            try:
                READERS[name](folder)
            except revisions.BadRow:
                yield place


def _only(place: Steps, text: str) -> Texts:
    return lambda steps, written: text if steps == place else written


@contextmanager
def unguarded() -> Iterator[None]:
    """The loader as it would be if it took HTML for text: what shows texts must hold by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scalars, "MARKUP", NOTHING)
        patch.setattr(changes, "MARKUP", NOTHING)
        yield


AROUND = {
    "collection": "domain: example.org\npublisher: {en: The testers}\n",
    "everything": "calendar: everything\nname: {en: Everything}\ncolor: teal\ninclude:\n"
    + "".join(f"  - {{from: p{payload:02}-days}}\n" for payload in range(len(PAYLOADS))),
    "unesco-anniversaries": "calendar: unesco-anniversaries\nname: {en: ¤}\ncolor: teal\n",
}
"""A calendar with all that is in the others, and the one whose name stands on the page of anniversaries."""
NAME_OF_CALENDAR, LISTED = OPEN["days.yaml", "name", "en"], PAYLOADS.index('"><img src=x onerror=alert(1)>')


def write_around(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in AROUND.items():
        (folder / f"{file}.yaml").write_text(text.replace(MARK, json.dumps(name)), encoding="utf-8")
    return folder


class Twins(NamedTuple):
    """The folders of both, and the places at which each payload was refused: there the harmless text stands in both."""

    evil: tuple[Path, ...]
    harmless: tuple[Path, ...]
    refused: tuple[frozenset[int], ...]

    @property
    def taken(self) -> set[int]:
        """The numbers of all hostile texts."""
        return {
            place * 100 + payload
            for payload, refused in enumerate(self.refused)
            for place in OPEN.values()
            if place not in refused
        }

    def taken_at(self, *places: int) -> set[int]:
        return {number for number in self.taken if number // 100 in places}


def write_twins(root: Path) -> Twins:
    every = range(len(PAYLOADS))
    away = tuple(refused(root / "tried" / f"p{payload:02}", payload) for payload in every)
    listed = hostile(NAME_OF_CALENDAR, LISTED)
    evil = [write_folder(root / "evil" / f"p{one:02}", one, _texts(one, away[one])) for one in every]
    tame = [write_folder(root / "harmless" / f"p{one:02}", one, _texts(one, None)) for one in every]
    return Twins(
        evil=(write_around(root / "evil" / "around", listed), *evil),
        harmless=(write_around(root / "harmless" / "around", harmless(listed)), *tame),
        refused=away,
    )


def _texts(payload: int, away: frozenset[int] | None) -> Texts:
    """Hostile texts but at some places; harmless ones where no places are told."""

    def text(steps: Steps, written: str) -> str:
        place = OPEN.get(steps)
        if place is None:
            return written
        evil = hostile(place, payload, written)
        return harmless(evil) if away is None or place in away else evil

    return text


class Arrived(NamedTuple):
    """The numbers of the hostile texts that stand in some words, and of those that came in pieces."""

    whole: frozenset[int]
    broken: frozenset[int]


def arrived(words: Iterable[str]) -> Arrived:
    whole, broken = set(), set()
    for word in words:
        if "//" not in word and "%2F%2F" not in word:
            continue
        seen = [plainly(word), plainly(unquote(word))]
        for number in map(int, {*NUMBER.findall(seen[0]), *NUMBER.findall(seen[1])}):
            evil = plainly(text_of(number))
            if any(evil in one for one in seen):
                whole.add(number)
            elif not any(plainly(harmless(text_of(number))) in one for one in seen):
                broken.add(number)
    return Arrived(frozenset(whole), frozenset(broken))


def text_of(number: int) -> str:
    place, payload = divmod(number, 100)
    return hostile(place, payload, WRITTEN[place])


def plainly(text: str) -> str:
    """With one blank for several, as prose is kept."""
    return " ".join(text.split())
