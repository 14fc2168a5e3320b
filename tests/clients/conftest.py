"""A server with the first edition of a feed, and the whole life of it as all clients saw it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calendar_service import feed
from calendar_service.formats import ics

from .life import COLLECTION, DAYS, FIRST, LIFE, WRITTEN
from .server import Server
from .visit import Visit, live


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Events that were written in one way are not handed out where they should be written in another."""
    ics.event_bytes.cache_clear()
    yield
    ics.event_bytes.cache_clear()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """With the first edition of the feed; `stamp` and `start` are still to come."""
    monkeypatch.setattr(feed, "WRITTEN", WRITTEN)
    return _server(tmp_path)


@pytest.fixture
def served(server: Server) -> Server:
    """The same, published."""
    server.stamp(datetime(2026, 11, 24, 8, tzinfo=UTC))
    server.start()
    return server


@pytest.fixture(scope="package")
def lived(tmp_path_factory: pytest.TempPathFactory) -> list[Visit]:
    """Every visit of every client through the whole life of the feed."""
    with pytest.MonkeyPatch.context() as patch:
        return live(_server(tmp_path_factory.mktemp("life")), patch)


def _server(folder: Path) -> Server:
    made = Server(folder, FIRST, LIFE[0].today)
    made.write("collection.yaml", COLLECTION)
    made.write("days.yaml", DAYS)
    return made
