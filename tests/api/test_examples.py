"""The reference page: each example on it is copied as a reader copies it, run, and says what the API says."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO, StringIO
from pathlib import Path
from socket import create_server
from typing import Any
from urllib.request import urlopen

import jinja2
import openpyxl
import pytest
import yaml
from flask import Flask
from werkzeug.serving import make_server

from calendar_service.definitions import shipped_calendars
from calendar_service.web import create_app

FILES = Path(__file__).parent.parent.parent / "calendar_service/web/api/examples"
TODAY, EMPTY = date(2026, 12, 15), date(2026, 11, 28)
FAMILY_DAY = "World Turkic Language Family Day"
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""As GitHub runs a step with `shell: bash`."""
ADDRESS = re.compile(r'http://127\.0\.0\.1[^\s"]+')
Folder = Callable[..., Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@dataclass
class Service:
    """A running service; its clock may be set."""

    base_url: str
    today: date = TODAY

    def fetch(self, path: str) -> bytes:
        with urlopen(self.base_url + path, timeout=30) as answer:
            found: bytes = answer.read()
        return found

    def asked(self, question: str) -> Any:
        return json.loads(self.fetch(f"/api/v1/{question}"))

    @property
    def page(self) -> str:
        return self.fetch("/api/v1/").decode()


@pytest.fixture(scope="module")
def running() -> Iterator[Service]:
    with create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        service = Service(f"http://127.0.0.1:{port}")
        app = create_app(calendars=[shipped_calendars()], base_url=service.base_url, today=lambda zone: service.today)
        server = make_server("127.0.0.1", port, app, threaded=True, fd=listener.fileno())
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield service
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def service(running: Service) -> Service:
    running.today = TODAY
    return running


@pytest.fixture
def copied(service: Service) -> dict[str, str]:
    """The text of each example by the name of its file, as the page shows it."""
    shown = re.findall(r'<p class="file"><code>(.+?)</code></p>\s*<pre><code>(.*?)</code></pre>', service.page, re.S)
    return {name: unescape(text) for name, text in shown}


@pytest.fixture
def run(copied: dict[str, str], tmp_path: Path) -> Run:
    """Saves an example and runs it, with nothing of the environment but what is named."""

    def run(program: str, name: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        (tmp_path / name).write_text(copied[name], encoding="utf-8")
        return finished(program, name, cwd=tmp_path, **settings)

    return run


def finished(*command: str, cwd: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LC_ALL": "C.UTF-8", **settings}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=60)


def needed(*programs: str) -> None:
    """Skips where a program is absent; fails where the tests must be whole."""
    for program in programs:
        if shutil.which(program) is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {program}: see .ci/run")


def names(items: list[dict[str, Any]]) -> list[str]:
    return [item["name"]["text"] for item in items]


def test_every_file_is_shown_with_the_address_of_the_service(copied: dict[str, str], service: Service) -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FILES.iterdir() if path.is_file()}
    assert len(written) == 7
    assert copied == {
        name: text.replace("https://calendar.example.org", service.base_url) for name, text in written.items()
    }
    assert all(service.base_url in text for text in copied.values())


def test_shell_prints_what_is_new_and_only_that(run: Run, service: Service, tmp_path: Path) -> None:
    needed("curl", "jq")

    def coming() -> str:
        return "".join(
            f"{item['start']}  {item['name']['text']}\n" for item in service.asked("upcoming?days=7")["items"]
        )

    first = run("bash", "upcoming.sh")
    assert (first.returncode, first.stderr, first.stdout) == (0, "", coming())
    assert f"2026-12-15  {FAMILY_DAY}\n" in first.stdout
    assert json.loads((tmp_path / "upcoming.json").read_text(encoding="utf-8"))["date"] == "2026-12-15"
    assert run("bash", "upcoming.sh").stdout == "nothing new\n"
    service.today = date(2026, 12, 16)
    assert run("bash", "upcoming.sh").stdout == coming() != first.stdout
    (tmp_path / "upcoming.json").unlink()
    assert run("bash", "upcoming.sh").stdout == coming()


@pytest.mark.parametrize(("program", "name"), [(sys.executable, "upcoming.py"), ("node", "upcoming.mjs")])
def test_programs_print_a_line_a_day(run: Run, service: Service, program: str, name: str) -> None:
    needed(program)
    items = service.asked("upcoming?days=7")["items"]
    result = run(program, name)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [f"{item['start']} {item['name']['text']} {item['url']}" for item in items]
    assert FAMILY_DAY in names(items)


def test_sheets_and_workbooks_hold_the_days_of_the_year(copied: dict[str, str], service: Service) -> None:
    lines = copied["sheet.txt"].splitlines()
    [formula] = [line for line in lines if line.startswith("=")]
    address, again, workbook = ADDRESS.findall(copied["sheet.txt"])
    assert formula == f'=IMPORTDATA("{address}")' and again == address and workbook.endswith(".xlsx")
    asked = service.asked("occurrences?from=2026-01-01&until=2026-12-31&theme=culture&calendar=everything&kind=day")
    wanted = {(item["uid"], item["start"], item["name"]["text"]) for item in asked["items"] if not item["tentative"]}
    assert len(wanted) > 10
    table = list(csv.DictReader(StringIO(service.fetch(address.removeprefix(service.base_url)).decode("utf-8-sig"))))
    assert wanted <= {(row["uid"], row["start"], row["title"]) for row in table}
    book = openpyxl.load_workbook(BytesIO(service.fetch(workbook.removeprefix(service.base_url))))
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    found = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    assert wanted <= {(str(row["uid"]), str(row["start"])[:10], str(row["title"])) for row in found}


@dataclass
class Chat:
    address: str
    posts: list[tuple[str | None, Any]]


@pytest.fixture
def chat() -> Iterator[Chat]:
    """Somebody who takes what is posted, as the incoming webhook of a chat does."""
    posts: list[tuple[str | None, Any]] = []

    class Webhook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posts.append((self.headers["Content-Type"], json.loads(body)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Webhook) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Chat(f"http://127.0.0.1:{server.server_port}/hook", posts)
        server.shutdown()
        thread.join()


def test_a_chat_is_told_what_is_kept_today(run: Run, service: Service, chat: Chat) -> None:
    needed("curl", "jq")
    items = service.asked("today")["items"]
    result = run("bash", "webhook.sh", WEBHOOK=chat.address)
    assert (result.returncode, result.stderr) == (0, "")
    lines = [f"{item['name']['text']}: {item['url']}" for item in items]
    assert chat.posts == [("application/json", {"text": "\n".join(lines)})]
    assert FAMILY_DAY in names(items)


def test_a_chat_is_not_told_that_there_is_nothing(run: Run, service: Service, chat: Chat) -> None:
    needed("curl", "jq")
    service.today = EMPTY
    assert service.asked("today")["items"] == []
    assert run("bash", "webhook.sh", WEBHOOK=chat.address).returncode == 0
    assert chat.posts == []


def test_without_a_chat_it_says_what_is_missing(run: Run) -> None:
    result = run("bash", "webhook.sh")
    assert result.returncode != 0 and "WEBHOOK: expected the address of an incoming webhook" in result.stderr


@pytest.mark.parametrize("day", [TODAY, EMPTY])
def test_home_assistant_shows_the_names_of_the_day(copied: dict[str, str], service: Service, day: date) -> None:
    """Its templates are Jinja's, where `value_json.items` would be a method."""
    service.today = day
    text = copied["home-assistant.yaml"]
    [[source], [sensor]] = [yaml.safe_load(text)["rest"], yaml.safe_load(text)["rest"][0]["sensor"]]
    answer = service.asked("today")
    assert json.loads(service.fetch(source["resource"].removeprefix(service.base_url))) == answer
    state = jinja2.Environment().from_string(sensor["value_template"]).render(value_json=answer)
    assert state == (", ".join(names(answer["items"]))[:255] or "nothing")
    assert (FAMILY_DAY in state) == (day == TODAY)
    assert set(sensor["json_attributes"]) <= set(answer)


def test_home_assistants_calendar_is_a_feed(copied: dict[str, str], service: Service) -> None:
    resource, calendar = ADDRESS.findall(copied["home-assistant.yaml"])
    feed = service.fetch(calendar.removeprefix(service.base_url)).decode().replace("\r\n ", "")
    assert feed.startswith("BEGIN:VCALENDAR\r\n") and f"\r\nSUMMARY:{FAMILY_DAY}\r\n" in feed


def test_the_github_action_opens_an_issue_with_the_week(
    copied: dict[str, str], service: Service, tmp_path: Path
) -> None:
    """Its steps one after the other, in one folder, with a `gh` that writes down what it is asked."""
    needed("curl", "jq")
    (tmp_path / "gh").write_text('#!/bin/sh\nprintf "%s\\n" "$@" > asked\ncat "$6" > issue\n')
    (tmp_path / "gh").chmod(0o755)
    workflow = yaml.load(copied["github-action.yml"], yaml.BaseLoader)  # `on` is a word here
    assert workflow["on"]["schedule"] == [{"cron": "0 6 * * 1"}] and workflow["permissions"] == {"issues": "write"}
    assert workflow["defaults"]["run"]["shell"] == "bash"
    [job] = workflow["jobs"].values()
    settings = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    for step in job["steps"]:
        result = finished(*SHELL, "-c", step["run"], cwd=tmp_path, **settings)
        assert (result.returncode, result.stderr) == (0, "")
    items = service.asked("upcoming?days=7")["items"]
    week = "".join(f"- {item['start']} [{item['name']['text']}]({item['url']})\n" for item in items)
    assert (
        (tmp_path / "summary").read_text(encoding="utf-8") == week == (tmp_path / "issue").read_text(encoding="utf-8")
    )
    assert (tmp_path / "asked").read_text().startswith("issue\ncreate\n--title\nThe week of 20")
    assert job["steps"][-1]["env"] == {"GH_TOKEN": "${{ github.token }}", "GH_REPO": "${{ github.repository }}"}
    assert FAMILY_DAY in week


def test_the_answers_that_are_shown_are_those_given(service: Service, tmp_path: Path) -> None:
    """Each curl line of the page, and the answer beneath it."""
    needed("curl")
    page = service.page
    code = [unescape(text) for text in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.S)]
    commands = [text for text in code if text.startswith("curl ")]
    (tmp_path / "our-days.yaml").write_text(next(text for text in code if text.startswith("calendar: our-days\n")))
    answers = [json.loads(finished(*SHELL, "-c", line, cwd=tmp_path).stdout) for line in commands]
    first, checked, wrong = answers
    assert json.loads(code[code.index(commands[0]) + 1]) == first and names(first["items"]) == [FAMILY_DAY]
    assert json.loads(code[code.index(commands[2]) + 1]) == wrong and wrong["status"] == 400
    assert checked["valid"] and checked["items"][0]["rule"] == "first Monday of September"


def links(page: str) -> tuple[set[str], set[str]]:
    """Addresses on this host that the text of a page leads to, and places on the page itself."""
    found = {
        unescape(link) for link in re.findall(r'href="([^"]+)"', page.partition("<main")[2].partition("</main")[0])
    }
    return {link for link in found if link[0] == "/"}, {link[1:] for link in found if link[0] == "#"}


def test_each_question_is_told_with_an_example_that_is_answered(service: Service) -> None:
    page, described = service.page, service.asked("openapi.json")
    addresses, places = links(page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) and places <= set(ids)
    assert all(service.fetch(address) for address in addresses)
    for path, operations in described["paths"].items():
        [(method, operation)] = operations.items()
        assert f"{method.upper()}</span> <code>{path}</code></h3>" in page
        tried = re.compile(path.replace("{id}", "[a-z0-9-]+").replace(".", r"\.") + r"(\?.*)?")
        assert method == "post" or any(tried.fullmatch(address) for address in addresses)
        for parameter in operation["parameters"]:
            assert parameter["description"] and parameter["schema"].get("examples"), (path, parameter["name"])


def test_the_page_holds_neither_script_nor_style(service: Service) -> None:
    """The Content-Security-Policy would not run them."""
    text = re.sub(r"<pre.*?</pre>", "", service.page.partition("<main")[2], flags=re.S)
    assert not re.search(r"<(script|style|img|iframe)|\s(style|on[a-z]+)=", text)


OURS = """\
calendar: ours
name: {en: Our days}
color: goldenrod
observances:
  - {id: our-day, name: {en: Our Day}, on: 20 December, sources: [House archive], examples: {2026: 2026-12-20}}
"""


def test_a_service_of_other_calendars_shows_its_own(folder: Folder) -> None:
    base = "https://ours.example.org"
    app: Flask = create_app(calendars=[folder(ours=OURS)], base_url=base, today=lambda zone: TODAY)
    client = app.test_client()
    page = client.get("/api/v1/").text
    assert f"{base}/api/v1/upcoming" in page and "calendar.example.org" not in page
    addresses, _ = links(page)
    told = [address for address in addresses if address.startswith("/api/")]
    assert {"/api/v1/observances/our-day?lang=tr", "/api/v1/calendars/ours"} <= set(told)
    assert [address for address in told if client.get(address).status_code != 200] == []
