"""Feeds read back by programs of other makes, in four languages: exactly the events that were composed.

Each reader is a small program in `tests/readers`, which says at its top what its reader is lenient about.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from calendar_service.feed import Feed
from calendar_service.formats import ics

PROGRAMS = Path(__file__).parent.parent / "readers"
READERS = {
    "read_icalendar.py": "icalendar",
    "read_recurring.py": "recurring_ical_events",
    "read_ical.py": "ical",
    "read_vobject.py": "vobject",
    "read_icaljs.mjs": "ical.js",
    "read_nodeical.mjs": "node-ical",
    "read_sabre.php": "Sabre/VObject/autoload.php",
    "read_libical.c": "libical/ical.h",
}
"""The programs, and what each of them loads."""
OWN = {"icalendar"}
"""What we need ourselves is there without the environment of readers."""
LOADS = {
    ".py": ["{python}", "-c", "import {package}"],
    ".mjs": ["node", "--input-type=module", "-e", "import '{package}'"],
    ".php": ["php", "-r", "require '{package}';"],
    ".c": ["gcc", "-fsyntax-only", "-include", "{package}", "-x", "c", os.devnull],
}
"""By language: what succeeds where the reader is installed."""
RUNS = {
    ".py": ["{python}", "{program}"],
    ".mjs": ["node", "{program}"],
    ".php": ["php", "{program}"],
    ".c": ["{built}"],
}
"""By language: what reads the files named behind it."""
LANGS = ("en", "kk", "ar", "zh")
SHORT = 20
TITLES = {
    "comma": "Day of Days, and of Nights; twice: 24 h",
    "backslash": "Day \\ Night\\",
    "escapes": "one\\nBEGIN:VALARM\\, \\; \\\\",
    "quotes": "Day of the “Book” and the 'Page'",
    "in-quotes": '"Day of Days"',
    "carets": "one^ntwo^'three^^",
    "markup": "Day & Night &lt; 100 %, {name} %s",
    "number": "1926",
    "truth": "TRUE",
    "emoji": "👩‍👩‍👧‍👦 🇰🇿 👍🏽",
    "right-to-left": "يوم اللغة العربية, ‏2026",
    "combining": "x" + "\u0301" * 60,
    "blanks": "no-break\u00a0blank,\u2009thin one",
    "long": "Ұзақ, " * 12 + "Ұзақ",
}
"""Titles that the loader takes, or that another language may bring."""
ODD = {
    "read_nodeical.mjs": {"escapes": "one\\\nBEGIN:VALARM\\, \\; \\\\", "in-quotes": "Day of Days"},
}
"""What a reader shows instead of a title; in everything else they all agree."""

Row = dict[str, str]
Reader = Callable[..., list[list[Row]]]
Needed = Callable[[object, str], None]


def told(feed: Feed) -> Iterator[tuple[str, date, date, str]]:
    """Whatever stands in the file as an event of its own."""
    for event in (*feed.events, *feed.cancelled):
        yield event.uid, event.span.start, event.span.end, event.title
    if feed.notice:
        yield feed.notice.uid, feed.notice.day, feed.notice.day + timedelta(1), feed.notice.title


def rows(feed: Feed) -> list[Row]:
    keys = ("uid", "start", "end", "summary")
    return in_order(dict(zip(keys, map(str, values), strict=True)) for values in told(feed))


def in_order(found: Iterable[Row]) -> list[Row]:
    """A list and no set: an event that comes twice is one too many."""
    return sorted(found, key=lambda row: json.dumps(row, sort_keys=True))


def succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, cwd=PROGRAMS, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def read(command: list[str], files: Iterable[Path], zone: str) -> list[list[Row]]:
    """The rows of each file; CalledProcessError where the program refuses one."""
    environment = {**os.environ, "TZ": zone}
    said = subprocess.run([*command, *map(str, files)], env=environment, capture_output=True, check=True).stdout
    return [in_order(json.loads(line)) for line in said.splitlines()]


@pytest.fixture(scope="module", params=READERS)
def program(request: pytest.FixtureRequest) -> Path:
    return PROGRAMS / str(request.param)


@pytest.fixture(scope="module")
def reader(program: Path, needed: Needed, readers_bin: Path, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Runs the program over files, in a time zone."""
    package = READERS[program.name]
    built = tmp_path_factory.mktemp("built") / program.stem
    python = sys.executable if package in OWN else readers_bin / "python"
    names = {"program": program, "package": package, "python": python, "built": built}
    needed(succeeds([word.format(**names) for word in LOADS[program.suffix]]), f"{package} does not load")
    if program.suffix == ".c":
        subprocess.run(["gcc", "-Wall", "-Wextra", "-o", built, program, "-lical"], check=True)
    command = [word.format(**names) for word in RUNS[program.suffix]]
    return lambda *files, zone="UTC": read(command, files, zone)


