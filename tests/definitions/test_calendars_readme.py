"""The page for those who write calendars: every example in it is run, and every table in it is asked of the program."""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent, indent
from typing import NamedTuple, get_args

import click
import pytest
from click.testing import CliRunner

from calendar_service.catalogue import Catalogue
from calendar_service.cli import main
from calendar_service.definitions import Loaded, load_folders, schema, shipped_calendars
from calendar_service.definitions.folder import COLLECTION, Entry
from calendar_service.feed import Composer
from calendar_service.observance import KINDS, THEMES, Evidence, Observance, Standing
from calendar_service.rules import Once, Span, Yearly, parse_rule
from calendar_service.rules.anniversary import Of, Printed
from calendar_service.rules.days import Beside, Day
from calendar_service.rules.grammar import ORDINALS
from calendar_service.rules.hijri import MONTHS as HIJRI_MONTHS
from calendar_service.rules.sky import SEASONS
from calendar_service.rules.stretches import Stretch
from calendar_service.selection import Selection
from calendar_service.text import Status

ROOT = Path(__file__).parent.parent.parent
PAGE = (shipped_calendars() / "README.md").read_text(encoding="utf-8")
PART = re.compile(
    r"^#+ (?P<heading>[^\n]+)$|^```(?P<language>[^\n]*)\n(?P<text>.*?)^```\n|(?P<table>(?:^\|[^\n]*\n)+)", re.M | re.S
)


class Block(NamedTuple):
    """A fenced example, the heading over it, and where it lies on the page."""

    heading: str
    language: str
    text: str
    start: int
    end: int

    @property
    def form(self) -> str:
        """What of a calendar it shows."""
        first = next(line for line in self.text.splitlines() if not line.startswith("#"))
        forms = {"calendar:": "file", "domain:": "folder", "  - id:": "entry", "    ": "lines"}
        return next((form for start, form in forms.items() if first.startswith(start)), "unknown")

    def __str__(self) -> str:
        return f"{self.heading}: {' '.join(self.text.split())[:40]}"


class Table(NamedTuple):
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def parts() -> Iterator[Block | Table]:
    heading = ""
    for found in PART.finditer(PAGE):
        heading = found["heading"] or heading
        if found["text"] is not None:
            yield Block(heading, found["language"], found["text"], found.start(), found.end())
        elif found["table"]:
            head, _, *below = (cells(line) for line in found["table"].splitlines())
            yield Table(head, tuple(below))


def cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def code(cell: str) -> list[str]:
    """What stands between backticks."""
    return re.findall("`([^`]+)`", cell)


def rows(head: tuple[str, ...], *columns: str) -> list[tuple[str, ...]]:
    """Some columns of all tables with this head."""
    places = [head.index(column) for column in columns]
    return [tuple(row[place] for place in places) for table in TABLES if table.head == head for row in table.rows]


PARTS = tuple(parts())
HEADINGS = [found["heading"] for found in PART.finditer(PAGE) if found["heading"]]
BLOCKS = [part for part in PARTS if isinstance(part, Block)]
TABLES = [part for part in PARTS if isinstance(part, Table)]
PAIRS = list(zip(BLOCKS, BLOCKS[1:], strict=False))
WRONG = [(block, answer) for block, answer in PAIRS if (block.language, answer.language) == ("yaml", "text")]
SAME = [(one, other) for one, other in PAIRS if one.language == other.language == "yaml" and one.end == other.start]
EXAMPLES = [block for block in BLOCKS if block.language == "yaml" and block not in [wrong for wrong, _ in WRONG]]
COMMANDS = [line for block in BLOCKS if block.language == "sh" for line in block.text.splitlines()]

