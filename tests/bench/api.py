"""How long the API takes: each endpoint, the slowest bad value, what is coming up among 100,000, and beside others.

    .venv/bin/python tests/bench/api.py [--node FOLDER] [--questions 50000]

python-holidays is measured where it is installed (`pip install holidays`), date-holidays where FOLDER has it (`npm i
date-holidays`). Machines differ and are noisy: each figure is the best of several runs, and only figures of one run
compare.
"""

import argparse
import gc
import importlib
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytz
from dateutil import rrule
from flask.testing import FlaskClient

from calendar_service.almanac import Almanac
from calendar_service.catalogue import Catalogue
from calendar_service.definitions import load_catalogue, shipped_calendars
from calendar_service.rules import Span
from calendar_service.rules.grammar import parse_rule
from calendar_service.web import create_app
from tests.api.test_bad_values import ASKED, is_fine, question
from tests.api.values import VALUES
from tests.bench.feeds import asked, rate, resident, running
from tests.bench.pipeline import best, synthetic

BASE, TODAY, PORT = "https://calendar.example.org", date(2026, 11, 28), 8733
ENDPOINTS = {
    "today": "today?tz={zone}",
    "upcoming, 10": "upcoming?limit=10&tz={zone}",
    "upcoming, 7 days, a theme": "upcoming?days=7&theme=education&lang=fr&tz={zone}",
    "upcoming, 1,000": "upcoming?limit=1000&tz={zone}",
    "occurrences, a month": "occurrences?from=2026-12-01&until=2026-12-31&limit={number}",
    "occurrences, ten years, 1,000": "occurrences?from=2026-01-01&until=2035-12-31&limit={thousand}",
    "observances, 100": "observances?limit={number}",
    "observances, one": "observances/{id}",
    "search": "search?q=turk+dili&limit={number}",
    "search, misspelled": "search?q=wrold+watr+dya&limit={number}",
    "anniversaries, two years": "anniversaries?years=2026-2027&multiple={number}",
    "calendars": "calendars?lang={lang}",
    "calendars, one": "calendars/un-days?lang={lang}",
    "changes, 100": "changes?limit={number}",
    "coverage": "coverage",
    "openapi.json": "openapi.json",
}
SERVED = ("/api/v1/upcoming?limit=10", "/api/v1/today", "/api/v1/observances/world-water-day")
ALIKE = 12
"""Questions of one kind, each another."""


def service() -> FlaskClient:
    return create_app(calendars=[shipped_calendars()], base_url=BASE, today=lambda zone: TODAY).test_client()


def each_endpoint() -> None:
    """The first ever, the like of one asked already, the same again, unchanged."""
    print(f"{'question':<32}{'first ms':>9}{'new ms':>9}{'same ms':>9}{'304 ms':>9}{'bytes':>9}{'br':>8}")
    for name, pattern in ENDPOINTS.items():
        client = service()
        first, *others = [f"/api/v1/{address}" for address in alike(pattern, client)]
        cold = best(lambda first=first, client=client: client.get(first), 1)  # type: ignore[misc]
        new = min((best(lambda a=a, client=client: client.get(a), 1) for a in others), default=0)  # type: ignore[misc]
        same = best(lambda first=first, client=client: client.get(first))  # type: ignore[misc]
        answer = client.get(first)
        known = {"If-None-Match": answer.headers["ETag"]}
        unchanged = best(lambda first=first, client=client, known=known: client.get(first, headers=known))  # type: ignore[misc]
        packed = len(client.get(first, headers={"Accept-Encoding": "br"}).data)
        print(f"{name:<32}{cold:9.1f}{new:9.2f}{same:9.2f}{unchanged:9.2f}{len(answer.data):9}{packed:8}")


def alike(pattern: str, client: FlaskClient) -> list[str]:
    """A dozen addresses that differ only in what costs nothing; one where there is nothing to differ in."""
    ids = list(client.application.extensions["site"].catalogue.observances)
    langs = "en fr es ru ar zh kk ky uz tr az tk".split()
    found = (
        pattern.format(zone=zone, number=100 - place, thousand=1000 - place, id=id, lang=lang)
        for place, (zone, id, lang) in enumerate(zip(pytz.common_timezones, ids, langs, strict=False))
    )
    return list(dict.fromkeys(itertools.islice(found, ALIKE)))


