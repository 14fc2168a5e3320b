"""Slips in calendars, and what `check` says of them, to the letter.

Each `bad/NAME.yaml` has its slip and, in `NAME.txt`, all that is said of it; `bad_folders` holds the slips that need a
folder, or two side by side, of their own. A new file needs no Python. `REWRITE_EXPECTED=1 pytest tests/definitions`
writes down what is said now: read the difference before it is kept.
"""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_service.cli import main

BAD = Path(__file__).parent / "bad"
FOLDERS = Path(__file__).parent / "bad_folders"
SUMMARY = re.compile(r"^[0-9]+ entr\w+ in [0-9]+ calendars?, [0-9]+ mistakes?\n\Z", re.M)
REWRITE = os.environ.get("REWRITE_EXPECTED") == "1"
NOT_YET = {
    "bidi-override-in-an-escape": "the text is told to be missing as well",
    "formerly-overlapping": "is not told; such editions come twice, with one UID",
    "hard-blanks": "the blank that is none is not named",
    "include-ids-of-another-calendar": "is not told; the calendar is empty",
    "include-unknown-body": "is not told; the calendar is empty",
    "moved-and-skipped": "is not told",
    "moved-before-the-first-year": "is not told",
    "moved-without-saying-which": "is not told; the edition comes beside the two others",
    "nul-in-an-escape": "the text is told to be missing as well",
    "observances-misspelt": "the list of keys lacks observances",
    "rule-that-gives-no-day": "is not told",
    "same-id-twice": "the first entry's examples are held against the second one's rule",
    "skip-of-no-edition": "is not told",
    "unknown-key-in-the-head": "the list of keys lacks observances",
    "unknown-key-inside": "the list of keys is empty below a language or a body",
    "broken-collection": "all its bodies are told to be unknown",
    "calendar-ends-in-capitals": "the file is passed over in silence",
    "collection-ends-in-yml": "not said what is missing; all its bodies are told to be unknown",
    "ledger-from-a-spreadsheet": "the place comes twice, and the ledger is told to be missing",
    "ledger-in-conflict": "the place comes twice, and the ledger is told to be missing",
    "ledger-in-latin-1": "in Python's words, without a line, and the ledger is told to be missing",
    "ledger-with-a-broken-row": "the place comes twice, and the ledger is told to be missing",
    "missing-collection": "not said what is missing; all its bodies are told to be unknown",
    "wrong-collection": "the list of keys is empty below a body; all its bodies are told to be unknown",
}
"""Where what is said is not what ought to be: the expected text is, and the mark goes when it comes true."""


SLIPS = sorted(path for path in BAD.glob("*.yaml") if path.name != "collection.yaml")


def cases(paths: list[Path]) -> list[object]:
    """A row a path; those that are NOT_YET are expected to fail, and told when they do not."""
    late = {name: [pytest.mark.xfail(raises=AssertionError, reason=reason)] for name, reason in NOT_YET.items()}
    return [pytest.param(path, id=path.stem, marks=late.get(path.stem, [])) for path in paths]


def check(*folders: Path) -> Result:
    arguments = [word for folder in folders for word in ("--only-calendars", str(folder))]
    return CliRunner(env={"CALENDAR_SERVICE_CALENDARS": None}).invoke(
        main, ["check", *arguments], catch_exceptions=False
    )


def findings(result: Result) -> str:
    """What was said, without the last line, which counts."""
    return SUMMARY.sub("", result.output)


def agrees(said: str, path: Path, name: str) -> bool:
    if REWRITE and name not in NOT_YET:
        path.write_text(said, encoding="utf-8")
    return said == path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def result() -> Result:
    return check(BAD)


@pytest.fixture(scope="module")
def said(result: Result) -> dict[str, str]:
    """What is said of each file; a line that starts in the first column is a new finding."""
    parts: dict[str, str] = {}
    name = ""
    for line in findings(result).split("\n")[:-1]:
        found = re.match(r"([a-z0-9-]+)\.(yaml|csv):", line)
        name = found[1] if found else name
        parts[name] = parts.get(name, "") + line + "\n"
    return parts


@pytest.mark.parametrize("path", cases(SLIPS))
def test_a_slip_is_told(said: dict[str, str], path: Path) -> None:
    assert agrees(said.get(path.stem, ""), path.with_suffix(".txt"), path.stem)


def test_what_is_said_belongs_to_a_file(said: dict[str, str]) -> None:
    """Of the folder itself only that it keeps no ledger."""
    assert {path.stem for path in BAD.glob("*.txt")} == {path.stem for path in SLIPS}
    assert said.keys() - {path.stem for path in SLIPS} == {"revisions"}


def test_slips_stop_check(result: Result) -> None:
    assert result.exit_code == 1
    assert SUMMARY.search(result.output)
    assert "Traceback" not in result.output


def test_findings_stand_in_the_order_of_files_and_lines(result: Result) -> None:
    places = [(file, int(line)) for file, line in re.findall(r"^(\S+\.yaml):([0-9]+):", result.output, re.M)]
    assert places == sorted(places)


@pytest.mark.parametrize("path", cases(sorted(FOLDERS.iterdir())))
def test_a_slip_of_a_folder_is_told(path: Path) -> None:
    result = check(*(sorted(item for item in path.iterdir() if item.is_dir()) or [path]))
    assert agrees(findings(result), path / "expected.txt", path.name)
    assert result.exit_code == 1
