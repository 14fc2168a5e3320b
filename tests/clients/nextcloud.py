"""Nextcloud's subscriptions: an event is written if anything in it changed; a feed is asked for without any condition.

Read in nextcloud/server, apps/dav/lib/CalDAV/WebcalCaching:
- Connection.php at 0aa6e4a04973c9a7826f43ccf24eef145312a426: the Accept header with three types, no validators; any
  error, and what cannot be read, leaves what is there;
- RefreshWebcalService.php: by UID, unless the MD5 of the whole object stayed (as
  https://github.com/nextcloud/server/pull/58193 complains); what is missing is purged. Older ones, as at
  04d0d8e636c9fdc93b9ef676e0d0fa958b76eb83, purged everything each time.
The calendar is named after the host: nextcloud/calendar, src/components/AppNavigation/CalendarList/CalendarListNew.vue.
Cancelled events are crossed out: https://github.com/nextcloud/calendar/issues/2066.
"""

from urllib.parse import urlsplit

from .client import Answer, Client
from .reading import NoCalendar, vevents


class Nextcloud(Client):
    shows_cancelled = "crossed out"
    headers = {
        "Accept": "text/calendar, application/calendar+json, application/calendar+xml",
        "Accept-Encoding": "gzip",
        "User-Agent": "Nextcloud Webcal Service",
    }

    @property
    def name(self) -> str | None:
        return urlsplit(self.address).hostname

    def receive(self, answer: Answer) -> set[str]:
        if answer.status != 200 or not answer.headers["content-type"].startswith("text/calendar"):
            return set()
        try:
            return self.merge(vevents(answer.body), lambda old, new: old.text == new.text)
        except NoCalendar:
            return set()
