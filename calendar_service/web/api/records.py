"""What we know, as the fields that answers have; `models` describes them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ...coverage import Coverage
from ...formats import FORMATS
from ...formats.json import act, fields, text
from ...observance import Calendar, Change, Observance, Occurrence
from ...query import feed_period
from ...rounds import Round
from ...rules.anniversary import Anniversary, Origin
from ...search import Found
from ...span import Span
from ...telling import SHOWN, whole
from ...text import Text, Texts
from ..site import Site

Record = dict[str, Any]
Chain = tuple[str, ...]


class Records:
    """Records in the first language of a chain that a text has, or in the fallbacks of its last."""

    def __init__(self, site: Site, chain: Chain) -> None:
        self._site = site
        self._chain = chain
        self._lang = chain[0]

    def occurrence(self, occurrence: Occurrence) -> Record:
        id = occurrence.observance.id
        shown = occurrence.span.touches(SHOWN)
        url = self._page(f"observances/{id}/{occurrence.edition}") if shown else None
        name = self._text(whole(occurrence).names)
        return fields(occurrence, name, self._site.catalogue.calendars_with(occurrence.observance), url)

    def occurrences(self, found: Iterable[Occurrence]) -> list[Record]:
        return [self.occurrence(one) for one in found]

    def line(self, observance: Observance) -> Record:
        return {
            "id": observance.id,
            "name": text(self._text(observance.names)),
            "kind": observance.kind,
            "status": observance.status,
            "evidence": observance.evidence,
            "rule": observance.words,
            "since": observance.since,
            "until": observance.until,
            "calendars": self._site.catalogue.calendars_with(observance),
            "themes": observance.themes,
            "countries": observance.countries,
            "url": self._page(f"observances/{observance.id}"),
        }

    def observance(
        self, observance: Observance, coming: Iterable[Occurrence], near: Mapping[str, Iterable[Observance]]
    ) -> Record:
        """Everything known of one."""
        published = observance.published
        return self.line(observance) | {
            "names": _texts(observance.names),
            "also": observance.also,
            "formerly": [
                {"since": one.since, "until": one.until, "names": _texts(one.names), "rule": one.words}
                for one in observance.formerly
            ],
            "anniversaries": [_anniversary(part) for part in observance.anniversaries],
            "celebrated": observance.celebrated,
            "listing": observance.listing,
            "agency": observance.agency,
            "withdrawn": observance.withdrawn,
            "acts": [act(one) for one in observance.acts],
            "about": self._words(observance.about),
            "note": self._words(observance.note),
            "mottos": {str(year): _texts(motto) for year, motto in observance.mottos.items()},
            "disputed": [asdict(dispute) for dispute in observance.disputed],
            "links": observance.links,
            "sources": observance.sources,
            "wikidata": observance.wikidata,
            "sdgs": observance.sdgs,
            "checked": observance.checked and observance.checked.isoformat(),
            "changed": observance.changed.isoformat(),
            "history": [change(one) for one in self._site.catalogue.changes if one.id == observance.id],
            "occurrences": self.occurrences(coming),
            "neighbours": {what: [self._neighbour(one) for one in found] for what, found in near.items()},
            "feed": self._page(f"observances/{observance.id}.ics") if published else None,
        }

    def calendar_line(self, calendar: Calendar) -> Record:
        return {
            "id": calendar.id,
            "name": text(self._text(calendar.names)),
            "description": self._words(calendar.descriptions),
            "color": calendar.color,
            "entries": sum(member.in_feeds for member in calendar.members),
            "url": self._page(f"calendars/{calendar.id}"),
            "feeds": {suffix: self._page(f"feeds/{calendar.id}.{suffix}") for suffix in FORMATS},
        }

    def calendar(self, calendar: Calendar) -> Record:
        return self.calendar_line(calendar) | {
            "names": {lang: one.text for lang, one in calendar.names.items()},
            "reaches": feed_period(self._site.today()).window.last.isoformat(),
            "changed": calendar.changed.isoformat(),
            "observances": [member.id for member in calendar.members if member.in_feeds],
        }

    def round(self, one: Round) -> Record:
        return {
            "id": one.observance.id,
            "name": text(self._text(one.observance.names)),
            "of": one.of,
            "origin": origin(one.origin),
            "year": one.year,
            "number": one.number,
            "sum": f"{one.origin.year} + {one.number} = {one.year}",
            **days(one.span),
            "countries": one.observance.countries,
            "url": self._page(f"observances/{one.observance.id}"),
        }

    def change(self, one: Change) -> Record:
        """A removed entry has no name any more."""
        observance = self._site.catalogue.observances.get(one.id)
        return change(one) | {
            "name": text(self._text(observance.names)) if observance else None,
            "url": self._page(f"observances/{one.id}") if observance else None,
        }

    def hit(self, found: Found) -> Record:
        observance = found.observance
        return {
            "id": observance.id,
            "name": text(self._text(observance.names)),
            "found": found.name,
            "lang": found.lang,
            "former": found.former,
            "kind": observance.kind,
            "status": observance.status,
            "url": self._page(f"observances/{observance.id}"),
        }

    def _neighbour(self, observance: Observance) -> Record:
        url = self._page(f"observances/{observance.id}")
        return {"id": observance.id, "name": text(self._text(observance.names)), "url": url}

    def _text(self, texts: Texts) -> Text:
        for lang in self._chain:
            if lang in texts:
                return texts[lang]
        return self._site.catalogue.text(texts, self._chain[-1])

    def _words(self, texts: Texts) -> Record | None:
        """What is said in our own words, if anything is."""
        if not texts:
            return None
        said = self._text(texts)
        return {"text": said.text, "lang": said.lang}

    def _page(self, path: str) -> str:
        return f"{self._site.base_url}/{self._lang}/{path}"


def change(one: Change) -> Record:
    return {"id": one.id, "what": one.what, "when": one.when.isoformat(), "why": one.why}


def covered(row: Coverage) -> Record:
    return asdict(row) | {"oldest_check": row.oldest_check and row.oldest_check.isoformat()}


def days(span: Span) -> Record:
    return {"start": span.start.isoformat(), "end": span.end.isoformat(), "last": span.last.isoformat()}


def origin(one: Origin) -> Record:
    """The date as far as it is known, as ISO 8601 writes it."""
    year = f"{one.year:04}" if one.year >= 0 else f"-{-one.year:04}"
    parts = (f"-{part:02}" for part in (one.month, one.day_of_month) if part)
    return {"date": year + "".join(parts), "precision": "circa" if one.circa else one.known, "reckoning": one.printed}


def _anniversary(part: Anniversary) -> Record:
    return {"of": part.of, "origin": part.origin and origin(part.origin), "number": part.number}


def _texts(texts: Texts) -> Record:
    return {lang: {"text": one.text, "status": one.status, "source": one.source} for lang, one in texts.items()}
