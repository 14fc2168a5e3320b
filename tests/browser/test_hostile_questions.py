"""Seventy hostile texts in everything that one may ask with: parts of addresses, parameters, forms and headers.

No answer makes an element of one, and none repeats it, but where somebody wants to go on with what was written.
Chromium, which passes over our Content-Security-Policy, runs nothing of that either.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape, unescape
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, unquote_to_bytes

import pytest
from flask import Flask, Request
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from .conftest import Seen
from .executed import Heard, touch
from .hostile import PAYLOADS
from .markup import Markup, Shape, leads_astray

BASE = "https://calendar.example.org"
Foreign = Callable[..., Seen]
PARTS = {
    "lang": "en",
    "address": "theme/water/un-days",
    "suffix": "csv",
    "id": "world-water-day",
    "edition": "2026",
    "year": "2026",
    "years": "2026-2027",
    "part": "11",
    "period": "2026-2027",
    "days": "7",
    "filename": "style.css",
}
"""Something that may stand in each part of an address."""
CHOICE = {
    "calendar": "un-days",
    "theme": "water",
    "kind": "day",
    "body": "un",
    "country": "kz",
    "lead": "7",
    "remind": "7",
    "spans": "whole",
    "lang": "kk",
}
PARAMETERS: Mapping[str, Mapping[str, str]] = {
    "/en/choose": CHOICE,
    "/en/embed": CHOICE | {"days": "7"},
    "/en/search": {"q": "water"},
    "/oembed": {"url": f"{BASE}/en/calendars/un-days", "format": "json", "maxwidth": "300", "maxheight": "300"},
}
FILE = "calendar: own\nname: {en: Own}\ncolor: teal\n"
FORMS: Mapping[str, dict[str, str]] = {"/en/check": {"file": FILE, "as": "ics"}}
NEEDED = {"from": "2026-01-01", "until": "2026-12-31", "years": "2026-2027", "q": "water"}
BODY = "the body"
SHOWN = {"q of /en/search", "file of /en/check", "body of /api/v1/check"}
"""What is shown again, for whoever wrote it to go on with."""


class Slot(NamedTuple):
    """A place for a text: `{}` in an address, or a field of a form; `usual` is what may stand there."""

    name: str
    address: str
    usual: str
    field: str = ""

    def ask(self, client: FlaskClient, text: str) -> TestResponse:
        """With the octets of the address as a server hands them on."""
        if self.field == BODY:
            return client.post(self.address, data=text.encode(), content_type="application/yaml")
        if self.field:
            return client.post(self.address, data=FORMS[self.address] | {self.field: text})
        path, _, query = self.address.replace("{}", quote(text, safe="")).partition("?")
        octets = unquote_to_bytes(path).decode("latin-1")
        return client.open("/", environ_overrides={"PATH_INFO": octets, "QUERY_STRING": query}, buffered=True)


def slots_in_paths(app: Flask) -> Iterator[Slot]:
    """Every part of every address that is not fixed."""
    for rule in rules(app):
        for part in rule.arguments:
            yield Slot(f"{part} in {rule.rule}", address_of(rule, {part: "{}"}), parts_of(rule)[part])


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


def address_of(rule: Rule, other: dict[str, str]) -> str:
    """What may stand there in each part, but in some."""
    return re.sub("<(?:[a-z]+:)?([a-z]+)>", r"{\1}", rule.rule).format_map(parts_of(rule) | other)


def parts_of(rule: Rule) -> dict[str, str]:
    return PARTS | ({"id": "un-days"} if "/calendars/" in rule.rule else {})


def slots_in_pages(*, again: bool = False) -> Iterator[Slot]:
    """With `again` each parameter is given twice."""
    for path, parameters in PARAMETERS.items():
        for name, usual in parameters.items():
            first = f"{name}={quote(usual)}&" if again else ""
            yield Slot(f"{name} of {path}", f"{path}?{first}{name}={{}}", usual)
    for path, fields in FORMS.items():
        for name, usual in fields.items():
            yield Slot(f"{name} of {path}", path, usual, name)


def slots_in_the_api(client: FlaskClient) -> Iterator[Slot]:
    """Every parameter of every question, as the API describes itself."""
    document = client.get("/api/v1/openapi.json").get_json()
    for path, told in document["paths"].items():
        if "get" not in told:
            continue
        described = [one for one in told["get"].get("parameters", ()) if one["in"] == "query"]
        for parameter in described:
            name = parameter["name"]
            others = "".join(f"&{one}={NEEDED[one]}" for one in names_needed(described) if one != name)
            address = path.format(id="un-days" if "calendars" in path else PARTS["id"])
            yield Slot(f"{name} of {path}", f"{address}?{name}={{}}{others}", usual_of(parameter))
        if not described:
            yield Slot(f"anything of {path}", f"{path}?x={{}}", "x")
    yield Slot("body of /api/v1/check", "/api/v1/check", FILE, BODY)


def names_needed(described: list[dict[str, Any]]) -> list[str]:
    return [one["name"] for one in described if one.get("required")]


def usual_of(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    return str(schema.get("examples", [schema.get("default")])[0])


def unknown_names() -> Iterator[Slot]:
    for path in ("/", "/en/check", "/en/choose", "/en/search", "/oembed", "/api/v1/today", "/en/feeds/un-days.csv"):
        yield Slot(f"a name of {path}", f"{path}?{{}}=x", "x")
        yield Slot(f"an unknown one of {path}", f"{path}?x={{}}", "x")


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def slots(app: Flask, client: FlaskClient) -> tuple[Slot, ...]:
    return (*slots_in_paths(app), *slots_in_pages(), *slots_in_the_api(client), *unknown_names())


def test_every_parameter_that_a_page_asks_for_is_tried(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request tells which ones a view looks for."""
    asked: set[str] = set()

    class Listening(ImmutableMultiDict[str, str]):
        def getlist(self, key: str, type: Any = None) -> list[Any]:
            asked.add(key)
            return super().getlist(key)

        def __getitem__(self, key: str) -> str:
            asked.add(key)
            return super().__getitem__(key)

    monkeypatch.setattr(Request, "parameter_storage_class", Listening)
    pages = {address_of(rule, {}): "GET" for rule in rules(app) if not rule.rule.startswith("/api/")}
    for path, method in [*pages.items(), *((path, "POST") for path in FORMS)]:
        known = FORMS[path] if method == "POST" else PARAMETERS.get(path, {})
        asked.clear()
        for given in (known, {}):
            app.test_client().open(path, query_string=given, data=given, method=method, buffered=True)
        assert asked == known.keys(), path


