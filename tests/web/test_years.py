"""Years as a picture, as lists and on paper: the numbers are those of a count by hand, and all of it fits."""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import shipped_calendars
from calendar_service.observance import Occurrence
from calendar_service.query import occurrences
from calendar_service.selection import Selection
from calendar_service.span import Span
from calendar_service.text import LANGUAGES
from calendar_service.web import create_app
from calendar_service.web.wall import LANES, months, wall

from .test_pages import BASE, TODAY, Element, Page

Folder = Callable[..., Path]
Service = Callable[..., FlaskClient]
MINUTE = 60
KINDS_OF_PAGE = [
    "2026",
    "2024",
    "1970",
    "2100",
    "calendars/turkic-world/2026",
    "2026/11",
    "2100/12",
    "2027/q1",
    "2027/q1/theme/culture/everything",
    "2026/02/un-decades",
    "planner/2026/culture-heritage",
    "planner/2026-2027/turkic-world",
    "planner/2026/everything",
]


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("kk", "ltr"), ("zh", "ltr"), ("ar", "rtl")])
def test_pages_of_years_are_sound(client: FlaskClient, lang: str, direction: str, path: str) -> None:
    answer = client.get(f"/{lang}/{path}")
    page = Page(answer)
    assert page.language == (lang, direction)
    assert page.said("h1") not in ([], [""])
    assert len(answer.data) < 100_000
    assert " style=" not in answer.text and "<script" not in answer.text.replace('<script type="module" src', "")


def cells(page: Page) -> list[Element]:
    """The days of the wall."""
    return [each for each in page.elements if each.tag == "a" and re.search(r"#d\d+$", each.attributes["href"])]


def tinted(page: Page) -> dict[tuple[int, int], int]:
    """The tint of each month and day."""
    found = {}
    for each in cells(page):
        month, day = re.findall(r"/\d{4}/(\d\d)(?:/[a-z-]+)?#d(\d+)$", each.attributes["href"])[0]
        found[int(month), int(day)] = int(re.findall(r"tint-(\d)", each.attributes["class"])[0])
    return found


@pytest.mark.parametrize("year", [1970, 2000, 2024, 2026, 2027, 2100])
@pytest.mark.parametrize("calendar", ["", "culture-heritage", "turkic-world", "un-days"])
def test_tints_are_what_a_count_by_hand_gives(
    client: FlaskClient, catalogue: Catalogue, calendar: str, year: int
) -> None:
    members = catalogue.calendar(calendar).members if calendar else catalogue.observances.values()
    found = [one for member in members if member.in_feeds for one in member.occurrences(Span.years(year, year))]
    counts = Counter(one.span.start for one in found if one.span.days == 1 and not one.running)
    first = date(year, 1, 1)
    every = [first + timedelta(number) for number in range((date(year + 1, 1, 1) - first).days)]
    page = Page(client.get(f"/en/calendars/{calendar}/{year}" if calendar else f"/en/{year}"))
    assert tinted(page) == {(day.month, day.day): min(counts[day], 5) for day in every}


def test_the_number_stands_in_the_text_of_a_day(client: FlaskClient, catalogue: Catalogue) -> None:
    """Colour is never alone."""
    found = occurrences(catalogue, Selection(("everything",)), Span.years(2026, 2026))
    counts = Counter(one.span.start for one in found if one.span.days == 1 and not one.running)
    page = Page(client.get("/en/calendars/everything/2026"))
    labels = {each.attributes["href"]: each.attributes["aria-label"] for each in cells(page)}
    for day, count in counts.items():
        label = labels[f"/en/2026/{day.month:02}/everything#d{day.day}"]
        assert re.match(rf"{day.day} {day:%B}: {count} commemorations?\b", label)
    assert labels["/en/2026/12/everything#d31"] == "31 December"
    assert "World Space Week" in labels["/en/2026/10/everything#d7"]


