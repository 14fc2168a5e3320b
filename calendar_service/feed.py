"""Occurrences put into one language: the events that every format writes.

An event tells of an occurrence on a day of its own. What runs for months or years, and what is known to the month or
the year only, is told once in each calendar year it touches, under a title that nobody takes for the day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from .caption import caption
from .catalogue import Catalogue
from .head import Head, description, observance_head, selection_head
from .observance import Calendar, Collection, Observance, Occurrence
from .query import Period, observances, withdrawn
from .selection import Selection
from .span import DAY, Span
from .telling import Telling, heads_up, spans, tellings, title, whole
from .text import Text
from .wording import Wording, wording

WRITTEN = datetime(2026, 11, 28, 21, 10, tzinfo=UTC)
"""When the way in which events are worded or written last changed; no event is older than that."""
MOST_EVENTS = 1000
"""Google is reported to drop events beyond 1,111 or 1 MB (feed-profile 19): a larger feed loses its past. It is cut by
count and never by bytes, so that all languages hold the same events."""
MOST_CANCELLED = 500
EVENTS_KEPT = 8192


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
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Said in place of events: a feed without an event would empty some calendars, one that is cut must say so."""

    uid: str
    day: date
    title: str
    description: str
    url: str | None
    stamp: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """The events of a selection for a window, ordered by (first day, UID), ready for a writer.

    `about` says what it holds, `description` also who keeps it; `path` is its address without base and
    suffix, `reaches` the last day of which it tells. `cancelled` are events that calendars should take away.
    """

    name: str
    about: str
    description: str
    lang: str
    color: str
    color_hex: str
    base_url: str | None
    path: str
    collection: Collection
    publisher: Text
    modified: datetime
    selection: Selection
    reaches: date
    events: tuple[Event, ...]
    cancelled: tuple[Event, ...] = ()
    notice: Notice | None = None

    def address(self, suffix: str) -> str | None:
        """Where it is found in a format; None where nobody said on which host."""
        return f"{self.base_url}{self.path}.{suffix}" if self.base_url is not None else None


