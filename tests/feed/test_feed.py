"""What a feed holds and what each event says: texts, windows, addresses, and what stays out."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import load_catalogue
from calendar_service.feed import Composer, Feed
from calendar_service.formats import ics
from calendar_service.query import feed_period
from calendar_service.telling import telling

Make = Callable[..., Path]
Compose = Callable[..., Feed]
TODAY = date(2026, 11, 24)
MORE = "calendar: more\nname: {en: More}\ncolor: grey\n"
CELEBRATED = "anniversary: {of: birth, origin: %s, number: %s}, celebrated: %s"
PAIR = "anniversary: [{of: birth, origin: 1777-05-05, number: 250}, {of: death, origin: 1827, number: 200}]"


@pytest.mark.parametrize(
    "words",
    [
        "on: 1 May and 1 June",
        "on: 25 December to 6 January",
        "on: week of 1 January",
        "on: 1 Muharram (Umm al-Qura)",
        "on: 1 March for 40 days and 1 October for 40 days",
        f"{PAIR}, celebrated: 2027",
        pytest.param(f"{PAIR}, celebrated: 2026-2027"),
        pytest.param("on: 1 July to 30 June"),
        pytest.param("on: 1 November to 28 February"),
    ],
)
def test_uids_are_unique_under_any_rule(words: str, feed_of: Compose) -> None:
    uids = [event.uid for event in feed_of(words).events]
    assert uids and len(set(uids)) == len(uids)


def test_events_stand_in_the_order_of_days_and_uids(feed_of: Compose) -> None:
    rules = {"c": "1 May", "z": "30 April", "a": "1 May"}
    feed = feed_of(*(f"id: {id}, name: {{en: Day}}, on: {rule}" for id, rule in rules.items()))
    assert [event.uid[0] for event in feed.events[:3]] == ["z", "a", "c"]


TOLD = [
    ("on: 1 May", ""),
    ("on: 1 May, since: 2026", "First observed: 2026"),
    ("on: year 2026, since: 2026", ""),
    ("on: 1 May, about: {en: A day.}", "A day."),
    ("on: 1 May, acts: [{body: unesco, resolution: 43 C/57}]", "Decision: UNESCO, 43 C/57"),
    (
        "on: 1 May, acts: [{body: un, document: A/1, adopted: 1995-11}]",
        "Decision: United Nations, A/1, November 1995",
    ),
    ("on: 1 May, acts: [{body: un, resolution: A/1, evidence: unverified}]", ""),
    ("on: 1 May, tentative: [2026]", "The date is not certain."),
    (CELEBRATED % (1926, 100, 2026), "100 years: 1926 → 2026"),
    (CELEBRATED % ("circa 1126", 900, 2026), ""),
    (CELEBRATED % ("500 BCE", 2526, 2026), ""),
    (
        "on: 1 May, since: 2000, about: {en: A day.}, acts: [{body: un, adopted: 1999}], tentative: [2026]",
        "A day.\n\nDecision: United Nations, 1999\nFirst observed: 2000\nThe date is not certain.",
    ),
]


@pytest.mark.parametrize(("words", "expected"), TOLD)
def test_what_the_text_of_an_event_says(words: str, expected: str, feed_of: Compose) -> None:
    (event,) = (event for event in feed_of(words).events if event.span.start.year == 2026)
    assert event.description == expected


def test_categories_are_the_themes_in_their_order(made: Make, composed: Compose) -> None:
    path = made("on: 1 May, themes: [water, human-rights]")
    assert composed(path).events[0].categories == ("water", "human rights")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("status: adopted", True),
        ("status: adopted, evidence: verified", True),
        ("status: adopted, evidence: unverified", False),
        ("status: recommended", False),
        ("status: proposed", False),
        ("status: withdrawn", False),
    ],
)
def test_what_is_not_decided_or_not_confirmed_stays_out(words: str, shown: bool, feed_of: Compose) -> None:
    feed = feed_of(f"on: 1 May, {words}")
    assert (bool(feed.events), feed.notice is None) == (shown, shown)


def test_an_observance_in_several_calendars_has_one_uid(made: Make, composed: Compose) -> None:
    path = made("on: 1 May", more=MORE + "include: [{from: days, ids: [day]}]\n")
    home, guest = composed(path), composed(path, calendar="more")
    assert [event.uid for event in home.events] == [event.uid for event in guest.events]
    assert {event.calendars for event in guest.events} == {("days", "more")}


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 1, 1), (2025, 2028)),
        (date(2026, 12, 31), (2025, 2028)),
        (date(2027, 1, 1), (2026, 2029)),
        (date(2028, 2, 29), (2027, 2030)),
    ],
)
def test_a_window_moves_on_the_first_of_january(today: date, years: tuple[int, int], feed_of: Compose) -> None:
    feed = feed_of("on: 1 January and 31 December", today=today)
    assert feed.events[0].span.start == date(years[0], 1, 1)
    assert feed.events[-1].span.start == date(years[1], 12, 31)
    assert len(feed.events) == 8
    assert feed.events[-1].span.start >= today.replace(year=today.year + 2, day=28)


def test_what_reaches_into_the_window_is_in_it(feed_of: Compose) -> None:
    feed = feed_of("on: 28 December to 3 January")
    assert (feed.events[0].edition, feed.events[-1].edition) == ("2024", "2028")


def test_where_nothing_falls_a_notice_says_so(made: Make, composed: Compose) -> None:
    path = made("on: year 1999", more=MORE)
    feed = composed(path)
    assert feed.events == () and feed.notice is not None
    assert re.fullmatch(r"notice-[0-9a-f]{12}-2026@test\.invalid", feed.notice.uid)
    assert (feed.notice.day, feed.notice.title) == (date(2026, 1, 1), "Nothing in this selection")
    assert "31 December 2028" in feed.notice.description
    others = (composed(path, "kk"), composed(path, calendar="more"), composed(path, today=date(2027, 1, 1)))
    assert [other.notice and other.notice.uid == feed.notice.uid for other in others] == [True, False, False]


def test_files_hold_no_address(feed_of: Compose) -> None:
    """`feed` without --base-url: a link to 127.0.0.1 in somebody's calendar would lead nowhere."""
    feed = feed_of("on: 1 May, acts: [{body: un, url: https://example.org/a}]")
    data = ics.write(feed)
    assert b"http" not in data and b"URL" not in data and b"SOURCE" not in data


