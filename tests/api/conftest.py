"""Asking the API, and what it says of itself."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from calendar_service.web import create_app

BASE = "https://calendar.example.org"
TODAY = date(2026, 11, 24)
API = "/api/v1/"


@pytest.fixture(scope="session")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def ask(client: FlaskClient) -> Callable[..., TestResponse]:
    """`ask("today?tz=%00")`: the octets of path and parameters as a server hands them on."""

    def ask(question: str, method: str = "GET", environ: Mapping[str, str] | None = None) -> TestResponse:
        path, _, query = question.partition("?")
        octets = unquote_to_bytes(API + path).decode("latin-1")
        raw = {"PATH_INFO": octets, "QUERY_STRING": query, **(environ or {})}
        return client.open("/", method=method, environ_overrides=raw, buffered=True)

    return ask


@pytest.fixture(scope="session")
def told(client: FlaskClient) -> Callable[[str], Any]:
    """`told("today?tz=Asia/Almaty")`: what is answered, where nothing is wrong."""

    def told(question: str) -> Any:
        answer = client.get(API + question)
        assert answer.status_code == 200, answer.text
        return answer.json

    return told


@pytest.fixture(scope="session")
def document(told: Callable[[str], Any]) -> Any:
    """openapi.json."""
    return told("openapi.json")


@pytest.fixture(scope="session")
def service() -> Callable[..., FlaskClient]:
    """A service of other calendars, or on another day: `service(folder(days=…), today=date(2027, 1, 1))`."""

    def service(*calendars: Path, today: date = TODAY) -> FlaskClient:
        return create_app(calendars=calendars, base_url=BASE, today=lambda zone: today).test_client()

    return service
