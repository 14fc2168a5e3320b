"""The README says what is true: its commands, options, addresses, languages and the entry it shows."""

import re
from datetime import date
from pathlib import Path

import click
import pytest
from flask import Flask

from calendar_service.catalogue import Catalogue
from calendar_service.cli import main
from calendar_service.coverage import coverage, markdown
from calendar_service.definitions.document import parse_document, plain
from calendar_service.text import LANGUAGES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = dict(re.findall(r"^\| `calendar-service (\w+)[^`]*` \| (.*) \|$", README, re.M))


def test_every_command_is_told_and_nothing_else() -> None:
    assert set(COMMANDS) == set(main.commands)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_options_that_are_told_exist(name: str) -> None:
    known = {option for parameter in main.commands[name].params for option in parameter.opts}
    assert set(re.findall(r"(--?[a-z][a-z-]*)", COMMANDS[name])) <= known


def test_the_settings_that_are_told_are_those_of_the_commands() -> None:
    options = [parameter for command in main.commands.values() for parameter in command.params]
    known = {str(option.envvar) for option in options if isinstance(option, click.Option) and option.envvar}
    assert set(re.findall(r"CALENDAR_SERVICE_[A-Z_]+", README)) == known


@pytest.mark.parametrize(
    "path",
    re.findall(r"^(/\S*)  ", README, re.M)
    + ["/readyz", "/robots.txt", "/kk/feeds/country/kz/theme/heritage/turkic-world_unesco-days.ics"],
)
def test_the_addresses_that_are_told_answer(path: str, app: Flask) -> None:
    day = "world-turkic-language-family-day"
    path = path.format(lang="en", calendar="turkic-world", id=day, edition="2026")
    assert app.test_client().get(path).status_code == 200


def test_the_languages_that_are_told_are_those_served() -> None:
    told = re.search(r"^Languages: (.+?)\.", README, re.M)
    assert told and tuple(told[1].split()) == LANGUAGES


def test_the_calendars_that_are_told_are_those_shipped(catalogue: Catalogue) -> None:
    table = README.split("## The calendars")[1].split("##")[0]
    first_cells = re.findall(r"^\| (`.+?`) \|", table, re.M)
    assert set(re.findall(r"`([a-z-]+)`", " ".join(first_cells))) == set(catalogue.calendars)


def test_the_entry_that_is_shown_is_ours(catalogue: Catalogue) -> None:
    shown = re.search(r"```yaml\n(.*?)```", README, re.S)
    assert shown
    document = parse_document("README.md", shown[1].encode())
    assert document.root is not None and not document.findings
    entries = plain(document.root)
    assert isinstance(entries, list)
    observance = catalogue.observance(entries[0]["id"])
    assert observance.names["en"].text == entries[0]["name"]["en"]
    assert observance.words == entries[0]["on"]
    assert [found.span.start for found in observance.editions(2026)] == [date(2026, 12, 15)]


def test_links_inside_the_repository_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links and all((ROOT / link).exists() for link in links)


def test_the_coverage_that_is_told_is_that_of_now(catalogue: Catalogue) -> None:
    told = README.split("<!-- coverage -->\n")[1].split("<!-- end of coverage -->")[0]
    assert told == "".join(f"{line}\n" for line in markdown(coverage(catalogue)))