@pytest.mark.parametrize(("year", "days"), [(2023, 28), (2024, 29), (2000, 29), (2100, 28)])
def test_february_has_its_days(client: FlaskClient, year: int, days: int) -> None:
    found = [day for month, day in tinted(Page(client.get(f"/en/{year}"))) if month == 2]
    assert found == list(range(1, days + 1))
    assert Page(client.get(f"/en/{year}/02/theme/water/un-days")).said("a", "table", href=f"#d{days + 1}") == []


@pytest.mark.parametrize("path", ["2026", "calendars/education/2026"])
def test_today_is_ringed_once(client: FlaskClient, path: str) -> None:
    ringed = [each for each in cells(Page(client.get(f"/en/{path}"))) if "now" in each.attributes["class"].split()]
    assert [each.attributes["href"][-4:] for each in ringed] == ["#d24"]
    assert ringed[0].attributes["aria-current"] == "date"
    assert not any("now" in each.attributes["class"].split() for each in cells(Page(client.get("/en/2027"))))


@pytest.mark.parametrize("path", ["2026", "calendars/kazakhstan/2026", "2027"])
def test_every_day_of_the_wall_leads_to_its_place(client: FlaskClient, path: str) -> None:
    targets: dict[str, set[str]] = {}
    for each in cells(Page(client.get(f"/en/{path}"))):
        address, _, anchor = each.attributes["href"].partition("#")
        if address not in targets:
            targets[address] = {one.attributes.get("id", "") for one in Page(client.get(address)).elements}
        assert anchor in targets[address]
    assert len(targets) == 12


@pytest.mark.parametrize("path", [*KINDS_OF_PAGE, "calendars/everything/1970", "2100/q4", "1970/01"])
def test_every_link_of_a_page_of_years_resolves(client: FlaskClient, path: str) -> None:
    for link in sorted(set(Page(client.get(f"/ar/{path}")).links)):
        assert client.get(link, buffered=True).status_code in (200, 302), link


# an address, and the one that is kept
MOVED = [
    ("planner/2026", "planner/2026/everything"),
    ("planner/2026-27", "planner/2026-2027/everything"),
    ("2027/1", "2027/01"),
    ("2027/12/unesco-days_un-days", "2027/12/un-days_unesco-days"),
    ("2027/Q1", "2027/q1"),
    ("2027/q1/theme/heritage_culture/everything", "2027/q1/theme/culture_heritage/everything"),
    ("2027/3/remind/7/un-days", "2027/03/un-days"),
    ("calendars/Turkic-World/2026", "calendars/turkic-world/2026"),
    ("planner/2026-27/education", "planner/2026-2027/education"),
    ("planner/2026/education_culture-heritage", "planner/2026/culture-heritage_education"),
    ("planner/2026/lead/14/spans/whole/education", "planner/2026/education"),
]


def test_the_planner_of_the_main_menu_is_this_years(client: FlaskClient) -> None:
    answer = client.get("/kk/planner")
    assert (answer.status_code, answer.location) == (302, f"{BASE}/kk/planner/2026/everything")
    assert 'href="/kk/planner"' in client.get("/kk/").text


@pytest.mark.parametrize(("address", "kept"), MOVED)
def test_another_spelling_leads_to_the_one_that_is_kept(client: FlaskClient, address: str, kept: str) -> None:
    answer = client.get(f"/kk/{address}", headers={"Host": "evil.test"})
    assert (answer.status_code, answer.headers["Location"]) == (308, f"{BASE}/kk/{kept}")
    assert client.get(f"/kk/{kept}").status_code == 200


MISSING = (
    "1969 2101 0000 9999 20266 2026/0 2026/00 2026/13 2026/q0 2026/q5 2026/001 2026/-1 1969/12 2101/01 2026/ "
    "2026/03/nothing 2026/03/theme/nothing/un-days 2026/03/theme/water calendars/nothing/2026 "
    "calendars/un-days_unesco-days/2026 calendars/un-days/1969 planner/1969/un-days "
    "planner/1969-1970/un-days planner/2100-2101/un-days planner/2026-2028/un-days planner/2026-2026/un-days "
    "planner/2026-/un-days planner/2026-99/un-days planner/nothing/un-days planner/2026/nothing "
    "%D9%A2%D9%A0%D9%A2%D9%A6 2026/%D9%A1 2026/%D9%A0%D9%A1 planner/%D9%A2%D9%A0%D9%A2%D9%A6/un-days"
).split()


