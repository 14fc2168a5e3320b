"""axe-core finds nothing wrong on any kind of page: by day, by night and on a telephone, in three scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, template_rendered
from playwright.sync_api import Browser, Page, ViewportSize

from .conftest import Seen, show
from .kinds import BASE, KINDS, NO_PAGES, PIECE, Kind, application, missing

LANGS = ("en", "kk", "ar")
LONG_WORDS = "kk"
"""Of the three the one in which a narrow screen is fullest."""
SHOWN = [
    pytest.param(kind, lang, id=f"{kind.name}-{lang}") for kind in KINDS for lang in LANGS if lang in kind.languages
]
CONTRAST = "color-contrast-enhanced"
OF_COLOURS = [CONTRAST, "link-in-text-block"]
"""All that may differ by night."""
OF_SPACE = ["target-size", "scrollable-region-focusable"]
"""All that may differ on a narrow screen."""
DESK, TELEPHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)
TAGS = frozenset("wcag2a wcag2aa wcag21a wcag21aa wcag22aa best-practice".split())
QUICKLY = {"resultTypes": ["violations", "incomplete"], "selectors": False, "preload": False, "iframes": False}
"""Without what would not be told here. A frame is a kind of its own."""
OFF = frozenset(("experimental", "deprecated"))
RULES = {"color-contrast": {"enabled": False}, CONTRAST: {"enabled": True}, "target-size": {"enabled": True}}
"""Beside all that axe asks by itself. What has the contrast of AAA has that of AA."""
CHECK = {
    "id": CONTRAST,
    "options": {
        "ignoreUnicode": True,
        "ignoreLength": True,
        "ignorePseudo": False,
        "boldValue": 700,
        "boldTextPt": 14,
        "largeTextPt": 18,
        "shadowOutlineEmMax": 0.1,
        "pseudoSizeThreshold": 0.25,
        "contrastRatio": {"normal": {"expected": 7}, "large": {"expected": 4.5}},
    },
}
"""Usually axe leaves what has not even the contrast of AA to another rule, and gives no opinion on a single letter."""
PREPARE = """(check) => {
  axe.configure({ checks: [check] });
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  for (const wide of document.querySelectorAll(".wide")) wide.style.backgroundImage = "none";
}"""
"""axe looks neither into what is folded nor through a gradient, such as the shadows at the sides of a wide table."""
ONE_OF_EACH = """() => {
  const grounds = new Map([[null, ""]]), found = new Map();
  for (const one of document.querySelectorAll("*")) {
    const { backgroundColor, backgroundImage, color, fontSize, fontWeight } = getComputedStyle(one);
    grounds.set(one, `${grounds.get(one.parentElement)} ${backgroundColor} ${backgroundImage}`);
    const ownWords = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const speaks = ownWords || one.matches("input, select, textarea");
    const look = [grounds.get(one), color, fontSize, fontWeight].join();
    if (speaks && one.checkVisibility() && !found.has(look)) found.set(look, one);
  }
  window.chosen = [...found.values()];
}"""
"""By night one text of each look is enough: the longest pages hold thousands of a few dozen looks."""
LOOK = """async ([within, options]) => {
  const found = await axe.run(within === "chosen" ? chosen : within, options);
  const { violations, incomplete, passes, inapplicable } = found;
  const told = ({ id, nodes }) => nodes.map((one) => `${id}: ${one.html.slice(0, 200)}\\n  ${one.failureSummary}`);
  return {
    wrong: [...violations, ...incomplete.filter(({ id }) => id.startsWith("color"))].flatMap(told),
    asked: [violations, incomplete, passes, inapplicable].flat().map(({ id }) => id),
  };
}"""
"""A contrast that axe cannot tell counts as a fault: else text could pass unseen."""
KNOWN = "() => axe.getRules()"
AXE = Axe().axe_script


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """The pages' own policy stays in force: the debugger, which brings axe in, stands above it."""
    with browser.new_context() as context:
        yield context.new_page()


def faults(page: Page, within: str = "html") -> list[str]:
    """What axe finds in what a page shows, by day and by night."""
    page.evaluate(AXE)
    page.evaluate(PREPARE, CHECK)
    by_day = asked(page, within, "light", DESK, rules=RULES)
    by_night = asked(page, "chosen" if within == "html" else within, "dark", DESK, runOnly=OF_COLOURS)
    return [*by_day["wrong"], *by_night["wrong"]]


