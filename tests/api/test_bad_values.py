"""Three hundred bad values at every parameter: each is refused in one form that names it and repeats nothing."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from calendar_service.definitions import shipped_calendars

from .values import TEXTS, VALUES

Ask = Callable[..., TestResponse]
FACETS = "calendar theme body country kind lang"
PARAMETERS = {
    "today": f"{FACETS} tz",
    "upcoming": f"{FACETS} tz days limit",
    "occurrences": f"{FACETS} from until limit cursor",
    "observances": f"{FACETS} status limit cursor",
    "observances/{id}": "id lang tz",
    "search": "q lang limit",
    "anniversaries": f"{FACETS} years multiple",
    "calendars": "lang",
    "calendars/{id}": "id lang",
    "changes": "since lang limit cursor",
    "changes.atom": "",
    "coverage": "",
    "check": "",
}
NEEDED = {
    "occurrences": {"from": "2026-12-01", "until": "2026-12-31"},
    "anniversaries": {"years": "2026"},
    "search": {"q": "water"},
}
IDS = {"observances/{id}": "world-water-day", "calendars/{id}": "turkic-world"}
GOOD = {
    "calendar": "un-days",
    "theme": "water",
    "body": "un",
    "country": "KZ",
    "kind": "day",
    "status": "adopted",
    "lang": "kk",
    "tz": "UTC",
    "days": "7",
    "limit": "5",
    "multiple": "50",
    "since": "2026-11-24",
}
ASKED = [(path, name) for path, names in PARAMETERS.items() for name in names.split() if name != "id"]
SMALL_NUMBERS = {"year of two digits", "code of digits"}
FINE = {
    "country": {"country for a language"},
    "limit": SMALL_NUMBERS,
    "multiple": SMALL_NUMBERS,
    "days": SMALL_NUMBERS | {"year too early", "year too late"},
    "q": VALUES.keys() - {"nothing", "1,900 digits", "900 commas", "the same often", "1,500 letters", "1,900 dots"},
}
"""What is not bad for a parameter: a number of two or three digits, a country in small letters, and any words."""
AN_ID = re.compile("[a-z0-9-]{1,64}", re.ASCII)
OURS = re.compile(r"Traceback|\.py\b|/work|/home|/usr|site-packages|[Ww]erkzeug|[Ff]lask|[Pp]ydantic")
SHORTEST = 4
"""Letters from which a text is told from a word of ours."""


def is_fine(path: str, parameter: str, name: str) -> bool:
    if (path, parameter) == ("observances", "cursor"):
        return AN_ID.fullmatch(VALUES[name]) is not None
    return name in FINE.get(parameter, ())


def question(path: str, **parameters: str) -> str:
    """An address with the parameters that are needed, and others."""
    given = NEEDED.get(path, {}) | parameters
    return f"{path.format(id=IDS.get(path))}?{'&'.join(f'{name}={value}' for name, value in given.items())}"


def wrong(answer: TestResponse, status: int, parameter: str | None) -> Iterator[str]:
    """What an answer has that a refusal should not have, or lacks."""
    body = json.loads(answer.data)
    if (answer.status_code, answer.content_type) != (status, "application/problem+json"):
        yield f"{answer.status} {answer.content_type}"
    if (body["status"], body["type"]) != (status, "about:blank") or not body["title"] or not body["detail"]:
        yield str(body)
    if parameter and [fault["parameter"] for fault in body.get("errors", ())] != [parameter]:
        yield str(body)
    if answer.headers["Cache-Control"] != "no-store":
        yield answer.headers["Cache-Control"]
    if OURS.search(answer.text):
        yield answer.text


def repeats(answer: TestResponse, sent: str, neutral: str) -> bool:
    """Whether a text comes back that we would not have said anyway; the nearest known word is ours."""
    near = [fault.get("near", "") for fault in json.loads(answer.data).get("errors", ())]
    ours = " ".join([neutral, *near]).lower()
    back = unquote(unescape(answer.text)) + unquote(str(answer.headers))
    return len(sent) >= SHORTEST and sent.lower() not in ours and sent in back


def test_there_are_two_hundred_values_and_more() -> None:
    assert len(VALUES) >= 200
    assert len(set(VALUES.values())) == len(VALUES)


def test_every_parameter_is_asked(document: Any) -> None:
    told = {
        path.removeprefix("/api/v1/"): " ".join(parameter["name"] for parameter in operation.get("parameters", ()))
        for path, operations in document["paths"].items()
        for operation in operations.values()
    }
    assert told == PARAMETERS


@pytest.mark.parametrize(("path", "parameter"), ASKED)
def test_a_bad_value_is_refused_and_its_parameter_named(ask: Ask, path: str, parameter: str) -> None:
    found = {
        name: list(wrong(ask(question(path, **{parameter: value})), 400, parameter))
        for name, value in VALUES.items()
        if not is_fine(path, parameter, name)
    }
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize(("path", "parameter"), ASKED)
def test_a_bad_value_does_not_come_back(ask: Ask, path: str, parameter: str) -> None:
    neutral = ask(question(path, **{parameter: "1" * 101})).text
    bad = {name: text for name, text in TEXTS.items() if not is_fine(path, parameter, name)}
    answers = {name: ask(question(path, **{parameter: VALUES[name]})) for name in bad}
    assert [name for name, answer in answers.items() if repeats(answer, TEXTS[name], neutral)] == []


@pytest.mark.parametrize(("path", "parameter"), ASKED)
def test_what_is_not_bad_is_answered(ask: Ask, path: str, parameter: str) -> None:
    fine = [name for name in VALUES if is_fine(path, parameter, name)]
    answers = {name: ask(question(path, **{parameter: VALUES[name]})).status_code for name in fine}
    assert set(answers.values()) <= {200}, answers


@pytest.mark.parametrize("path", IDS)
def test_a_bad_id_is_not_there(ask: Ask, path: str) -> None:
    """With a slash in it, it is no id but an address that there is not."""
    found = {}
    for name, value in VALUES.items():
        answer = ask(path.format(id=value.replace("?", "%3F").replace("#", "%23")))
        is_one = bool(value) and "/" not in unquote(value)
        found[name] = list(wrong(answer, 404, "id" if is_one else None))
        if name in TEXTS and repeats(answer, TEXTS[name], "no such observance calendar not found"):
            found[name].append("repeated")
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize(("path", "parameter"), ASKED)
def test_a_parameter_is_given_once(ask: Ask, path: str, parameter: str) -> None:
    """What a second value should mean nobody can say (ASVS 15.3.7); the same one twice is refused too."""
    value = GOOD.get(parameter) or NEEDED.get(path, {}).get(parameter, "x")
    for second in (value, "", "%00"):
        answer = ask(f"{question(path, **{parameter: value})}&{parameter}={second}")
        assert list(wrong(answer, 400, parameter)) == []


UNKNOWN = {
    "x": None,
    "": None,
    "callback": None,
    "_trace": None,
    "utm_source": None,
    "__proto__": None,
    "a[]": None,
    "x" * 1500: None,
    "%00": None,
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E": None,
    "%ED%A0%80": None,
    "%F0%9F%98%80": None,
    "zqx%0D%0AX-Evil:1": None,
    "LANG": "lang",
    "Lang": "lang",
    "lang[]": "lang",
    "lang%00": "lang",
    "%20lang": "lang",
    "langs": "lang",
}
"""With the parameter that was probably meant; what was sent is not repeated."""


@pytest.mark.parametrize("path", [path for path, names in PARAMETERS.items() if "lang" in names])
@pytest.mark.parametrize("name", UNKNOWN, ids=lambda name: name[:20])
def test_an_unknown_parameter_is_refused(ask: Ask, path: str, name: str) -> None:
    answer = ask(question(path, **{name: "zqx"}))
    assert list(wrong(answer, 400, "(unknown)")) == []
    assert json.loads(answer.data)["errors"][0].get("near") == UNKNOWN[name]
    assert "zqx" not in answer.text and not repeats(answer, unquote(name), PARAMETERS[path])


@pytest.mark.parametrize("path", ["changes.atom", "coverage", "check"])
def test_a_question_without_parameters_takes_none(ask: Ask, path: str) -> None:
    answer = ask(f"{path}?lang=kk", method="POST" if path == "check" else "GET")
    assert list(wrong(answer, 400, "(unknown)")) == []


SEVERAL = [
    ("upcoming?days=x&limit=0&tz=Mars", {"days", "limit", "tz"}),
    ("occurrences", {"from", "until"}),
    ("occurrences?from=2026-02-30&until=2026-W48&lang=EN", {"from", "until", "lang"}),
    ("today?calendar=x&body=y&country=ZZ", {"calendar", "body", "country"}),
    ("search", {"q"}),
    ("anniversaries?multiple=0", {"years", "multiple"}),
]


@pytest.mark.parametrize(("asked", "named"), SEVERAL)
def test_all_that_is_wrong_is_told_at_once(ask: Ask, asked: str, named: set[str]) -> None:
    answer = ask(asked)
    assert answer.status_code == 400
    assert {fault["parameter"] for fault in json.loads(answer.data)["errors"]} == named


NEAR = [
    ("today?tz=Asia/Almata", "tz", "Asia/Almaty"),
    ("today?tz=asia/almaty", "tz", "Asia/Almaty"),
    ("today?theme=cultur", "theme", "culture"),
    ("today?lang=EN", "lang", "en"),
    ("today?calendar=un-dayz", "calendar", "un-days"),
    ("today?body=UNESCO", "body", "unesco"),
    ("today?kind=weeks", "kind", "week"),
    ("upcoming?limit=5000", "limit", "1000"),
    ("upcoming?days=0", "days", "1"),
    ("upcoming?dais=7", "(unknown)", "days"),
    ("occurrences?from=1492-10-12&until=2026-01-01", "from", "1900-01-01"),
    ("occurrences?from=2026-01-02&until=2026-01-01", "until", "2026-01-02"),
    ("occurrences?from=2026-01-01&until=2046-01-01", "until", "2036-01-08"),
    ("observances?status=propose", "status", "proposed"),
]


@pytest.mark.parametrize(("asked", "parameter", "near"), NEAR)
def test_the_nearest_good_value_is_told(ask: Ask, asked: str, parameter: str, near: str) -> None:
    [fault] = json.loads(ask(asked).data)["errors"]
    assert (fault["parameter"], fault["near"]) == (parameter, near)
    assert fault["expected"]


TOO_MUCH = [
    ("&".join(f"p{number}=1" for number in range(50)), 400),
    ("&".join(f"p{number}=1" for number in range(51)), 400),
    ("&" * 49, 200),
    ("&" * 50, 400),
    ("&" * 2000, 400),
    ("lang=en" + "&" * 2041, 400),
    ("q=" + "a" * 2046, 400),
    ("q=" + "a" * 2047, 414),
    ("limit=" + "9" * 4301, 414),
    ("x" * 1_000_000, 414),
    ("&".join(f"{number}" for number in range(10_000)), 414),
    ("tz=" + "%00" * 2000, 414),
]


@pytest.mark.parametrize(("query", "status"), TOO_MUCH, ids=lambda value: str(value)[:12])
@pytest.mark.parametrize("path", ["today", "calendars/turkic-world", "coverage", "changes.atom"])
def test_a_question_has_its_bounds(ask: Ask, path: str, query: str, status: int) -> None:
    """2,048 octets and 50 parameters, whatever stands before us."""
    answer = ask(f"{path}?{query}")
    assert answer.status_code == status
    assert status == 200 or list(wrong(answer, status, None)) == []
    assert len(answer.data) < 10_000 or status == 200


def test_a_list_has_its_bounds(ask: Ask) -> None:
    assert ask("today?lang=" + ",".join(["en"] * 40)).status_code == 200
    assert list(wrong(ask("today?lang=" + ",".join(["en"] * 41)), 400, "lang")) == []
    assert list(wrong(ask("today?country=" + ",".join(["KZ"] * 41)), 400, "country")) == []


METHODS = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "BREW"]


@pytest.mark.parametrize("path", [path for path in PARAMETERS if path != "check"])
@pytest.mark.parametrize("method", METHODS)
def test_whoever_does_not_read_is_told_what_is_allowed(ask: Ask, path: str, method: str) -> None:
    answer = ask(question(path), method=method)
    assert list(wrong(answer, 405, None)) == []
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_check_is_posted(ask: Ask) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        answer = ask("check", method=method)
        assert (answer.status_code, set(answer.headers["Allow"].split(", "))) == (405, {"POST", "OPTIONS"})


@pytest.mark.parametrize("path", ["nothing", "today/", "today/x", "v2", "observances/a/b", "openapi.yaml", "%00"])
def test_what_is_not_there_is_a_problem(ask: Ask, path: str) -> None:
    assert list(wrong(ask(path), 404, None)) == []


MEANT = {"upcomming": "upcoming", "observance": "observances", "occurences?from=2026-01-01": "occurrences"}


@pytest.mark.parametrize(("path", "near"), MEANT.items())
def test_a_slip_in_the_address_is_answered_with_what_was_meant(ask: Ask, path: str, near: str) -> None:
    assert ask(path).get_json()["detail"] == f"Not Found: did you mean /api/v1/{near}?"


MUSEUM = Path(__file__).parent.parent / "museum"
HEAD = b"calendar: days\nname: {en: Days}\ncolor: teal\n"
DAY = b"- {id: a, name: {en: A}, on: 5 May, sources: [A book]}\n"
FILES = {
    "nothing": (b"", 1, "expected a mapping (key: value); got an empty file"),
    "blanks": (b"  \n\n", 1, "expected a mapping (key: value); got an empty file"),
    "a text": (b"hello", 1, 'expected a mapping (key: value); got "hello"'),
    "Latin-1": (HEAD + "# é".encode("latin-1"), 4, "expected UTF-8; got byte 0xE9: save the file as UTF-8"),
    "half of a pair": (b"a: \xed\xa0\x80", 1, "expected UTF-8; got byte 0xED: save the file as UTF-8"),
    "NUL": (b"\0", 1, "expected visible text; got U+0000"),
    "brackets": (b"[" * 64_000, 1, "expected at most 20 levels; got a deeper one"),
    "braces": (b"{a: " * 16_000, 1, "expected at most 20 levels; got a deeper one"),
    "an alias": (b"a: &a [x]\nb: *a\n", 1, "anchor"),
    "a tag": (b"a: !!python/object/apply:os.system [id]\n", 1, "tag"),
    "the same key": (HEAD + b"color: navy\n", 4, "again"),
    "no colour": (HEAD.replace(b"teal", b"teel"), 3, "teal"),
    "30 February": (HEAD + b"observances:\n" + DAY.replace(b"5 May", b"30 February"), 5, "February"),
    "an id of ours": (HEAD + b"observances:\n" + DAY.replace(b" a,", b" world-water-day,"), 5, "which stands in"),
    "an id twice": (HEAD + b"observances:\n" + DAY + DAY, 6, "again"),
    "too many": (HEAD + b"observances:\n" + DAY * 301, 305, 'at most 300 entries under "observances" to check here'),
    "many includes": (HEAD + b"include:\n" + b"- {from: un-days}\n" * 21, 25, "at most 20 entries"),
    "many ids": (HEAD + b"include:\n- {from: un-days, ids: [" + b"a," * 400 + b"]}", 5, "at most 300 ids"),
    "much to say": (HEAD + b"extend:\n" + b"- {id: a}\n" * 101, 105, "at most 100 entries"),
    "the museum's own body": ((MUSEUM / "lantern-days.yaml").read_bytes(), 72, '"lantern-town-council"'),
    "what is not here": ((MUSEUM / "lantern-visitors.yaml").read_bytes(), 7, '"lantern-days"'),
    "a collection": ((MUSEUM / "collection.yaml").read_bytes(), 2, 'got "domain"'),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_has_its_mistakes_told_in_their_places(client: FlaskClient, name: str) -> None:
    data, line, message = FILES[name]
    answer = client.post("/api/v1/check", data=data)
    assert (answer.status_code, answer.content_type) == (200, "application/json; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-store"
    found = answer.json
    assert found and (found["valid"], found["items"], found["feed"]) == (False, [], None)
    assert any(mistake["line"] == line and message in mistake["message"] for mistake in found["mistakes"]), found
    assert not OURS.search(answer.text.replace("picture", "").replace("calendar.yaml", ""))


def test_of_many_mistakes_some_are_told(client: FlaskClient) -> None:
    """64 kB can hold fifty thousand; twenty megabytes of them help nobody."""
    answer = client.post("/api/v1/check", data=HEAD + b"".join(b"k%d: 1\n" % number for number in range(5000)))
    assert answer.json and (len(answer.json["mistakes"]), answer.json["more"]) == (100, 4900)
    assert len(answer.data) < 100_000


OWN = sorted(path for path in shipped_calendars().glob("*.yaml") if path.name != "collection.yaml")


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_our_own_files_are_good(client: FlaskClient, path: Path) -> None:
    """Of the two that are longer than 64 kB the beginning, up to an entry."""
    data = path.read_bytes()[:64_000]
    if len(data) == 64_000:
        data = data[: data.rindex(b"\n  - id:")]
    answer = client.post("/api/v1/check", data=data).json
    assert answer and ([mistake["picture"] for mistake in answer["mistakes"]], answer["valid"]) == ([], True)


LONG = [
    (b"#" * 64_000, {}, 200),
    (b"#" * 64_001, {}, 413),
    (b"[" * 100_000, {}, 413),
    (b"#" * 5_000_000, {}, 413),
    (b"", {"CONTENT_LENGTH": "100000000000"}, 413),
]


@pytest.mark.parametrize(("data", "environ", "status"), LONG, ids=lambda value: str(value)[:10])
def test_a_file_has_its_bounds(client: FlaskClient, data: bytes, environ: dict[str, str], status: int) -> None:
    answer = client.post("/api/v1/check", data=data, environ_overrides=environ)
    assert answer.status_code == status
    assert status == 200 or list(wrong(answer, 413, None)) == []


class Flood:
    """A body that never ends, and tells how much of it was read."""

    read_so_far = 0

    def read(self, size: int = -1) -> bytes:
        self.read_so_far += size if size >= 0 else 10**9
        return b"#" * min(size, 1_000_000)


SENT = [
    {"CONTENT_LENGTH": "100000000"},
    {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True},
    {"CONTENT_LENGTH": "100000000", "wsgi.input_terminated": True},
]


@pytest.mark.parametrize("sent", SENT, ids=["declared", "in chunks", "declared to gunicorn"])
def test_of_a_body_that_is_too_long_nothing_more_is_read(app: Flask, sent: dict[str, Any]) -> None:
    """There is no memory that it could fill."""
    flood = Flood()
    answer = app.test_client().open("/api/v1/check", method="POST", environ_overrides={"wsgi.input": flood, **sent})
    assert list(wrong(answer, 413, None)) == []
    assert flood.read_so_far < 200_000
