"""How a calendar tells of an occurrence: on which days, as which edition, under which title.

An occurrence stands on its own days. What runs for months or years, and what is known to the month or the year only,
is told once in each calendar year it touches, on the first day of it that it covers, so worded that nobody takes that
for the day. Where another edition is told in the same year under the same number, the one that only goes on gives way.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .observance import Observance, Occurrence
from .span import Span
from .text import Texts
from .wording import Wording

WHOLE = "-whole"
SHOWN = Span.years(1970, 2100)
"""The years for which an edition has a page and a file: dates before 1970 break Proton and others."""
TITLE_LONGEST = 255
DECADE_SHORTEST = 3000
"""Days from which a long span of the kind decade is told of as one."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An occurrence as a calendar tells of it on some days; `edition` is its own, or the calendar year it is told in.

    `lead` is how many days before these days it stands, then for one day; `variant` is what tells its UID from that of
    the same edition told otherwise.
    """

    occurrence: Occurrence
    edition: str
    span: Span
    lead: int = 0
    variant: str = ""

    @property
    def uid(self) -> str:
        observance = self.occurrence.observance
        return f"{observance.id}-{self.edition}{self.variant}@{observance.collection.domain}"

    @property
    def place(self) -> Span:
        """The days on which it stands in a calendar."""
        return Span.day(self.span.start - timedelta(self.lead)) if self.lead else self.span

    @property
    def begins(self) -> bool:
        """Whether the occurrence itself begins here, and does not only go on."""
        return self.span.start == self.occurrence.span.start

    @property
    def names(self) -> Texts:
        """The names that were in use in the year that it is told in."""
        observance = self.occurrence.observance
        hijri = observance.rule.reckoning == "hijri"
        return observance.names_in(self.span.start.year if hijri else int(self.edition.partition("-")[0]))


def whole(occurrence: Occurrence) -> Telling:
    """An occurrence as itself, on all its days."""
    return Telling(occurrence, occurrence.edition, occurrence.span)


def tellings(observance: Observance, window: Span) -> Iterator[Telling]:
    """What a calendar tells of an observance in a window, each edition once."""
    told: dict[str, Telling] = {}
    for occurrence in sorted(observance.occurrences(window), key=_precedence):
        for telling in _told(occurrence, window):
            told.setdefault(telling.edition, telling)
    yield from (telling for telling in told.values() if telling.span.touches(window))


def spans(observance: Observance, window: Span) -> Iterator[Telling]:
    """The same with what runs for long as bars over all its days."""
    for occurrence in observance.occurrences(window):
        told = whole(occurrence)
        yield replace(told, span=told.span.cut(SHOWN), variant=WHOLE) if occurrence.running else told


def heads_up(observance: Observance, window: Span, lead: int) -> Iterator[Telling]:
    """What begins `lead` days after a day of the window, each told on that day."""
    later = Span(window.start + timedelta(lead), window.end + timedelta(lead))
    for told in tellings(observance, later):
        if told.begins and later.start <= told.span.start:
            yield replace(told, lead=lead, variant=f"-lead-{lead}")


def telling(observance: Observance, edition: str) -> Telling | None:
    """How an edition is told of: as itself, or, of what runs for years, as each year that it covers."""
    year = int(edition.partition("-")[0])
    found = [whole(made) for made in observance.editions(year) if not made.running]
    found += tellings(observance, Span.years(year, year))
    return next((told for told in found if told.edition == edition and told.span.touches(SHOWN)), None)


def title(told: Telling, name: str, words: Wording) -> str:
    """The name, and before it what must not be mistaken: that it is a year, a decade, a month."""
    worded = _worded(told, name, words)
    over = len(worded) - TITLE_LONGEST
    return _worded(told, name[: -over - 1].rstrip() + "…", words) if over > 0 else worded


def _precedence(occurrence: Occurrence) -> tuple[bool, int]:
    """What has days of its own comes first, then what starts later."""
    return occurrence.running, -occurrence.span.start.toordinal()


def _told(occurrence: Occurrence, window: Span) -> Iterator[Telling]:
    if not occurrence.running:
        yield whole(occurrence)
        return
    _, dash, place = occurrence.edition.partition("-")
    for year in occurrence.span.cut(window).calendar_years():
        first = max(occurrence.span.start, date(year, 1, 1))
        yield Telling(occurrence, f"{year}{dash}{place}", Span.day(first))


def _worded(told: Telling, name: str, words: Wording) -> str:
    if told.span != told.occurrence.span and not told.variant.startswith(WHOLE):
        name = _running_title(told, name, words)
    if told.occurrence.tentative:
        name = words.say("{name} (date to be confirmed)", name=name)
    if told.occurrence.observance.status == "withdrawn":
        name = words.say("Withdrawn: {name}", name=name)
    if told.lead:
        name = words.count("In {count} day: {name}", "In {count} days: {name}", told.lead, name=name)
    return name


def _running_title(told: Telling, name: str, words: Wording) -> str:
    span, year = told.occurrence.span, told.span.start.year
    if told.occurrence.known == "month":
        return words.say("{when}: {name}", when=words.month(span.start), name=name)
    if told.occurrence.observance.kind == "decade" and span.days >= DECADE_SHORTEST:
        first, last = span.start.year, span.last.year
        return words.say(
            "Decade {first}–{last}, year {number}: {name}", first=first, last=last, number=year - first + 1, name=name
        )
    if span.covers(Span.years(year, year)):
        return words.say("All year {year}: {name}", year=year, name=name)
    return words.say("{when}: {name}", when=words.span(span), name=name)
