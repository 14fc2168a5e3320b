"""Several files and folders become one catalogue, or none."""

import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import DefinitionError, Loaded, load_catalogue, load_folders
from calendar_service.span import Span

Folders = Callable[..., Path]
BAD = Path(__file__).parent / "bad"
SLIPS = sorted(path for path in BAD.glob("*.yaml") if path.name != "collection.yaml")
CENTURY = Span.years(1950, 2050)
COLLECTION = "domain: {0}.example\npublisher: {{en: T}}\nprefix: {0}-\nbodies: {{{0}: {{name: {{en: B}}}}}}\n"
ENTRY = "\n  - {{id: {}, name: {{en: N}}, on: {}, acts: [{{body: un}}], sources: [S]}}"


def calendar(id: str, *observances: str, include: str = "") -> str:
    """A calendar of observances, each `id: rule`."""
    head = f"calendar: {id}\nname: {{en: {id}}}\ncolor: teal\ninclude: [{include}]\nobservances:"
    return head + ("".join(ENTRY.format(*observance.split(": ")) for observance in observances) or " []")


@pytest.fixture
def other(tmp_path: Path) -> Callable[..., Path]:
    """Makes a second folder: `other("museum", days="calendar: …")`; its domain and prefix follow from its name."""

    def make(name: str, **files: str) -> Path:
        (tmp_path / name).mkdir()
        (tmp_path / name / "collection.yaml").write_text(COLLECTION.format(name), encoding="utf-8")
        for stem, text in files.items():
            (tmp_path / name / f"{name}-{stem}.yaml").write_text(text, encoding="utf-8")
        return tmp_path / name

    return make


def content(catalogue: Catalogue) -> dict[str, str]:
    """All that is known of each observance, whatever the order."""
    return {id: repr(observance) for id, observance in catalogue.observances.items()}


def said(loaded: Loaded) -> list[str]:
    """The mistakes without the lines that are shown."""
    return [f"{found.place}: {found.message}" for found in loaded.findings if not found.warning]


def test_each_folder_has_a_domain_of_its_own(folder: Folders, other: Folders) -> None:
    theirs = other("museum", days=calendar("museum-days", "museum-a: 2 May"))
    catalogue = load_catalogue([folder(days=calendar("days", "a: 1 May")), theirs])
    uids = [next(observance.editions(2026)).uid for observance in catalogue.observances.values()]
    assert uids == ["a-2026@test.invalid", "museum-a-2026@museum.example"]
    assert catalogue.calendar("museum-days").collection.prefix == "museum-"


def test_calendars_include_across_folders(folder: Folders, other: Folders) -> None:
    theirs = other("museum", days=calendar("museum-days", "museum-a: 2 May", include="{from: days}"))
    catalogue = load_catalogue([folder(days=calendar("days", "a: 1 May", "b: 2 May")), theirs])
    assert [member.id for member in catalogue.calendar("museum-days").members] == ["museum-a", "a", "b"]
    assert catalogue.calendars_with(catalogue.observance("a")) == ("days", "museum-days")
    assert catalogue.observance("a").collection.domain == "test.invalid"


def test_bodies_of_all_folders_are_known_in_each(folder: Folders, other: Folders) -> None:
    text = calendar("museum-days", "museum-a: 2 May").replace("body: un", "body: unesco")
    catalogue = load_catalogue([folder(days=calendar("days", "a: 1 May")), other("museum", days=text)])
    assert catalogue.bodies.keys() == {"un", "unesco", "museum"}


def test_the_prefix_alone_is_an_id_for_a_calendar(folder: Folders, other: Folders) -> None:
    theirs = other("museum")
    (theirs / "museum.yaml").write_text(calendar("museum", "museum-a: 2 May"), encoding="utf-8")
    assert load_catalogue([folder(), theirs]).calendars.keys() == {"museum"}


def test_fallbacks_of_a_later_folder_go_first(folder: Folders, other: Folders) -> None:
    theirs = other("museum")
    with (theirs / "collection.yaml").open("a", encoding="utf-8") as file:
        file.write("fallbacks: {kk: [en]}\n")
    assert load_catalogue([folder(), theirs]).chains == {"kk": ("en",), "az": ("tr", "en")}


