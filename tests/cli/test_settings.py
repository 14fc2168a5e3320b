"""Settings: flags, the environment variables of the same names, and which of them goes first."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from calendar_service import __version__
from calendar_service.catalogue import Catalogue

BASE = "https://calendar.example.org"
Run = Callable[..., Result]
Folder = Callable[..., Path]


def entries(result: Result) -> int:
    """How many entries a `check` has read."""
    return int(result.stderr.splitlines()[-1].split()[0])


def test_the_environment_names_folders_as_path_does(run: Run, own: Folder, catalogue: Catalogue) -> None:
    both = os.pathsep.join(str(own(prefix)) for prefix in ("mine", "yours"))
    result = run("check", CALENDAR_SERVICE_CALENDARS=both)
    assert (result.exit_code, entries(result)) == (0, len(catalogue.observances) + 2)


def test_folders_of_ones_own_stand_beside_the_shipped(run: Run, own: Folder, catalogue: Catalogue) -> None:
    result = run("check", "--calendars", own("mine"), "--calendars", own("yours"))
    assert (result.exit_code, entries(result)) == (0, len(catalogue.observances) + 2)


def test_only_calendars_leaves_the_shipped_out(run: Run, own: Folder) -> None:
    path = own("mine")
    assert entries(run("check", "--only-calendars", path)) == 1
    assert entries(run("check", "--only-calendars", path, "--only-calendars", own("yours"))) == 2
    unknown = run("explain", "world-water-day", "--only-calendars", path)
    assert (unknown.exit_code, unknown.stderr) == (1, "Error: no such observance\n")


@pytest.mark.parametrize("name", ["CALENDAR_SERVICE_BASE_URL", "--base-url"])
def test_a_base_makes_addresses(run: Run, own: Folder, name: str) -> None:
    arguments = ["feed", "mine-days", "--only-calendars", own()]
    result = run(*arguments, name, BASE) if name.startswith("--") else run(*arguments, **{name: BASE})
    assert f"\r\nSOURCE;VALUE=URI:{BASE}/en/feeds/mine-days.ics\r\n".encode() in result.stdout_bytes


@pytest.mark.parametrize("name", ["CALENDAR_SERVICE_TZ", "--tz"])
def test_a_zone_is_asked_for_today(run: Run, own: Folder, name: str) -> None:
    arguments = ["upcoming", "--only-calendars", own()]
    result = run(*arguments, name, "Asia/Almata") if name.startswith("--") else run(*arguments, **{name: "Asia/Almata"})
    assert (result.exit_code, result.stderr) == (1, "Error: no such time zone, did you mean Asia/Almaty?\n")


FLAGS = [
    ("CALENDAR_SERVICE_TZ", "nowhere", ["--tz", "Asia/Almaty"]),
    ("CALENDAR_SERVICE_BASE_URL", "http://evil.test", ["--base-url", BASE]),
    ("CALENDAR_SERVICE_TZ", "", []),
    ("CALENDAR_SERVICE_BASE_URL", "", []),
    ("CALENDAR_SERVICE_CALENDARS", "", []),
]


@pytest.mark.parametrize(("name", "value", "flags"), FLAGS)
def test_a_flag_goes_first_and_an_empty_setting_is_none(
    run: Run, own: Folder, name: str, value: str, flags: list[str]
) -> None:
    assert run("upcoming", "--only-calendars", own(), *flags, **{name: value}).exit_code == 0


@pytest.mark.parametrize("option", ["--calendars", "--only-calendars"])
@pytest.mark.parametrize("command", ["check", "upcoming", "serve", "explain", "feed"])
def test_a_folder_that_is_not_there_is_a_wrong_call(run: Run, tmp_path: Path, command: str, option: str) -> None:
    result = run(command, option, tmp_path / "nowhere", *(["x"] if command in ("explain", "feed") else []))
    assert result.exit_code == 2
    assert f"Invalid value for '{option}'" in result.stderr and "does not exist" in result.stderr


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout == f"calendar-service, version {__version__}\n"


@pytest.mark.parametrize("command", ["check", "upcoming", "feed", "explain", "stamp", "serve"])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself(run: Run, command: str, flag: str) -> None:
    result = run(command, flag)
    assert result.exit_code == 0 and result.stdout.startswith(f"Usage: calendar-service {command} ")
    assert f"\n  {command} " in run(flag).stdout
