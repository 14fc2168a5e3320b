"""Whatever text is entered: it is refused where it stands, or it stays one value of one line in every format.

FILES are two folders of calendars in which every line with an @ is a field; what feeds show of it stands in SHOWS. Each
payload goes into all of them at once, then what is taken goes into feeds, and other readers read it back.
"""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest
import yaml
from openpyxl.utils.escape import unescape
from pydantic import BaseModel

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import load_catalogue, load_folders
from calendar_service.definitions.findings import Finding
from calendar_service.definitions.schema import CollectionModel, FileModel
from calendar_service.feed import Composer, Feed
from calendar_service.formats import FORMATS, ics
from calendar_service.query import feed_period
from calendar_service.selection import parse_selection
from calendar_service.telling import telling

UNREADABLE = {
    "NUL": b"one\0two",
    "lone CR": b"one\rEND:VEVENT",
    "escape": b"one\x1b[2Jtwo",
    "delete": b"one\x7ftwo",
    "next line": "one\x85BEGIN:VALARM".encode(),
    "line separator": "one\u2028BEGIN:VALARM".encode(),
    "paragraph separator": "one\u2029BEGIN:VALARM".encode(),
    "mark of right to left": "\u202eevil".encode(),
    "isolate": "\u2067evil\u2069".encode(),
    "mark of the order of bytes": "one\ufefftwo".encode(),
    "half of a pair": b"\xed\xa0\x80",
    "overlong": b"\xc0\xaf",
    "other encoding": b"\xe9t\xe9",
    "half of a pair as an escape": rb"one\uD800",
    "pair as escapes": rb"\uD83D\uDE00",
    "beyond Unicode": rb"\U00110000",
    "quote": b'one" two',
}
"""Octets between quotes that make a file end to be readable, at that place."""
REFUSED = {
    "CRLF": "one\r\nBEGIN:VALARM\r\nACTION:AUDIO",
    "lone CR": "one\rEND:VEVENT",
    "CR at the end": "one\r",
    "vertical tab": "one\x0bBEGIN:VALARM",
    "form feed": "one\x0cBEGIN:VALARM",
    "file separator": "one\x1cBEGIN:VALARM",
    "escape": "one\x1b[2Jtwo",
    "next line": "one\x85BEGIN:VALARM",
    "line separator": "one\u2028BEGIN:VALARM",
    "paragraph separator": "one\u2029BEGIN:VALARM",
    "NUL": "one\0two",
    "backspaces": "one\x08\x08\x08two",
    "mark of right to left": "\u202eevil",
    "isolate": "\u2067evil\u2069",
    "mark of the order of bytes": "one\ufefftwo",
    "zero width": "one\u200btwo",
    "tags": "one\U000e0041\U000e007f",
    "private use": "one\ue000two",
    "no character": "one\uffff",
    "nothing": "",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "comment": "one <!-- two -->",
    "CDATA": "<![CDATA[<b>]]>",
    "end of the title": "</title><b>",
}
"""Texts that no field takes, each written so that YAML has no quarrel with it."""
TAKEN = {
    "line feed": "one\nBEGIN:VALARM",
    "tab": "one\ttwo",
    "blanks": "  one  ",
    "comma": "one, two",
    "semicolon": "one; two;VALUE=DATE:20200101",
    "backslash": "one \\ two\\",
    "escape written out": "one\\nBEGIN:VALARM\\, \\; \\\\",
    "fold written out": "one\\r\\n BEGIN:VALARM",
    "colon": ":one: BEGIN:VALARM",
    "begin": "BEGIN:VEVENT",
    "end": "END:VCALENDAR",
    "quotes": '"one" \'two\' "',
    "quote and colon": 'one":BEGIN:VEVENT',
    "carets of RFC 6868": "one^ntwo^'three^^",
    "entity": "&lt;b&gt; &#60;",
    "ampersand": "AT&T &copy 2026",
    "open markup": '"><img src=x onerror=alert(1) x="',
    "end of CDATA": "one ]]> two",
    "percent": "%0D%0ABEGIN:VALARM %s {name} {0} {",
    "braces": "{publisher} {date} {act} {year.real}",
    "equals": "=1+1",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(A1)",
    "full width": "＝1+1",
    "blank first": "  =1+1",
    "quote first": '"=1+1',
    "command": "=cmd|' /C calc'!A0",
    "link": '=HYPERLINK("https://example.org","here")',
    "escape of a workbook": "one_x000D_two _x0041_",
    "fraction": "1/2",
    "emoji": "👩‍👩‍👧‍👦 🇰🇿 👍🏽",
    "right to left": "يوم اللغة العربية, ‏2026",
    "combining": "x" + "\u0301" * 60,
    "not composed": "Cafe\u0301 \u1100\u1161",
    "long": "Ұзақ, " * 13,
    "as long as a name may be": "ә" * 255,
    "300 letters": "ә" * 300,
    "very long": "Ұзақ; " * 330,
    "far too long": "x" * 3000,
}
"""Texts that some field takes."""
PAYLOADS = REFUSED | TAKEN
NO_LINE = {"line feed", "tab", "entity", "very long", "far too long"}
NO_NAME = NO_LINE | {"300 letters"}
MARKED = set("comma semicolon backslash link long".split()) | {"escape written out", "fold written out"}
SPACED = {name for name, text in TAKEN.items() if re.search(r"\s", text)}
QUOTED = SPACED | {"quotes", "quote and colon", "quote first", "link"}
REFUSES = {
    "prose": {"entity", "far too long"},
    "line": NO_LINE,
    "name": NO_NAME,
    "calendar": NO_NAME | MARKED | {"right to left", "as long as a name may be"},
    "source": NO_LINE | {"link"},
    "url": QUOTED | {"far too long", "carets of RFC 6868"},
    "mail": QUOTED | {"at", "far too long"},
    "closed": set(TAKEN),
    "key": set(TAKEN),
}
"""Which of TAKEN a kind of field refuses all the same; what is closed has a pattern, a list or a meaning."""
AROUND = {"url": "https://example.org/?q={}", "mail": "mailto:days@example.org?subject={}"}