def test_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Ours is called `calendars`, and so may theirs be."""
    for place in ("ours", "theirs"):
        (tmp_path / place / "calendars").mkdir(parents=True)
        (tmp_path / place / "calendars" / "collection.yaml").write_text("domain: x", encoding="utf-8")
    loaded = load_folders([tmp_path / "ours" / "calendars", tmp_path / "theirs" / "calendars"])
    assert len({finding.place.file for finding in loaded.findings}) == 2


def test_the_order_of_folders_does_not_matter(folder: Folders, other: Folders) -> None:
    paths = [
        folder(days=calendar("days", "a: 1 May", include="{from: museum-days}"), nights=calendar("nights", "b: 2 May")),
        other("museum", days=calendar("museum-days", "museum-a: Easter", include="{from: nights}")),
    ]
    there, back = load_catalogue(paths), load_catalogue(paths[::-1])
    assert content(there) == content(back)
    assert list(there.calendars) == ["days", "nights", "museum-days"]
    assert list(back.calendars) == ["museum-days", "days", "nights"]


def test_the_order_of_entries_does_not_matter(folder: Folders) -> None:
    entries = ["a: 1 May", "b: Easter", "c: year 2026"]
    there = load_catalogue([folder(days=calendar("days", *entries))])
    back = load_catalogue([folder(days=calendar("days", *entries[::-1]))])
    assert content(there) == content(back)


def test_the_digest_follows_the_content(folder: Folders) -> None:
    path = folder(days=calendar("days", "a: 1 May"))
    first, again = load_catalogue([path]), load_catalogue([path])
    other_rule = load_catalogue([folder(days=calendar("days", "a: 2 May"))])
    assert first.digest == again.digest != other_rule.digest


# who includes whom, and in which of them it is told
CIRCLES = [
    ({"a": "a"}, {"a"}),
    ({"a": "b", "b": "a"}, set()),
    ({"a": "b", "b": "b"}, {"b"}),
]


@pytest.mark.parametrize(("includes", "told"), CIRCLES)
def test_calendars_do_not_include_themselves(folder: Folders, includes: dict[str, str], told: set[str]) -> None:
    files = {id: calendar(id, include=f"{{from: {source}}}" if source else "") for id, source in includes.items()}
    loaded = load_folders([folder(**files)])
    assert {line.partition(".")[0] for line in said(loaded)} == told
    assert all("expected another calendar; got" in line for line in said(loaded))


@pytest.mark.parametrize(
    ("parents", "told"), [("a: a", 1), ("a: b, b: a", 2), ("a: b, b: c, c: b", 3), ("a: b, b: c", 0), ("a: nobody", 1)]
)
def test_bodies_do_not_stand_below_themselves(folder: Folders, parents: str, told: int) -> None:
    path = folder()
    pairs = dict(pair.split(": ") for pair in parents.split(", "))
    bodies = [f"  {id}: {{name: {{en: B}}, parent: {parent}}}\n" for id, parent in pairs.items()]
    text = "domain: test.invalid\npublisher: {en: T}\nbodies:\n  c: {name: {en: B}}\n"
    kept = text if "c" not in pairs else text.replace("  c: {name: {en: B}}\n", "")
    (path / "collection.yaml").write_text(kept + "".join(bodies), encoding="utf-8")
    assert len(said(load_folders([path]))) == told


@pytest.mark.parametrize("path", SLIPS, ids=lambda path: path.stem)
def test_a_mistake_leaves_no_catalogue(tmp_path: Path, path: Path) -> None:
    """Of each slip alone; where there is none but a warning there is a catalogue."""
    shutil.copy(BAD / "collection.yaml", tmp_path)
    shutil.copy(path, tmp_path)
    loaded = load_folders([tmp_path])
    assert (loaded.catalogue is None) == any(not finding.warning for finding in loaded.findings)


def test_all_mistakes_are_raised_at_once(folder: Folders) -> None:
    path = folder(days=calendar("days", "a: 30 February"), nights=calendar("nights", "b: 1 Mai", "c: soon"))
    with pytest.raises(ExceptionGroup) as raised:
        load_catalogue([path])
    assert isinstance(raised.value, DefinitionError)
    assert str(raised.value) == "\n".join(str(found) for found in load_folders([path]).findings if not found.warning)
    assert [str(found.place) for found in raised.value.findings] == [
        "days.yaml:6:32",
        "nights.yaml:6:34",
        "nights.yaml:7:32",
    ]
    assert len(raised.value.exceptions) == 3


def test_a_folder_may_be_empty_but_for_its_collection(folder: Folders) -> None:
    assert load_folders([folder()]).findings == ()


def test_other_files_are_let_be(folder: Folders) -> None:
    path = folder(days=calendar("days", "a: 1 May"))
    (path / "README.md").write_text("# Days", encoding="utf-8")
    (path / "more").mkdir()
    assert list(load_catalogue([path]).calendars) == ["days"]


CRASHES = [
    "on: 31 December\n    tentative: [9999]",
    "on: 16 May\n    moved: {9999: 25 December to 6 January}",
    "on: 16 May\n    examples: {2026: 9999-12-31}",
    "on: Monday before 1 January\n    examples: {1: none}",
    "on: 300 days before Easter\n    examples: {1: none}",
    "anniversary: {of: founding, origin: 1926-05-16, number: 9000}",
    "anniversary: {of: founding, origin: 500 BCE, number: 100}",
]


@pytest.mark.parametrize("keys", CRASHES)
def test_years_that_no_calendar_has_are_told_or_harmless(folder: Folders, keys: str) -> None:
    text = f"calendar: days\nname: {{en: D}}\ncolor: teal\nobservances:\n  - id: a\n    {keys}\n"
    loaded = load_folders([folder(days=f"{text}    name: {{en: N}}\n    sources: [S]\n")])
    if loaded.catalogue:
        assert list(loaded.catalogue.observance("a").occurrences(CENTURY)) == []
    else:
        assert [line.startswith("days.yaml:") for line in said(loaded)] == [True]


SUSPECTS = (
    "\0\a\t\n\r\x85\xa0\xad\u200b\u200d\u200e\u2028\u202e\u2066\ufeff\ufffe\ud800\udfff\ue000\U000e0001"
    "\\\"'#:,{}[]&*!|>%@` "
)
PLAIN = st.text(st.characters(exclude_categories=("Cc", "Co", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
TEXT = PLAIN | st.text(st.characters() | st.characters(categories=["Cs"]) | st.sampled_from(SUSPECTS), max_size=40)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is written anew for each text."""
    path = tmp_path_factory.mktemp("unicode")
    (path / "collection.yaml").write_text("domain: test.invalid\npublisher: {en: T}\n", encoding="utf-8")
    return path


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(name=TEXT, about=TEXT)
@example(name="c\u0327", about="\ud800")
@example(name="\u202e", about="a\u2028b")
@example(name="x", about="\u1e9b\u0323 \u0344 \uac00")
def test_texts_of_all_unicode_load_clean_or_are_refused(written: Path, name: str, about: str) -> None:
    """One text stands in the file as it is, the other in escapes."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    text = calendar("days", "a: 1 May").replace(
        "name: {en: N}", f'name: {{en: "{escaped}"}}, about: {{en: {json.dumps(about)}}}'
    )
    (written / "days.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded = load_folders([written])
    if loaded.catalogue:
        observance = loaded.catalogue.observance("a")
        assert clean(observance.names["en"].text) and clean(observance.about["en"].text)
    else:
        assert said(loaded) and all(re.match("days.yaml:[0-9]+:[0-9]+: ", line) for line in said(loaded))


def clean(text: str) -> bool:
    """Composed, on one line, with something in it, and nothing that no text has."""
    kinds = {unicodedata.category(character) for character in text}
    return text == unicodedata.normalize("NFC", text).strip() != "" and not kinds & {"Cc", "Cs", "Co", "Zl", "Zp"}
