"""Thunderbird: each 200 replaces everything; it tries an address in several ways before it subscribes to it.

Read in mozilla/releases-comm-central at cf9726f56328e24a2cd2d24eaf01563c676a28e6:
- calendar/providers/ics/CalICSProvider.sys.mjs: HEAD, GET, PROPFIND and PUT with `If-Match: nothing`, until one of them
  tells of a calendar; its name is the last segment of the path;
- calendar/providers/ics/CalICSCalendar.sys.mjs: the Accept header; If-None-Match, or else If-Modified-Since, and
  neither after a redirect; 304 and 404 keep what is there, other 4xx and 5xx disable the calendar for now and 410 for
  good; any 200 first empties the calendar, and what cannot be read then leaves it empty;
- calendar/base/themes/common/calendar-views.css: cancelled events are crossed out.
OPTIONS is sent by its CalDAV provider (calendar/providers/caldav/CalDavCalendar.sys.mjs), never for a feed.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from .client import Answer, Client, Web
from .reading import NoCalendar, vevents

PROBES: Mapping[str, Mapping[str, str]] = {
    "HEAD": {"Accept": "text/calendar, application/ics, text/plain;q=0.9"},
    "GET": {"Accept": "text/calendar, application/ics, text/plain;q=0.9"},
    "PROPFIND": {"Depth": "0", "Content-Type": "text/xml; charset=utf-8"},
    "PUT": {"If-Match": "nothing", "Content-Type": "text/plain"},
}


class Thunderbird(Client):
    shows_cancelled = "crossed out"
    headers = {"Accept": "text/calendar,text/plain;q=0.8,*/*;q=0.5", "Accept-Encoding": "gzip, deflate, br, zstd"}

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.disabled = False

    @property
    def name(self) -> str:
        return urlsplit(self.address).path.rpartition("/")[2].rpartition(".")[0]

    def found_by(self, web: Web) -> str | None:
        """The method that told of a calendar at the address."""
        return next((method for method in PROBES if self.tells(method, web)), None)

    def tells(self, method: str, web: Web) -> bool:
        answer = web(method, self.address, PROBES[method])
        if method == "PUT":
            return answer.status == 412
        return answer.status in (200, 207) and "text/calendar" in answer.headers["content-type"]

    def conditions(self) -> Mapping[str, str]:
        if self.etag:
            return {"If-None-Match": self.etag}
        return {"If-Modified-Since": self.last_modified} if self.last_modified else {}

    def conditions_elsewhere(self) -> Mapping[str, str]:
        return {}

    def receive(self, answer: Answer) -> set[str]:
        self.disabled = answer.status >= 400 and answer.status != 404
        if answer.status != 200:
            return set()
        self.remember(answer)
        try:
            return self.replace(vevents(answer.body))
        except NoCalendar:
            return self.replace([])
