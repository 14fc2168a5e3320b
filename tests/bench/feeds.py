"""How long a feed takes, cold, warm and unchanged, how much memory choices take, and what the service adds to Flask.

    .venv/bin/python tests/bench/feeds.py [--choices 50000]

Machines differ and are noisy: each figure is the best of several runs, and only figures of one run compare.
"""

import argparse
import gc
import http.client
import itertools
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from subprocess import DEVNULL

from flask.testing import FlaskClient

from calendar_service.definitions import shipped_calendars
from calendar_service.formats import ics
from calendar_service.observance import THEMES
from calendar_service.text import LANGUAGES
from calendar_service.web import create_app

BASE = "https://calendar.example.org"
OURS, BARE, REQUESTS = 8731, 8732, 1000
UNCHANGED = {"If-None-Match": '"bare"'}
SERVED = ("/en/feeds/languages.ics", "/en/feeds/un-days.ics")


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of some runs, in milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took) * 1000


def service() -> FlaskClient:
    """A new application, which has written nothing yet."""
    ics.event_bytes.cache_clear()
    return create_app(
        calendars=[shipped_calendars()], base_url=BASE, today=lambda zone: date(2026, 11, 28)
    ).test_client()


def each_feed() -> None:
    print(f"{'feed':<24}{'cold ms':>9}{'warm ms':>9}{'304 ms':>9}{'bytes':>9}{'gzip':>8}{'br':>8}")
    client = service()
    calendars = client.application.extensions["site"].catalogue.calendars
    for lang in ("en", "kk", "ar", "zh"):
        for id in calendars:
            address = f"/{lang}/feeds/{id}.ics"
            cold = best(lambda address=address: client.get(address), 1)  # type: ignore[misc]
            warm = best(lambda address=address: client.get(address))  # type: ignore[misc]
            answer = client.get(address)
            known = {"If-None-Match": answer.headers["ETag"]}
            unchanged = best(lambda address=address, known=known: client.get(address, headers=known))  # type: ignore[misc]
            sizes = [len(client.get(address, headers={"Accept-Encoding": coding}).data) for coding in ("gzip", "br")]
            figures = f"{cold:9.1f}{warm:9.2f}{unchanged:9.2f}{len(answer.data):9}{sizes[0]:8}{sizes[1]:8}"
            print(f"{id + '.' + lang:<24}{figures}")


def memory_after(count: int) -> None:
    """`count` distinct choices in all languages; what was there before are all calendars in all languages."""
    client = service()
    for lang in LANGUAGES:
        for id in client.application.extensions["site"].catalogue.calendars:
            client.get(f"/{lang}/feeds/{id}.ics")
    gc.collect()
    before = resident()
    start = time.perf_counter()
    for address in itertools.islice(choices(), count):
        assert client.get(address).status_code == 200, address
    took = time.perf_counter() - start
    gc.collect()
    print(f"{count} choices: {took / count * 1000:.2f} ms each, {resident() - before:+.1f} MB (from {before:.0f} MB)")


def choices() -> itertools.chain[str]:
    """Addresses in canonical form, each another."""
    dice = random.Random(1)
    triples = [*itertools.combinations(sorted(THEMES), 3), *itertools.combinations(sorted(THEMES), 2)]
    calendars = ("un-days", "unesco-days", "turkic-world", "un-days_unesco-days")
    every = [
        f"/{lang}/feeds/theme/{'_'.join(themes)}/{calendar}.{suffix}"
        for lang in LANGUAGES
        for themes in triples
        for calendar in calendars
        for suffix in ("ics", "json")
    ]
    dice.shuffle(every)
    return itertools.chain(every)


def resident() -> float:
    """Megabytes of memory that the process has now."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def beside_bare_flask() -> None:
    """Requests a second over gunicorn, ours and a view that returns the same bytes, one after the other."""
    serve = [sys.executable, "-c", "from calendar_service.cli import main; main()", "serve", "--port"]
    with running([*serve, str(OURS)], OURS):
        answers = {address: asked(OURS, address) for address in SERVED}
        for address, (body, etag) in answers.items():
            with tempfile.NamedTemporaryFile() as file:
                Path(file.name).write_bytes(body)
                settings = ["-b", f"127.0.0.1:{BARE}", "-w", "2", "-k", "gthread", "--threads", "8"]
                command = [sys.executable, "-m", "gunicorn", *settings, "tests.bench.bare:app"]
                with running(command, BARE, BARE_BODY=file.name):
                    for what, ours, theirs in (("200", {}, {}), ("304", {"If-None-Match": etag}, UNCHANGED)):
                        compared(f"{address} {what}", address, ours, theirs)


def compared(label: str, address: str, ours: dict[str, str], theirs: dict[str, str]) -> None:
    """In turns, so that both meet the same moods of the machine."""
    rates = [(rate(OURS, address, ours), rate(BARE, "/feed.ics", theirs)) for _ in range(5)]
    best_of_ours, best_of_theirs = (max(side) for side in zip(*rates, strict=True))
    print(f"{label}: {best_of_ours:6.0f} a second, bare Flask {best_of_theirs:6.0f}", end="")
    print(f", {best_of_ours / best_of_theirs:.2f} of it")


def rate(port: int, path: str, headers: dict[str, str]) -> float:
    """Requests a second on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    start = time.perf_counter()
    for _ in range(REQUESTS):
        connection.request("GET", path, headers=headers)
        connection.getresponse().read()
    return REQUESTS / (time.perf_counter() - start)


def asked(port: int, path: str) -> tuple[bytes, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.read(), answer.headers["ETag"]


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[None]:
    """A server, from its first answer on."""
    server = subprocess.Popen(command, env={**os.environ, **environment}, stdout=DEVNULL, stderr=DEVNULL)
    try:
        for _ in range(200):
            try:
                asked(port, "/")
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--choices", type=int, default=50_000)
    count = parser.parse_args().choices
    beside_bare_flask()
    each_feed()
    memory_after(count)


if __name__ == "__main__":
    main()