def test_events_bear_their_own_address(catalogue: Catalogue) -> None:
    feed = Composer(catalogue, "https://example.org/base").feed(catalogue.calendar("un-days"), "kk", feed_period(TODAY))
    assert feed.address("ics") == "https://example.org/base/kk/feeds/un-days.ics"
    for event in feed.events:
        path = f"/kk/observances/{event.occurrence.observance.id}/{event.edition}"
        assert event.url == f"https://example.org/base{path}" == event.description.split("\n")[-1]


def test_a_feed_of_one_observance_holds_the_same_events(composer: Composer) -> None:
    period = feed_period(TODAY)
    every = {
        event.uid: event for event in composer.feed(composer.catalogue.calendar("unesco-days"), "en", period).events
    }
    for observance in composer.catalogue.calendar("unesco-days").members:
        events = composer.observance_feed(observance, "en", period).events
        assert all(every.pop(event.uid) is event for event in events)
    assert not every


def test_a_file_of_one_edition_holds_that_event(made: Make) -> None:
    catalogue = load_catalogue([made('id: day, name: {en: "Day, the; 2\\\\3"}, on: 1 May')])
    found = telling(catalogue.observance("day"), "2026")
    assert found
    feed = Composer(catalogue, "https://example.org").edition_feed(found, "en")
    assert [event.uid for event in feed.events] == ["day-2026@test.invalid"]
    assert (feed.name, feed.address("ics")) == ("Day – the – 2/3", "https://example.org/en/observances/day/2026.ics")
