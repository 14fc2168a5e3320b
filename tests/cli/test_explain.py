"""`explain`: one observance, its rule in words, its next dates, and the acts behind it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Folder = Callable[..., Path]
DAYS = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - id: a-day
    name: {en: Some Day, ru: Один день}
    on: third Thursday of November
    since: 1990
    formerly:
      - {until: 2000, on: 20 November}
      - {until: 2010, name: {en: Old Day}}
    acts:
      - {body: un, resolution: A/RES/1/1, adopted: 1989-11-20}
      - {body: unesco, document: 25 C/1, adopted: 1989-11, evidence: unverified}
    disputed: [{of: the year, chosen: {reading: "1990"}, against: [{reading: "1991"}, {reading: "1992"}]}]
    sources: [A book]
  - {id: a-draft, name: {en: Draft}, on: 1 May, status: proposed, sources: [A book]}
  - {id: an-old, name: {en: Old}, on: 1 May, until: 2000, sources: [A book]}
  - {id: a-decade, name: {en: Decade}, on: 1 January 2021 to 31 December 2090, sources: [A book]}
"""
EXPLAINED = """\
Some Day
  id         a-day, in days
  kind       day
  rule       third Thursday of November, since 1990
  formerly   20 November, until 2000
  formerly   Old Day, until 2010
  act        United Nations, A/RES/1/1, 20 November 1989 (secondary)
  act        UNESCO, 25 C/1, November 1989 (unverified)
  disputed   the year: 1990; others: 1991, 1992
  status     adopted, secondary
"""


def test_an_observance_is_told_line_by_line(run: Run, folder: Folder) -> None:
    result = run("explain", "a-day", "--only-calendars", folder(days=DAYS))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(EXPLAINED)
    first, *others = result.stdout.removeprefix(EXPLAINED).splitlines()
    assert first.startswith("  next       20") and len(others) == 9
    assert all(line.startswith(" " * 13) and line[17:21] == "-11-" for line in others)


LAST = [
    ("a-draft", "  status     proposed, secondary, not in feeds", 10),
    ("an-old", "  status     adopted, secondary", 0),
    ("a-decade", "  status     adopted, secondary", 1),
]


@pytest.mark.parametrize(("id", "status", "dates"), LAST)
def test_dates_follow_the_status(run: Run, folder: Folder, id: str, status: str, dates: int) -> None:
    lines = run("explain", id, "--only-calendars", folder(days=DAYS)).stdout.splitlines()
    assert len(lines[lines.index(status) + 1 :]) == dates


def test_a_name_is_told_in_the_language(run: Run, folder: Folder) -> None:
    assert run("explain", "a-day", "--lang", "kk", "--only-calendars", folder(days=DAYS)).stdout.startswith(
        "Один день\n"
    )


def test_the_shipped_family_day_is_explained(run: Run) -> None:
    told = run("explain", "world-turkic-language-family-day").stdout
    assert "\n  rule       15 December, since 2025\n" in told
    assert "\n  act        General Conference of UNESCO, 43 C/57, 3 November 2025 (secondary)\n" in told
    assert ", turkic-world" in told


UNKNOWN = [("world-water-dya", "no such observance, did you mean world-water-day?"), ("xyzzy", "no such observance")]


@pytest.mark.parametrize(("id", "message"), UNKNOWN)
def test_an_unknown_observance_is_told_with_the_nearest(run: Run, id: str, message: str) -> None:
    result = run("explain", id)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"Error: {message}\n")
