"""The description of the API is one, is complete, and is true: whoever reads only it can ask everything."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import openapi_spec_validator
import pytest
from flask import Flask
from flask.testing import FlaskClient

from calendar_service.catalogue import Catalogue
from calendar_service.web.api.check import MOST_OCTETS

from .reader import Operation, Reader

Told = Callable[[str], Any]
PROBLEM = "application/problem+json"


@pytest.fixture(scope="session")
def reader(document: Any, client: FlaskClient) -> Reader:
    return Reader(document, client.open)


@pytest.fixture(scope="session")
def operations(reader: Reader) -> list[Operation]:
    return list(reader.operations.values())


def test_it_is_a_description_by_openapi_3_1(document: Any) -> None:
    openapi_spec_validator.validate(document)
    assert document["openapi"].startswith("3.1.")
    assert document["servers"] == [{"url": "https://calendar.example.org"}]


def test_everything_that_is_served_is_described(app: Flask, document: Any) -> None:
    served = {re.sub("<(.+?)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules() if rule.endpoint[:4] == "api."}
    assert served == document["paths"].keys()


def test_every_operation_is_told_of(operations: list[Operation]) -> None:
    for path, method, told in operations:
        assert told["summary"].endswith((".", "!", "?")) and told["operationId"], (method, path)
        assert {"200", "400", "414", "503"} <= told["responses"].keys()
        assert ("404" in told["responses"]) == ("{" in path)


def test_every_answer_is_told_of(operations: list[Operation]) -> None:
    for path, _, told in operations:
        for status, answer in told["responses"].items():
            [(media_type, content)] = answer["content"].items()
            assert answer["description"] and content["schema"], (path, status)
            assert (media_type == PROBLEM) == (status != "200"), (path, status)


def test_every_parameter_has_an_example_and_words(operations: list[Operation]) -> None:
    for path, _, told in operations:
        for parameter in told.get("parameters", ()):
            schema, name = parameter["schema"], (path, parameter["name"])
            assert parameter["description"].endswith("."), name
            assert schema["examples"], name
            assert schema["type"] in ("string", "integer") and "anyOf" not in schema, name
            assert schema["type"] == "string" or schema["minimum"] < schema["maximum"], name


def test_every_field_of_an_answer_has_a_type(document: Any) -> None:
    for name, schema in document["components"]["schemas"].items():
        assert schema["type"] == "object" and schema["properties"], name
        assert set(schema["required"]) <= schema["properties"].keys(), name
        for field, told in schema["properties"].items():
            assert told.keys() & {"type", "$ref", "anyOf", "enum"}, (name, field)


def test_examples_of_parameters_are_taken(reader: Reader) -> None:
    """All of an operation at once, and each alone with those that are needed."""
    for name, operation in reader.operations.items():
        if operation.method == "get":
            parameters = operation.told.get("parameters", ())
            all_of_them = {parameter["name"]: parameter["schema"]["examples"][0] for parameter in parameters}
            needed = {parameter["name"] for parameter in parameters if parameter["required"]}
            for alone in all_of_them:
                reader.ask(name, **{key: value for key, value in all_of_them.items() if key in needed | {alone}})
            reader.ask(name, **all_of_them)


def test_the_example_of_a_file_is_good(reader: Reader, document: Any) -> None:
    content = document["paths"]["/api/v1/check"]["post"]["requestBody"]["content"]["application/yaml"]
    assert content["schema"]["maxLength"] == MOST_OCTETS
    assert reader.ask("post_api_check", content["example"])["valid"]


def test_bounds_are_where_they_are_told(operations: list[Operation], client: FlaskClient, document: Any) -> None:
    """The least and the most are taken, what lies beyond is not."""
    needed = {"/api/v1/search": "q=x&", "/api/v1/anniversaries": "years=2026&"}
    needed["/api/v1/occurrences"] = "from=2026-01-01&until=2026-01-02&"
    for path, _, told in operations:
        for parameter in told.get("parameters", ()):
            schema = parameter["schema"]
            if schema["type"] == "integer":
                numbers = (schema["minimum"] - 1, schema["minimum"], schema["maximum"], schema["maximum"] + 1)
                asked = [f"{path}?{needed.get(path, '')}{parameter['name']}={number}" for number in numbers]
                assert [client.get(address).status_code for address in asked] == [400, 200, 200, 400], asked


def test_words_are_told_where_their_list_is_closed(
    operations: list[Operation], client: FlaskClient, catalogue: Catalogue
) -> None:
    """Each of them is taken, alone and joined; for the names that the catalogue knows the same holds."""
    patterns = {
        parameter["name"]: parameter["schema"]["pattern"]
        for operation in operations
        for parameter in operation.told.get("parameters", ())
        if parameter["name"] in ("theme", "kind", "lang", "calendar", "body")
    }
    assert patterns["calendar"].count("unesco-days") == 2
    for name, pattern in patterns.items():
        words = re.split(r"\|", pattern[2 : pattern.index(")")])
        assert re.fullmatch(pattern, ",".join(words[:40])) and len(words) > 5
        for value in [*words, "_".join(words[:9]), ",".join(words[:9]), "%20".join(words[:9])]:
            assert client.get(f"/api/v1/today?{name}={value}").status_code == 200, (name, value)


QUESTIONS = """
today
today?tz=Pacific/Kiritimati&lang=kk,ru,en
today?theme=culture,education&kind=day,week
today?calendar=turkic-world&country=kz
upcoming
upcoming?limit=1
upcoming?limit=1000&lang=ar
upcoming?days=3660&calendar=turkic-world
upcoming?days=7&theme=education&lang=fr
upcoming?body=unesco&country=KZ,UZ&kind=anniversary&days=900
occurrences?from=2026-01-01&until=2026-12-31&limit=1000
occurrences?from=1900-01-01&until=1909-12-31
occurrences?from=2091-01-01&until=2100-12-31&limit=1000
occurrences?from=2026-12-15&until=2026-12-15&lang=tk,tr,az,ky,uz,kk
occurrences?from=2024-02-29&until=2024-02-29&kind=decade
observances?limit=1000
observances?limit=1000&lang=zh
observances?status=proposed
observances?calendar=un-years,un-decades&limit=7
observances?country=RU-TA
calendars
calendars?lang=uz
anniversaries?years=2026-2027
anniversaries?years=2028-2029&multiple=25&lang=ru
anniversaries?years=2091-2100&multiple=1
anniversaries?years=1900
changes
changes?limit=1000&lang=kk
changes?since=2026-11-28
changes?since=2100-12-31
changes.atom
coverage
search?q=t%C3%BCrk
search?q=unesco&limit=1000&lang=es
search?q=%00
search?q=wrold+watr+dya
""".split()


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_as_described(question: str, reader: Reader, client: FlaskClient, document: Any) -> None:
    answer = client.get(f"/api/v1/{question}")
    path = f"/api/v1/{question.partition('?')[0]}"
    content = document["paths"][path]["get"]["responses"][str(answer.status_code)]["content"]
    found = answer.json if answer.is_json else answer.text
    assert answer.status_code == 200 and [*content] == [answer.mimetype]
    assert [error.message for error in reader.validator(content[answer.mimetype]["schema"]).iter_errors(found)] == []


def test_a_program_may_meet_new_fields(document: Any) -> None:
    """README's promise: fields stay, and new ones may come."""
    assert not [name for name, schema in document["components"]["schemas"].items() if "additionalProperties" in schema]


