"""The ledger: which change of an entry is one, what `stamp` writes down, and what `check` says of a stale one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_service.cli import main
from calendar_service.definitions import load_folders
from calendar_service.definitions.revisions import LEDGER, Revision, read_ledger, renewed, stale, write_ledger

Folders = Callable[..., Path]
THEN = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DAYS = """\
calendar: days
name: {en: Days of the museum}
description: {en: What we celebrate.}
color: steelblue
include: [{from: others}]
observances:
  - id: museum-night
    name: {en: Museum Night}
    on: 16 May
    since: 2005
    acts: [{body: un, adopted: 2005}]
    about: {en: Until midnight.}
    sources: [Yearbook]
    examples: {2026: 2026-05-16}
    checked: 2026-11-01
  - id: founders-day
    name: {en: Founder's Day}
    on: 4 July
    sources: [Yearbook]
"""
OWN = """\
calendar: own-days
name: {en: Days of our own}
color: teal
observances:
  - {id: own-day, name: {en: Our day}, on: 16 May, sources: [Yearbook]}
"""
OTHERS = "calendar: others\nname: {en: Others}\ncolor: teal\n"
NIGHT, FOUNDER, HEAD = {"museum-night"}, {"founders-day"}, {"calendar:days"}
NOTHING: set[str] = set()

# what is written instead of what, and the rows that are new
CHANGES = [
    ("en: Museum Night", "en: Museum Nights", NIGHT),
    ("en: Museum Night", "en: Museum Night, kk: Мұражай түні", NIGHT),
    ("en: Founder's Day", "en: Founders' Day", FOUNDER),
    ("on: 16 May", "on: 17 May\n    moved: {2026: 16 May}", NIGHT),
    ("since: 2005", "since: 2006", NIGHT),
    ("    since: 2005\n", "", NIGHT),
    ("adopted: 2005", "adopted: 2005-02", NIGHT),
    ("Until midnight", "Until one", NIGHT),
    ("sources: [Yearbook]", "sources: [Yearbook, Minutes]", NIGHT | FOUNDER),
    ("sources: [Yearbook]\n    ex", "sources: [Yearbook]\n    themes: [culture]\n    ex", NIGHT),
    ("en: Days of the museum", "en: Days and nights", HEAD),
    ("What we celebrate", "What we keep", HEAD),
    ("steelblue", "darkcyan", HEAD),
    ("{from: others}", "{from: others, themes: [culture]}", HEAD),
    ("founders-day", "the-founders-day", FOUNDER | {"the-founders-day"}),
    # the same in other words
    ("calendar: days", "# ours\ncalendar: days  # days", NOTHING),
    ("on: 16 May\n    since: 2005", "since: 2005\n    on: 16 May", NOTHING),
    ("calendar: days\nname: {en: Days of the museum}", "name: {en: Days of the museum}\ncalendar: days", NOTHING),
    ("{en: Museum Night}", "\n      en: 'Museum Night'", NOTHING),
    ("{en: Until midnight.}", "{en: Until\n      midnight.}", NOTHING),
    ("{en: Until midnight.}", "\n      en: >-\n        Until\n        midnight.", NOTHING),
    ("since: 2005", 'since: "2005"', NOTHING),
    ("sources: [Yearbook]", "sources:\n      - Yearbook", NOTHING),
    ("observances:", "\n\nobservances:", NOTHING),
    # how we know it
    ("{2026: 2026-05-16}", "{2026: 2026-05-16, 2027: 2027-05-16}", NOTHING),
    ("    examples: {2026: 2026-05-16}\n", "", NOTHING),
    ("checked: 2026-11-01", "checked: 2026-11-24", NOTHING),
]


@pytest.mark.parametrize(("old", "new", "rows"), CHANGES)
def test_exactly_what_changed_is_stamped(folder: Folders, old: str, new: str, rows: set[str]) -> None:
    changed = DAYS.replace(old, new)
    before = renewed({}, digests(folder(days=DAYS, others=OTHERS)), THEN)
    after = renewed(before, digests(folder(days=changed)), NOW)
    assert changed != DAYS
    assert {id for id, revision in after.items() if before.get(id) != revision} == rows
    assert {revision.changed for id, revision in after.items() if id in rows} <= {NOW}


SAME = [
    ("{en: Museum Night}", "{en: {text: Museum Night, status: official}}"),
    ("{en: Until midnight.}", "{en: 'Until  midnight.'}"),
    ("since: 2005", "since: 2005\n    status: adopted"),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_other_words_for_the_same_values_are_no_change(folder: Folders, old: str, new: str) -> None:
    before = digests(folder(days=DAYS, others=OTHERS))
    changed = DAYS.replace(old, new, 1)
    assert changed != DAYS
    assert digests(folder(days=changed)) == before


def test_a_new_name_of_a_body_is_a_change(folder: Folders) -> None:
    path = folder(days=DAYS, others=OTHERS)
    before, text = digests(path), (path / "collection.yaml").read_text(encoding="utf-8")
    (path / "collection.yaml").write_text(text.replace("United Nations", "The United Nations"), encoding="utf-8")
    assert digests(path) != before


def test_an_entry_keeps_its_stamp_in_another_file(folder: Folders) -> None:
    before = digests(folder(days=DAYS, others=OTHERS))
    head, founder = DAYS.split("  - id: founders-day\n")
    moved = f"{OTHERS}observances:\n  - id: founders-day\n{founder}"
    assert digests(folder(days=head, others=moved)) == before


def test_what_is_gone_stays_as_a_tombstone() -> None:
    before = {"a": Revision(THEN, "1"), "b": Revision(THEN, "2"), "c": Revision(THEN, "gone")}
    after = renewed(before, {"a": "1"}, NOW)
    assert after == {"a": Revision(THEN, "1"), "b": Revision(NOW, "gone"), "c": Revision(THEN, "gone")}
    assert renewed(after, {"a": "1"}, NOW + timedelta(1)) == after


def test_what_comes_back_is_new() -> None:
    ledger = renewed({"a": Revision(THEN, "gone")}, {"a": "1"}, NOW)
    assert ledger == {"a": Revision(NOW, "1")}


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=1)])
def test_a_stamp_always_rises(late: timedelta) -> None:
    """Feed profile 47 and 49: a change raises DTSTAMP, LAST-MODIFIED and SEQUENCE, and they never fall."""
    after = renewed({"a": Revision(NOW, "1")}, {"a": "2"}, NOW - late)
    assert after["a"].changed > NOW


def test_a_ledger_is_stale_where_it_has_not_seen_an_entry() -> None:
    ledger = {
        id: Revision(THEN, digest) for id, digest in (("a", "1"), ("b", "2"), ("c", "3"), ("d", "gone"), ("f", "gone"))
    }
    assert list(stale(ledger, {"a": "1", "b": "0", "d": "4", "e": "5"})) == [
        ("b", "changed"),
        ("d", "new"),
        ("e", "new"),
        ("c", "gone"),
    ]


def test_a_ledger_is_written_sorted_and_read_again(tmp_path: Path) -> None:
    ledger = {"b": Revision(THEN, "2"), "calendar:a": Revision(NOW, "1"), "a-b": Revision(THEN, "gone")}
    data = write_ledger(ledger)
    assert data.decode().split("\n") == [
        "id,changed,digest",
        "a-b,2026-11-01T08:00Z,gone",
        "b,2026-11-01T08:00Z,2",
        "calendar:a,2026-11-24T08:00Z,1",
        "",
    ]
    (tmp_path / LEDGER).write_bytes(data)
    assert read_ledger(tmp_path) == ledger
    assert write_ledger(dict(reversed(ledger.items()))) == data


def test_a_ledger_is_read_whatever_ends_its_lines(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_bytes(b"id,changed,digest\r\na,2026-11-24T08:00Z,1\r\n")
    assert read_ledger(tmp_path) == {"a": Revision(NOW, "1")}


BROKEN = [
    "a,2026-11-24T08:00Z",
    "a,2026-11-24T08:00Z,1,2",
    "a,2026-11-24,1",
    "a,2026-11-24T08:00,1",
    "a,2026-11-24T25:00Z,1",
    "a,24.11.2026 08:00,1",
    "a;2026-11-24T08:00Z;1",
    "a",
    "",
    "<<<<<<< HEAD",
]


@pytest.mark.parametrize("row", BROKEN)
def test_a_broken_row_is_told_with_its_line(folder: Folders, row: str) -> None:
    path = folder(days=DAYS, others=OTHERS)
    (path / LEDGER).write_text(f"id,changed,digest\nb,2026-11-24T08:00Z,2\n{row}\n", encoding="utf-8")
    loaded = load_folders([path])
    assert loaded.catalogue is None
    assert any(f"{LEDGER}:3" in str(finding) for finding in loaded.findings)


def test_a_field_without_an_end_is_told(folder: Folders) -> None:
    path = folder(days=DAYS, others=OTHERS)
    (path / LEDGER).write_text('id,changed,digest\n"a' + "x" * 200_000, encoding="utf-8")
    assert load_folders([path]).catalogue is None


def test_a_row_that_comes_twice_is_told(folder: Folders) -> None:
    """As it does when two branches are merged by hand."""
    path = folder(days=DAYS, others=OTHERS)
    (path / LEDGER).write_bytes(write_ledger(renewed({}, digests(path), THEN)) + b"museum-night,2026-11-24T08:00Z,1\n")
    assert load_folders([path]).catalogue is None


def test_an_entry_bears_the_stamp_of_its_row(folder: Folders) -> None:
    path = folder(days=DAYS, others=OTHERS)
    (path / LEDGER).write_bytes(write_ledger(renewed({}, digests(path), THEN)))
    catalogue = load_folders([path]).catalogue
    assert catalogue is not None
    assert catalogue.observance("museum-night").changed == catalogue.calendar("days").changed == THEN


def test_without_a_row_an_entry_is_as_old_as_its_file(folder: Folders) -> None:
    path = folder(days=DAYS, others=OTHERS)
    (path / LEDGER).write_bytes(write_ledger({"museum-night": Revision(THEN, "gone")}))
    catalogue = load_folders([path]).catalogue
    written = datetime.fromtimestamp((path / "days.yaml").stat().st_mtime, UTC).replace(second=0, microsecond=0)
    assert catalogue is not None and catalogue.observance("museum-night").changed == written


def test_check_fails_for_a_stale_ledger(folder: Folders) -> None:
    """A folder without a ledger is warned of; `stamp` writes one; then every change must be stamped."""
    path = folder(**{"own-days": OWN})
    (path / "collection.yaml").write_text("domain: test.invalid\npublisher: {en: T}\nprefix: own-", encoding="utf-8")
    assert said(path) == (0, f"{LEDGER}: warning: none yet")

    assert run("stamp", str(path)).output == f"{path / LEDGER}: 3 of 3 rows are new\n"
    assert said(path) == (0, "1 entry in 1 calendar, 0 mistakes")

    (path / "own-days.yaml").write_text(OWN.replace("16 May", "17 May"), encoding="utf-8")
    assert said(path) == (
        1,
        f'{LEDGER}: expected each entry as it is now; run calendar-service stamp; got "own-day" changed',
    )


def said(path: Path) -> tuple[int, str]:
    """The exit code of `check`, and the first thing that it says."""
    result = run("check", "--only-calendars", str(path))
    return result.exit_code, result.output.split("\n")[0].removesuffix(
        ": the times of the files are taken, which differ by machine; run calendar-service stamp"
    )


def run(*words: str) -> Result:
    return CliRunner(env={"CALENDAR_SERVICE_CALENDARS": None}).invoke(main, words, catch_exceptions=False)


def digests(path: Path) -> dict[str, str]:
    loaded = load_folders([path])
    assert loaded.catalogue is not None
    return loaded.folders[0].digests
