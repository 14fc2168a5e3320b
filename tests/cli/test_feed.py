"""`feed`: one calendar into a file, the same bytes that the service gives."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from calendar_service import clock
from calendar_service.definitions import shipped_calendars
from calendar_service.web import create_app

BASE = "https://calendar.example.org"
Run = Callable[..., Result]
Folder = Callable[..., Path]
FEEDS = [("unesco-days", "en", "ics"), ("turkic-world", "kk", "json"), ("un-days", "ar", "csv")]


@pytest.mark.parametrize(("calendar", "lang", "form"), FEEDS)
def test_the_command_gives_what_the_service_gives(run: Run, calendar: str, lang: str, form: str) -> None:
    app = create_app(calendars=[shipped_calendars()], base_url=BASE, today=clock.today)
    served = app.test_client().get(f"/{lang}/feeds/{calendar}.{form}")
    result = run("feed", calendar, "--lang", lang, "--format", form, "--base-url", BASE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == served.data


@pytest.mark.parametrize(("calendar", "lang", "form"), FEEDS)
def test_a_file_holds_what_would_be_printed(run: Run, tmp_path: Path, calendar: str, lang: str, form: str) -> None:
    arguments = ("feed", calendar, "--lang", lang, "--format", form)
    result = run(*arguments, "--output", tmp_path / "feed")
    assert (result.exit_code, result.stdout_bytes) == (0, b"")
    assert (tmp_path / "feed").read_bytes() == run(*arguments).stdout_bytes


@pytest.mark.parametrize("form", ["ics", "json", "csv"])
def test_without_a_base_there_is_no_address(run: Run, own: Folder, form: str) -> None:
    """A loopback address in somebody's calendar would lead to their own machine."""
    text = run("feed", "mine-days", "--only-calendars", own(), "--format", form).stdout_bytes.decode()
    assert "Our Day" in text
    assert "http" not in text and "URL" not in text.replace("url,uid", "") and "SOURCE" not in text


def test_with_a_base_each_event_has_its_address(run: Run, own: Folder) -> None:
    text = run("feed", "mine-days", "--only-calendars", own(), "--base-url", f"{BASE}/").stdout_bytes.decode()
    assert text.count(f"URL:{BASE}/en/observances/mine-day/") == text.count("BEGIN:VEVENT")
    assert f"SOURCE;VALUE=URI:{BASE}/en/feeds/mine-days.ics\r\n" in text


def test_a_file_is_replaced_as_a_whole(run: Run, own: Folder, tmp_path: Path) -> None:
    """Whoever has the old file open reads it to its end; a file written in place is read torn."""
    target, kept = tmp_path / "feed.ics", tmp_path / "kept"
    target.write_text("old")
    os.link(target, kept)
    result = run("feed", "mine-days", "--only-calendars", own(), "-o", target)
    assert (result.exit_code, kept.read_text()) == (0, "old")
    assert target.read_bytes().endswith(b"END:VCALENDAR\r\n")
    assert {path.name for path in tmp_path.iterdir()} == {"feed.ics", "kept", "mine-folder"}
    assert target.stat().st_mode & 0o777 == 0o644


def test_a_folder_that_is_not_there_is_told(run: Run, own: Folder, tmp_path: Path) -> None:
    result = run("feed", "mine-days", "--only-calendars", own(), "-o", tmp_path / "nowhere" / "feed.ics")
    assert (result.exit_code, "nowhere" in result.stderr) == (1, True)


def test_a_calendar_that_is_not_there_writes_no_file(run: Run, tmp_path: Path) -> None:
    result = run("feed", "unesco-dayz", "-o", tmp_path / "feed.ics")
    assert (result.exit_code, result.stderr) == (1, "Error: no such calendar, did you mean unesco-days?\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", [["--lang", "kz"], ["--format", "xml"], ["-o", "."]])
def test_a_wrong_call_is_told(run: Run, wrong: list[str]) -> None:
    result = run("feed", "unesco-days", *wrong)
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert result.stderr.splitlines()[-1].startswith("Error: Invalid value for ")
