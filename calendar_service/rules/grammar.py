"""The words of a rule, one function a production; each docstring is its grammar line.

    rule = long | yearly [ years ]

Nothing else is accepted: a rule that a reader could take for two things is a mistake with a place.
"""

import re
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from ..span import Span
from .days import LAST, Beside, Day, FixedDay, NthWeekday, WeekdayBeside
from .easter import EasterDay
from .hijri import MONTHS as HIJRI_MONTHS
from .hijri import HijriDay
from .rule import Once, Rule, Yearly, Years
from .sky import SEASONS, FullMoon, Season
from .stretches import ForDays, FromTo, Stretch, WeekOf
from .tokens import Cursor

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "last")
HIJRI_STARTS = frozenset(name.split()[0] for name in HIJRI_MONTHS)
STARTS = (*ORDINALS, *WEEKDAYS, *MONTHS, "week", "year", "full", "Easter", "Orthodox")
MOST_STRETCHES = 12
MOST_DAYS = 100
ZONE = re.compile(r"UTC|[A-Z][A-Za-z_+-]*(/[A-Za-z0-9_+-]+)+", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1000, 2999


def parse_rule(text: str) -> Rule:
    """rule = long | yearly [ years ]

    Raises RuleError, with the place of the word that does not fit.
    """
    cursor = Cursor(text)
    long = _long(cursor)
    if long:
        return long
    stretches = _stretches(cursor)
    years = _years(cursor)
    cursor.end('"and", "to", "for", "every", "in" or the end of the rule')
    return Yearly(stretches, years)


def parse_yearly(text: str) -> Yearly:
    """yearly = stretch { "and" stretch }"""
    cursor = Cursor(text)
    stretches = _stretches(cursor)
    cursor.end('"and", "to", "for" or the end of the rule')
    return Yearly(stretches)


def _long(cursor: Cursor) -> Once | None:
    """long = "year" YEAR | NUMBER MONTH YEAR "to" NUMBER MONTH YEAR"""
    if cursor.takes("year"):
        year = _year(cursor, 'a year after "year"')
        cursor.end()
        return Once(Span.years(year, year))
    if not (cursor.sees_number() and cursor.peek(1) in MONTHS and cursor.sees_number(2)):
        return None
    first = _dated(cursor)
    if not cursor.takes("to"):
        day = f"{first.day} {MONTHS[first.month - 1]}"
        raise cursor.error(f'"to" and a last day; a single day stands beside its year, as {{{first.year}: {day}}}')
    place = cursor.place
    last = _dated(cursor)
    if last < first:
        raise cursor.error("a last day after the first", at=place)
    cursor.end()
    return Once(Span.through(first, last))


def _dated(cursor: Cursor) -> date:
    """dated = NUMBER MONTH YEAR"""
    place = cursor.place
    fixed = _fixed(cursor)
    day = fixed.day(_year(cursor, "a year after the month"))
    if day.day != fixed.day_of_month:
        raise cursor.error(f"a day that February {day.year} has, 1 to {day.day}", at=place)
    return day


def _stretches(cursor: Cursor) -> tuple[Stretch, ...]:
    """stretches = stretch { "and" stretch }"""
    stretches = [_stretch(cursor)]
    while cursor.takes("and"):
        place = cursor.place
        stretch = _stretch(cursor)
        if stretch.reckoning != stretches[0].reckoning:
            raise cursor.error("days of one calendar in one rule", at=place)
        if stretch in stretches:
            raise cursor.error("another day", at=place)
        if len(stretches) == MOST_STRETCHES:
            raise cursor.error(f"at most {MOST_STRETCHES} days in one rule", at=place)
        stretches.append(stretch)
    return tuple(stretches)


def _stretch(cursor: Cursor) -> Stretch:
    """stretch = "week" "of" day | day [ "to" day | "for" NUMBER "days" ]"""
    if cursor.takes("week"):
        cursor.expect("of", '"week"')
        return WeekOf(_day(cursor))
    first = _day(cursor)
    if cursor.takes("to"):
        place = cursor.place
        last = _day(cursor)
        if last.reckoning != first.reckoning:
            raise cursor.error("a last day in the calendar of the first", at=place)
        return FromTo(first, last)
    if cursor.takes("for"):
        days = cursor.number(f'a number of days from 2 to {MOST_DAYS} after "for"', 2, MOST_DAYS)
        cursor.expect("days", "the number")
        return ForDays(first, days)
    return first


def _day(cursor: Cursor) -> Day:
    """day = fixed | hijri | from-easter | nth | beside | moon | season"""
    if cursor.sees_number():
        return _numbered(cursor)
    word = cursor.peek()
    if word == "full" or (word, cursor.peek(1)) == ("last", "full"):
        return _moon(cursor)
    if word in ORDINALS:
        return _nth(cursor)
    if word in WEEKDAYS:
        return _beside(cursor)
    if word in ("Easter", "Orthodox"):
        return _easter(cursor, 0)
    if word in MONTHS:
        return _season(cursor)
    raise cursor.error("a day, such as 15 December or third Thursday of November", STARTS)


def _numbered(cursor: Cursor) -> Day:
    """numbered = fixed | hijri | from-easter"""
    if cursor.peek(1) in ("day", "days"):
        return _from_easter(cursor)
    if cursor.peek(1) in HIJRI_STARTS:
        return _hijri(cursor)
    return _fixed(cursor)


def _fixed(cursor: Cursor) -> FixedDay:
    """fixed = NUMBER MONTH"""
    place = cursor.place
    day = cursor.number("a day of the month from 1 to 31", 1, 31)
    if cursor.peek() not in MONTHS:
        raise cursor.error("a month after the day", MONTHS + HIJRI_MONTHS)
    month = cursor.choose(MONTHS, "a month after the day")
    if day > LENGTHS[month]:
        raise cursor.error(f"a day that {MONTHS[month]} has, 1 to {LENGTHS[month]}", at=place)
    return FixedDay(month + 1, day)


def _nth(cursor: Cursor) -> NthWeekday:
    """nth = ORDINAL WEEKDAY "of" MONTH"""
    nth = cursor.choose(ORDINALS, "first to fifth, or last") + 1
    weekday = cursor.choose(WEEKDAYS, f'a weekday after "{ORDINALS[nth - 1]}"')
    month = _month_after_of(cursor, "the weekday")
    return NthWeekday(LAST if nth == len(ORDINALS) else nth, weekday, month)


def _month_after_of(cursor: Cursor, before: str) -> int:
    """ "of" MONTH"""
    cursor.expect("of", before)
    return cursor.choose(MONTHS, 'a month after "of"') + 1


def _beside(cursor: Cursor) -> WeekdayBeside:
    """beside = WEEKDAY ( "on" "or" "after" | "after" | "on" "or" "before" | "before" ) fixed"""
    weekday = cursor.choose(WEEKDAYS, "a weekday")
    return WeekdayBeside(weekday, _side(cursor), _fixed(cursor))


def _side(cursor: Cursor) -> Beside:
    """side = "on" "or" "after" | "after" | "on" "or" "before" | "before" """
    if cursor.takes("on", "or", "after"):
        return "on or after"
    if cursor.takes("on", "or", "before"):
        return "on or before"
    if cursor.takes("after"):
        return "after"
    if cursor.takes("before"):
        return "before"
    words = ("on", "after", "before")
    raise cursor.error('"on or after", "after", "on or before" or "before" after the weekday', words)


def _from_easter(cursor: Cursor) -> EasterDay:
    """from-easter = NUMBER ( "day" | "days" ) ( "after" | "before" ) easter"""
    days = cursor.number("a number of days from 1 to 300", 1, 300)
    cursor.take()
    side = cursor.choose(("after", "before"), '"after" or "before" after "days"')
    return _easter(cursor, -days if side else days)


def _easter(cursor: Cursor, offset: int) -> EasterDay:
    """easter = [ "Orthodox" ] "Easter" """
    orthodox = cursor.takes("Orthodox")
    if not cursor.takes("Easter"):
        raise cursor.error("Easter or Orthodox Easter", ("Easter", "Orthodox"))
    return EasterDay(offset, orthodox)


def _moon(cursor: Cursor) -> FullMoon:
    """moon = [ "last" ] "full" "moon" "of" MONTH zone"""
    last = cursor.takes("last")
    cursor.expect("full", '"last"')
    cursor.expect("moon", '"full"')
    month = _month_after_of(cursor, '"full moon"')
    return FullMoon(month, _zone(cursor, "the month"), last)


def _season(cursor: Cursor) -> Season:
    """season = ( "March" | "September" ) "equinox" zone | ( "June" | "December" ) "solstice" zone"""
    name = f"{cursor.peek()} {cursor.peek(1)}"
    if name not in SEASONS:
        raise cursor.error("a day of the month before the month, or an equinox or solstice such as March equinox")
    cursor.take()
    cursor.take()
    return Season(name, _zone(cursor, f'"{name}"'))


def _zone(cursor: Cursor, before: str) -> str:
    """zone = "in" ZONE"""
    cursor.expect("in", before)
    if not _is_zone(cursor.peek()):
        zones = sorted(available_timezones())
        raise cursor.error('a time zone such as UTC or Asia/Tehran after "in"', zones)
    return cursor.take()


def _is_zone(name: str) -> bool:
    if not ZONE.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
    return True


def _hijri(cursor: Cursor) -> HijriDay:
    """hijri = NUMBER HIJRI-MONTH "(" "Umm" "al-Qura" ")" """
    day = cursor.number("a day of a Hijri month from 1 to 30", 1, 30)
    month = _hijri_month(cursor)
    if not cursor.takes("(", "Umm", "al-Qura", ")"):
        raise cursor.error('"(Umm al-Qura)" after a Hijri month')
    return HijriDay(month, day)


def _hijri_month(cursor: Cursor) -> int:
    """HIJRI-MONTH = one or two words of the closed list"""
    for number, name in enumerate(HIJRI_MONTHS, 1):
        if cursor.takes(*name.split()):
            return number
    raise cursor.error(f"a Hijri month: {', '.join(HIJRI_MONTHS)}")


def _years(cursor: Cursor) -> Years:
    """years = [ "every" NUMBER "years" "from" YEAR | "in" ( "odd" | "even" ) "years" ]"""
    if cursor.takes("every"):
        step = cursor.number('a number of years from 2 to 1000 after "every"', 2, 1000)
        cursor.expect("years", "the number")
        cursor.expect("from", '"years"')
        return Years(step, _year(cursor, 'a year after "from"'))
    if cursor.takes("in"):
        odd = cursor.choose(("even", "odd"), '"odd" or "even" after "in"')
        cursor.expect("years", "odd or even")
        return Years(2, rest=odd)
    return Years()


def _year(cursor: Cursor, expected: str) -> int:
    """YEAR = a number from 1000 to 2999"""
    return cursor.number(expected, FIRST_YEAR, LAST_YEAR)
