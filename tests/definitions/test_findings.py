"""How a mistake is told: the place, what was expected before what was found, and the line with a caret."""

import pytest

from calendar_service.definitions.findings import DefinitionError, Finding, Place, expected
from calendar_service.text import quoted

LONG = "about: " + "x" * 300

# a line, a column, and what is shown
PICTURES = [
    ("on: 30 May", 5, "    on: 30 May\n        ^"),
    ("\ton: 30 May", 6, "     on: 30 May\n         ^"),
    ("on:   ", 4, "    on:\n       ^"),
    (LONG[:160], 160, f"    {LONG[:160]}\n{' ' * 163}^"),
    (LONG, 8, f"    {LONG[:160]}\n           ^"),
    (LONG, 200, f"    {LONG[119:279]}\n{' ' * 84}^"),
    (LONG, 307, f"    {LONG[226:]}\n{' ' * 84}^"),
]


@pytest.mark.parametrize(("line", "column", "picture"), PICTURES)
def test_the_line_is_shown_with_a_caret(line: str, column: int, picture: str) -> None:
    assert (
        str(Finding(Place("days.yaml", 7, column), "expected x", line))
        == f"days.yaml:7:{column}: expected x\n{picture}"
    )


def test_a_finding_without_a_line_has_no_picture() -> None:
    assert str(Finding(Place("days.yaml"), "expected x")) == "days.yaml: expected x"
    assert (
        str(Finding(Place("days.yaml", 3, 1), "expected x", " ", warning=True)) == "days.yaml:3:1: warning: expected x"
    )


def test_places_are_ordered_as_one_reads() -> None:
    places = [
        Place("a.yaml"),
        Place("a.yaml", 2, 10),
        Place("a.yaml", 10, 1),
        Place("a.yaml", 10, 2),
        Place("b.yaml", 1),
    ]
    assert sorted(reversed(places)) == places


# what was found, and how it is quoted
QUOTES = [("May", '"May"'), ("a\n b\t c", '"a b c"'), ("x" * 80, f'"{"x" * 80}"'), ("x" * 81, f'"{"x" * 80}…"')]


@pytest.mark.parametrize(("text", "shown"), QUOTES)
def test_what_was_found_stands_on_one_line(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_what_was_expected_comes_first() -> None:
    assert expected("a day", '"noon"') == 'expected a day; got "noon"'
    assert expected("a month", '"Mai"', "May") == 'expected a month; got "Mai" — did you mean "May"?'


def test_all_mistakes_are_one_error() -> None:
    findings = [Finding(Place("b.yaml", 1, 1), "expected y"), Finding(Place("a.yaml", 1, 1), "expected x")]
    error = DefinitionError(findings)
    assert str(error) == "a.yaml:1:1: expected x\nb.yaml:1:1: expected y"
    assert error.findings == (findings[1], findings[0])
    assert [str(one) for one in error.exceptions] == ["a.yaml:1:1: expected x", "b.yaml:1:1: expected y"]
