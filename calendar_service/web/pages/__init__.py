"""Pages for people, whole without JavaScript: what is on, what is known, and how to subscribe to it."""

from . import anniversaries, calendars, changes, check, choose, data, home, observances, qr, search, sitemap, subscribe
from .blueprint import blueprint

__all__ = [
    "anniversaries",
    "blueprint",
    "calendars",
    "changes",
    "check",
    "choose",
    "data",
    "home",
    "observances",
    "qr",
    "search",
    "sitemap",
    "subscribe",
]
