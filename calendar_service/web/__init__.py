"""The service: feeds and pages over HTTP.

Every answer is a pure function of the calendars, the address it is asked at and the day: no session, no cookie,
no outgoing connection, and nothing taken from the Host header.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from apiflask import APIFlask
from flask import Flask

from .. import __version__
from ..clock import UnknownZone, known_zone
from ..definitions import DefinitionError, load_catalogue
from . import api, builder, embed, feeds, health, http, oembed, pages, years
from .address import Refused, base_address, framers
from .site import Site

__all__ = ["Refused", "base_address", "create_app", "framers"]


def create_app(
    *,
    calendars: Sequence[Path],
    base_url: str,
    today: Callable[[str], date],
    zone: str = "UTC",
    google_scheme: Literal["https", "http", "webcal"] = "webcal",
    frame_ancestors: str = "*",
) -> Flask:
    """The application for some folders of calendars.

    `base_url` is where the service is reached from outside; `today` tells the day in a zone, and pages show that of
    `zone`; `google_scheme` is that of the address in the link to Google Calendar, which has taken now one, now the
    other; `frame_ancestors` are the hosts whose pages may frame a widget, or * (else Refused). Wrong definitions do
    not raise, nor does an unknown zone: the application then answers 503, so that a server stays up.
    """
    app = APIFlask(__name__, api.TITLE, __version__, spec_path=None, docs_path=None, json_errors=False)
    app.url_map.merge_slashes = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    address = base_address(base_url)
    try:
        app.extensions["site"] = Site(load_catalogue(calendars), address, today, known_zone(zone), google_scheme)
    except (DefinitionError, UnknownZone) as error:
        app.extensions["site"] = None
        app.logger.error("the calendars cannot be used:\n%s", error)
    for part in (health, feeds, pages, years, embed, builder, oembed, api):
        app.register_blueprint(part.blueprint)
    app.register_blueprint(api.pages)
    api.describe(app)
    http.install(app, framers(frame_ancestors))
    return app
