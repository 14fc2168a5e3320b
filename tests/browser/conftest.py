"""A real browser (Debian's Chromium), our service, and a page of somebody else that shows our widget.

Elsewhere than in CI these tests are skipped where the browser is missing.
"""

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright
from werkzeug.serving import make_server

from calendar_service.definitions import shipped_calendars
from calendar_service.web import create_app

from .executed import Heard
from .kinds import Kind, application

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-background-networking"]
TODAY = date(2026, 11, 24)
HOST_POLICY = "default-src 'none'; script-src {service}; connect-src {service}"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(application: Any, port: int) -> Iterator[str]:
    server = make_server("127.0.0.1", port, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def service() -> Iterator[str]:
    """The address of our service."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with served(create_app(calendars=[shipped_calendars()], base_url=base, today=lambda zone: TODAY), port) as address:
        yield address


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that has every kind of page."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with served(application(tmp_path_factory.mktemp("rare"), base), port) as address:
        yield address


@pytest.fixture(scope="session")
def nobody() -> str:
    """An address at which nothing listens."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("chromium is not installed: see .ci/run")
    with sync_playwright() as playwright:
        with playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS) as browser:
            yield browser


@pytest.fixture
def bypass_csp() -> bool:
    """Whether the browser passes over the policy of pages; a file of tests may say so."""
    return False


@pytest.fixture
def context(browser: Browser, bypass_csp: bool) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 800, "height": 600}, bypass_csp=bypass_csp) as context:
        yield context


@pytest.fixture
def heard(context: BrowserContext) -> Heard:
    return Heard(context)


class Seen:
    """What a browser says while it shows a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.console: list[str] = []
        self.dialogs: list[str] = []
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


def show(page: Page, service: str, kind: Kind, lang: str) -> None:
    page.goto(service + kind.address(lang))
    if kind.pasted:
        page.locator("#file").fill(kind.pasted)
        with page.expect_navigation():
            page.locator("main button").first.click()


@pytest.fixture
def foreign(context: BrowserContext, service: str) -> Iterator[Callable[..., Seen]]:
    """Opens a page of somebody else: `foreign("<p>…")`, on a host of its own and under a strict policy."""
    pages: dict[str, tuple[str, str, bytes]] = {}

    def host(environ: Mapping[str, Any], start: Callable[..., Any]) -> list[bytes]:
        policy, kind, body = pages.get(environ["PATH_INFO"], ("default-src 'none'", "text/plain", b""))
        start("200 OK", [("Content-Type", kind), ("Content-Security-Policy", policy), *OPEN])
        return [body]

    with served(host, free_port()) as address:

        def show(body: str, *, lang: str = "en", policy: str = HOST_POLICY, files: Mapping[str, bytes] = NONE) -> Seen:
            page = PAGE.format(lang=lang, body=body)
            pages["/"] = (policy.format(service=service), "text/html; charset=utf-8", page.encode())
            pages.update({path: ("default-src 'none'", "application/json", file) for path, file in files.items()})
            seen = Seen(context.new_page())
            seen.page.goto(address, wait_until="load")
            return seen

        yield show


NONE: Mapping[str, bytes] = {}
OPEN = [("Access-Control-Allow-Origin", "*")]
PAGE = """\
<!doctype html>
<html lang="{lang}">
<meta charset="utf-8">
<title>Museum of the Steppe</title>
<h1>Museum</h1>
<p id="before">Our text before.</p>
{body}
<p id="after">Our text after.</p>
</html>
"""
