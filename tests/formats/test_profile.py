"""What clients and standards ask of the bytes of a feed, one test a rule, numbered as in the feed profile.

The bytes are read by the few lines below and by no library: readers are lenient, so "it parses" proves little.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import webcolors

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import load_catalogue
from calendar_service.feed import Composer, Feed
from calendar_service.formats import ics
from calendar_service.query import Period, feed_period
from calendar_service.selection import Selection
from calendar_service.text import LANGUAGES

BASE = "https://calendar.example.org"
DOMAIN = "commemorative-calendar.invalid"
LINE = re.compile(r"([^:;]+)((?:;[^:;=]+=[^:;]+)*):(.*)", re.S)


class Line(NamedTuple):
    name: str
    parameters: str
    value: str


@dataclass(frozen=True)
class File:
    """A feed as written: its octets, the properties of its head, and those of each event and of each alarm."""

    data: bytes
    head: tuple[Line, ...]
    events: tuple[tuple[Line, ...], ...]
    alarms: tuple[tuple[Line, ...], ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.head, *(line for event in self.events for line in event))

    def all(self, name: str) -> list[str]:
        return values(self.lines, name)


Files = Mapping[str, File]


def read(data: bytes) -> File:
    unfolded = data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    head: list[Line] = []
    events: list[list[Line]] = []
    alarms: list[list[Line]] = []
    inside = head
    for line in map(parse, unfolded):
        if line == ("BEGIN", "", "VEVENT"):
            inside = []
            events.append(inside)
        elif line == ("END", "", "VEVENT"):
            inside = head
        elif line == ("BEGIN", "", "VALARM"):
            inside = []
            alarms.append(inside)
        elif line == ("END", "", "VALARM"):
            inside = events[-1]
        else:
            inside.append(line)
    return File(data, tuple(head), tuple(map(tuple, events)), tuple(map(tuple, alarms)))


def parse(unfolded: str) -> Line:
    found = LINE.fullmatch(unfolded)
    assert found, unfolded
    return Line(found[1], found[2], found[3])


def values(lines: tuple[Line, ...], name: str) -> list[str]:
    return [line.value for line in lines if line.name == name]


def value(lines: tuple[Line, ...], name: str) -> str:
    (found,) = values(lines, name)
    return found


def text(escaped: str) -> str:
    """A TEXT value as it is meant (RFC 5545 3.3.11)."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], escaped)


def day(written: str) -> date:
    return datetime.strptime(written, "%Y%m%d").date()


def chunks(data: bytes) -> dict[str, bytes]:
    """The octets of each event by UID, without the alarm that somebody asked for."""
    found = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", data, re.S)
    bare = [re.sub(rb"BEGIN:VALARM\r\n.*?END:VALARM\r\n", b"", chunk, flags=re.S) for chunk in found]
    return {value(read(chunk).events[0], "UID"): chunk for chunk in bare}


@pytest.fixture(scope="module")
def files(feeds: Mapping[str, Feed]) -> Files:
    return {name: read(ics.write(feed)) for name, feed in feeds.items()}


@pytest.fixture(scope="module")
def events(files: Files) -> list[tuple[Line, ...]]:
    return [event for file in files.values() for event in file.events]


# A. Envelope


def test_01_utf8_without_bom_nul_or_control_octets(files: Files) -> None:
    for name, file in files.items():
        file.data.decode("utf-8", "strict")
        assert not re.search(rb"^\xef\xbb\xbf|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", file.data), name


def test_02_every_line_ends_with_crlf_and_none_is_blank(files: Files) -> None:
    for name, file in files.items():
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)|^\r\n|\r\n *\r\n", file.data), name
        assert file.data.endswith(b"\r\nEND:VCALENDAR\r\n"), name


def test_03_lines_of_at_most_75_octets_each_of_them_utf8(files: Files) -> None:
    for name, file in files.items():
        for line in file.data.split(b"\r\n"):
            assert len(line) <= 75, name
            line.decode("utf-8", "strict")