ENTRIES = """\
name: {en: @}                                                                # name alone
name: {en: {text: @, status: press}}                                         # name title
name: {en: @}, tentative: [2026]                                             # name tentative
name: {en: @}, on: year 2027                                                   # name year
name: {en: @}, status: withdrawn, withdrawn: 2026                            # name withdrawn
name: {en: {text: Some Day, source: @}}                                      # source
also: {en: [@]}                                                              # name
formerly: [{until: 2026, name: {en: @}}]                                     # name title
formerly: [{until: 2026, name: {en: {text: @}}}]                             # name title
formerly: [{until: 2026, name: {en: {text: Some Day, source: @}}}]           # source
formerly: [{until: 2026, name: {en: Some Day}, sources: [@]}]                # source unread
agency: @                                                                    # line
acts: [{body: un, session: @}]                                               # line act
acts: [{body: un, document: @}]                                              # line decision
acts: [{body: un, resolution: @}]                                            # line decision
acts: [{body: un, url: @}]                                                   # url act
acts: [{body: un, sources: [@]}]                                             # source act
about: {en: @}                                                               # prose text
motto: {2026: {en: @}}                                                       # name
motto: {2026: {en: Some words, source: @}}                                   # source
note: {en: @}                                                                # prose
disputed: [{of: @, chosen: {reading: One}, against: [{reading: Two}]}]       # name
disputed: [{of: Day, chosen: {reading: @}, against: [{reading: Two}]}]       # name
disputed: [{of: Day, chosen: {reading: One}, against: [{reading: @}]}]       # name
disputed: [{of: Day, chosen: {reading: One, sources: [@]}, against: [{reading: Two}]}]  # source
disputed: [{of: Day, chosen: {reading: One}, against: [{reading: Two, sources: [@]}]}]  # source
links: [@]                                                                   # url
sources: [@]                                                                 # source
id: @                                                                        # closed
on: @                                                                        # closed
on: {2026: @}                                                                # closed
on: {@: 1 October}                                                           # key
name: {en: {text: Some Day, status: @}}                                      # closed
name: {en: Some Day, @: Day}                                                 # key
name: {en: {text: Some Day, @: Day}}                                         # key
also: {@: [Day]}                                                             # key
anniversary: {of: @}                                                         # closed
anniversary: {of: birth, origin: @}                                          # closed
anniversary: {of: birth, precision: @}                                       # closed
anniversary: {of: birth, reckoning: @}                                       # closed
anniversary: {of: birth, number: @}                                          # closed
celebrated: @                                                                # closed
list: @                                                                      # closed
since: @                                                                     # closed
until: @                                                                     # closed
formerly: [{until: @, name: {en: Some Day}}]                                 # closed
formerly: [{until: 2020, since: @, name: {en: Some Day}}]                    # closed
formerly: [{until: 2020, on: @}]                                             # closed
formerly: [{until: 2020, name: {en: {text: Some Day, status: @}}}]           # closed
formerly: [{until: 2020, name: {en: Some Day}, @: Day}]                      # key
moved: {2026: @}                                                             # closed
moved: {@: 2 October}                                                        # key
skip: [@]                                                                    # closed
tentative: [@]                                                               # closed
kind: @                                                                      # closed
themes: [@]                                                                  # closed
countries: [@]                                                               # closed
acts: [{body: @}]                                                            # closed
acts: [{body: un, adopted: @}]                                               # closed
acts: [{body: un, evidence: @}]                                              # closed
acts: [{body: un, proposers: [@]}]                                           # closed
acts: [{body: un, supporters: [@]}]                                          # closed
acts: [{body: un, @: 1}]                                                     # key
status: @                                                                    # closed
withdrawn: @                                                                 # closed
evidence: @                                                                  # closed
about: {@: Words}                                                            # key
motto: {@: {en: Words}}                                                      # key
motto: {2026: {@: Words}}                                                    # key
note: {@: Words}                                                             # key
wikidata: @                                                                  # closed
sdgs: [@]                                                                    # closed
examples: {2026: @}                                                          # closed
examples: {@: 2026-10-01}                                                    # key
checked: @                                                                   # closed
@: Day                                                                       # key
"""
"""Each becomes an entry of its own, in one line; the words behind are the kind of text and where feeds show it."""
OVERLAYS = """\
name: {en: @}                                # name title
name: {en: {text: @, status: translation}}   # name title
name: {en: {text: Some Day, source: @}}      # source
also: {en: [@]}                              # name
about: {en: @}                               # prose text
note: {en: @}                                # prose
links: [@]                                   # url
id: @                                        # closed
hide: @                                      # closed
name: {en: {text: Some Day, status: @}}      # closed
name: {en: Some Day, @: Day}                 # key
also: {@: [Day]}                             # key
about: {@: Words}                            # key
note: {@: Words}                             # key
@: Day                                       # key
"""
"""The same of what another folder says of our entries."""
HEAD = """\
calendar: @  # closed - days
name:
  en: @  # calendar calendar Days
  @: Days  # key
description:
  en: @  # prose description Some days.
  @: Days.  # key
color: @  # closed - teal
include:
  - {from: @}  # closed - quiet
  - {from: quiet, ids: [@]}  # closed
  - {from: quiet, themes: [@]}  # closed
  - {from: quiet, bodies: [@]}  # closed
  - {from: quiet, countries: [@]}  # closed
  - {from: quiet, kinds: [@]}  # closed
  - {from: quiet, @: x}  # key
@: x  # key
observances:
  - {id: deciding, name: {en: Some Day}, on: {2026: 30 November}, sources: [A book], acts: [{body: hostile}]}
"""
COLLECTION = """\
domain: @  # closed - test.invalid
publisher:
  en: @  # prose publisher The testers
  @: We  # key
contact: @  # mail
corrections: @  # url
licence: @  # line
prefix: @  # closed
renamed:
  former: @  # closed - days
  @: days  # key
fallbacks:
  ky: [@]  # closed - kk
  @: [en]  # key
bodies:
  un: {name: {en: United Nations}}
  hostile:
    name:
      en: @  # name body Some Body
      fr: {text: @}  # name
      es: {text: Algo, source: @}  # source
      ru: {text: Совет, status: @}  # closed
      @: Body  # key
    parent: @  # closed - un
  @: {name: {en: Body}}  # key
@: x  # key
"""
QUIET = "calendar: quiet\nname: {en: Quiet}\ncolor: teal\ninclude: [{from: days}]\n"
THEIRS = "domain: our.invalid\nprefix: our-\npublisher: {en: We}\n"
OVERLAID = "calendar: our-days\nname: {en: Ours}\ncolor: teal\nextend:\n"

