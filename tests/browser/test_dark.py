"""By night: a dark ground, and what stands on it is seen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .colours import contrast, luminance

PAGES = [
    "en/",
    "ar/choose?calendar=turkic-world",
    "kk/observances/world-turkic-language-family-day",
    "en/2026",
    "en/2026/11",
    "en/planner/2026/turkic-world",
    "en/data",
    "en/check",
    "embed/kk/31/everything",
    "api/v1/",
]
GROUND = "() => getComputedStyle(document.body).backgroundColor"
TEXTS = """() => {
  const clear = (colour) => /^rgba\\(.*, 0\\)$/.test(colour);
  const ground = (one) => one && (clear(getComputedStyle(one).backgroundColor)
    ? ground(one.parentElement) : getComputedStyle(one).backgroundColor);
  const written = ({ childNodes }) => [...childNodes].some((part) => part.nodeType === 3 && part.data.trim());
  const pairs = [...document.querySelectorAll("body, body *")]
    .filter((one) => one.checkVisibility() && written(one))
    .map((one) => [getComputedStyle(one).color, ground(one)].join(" on "));
  return [...new Set(pairs)];
}"""
"""Each colour of letters, with the colour below it."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(color_scheme="dark") as context:
        yield context.new_page()


@pytest.mark.parametrize("path", PAGES)
def test_the_ground_is_dark_and_letters_are_not(page: Page, service: str, path: str) -> None:
    page.goto(f"{service}/{path}")
    assert luminance(page.evaluate(GROUND)) < 0.03
    pairs = page.evaluate(TEXTS)
    assert len(pairs) > 2
    assert [pair for pair in pairs if contrast(*pair.split(" on ")) < 4.5] == []


def test_it_follows_the_reader(page: Page, service: str) -> None:
    """Without loading anew, and back again."""
    page.goto(f"{service}/en/")
    page.emulate_media(color_scheme="light")
    light = luminance(page.evaluate(GROUND))
    page.emulate_media(color_scheme="dark")
    assert luminance(page.evaluate(GROUND)) < 0.03 < 0.9 < light
