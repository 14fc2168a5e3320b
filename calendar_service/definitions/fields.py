"""The kinds of text that a definition is made of: what each is called when it is missing, and its JSON Schema.

Own types throughout: pydantic would take `1_0`, `+5` and `yes` for numbers and truths. Years and numbers reach the
JSON Schema as "text or integer", because that is how an editor sees them.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from ..observance import KINDS, THEMES, Kind, Theme
from ..rules import Span
from ..rules.anniversary import Origin
from ..text import nearest
from .scalars import (
    COLOR,
    COUNTRY,
    ID,
    LANGUAGE,
    MOST_PROSE,
    MOST_RULE,
    ORIGIN,
    Color,
    Words,
    YearlyWords,
    described,
    line_of,
    matching,
    mistake,
    number_from,
    parse_adopted,
    parse_color,
    parse_contact,
    parse_country,
    parse_days_words,
    parse_iso_day,
    parse_language,
    parse_moved,
    parse_origin,
    parse_prose,
    parse_rule_words,
    parse_source,
    parse_span,
    parse_truth,
    parse_url,
    parse_years,
)


def _text(what: str, parse: Callable[[str], object], schema: dict[str, Any]) -> tuple[PlainValidator, WithJsonSchema]:
    """A type of text: `parse` returns a value, None for "not what was expected", or raises a mistake of its own."""

    def validate(value: object) -> object:
        parsed = parse(value) if isinstance(value, str) else None
        if parsed is None:
            raise mistake(what, described(value))
        return parsed

    return PlainValidator(validate), WithJsonSchema(schema)


def _closed(known: tuple[str, ...], what: str) -> tuple[PlainValidator, WithJsonSchema]:
    """One word of a closed list; the nearest one is named when it is not."""

    def parse(text: str) -> str | None:
        if text in known:
            return text
        raise mistake(what, described(text), near=nearest(text, known))

    return _text(what, parse, {"type": "string", "enum": list(known)})


def _pattern(pattern: str, *, number: bool = False) -> dict[str, Any]:
    return {"type": ["string", "integer"] if number else "string", "pattern": f"^({pattern})$"}


YEAR = r"[12][0-9]{3}"
ANY_TEXT = {"type": ["string", "number"]}
RULE_TEXT = {"type": "string", "maxLength": MOST_RULE}

Id = Annotated[
    str,
    *_text("an id of a-z, 0-9 and -, 64 at most", matching(ID), _pattern(ID)),
]
Line = Annotated[str, *_text("a text of one line, 300 characters at most", line_of(300), ANY_TEXT)]
Name = Annotated[str, *_text("a name of one line, 255 characters at most", line_of(255), ANY_TEXT)]
CalendarName = Annotated[
    str,
    *_text(
        "a name of one line without comma, semicolon or backslash",
        line_of(80, without=",;\\"),
        {"type": "string", "pattern": r"^[^,;\\]{1,80}$"},
    ),
]
Prose = Annotated[str, *_text(f"a text of at most {MOST_PROSE} characters", parse_prose, ANY_TEXT)]
Year = Annotated[int, *_text("a year such as 2026", number_from(1000, 2999), _pattern(YEAR, number=True))]
Number = Annotated[
    int, *_text("a whole number from 1 to 10000", number_from(1, 10000), _pattern("[1-9][0-9]{0,4}", number=True))
]
Goal = Annotated[
    int,
    *_text("a Sustainable Development Goal from 1 to 17", number_from(1, 17), _pattern("[1-9]|1[0-7]", number=True)),
]
Truth = Annotated[bool, *_text("true or false", parse_truth, {"type": "boolean"})]
IsoDay = Annotated[date, *_text("a date such as 2026-12-15", parse_iso_day, _pattern(r"\d{4}-\d\d-\d\d"))]
Adopted = Annotated[
    str,
    *_text(
        "a date, a month or a year: 2025-11-03, 2025-11, 2025",
        parse_adopted,
        _pattern(r"\d{4}(-\d\d){0,2}", number=True),
    ),
]
Url = Annotated[str, *_text("an address that starts with https://", parse_url, _pattern(r"https?://\S{3,492}"))]
Source = Annotated[str, *_text("an address, or the name of a source in one line", parse_source, ANY_TEXT)]
Contact = Annotated[
    str, *_text("an address that starts with https:// or mailto:", parse_contact, _pattern(r"(https?://|mailto:)\S+"))
]
Country = Annotated[str, *_text(COUNTRY, parse_country, _pattern(r"[A-Z]{2}(-[A-Z0-9]{1,3})?"))]
Language = Annotated[str, *_text(LANGUAGE, parse_language, _pattern(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"))]
ColorName = Annotated[Color, *_text(COLOR, parse_color, _pattern("[a-z]{3,20}"))]
Domain = Annotated[
    str,
    *_text(
        "a domain in small letters, such as museum.example",
        matching(r"(?=.{1,100}$)[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+"),
        _pattern(r"[a-z0-9.-]{3,100}"),
    ),
]
Prefix = Annotated[
    str, *_text("a prefix such as museum-", matching("[a-z0-9][a-z0-9-]{0,20}-"), _pattern("[a-z0-9-]{2,22}"))
]
Wikidata = Annotated[str, *_text("a Wikidata id such as Q42", matching("Q[1-9][0-9]{0,11}"), _pattern("Q[1-9][0-9]*"))]
Edition = Annotated[
    str, *_text("an edition such as 2026 or 2026-2", matching(r"[12][0-9]{3}(-[1-9][0-9]?)?"), ANY_TEXT)
]
SpanText = Annotated[
    Span, *_text("none, a date or first/last: 2026-10-24/2026-10-31", parse_span, _pattern(r"none|[0-9/-]{10,21}"))
]
RuleWords = Annotated[
    Words, *_text("a rule in words, such as 16 May or 16 May and 17 May", parse_rule_words, RULE_TEXT)
]
DaysWords = Annotated[YearlyWords, *_text("days in words", parse_days_words, RULE_TEXT)]
MovedWords = Annotated[Span | YearlyWords, *_text("a date or a day in words", parse_moved, RULE_TEXT)]
OriginText = Annotated[
    Origin,
    *_text(ORIGIN, parse_origin, _pattern(r"(circa )?[0-9]{1,4}(-[0-9]{2}){0,2}( BCE)?", number=True)),
]
Celebration = Annotated[
    tuple[int, int],
    *_text("a year or a run of years: 2026, 2026-2027", parse_years, _pattern(r"\d{4}(-\d{4})?", number=True)),
]
ThemeWord = Annotated[Theme, *_closed(THEMES, f"a theme: {', '.join(THEMES)}")]
KindWord = Annotated[Kind, *_closed(KINDS, f"a kind: {', '.join(KINDS)}")]


def word(*known: str) -> tuple[PlainValidator, WithJsonSchema]:
    """For the small closed lists: `Annotated[Status, *word("official", "press")]`."""
    return _closed(known, f"one of {', '.join(known)}")
