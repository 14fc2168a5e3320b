"""What the operator says of addresses: the base of all absolute ones, and who may frame our widgets."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https?://([A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?/?", re.ASCII)


FRAMER = re.compile(r"\*|'self'|https?://(\*\.)?[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?", re.ASCII)


class Refused(ValueError):
    """The setting says something else than an address that we can use."""


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


def framers(text: str) -> str:
    """Whose pages may frame a widget, as `frame-ancestors` of Content-Security-Policy has it (feed-profile, 77).

    Raises Refused for anything but * or some addresses of hosts, as https://museum.example https://*.school.example.
    """
    hosts = text.split()
    if not hosts or not all(FRAMER.fullmatch(host) for host in hosts):
        raise Refused("expected * or addresses of hosts such as https://museum.example")
    return " ".join(hosts)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