def faults_in_hand(page: Page) -> list[str]:
    """Too little room for fingers, on a page that axe knows already."""
    return asked(page, "html", "dark", TELEPHONE, runOnly=OF_SPACE)["wrong"]


def asked(page: Page, within: str, scheme: Any, size: ViewportSize, **options: object) -> dict[str, list[str]]:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    page.evaluate(ONE_OF_EACH)
    found: dict[str, list[str]] = page.evaluate(LOOK, [within, {**QUICKLY, **options}])
    return found


@pytest.mark.parametrize(("kind", "lang"), SHOWN)
def test_each_kind_of_page_is_accessible(page: Page, whole: str, kind: Kind, lang: str) -> None:
    show(page, whole, kind, lang)
    assert faults(page) == []
    assert lang != LONG_WORDS or faults_in_hand(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_names_that_are_shown_while_one_types_are_accessible(page: Page, whole: str, lang: str) -> None:
    """What lies below them is hidden: over several things at once axe cannot tell a contrast."""
    page.goto(f"{whole}/{lang}/")
    page.evaluate("document.querySelector('main').style.visibility = 'hidden'")
    page.locator("#search").press_sequentially("unesco")
    page.locator(".found a").first.wait_for()
    assert faults(page, ".search") == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_widget_is_accessible_on_the_page_of_somebody_else(
    foreign: Callable[..., Seen], service: str, lang: str
) -> None:
    element = f'<commemorations-list lang="{lang}" select="everything" days="7"><a href="#">x</a></commemorations-list>'
    page = foreign(f'<script type="module" src="{service}/embed.js"></script>{element}').page
    page.locator("commemorations-list li").first.wait_for()
    assert faults(page, "commemorations-list") == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_piece_is_accessible_on_the_page_of_somebody_else(
    foreign: Callable[..., Seen], app: Flask, lang: str
) -> None:
    assert faults(foreign(PIECE.answer(app.test_client(), lang).text).page, ".commemorations") == []


WRONG = """\
<!doctype html><html lang="en"><title>x</title><main><h1>A page</h1>
<p style="color: #777; background: #fff">Grey <b style="color: #777">5</b></p>
<details><img src="data:,"></details><h4>Deep</h4><input><a href="#a" style="font-size: 5px">a</a><a href="#b">b</a>
</main></html>"""
FOUND = {"color-contrast-enhanced": 2, "image-alt": 1, "heading-order": 1, "label": 1}


def test_axe_is_asked_all_it_knows_and_sees_what_is_wrong(page: Page) -> None:
    page.goto("about:blank")
    page.set_content(WRONG)
    found = [line.partition(":")[0] for line in faults(page)]
    assert {name: found.count(name) >= least for name, least in FOUND.items()} == dict.fromkeys(FOUND, True)
    known = {rule["ruleId"] for rule in page.evaluate(KNOWN) if TAGS & {*rule["tags"]} and OFF.isdisjoint(rule["tags"])}
    assert known - {"color-contrast"} <= {*asked(page, "html", "light", DESK, rules=RULES)["asked"]}


def test_no_kind_of_page_is_left_out(tmp_path: Path) -> None:
    """Every address, and every template: what is neither a kind of page nor known to be none is named here."""
    app = application(tmp_path)
    client, drawn = app.test_client(), set[str]()
    with template_rendered.connected_to(lambda sender, template, context: drawn.add(template.name), app):
        for kind in (*KINDS, PIECE):
            answer = kind.answer(client, "en")
            assert (answer.status_code, answer.mimetype) == (kind.status, "text/html"), kind.name
    assert missing(app) == []
    templates = {name for name in app.jinja_env.list_templates() if not name.startswith(("_", "base."))}
    assert drawn == templates


@pytest.mark.parametrize(("endpoint", "address"), NO_PAGES.items())
def test_what_is_no_page_is_none(app: Flask, endpoint: str, address: str) -> None:
    answer = app.test_client().get(address.format(base=BASE), buffered=True)
    assert answer.status_code in (302, 308) or (answer.status_code, answer.mimetype == "text/html") == (200, False)
