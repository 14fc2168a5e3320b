"""A rule in the reader's language: "third Thursday of November" as a Kazakh or an Arab would say it.

The messages are the words of the rules' own grammar, so what is said in English is what stands in the file, and an
English sentence can be read back as the rule that it came from.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import reduce

from .rules import ListedRule, Once, Rule, Span, Yearly
from .rules.anniversary import Anniversary, Of, Origin
from .rules.days import LAST, Day, FixedDay, NthWeekday, WeekdayBeside
from .rules.easter import EasterDay
from .rules.grammar import MONTHS, ORDINALS, WEEKDAYS
from .rules.hijri import MONTHS as HIJRI_MONTHS
from .rules.hijri import HijriDay
from .rules.history import History
from .rules.rule import Years
from .rules.sky import SEASONS, FullMoon, Season
from .rules.stretches import ForDays, FromTo, Stretch, WeekOf
from .wording import Wording

OF_MONTHS = tuple(f"of {month}" for month in MONTHS)
NTH_WEEKDAYS = {
    (nth, weekday): f"{ordinal} {name} {{of_month}}"
    for nth, ordinal in zip((1, 2, 3, 4, 5, LAST), ORDINALS, strict=True)
    for weekday, name in enumerate(WEEKDAYS)
}
HIJRI_DAYS = tuple(f"{{day}} {month} (Umm al-Qura)" for month in HIJRI_MONTHS)
SEASONS_IN = {name: f"{name} in {{zone}}" for name in SEASONS}
BESIDE = {side: f"{{weekday}} {side} {{day}}" for side in ("on or after", "after", "on or before", "before")}
MESSAGES = frozenset((*OF_MONTHS, *NTH_WEEKDAYS.values(), *HIJRI_DAYS, *SEASONS_IN.values(), *BESIDE.values()))
"""What is said here by words put together from lists."""
A_MONDAY = date(2001, 1, 1)


def spoken(rule: Rule, words: Wording) -> str:
    """On which days, as the rule has it now; nothing for anniversaries, which `counted` tells of."""
    match rule:
        case History():
            return spoken(rule.chapters[-1].rule, words)
        case ListedRule():
            return "; ".join(f"{year}: {spoken(listed, words)}" for year, listed in rule.listed.items())
        case Yearly():
            return _in_years(_joined((_stretch(one, words) for one in rule.stretches), words), rule.years, words)
        case Once():
            return _once(rule.span, words)
    return ""


def counted(part: Anniversary, words: Wording) -> str:
    """What is counted, from when, and how often it is kept."""
    origin = _origin(part.origin, words) if part.origin else words.say("on an unknown date")
    often = words.count("{count} year", "{count} years", part.number) if part.number else words.say("every year")
    return words.say("{event}: {origin} · {often}", event=beginning(part.of, words), origin=origin, often=often)


def beginning(of: Of, words: Wording) -> str:
    """What an anniversary is counted from. An event of history has another word than one that is arranged."""
    return words.say("historical event") if of == "event" else words.term(of)


def _once(span: Span, words: Wording) -> str:
    first, last = span.start, span.last
    if span == Span.years(first.year, first.year):
        return words.say("year {year}", year=first.year)
    return words.say("{first} to {last}", first=words.day(first), last=words.day(last))


def _in_years(days: str, years: Years, words: Wording) -> str:
    if years.first is not None:
        return words.count(
            "{days} every {count} year from {year}",
            "{days} every {count} years from {year}",
            years.step,
            days=days,
            year=years.first,
        )
    if years.step == 1:
        return days
    return words.say("{days} in odd years", days=days) if years.rest else words.say("{days} in even years", days=days)


def _joined(parts: Iterable[str], words: Wording) -> str:
    return reduce(lambda one, other: words.say("{one} and {other}", one=one, other=other), parts)


def _stretch(stretch: Stretch, words: Wording) -> str:
    match stretch:
        case FromTo(first, last):
            return words.say("{first} to {last}", first=_day(first, words), last=_day(last, words))
        case ForDays(first, days):
            return words.count("{first} for {count} day", "{first} for {count} days", days, first=_day(first, words))
        case WeekOf(day):
            return words.say("week of {day}", day=_day(day, words))
    return _day(stretch, words)


def _day(day: Day, words: Wording) -> str:
    match day:
        case FixedDay(month, number):
            return words.day_of_month(date(2000, month, number))
        case NthWeekday(nth, weekday, month):
            return words.say(NTH_WEEKDAYS[nth, weekday], of_month=words.say(OF_MONTHS[month - 1]))
        case WeekdayBeside(weekday, side, anchor):
            name = words.weekday_within(A_MONDAY.replace(day=1 + weekday))
            return words.say(BESIDE[side], weekday=name, day=_day(anchor, words))
        case EasterDay():
            return _easter(day, words)
        case FullMoon(month, zone, last):
            of_month = words.say(OF_MONTHS[month - 1])
            if last:
                return words.say("last full moon {of_month} in {zone}", of_month=of_month, zone=zone)
            return words.say("full moon {of_month} in {zone}", of_month=of_month, zone=zone)
        case Season(name, zone):
            return words.say(SEASONS_IN[name], zone=zone)
        case HijriDay(month, number):
            return words.say(HIJRI_DAYS[month - 1], day=number)
    raise TypeError(day)


def _easter(day: EasterDay, words: Wording) -> str:
    days = abs(day.offset)
    match day.orthodox, (day.offset > 0) - (day.offset < 0):
        case False, 1:
            return words.count("{count} day after Easter", "{count} days after Easter", days)
        case False, -1:
            return words.count("{count} day before Easter", "{count} days before Easter", days)
        case True, 1:
            return words.count("{count} day after Orthodox Easter", "{count} days after Orthodox Easter", days)
        case True, -1:
            return words.count("{count} day before Orthodox Easter", "{count} days before Orthodox Easter", days)
    return words.say("Orthodox Easter") if day.orthodox else words.say("Easter")


def _origin(origin: Origin, words: Wording) -> str:
    """The date as printed, as far as it is known. A day that our calendar has not is told beside its year."""
    year, month, number = origin.year, origin.month, origin.day_of_month
    if not month:
        said = words.year_of_era(year)
    elif year > 0 and not number:
        said = words.month(date(year, month, 1))
    elif year > 0 and number and number <= monthrange(year, month)[1]:
        said = words.day(date(year, month, number))
    else:
        near = date(2000, month, number or 1)
        said = words.joined((words.day_of_month(near) if number else words.month_name(near), words.year_of_era(year)))
    return words.say("about {date}", date=said) if origin.circa else said
