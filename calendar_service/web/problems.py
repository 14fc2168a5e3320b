"""What is wrong with a question, in one form everywhere: `application/problem+json` (RFC 9457).

A problem names each parameter, what was expected and the nearest value that would have been right. What was sent is
never repeated.
"""

from collections.abc import Iterable
from typing import Any

from apiflask.exceptions import HTTPError
from flask import Flask, Response, current_app, request
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from ..catalogue import Unknown
from ..formats.json import dump
from ..text import nearest

PROBLEM = "application/problem+json"
PATH = "/api/"
FIRST = f"{PATH}v1/"
RETRY_SECONDS = "120"
NAMED = ("calendar", "observance")
"""What a path of the API names by its id."""
Fault = dict[str, Any]


class Refused(Exception):
    """A question that cannot be answered; `faults` are those of its parameters."""

    def __init__(self, status: int, detail: str, faults: Iterable[Fault] = ()) -> None:
        self.status, self.detail, self.faults = status, detail, tuple(faults)
        super().__init__(detail)


def fault(parameter: str, expected: str, near: str | None = None) -> Fault:
    return {"parameter": parameter, "expected": expected, **({"near": near} if near else {})}


def install(app: Flask) -> None:
    app.register_error_handler(Refused, lambda error: problem(error.status, error.detail, error.faults))
    app.register_error_handler(HTTPError, _unfit)


def answers(error: HTTPException, code: int) -> Response:
    """404, 405, 503 … of an address of the API."""
    cause = error.__cause__
    if isinstance(cause, Unknown) and cause.what in NAMED:
        return problem(code, str(cause), [fault("id", f"the id of a known {cause.what}", cause.near)])
    near = _near(request.path) if code == 404 else None
    return problem(code, str(HTTP_STATUS_CODES.get(code, "Error")) + (f": did you mean {near}?" if near else ""))


def _near(path: str) -> str | None:
    """The question that was probably meant."""
    rules = (rule.rule for rule in current_app.url_map.iter_rules())
    known = {rule.removeprefix(FIRST): rule for rule in rules if rule.startswith(FIRST) and "<" not in rule}
    found = nearest(path.removeprefix(FIRST), known)
    return known[found] if found else None


def problem(status: int, detail: str, faults: Iterable[Fault] = ()) -> Response:
    body = {"type": "about:blank", "title": HTTP_STATUS_CODES[status], "status": status, "detail": detail}
    found = list(faults)
    response = Response(dump(body | ({"errors": found} if found else {})), status, content_type=PROBLEM)
    response.headers["Cache-Control"] = "no-store"
    if status == 503:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _unfit(error: HTTPError) -> Response:
    """Parameters that the model of a question does not take."""
    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        return problem(error.status_code, error.message or "Error")
    known = request.url_rule and _known(cause)
    found = [_fault(item, known or ()) for item in cause.errors(include_url=False, include_input=False)]
    return problem(400, "a parameter is wrong" if len(found) == 1 else "some parameters are wrong", found)


def _known(cause: ValidationError) -> tuple[str, ...]:
    return KNOWN.get(cause.title, ())


KNOWN: dict[str, tuple[str, ...]] = {}
"""The parameters of each model, by its name, for the nearest one to an unknown."""


def _fault(error: ErrorDetails, known: tuple[str, ...]) -> Fault:
    name = str(error["loc"][0]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        near = nearest(name, known)
        expected = f"no other parameter than {', '.join(known)}" if known else "no parameter"
        return fault("(unknown)", expected, near)
    if error["type"] == "missing":
        return fault(name, "this parameter; it is needed")
    return fault(name, error["ctx"]["expected"], error["ctx"]["near"])
