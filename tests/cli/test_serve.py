"""`serve`: it answers, ends when told to, and does not begin with wrong calendars."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Folder = Callable[..., Path]
SERVE = [sys.executable, "-c", "from calendar_service.cli import main; main()", "serve"]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


@pytest.fixture
def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CALENDAR_SERVICE_")}
    return {**kept, **settings}


def answer(port: int, path: str) -> tuple[int, bytes] | None:
    """Status and body, or None while nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    except ConnectionRefusedError:
        return None
    finally:
        connection.close()


@contextmanager
def serving(port: int, log: Path, **settings: str) -> "Iterator[subprocess.Popen[bytes]]":
    """The service, once it listens; whatever happens, it is gone afterwards."""
    with log.open("wb") as file:
        command = [*SERVE, "--port", str(port), "--workers", "1"]
        process = subprocess.Popen(command, env=environment(**settings), stderr=file)
    try:
        patience = time.monotonic() + 60
        while answer(port, "/readyz") is None:
            assert process.poll() is None and time.monotonic() < patience, log.read_text()
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def test_it_serves_until_told_to_stop(own: Folder, tmp_path: Path, free: int) -> None:
    """Settings reach the workers; TERM, as systemd and Docker send it, is a good end."""
    settings = {"CALENDAR_SERVICE_CALENDARS": str(own()), "CALENDAR_SERVICE_TZ": "Asia/Almaty"}
    with serving(free, tmp_path / "log", **settings) as process:
        status, feed = answer(free, "/en/feeds/mine-days.ics") or (0, b"")
        assert status == 200
        assert f"SOURCE;VALUE=URI:http://127.0.0.1:{free}/en/feeds/mine-days.ics\r\n".encode() in feed
        assert (answer(free, "/kk/") or (0, b""))[0] == 200
    assert process.returncode == 0
    assert f"http://127.0.0.1:{free}/en/\n" in (tmp_path / "log").read_text()
    assert answer(free, "/healthz") is None


def test_wrong_calendars_are_told_before_it_listens(own: Folder, taken: int) -> None:
    """The port is taken: a service that came so far would complain of that."""
    path = own(on="32 December")
    command = [*SERVE, "--port", str(taken), "--calendars", str(path)]
    ended = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("Error: the calendars cannot be used:\nmine-folder/mine-days.yaml:5:")
    assert str(taken) not in ended.stderr


# what is wrong, exit code, the last line
REFUSED = [
    (["--base-url", "http://a.example"], 1, "Error: expected an https base address; http is for loopback only"),
    (["--base-url", "a.example"], 1, "Error: expected a base address such as https://calendar.example.org"),
    (["--host", "192.0.2.1"], 1, "Error: expected an https base address; http is for loopback only"),
    (["--tz", "Asia/Almata"], 1, "Error: no such time zone, did you mean Asia/Almaty?"),
    (["--port", "0"], 2, "Error: Invalid value for '--port': 0 is not in the range 1<=x<=65535."),
    (["--workers", "0"], 2, "Error: Invalid value for '--workers': 0 is not in the range 1<=x<=64."),
]


@pytest.mark.parametrize(("arguments", "code", "message"), REFUSED)
def test_wrong_settings_are_told_before_it_listens(
    run: Run, own: Folder, arguments: list[str], code: int, message: str
) -> None:
    result = run("serve", "--only-calendars", own(), *arguments)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (code, message)
