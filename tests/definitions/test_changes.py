"""The log of changes: what becomes of an entry from its first day to its return, and what is no change of one."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from calendar_service.cli import main
from calendar_service.definitions import load_catalogue, load_folders, shipped_calendars
from calendar_service.definitions.changes import CHANGES, days_digest, read_changes, write_changes
from calendar_service.definitions.revisions import LEDGER

Folders = Callable[..., Path]
MUSEUM = Path(__file__).parent.parent / "museum"
HEADER = "id,changed,what,days,why\n"
HEAD = """\
calendar: days
name: {en: Days of the museum}
color: steelblue
"""
NIGHT = """\
  - id: museum-night
    name: {en: Museum Night}
    on: 16 May
    since: 2005
    formerly: [{until: 2009, on: 18 May, sources: [Yearbook]}]
    acts: [{body: un, adopted: 2005}]
    themes: [culture]
    sources: [Yearbook]
    examples: {2026: 2026-05-16}
    checked: 2026-11-01
"""
FOUNDER = """\
  - id: founder
    name: {en: The founder}
    anniversary: {of: birth, origin: 1876-07-04, number: 150}
    sources: [Yearbook]
"""
OPEN = HEAD + "observances:\n"
DAYS = OPEN + NIGHT + FOUNDER


class Told(NamedTuple):
    """A row without its time and its digest."""

    id: str
    what: str
    why: str = ""


@pytest.fixture
def stamped(folder: Folders) -> Path:
    """A folder whose entries were stamped when they were added."""
    path = folder(days=DAYS)
    stamp(path, "--why", "We begin.")
    return path


def stamp(path: Path, *words: str) -> Result:
    return run("stamp", str(path), *words)


def run(*words: str) -> Result:
    return CliRunner(env={"CALENDAR_SERVICE_CALENDARS": None}).invoke(main, words, catch_exceptions=False)


def log(path: Path) -> list[Told]:
    """The rows as another reader of CSV finds them."""
    with (path / CHANGES).open(encoding="utf-8", newline="") as file:
        return [Told(row["id"], row["what"], row["why"]) for row in csv.DictReader(file)]


def news(path: Path, days: str, why: str = "") -> list[Told]:
    """What a stamp adds to the log after the file was written anew; it takes nothing away."""
    before = (path / CHANGES).read_bytes() if (path / CHANGES).exists() else HEADER.encode()
    known = len(log(path)) if (path / CHANGES).exists() else 0
    (path / "days.yaml").write_text(days, encoding="utf-8")
    stamp(path, *(["--why", why] if why else []))
    assert (path / CHANGES).read_bytes().startswith(before)
    return sorted(log(path)[known:])


# --- a life


SECOND = NIGHT.replace("on: 16 May", "on: 17 May")
WITHDRAWN = NIGHT + "    status: withdrawn\n    withdrawn: 2026\n"
LIFE = [
    (OPEN + NIGHT, Told("founder", "removed", "One thing at a time.")),
    (OPEN + NIGHT.replace("Night}", "Nights}"), Told("museum-night", "corrected", "There are two.")),
    (OPEN + SECOND, Told("museum-night", "moved", "After the minutes of 1926")),
    (OPEN + SECOND.replace("[culture]", "[culture, heritage]"), Told("museum-night", "corrected")),
    (OPEN + WITHDRAWN, Told("museum-night", "withdrawn", "No money")),
    (OPEN + WITHDRAWN + "    note: {en: N}\n", Told("museum-night", "corrected", "We say so.")),
    (OPEN + WITHDRAWN.replace("May", "June"), Told("museum-night", "corrected", "For what it is worth")),
    (OPEN + NIGHT, Told("museum-night", "added", "There is money.")),
    (HEAD, Told("museum-night", "removed", "Nobody asks for it, “really”; not one, not two")),
    (OPEN + NIGHT, Told("museum-night", "added", 'It is "back", as ұйқы')),
    (DAYS, Told("founder", "added", "So is she.")),
]


def test_a_life_is_told_and_nothing_that_was_told_is_lost(stamped: Path) -> None:
    assert sorted(log(stamped)) == [Told("founder", "added", "We begin."), Told("museum-night", "added", "We begin.")]
    for days, told in LIFE:
        assert news(stamped, days, told.why) == [told]
        assert news(stamped, days, "Again.") == []


def test_the_newest_stands_first_in_the_catalogue(stamped: Path) -> None:
    told = [*log(stamped), *(row for days, told in LIFE for row in news(stamped, days, told.why))]
    changes = load_catalogue([stamped]).changes
    assert sorted(Told(change.id, change.what, change.why) for change in changes) == sorted(told)
    times = [change.when for change in changes if change.id == "museum-night"]
    assert times == sorted(set(times), reverse=True)
    assert [change.when for change in changes] == sorted((change.when for change in changes), reverse=True)


def test_a_row_bears_the_time_of_the_ledger(stamped: Path) -> None:
    for days, _ in LIFE[:4]:
        news(stamped, days)
    [folder] = load_folders([stamped]).folders
    newest = {row.id: row.changed for row in read_changes(stamped)}
    assert folder.ledger is not None
    assert newest == {id: folder.ledger[id].changed for id in ("museum-night", "founder")}


# --- what is a change, and which


# what is written instead of what, and what is told of it
CORRECTED, MOVED = "corrected", "moved"
CHANGED = [
    ("en: Museum Night", "en: Museum Nights", CORRECTED),
    ("en: Museum Night", "en: Museum Night, kk: Мұражай түні", CORRECTED),
    ("[culture]", "[culture, women]", CORRECTED),
    ("adopted: 2005", "adopted: 2005-02", CORRECTED),
    ("sources: [Yearbook]\n    ex", "sources: [Yearbook, Minutes]\n    ex", CORRECTED),
    ("on: 18 May, sources: [Yearbook]", "on: 18 May, sources: [Minutes]", CORRECTED),
    ("on: 18 May, sources: [Yearbook]", "on: 18 May, name: {en: Old Night}, sources: [Yearbook]", CORRECTED),
    ("[{until: 2009", "[{until: 2007, name: {en: First Night}, sources: [A]}, {until: 2009", CORRECTED),
    ("on: 16 May", "on:  16  May", None),
    ("on: 16 May", "on: 17 May", MOVED),
    ("on: 16 May", "on: third Saturday of May", MOVED),
    ("on: 16 May", "on: 16 May\n    moved: {2027: 18 May}", MOVED),
    ("on: 16 May", "on: 16 May\n    skip: [2027]", MOVED),
    ("on: 16 May", "on: 16 May\n    until: 2040", MOVED),
    ("since: 2005", "since: 2006", MOVED),
    ("until: 2009", "until: 2010", MOVED),
    ("on: 18 May", "on: 19 May", MOVED),
    ("    formerly: [{until: 2009, on: 18 May, sources: [Yearbook]}]\n", "", MOVED),
    ("on: 16 May", "on: 16 May\n    status: withdrawn\n    withdrawn: 2026", "withdrawn"),
    ("on: 16 May", "on: 17 May\n    status: withdrawn\n    withdrawn: 2026", "withdrawn"),
    ("on: 16 May", "on: 16 May\n    status: proposed", CORRECTED),
    ("on: 16 May", "on: 16 May\n    tentative: [2027]", CORRECTED),
    # how we know it, and what is no entry
    ("    checked: 2026-11-01\n", "", None),
    ("{2026: 2026-05-16}", "{2026: 2026-05-16, 2027: 2027-05-16}", None),
    ("steelblue", "darkcyan", None),
    ("Days of the museum", "Days and nights", None),
    ("observances:", "# ours\nobservances:", None),
]


@pytest.mark.parametrize(("old", "new", "what"), CHANGED)
def test_what_became_of_the_night(stamped: Path, old: str, new: str, what: str | None) -> None:
    changed = DAYS.replace(old, new, 1)
    assert changed != DAYS
    assert news(stamped, changed, "Why not?") == ([Told("museum-night", what, "Why not?")] if what else [])


PEOPLE = [
    ("1876-07-04", "1876-07-05", MOVED),
    ("1876-07-04, number: 150", "1877-07-04, number: 150", MOVED),
    ("number: 150", "number: 151", MOVED),
    ("of: birth", "of: event", CORRECTED),
    ("number: 150", "number: 150, reckoning: julian", CORRECTED),
    ("number: 150", "number: 150, precision: day", CORRECTED),
    ("    anniversary", "    celebrated: 2027\n    anniversary", MOVED),
]


@pytest.mark.parametrize(("old", "new", "what"), PEOPLE)
def test_what_became_of_the_founder(stamped: Path, old: str, new: str, what: str) -> None:
    changed = DAYS.replace(old, new, 1)
    assert changed != DAYS
    assert news(stamped, changed) == [Told("founder", what)]


def test_an_entry_in_another_file_is_the_same(stamped: Path) -> None:
    others = f"calendar: others\nname: {{en: Others}}\ncolor: teal\nobservances:\n{FOUNDER}"
    (stamped / "others.yaml").write_text(others, encoding="utf-8")
    assert news(stamped, OPEN + NIGHT) == []


def test_another_id_is_another_entry(stamped: Path) -> None:
    assert news(stamped, DAYS.replace("id: founder", "id: foundress"), "She was a woman.") == [
        Told("founder", "removed", "She was a woman."),
        Told("foundress", "added", "She was a woman."),
    ]


def test_what_is_no_entry_is_in_the_ledger_alone(folder: Folders) -> None:
    path = folder(days=DAYS)
    stamp(path)
    assert {"calendar:days", "body:un", "body:unesco", "collection:publisher"} < ledger(path)
    assert {row.id for row in log(path)} == {"museum-night", "founder"}

    text = (path / "collection.yaml").read_text(encoding="utf-8").replace("United Nations", "The United Nations")
    (path / "collection.yaml").write_text(text.replace("The testers", "We"), encoding="utf-8")
    (path / "days.yaml").rename(path / "nights.yaml")
    (path / "nights.yaml").write_text(DAYS.replace("calendar: days", "calendar: nights"), encoding="utf-8")
    stamp(path)
    assert len(log(path)) == 2


def test_of_what_a_folder_says_of_others_nothing_is_told() -> None:
    rows = ledger(MUSEUM)
    assert "extend:international-day-of-light" in rows
    assert {row.id for row in log(MUSEUM)} == {id for id in rows if ":" not in id}


def ledger(path: Path) -> set[str]:
    """The ids of its rows."""
    return {line.split(",")[0] for line in (path / LEDGER).read_text(encoding="utf-8").splitlines()[1:]}


# --- the ledger beside it


def test_the_ledger_is_the_same_with_a_log_and_without(stamped: Path) -> None:
    before, written = (stamped / LEDGER).read_bytes(), read_changes(stamped)
    (stamped / CHANGES).unlink()
    stamp(stamped, "--why", "Once more")
    assert (stamped / LEDGER).read_bytes() == before
    assert sorted(read_changes(stamped)) == sorted(row._replace(why="") for row in written)


def test_what_is_older_than_the_log_was_not_added_today(stamped: Path) -> None:
    """A ledger that had no log yet: what changes with its first row is told beside it."""
    old = "2020-01-02T03:04Z"
    rows = [line.split(",") for line in (stamped / LEDGER).read_text().splitlines()]
    (stamped / LEDGER).write_text("".join(f"{id},{old},{digest}\n" for id, _, digest in rows if id != "id"))
    (stamped / CHANGES).unlink()
    assert news(stamped, DAYS.replace("Night}", "Nights}"), "There are two.") == [
        Told("founder", "added"),
        Told("museum-night", "added"),
        Told("museum-night", "corrected", "There are two."),
    ]
    times = [line.split(",")[1] for line in (stamped / CHANGES).read_text().splitlines()[1:]]
    assert times[:2] == [old, old] and times[2] > old


def test_what_came_back_before_there_was_a_log_is_new(stamped: Path) -> None:
    news(stamped, OPEN + NIGHT)
    (stamped / CHANGES).unlink()
    assert news(stamped, DAYS, "She is back.") == [
        Told("founder", "added", "She is back."),
        Told("museum-night", "added"),
    ]


def test_the_shipped_logs_tell_of_each_entry() -> None:
    """And the digests are those of the days as they are, or the next correction would be told as a move."""
    for folder in load_folders([shipped_calendars(), MUSEUM]).folders:
        known = {row.id: row for row in read_changes(folder.path)}
        entries = {entry.id: entry for file in folder.files for entry in file.entries}
        assert {id for id, row in known.items() if row.what != "removed"} == entries.keys()
        assert [id for id, entry in entries.items() if known[id].days != days_digest(entry)] == []


# --- a broken log


GOOD = "museum-night,2026-11-24T08:00Z,added,abcd1234,Because"
BROKEN = [
    "",
    "museum-night",
    "museum-night,2026-11-24T08:00Z,added,abcd1234",
    f"{GOOD},more",
    GOOD.replace("added", "changed"),
    GOOD.replace("added", ""),
    GOOD.replace("T08:00Z", ""),
    GOOD.replace("2026-11-24T08:00Z", "24.11.2026 08:00"),
    GOOD.replace("museum-night", "Museum Night"),
    GOOD.replace("museum-night", "calendar:days"),
    GOOD.replace(",", ";"),
    GOOD.replace("Because", '"Because'),
    GOOD.replace("Because", '"Be"cause'),
    GOOD.replace("Because", "<b>Because</b>"),
    GOOD.replace("Because", "Be\u202ecause"),
    GOOD.replace("Because", "x" * 301),
    f'"museum-night{"x" * 200_000}',
    "<<<<<<< HEAD",
]


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row[:60] or "nothing")
def test_a_broken_row_is_told_by_check_with_its_line(stamped: Path, row: str) -> None:
    (stamped / CHANGES).write_text(f"{HEADER}{GOOD}\n{row}\n{GOOD}\n", encoding="utf-8")
    told = run("check", "--only-calendars", str(stamped))
    assert told.exit_code == 1
    assert told.output.startswith(f"{CHANGES}:3:1: expected {HEADER.strip()}; got ")
    assert told.output.endswith("2 entries in 1 calendar, 1 mistake\n")


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row[:60] or "nothing")
def test_a_broken_log_is_not_written_over(stamped: Path, row: str) -> None:
    (stamped / CHANGES).write_text(f"{HEADER}{row}\n", encoding="utf-8")
    (stamped / "days.yaml").write_text(OPEN + NIGHT, encoding="utf-8")
    before = {name: (stamped / name).read_bytes() for name in (CHANGES, LEDGER)}
    told = stamp(stamped)
    assert (told.exit_code, told.output[: len(f"Error: {stamped}")]) == (1, f"Error: {stamped}")
    assert f"{CHANGES}:2: expected {HEADER.strip()}; got " in told.output
    assert {name: (stamped / name).read_bytes() for name in before} == before


def test_another_encoding_is_told_and_nothing_is_lost(stamped: Path) -> None:
    data = f"{HEADER}{GOOD.replace('Because', 'Мұражай')}\n".encode().replace("ұ".encode(), b"\xd2")
    (stamped / CHANGES).write_bytes(data)
    assert f"{CHANGES}:2:1: expected UTF-8" in run("check", "--only-calendars", str(stamped)).output
    assert stamp(stamped).exit_code == 1
    assert (stamped / CHANGES).read_bytes() == data


def test_a_broken_row_hides_no_other_mistake(stamped: Path) -> None:
    (stamped / CHANGES).write_text(f"{HEADER}no\n{GOOD}\nnor this\n", encoding="utf-8")
    (stamped / "days.yaml").write_text(DAYS.replace("16 May", "32 May", 1), encoding="utf-8")
    lines = run("check", "--only-calendars", str(stamped)).output.splitlines()
    places = [line.split(" ")[0] for line in lines if not line.startswith(" ")]
    assert [place for place in places if ":" in place][:2] == [f"{CHANGES}:2:1:", "days.yaml:7:9:"]


def test_of_two_folders_the_right_one_is_named(stamped: Path) -> None:
    (stamped / CHANGES).write_text("no\n", encoding="utf-8")
    loaded = load_folders([stamped, MUSEUM])
    assert [str(found.place) for found in loaded.mistakes if CHANGES in found.place.file] == [
        f"{stamped.name}/{CHANGES}:1:1"
    ]


# --- reading and writing


def test_without_a_log_nothing_is_told(folder: Folders) -> None:
    path = folder(days=DAYS)
    assert read_changes(path) == ()
    assert load_catalogue([path]).changes == ()
    assert run("check", "--only-calendars", str(path)).exit_code == 0


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_log_is_read_whatever_ends_its_lines(stamped: Path, end: str) -> None:
    before = read_changes(stamped)
    (stamped / CHANGES).write_bytes((stamped / CHANGES).read_bytes().replace(b"\n", end.encode()))
    assert read_changes(stamped) == before


@pytest.mark.parametrize(
    "why", ["", "Plain", 'Said "so", and so', "'=1+1'", "=1+1", "ұйқы · سبب · 理由", "x" * 300, '"']
)
def test_a_reason_comes_back_as_it_was(stamped: Path, why: str) -> None:
    assert news(stamped, OPEN + NIGHT, why) == [Told("founder", "removed", why)]
    rows = read_changes(stamped)
    assert rows[-1].why == load_catalogue([stamped]).changes[0].why == why
    assert write_changes(rows) == (stamped / CHANGES).read_bytes()


# as it is given, and as it is told; None where it is refused
REASONS = [
    ("  two\n\tlines  ", "two lines"),
    (" \n ", ""),
    ("x" * 301, None),
    ("<i>so</i>", None),
    ("so\u202eos", None),
    ("\u200b", None),
    ("\x07", None),
]


@pytest.mark.parametrize(("given", "told"), REASONS)
def test_a_reason_is_one_line_to_read(stamped: Path, given: str, told: str | None) -> None:
    before = (stamped / CHANGES).read_bytes(), (stamped / LEDGER).read_bytes()
    (stamped / "days.yaml").write_text(OPEN + NIGHT, encoding="utf-8")
    result = stamp(stamped, "--why", given)
    assert result.exit_code == (told is None)
    if told is None:
        assert before == ((stamped / CHANGES).read_bytes(), (stamped / LEDGER).read_bytes())
        assert result.output == "Error: expected a reason of one line, 300 characters at most\n"
    else:
        assert log(stamped)[-1] == Told("founder", "removed", told)
