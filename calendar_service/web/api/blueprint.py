"""The API's own blueprint: what is asked of every question before its view, and what every answer bears."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from apiflask import APIBlueprint
from flask import Response, current_app, request
from pydantic import BaseModel

from ... import __version__
from ..problems import KNOWN, PATH, PROBLEM, Refused, fault
from .parameters import Asked

MOST_OCTETS, MOST_PARAMETERS = 2048, 50
blueprint = APIBlueprint("api", __name__, url_prefix="/api/v1")
View = TypeVar("View", bound=Callable[..., Response])
Told = dict[str, str | dict[str, dict[str, Any]]]
Responses = dict[int | str, Told]


def told(description: str) -> Told:
    """A problem as OpenAPI describes it."""
    return {"description": description, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


WRONG = told("A parameter is wrong; the problem names it and says what was expected")
MISSING = told("There is nothing of that name")
AWAY = told("The calendars cannot be read at the moment")
LONG = told(f"More than {MOST_OCTETS} octets of parameters")
PROBLEMS: Responses = {"400": WRONG, "414": LONG, "503": AWAY}


def asked(
    question: type[Asked], found: type[BaseModel], *, named: bool = False
) -> Callable[[Callable[..., Response]], Any]:
    """A view that is asked with parameters and answers with a model; `named` if the path names something."""
    KNOWN[question.__name__] = tuple(field.alias or name for name, field in question.model_fields.items())
    problems: Responses = {**PROBLEMS, **({"404": MISSING} if named else {})}

    def decorate(view: Callable[..., Response]) -> Any:
        @wraps(view)
        def with_query(query_data: Any, **path: str) -> Response:
            return view(query_data, **path)

        described = blueprint.doc(responses=problems)(with_query)
        return blueprint.input(question, location="query")(blueprint.output(found)(described))

    return decorate


@blueprint.before_request
def bounded() -> None:
    """Not too long, not too many, none twice: what a second value should mean nobody can say (ASVS 15.3.7)."""
    if len(request.query_string) > MOST_OCTETS:
        raise Refused(414, f"at most {MOST_OCTETS} octets of parameters")
    if request.query_string.count(b"&") >= MOST_PARAMETERS:
        raise Refused(400, f"at most {MOST_PARAMETERS} parameters")
    known = {name for names in KNOWN.values() for name in names}
    twice = [name for name, values in request.args.lists() if len(values) > 1]
    if twice:
        shown = [name if name in known else "(unknown)" for name in twice]
        raise Refused(400, "a parameter is given twice", [fault(name, "one value") for name in shown])


@blueprint.after_app_request
def versions(response: Response) -> Response:
    """Which data and which program this answer comes from; also where nothing is."""
    if not request.path.startswith(PATH):
        return response
    here = current_app.extensions["site"]
    response.headers["Service-Version"] = __version__
    response.headers["Access-Control-Expose-Headers"] = "*"
    if here is not None:
        response.headers["Data-Version"] = here.catalogue.digest
    return response
