"""Occurrences put into one language: the events that every format writes.

An event tells of an occurrence on a day of its own. What runs for months or years, and what is known to the month or
the year only, is told once in each calendar year it touches, under a title that nobody takes for the day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache

from .catalogue import Catalogue, Facets
from .observance import Act, Calendar, Collection, Observance, Occurrence
from .query import Period, Selection, observances
from .span import Span
from .telling import Telling, tellings, title, whole
from .text import Text, Texts, choose
from .wording import Wording, wording

WRITTEN = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
"""When the way in which events are worded or written last changed; no event is older than that."""
NOT_IN_A_NAME = str.maketrans({",": " –", ";": " –", "\\": "/"})
"""Marks that ical.js and icalendar show with their escape in a calendar's name."""


MOST_EVENTS = 1000
"""Google is reported to drop events beyond 1,111 or 1 MB: a larger feed loses its past (feed-profile 19)."""


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """An occurrence in one language. `span` is where it stands in a calendar; `occurrence` what it tells of."""

    uid: str
    edition: str
    occurrence: Occurrence
    span: Span
    lang: str
    name: Text
    title: str
    description: str
    url: str | None
    categories: tuple[str, ...]
    calendars: tuple[str, ...]
    stamp: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """The events of a selection for a window, ordered by (first day, UID), ready for a writer."""

    name: str
    description: str
    lang: str
    color: str
    color_hex: str
    address: str | None
    modified: datetime
    selection: Selection
    events: tuple[Event, ...]
    notice: "Notice | None"


@dataclass(frozen=True, slots=True)
class Notice:
    """Said in place of events where there are none: a feed without an event would empty some calendars."""

    uid: str
    day: date
    title: str
    description: str
    url: str | None
    stamp: datetime


