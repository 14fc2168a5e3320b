"""What stands at the head of a feed: what it is called, what it is, who keeps it, how to leave it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from .catalogue import Catalogue, Facets
from .observance import Collection, Observance
from .selection import Selection
from .wording import Wording

NAME_LONGEST = 120
NOT_IN_A_NAME = str.maketrans({",": " –", ";": " –", "\\": "/"})
"""Marks that ical.js and icalendar show with their escape in a calendar's name (feed-profile 8)."""
OWN_COLOR = ("steelblue", "#4682B4")
"""Of a choice among several calendars."""


@dataclass(frozen=True, slots=True)
class Head:
    """`path` is where the feed is found, below the base address; `about` says what it holds."""

    name: str
    about: str
    collection: Collection
    color: tuple[str, str]
    path: str
    selection: Selection
    changed: datetime


def selection_head(catalogue: Catalogue, selection: Selection, words: Wording) -> Head:
    """Of one calendar its own; of a choice one that says what was chosen."""
    calendars = [catalogue.calendar(id) for id in selection.calendars]
    first, lang = calendars[0], words.lang
    whole = not first.descriptions or len(calendars) > 1
    color = (first.color, first.color_hex) if len(calendars) == 1 else OWN_COLOR
    return Head(
        name=_shortened(" · ".join(_name_parts(catalogue, selection, words)).translate(NOT_IN_A_NAME)),
        about="" if whole else str(catalogue.text(first.descriptions, lang)),
        collection=first.collection,
        color=color,
        path=f"/{lang}/feeds/{selection.address}",
        selection=selection,
        changed=max(max([calendar.changed, *(one.changed for one in calendar.members)]) for calendar in calendars),
    )


def observance_head(catalogue: Catalogue, observance: Observance, words: Wording, edition: str = "") -> Head:
    """Of one observance, or of one edition of it."""
    home = catalogue.calendar(observance.home)
    name = str(catalogue.text(observance.names, words.lang))
    return Head(
        name=name.translate(NOT_IN_A_NAME),
        about=name,
        collection=observance.collection,
        color=(home.color, home.color_hex),
        path=f"/{words.lang}/observances/{observance.id}" + (f"/{edition}" if edition else ""),
        selection=Selection((home.id,), Facets(ids=(observance.id,))),
        changed=observance.changed,
    )


def description(head: Head, words: Wording, catalogue: Catalogue, reaches: date) -> str:
    """What the calendar is, who keeps it, how far it reaches, and how to leave it."""
    lines = (
        head.about,
        _early(head.selection.lead, words),
        words.say("Kept by {publisher}.", publisher=str(catalogue.text(head.collection.publisher, words.lang))),
        words.say("This calendar reaches to {date} and grows every year.", date=words.day(reaches)),
        words.say("To leave, remove this calendar from your calendar program."),
    )
    return "\n".join(line for line in lines if line)


def _early(lead: int, words: Wording) -> str:
    if not lead:
        return ""
    return words.count(
        "Each entry stands {count} day before its day.", "Each entry stands {count} days before its day.", lead
    )


def _name_parts(catalogue: Catalogue, selection: Selection, words: Wording) -> Iterator[str]:
    names = [catalogue.calendar(id).names for id in selection.calendars]
    yield " + ".join(str(catalogue.text(texts, words.lang)) for texts in names)
    facets = selection.facets
    bodies = [str(catalogue.text(catalogue.bodies[id].names, words.lang)) for id in facets.bodies]
    said = [words.term(word) for word in (*facets.kinds, *facets.themes)]
    chosen = [*bodies, *(words.country(code) for code in facets.countries), *said]
    if chosen:
        yield " + ".join(chosen)
    if selection.lead:
        yield words.count("Heads-up {count} day before", "Heads-up {count} days before", selection.lead)


def _shortened(name: str) -> str:
    return name if len(name) <= NAME_LONGEST else name[: NAME_LONGEST - 1].rstrip() + "…"
