"""The command line as a user meets it: arguments in, exit code and two streams out."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calendar_service import clock
from calendar_service.cli import main

SETTINGS = ("CALENDAR_SERVICE_CALENDARS", "CALENDAR_SERVICE_BASE_URL", "CALENDAR_SERVICE_TZ")


@pytest.fixture
def run() -> Callable[..., Result]:
    """`run("upcoming", "--days", 3, CALENDAR_SERVICE_TZ="Asia/Almaty")`; only our own errors end a command."""

    def run(*arguments: object, **environment: str) -> Result:
        settings = {**dict.fromkeys(SETTINGS), **environment}
        words = [str(argument) for argument in arguments]
        result = CliRunner(env=settings).invoke(main, words, prog_name="calendar-service")
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
        return result

    return run


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Path]:
    """A folder to stand beside the shipped one, with one day in it: `own("mine")`."""

    def own(prefix: str = "mine", on: str = "15 December") -> Path:
        path = tmp_path / f"{prefix}-folder"
        path.mkdir(exist_ok=True)
        collection = f"domain: {prefix}.invalid\npublisher: {{en: Us}}\nprefix: {prefix}-\n"
        (path / "collection.yaml").write_text(collection, encoding="utf-8")
        entry = f"{{id: {prefix}-day, name: {{en: Our Day}}, on: {on}, sources: [A book]}}"
        days = f"calendar: {prefix}-days\nname: {{en: Our days}}\ncolor: teal\nobservances:\n  - {entry}\n"
        (path / f"{prefix}-days.yaml").write_text(days, encoding="utf-8")
        return path

    return own


@pytest.fixture
def noon() -> tuple[str, date]:
    """A zone in which it is noon now, and the day there: it will not end during a test."""
    now = datetime.now(UTC)
    zone = f"Etc/GMT{now.hour - 12:+d}"
    return zone, clock.day_in(zone, now)
