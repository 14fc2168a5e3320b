"""A page asks nobody but us, keeps nothing in the browser, and has nothing to complain of."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from .conftest import Seen, show
from .kinds import KINDS, Kind

KEPT = "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"


@pytest.fixture(scope="module")
def seen(browser: Browser) -> Iterator[Seen]:
    with browser.new_context() as context:
        yield Seen(context.new_page())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_page_is_quiet(seen: Seen, whole: str, kind: Kind) -> None:
    for said in (seen.console, seen.errors, seen.requests, seen.dialogs):
        said.clear()
    show(seen.page, whole, kind, kind.languages[0])
    seen.page.wait_for_load_state("networkidle")
    missing = [line for line in seen.console if f"status of {kind.status}" in line] if kind.status != 200 else []
    assert (seen.console, seen.errors, seen.dialogs) == (missing, [], [])
    assert [url for url in seen.requests if not url.startswith((f"{whole}/", "data:"))] == []


def test_nothing_is_kept(seen: Seen, whole: str) -> None:
    """After all these pages, and a search and a choice on them."""
    page = seen.page
    page.goto(f"{whole}/en/choose")
    page.get_by_role("searchbox").press_sequentially("water")
    page.locator(".found a").first.wait_for()
    page.get_by_role("checkbox", name="Turkic world", exact=True).check()
    page.locator("textarea.address").wait_for()
    assert page.context.cookies() == []
    assert page.evaluate(KEPT) == [0, 0, 0]
    assert page.evaluate("() => document.cookie") == ""