def test_04_no_fold_inside_a_grapheme_cluster(files: Files) -> None:
    """Of those that our languages have; test_folding.py knows more of them."""
    joined = re.compile(r" [\u0300-\u036f\u0483-\u0489\u064b-\u065f\u0670\u200c\u200d\ufe0f]")
    for name, file in files.items():
        for line in file.data.decode().split("\r\n"):
            assert not joined.match(line) and not line.endswith("\u200d"), name


def test_05_one_calendar(files: Files) -> None:
    for name, file in files.items():
        assert file.data.startswith(b"BEGIN:VCALENDAR\r\n"), name
        assert file.all("BEGIN") == file.all("END") == ["VCALENDAR"], name


def test_06_version_and_a_constant_prodid(files: Files) -> None:
    assert {value(file.head, "VERSION") for file in files.values()} == {"2.0"}
    assert {value(file.head, "PRODID") for file in files.values()} == {ics.PRODID}
    assert not re.search(r"\d|example|invalid", ics.PRODID)


def test_07_no_method(files: Files) -> None:
    """RFC 5546 wants an organizer beside PUBLISH; any other method makes an invitation of the file."""
    assert not [name for name, file in files.items() if file.all("METHOD")]


def test_08_names_equal_and_free_of_what_shows_its_escape(files: Files) -> None:
    for name, file in files.items():
        assert value(file.head, "NAME") == value(file.head, "X-WR-CALNAME"), name
        assert re.fullmatch(r"[^,;\\]+", value(file.head, "NAME")), name


def test_09_text_is_escaped(files: Files, feeds: Mapping[str, Feed]) -> None:
    for name, file in files.items():
        feed = feeds[name]
        assert text(value(file.head, "X-WR-CALDESC")) == text(value(file.head, "DESCRIPTION")) == feed.description
        told = [feed.notice] if feed.notice else feed.events
        assert [text(summary) for summary in file.all("SUMMARY")] == [event.title for event in told], name
        described = [text(value(event, "DESCRIPTION")) for event in file.events]
        assert described == [event.description for event in told], name
        assert not re.search(r"(?<!\\)(\\\\)*\\[^\\;,n]", "".join(file.all("DESCRIPTION"))), name


def test_10_refresh_lines_agree(files: Files) -> None:
    for name, file in files.items():
        (line,) = [line for line in file.head if line.name == "REFRESH-INTERVAL"]
        assert line.parameters == ";VALUE=DURATION", name
        assert line.value == value(file.head, "X-PUBLISHED-TTL"), name


def test_11_refresh_between_an_hour_and_a_day(files: Files) -> None:
    for name, file in files.items():
        found = re.fullmatch(r"PT(\d+)H", value(file.head, "REFRESH-INTERVAL"))
        assert found and 1 <= int(found[1]) <= 24, name


def test_12_addresses_of_the_head_are_uris(files: Files, choices: list[Selection]) -> None:
    chosen = {f"choice-{number}": f"feeds/{selection.address}" for number, selection in enumerate(choices)}
    for name, file in files.items():
        id, lang = name.split(".")
        path = chosen | {
            "observance": "observances/world-turkic-language-family-day",
            "edition": "observances/world-turkic-language-family-day/2026",
        }
        found = [line for line in file.head if line.name in ("SOURCE", "IMAGE", "CONFERENCE")]
        assert found == [Line("SOURCE", ";VALUE=URI", f"{BASE}/{lang}/{path.get(id, f'feeds/{id}')}.ics")]


def test_13_colours(files: Files) -> None:
    for name, file in files.items():
        color = webcolors.name_to_hex(value(file.head, "COLOR"), webcolors.CSS3)
        assert value(file.head, "X-APPLE-CALENDAR-COLOR").lower() == color.lower(), name
        assert re.fullmatch("#[0-9A-F]{6}", value(file.head, "X-APPLE-CALENDAR-COLOR")), name


