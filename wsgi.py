"""The service for any WSGI server: `gunicorn wsgi:app`.

Settings come from the environment: CALENDAR_SERVICE_BASE_URL (where it is reached, https), CALENDAR_SERVICE_CALENDARS
(folders of your own calendars beside the shipped ones, separated like PATH), CALENDAR_SERVICE_TZ and
CALENDAR_SERVICE_FRAME_ANCESTORS (hosts whose pages may frame a widget; any, if it says nothing).
"""

import os
from pathlib import Path

from calendar_service import clock
from calendar_service.definitions import shipped_calendars
from calendar_service.web import create_app

own = [Path(path) for path in os.environ.get("CALENDAR_SERVICE_CALENDARS", "").split(os.pathsep) if path]
app = create_app(
    calendars=[shipped_calendars(), *own],
    base_url=os.environ.get("CALENDAR_SERVICE_BASE_URL") or "http://127.0.0.1:8000",
    today=clock.today,
    zone=os.environ.get("CALENDAR_SERVICE_TZ") or "UTC",
    frame_ancestors=os.environ.get("CALENDAR_SERVICE_FRAME_ANCESTORS") or "*",
)
