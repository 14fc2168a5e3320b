"""Lists: pages add up to the whole, also while the limit changes; changes, as JSON and as news."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

Told = Callable[[str], Any]
Folder = Callable[..., Path]
Service = Callable[..., FlaskClient]
ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = [
    "occurrences?from=2026-01-01&until=2026-06-30",
    "occurrences?from=2026-12-20&until=2027-01-10&lang=kk",
    "occurrences?from=2020-01-01&until=2029-12-31&calendar=un-years,un-decades",
    "occurrences?from=2026-03-01&until=2026-03-31&theme=women,water&kind=day",
    "observances?",
    "observances?theme=education,culture&lang=ar",
    "observances?calendar=unesco-anniversaries",
    "changes?",
    "changes?since=2026-11-28&lang=ru",
]
LIMITS = [[1000], [100], [7], [1, 2, 3, 50], [30, 1]]


def pages(told: Told, question: str, limits: list[int]) -> list[Any]:
    """All items, page by page."""
    items: list[Any] = []
    cursor = ""
    for limit in cycle(limits):
        page = told(f"{question}&limit={limit}{cursor}")
        items += page["items"]
        if page["next"] is None:
            return items
        assert len(page["items"]) == limit
        cursor = f"&cursor={page['next']}"
    return items


@pytest.mark.parametrize("question", LISTS)
def test_pages_add_up_to_the_whole(told: Told, question: str) -> None:
    """No item twice, none left out, whatever the limit."""
    whole = pages(told, question, [1000])
    for limits in LIMITS:
        assert pages(told, question, limits) == whole, limits
    keys = {(item.get("uid") or item["id"], item.get("when")) for item in whole}
    assert len(keys) == len(whole) > 3


def test_the_order_of_a_list(told: Told) -> None:
    occurrences = pages(told, "occurrences?from=2026-01-01&until=2027-12-31", [1000])
    assert occurrences == sorted(occurrences, key=lambda item: (item["start"], item["uid"]))
    observances = pages(told, "observances?", [1000])
    assert [item["id"] for item in observances] == sorted(item["id"] for item in observances)
    changes = pages(told, "changes?", [1000])
    assert [item["when"] for item in changes] == sorted((item["when"] for item in changes), reverse=True)


def test_a_page_that_is_just_full_is_the_last(told: Told) -> None:
    """There is no cursor to an empty page."""
    question = "observances?calendar=kazakhstan"
    count = len(told(question)["items"])
    assert told(f"{question}&limit={count}")["next"] is None
    assert told(f"{question}&limit={count - 1}")["next"]


def test_a_cursor_outlives_what_it_pointed_at(told: Told) -> None:
    """What has been withdrawn between two pages takes nothing else with it."""
    after = told("observances?cursor=world-water-daa&limit=1")["items"]
    assert [item["id"] for item in after] == ["world-water-day"]
    after = told("occurrences?from=2026-03-22&until=2026-03-22&cursor=2026-03-22~world-water-a@a&limit=1")["items"]
    assert [item["id"] for item in after] == ["world-water-day"]
    assert told("occurrences?from=2026-03-22&until=2026-03-22&cursor=2026-03-23~a@a")["items"] == []


def test_what_touches_the_window_is_in_it(told: Told) -> None:
    """A week that has begun, a span across New Year, a decade; and what ends the day before is not."""
    [week] = [
        one
        for one in told("occurrences?from=2026-11-24&until=2026-11-24&kind=week")["items"]
        if one["id"] == "world-amr-awareness-week"
    ]
    assert week["start"] == "2026-11-18" and week["last"] == "2026-11-24"
    later = told("occurrences?from=2026-11-25&until=2026-11-25&kind=week")["items"]
    assert "world-amr-awareness-week" not in [one["id"] for one in later]
    assert told("occurrences?from=2026-11-24&until=2026-11-24&kind=decade")["items"]


def test_facets_are_joined_as_a_reader_expects(told: Told) -> None:
    """Any value of a facet, and all facets; a body holds those below it."""
    window = "occurrences?from=2026-01-01&until=2026-12-31&limit=1000"
    found = told(f"{window}&theme=education,women&kind=day")["items"]
    assert found and all({"education", "women"} & set(one["themes"]) and one["kind"] == "day" for one in found)
    below = {act["body"] for one in told(f"{window}&body=unesco")["items"] for act in one["acts"]}
    assert {"unesco-general-conference", "unesco-executive-board"} <= below
    lists = [{one["uid"] for one in told(f"{window}&calendar={id}")["items"]} for id in ("un-days", "unesco-days")]
    both = {one["uid"] for one in told(f"{window}&calendar=un-days,unesco-days")["items"]}
    assert both == lists[0] | lists[1]
    assert told(f"{window}&country=kz")["items"] == told(f"{window}&country=KZ")["items"]


def test_a_part_of_a_country_is_in_it(told: Told) -> None:
    part, whole = (
        {one["id"] for one in told(f"observances?country={code}&limit=1000")["items"]} for code in ("RU-TA", "RU")
    )
    assert part and part < whole


LOG = """\
id,changed,what,days,why
a,2026-11-24T08:00Z,added,00000000,
b,2026-11-24T08:00Z,added,00000000,Asked for by a reader
a,2026-11-25T08:00Z,moved,11111111,"Moved by the council, 25 November"
gone,2026-11-25T08:00Z,added,00000000,
gone,2026-11-26T08:00Z,removed,00000000,Was ours never
b,2026-11-26T08:00Z,withdrawn,00000000,
"""
DAYS = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - {id: a, name: {en: Day A, kk: А күні}, on: 25 November, sources: [A book]}
  - {id: b, name: {en: Day B}, on: 26 November, status: withdrawn, withdrawn: 2026, sources: [A book]}
"""


