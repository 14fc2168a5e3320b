"""`check`: everything that is wrong, at once, and an exit code for machines."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import shipped_calendars

Run = Callable[..., Result]
Folder = Callable[..., Path]

GOOD = """\
calendar: good
name: {en: Good}
color: teal
observances:
  - {id: some-day, name: {en: Some Day}, on: 15 December, sources: [A book]}
"""
BAD = """\
calendar: bad
name: {en: Bad}
color: teel
observances:
  - {id: a-day, name: {en: A}, on: third Thursday of Novembr, sources: [A book]}
  - {id: a-day, name: {en: A}, on: 15 December, sources: [A book], examples: {2026: 2026-12-16}}
"""
WORSE = "calendar: worse\nnmae: {en: Worse}\ncolor: teal\n"
TOLD = """\
bad.yaml:3:8: expected a CSS colour name such as steelblue; got "teel" — did you mean "teal"?
    color: teel
           ^
bad.yaml:5:54: expected a month after "of"; got "Novembr" — did you mean "November"?
      - {id: a-day, name: {en: A}, on: third Thursday of Novembr, sources: [A book]}
                                                         ^
bad.yaml:6:10: expected an id of its own; got "a-day" again, first at bad.yaml:5:10
      - {id: a-day, name: {en: A}, on: 15 December, sources: [A book], examples: {2026: 2026-12-16}}
             ^
bad.yaml:6:85: expected 2026-12-15, as the rule gives; got 2026-12-16
      - {id: a-day, name: {en: A}, on: 15 December, sources: [A book], examples: {2026: 2026-12-16}}
                                                                                        ^
"""


def test_the_shipped_calendars_are_right(run: Run, catalogue: Catalogue) -> None:
    result = run("check")
    summary = f"{len(catalogue.observances)} entries in {len(catalogue.calendars)} calendars, 0 mistakes\n"
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith(summary)


def test_all_mistakes_of_all_files_are_told_at_once(run: Run, folder: Folder) -> None:
    result = run("check", "--only-calendars", folder(bad=BAD, good=GOOD, worse=WORSE))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(TOLD)
    assert "\nworse.yaml:2:1: expected one of the keys" in result.stderr
    assert result.stderr.endswith("3 entries in 3 calendars, 6 mistakes\n")


@pytest.fixture
def mixed(own: Folder) -> Path:
    """A folder beside the shipped one with a right and a wrong file."""
    path = own("mine")
    wrong = (path / "mine-days.yaml").read_text(encoding="utf-8").replace("mine-d", "mine-bad-d").replace("15", "32")
    (path / "mine-bad-days.yaml").write_text(wrong, encoding="utf-8")
    return path


FILTERED = [("mine-days.yaml", 0), ("collection.yaml", 0), ("mine-bad-days.yaml", 1), (".", 1), ("../mine-folder", 1)]


@pytest.mark.parametrize(("name", "mistakes"), FILTERED)
def test_a_path_says_whose_mistakes_are_told(run: Run, mixed: Path, name: str, mistakes: int) -> None:
    result = run("check", mixed / name)
    told = [line for line in result.stderr.splitlines() if ": expected" in line]
    assert (result.exit_code, len(told)) == (mistakes, mistakes)
    assert result.stderr.endswith(", 1 mistake\n" if mistakes else ", 0 mistakes\n")


SEVERAL = [
    ("mine-folder", "yours-folder"),
    ("mine-folder/mine-days.yaml", "yours-folder/yours-days.yaml"),
    ("mine-folder/mine-days.yaml", "mine-folder/collection.yaml"),
    ("mine-folder", "mine-folder/mine-days.yaml"),
    ("mine-folder", "yours-folder/../mine-folder"),
]


@pytest.mark.parametrize(("one", "other"), SEVERAL)
def test_several_paths_are_checked_together(run: Run, own: Folder, one: str, other: str) -> None:
    """As pre-commit calls it: with all files that have changed."""
    above = own("mine").parent
    own("yours")
    result = run("check", above / one, above / other)
    assert result.exit_code == 0, result.stderr


def test_shipped_files_are_checked_one_by_one_too(run: Run) -> None:
    result = run("check", *sorted(shipped_calendars().glob("un*.yaml")))
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("name", [".", "mine-days.yaml"])
def test_a_folder_without_collection_can_not_be_used(run: Run, own: Folder, name: str) -> None:
    path = own("mine")
    (path / "collection.yaml").unlink()
    result = run("check", path / name)
    assert result.exit_code == 1
    assert "mine-folder/collection.yaml: " in result.stderr


def test_a_missing_collection_is_explained(run: Run, own: Folder) -> None:
    """Whoever begins a folder of their own meets this first: it must say what the file is for, or where that stands."""
    path = own("mine")
    (path / "collection.yaml").unlink()
    assert re.search(r"collection\.yaml: .*(domain|publisher|README)", run("check", path).stderr)


def test_a_folder_of_ones_own_stands_beside_the_shipped(run: Run, own: Folder, catalogue: Catalogue) -> None:
    """Its ids bear its prefix, so that none of ours can be taken."""
    path = own("mine")
    days = (path / "mine-days.yaml").read_text(encoding="utf-8")
    (path / "mine-days.yaml").write_text(days.replace("id: mine-day", "id: world-water-day"), encoding="utf-8")
    result = run("check", "--calendars", path)
    assert result.exit_code == 1
    assert '5:10: expected an id that starts with "mine-"; got "world-water-day"\n' in result.stderr
    assert "an id of its own" in result.stderr


def test_a_folder_named_like_the_shipped_one_is_told_apart(run: Run, own: Folder) -> None:
    path = own("mine").rename(own("mine").parent / "calendars")
    told = {line for line in run("check", path).stderr.splitlines() if "revisions.csv: warning: none yet" in line}
    assert len(told) == 1 + (not (shipped_calendars() / "revisions.csv").exists())


def test_a_warning_is_told_and_stops_nothing(run: Run, own: Folder) -> None:
    result = run("check", "--only-calendars", own())
    assert result.exit_code == 0
    assert result.stderr == (
        "revisions.csv: warning: none yet: the times of the files are taken, which differ by machine;"
        " run calendar-service stamp\n1 entry in 1 calendar, 0 mistakes\n"
    )


def test_what_is_not_there_is_a_wrong_call(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path / "nothing.yaml")
    assert (result.exit_code, "does not exist" in result.stderr) == (2, True)
