"""A list for a mail or a chat: one day a line (scenario 20)."""

from datetime import date

import pytest

from calendar_service.feed import Composer
from calendar_service.formats import FORMATS
from calendar_service.selection import parse_selection

TODAY = date(2026, 11, 24)


def lines(composer: Composer, address: str, lang: str = "en") -> list[str]:
    selection = parse_selection(composer.catalogue, address)
    feed = composer.selected(selection, lang, FORMATS["txt"].period(selection, TODAY))
    return FORMATS["txt"].write(feed).decode().split("\n")


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Tuesday, 15 December 2026: World Turkic Language Family Day"),
        ("kk", "2026\u202fж. 15 желтоқсан, сейсенбі: Түркі тілдері отбасының дүниежүзілік күні"),
        ("tr", "15 Aralık 2026 Salı: Dünya Türk Dili Ailesi Günü"),
    ],
)
def test_one_day_a_line(composer: Composer, lang: str, line: str) -> None:
    assert line in lines(composer, "turkic-world", lang)


def test_it_begins_today_and_ends_with_its_address(composer: Composer) -> None:
    *days, blank, address, end = lines(composer, "un-days")
    assert (blank, end) == ("", "")
    assert address == "https://calendar.example.org/en/feeds/un-days.txt"
    assert days[0] == "18 November 2026 – 24 November 2026: World Antimicrobial Resistance Awareness Week"
    assert days[1] == "Tuesday, 24 November 2026: World Conjoined Twins Day"
    assert "2028" in days[-1] and all(": " in day for day in days)


def test_a_week_has_both_its_ends(composer: Composer) -> None:
    assert "4 October 2027 – 10 October 2027: World Space Week" in lines(composer, "un-days")


def test_nothing_says_so(composer: Composer) -> None:
    assert lines(composer, "country/is/kind/term/un-days")[0] == "Nothing in this selection"
