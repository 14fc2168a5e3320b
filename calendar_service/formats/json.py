"""JSON: `{"events": […], "selection": {…}}`, each event as programs and the API know it."""

import json
from dataclasses import asdict
from typing import Any

from ..feed import Event, Feed
from ..observance import Act
from ..selection import WHOLE, Selection


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
    occurrence = event.occurrence
    observance = occurrence.observance
    return {
        "uid": event.uid,
        "id": observance.id,
        "edition": event.edition,
        "number": occurrence.number,
        "tentative": occurrence.tentative,
        "name": {"text": event.name.text, "lang": event.name.lang, "status": event.name.status},
        "start": event.span.start.isoformat(),
        "end": event.span.end.isoformat(),
        "last": event.span.last.isoformat(),
        "kind": observance.kind,
        "calendars": event.calendars,
        "themes": observance.themes,
        "countries": observance.countries,
        "acts": [_act(act) for act in observance.acts],
        "url": event.url,
    }


def _act(act: Act) -> dict[str, Any]:
    return {key: value for key, value in asdict(act).items() if value}