RULES = ("rule", "what it means", "2026", "2027")
LONG = ("rule", "what it means", "first day", "last day")
COUNTED = ("written", "what it means", "2026", "2027")
DERIVED = ("written", "kind")
SHOWN = ("written", "the calendar shows", "on")
SLIPS = ("you write", "the checker says", "write instead")
QUOTES = ("write", "not", "why")
KEYS = ("key", "what it holds", "without it")
CHAINS = ("language", "shown instead")
LISTS = {
    "theme": THEMES,
    "kind": KINDS,
    "name status": get_args(Status),
    "day status": get_args(Standing),
    "evidence": get_args(Evidence),
    "of": get_args(Of),
    "reckoning": get_args(Printed),
    "precision": schema.AnniversaryModel.model_json_schema()["properties"]["precision"]["anyOf"][0]["enum"],
    "Hijri month": HIJRI_MONTHS,
}
MODELS = (
    *(schema.ObservanceModel, schema.NameModel, schema.FormerModel, schema.ActModel, schema.DisputeModel),
    *(schema.ReadingModel, schema.AnniversaryModel, schema.FileModel, schema.IncludeModel, schema.OverlayModel),
    *(schema.CollectionModel, schema.BodyModel),
)
"""In the order of their tables."""

KEY_TABLES = list(zip([table for table in TABLES if table.head == KEYS], MODELS, strict=True))

HEAD = "calendar: lantern-days\nname: {en: Days}\ncolor: goldenrod\nobservances:\n"
NEEDED = {"id": "lantern-light", "name": "{en: Light}", "on": "18 May", "sources": "[House archive]"}
TWELVE_DAYS = EXAMPLES[-1].text


def examples(form: str) -> list[Block]:
    return [block for block in EXAMPLES if block.form == form]


MUSEUM = max((block.text for block in examples("folder")), key=len)


def entry(lines: str) -> str:
    """Some lines of an entry, with whatever else it needs."""
    lines = dedent(lines)
    given = set(re.findall(r"^(\w+):", lines, re.M))
    given |= {"on"} if "anniversary" in given else set()
    needed = [f"{key}: {value}" for key, value in NEEDED.items() if key not in given]
    return "  - " + indent("\n".join([*needed, lines]), "    ").lstrip()


