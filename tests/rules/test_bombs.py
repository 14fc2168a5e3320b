"""What a hostile or a careless rule costs: refused in a few steps a character, expanded in a few steps a year.

Steps are calls, counted by the profiler; how long they take is not looked at.
"""

from collections.abc import Callable
from contextlib import suppress
from cProfile import Profile
from random import Random

import pytest

from calendar_service.rules import RuleError, Span, parse_rule
from calendar_service.rules.grammar import MONTHS, ORDINALS, WEEKDAYS
from calendar_service.rules.hijri import MONTHS as HIJRI_MONTHS
from calendar_service.rules.sky import SEASONS

LONG = 20_000

TEXTS = {
    "nothing": "",
    "blanks": " " * LONG,
    "one word": "x" * LONG,
    "one digit": "9" * LONG,
    "many words": "May " * LONG,
    "many ands": "and " * LONG,
    "many weeks": "week of " * LONG,
    "many parentheses": "(" * LONG,
    "a bow": "15 May" + ")" * LONG,
    "10,000 and": "1 May" + " and 1 May" * 10_000,
    "10,000 to": "1 May" + " to 1 May" * 10_000,
    "10,000 for": "1 May" + " for 8 days" * 10_000,
    "10,000 Hijri": "1 Ramadan (Umm al-Qura)" + " and 1 Ramadan (Umm al-Qura)" * 10_000,
}
NUMBERS = [
    *("0", "00015", "9" * 4300, "9" * 4301, "-1", "+15", "1_5", "1e1", "15.0", "0x0f"),
    *("١٥", "१५", "１５", "²", "Ⅻ", "½", "𝟙𝟝", "1\u200d5", "15\0"),
]
NUMBERED = [
    *("{} May", "15 May for {} days", "{} days after Easter", "{} Ramadan (Umm al-Qura)"),
    *("15 May every {} years from 2010", "15 May every 5 years from {}", "year {}", "1 May {} to 2 May 2026"),
]
ZONES = [
    *("../../etc/passwd", "../UTC", "Etc/../UTC", "Etc/./UTC", "./UTC", "Etc//UTC", "/UTC", "//UTC", "UTC/", "/"),
    *("/etc/localtime", "/usr/share/zoneinfo/UTC", "file:///etc/localtime", "~/x", "$HOME/x", "%2e%2e/UTC", "..\\x/y"),
    *("localtime", "posixrules", "Factory", "GMT", "EST5EDT", "Zulu", "leapseconds", "tzdata.zi", "UTC+5", "CON/NUL"),
    *("Asia", "Asia/", "America/Indiana", "Asia/__init__", "Asia/__init__.py", "__pycache__/x", "os/path", "a./b"),
    *("Asia/Tehran\0", "\0/UTC", "Asia/Tehran\n", "Asia/T\u0435hran", "Asia/\ud800", "asia/tehran"),
    *("Asia/" + "x" * LONG, "a/" * LONG),
]


def steps(ask: Callable[[], object]) -> int:
    """How many functions are called, ours and others'."""
    profile = Profile()
    profile.runcall(ask)
    return sum(entry.callcount for entry in profile.getstats())


def refused(text: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        parse_rule(text)
    return caught.value


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_long_text_is_refused_in_a_few_steps_a_character(text: str) -> None:
    assert steps(lambda: refused(text)) < 5_000 + 5 * len(text)


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: ascii(number[:10]))
def test_a_number_is_a_few_plain_digits(number: str) -> None:
    for text in NUMBERED:
        assert steps(lambda text=text: refused(text.format(number))) < 50_000  # type: ignore[misc]


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: ascii(zone[:25]))
def test_a_zone_is_a_name_and_not_a_path(zone: str) -> None:
    """The list of all zones is read for the hint: some hundred files."""
    assert steps(lambda: refused(f"full moon of May in {zone}")) < 200_000
    refused(f"June solstice in {zone}")


@pytest.mark.parametrize("zone", ["__init__/UTC", "__init__/__init__", "posix/UTC", "right/UTC"])
def test_a_zone_is_one_of_the_list(zone: str) -> None:
    refused(f"full moon of May in {zone}")


@pytest.mark.parametrize("text", [TEXTS["one word"], TEXTS["one digit"], f"full moon of May in Asia/{'x' * LONG}"])
def test_a_message_stays_readable(text: str) -> None:
    assert len(str(refused(text))) < 300


def test_generated_rules_take_a_few_steps_a_year() -> None:
    random, window = Random(2026), Span.years(1900, 2100)
    for _ in range(1_000):
        words = rule(random)
        parsed = parse_rule(words)
        days = words.count(" and ") + words.count(" to ") + 1
        assert steps(lambda parsed=parsed: list(parsed.spans(window))) < 203 * 150 * days, words  # type: ignore[misc]


def rule(random: Random) -> str:
    hijri = random.random() < 0.2
    stretches = [stretch(random, hijri) for _ in range(random.choice((1, 1, 1, 1, 2, 3)))]
    every = f"every {random.randint(2, 1000)} years from {random.randint(1000, 2999)}"
    years = random.choice(("", "", "", every, "in odd years", "in even years"))
    return f"{' and '.join(stretches)} {years}".strip()


def stretch(random: Random, hijri: bool) -> str:
    day = hijri_day if hijri else any_day
    in_its_year = hijri_day if hijri else fixed
    return random.choice(
        (
            lambda: day(random),
            lambda: f"week of {day(random)}",
            lambda: f"{day(random)} for {random.randint(2, 100)} days",
            lambda: f"{in_its_year(random)} to {in_its_year(random)}",
        )
    )()


def any_day(random: Random) -> str:
    """Of every kind of Gregorian day alike."""
    weekday, month = random.choice(WEEKDAYS), random.choice(MONTHS)
    zone = random.choice(("UTC", "Asia/Tehran"))
    side, beside = random.choice(("after", "before")), random.choice(("on or after", "after", "on or before", "before"))
    return random.choice(
        (
            fixed(random),
            f"{random.choice(ORDINALS)} {weekday} of {month}",
            f"{weekday} {beside} {fixed(random)}",
            f"{random.randint(1, 300)} days {side} {random.choice(('Easter', 'Orthodox Easter'))}",
            f"{random.choice(('full moon of May', 'last full moon of June', *SEASONS))} in {zone}",
        )
    )


def fixed(random: Random) -> str:
    return f"{random.randint(1, 28)} {random.choice(MONTHS)}"


def hijri_day(random: Random) -> str:
    return f"{random.randint(1, 30)} {random.choice(HIJRI_MONTHS)} (Umm al-Qura)"


BACKWARDS = [
    "300 days after Easter to 300 days before Easter",
    "Sunday on or after 31 December to Monday before 1 January",
    "Monday after 31 December to Friday before 1 January",
]


@pytest.mark.parametrize("words", BACKWARDS)
def test_a_rule_that_is_accepted_can_be_expanded(words: str) -> None:
    with suppress(RuleError):
        list(parse_rule(words).spans(Span.years(1900, 2100)))
