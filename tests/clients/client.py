"""What all clients have in common: an address, a store, a way of asking and a way of taking what is answered.

Each client is a small file that names where its habits are read; what could not be read there says so. A client is
`poll`ed like the program that it stands for polls: with that program's headers, through redirects, over a `Web`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from .reading import Row, Vevent

Same = Callable[[Vevent, Vevent], bool]
MOVED = (301, 302, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by their lower-case names; `body` before any compression; `asked`: the headers of the request."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    asked: Mapping[str, str]

    @property
    def conditional(self) -> bool:
        """Whether the client said what it has."""
        return "If-None-Match" in self.asked or "If-Modified-Since" in self.asked


class Web(Protocol):
    """Whatever answers to addresses."""

    def __call__(self, method: str, address: str, headers: Mapping[str, str]) -> Answer: ...


class Client(ABC):
    """A subscription to one address.

    `shows_cancelled`: whether STATUS:CANCELLED is left out, crossed out, or taken for any other event.
    `trusts_stamps`: whether an event whose stamps stayed is taken for unchanged.
    `keeps_missing`: whether an event that is no longer in the feed stays.
    `written`: what the last poll wrote or dropped.
    """

    shows_cancelled: ClassVar[Literal["not", "crossed out", "like any other"]]
    trusts_stamps: ClassVar[bool] = False
    keeps_missing: ClassVar[bool] = False
    headers: ClassVar[Mapping[str, str]] = {}

    def __init__(self, address: str) -> None:
        self.address = address
        self.store: dict[str, Vevent] = {}
        self.etag: str | None = None
        self.last_modified: str | None = None
        self.written: set[str] = set()

    def poll(self, web: Web) -> Answer:
        """Asks once and takes what is answered; the answer is that at the end of all redirects."""
        answer = web("GET", self.address, {**self.headers, **self.conditions()})
        while answer.status in MOVED:
            answer = web("GET", answer.headers["location"], {**self.headers, **self.conditions_elsewhere()})
        self.written = self.receive(answer)
        return answer

    @abstractmethod
    def receive(self, answer: Answer) -> set[str]:
        """Takes an answer; the UIDs of the events that it wrote or dropped for it."""

    def conditions(self) -> Mapping[str, str]:
        """What the client says it has."""
        return {"If-None-Match": self.etag} if self.etag else {}

    def conditions_elsewhere(self) -> Mapping[str, str]:
        """The same after a redirect."""
        return self.conditions()

    def events(self) -> set[Row]:
        """What stands in the calendar and is not crossed out."""
        plain = self.shows_cancelled == "like any other"
        return {event.row for event in self.store.values() if plain or not event.cancelled}

    def remember(self, answer: Answer) -> None:
        """The validators of an answer that was taken."""
        self.etag = answer.headers.get("etag")
        self.last_modified = answer.headers.get("last-modified")

    def replace(self, events: Iterable[Vevent]) -> set[str]:
        """Puts these events in place of all others."""
        before = self.store
        self.store = {event.row.uid: event for event in events}
        return set(before) | set(self.store)

    def merge(self, events: Iterable[Vevent], same: Same) -> set[str]:
        """Writes what is new or not the `same` as the stored; drops what is missing, but for `keeps_missing`."""
        told = {event.row.uid: event for event in events}
        new = {uid for uid, event in told.items() if uid not in self.store or not same(self.store[uid], event)}
        gone = set() if self.keeps_missing else set(self.store) - set(told)
        self.store |= {uid: told[uid] for uid in new}
        self.store = {uid: event for uid, event in self.store.items() if uid not in gone}
        return new | gone
