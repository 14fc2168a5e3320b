"""What is wrong in a definition, and where.

turkic-world.yaml:8:9: expected a month after "of"; got "Novembr" — did you mean "November"?
    on: third Thursday of Novembr
                          ^
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

WIDEST = 160


class Place(NamedTuple):
    """A place in a file; line and column count from 1. Line 0 is the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def moved(self, columns: int) -> "Place":
        return Place(self.file, self.line, self.column + columns)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A mistake, or where `warning` is set something to look at that stops nothing."""

    place: Place
    message: str
    source_line: str = ""
    warning: bool = False

    def __str__(self) -> str:
        head = f"{self.place}: {'warning: ' if self.warning else ''}{self.message}"
        return f"{head}\n{self._picture()}" if self.source_line.strip() else head

    def _picture(self) -> str:
        """The line with a caret under the fault; a long line is cut around it."""
        fault = self.place.column - 1
        start = max(0, fault - WIDEST // 2) if len(self.source_line) > WIDEST else 0
        shown = self.source_line[start : start + WIDEST].replace("\t", " ")
        return f"    {shown.rstrip()}\n    {' ' * (fault - start)}^"


class DefinitionError(ExceptionGroup[Exception]):
    """All mistakes of all files; `findings` in the order of files and lines."""

    findings: tuple[Finding, ...]

    def __new__(cls, findings: Iterable[Finding]) -> "DefinitionError":
        ordered = tuple(sorted(findings))
        self = super().__new__(cls, "mistakes in the definitions", [ValueError(str(item)) for item in ordered])
        self.findings = ordered
        return self

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


def expected(what: str, got: str, near: str | None = None) -> str:
    """The one sentence in which every mistake is told."""
    return f"expected {what}; got {got}" + (f' — did you mean "{near}"?' if near else "")
