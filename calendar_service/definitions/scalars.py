"""From the text of one scalar to a value: each parser gives None where the text is not what was expected.

A parser that knows better what is wrong, and where, raises a `mistake` of its own.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

import webcolors
from pydantic_core import PydanticCustomError

from ..codes import COUNTRIES, LANGUAGE_CODES
from ..rules import Rule, RuleError, Span, Yearly, parse_rule, parse_yearly
from ..rules.anniversary import Origin
from ..rules.days import FixedDay
from ..text import LANGUAGE_SLIPS, nearest, quoted

MOST_PROSE, MOST_RULE, MOST_CONTACT = 2000, 300, 500
ID = "[a-z0-9-]{1,64}"
MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>|&(#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z]+[0-9]*);")
COUNTRY = "a country code of ISO 3166 in capitals, such as KZ"
LANGUAGE = "a language code such as en or kk"
COLOR = "a CSS colour name such as steelblue"
ORIGIN = "a date such as 1926-07-04, 1926-07, 1926, 0079, circa 1125 or 500 BCE"


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


def matching(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda text: text if compiled.fullmatch(text) else None


def line_of(most: int, *, without: str = "") -> Callable[[str], str | None]:
    def parse(text: str) -> str | None:
        text = text.strip()
        if not text or "\n" in text or "\t" in text or len(text) > most or not _is_visible(text):
            return None
        return None if any(mark in text for mark in without) else unmarked(text)

    return parse


def _is_visible(text: str) -> bool:
    return any(unicodedata.category(character)[0] in "LNPS" for character in text)


def is_id(text: str) -> bool:
    return re.fullmatch(ID, text) is not None


def parse_prose(text: str) -> str | None:
    text = " ".join(text.split())
    return unmarked(text) if 0 < len(text) <= MOST_PROSE else None


def unmarked(text: str) -> str:
    """The text, unless it has HTML in it, which calendars show as it is written (feed-profile 32)."""
    found = MARKUP.search(text)
    if found:
        raise mistake("plain text without HTML", quoted(found.group()), offset=found.start())
    return text


def number_from(least: int, most: int) -> Callable[[str], int | None]:
    def parse(text: str) -> int | None:
        if not re.fullmatch(r"[1-9][0-9]{0,4}", text, re.ASCII):
            return None
        return int(text) if least <= int(text) <= most else None

    return parse


def parse_truth(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


def parse_iso_day(text: str) -> date | None:
    if not re.fullmatch(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_adopted(text: str) -> str | None:
    """A day, a month or a year."""
    if re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", text, re.ASCII) and not text.startswith("0000"):
        return text
    return text if parse_iso_day(text) else None


def parse_url(text: str) -> str | None:
    if len(text) > 500 or re.search(r'[\s<>"\\^`{|}]', text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname and "." in parts.hostname else None


def parse_source(text: str) -> str | None:
    return parse_url(text) if "://" in text else line_of(300)(text)


def parse_contact(text: str) -> str | None:
    """An address of the web, or of mail."""
    mail = re.fullmatch(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", text)
    return text if mail and len(text) <= MOST_CONTACT else parse_url(text)


def parse_country(text: str) -> str | None:
    code, _, part = text.partition("-")
    if code in COUNTRIES and (not part or re.fullmatch(r"[A-Z0-9]{1,3}", part, re.ASCII)) and not text.endswith("-"):
        return text
    near = {"UK": "GB", "EL": "GR"}.get(text.upper(), text.upper())
    raise mistake(COUNTRY, described(text), near=near if near in COUNTRIES else None)


def parse_language(text: str) -> str | None:
    if " " in text:
        raise mistake(f"{LANGUAGE}; a text with a comma in it needs quotes", described(text))
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", text, re.ASCII):
        return None
    if len(text.split("-")[0]) == 2 and text[:2] not in LANGUAGE_CODES:
        raise mistake(LANGUAGE, described(text), near=LANGUAGE_SLIPS.get(text))
    return text


def parse_color(text: str) -> Color | None:
    try:
        return Color(text, webcolors.name_to_hex(text if text.islower() else "").upper())
    except ValueError:
        raise mistake(COLOR, described(text), near=nearest(text, webcolors.names())) from None


def parse_span(text: str) -> Span | None:
    first, slash, last = text.partition("/")
    start, end = parse_iso_day(first), parse_iso_day(last if slash else first)
    return Span.through(start, end) if start and end and start <= end else None


def parse_rule_words(text: str) -> Words:
    return Words(text, _parsed(parse_rule, text))


def parse_days_words(text: str) -> YearlyWords:
    """Days of the Gregorian year that is named beside them."""
    rule = _parsed(parse_yearly, text)
    if rule.reckoning != "gregorian":
        raise mistake("days of the Gregorian calendar", "a Hijri day")
    return YearlyWords(text, rule)


def parse_moved(text: str) -> Span | YearlyWords:
    """A date, or days in words."""
    return parse_span(text) or parse_days_words(text)


Parsed = TypeVar("Parsed")


def _parsed(parse: Callable[[str], Parsed], text: str) -> Parsed:
    if len(text) > MOST_RULE:
        raise mistake(f"a rule of at most {MOST_RULE} characters", "a longer one")
    try:
        return parse(text)
    except RuleError as error:
        raise mistake(error.expected, error.got, near=error.near, offset=error.offset) from None


def parse_origin(text: str) -> Origin | None:
    """[circa] YEAR[-MONTH[-DAY]] [BCE]; the year before 1 is 1 BCE, astronomers' 0."""
    found = re.fullmatch(r"(circa )?([0-9]{1,4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?( BCE)?", text, re.ASCII)
    if not found or int(found[2]) == 0 or (not found[5] and len(found[2]) < 3):
        return None
    if found[1] and found[3]:
        raise mistake("only a year after circa", quoted(text), offset=6)
    month, day = int(found[3] or 0), int(found[4] or 0)
    if found[3] and not 1 <= month <= 12 or found[4] and FixedDay(month, max(day, 1)).day(2000).day != day:
        return None
    year = 1 - int(found[2]) if found[5] else int(found[2])
    return Origin(year, month or None, day or None, circa=bool(found[1]))


def parse_years(text: str) -> tuple[int, int] | None:
    """A year, or the first and last of a run of at most ten."""
    found = re.fullmatch(r"([12][0-9]{3})(?:-([12][0-9]{3}))?", text, re.ASCII)
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return (first, last) if first <= last < first + 10 else None


def quoted_span(spans: list[Span]) -> str:
    """Spans as examples are written."""
    days = [f"{span.start}/{span.last}" if span.days > 1 else str(span.start) for span in spans]
    return "none" if not days else days[0] if len(days) == 1 else f"[{', '.join(days)}]"
