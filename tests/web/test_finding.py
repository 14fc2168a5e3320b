"""Search, anniversaries, changes, the data, the check page, and what search engines are told."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from calendar_service.catalogue import Catalogue
from calendar_service.observance import Act, Body, Change, Dispute, Former, Reading
from calendar_service.text import LANGUAGES, Text
from calendar_service.web.site import Site

from .test_pages import BASE, Page

Folder = Callable[..., Path]
Service = Callable[..., FlaskClient]
STANDING = ["search", "search?q=water", "choose", "anniversaries/2026-2027", "changes", "data", "check"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", STANDING)
def test_each_page_is_sound_in_each_language(client: FlaskClient, lang: str, path: str) -> None:
    page = Page(client.get(f"/{lang}/{path}"))
    assert page.language == (lang, "rtl" if lang == "ar" else "ltr")
    assert page.said("h1") != [""] and page.said("title") != page.said("h1")
    described = [each.attributes["content"] for each in page.elements if each.attributes.get("name") == "description"]
    assert len(described) == 1 and described != [""]


# a question, and what it must find or open
QUESTIONS = [
    ("Nowruz", "international-day-of-nowruz"),
    ("NEVRUZ", "international-day-of-nowruz"),
    ("тілдер", "world-turkic-language-family-day"),
    ("mother language", "international-mother-language-day"),
]


@pytest.mark.parametrize(("question", "id"), QUESTIONS)
def test_a_name_is_found(client: FlaskClient, question: str, id: str) -> None:
    answer = client.get("/kk/search", query_string={"q": question})
    found = answer.location or answer.text
    assert f"/kk/observances/{id}" in found


def test_where_one_alone_is_found_its_page_opens(client: FlaskClient) -> None:
    answer = client.get("/en/search?q=world+turkic+language+family+day")
    assert (answer.status_code, answer.location) == (302, f"{BASE}/en/observances/world-turkic-language-family-day")
    assert answer.headers["Cache-Control"] == "no-store"


FORMER = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - {id: a-day, name: {en: New Name}, formerly: [{until: 2020, name: {en: Old Name}}], on: 24 November, sources: [A]}
  - {id: b-day, name: {en: Old Friends}, on: 24 November, sources: [A]}
"""


def test_a_former_name_is_found_and_said_to_be_one(folder: Folder, service: Service) -> None:
    """Scenario 7."""
    client = service(folder(days=FORMER))
    assert client.get("/en/search?q=old+name").location == f"{BASE}/en/observances/a-day"
    page = Page(client.get("/en/search?q=old"))
    assert page.said("a", **{"href": "/en/observances/a-day"}) == ["New Name"]
    assert "Old Name" in page.said("span")
    assert "Formerly" in page.said("p", **{"class": "until"})[0]


def test_a_slip_is_answered_with_what_was_meant(client: FlaskClient) -> None:
    page = Page(client.get("/en/search?q=wetlnds"))
    assert page.all("a", "href").count("/en/search?q=wetlands") == 1


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) '",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}{% raw %}",
    "]]><!--",
    "&lt;b&gt;",
    "\u2028\u202e\x00",
]


def count(page: Page, tag: str) -> int:
    return [each.tag for each in page.elements].count(tag)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_question_comes_back_as_text_only(client: FlaskClient, payload: str) -> None:
    answer = client.get("/en/search", query_string={"q": payload})
    page = Page(answer)
    assert (count(page, "script"), count(page, "img"), count(page, "svg")) == (1, 0, 0)
    assert not [name for each in page.elements for name in each.attributes if name.startswith("on")]
    [field] = [each for each in page.elements if each.attributes.get("id") == "search"]
    assert field.attributes["value"].strip() == payload.strip().replace("\x00", field.attributes["value"][-1:])


EVIL = "</script></title></p>\"><script>alert(1)</script><img src=x onerror=alert(1)> ' &lt;b&gt; \u2028 {{7*7}}"
EVIL_TEXT = {"en": Text(EVIL, "en", "translation", "javascript:alert(1)")}
EVIL_PAGES = ["", "calendars/days", "subscribe/days", "choose?calendar=days", "observances/a-day", "search?q=day"]


@pytest.fixture
def hostile(folder: Folder, service: Service) -> FlaskClient:
    """A service whose every text is an attack: the loader would have refused them all."""
    client = service(folder(days=FORMER))
    here = client.application.extensions["site"]
    [days] = here.catalogue.calendars.values()
    collection = replace(days.collection, publisher=EVIL_TEXT, licence=EVIL, contact=f"mailto:{EVIL}")
    evil = [
        replace(
            member,
            collection=collection,
            names=EVIL_TEXT,
            about=EVIL_TEXT,
            note=EVIL_TEXT,
            words=EVIL,
            formerly=(Former(2020, None, EVIL_TEXT, EVIL),),
            acts=(Act("un", document=EVIL, adopted="2020", proposers=(EVIL,)),),
            disputed=(Dispute(EVIL, Reading(EVIL, (EVIL,)), (Reading(EVIL, ("javascript:alert(1)",)),)),),
            links=("javascript:alert(1)", EVIL),
            sources=(EVIL, "javascript:alert(1)"),
            countries=(EVIL,),
        )
        for member in days.members
    ]
    calendar = replace(days, collection=collection, names=EVIL_TEXT, descriptions=EVIL_TEXT, members=tuple(evil))
    catalogue = replace(
        here.catalogue,
        calendars={"days": calendar},
        observances={one.id: one for one in evil},
        bodies={"un": Body("un", EVIL_TEXT)},
        changes=(Change("a-day", datetime(2026, 1, 1, tzinfo=UTC), "added", EVIL),),
    )
    client.application.extensions["site"] = Site(catalogue, BASE, here.today_in, "UTC", "webcal")
    return client


