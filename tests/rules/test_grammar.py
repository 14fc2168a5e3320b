"""Every way a rule is spelled, with the days that it means, and ways of spelling one wrong, with what is said of them.

An answer is `first` or `first/last`, both in it, with `edition:` before it where that is not the year it starts in.
"""

import pytest

from calendar_service.rules import Dated, ListedRule, Rule, RuleError, Span, parse_rule, parse_yearly
from calendar_service.text import quoted

SPELLINGS = [
    # one day
    ("15 December", 2025, 2026, "2025-12-15 2026-12-15"),
    ("15   December ", 2026, 2026, "2026-12-15"),
    ("1 January", 2026, 2026, "2026-01-01"),
    ("31 December", 2026, 2026, "2026-12-31"),
    ("28 February", 2023, 2024, "2023-02-28 2024-02-28"),
    ("29 February", 2023, 2024, "2023-02-28 2024-02-29"),
    ("29 February", 1900, 1900, "1900-02-28"),
    ("29 February", 2000, 2000, "2000-02-29"),
    ("29 February", 2100, 2100, "2100-02-28"),
    ("first Monday of June", 2026, 2027, "2026-06-01 2027-06-07"),
    ("second Saturday of May", 2026, 2026, "2026-05-09"),
    ("third Thursday of November", 2026, 2027, "2026-11-19 2027-11-18"),
    ("fourth Thursday of November", 2026, 2026, "2026-11-26"),
    ("last Friday of March", 2026, 2026, "2026-03-27"),
    ("last Sunday of February", 2031, 2032, "2031-02-23 2032-02-29"),
    ("fifth Thursday of January", 2025, 2028, "2025-01-30 2026-01-29"),
    ("fifth Thursday of February", 2020, 2024, "2024-02-29"),
    ("fifth Friday of February", 2021, 2031, ""),
    ("Saturday on or after 20 June", 2026, 2027, "2026-06-20 2027-06-26"),
    ("Saturday after 20 June", 2026, 2027, "2026-06-27 2027-06-26"),
    ("Friday on or before 30 April", 2026, 2027, "2026-04-24 2027-04-30"),
    ("Friday before 30 April", 2026, 2027, "2026-04-24 2027-04-23"),
    ("Monday after 1 May", 2026, 2026, "2026-05-04"),
    ("Monday before 25 May", 2026, 2026, "2026-05-18"),
    ("Sunday on or before 29 February", 2024, 2025, "2024-02-25 2025-02-23"),
    ("Saturday on or after 30 December", 2027, 2028, "2026:2027-01-02 2027:2028-01-01 2028-12-30"),
    ("Monday after 31 December", 2026, 2026, "2025:2026-01-05"),
    ("Monday before 1 January", 2025, 2026, "2026:2025-12-29 2027:2026-12-28"),
    ("Friday on or before 1 January", 2026, 2027, "2027-01-01 2028:2027-12-31"),
    # several days: placed as in the rule, also when one is missing
    ("second Saturday of May and second Saturday of October", 2026, 2026, "2026-1:2026-05-09 2026-2:2026-10-10"),
    ("1 May and 8 May and 9 May", 2026, 2026, "2026-1:2026-05-01 2026-2:2026-05-08 2026-3:2026-05-09"),
    ("fifth Monday of February and 1 March", 2026, 2026, "2026-2:2026-03-01"),
    ("Monday before 1 January and 31 December", 2026, 2026, "2027-1:2026-12-28 2026-2:2026-12-31"),
    ("4 October for 7 days and week of 1 May", 2026, 2026, "2026-2:2026-04-27/2026-05-03 2026-1:2026-10-04/2026-10-10"),
    # spans, across months and years
    ("4 October to 10 October", 2026, 2026, "2026-10-04/2026-10-10"),
    ("27 February to 1 March", 2023, 2024, "2023-02-27/2023-03-01 2024-02-27/2024-03-01"),
    ("25 December to 6 January", 2026, 2026, "2025-12-25/2026-01-06 2026-12-25/2027-01-06"),
    ("1 July to 30 June", 2026, 2026, "2025-07-01/2026-06-30 2026-07-01/2027-06-30"),
    ("31 December to 1 January", 2026, 2026, "2025-12-31/2026-01-01 2026-12-31/2027-01-01"),
    ("9 May to 9 May", 2026, 2026, "2026-05-09"),
    ("first Monday of June to last Friday of June", 2026, 2026, "2026-06-01/2026-06-26"),
    ("24 October for 8 days", 2026, 2026, "2026-10-24/2026-10-31"),
    ("28 December for 8 days", 2026, 2026, "2025-12-28/2026-01-04 2026-12-28/2027-01-04"),
    ("29 February for 2 days", 2023, 2024, "2023-02-28/2023-03-01 2024-02-29/2024-03-01"),
    ("1 December for 100 days", 2026, 2026, "2025-12-01/2026-03-10 2026-12-01/2027-03-10"),
    ("Saturday on or after 20 June for 9 days", 2026, 2026, "2026-06-20/2026-06-28"),
    ("week of 11 November", 2026, 2026, "2026-11-09/2026-11-15"),
    ("week of 15 November", 2026, 2026, "2026-11-09/2026-11-15"),
    ("week of 16 November", 2026, 2026, "2026-11-16/2026-11-22"),
    ("week of 1 January", 2026, 2026, "2026:2025-12-29/2026-01-04 2027:2026-12-28/2027-01-03"),
    ("week of 31 December", 2026, 2026, "2025-12-29/2026-01-04 2026-12-28/2027-01-03"),
    ("week of third Thursday of November", 2026, 2026, "2026-11-16/2026-11-22"),
    # Easter
    ("Easter", 2026, 2027, "2026-04-05 2027-03-28"),
    ("Orthodox Easter", 2026, 2027, "2026-04-12 2027-05-02"),
    ("1 day after Easter", 2026, 2026, "2026-04-06"),
    ("49 days after Easter", 2026, 2026, "2026-05-24"),
    ("2 days before Orthodox Easter", 2026, 2026, "2026-04-10"),
    ("300 days after Easter", 2026, 2026, "2025:2026-02-14"),
    ("300 days before Easter", 2025, 2025, "2026:2025-06-09"),
    ("week of Easter", 2026, 2026, "2026-03-30/2026-04-05"),
    ("Easter for 8 days", 2026, 2026, "2026-04-05/2026-04-12"),
    ("46 days before Easter to 1 day before Easter", 2026, 2026, "2026-02-18/2026-04-04"),
    # the sky: the civil day of the moment in the zone
    ("full moon of May in UTC", 2026, 2026, "2026-05-01"),
    ("last full moon of May in UTC", 2026, 2026, "2026-05-31"),
    ("full moon of May in Asia/Tehran", 2026, 2026, "2026-05-01"),
    ("full moon of May in Pacific/Kiritimati", 2026, 2026, "2026-05-02"),
    ("last full moon of May in America/Los_Angeles", 2026, 2026, "2026-05-31"),
    ("full moon of February in UTC", 2017, 2019, "2017-02-11 2019-02-19"),
    ("last full moon of February in UTC", 2017, 2019, "2017-02-11 2019-02-19"),
    ("March equinox in Asia/Tehran", 2025, 2026, "2025-03-20 2026-03-20"),
    ("June solstice in UTC", 2026, 2026, "2026-06-21"),
    ("September equinox in UTC", 2026, 2026, "2026-09-23"),
    ("December solstice in UTC", 2026, 2026, "2026-12-21"),
    ("week of June solstice in Etc/UTC", 2026, 2026, "2026-06-15/2026-06-21"),
    # Hijri: the edition is the Hijri year
    ("10 Dhu al-Hijja (Umm al-Qura)", 2026, 2026, "1447:2026-05-27"),
    ("1 Muharram (Umm al-Qura)", 2008, 2008, "1429:2008-01-10 1430:2008-12-29"),
    ("1 Safar (Umm al-Qura)", 2026, 2026, "1448:2026-07-15"),
    ("12 Rabi al-Awwal (Umm al-Qura)", 2026, 2026, "1448:2026-08-25"),
    ("1 Rabi al-Thani (Umm al-Qura)", 2026, 2026, "1448:2026-09-12"),
    ("1 Jumada al-Ula (Umm al-Qura)", 2026, 2026, "1448:2026-10-12"),
    ("1 Jumada al-Akhira (Umm al-Qura)", 2026, 2026, "1448:2026-11-11"),
    ("27 Rajab (Umm al-Qura)", 2026, 2026, "1447:2026-01-16"),
    ("15 Shaban (Umm al-Qura)", 2026, 2026, "1447:2026-02-03"),
    ("1 Ramadan (Umm al-Qura)", 2026, 2026, "1447:2026-02-18"),
    ("1 Ramadan (Umm al-Qura)", 2030, 2030, "1451:2030-01-05 1452:2030-12-26"),
    ("30 Ramadan (Umm al-Qura)", 2025, 2026, "1446:2025-03-29 1447:2026-03-19"),
    ("1 Shawwal (Umm al-Qura) for 3 days", 2026, 2026, "1447:2026-03-20/2026-03-22"),
    ("9 Dhu al-Hijja (Umm al-Qura) to 13 Dhu al-Hijja (Umm al-Qura)", 2026, 2026, "1447:2026-05-26/2026-05-30"),
    ("29 Dhu al-Hijja (Umm al-Qura) to 2 Muharram (Umm al-Qura)", 2026, 2026, "1447:2026-06-15/2026-06-17"),
    ("1 Dhu al-Qada (Umm al-Qura) and 10 Muharram (Umm al-Qura)", 2026, 2026, "1447-1:2026-04-18 1448-2:2026-06-25"),
    ("1 Ramadan (Umm al-Qura)", 1900, 1923, ""),
    ("1 Ramadan (Umm al-Qura)", 2076, 2100, "1499:2076-08-01 1500:2077-07-21"),
    ("1 Muharram (Umm al-Qura) in odd years", 2024, 2027, "1447:2025-06-26 1449:2027-06-06"),
    # some years only: of the edition, wherever its day lies
    ("20 October every 5 years from 2010", 1990, 2025, "2010-10-20 2015-10-20 2020-10-20 2025-10-20"),
    ("20 October every 1000 years from 1026", 2000, 2100, "2026-10-20"),
    ("29 February every 2 years from 2023", 2023, 2026, "2023-02-28 2025-02-28"),
    ("6 May to 12 May in odd years", 2025, 2027, "2025-05-06/2025-05-12 2027-05-06/2027-05-12"),
    ("6 May to 12 May in even years", 2025, 2027, "2026-05-06/2026-05-12"),
    ("Saturday on or after 30 December in odd years", 2026, 2028, "2025:2026-01-03 2027:2028-01-01"),
    ("1 May and 9 May in even years", 2025, 2026, "2026-1:2026-05-01 2026-2:2026-05-09"),
    ("full moon of May in UTC in odd years", 2025, 2026, "2025-05-12"),
    # long spans: told once
    ("year 2026", 2024, 2028, "2026-01-01/2026-12-31"),
    ("year 2026", 2027, 2028, ""),
    ("22 March 2018 to 22 March 2028", 2028, 2028, "2018-03-22/2028-03-22"),
    ("22 March 2018 to 22 March 2028", 2029, 2029, ""),
    ("29 February 2024 to 29 February 2024", 2024, 2024, "2024-02-29"),
    ("31 December 2026 to 1 January 2027", 2027, 2027, "2026-12-31/2027-01-01"),
]


