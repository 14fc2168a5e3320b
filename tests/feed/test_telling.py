"""Which editions can be asked for: what falls on a day, and each year that something longer covers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from calendar_service.definitions import load_catalogue
from calendar_service.feed import Composer
from calendar_service.query import feed_period
from calendar_service.telling import telling

DECADE = "on: 22 March 2018 to 22 March 2028"
EARLY = "on: 1 January 1965 to 31 December 1974"
BIENNIUM = "anniversary: {of: birth, origin: 1926, number: 100}, celebrated: 2026-2027"
PAIR = (
    "anniversary: [{of: birth, origin: 1777-05-05, number: 250}, {of: death, origin: 1827, number: 200}], "
    "celebrated: 2027"
)


@pytest.mark.parametrize(
    ("words", "edition", "expected"),
    [
        ("on: 1 May", "2026", "2026-05-01"),
        ("on: 1 May", "2026-1", None),
        ("on: 1 May, since: 2026", "2025", None),
        ("on: 1 May", "1970", "1970-05-01"),
        ("on: 1 May", "1969", None),
        ("on: 1 May", "2100", "2100-05-01"),
        ("on: 1 May", "2101", None),
        ("on: 1 May and 1 June", "2026", None),
        ("on: 1 May and 1 June", "2026-2", "2026-06-01"),
        ("on: week of 1 January", "2026", "2025-12-29"),
        ("on: 1 Ramadan (Umm al-Qura)", "1447", "2026-02-18"),
        ("on: year 2026", "2026", "2026-01-01"),
        (DECADE, "2017", None),
        (DECADE, "2018", "2018-03-22"),
        (DECADE, "2023", "2023-01-01"),
        (DECADE, "2028", "2028-01-01"),
        (DECADE, "2029", None),
        (EARLY, "1969", None),
        (EARLY, "1970", "1970-01-01"),
        (BIENNIUM, "2027", "2027-01-01"),
        (PAIR, "2027-1", "2027-05-05"),
        (PAIR, "2027-2", "2027-01-01"),
        (PAIR, "2027", None),
    ],
)
def test_each_year_that_is_covered_has_its_edition(
    words: str, edition: str, expected: str | None, made: Callable[..., Path]
) -> None:
    found = telling(load_catalogue([made(words)]).observance("day"), edition)
    assert (found and found.span.start.isoformat()) == expected
    assert found is None or found.edition == edition


def test_every_event_of_a_feed_can_be_asked_for_by_its_edition(composer: Composer) -> None:
    for calendar in composer.catalogue.calendars.values():
        for event in composer.feed(calendar, "en", feed_period(date(2026, 11, 24))).events:
            found = telling(event.occurrence.observance, event.edition)
            assert found and (found.uid, found.span) == (event.uid, event.span)
