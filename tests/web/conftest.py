"""Asking the service: with an address as a browser sends it, and with one that nobody has tidied."""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from calendar_service.web import create_app

BASE = "https://calendar.example.org"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def ask(client: FlaskClient) -> Callable[..., TestResponse]:
    """`ask("/en/%2e%2e?q=1", HTTP_HOST="evil.test")`: the octets of the path as a server hands them on."""

    def ask(address: str, method: str = "GET", environ: Mapping[str, str] | None = None) -> TestResponse:
        path, _, query = address.partition("?")
        octets = unquote_to_bytes(path).decode("latin-1")
        raw = {"PATH_INFO": octets, "QUERY_STRING": query, **(environ or {})}
        return client.open("/", method=method, environ_overrides=raw, buffered=True)

    return ask


@pytest.fixture(scope="session")
def service() -> Callable[..., FlaskClient]:
    """A service of other calendars, or on another day: `service(folder(days=…), today=date(2027, 1, 1))`."""

    def service(*calendars: Path, today: date = TODAY) -> FlaskClient:
        return create_app(calendars=calendars, base_url=BASE, today=lambda zone: today).test_client()

    return service


@pytest.fixture(scope="session")
def heard() -> list[str]:
    """Each file that is opened and each socket that is used, as the interpreter tells it (PEP 578)."""
    told: list[str] = []

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" or event.startswith("socket."):
            told.append(f"{event} {arguments[0]}" if event == "open" else event)

    sys.addaudithook(listen)
    return told
