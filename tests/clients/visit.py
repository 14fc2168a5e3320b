"""Clients follow the life of a feed: each asks twice after each change, and is then looked at.

What a client should hold comes from `life`, never from the service; what it holds comes from its own store.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from calendar_service import feed

from .apple import Apple
from .client import Answer, Client
from .evolution import Evolution
from .google import Google
from .icsx5 import Icsx5
from .importer import Importer
from .life import FIRST, LIFE, WITHDRAWN_NAME, Change, Seen
from .nextcloud import Nextcloud
from .outlook import Outlook
from .reading import Row
from .server import Server
from .thunderbird import Thunderbird

CLIENTS: tuple[type[Client], ...] = (Evolution, Icsx5, Google, Thunderbird, Nextcloud, Outlook, Apple, Importer)
LANGUAGES = ("en", "kk")


class Visit(NamedTuple):
    """What a client holds wrongly, in which way its second question was not idle, and what its first one wrote."""

    client: type[Client]
    lang: str
    change: str
    wrong: str
    restless: str
    written: frozenset[str]


def live(
    server: Server,
    patch: pytest.MonkeyPatch,
    *,
    life: Sequence[Change] = LIFE,
    start: Callable[[Server], None] = Server.start,
) -> list[Visit]:
    """All visits through the life of a feed that is served by `start`."""
    clients = [(client(address(lang)), Seen(lang)) for client in CLIENTS for lang in LANGUAGES]
    visits = []
    for change in life:
        patch.setattr(feed, "WRITTEN", change.written)
        happen(change, server)
        if change.restart:
            start(server)
        visits += [visit(client, seen, change, server) for client, seen in clients]
    return visits


def address(lang: str) -> str:
    return f"{FIRST}/{lang}/feeds/days.ics"


def happen(change: Change, server: Server) -> None:
    server.today = change.today
    if change.edit:
        server.edit("days.yaml", *change.edit)
    if change.stamped:
        server.stamp(change.stamped)
    if change.base_url != server.base_url:
        server.move(change.base_url)


def visit(client: Client, seen: Seen, change: Change, server: Server) -> Visit:
    seen.after(change)
    first = client.poll(server)
    written, events = frozenset(client.written), client.events()
    second = client.poll(server)
    restless = _not_idle(first, second) or difference(client.events(), events)
    return Visit(type(client), seen.lang, change.name, _wrong(client, seen), restless, written)


def difference(found: set[Row], known: set[Row]) -> str:
    unexpected = [f"unexpected {_told(row)}" for row in sorted(found - known)]
    return "; ".join([*unexpected, *(f"missing {_told(row)}" for row in sorted(known - found))])


def _not_idle(first: Answer, second: Answer) -> str:
    if second.conditional:
        return "" if second.status == 304 else f"{second.status} to one who has it"
    return "" if second.body == first.body else "another body to the same question"


def _wrong(client: Client, seen: Seen) -> str:
    """What is seen and should not be, and the reverse."""
    known = {*seen.now.values(), *(seen.past.values() if client.keeps_missing else ())}
    found = client.events()
    if client.shows_cancelled == "like any other":
        found -= {row for row in found if _says_withdrawn(row, seen)}
    return difference(found, known)


def _says_withdrawn(row: Row, seen: Seen) -> bool:
    """Whether the title says what the client does not show: that the day is withdrawn."""
    return row.uid in seen.withdrawn and row.summary != WITHDRAWN_NAME and WITHDRAWN_NAME in row.summary


def _told(row: Row) -> str:
    return f"{row.uid.partition('@')[0]} {row.start}/{row.end} {row.summary}"
