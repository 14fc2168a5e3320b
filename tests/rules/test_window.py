"""A window shows what touches it, and nothing depends on where it is cut.

`brute` asks every year that could matter and keeps what touches; the rules must guess as well and ask fewer.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from calendar_service.rules import Dated, ListedRule, Once, Rule, Span, parse_rule, parse_yearly
from calendar_service.rules.anniversary import Anniversary, Celebrated, EveryAnniversary, Origin
from calendar_service.rules.history import Chapter, History

FIRST, DAYS = date(1900, 1, 1), 73414
"""To the end of 2100."""

WORDS = [
    "15 December",
    "29 February",
    "1 January",
    "31 December",
    "third Thursday of November",
    "fifth Friday of May",
    "last Monday of December",
    "Saturday on or after 30 December",
    "Monday after 31 December",
    "Friday on or before 1 January",
    "Monday before 1 January",
    "second Saturday of May and second Saturday of October",
    "Monday before 1 January and 31 December",
    "4 October to 10 October",
    "25 December to 6 January",
    "1 July to 30 June",
    "31 December to 31 December",
    "24 October for 8 days",
    "31 December for 100 days",
    "week of 11 November",
    "week of 1 January",
    "week of 31 December",
    "Easter",
    "300 days after Easter",
    "300 days before Orthodox Easter",
    "46 days before Easter to 1 day before Easter",
    "full moon of May in UTC",
    "last full moon of December in Pacific/Kiritimati",
    "full moon of January in America/Los_Angeles",
    "December solstice in UTC for 12 days",
    "March equinox in Asia/Tehran",
    "10 Dhu al-Hijja (Umm al-Qura)",
    "30 Ramadan (Umm al-Qura) and 1 Muharram (Umm al-Qura)",
    "29 Dhu al-Hijja (Umm al-Qura) to 2 Muharram (Umm al-Qura)",
    "1 Ramadan (Umm al-Qura) for 30 days",
    "1 Muharram (Umm al-Qura) in odd years",
    "week of 1 Muharram (Umm al-Qura)",
    "week of 27 Rajab (Umm al-Qura)",
    "20 October every 5 years from 2010",
    "31 December for 40 days every 7 years from 1903",
    "6 May to 12 May in odd years",
    "Monday before 1 January in even years",
    "year 2026",
    "22 March 2018 to 22 March 2028",
]
TOO_LONG = [
    "Saturday on or after 30 December for 100 days",
    "300 days after Easter for 100 days",
    "29 Dhu al-Hijja (Umm al-Qura) for 100 days",
    "1 Dhu al-Hijja (Umm al-Qura) for 100 days",
]

LISTED = {
    2007: "23 April to 29 April",
    2019: "28 December for 8 days",
    2020: "Monday before 1 January",
    2028: "29 February",
}
NEW_YEAR = parse_rule("Monday before 1 January")
WEEK = parse_rule("25 December to 6 January")
EID = parse_rule("1 Shawwal (Umm al-Qura)")
TWICE = parse_rule("second Saturday of May and 31 December for 3 days")
MOVED = (
    Dated(2020, 0, Span.day(date(2021, 7, 23))),
    Dated(2022, 0, Span.through(date(2021, 12, 31), date(2022, 1, 2))),
)
CENTURY = Anniversary("birth", Origin(1926, 12, 31), 100)

BUILT: dict[str, Rule] = {
    "listed": ListedRule({year: parse_yearly(words) for year, words in LISTED.items()}),
    "once, a day": Once(Span.day(date(2019, 12, 31))),
    "once, two centuries": Once(Span.years(1895, 2049)),
    "since and until": History((Chapter(NEW_YEAR, 1990, 2030),)),
    "since, Hijri": History((Chapter(EID, 2001, 2030),)),
    "formerly": History((Chapter(NEW_YEAR, until=1999), Chapter(TWICE, 2003, 2010), Chapter(WEEK, 2011))),
    "formerly Hijri": History((Chapter(EID, until=1999), Chapter(WEEK, 2000))),
    "moved": History((Chapter(WEEK),), moved=MOVED),
    "moved, one of two": History((Chapter(TWICE),), moved=(Dated(2020, 2, Span.day(date(2021, 2, 1))),)),
    "skip": History((Chapter(WEEK),), skip=frozenset({"2019", "2020"})),
    "skip, one of two": History((Chapter(TWICE),), skip=frozenset({"2019-2", "2020"})),
    "tentative": History((Chapter(TWICE),), moved=MOVED, tentative=frozenset({"2019-1", "2020", "2026"})),
    "celebrated in a year": Celebrated((CENTURY,), 2026, 2026),
    "celebrated in a biennium": Celebrated((CENTURY, Anniversary("death", Origin(1977, 1, 1), 50)), 2026, 2027),
    "celebrated all through": Celebrated((Anniversary("founding", Origin(-499), 2500),), 2000, 2001),
    "every anniversary": EveryAnniversary(Origin(1925, 12, 31)),
    "every 29 February": EveryAnniversary(Origin(1904, 2, 29)),
    "every December": EveryAnniversary(Origin(1800, 12)),
    "every year since": EveryAnniversary(Origin(2000)),
    "every year since long ago": EveryAnniversary(Origin(-752, 4, 21)),
}
RULES = [
    *(pytest.param(parse_rule(words), id=words) for words in WORDS),
    *(pytest.param(parse_rule(words), id=words) for words in TOO_LONG),
    *(pytest.param(rule, id=name) for name, rule in BUILT.items()),
]


def brute(rule: Rule) -> tuple[Dated, ...]:
    """Whatever the rule has in any year, Gregorian or Hijri, that may reach from 1900 to 2100."""
    return tuple(dated for year in (*range(1300, 1521), *range(1890, 2111)) for dated in rule.in_year(year))


def splits() -> Iterator[list[date]]:
    """Three days in order, from all days and from those about a new year."""
    random = Random(1945)
    new_years = [date(random.randrange(1901, 2100), 1, 1) for _ in range(20)]
    hijri_new_years = [date(1924, 8, 2), date(2008, 1, 10), date(2020, 8, 20), date(2078, 1, 1)]
    for _ in range(25):
        yield sorted(FIRST + timedelta(random.randrange(DAYS)) for _ in range(3))
    for new_year in new_years + hijri_new_years:
        yield sorted(new_year + timedelta(n) for n in random.sample(range(-12, 12), 3))


SPLITS = [days for days in splits() if len(set(days)) == 3]


@pytest.mark.parametrize("rule", RULES)
def test_a_window_may_be_cut_anywhere(rule: Rule) -> None:
    known = brute(rule)
    for first, middle, last in SPLITS:
        windows = Span(first, last), Span(first, middle), Span(middle, last)
        whole, left, right = (answer(rule, window) for window in windows)
        assert whole == left | right
        assert whole == {dated for dated in known if dated.span.touches(windows[0])}


@pytest.mark.parametrize("rule", RULES)
def test_a_window_may_be_a_single_day(rule: Rule) -> None:
    known = brute(rule)
    for new_year in (date(2020, 1, 1), date(2028, 1, 1), date(2020, 8, 20), date(2078, 1, 1)):
        for window in (Span.day(new_year + timedelta(n)) for n in range(-20, 20)):
            assert answer(rule, window) == {dated for dated in known if dated.span.touches(window)}


def answer(rule: Rule, window: Span) -> set[Dated]:
    found = list(rule.spans(window))
    assert len(found) == len(set(found))
    return set(found)
