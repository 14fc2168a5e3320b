"""From pydantic's errors to findings: each with the place of the very text that is wrong, in our own words."""

from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..text import nearest, quoted
from .document import Document, Mapping, Node, Scalar, Sequence, plain
from .findings import Finding, Place, expected
from .scalars import described

Checked = TypeVar("Checked", bound=BaseModel)
Path = tuple[int | str, ...]
TEXTS = frozenset(("name", "description", "about", "note", "also", "publisher"))
UNWRITTEN = frozenset(("texts", "words", "listed"))
"""Steps of pydantic's paths that stand in no file."""
KINDS_OF_VALUE = {
    "model_type": "a mapping, such as {key: value}",
    "dict_type": "a mapping, such as {key: value}",
    "list_type": "a list, such as [one, two]",
}


def checked(
    model: type[Checked], node: Node, document: Document, beside: tuple[str, ...] = ()
) -> tuple[Checked | None, list[Finding]]:
    """The node as a model, or None and everything that is wrong in it; `beside` names keys that others read."""
    try:
        return model.model_validate(plain(node)), []
    except ValidationError as error:
        return None, [_finding(item, model, node, document, beside) for item in error.errors(include_url=False)]


def _finding(
    error: ErrorDetails, model: type[BaseModel], root: Node, document: Document, beside: tuple[str, ...]
) -> Finding:
    path = error["loc"]
    if error["type"] == "extra_forbidden":
        return document.finding(*_unknown_key(error, model, root, beside))
    node, place = locate(root, path)
    if error["type"] == "missing":
        return document.finding(place, expected(f'the key "{path[-1]}" in this entry', "none"))
    if error["type"] == "expected":
        return document.finding(*_wrong_text(error["ctx"], node, place, document))
    written = [step for step in path if step not in UNWRITTEN]
    if error["type"] == "too_short":
        return document.finding(place, expected(f'at least one under "{written[-1]}"', "none"))
    what = KINDS_OF_VALUE.get(error["type"], error["msg"])
    if written[-1] in TEXTS and error["type"] == "dict_type":
        what = "a text for each language, such as {en: text}"
    return document.finding(place, expected(what, described(error["input"])))


def _unknown_key(error: ErrorDetails, model: type[BaseModel], root: Node, beside: tuple[str, ...]) -> tuple[Place, str]:
    *above, key = error["loc"]
    parent, place = locate(root, tuple(above))
    if isinstance(parent, Mapping):
        place = parent.keys.get(str(key), place)
    known = _keys(model, tuple(above)) + (() if above else beside)
    return place, expected(f"one of the keys {', '.join(known)}", quoted(str(key)), nearest(str(key), known))


def _wrong_text(context: dict[str, Any], node: Node, place: Place, document: Document) -> tuple[Place, str]:
    if context["offset"] and isinstance(node, Scalar):
        place = inside(node, context["offset"], document)
    return place, expected(context["expected"], context["got"], context["near"] or None)


def inside(scalar: Scalar, offset: int, document: Document) -> Place:
    """The place of a character of a text; the text's own place where it is folded over lines or escaped."""
    start = scalar.place.column - 1 + scalar.quote
    line = document.lines[scalar.place.line - 1]
    return scalar.place.moved(scalar.quote + offset) if line[start:].startswith(scalar.text) else scalar.place


def locate(root: Node, path: Path) -> tuple[Node, Place]:
    """The node that a path leads to. Steps that are pydantic's own, such as the tag of a union, are passed over."""
    node, place = root, root.place
    for step in path:
        if isinstance(node, Mapping) and step in node.items:
            place, node = node.keys[str(step)], node.items[str(step)]
            if isinstance(node, Scalar):
                place = node.place
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
            place = node.place
        elif step == "[key]":
            return node, _key_place(root, path, place)
    return node, place


def _key_place(root: Node, path: Path, place: Place) -> Place:
    *above, key, _ = path
    parent, _ = locate(root, tuple(above))
    return parent.keys.get(str(key), place) if isinstance(parent, Mapping) else place


def _keys(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that the model at a path knows, in the order of the model."""
    schema = _json_schema(model)
    shapes = [schema]
    for step in path:
        shapes = [deeper for shape in shapes for deeper in _step(_plainer(shape, schema), step)]
    return tuple(
        key for shape in shapes for plainer in _plainer(shape, schema) for key in plainer.get("properties", ())
    )


@cache
def _json_schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _plainer(shape: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """A shape without references and alternatives: each of those that it may be."""
    if "$ref" in shape:
        return _plainer(schema["$defs"][shape["$ref"].rpartition("/")[2]], schema)
    choices = shape.get("anyOf") or shape.get("oneOf")
    return [plainer for choice in choices for plainer in _plainer(choice, schema)] if choices else [shape]


def _step(shapes: list[dict[str, Any]], step: int | str) -> list[dict[str, Any]]:
    if isinstance(step, int):
        return [shape["items"] for shape in shapes if "items" in shape]
    below = [deeper for shape in shapes for deeper in _below(shape, step)]
    return [shape for shape in below if isinstance(shape, dict)] or shapes


def _below(shape: dict[str, Any], step: str) -> list[Any]:
    """What a mapping may hold under a key: the key's own shape, or that of any key."""
    own = shape.get("properties", {}).get(step)
    return [own] if own else [shape.get("additionalProperties"), *shape.get("patternProperties", {}).values()]
