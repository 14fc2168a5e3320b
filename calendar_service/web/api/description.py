"""The description of the API as OpenAPI 3.1: what the views say themselves, completed and put in order."""

import json
import re
from collections.abc import Mapping
from typing import Any

from apiflask import APIFlask
from flask import current_app

from ...observance import KINDS, THEMES
from ...text import LANGUAGES
from ..site import Site
from . import check, models, parameters

TITLE = "Commemorative Calendar API"
DESCRIPTION = (
    "What is commemorated, when, and by whose decision: single dated occurrences with names, provenance and stable "
    "ids. No key, no cookie. Every answer has a strong ETag: send it back as If-None-Match, and an unchanged answer "
    "costs you a 304. Addresses, parameters, fields, ids and uids stay; new fields may come."
)
PATH = "/api/v1/"
QUESTIONS = {
    "today": "?tz=Asia/Almaty&lang=kk,ru,en",
    "upcoming": "?days=7&theme=education&lang=fr",
    "occurrences": "?from=2027-01-01&until=2027-03-31&theme=culture",
    "observances": "?country=KZ,UZ&kind=anniversary",
    "observances/{id}": "?lang=tr",
    "search": "?q=turk+dili",
    "anniversaries": "?years=2026-2027&multiple=50",
    "calendars": "?lang=kk",
    "calendars/{id}": "",
    "changes": "?since=2026-11-01",
    "changes.atom": "",
    "coverage": "",
    "check": "",
}
"""In the order in which they are told, each with an example."""
PARAMETERS = {
    "calendar": "What stands in these calendars; without it, in any.",
    "theme": "What is about any of these themes.",
    "body": "What one of these bodies, or one below it, has decided.",
    "country": "What concerns any of these countries: codes of ISO 3166, two letters.",
    "kind": "What is of any of these kinds.",
    "lang": "The language of names, or several: the first that a name has is taken.",
    "tz": "Whose today: an IANA time zone; without it, that of the service.",
    "days": "So many days, today among them.",
    "limit": "At most so many items.",
    "from": "The first day, 1900-01-01 at the earliest.",
    "until": "The last day, itself among them: 2100-12-31 and ten years after the first at the latest.",
    "cursor": "The value of `next` in the answer before: what follows that.",
    "status": "What has this standing.",
    "years": "A year, or the first and the last of at most ten.",
    "multiple": "Of which number an anniversary is a multiple.",
    "since": "Only what changed on this day or after it.",
    "q": "A name or a part of it, as somebody would type it.",
    "id": "The `id` that lists give.",
}
WORDS = {"theme": THEMES, "kind": KINDS, "status": parameters.STANDINGS, "lang": LANGUAGES}
"""The closed lists of words that parameters take."""
EXAMPLE = """\
calendar: our-days
name: {en: Our days}
color: goldenrod
observances:
  - id: our-first-day
    name: {en: First Day}
    on: first Monday of September
    sources: [House archive]
"""
NUMBERS = {"days": 7, "limit": 10, "multiple": 100}
JOINED = ("calendar", "theme", "body", "country", "kind", "lang", "status")
SHARED = re.compile(r'(?<="#/components/schemas/)\w+\.')
IDS = {"observances/{id}": "world-turkic-language-family-day", "calendars/{id}": "turkic-world"}


def describe(app: APIFlask) -> None:
    """What the description says beside what the views say themselves."""
    app.config.update(
        OPENAPI_VERSION="3.1.0",
        DESCRIPTION=DESCRIPTION,
        LICENSE={"name": "CC0 1.0 (data), MIT (code)"},
        TAGS=[{"name": "Api", "description": "Everything is read; nothing is stored."}],
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_404_RESPONSE=False,
        AUTO_OPERATION_ID=True,
    )
    app.spec_processor(_completed)


def _completed(spec: Any) -> Any:
    here = current_app.extensions["site"]
    found = models.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    spec["components"]["schemas"] |= found.pop("$defs") | {"Problem": found}
    spec["servers"] = [{"url": here.base_url}] if here else []
    post = spec["paths"][f"{PATH}check"]["post"]
    post["requestBody"] = {
        "required": True,
        "content": {check.YAML: {"schema": {"type": "string", "maxLength": check.MOST_OCTETS}, "example": EXAMPLE}},
    }
    for path, operations in spec["paths"].items():
        for parameter in (each for operation in operations.values() for each in operation.get("parameters", [])):
            _explain(parameter)
            if here and parameter["name"] in ("calendar", "body"):
                _bind(parameter, here)
            if here and parameter["in"] == "path":
                example = an_id(path.removeprefix(PATH), here)
                parameter["schema"] |= {"pattern": f"^{parameters.ID}$", "examples": [example]}
    return _in_order(_open(_named_once(spec)))


def _explain(parameter: dict[str, Any]) -> None:
    """A parameter in words, for programs and for people alike."""
    name, schema = parameter["name"], parameter["schema"]
    schema.pop("description", None)
    schema |= {"examples": [NUMBERS[name]]} if name in NUMBERS else {}
    several = " Several are joined by a comma." if name in JOINED else ""
    known = f" Known: {', '.join(WORDS[name])}." if name in WORDS else ""
    parameter["description"] = PARAMETERS[name] + several + known


def _bind(parameter: dict[str, Any], here: Site) -> None:
    """Names that only the catalogue knows are told too."""
    known: Mapping[str, object] = here.catalogue.calendars if parameter["name"] == "calendar" else here.catalogue.bodies
    if known:
        parameter["schema"]["pattern"] = parameters.one_of(known)


def _named_once(spec: Any) -> Any:
    """APIFlask describes a model anew for each answer that holds it, as `Upcoming.Name`; they are all one `Name`."""
    spec = json.loads(SHARED.sub("", json.dumps(spec)))
    schemas = spec["components"]["schemas"]
    spec["components"]["schemas"] = dict(sorted((name.rpartition(".")[2], schemas[name]) for name in schemas))
    return spec


def _open(spec: Any) -> Any:
    """The models say all that they hold, but a program that reads must not stumble over a field that is new."""
    for schema in spec["components"]["schemas"].values():
        schema.pop("additionalProperties", None)
    return spec


def _in_order(spec: Any) -> Any:
    told = [PATH + name for name in QUESTIONS]
    spec["paths"] = {path: spec["paths"][path] for path in sorted(spec["paths"], key=told.index)}
    return spec


def an_id(question: str, here: Site) -> str:
    """One to ask for: ours, or another where somebody serves other calendars."""
    ids: Mapping[str, object] = here.catalogue.observances
    if question.startswith("calendars"):
        ids = here.catalogue.calendars
    return IDS[question] if IDS[question] in ids else next(iter(ids), IDS[question])


def description() -> Any:
    """Made once: APIFlask makes it anew whenever it is asked."""
    app = current_app
    assert isinstance(app, APIFlask)
    if "description" not in app.extensions:
        app.extensions["description"] = app.spec
    return app.extensions["description"]
