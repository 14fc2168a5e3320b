"""The kinds of text that a definition is made of: each turns a scalar into a value, or says what was expected.

Own types throughout: pydantic would take `1_0`, `+5` and `yes` for numbers and truths. Years and numbers reach the
JSON Schema as "text or integer", because that is how an editor sees them.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

import webcolors
from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..observance import KINDS, THEMES, Kind, Theme
from ..rules import Rule, RuleError, Span, Yearly, parse_rule, parse_yearly
from ..rules.anniversary import Origin
from ..rules.days import FixedDay
from ..text import nearest
from .codes import COUNTRIES, LANGUAGE_CODES
from .findings import quoted


class Words(NamedTuple):
    """A rule as it is written, and what it means."""

    text: str
    rule: Rule


class YearlyWords(NamedTuple):
    """The same for days that are asked for one year."""

    text: str
    rule: Yearly


class Color(NamedTuple):
    name: str
    hex: str


def mistake(what: str, got: str, *, near: str | None = None, offset: int = 0) -> PydanticCustomError:
    """What pydantic carries to the place of the value; `offset` counts characters into a text."""
    context = {"expected": what, "got": got, "near": near or "", "offset": offset}
    return PydanticCustomError("expected", "{expected}", context)


def described(value: object) -> str:
    """A value of the wrong kind, in words."""
    if isinstance(value, str):
        return quoted(value) if value.strip() else "nothing"
    return "a list" if isinstance(value, (list, tuple)) else "a mapping"


def _text(what: str, parse: Callable[[str], object], schema: dict[str, Any]) -> tuple[PlainValidator, WithJsonSchema]:
    """A type of text: `parse` returns a value, None for "not what was expected", or raises a mistake of its own."""

    def validate(value: object) -> object:
        parsed = parse(value) if isinstance(value, str) else None
        if parsed is None:
            raise mistake(what, described(value))
        return parsed

    return PlainValidator(validate), WithJsonSchema(schema)


def _matching(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda text: text if compiled.fullmatch(text) else None


def _pattern(pattern: str, *, number: bool = False) -> dict[str, Any]:
    return {"type": ["string", "integer"] if number else "string", "pattern": f"^({pattern})$"}


def _closed(known: tuple[str, ...], what: str) -> tuple[PlainValidator, WithJsonSchema]:
    """One word of a closed list; the nearest one is named when it is not."""

    def parse(text: str) -> str | None:
        if text in known:
            return text
        raise mistake(what, described(text), near=nearest(text, known))

    return _text(what, parse, {"type": "string", "enum": list(known)})


def _line(most: int, *, without: str = "") -> Callable[[str], str | None]:
    def parse(text: str) -> str | None:
        text = text.strip()
        if not text or "\n" in text or "\t" in text or len(text) > most:
            return None
        return None if any(mark in text for mark in without) else text

    return parse


def _prose(text: str) -> str | None:
    text = " ".join(text.split())
    return text if 0 < len(text) <= MOST_PROSE else None


def _number(least: int, most: int) -> Callable[[str], int | None]:
    def parse(text: str) -> int | None:
        if not re.fullmatch(r"[1-9][0-9]{0,4}", text, re.ASCII):
            return None
        return int(text) if least <= int(text) <= most else None

    return parse


def _iso_day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _adopted(text: str) -> str | None:
    """A day, a month or a year."""
    if re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", text, re.ASCII) and not text.startswith("0000"):
        return text
    return text if _iso_day(text) else None


def _url(text: str) -> str | None:
    if len(text) > 500 or re.search(r'[\s<>"\\^`{|}]', text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname and "." in parts.hostname else None


def _source(text: str) -> str | None:
    return _url(text) if "://" in text else _line(300)(text)


def _contact(text: str) -> str | None:
    """An address of the web, or of mail."""
    return text if re.fullmatch(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", text) else _url(text)


def _country(text: str) -> str | None:
    code, _, part = text.partition("-")
    if code in COUNTRIES and (not part or re.fullmatch(r"[A-Z0-9]{1,3}", part, re.ASCII)) and not text.endswith("-"):
        return text
    raise mistake(COUNTRY, described(text), near=text.upper() if text.upper() in COUNTRIES else None)


def _language(text: str) -> str | None:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", text, re.ASCII):
        return None
    if len(text.split("-")[0]) == 2 and text[:2] not in LANGUAGE_CODES:
        raise mistake(LANGUAGE, described(text), near={"kz": "kk", "kg": "ky", "tm": "tk", "cn": "zh"}.get(text))
    return text


def _color(text: str) -> Color | None:
    try:
        return Color(text, webcolors.name_to_hex(text).upper()) if text == text.lower() else None
    except ValueError:
        raise mistake(COLOR, described(text), near=nearest(text, webcolors.names())) from None


def _span(text: str) -> Span | None:
    first, slash, last = text.partition("/")
    start, end = _iso_day(first), _iso_day(last if slash else first)
    return Span.through(start, end) if start and end and start <= end else None


def _rule(text: str) -> Words:
    return Words(text, _parsed(parse_rule, text))


def _yearly(text: str) -> YearlyWords:
    """Days of the Gregorian year that is named beside them."""
    rule = _parsed(parse_yearly, text)
    if rule.reckoning != "gregorian":
        raise mistake("days of the Gregorian calendar", "a Hijri day")
    return YearlyWords(text, rule)


def _moved(text: str) -> Span | YearlyWords:
    return _span(text) or _yearly(text)


Parsed = TypeVar("Parsed")


def _parsed(parse: Callable[[str], Parsed], text: str) -> Parsed:
    if len(text) > MOST_RULE:
        raise mistake(f"a rule of at most {MOST_RULE} characters", "a longer one")
    try:
        return parse(text)
    except RuleError as error:
        raise mistake(error.expected, error.got, near=error.near, offset=error.offset) from None


def _origin(text: str) -> Origin | None:
    """[circa] YEAR[-MONTH[-DAY]] [BCE]; the year before 1 is 1 BCE, astronomers' 0."""
    found = re.fullmatch(r"(circa )?([0-9]{1,4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?( BCE)?", text, re.ASCII)
    if not found or int(found[2]) == 0 or (not found[5] and len(found[2]) < 3):
        return None
    month, day = int(found[3] or 0), int(found[4] or 0)
    if found[3] and not 1 <= month <= 12 or found[4] and FixedDay(month, max(day, 1)).day(2000).day != day:
        return None
    year = 1 - int(found[2]) if found[5] else int(found[2])
    return Origin(year, month or None, day or None, circa=bool(found[1]))


