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

from .fuzz import OFF

HERE = Path(__file__).parent
HALVES = [
    ["today", "upcoming", "occurrences", "anniversaries", "changes", "changes.atom", "coverage", "search", "check"],
    ["observances", "observances/{id}", "calendars", "calendars/{id}"],
]
EXAMPLES = 540
"""Of each question, besides those that its bounds give."""
CHECKS = {
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "positive_data_acceptance",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
    "use_after_free",
    "ensure_resource_availability",
    "ignored_auth",
    "object_level_authorization",
}


class Run(NamedTuple):
    statuses: Counter[str]
    checks: Counter[str]
    wrong: list[str]


@pytest.fixture(scope="module")
def run() -> Run:
    """Both halves, side by side; a warning is a mistake there too."""
    command = [sys.executable, "-W", "error", str(HERE / "fuzz.py"), str(EXAMPLES)]
    halves = [
        subprocess.Popen([*command, *half], cwd=HERE.parent.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for half in HALVES
    ]
    one, other = (_read(*half.communicate()) for half in halves)
    return Run(one.statuses + other.statuses, one.checks + other.checks, one.wrong + other.wrong)


def _read(told: bytes, errors: bytes) -> Run:
    assert told, errors.decode()
    found = json.loads(told)
    return Run(Counter(found["statuses"]), Counter(found["checks"]), found["wrong"])


def test_every_question_is_asked(document: Any) -> None:
    assert {f"/api/v1/{question}" for half in HALVES for question in half} == document["paths"].keys()


@pytest.mark.slow
def test_ten_thousand_questions_are_asked(run: Run) -> None:
    """Good ones and bad ones, many of each."""
    assert run.statuses.total() >= 10_000, run.statuses
    assert run.statuses["200"] >= 3_000 and run.statuses["400"] >= 2_000, run.statuses


@pytest.mark.slow
def test_none_of_them_is_too_much_for_the_service(run: Run) -> None:
    assert {status for status in run.statuses if status >= "500"} == set()


@pytest.mark.slow
def test_every_answer_is_as_described(run: Run) -> None:
    assert run.wrong == []


@pytest.mark.slow
def test_every_check_looks(run: Run, document: Any) -> None:
    """Two are off where they ask for what no schema can say; one that is new is noticed here."""
    assert run.checks.keys() == CHECKS
    assert run.checks["response_schema_conformance"] >= 9_000
    assert {f"/api/v1/{question}" for question in OFF} <= document["paths"].keys()
    assert set(OFF.values()) == {"positive_data_acceptance", "negative_data_rejection"}