@pytest.mark.parametrize(("rule", "first", "last", "days"), SPELLINGS)
def test_a_rule_means_these_days(rule: str, first: int, last: int, days: str) -> None:
    assert answer(parse_rule(rule), Span.years(first, last)) == days


def test_a_list_by_year_has_nothing_in_other_years() -> None:
    listed = ListedRule({2007: parse_yearly("23 April to 29 April"), 2013: parse_yearly("6 May to 12 May")})
    assert answer(listed, Span.years(2000, 2026)) == "2007-04-23/2007-04-29 2013-05-06/2013-05-12"


def answer(rule: Rule, window: Span) -> str:
    return " ".join(told(dated) for dated in sorted(rule.spans(window), key=lambda dated: dated.span))


def told(dated: Dated) -> str:
    span = dated.span
    days = str(span.start) if span.days == 1 else f"{span.start}/{span.last}"
    return days if dated.edition == str(span.start.year) else f"{dated.edition}:{days}"


# a rule, a caret under the word that does not fit, and what is said
WRONG = """\
noon
^
expected a day, such as 15 December or third Thursday of November; got "noon"
sixth Monday of May
^
expected a day, such as 15 December or third Thursday of November; got "sixth"
thrid Monday of May
^
expected a day, such as 15 December or third Thursday of November; got "thrid" — did you mean "third"?
15th May
^
expected a day, such as 15 December or third Thursday of November; got "15th"
05 May
^
expected a day, such as 15 December or third Thursday of November; got "05"
0 May
^
expected a day, such as 15 December or third Thursday of November; got "0"
(15 May)
^
expected a day, such as 15 December or third Thursday of November; got "("
15
  ^
expected a month after the day; got the end of the rule
15 december
   ^
expected a month after the day; got "december" — did you mean "December"?
15 Decembr
   ^
expected a month after the day; got "Decembr" — did you mean "December"?
15, 16 May
^
expected a day, such as 15 December or third Thursday of November; got "15,"
32 May
^
expected a day of the month from 1 to 31; got "32"
31 April
^
expected a day that April has, 1 to 30; got "31"
30 February
^
expected a day that February has, 1 to 29; got "30"
15 May and
          ^
expected a day, such as 15 December or third Thursday of November; got the end of the rule
15 May and 16
             ^
expected a month after the day; got the end of the rule
15 May ()
       ^
expected "and", "to", "for", "every", "in" or the end of the rule; got "("
Easter Monday
       ^
expected "and", "to", "for", "every", "in" or the end of the rule; got "Monday"
third
     ^
expected a weekday after "third"; got the end of the rule
third Thusday of November
      ^
expected a weekday after "third"; got "Thusday" — did you mean "Thursday"?
third Thursday
              ^
expected "of" after the weekday; got the end of the rule
third Thursday in November
               ^
expected "of" after the weekday; got "in"
third Thursday of
                 ^
expected a month after "of"; got the end of the rule
third Thursday of Novembr
                  ^
expected a month after "of"; got "Novembr" — did you mean "November"?
last moon of May
     ^
expected a weekday after "last"; got "moon"
Monday
      ^
expected "on or after", "after", "on or before" or "before" after the weekday; got the end of the rule
Monday of May
       ^
expected "on or after", "after", "on or before" or "before" after the weekday; got "of"
Monday beforre 1 May
       ^
expected "on or after", "after", "on or before" or "before" after the weekday; got "beforre" — did you mean "before"?
Monday after
            ^
expected a day of the month from 1 to 31; got the end of the rule
Monday after May
             ^
expected a day of the month from 1 to 31; got "May"
Monday after Easter
             ^
expected a day of the month from 1 to 31; got "Easter"
Monday after 31 June
             ^
expected a day that June has, 1 to 30; got "31"
15 May to
         ^
expected a day, such as 15 December or third Thursday of November; got the end of the rule
15 May to noon
          ^
expected a day, such as 15 December or third Thursday of November; got "noon"
15 May for
          ^
expected a number of days from 2 to 100 after "for"; got the end of the rule
15 May for 1 days
           ^
expected a number of days from 2 to 100 after "for"; got "1"
15 May for 101 days
           ^
expected a number of days from 2 to 100 after "for"; got "101"
15 May for 10000 days
           ^
expected a number of days from 2 to 100 after "for"; got "10000"
15 May for eight days
           ^
expected a number of days from 2 to 100 after "for"; got "eight"
15 May for 8
            ^
expected "days" after the number; got the end of the rule
15 May for 8 weeks
             ^
expected "days" after the number; got "weeks"
week
    ^
expected "of" after "week"; got the end of the rule
week 11 November
     ^
expected "of" after "week"; got "11"
week of
       ^
expected a day, such as 15 December or third Thursday of November; got the end of the rule
Orthodox
        ^
expected Easter or Orthodox Easter; got the end of the rule
Orthodox Christmas
         ^
expected Easter or Orthodox Easter; got "Christmas"
301 days after Easter
^
expected a number of days from 1 to 300; got "301"
49 days
       ^
expected "after" or "before" after "days"; got the end of the rule
49 days from Easter
        ^
expected "after" or "before" after "days"; got "from"
49 days after
             ^
expected Easter or Orthodox Easter; got the end of the rule
49 days after Eastern
              ^
expected Easter or Orthodox Easter; got "Eastern" — did you mean "Easter"?
2 days before Ortodox Easter
              ^
expected Easter or Orthodox Easter; got "Ortodox" — did you mean "Orthodox"?
full moon May
          ^
expected "of" after "full moon"; got "May"
full moon of
            ^
expected a month after "of"; got the end of the rule
full moon of Mai in UTC
             ^
expected a month after "of"; got "Mai" — did you mean "May"?
full moon of May
                ^
expected "in" after the month; got the end of the rule
full moon of May UTC
                 ^
expected "in" after the month; got "UTC"
full moon of May in
                   ^
expected a time zone such as UTC or Asia/Tehran after "in"; got the end of the rule
full moon of May in Asia/Teheran
                    ^
expected a time zone such as UTC or Asia/Tehran after "in"; got "Asia/Teheran" — did you mean "Asia/Tehran"?
full moon of May in Tehran
                    ^
expected a time zone such as UTC or Asia/Tehran after "in"; got "Tehran" — did you mean "Asia/Tehran"?
full moon of May in utc
                    ^
expected a time zone such as UTC or Asia/Tehran after "in"; got "utc" — did you mean "UTC"?
full moon of May in odd years
                    ^
expected a time zone such as UTC or Asia/Tehran after "in"; got "odd"
May 15
^
expected a day of the month before the month, or an equinox or solstice such as March equinox; got "May"
March solstice in UTC
^
expected a day of the month before the month, or an equinox or solstice such as March equinox; got "March"
March equinox
             ^
expected "in" after "March equinox"; got the end of the rule
March equinox at Asia/Tehran
              ^
expected "in" after "March equinox"; got "at"
31 Ramadan (Umm al-Qura)
^
expected a day of a Hijri month from 1 to 30; got "31"
10 Ramazan (Umm al-Qura)
   ^
expected a month after the day; got "Ramazan" — did you mean "Ramadan"?
10 Dhu al-Hijja
               ^
expected "(Umm al-Qura)" after a Hijri month; got the end of the rule
10 Dhu al-Hijja (Turkey)
                ^
expected "(Umm al-Qura)" after a Hijri month; got "("
15 May every
            ^
expected a number of years from 2 to 1000 after "every"; got the end of the rule
15 May every year
             ^
expected a number of years from 2 to 1000 after "every"; got "year"
15 May every 1 years from 2010
             ^
expected a number of years from 2 to 1000 after "every"; got "1"
15 May every 1001 years from 2010
             ^
expected a number of years from 2 to 1000 after "every"; got "1001"
15 May every 5
              ^
expected "years" after the number; got the end of the rule
15 May every 5 year from 2010
               ^
expected "years" after the number; got "year" — did you mean "years"?
15 May every 5 years
                    ^
expected "from" after "years"; got the end of the rule
15 May every 5 years since 2010
                     ^
expected "from" after "years"; got "since"
15 May every 5 years from
                         ^
expected a year after "from"; got the end of the rule
15 May every 5 years from 9991
                          ^
expected a year after "from"; got "9991"
15 May in
         ^
expected "odd" or "even" after "in"; got the end of the rule
15 May in leap years
          ^
expected "odd" or "even" after "in"; got "leap"
15 May in odd
             ^
expected "years" after odd or even; got the end of the rule
15 May in odd yeras
              ^
expected "years" after odd or even; got "yeras" — did you mean "years"?
year
    ^
expected a year after "year"; got the end of the rule
year 0
     ^
expected a year after "year"; got "0"
year 9991
     ^
expected a year after "year"; got "9991"
year two
     ^
expected a year after "year"; got "two"
year 2026 and 1 May
          ^
expected the end of the rule; got "and"
22 March 2018
             ^
expected "to" and a last day; a single day stands beside its year, as {2018: 22 March}; got the end of the rule
22 March 2018 for 8 days
              ^
expected "to" and a last day; a single day stands beside its year, as {2018: 22 March}; got "for"
22 March 2018 to 22 March
                         ^
expected a year after the month; got the end of the rule
22 March 2018 to 22 Mars 2028
                    ^
expected a month after the day; got "Mars" — did you mean "March"?
22 March 2018 to Easter
                 ^
expected a day of the month from 1 to 31; got "Easter"
22 March 2028 to 22 March 2018
                 ^
expected a last day after the first; got "22"
22 March 2018 to 22 March 2028 and 1 May
                               ^
expected the end of the rule; got "and"
31 June 2018 to 1 July 2018
^
expected a day that June has, 1 to 30; got "31"
""".splitlines()
MISTAKES = list(zip(WRONG[::3], WRONG[1::3], WRONG[2::3], strict=True))


