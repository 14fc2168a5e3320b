"""The JSON Schema that editors use says what the loader says, as far as structure goes."""

import json
import re
from collections.abc import Hashable
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from calendar_service.definitions import shipped_calendars
from calendar_service.definitions.jsonschema import SCHEMAS, json_schema

GOOD = Path(__file__).parent / "good"
SLIPS = sorted(path for path in (Path(__file__).parent / "bad").glob("*.yaml") if path.name != "collection.yaml")
RIGHT = sorted([*shipped_calendars().glob("*.yaml"), *GOOD.glob("*.yaml")])
UNSEEN = {
    # a rule, a date or a colour that is none
    "celebrated-backwards",
    "color-misspelt",
    "day-with-a-dot",
    "day-with-letters",
    "example-backwards",
    "example-that-does-not-come-true",
    "example-that-never-was",
    "hard-blanks",
    "listed-day-in-a-moon-month",
    "month-abbreviated",
    "month-before-day",
    "month-in-another-language",
    "month-misspelt",
    "moon-month-outside-its-table",
    "moon-month-without-a-table",
    "moved-to-a-day-that-the-year-has-not",
    "moved-to-no-day",
    "origin-that-never-was",
    "rule-as-a-date",
    "rule-in-numbers",
    "rule-in-quotes",
    "rule-over-two-lines",
    "rule-that-gives-no-day",
    "rule-too-long",
    "rule-with-a-dash",
    "rule-with-a-year",
    "thirtieth-of-february",
    "unknown-place-of-the-moon",
    "weekday-in-small-letters",
    # what does not go with another key
    "anniversary-without-origin",
    "both-on-and-celebrated",
    "withdrawn-year-without-the-status",
    "celebrated-without-anniversary",
    "example-of-a-week-by-its-first-day",
    "example-with-one-day-of-two",
    "formerly-after-the-end",
    "formerly-nothing-else",
    "formerly-overlapping",
    "moved-and-skipped",
    "moved-before-the-first-year",
    "moved-without-saying-which",
    "no-rule",
    "number-beside-on",
    "number-that-does-not-add-up",
    "precision-disagrees",
    "several-anniversaries-without-celebrated",
    "skip-of-no-edition",
    "tentative-edition-of-no-year",
    "until-before-since",
    # what does not go with another entry or file
    "file-under-another-name",
    "include-ids-of-another-calendar",
    "include-of-itself",
    "include-unknown-body",
    "same-id-in-another-file",
    "same-id-twice",
    # how it is written
    "anchor",
    "bidi-override",
    "bidi-override-in-an-escape",
    "byte-order-mark-inside",
    "half-a-pair-in-an-escape",
    "key-twice",
    "name-too-long",
    "nul-in-an-escape",
    "old-line-ends",
    "private-letter",
    "tag",
    "utf-16",
    "zero-width-space",
}
"""Slips that are the loader's alone; the schema sees all others."""


def cases(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=path.stem) for path in paths]


VALIDATORS = {name: Draft202012Validator(json.loads(json_schema(name))) for name in SCHEMAS}


class EditorLoader(yaml.SafeLoader):
    """A file as an editor has it: truths, numbers and nothings of YAML 1.2, and keys that are texts."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        return {str(self.construct_scalar(key)): self.construct_object(value, deep=True) for key, value in node.value}


for kind, pattern in (
    ("bool", "true|True|TRUE|false|False|FALSE"),
    ("null", "~|null|Null|NULL|"),
    ("int", "[-+]?[0-9]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"^({pattern})$"), None)


def underlined(path: Path) -> list[str]:
    """What an editor underlines: what is no YAML, or not as the schema has it."""
    try:
        value = yaml.load(path.read_bytes(), Loader=EditorLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return [str(error)]
    name = "collection.schema.json" if path.name == "collection.yaml" else "calendar.schema.json"
    return [error.message for error in VALIDATORS[name].iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_schema_is_current(name: str) -> None:
    """If not: `python -m calendar_service.definitions.jsonschema calendars`."""
    assert (shipped_calendars() / name).read_text(encoding="utf-8") == json_schema(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(VALIDATORS[name].schema)


@pytest.mark.parametrize("path", cases(RIGHT))
def test_an_editor_underlines_nothing_that_is_right(path: Path) -> None:
    assert bool(underlined(path)) == (path.stem == "not-for-editors")


@pytest.mark.parametrize("path", cases(SLIPS))
def test_an_editor_underlines_a_slip_of_structure(path: Path) -> None:
    assert bool(underlined(path)) == (path.stem not in UNSEEN)


def test_unseen_slips_are_slips() -> None:
    assert UNSEEN <= {path.stem for path in SLIPS}