def test_14_names_in_capitals(files: Files) -> None:
    for name, file in files.items():
        for line in file.lines:
            assert re.fullmatch("[A-Z-]+", line.name), name
            assert all(re.fullmatch("[A-Z-]+=.+", part) for part in line.parameters.split(";")[1:]), name


def test_15_16_17_38_39_what_stays_out(feeds: Mapping[str, Feed], files: Files) -> None:
    """Rich descriptions, alarms, people, zones and repetition: each is misread by some client."""
    parts = "VALARM VTODO VJOURNAL VTIMEZONE VFREEBUSY".split()
    out = (
        "STYLED-DESCRIPTION STRUCTURED-DATA LINK CONCEPT REFID ATTACH X-ALT-DESC ATTENDEE ORGANIZER X-WR-TIMEZONE "
        "RRULE RDATE EXDATE EXRULE RECURRENCE-ID"
    ).split()
    for name, file in files.items():
        assert not [line for line in file.lines if line.name in out or line.value in parts], name
        assert "TZID" not in "".join(line.parameters for line in file.lines), name
        assert b"VALARM" not in file.data or feeds[name].selection.remind is not None, name


TRIGGERS = {0: "PT9H", 7: "-P6DT15H"}
"""Nine in the morning of the day, and seven days before: a day starts at its midnight (RFC 5545 3.8.6.3)."""


def test_16_one_alarm_an_event_where_it_was_asked_for(feeds: Mapping[str, Feed], files: Files) -> None:
    asked = {name: feed for name, feed in feeds.items() if feed.selection.remind is not None}
    assert len(asked) > 50
    for name, feed in asked.items():
        assert len(files[name].alarms) == len(feed.events), name
        for alarm, event in zip(files[name].alarms, feed.events, strict=True):
            assert [line.name for line in alarm] == ["ACTION", "TRIGGER", "DESCRIPTION"]
            assert value(alarm, "ACTION") == "DISPLAY" and text(value(alarm, "DESCRIPTION")) == event.title
            assert value(alarm, "TRIGGER") == TRIGGERS[feed.selection.remind or 0]


def test_18_never_without_an_event(files: Files) -> None:
    assert not [name for name, file in files.items() if not file.events]
    assert [value(files["empty.en"].events[0], "SUMMARY")] == ["Nothing in this selection"]


def test_19_small_enough_for_google(files: Files) -> None:
    """Google is reported to drop events beyond 1,111, and feeds beyond 1 MB; alarms, which swell a feed, it ignores."""
    for name, file in files.items():
        assert len(file.events) <= 1000, name
        most = 1_000_000 if name.startswith("choice-") else 900_000
        assert len(file.data) < most + 200 * len(file.alarms), name


# B. Events


