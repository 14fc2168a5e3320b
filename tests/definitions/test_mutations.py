"""Damaged files: whatever happened to one, it loads, or what is wrong in it is told with its line."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from calendar_service.definitions import load_folders, shipped_calendars

CALENDARS = ("unesco-days", "turkic-world")
"""Two that include nothing, and so load alone."""

CUT_EVERY = 997
EACH_KIND = 24
BYTES = b"\0\t\n\r -:,#'\"[]{}&*!|>%@`~?0923aZ\x80\xc3\xed\xff"
WORDS = [
    b"none",
    b"9999",
    b"0",
    b"-1",
    b"1e9",
    b"9999-12-31",
    b"2026-02-30",
    b"circa",
    b"Easter",
    b"\xe2\x80\xae",
    b"&a",
    b"{}",
]


def mutants() -> Iterator[tuple[str, str, int]]:
    """The calendar, what is done to it, and where or which time."""
    for name in CALENDARS:
        size = (shipped_calendars() / f"{name}.yaml").stat().st_size
        yield from ((name, "cut", offset) for offset in range(0, size, CUT_EVERY))
        for kind in ("delete", "double", "replace", "word", "swap"):
            yield from ((name, kind, time) for time in range(EACH_KIND))


def mutant(data: bytes, kind: str, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    first, second = sorted(chance.sample(range(len(data)), 2))
    match kind:
        case "delete":
            return data[:first] + data[first + chance.choice((1, 1, 7, 300)) :]
        case "double":
            return data[:first] + data[first : first + chance.choice((1, 40, 2000))] + data[first:]
        case "replace":
            return data[:first] + bytes(chance.choices(BYTES)) + data[first + 1 :]
        case "word":
            return b" ".join(chance.choice(WORDS) if not chance.randrange(2000) else word for word in data.split(b" "))
        case _:
            line, other = chance.sample(range(len(lines)), 2)
            lines[line], lines[other] = lines[other], lines[line]
            return b"\n".join(lines)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("damaged")
    shutil.copy(shipped_calendars() / "collection.yaml", path)
    return path


@pytest.mark.parametrize(("name", "kind", "number"), list(mutants()))
def test_a_damaged_file_loads_or_is_told(alone: Path, name: str, kind: str, number: int) -> None:
    data = (shipped_calendars() / f"{name}.yaml").read_bytes()
    chance = random.Random(f"{name} {kind} {number}")
    for path in alone.glob("un*.yaml"):
        path.unlink()
    (alone / f"{name}.yaml").write_bytes(data[:number] if kind == "cut" else mutant(data, kind, chance))
    loaded = load_folders([alone])
    wrong = [finding.place for finding in loaded.findings if not finding.warning]
    assert bool(wrong) == (loaded.catalogue is None)
    assert all(place.file == f"{name}.yaml" and place.line for place in wrong)