def _years(text: str) -> tuple[int, int] | None:
    """A year, or the first and last of a run of at most ten."""
    found = re.fullmatch(r"([12][0-9]{3})(?:-([12][0-9]{3}))?", text, re.ASCII)
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return (first, last) if first <= last < first + 10 else None


MOST_PROSE, MOST_RULE = 2000, 300
COUNTRY = "a country code of ISO 3166 in capitals, such as KZ"
LANGUAGE = "a language code such as en or kk"
COLOR = "a CSS colour name such as steelblue"
ORIGIN = "a date such as 1926-07-04, 1926-07, 1926, circa 1125 or 500 BCE"
YEAR = r"[1-9][0-9]{0,3}"
ANY_TEXT = {"type": ["string", "number"]}

Id = Annotated[
    str,
    *_text("an id of a-z, 0-9 and -, 64 at most", _matching("[a-z0-9-]{1,64}"), _pattern("[a-z0-9-]{1,64}")),
]
Line = Annotated[str, *_text("a text of one line, 300 characters at most", _line(300), ANY_TEXT)]
Name = Annotated[str, *_text("a name of one line, 255 characters at most", _line(255), ANY_TEXT)]
CalendarName = Annotated[
    str,
    *_text(
        "a name of one line without comma, semicolon or backslash",
        _line(80, without=",;\\"),
        {"type": "string", "pattern": r"^[^,;\\]{1,80}$"},
    ),
]
Prose = Annotated[str, *_text(f"a text of at most {MOST_PROSE} characters", _prose, ANY_TEXT)]
Year = Annotated[int, *_text("a year such as 2026", _number(1, 9990), _pattern(YEAR, number=True))]
Number = Annotated[
    int, *_text("a whole number from 1 to 10000", _number(1, 10000), _pattern("[1-9][0-9]{0,4}", number=True))
]
Goal = Annotated[
    int, *_text("a Sustainable Development Goal from 1 to 17", _number(1, 17), _pattern("[1-9]|1[0-7]", number=True))
]
IsoDay = Annotated[date, *_text("a date such as 2026-12-15", _iso_day, _pattern(r"\d{4}-\d\d-\d\d"))]
Adopted = Annotated[
    str,
    *_text(
        "a date, a month or a year: 2025-11-03, 2025-11, 2025", _adopted, _pattern(r"\d{4}(-\d\d){0,2}", number=True)
    ),
]
Url = Annotated[str, *_text("an address that starts with https://", _url, _pattern(r"https?://\S{3,492}"))]
Source = Annotated[str, *_text("an address, or the name of a source in one line", _source, ANY_TEXT)]
Contact = Annotated[
    str, *_text("an address that starts with https:// or mailto:", _contact, _pattern(r"(https?://|mailto:)\S+"))
]
Country = Annotated[str, *_text(COUNTRY, _country, _pattern(r"[A-Z]{2}(-[A-Z0-9]{1,3})?"))]
Language = Annotated[str, *_text(LANGUAGE, _language, _pattern(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"))]
ColorName = Annotated[Color, *_text(COLOR, _color, _pattern("[a-z]{3,20}"))]
Domain = Annotated[
    str,
    *_text(
        "a domain in small letters, such as museum.example",
        _matching(r"(?=.{1,100}$)[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+"),
        _pattern(r"[a-z0-9.-]{3,100}"),
    ),
]
Prefix = Annotated[
    str, *_text("a prefix such as museum-", _matching("[a-z0-9][a-z0-9-]{0,20}-"), _pattern("[a-z0-9-]{2,22}"))
]
Wikidata = Annotated[str, *_text("a Wikidata id such as Q42", _matching("Q[1-9][0-9]{0,11}"), _pattern("Q[1-9][0-9]*"))]
Edition = Annotated[
    str, *_text("an edition such as 2026 or 2026-2", _matching(r"[1-9][0-9]{0,3}(-[1-9][0-9]?)?"), ANY_TEXT)
]
SpanText = Annotated[
    Span, *_text("none, a date or first/last: 2026-10-24/2026-10-31", _span, _pattern(r"[0-9/-]{10,21}"))
]
RuleWords = Annotated[Words, *_text("a rule in words", _rule, {"type": "string", "maxLength": MOST_RULE})]
DaysWords = Annotated[YearlyWords, *_text("days in words", _yearly, {"type": "string", "maxLength": MOST_RULE})]
MovedWords = Annotated[
    Span | YearlyWords, *_text("a date or a day in words", _moved, {"type": "string", "maxLength": MOST_RULE})
]
OriginText = Annotated[
    Origin,
    *_text(ORIGIN, _origin, _pattern(r"(circa )?[0-9]{1,4}(-[0-9]{2}){0,2}( BCE)?", number=True)),
]
Celebration = Annotated[
    tuple[int, int],
    *_text("a year or a run of years: 2026, 2026-2027", _years, _pattern(r"\d{4}(-\d{4})?", number=True)),
]
ThemeWord = Annotated[Theme, *_closed(THEMES, f"a theme: {', '.join(THEMES)}")]
KindWord = Annotated[Kind, *_closed(KINDS, f"a kind: {', '.join(KINDS)}")]


def word(*known: str) -> tuple[PlainValidator, WithJsonSchema]:
    """For the small closed lists: `Annotated[Status, *word("official", "press")]`."""
    return _closed(known, f"one of {', '.join(known)}")


def quoted_span(spans: list[Span]) -> str:
    """Spans as examples are written."""
    days = [f"{span.start}/{span.last}" if span.days > 1 else str(span.start) for span in spans]
    return "none" if not days else days[0] if len(days) == 1 else f"[{', '.join(days)}]"