SHOWS = {
    "title": """
        ics,kk,remind,whole SUMMARY {}
        lead SUMMARY In 14 days: {}
        remind ALARM {}
        json name {}
        csv,xlsx,atom,txt title {}
        """,
    "tentative": """
        ics,remind,whole SUMMARY {} (date to be confirmed)
        lead SUMMARY In 14 days: {} (date to be confirmed)
        remind ALARM {} (date to be confirmed)
        json name {}
        csv,xlsx,atom,txt title {} (date to be confirmed)
        """,
    "year": """
        ics,remind SUMMARY All year 2027: {}
        lead SUMMARY In 14 days: All year 2027: {}
        remind ALARM All year 2027: {}
        whole SUMMARY {}
        json name {}
        csv,xlsx title All year 2027: {}
        """,
    "withdrawn": """
        ics,remind SUMMARY Withdrawn: {}
        """,
    "text": """
        ics,kk,lead,remind,whole DESCRIPTION {}
        atom DESCRIPTION {}
        """,
    "decision": """
        ics,lead,remind,whole,atom DESCRIPTION Decision: United Nations, {}
        json act {}
        """,
    "act": """
        json act {}
        """,
    "calendar": """
        ics,kk,remind,whole NAME {}
        ics,kk,remind,whole X-WR-CALNAME {}
        lead NAME {} · Heads-up 14 days before
        notice NAME {} · term
        atom,xlsx NAME {}
        """,
    "description": """
        ics,kk,lead,remind,whole,notice DESCRIPTION {}
        ics,kk,lead,remind,whole,notice X-WR-CALDESC {}
        atom DESCRIPTION {}
        """,
    "publisher": """
        ics,lead,remind,whole,notice,body,entry DESCRIPTION Kept by {}.
        ics,lead,remind,whole,notice,body,entry X-WR-CALDESC Kept by {}.
        atom author {}
        """,
    "body": """
        body NAME Quiet · {}
        ics,lead,remind,whole,body,atom DESCRIPTION Decision: {}
        """,
    "-": "",
    "unread": "",
}
"""Where a text is read back: forms of a feed, the property in them, and the words around the text."""
SHOWS["alone"] = f"""{SHOWS["title"].rstrip()}
        entry,edition NAME {{}}
        entry,edition X-WR-CALNAME {{}}
        entry,edition X-WR-CALDESC {{}}
        entry,edition SUMMARY {{}}
        """