class Composer:
    """Composes feeds and events of one catalogue; `base_url` is where they are served, or None for files.

    Each event is made once per language and kept, so that its bytes can be kept as well.
    """

    def __init__(self, catalogue: Catalogue, base_url: str | None) -> None:
        self.catalogue = catalogue
        self.base_url = base_url
        self.event = lru_cache(maxsize=EVENTS_KEPT)(self._event)
        self._tellings = lru_cache(maxsize=EVENTS_KEPT)(_tellings)

    def feed(self, calendar: Calendar, lang: str, period: Period) -> Feed:
        """The feed of one calendar."""
        return self.selected(Selection((calendar.id,)), lang, period)

    def selected(self, selection: Selection, lang: str, period: Period) -> Feed:
        """The feed of a selection."""
        words = wording(lang)
        return self._feed(selection_head(self.catalogue, selection, words), words, period)

    def observance_feed(self, observance: Observance, lang: str, period: Period) -> Feed:
        """The feed of one observance."""
        words = wording(lang)
        return self._feed(observance_head(self.catalogue, observance, words), words, period)

    def edition_feed(self, told: Telling, lang: str) -> Feed:
        """A file of one event, for those who want this date and no subscription."""
        head = observance_head(self.catalogue, told.occurrence.observance, wording(lang), told.edition)
        event = self.event(told, lang)
        return self._made(head, lang, head.about, max(head.changed, WRITTEN), event.span.last, (event,))

    def _feed(self, head: Head, words: Wording, period: Period) -> Feed:
        """Where the events are too many the past gives way first, then, of a choice of one's own, the far end."""
        cancelled = self._cancelled(head.selection, words.lang, period.window)[:MOST_CANCELLED]
        most = MOST_EVENTS - len(cancelled)
        events = self.events(head.selection, words.lang, period.window)
        while len(events) > most and period.narrower:
            period = period.narrower
            events = self.events(head.selection, words.lang, period.window)
        cut = events[most].span.start if len(events) > most else period.window.end
        events = tuple(event for event in events if event.span.start < cut) or events[:most]
        start = datetime(period.began.year, period.began.month, period.began.day, tzinfo=UTC)
        modified = max(start, head.changed, WRITTEN)
        notice = None
        if cut < period.window.end:
            notice = self._notice(head, words, start, cut, _cut_short(words, cut))
        elif not events:
            notice = self._notice(head, words, start, start.date(), _nothing(words, period.window.last))
        about = description(head, words, self.catalogue, cut - DAY)
        return self._made(head, words.lang, about, modified, cut - DAY, events, cancelled, notice)

    def _made(
        self,
        head: Head,
        lang: str,
        description: str,
        modified: datetime,
        reaches: date,
        events: tuple[Event, ...],
        cancelled: tuple[Event, ...] = (),
        notice: Notice | None = None,
    ) -> Feed:
        return Feed(
            name=head.name,
            about=head.about,
            description=description,
            lang=lang,
            color=head.color[0],
            color_hex=head.color[1],
            base_url=self.base_url,
            path=head.path,
            collection=head.collection,
            publisher=self.catalogue.text(head.collection.publisher, lang),
            modified=modified,
            selection=head.selection,
            reaches=reaches,
            events=events,
            cancelled=cancelled,
            notice=notice,
        )

    def events(self, selection: Selection, lang: str, window: Span) -> tuple[Event, ...]:
        """What a feed shows of a window, ordered by (first day, UID)."""
        return self._events(observances(self.catalogue, selection), selection, lang, window)

    def _cancelled(self, selection: Selection, lang: str, window: Span) -> tuple[Event, ...]:
        """What was withdrawn in a year that the window still reaches back to: calendars must hear it to let go."""
        return self._events(withdrawn(self.catalogue, selection, window.start), selection, lang, window)

    def _events(self, found: Iterable[Observance], selection: Selection, lang: str, window: Span) -> tuple[Event, ...]:
        make = self._event if selection.lead else self.event
        told = (told for one in found for told in self._tellings(one, window, selection.lead, selection.whole))
        return tuple(sorted((make(one, lang) for one in told), key=lambda event: (event.span.start, event.uid)))

    def whole(self, occurrence: Occurrence, lang: str) -> Event:
        """An occurrence as itself, on all its days, as answers and pages tell of it."""
        return self.event(whole(occurrence), lang)

    def address(self, path: str) -> str | None:
        return self.base_url + path if self.base_url is not None else None

    def _event(self, told: Telling, lang: str) -> Event:
        observance = told.occurrence.observance
        words = wording(lang)
        name = self.catalogue.text(told.names, lang)
        url = self.address(f"/{lang}/observances/{observance.id}/{told.edition}")
        return Event(
            uid=told.uid,
            edition=told.edition,
            occurrence=told.occurrence,
            span=told.place,
            lang=lang,
            name=name,
            title=title(told, name.text, words),
            description="\n\n".join([*caption(self.catalogue, told, name, words), *([url] if url else [])]),
            url=url,
            categories=tuple(words.term(theme) for theme in observance.themes),
            calendars=self.catalogue.calendars_with(observance),
            stamp=max(observance.changed, WRITTEN),
            cancelled=observance.status == "withdrawn",
        )

    def _notice(self, head: Head, words: Wording, start: datetime, day: date, said: tuple[str, str]) -> Notice:
        """`said` is its title and its text; where to choose anew stands below."""
        url = self.address(f"/{words.lang}/")
        return Notice(
            uid=f"notice-{head.selection.hash}-{start.year}@{head.collection.domain}",
            day=day,
            title=said[0],
            description="\n\n".join([said[1], *([url] if url else [])]),
            url=url,
            stamp=max(start, head.changed, WRITTEN),
        )


def _tellings(observance: Observance, window: Span, lead: int, whole: bool) -> tuple[Telling, ...]:
    if lead:
        return tuple(heads_up(observance, window, lead))
    return tuple(spans(observance, window) if whole else tellings(observance, window))


def _nothing(words: Wording, last: date) -> tuple[str, str]:
    text = words.say(
        "No commemoration falls in this selection until {date}. Choose a wider one here:", date=words.day(last)
    )
    return words.say("Nothing in this selection"), text


def _cut_short(words: Wording, cut: date) -> tuple[str, str]:
    text = words.say(
        "A calendar holds {count} entries at most, so this one is shown until {date} only. Choose smaller ones here:",
        count=MOST_EVENTS,
        date=words.day(cut - DAY),
    )
    return words.say("This calendar ends here"), text