@pytest.mark.parametrize(("rule", "caret", "message"), MISTAKES)
def test_a_wrong_rule_is_told_with_its_place(rule: str, caret: str, message: str) -> None:
    error = refusal(rule)
    assert str(error) == message
    assert error.offset == caret.index("^")


HIJRI_MONTHS = (
    "Muharram, Safar, Rabi al-Awwal, Rabi al-Thani, Jumada al-Ula, Jumada al-Akhira, "
    "Rajab, Shaban, Ramadan, Shawwal, Dhu al-Qada, Dhu al-Hijja"
)


@pytest.mark.parametrize("month", ["Dhu al-Hijah", "Dhu", "Rabi II", "Jumada"])
def test_half_a_hijri_month_is_answered_with_the_closed_list(month: str) -> None:
    error = refusal(f"10 {month} (Umm al-Qura)")
    assert str(error) == f'expected a Hijri month: {HIJRI_MONTHS}; got "{month.split()[0]}"'
    assert error.offset == 3


def test_a_rule_has_at_most_twelve_days() -> None:
    days = [f"{day} May" for day in range(1, 14)]
    parse_rule(" and ".join(days[:12]))
    error = refusal(" and ".join(days))
    assert str(error) == 'expected at most 12 days in one rule; got "13"'


def test_a_day_is_named_once() -> None:
    error = refusal("1 May and 2 May and 1 May")
    assert (str(error), error.offset) == ('expected another day; got "1"', 20)


