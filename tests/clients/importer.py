"""An importer that stands for all naive ones: a table by UID, into which each feed is written; nothing is ever missed.

Only STATUS:CANCELLED takes an event out of it. Such are scripts that copy a feed into another calendar, as
derekantrican/GAS-ICS-Sync does with `removeEventsFromCalendar = false` (Code.gs; what is cancelled is deleted there by
Google's API), files imported by hand again and again, and, by https://github.com/SparkDevNetwork/Rock/issues/5629 and
https://github.com/sabre-io/dav/issues/969, Google at times. It asks as `curl --time-cond` does: since when.
"""

from collections.abc import Mapping

from .client import Answer, Client
from .reading import NoCalendar, vevents


class Importer(Client):
    shows_cancelled = "not"
    keeps_missing = True

    def conditions(self) -> Mapping[str, str]:
        return {"If-Modified-Since": self.last_modified} if self.last_modified else {}

    def receive(self, answer: Answer) -> set[str]:
        if answer.status != 200:
            return set()
        try:
            events = vevents(answer.body)
        except NoCalendar:
            return set()
        self.remember(answer)
        return self.merge(events, lambda old, new: old.text == new.text)
