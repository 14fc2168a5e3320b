"""The base of all absolute addresses: configured, never taken from a request."""

from ipaddress import ip_address
from urllib.parse import urlsplit


class Refused(ValueError):
    """The address can not be a base."""


def base_address(text: str) -> str:
    """The address without a slash at its end. Raises Refused for anything but https, or http on loopback."""
    parts = urlsplit(text)
    try:
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment or "@" in parts.netloc:
        raise Refused("expected a base address such as https://calendar.example.org")
    if parts.scheme == "http" and not _is_loopback(host):
        raise Refused("expected an https base address; http is for loopback only")
    return text.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
