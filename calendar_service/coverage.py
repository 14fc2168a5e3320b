"""How good the collection is, as numbers that anybody can print: acts, numbers, evidence, names, examples, age.

Each entry is counted once, in its home calendar.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .catalogue import Catalogue
from .observance import Evidence, Observance
from .text import LANGUAGES

EVIDENCE: tuple[Evidence, ...] = ("verified", "secondary", "unverified")


@dataclass(frozen=True, slots=True)
class Names:
    """How many entries have an official name in a language, another one, or none."""

    official: int
    other: int
    missing: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of one calendar."""

    calendar: str
    entries: int
    with_act: int
    with_resolution: int
    evidence: dict[Evidence, int]
    names: dict[str, Names]
    with_examples: int
    oldest_check: date | None


def coverage(catalogue: Catalogue) -> Iterator[Coverage]:
    """The figures of each calendar that is home to entries, in the order of the files."""
    for calendar in catalogue.calendars.values():
        own = [member for member in calendar.members if member.home == calendar.id]
        if own:
            yield _covered(calendar.id, own)


def _covered(calendar: str, own: list[Observance]) -> Coverage:
    return Coverage(
        calendar=calendar,
        entries=len(own),
        with_act=sum(bool(observance.acts) for observance in own),
        with_resolution=sum(any(act.resolution for act in observance.acts) for observance in own),
        evidence={word: sum(observance.evidence == word for observance in own) for word in EVIDENCE},
        names={lang: _names(own, lang) for lang in LANGUAGES},
        with_examples=sum(observance.examples > 0 for observance in own),
        oldest_check=min((observance.checked for observance in own if observance.checked), default=None),
    )


def _names(own: Iterable[Observance], lang: str) -> Names:
    statuses = [observance.names[lang].status if lang in observance.names else "" for observance in own]
    missing = statuses.count("")
    official = statuses.count("official")
    return Names(official, len(statuses) - official - missing, missing)


def lines(rows: Iterable[Coverage]) -> Iterator[str]:
    """The figures as lines of text: a calendar a block of two, the second one its names by language."""
    for row in rows:
        evidence = ", ".join(f"{count} {word}" for word, count in row.evidence.items() if count)
        checked = f"checked since {row.oldest_check or 'never'}"
        acts = f"{row.with_act} with an act, {row.with_resolution} with its number"
        yield f"{row.calendar}: {row.entries} entries, {acts}; {evidence}; {row.with_examples} with examples; {checked}"
        names = (f"{lang} {n.official}/{n.other}/{n.missing}" for lang, n in row.names.items())
        yield f"    names official/other/missing: {', '.join(names)}"


def markdown(rows: Iterable[Coverage]) -> Iterator[str]:
    """The figures as two tables: of each calendar, and of its names by language."""
    rows = tuple(rows)
    yield from _table(("calendar", *FIGURES), ((f"`{row.calendar}`", *_figures(row)) for row in rows))
    yield ""
    yield from _table(
        ("names: official / other / missing", *LANGUAGES),
        ((f"`{row.calendar}`", *(f"{n.official}/{n.other}/{n.missing}" for n in row.names.values())) for row in rows),
    )


FIGURES = ("entries", "with an act", "with its number", *EVIDENCE, "with examples", "checked since")


def _figures(row: Coverage) -> tuple[str, ...]:
    counts = (row.entries, row.with_act, row.with_resolution, *row.evidence.values(), row.with_examples)
    return (*map(str, counts), str(row.oldest_check or "never"))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for cells in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cells)} |"
