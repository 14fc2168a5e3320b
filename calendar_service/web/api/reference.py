"""The description of the API for programs (OpenAPI 3.1) and for people."""

from typing import Any

from apiflask import APIFlask
from flask import Blueprint, Response, current_app

from ...formats.json import dump
from ...text import LANGUAGES
from ..http import page
from ..site import site
from . import models
from .answer import JSON, answer_bytes
from .check import MOST_OCTETS, YAML

pages = Blueprint("api_reference", __name__)
"""Not part of the API and so not described by it."""
TITLE = "Commemorative Calendar API"
DESCRIPTION = (
    "What is commemorated, when, and by whose decision: single dated occurrences with names, provenance and stable "
    "ids. No key, no cookie. Every answer has a strong ETag: send it back as If-None-Match, and an unchanged answer "
    "costs you a 304. Addresses, parameters, fields, ids and uids stay; new fields may come."
)


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
    problem = models.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    spec["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    spec["servers"] = [{"url": here.base_url}] if here else []
    post = spec["paths"]["/api/v1/check"]["post"]
    post["requestBody"] = {
        "required": True,
        "content": {YAML: {"schema": {"type": "string", "maxLength": MOST_OCTETS}, "example": EXAMPLE}},
    }
    return spec


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


@pages.get("/api/v1/openapi.json")
def openapi() -> Response:
    app = current_app
    assert isinstance(app, APIFlask)
    return answer_bytes(lambda: dump(app.spec), JSON)


@pages.get("/api/v1/")
def readable() -> Response:
    """The same for people, with an example of each question."""
    app, here = current_app, site()
    assert isinstance(app, APIFlask)
    return page("api.html", "en", spec=app.spec, base_url=here.base_url, languages_served=LANGUAGES)