FORMS = {
    "ics": ("days", "ics", "en"),
    "kk": ("days", "ics", "kk"),
    "lead": ("lead/14/days", "ics", "en"),
    "remind": ("remind/7/days", "ics", "en"),
    "whole": ("spans/whole/days", "ics", "en"),
    "body": ("body/hostile/quiet", "ics", "en"),
    "notice": ("kind/term/days", "ics", "en"),
    "json": ("days", "json", "en"),
    "csv": ("days", "csv", "en"),
    "xlsx": ("days", "xlsx", "en"),
    "atom": ("days", "atom", "en"),
    "txt": ("days", "txt", "en"),
}
"""The choice, the format and the language of each form; two more are those of an entry and of an edition alone."""
FIRST, TODAY = date(2026, 10, 1), date(2026, 11, 24)
LONGEST = {"SUMMARY": 255, "ALARM": 255, "title": 255}
LONGEST_NAME = 120
OF_THE_FEED = ("NAME", "X-WR-CALNAME", "X-WR-CALDESC", "author")
KNOWN_LINES = set(
    "BEGIN END VERSION PRODID CALSCALE NAME X-WR-CALNAME DESCRIPTION X-WR-CALDESC REFRESH-INTERVAL X-PUBLISHED-TTL "
    "SOURCE COLOR X-APPLE-CALENDAR-COLOR LAST-MODIFIED UID DTSTAMP SEQUENCE DTSTART DTEND SUMMARY URL CATEGORIES "
    "TRANSP STATUS X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-ALLDAYEVENT CLASS ACTION TRIGGER".split()
)
TRIGGERS = frozenset("=+-@\t\r\0＝＋－＠")
NO_KEYS = ("far too long", "very long")
"""Too long to be keys for YAML."""
ATOM = "{http://www.w3.org/2005/Atom}"
Seen = list[tuple[str, str, str]]
"""What a reader found: whose it is (an id, or nothing for the feed), which property, the text."""


class Field(NamedTuple):
    """A place for a text: a line of a file, whose it is, the kind of text, where feeds show it."""

    file: str
    line: int
    owner: str
    words: str
    kind: str
    place: str = "-"
    harmless: str = ""

    @property
    def name(self) -> str:
        return self.file.rpartition("/")[2]

    @property
    def plain(self) -> str | None:
        """What it holds when nobody means harm; nothing where it can do without."""
        return self.harmless or (None if self.kind in ("closed", "key") else self.holds("Text"))

    def holds(self, text: str) -> str:
        return AROUND.get(self.kind, "{}").replace("{}", text) if text else ""

    def keeps(self, text: str) -> str:
        """The text as the collection has it: composed, without blanks at its ends, prose in one line."""
        text = unicodedata.normalize("NFC", self.holds(text))
        return " ".join(text.split()) if self.kind == "prose" else text.strip()


def rows(table: str) -> Iterator[tuple[str, str]]:
    """What stands in the lines of a table, and the remark behind it."""
    for line in table.splitlines():
        words, _, remark = line.partition("  # ")
        yield words.strip(), remark


def entry(number: int, words: str = "since: 2000") -> str:
    """A whole entry in one line: what the words leave out is added."""
    given = yaml.load(f"{{{words.replace('@', 'x')}}}", yaml.BaseLoader)
    day = FIRST + timedelta(number)
    parts = {
        "id": f"day-{number}",
        "name": "{en: Some Day}",
        "on": f"{{2026: {day.day} {day:%B}}}",
        "sources": "[A book]",
    }
    return ", ".join([*(f"{key}: {value}" for key, value in parts.items() if key not in given), words])