def over_gunicorn() -> None:
    serve = [sys.executable, "-c", "from calendar_service.cli import main; main()", "serve", "--port", str(PORT)]
    with running(serve, PORT):
        for address in SERVED:
            _, etag = asked(PORT, address)
            full = max(rate(PORT, address, {}) for _ in range(3))
            unchanged = max(rate(PORT, address, {"If-None-Match": etag}) for _ in range(3))
            print(f"{address:<44}{1000 / full:6.2f} ms, unchanged {1000 / unchanged:5.2f} ms, on one connection")


def slowest_bad_value() -> None:
    """Each at each parameter once; those that look slow three times."""
    client = service()
    took: list[tuple[float, str]] = []
    for path, parameter in ASKED:
        for name, value in VALUES.items():
            if not is_fine(path, parameter, name):
                address = f"/api/v1/{question(path, **{parameter: value})}"
                milliseconds = timed(client, address)
                if milliseconds > 5:
                    milliseconds = min(milliseconds, *(timed(client, address) for _ in range(3)))
                took.append((milliseconds, f"{path} {parameter}: {name}"))
    took.sort()
    print(
        f"{len(took)} bad values: median {took[len(took) // 2][0]:.2f} ms, slowest {took[-1][0]:.1f} ms ({took[-1][1]})"
    )


def timed(client: FlaskClient, address: str) -> float:
    return best(lambda: client.open("/", environ_overrides=raw(address)), 1)


def raw(address: str) -> dict[str, str]:
    path, _, query = address.partition("?")
    return {"PATH_INFO": path, "QUERY_STRING": query}


HEAD = "calendar: days\nname: {en: Days}\ncolor: teal\nobservances:\n"
MONTHS = "January February March April May June July August September October November December".split()
TWELVE = " and ".join(f"{number} {month}" for number, month in enumerate(MONTHS, 1))
MOONS = " and ".join(f"full moon of {month} in ZONE" for month in MONTHS[:4])
FILES = {
    "300 days": "on: 5 May",
    "300 times twelve days": f"on: '{TWELVE}'",
    "300 times four full moons": f"on: '{MOONS}'",
    "300 that have ended": f"until: 2000, on: '{MOONS}'",
}


def files_to_check() -> None:
    """The worst of 64 kB that we know."""
    client = service()
    zones = [zone for zone in pytz.common_timezones if zone.count("/") == 1]
    for name, keys in FILES.items():
        entries = [f"- {{id: a{n}, name: {{en: A}}, sources: [B], {keys}}}\n" for n in range(300)]
        lines = itertools.accumulate((one.replace("ZONE", zones[n]) for n, one in enumerate(entries)), initial=HEAD)
        data = max((text for text in lines if len(text) <= 64_000), key=len)
        took = best(lambda data=data: client.post("/api/v1/check", data=data), 2)  # type: ignore[misc]
        print(f"check {name:<28}{took:8.0f} ms  ({len(data)} octets)")