@pytest.mark.parametrize("lang", ["en", "kk,ru", "ar"])
def test_all_that_is_known_of_all_is_as_described(lang: str, document: Any, reader: Reader, told: Told) -> None:
    schemas = {"observances": "Observance", "calendars": "Calendar"}
    for path, name in schemas.items():
        validator = reader.validator(document["components"]["schemas"][name])
        ids = [item["id"] for item in told(f"{path}?limit=1000" if path == "observances" else path)["items"]]
        found = {id: list(validator.iter_errors(told(f"{path}/{id}?lang={lang}"))) for id in ids}
        assert {id: errors for id, errors in found.items() if errors} == {}
        assert len(ids) > 10


def test_every_field_that_is_described_is_met(document: Any, told: Told) -> None:
    """In the other direction: what is described and never comes would be a promise that nobody keeps."""
    ids = [item["id"] for item in told("observances?limit=1000")["items"]]
    answers = [told(question) for question in QUESTIONS if not question.startswith("changes.atom")]
    answers += [told(f"observances/{id}") for id in ids] + [told("calendars/turkic-world")]
    met = {name for answer in answers for name in _names(answer)}
    schemas = document["components"]["schemas"]
    of_answers = {name for key, schema in schemas.items() for name in schema["properties"] if key not in ELSEWHERE}
    assert of_answers - met == set()


