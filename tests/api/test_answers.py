"""What the API answers: persons and days of the founding article, sums, languages, drafts, former names, files."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
from flask.testing import FlaskClient

from calendar_service.catalogue import Catalogue

Told = Callable[[str], Any]
Folder = Callable[..., Path]
Service = Callable[..., FlaskClient]
DOMAIN = "commemorative-calendar.invalid"

PERSONS = [
    ("serkebayev-100", "1926-07-04", 2026, "unesco-2026-2027"),
    ("karsakbayev-100", "1926-10-02", 2026, "unesco-2026-2027"),
    ("sokpakbaev-100", "1924-10-15", 2024, "unesco-2024-2025"),
    ("tlendiyev-100", "1925-04-01", 2025, "unesco-2024-2025"),
]
DAYS = [
    ("world-turkic-language-family-day", "15 December", 2025, "2025-11-03"),
    ("international-day-of-nomadic-heritage", "22 September", 2026, "2025-11-06"),
]


@pytest.mark.parametrize(("id", "born", "year", "listing"), PERSONS)
def test_a_person_of_the_founding_article_becomes_a_hundred(
    told: Told, id: str, born: str, year: int, listing: str
) -> None:
    """Scenario 23: under the biennium, on the day, with the sum and the State that proposed it."""
    first = year // 2 * 2
    [found] = [one for one in told(f"anniversaries?years={first}-{first + 1}&multiple=100")["items"] if one["id"] == id]
    assert found["origin"] == {"date": born, "precision": "day", "reckoning": "gregorian"}
    assert (found["of"], found["number"], found["year"]) == ("birth", 100, year)
    assert (found["sum"], found["start"]) == (f"{born[:4]} + 100 = {year}", f"{year}{born[4:]}")
    known = told(f"observances/{id}")
    assert (known["listing"], known["countries"], known["kind"]) == (listing, ["KZ"], "anniversary")
    assert {"body": "unesco-general-conference", "proposers": ["KZ"]}.items() <= known["acts"][-1].items()
    assert known["anniversaries"] == [{"of": "birth", "origin": found["origin"], "number": 100}]


@pytest.mark.parametrize(("id", "born", "year", "listing"), PERSONS)
def test_it_falls_on_the_day_of_birth(told: Told, id: str, born: str, year: int, listing: str) -> None:
    day = f"{year}{born[4:]}"
    [found] = [one for one in told(f"occurrences?from={day}&until={day}")["items"] if one["id"] == id]
    assert (found["start"], found["last"], found["number"], found["tentative"]) == (day, day, 100, False)
    assert (found["uid"], found["edition"]) == (f"{id}-{year}@{DOMAIN}", str(year))
    assert id not in ids(told(f"occurrences?from={year + 1}-01-01&until={year + 4}-12-31&limit=1000"))


@pytest.mark.parametrize(("id", "rule", "since", "adopted"), DAYS)
def test_a_day_of_the_founding_article_is_known(told: Told, id: str, rule: str, since: int, adopted: str) -> None:
    known = told(f"observances/{id}")
    assert (known["rule"], known["since"], known["status"]) == (rule, since, "adopted")
    assert (
        known["acts"][0].items() >= {"body": "unesco-general-conference", "session": "43", "adopted": adopted}.items()
    )
    assert {"en", "ru", "kk", "ky", "uz", "tr", "az", "tk"} <= known["names"].keys()
    assert known["sources"] and all(name["status"] for name in known["names"].values())
    assert len(known["occurrences"]) == 10


@pytest.mark.parametrize(("id", "rule", "since", "adopted"), DAYS)
def test_a_day_is_kept_every_year_and_never_before(told: Told, id: str, rule: str, since: int, adopted: str) -> None:
    """Scenario 9: before it existed it is in no answer."""
    found = told("occurrences?from=2020-01-01&until=2029-12-31&limit=1000&calendar=unesco-days")
    years = [one["start"][:4] for one in found["items"] if one["id"] == id]
    assert found["next"] is None
    assert years == [str(year) for year in range(since, 2030)]


def test_who_becomes_a_hundred_in_two_years(told: Told) -> None:
    found = told("anniversaries?years=2026-2027&multiple=100&country=KZ")["items"]
    sums = {one["id"]: one["sum"] for one in found if one["number"] == 100}
    assert sums["serkebayev-100"] == sums["karsakbayev-100"] == "1926 + 100 = 2026"
    assert not {"sokpakbaev-100", "tlendiyev-100"} & sums.keys()


def ids(answer: Any) -> list[str]:
    return [item["id"] for item in answer["items"]]


@pytest.mark.parametrize(("years", "multiple"), [("2026-2027", 50), ("2028-2029", 50), ("2024", 25), ("2091-2100", 1)])
def test_every_origin_that_becomes_round_is_listed(told: Told, catalogue: Catalogue, years: str, multiple: int) -> None:
    """Scenario 21, against a plain walk over all origins."""
    first, _, last = years.partition("-")
    expected = {
        (one.id, part.of, year, year - part.origin.year)
        for one in catalogue.observances.values()
        for part in one.anniversaries
        for year in range(int(first), int(last or first) + 1)
        if one.in_feeds and part.origin and year > part.origin.year and (year - part.origin.year) % multiple == 0
    }
    found = told(f"anniversaries?years={years}&multiple={multiple}")["items"]
    assert {(one["id"], one["of"], one["year"], one["number"]) for one in found} == expected
    assert len(found) == len(expected)


def test_a_sum_is_a_sum_and_keeps_its_precision(told: Told) -> None:
    found = told("anniversaries?years=2018-2027&multiple=50")["items"]
    assert [(one["year"], one["start"]) for one in found] == sorted((one["year"], one["start"]) for one in found)
    for one in found:
        origin, number, year = map(int, re.findall(r"-?\d+", one["sum"]))
        assert origin + number == year == one["year"] and number % 50 == 0
        days = (date.fromisoformat(one["end"]) - date.fromisoformat(one["start"])).days
        parts = {"day": 10, "month": 7, "year": 4, "circa": len(one["origin"]["date"])}
        assert len(one["origin"]["date"].lstrip("-")) == parts[one["origin"]["precision"]], one
        assert (days == 1) == (len(one["origin"]["date"].lstrip("-")) == 10), one
    assert {one["origin"]["precision"] for one in found} == {"day", "month", "year", "circa"}


def test_dates_of_the_old_style_say_so(told: Told) -> None:
    found = {one["id"]: one["origin"] for one in told("anniversaries?years=2019-2028&multiple=50")["items"]}
    assert found["dante-death-700"] == {"date": "1321", "precision": "year", "reckoning": "julian"}
    assert found["yunus-emre-death-700"]["precision"] == "circa"


def entry(id: str, rest: str) -> str:
    return f"  - {{id: {id}, name: {{en: {id}}}, sources: [A book], {rest}}}\n"


def days(*entries: str, more: str = "") -> str:
    return f"calendar: days\nname: {{en: Days}}\ncolor: teal\n{more}observances:\n{''.join(entries)}"


BORN = {
    "leap": ("1904-02-29", 2026, "2026-02-28", "1904-02-29", "day"),
    "leap-again": ("1904-02-29", 2028, "2028-02-29", "1904-02-29", "day"),
    "december": ("1926-12", 2026, "2026-12-01", "1926-12", "month"),
    "some-year": ("1926", 2026, "2026-01-01", "1926", "year"),
    "about": ("circa 1926", 2026, "2026-01-01", "1926", "circa"),
    "ancient": ("500 BCE", 2026, "2026-01-01", "-0499", "year"),
}


@pytest.mark.parametrize("id", BORN)
def test_an_origin_is_kept_as_far_as_it_is_known(folder: Folder, service: Service, id: str) -> None:
    origin, year, start, printed, precision = BORN[id]
    client = service(folder(days=days(entry(id, f"anniversary: {{of: birth, origin: {origin}}}"))))
    answer = client.get(f"/api/v1/anniversaries?years={year}&multiple=1").json
    assert answer and [one["start"] for one in answer["items"]] == [start]
    assert answer["items"][0]["origin"]["date"] == printed
    assert answer["items"][0]["origin"]["precision"] == precision


NAMED = "name: {en: Water, ru: Вода, tr: Su}"
CHAINS = [
    ("en", "Water", "en"),
    ("tr", "Su", "tr"),
    ("kk", "Вода", "ru"),
    ("kk,tr", "Su", "tr"),
    ("kk,tr,ru", "Su", "tr"),
    ("kk_ru_tr", "Вода", "ru"),
    ("fr,es", "Water", "en"),
    ("ar,kk", "Вода", "ru"),
    ("az", "Su", "tr"),
]
"""The folder's own fallbacks are {kk: [ru, en], az: [tr, en]}; they hold for the last of a chain."""


