"""The whole description, asked ten thousand times by schemathesis: it is kept, whatever is asked (threats, row 14).

Two processes ask at once, each half of the questions; `fuzz.py` says which checks look at what. Longer by hand:

    .venv/bin/python tests/api/fuzz.py 5000
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import schemathesis

from .fuzz import OFF

HERE = Path(__file__).parent
HALVES = [
    ["today", "upcoming", "occurrences", "anniversaries", "changes", "changes.atom", "coverage"],
    ["observances", "observances/{id}", "calendars", "calendars/{id}", "search", "check"],
]
EXAMPLES = 600
"""Of each question, besides those that its bounds give."""
TOOLS = ["-W", "error"]


class Run(NamedTuple):
    statuses: Counter[str]
    wrong: list[str]


@pytest.fixture(scope="module")
def run() -> Run:
    """Both halves, side by side."""
    command = [sys.executable, *TOOLS, str(HERE / "fuzz.py"), str(EXAMPLES)]
    halves = [
        subprocess.Popen([*command, *half], cwd=HERE.parent.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for half in HALVES
    ]
    found = [_read(*half.communicate()) for half in halves]
    return Run(
        sum((Counter(one["statuses"]) for one in found), Counter()), [text for one in found for text in one["wrong"]]
    )


def _read(told: bytes, errors: bytes) -> Any:
    assert told, errors.decode()
    return json.loads(told)


def test_every_question_is_asked(document: Any) -> None:
    assert {f"/api/v1/{question}" for half in HALVES for question in half} == document["paths"].keys()


@pytest.mark.slow
def test_ten_thousand_questions_are_asked(run: Run) -> None:
    """Good ones and bad ones, many of each."""
    assert run.statuses.total() >= 10_000, run.statuses
    assert run.statuses["200"] >= 3_000 and run.statuses["400"] >= 3_000, run.statuses


@pytest.mark.slow
def test_none_of_them_is_too_much_for_the_service(run: Run) -> None:
    assert {status for status in run.statuses if status >= "500"} == set()


@pytest.mark.slow
def test_every_answer_is_as_described(run: Run) -> None:
    assert run.wrong == []


def test_every_check_looks(document: Any) -> None:
    """Two are off where they ask for what no schema can say; a check that is new is noticed here."""
    assert set(OFF.values()) == {"positive_data_acceptance", "negative_data_rejection"}
    assert {f"/api/v1/{question}" for question in OFF} <= document["paths"].keys()
    assert set(schemathesis.checks.CHECKS.get_all_names()) == {""}