@pytest.mark.parametrize("address", MISSING)
def test_what_is_no_time_is_404(ask: Callable[..., TestResponse], address: str) -> None:
    answer = ask(f"/en/{address}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_a_year_out_of_reach_names_the_nearest(client: FlaskClient) -> None:
    assert "2100" in client.get("/en/2150").text and "1970" in client.get("/en/1600").text


def test_a_page_of_a_year_is_not_there_in_no_language(client: FlaskClient) -> None:
    assert [client.get(f"/xx/{path}").status_code for path in KINDS_OF_PAGE] == [404] * len(KINDS_OF_PAGE)


def shown(page: Page) -> list[tuple[str, list[str]]]:
    """The days of an agenda, with what stands in each."""
    found: list[tuple[str, list[str]]] = []
    inside = ""
    for each in page.elements:
        if each.tag == "time":
            found.append((each.attributes["datetime"], []))
        inside = each.attributes.get("class", inside) if each.tag in ("p", "section", "nav") else inside
        if each.tag == "a" and inside == "name" and found:
            found[-1][1].append(each.text)
    return found


@pytest.mark.parametrize("lang", ["en", "kk"])
def test_1_next_quarter_of_a_theme(client: FlaskClient, catalogue: Catalogue, lang: str) -> None:
    """Scenario 1: all and only such days, in order, with weekday, name, who proclaimed it and a source."""
    quarter = Span(date(2027, 1, 1), date(2027, 4, 1))
    everything = occurrences(catalogue, Selection(("everything",)), quarter)
    days = [one for one in everything if "culture" in one.observance.themes and not one.running]
    page = Page(client.get(f"/{lang}/2027/q1/theme/culture/everything"))
    wanted = [one.span.start.isoformat() for one in days]
    assert [day for day, names in shown(page) for _ in names] == wanted
    listed = [name for _, names in shown(page) for name in names]
    assert sorted(listed) == sorted(str(catalogue.text(one.observance.names, lang)) for one in days)
    said = page.said("time")[0]
    assert all(word in said for word in {"en": ("Sunday", "24 January 2027"), "kk": ("24 қаңтар", "жексенбі")}[lang])
    links = page.all("a", "href")
    acts = [one.observance.acts[0] for one in days if one.observance.acts]
    assert acts and all(act.url in links for act in acts if act.url)


WEEKS = """\
calendar: days
name: {en: Days}
description: {en: All days there are}
color: teal
observances:
  - {id: a-day, name: {en: Day}, on: 2 March, sources: [A book]}
  - {id: a-week, name: {en: Week}, on: 26 February to 4 March, sources: [A book]}
  - {id: two-days, name: {en: Two Days}, on: 31 December to 1 January, sources: [A book]}
  - {id: a-year, name: {en: Year}, on: year 2026, sources: [A book]}
  - {id: a-decade, name: {en: Decade}, on: 22 March 2018 to 22 March 2028, sources: [A book]}
"""


def test_a_week_stands_once_in_each_month_that_it_touches(folder: Folder, service: Service) -> None:
    client = service(folder(days=WEEKS))
    assert shown(Page(client.get("/en/2026/02"))) == [("2026-02-26", ["Week"])]
    assert shown(Page(client.get("/en/2026/03"))) == [("2026-03-01", ["Week"]), ("2026-03-02", ["Day"])]
    assert shown(Page(client.get("/en/2026/q1"))) == [
        ("2026-01-01", ["Two Days"]),
        ("2026-02-26", ["Week"]),
        ("2026-03-02", ["Day"]),
    ]


def test_what_lasts_is_a_bar_and_no_number(folder: Folder, service: Service) -> None:
    page = Page(service(folder(days=WEEKS)).get("/en/2026"))
    assert {day: tint for day, tint in tinted(page).items() if tint} == {(3, 2): 1}
    bars = [each.attributes["class"] for each in page.elements if each.tag == "i"][1:]
    assert bars == ["bar last", "bar first", *["bar"] * 5, "bar last", "bar first"]
    assert page.said("a", "lasting") == ["Two Days", "Week", "Two Days"]
    assert page.said("a", "running") == ["Decade", "Year"]


def test_a_year_of_its_own_is_news_in_its_first_month_only(folder: Folder, service: Service) -> None:
    client = service(folder(days=WEEKS))
    assert Page(client.get("/en/2026/01")).said("a", "longer") == ["Year"]
    assert Page(client.get("/en/2026/04")).said("a", "longer") == []


@pytest.mark.parametrize("year", range(2020, 2031))
def test_no_bar_is_lost(catalogue: Catalogue, year: int) -> None:
    window = Span.years(year, year)
    found = occurrences(catalogue, Selection(("everything",)), window)
    days = [day for month in wall(found, window, first_weekday=0, today=TODAY) for week in month.weeks for day in week]
    for day in days:
        if day:
            over = [one for one in found if not one.running and 1 < one.span.days and _lasts(one, day.date)]
            assert set(day.spans) == set(over)
            assert sum(bool(bar) for bar in day.bars) == min(len(over), LANES)


def _lasts(occurrence: Occurrence, day: date) -> bool:
    return occurrence.span.start <= day <= occurrence.span.last


@pytest.mark.parametrize(("first_weekday", "starts"), [(0, 3), (6, 4)])
def test_a_week_begins_where_the_language_has_it(first_weekday: int, starts: int) -> None:
    """1 January 2026 is a Thursday."""
    january = wall([], Span.years(2026, 2026), first_weekday=first_weekday, today=TODAY)[0]
    assert [day and day.date.day for day in january.weeks[0]] == [None] * starts + list(range(1, 8 - starts))
    assert all(len(week) == 7 for week in january.weeks)


def test_months_are_whole() -> None:
    assert [month.days for month in months(Span.years(2024, 2024))][:3] == [31, 29, 31]
    assert months(Span.day(date(2026, 12, 31))) == [Span(date(2026, 12, 1), date(2027, 1, 1))]


# an address without a day in it, and where it leads on to
EMPTY = [
    ("2026/01/theme/sport/education", "/en/2026/01/education"),
    ("2026/01/un-decades", "/en/2026/01"),
    ("1970/01", None),
]


@pytest.mark.parametrize(("address", "wider"), EMPTY)
def test_4_where_nothing_falls_a_wider_choice_is_offered(client: FlaskClient, address: str, wider: str | None) -> None:
    answer = client.get(f"/en/{address}")
    page, text = Page(answer), "No commemoration falls in this time."
    assert shown(page) == [] and text in answer.text
    line = answer.text[answer.text.index(text) :].partition("</p>")[0]
    assert (f'href="{wider}"' in line) if wider else "href" not in line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_2_a_school_year_runs_from_september_to_august(client: FlaskClient, lang: str) -> None:
    page = Page(client.get(f"/{lang}/planner/2026-2027/education"))
    assert [each for each in page.all("h2", "id") if re.fullmatch(r"m\d+", each)] == [
        f"m{month}" for month in [9, 10, 11, 12, *range(1, 9)]
    ]
    days = [int(text) for text in page.said("b")]
    assert len(days) == 365
    assert days[:30] == list(range(1, 31))


def test_2_days_that_float_fall_right_in_both_school_years(client: FlaskClient) -> None:
    """World Philosophy Day is on Thursday 19 November 2026, and on 18 November in 2027."""
    for years, day in [("2026-2027", 19), ("2027-2028", 18)]:
        text = client.get(f"/en/planner/{years}/education").text
        [line] = [line for line in text.split("<b>") if "World Philosophy Day" in line]
        assert line.startswith(f"{day}</b> <abbr>Th<")


def test_a_planner_says_where_it_is_from_and_when(client: FlaskClient) -> None:
    page = Page(client.get("/ar/planner/2027/turkic-world"))
    assert page.said("bdi", dir="ltr") == [f"{BASE}/ar/planner/2027/turkic-world"] * 2
    assert sum("24 نوفمبر 2026" in text for text in page.said("p")) == 2


MANY = "".join(
    f"  - {{id: day-{n}, name: {{en: Day {n}}}, on: {n % 28 + 1} March, sources: [A book]}}\n" for n in range(300)
)


def test_a_planner_of_too_many_days_says_how_many_have_no_room(folder: Folder, service: Service) -> None:
    text = service(folder(days=WEEKS + MANY)).get("/en/planner/2027/days").text
    march = text[text.index('id="m3"') : text.index('id="m4"')]
    more = sum(int(number) for number in re.findall(r"</a> \+(\d+)", march))
    assert more > 200
    assert more + march.count("/observances/") == 300 + len(["a-day", "a-week"])


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server for the browser, which loads the style sheet from it."""
    app: Flask
    server = make_server("127.0.0.1", 0, lambda environ, start: app(environ, start), threaded=True)
    base = f"http://127.0.0.1:{server.server_port}"
    app = create_app(calendars=[shipped_calendars()], base_url=base, today=lambda zone: TODAY)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield base
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def printed(address: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[dict[str, str], str]]:
    """Prints a page to PDF: what pdfinfo tells of it, and its text."""
    for program in ("chromium", "pdfinfo", "pdftotext"):
        if not shutil.which(program):
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {program}: see .ci/run")
    folder = tmp_path_factory.mktemp("printed")

    def said(*command: str) -> str:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=2 * MINUTE).stdout

    def printed(path: str) -> tuple[dict[str, str], str]:
        file = str(folder / "page.pdf")
        quiet = "gpu first-run background-networking component-update sync".split()
        flags = ["--disable-" + word if word != "first-run" else "--no-first-run" for word in quiet]
        profile = f"--user-data-dir={folder / 'profile'}"
        outcome = ["--no-pdf-header-footer", f"--print-to-pdf={file}", address + path]
        said("chromium", "--headless", "--no-sandbox", *flags, profile, *outcome)
        lines = (line.split(":", 1) for line in said("pdfinfo", file).splitlines())
        return {name: value.strip() for name, value in lines}, said("pdftotext", "-raw", file, "-")

    return printed


Printed = Callable[[str], tuple[dict[str, str], str]]
PLANNERS = [
    (lang, f"{period}/{calendar}")
    for lang, period in [("en", "2027"), ("kk", "2026-2027"), ("ar", "2027")]
    for calendar in ["culture-heritage", "turkic-world", "education"]
] + [("en", "2026/everything"), ("kk", "2026/everything")]


@pytest.mark.parametrize(("lang", "path"), PLANNERS)
def test_19_a_planner_is_two_sheets_of_a4(printed: Printed, address: str, lang: str, path: str) -> None:
    about, text = printed(f"/{lang}/planner/{path}")
    assert about["Pages"] == "2"
    assert about["Page size"].endswith("(A4)")
    assert text.count(f"{address}/{lang}/planner/{path}") == 2


def test_19_nothing_is_cut_from_a_planner(printed: Printed, client: FlaskClient) -> None:
    _, text = printed("/en/planner/2027/culture-heritage")
    found = Page(client.get("/en/planner/2027/culture-heritage"))
    names = [each.text for each in found.elements if each.tag == "a" and "/observances/" in each.attributes["href"]]
    assert len(names) > 40
    words = " ".join(text.split())
    assert [name for name in names if name not in words] == []


@pytest.mark.parametrize("path", ["/en/2026", "/ar/calendars/turkic-world/2026", "/kk/2026/11"])
def test_the_wall_and_a_month_print_on_a_few_sheets(printed: Printed, path: str) -> None:
    about, text = printed(path)
    assert int(about["Pages"]) <= 3
    assert path in text and "2026" in text