@pytest.mark.parametrize(("lang", "text", "really"), CHAINS)
def test_a_name_comes_in_the_first_language_that_it_has(
    folder: Folder, service: Service, lang: str, text: str, really: str
) -> None:
    """Never empty, and always with the language that it is really in (scenario 24)."""
    file = (
        f"calendar: days\nname: {{en: Days}}\ncolor: teal\nobservances:\n  - id: a\n    {NAMED}\n    on: 25 November\n"
    )
    client = service(folder(days=file + "    sources: [A book]\n    examples: {2026: 2026-11-25}\n"))
    for question in ("upcoming", "observances", "observances/a", "search"):
        answer = client.get(f"/api/v1/{question}?lang={lang}{'&q=water' if question == 'search' else ''}").json
        assert answer
        name = (answer["items"][0] if "items" in answer else answer)["name"]
        assert (name["text"], name["lang"]) == (text, really), question
        assert (answer["items"][0] if "items" in answer else answer)["url"].split("/")[3] == re.split("[,_]", lang)[0]


DRAFT = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - {id: adopted, name: {en: Adopted Day}, on: 25 November, sources: [A book]}
  - {id: draft, name: {en: Draft Day}, on: 25 November, status: proposed, sources: [A book]}
  - {id: advised, name: {en: Advised Day}, on: 25 November, status: recommended, sources: [A book]}
  - {id: heard, name: {en: Day of Hearsay}, on: 25 November, evidence: unverified, sources: [A book]}
  - {id: old-draft, name: {en: Draft of a Hundred}, status: proposed, sources: [A book], anniversary: {of: birth, origin: 1926-11-25, number: 100}, celebrated: 2026}
