"""Reads feeds with icalendar: `read_icalendar.py FILE…` prints one JSON list a file.

It takes a value that it cannot parse as it stands and notes it in `errors`: any note is a failure here.
"""

import json
import sys
from pathlib import Path

import icalendar


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
        for event in calendar.events
    ]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(events(Path(name))))
