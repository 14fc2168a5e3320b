"""What a choice can ask for beside its days: entries that stand early, and long spans as bars."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from calendar_service.definitions import load_catalogue
from calendar_service.feed import MOST_EVENTS, Composer, Feed
from calendar_service.formats import ics
from calendar_service.query import feed_period
from calendar_service.selection import Selection, parse_selection

TODAY = date(2026, 11, 24)
DAYS = """\
calendar: days
name: {en: Days, kk: Күндер}
description: {en: Some days.}
color: teal
observances:
  - {id: one-day, name: {en: One Day, kk: Бір күн}, on: 10 January, since: 2027, themes: [water], sources: [A book]}
  - {id: a-week, name: {en: A Week}, on: 4 October to 10 October, sources: [A book]}
  - {id: a-year, name: {en: A Year}, on: year 2027, sources: [A book]}
  - {id: ten-years, name: {en: Ten Years}, on: 22 March 2018 to 22 March 2028, sources: [A book]}
  - id: a-month
    name: {en: A Month}
    anniversary: {of: birth, origin: 1927-05, number: 100}
    sources: [A book]
"""
Selected = Callable[..., Feed]


@pytest.fixture
def selected(folder: Callable[..., Path]) -> Selected:
    composer = Composer(load_catalogue([folder(days=DAYS)]), "https://calendar.example.org")

    def selected(address: str, lang: str = "en", today: date = TODAY) -> Feed:
        return composer.selected(parse_selection(composer.catalogue, address), lang, feed_period(today))

    return selected


def told(feed: Feed, year: int) -> list[tuple[str, str, str]]:
    return [
        (event.uid.partition("@")[0], f"{event.span.start}/{event.span.last}", event.title)
        for event in feed.events
        if event.span.start.year <= year <= event.span.last.year
    ]


def test_a_heads_up_stands_early_for_one_day_and_says_so(selected: Selected) -> None:
    """Of what only goes on, as a decade in its fifth year, there is none: nothing begins."""
    assert told(selected("lead/14/days"), 2026) == [
        ("a-week-2026-lead-14", "2026-09-20/2026-09-20", "In 14 days: A Week"),
        ("a-year-2027-lead-14", "2026-12-18/2026-12-18", "In 14 days: All year 2027: A Year"),
        ("one-day-2027-lead-14", "2026-12-27/2026-12-27", "In 14 days: One Day"),
    ]
    assert ("a-month-2027-lead-14", "2027-04-17/2027-04-17", "In 14 days: May 2027: A Month") in told(
        selected("lead/14/days"), 2027
    )


def test_a_heads_up_reaches_as_far_and_leads_to_the_same_page(selected: Selected) -> None:
    """Days after the horizon are told of while their heads-up is before it."""
    feed = selected("lead/14/days")
    assert told(feed, 2028)[-1] == ("one-day-2029-lead-14", "2028-12-27/2028-12-27", "In 14 days: One Day")
    assert feed.reaches == date(2028, 12, 31)
    last = feed.events[-1]
    assert last.url == "https://calendar.example.org/en/observances/one-day/2029"
    assert last.description.split("\n\n")[0].startswith("Date: 10 January 2029")
    assert feed.description.splitlines()[1] == "Each entry stands 14 days before its day."


def test_one_day_early_is_said_in_the_singular(selected: Selected) -> None:
    assert ("one-day-2027-lead-1", "2027-01-09/2027-01-09", "In 1 day: One Day") in told(selected("lead/1/days"), 2027)


def test_long_spans_are_bars_only_when_asked(selected: Selected) -> None:
    once = [row for row in told(selected("days"), 2027) if row[0].startswith(("a-year", "ten-years", "a-month"))]
    assert once == [
        ("a-year-2027", "2027-01-01/2027-01-01", "All year 2027: A Year"),
        ("ten-years-2027", "2027-01-01/2027-01-01", "Decade 2018–2028, year 10: Ten Years"),
        ("a-month-2027", "2027-05-01/2027-05-01", "May 2027: A Month"),
    ]
    bars = [row for row in told(selected("spans/whole/days"), 2027) if row[0].endswith("-whole")]
    assert bars == [
        ("ten-years-2018-whole", "2018-03-22/2028-03-22", "Ten Years"),
        ("a-year-2027-whole", "2027-01-01/2027-12-31", "A Year"),
        ("a-month-2027-whole", "2027-05-01/2027-05-31", "A Month"),
    ]
    assert ("one-day-2027", "2027-01-10/2027-01-10", "One Day") in told(selected("spans/whole/days"), 2027)


def test_a_choice_is_called_what_was_chosen(selected: Selected) -> None:
    assert selected("days").name == "Days"
    assert selected("lead/7/theme/peace_water/days").name == "Days · peace + water · Heads-up 7 days before"
    assert selected("body/unesco/country/kz/days", "kk").name == "Күндер · UNESCO + Қазақстан"


MANY = "calendar: many\nname: {en: Many}\ncolor: teal\nobservances:\n"
ENTRY = '  - {{id: day-{n}, name: {{en: "Day {n}"}}, on: {day} {month}, since: 2020, sources: [A book]}}\n'
MONTHS = "January February March April May June July August September October November December".split()


@pytest.fixture
def many(folder: Callable[..., Path]) -> Callable[[int], Composer]:
    """A calendar of so many days a year, spread over its months."""

    def many(count: int) -> Composer:
        entries = (ENTRY.format(n=n, day=n % 28 + 1, month=MONTHS[n % 12]) for n in range(count))
        return Composer(load_catalogue([folder(many=MANY + "".join(entries))]), "https://calendar.example.org")

    return many


@pytest.mark.parametrize(
    ("count", "first", "reaches"),
    [
        (250, date(2025, 1, 1), date(2028, 12, 31)),
        (251, date(2026, 1, 1), date(2028, 12, 31)),
        (333, date(2026, 1, 1), date(2028, 12, 31)),
        (334, date(2026, 10, 1), date(2028, 12, 31)),
        (440, date(2026, 10, 1), date(2028, 12, 31)),
    ],
)
def test_the_past_gives_way_before_the_horizon_does(
    many: Callable[[int], Composer], count: int, first: date, reaches: date
) -> None:
    feed = many(count).selected(Selection(("many",)), "en", feed_period(TODAY))
    assert len(feed.events) <= MOST_EVENTS and feed.notice is None
    assert (min(event.span.start for event in feed.events) >= first, feed.reaches) == (True, reaches)
    assert min(event.span.start for event in feed.events).year == first.year


def test_a_choice_that_is_too_large_loses_its_far_end_and_says_so(many: Callable[[int], Composer]) -> None:
    feed = many(600).selected(Selection(("many",)), "en", feed_period(TODAY))
    assert 900 < len(feed.events) <= MOST_EVENTS and feed.notice is not None
    assert feed.reaches < date(2028, 12, 31)
    assert feed.notice.day > feed.reaches >= feed.events[-1].span.start
    assert feed.notice.title == "This calendar ends here"
    text, address = feed.notice.description.split("\n\n")
    assert text == (
        f"A calendar holds 1000 entries at most, so this one is shown until {feed.reaches.day} "
        f"{MONTHS[feed.reaches.month - 1]} {feed.reaches.year} only. Choose smaller ones here:"
    )
    assert address == "https://calendar.example.org/en/"
    assert f"reaches to {feed.reaches.day} {MONTHS[feed.reaches.month - 1]} {feed.reaches.year}" in feed.description


def test_the_cut_falls_on_the_same_day_in_every_language(many: Callable[[int], Composer]) -> None:
    composer = many(600)
    feeds = [composer.selected(Selection(("many",)), lang, feed_period(TODAY)) for lang in ("en", "ky", "zh")]
    assert len({tuple(event.uid for event in feed.events) for feed in feeds}) == 1
    assert len({feed.notice and feed.notice.uid for feed in feeds}) == 1


@pytest.mark.parametrize("later", [1, 5, 10])
def test_the_horizon_never_comes_nearer(composer: Composer, later: int) -> None:
    """Feeds on offer elsewhere have run out: ours reach 24 months at any time, and stay small enough (scenario 5)."""
    for month, day in ((1, 1), (6, 30), (12, 31)):
        today = TODAY.replace(year=TODAY.year + later, month=month, day=day)
        for calendar in composer.catalogue.calendars.values():
            feed = composer.feed(calendar, "ky", feed_period(today))
            assert feed.reaches >= today.replace(year=today.year + 2, day=min(day, 28)), calendar.id
            assert len(feed.events) <= MOST_EVENTS and len(ics.write(feed)) < 900_000, calendar.id
            assert feed.events or feed.notice, calendar.id
