"""gunicorn, told what `serve` was told: threads, because some clients are slow, and the calendars loaded once."""

from collections.abc import Mapping

from flask import Flask
from gunicorn.app.base import BaseApplication


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, app: Flask, settings: Mapping[str, object]) -> None:
        self._app = app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            if name in self.cfg.settings:  # an older gunicorn knows fewer
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def serve(app: Flask, *, host: str, port: int, workers: int, threads: int) -> None:
    """Serves until it is told to stop."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    settings = {
        "bind": bind,
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "preload_app": True,
        "forwarded_allow_ips": "",
        "limit_request_line": 4094,
        "graceful_timeout": 25,
        "keepalive": 5,
        "control_socket_disable": True,
    }
    _Server(app, settings).run()