def test_21_35_each_event_has_what_it_must_once(events: list[tuple[Line, ...]]) -> None:
    for event in events:
        counted = Counter(line.name for line in event)
        assert [counted[name] for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY")] == [1] * 5
        assert set(counted.values()) == {1}


def test_22_uids_are_unique(files: Files) -> None:
    for name, file in files.items():
        assert len(set(file.all("UID"))) == len(file.events), name


def test_23_uids_are_short_ascii_and_end_in_the_domain(files: Files) -> None:
    for name, file in files.items():
        domain = "test.invalid" if name.startswith("empty") else DOMAIN
        for uid in file.all("UID"):
            assert re.fullmatch(rf"[a-z0-9-]+@{re.escape(domain)}", uid) and len(uid) <= 191, name


def test_24_uids_are_the_same_in_all_languages_feeds_and_hosts(files: Files, composer: Composer) -> None:
    by_feed: dict[str, set[tuple[str, ...]]] = {}
    days: dict[str, set[str]] = {}
    for name, file in files.items():
        by_feed.setdefault(name.split(".")[0], set()).add(tuple(file.all("UID")))
        for uid, start in zip(file.all("UID"), file.all("DTSTART"), strict=True):
            days.setdefault(uid, set()).add(start)
    assert {feed: len(uids) for feed, uids in by_feed.items()} == dict.fromkeys(by_feed, 1)
    assert {uid for uid, starts in days.items() if len(starts) > 1} == set()
    elsewhere = Composer(composer.catalogue, "https://elsewhere.example.net")
    for calendar in composer.catalogue.calendars.values():
        feed = elsewhere.feed(calendar, "en", feed_period(date(2026, 11, 24)))
        assert tuple(event.uid for event in feed.events) in by_feed[calendar.id]


def test_25_uids_stay_when_the_window_moves(composer: Composer) -> None:
    for calendar in composer.catalogue.calendars.values():
        now, then = (
            {
                (event.uid, event.span)
                for event in composer.feed(calendar, "en", feed_period(date(year, 1, 1))).events
                if 2027 <= event.span.start.year <= 2028
            }
            for year in (2026, 2027)
        )
        assert now == then, calendar.id


def test_26_27_whole_days_with_the_end_after_the_last(feeds: Mapping[str, Feed], files: Files) -> None:
    for name, file in files.items():
        spans = [event.span for event in feeds[name].events]
        for event, span in zip(file.events, spans, strict=False):
            lines = [line for line in event if line.name in ("DTSTART", "DTEND")]
            assert [line.parameters for line in lines] == [";VALUE=DATE", ";VALUE=DATE"], name
            start, end = (day(line.value) for line in lines)
            assert (start, end) == (span.start, span.last + timedelta(1)) and start < end, name


def test_29_nothing_before_1970(files: Files) -> None:
    assert not [name for name, file in files.items() if min(file.all("DTSTART")) < "19700101"]


def test_30_nobody_is_busy(events: list[tuple[Line, ...]]) -> None:
    for event in events:
        assert value(event, "TRANSP") == "TRANSPARENT"
        assert value(event, "X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
        assert value(event, "X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE"


def test_31_the_address_and_again_in_the_text(files: Files) -> None:
    for name, file in files.items():
        for event in file.events:
            url = value(event, "URL")
            assert url.startswith(f"{BASE}/{name.split('.')[1]}/"), name
            assert text(value(event, "DESCRIPTION")).split("\n")[-1] == url, name


def test_32_no_markup(files: Files) -> None:
    for name, file in files.items():
        shown = "\n".join(text(found) for found in file.all("SUMMARY") + file.all("DESCRIPTION"))
        assert not re.search(r"<[A-Za-z/!]|&(#\d+|#x[0-9a-f]+|[a-z]+);", shown, re.I), name


def test_33_titles_and_texts_are_short(files: Files) -> None:
    for name, file in files.items():
        assert max(len(text(found)) for found in file.all("SUMMARY")) <= 255, name
        assert max(len(text(found)) for found in file.all("DESCRIPTION")) <= 3000, name


def test_34_categories_without_commas_in_them(files: Files) -> None:
    """Home Assistant splits at every comma, escaped or not."""
    for name, file in files.items():
        for event in file.events:
            found = values(event, "CATEGORIES")
            assert len(found) <= 1 and "\\," not in "".join(found), name


def test_34_an_event_is_the_same_in_every_feed_of_a_language(files: Files) -> None:
    for lang in LANGUAGES:
        met: dict[str, bytes] = {}
        for name in (name for name in files if name.endswith(f".{lang}")):
            for uid, chunk in chunks(files[name].data).items():
                assert met.setdefault(uid, chunk) == chunk, name


def test_36_status(events: list[tuple[Line, ...]]) -> None:
    assert {value(event, "STATUS") for event in events} <= {"CONFIRMED", "CANCELLED"}


def test_37_ordered_by_day_and_uid(files: Files) -> None:
    for name, file in files.items():
        order = [(value(event, "DTSTART"), value(event, "UID")) for event in file.events]
        assert order == sorted(order), name


# D. Change detection


def test_43_two_askings_give_the_same_bytes(composer: Composer, files: Files, period: Period) -> None:
    again = Composer(composer.catalogue, BASE)
    for calendar in composer.catalogue.calendars.values():
        for lang in LANGUAGES:
            assert ics.write(again.feed(calendar, lang, period)) == files[f"{calendar.id}.{lang}"].data


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 7, 1), date(2026, 12, 31)])
def test_45_the_bytes_stay_all_year(today: date, composer: Composer, files: Files) -> None:
    for calendar in composer.catalogue.calendars.values():
        assert ics.write(composer.feed(calendar, "kk", feed_period(today))) == files[f"{calendar.id}.kk"].data


