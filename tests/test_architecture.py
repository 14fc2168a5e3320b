"""Imports point one way, and every outside package has one home (style.md's rule 2, held by reading the imports)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "calendar_service"
LAYERS = (
    {"span", "text", "codes"},
    {"rules"},
    {"observance"},
    {"catalogue"},
    {"selection"},
    {"definitions", "query", "almanac", "rounds", "search", "coverage", "wording", "clock"},
    {"telling", "neighbours"},
    {"head", "caption", "spoken"},
    {"feed"},
    {"formats"},
    {"web"},
    {"cli"},
)
HOMES = {
    "apiflask": {"web"},
    "babel": {"wording"},
    "brotli": {"web"},
    "cachetools": {"web"},
    "click": {"cli"},
    "dateutil": {"rules"},
    "ephem": {"rules"},
    "flask": {"web"},
    "gunicorn": {"web"},
    "hijridate": {"rules"},
    "icalendar": {"formats"},
    "markupsafe": {"web"},
    "pydantic": {"definitions", "web"},
    "pydantic_core": {"definitions", "web"},
    "pytz": {"clock"},
    "segno": {"web"},
    "webcolors": {"definitions"},
    "werkzeug": {"web"},
    "xlsxwriter": {"formats"},
    "yaml": {"definitions"},
}
EDGES = {"web", "cli", "clock", "definitions"}
"""Who may ask for the clock, the environment or the disk; definitions reads only the folders that it is given."""

FILES = sorted(PACKAGE.rglob("*.py"))


def home(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Each import: ("own", part of the package) or ("outside", package)."""
    above = path.relative_to(PACKAGE).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (("outside", alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = (*above[: len(above) - node.level + 1], *(node.module or "").split("."))
            names = [base[0]] if base[0] else [alias.name for alias in node.names]
            yield from (("own", name) for name in names)
        elif isinstance(node, ast.ImportFrom):
            yield "outside", (node.module or "").split(".")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    levels = {name: level for level, names in enumerate(LAYERS) for name in names}
    if home(path) == "__init__":
        return
    for kind, name in imports(path):
        if kind == "own" and name not in ("__version__", home(path)):
            assert levels[name] < levels[home(path)], f"{home(path)} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_outside_packages_have_one_home(path: Path) -> None:
    for kind, name in imports(path):
        if kind == "outside" and name not in sys.stdlib_module_names:
            assert home(path) in HOMES[name], f"{name} in {home(path)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_stand_at_the_top(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = [node for part in tree.body if isinstance(part, ast.FunctionDef | ast.ClassDef) for node in ast.walk(part)]
    assert not [node.lineno for node in inside if isinstance(node, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_edges_ask_the_clock_or_the_environment(path: Path) -> None:
    if home(path) in EDGES:
        return
    called = [
        node.attr for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)
    ]
    assert not {"now", "today", "utcnow", "environ", "getenv"} & set(called)


def test_every_part_of_the_package_has_a_layer() -> None:
    parts = {home(path) for path in FILES} - {"__init__"}
    assert parts == set().union(*LAYERS)
