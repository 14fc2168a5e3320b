"""Outlook: the feed is imported anew whenever it is not 304, and STATUS:CANCELLED means nothing to it.

- Outlook asks every 30 minutes and takes 304: https://edjopato.de/post/2017/10/04-ics-caching/ (logs of a server).
- STATUS is read only where neither TRANSP nor X-MICROSOFT-CDO-BUSYSTATUS is there, and then as "free": MS-OXCICAL
  2.1.3.1.1.20.23, https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcical/. So users see cancelled
  events like any other: https://github.com/esrg-knights/Squire/issues/215,
  https://github.com/aluxnimm/outlookcaldavsynchronizer/issues/105.
Not confirmed: that everything is replaced rather than compared, which of the validators is sent (here: the ETag), and
that Outlook on the web, for which Exchange asks every three hours, does as Outlook on the desk.
"""

from .client import Answer, Client
from .reading import NoCalendar, vevents


class Outlook(Client):
    shows_cancelled = "like any other"
    headers = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate", "User-Agent": "Microsoft Office/16.0"}

    def receive(self, answer: Answer) -> set[str]:
        if answer.status != 200:
            return set()
        try:
            events = vevents(answer.body)
        except NoCalendar:
            return set()
        self.remember(answer)
        return self.replace(events)
