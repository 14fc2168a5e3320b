"""schemathesis over the description of the API, in this process and without a server:

    .venv/bin/python tests/api/fuzz.py 560 today upcoming occurrences

asks these questions (without any, all of them) as often as it takes to find that many examples of each, valid and
invalid ones, and prints as JSON how often which status was answered, which check looked how often, and everything that
was not as described.

All checks are on. Two of them ask for what JSON Schema cannot say, and are off where that is so:

- positive_data_acceptance: that `until` is not before `from`, and the last year not before the first;
- negative_data_rejection: the body of `check` may be anything at all, for its mistakes are the answer.

Of those that remain, ignored_auth, object_level_authorization, use_after_free, ensure_resource_availability and
missing_required_header have nothing to look at: nobody logs in, nothing is made or deleted, no header is asked for.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import pytz
import schemathesis
from hypothesis import strategies
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from calendar_service.codes import COUNTRIES
from calendar_service.definitions import shipped_calendars
from calendar_service.web import create_app

BASE, SEED = "https://calendar.example.org", 45
DOCUMENT = "/api/v1/openapi.json"
OFF = {
    "occurrences": "positive_data_acceptance",
    "anniversaries": "positive_data_acceptance",
    "check": "negative_data_rejection",
}
REFUSED = ["400", "404", "405", "414"]
FORMATS = {
    "time-zone": strategies.sampled_from(sorted(pytz.all_timezones_set)),
    "countries": strategies.lists(strategies.sampled_from(sorted(COUNTRIES)), min_size=1, max_size=9).map(",".join),
    "date": strategies.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str),
}
"""What the description gives a format, for no pattern could tell the known ones."""


def main(examples: int, questions: list[str]) -> None:
    statuses: Counter[str] = Counter()
    checks: Counter[str] = Counter()
    for name, strategy in FORMATS.items():
        schemathesis.openapi.format(name, strategy)
    config = SchemathesisConfig.from_dict(_config(examples, questions))
    schema = schemathesis.openapi.from_wsgi(DOCUMENT, _counted(statuses), config=config)
    wrong = sorted(set(_wrong(from_schema(schema).execute(), checks)))
    print(json.dumps({"statuses": statuses, "checks": checks, "wrong": wrong}))


def _config(examples: int, questions: list[str]) -> dict[str, Any]:
    generation = {"max-examples": examples, "deterministic": True, "no-shrink": True, "database": "none"}
    told = [{"include-path": f"/api/v1/{path}", "checks": {check: {"enabled": False}}} for path, check in OFF.items()]
    left = [{"exclude-path": [f"/api/v1/{question}" for question in questions], "enabled": False}] if questions else []
    return {
        "seed": SEED,
        "workers": 1,
        "generation": generation,
        "phases": {"coverage": {"generate-duplicate-query-parameters": True}},
        "checks": {"negative_data_rejection": {"expected-statuses": REFUSED}},
        "operations": [*told, *left],
    }


def _counted(statuses: Counter[str]) -> Callable[..., Iterable[bytes]]:
    """The application; every answer is counted, and none compressed, for this transport does not unpack."""
    app = create_app(calendars=[shipped_calendars()], base_url=BASE, today=lambda zone: date(2026, 11, 24))

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        def counted(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:
            statuses[status[:3]] += 1
            return start(status, headers, error)

        environ.pop("HTTP_ACCEPT_ENCODING", None)
        return app.wsgi_app(environ, counted)

    return answer


def _wrong(run: Iterable[events.EngineEvent], checks: Counter[str]) -> Iterator[str]:
    """What checks found, and what went wrong with the asking itself."""
    for event in run:
        if isinstance(event, events.NonFatalError):
            yield f"{event.label}: {event.value!r}"
        elif isinstance(event, events.FatalError):
            yield repr(event.exception)
        elif isinstance(event, events.ScenarioFinished):
            for check in (check for found in event.recorder.checks.values() for check in found):
                checks[check.name] += 1
                if check.failure_info:
                    yield f"{event.label}: {check.failure_info.failure} {check.failure_info.code_sample}"


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
