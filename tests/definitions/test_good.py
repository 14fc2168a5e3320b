"""Small right files, `good/*.yaml`: each key and each shape that it may have, and the value that comes of it."""

from datetime import date
from pathlib import Path

import pytest

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import load_catalogue
from calendar_service.definitions.document import Mapping, Sequence, read_document
from calendar_service.definitions.schema import CollectionModel, FileModel, ObservanceModel
from calendar_service.observance import Act, Dispute, Former, Reading
from calendar_service.rules import parse_rule
from calendar_service.rules.anniversary import Anniversary, Origin
from calendar_service.telling import whole
from calendar_service.text import Text

GOOD = Path(__file__).parent / "good"


@pytest.fixture(scope="module")
def museum() -> Catalogue:
    """All of `good`; that it loads says that every example in it comes true."""
    return load_catalogue([GOOD])


EVERY_KEY: list[tuple[str, object]] = [
    ("id", "every-key"),
    ("home", "every-key"),
    (
        "names",
        {
            "en": Text("Museum Night", "en"),
            "fr": Text("La nuit des musées", "fr", "press", "https://press.example/nuit"),
            "kk": Text("Мұражай түні", "kk", "translation"),
            "zh-Hans": Text("博物馆之夜", "zh-Hans", "list", "A list in print"),
        },
    ),
    ("words", "16 May"),
    ("also", {"en": ("Long Night", "Night of the Museum"), "fr": ("Printemps des musées",)}),
    ("since", 2005),
    ("until", 2040),
    (
        "formerly",
        (
            Former(2001, 1999, {}, "first Sunday of April", parse_rule("first Sunday of April")),
            Former(2009, None, {"en": Text("Museum Evening", "en")}, "18 May", parse_rule("18 May")),
        ),
    ),
    ("anniversaries", (Anniversary("event", Origin(1926, 5, 16, printed="gregorian")),)),
    ("celebrated", None),
    ("listing", "nights"),
    ("kind", "event"),
    ("themes", ("culture", "heritage")),
    ("countries", ("KZ", "RU-TA")),
    ("agency", "The museum"),
    (
        "acts",
        (
            Act(
                body="board",
                session="43",
                document="43 C/57",
                resolution="R/12",
                adopted="2005-02-01",
                url="https://museum.example/acts/12",
                evidence="verified",
                proposers=("KZ",),
                supporters=("TR", "AZ"),
                sources=("https://museum.example/minutes",),
            ),
            Act(body="ministry", adopted="2005-03"),
            Act(body="museum", adopted="2006"),
        ),
    ),
    ("status", "recommended"),
    ("evidence", "verified"),
    ("about", {"en": Text("The museum stays open until midnight.", "en")}),
    (
        "mottos",
        {
            2026: {
                "en": Text("Light in the dark", "en", source="https://museum.example/motto"),
                "fr": Text("Lumière", "fr", source="https://museum.example/motto"),
            }
        },
    ),
    ("note", {"en": Text("The hour differs.", "en")}),
    (
        "disputed",
        (
            Dispute(
                "day of founding",
                Reading("16 May 1926", ("https://museum.example/founder",)),
                (Reading("3 May 1926", ("A letter",)), Reading("unknown", ())),
            ),
        ),
    ),
    ("links", ("https://museum.example/night", "http://museum.example/old")),
    ("sources", ("https://museum.example/minutes", "The museum's yearbook, 2005")),
    ("wikidata", "Q42"),
    ("sdgs", (4, 11)),
    ("checked", date(2026, 11, 24)),
]


@pytest.mark.parametrize(("attribute", "value"), EVERY_KEY, ids=[attribute for attribute, _ in EVERY_KEY])
def test_a_key_has_its_value(museum: Catalogue, attribute: str, value: object) -> None:
    assert getattr(museum.observance("every-key"), attribute) == value


def test_every_key_but_extend_stands_in_a_good_file() -> None:
    """What is extended is at home in another folder: see test_overlays."""
    files = [read_document(path).root for path in GOOD.glob("*.yaml") if path.name != "collection.yaml"]
    heads = {key for file in files if isinstance(file, Mapping) for key in file.items}
    lists = [file.items.get("observances") for file in files if isinstance(file, Mapping)]
    entries = [entry for found in lists if isinstance(found, Sequence) for entry in found.items]
    assert heads == keys(FileModel) - {"extend"}
    assert {key for entry in entries if isinstance(entry, Mapping) for key in entry.items} == keys(ObservanceModel)


def test_every_key_of_a_collection_but_the_prefix_stands_there() -> None:
    """A prefix would have to be part of every id."""
    file = read_document(GOOD / "collection.yaml").root
    assert isinstance(file, Mapping) and file.items.keys() == keys(CollectionModel) - {"prefix"}


