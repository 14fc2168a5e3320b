"""The element on a page of somebody else, in a real browser: strict policy, twice, right to left, service down."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from .conftest import Seen

Foreign = Callable[..., Seen]
LIST = "commemorations-list"
WHOLE_PAGE = "{name: document.title, text: [...document.querySelectorAll('h1, p')].map((one) => one.textContent)}"


def element(service: str, *elements: str) -> str:
    """The code that the builder gives, with some elements."""
    return f'<script type="module" src="{service}/embed.js"></script>\n' + "\n".join(elements)


def shown(page: Page, place: int = 0) -> Locator:
    found = page.locator(LIST).nth(place).locator(".list")
    found.wait_for()
    return found


def settled(page: Page) -> None:
    """Until the element is known and has heard what it asked for."""
    page.wait_for_function("() => Boolean(customElements.get('commemorations-list'))")
    page.wait_for_load_state("networkidle")


def fallback(service: str, **attributes: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<{LIST}{written}><a href="{service}/en/">The calendar</a></{LIST}>'


def test_two_lists_under_a_strict_policy(foreign: Foreign, service: str) -> None:
    here = foreign(
        element(
            service,
            fallback(service, lang="en", days="3"),
            fallback(service, lang="kk", days="14", select="turkic-world_un-days"),
        )
    )
    first, second = shown(here.page), shown(here.page, 1)
    assert first.locator("li").count() == 5
    assert "World Conjoined Twins Day" in first.inner_text()
    assert "Дүниежүзілік жабысқан егіздер күні" in second.inner_text()
    assert first.evaluate("(list) => getComputedStyle(list.querySelector('ul')).listStyleType") == "none"
    assert (here.console, here.errors) == ([], [])
    assert all(url.startswith(service) for url in here.requests[1:])
    assert not here.page.get_by_role("link", name="The calendar").first.is_visible()


def test_the_page_around_it_stays_as_it_was(foreign: Foreign, service: str) -> None:
    """Neither text nor globals, cookies or storage; styles stay in the shadow."""
    without = foreign("")
    plain = without.page.evaluate(f"({WHOLE_PAGE})")
    globals_before = set(without.page.evaluate("Object.getOwnPropertyNames(window)"))
    here = foreign(element(service, fallback(service, lang="en")))
    shown(here.page)
    assert here.page.evaluate(f"({WHOLE_PAGE})") == plain
    assert set(here.page.evaluate("Object.getOwnPropertyNames(window)")) == globals_before
    assert here.page.evaluate("document.adoptedStyleSheets.length + document.styleSheets.length") == 0
    assert here.page.context.cookies() == []
    assert here.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_link_inside_stays_while_the_service_is_down(foreign: Foreign, nobody: str) -> None:
    here = foreign(element(nobody, fallback(nobody, lang="en")), policy=f"default-src 'none'; script-src {nobody}")
    assert here.page.get_by_role("link", name="The calendar").is_visible()
    assert here.errors == []
    assert ["ERR_CONNECTION_REFUSED" in line for line in here.console] == [True]


@pytest.mark.parametrize("days", ["7", "99"])
def test_the_link_inside_comes_back_where_no_list_comes(foreign: Foreign, service: str, nobody: str, days: str) -> None:
    """The element was loaded, but its data is not to be had: nobody there, or nothing at that address."""
    src = nobody if days == "7" else service
    policy = f"default-src 'none'; script-src {service}; connect-src {src}"
    here = foreign(element(service, fallback(service, lang="en", src=src, days=days)), policy=policy)
    settled(here.page)
    assert here.page.get_by_role("link", name="The calendar").is_visible()
    assert here.errors == []
    assert ["Failed to load resource" in line for line in here.console] == [True]


def test_a_list_that_came_gives_way_to_the_link_when_it_can_no_longer_come(foreign: Foreign, service: str) -> None:
    here = foreign(element(service, fallback(service, lang="en")))
    shown(here.page)
    here.page.locator(LIST).evaluate("(list) => list.setAttribute('select', 'no-such-calendar')")
    here.page.locator(LIST).locator(".list").wait_for(state="detached")
    assert here.page.get_by_role("link", name="The calendar").is_visible()


def test_a_wrong_attribute_is_told_to_who_wrote_it(foreign: Foreign, service: str) -> None:
    here = foreign(element(service, fallback(service, select="../../en/feeds/un-days", days="x")))
    settled(here.page)
    assert here.console == ['<commemorations-list>: days="x" select="../../en/feeds/un-days"']
    assert [url for url in here.requests if "feeds" in url] == []


def test_arabic_runs_from_right_to_left_on_a_page_that_does_not(foreign: Foreign, service: str) -> None:
    here = foreign(element(service, fallback(service, lang="ar", days="31", select="turkic-world")), lang="fr")
    found = shown(here.page)
    assert (found.get_attribute("lang"), found.get_attribute("dir")) == ("ar", "rtl")
    assert found.evaluate("(list) => getComputedStyle(list.querySelector('li')).direction") == "rtl"
    name = found.locator("a[lang=en]").first
    assert name.get_attribute("dir") == "ltr"
    assert found.locator("p.when").first.evaluate("(line) => line.getBoundingClientRect().right") <= 800
    assert here.page.locator("#after").evaluate("(p) => getComputedStyle(p).direction") == "ltr"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("tr", "Anma ve Kutlama"),
        ("zh-Hant-TW", "纪念日历"),
        ("de", "Commemorative calendar"),
        ("", "Commemorative calendar"),
    ],
)
def test_the_language_is_that_of_the_page(foreign: Foreign, service: str, lang: str, words: str) -> None:
    here = foreign(element(service, fallback(service)), lang=lang)
    assert words in shown(here.page).inner_text()


def test_it_is_a_list_for_those_who_hear_it(foreign: Foreign, service: str) -> None:
    here = foreign(element(service, fallback(service, lang="en", days="2", select="un-days")))
    shown(here.page)
    listed = here.page.get_by_role("list", name="Commemorative calendar United Nations international days")
    assert listed.get_by_role("listitem").count() == 3
    told = listed.get_by_role("listitem").nth(1)
    assert told.locator("time").get_attribute("datetime") == "2026-11-24"
    assert told.inner_text().split() == "Tuesday, 24 November 2026 Today World Conjoined Twins Day".split()
    here.page.keyboard.press("Tab")
    reached = []
    for _ in range(4):
        reached.append(here.page.evaluate("document.activeElement.shadowRoot?.activeElement?.textContent"))
        here.page.keyboard.press("Tab")
    assert reached[0] == "Commemorative calendar" and "World Conjoined Twins Day" in reached


def test_a_change_of_attributes_asks_once_more_and_only_once(foreign: Foreign, service: str) -> None:
    here = foreign(element(service, fallback(service, lang="en", days="1")))
    shown(here.page)
    here.page.locator(LIST).evaluate("(list) => { list.lang = 'kk'; list.setAttribute('days', '2'); }")
    here.page.locator(LIST).get_by_text("Дүниежүзілік жабысқан егіздер күні").wait_for()
    asked = [url.removeprefix(service) for url in here.requests if url.endswith(".json")]
    assert asked == ["/embed/en/1/everything.json", "/embed/kk/2/everything.json"]


def test_taken_out_and_put_back(foreign: Foreign, service: str) -> None:
    here = foreign(element(service, fallback(service, lang="en")))
    shown(here.page)
    here.page.evaluate(
        "() => { const list = document.querySelector('commemorations-list');"
        " list.remove(); document.body.append(list) }"
    )
    assert shown(here.page).locator("li").count() > 1
    assert here.errors == []


def test_the_page_gives_it_its_colours(foreign: Foreign, service: str) -> None:
    here = foreign(element(service, fallback(service, lang="en")))
    found = shown(here.page)
    here.page.evaluate(
        "() => { document.body.style.color = 'rgb(1, 2, 3)';"
        " document.querySelector('commemorations-list').style.setProperty('--commemorations-accent', 'rgb(4, 5, 6)') }"
    )
    colour = "(one) => getComputedStyle(one).color"
    assert found.evaluate(colour) == "rgb(1, 2, 3)"
    assert found.locator("a").first.evaluate(colour) == "rgb(4, 5, 6)"


PAYLOADS = json.loads((Path(__file__).parents[1] / "payloads.json").read_text())
OPEN_POLICY = "script-src 'unsafe-inline' 'unsafe-eval' * data:; connect-src *"


def everywhere(text: str) -> dict[str, object]:
    """An item with a text in each of its fields."""
    return {
        "name": {"text": text, "lang": text, "dir": text},
        "note": text,
        "when": [{"date": text, "text": text}],
        "until": text,
        "today": True,
        "url": text,
    }


def test_no_text_runs_even_where_the_page_allows_it(foreign: Foreign, service: str) -> None:
    """In every field that comes from a service, on a page that allows everything."""
    assert len(PAYLOADS) >= 60
    lists = [fallback(service, lang="en", src="/", select=f"x{place}") for place, _ in enumerate(PAYLOADS)]
    heads = ("lang", "dir", "title", "about", "url", "said", "more")
    files = {
        f"/embed/en/7/x{place}.json": json.dumps(dict.fromkeys(heads, text) | {"items": [everywhere(text)]}).encode()
        for place, text in enumerate(PAYLOADS)
    }
    here = foreign(element(service, *lists), policy=OPEN_POLICY, files=files)
    settled(here.page)
    for place, text in enumerate(PAYLOADS):
        found = shown(here.page, place)
        tags = set(found.evaluate("(list) => [...list.querySelectorAll('*')].map((one) => one.tagName)"))
        assert tags == {"P", "A", "UL", "LI", "TIME", "SPAN"}
        assert found.evaluate("(list) => [...list.querySelectorAll('a')].filter((one) => one.href).length") == 0
        assert found.locator("p.name a").evaluate("(one) => one.textContent") == text
        found.evaluate("(list) => list.querySelectorAll('a').forEach((one) => one.click())")
    assert (here.dialogs, here.errors, [url for url in here.requests if "evil" in url]) == ([], [], [])


@pytest.mark.parametrize("answer", ["", "null", "[]", "{}", '{"items": 5}', '{"items": [{}]}', "<!doctype html>"])
def test_an_answer_that_is_none_leaves_the_link(foreign: Foreign, service: str, answer: str) -> None:
    files = {"/embed/en/7/everything.json": answer.encode()}
    here = foreign(element(service, fallback(service, lang="en", src="/")), policy=OPEN_POLICY, files=files)
    settled(here.page)
    assert here.page.get_by_role("link", name="The calendar").is_visible()
    assert here.errors == []
