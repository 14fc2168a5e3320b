"""How long a page takes to its first byte, how large it is, and what a first visit costs.

    .venv/bin/python tests/bench/pages.py [--times 50]

Machines differ and are noisy: each time is the median of several runs in this process, and only figures of one run
compare. `unchanged` is that of a browser which has the page already and is answered with 304.
"""

import argparse
import gzip
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, run_wsgi_app

from calendar_service.definitions import shipped_calendars
from calendar_service.web import create_app

BASE = "https://calendar.example.org"
PAGES = (
    "/{lang}/",
    "/{lang}/calendars/turkic-world",
    "/{lang}/observances/world-turkic-language-family-day",
    "/{lang}/choose",
    "/{lang}/choose?calendar=un-days&theme=water",
    "/{lang}/search?q=language",
    "/{lang}/2027",
    "/{lang}/2027/03",
    "/{lang}/2027/q1/theme/culture/everything",
    "/{lang}/planner/2026-2027/everything",
)
ASKED_FOR = {"link": "href", "script": "src", "img": "src", "iframe": "src"}
READ_AT_ONCE = frozenset(("stylesheet", "icon", "preload", "modulepreload"))


class Links(HTMLParser):
    """The addresses that a browser asks for as soon as it has read a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        address = told.get(ASKED_FOR.get(tag, ""))
        if address and (tag != "link" or READ_AT_ONCE.intersection((told.get("rel") or "").split())):
            self.found.append(address)


def first_visit(client: FlaskClient, address: str) -> dict[str, bytes]:
    """All that a browser without anything in its cache fetches for a page, the page itself first."""
    page = client.get(address)
    assert page.status_code == 200, address
    return {address: page.data} | {each: _fetched(client, each) for each in dict.fromkeys(Links(page.text).found)}


def _fetched(client: FlaskClient, address: str) -> bytes:
    answer = client.get(urlsplit(address).path, buffered=True)
    assert answer.status_code == 200, address
    return bytes(answer.data)


def packed(parts: dict[str, bytes]) -> int:
    """Octets of all, each packed by itself as a proxy does it."""
    return sum(len(gzip.compress(part, 6)) for part in parts.values())


def to_first_byte(client: FlaskClient, address: str, etag: str = "") -> Callable[[], float]:
    """Milliseconds from the request to the first octet that the application gives."""
    path, _, question = address.partition("?")
    known = [("If-None-Match", etag)] if etag else []
    environ = EnvironBuilder(path, query_string=question, headers=known).get_environ()

    def timed() -> float:
        start = perf_counter()
        body, _, _ = run_wsgi_app(client.application, dict(environ))
        next(iter(body), b"")
        return (perf_counter() - start) * 1000

    return timed


def each_page(client: FlaskClient, times: int) -> None:
    print(f"{'page':<58}{'warm ms':>9}{'unchanged':>11}{'bytes':>9}{'gzip':>8}")
    for address in (pattern.format(lang=lang) for lang in ("en", "kk", "ar") for pattern in PAGES):
        answer = client.get(address)
        fresh, same = to_first_byte(client, address), to_first_byte(client, address, answer.headers["ETag"])
        warm, unchanged = (median(timed() for _ in range(times)) for timed in (fresh, same))
        print(f"{address:<58}{warm:9.2f}{unchanged:11.2f}{len(answer.data):9}{packed({'': answer.data}):8}")


def first_visits(client: FlaskClient) -> None:
    for lang in ("en", "kk", "ar"):
        parts = first_visit(client, f"/{lang}/")
        size = sum(map(len, parts.values()))
        print(f"first visit of /{lang}/: {len(parts)} requests, {size} bytes, {packed(parts)} packed")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=50)
    times = parser.parse_args().times
    client = create_app(
        calendars=[shipped_calendars()], base_url=BASE, today=lambda zone: date(2026, 11, 28)
    ).test_client()
    each_page(client, times)
    first_visits(client)


if __name__ == "__main__":
    main()