@pytest.mark.parametrize("path", [*EVIL_PAGES, "observances/a-day/2026", "data", "changes", "choose"])
def test_hostile_data_stays_text(hostile: FlaskClient, path: str) -> None:
    answer = hostile.get(f"/en/{path}")
    page = Page(answer)
    assert "alert(1)" in answer.text and EVIL not in answer.text
    scripts = [each.attributes for each in page.elements if each.tag == "script"]
    assert all(each.get("type") == "application/ld+json" or each["src"].startswith("/static/") for each in scripts)
    assert not {"svg", "b", "i"} & {each.tag for each in page.elements}
    assert all(source.startswith("/en/qr/") for source in page.all("img", "src"))
    assert not [link for link in page.all("a", "href") if link.startswith("javascript")]
    assert not [name for each in page.elements for name in each.attributes if name.startswith("on")]


@pytest.mark.parametrize("path", ["observances/a-day", "observances/a-day/2026"])
def test_hostile_data_stays_data_in_a_script(hostile: FlaskClient, path: str) -> None:
    """Feed profile, 78."""
    [json_text] = re.findall(r'<script type="application/ld\+json">(.+?)</script>', hostile.get(f"/en/{path}").text)
    assert not set("<>&\u2028\u2029") & set(json_text)
    assert json.loads(json_text)["name"] == EVIL


def test_the_list_of_unesco_stands_under_its_two_years(client: FlaskClient) -> None:
    """Scenario 23: on their dates, with the States that proposed them."""
    page = Page(client.get("/en/anniversaries/2026-2027"))
    names = page.said("a", "listed")
    assert any("Serkebayev" in name for name in names) and any("Karsakbayev" in name for name in names)
    assert "Saturday, 4 July 2026" in page.said("p", "listed") and "Proposed by Kazakhstan" in page.said("p", "listed")


def test_round_anniversaries_show_their_sum(client: FlaskClient) -> None:
    sums = Page(client.get("/en/anniversaries/2026-2027")).said("p", "round", **{"class": "act"})
    found = [re.search(r"(\d+) years: ≈? ?(\d+)(?: BCE)? → (\d+)$", line) for line in sums]
    assert sums and all(found)
    assert all(int(each[1]) % 50 == 0 for each in found if each)


def test_deadlines_are_told_with_their_source_and_a_doubt(client: FlaskClient) -> None:
    """Scenario 22."""
    page = Page(client.get("/en/anniversaries/2028-2029"))
    told = " ".join(page.said("p", "proposing"))
    for part in ("1 December 2026", "15 January 2027", "check with UNESCO", "195 EX/Decision 25", "206 EX/Decision 30"):
        assert part in told


@pytest.mark.parametrize("years", ["2026-2027", "2024-2025", "2027"])
def test_where_the_deadlines_are_gone_the_next_ones_are_told(client: FlaskClient, years: str) -> None:
    """Scenario 22."""
    told = Page(client.get(f"/en/anniversaries/{years}")).said("p", "proposing")
    assert "1 December 2026 and 15 January 2027" in told[0]


def test_what_is_listed_shows_its_sum_and_stands_once(client: FlaskClient) -> None:
    page = Page(client.get("/en/anniversaries/2026-2027"))
    assert "birth, 100 years: 1926 → 2026" in page.said("p", "listed", **{"class": "act"})
    hrefs = [each.attributes["href"] for each in page.elements if "/observances/" in each.attributes.get("href", "")]
    assert len(hrefs) == len(set(hrefs)) > 20


@pytest.mark.parametrize("years", ["2026", "2026-2027", "1970", "2091-2100"])
def test_years_that_are_shown(client: FlaskClient, years: str) -> None:
    assert Page(client.get(f"/en/anniversaries/{years}"))


def test_without_years_those_of_now_are_shown(client: FlaskClient) -> None:
    answer = client.get("/en/anniversaries")
    assert (answer.status_code, answer.location) == (302, f"{BASE}/en/anniversaries/2026-2027")


@pytest.mark.parametrize(
    "years", ["1969", "2101", "2027-2026", "2026-2026", "2020-2030", "2026-", "x", "２０２６", "0000"]
)
def test_years_that_are_not(client: FlaskClient, years: str) -> None:
    assert client.get(f"/en/anniversaries/{years}").status_code == 404