"""  # noqa: E501


@pytest.fixture
def drafts(folder: Folder, service: Service) -> FlaskClient:
    return service(folder(days=DRAFT))


@pytest.mark.parametrize(
    "question", ["today", "upcoming", "occurrences?from=2026-01-01&until=2027-12-31", "anniversaries?years=2026"]
)
def test_a_draft_is_never_told_as_a_day(drafts: FlaskClient, question: str) -> None:
    """Scenario 8: what is not adopted, or what nobody has confirmed, falls on no day."""
    answer = drafts.get(f"/api/v1/{question}").json
    assert answer and not {"draft", "advised", "heard", "old-draft"} & set(ids(answer))


def test_drafts_are_found_by_their_standing(drafts: FlaskClient) -> None:
    found = {
        status: ids(drafts.get(f"/api/v1/observances?status={status}").json)
        for status in ("proposed", "recommended", "adopted", "withdrawn", "proposed,recommended")
    }
    assert found == {
        "proposed": ["draft", "old-draft"],
        "recommended": ["advised"],
        "adopted": ["adopted", "heard"],
        "withdrawn": [],
        "proposed,recommended": ["advised", "draft", "old-draft"],
    }
    for id, status in (("draft", "proposed"), ("advised", "recommended"), ("heard", "adopted")):
        known = drafts.get(f"/api/v1/observances/{id}").json
        assert known and (known["status"], known["feed"]) == (status, None)
    assert (drafts.get("/api/v1/observances/heard").json or {})["evidence"] == "unverified"


def test_drafts_are_marked_where_they_are_searched(drafts: FlaskClient) -> None:
    found = drafts.get("/api/v1/search?q=draft").json
    assert found and {hit["id"]: hit["status"] for hit in found["items"]} == {
        "draft": "proposed",
        "old-draft": "proposed",
    }
    calendar = drafts.get("/api/v1/calendars/days").json
    assert calendar and (calendar["observances"], calendar["entries"]) == (["adopted"], 1)


def test_a_former_name_leads_to_the_present_one(told: Told, catalogue: Catalogue) -> None:
    """Scenario 7, for every former name that we know; the answer says that it is one, and the details since when."""
    former = [
        (one.id, lang, text.text)
        for one in catalogue.observances.values()
        for each in one.formerly
        for lang, text in each.names.items()
        if text.text
        not in {*(name.text for name in one.names.values()), *(name for more in one.also.values() for name in more)}
    ]
    assert len(former) > 10
    for id, lang, name in former:
        hits = {hit["id"]: hit for hit in told(f"search?q={name[:100]}&limit=100")["items"]}
        assert hits[id]["former"] and hits[id]["found"] == name, (id, lang)
        assert name in json.dumps(told(f"observances/{id}")["formerly"], ensure_ascii=False)


SPELLED = [
    ("serkebayev", "serkebayev-100"),
    ("СЕРКЕБАЕВ", "serkebayev-100"),
    ("Қарсақбаев", "karsakbayev-100"),
    ("карсакбаев", "karsakbayev-100"),
    ("turk dili ailesi", "world-turkic-language-family-day"),
    ("TÜRK DİLİ AİLESİ", "world-turkic-language-family-day"),
    ("world turkic languages day", "world-turkic-language-family-day"),
    ("nomadic heritage", "international-day-of-nomadic-heritage"),
    ("кошпели мура", "international-day-of-nomadic-heritage"),
]


@pytest.mark.parametrize(("words", "id"), SPELLED)
def test_a_name_is_found_as_it_is_typed(told: Told, words: str, id: str) -> None:
    assert id in ids(told(f"search?q={words}"))


def test_nothing_is_an_answer(told: Told) -> None:
    """Scenario 4: an empty list, and 200."""
    for question in ("upcoming?theme=water&kind=term", "today?country=AQ", "observances?status=withdrawn&theme=sport"):
        assert told(question)["items"] == []
    nothing = told("search?q=wrold+watr+dya")
    assert (nothing["items"], nothing["meant"]) == ([], "world water day")


def test_what_runs_for_years_is_told_once(told: Told) -> None:
    """Scenario 3: running, not coming, and not once a day."""
    today = told("today?calendar=un-years,un-decades")
    assert today["items"] == [] and today["running"]
    assert len({one["uid"] for one in today["running"]}) == len(today["running"])
    for one in today["running"]:
        assert one["start"] <= today["date"] < one["end"]
    coming = told("upcoming?days=400&calendar=un-years,un-decades")["items"]
    assert coming and all(one["start"] > today["date"] for one in coming)


def test_ids_and_uids_are_those_of_the_feeds(told: Told, client: FlaskClient) -> None:
    """What stands on its own days has one identity, wherever it is asked for."""
    feed = client.get("/en/feeds/unesco-days.json").json
    assert feed
    window = "from=2026-01-01&until=2027-12-31&kind=day,week&calendar=unesco-days&limit=1000"
    found = {one["uid"]: one for one in told(f"occurrences?{window}")["items"]}
    events = {event["uid"]: event for event in feed["events"] if "2026" <= event["start"][:4] <= "2027"}
    assert found.keys() == events.keys() and len(found) > 50
    assert found == events


def test_neighbours_stand_on_the_same_day_and_share_themes(told: Told) -> None:
    known = told("observances/world-water-day")
    day = known["occurrences"][0]["start"]
    there = ids(told(f"occurrences?from={day}&until={day}&limit=1000"))
    assert {near["id"] for near in known["neighbours"]["day"]} <= set(there) - {"world-water-day"}
    for near in known["neighbours"]["theme"]:
        assert set(told(f"observances/{near['id']}")["themes"]) & set(known["themes"])


def test_a_calendar_by_its_old_id(folder: Folder, service: Service) -> None:
    """An id that was once published leads on, in paths and in parameters."""
    path = folder(days=days(entry("a", "on: 25 November")))
    with (path / "collection.yaml").open("a") as file:
        file.write("renamed: {old-days: days}\n")
    client = service(path)
    assert client.get("/api/v1/calendars/old-days").json == client.get("/api/v1/calendars/days").json
    assert ids(client.get("/api/v1/upcoming?calendar=old-days").json) == ["a"]


FILE = """\
calendar: our-days
name: {en: Our days}
color: goldenrod
observances:
  - id: our-first-day
    name: {en: First Day}
    on: first Monday of September
    sources: [House archive]
  - id: our-week
    name: {en: Our Week, kk: Апта}
    on: week of 18 May
    since: 2027
    sources: [House archive]
