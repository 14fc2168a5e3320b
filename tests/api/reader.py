"""A client that knows the API from its description only: what is asked, what it must be given, what it answers."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

Send = Callable[..., TestResponse]


class Operation(NamedTuple):
    path: str
    method: str
    told: Mapping[str, Any]


class Reader:
    def __init__(self, document: Mapping[str, Any], send: Send) -> None:
        self._document, self._send = document, send
        self.operations = {
            told["operationId"]: Operation(path, method, told)
            for path, operations in document["paths"].items()
            for method, told in operations.items()
        }

    def ask(self, name: str, file: str | None = None, **given: object) -> Any:
        """The answer, which is as described. Raises LookupError for a parameter that is unknown, or lacking."""
        operation = self.operations[name]
        known = {parameter["name"]: parameter for parameter in operation.told.get("parameters", ())}
        lacking = {name for name, parameter in known.items() if parameter["required"]} - given.keys()
        if lacking or given.keys() - known.keys():
            raise LookupError(f"lacking: {lacking}, unknown: {given.keys() - known.keys()}")
        named = {name: quote(str(value)) for name, value in given.items() if known[name]["in"] == "path"}
        asked = {name: value for name, value in given.items() if known[name]["in"] == "query"}
        address = f"{operation.path.format(**named)}?{urlencode(asked)}"
        sent = {"data": file, "content_type": next(iter(operation.told["requestBody"]["content"]))} if file else {}
        return self._read(operation, self._send(address, method=operation.method.upper(), **sent))

    def _read(self, operation: Operation, answer: TestResponse) -> Any:
        schema = operation.told["responses"][str(answer.status_code)]["content"][answer.mimetype]["schema"]
        found = answer.json if answer.is_json else answer.text
        self.validator(schema).validate(found)
        return found

    def validator(self, schema: Mapping[str, Any]) -> Draft202012Validator:
        """For a part of the description, which may refer to others; here nothing may stand that is not described."""
        schemas = self._document["components"]["schemas"]
        closed = {name: {**known, "additionalProperties": False} for name, known in schemas.items()}
        whole = {**schema, "components": {"schemas": closed}}
        return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
