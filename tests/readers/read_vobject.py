"""Reads feeds with vobject, as many CalDAV servers do: `read_vobject.py FILE…` prints one JSON list a file.

`validate` asks whether each component has the properties it must have, and no second one where one is allowed. Values
other than dates it takes as they come.
"""

import json
import sys
from pathlib import Path

import vobject


def events(path: Path) -> list[dict[str, str]]:
    calendar = vobject.readOne(path.read_bytes().decode())
    calendar.validate(raiseException=True)
    return [
        {
            "uid": event.uid.value,
            "start": event.dtstart.value.isoformat(),
            "end": event.dtend.value.isoformat(),
            "summary": event.summary.value,
        }
        for event in calendar.contents.get("vevent", [])
    ]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(events(Path(name))))
