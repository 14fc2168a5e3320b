"""The frame on a page of somebody else, and the page that gives its code."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext

from .conftest import Seen

Foreign = Callable[..., Seen]
NARROW = ["embed/en/31/everything", "embed/kk/31/everything", "embed/ar/7/un-days", "ar/embed", "kk/embed"]
FRAMING = "default-src 'none'; frame-src {service}"


def test_another_page_may_frame_it(foreign: Foreign, service: str) -> None:
    here = foreign(f'<iframe src="{service}/embed/ar/7/everything" title="x"></iframe>', policy=FRAMING)
    frame = here.page.frame_locator("iframe")
    frame.get_by_role("heading").wait_for()
    assert frame.locator("li").count() > 3
    assert frame.locator("body").evaluate("(body) => getComputedStyle(body).direction") == "rtl"
    assert frame.locator("body").evaluate("(body) => getComputedStyle(body).margin") == "0px"
    assert (here.console, here.errors) == ([], [])
    assert here.page.context.cookies() == []


def test_nothing_else_of_ours_may_be_framed(foreign: Foreign, service: str) -> None:
    here = foreign(f'<iframe src="{service}/en/embed" title="x"></iframe>', policy=FRAMING)
    here.page.wait_for_timeout(300)
    assert any("frame-ancestors" in line for line in here.console)


def test_a_link_in_a_frame_leaves_it(foreign: Foreign, service: str) -> None:
    here = foreign(f'<iframe src="{service}/embed/en/7/un-days" title="x"></iframe>', policy=FRAMING)
    here.page.frame_locator("iframe").get_by_role("link", name="World Conjoined Twins Day").click()
    here.page.wait_for_url(f"{service}/en/observances/world-conjoined-twins-day/2026")


def test_a_telephone_shows_it_without_scrolling_sideways(browser: Browser, service: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 480}) as context:
        page = context.new_page()
        for address in (
            "embed/en/31/everything",
            "embed/kk/31/everything",
            "embed/ar/7/un-days",
            "ar/embed",
            "kk/embed",
        ):
            page.goto(f"{service}/{address}")
            assert page.locator("main").evaluate("(main) => main.scrollWidth") <= 320, address


def test_the_builder_works_without_javascript(browser: Browser, service: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{service}/en/embed")
        page.get_by_role("combobox", name="Calendar").select_option("turkic-world")
        page.get_by_role("combobox", name="Theme").select_option("languages")
        page.get_by_role("combobox", name="Days").select_option("31")
        page.get_by_role("combobox", name="Language").select_option("kk")
        page.get_by_role("button", name="Show", exact=True).click()
        path = "/embed/kk/31/theme/languages/turkic-world"
        assert page.locator("iframe").get_attribute("src") == path
        page.frame_locator("iframe").get_by_text("Түркі тілдері отбасының дүниежүзілік күні").wait_for()
        for name in ("As a frame", "As HTML from your server"):
            assert path in page.get_by_role("textbox", name=name).input_value()


def test_the_code_of_the_builder_works_where_it_is_copied_to(
    context: BrowserContext, foreign: Foreign, service: str
) -> None:
    page = context.new_page()
    page.goto(f"{service}/en/embed?calendar=turkic-world&lang=kk&days=31")
    frame, element, _ = (box.input_value() for box in page.locator("textarea").all())
    here = foreign(
        frame + element, policy="default-src 'none'; frame-src {service}; script-src {service}; connect-src {service}"
    )
    name = "Түркі тілдері отбасының дүниежүзілік күні"
    here.page.frame_locator("iframe").get_by_text(name).wait_for()
    here.page.locator("commemorations-list").get_by_text(name).wait_for()
    assert (here.console, here.errors) == ([], [])