PLAIN = ("/en", "/en/nothing", "/embed/en/nothing")
"""What may be answered to anything: somewhere else, or nothing."""


class Made(NamedTuple):
    """What a page is made of, and where it leads."""

    shapes: frozenset[Shape]
    addresses: frozenset[str]


@cache
def made_of(text: str) -> Made:
    page = Markup(text)
    return Made(frozenset(shape for _, shape in page.outline), frozenset(page.addresses))


def shapes_known(client: FlaskClient, slot: Slot) -> frozenset[Shape]:
    """Of all pages that are answered where nothing hostile is asked."""
    asked = (slot.usual, "", "zqx", f"{slot.usual}zqx", "день", "worldd watter")
    answers = [client.get(path) for path in PLAIN] + [slot.ask(client, text) for text in asked]
    return frozenset[Shape]().union(*(made_of(one.text).shapes for one in answers if one.mimetype == "text/html"))


def wrong_with(answer: TestResponse, known: frozenset[Shape], text: str, *, shown: bool) -> Iterator[str]:
    if answer.status_code not in (200, 302, 308, 400, 404, 413, 414, 501):
        yield f"status {answer.status_code}"
    if answer.location and not answer.location.startswith(f"{BASE}/"):
        yield f"leads to {answer.location}"
    if answer.headers["X-Content-Type-Options"] != "nosniff":
        yield "may be taken for something else"
    if not all(value.isascii() and value.isprintable() for _, value in answer.headers):
        yield "an odd header"
    if answer.mimetype == "text/html":
        yield from (f"makes {shape}" for shape in made_of(answer.text).shapes - known)
        yield from (f"leads to {address}" for address in made_of(answer.text).addresses if leads_astray(address))
    if not shown and text.strip() in unescape(unquote(answer.text)):
        yield "repeats it"


def test_no_answer_is_made_of_what_was_asked(client: FlaskClient, slots: tuple[Slot, ...]) -> None:
    wrong = []
    for slot in slots:
        known = shapes_known(client, slot)
        for text in PAYLOADS:
            found = wrong_with(slot.ask(client, text), known, text, shown=slot.name in SHOWN)
            wrong += [(slot.name, text, what) for what in found]
    assert wrong == []
    assert len(slots) * len(PAYLOADS) >= 10_000


def test_nor_is_one_where_something_usual_stands_before_it(app: Flask, client: FlaskClient) -> None:
    wrong = []
    for slot in (*slots_in_paths(app), *slots_in_pages(again=True)):
        known = shapes_known(client, slot)
        for text in PAYLOADS[::7]:
            found = wrong_with(slot.ask(client, slot.usual + text), known, text, shown=slot.name in SHOWN)
            wrong += [(slot.name, text, what) for what in found]
    assert wrong == []