Load = Callable[..., Loaded]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads entries or files of the museum, beside our collection or, which is quicker, its bodies alone."""
    ours, own = tmp_path / "calendars", tmp_path / "my-folder"
    ours.mkdir()
    own.mkdir()
    shutil.copy(shipped_calendars() / COLLECTION, ours)

    def load_beside(entries: str = "", *, collection: str = MUSEUM, whole: bool = False, **files: str) -> Loaded:
        home = own if "- id: lantern-" in entries else ours
        files |= {f"{home.name}/lantern-days": HEAD + entries} if entries else {}
        for name, text in (files | {"my-folder/collection": collection}).items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return load_folders([shipped_calendars() if whole else ours, own])

    return load_beside


def mistakes(loaded: Loaded) -> list[str]:
    return [finding.message for finding in loaded.findings if not finding.warning]


def written(loaded: Loaded) -> list[Entry]:
    return [item for folder in loaded.folders for file in folder.files for item in file.entries]


def made(loaded: Loaded) -> list[Observance]:
    assert loaded.catalogue, mistakes(loaded)
    return list(loaded.catalogue.observances.values())


def told(days: list[str]) -> str:
    """Days as examples are written."""
    return "none" if not days else days[0] if len(days) == 1 else f"[{', '.join(days)}]"


def dates(span: Span) -> str:
    return f"{span.start}" if span.days == 1 else f"{span.start}/{span.last}"


# the page as a whole


def test_no_example_and_no_table_is_left_out() -> None:
    heads = {RULES, LONG, COUNTED, DERIVED, SHOWN, SLIPS, QUOTES, KEYS, CHAINS}
    assert {block.language for block in BLOCKS} == {"yaml", "sh", "text"}
    assert {block.form for block in EXAMPLES} == {"file", "folder", "entry", "lines"}
    assert [answer for _, answer in WRONG] == [block for block in BLOCKS if block.language == "text"]
    assert {table.head for table in TABLES if table.head[0] not in LISTS} == heads
    assert SAME
    assert len(re.findall("^```", PAGE, re.M)) == 2 * len(BLOCKS)


def test_the_contents_lead_to_every_heading() -> None:
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in HEADINGS}
    contents = set(re.findall(r"\]\(#([^)]+)\)", PAGE[: PAGE.index("\n---\n")]))
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors
    assert anchors - contents == {"how-to-write-a-calendar", "contents"}


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", PAGE))))
def test_a_file_that_is_linked_is_there(link: str) -> None:
    assert (shipped_calendars() / link).is_file()


# examples


@pytest.mark.parametrize("block", examples("entry"), ids=str)
def test_an_entry_is_right_and_its_examples_come_true(block: Block, load: Load) -> None:
    loaded = load(block.text)
    assert mistakes(loaded) == []
    [item] = written(loaded)
    assert item.model and item.model.examples


@pytest.mark.parametrize("block", examples("lines"), ids=str)
def test_lines_of_an_entry_are_right(block: Block, load: Load) -> None:
    assert mistakes(load(entry(block.text))) == []


@pytest.mark.parametrize("block", examples("file"), ids=str)
def test_a_whole_file_is_right(block: Block, load: Load) -> None:
    own = block.text.split("calendar: ")[1].split()[0]
    files = {"my-folder/lantern-days": TWELVE_DAYS, f"my-folder/{own}": block.text}
    assert mistakes(load(whole=True, **files)) == []


@pytest.mark.parametrize("block", examples("folder"), ids=str)
def test_a_collection_is_right(block: Block, load: Load) -> None:
    assert mistakes(load(entry("since: 1998"), collection=block.text)) == []


def test_the_museum_s_folder_has_the_days_of_the_page() -> None:
    shown = [line for line in TWELVE_DAYS.splitlines() if not line.startswith("#")]
    kept = (ROOT / "tests/museum/lantern-days.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in kept if not line.startswith("#")] == shown


def test_the_museum_has_twelve_days(load: Load) -> None:
    assert len(made(load(**{"my-folder/lantern-days": TWELVE_DAYS}))) == 12


@pytest.mark.parametrize(("block", "answer"), WRONG)
def test_the_checker_answers_as_printed(block: Block, answer: Block, load: Load) -> None:
    findings = load(**{"my-folder/lantern-days": block.text}).findings
    assert "\n".join(str(finding) for finding in findings if not finding.warning) == answer.text.rstrip()


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_of_writing_mean_the_same(one: Block, other: Block, load: Load) -> None:
    first, second = (written(load(entry(block.text)))[0] for block in (one, other))
    assert first.digest == second.digest


# commands


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_is_understood(line: str, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program, verb, *options = shlex.split(line)
    assert program == "calendar-service"
    # Without its parent a command would remember for the rest of the run that it has no -h.
    group = click.Context(main, **main.context_settings)
    assert main.commands[verb].make_context(verb, options, parent=group).args == []


def test_the_first_entry_takes_these_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = [block for block in BLOCKS if block.heading == "Your first entry in ten minutes"]
    collection, days, *steps = (block.text for block in ours)
    (tmp_path / "my-folder").mkdir()
    (tmp_path / "my-folder" / COLLECTION).write_text(collection, encoding="utf-8")
    (tmp_path / "my-folder" / "lantern-days.yaml").write_text(days, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for line in "".join(steps).splitlines():
        if "serve" not in line.split():
            result = CliRunner().invoke(main, shlex.split(line)[1:])
            assert result.exit_code == 0, result.output


# rules


@pytest.mark.parametrize(("rule", "days_2026", "days_2027"), rows(RULES, "rule", "2026", "2027"))
def test_a_rule_gives_the_printed_days(rule: str, days_2026: str, days_2027: str) -> None:
    [words] = code(rule)
    assert [given(words, 2026), given(words, 2027)] == [days_2026, days_2027]


def given(rule: str, year: int) -> str:
    """The days of a rule that begin in a year."""
    found = sorted(dated.span for dated in parse_rule(rule).spans(Span.years(year, year)))
    return told([dates(span) for span in found if span.start.year == year])


@pytest.mark.parametrize(("rule", "first", "last"), rows(LONG, "rule", "first day", "last day"))
def test_a_long_span_has_the_printed_ends(rule: str, first: str, last: str) -> None:
    [dated] = parse_rule(*code(rule)).spans(Span.years(1900, 2100))
    assert (str(dated.span.start), str(dated.span.last)) == (first, last)


def test_every_shape_of_a_rule_is_shown() -> None:
    rules = [parse_rule(*code(rule)) for (rule,) in rows(RULES, "rule") + rows(LONG, "rule")]
    assert {type(rule) for rule in rules} == {Yearly, Once}
    shapes = {type(stretch) for rule in rules if isinstance(rule, Yearly) for stretch in rule.stretches}
    assert shapes == {*Day.__subclasses__(), *get_args(Stretch)} - {Day}


@pytest.mark.parametrize("word", [*get_args(Beside), *SEASONS, "Orthodox", "last full", "every", "in odd", "in even"])
def test_every_word_of_a_rule_is_shown(word: str) -> None:
    assert [rule for (rule,) in rows(RULES, "rule") if f" {word} " in rule.replace("`", " ")]


@pytest.mark.parametrize("word", ORDINALS)
def test_every_ordinal_is_named(word: str) -> None:
    assert f"`{word}`" in PAGE


# anniversaries, kinds, titles


@pytest.mark.parametrize(("lines", "days_2026", "days_2027"), rows(COUNTED, "written", "2026", "2027"))
def test_an_entry_gives_the_printed_days(lines: str, days_2026: str, days_2027: str, load: Load) -> None:
    [observance] = made(load(entry("\n".join(code(lines)))))
    assert [counted(observance, 2026), counted(observance, 2027)] == [days_2026, days_2027]


def counted(observance: Observance, year: int) -> str:
    """The days of a year, each with the number it has."""
    found = sorted(observance.editions(year), key=lambda occurrence: occurrence.span)
    return told([dates(item.span) + (f" ({item.number})" if item.number else "") for item in found])


@pytest.mark.parametrize(("lines", "kind"), rows(DERIVED, *DERIVED))
def test_the_kind_is_seen_from_the_rule(lines: str, kind: str, load: Load) -> None:
    [observance] = made(load(entry(*code(lines))))
    assert [observance.kind] == code(kind)


@pytest.mark.parametrize(("lines", "title", "day"), rows(SHOWN, *SHOWN))
def test_calendars_show_the_printed_titles(lines: str, title: str, day: str, load: Load) -> None:
    catalogue = load(entry("\n".join(code(lines)))).catalogue
    assert catalogue
    events = Composer(catalogue, None).events(Selection(("lantern-days",)), "en", Span.years(2026, 2026))
    assert [event.title for event in events] == ([title] if day != "none" else [])
    assert told([dates(event.span) for event in events]) == day


# slips


@pytest.mark.parametrize(("slip", "message", "right"), rows(SLIPS, *SLIPS))
def test_the_checker_tells_of_a_slip(slip: str, message: str, right: str, load: Load) -> None:
    assert mistakes(load(entry(*code(slip)))) == code(message)
    assert mistakes(load(entry(*code(right)))) == []


@pytest.mark.parametrize(("right", "wrong"), rows(QUOTES, "write", "not"))
def test_quotes_make_a_difference(right: str, wrong: str, load: Load) -> None:
    good = load(entry(*code(right)))
    assert mistakes(good) == []
    bad = load(entry(*code(wrong)))
    assert mistakes(bad) or written(bad)[0].digest != written(good)[0].digest


# lists of words and keys


@pytest.mark.parametrize("word", LISTS)
def test_a_list_of_words_is_the_program_s(word: str) -> None:
    [table] = (table for table in TABLES if table.head[0] == word)
    assert [code(cell)[0] for cell, _ in table.rows] == list(LISTS[word])


@pytest.mark.parametrize(("table", "model"), KEY_TABLES)
def test_every_key_is_explained_with_its_default(table: Table, model: type[schema.Model]) -> None:
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    assert [code(key)[0] for key, *_ in table.rows] == list(fields)
    for key, _, without in table.rows:
        field = fields[code(key)[0]]
        assert (without == "**needed**") == field.is_required()
        assert not isinstance(field.default, str) or without == f"`{field.default}`"


def test_every_model_has_its_table() -> None:
    below = {model for model in vars(schema).values() if isinstance(model, type) and issubclass(model, schema.Model)}
    assert below - set(MODELS) == {schema.Model, schema.CalendarModel, schema.MottoModel}


def test_languages_stand_in_as_printed(catalogue: Catalogue) -> None:
    printed = {lang: tuple(code(chain)) for cell, chain in rows(CHAINS, *CHAINS) for lang in code(cell)}
    assert printed == catalogue.chains
