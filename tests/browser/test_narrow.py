"""On a telephone, or enlarged four times: read from top to bottom, never sideways; and letters may be set wider."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from .conftest import show
from .kinds import KINDS, Kind

LANGS = ("en", "kk", "ar", "ru", "zh")
ENLARGED = ViewportSize(width=320, height=256)
"""A window of 1280 by 1024 at 400 % (WCAG 2.2, 1.4.10)."""
TELEPHONE = ViewportSize(width=360, height=640)
ALIKE = (
    "year of a calendar",
    "month of a calendar",
    "month without a day",
    "quarter of a theme",
    "anniversaries of no year",
    "subscribe to nothing",
    "choose with too much",
    "observance of",
    "observance that",
    "observance named",
    "edition of",
    "search with finds",
    "search without",
    "check of",
    "check that finds dates",
    "frame of",
    "frame without",
    "nothing of",
)
"""Kinds that are laid out as others are."""
NARROW = [kind for kind in KINDS if not kind.name.startswith(ALIKE)]
SIDEWAYS = """() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  if (scrollWidth <= clientWidth) return [];
  const out = ({ left, right }) => left < -1 || right > clientWidth + 1;
  const guilty = [...document.body.querySelectorAll("*")].filter((one) => out(one.getBoundingClientRect()));
  return guilty.map((one) => one.outerHTML.slice(0, 120));
}"""
"""What makes a page wider than its window."""
SMALL = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.outerHTML.slice(0, 120), (one.closest("label") ?? one).getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 24 || height < 24)
  .map(([told]) => told)"""
"""What a finger misses (WCAG 2.2, 2.5.8); a tick is made on its words too."""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""
CUT = """() => [...document.querySelectorAll("body :not(.unseen, .skip, textarea, option, select)")]
  .filter((one) => one.checkVisibility() && /hidden|clip/.test(getComputedStyle(one).overflow))
  .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(device_scale_factor=4, has_touch=True) as context:
        yield context.new_page()


@pytest.mark.parametrize("kind", NARROW, ids=lambda kind: kind.name)
def test_nobody_has_to_scroll_sideways_or_to_aim(page: Page, whole: str, kind: Kind) -> None:
    found: dict[str, list[str]] = {}
    for lang in kind.languages if len(kind.languages) == 1 else LANGS:
        page.set_viewport_size(ENLARGED)
        show(page, whole, kind, lang)
        enlarged = page.evaluate(SIDEWAYS)
        page.set_viewport_size(TELEPHONE)
        found[lang] = [*enlarged, *page.evaluate(SIDEWAYS), *page.evaluate(SMALL)]
    assert {lang: faults for lang, faults in found.items() if faults} == {}


@pytest.mark.parametrize("kind", NARROW, ids=lambda kind: kind.name)
def test_wider_letters_and_lines_cut_nothing(page: Page, whole: str, kind: Kind) -> None:
    """WCAG 2.2, 1.4.12."""
    page.set_viewport_size({"width": 1000, "height": 700})
    show(page, whole, kind, kind.languages[-1])
    page.evaluate(SPACED)
    assert (page.evaluate(SIDEWAYS), page.evaluate(CUT)) == ([], [])
