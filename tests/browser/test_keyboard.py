"""With the keys alone: past the menus, through everything in order, always seeing where one is, and to an address."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from .colours import contrast

STOPS = """() => {
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex]";
  window.stops = [...document.querySelectorAll(all)].filter((one) => one.checkVisibility());
  return stops.length;
}"""
"""What the keys must reach, in the order of the document; what a closed <details> holds is not among it."""
HERE = """() => {
  const here = document.activeElement;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(here);
  const { top, bottom, left, right } = here.getBoundingClientRect();
  const seen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return [window.stops.indexOf(here), outlineStyle, parseFloat(outlineWidth), outlineColor, seen];
}"""
PAPER = "() => getComputedStyle(document.body).backgroundColor"
IS_HERE = "(one) => one === document.activeElement"
PAGES = [
    "en/",
    "ar/",
    "en/choose",
    "kk/choose?calendar=turkic-world&body=unesco",
    "en/observances/world-turkic-language-family-day",
    "en/search?q=water",
    "en/data",
    "en/check",
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def go_to(page: Page, goal: Locator) -> None:
    for _ in range(page.evaluate(STOPS)):
        page.keyboard.press("Tab")
        if goal.evaluate(IS_HERE):
            return
    pytest.fail(f"the keys do not lead to {goal}")


@pytest.mark.parametrize("path", PAGES)
def test_the_keys_lead_through_everything_in_order_and_show_where_they_are(page: Page, service: str, path: str) -> None:
    """And out of it at the end, or round to the first: nothing holds them."""
    page.goto(f"{service}/{path}")
    stops, paper = page.evaluate(STOPS), page.evaluate(PAPER)
    assert stops > 20
    for stop in range(stops):
        page.keyboard.press("Tab")
        place, style, width, colour, seen = page.evaluate(HERE)
        assert (place, style, seen) == (stop, "solid", True)
        assert width >= 2
        assert contrast(colour, paper) >= 3
    page.keyboard.press("Tab")
    assert page.evaluate(HERE)[0] in (-1, 0)


@pytest.mark.parametrize("path", ["en/", "ar/choose"])
def test_the_keys_lead_back_too(page: Page, service: str, path: str) -> None:
    page.goto(f"{service}/{path}")
    stops = page.evaluate(STOPS)
    page.evaluate("() => window.stops.at(-1).focus()")
    for stop in reversed(range(stops - 1)):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(HERE)[0] == stop


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_first_key_shows_a_way_past_the_menus(page: Page, service: str, lang: str) -> None:
    page.goto(f"{service}/{lang}/")
    skip = page.locator(".skip")
    hidden = skip.bounding_box()
    page.keyboard.press("Tab")
    shown = skip.bounding_box()
    assert hidden and hidden["width"] <= 1
    assert shown and shown["width"] > 40 and shown["height"] >= 24
    assert skip.evaluate("(one) => getComputedStyle(one).clipPath") == "none"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('main a, main button')")


def test_a_choice_is_made_without_a_mouse(page: Page, service: str) -> None:
    page.goto(f"{service}/en/choose")
    go_to(page, page.get_by_role("checkbox", name="Turkic world", exact=True))
    page.keyboard.press("Space")
    page.locator("textarea.address").wait_for()
    go_to(page, page.get_by_role("button", name="Show the address"))
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert page.locator("textarea.address").input_value() == f"{service}/en/feeds/turkic-world.ics"
    assert page.get_by_role("checkbox", name="Turkic world", exact=True).is_checked()


def test_steps_are_opened_without_a_mouse(page: Page, service: str) -> None:
    page.goto(f"{service}/en/subscribe/turkic-world")
    go_to(page, page.locator("summary", has_text="Thunderbird"))
    step = page.get_by_text("Create a new calendar")
    assert not step.is_visible()
    page.keyboard.press("Enter")
    assert step.is_visible()
    page.keyboard.press("Space")
    assert not step.is_visible()
