"""What the API answers with, for OpenAPI and for the tests: the records are made by `records`, and fit these models."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...observance import Evidence, Kind, Standing, Theme, What
from ...text import Status


def _with_example(schema: dict[str, Any]) -> None:
    """null is said by the type of a field and not as a default, which answers do not have."""
    for field in schema.get("properties", {}).values():
        field.pop("default", None)


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra=_with_example)


class Name(Model):
    """A text with the language it is really in, and who worded it."""

    text: str = Field(examples=["World Turkic Language Family Day"])
    lang: str = Field(examples=["en"])
    status: Status = Field(description="official, in the press, in real use, or our translation")


class Words(Model):
    """Our own words, with the language they are really in."""

    text: str
    lang: str = Field(examples=["en"])


class SourcedName(Model):
    text: str
    status: Status
    source: str | None = None


class Act(Model):
    """A decision. A document number is not a resolution number; `adopted` is a day, a month or a year."""

    body: str = Field(examples=["unesco-general-conference"])
    session: str | None = None
    document: str | None = Field(default=None, examples=["43 C/57"])
    resolution: str | None = None
    adopted: str | None = Field(default=None, examples=["2025-11-03"])
    url: str | None = None
    evidence: Evidence
    proposers: list[str] | None = None
    supporters: list[str] | None = None
    sources: list[str] | None = None


class Days(Model):
    start: date = Field(examples=["2026-12-15"])
    end: date = Field(description="the day after the last", examples=["2026-12-16"])
    last: date = Field(examples=["2026-12-15"])


class Occurrence(Days):
    """One observance on one span of whole days. `id` is the observance, `uid` the occurrence, as in the feeds."""

    uid: str = Field(examples=["world-turkic-language-family-day-2026@commemorative-calendar.invalid"])
    id: str = Field(examples=["world-turkic-language-family-day"])
    edition: str = Field(description="the year it belongs to, with -1, -2 where a rule gives several days a year")
    number: int | None = Field(description='as in "100th", where it has one')
    tentative: bool
    name: Name
    kind: Kind
    calendars: list[str]
    themes: list[Theme]
    countries: list[str] = Field(description="codes of ISO 3166")
    acts: list[Act]
    url: str | None


class Occurrences(Model):
    items: list[Occurrence]
    next: str | None = Field(description="what to send as `cursor` for the items that follow")


class Today(Occurrences):
    date: date
    running: list[Occurrence] = Field(description="years, decades and other long spans that the day lies in")


class Upcoming(Occurrences):
    date: date


class ObservanceLine(Model):
    id: str
    name: Name
    kind: Kind
    status: Standing
    evidence: Evidence
    rule: str = Field(examples=["15 December"])
    since: int | None
    until: int | None
    calendars: list[str]
    themes: list[Theme]
    countries: list[str]
    url: str


class Observances(Model):
    items: list[ObservanceLine]
    next: str | None


class Origin(Model):
    date: str = Field(
        examples=["1926-07-04"], description="as far as it is known; a year before 1 has a minus (ISO 8601)"
    )
    precision: Literal["day", "month", "year", "circa"]
    reckoning: Literal["gregorian", "julian", "solar-hijri"] | None


class Anniversary(Model):
    of: str = Field(examples=["birth"])
    origin: Origin | None
    number: int | None


class Former(Model):
    since: int | None
    until: int
    names: dict[str, SourcedName]
    rule: str | None


class Reading(Model):
    reading: str
    sources: list[str]


class Dispute(Model):
    of: str
    chosen: Reading
    against: list[Reading]


class Change(Model):
    id: str
    what: What
    when: datetime
    why: str


class Neighbour(Model):
    id: str
    name: Name
    url: str


class Neighbours(Model):
    day: list[Neighbour] = Field(description="what falls on the next day or days of it too")
    theme: list[Neighbour] = Field(description="what shares most themes with it")


class Observance(ObservanceLine):
    """Everything known."""

    names: dict[str, SourcedName]
    also: dict[str, list[str]]
    formerly: list[Former]
    anniversaries: list[Anniversary]
    celebrated: list[int] | None = Field(description="the first and the last year")
    listing: str | None
    agency: str | None
    withdrawn: int | None
    acts: list[Act]
    about: Words | None
    note: Words | None
    mottos: dict[str, dict[str, SourcedName]] = Field(description="the motto of a year, by language")
    disputed: list[Dispute]
    links: list[str]
    sources: list[str]
    wikidata: str | None
    sdgs: list[int]
    checked: date | None
    changed: datetime
    history: list[Change]
    occurrences: list[Occurrence] = Field(description="the next ten")
    neighbours: Neighbours
    feed: str | None = Field(description="its own .ics")


class CalendarLine(Model):
    id: str = Field(examples=["turkic-world"])
    name: Name
    description: Words | None
    color: str
    entries: int
    url: str
    feeds: dict[str, str] = Field(
        description="addresses by format", examples=[{"ics": "https://…/en/feeds/turkic-world.ics"}]
    )


class Calendars(Model):
    items: list[CalendarLine]
    next: str | None


class Calendar(CalendarLine):
    names: dict[str, str]
    reaches: date
    changed: datetime
    observances: list[str]


class Round(Days):
    """`sum` shows the arithmetic."""

    id: str = Field(examples=["serkebayev-100"])
    name: Name
    of: str = Field(examples=["birth"])
    origin: Origin
    year: int = Field(examples=[2026])
    number: int = Field(examples=[100])
    sum: str = Field(examples=["1926 + 100 = 2026"])
    countries: list[str]
    url: str


class Rounds(Model):
    items: list[Round]
    next: str | None


class ChangeLine(Change):
    name: Name | None
    url: str | None


class Changes(Model):
    items: list[ChangeLine]
    next: str | None


class Hit(Model):
    """An observance and the name by which it was found; `former` says that it is not called so any more."""

    id: str
    name: Name
    found: str
    lang: str
    former: bool
    kind: Kind
    status: Standing
    url: str


class Hits(Model):
    items: list[Hit]
    next: str | None
    meant: str | None = Field(description="what was probably meant, where nothing was found")


class NamesCovered(Model):
    official: int
    other: int
    missing: int


class Covered(Model):
    calendar: str
    entries: int
    with_act: int
    with_resolution: int
    evidence: dict[Evidence, int]
    names: dict[str, NamesCovered]
    with_examples: int
    oldest_check: date | None


class Coverage(Model):
    items: list[Covered]
    next: str | None


class Mistake(Model):
    line: int
    column: int
    message: str
    text: str
    picture: str = Field(description="all of it as the command line prints it, with a mark under the place")
    warning: bool


class CheckedEntry(Model):
    id: str
    name: str
    rule: str
    occurrences: list[Days]


class Check(Model):
    """What is wrong in a calendar file, or what it gives."""

    valid: bool
    mistakes: list[Mistake]
    more: int = Field(description="how many more mistakes there are")
    items: list[CheckedEntry] = Field(description="the next dates of each entry, where nothing is wrong")
    feed: str | None = Field(description="the calendar as an .ics file, where nothing is wrong")


class Fault(Model):
    parameter: str
    expected: str
    near: str | None = None


class Problem(BaseModel):
    """RFC 9457."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_with_example)

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Bad Request"])
    status: int = Field(examples=[400])
    detail: str = Field(examples=["a parameter is wrong"])
    errors: list[Fault] | None = None
