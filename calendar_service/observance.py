"""What is kept, by whose decision, and the days on which it falls."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from .rules import Span
from .rules.anniversary import Anniversary
from .rules.rule import Dated, Known, Rule
from .text import Texts

Kind = Literal["day", "week", "year", "decade", "anniversary", "title", "term", "session", "event"]
Standing = Literal["proposed", "recommended", "adopted", "withdrawn"]
Evidence = Literal["verified", "secondary", "unverified"]
What = Literal["added", "corrected", "moved", "withdrawn", "removed"]
Theme = Literal[
    "culture",
    "heritage",
    "languages",
    "education",
    "science",
    "technology",
    "communication",
    "environment",
    "water",
    "health",
    "food",
    "peace",
    "remembrance",
    "human-rights",
    "women",
    "youth",
    "development",
    "work",
    "transport",
    "sport",
    "dialogue",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
THEMES: tuple[Theme, ...] = get_args(Theme)
LONGEST_WEEK = 31
"""A span of more days is told of as running, not as days of its own."""


@dataclass(frozen=True, slots=True)
class Act:
    """A decision behind an observance. A document number is not a resolution number: both have their place.

    `adopted` is a day, a month ("1995-11") or a year, as far as it is known.
    """

    body: str
    session: str | None = None
    document: str | None = None
    resolution: str | None = None
    adopted: str | None = None
    url: str | None = None
    evidence: Evidence = "secondary"
    proposers: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer to a disputed question, and who gives it."""

    reading: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    of: str
    chosen: Reading
    against: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Former:
    """An earlier name or rule, and the years in which it held, first and last included."""

    until: int
    since: int | None
    names: Texts
    words: str | None
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an entry, and when; `why` is what its keepers say of it."""

    id: str
    when: datetime
    what: What
    why: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """Who decides: an organ, an agency, a State."""

    id: str
    names: Texts
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """What belongs to a whole folder of calendars. `domain` is that of its UIDs and never changes."""

    domain: str
    publisher: Texts
    contact: str | None = None
    corrections: str | None = None
    licence: str | None = None
    prefix: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Observance:
    """What is kept. `rule` answers on which days; the rest is who decided it and what we know of it."""

    id: str
    home: str
    collection: Collection
    names: Texts
    rule: Rule
    words: str
    kind: Kind
    changed: datetime
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: int | None = None
    until: int | None = None
    formerly: tuple[Former, ...] = ()
    anniversaries: tuple[Anniversary, ...] = ()
    celebrated: tuple[int, int] | None = None
    listing: str | None = None
    themes: tuple[Theme, ...] = ()
    countries: tuple[str, ...] = ()
    agency: str | None = None
    acts: tuple[Act, ...] = ()
    status: Standing = "adopted"
    withdrawn: int | None = None
    """The year in which it was taken back, if feeds ever had it."""
    evidence: Evidence = "secondary"
    hidden: bool = False
    """Left out of the calendars of this installation."""
    about: Texts = field(default_factory=dict)
    mottos: Mapping[int, Texts] = field(default_factory=dict)
    note: Texts = field(default_factory=dict)
    disputed: tuple[Dispute, ...] = ()
    links: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    wikidata: str | None = None
    sdgs: tuple[int, ...] = ()
    examples: int = 0
    """How many years the file says the dates of."""
    checked: date | None = None

    @property
    def in_feeds(self) -> bool:
        """Drafts, withdrawn days, what nobody has confirmed and what is hidden here are shown on pages only."""
        return self.status == "adopted" and self.evidence != "unverified" and not self.hidden

    @property
    def published(self) -> bool:
        """Whether it stands in feeds, or did until it was withdrawn: calendars must hear that it is gone."""
        return self.in_feeds or (self.withdrawn is not None and not self.hidden)

    def occurrences(self, window: Span) -> Iterator["Occurrence"]:
        """What touches the window, in no promised order."""
        return (self._occurrence(dated) for dated in self.rule.spans(window))

    def editions(self, year: int) -> Iterator["Occurrence"]:
        """What belongs to a year of the rule's reckoning."""
        return (self._occurrence(dated) for dated in self.rule.in_year(year))

    def names_in(self, year: int) -> Texts:
        """The names that were in use in a year."""
        for former in self.formerly:
            if former.names and year <= former.until and (former.since is None or former.since <= year):
                return former.names
        return self.names

    def _occurrence(self, dated: Dated) -> "Occurrence":
        number = dated.number or self._count(dated.year)
        return Occurrence(self, dated.edition, dated.span, number, dated.tentative, dated.known)

    def _count(self, year: int) -> int | None:
        """Where a rule gives the days and an origin the number: the years since the origin."""
        origin = self.anniversaries[0].origin if len(self.anniversaries) == 1 else None
        return year - origin.year if origin and year > origin.year else None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One observance on one span.

    `edition` is the year it belongs to, with -1, -2 where the rule gives several days a year.
    """

    observance: Observance
    edition: str
    span: Span
    number: int | None = None
    tentative: bool = False
    known: Known = "day"

    @property
    def uid(self) -> str:
        return f"{self.observance.id}-{self.edition}@{self.observance.collection.domain}"

    @property
    def running(self) -> bool:
        """Whether it is told of once a year rather than day by day."""
        return self.known != "day" or self.span.days > LONGEST_WEEK


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """A named set of observances; `members` holds its own and those it includes, in the order of the file."""

    id: str
    collection: Collection
    names: Texts
    descriptions: Texts
    color: str
    color_hex: str
    changed: datetime
    members: tuple[Observance, ...]