@pytest.mark.parametrize("blank", ["", " ", "   "])
def test_the_end_of_a_rule_is_after_its_last_word(blank: str) -> None:
    assert refusal(f"{blank}15{blank}").offset == len(f"{blank}15")


@pytest.mark.parametrize("blank", ["\t", "\n", "\r", "\u00a0", "\u2009", "\u200b"])
def test_only_a_space_is_a_blank(blank: str) -> None:
    assert refusal(f"15{blank}May").got == quoted(f"15{blank}May")


@pytest.mark.parametrize("rule", ["15 May every 5 years from 2010", "15 May in odd years", "year 2026"])
def test_what_a_year_is_listed_with_names_no_years(rule: str) -> None:
    with pytest.raises(RuleError):
        parse_yearly(rule)


def test_what_a_year_is_listed_with_ends_with_its_days() -> None:
    with pytest.raises(RuleError) as caught:
        parse_yearly("15 May in odd years")
    assert str(caught.value) == 'expected the end of the rule; got "in"'


PLACES = [
    ("full mon of May in UTC", "full ", '"moon" after "full"'),
    ("last full of May in UTC", "last full ", '"moon" after "full"'),
    ("15 May to 10 Ramadan (Umm al-Qura)", "15 May to ", "a last day in the calendar of the first"),
    ("15 May and 10 Ramadan (Umm al-Qura)", "15 May and ", "days of one calendar in one rule"),
]