@pytest.fixture
def changed(folder: Folder, service: Service) -> FlaskClient:
    path = folder(days=DAYS)
    (path / "changes.csv").write_text(LOG, encoding="utf-8")
    return service(path)


def test_changes_say_what_became_of_what_and_why(changed: FlaskClient) -> None:
    """The newest first; of what is gone the id remains."""
    answer = changed.get("/api/v1/changes?lang=kk").json
    assert answer
    assert [(one["id"], one["what"], one["when"][:10], one["why"]) for one in answer["items"]] == [
        ("gone", "removed", "2026-11-26", "Was ours never"),
        ("b", "withdrawn", "2026-11-26", ""),
        ("gone", "added", "2026-11-25", ""),
        ("a", "moved", "2026-11-25", "Moved by the council, 25 November"),
        ("b", "added", "2026-11-24", "Asked for by a reader"),
        ("a", "added", "2026-11-24", ""),
    ]
    named = {one["id"]: (one["name"] and one["name"]["text"], one["url"]) for one in answer["items"]}
    assert named["gone"] == (None, None)
    assert named["a"] == ("А күні", "https://calendar.example.org/kk/observances/a")


def test_changes_since_a_day_hold_that_day(changed: FlaskClient) -> None:
    counts = {
        day: len((changed.get(f"/api/v1/changes?since=2026-11-{day}").json or {})["items"])
        for day in ("23", "24", "25", "26", "27")
    }
    assert counts == {"23": 6, "24": 6, "25": 4, "26": 2, "27": 0}


def test_an_observance_tells_its_own_history(changed: FlaskClient) -> None:
    history = (changed.get("/api/v1/observances/a").json or {})["history"]
    assert [(one["what"], one["when"][:10]) for one in history] == [("moved", "2026-11-25"), ("added", "2026-11-24")]
    assert history[0].keys() == {"id", "what", "when", "why"}


def test_changes_as_news_are_the_same(changed: FlaskClient) -> None:
    answer = changed.get("/api/v1/changes.atom")
    feed = ElementTree.fromstring(answer.data)
    entries = feed.findall(f"{ATOM}entry")
    items = (changed.get("/api/v1/changes").json or {})["items"]
    assert answer.mimetype == "application/atom+xml"
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        f"{one['name']['text'] if one['name'] else one['id']}: {one['what']}" for one in items
    ]
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [one["when"] for one in items]
    assert [entry.findtext(f"{ATOM}summary") or "" for entry in entries] == [one["why"] for one in items]
    assert str(feed.findtext(f"{ATOM}updated")) >= items[0]["when"]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 6


def test_news_of_our_collection_are_a_hundred(client: FlaskClient, told: Told) -> None:
    feed = ElementTree.fromstring(client.get("/api/v1/changes.atom").data)
    links = [entry.find(f"{ATOM}link") for entry in feed.findall(f"{ATOM}entry")]
    urls = [link.get("href") for link in links if link is not None]
    assert urls == [one["url"] for one in told("changes?limit=100")["items"]]
    [self_link] = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert self_link == "https://calendar.example.org/api/v1/changes.atom"
