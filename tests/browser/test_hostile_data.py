"""Seventy hostile texts in every text that a definition has: no page makes an element of one, and no browser runs one.

The loader refuses HTML wherever a text stands. What shows texts must hold without it, so for most tests here the loader
takes HTML for text. Chromium passes over our Content-Security-Policy, which would hide that something was not escaped.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext, suppress
from functools import cache, partial
from html import escape
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as BrowserError

from calendar_service.web import create_app

from .conftest import TODAY, Seen, free_port, served
from .executed import TAGS, TOUCH, Heard, touch
from .hostile import (
    HEADERS,
    LEAVES,
    LISTED,
    MARK,
    NAME_OF_CALENDAR,
    NAMES,
    OPEN,
    PAYLOADS,
    SCHEMA,
    Arrived,
    Steps,
    Twins,
    arrived,
    harmless,
    hostile,
    place_of,
    places_told,
    refused,
    unguarded,
    write_folder,
    write_twins,
)
from .markup import COMMENT, Markup, Outline, difference, leads_astray, texts_in

Foreign = Callable[..., Seen]
NAME = OPEN["days.yaml", "observances", 0, "name", "en"]
FORMER = OPEN["days.yaml", "observances", 0, "formerly", 0, "name", "en"]
THIS = [f"p{payload:02}" for payload in range(len(PAYLOADS))]
PAGES = f"""
/en/ /ar/
/en/2026 /en/2026/11 /ar/2026/11 /en/2026/q4 /en/2026/12/theme/culture/everything
/en/planner/2026/everything /en/planner/2026-2027/p14-days
/en/calendars/everything /en/calendars/p11-days /ar/calendars/p14-days /en/calendars/p36-days /en/calendars/p43-days
/en/calendars/everything/2026 /ar/calendars/p14-days/2027
/en/subscribe/everything /en/subscribe/p14-days /en/subscribe/body/p11-organ/lead/7/p11-days
/en/choose?calendar=everything /en/choose?calendar=p10-days&body=p10-body&kind=decade&theme=food
/en/embed?calendar=everything /en/embed?calendar=p37-days&calendar=p38-days /en/embed?calendar=p11-days
/en/observances/p10-week /en/observances/p11-decade /en/observances/p13-birth /en/observances/p14-past
/en/observances/p37-kept /tr/observances/p10-kept /kk/observances/p36-day /en/observances/p11-day/1999
/en/search?q={NAME}0 /en/search?q={FORMER}0 /ar/search?q={FORMER}1 /en/search?q=zqx
/en/anniversaries/2026-2027 /en/changes /en/data /ar/data /en/check /api/v1/ /en/nothing
""".split()
PAGES_OF_EACH = """
/en/calendars/THIS-days
/en/observances/THIS-day /ar/observances/THIS-day
/embed/en/31/THIS-days /embed/ar/31/THIS-days /embed/en/31/THIS-days.html /embed/en/observances/THIS-day
""".split()
DATA = f"""
/en/feeds/everything.atom /en/feeds/everything.json /en/feeds/everything.csv /en/feeds/everything.txt
/en/feeds/everything.ics /en/feeds/everything.xlsx /en/sitemap.xml /sitemap.xml
/api/v1/today /api/v1/upcoming /api/v1/occurrences?from=2026-01-01&until=2026-12-31&limit=1000
/api/v1/observances?limit=1000 /api/v1/calendars /api/v1/anniversaries?years=2026-2027 /api/v1/changes?limit=1000
/api/v1/changes.atom /api/v1/coverage /api/v1/openapi.json
/api/v1/search?q={NAME}&limit=1000 /api/v1/search?q={FORMER}&limit=1000
""".split()
DATA_OF_EACH = """
/en/feeds/THIS-days.atom /en/feeds/THIS-days.json /en/feeds/THIS-days.csv /en/feeds/THIS-days.txt
/ar/feeds/lead/7/THIS-days.atom /embed/en/31/THIS-days.json /api/v1/observances/THIS-day
/api/v1/observances/THIS-week /api/v1/observances/THIS-birth /api/v1/observances/THIS-past
/api/v1/observances/THIS-decade /api/v1/observances/THIS-kept /api/v1/calendars/THIS-days
/en/observances/THIS-day.ics /en/observances/THIS-day/2026.ics
""".split()
OF_ONE = re.compile(r"\bp[0-9]{2}\b")
LOOKED_AT_OTHERWISE = """
/static/<path:filename> /embed.js /healthz /readyz /robots.txt /<lang>/qr/<path:address>.svg /oembed
/ /<lang> /<lang>/anniversaries /<lang>/planner /<lang>/planner/<period> /api/v1
""".split()
"""Of these a test is further down, or there is no text of a calendar in them."""


class Services(NamedTuple):
    """The hostile calendars and their twin; the former are also served at `base`."""

    evil: FlaskClient
    harmless: FlaskClient
    base: str
    twins: Twins


class Look(NamedTuple):
    """What was seen of a page: where it is not like its twin, and which texts came to it."""

    different: object
    astray: tuple[str, ...]
    scripts: tuple[str, ...]
    whole: frozenset[int]
    broken: frozenset[int]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with unguarded():
        twins = write_twins(tmp_path_factory.mktemp("hostile"))
        evil, harmless = (
            create_app(calendars=folders, base_url=base, today=lambda zone: TODAY)
            for folders in (twins.evil, twins.harmless)
        )
    with served(evil, port):
        yield Services(evil.test_client(), harmless.test_client(), base, twins)


@pytest.fixture(scope="module")
def read(services: Services) -> Callable[[str], Arrived]:
    """Which texts come with some data; each is asked for once."""

    def found(address: str) -> Arrived:
        answer = services.evil.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        assert answer.mimetype in READ or answer.mimetype in ("text/calendar", XLSX), address
        return arrived(READ[answer.mimetype](answer.text) if answer.mimetype in READ else [])

    return cache(found)


@pytest.fixture(scope="module")
def look(services: Services) -> Callable[[str], Look]:
    """Looks at a page once."""

    @cache
    def twin(address: str) -> Outline:
        return _markup(services.harmless, address).outline

    def looked(address: str) -> Look:
        evil = _markup(services.evil, address)
        different = difference(evil.outline, twin(OF_ONE.sub("p00", address)))
        if different:  # or it is that of the first payload which is another
            different = difference(evil.outline, twin(address))
        astray = tuple(filter(leads_astray, evil.addresses))
        return Look(different, astray, tuple(evil.scripts), *arrived(evil.words))

    return cache(looked)


def _markup(client: FlaskClient, address: str) -> Markup:
    answer = client.get(address)
    assert answer.mimetype == "text/html" and answer.status_code == (404 if "nothing" in address else 200), address
    return Markup(answer.text, piece=address.endswith(".html"))


def each(address: str) -> list[str]:
    return [address.replace("THIS", one) for one in THIS] if "THIS" in address else [address]


ADDRESSES = {steps for steps, text in LEAVES if MARK in text and text != MARK}
BARE = {place_of(steps) for steps, text in LEAVES if text == MARK}


def test_every_text_that_a_file_may_have_is_tried() -> None:
    """A key that is new to the schema has to be put into `hostile_calendars`."""
    tried = {place_of(steps) for steps, _ in LEAVES}
    assert tried >= SCHEMA
    assert tried - SCHEMA == {(name, column) for name, columns in HEADERS.items() for column in columns}


def test_every_answer_that_shows_texts_is_looked_at(services: Services) -> None:
    """A page or a feed that is new has to be put into the lists above."""
    rules = services.evil.application.url_map.iter_rules()
    looked_at = {rule_of(services, one) for one in [*PAGES, *PAGES_OF_EACH, *DATA, *DATA_OF_EACH]}
    known = {rule.rule for rule in rules if "GET" in (rule.methods or ())}
    assert known - looked_at <= {*LOOKED_AT_OTHERWISE}


def rule_of(services: Services, address: str) -> str:
    path, _, question = address.replace("THIS", THIS[0]).partition("?")
    with services.evil.application.test_request_context(path, query_string=question) as context:
        return context.request.url_rule.rule if context.request.url_rule else ""


def test_the_loader_takes_a_hostile_text_only_where_any_text_may_stand(tmp_path: Path) -> None:
    """Neither a date nor an id, a word of a list or any key is one; and no text is HTML, or has what nobody sees."""
    taken = {payload: set(NAMES) - refused(tmp_path / f"{payload}", payload) for payload in range(len(PAYLOADS))}
    assert [NAMES[place] for places in taken.values() for place in places if place not in OPEN.values()] == []
    unseen = {place for steps, place in OPEN.items() if is_unseen(steps)}
    for payload, places in taken.items():
        text = PAYLOADS[payload]
        assert not (makes_an_element(text) or HIDDEN.search(text)) or places <= unseen, text
    assert sum(bool(places - unseen) for places in taken.values()) >= 20


HIDDEN = re.compile("[\0\u2028\u2029\u202e]")


def makes_an_element(text: str) -> bool:
    """In a browser; a comment such as `<?php ?>` is none."""
    return any(tag not in ("DOCUMENT_FRAGMENT", COMMENT) for _, (tag, *_) in Markup(text, piece=True).outline)


def is_unseen(steps: Steps) -> bool:
    """What nobody is shown: it is only compared with what was."""
    return steps[0] == "revisions.csv" or steps[-1] == "days"


def test_what_must_be_an_address_is_one(tmp_path: Path) -> None:
    """Elsewhere here a payload stands behind the start of an address; by itself it is refused where only one may be."""
    only = {steps: place for steps, place in OPEN.items() if steps in ADDRESSES and place_of(steps) not in BARE}
    assert len(only) >= 5
    for payload in range(len(PAYLOADS)):
        bare = {steps: hostile(place, payload) for steps, place in only.items()}
        written = write_folder(tmp_path / f"{payload}", payload, partial(_instead, bare))
        assert places_told(written) == set(only.values()), PAYLOADS[payload]


def _instead(texts: Mapping[Steps, str], steps: Steps, written: str) -> str:
    return texts.get(steps, written)


@pytest.mark.parametrize("address", [*PAGES, *PAGES_OF_EACH])
def test_a_page_is_made_of_what_it_is_made_of_with_harmless_texts(look: Callable[[str], Look], address: str) -> None:
    for one in each(address):
        seen = look(one)
        assert seen.different is None, one
        assert seen.astray == (), one
        assert all(not BREAKS_OUT.search(script) for script in seen.scripts), one
        assert seen.broken == frozenset(), one


BREAKS_OUT = re.compile("[<>&\u2028\u2029]")


@pytest.mark.parametrize("address", [*DATA, *DATA_OF_EACH])
def test_data_holds_the_text_and_says_that_it_is_no_page(read: Callable[[str], Arrived], address: str) -> None:
    for one in each(address):
        assert not read(one).broken, one


def texts_in_xml(text: str) -> Iterator[str]:
    for element in ElementTree.fromstring(text).iter():
        yield from (element.text or "", element.tail or "", *element.attrib.values())


def texts_in_csv(text: str) -> Iterator[str]:
    return chain.from_iterable(csv.reader(io.StringIO(text)))


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ: dict[str, Callable[[str], Iterable[str]]] = {
    "application/json": lambda text: texts_in(json.loads(text)),
    "application/atom+xml": texts_in_xml,
    "application/xml": texts_in_xml,
    "text/csv": texts_in_csv,
    "text/plain": str.splitlines,
}


@pytest.mark.parametrize("address", [one for one in DATA + DATA_OF_EACH if "atom" in one or "sitemap" in one])
def test_a_feed_of_news_is_made_of_what_it_is_made_of_with_harmless_texts(services: Services, address: str) -> None:
    for one in each(address):
        evil, harmless = (elements(client.get(one).text) for client in (services.evil, services.harmless))
        assert evil == harmless, one


def elements(text: str) -> list[tuple[str, ...]]:
    return [(element.tag, *sorted(element.attrib)) for element in ElementTree.fromstring(text).iter()]


def test_every_text_comes_whole_to_a_page_or_into_data(
    services: Services, look: Callable[[str], Look], read: Callable[[str], Arrived]
) -> None:
    """Or the tests above would look at nothing."""
    pages = {number for address in [*PAGES, *PAGES_OF_EACH] for one in each(address) for number in look(one).whole}
    data = {number for address in [*DATA, *DATA_OF_EACH] for one in each(address) for number in read(one).whole}
    missed = {number // 100 for number in services.twins.taken - pages - data}
    assert {steps for steps, place in OPEN.items() if place in missed} == set(filter(is_kept_back, OPEN))
    assert len(pages) >= 2_000 and len(data) >= 2_000


def is_kept_back(steps: Steps) -> bool:
    """From where we have the name of a body, and what was before, stands in the files only."""
    return is_unseen(steps) or {"bodies", "source"} <= {*steps} or {"formerly", "sources"} <= {*steps}


ENTRY = """\
  - id: {id}
    name: {{en: {text}}}
    on: 24 November
    about: {{en: {text}}}
    sources: [{text}]
