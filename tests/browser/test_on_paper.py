"""What a printer gets: a few sheets of A4, black on white, nothing cut, the address and the date at the end."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from calendar_service.wording import wording

from .colours import contrast
from .conftest import TODAY

OBSERVANCE = "observances/world-turkic-language-family-day"
SHEETS = {
    "planner/2026/everything": 2,
    "planner/2026-2027/turkic-world": 2,
    "2026/11": 2,
    OBSERVANCE: 2,
    "subscribe/theme/water/everything": 2,
    "calendars/turkic-world": 2,
    "": 4,
}
"""How many sheets each takes at most."""
NAMES = ".days .name a, .calendars .name a, .running a"
WHOLE = [
    ("en/", NAMES),
    ("kk/", NAMES),
    ("kk/2026/11", ".agenda h2 time, .agenda .name a"),
    (f"en/{OBSERVANCE}", "h1, h2, .dates a, .names td span:not(:lang(ar), :lang(fa))"),
    ("kk/subscribe/theme/water/everything", "h1, h2, .days .name a, .panel > p"),
    ("en/planner/2026-2027/education", ".one a"),
    ("kk/planner/2026/turkic-world", ".one a"),
    ("ru/planner/2027/culture-heritage", ".one a"),
]
"""A page, and what of it is looked for on paper; what is folded stays so."""
COLOURS = """() => [...document.querySelectorAll("body, body *")]
  .filter((one) => one.checkVisibility() && [...one.childNodes].some((part) => part.nodeType === 3))
  .map((one) => getComputedStyle(one).color)"""
SCREEN_ONLY = ["Search", "Copy", "Step by step", "Or open your program from here", "Check a calendar file"]


class Printed(NamedTuple):
    """`text` is without blanks, as there is one where a line ends, even after a hyphen."""

    sheets: int
    size: str
    text: str


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Of somebody who looks at it by night, and prints it."""
    for program in ("pdfinfo", "pdftotext"):
        if not shutil.which(program):
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {program}: see .ci/run")
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.emulate_media(media="print")
        yield page


def printed(page: Page, folder: Path) -> Printed:
    file = folder / "page.pdf"
    page.pdf(path=file, format="A4", prefer_css_page_size=True)
    about = dict(line.split(":", 1) for line in told("pdfinfo", file).splitlines())
    return Printed(int(about["Pages"]), about["Page size"], letters(told("pdftotext", "-raw", file, "-")))


def told(program: str, *arguments: Path | str) -> str:
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("lang", ["en", "kk", "ar"])
@pytest.mark.parametrize("path", SHEETS)
def test_it_fits_on_its_sheets_and_ends_with_its_address_and_the_date(
    page: Page, service: str, tmp_path: Path, path: str, lang: str
) -> None:
    page.goto(f"{service}/{lang}/{path}")
    paper = printed(page, tmp_path)
    assert paper.sheets <= SHEETS[path]
    assert "(A4)" in paper.size
    before, address, after = paper.text.rpartition(f"{service}/{lang}/{path}")
    assert address
    day = wording(lang).day(TODAY)
    if lang == "ar":  # its words are turned about in the text of a PDF
        assert re.search(r"2026\W*نوفمبر\W*24·$", before)
    else:
        assert after == letters(f"· {day}")


@pytest.mark.parametrize(("path", "selector"), WHOLE)
def test_nothing_is_cut(page: Page, service: str, tmp_path: Path, path: str, selector: str) -> None:
    page.goto(f"{service}/{path}")
    wanted = [letters(text) for text in page.locator(selector).filter(visible=True).all_text_contents()]
    assert len(wanted) > 8
    text = printed(page, tmp_path).text
    assert [each for each in wanted if each not in text] == []


@pytest.mark.parametrize("path", ["", OBSERVANCE, "subscribe/un-days", "2026/11"])
def test_it_is_black_on_white_even_by_night(page: Page, service: str, path: str) -> None:
    page.goto(f"{service}/en/{path}")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    colours = set(page.evaluate(COLOURS))
    assert "rgb(0, 0, 0)" in colours
    assert [colour for colour in colours if contrast(colour, "rgb(255, 255, 255)") < 7] == []


def test_what_only_a_screen_can_use_is_left_out(page: Page, service: str) -> None:
    page.goto(f"{service}/en/calendars/turkic-world")
    shown = [words for words in SCREEN_ONLY if page.get_by_text(words, exact=True).first.is_visible()]
    assert shown == []
    assert page.get_by_text("Good to know", exact=True).is_visible()