def test_changes_name_entries_and_what_became_of_them(client: FlaskClient, catalogue: Catalogue) -> None:
    page = Page(client.get("/en/changes"))
    first = catalogue.changes[0]
    assert page.all("a", "href").count(f"/en/observances/{first.id}") >= 1
    told = {(one.when, one.what, one.why) for one in catalogue.changes}
    assert len(page.said("p", **{"class": "when"})) == min(100, len(told))
    assert len({href for href in page.all("a", "href") if "/observances/" in href}) == len(catalogue.observances)


def test_the_data_page_tells_how_good_it_is(client: FlaskClient, catalogue: Catalogue) -> None:
    page = Page(client.get("/en/data"))
    own = {observance.home for observance in catalogue.observances.values()}
    assert {link for link in page.links if "/calendars/" in link} == {f"/en/calendars/{id}" for id in own}
    text = client.get("/en/data").text
    assert "CC0-1.0" in text and catalogue.digest[:12] in text


SOUND = """\
calendar: ours
name: {en: Ours}
color: teal
observances:
  - {id: our-day, name: {en: Our Day}, on: first Monday of September, sources: [A book]}
"""


def test_a_sound_file_is_told_its_dates_and_given_its_feed(client: FlaskClient) -> None:
    page = Page(client.post("/en/check", data={"file": SOUND}))
    assert page.said("h2", id="result") == ["It can be used."]
    assert "6 September 2027" in page.said("p", "result", **{"class": "when"})[0]
    answer = client.post("/en/check", data={"file": SOUND, "as": "ics"})
    assert answer.mimetype == "text/calendar" and "SUMMARY:Our Day" in answer.text
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_mistakes_stand_in_their_places(client: FlaskClient) -> None:
    wrong = SOUND.replace("first Monday of September", "30 February").replace("\n", "\r\n")
    answer = client.post("/en/check", data={"file": wrong})
    page = Page(answer)
    assert page.said("h2", id="result") == ["It cannot be used yet."]
    shown = page.said("pre")[0].splitlines()
    assert shown[0].startswith("calendar.yaml:5:") and shown[-1].strip() == "^"
    assert page.said("textarea")[0] == wrong.replace("\r\n", "\n").strip()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "payload", ["</textarea><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a: \x00"]
)
def test_a_hostile_file_comes_back_as_text_only(client: FlaskClient, payload: str) -> None:
    page = Page(client.post("/en/check", data={"file": payload}))
    assert (count(page, "script"), count(page, "img")) == (1, 0)


def test_a_file_that_is_too_long_is_told(client: FlaskClient) -> None:
    page = Page(client.post("/en/check", data={"file": "x" * 64_001}))
    assert page.said("p", **{"class": "mark"}) == ["The file is too long: 64000 octets at most."]


@pytest.mark.parametrize("path", ["check", "choose", "search?q=x", "data", "calendars/un-days", "qr/un-days.svg"])
def test_the_headers_bind_these_pages_too(client: FlaskClient, path: str) -> None:
    headers = client.get(f"/en/{path}").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and "Set-Cookie" not in headers


@pytest.mark.parametrize(
    "path", ["", "choose", "data", "calendars/un-days", "observances/world-water-day/2027", "check"]
)
def test_no_page_has_code_or_style_of_its_own_or_from_elsewhere(client: FlaskClient, path: str) -> None:
    page = Page(client.get(f"/en/{path}"))
    assert "style" not in {each.tag for each in page.elements}
    assert not [each for each in page.elements if "style" in each.attributes]
    sources = [
        *page.all("script", "src"),
        *page.all("img", "src"),
        *(link["href"] for link in page.related("stylesheet")),
    ]
    assert sources and all(source.startswith("/") and not source.startswith("//") for source in sources)
    bare = [each for each in page.elements if each.tag == "script" and "src" not in each.attributes]
    assert all(each.attributes["type"] == "application/ld+json" for each in bare)


MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_names_all_pages_of_all_languages(client: FlaskClient, catalogue: Catalogue) -> None:
    assert f"Sitemap: {BASE}/sitemap.xml\n" in client.get("/robots.txt").text
    index = ElementTree.fromstring(client.get("/sitemap.xml").data)
    parts = [str(found.text).removeprefix(BASE) for found in index.iter(f"{MAP}loc")]
    assert parts == [f"/{lang}/sitemap.xml" for lang in LANGUAGES]
    pages = [str(found.text) for found in ElementTree.fromstring(client.get(parts[0]).data).iter(f"{MAP}loc")]
    assert len(pages) == len(set(pages)) == 9 + len(catalogue.calendars) + len(catalogue.observances)
    for page in pages[::29]:
        assert client.get(page.removeprefix(BASE)).status_code == 200, page


@pytest.mark.parametrize("path", ["", "data", "calendars/un-days", "observances/world-water-day"])
def test_what_is_shared_has_a_title_and_an_address(client: FlaskClient, path: str) -> None:
    page = Page(client.get(f"/tr/{path}"))
    told = {
        each.attributes["property"]: each.attributes["content"]
        for each in page.elements
        if "property" in each.attributes
    }
    assert told["og:url"] == f"{BASE}/tr/{path}" and told["og:title"] in unescape(page.said("title")[0])
    assert page.related("canonical") == [{"rel": "canonical", "href": told["og:url"]}]
