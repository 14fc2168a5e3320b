"""Answers of the API: JSON, kept under what they are made from, and told to be current without being made."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import Response, request

from ... import __version__, clock
from ...formats.json import dump
from ..http import deliver
from ..shelf import Answer
from ..site import site

JSON = "application/json; charset=utf-8"
LONGEST_AGE = 3600
NEVER = datetime.min.replace(tzinfo=UTC)
"""Answers bear no Last-Modified: their tag says all."""


def answer(make: Callable[[], object], *, today: date | None = None, zone: str | None = None) -> Response:
    """What `make` gives, as JSON; `today`, if it has to do with the day in a zone, ends it at midnight there."""
    return answer_bytes(lambda: dump(make()), JSON, today=today, zone=zone)


def answer_bytes(
    make: Callable[[], bytes], media_type: str, *, today: date | None = None, zone: str | None = None
) -> Response:
    """Equal questions on equal data have equal answers: their tag is the hash of what they are made from."""
    here = site()
    asked = (request.path, *sorted(request.args.items()))
    key = ("api", __version__, here.catalogue.digest, here.base_url, asked, today)
    etag = hashlib.sha256(repr(key).encode()).hexdigest()[:32]
    age = min(LONGEST_AGE, clock.seconds_left(zone)) if zone else LONGEST_AGE
    return deliver(
        etag,
        lambda coding: here.shelf.body(key, coding, lambda: Answer(make(), NEVER)),
        {"Content-Type": media_type, "Cache-Control": f"public, max-age={age}"},
    )
