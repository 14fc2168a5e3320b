"""JSON: `{"events": […], "selection": {…}}`, each event as programs and the API know it."""

import json
from dataclasses import asdict
from typing import Any

from ..feed import Event, Feed
from ..observance import Act, Occurrence
from ..selection import WHOLE, Selection
from ..span import Span
from ..text import Text


def write(feed: Feed) -> bytes:
    return dump({"events": [record(event) for event in feed.events], "selection": _selection(feed.selection)})


def _selection(selection: Selection) -> dict[str, Any]:
    """What was asked for; of the options only those that were."""
    facets = {key: value for key, value in asdict(selection.facets).items() if value}
    lead = {"lead": selection.lead} if selection.lead else {}
    remind = {} if selection.remind is None else {"remind": selection.remind}
    return {
        "calendars": selection.calendars,
        **facets,
        **lead,
        **remind,
        **({"spans": WHOLE} if selection.whole else {}),
    }


def dump(value: object) -> bytes:
    """JSON as we write it everywhere: UTF-8, keys in the order given, a line feed at the end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def record(event: Event) -> dict[str, Any]:
    """An event as fields; `end` is not in the span, `last` is its last day."""
    return fields(event.occurrence, event.name, event.calendars, event.url) | {
        "uid": event.uid,
        "edition": event.edition,
        **_days(event.span),
    }


def fields(occurrence: Occurrence, name: Text, calendars: tuple[str, ...], url: str | None) -> dict[str, Any]:
    """The same for an occurrence as itself, on all its days."""
    observance = occurrence.observance
    return {
        "uid": occurrence.uid,
        "id": observance.id,
        "edition": occurrence.edition,
        "number": occurrence.number,
        "tentative": occurrence.tentative,
        "name": text(name),
        **_days(occurrence.span),
        "kind": observance.kind,
        "calendars": calendars,
        "themes": observance.themes,
        "countries": observance.countries,
        "acts": [act(one) for one in observance.acts],
        "url": url,
    }


def text(name: Text) -> dict[str, str]:
    return {"text": name.text, "lang": name.lang, "status": name.status}


def _days(span: Span) -> dict[str, str]:
    return {"start": span.start.isoformat(), "end": span.end.isoformat(), "last": span.last.isoformat()}


def act(one: Act) -> dict[str, Any]:
    """What of an act is known."""
    return {key: value for key, value in asdict(one).items() if value}
