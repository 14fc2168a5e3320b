"""The publisher's side: a folder of calendars with its ledger, and the addresses at which it has been served."""

import gzip
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

import brotli
from flask import Flask
from werkzeug.test import Client as Asker
from werkzeug.utils import redirect

from calendar_service.definitions import load_folders
from calendar_service.definitions.revisions import LEDGER, renewed, write_ledger
from calendar_service.web import create_app

from .client import Answer

CODINGS: Mapping[str, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "br": brotli.decompress}


class Server:
    """A folder that is served at an address; where it was served before, one is sent on to it.

    `today` is its clock, and may be set while it runs.
    """

    def __init__(self, folder: Path, base_url: str, today: date) -> None:
        self.folder = folder
        self.base_url = base_url
        self.today = today
        self._hosts: dict[str, WSGIApplication] = {}

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        self.write(name, text.replace(old, new))

    def stamp(self, now: datetime) -> None:
        """As `calendar-service stamp` does."""
        (found,) = load_folders([self.folder]).folders
        self.write(LEDGER, write_ledger(renewed(found.ledger or {}, found.digests, now)).decode())

    def move(self, base_url: str) -> None:
        """Copies the files by hand, which makes all of them new, and leaves for another address."""
        for path in sorted(self.folder.iterdir()):
            path.write_bytes(path.read_bytes())
        self._hosts[self.base_url] = lambda environ, start: redirect(base_url + environ["PATH_INFO"], 301)(
            environ, start
        )
        self.base_url = base_url

    def start(self) -> None:
        """Serves the folder as it is now, with nothing kept from before."""
        self._hosts[self.base_url] = self._application()

    def start_for_each_answer(self) -> None:
        """Serves it so that nothing is kept from one answer to the next either."""
        self._hosts[self.base_url] = lambda environ, start: self._application()(environ, start)

    def _application(self) -> Flask:
        return create_app(calendars=[self.folder], base_url=self.base_url, today=lambda zone: self.today)

    def __call__(self, method: str, address: str, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(address)
        base = f"{parts.scheme}://{parts.netloc}"
        response = Asker(self._hosts[base]).open(parts.path, base_url=base, method=method, headers=dict(headers))
        told = {name.lower(): value for name, value in response.headers.items()}
        body = response.get_data()
        return Answer(response.status_code, told, _plain(body, told), dict(headers))


def _plain(body: bytes, headers: Mapping[str, str]) -> bytes:
    coding = headers.get("content-encoding")
    return CODINGS[coding](body) if body and coding else body