"""


def pasted(texts: Iterable[str], *, wrong: bool) -> str:
    """A file with hostile texts in its entries; a wrong one has them for ids as well."""
    lines = (
        ENTRY.format(id=json.dumps(text) if wrong else f"day-{place}", text=json.dumps(text))
        for place, text in enumerate(texts)
    )
    return "calendar: own\nname: {en: Days}\ncolor: teal\nobservances:\n" + "".join(lines)


TEXTS = [hostile(NAME, payload) for payload in range(len(PAYLOADS))]
VISIBLE = [text for text in TEXTS if text.isprintable()]
"""What the checker takes, apart from HTML: neither control characters nor what turns text round."""


def shown(services: Services, file: str) -> Markup:
    answer = services.evil.post("/en/check", data={"file": file})
    assert answer.status_code == 200
    return Markup(answer.text)


@pytest.mark.parametrize("wrong", [False, True], ids=["right", "wrong"])
def test_a_file_to_be_checked_is_shown_and_makes_nothing(services: Services, wrong: bool) -> None:
    with unguarded():
        evil = shown(services, pasted(VISIBLE, wrong=wrong))
        twin = shown(services, pasted(map(harmless, VISIBLE), wrong=wrong))
    assert difference(evil.outline, twin.outline) is None
    assert arrived(evil.words).whole == arrived(VISIBLE).whole


def test_what_the_checker_refuses_is_shown_in_its_place(services: Services) -> None:
    for text in TEXTS:
        evil, twin = (shown(services, f"calendar: own\nname: {{en: {json.dumps(one)}}}\n") for one in (text, "1,2"))
        assert {shape for _, shape in evil.outline} <= {shape for _, shape in twin.outline}, text
        assert any(json.dumps(text) in word for word in evil.words), text


def test_no_file_is_too_strange_to_be_shown(services: Services) -> None:
    for text in TEXTS:
        evil, twin = shown(services, text), shown(services, harmless(text))
        assert {shape for _, shape in evil.outline} <= {shape for _, shape in twin.outline}, text


NOBODY = "http://127.0.0.1:9"
RAW = """<a href="{}">x</a><p title='{}'>x</p><p>{}</p>"""
FREE = "default-src * 'unsafe-inline' 'unsafe-eval' data:"


@pytest.fixture(scope="module")
def service(services: Services) -> str:
    return services.base


@pytest.fixture
def bypass_csp() -> bool:
    return True


@pytest.fixture(scope="module")
def dangerous(browser: Browser) -> list[str]:
    """The folders of the texts that, unescaped in one of three places, run something or ask a stranger."""
    frames = "".join(f'<iframe srcdoc="{escape(RAW.replace("{}", text))}"></iframe>' for text in TEXTS)
    with browser.new_context(bypass_csp=True) as context:
        heard, page = Heard(context), context.new_page()
        page.route(f"{NOBODY}/", lambda route: route.fulfill(body=frames, content_type="text/html"))
        page.goto(NOBODY)
        for frame in page.frames:
            with suppress(BrowserError):  # one that leads itself away
                frame.evaluate(TOUCH)
    numbers = re.findall(f"(?:executed |evil.test/){NAME}([0-9]{{2}})", " ".join(heard.all()))
    return sorted({f"p{number}" for number in numbers})


def test_unescaped_they_would_run(dangerous: list[str]) -> None:
    """Or the tests below could not fail."""
    assert len(dangerous) >= 35


def test_our_policy_is_passed_over(context: BrowserContext, heard: Heard, service: str) -> None:
    page = context.new_page()
    for path in ("/en/", "/en/check", "/embed/en/31/everything", "/api/v1/"):
        page.goto(service + path)
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<b onclick=alert(1)>')")
        assert touch(page) == ['<b onclick="alert(1)">']
        assert heard.executed.pop() == f"executed 1 on {service}{path}"


def test_nothing_of_a_page_runs(
    context: BrowserContext, heard: Heard, services: Services, dangerous: list[str]
) -> None:
    """Most pages show all texts at once; the one with all that is known of a day is opened for each that could run."""
    tags, page = cache(lambda address: tags_of(services.harmless.get(address).text)), context.new_page()
    for address in [*PAGES, *(f"/en/observances/{one}-day" for one in dangerous)]:
        page.goto(services.base + address)
        assert touch(page) == [], address
        assert set(page.evaluate(TAGS)) <= tags(OF_ONE.sub("p00", address)) | MADE, address
        assert heard.nothing(), (address, heard)


MADE = {"button", "span", "ul", "li"}
"""What our own scripts make."""


def tags_of(text: str) -> set[str]:
    return set(re.findall("<([a-z][a-z0-9-]*)", text)) | {"tbody"}


@pytest.mark.parametrize("wrong", [False, True], ids=["right", "wrong"])
def test_nothing_of_a_file_to_be_checked_runs(context: BrowserContext, heard: Heard, service: str, wrong: bool) -> None:
    page = context.new_page()
    with nullcontext() if wrong else unguarded():
        page.goto(f"{service}/en/check")
        page.locator("#file").fill(pasted(VISIBLE, wrong=wrong) + "".join(f"# {text}\n" for text in VISIBLE))
        page.locator("main button").click()
        page.locator("#result").wait_for()
    assert page.locator("pre.mistake" if wrong else "ul.days li").count() >= len(VISIBLE)
    assert touch(page) == [] and heard.nothing(), heard


@pytest.mark.parametrize("place", [NAME, FORMER])
def test_nothing_runs_in_the_list_below_the_field_for_searching(
    context: BrowserContext, heard: Heard, services: Services, place: int
) -> None:
    page = context.new_page()
    page.route(
        "**/api/v1/search?*", lambda route: route.continue_(url=route.request.url.replace("limit=6", "limit=99"))
    )
    page.goto(f"{services.base}/en/")
    page.locator("#search").fill(f"{place}")
    page.locator(".found li").first.wait_for()
    found = arrived(page.locator(".found li").all_text_contents())
    assert found.whole >= services.twins.taken_at(place)
    assert not found.broken
    assert touch(page) == [] and heard.nothing(), heard


LIVE = """async (calendars) => {
  const form = document.querySelector("[data-live]"), seen = [];
  for (const calendar of calendars) {
    form.reset();
    form.querySelector(`[value=${calendar}]`).checked = true;
    const answered = new Promise((done, failed) => {
      addEventListener("answered", done, { once: true });
      setTimeout(() => failed(new Error(`no answer to ${calendar}`)), 5000);
    });
    form.dispatchEvent(new Event("change"));
    await answered;
    seen.push(document.getElementById("choice").parentNode.textContent);
  }
  return seen;
}"""


def test_nothing_runs_in_an_answer_that_comes_while_one_ticks(
    context: BrowserContext, heard: Heard, services: Services
) -> None:
    page = context.new_page()
    page.goto(f"{services.base}/en/choose")
    seen = page.evaluate(LIVE, [f"{one}-days" for one in THIS])
    assert arrived(seen).whole >= services.twins.taken_at(NAME_OF_CALENDAR)
    assert touch(page) == [] and heard.nothing(), heard


def test_nothing_runs_on_the_page_that_a_piece_is_put_into(foreign: Foreign, heard: Heard, services: Services) -> None:
    pieces = [services.evil.get(f"/embed/en/31/{one}-days.html").text for one in THIS]
    page = foreign("".join(pieces), policy=FREE).page
    assert page.locator(".commemorations").count() == len(THIS)
    assert touch(page) == [] and heard.nothing(), heard


@pytest.fixture(scope="module")
def builders(services: Services) -> list[Markup]:
    """For each payload the page that gives the code of a frame, and of an element around a link."""
    return [_markup(services.evil, f"/en/embed?calendar={one}-days&days=31") for one in THIS]


def test_code_to_copy_is_made_of_the_same_with_every_name(services: Services, builders: list[Markup]) -> None:
    assert len({frozenset(shape for _, shape in page.outline) for page in builders}) == 1
    assert not any(leads_astray(address) for page in builders for address in page.addresses)
    for made in zip(*(page.codes[:2] for page in builders), strict=True):
        pieces = [Markup(code, piece=True) for code in made]
        assert len({piece.outline for piece in pieces}) == 1
        words = [word for piece in pieces for word in piece.words]
        assert arrived(words).whole == services.twins.taken_at(NAME_OF_CALENDAR)


def test_nothing_runs_on_the_page_that_code_is_copied_to(
    foreign: Foreign, heard: Heard, services: Services, builders: list[Markup]
) -> None:
    codes = "".join(code for page in builders for code in page.codes[:2])
    page = foreign(codes.replace("lazy", "eager"), policy=FREE).page
    page.wait_for_function(ALL_SHOWN, arg=len(THIS))
    assert arrived(page.evaluate(SHOWN_BY_ELEMENTS)).whole >= services.twins.taken_at(NAME_OF_CALENDAR, NAME)
    names = services.twins.taken_at(NAME_OF_CALENDAR)
    assert arrived(frame.locator("main").inner_text() for frame in page.frames[1:]).whole >= names
    assert touch(page) == [] and heard.nothing(), heard


SHOWN_BY_ELEMENTS = """() => [...document.querySelectorAll("commemorations-list")]
  .map((one) => one.shadowRoot.querySelector(".list")?.innerText).filter(Boolean)"""
ALL_SHOWN = f"(many) => ({SHOWN_BY_ELEMENTS})().length === many"


def test_nothing_runs_on_the_page_that_an_editor_makes(foreign: Foreign, heard: Heard, services: Services) -> None:
    asked = (services.evil.get(f"/oembed?url={services.base}/en/observances/{one}-day") for one in THIS)
    told = [answer.get_json() for answer in asked]
    assert len({Markup(one["html"], piece=True).outline for one in told}) == 1
    page = foreign("".join(one["html"] for one in told).replace("lazy", "eager"), policy=FREE).page
    assert len(page.frames) == len(THIS) + 1
    titles = page.locator("iframe").evaluate_all("(frames) => frames.map((frame) => frame.title)")
    assert arrived(titles).whole == services.twins.taken_at(NAME)
    assert touch(page) == [] and heard.nothing(), heard


def test_nothing_of_data_runs(context: BrowserContext, heard: Heard, services: Services) -> None:
    """A browser shows it or stores it."""
    page = context.new_page()
    for address in [*DATA, *DATA_OF_EACH]:
        try:
            page.goto(services.base + address.replace("THIS", THIS[LISTED]))
            assert len(page.content()) > 200, address
        except BrowserError as error:
            assert "Download is starting" in error.message, address
        assert heard.nothing(), (address, heard)
    page.wait_for_timeout(100)
    assert heard.nothing(), heard
