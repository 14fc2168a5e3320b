"""What a question to the API may say: each parameter strict, told in words when it is wrong, and described for OpenAPI.

Numbers are ASCII digits and dates are written as ISO 8601 writes them: `int` and `fromisoformat` take far more.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ... import clock
from ...observance import KINDS, THEMES, Kind
from ...selection import MOST_VALUES
from ...text import LANGUAGES, nearest

MOST_DAYS, MOST_ITEMS, MOST_YEARS = 3660, 1000, 10
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
STANDINGS = ("proposed", "recommended", "adopted", "withdrawn")
JOINTS = re.compile("[_, ]")
JOINED = "several are joined by a comma"


def mistake(expected: str, near: str | None = None) -> PydanticCustomError:
    """What was expected, and the nearest value that would have been right; never what was given."""
    return PydanticCustomError("expected", "{expected}", {"expected": expected, "near": near})


def _kind_of_text(parse: Callable[[str], object], schema: dict[str, Any]) -> tuple[PlainValidator, WithJsonSchema]:
    return PlainValidator(parse), WithJsonSchema(schema)


def _whole(least: int, most: int) -> tuple[PlainValidator, WithJsonSchema]:
    def parse(text: str) -> int:
        if not re.fullmatch("0|[1-9][0-9]{0,5}", text, re.ASCII):
            raise mistake(f"a whole number from {least} to {most}")
        if not least <= int(text) <= most:
            raise mistake(f"a whole number from {least} to {most}", str(min(max(int(text), least), most)))
        return int(text)

    return _kind_of_text(parse, {"type": "integer", "minimum": least, "maximum": most})


def parse_day(text: str) -> date:
    what = f"a date such as 2026-12-15, from {FIRST_DAY} to {LAST_DAY}"
    try:
        day = date.fromisoformat(text) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII) else None
    except ValueError:
        day = None
    if day is None:
        raise mistake(what)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise mistake(what, str(min(max(day, FIRST_DAY), LAST_DAY)))
    return day


def parse_zone(text: str) -> str:
    try:
        return clock.known_zone(text)
    except clock.UnknownZone as error:
        raise mistake("an IANA time zone such as Asia/Almaty", error.near) from None


def _words(known: tuple[str, ...], what: str) -> Callable[[str], tuple[str, ...]]:
    """Some words of a closed list, each once."""

    def parse(text: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(_joined(text)))
        for word in found:
            if word not in known:
                raise mistake(what, nearest(word, known))
        return found

    return parse


def parse_years(text: str) -> tuple[int, int]:
    """A year, or the first and the last of a run."""
    found = re.fullmatch("([0-9]{4})(?:-([0-9]{4}))?", text, re.ASCII)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not FIRST_DAY.year <= first <= last <= LAST_DAY.year or last - first >= MOST_YEARS:
        raise mistake("a year or a run of at most ten, such as 2028-2029")
    return first, last


def _text(pattern: str, what: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise mistake(what)
        return text

    return parse


def _list(example: str, known: Iterable[str] = (), what: str = JOINED) -> dict[str, Any]:
    """Of known words; those that only the catalogue knows are told to `reference`."""
    pattern = {"pattern": one_of(known)} if known else {}
    return {"type": "string", "description": what, "examples": [example], **pattern}


def one_of(known: Iterable[str]) -> str:
    """A regular expression for some of these words, joined."""
    word = f"({'|'.join(known)})"
    return f"^{word}({JOINTS.pattern}{word}){{0,{MOST_VALUES - 1}}}$"


def _joined(text: str) -> tuple[str, ...]:
    """Names that only the catalogue knows; it is asked later."""
    found = tuple(JOINTS.split(text))
    if len(found) > MOST_VALUES:
        raise mistake(f"at most {MOST_VALUES} values")
    return found


def _codes(text: str) -> tuple[str, ...]:
    """Codes in small or great letters, of ASCII: in others there is more than one small s."""
    if not text.isascii():
        raise mistake("codes of ISO 3166")
    return tuple(code.upper() for code in _joined(text))


Joined = Callable[[str], tuple[str, ...]]
Names = Annotated[tuple[str, ...], *_kind_of_text(_joined, _list("un-days,unesco-days"))]
Bodies = Annotated[tuple[str, ...], *_kind_of_text(_joined, _list("unesco"))]
Countries = Annotated[
    tuple[str, ...],
    *_kind_of_text(_codes, _list("KZ,UZ", what=f"codes of ISO 3166; {JOINED}") | {"format": "countries"}),
]
Themes = Annotated[
    tuple[str, ...], *_kind_of_text(_words(THEMES, f"one of {', '.join(THEMES)}"), _list("culture,heritage", THEMES))
]
Kinds = Annotated[tuple[Kind, ...], *_kind_of_text(_words(KINDS, f"one of {', '.join(KINDS)}"), _list("week", KINDS))]
Chain = Annotated[
    tuple[str, ...],
    *_kind_of_text(
        _words(LANGUAGES, f"a language or a chain of them, from {', '.join(LANGUAGES)}"),
        _list("kk,ru,en", LANGUAGES, "the first of these that a name has"),
    ),
]
ZONE = {
    "type": "string",
    "format": "time-zone",
    "description": "whose today; a zone of the IANA database",
    "examples": ["Asia/Almaty"],
}
Zone = Annotated[str, *_kind_of_text(parse_zone, ZONE)]
DAY = {
    "type": "string",
    "format": "date",
    "description": f"from {FIRST_DAY} to {LAST_DAY}",
    "pattern": "^(19[0-9][0-9]|20[0-9][0-9]|2100)-[0-9]{2}-[0-9]{2}$",
    "examples": ["2026-12-15"],
}
Day = Annotated[date, *_kind_of_text(parse_day, DAY)]
YEARS = {
    "type": "string",
    "description": f"a year, or the first and the last of at most {MOST_YEARS}",
    "pattern": "^(19[0-9]{2}|20[0-9]{2}|2100)(-(19[0-9]{2}|20[0-9]{2}|2100))?$",
    "examples": ["2026-2027"],
}
Years = Annotated[tuple[int, int], *_kind_of_text(parse_years, YEARS)]
Days = Annotated[int, *_whole(1, MOST_DAYS)]
Limit = Annotated[int, *_whole(1, MOST_ITEMS)]
Multiple = Annotated[int, *_whole(1, 1000)]


def _cursor(pattern: str, example: str) -> tuple[PlainValidator, WithJsonSchema]:
    what = 'the value of "next" in the answer before'
    schema = {"type": "string", "description": what, "pattern": f"^{pattern}$", "examples": [example]}
    return _kind_of_text(_text(pattern, what), schema)


ID, ISO_DAY = "[a-z0-9-]{1,64}", "[0-9]{4}-[0-9]{2}-[0-9]{2}"
UID = "[a-z0-9-]{1,80}@[a-z0-9.-]{1,100}"
AfterDay = Annotated[str, *_cursor(f"{ISO_DAY}~{UID}", "2026-12-15~a-day-2026@example.org")]
AfterChange = Annotated[str, *_cursor(f"{ISO_DAY}T[0-9]{{2}}:[0-9]{{2}}Z~{ID}", "2026-11-24T04:09Z~a-day")]
AfterId = Annotated[str, *_cursor(ID, "world-water-day")]
Question = Annotated[
    str,
    *_kind_of_text(
        _text(r"(?s).{1,100}", "some words, 100 characters at most"),
        {"type": "string", "minLength": 1, "maxLength": 100, "examples": ["türk dünyası"]},
    ),
]
Standing = Annotated[
    tuple[str, ...], *_kind_of_text(_words(STANDINGS, f"one of {', '.join(STANDINGS)}"), _list("proposed", STANDINGS))
]


def _as_sent(schema: dict[str, Any]) -> None:
    """Defaults as they would stand in an address; what is not there by default has none, and is never null."""
    for field in schema.get("properties", {}).values():
        field |= field.pop("anyOf", [{}])[0]
        default = field.pop("default", None)
        if default:
            field["default"] = ",".join(default) if isinstance(default, list) else default


class Asked(BaseModel):
    """A closed list of parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_as_sent)


class Facets(Asked):
    """What all lists may be narrowed by."""

    calendar: Names = ()
    theme: Themes = ()
    body: Bodies = ()
    country: Countries = ()
    kind: Kinds = ()
    lang: Chain = ("en",)


class Today(Facets):
    tz: Zone | None = None


class Upcoming(Today):
    days: Days | None = None
    limit: Limit | None = None


class Between(Facets):
    from_: Annotated[Day, Field(alias="from")]
    until: Day
    limit: Limit = 100
    cursor: AfterDay | None = None


class Listed(Facets):
    status: Standing = ()
    limit: Limit = 100
    cursor: AfterId | None = None


class Round(Facets):
    years: Years
    multiple: Multiple = 50


class Since(Asked):
    since: Day | None = None
    lang: Chain = ("en",)
    limit: Limit = 100
    cursor: AfterChange | None = None


class Searched(Asked):
    q: Question
    lang: Chain = ("en",)
    limit: Limit = 20


class InLanguage(Asked):
    lang: Chain = ("en",)


class InLanguageToday(InLanguage):
    tz: Zone | None = None
