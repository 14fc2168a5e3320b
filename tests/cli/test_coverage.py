"""`coverage`: the quality of the collection as numbers."""

from pathlib import Path

from click.testing import CliRunner

from calendar_service.cli import main

DAYS = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - id: a
    name: {en: A, kk: {text: Ә, status: press}}
    on: 1 May
    acts: [{body: un, resolution: A/1}]
    sources: [x]
    examples: {2026: 2026-05-01}
  - {id: b, name: {en: B}, on: 2 May, acts: [{body: un}], evidence: unverified, sources: [x], checked: 2026-11-24}
"""
COLLECTION = "domain: t.invalid\npublisher: {en: T}\nbodies: {un: {name: {en: UN}}}\n"


def test_a_calendar_in_numbers(tmp_path: Path) -> None:
    (tmp_path / "days.yaml").write_text(DAYS, encoding="utf-8")
    (tmp_path / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    told = CliRunner().invoke(main, ["coverage", "--only-calendars", str(tmp_path)]).output.splitlines()
    assert told[0] == (
        "days: 2 entries, 2 with an act, 1 with its number; 1 secondary, 1 unverified; "
        "1 with examples; checked since 2026-11-24"
    )
    assert told[1].startswith("    names official/other/missing: en 2/0/0, fr 0/0/2")
    assert "kk 0/1/1" in told[1]


def test_the_register_is_told_with_its_reasons(tmp_path: Path) -> None:
    (tmp_path / "days.yaml").write_text(DAYS, encoding="utf-8")
    (tmp_path / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    (tmp_path / "register.csv").write_text("table,id,reason\ndays.csv,c,Nobody knows\n", encoding="utf-8")
    told = CliRunner().invoke(main, ["coverage", "--only-calendars", str(tmp_path)]).output.splitlines()
    assert told[2:] == ["lacks c (days.csv): Nobody knows"]


def test_the_figures_as_tables(tmp_path: Path) -> None:
    (tmp_path / "days.yaml").write_text(DAYS, encoding="utf-8")
    (tmp_path / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    told = CliRunner().invoke(main, ["coverage", "--format", "markdown", "--only-calendars", str(tmp_path)]).output
    first, second = (part.splitlines() for part in told.split("\n\n"))
    assert first[2] == "| `days` | 2 | 2 | 1 | 0 | 1 | 1 | 1 | 2026-11-24 |"
    assert second[2].startswith("| `days` | 2/0/0 | 0/0/2 |")