def files() -> dict[str, list[str]]:
    """The lines of all files; those with an @ are fields."""
    overlays, entries = list(rows(OVERLAYS)), list(rows(ENTRIES))
    plain = [f"  - {{{entry(number)}}}" for number in range(len(overlays))]
    own = [f"  - {{{entry(n, words)}}}  # {remark}" for n, (words, remark) in enumerate(entries, len(overlays))]
    said = [f"  - {{id: day-{n}, {words}}}  # {remark}" for n, (words, remark) in enumerate(overlays)]
    return {
        "ours/collection": COLLECTION.splitlines(),
        "ours/days": [*HEAD.splitlines(), *plain, *own],
        "ours/quiet": QUIET.splitlines(),
        "theirs/collection": THEIRS.splitlines(),
        "theirs/our-days": [*OVERLAID.splitlines(), *(line.replace("{id: day-7, id:", "{id:") for line in said)],
    }


def found_fields() -> Iterator[Field]:
    for file, lines in FILES.items():
        for number, line in enumerate(lines, 1):
            words, _, remark = line.partition("  # ")
            owner = re.search("day-[0-9]+", words)
            if "@" in words:
                yield Field(file, number, owner[0] if owner else "", words.strip(), *remark.split(maxsplit=2))


FILES = files()
FIELDS = tuple(found_fields())


def quoted(text: str) -> str:
    """As YAML can write it in one line: what nobody sees as an escape."""
    letters = (x if x.isprintable() and x not in '"\\' else f"\\U{ord(x):08X}" for x in text)
    return f'"{"".join(letters)}"'


def write_house(folder: Path, value: Callable[[Field], str | None]) -> list[Path]:
    """The files with a text in each field; a field without one is left out."""
    lines = {file: list(lines) for file, lines in FILES.items()}
    for field in FIELDS:
        text = value(field)
        line = lines[field.file][field.line - 1].partition("  # ")[0]
        lines[field.file][field.line - 1] = "" if text is None else line.replace("@", quoted(text), 1)
    for file in lines:
        path = folder / f"{file}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines[file]) + "\n", encoding="utf-8")
    return [folder / "ours", folder / "theirs"]


def takes(field: Field, payload: str) -> bool:
    return payload in TAKEN and payload not in REFUSES[field.kind]


def is_long_key(field: Field, payload: str) -> bool:
    return field.kind == "key" and payload in NO_KEYS


def assert_told_in_lines(findings: Iterable[Finding]) -> None:
    """The message, the line and the mark under it: nothing that was entered begins a line of its own."""
    for found in findings:
        lines = str(found).splitlines()
        assert len(lines) in (1, 3) and all(line.isprintable() for line in lines), lines


def feed_in(composer: Composer, form: str) -> Feed:
    address, suffix, lang = FORMS[form]
    selection = parse_selection(composer.catalogue, address)
    day = FIRST if suffix == "txt" else TODAY
    return composer.selected(selection, lang, FORMATS[suffix].period(selection, day))


def written(catalogue: Catalogue) -> dict[str, bytes]:
    """Every form, and an entry and an edition alone."""
    composer = Composer(catalogue, "https://calendar.example.org")
    (alone,) = (catalogue.observance(field.owner) for field in FIELDS if field.place == "alone")
    told = telling(alone, "2026")
    assert told is not None
    return {form: FORMATS[suffix].write(feed_in(composer, form)) for form, (_, suffix, _) in FORMS.items()} | {
        "entry": ics.write(composer.observance_feed(alone, "en", feed_period(TODAY))),
        "edition": ics.write(composer.edition_feed(told, "en")),
    }


def read_ics(data: bytes) -> Seen:
    calendar = icalendar.Calendar.from_ical(data)
    heads = {name: unescaped(calendar[name]) for name in ("NAME", "X-WR-CALNAME", "X-WR-CALDESC")}
    heads["DESCRIPTION"] = str(calendar["DESCRIPTION"])
    seen = [("", name, line) for name, text in heads.items() for line in text.split("\n")]
    for event in calendar.events:
        uid = owner(str(event["UID"]))
        seen += [(uid, "SUMMARY", str(event["SUMMARY"]))]
        seen += [(uid, "DESCRIPTION", line) for line in str(event["DESCRIPTION"]).split("\n")]
        seen += [(uid, "ALARM", str(alarm["DESCRIPTION"])) for alarm in event.walk("VALARM")]
    return seen


