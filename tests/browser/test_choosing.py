"""From ticks to a feed, as somebody does it: tick, look at what is coming, take the address, and it holds just that."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple
from urllib.request import urlopen

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from calendar_service.wording import Wording, wording

LABELS = {
    "en": ("Turkic world", "United Nations international days", "culture", "day"),
    "kk": ("Түркі әлемі", "БҰҰ халықаралық күндері", "мәдениет", "күн"),
    "ar": ("العالم التركي", "الأيام الدولية للأمم المتحدة", "الثقافة", "يوم"),
}
CHOICE = "kind/day/theme/culture/turkic-world_un-days"
EARLY_CHOICE = "kind/day/lead/7/theme/culture/turkic-world_un-days"
ANSWERED = """() => {
  const told = (pairs) => new URLSearchParams([...pairs].filter(([, value]) => value)).toString();
  return told(new FormData(document.querySelector(".choose"))) === told(new URLSearchParams(location.search));
}"""
ROWS = """(rows) => rows.map((row) => [
  row.querySelector(".when").firstChild.textContent.trim(), row.querySelector(".name a").textContent
])"""


class Answer(NamedTuple):
    """What stands beside the ticks: how many, the next days with their names, and the address."""

    entries: str
    days: list[tuple[str, str]]
    address: str


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def tick(page: Page, *labels: str) -> None:
    for label in labels:
        page.locator(".choose").get_by_role("checkbox", name=label, exact=True).check()


def answer(page: Page) -> Answer:
    """The one to the last tick: the address of the page then says all that is ticked."""
    page.wait_for_function(ANSWERED)
    shown = page.locator("#answer")
    return Answer(shown.locator(".facts").inner_text(), days(shown), address(shown))


def days(shown: Page | Locator) -> list[tuple[str, str]]:
    return [(when, name) for when, name in shown.locator(".days li").evaluate_all(ROWS)]


def address(shown: Page | Locator) -> str:
    return shown.locator("textarea.address").input_value()


def feed(address: str) -> Calendar:
    with urlopen(address, timeout=10) as answer:
        assert (answer.status, answer.headers.get_content_type()) == (200, "text/calendar")
        return Calendar.from_ical(answer.read())


def announced(feed: Calendar, words: Wording, *, early: int = 0) -> set[tuple[str, str]]:
    """Each event as a page would announce it, and what its title begins with where it stands some days early."""
    ahead = timedelta(early)
    return {(words.weekday_and_day(event.decoded("dtstart") + ahead), str(event["summary"])) for event in feed.events}


@pytest.mark.parametrize("lang", LABELS)
def test_the_feed_holds_the_days_that_were_shown(page: Page, service: str, lang: str) -> None:
    words = wording(lang)
    page.goto(f"{service}/{lang}/choose")
    tick(page, *LABELS[lang])
    shown = answer(page)
    assert shown.address == f"{service}/{lang}/feeds/{CHOICE}.ics"
    found = feed(shown.address)
    assert len(shown.days) == 3
    assert set(shown.days) - announced(found, words) == set()
    ids = {str(event["url"]).split("/observances/")[1].partition("/")[0] for event in found.events}
    assert shown.entries == words.count("{count} entry", "{count} entries", len(ids))


def test_the_order_of_the_ticks_does_not_matter(page: Page, service: str) -> None:
    page.goto(f"{service}/en/choose")
    tick(page, *reversed(LABELS["en"]))
    assert answer(page).address == f"{service}/en/feeds/{CHOICE}.ics"


def test_a_tick_taken_back_leaves_no_trace(page: Page, service: str) -> None:
    page.goto(f"{service}/en/choose")
    tick(page, *LABELS["en"], "water")
    page.get_by_role("checkbox", name="water", exact=True).uncheck()
    assert answer(page).address == f"{service}/en/feeds/{CHOICE}.ics"


def test_a_choice_can_be_sent_on_and_come_back_to(page: Page, service: str) -> None:
    page.goto(f"{service}/en/choose")
    tick(page, *LABELS["en"])
    shown = answer(page)
    page.reload()
    assert answer(page) == shown
    page.get_by_role("button", name="Show the address").click()
    assert answer(page) == shown


def test_a_heads_up_stands_seven_days_early_and_says_so(page: Page, service: str) -> None:
    page.goto(f"{service}/en/choose")
    tick(page, *LABELS["en"])
    page.get_by_role("combobox", name="Heads-up").select_option("7")
    shown = answer(page)
    assert shown.address == f"{service}/en/feeds/{EARLY_CHOICE}.ics"
    titled = {(when, f"In 7 days: {name}") for when, name in shown.days}
    assert len(titled) == 3
    assert titled - announced(feed(shown.address), wording("en"), early=7) == set()


def test_the_page_to_subscribe_gives_the_same_and_leads_on_to_its_heads_up(page: Page, service: str) -> None:
    page.goto(f"{service}/en/choose")
    tick(page, *LABELS["en"])
    shown = answer(page)
    page.goto(f"{service}/en/subscribe/{CHOICE}")
    assert (address(page), days(page)[:3]) == (shown.address, shown.days)
    page.locator(f"a[href='/en/subscribe/{EARLY_CHOICE}']").click()
    page.wait_for_url(f"{service}/en/subscribe/{EARLY_CHOICE}")
    assert address(page) == f"{service}/en/feeds/{EARLY_CHOICE}.ics"


def test_an_address_is_copied_by_a_button(context: BrowserContext, service: str) -> None:
    """Also in an answer that came while ticking."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{service}/en/choose")
    tick(page, *LABELS["en"])
    answer(page)
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("status").filter(has_text="Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{service}/en/feeds/{CHOICE}.ics"


def test_where_copying_is_not_allowed_the_address_is_selected(context: BrowserContext, service: str) -> None:
    """Far from https a browser has no clipboard for pages."""
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{service}/en/subscribe/{CHOICE}")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("status").filter(has_text="please copy it by hand").wait_for()
    assert page.evaluate("getSelection().toString()") == f"{service}/en/feeds/{CHOICE}.ics"


def test_the_button_is_there_when_the_service_does_not_answer_the_ticks(page: Page, service: str) -> None:
    page.goto(f"{service}/en/choose")
    page.route("**/choose?*", lambda route: route.abort())
    tick(page, *LABELS["en"])
    page.unroute("**/choose?*")
    page.get_by_role("button", name="Show the address").click()
    assert answer(page).address == f"{service}/en/feeds/{CHOICE}.ics"
