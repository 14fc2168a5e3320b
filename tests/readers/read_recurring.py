"""Reads feeds with recurring-ical-events: `read_recurring.py FILE…` prints one JSON list a file.

A list holds the occurrences that the reader unrolls, from the first to the last: an event that it would not show, or
show twice, differs from what was written. icalendar parses for it and notes what it cannot parse in `errors`: any note
is a failure here.
"""

import json
import sys
from pathlib import Path

import icalendar
import recurring_ical_events


def events(path: Path) -> list[dict[str, str]]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    noted = [error for component in calendar.walk() for error in component.errors]
    if noted:
        raise ValueError(f"{path.name}: {noted}")
    return [
        {
            "uid": str(event["UID"]),
            "start": event.start.isoformat(),
            "end": event.end.isoformat(),
            "summary": str(event["SUMMARY"]),
        }
        for event in recurring_ical_events.of(calendar).all()
    ]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(events(Path(name))))