class Composer:
    """Composes feeds and events of one catalogue; `base_url` is where they are served, or None for files.

    Each event is made once per language and kept, so that its bytes can be kept as well.
    """

    def __init__(self, catalogue: Catalogue, base_url: str | None) -> None:
        self.catalogue = catalogue
        self.base_url = base_url
        self.event = lru_cache(maxsize=65_536)(self._event)

    def feed(self, calendar: Calendar, lang: str, period: Period) -> Feed:
        """The feed of one calendar."""
        return self._feed(
            Head(
                name=self.text(calendar.names, lang),
                about=self.text(calendar.descriptions, lang) if calendar.descriptions else "",
                collection=calendar.collection,
                color=(calendar.color, calendar.color_hex),
                path=f"/{lang}/feeds/{calendar.id}.ics",
                selection=Selection((calendar.id,)),
                changed=max([calendar.changed, *(member.changed for member in calendar.members)]),
            ),
            lang,
            period,
        )

    def observance_feed(self, observance: Observance, lang: str, period: Period) -> Feed:
        """The feed of one observance."""
        return self._feed(self._head(observance, lang, f"/{lang}/observances/{observance.id}.ics"), lang, period)

    def edition_feed(self, told: Telling, lang: str) -> Feed:
        """A file of one event, for those who want this date and no subscription."""
        observance = told.occurrence.observance
        head = self._head(observance, lang, f"/{lang}/observances/{observance.id}/{told.edition}.ics")
        return self._with_events(head, lang, (self.event(told, lang),), [head.about], max(head.changed, WRITTEN))

    def _head(self, observance: Observance, lang: str, path: str) -> "Head":
        home = self.catalogue.calendar(observance.home)
        name = self.text(observance.names, lang)
        return Head(
            name=name.translate(NOT_IN_A_NAME),
            about=name,
            collection=observance.collection,
            color=(home.color, home.color_hex),
            path=path,
            selection=Selection((home.id,), Facets(ids=(observance.id,))),
            changed=observance.changed,
        )

    def _feed(self, head: "Head", lang: str, period: Period) -> Feed:
        words = wording(lang)
        events = self.events(head.selection, lang, period.window)
        while len(events) > MOST_EVENTS and period.narrower:
            period = period.narrower
            events = self.events(head.selection, lang, period.window)
        start = datetime(period.began.year, period.began.month, period.began.day, tzinfo=UTC)
        about = self._about(head, words, period.window)
        feed = self._with_events(head, lang, events, about, max(start, head.changed, WRITTEN))
        return feed if events else replace(feed, notice=self._notice(head, words, period.window, start))

    def _with_events(
        self, head: "Head", lang: str, events: tuple[Event, ...], about: list[str], modified: datetime
    ) -> Feed:
        return Feed(
            name=head.name,
            description="\n".join(line for line in about if line),
            lang=lang,
            color=head.color[0],
            color_hex=head.color[1],
            address=self.address(head.path),
            modified=modified,
            selection=head.selection,
            events=events,
            notice=None,
        )

    def text(self, texts: Texts, lang: str) -> str:
        """The text in a language or the nearest one of its chain."""
        return str(choose(texts, lang, self.catalogue.chains))

    def events(self, selection: Selection, lang: str, window: Span) -> tuple[Event, ...]:
        """What a feed shows of a window, ordered by (first day, UID)."""
        events = (
            self.event(told, lang)
            for observance in observances(self.catalogue, selection)
            for told in tellings(observance, window)
        )
        return tuple(sorted(events, key=lambda event: (event.span.start, event.uid)))

    def whole(self, occurrence: Occurrence, lang: str) -> Event:
        """An occurrence as itself, on all its days, as answers and pages tell of it."""
        return self.event(whole(occurrence), lang)

    def address(self, path: str) -> str | None:
        return self.base_url + path if self.base_url is not None else None

    def _event(self, told: Telling, lang: str) -> Event:
        occurrence = told.occurrence
        observance = occurrence.observance
        words = wording(lang)
        name = choose(told.names, lang, self.catalogue.chains)
        url = self.address(f"/{lang}/observances/{observance.id}/{told.edition}")
        return Event(
            uid=told.uid,
            edition=told.edition,
            occurrence=occurrence,
            span=told.span,
            lang=lang,
            name=name,
            title=title(told, name.text, words),
            description="\n\n".join([*self._paragraphs(occurrence, name, words), *([url] if url else [])]),
            url=url,
            categories=tuple(words.say(theme) for theme in observance.themes),
            calendars=self.catalogue.calendars_with(observance),
            stamp=max(observance.changed, WRITTEN),
        )

    def _paragraphs(self, occurrence: Occurrence, name: Text, words: Wording) -> Iterator[str]:
        observance = occurrence.observance
        if observance.about:
            yield self.text(observance.about, words.lang)
        acts = (act for act in observance.acts if act.evidence != "unverified")
        facts = [words.say("Decision: {act}", act=self.act(act, words)) for act in acts]
        if observance.since and occurrence.observance.kind in ("day", "week"):
            facts.append(words.say("First observed: {year}", year=observance.since))
        facts += _doubts(occurrence, name, words)
        if facts:
            yield "\n".join(facts)

    def act(self, act: Act, words: Wording) -> str:
        """An act in one line: who decided, under which number, when."""
        body = self.catalogue.bodies.get(act.body)
        who = self.text(body.names, words.lang) if body else act.body
        number = act.resolution or act.document
        when = words.adopted(act.adopted) if act.adopted else None
        return words.joined(part for part in (who, number, when) if part)

    def _about(self, head: "Head", words: Wording, window: Span) -> list[str]:
        """What the calendar is, who keeps it, how far it reaches, and how to leave it."""
        return [
            head.about,
            words.say("Kept by {publisher}.", publisher=self.text(head.collection.publisher, words.lang)),
            words.say("This calendar reaches to {date} and grows every year.", date=words.day(window.last)),
            words.say("To leave, remove this calendar from your calendar program."),
        ]

    def _notice(self, head: "Head", words: Wording, window: Span, start: datetime) -> Notice:
        said = (
            "No commemoration falls in this selection until {date}. Choose a wider one at the address of this calendar."
        )
        url = self.address(head.path)
        text = words.say(said, date=words.day(window.last))
        return Notice(
            uid=f"notice-{head.selection.hash}-{start.year}@{head.collection.domain}",
            day=start.date(),
            title=words.say("Nothing in this selection"),
            description="\n\n".join([text, *([url] if url else [])]),
            url=url,
            stamp=max(start, head.changed, WRITTEN),
        )


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed is about, before its events."""

    name: str
    about: str
    collection: Collection
    color: tuple[str, str]
    path: str
    selection: Selection
    changed: datetime


def _doubts(occurrence: Occurrence, name: Text, words: Wording) -> Iterator[str]:
    """What a reader should know before trusting the entry, and the sum behind its number."""
    origins = [part.origin for part in occurrence.observance.anniversaries if part.origin]
    if occurrence.number and len(origins) == 1 and origins[0].year > 0 and not origins[0].circa:
        first, year = origins[0].year, origins[0].year + occurrence.number
        one, many = "{number} year: {first} → {year}", "{number} years: {first} → {year}"
        yield words.count(one, many, occurrence.number, number=occurrence.number, first=first, year=year)
    if occurrence.tentative:
        yield words.say("The date is not certain.")
    if name.lang != words.lang:
        yield words.say("The name is shown in another language: there is none in this one yet.")
    elif name.status == "translation":
        yield words.say("The name is our translation.")
