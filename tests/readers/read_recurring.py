"""Reads feeds with recurring-ical-events: `read_recurring.py FIRST END FILE…` prints one JSON list a file.

A list holds what the reader finds from the day FIRST up to, not including, the day END, sorted.
"""

import json
import sys
from datetime import date
from pathlib import Path

import icalendar
import recurring_ical_events


def events(path: Path, first: date, end: date) -> list[dict[str, str]]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    found = [
        {
            "uid": str(event["UID"]),
            "start": event.start.isoformat(),
            "end": event.end.isoformat(),
            "summary": str(event["SUMMARY"]),
        }
        for event in recurring_ical_events.of(calendar).between(first, end)
    ]
    return sorted(found, key=lambda event: (event["start"], event["uid"]))


if __name__ == "__main__":
    first, end = (date.fromisoformat(text) for text in sys.argv[1:3])
    for name in sys.argv[3:]:
        print(json.dumps(events(Path(name), first, end)))