def test_46_stamps_agree_and_are_past(events: list[tuple[Line, ...]]) -> None:
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for event in events:
        stamp = value(event, "DTSTAMP")
        assert re.fullmatch(r"\d{8}T\d{6}Z", stamp)
        assert stamp == value(event, "LAST-MODIFIED") <= now


def test_49_sequence_is_a_number_of_31_bits(events: list[tuple[Line, ...]]) -> None:
    for event in events:
        assert re.fullmatch(r"0|[1-9]\d*", value(event, "SEQUENCE"))
        assert 0 <= int(value(event, "SEQUENCE")) < 2**31


Entry = dict[str, Any]
DAY = "world-turkic-language-family-day"
CHANGES = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
EDITS: dict[str, Entry] = {
    "title": {"name": {"en": "Day of the Turkic Language Family"}},
    "rule": {"on": "16 December", "examples": {}},
    "text": {"about": {"en": "Celebrates the languages of the Turkic family."}},
    "act": {"acts": [{"body": "unesco-general-conference", "document": "43 C/58"}]},
    "themes": {"themes": ["heritage", "languages"]},
}


SMALL = 100
"""The calendars looked at have fewer members: an event in a larger one is the same event."""


def written(folder: Path) -> dict[str, dict[str, bytes]]:
    composer = Composer(load_catalogue([folder]), BASE)
    period = feed_period(date(2027, 6, 1))
    return {
        f"{calendar.id}.{lang}": chunks(ics.write(composer.feed(calendar, lang, period)))
        for calendar in composer.catalogue.calendars.values()
        if len(calendar.members) < SMALL
        for lang in LANGUAGES
    }


@pytest.fixture(scope="module")
def untouched(shelf: Path) -> dict[str, dict[str, bytes]]:
    return written(shelf)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_47_48_a_change_raises_the_stamps_of_its_observance_alone(
    edit: Entry,
    untouched: dict[str, dict[str, bytes]],
    edited: Callable[[Callable[[list[Entry]], None]], Path],
    catalogue: Catalogue,
) -> None:
    def change(entries: list[Entry]) -> None:
        for entry in entries:
            entry.update(edit if entry["id"] == DAY else {})

    touched = set()
    for name, found in written(edited(change)).items():
        before = untouched[name]
        assert found.keys() == before.keys(), name
        for uid in (uid for uid in found if found[uid] != before[uid]):
            was, now = (read(chunk).events[0] for chunk in (before[uid], found[uid]))
            assert all(value(was, key) < value(now, key) for key in CHANGES), name
            touched.add((name, uid))
    calendars = catalogue.calendars_with(catalogue.observance(DAY))
    feeds = [f"{calendar}.{lang}" for calendar in calendars for lang in LANGUAGES if f"{calendar}.{lang}" in untouched]
    uids = [f"{DAY}-{year}@{DOMAIN}" for year in (2026, 2027, 2028, 2029)]
    assert touched == {(feed, uid) for feed in feeds for uid in uids if uid in untouched[feed]}
