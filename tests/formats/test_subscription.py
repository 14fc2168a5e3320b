"""A subscription as somebody has it: vdirsyncer fetches a feed from the running service, khal shows what it fetched.

vdirsyncer distrusts the UIDs of every feed and puts a hash of the event in their place (its `HttpStorage`: some
services make up new ones each time). So a corrected event comes as a new one and the old one goes: no UID can be
compared here, and whether an event stands twice can. The hash leaves out DTSTAMP, LAST-MODIFIED and the calendar's
name, and takes in the rest of the calendar's head: one word there, and every event is fetched again.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

import icalendar
import pytest

SERVICE = [sys.executable, "-c", "from calendar_service.cli import main; main()"]
FEED = "/kk/feeds/days.ics"
CALENDARS = {
    "collection.yaml": "domain: test.invalid\npublisher: {en: The testers}\n",
    "days.yaml": """\
calendar: days
name: {en: Days, kk: Күндер}
color: teal
observances:
  - id: languages
    name: {en: Day of Languages, kk: "Тіл, сөз; әліпби күні"}
    on: 15 December
    sources: [A book]
  - id: maps
    name: {en: Week of Maps, kk: Карта аптасы}
    on: week of 1 May
    sources: [A book]
""",
}
VDIRSYNCER = """\
[general]
status_path = "{here}/status"
[pair days]
a = "service"
b = "copy"
collections = null
[storage service]
type = "http"
url = "{url}"
[storage copy]
type = "filesystem"
path = "{here}/copy"
fileext = ".ics"
"""
KHAL = """\
[calendars]
[[days]]
path = {here}/copy
[sqlite]
path = {here}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""

Row = tuple[str, str, str]
Needed = Callable[[object, str], None]


class Subscriber:
    """Somebody with vdirsyncer and khal, and a folder for what they write."""

    def __init__(self, programs: Path, here: Path, url: str) -> None:
        self.programs = programs
        self.here = here
        self.url = url
        self.copy = here / "copy"
        self.copy.mkdir(parents=True)
        (here / "vdirsyncer.ini").write_text(VDIRSYNCER.format(here=here, url=url))
        (here / "khal.ini").write_text(KHAL.format(here=here))

    def run(self, program: str, *words: str) -> str:
        """What a program says; it has succeeded."""
        command = [str(self.programs / program), "-c", str(self.here / f"{program}.ini"), *words]
        environment = {"HOME": str(self.here), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        ended = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=60)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout + ended.stderr

    def sync(self) -> tuple[int, int]:
        """How many events were copied, and how many deleted; nothing else was said."""
        first, *lines = self.run("vdirsyncer", "sync").splitlines()
        copied = sum(line.startswith("Copying (uploading) item ") for line in lines)
        deleted = sum(line.startswith("Deleting item ") for line in lines)
        assert (first, copied + deleted) == ("Syncing days", len(lines))
        return copied, deleted

    def files(self) -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in self.copy.iterdir()}

    def shown(self, start: str, end: str) -> list[Row]:
        """First day, last day and title of each event, each as often as it is there."""
        form = ["--format", "{start-date}|{end-date}|{title}", "--day-format", ""]
        said = self.run("khal", "list", "--once", *form, start, end)
        rows = [line.split("|") for line in said.splitlines() if line]
        return sorted((start, end, title) for start, end, title in rows)


@pytest.fixture
def calendars(tmp_path: Path) -> Path:
    folder = tmp_path / "calendars"
    folder.mkdir()
    for name, text in CALENDARS.items():
        (folder / name).write_text(text, encoding="utf-8")
    stamp(folder)
    return folder


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def subscriber(needed: Needed, readers_bin: Path, tmp_path: Path, port: int) -> Subscriber:
    for program in ("vdirsyncer", "khal"):
        needed((readers_bin / program).exists(), f"no {program}")
    return Subscriber(readers_bin, tmp_path / "subscriber", f"http://127.0.0.1:{port}{FEED}")


def own_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CALENDAR_SERVICE_")}


def stamp(folder: Path) -> None:
    subprocess.run([*SERVICE, "stamp", folder], env=own_environment(), capture_output=True, check=True)


@contextmanager
def serving(folder: Path, port: int) -> Iterator[list[Row]]:
    """The service, once it listens, and what its feed says."""
    command = [*SERVICE, "serve", "--only-calendars", str(folder), "--port", str(port), "--workers", "1"]
    with (folder.parent / "log").open("wb") as log:
        process = subprocess.Popen(command, env=own_environment(), stderr=log)
    try:
        patience = time.monotonic() + 60
        while (data := fetched(port)) is None:
            assert process.poll() is None and time.monotonic() < patience, (folder.parent / "log").read_text()
            time.sleep(0.05)
        yield rows(data)
    finally:
        process.terminate()
        process.wait(60)


def fetched(port: int) -> bytes | None:
    """The feed, or None while nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", FEED)
        response = connection.getresponse()
        assert response.status == 200
        return response.read()
    except ConnectionRefusedError:
        return None
    finally:
        connection.close()


def rows(data: bytes) -> list[Row]:
    """As khal counts: up to and including the last day."""
    events = icalendar.Calendar.from_ical(data).events
    return sorted((str(event.start), str(event.end - timedelta(1)), str(event["SUMMARY"])) for event in events)


def test_20_a_subscription_follows_a_correction(calendars: Path, port: int, subscriber: Subscriber) -> None:
    """Fetched, shown; corrected, fetched, shown, and nothing twice; fetched again, and nothing is copied."""
    with serving(calendars, port) as before:
        subscriber.run("vdirsyncer", "discover")
        assert subscriber.sync() == (len(before), 0)
        period = before[0][0], before[-1][1]
        assert subscriber.shown(*period) == before
        first = subscriber.files()
    correct(calendars, "сөз; әліпби", "жазу; әліпби")
    with serving(calendars, port) as after:
        changed = len(set(after) - set(before))
        assert 0 < changed < len(after) == len(before)
        assert subscriber.sync() == (changed, changed)
        assert subscriber.shown(*period) == after
        assert {title for _, _, title in after} == {"Тіл, жазу; әліпби күні", "Карта аптасы"}
        second = subscriber.files()
        assert len(second) == len(after)
        assert len(first.items() & second.items()) == len(after) - changed
        assert subscriber.sync() == (0, 0)
        assert subscriber.files() == second


def correct(folder: Path, old: str, new: str) -> None:
    file = folder / "days.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    stamp(folder)
