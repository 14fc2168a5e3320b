"""An occurrence in a list: when in words, by whose decision, and how long until then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...caption import decision
from ...feed import Event
from ...observance import Act, Occurrence
from ...span import Span
from ...wording import Wording, wording
from ..site import site

FAR_DAYS = 366
"""A date further off than that is not told in days."""


@dataclass(frozen=True, slots=True)
class Line:
    """`act` is the first decision behind it and `decided` what is said of that, where there is one."""

    event: Event
    when: str
    until: str
    act: Act | None
    decided: str


def lines(found: Iterable[Occurrence], lang: str, today: date) -> list[Line]:
    return [line(occurrence, lang, today) for occurrence in found]


def line(occurrence: Occurrence, lang: str, today: date) -> Line:
    here, words = site(), wording(lang)
    act = next((act for act in occurrence.observance.acts if act.evidence != "unverified"), None)
    return Line(
        event=here.composer.whole(occurrence, lang),
        when=when(occurrence, words),
        until=until(occurrence.span, today, words),
        act=act,
        decided=decision(here.catalogue, act, words) if act else "",
    )


def when(occurrence: Occurrence, words: Wording) -> str:
    span = occurrence.span
    if occurrence.known == "month":
        return words.month(span.start)
    if span == Span.years(span.start.year, span.last.year):
        years = sorted({span.start.year, span.last.year})
        return "–".join(str(year) for year in years)
    return words.weekday_and_day(span.start) if span.days == 1 else words.span(span)


def until(span: Span, today: date, words: Wording) -> str:
    days = (span.start - today).days
    if span.touches(Span.day(today)):
        return words.say("Today") if span.days == 1 else words.say("Now running")
    if days == 1:
        return words.say("Tomorrow")
    return words.count("in {count} day", "in {count} days", days) if 0 < days <= FAR_DAYS else ""
