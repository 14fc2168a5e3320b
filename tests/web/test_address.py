"""The base of all absolute addresses: https, or http on loopback, and nothing that a link could not begin with."""

import pytest

from calendar_service.web import Refused, base_address

BASES = [
    ("https://calendar.example.org", "https://calendar.example.org"),
    ("https://calendar.example.org/", "https://calendar.example.org"),
    ("https://calendar.example.org:8443/", "https://calendar.example.org:8443"),
    ("https://calendar.example.org:8443", "https://calendar.example.org:8443"),
    ("https://192.0.2.1", "https://192.0.2.1"),
    ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ("http://localhost:8000", "http://localhost:8000"),
    ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ("http://127.9.9.9", "http://127.9.9.9"),
    ("http://[::1]:8000", "http://[::1]:8000"),
]


@pytest.mark.parametrize(("text", "base"), BASES)
def test_a_base_has_no_slash_at_its_end(text: str, base: str) -> None:
    assert base_address(text) == base


NO_TLS = [
    "http://calendar.example.org",
    "http://10.0.0.1",
    "http://0.0.0.0:8000",
    "http://localhost.evil.test",
    "http://127.0.0.1.evil.test",
    "http://127.1",
    "http://[::ffff:127.0.0.1]",
]


@pytest.mark.parametrize("text", NO_TLS)
def test_http_is_for_loopback_only(text: str) -> None:
    with pytest.raises(Refused, match="^expected an https base address; http is for loopback only$"):
        base_address(text)


NO_BASE = [
    "",
    "calendar.example.org",
    "//calendar.example.org",
    "ftp://calendar.example.org",
    "javascript:alert(1)",
    "https://",
    "https:///calendar",
    "https://calendar.example.org/path",
    "https://calendar.example.org///",
    "https://user@calendar.example.org",
    "https://user:secret@calendar.example.org",
    "https://calendar.example.org?lang=kk",
    "https://calendar.example.org#top",
    "https://calendar.example.org:99999",
    "https://calendar.example.org:port",
    "https://calendar.example.org?",
    "https://calendar.example.org#",
    " https://calendar.example.org",
    "https://calendar.example.org ",
    "https://calendar.example.org\n",
    "https://calendar.\r\nexample.org",
    "https://calendar.example\t.org",
    "https://calendar example.org",
    "https://calendar.example.org\\evil",
    'https://calendar.example.org"><script>',
    "https://.",
    "https://[::1",
]


@pytest.mark.parametrize("text", NO_BASE)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"^expected a base address such as https://calendar\.example\.org$"):
        base_address(text)
