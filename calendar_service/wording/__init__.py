"""The product's own words in its twelve languages: gettext catalogues, and dates from CLDR.

English is the message itself; every other language has its `.po` file here. Month names are taken in Babel's
"format" context wherever a language has one form: stand-alone names of Turkish and Azerbaijani turn Chinese once
Chinese was loaded (python-babel issue 1234).
"""

import gettext
import io
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ..span import Span

FOLDER = Path(__file__).parent
LOCALES = {"en": "en-001"}
"""English is the world's here: 15 December 2026."""
BENT_MONTHS = {"ru"}
"""Where the month of a date is in another case than the month by itself, which is then its stand-alone name."""
SMALL_WEEKDAYS = {"az", "tr"}
"""Where CLDR has the capital of dates, and no weekday has a letter of which the small one is in doubt."""
WIDE_WEEKDAYS = {"ar"}
"""Where the short names of weekdays are words: the head of a narrow column takes their letters."""
FIRST_OF_MONTH = re.compile(r"\b1 (?=[a-zû])")
COMMAS = {"ar": "\u200f، ", "zh": "，"}
"""The Arabic one stands after a mark of direction, or it would turn a Latin number before it round."""


class Wording:
    """How one language says what is ours to say."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._locale = Locale.parse(LOCALES.get(lang, lang), sep="-")
        self._messages = _messages(lang)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self._locale.text_direction == "rtl" else "ltr"

    @property
    def own_name(self) -> str:
        """What the language calls itself."""
        return str(self._locale.get_language_name(self.lang) or self.lang)

    def say(self, message: str, **values: object) -> str:
        """A message in this language, its {places} filled in."""
        said = self._messages.gettext(message)
        return said.format(**values) if values else said

    def term(self, id: str) -> str:
        """A word of one of our closed lists: "human rights" for human-rights."""
        return self.say(id.replace("-", " "))

    def count(self, one: str, many: str, count: int, **values: object) -> str:
        """The same for a message with a number in it, which is {count} unless `values` has it."""
        return self._messages.ngettext(one, many, count).format(**{"count": count, **values})

    def day(self, day: date) -> str:
        return self._with_ordinal(format_date(day, "long", self._locale))

    def weekday_and_day(self, day: date) -> str:
        return self._with_ordinal(format_date(day, "full", self._locale))

    def month(self, day: date) -> str:
        return format_skeleton("yMMMM", day, locale=self._locale)

    def month_name(self, day: date) -> str:
        """The month by itself, as a heading."""
        context = "stand-alone" if self.lang in BENT_MONTHS else "format"
        return str(self._locale.months[context]["wide"][day.month])

    def quarter(self, day: date) -> str:
        return format_skeleton("yQQQQ", day, locale=self._locale)

    def day_of_month(self, day: date) -> str:
        """A day without its year."""
        return self._with_ordinal(_day_of_month(self._locale, day.month, day.day))

    def _with_ordinal(self, said: str) -> str:
        """The first of a month is an ordinal in French, "1er janvier", which CLDR does not know."""
        return FIRST_OF_MONTH.sub("1er ", said) if self.lang == "fr" else said

    def short_span(self, span: Span) -> str:
        """The days of a span in few letters, without the year: 4–10 Oct."""
        return str(format_interval(span.start, span.last, "MMMd", locale=self._locale))

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """The short and the full names of the weekdays, from the first day of the week on."""
        week = [day % 7 for day in range(self.first_weekday, self.first_weekday + 7)]
        names = self._locale.days["format"]["wide"]
        return [(self._short_weekday(day), str(names[day])) for day in week]

    def short_weekday(self, day: date) -> str:
        return self._short_weekday(day.weekday())

    def _short_weekday(self, number: int) -> str:
        return str(self._locale.days["format"]["narrow" if self.lang in WIDE_WEEKDAYS else "short"][number])

    @property
    def first_weekday(self) -> int:
        """The day on which a week begins; 0 is Monday, as in Python."""
        return int(self._locale.first_week_day)

    def is_weekend(self, day: date) -> bool:
        return day.weekday() in (self._locale.weekend_start, self._locale.weekend_end)

    def weekday(self, day: date) -> str:
        return format_date(day, "EEEE", self._locale)

    def weekday_within(self, day: date) -> str:
        """As it is written among other words, not in a date: small where a common noun is."""
        name = self.weekday(day)
        return name.lower() if self.lang in SMALL_WEEKDAYS else name

    def year_of_era(self, year: int) -> str:
        """A year as astronomers count it, as people do: 500 BC for -499, which Turkish says as MÖ 500."""
        if year > 0:
            return str(year)
        pattern = str(self._locale.datetime_skeletons["Gy"]).replace("'", "")
        return pattern.replace("y", str(1 - year)).replace("G", self._locale.eras["abbreviated"][0])

    def span(self, span: Span) -> str:
        """One day, or the first and the last."""
        return self.day(span.start) if span.days == 1 else f"{self.day(span.start)} – {self.day(span.last)}"

    def adopted(self, text: str) -> str:
        """A date as far as it is known: a day, a month or a year."""
        year, *rest = (int(part) for part in text.split("-"))
        if not rest:
            return text
        return self.day(date(year, *rest)) if len(rest) == 2 else self.month(date(year, rest[0], 1))

    def joined(self, parts: Iterable[str]) -> str:
        """Some words in a row, with the comma of the language."""
        return COMMAS.get(self.lang, ", ").join(parts)

    def country(self, code: str) -> str:
        """The name of a country; of a part of one, its code."""
        return str(self._locale.territories.get(code, code))

    def language(self, code: str) -> str:
        """The name of a language, in this one."""
        return Locale.parse(code, sep="-").get_display_name(self.lang) or code


@lru_cache(maxsize=12 * 366)
def _day_of_month(locale: Locale, month: int, day: int) -> str:
    return format_skeleton("MMMMd", date(2000, month, day), locale=locale)


@lru_cache(maxsize=64)
def wording(lang: str) -> Wording:
    """The words of one of our languages; of any other, its dates and direction with English words."""
    return Wording(lang)


def _messages(lang: str) -> gettext.NullTranslations:
    path = FOLDER / f"{lang}.po"
    if lang == "en" or not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
