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
SLIPS = sorted(path for path in BAD.glob("*.yaml") if path.name != "collection.yaml")


def cases(paths: list[Path]) -> list[object]:
    """A row a path."""
    return [pytest.param(path, id=path.stem) for path in paths]


def check(*folders: Path) -> Result:
    arguments = [word for folder in folders for word in ("--only-calendars", str(folder))]
    return CliRunner(env={"CALENDAR_SERVICE_CALENDARS": None}).invoke(
        main, ["check", *arguments], catch_exceptions=False
    )


def findings(result: Result) -> str:
    """What was said, without the last line, which counts."""
    return SUMMARY.sub("", result.output)


def agrees(said: str, path: Path, name: str) -> bool:
    if REWRITE:
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