def among(count: int, small: Catalogue) -> tuple[float, float]:
    """Milliseconds for the first question of all, and for one that nobody has asked, among so many observances."""
    copies = (
        replace(one, id=f"{one.id}-{copy}")
        for copy in range(-(-count // len(small.observances)))
        for one in small.observances.values()
    )
    observances = {one.id: one for one in itertools.islice(copies, count)}
    homes = dict.fromkeys(observances, ("days",))
    client = service()
    site = client.application.extensions["site"]
    site.catalogue = replace(small, observances=observances, homes=homes, digest=f"of {count}")
    site.almanac = Almanac(site.catalogue)
    first = best(lambda: client.get("/api/v1/upcoming?limit=10"), 1)
    gc.collect()
    gc.freeze()
    addresses = [f"/api/v1/upcoming?limit=10&tz={zone}" for zone in pytz.common_timezones[:60]]
    return first, min(best(lambda address=address: client.get(address), 1) for address in addresses)  # type: ignore[misc]


def growing() -> None:
    with tempfile.TemporaryDirectory() as name:
        small = load_catalogue([synthetic(Path(name), 1000)])
    found = {count: among(count, small) for count in (1000, 10_000, 100_000)}
    for count, (first, warm) in found.items():
        print(f"upcoming?limit=10 among {count:7}: first {first:8.1f} ms, then {warm:6.2f} ms", end="")
        print(f", {warm / found[1000][1]:.2f} of that among 1000")


def memory_after(count: int) -> None:
    """`count` distinct questions, most of which have hardly an answer: what is kept for them must be bounded."""
    client = service()
    client.get("/api/v1/upcoming")
    gc.collect()
    before = resident()
    for number in range(count):
        zone = pytz.common_timezones[number // 1000]
        client.get(f"/api/v1/upcoming?kind=term&days=1&limit={number % 1000 + 1}&tz={zone}")
    gc.collect()
    print(f"{count} questions: {resident() - before:+.1f} MB (from {before:.0f} MB)")


FIRST, LAST = 2020, 2029
RULES = ("15 December", "third Thursday of November", "49 days after Easter", "4 October to 10 October")
Expand = Callable[[], list[date]]
NODE = r"""
const Parser = require('date-holidays-parser').default || require('date-holidays-parser')
const rules = ['12-15', '3rd thursday in November', 'easter 49', '10-04 P7D']
const days = Object.fromEntries(rules.map((rule, n) => [rule, { name: { en: `${n}` }, type: 'public' }]))
const zone = { names: { en: 'X' }, langs: ['en'], zones: ['UTC'], days }
const holidays = new Parser({ holidays: { XX: zone }, names: {} }, 'XX')
function expanded () {
  const found = []
  for (let year = 2020; year <= 2029; year++) found.push(...holidays.getHolidays(year))
  return found.map(one => one.date.slice(0, 10))
}
let shortest = Infinity
for (let run = 0; run < 300; run++) {
  const start = process.hrtime.bigint()
  expanded()
  shortest = Math.min(shortest, Number(process.hrtime.bigint() - start) / 1e6)
}
console.log(JSON.stringify({ took: shortest, found: expanded() }))
"""


def beside_others(node: Path | None) -> None:
    """The same four rules for the same ten years: the first day of each of 40 occurrences."""
    print("four rules (fixed day, nth weekday, from Easter, week) for ten years, a day:")
    here = ours()
    compared("this service", here(), here)
    compared("dateutil.rrule", here(), by_rrule)
    theirs = by_holidays()
    if theirs:
        compared("python-holidays", here(), theirs)
    else:
        print("    python-holidays is not installed")
    by_node(here(), node)


def compared(name: str, expected: list[date], expand: Expand) -> None:
    assert sorted(expand()) == sorted(expected), name
    print(f"    {name:<18}{best(expand, 200) / len(expected) * 1000:8.2f} µs")


def ours() -> Expand:
    rules, window = [parse_rule(text) for text in RULES], Span.years(FIRST, LAST)
    return lambda: [dated.span.start for rule in rules for dated in rule.spans(window)]


def by_rrule() -> list[date]:
    yearly: dict[str, Any] = {"freq": rrule.YEARLY, "dtstart": datetime(FIRST, 1, 1), "until": datetime(LAST, 12, 31)}
    rules = (
        rrule.rrule(**yearly, bymonth=12, bymonthday=15),
        rrule.rrule(**yearly, bymonth=11, byweekday=rrule.TH(3)),
        rrule.rrule(**yearly, byeaster=49),
        rrule.rrule(**yearly, bymonth=10, bymonthday=4),
    )
    return [day.date() for rule in rules for day in rule]


def by_holidays() -> Expand | None:
    try:
        base = importlib.import_module("holidays").HolidayBase
        christian = importlib.import_module("holidays.groups").ChristianHolidays
    except ImportError:
        return None

    def populate(self: Any) -> None:
        self._add_holiday_dec_15("a")
        self._add_holiday_3rd_thu_of_nov("b")
        self._add_pentecost("c")
        self._add_holiday_oct_4("d")

    def begin(self: Any, **options: Any) -> None:
        christian.__init__(self)
        base.__init__(self, **options)

    body: Mapping[str, Any] = {"country": "XX", "_populate_public_holidays": populate, "__init__": begin}
    made = type("Four", (base, christian), dict(body))
    return lambda: list(made(years=range(FIRST, LAST + 1), expand=False))


def by_node(expected: list[date], node: Path | None) -> None:
    if node is None or not (node / "node_modules" / "date-holidays-parser").is_dir():
        print("    date-holidays is not there: --node FOLDER")
        return
    told = json.loads(subprocess.run(["node", "-e", NODE], cwd=node, capture_output=True, check=True).stdout)
    assert sorted(map(date.fromisoformat, told["found"])) == sorted(expected)
    print(f"    {'date-holidays':<18}{told['took'] / len(expected) * 1000:8.2f} µs")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--node", type=Path)
    parser.add_argument("--questions", type=int, default=50_000)
    given = parser.parse_args()
    each_endpoint()
    over_gunicorn()
    slowest_bad_value()
    files_to_check()
    growing()
    beside_others(given.node)
    memory_after(given.questions)


if __name__ == "__main__":
    main()