@pytest.mark.parametrize(("rule", "good", "expected"), PLACES)
def test_the_first_word_that_does_not_fit_is_pointed_at(rule: str, good: str, expected: str) -> None:
    error = refusal(rule)
    assert error.expected == expected
    assert error.offset == len(good)


CONFUSED = ["week of week of 1 May", "Monday on 1 May", "full moon of May in GMT"]
TOO_LONG = [
    "1 May to 3 May to 5 May",
    "1 May for 3 days to 5 May",
    "15 May every 5 years from 2010 to 2020",
    "15 May in odd years and 16 May",
]


@pytest.mark.parametrize("rule", [rule for rule, _, _ in MISTAKES])
def test_a_message_does_not_ask_for_what_it_got(rule: str) -> None:
    assert sane(refusal(rule))


@pytest.mark.parametrize("rule", CONFUSED)
def test_a_known_word_in_the_wrong_place_is_not_proposed(rule: str) -> None:
    assert sane(refusal(rule))


@pytest.mark.parametrize("rule", TOO_LONG)
def test_only_words_that_may_follow_are_named(rule: str) -> None:
    assert sane(refusal(rule))


def sane(error: RuleError) -> bool:
    return f'"{error.near}"' != error.got and error.got not in error.expected


def refusal(rule: str) -> RuleError:
    with pytest.raises(RuleError) as caught:
        parse_rule(rule)
    return caught.value