def keys(model: type[FileModel | ObservanceModel | CollectionModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_only_what_must_be_is_asked_for(museum: Catalogue) -> None:
    observance = museum.observance("only-what-must-be")
    assert (observance.names["en"].text, observance.words, observance.kind) == ("Founder's Day", "4 July", "day")
    assert (observance.status, observance.evidence, observance.in_feeds) == ("adopted", "secondary", True)


KINDS = [
    ("one-day", "day"),
    ("two-days", "day"),
    ("some-days", "week"),
    ("whole-year", "year"),
    ("ten-years", "decade"),
    ("listed", "week"),
    ("over-two-lines", "day"),
    ("day-known", "anniversary"),
    ("about-known", "anniversary"),
    ("each-year", "anniversary"),
]


@pytest.mark.parametrize(("id", "kind"), KINDS)
def test_the_kind_follows_from_the_rule(museum: Catalogue, id: str, kind: str) -> None:
    assert museum.observance(id).kind == kind


def test_the_rule_is_kept_as_it_is_written(museum: Catalogue) -> None:
    assert museum.observance("listed").words == "2007: 23 April to 29 April; 2013: 6 May"
    assert museum.observance("over-two-lines").words == "16 May and 17 May"


# an edition that was moved, told with doubt, renamed, or counted
EDITIONS = [
    ("every-key", 2008, "2008", False, 82, "Museum Evening"),
    ("every-key", 2020, "2020", False, 94, "Museum Night"),
    ("every-key", 2027, "2027", True, 101, "Museum Night"),
    ("two-days", 2026, "2026-1", False, None, "A"),
    ("moon-month", 1447, "1447", True, None, "A"),
    ("day-known", 2026, "2026", False, 100, "A"),
    ("before-our-era", 2026, "2026", False, 2525, "A"),
    ("old-style", 2027, "2027", False, 150, "A"),
    ("several", 2026, "2026-1", False, 250, "A"),
    ("each-year", 2026, "2026", False, 100, "A"),
]


@pytest.mark.parametrize(("id", "year", "edition", "tentative", "number", "name"), EDITIONS)
def test_an_edition_is_what_its_keys_say(
    museum: Catalogue, id: str, year: int, edition: str, tentative: bool, number: int | None, name: str
) -> None:
    found = next(museum.observance(id).editions(year))
    assert (found.edition, found.tentative, found.number) == (edition, tentative, number)
    assert whole(found).names["en"].text == name
    assert found.uid == f"{id}-{edition}@museum.example"


# texts that YAML would rather have as truths, times and numbers, and texts over several lines
TEXTS = [
    ("names", "en", "NO"),
    ("names", "no", "ja"),
    ("names", "ru", "12:30"),
    ("names", "kk", "1_0"),
    ("names", "tr", "spaced"),
    ("about", "en", "Folded into one line."),
    ("about", "fr", "Kept as two lines."),
    ("about", "es", "Two lines"),
    ("about", "ru", "It's"),
    ("about", "tr", "çok, çok"),
]


@pytest.mark.parametrize(("attribute", "lang", "text"), TEXTS)
def test_texts_are_texts(museum: Catalogue, attribute: str, lang: str, text: str) -> None:
    assert getattr(museum.observance("010"), attribute)[lang].text == text


def test_numbers_and_nothings_are_texts_too(museum: Catalogue) -> None:
    observance = museum.observance("1e3")
    assert [str(name) for name in observance.names.values()] == ["1984", "~", "null", "true"]
    assert observance.sources == ("2001",)


# by id, theme, kind, body (and those below it), country (and its parts); own ones first
MEMBERS = [
    ("includes", ["one-day", "two-days", "every-key"]),
    ("facets", ["its-own", "every-key", "one-day"]),
    ("json", ["in-json"]),
    ("windows", ["notepad"]),
]


@pytest.mark.parametrize(("calendar", "ids"), MEMBERS)
def test_a_calendar_has_its_own_and_those_it_includes(museum: Catalogue, calendar: str, ids: list[str]) -> None:
    assert [member.id for member in museum.calendar(calendar).members] == ids


def test_an_observance_knows_its_calendars(museum: Catalogue) -> None:
    assert museum.calendars_with(museum.observance("one-day")) == ("rules", "facets", "includes")


def test_the_head_of_a_calendar(museum: Catalogue) -> None:
    calendar = museum.calendar("every-key")
    assert calendar.names == {"en": Text("Every key", "en")}
    assert calendar.descriptions == {"en": Text("One entry with each key.", "en")}
    assert (calendar.color, calendar.color_hex) == ("steelblue", "#4682B4")


def test_the_collection(museum: Catalogue) -> None:
    collection = museum.observance("every-key").collection
    assert (collection.domain, collection.licence, collection.prefix) == ("museum.example", "CC0-1.0", "")
    assert collection.contact == "mailto:calendar@museum.example"
    assert collection.corrections == "https://museum.example/corrections"
    assert collection.publisher["kk"].text == "Мұражай"
    assert museum.chains == {"kk": ("ru", "en"), "ru": ("en",)}


def test_bodies_stand_below_each_other(museum: Catalogue) -> None:
    assert {id: body.parent for id, body in museum.bodies.items()} == {
        "ministry": None,
        "museum": "ministry",
        "board": "museum",
    }
    assert museum.bodies["museum"].names["kk"] == Text("Мұражай", "kk", "translation")
