"""The reference page of the API: each question, answer and error told to people, and programs to copy."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import islice
from typing import Any, NamedTuple

from flask import Blueprint, Response, redirect
from markupsafe import Markup, escape
from werkzeug import Response as AnyResponse

from ...catalogue import Facets
from ...formats.json import dump
from ...selection import Selection
from ...span import Span
from ..http import page
from ..problems import fault, problem
from ..site import Site, site
from . import check, parameters
from .answer import JSON, answer_bytes
from .blueprint import MOST_OCTETS, MOST_PARAMETERS
from .description import EXAMPLE, IDS, JOINED, PARAMETERS, PATH, QUESTIONS, WORDS, an_id, description
from .records import Records

pages = Blueprint("api_reference", __name__)
"""Not part of the API and so not described by it."""
BOUNDS = {
    "items": parameters.MOST_ITEMS,
    "years": parameters.MOST_YEARS,
    "octets": MOST_OCTETS,
    "parameters": MOST_PARAMETERS,
    "file": check.MOST_OCTETS,
}
EXAMPLES = files(__package__).joinpath("examples")
PLACEHOLDER = "https://calendar.example.org"
"""Stands in the examples for the address of the service that shows them."""
LIST_OF_WORDS = re.compile(r"\[\n([^][{}]*?)\n +\]")


@pages.get("/api/v1/openapi.json")
def openapi() -> Response:
    return answer_bytes(lambda: dump(description()), JSON)


@pages.get(PATH.rstrip("/"))
def readable_elsewhere() -> AnyResponse:
    """Led by our own base address and not by the Host header, which Werkzeug would believe."""
    return redirect(site().base_url + PATH, 308)


@pages.get(PATH)
def readable() -> Response:
    """The same for people, with an example of each question, and programs to copy."""
    here = site()
    return page(
        "api.html",
        "en",
        elsewhere=False,
        spec=description(),
        here=here,
        questions=list(_questions(here)),
        meanings=PARAMETERS,
        closed_lists=WORDS,
        joined=JOINED,
        first_answer=_indented(_first_answer(here)),
        wrong_answer=_indented(_wrong_answer()),
        check_file=EXAMPLE,
        example=lambda name: _example(name, here.base_url),
        coded=_coded,
        bounds=BOUNDS,
    )


class Question(NamedTuple):
    """An address of the API as the page tells it; `asked` is one that may be tried."""

    name: str
    method: str
    told: dict[str, Any]
    asked: str

    @property
    def anchor(self) -> str:
        return "question-" + re.sub("[^a-z]+", "-", self.name).strip("-")

    @property
    def answer(self) -> str | None:
        """The name of what it answers with; None where that is not JSON."""
        schema = self.told["responses"]["200"]["content"].get("application/json", {}).get("schema")
        return schema["$ref"].rpartition("/")[2] if schema else None


def _questions(here: Site) -> Iterator[Question]:
    for path, operations in description()["paths"].items():
        name = path.removeprefix(PATH)
        asked = path.format(id=an_id(name, here)) if name in IDS else path
        for method, told in operations.items():
            yield Question(name, method.upper(), told, asked + QUESTIONS[name])


def _first_answer(here: Site) -> object:
    """That of `upcoming?kind=day&limit=1`."""
    day, days = here.today(), Selection((), Facets(kinds=("day",)))
    found = here.almanac.upcoming(days, Span.through(day, parameters.LAST_DAY))
    return {"date": day.isoformat(), "items": Records(here, ("en",)).occurrences(islice(found, 1)), "next": None}


def _wrong_answer() -> object:
    """That of `upcoming?tz=Asia/Almata`."""
    wrong = fault("tz", "an IANA time zone such as Asia/Almaty", "Asia/Almaty")
    return problem(400, "a parameter is wrong", [wrong]).json


def _example(name: str, base_url: str) -> str:
    """A file of `examples` with the address of this service."""
    return EXAMPLES.joinpath(name).read_text(encoding="utf-8").replace(PLACEHOLDER, base_url)


def _indented(value: object) -> str:
    """JSON as people read it: a list of words stays on its line."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return LIST_OF_WORDS.sub(lambda found: "[" + re.sub(r"\n +", " ", found[1]).strip() + "]", text)


def _coded(text: str) -> Markup:
    """What stands between backticks as code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))
