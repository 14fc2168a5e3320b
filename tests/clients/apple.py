"""Apple Calendar on iPhone and Mac: asks with the ETag, and takes an event by its UID and a higher SEQUENCE.

- Asks every 20 to 40 minutes and takes 304: https://edjopato.de/post/2017/10/04-ics-caching/ (logs of a server).
- Cancelled events stay, crossed out: https://github.com/w3c/calendar/issues/90,
  https://github.com/sabre-io/dav/issues/969.
- Events that are missing go: https://github.com/shift-org/shift-docs/pull/730.
Not confirmed: that SEQUENCE decides. It is said of invitations, and of subscriptions only by those who set it; here it
is the stricter guess. Nor is it known what a page in place of a feed does (here: nothing).
"""

from .client import Answer, Client
from .reading import NoCalendar, vevents


class Apple(Client):
    shows_cancelled = "crossed out"
    trusts_stamps = True
    headers = {"Accept": "text/calendar", "Accept-Encoding": "gzip, deflate", "User-Agent": "iOS/26.0 dataaccessd/1.0"}

    def receive(self, answer: Answer) -> set[str]:
        if answer.status != 200:
            return set()
        try:
            events = vevents(answer.body)
        except NoCalendar:
            return set()
        self.remember(answer)
        return self.merge(events, lambda old, new: new.sequence <= old.sequence)
