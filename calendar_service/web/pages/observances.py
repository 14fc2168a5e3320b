"""One page for every observance and one for every edition: its names, its days, and why it is kept."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from flask import Response
from markupsafe import Markup

from ...caption import decision
from ...feed import Event
from ...neighbours import on_the_same_days, on_the_same_themes
from ...observance import Former, Observance
from ...spoken import counted, spoken
from ...telling import SHOWN, telling
from ...text import Text
from ...wording import Wording, wording
from ..http import page
from ..lookup import edition_named, language_named, no_such, observance_named
from ..render import in_script, text_in
from ..site import site
from .blueprint import blueprint
from .lines import line, lines
from .panel import google_event, outlook_event

DATES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Adding:
    """The forms of some calendar programs for one event, and its file."""

    when: str
    google: str
    outlook: str
    file: str


@blueprint.get("/<lang>/observances/<id>")
def observance(lang: str, id: str) -> Response:
    language_named(lang)
    shown = observance_named(id)
    today = site().today()
    found = sorted(shown.occurrences(SHOWN), key=lambda occurrence: occurrence.span)
    later = [occurrence for occurrence in found if occurrence.span.end > today]
    earlier = [occurrence for occurrence in found if occurrence.span.end <= today]
    told = telling(shown, later[0].edition) if later and not later[0].running else None
    event = site().composer.event(told, lang) if told else None
    return page(
        "observance.html",
        lang,
        **_known(shown, lang, today),
        **_event(shown, event, lang),
        next=lines(later[:DATES_SHOWN], lang, today),
        earlier=lines(earlier[: -DATES_SHOWN - 1 : -1], lang, today),
        edition=None,
    )


@blueprint.get("/<lang>/observances/<id>/<edition>")
def edition(lang: str, id: str, edition: str) -> Response:
    language_named(lang)
    shown = observance_named(id)
    told = telling(shown, edition_named(edition))
    if told is None:
        raise no_such("edition")
    today = site().today()
    values = _known(shown, lang, today) | {"name": text_in(told.names, lang)}
    return page(
        "observance.html",
        lang,
        **values,
        **_event(shown, site().composer.event(told, lang), lang),
        next=[],
        earlier=[],
        edition=line(told.occurrence, lang, today),
        told=told,
    )


def _known(observance: Observance, lang: str, today: date) -> dict[str, object]:
    """What both pages of an observance show."""
    here = site()
    words = wording(lang)
    name = text_in(observance.names, lang)
    address = f"{here.base_url}/{lang}/observances/{observance.id}"
    homes = here.catalogue.calendars_with(observance)
    return {
        "observance": observance,
        "name": name,
        "about": text_in(observance.about, lang),
        "note": text_in(observance.note, lang),
        "rule": _rule(observance, words),
        "formerly": [_former(former, words) for former in observance.formerly],
        "acts": [(act, decision(here.catalogue, act, words)) for act in observance.acts],
        "address": address,
        "citation": _citation(observance, name, address, words),
        "correction": _correction(observance, words),
        "stands_in": [(id, text_in(here.catalogue.calendar(id).names, lang)) for id in homes],
        "same_days": _named(on_the_same_days(here.almanac, observance, today), lang),
        "same_themes": _named(on_the_same_themes(here.catalogue, observance), lang),
    }


def _rule(observance: Observance, words: Wording) -> list[str]:
    """On which days, and what is counted."""
    parts = (counted(part, words) for part in observance.anniversaries)
    return [said for said in (spoken(observance.rule, words), *parts) if said]


def _former(former: Former, words: Wording) -> tuple[Former, str, Text | None]:
    """An earlier rule and an earlier name, where there are such."""
    rule = spoken(former.rule, words) if former.rule else ""
    return former, rule, text_in(former.names, words.lang)


def _named(found: Iterable[Observance], lang: str) -> list[tuple[str, Text | None]]:
    return [(one.id, text_in(one.names, lang)) for one in found]


def _citation(observance: Observance, name: Text | None, address: str, words: Wording) -> str:
    """One line to copy: name, decisions, first year, address."""
    acts = (act for act in observance.acts if act.evidence != "unverified")
    parts = [str(name), *(decision(site().catalogue, act, words) for act in acts)]
    if observance.since:
        parts.append(words.say("First observed: {year}", year=observance.since))
    return " · ".join([*parts, address])


def _correction(observance: Observance, words: Wording) -> str | None:
    """A letter or a form with the entry's id in it; nothing where nobody said where to write."""
    target = observance.collection.corrections or observance.collection.contact
    if target is None:
        return None
    subject = words.say("Correction: {id}", id=observance.id)
    body = words.say("What is wrong, what would be right, and by which source?")
    key = "subject" if target.startswith("mailto:") else "title"
    joint = "&" if "?" in target else "?"
    return f"{target}{joint}{key}={quote(subject, safe='')}&body={quote(body, safe='')}"


def _event(observance: Observance, event: Event | None, lang: str) -> dict[str, object]:
    """One event for calendar programs and for search engines; nothing of what stands in no feed."""
    if event is None or not observance.in_feeds or event.url is None:
        return {"adding": None, "linked_data": None}
    span = event.span
    adding = Adding(
        when=wording(lang).span(span),
        google=google_event(event.title, event.description, span.start, span.end),
        outlook=outlook_event(event.title, event.description, span.start, span.last),
        file=f"{event.url}.ics",
    )
    return {"adding": adding, "linked_data": _linked(event)}


def _linked(event: Event) -> Markup:
    """An Event of schema.org without a place, which nobody has decided."""
    told = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.name.text,
        "startDate": event.span.start.isoformat(),
        "endDate": event.span.last.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "inLanguage": event.lang,
        "url": event.url,
        "description": event.description,
    }
    return in_script(json.dumps(told, ensure_ascii=False))
