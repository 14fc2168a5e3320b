"""Evolution and GNOME Calendar: an event is new if its DTSTAMP-LAST-MODIFIED-SEQUENCE is another.

Read in GNOME/evolution-data-server at ccb3cba2c0458ee08b1ea5f34b0521d3fde4d231:
- src/calendar/backends/http/e-cal-backend-http.c: only If-None-Match is sent; any status but 2xx and 304 leaves the
  cache; what is no calendar empties it without forgetting the ETag, so that the next 304 leaves it empty; a calendar
  without components changes nothing;
- src/calendar/libedata-cal/e-cal-cache.c, `ecc_dup_component_revision`: the revision of an event;
- src/calendar/libedata-cal/e-cal-meta-backend.c, `e_cal_meta_backend_split_changes_sync`: another revision is written,
  a missing event is dropped.
Cancelled events are shown unless one asks otherwise: GNOME/evolution, data/org.gnome.evolution.calendar.gschema.xml.in,
`hide-cancelled-events`. That they are crossed out is not confirmed.
"""

from .client import Answer, Client
from .reading import NoCalendar, Vevent, vevents


class Evolution(Client):
    shows_cancelled = "crossed out"
    trusts_stamps = True
    headers = {"Accept-Encoding": "gzip, deflate", "Cache-Control": "no-cache", "User-Agent": "Evolution/3.58"}

    def receive(self, answer: Answer) -> set[str]:
        if answer.status != 200:
            return set()
        try:
            events = vevents(answer.body)
        except NoCalendar:
            return self.replace([])
        self.remember(answer)
        return self.merge(events, lambda old, new: revision(old) == revision(new)) if events else set()


def revision(event: Vevent) -> str:
    return f"{event.stamp}-{event.modified}-{event.sequence}"
