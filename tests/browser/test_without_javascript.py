"""Without JavaScript nothing is missing: the pages say the same, and their forms lead to the same addresses."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

PAGES = [
    "en/",
    "ar/search?q=water",
    "en/choose",
    "kk/choose?calendar=turkic-world&theme=languages",
    "ar/subscribe/lead/7/theme/water/everything",
    "en/calendars/turkic-world",
    "kk/observances/world-turkic-language-family-day",
    "en/observances/world-turkic-language-family-day/2026",
    "ar/2026",
    "kk/2026/11",
    "en/planner/2026-2027/education",
    "ar/embed?calendar=turkic-world&days=31",
    "kk/data",
    "en/check",
]
SAID = """() => {
  document.querySelectorAll("[data-copy] :is(button, .told)").forEach((one) => one.remove());
  return document.body.innerText;
}"""
"""What a page says beside its buttons for copying, which need JavaScript."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_the_same(page: Page, plain: Page, service: str, path: str) -> None:
    for one in (page, plain):
        one.goto(f"{service}/{path}")
    said = plain.evaluate(SAID)
    assert plain.get_by_role("heading", level=1).inner_text() in said
    assert said == page.evaluate(SAID)


def test_no_button_is_there_that_would_do_nothing(plain: Page, service: str) -> None:
    plain.goto(f"{service}/en/subscribe/turkic-world")
    assert plain.locator("main button").count() == 0


def test_a_day_is_found(plain: Page, service: str) -> None:
    plain.goto(f"{service}/kk/")
    plain.get_by_role("searchbox").fill("улттык домбыра")
    plain.get_by_role("button", name="Іздеу").click()
    plain.wait_for_url(f"{service}/kk/observances/kz-dombra-day")


def test_ticks_become_an_address(plain: Page, service: str) -> None:
    plain.goto(f"{service}/en/choose")
    plain.get_by_role("checkbox", name="Turkic world", exact=True).check()
    plain.get_by_role("checkbox", name="languages", exact=True).check()
    plain.get_by_text("Who decided").first.click()
    plain.get_by_role("checkbox", name="UNESCO", exact=True).check()
    plain.get_by_role("combobox", name="Heads-up").select_option("7")
    plain.get_by_role("button", name="Show the address").click()
    address = f"{service}/en/feeds/body/unesco/lead/7/theme/languages/turkic-world.ics"
    assert plain.locator("textarea.address").input_value() == address
    assert plain.get_by_role("checkbox", name="UNESCO", exact=True).is_checked()


def test_steps_are_opened(plain: Page, service: str) -> None:
    plain.goto(f"{service}/en/calendars/turkic-world")
    plain.get_by_text("Thunderbird").click()
    assert plain.get_by_text("Create a new calendar").is_visible()


def test_a_file_is_checked(plain: Page, service: str) -> None:
    plain.goto(f"{service}/en/check")
    plain.get_by_role("textbox", name="Calendar file").fill("calendar: ours\nname: {en: Ours}\n")
    plain.get_by_role("button", name="Check", exact=True).click()
    plain.get_by_role("heading", name="It cannot be used yet.").wait_for()
