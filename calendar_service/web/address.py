"""The base of all absolute addresses: configured, never taken from a request."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https?://([A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?/?", re.ASCII)


class Refused(ValueError):
    """The address can not be a base."""


def base_address(text: str) -> str:
    """The address without a slash at its end. Raises Refused for anything but https, or http on loopback."""
    if not ADDRESS.fullmatch(text):
        raise Refused("expected a base address such as https://calendar.example.org")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host:
        raise Refused("expected a base address such as https://calendar.example.org")
    if parts.scheme == "http" and not _is_loopback(host):
        raise Refused("expected an https base address; http is for loopback only")
    return text.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