"""


def test_a_good_file_has_its_next_dates_and_its_feed(client: FlaskClient) -> None:
    found = client.post("/api/v1/check", data=FILE, content_type="application/yaml").json
    assert found and (found["valid"], found["mistakes"], found["more"]) == (True, [], 0)
    first, week = found["items"]
    assert (first["id"], first["name"], first["rule"]) == ("our-first-day", "First Day", "first Monday of September")
    assert [day["start"] for day in first["occurrences"]] == ["2027-09-06", "2028-09-04", "2029-09-03"]
    assert [day["last"] for day in week["occurrences"]] == ["2027-05-23", "2028-05-21", "2029-05-20"]
    events = icalendar.Calendar.from_ical(found["feed"]).events
    assert [(str(event["SUMMARY"]), event.start) for event in events] == [
        ("First Day", date(2025, 9, 1)),
        ("First Day", date(2026, 9, 7)),
        ("Our Week", date(2027, 5, 17)),
        ("First Day", date(2027, 9, 6)),
        ("Our Week", date(2028, 5, 15)),
        ("First Day", date(2028, 9, 4)),
    ]


def test_mistakes_have_places_and_say_what_to_write(client: FlaskClient) -> None:
    """Scenario 28: file, line, and what to write instead, as the command line prints it."""
    file = FILE.replace("first Monday of", "frist Monday of").replace("our-week", "our-first-day")
    found = client.post("/api/v1/check", data=file.replace("    sources: [House archive]\n", "", 1)).json
    assert found and not found["valid"]
    told = {(mistake["line"], mistake["column"]): mistake["message"] for mistake in found["mistakes"]}
    assert list(told) == [(5, 5), (7, 9), (8, 9)]
    assert 'the key "sources"' in told[5, 5] and 'did you mean "first"?' in told[7, 9] and "again" in told[8, 9]
    for mistake in found["mistakes"]:
        assert mistake["picture"].startswith(f"calendar.yaml:{mistake['line']}:{mistake['column']}: ")
        assert mistake["text"] == file.replace("    sources: [House archive]\n", "", 1).split("\n")[mistake["line"] - 1]


def test_a_file_may_speak_of_our_entries(client: FlaskClient) -> None:
    """It includes them, and shows one by another name and one not at all; ours stay what they are."""
    more = "include:\n  - {from: un-days, ids: [world-water-day, world-food-day]}\n"
    more += "extend:\n  - {id: world-water-day, name: {en: {text: Our Water Day, status: list}}}\n"
    more += "  - {id: world-food-day, hide: true}\n"
    found = client.post("/api/v1/check", data=f"calendar: days\nname: {{en: Days}}\ncolor: teal\n{more}").json
    assert found and found["mistakes"] == [] and found["valid"]
    assert "Our Water Day" in found["feed"] and "World Food Day" not in found["feed"]
    assert (client.get("/api/v1/observances/world-water-day").json or {})["name"]["text"] == "World Water Day"


def test_nothing_is_stored(client: FlaskClient, told: Told) -> None:
    before = {question: client.get(f"/api/v1/{question}").headers["ETag"] for question in ("calendars", "observances")}
    answers = {client.post("/api/v1/check", data=FILE).data for _ in range(3)}
    assert client.get("/api/v1/observances/our-first-day").status_code == 404
    assert "our-days" not in ids(told("calendars"))
    assert before == {question: client.get(f"/api/v1/{question}").headers["ETag"] for question in before}
    assert len({re.sub(rb"(DTSTAMP|LAST-MODIFIED|SEQUENCE):\w+", b"", answer) for answer in answers}) == 1
