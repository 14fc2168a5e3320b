"""`upcoming`: what is commemorated today and in the next days, for a reader, a program and a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from calendar_service import clock
from calendar_service.catalogue import Catalogue

Run = Callable[..., Result]
Folder = Callable[..., Path]
Noon = tuple[str, date]
AROUND = {"yesterday": -1, "today": 0, "tomorrow": 1, "in-two": 2, "in-29": 29, "in-30": 30}
HEAD = "calendar: {0}\nname: {{en: {0}}}\ncolor: teal\nobservances:\n"


def entry(id: str, on: str) -> str:
    return f"  - {{id: {id}, name: {{en: Of {id}, ru: О {id}}}, on: {on}, sources: [A book]}}\n"


def written(day: date) -> str:
    return f"{day.day} {day:%B}"


@pytest.fixture
def near(folder: Folder, noon: Noon) -> Path:
    """Some days around today, each named by its distance, and beside them a week and a year."""
    _, today = noon
    days = "".join(entry(id, written(today + timedelta(number))) for id, number in AROUND.items())
    week = f"{written(today - timedelta(1))} to {written(today + timedelta(1))}"
    spans = entry("week", week) + entry("year", f"year {today.year}")
    return folder(days=HEAD.format("days") + days, spans=HEAD.format("spans") + spans)


def test_a_reader_sees_what_comes_then_what_runs(run: Run, near: Path, noon: Noon) -> None:
    zone, today = noon
    result = run("upcoming", "--only-calendars", near, "--tz", zone, "--days", 3)
    days = {number: (today + timedelta(number)).isoformat() for number in range(-1, 3)}
    *lines, last = result.stdout.splitlines()
    assert last.startswith(f"{today.year}-01-01 – {today.year}-12-31  ") and last.endswith("  Of year")
    assert lines == [
        f"{days[-1]} – {days[1]}  now          Of week",
        f"{days[0]}               today        Of today",
        f"{days[1]}               in 1 day     Of tomorrow",
        f"{days[2]}               in 2 days    Of in-two",
    ]


DISTANCES = [
    (1, "week today"),
    (2, "week today tomorrow"),
    (30, "week today tomorrow in-two in-29"),
    (31, "week today tomorrow in-two in-29 in-30"),
]


@pytest.mark.parametrize(("days", "ids"), DISTANCES)
def test_days_are_counted_with_today(run: Run, near: Path, noon: Noon, days: int, ids: str) -> None:
    result = run("upcoming", "--only-calendars", near, "--tz", noon[0], "--days", days, "--format", "json")
    answer = json.loads(result.stdout_bytes)
    assert [item["id"] for item in answer["items"]] == ids.split()
    assert answer["next"] is None


def test_thirty_days_are_shown_unless_told_otherwise(run: Run, near: Path, noon: Noon) -> None:
    assert run("upcoming", "--only-calendars", near, "--tz", noon[0]).stdout.count("\n") == 6


def test_a_spreadsheet_gets_a_table(run: Run, near: Path, noon: Noon) -> None:
    result = run("upcoming", "--only-calendars", near, "--tz", noon[0], "--days", 1, "--format", "csv")
    week, today = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"))))
    assert (week["uid"].partition("-")[0], week["calendars"]) == ("week", "spans")
    assert (today["start"], today["last"], today["title"]) == (str(noon[1]), str(noon[1]), "Of today")


@pytest.mark.parametrize(
    ("lang", "name"), [("en", "Of today"), ("ru", "О today"), ("kk", "О today"), ("ar", "Of today")]
)
def test_names_are_in_the_language_or_the_nearest(run: Run, near: Path, noon: Noon, lang: str, name: str) -> None:
    result = run("upcoming", "--only-calendars", near, "--tz", noon[0], "--days", 1, "--lang", lang, "days")
    assert result.stdout.splitlines()[0].endswith(f"  {name}")


def test_only_the_calendars_that_are_named_are_shown(run: Run, near: Path, noon: Noon) -> None:
    arguments = ("upcoming", "--only-calendars", near, "--tz", noon[0], "--days", 1)
    assert run(*arguments, "spans").stdout.splitlines()[0].endswith("Of week")
    assert run(*arguments, "days", "spans").stdout == run(*arguments).stdout


def test_a_year_of_the_shipped_calendars_holds_every_yearly_day(run: Run, catalogue: Catalogue) -> None:
    answer = json.loads(run("upcoming", "--days", 366, "--format", "json").stdout_bytes)
    assert {"world-turkic-language-family-day", "world-water-day"} < {item["id"] for item in answer["items"]}
    assert {item["id"] for item in answer["items"]} < catalogue.observances.keys()


def test_addresses_stand_in_it_where_there_is_a_base(run: Run, near: Path, noon: Noon) -> None:
    arguments = ("upcoming", "--only-calendars", near, "--tz", noon[0], "--days", 1, "--format", "json", "days")
    [bare] = json.loads(run(*arguments).stdout_bytes)["items"]
    [based] = json.loads(run(*arguments, "--base-url", "https://a.example/").stdout_bytes)["items"]
    assert bare["url"] is None
    assert based["url"] == f"https://a.example/en/observances/today/{noon[1].year}"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Almaty", "UTC"])
def test_today_is_that_of_the_zone(run: Run, folder: Folder, zone: str) -> None:
    """Kiritimati and Pago Pago are 25 hours apart: never on the same day."""
    now = datetime.now(UTC)
    days = [now.date() + timedelta(number) for number in range(-2, 3)]
    path = folder(days=HEAD.format("days") + "".join(entry(f"d-{day}", written(day)) for day in days))
    answer = json.loads(run("upcoming", "--only-calendars", path, "--tz", zone, "--days", 1, "--format", "json").stdout)
    possible = {f"d-{clock.day_in(zone, moment)}" for moment in (now, datetime.now(UTC))}
    assert {item["id"] for item in answer["items"]} <= possible and len(answer["items"]) == 1


# arguments, exit code, the last line
WRONG = [
    (["--tz", "Asia/Almata"], 1, "Error: no such time zone, did you mean Asia/Almaty?"),
    (["--tz", "../../etc/passwd"], 1, "Error: no such time zone"),
    (["--tz", ""], 1, "Error: no such time zone"),
    (["unesco-dayz"], 1, "Error: no such calendar, did you mean unesco-days?"),
    (["xyzzy"], 1, "Error: no such calendar"),
    (["--base-url", "http://a.example"], 1, "Error: expected an https base address; http is for loopback only"),
    (["--base-url", "a.example"], 1, "Error: expected a base address such as https://calendar.example.org"),
    (["--days", "0"], 2, "Error: Invalid value for '--days': 0 is not in the range 1<=x<=3660."),
    (["--days", "3661"], 2, "Error: Invalid value for '--days': 3661 is not in the range 1<=x<=3660."),
    (["--days", "soon"], 2, "Error: Invalid value for '--days': 'soon' is not a valid integer range."),
    (["--format", "xml"], 2, "Error: Invalid value for '--format': 'xml' is not one of 'table', 'json', 'csv'."),
]


@pytest.mark.parametrize(("arguments", "code", "message"), WRONG)
def test_a_wrong_call_is_told_in_a_line(run: Run, arguments: list[str], code: int, message: str) -> None:
    result = run("upcoming", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.splitlines()[-1] == message


def test_wrong_calendars_show_nothing(run: Run, folder: Folder) -> None:
    path = folder(days=HEAD.format("days") + entry("a", "31 June"))
    result = run("upcoming", "--only-calendars", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: the calendars cannot be used:\ndays.yaml:5:")
