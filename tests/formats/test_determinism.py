"""Equal definitions give equal bytes, whoever writes them, where, and in whatever order they were read."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

Change = Callable[[list[dict[str, Any]]], None]
DIGESTS = """
import hashlib, json, sys
from datetime import date
from pathlib import Path
from calendar_service.definitions import load_catalogue
from calendar_service.feed import Composer
from calendar_service.formats import FORMATS
from calendar_service.query import feed_period

composer = Composer(load_catalogue([Path(sys.argv[1])]), "https://calendar.example.org")
period = feed_period(date(2026, 11, 24))
print(json.dumps({
    f"{calendar.id}.{lang}.{form.suffix}": hashlib.sha256(form.write(composer.feed(calendar, lang, period))).hexdigest()
    for calendar in sorted(composer.catalogue.calendars.values(), key=lambda calendar: calendar.id)
    for lang in sys.argv[2].split()
    for form in FORMATS.values()
}))
"""
ZONES = ("UTC", "Asia/Almaty", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu")
LOCALES = ("C", "C.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8")
FOLDERS = ("/", "/tmp", str(Path(__file__).parent))


def digests(folder: Path, *, langs: str = "en kk ar", cwd: str = "/", **environment: str) -> dict[str, str]:
    """What a fresh process writes."""
    found = subprocess.run(
        [sys.executable, "-c", DIGESTS, str(folder), langs],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return dict(json.loads(found.stdout))


@pytest.mark.slow
def test_28_44_processes_zones_and_locales_do_not_matter(shelf: Path) -> None:
    def run(number: int, zone: str, locale: str, cwd: str) -> dict[str, str]:
        return digests(shelf, cwd=cwd, PYTHONHASHSEED=str(number), TZ=zone, LC_ALL=locale)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        first, *others = pool.map(run, range(20), *(islice(cycle(values), 20) for values in (ZONES, LOCALES, FOLDERS)))
    assert len(first) >= 4 * 3 * 3
    assert others == [first] * 19


def test_the_order_of_observances_does_not_matter(shelf: Path, edited: Callable[[Change], Path]) -> None:
    langs = "en fr es ru ar zh kk ky uz tr az tk"
    backwards = edited(list.reverse)
    assert (backwards / "revisions.csv").read_bytes() == (shelf / "revisions.csv").read_bytes()
    assert (backwards / "un-days.yaml").read_bytes() != (shelf / "un-days.yaml").read_bytes()
    assert digests(backwards, langs=langs) == digests(shelf, langs=langs)
