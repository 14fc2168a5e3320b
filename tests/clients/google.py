"""Google Calendar: an event is new if its SEQUENCE, LAST-MODIFIED or DTSTAMP is; of a large feed the rest is lost.

Google documents none of it. Users report:
- changes are taken over only with a raised SEQUENCE or LAST-MODIFIED:
  https://nsulistiyawan.github.io/icalendar-fix-google-calendar-does.html,
  https://github.com/OpenACalendar/OpenACalendar-Web-Core/issues/176,
  https://github.com/sebbo2002/ical-generator/pull/71 ("no modified date, it ignores the content");
- no Accept header: https://github.com/aaronpk/Meetable/issues/138;
- events past 1,111 or 1 MB are lost: https://github.com/roed314/seminars/issues/777;
- cancelled events are not shown: https://github.com/hackgvl/hackgreenville-com/pull/498,
  https://github.com/shift-org/shift-docs/pull/730.
Not confirmed: which of the three stamps decides, whether it sends validators (here: none), and what becomes of events
that are missing (here: dropped; https://github.com/SparkDevNetwork/Rock/issues/5629 tells of some that stayed).
"""

from .client import Answer, Client
from .reading import NoCalendar, Vevent, vevents

MOST_EVENTS = 1_111
MOST_OCTETS = 1_000_000


class Google(Client):
    shows_cancelled = "not"
    trusts_stamps = True
    headers = {"Accept-Encoding": "gzip, deflate", "User-Agent": "Google-Calendar-Importer"}

    def receive(self, answer: Answer) -> set[str]:
        if answer.status != 200:
            return set()
        try:
            events = vevents(answer.body)
        except NoCalendar:
            return set()
        return self.merge(_first(events), lambda old, new: _stamps(old) == _stamps(new))


def _first(events: list[Vevent]) -> list[Vevent]:
    """What is read before Google has had enough."""
    octets, read = 0, []
    for event in events[:MOST_EVENTS]:
        octets += len(event.text.encode())
        if octets <= MOST_OCTETS:
            read.append(event)
    return read


def _stamps(event: Vevent) -> tuple[int, str, str]:
    return event.sequence, event.modified, event.stamp