@pytest.fixture(scope="module")
def chosen(feeds: Mapping[str, Feed]) -> Mapping[str, Feed]:
    """Every feed in four languages, each of another script; the short ones in every language."""
    return {name: feed for name, feed in feeds.items() if feed.lang in LANGS or len(feed.events) < SHORT}


@pytest.fixture(scope="module")
def files(chosen: Mapping[str, Feed], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("feeds")
    paths = [folder / f"{name}.ics" for name in chosen]
    for path, feed in zip(paths, chosen.values(), strict=True):
        path.write_bytes(ics.write(feed))
    return paths


def test_20_readers_read_what_was_composed(reader: Reader, chosen: Mapping[str, Feed], files: list[Path]) -> None:
    for name, feed, found in zip(chosen, chosen.values(), reader(*files), strict=True):
        assert found == rows(feed), name
        assert found, name


@pytest.mark.parametrize("zone", ["Pacific/Apia", "America/Los_Angeles"])
def test_20_a_day_is_the_same_day_everywhere(
    reader: Reader, zone: str, feeds: Mapping[str, Feed], files: list[Path]
) -> None:
    [file] = [file for file in files if file.stem == "languages.en"]
    assert reader(file, zone=zone) == [rows(feeds["languages.en"])]


def test_20_alarms_and_withdrawals_are_read(reader: Reader, feeds: Mapping[str, Feed], tmp_path: Path) -> None:
    """What is withdrawn stays an event of its days, and an alarm moves none, whether it is set hours or days away."""
    feed = feeds["languages.en"]
    *kept, last = feed.events
    made = replace(feed, events=tuple(kept), cancelled=(replace(last, cancelled=True),))
    paths = [tmp_path / f"{days}.ics" for days in (0, 1, 7)]
    for path in paths:
        path.write_bytes(ics.write(replace(made, selection=replace(made.selection, remind=int(path.stem)))))
        assert path.read_bytes().count(b"BEGIN:VALARM\r\n") == len(kept)
        assert path.read_bytes().count(b"STATUS:CANCELLED\r\n") == 1
    assert reader(*paths) == [rows(made)] * len(paths)


def test_20_titles_of_any_kind_are_read(
    program: Path, reader: Reader, feeds: Mapping[str, Feed], tmp_path: Path
) -> None:
    """Those that a reader is known to show otherwise are shown as it was known."""
    [event] = feeds["edition.en"].events
    made = tuple(replace(event, uid=f"{name}@test.invalid", title=title) for name, title in TITLES.items())
    shown = TITLES | ODD.get(program.name, {})
    file = tmp_path / "titles.ics"
    file.write_bytes(ics.write(replace(feeds["edition.en"], events=made)))
    [found] = reader(file)
    assert {row["uid"].partition("@")[0]: row["summary"] for row in found} == shown
    assert len(found) == len(TITLES)


# what is wrong, what is replaced, and by what
BROKEN = [
    ("cut short", b"END:VCALENDAR\r\n", b""),
    ("an event cut short", b"END:VEVENT\r\n", b""),
    ("no UID", b"\r\nUID:", b"\r\nX-UID:"),
    ("no title", b"\r\nSUMMARY:", b"\r\nX-SUMMARY:"),
    ("no such month", b"\r\nDTSTART;VALUE=DATE:20261215", b"\r\nDTSTART;VALUE=DATE:20261315"),
    ("no such day", b"\r\nDTEND;VALUE=DATE:20261216", b"\r\nDTEND;VALUE=DATE:20261232"),
]


@pytest.mark.parametrize(("old", "new"), [line[1:] for line in BROKEN], ids=[line[0] for line in BROKEN])
def test_20_a_broken_feed_does_not_pass(
    reader: Reader, old: bytes, new: bytes, feeds: Mapping[str, Feed], tmp_path: Path
) -> None:
    """The reader refuses it or shows something else: what passes here would pass unseen above."""
    file = tmp_path / "broken.ics"
    whole = ics.write(feeds["edition.en"])
    assert whole.count(old) == 1
    file.write_bytes(whole.replace(old, new))
    try:
        assert reader(file) != [rows(feeds["edition.en"])]
    except subprocess.CalledProcessError as refused:
        assert refused.stderr
