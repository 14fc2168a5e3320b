"""Rules in the reader's language: in English they are the rule itself, elsewhere nothing in them stays English."""

import re
from collections.abc import Iterator

import pytest

from calendar_service.catalogue import Catalogue
from calendar_service.rules import ListedRule, Rule, Yearly, parse_rule, parse_yearly
from calendar_service.rules.anniversary import Anniversary, Origin
from calendar_service.rules.grammar import MONTHS, ORDINALS, WEEKDAYS
from calendar_service.rules.hijri import MONTHS as HIJRI_MONTHS
from calendar_service.rules.history import History
from calendar_service.spoken import counted, spoken
from calendar_service.text import LANGUAGES
from calendar_service.wording import wording

RULES = [
    *(f"15 {month}" for month in MONTHS),
    *(f"{nth} {weekday} of {month}" for nth, month in zip(ORDINALS, MONTHS, strict=False) for weekday in WEEKDAYS),
    *(f"{weekday} {side} 3 May" for weekday in WEEKDAYS for side in ("on or after", "after", "on or before", "before")),
    *(f"9 {month} (Umm al-Qura)" for month in HIJRI_MONTHS),
    *("Easter", "1 day after Easter", "49 days after Easter", "1 day before Easter", "46 days before Easter"),
    *("Orthodox Easter", "1 day after Orthodox Easter", "9 days after Orthodox Easter"),
    *("1 day before Orthodox Easter", "7 days before Orthodox Easter"),
    *("full moon of May in UTC", "last full moon of May in Asia/Almaty"),
    *("March equinox in Asia/Tashkent", "June solstice in UTC", "September equinox in UTC", "December solstice in UTC"),
    *("7 January to 13 January", "first Monday of May to last Sunday of May", "24 April for 7 days"),
    *("week of 14 October", "week of fourth Monday of May", "second Saturday of May and second Saturday of October"),
    *("1 May and 2 May and 3 May", "20 October every 5 years from 2010", "15 May in odd years", "15 May in even years"),
    *("year 2026", "1 January 2016 to 31 December 2025"),
]
ORIGINS = [
    ("en", Anniversary("birth", Origin(1926, 5, 4), 100), "birth: 4 May 1926 · 100 years"),
    ("en", Anniversary("founding", Origin(1926, 5)), "founding: May 1926 · every year"),
    ("en", Anniversary("death", Origin(-499, circa=True), 2500), "death: about 500 BC · 2500 years"),
    ("en", Anniversary("death", Origin(-499, 3, 1), 2500), "death: 1 March, 500 BC · 2500 years"),
    (
        "en",
        Anniversary("event", Origin(1700, 2, 29, printed="julian"), 300),
        "historical event: 29 February, 1700 · 300 years",
    ),
    ("en", Anniversary("active-life", None, 1), "active life: on an unknown date · 1 year"),
    ("ru", Anniversary("birth", Origin(1926, 5, 4), 101), "рождение: 4 мая 1926\u202fг. · 101 год"),
]
LATIN = re.compile("[A-Za-z]{2,}")
OTHER_SCRIPTS = ("ru", "ar", "zh", "kk", "ky")


def current(rule: Rule) -> Rule:
    return rule.chapters[-1].rule if isinstance(rule, History) else rule


@pytest.mark.parametrize("text", RULES)
def test_english_is_the_rule_itself(text: str) -> None:
    assert spoken(parse_rule(text), wording("en")) == text


def test_every_shipped_rule_can_be_read_back_from_its_english(catalogue: Catalogue) -> None:
    for one in catalogue.observances.values():
        rule, said = current(one.rule), spoken(one.rule, wording("en"))
        if isinstance(rule, ListedRule):
            assert ListedRule(dict(_listed(said))) == rule
        else:
            assert parse_rule(said) == rule if said else one.anniversaries, one.id


def _listed(said: str) -> Iterator[tuple[int, Yearly]]:
    for line in said.split("; "):
        year, rule = line.split(": ")
        yield int(year), parse_yearly(rule)


@pytest.mark.parametrize("lang", OTHER_SCRIPTS)
@pytest.mark.parametrize("text", RULES)
def test_nothing_stays_english_in_another_script(text: str, lang: str) -> None:
    said = spoken(parse_rule(text), wording(lang))
    assert LATIN.findall(re.sub(r"UTC|Asia/\w+", "", said)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_rules_sound_alike(lang: str) -> None:
    said = [spoken(parse_rule(text), wording(lang)) for text in RULES]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(("lang", "part", "said"), ORIGINS)
def test_what_is_counted_is_told_with_its_date_and_number(lang: str, part: Anniversary, said: str) -> None:
    assert counted(part, wording(lang)) == said


SPOKEN = [
    ("fr", "third Thursday of November", "troisième jeudi de novembre"),
    ("fr", "first Sunday of April", "premier dimanche d’avril"),
    ("ru", "second Wednesday of May", "вторая среда мая"),
    ("ru", "last Sunday of September", "последнее воскресенье сентября"),
    ("kk", "first Sunday of July", "шілденің бірінші жексенбісі"),
    ("tr", "third Thursday of November", "kasım ayının üçüncü perşembe günü"),
    ("tr", "Monday after 3 May", "3 Mayıs gününden sonraki ilk pazartesi günü"),
    ("zh", "third Thursday of November", "11月的第三个星期四"),
]


@pytest.mark.parametrize(("lang", "text", "said"), SPOKEN)
def test_it_is_said_as_people_say_it(lang: str, text: str, said: str) -> None:
    assert spoken(parse_rule(text), wording(lang)) == said
