"""What became of a rule: chapters, editions that were moved or left out, and which are tentative (`?` in an answer)."""

from datetime import date

import pytest

from calendar_service.rules import Dated, Span, parse_rule
from calendar_service.rules.history import Chapter, History

DAY = parse_rule("15 December")
NEW_YEAR = parse_rule("Monday before 1 January")
TWICE = parse_rule("9 May and 10 October")
EID = parse_rule("1 Shawwal (Umm al-Qura)")
MAY = Span.day(date(2020, 5, 8))

HISTORIES = [
    (History((Chapter(DAY),)), "2019:12-15 2020:12-15 2021:12-15"),
    (History((Chapter(DAY, since=2020),)), "2020:12-15 2021:12-15"),
    (History((Chapter(DAY, until=2020),)), "2019:12-15 2020:12-15"),
    (History((Chapter(DAY, 2020, 2020),)), "2020:12-15"),
    (History((Chapter(DAY, until=2019), Chapter(TWICE, 2021))), "2019:12-15 2021-1:05-09 2021-2:10-10"),
    # a year is the edition's, wherever its day lies
    (History((Chapter(NEW_YEAR, since=2021),)), "2021:12-28 2022:12-27"),
    (History((Chapter(NEW_YEAR, until=2020),)), "2020:12-30"),
    # … but a Hijri edition is held against the Gregorian year of its day
    (History((Chapter(EID, 2020, 2020),)), "1441:05-24?"),
    # moved, left out
    (History((Chapter(DAY),), moved=(Dated(2020, 0, MAY),)), "2019:12-15 2020:05-08 2021:12-15"),
    (History((Chapter(TWICE, 2020, 2020),), moved=(Dated(2020, 2, MAY),)), "2020-2:05-08 2020-1:05-09"),
    (History((Chapter(DAY),), skip=frozenset({"2020"})), "2019:12-15 2021:12-15"),
    (History((Chapter(TWICE, 2020, 2020),), skip=frozenset({"2020"})), ""),
    (History((Chapter(TWICE, 2020, 2020),), skip=frozenset({"2020-1"})), "2020-2:10-10"),
    # tentative
    (History((Chapter(DAY),), tentative=frozenset({"2020"})), "2019:12-15 2020:12-15? 2021:12-15"),
    (History((Chapter(TWICE, 2020, 2020),), tentative=frozenset({"2020-2"})), "2020-1:05-09 2020-2:10-10?"),
    (History((Chapter(DAY, 2020, 2020),), (Dated(2020, 0, MAY),), tentative=frozenset({"2020"})), "2020:05-08?"),
    (History((Chapter(EID, until=2020),)), "1440:06-04? 1441:05-24?"),
]


@pytest.mark.parametrize(("history", "days"), HISTORIES)
def test_history(history: History, days: str) -> None:
    assert answer(history, Span.years(2019, 2021)) == days


THEN_HIJRI = History((Chapter(EID, until=2019), Chapter(DAY, 2020)))
NOW_HIJRI = History((Chapter(DAY, until=2019), Chapter(EID, 2020)))


@pytest.mark.parametrize(("history", "days"), [(THEN_HIJRI, "1440:06-04?"), (NOW_HIJRI, "2019:12-15")])
def test_each_chapter_is_tentative_by_its_own_calendar(history: History, days: str) -> None:
    assert answer(history, Span.years(2019, 2019)) == days


def test_a_moved_year_leaves_none_of_its_days() -> None:
    history = History((Chapter(TWICE, 2020, 2020),), moved=(Dated(2020, 0, MAY),))
    assert answer(history, Span.years(2019, 2021)) == "2020:05-08"


def answer(history: History, window: Span) -> str:
    found = sorted(history.spans(window), key=lambda dated: dated.span)
    return " ".join(f"{dated.edition}:{dated.span.start:%m-%d}{'?' * dated.tentative}" for dated in found)
