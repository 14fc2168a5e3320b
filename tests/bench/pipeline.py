"""How long the pipeline takes: loading, expanding, writing and joining, side by side in one run.

    .venv/bin/python tests/bench/pipeline.py

Machines differ and are noisy: each figure is the best of several runs, and only figures of one run compare.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from calendar_service.definitions import load_catalogue, load_folders, shipped_calendars
from calendar_service.feed import Composer
from calendar_service.formats import ics
from calendar_service.query import Period, feed_period, occurrences
from calendar_service.selection import Selection
from calendar_service.span import Span

RULES = (
    "15 December",
    "third Thursday of November",
    "4 October to 10 October",
    "49 days after Easter",
    "Saturday on or after 20 June",
)


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of some runs, in milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took) * 1000


def synthetic(folder: Path, count: int) -> Path:
    """A folder of one calendar with `count` observances of the common shapes."""
    entries = "".join(
        f"""
  - id: day-{number}
    name: {{en: "International Day {number}", ru: "Международный день {number}", kk: "Халықаралық күн {number}"}}
    on: {RULES[number % len(RULES)]}
    since: 1990
    themes: [culture, heritage]
    acts: [{{body: un, document: A/{number}, adopted: 1989-11-03}}]
    about: {{en: "Marks the day on which number {number} was thought of, and all that came of it in later years."}}
    sources: [https://example.org/{number}]
    examples: {{1989: none}}
"""
        for number in range(count)
    )
    head = "calendar: days\nname: {en: Days}\ncolor: steelblue\nobservances:\n"
    collection = "domain: bench.invalid\npublisher: {en: Bench}\nbodies: {un: {name: {en: United Nations}}}\n"
    (folder / "days.yaml").write_text(head + entries, encoding="utf-8")
    (folder / "collection.yaml").write_text(collection, encoding="utf-8")
    return folder


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = synthetic(Path(name), 1000)
        print(f"load 1,000 entries               {best(lambda: load_folders([folder]), 3):8.1f} ms")
        shipped = best(lambda: load_folders([shipped_calendars()]), 3)
        print(f"load the shipped collection      {shipped:8.1f} ms")
        catalogue = load_catalogue([synthetic(folder, 300)])
        selection, decade = Selection(("days",)), Span.years(2020, 2029)
        found = len(occurrences(catalogue, selection, decade))
        took = best(lambda: occurrences(catalogue, selection, decade))
        print(f"expand 300 observances, 10 years {took:8.1f} ms  ({found} occurrences)")
        small = load_catalogue([synthetic(folder, 250)])
        for lang in ("en", "kk"):
            feed_figures(
                Composer(small, "https://calendar.example.org"), lang, feed_period(Span.years(2026, 2026).start)
            )


def feed_figures(composer: Composer, lang: str, period: Period) -> None:
    calendar = composer.catalogue.calendar("days")

    def cold() -> None:
        ics.event_bytes.cache_clear()
        composer.event.cache_clear()
        ics.write(composer.feed(calendar, lang, period))

    feed = composer.feed(calendar, lang, period)
    size = len(ics.write(feed))
    print(f"feed of {len(feed.events)} events in {lang}, cold  {best(cold, 3):8.1f} ms  ({size} bytes)")
    feed = composer.feed(calendar, lang, period)
    ics.write(feed)
    print(f"    composed again                {best(lambda: composer.feed(calendar, lang, period)):7.1f} ms")
    print(f"    joined from written events    {best(lambda: ics.write(feed)):7.2f} ms")


if __name__ == "__main__":
    main()
