"""What is said of an event below its name: in a few words what it is, by whose decision, and what is doubtful in it."""

from collections.abc import Iterator

from .catalogue import Catalogue
from .observance import Act
from .telling import Telling
from .text import Text
from .wording import Wording


def caption(catalogue: Catalogue, told: Telling, name: Text, words: Wording) -> Iterator[str]:
    """The paragraphs, of which some may be missing."""
    observance = told.occurrence.observance
    if observance.about:
        yield str(catalogue.text(observance.about, words.lang))
    facts = "\n".join([*_when(told, words), *_facts(catalogue, told, words), *_doubts(told, name, words)])
    if facts:
        yield facts


def decision(catalogue: Catalogue, act: Act, words: Wording) -> str:
    """An act in one line: who decided, under which number, when."""
    body = catalogue.bodies.get(act.body)
    who = str(catalogue.text(body.names, words.lang)) if body else act.body
    when = words.adopted(act.adopted) if act.adopted else None
    return words.joined(part for part in (who, act.resolution or act.document, when) if part)


def _when(told: Telling, words: Wording) -> Iterator[str]:
    """The days themselves, where the event stands before them."""
    if told.lead:
        yield words.say("Date: {date}", date=words.span(told.occurrence.span))


def _facts(catalogue: Catalogue, told: Telling, words: Wording) -> Iterator[str]:
    observance = told.occurrence.observance
    for act in observance.acts:
        if act.evidence != "unverified":
            yield words.say("Decision: {act}", act=decision(catalogue, act, words))
    if observance.since and observance.kind in ("day", "week"):
        yield words.say("First observed: {year}", year=observance.since)


def _doubts(told: Telling, name: Text, words: Wording) -> Iterator[str]:
    """What a reader should know before trusting the entry, and the sum behind its number."""
    occurrence = told.occurrence
    origins = [part.origin for part in occurrence.observance.anniversaries if part.origin]
    if occurrence.number and len(origins) == 1 and origins[0].year > 0 and not origins[0].circa:
        yield words.count(
            "{number} year: {first} → {year}",
            "{number} years: {first} → {year}",
            occurrence.number,
            number=occurrence.number,
            first=origins[0].year,
            year=origins[0].year + occurrence.number,
        )
    if occurrence.tentative:
        yield words.say("The date is not certain.")
    if name.lang != words.lang:
        yield words.say("The name is shown in another language: there is none in this one yet.")
    elif name.status == "translation":
        yield words.say("The name is our translation.")