HEADERS = """
    Host X-Forwarded-Host X-Forwarded-Proto X-Forwarded-Port X-Forwarded-Prefix X-Forwarded-For X-Forwarded-Server
    Forwarded X-Original-URL X-Rewrite-URL X-HTTP-Method-Override Referer User-Agent Origin Cookie Authorization
    Accept Accept-Language Accept-Encoding Accept-Charset If-None-Match If-Modified-Since If-Range Range Via
    Access-Control-Request-Method Access-Control-Request-Headers Content-Type
""".split()
ADDRESSES = [
    "/",
    "/en",
    "/en/anniversaries",
    "/en/nothing",
    "/nothing.ics",
    "/en/check",
    "/en/search?q=zqx",
    "/en/observances/world-water-day",
    "/en/feeds/un-days.txt",
    "/en/feeds/UN-days.txt",
    "/embed/en/7/un-days",
    "/api/v1",
    "/api/v1/coverage",
    f"/oembed?url={BASE}/en/calendars/un-days",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_header_changes_an_answer(client: FlaskClient, address: str) -> None:
    plain = client.get(address)
    for text in PAYLOADS:
        value = text.encode().decode("latin-1")
        evil = {"HTTP_" + name.upper().replace("-", "_"): value for name in HEADERS} | {"CONTENT_TYPE": value}
        answer = client.get(address, environ_overrides=evil)
        assert (answer.status_code, answer.data) == (plain.status_code, plain.data), text
        assert told(answer) == told(plain), text


def told(answer: TestResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers if name != "Date"}


@pytest.fixture
def bypass_csp() -> bool:
    return True


RUNNING = [text for text in PAYLOADS if "alert" in text or "evil" in text]
"""Those that would run something or ask a stranger, if anything did."""


def test_nothing_runs_of_what_is_looked_for(context: BrowserContext, heard: Heard, service: str) -> None:
    assert len(RUNNING) >= 50
    page = context.new_page()
    for text in RUNNING:
        page.goto(f"{service}/en/search?q={quote(text, safe='')}")
        if "/search?" in page.url:  # where only one is found, its page is opened
            assert page.locator("#search").input_value() == text.strip().replace("\n", "").replace("\0", "\ufffd")
        assert touch(page) == [], text
        assert heard.nothing(), (text, heard)


def test_nothing_runs_of_a_file_that_is_no_calendar(context: BrowserContext, heard: Heard, service: str) -> None:
    page = context.new_page()
    for start in range(0, len(PAYLOADS), 10):
        page.goto(f"{service}/en/check")
        page.locator("#file").fill("\n".join(PAYLOADS[start : start + 10]))
        page.locator("main button").click()
        page.locator("#result").wait_for()
        assert touch(page) == [] and heard.nothing(), (start, heard)


@pytest.mark.parametrize("path", ["/en/choose?calendar=un-days", "/en/embed", "/en/search?q=water"])
def test_nothing_runs_of_what_stands_behind_an_address(
    context: BrowserContext, heard: Heard, service: str, path: str
) -> None:
    """Our scripts read no fragment."""
    page = context.new_page()
    page.goto(service + path)
    page.evaluate("(texts) => texts.forEach((text) => { location.hash = text; })", PAYLOADS)
    assert touch(page) == [] and heard.nothing(), heard


ATTRIBUTES = ("lang", "days", "select", "src")
FREE = "default-src * 'unsafe-inline' 'unsafe-eval' data:"
RUNS = re.compile(r"\s*(java\s*script|vbscript|data):", re.IGNORECASE)


def test_nothing_runs_of_an_attribute_of_the_element(foreign: Foreign, heard: Heard, service: str) -> None:
    """Whoever writes it may have it ask another service; that is all."""
    asked = [f'{name}="{escape(text)}"' for name in ATTRIBUTES for text in PAYLOADS]
    lists = "".join(f"<commemorations-list {attribute}></commemorations-list>" for attribute in asked)
    page = foreign(f'<script type="module" src="{service}/embed.js"></script>{lists}', policy=FREE).page
    page.wait_for_function("() => Boolean(customElements.get('commemorations-list'))")
    page.wait_for_load_state("networkidle")
    assert touch(page) == [f'<commemorations-list src="{text}">' for text in PAYLOADS if RUNS.match(text)]
    assert (heard.executed, heard.errors) == ([], [])
