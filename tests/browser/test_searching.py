"""Finding a day by a name as somebody types it: with Enter at once, among the names below the field, or not at all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route

OTS = "ots-cooperation-day"
FAMILY = "world-turkic-language-family-day"
DOMBRA = "kz-dombra-day"
HELD_BACK = 300
"""Milliseconds: longer than the field waits for another letter."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def ask(page: Page, service: str, lang: str, words: str) -> None:
    """Enter follows the last letter at once."""
    page.goto(f"{service}/{lang}/")
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(lambda url: "/search" in url or "/observances/" in url)


def found(page: Page) -> list[str]:
    return page.locator("main .name a").all_inner_texts()


def offered(page: Page) -> Locator:
    return page.locator(".found a")


def type_in(page: Page, service: str, words: str) -> Locator:
    """What is offered below the field for words that are typed letter by letter."""
    page.goto(f"{service}/en/")
    page.get_by_role("searchbox").press_sequentially(words)
    offered(page).first.wait_for()
    return offered(page)


def test_marks_and_capitals_of_turkish_do_not_matter(page: Page, service: str) -> None:
    lists = []
    for words in ("insan hakları", "İNSAN HAKLARI", "INSAN HAKLARI", "İnsan Hakları"):
        ask(page, service, "tr", words)
        lists.append(found(page))
    assert "İnsan Hakları Günü" in lists[0]
    assert lists == [lists[0]] * 4


@pytest.mark.parametrize(
    ("lang", "words", "id"),
    [
        ("tr", "IŞIK GÜNÜ", "international-day-of-light"),
        ("tr", "isik gunu", "international-day-of-light"),
        ("kk", "түркi тiлдерi", FAMILY),
        ("kk", "турки тилдери", FAMILY),
        ("kk", "улттык домбыра", DOMBRA),
        ("ar", "لاسره اللغات التركيه", FAMILY),
    ],
)
def test_a_name_without_its_marks_or_with_a_neighbours_letter_opens_its_page(
    page: Page, service: str, lang: str, words: str, id: str
) -> None:
    """The i of `түркi тiлдерi` is Latin."""
    ask(page, service, lang, words)
    page.wait_for_url(f"{service}/{lang}/observances/{id}")


def test_a_former_name_opens_the_present_one_and_says_since_when(page: Page, service: str) -> None:
    ask(page, service, "en", "turkic speaking states")
    page.wait_for_url(f"{service}/en/observances/{OTS}")
    assert page.get_by_role("heading", level=1).inner_text() == "Turkic States Cooperation Day"
    told = page.get_by_text("Formerly").locator("..").inner_text()
    assert told == "Formerly Turkic Speaking States Cooperation Day · until 2021"


def test_a_former_name_is_offered_with_the_present_one(page: Page, service: str) -> None:
    type_in(page, service, "turkic speaking")
    page.get_by_role("link", name="Turkic Speaking States Cooperation Day → Turkic States Cooperation Day").click()
    page.wait_for_url(f"{service}/en/observances/{OTS}")


def test_names_are_offered_as_they_are_typed(page: Page, service: str) -> None:
    names = type_in(page, service, "world wa").all_inner_texts()
    assert len(names) > 1 and names[0] == "World Water Day"
    page.get_by_role("searchbox").press_sequentially("ter")
    page.wait_for_function("() => document.querySelectorAll('.found a').length === 1")
    assert offered(page).all_inner_texts() == ["World Water Day"]
    assert page.url == f"{service}/en/"


def test_names_are_gone_through_by_keyboard(page: Page, service: str) -> None:
    name = type_in(page, service, "world water").first.inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Enter")
    page.wait_for_url(f"{service}/en/observances/*")
    assert page.get_by_role("heading", level=1).inner_text() == name


@pytest.mark.parametrize("key", ["Escape", "Shift+Tab"])
def test_names_go_when_somebody_goes_on(page: Page, service: str, key: str) -> None:
    type_in(page, service, "water")
    page.keyboard.press(key)
    offered(page).first.wait_for(state="hidden")


@pytest.mark.parametrize("key", ["Escape", "Shift+Tab"])
def test_an_answer_that_comes_too_late_shows_nothing(page: Page, service: str, key: str) -> None:
    held: list[Route] = []
    page.route("**/api/v1/search?*", lambda route: held.append(route))
    page.goto(f"{service}/en/")
    with page.expect_request("**/api/v1/search?*"):
        page.get_by_role("searchbox").press_sequentially("water")
    page.keyboard.press(key)
    with page.expect_response("**/api/v1/search?*"):
        held[0].continue_()
    page.wait_for_timeout(HELD_BACK)
    page.unroute("**/api/v1/search?*")
    assert not page.locator(".found").is_visible()


def test_nothing_found_is_told_with_what_was_meant(page: Page, service: str) -> None:
    ask(page, service, "en", "wetlnds")
    page.get_by_text("Nothing of that name is found.").wait_for()
    page.get_by_role("link", name="Did you mean wetlands?").click()
    page.wait_for_url(f"{service}/en/observances/world-wetlands-day")


def test_nothing_is_offered_for_what_nobody_knows(page: Page, service: str) -> None:
    page.goto(f"{service}/en/")
    with page.expect_response("**/api/v1/search?*"):
        page.get_by_role("searchbox").press_sequentially("qqqq")
    page.wait_for_timeout(HELD_BACK)
    assert not page.locator(".found").is_visible()
