"""ICSx5 on Android: an event is taken if its LAST-MODIFIED is later than the stored one's.

Read in bitfireAT/icsx5 at 537f835c1ed7e75e0f3291259adc4b0b831e28ad, app/src/main/java/at/bitfire/icsdroid:
- CalendarFetcher.kt: the Accept header; both validators, through redirects as well; what is not 2xx or 304 is an error
  (AppHttpClient.kt: Brotli);
- ProcessEventsTask.kt, `processEvents`: not later is skipped; what is missing is deleted, and so a feed without events
  empties the calendar; what cannot be read changes nothing.
A cancelled event is stored as STATUS_CANCELED (bitfireAT/synctools, StatusBuilder.kt) and shown by whatever calendar
program is on the telephone: Google's shows it like a confirmed one, aCalendar+ crosses it out, Etar hides it
(https://github.com/bitfireAT/synctools/issues/91). This one is Google's.
"""

from collections.abc import Mapping

from .client import Answer, Client
from .reading import NoCalendar, vevents


class Icsx5(Client):
    shows_cancelled = "like any other"
    trusts_stamps = True
    headers = {"Accept": "text/calendar, */*;q=0.9", "Accept-Encoding": "br,gzip", "User-Agent": "ICSx5"}

    def conditions(self) -> Mapping[str, str]:
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in found.items() if value}

    def receive(self, answer: Answer) -> set[str]:
        if answer.status != 200:
            return set()
        try:
            events = vevents(answer.body)
        except NoCalendar:
            return set()
        self.remember(answer)
        return self.merge(events, lambda old, new: new.modified <= old.modified)