ELSEWHERE = {"Check", "CheckedEntry", "Mistake", "Problem", "Fault"}
"""Answers to files and to mistakes, which have tests of their own."""


def _names(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for name, value in found.items():
            yield name
            yield from _names(value)
    elif isinstance(found, list):
        for value in found:
            yield from _names(value)


def test_a_client_that_reads_only_the_description_finds_its_way(reader: Reader) -> None:
    """From a search to an observance, to its occurrences, to its calendar and the days beside it."""
    [hit] = reader.ask("get_api_search", q="turkic language family", lang="en")["items"]
    known = reader.ask("get_api_observance", id=hit["id"], lang="kk,en", tz="Asia/Almaty")
    coming = known["occurrences"][0]
    same_day = reader.ask("get_api_occurrences", **{"from": coming["start"], "until": coming["last"]})["items"]
    assert coming["uid"] in [item["uid"] for item in same_day]
    calendar = reader.ask("get_api_calendar", id=known["calendars"][0], lang="en")
    assert hit["id"] in calendar["observances"]
    neighbours = [reader.ask("get_api_observance", id=near["id"], lang="en") for near in known["neighbours"]["theme"]]
    assert all(set(near["themes"]) & set(known["themes"]) for near in neighbours)


def test_it_pages_through_a_list(reader: Reader) -> None:
    items: list[Mapping[str, Any]] = []
    page = reader.ask("get_api_observances", limit=10, theme="education")
    while page["next"]:
        items += page["items"]
        page = reader.ask("get_api_observances", limit=10, theme="education", cursor=page["next"])
    items += page["items"]
    assert len(items) == len({item["id"] for item in items}) > 40


def test_it_is_told_what_it_did_wrong(reader: Reader) -> None:
    """A mistake is an answer, and described too."""
    wrong = reader.ask("get_api_upcoming", tz="Asia/Almata")
    assert wrong["errors"] == [
        {"parameter": "tz", "expected": "an IANA time zone such as Asia/Almaty", "near": "Asia/Almaty"}
    ]
    assert reader.ask("get_api_observance", id="world-watr-day")["errors"][0]["near"] == "world-water-day"
    with pytest.raises(LookupError):
        reader.ask("get_api_upcoming", zone="Asia/Almaty")


def test_it_has_a_file_checked(reader: Reader) -> None:
    file = "calendar: days\nname: {en: Days}\ncolor: teal\nobservances:\n"
    entry = "- {id: a, name: {en: A}, on: %s, sources: [A book]}\n"
    good = reader.ask("post_api_check", file + entry % "5 May")
    wrong = reader.ask("post_api_check", file + entry % "31 April")
    assert (good["valid"], len(good["items"][0]["occurrences"]), good["mistakes"]) == (True, 3, [])
    assert (wrong["valid"], wrong["items"], wrong["mistakes"][0]["line"]) == (False, [], 5)


def test_dates_are_dates(reader: Reader) -> None:
    """`end` is the day after `last`, as in the feeds; moments say their zone."""
    for item in reader.ask("get_api_upcoming", days=365)["items"]:
        assert date.fromisoformat(item["end"]) - date.fromisoformat(item["last"]) == timedelta(1)
    for item in reader.ask("get_api_changes")["items"]:
        assert datetime.fromisoformat(item["when"]).utcoffset() == timedelta(0)


class Page(HTMLParser):
    """The words in a page, and what it loads or leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("src", "href", "action") and value and (tag != "a" or name == "src"):
                self.loads.append(value)


def test_the_page_for_people_shows_every_operation_and_parameter(client: FlaskClient, document: Any) -> None:
    answer = client.get("/api/v1/")
    page = Page(answer.text)
    shown = " ".join(page.words)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    for path, operations in document["paths"].items():
        for method, told in operations.items():
            assert path.removeprefix("/api/v1/") in shown and method.upper() in shown, path
            assert not {p["name"] for p in told.get("parameters", ())} - set(page.words), path
            for parameter in told.get("parameters", ()):
                assert str(parameter["schema"]["examples"][0]) in shown, (path, parameter["name"])


def test_the_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = Page(client.get("/api/v1/").text)
    elsewhere = [
        address for address in page.loads if not address.startswith(("/", "#", "https://calendar.example.org"))
    ]
    assert page.loads and elsewhere == []
