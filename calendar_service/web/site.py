"""What one installation serves: its catalogue, where it is reached, and the feeds that are ready."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from flask import abort, current_app

from ..catalogue import Catalogue
from ..feed import Composer, Feed
from ..formats import FORMATS
from ..query import Selection, feed_period, quarter_of
from ..telling import telling


@dataclass(frozen=True, slots=True)
class Ready:
    """The bytes of an answer and what a client is told about them."""

    body: bytes
    media_type: str
    etag: str
    modified: datetime


class Site:
    """`today` tells the day in a zone; pages show that of `zone`, feeds that of UTC."""

    def __init__(self, catalogue: Catalogue, base_url: str, today: Callable[[str], date], zone: str) -> None:
        self.catalogue = catalogue
        self.base_url = base_url
        self.composer = Composer(catalogue, base_url)
        self.everything = Selection(tuple(catalogue.calendars))
        self._today = today
        self._zone = zone
        self._calendar = lru_cache(maxsize=512)(self._write_calendar)
        self._observance = lru_cache(maxsize=512)(self._write_observance)
        self._edition = lru_cache(maxsize=512)(self._write_edition)

    def today(self) -> date:
        return self._today(self._zone)

    def calendar_feed(self, id: str, lang: str, suffix: str) -> Ready:
        return self._calendar(id, lang, suffix, quarter_of(self._today("UTC")))

    def observance_feed(self, id: str, lang: str) -> Ready:
        return self._observance(id, lang, quarter_of(self._today("UTC")))

    def edition_feed(self, id: str, lang: str, edition: str) -> Ready | None:
        """None where there is no such edition."""
        return self._edition(id, lang, edition)

    def _write_calendar(self, id: str, lang: str, suffix: str, today: date) -> Ready:
        calendar = self.catalogue.calendar(id)
        return _written(self.composer.feed(calendar, lang, feed_period(today)), suffix)

    def _write_observance(self, id: str, lang: str, today: date) -> Ready:
        return _written(self.composer.observance_feed(self.catalogue.observance(id), lang, feed_period(today)), "ics")

    def _write_edition(self, id: str, lang: str, edition: str) -> Ready | None:
        told = telling(self.catalogue.observance(id), edition)
        return _written(self.composer.edition_feed(told, lang), "ics") if told else None


def _written(feed: Feed, suffix: str) -> Ready:
    body = FORMATS[suffix].write(feed)
    return Ready(body, FORMATS[suffix].media_type, hashlib.sha256(body).hexdigest()[:32], feed.modified)


def site() -> Site:
    """The site of the running application; 503 where its calendars could not be read."""
    found = current_app.extensions["site"]
    if not isinstance(found, Site):
        abort(503)
    return found
