"""What one installation serves: its catalogue, where it is reached, and the answers that are ready."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask import abort, current_app

from ..almanac import Almanac
from ..catalogue import Catalogue
from ..feed import Composer, Feed
from ..formats import FORMATS
from ..search import Index
from ..selection import Selection, parse_selection
from ..telling import telling
from .shelf import Answer, Make, Shelf, Tag


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer that may lie on the shelf already; `key` is what it is made from."""

    shelf: Shelf
    key: Hashable
    make: Make
    media_type: str

    @property
    def tag(self) -> Tag:
        return self.shelf.tag(self.key, self.make)

    def body(self, coding: str | None) -> bytes:
        return self.shelf.body(self.key, coding, self.make)


class Site:
    """`today` tells the day in a zone; pages show that of `zone`, feeds that of UTC."""

    def __init__(
        self, catalogue: Catalogue, base_url: str, today: Callable[[str], date], zone: str, google_scheme: str
    ) -> None:
        self.catalogue = catalogue
        self.base_url = base_url
        self.composer = Composer(catalogue, base_url)
        self.everything = Selection(())
        self.almanac = Almanac(catalogue)
        self.index = Index(catalogue)
        self.shelf = Shelf()
        self.selection = lru_cache(maxsize=4096)(self._selection)
        self.zone = zone
        self.today_in = today
        self.google_scheme = google_scheme

    @property
    def is_local(self) -> bool:
        """Nobody but this machine reaches it: only there may an address be without TLS."""
        return self.base_url.startswith("http:")

    def today(self) -> date:
        return self.today_in(self.zone)

    def feed(self, selection: Selection, lang: str, suffix: str) -> Ready:
        form = FORMATS[suffix]
        period = form.period(selection, self.today_in("UTC"))
        return self._ready(
            (selection, lang, suffix, period), suffix, lambda: self.composer.selected(selection, lang, period)
        )

    def observance_feed(self, id: str, lang: str) -> Ready:
        observance, form = self.catalogue.observance(id), FORMATS["ics"]
        period = form.period(self.everything, self.today_in("UTC"))
        return self._ready((id, lang, period), "ics", lambda: self.composer.observance_feed(observance, lang, period))

    def edition_feed(self, id: str, lang: str, edition: str) -> Ready | None:
        """None where there is no such edition."""
        told = telling(self.catalogue.observance(id), edition)
        return self._ready((id, lang, edition), "ics", lambda: self.composer.edition_feed(told, lang)) if told else None

    def _ready(self, key: Hashable, suffix: str, compose: Callable[[], Feed]) -> Ready:
        def make() -> Answer:
            feed = compose()
            return Answer(FORMATS[suffix].write(feed), feed.modified)

        return Ready(self.shelf, key, make, FORMATS[suffix].media_type)

    def _selection(self, address: str) -> tuple[Selection, str]:
        selection = parse_selection(self.catalogue, address)
        return selection, selection.address


def site() -> Site:
    """The site of the running application; 503 where its calendars could not be read."""
    found = current_app.extensions["site"]
    if not isinstance(found, Site):
        abort(503)
    return found
