"""Answers that are ready: as many bodies as fit in some megabytes, and the validators of far more.

A client that has the current bytes is told so from the validators alone, which are remembered by what the answer is
made from: nothing is expanded, joined or compressed for it.
"""

import gzip
import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

import brotli
from cachetools import LRUCache
from werkzeug.http import http_date

MOST_BYTES = 24_000_000
MOST_TAGS = 8192
BESIDE_A_BODY = 1000
"""Octets that a key and its place take: of many small answers they are the most."""
SMALLEST = 500
"""Octets below which compressing gains nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body as it is written, and when what it says last changed."""

    body: bytes
    modified: datetime


@dataclass(frozen=True, slots=True)
class Tag:
    """The validators of an answer; `etag` is the hash of its bytes."""

    etag: str
    modified: datetime
    http_date: str
    size: int


Make = Callable[[], Answer]
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
"""Content codings, the best first; each gives the same bytes for the same body."""


class Shelf:
    """`key` is everything that an answer is made from; equal keys have equal answers."""

    def __init__(self, most_bytes: int = MOST_BYTES, most_tags: int = MOST_TAGS) -> None:
        self._bodies: LRUCache[Hashable, bytes] = LRUCache(most_bytes, getsizeof=_held)
        self._tags: LRUCache[Hashable, Tag] = LRUCache(most_tags)
        self._lock = Lock()

    def tag(self, key: Hashable, make: Make) -> Tag:
        with self._lock:
            tag = self._tags.get(key)
        return tag or self._written(key, make)[0]

    def body(self, key: Hashable, coding: str | None, make: Make) -> bytes:
        """The bytes in a content coding, or as they are."""
        with self._lock:
            body = self._bodies.get((key, coding))
        if body is None:
            plain = self.body(key, None, make) if coding else self._written(key, make)[1]
            body = CODINGS[coding](plain) if coding else plain
            self._keep((key, coding), body)
        return body

    def _written(self, key: Hashable, make: Make) -> tuple[Tag, bytes]:
        answer = make()
        etag = hashlib.sha256(answer.body).hexdigest()[:32]
        tag = Tag(etag, answer.modified, http_date(answer.modified), len(answer.body))
        with self._lock:
            self._tags[key] = tag
        self._keep((key, None), answer.body)
        return tag, answer.body

    def _keep(self, key: Hashable, body: bytes) -> None:
        with self._lock:
            if _held(body) <= self._bodies.maxsize:
                self._bodies[key] = body


def _held(body: bytes) -> int:
    return len(body) + BESIDE_A_BODY