def read_json(data: bytes) -> Seen:
    seen = []
    for event in json.loads(data)["events"]:
        seen.append((event["id"], "name", event["name"]["text"]))
        for value in (value for act in event["acts"] for value in act.values()):
            seen += [(event["id"], "act", text) for text in (value if isinstance(value, list) else [value])]
    return seen


def read_csv(data: bytes) -> Seen:
    """Without the apostrophe that keeps a cell from computing."""
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert not [cell for row in table for cell in row.values() if cell.lstrip(' "')[:1] in TRIGGERS]
    return [(owner(row["uid"]), "title", re.sub("^'(?=[ \"]*[=+@＝＋－＠-])", "", row["title"])) for row in table]


def read_xlsx(data: bytes) -> Seen:
    parts = zipfile.ZipFile(io.BytesIO(data))
    live = re.compile(b'<f[ >/]|<hyperlink|TargetMode="External"')
    assert not [name for name in parts.namelist() if live.search(parts.read(name))]
    book = openpyxl.load_workbook(io.BytesIO(data))
    (sheet,) = book.worksheets
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "d", "n"}
    cells = [[str(cell) for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
    return [("", "NAME", unescape(book.properties.title or "")), *((owner(row[-1]), "title", row[2]) for row in cells)]


def read_atom(data: bytes) -> Seen:
    root = ElementTree.fromstring(data)
    heads = {f"{ATOM}title": "NAME", f"{ATOM}subtitle": "DESCRIPTION", f"{ATOM}author": "author"}
    seen = [("", heads[child.tag], "".join(child.itertext())) for child in root if child.tag in heads]
    for found in root.iter(f"{ATOM}entry"):
        uid = owner(found.findtext(f"{ATOM}id", "").rpartition("/")[2])
        seen.append((uid, "title", found.findtext(f"{ATOM}title", "")))
        seen += [(uid, "DESCRIPTION", line) for line in found.findtext(f"{ATOM}summary", "").split("\n")]
    return seen


def read_txt(data: bytes) -> Seen:
    """A line has no id: it is found by its day."""
    *days, _, _ = data.decode().splitlines()
    told = [line.partition(": ")[::2] for line in days]
    numbers = [(datetime.strptime(when, "%A, %d %B %Y").date() - FIRST).days for when, _ in told]
    return [(f"day-{number}", "title", title) for number, (_, title) in zip(numbers, told, strict=True)]


READERS = {"json": read_json, "csv": read_csv, "xlsx": read_xlsx, "atom": read_atom, "txt": read_txt}


def owner(uid: str) -> str:
    found = re.match("day-[0-9]+|[a-z]+", uid)
    assert found is not None
    return found[0]


def unescaped(raw: object) -> str:
    """What icalendar does with DESCRIPTION; in NAME and X- properties it leaves the escapes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], str(raw))


class House(NamedTuple):
    """The folders with a payload wherever it is taken: loaded, written in every form, and read back."""

    catalogue: Catalogue
    forms: dict[str, bytes]
    seen: dict[str, Seen]


class Told(NamedTuple):
    """The fields that refuse a payload, by name of file and line; and what is told."""

    places: set[tuple[str, int]]
    findings: tuple[Finding, ...]

    @property
    def told(self) -> set[tuple[str, int]]:
        return {(found.place.file, found.place.line) for found in self.findings if found.place.line}


Build = Callable[[str], House]
Tell = Callable[[str], Told]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Of a payload, built once; `house("")` is harmless."""

    def built(payload: str) -> House:
        texts = {field: field.holds(TAKEN[payload]) for field in FIELDS if takes(field, payload)}
        folders = write_house(tmp_path_factory.mktemp("house"), lambda field: texts.get(field, field.plain))
        catalogue = load_catalogue(folders)
        forms = written(catalogue)
        return House(catalogue, forms, {form: READERS.get(form, read_ics)(data) for form, data in forms.items()})

    return cache(built)


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """What is told of the folders with a payload in each field, whether that takes it or not."""

    def told(payload: str) -> Told:
        texts = {field: field.holds(PAYLOADS[payload]) for field in FIELDS if not is_long_key(field, payload)}
        loaded = load_folders(write_house(tmp_path_factory.mktemp("refused"), lambda field: texts.get(field)))
        assert loaded.catalogue is None
        places = {(f"{field.file}.yaml", field.line) for field in texts if not takes(field, payload)}
        return Told(places, loaded.findings)

    return cache(told)


@pytest.fixture(scope="module")
def unreadable(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    """The same of files that end to be readable at a field, each field in a file of its own."""

    def told(payload: str) -> Told:
        folder = tmp_path_factory.mktemp("unreadable")
        fields = [field for field in FIELDS if payload in UNREADABLE or is_long_key(field, payload)]
        octets = b'"%s"' % UNREADABLE[payload] if payload in UNREADABLE else quoted(TAKEN[payload]).encode()
        paths = [folder / str(number) / f"{field.name}.yaml" for number, field in enumerate(fields)]
        for path, field in zip(paths, fields, strict=True):
            path.parent.mkdir()
            path.write_bytes(b"\n" * (field.line - 1) + field.words.encode().replace(b"@", octets))
        places = {(f"{path.parent.name}/{path.name}", field.line) for path, field in zip(paths, fields, strict=True)}
        return Told(places, load_folders([path.parent for path in paths]).findings)

    return cache(told)


class Comparison(NamedTuple):
    field: Field
    form: str
    name: str
    meant: str
    found: bool


def comparisons(payload: str, house: House) -> Iterator[Comparison]:
    """Each field that took a payload with each place where it is to be read back."""
    taken = [(field, field.keeps(TAKEN[payload])) for field in FIELDS if takes(field, payload)]
    holders = Counter((field.file, field.owner, text) for field, text in taken if field.place != "unread")
    for field, text in taken:
        held = list(texts(loaded(field, house.catalogue))).count(text)
        yield Comparison(field, "catalogue", "", text, held >= holders[field.file, field.owner, text])
        for form, name, around in shown(field):
            meant = told(form, name, around, text)
            whose = "" if name in OF_THE_FEED else "deciding" if field.place == "body" else field.owner
            yield Comparison(field, form, name, meant, (whose, name, meant) in house.seen[form])


def shown(field: Field) -> Iterator[tuple[str, str, str]]:
    for line in SHOWS[field.place].strip().splitlines():
        forms, name, around = line.split(maxsplit=2)
        yield from ((form, name, around) for form in forms.split(","))


def told(form: str, name: str, around: str, text: str) -> str:
    """The text with the words around it; a long title gives way inside, and a name has no marks that readers escape."""
    before, after = around.split("{}")
    room = LONGEST.get(name, 10_000) - len(before + after)
    text = text if len(text) <= room else text[: room - 1].rstrip() + "…"
    if name not in ("NAME", "X-WR-CALNAME"):
        return before + text + after
    whole = (before + text + after).replace(",", " –").replace(";", " –").replace("\\", "/")
    return whole if form != "body" or len(whole) <= LONGEST_NAME else whole[: LONGEST_NAME - 1].rstrip() + "…"


def loaded(field: Field, catalogue: Catalogue) -> object:
    """What a field became a part of."""
    if field.file == "ours/collection":
        return [catalogue.bodies["hostile"], catalogue.calendar("days").collection]
    return catalogue.observance(field.owner) if field.owner else catalogue.calendar("days")


def texts(value: object) -> Iterator[str]:
    """All texts of a value, but not those of what it belongs to or holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts(list(value.values()))
    elif isinstance(value, (list, tuple)):
        yield from (text for item in value for text in texts(item))
    elif is_dataclass(value):
        parts = [
            getattr(value, part.name) for part in fields(value) if part.name not in ("collection", "members", "rule")
        ]
        yield from texts(parts)


def shape(form: str, data: bytes) -> list[bytes] | int:
    """The names of the lines of a calendar, the number of those of a text; a workbook has none."""
    if form == "xlsx":
        return 0
    if form in READERS:
        return len(data.decode().splitlines())
    assert data.count(b"\r\n") == data.count(b"\r") == data.count(b"\n") == len(data.decode().splitlines())
    return names(data)


def names(data: bytes) -> list[bytes]:
    """The names of the lines, as they come."""
    return [line.partition(b":")[0] for line in data.splitlines() if not line.startswith(b" ")]


def leaves(schema: dict[str, Any], shapes: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all texts of a JSON Schema by the names of their keys; free keys and items of lists have none."""
    if "$ref" in schema:
        schema = shapes[schema["$ref"].rpartition("/")[2]]
    below = [((), shape) for key in ("anyOf", "oneOf") for shape in schema.get(key, ())]
    below += [((), shape) for shape in schema.get("patternProperties", {}).values()]
    below += [((), schema[key]) for key in ("items", "additionalProperties") if schema.get(key)]
    named = [((key,), shape) for key, shape in schema.get("properties", {}).items()]
    if not below and not named and schema.get("type") != "null":
        yield path
    for step, shape in (*below, *named):
        yield from leaves(shape, shapes, path + step)


def hostile_leaves(node: object, known: Collection[str], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The same paths of the @ in a file."""
    if node == "@":
        yield path
    for key, item in node.items() if isinstance(node, dict) else ():
        yield from hostile_leaves(item, known, (*path, key) if key in known else path)
    for item in node if isinstance(node, list) else ():
        yield from hostile_leaves(item, known, path)


@pytest.mark.parametrize(
    ("model", "written"), [(FileModel, ["ours/days", "theirs/our-days"]), (CollectionModel, ["ours/collection"])]
)
def test_every_text_of_every_file_is_among_the_fields(model: type[BaseModel], written: list[str]) -> None:
    """So a key that is new to the format is tried too."""
    schema = model.model_json_schema()
    wanted = set(leaves(schema, schema["$defs"]))
    known = {key for path in wanted for key in path}
    roots = [yaml.load("\n".join(FILES[name]).replace("@", '"@"'), yaml.BaseLoader) for name in written]
    assert wanted - {path for root in roots for path in hostile_leaves(root, known)} == set()


@pytest.mark.parametrize("payload", [*UNREADABLE, *NO_KEYS])
def test_what_makes_a_file_unreadable_is_told_with_its_line(payload: str, unreadable: Tell) -> None:
    found = unreadable(payload)
    assert found.told == found.places
    assert_told_in_lines(found.findings)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_is_refused_where_it_stands_or_taken(payload: str, refused: Tell) -> None:
    found = refused(payload)
    assert found.told == found.places
    assert_told_in_lines(found.findings)


@pytest.mark.parametrize("payload", TAKEN)
def test_no_text_smuggles_a_line_an_event_or_a_cell(payload: str, house: Build) -> None:
    """Each form has the lines, and for its reader the properties, that it has with a harmless text."""
    found, plain = house(payload), house("")
    for form, data in found.forms.items():
        assert shape(form, data) == shape(form, plain.forms[form]), form
        assert [place[:2] for place in found.seen[form]] == [place[:2] for place in plain.seen[form]], form


@pytest.mark.parametrize("payload", TAKEN)
def test_a_text_comes_back_as_it_was(payload: str, house: Build) -> None:
    assert [found for found in comparisons(payload, house(payload)) if not found.found] == []


def test_a_harmless_calendar_has_the_lines_of_a_calendar(house: Build) -> None:
    """Or those above could be equal and wrong."""
    for form, data in house("").forms.items():
        if form not in READERS:
            found = [name.decode().partition(";")[0] for name in names(data)]
            assert set(found) <= KNOWN_LINES
            assert data.count(b"BEGIN:VEVENT") == found.count("UID") == found.count("SUMMARY") >= 1


def test_thousands_of_combinations_were_tried(unreadable: Tell, refused: Tell, house: Build) -> None:
    """Threats, row 1: payload by field by property. Counted by what came of each, not by the tables."""
    tried: Counter[str] = Counter()
    for payload in [*UNREADABLE, *NO_KEYS]:
        tried["unreadable"] += len(unreadable(payload).told)
    for payload in PAYLOADS:
        tried["refused"] += len(refused(payload).told)
    for payload in TAKEN:
        compared = list(comparisons(payload, house(payload)))
        tried["taken"] += len({found.field for found in compared})
        tried["read back"] += len({found[:3] for found in compared if found.found})
    assert min(tried.values()) >= 1_000, tried
    assert tried["unreadable"] + tried["refused"] + tried["read back"] >= 10_000, tried


@pytest.mark.parametrize("payload", ["one\nBEGIN:VALARM", "one\r\nBEGIN:VALARM", "one\rEND:VEVENT", "a, b; c \\ \\n"])
def test_the_writer_escapes_what_the_loader_would_refuse(payload: str, house: Build) -> None:
    plain = feed_in(Composer(house("").catalogue, None), "remind")
    events = tuple(replace(event, title=payload, description=payload, categories=(payload,)) for event in plain.events)
    found = replace(plain, name=payload, description=payload, events=events, cancelled=())
    written = [name for name in names(ics.write(found)) if name != b"CATEGORIES"]
    assert written == names(ics.write(replace(plain, cancelled=())))
    read = icalendar.Calendar.from_ical(ics.write(found))
    assert {unescaped(read[name]) for name in ("NAME", "X-WR-CALNAME", "X-WR-CALDESC")} == {meant(payload)}
    assert {str(event[name]) for event in read.events for name in ("SUMMARY", "DESCRIPTION")} == {meant(payload)}
    assert {str(alarm["DESCRIPTION"]) for alarm in read.walk("VALARM")} == {meant(payload)}
    assert [event.categories for event in read.events] == [[meant(payload)]] * len(events)


def meant(payload: str) -> str:
    """With its line breaks as iCalendar knows them."""
    return "\n".join(payload.splitlines())
