"""What an attacker sends: nothing of it comes back, nothing is looked for on the disk, nobody is led away."""

import json
import re
from collections.abc import Callable
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from calendar_service.definitions import load_folders

BASE = "https://calendar.example.org"
FAMILY_DAY = "/en/observances/world-turkic-language-family-day"
ROUTES = [
    "/",
    "/en/",
    "/en",
    FAMILY_DAY,
    f"{FAMILY_DAY}/2026",
    f"{FAMILY_DAY}.ics",
    f"{FAMILY_DAY}/2026.ics",
    "/en/feeds/unesco-days.ics",
    "/en/feeds/unesco-days.json",
    "/en/feeds/unesco-days.csv",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/en/calendars/un-days",
    "/en/subscribe/theme/water/un-days",
    "/en/qr/un-days.svg",
    "/en/anniversaries/2026-2027",
    "/en/data",
    "/en/changes",
    "/en/sitemap.xml",
    "/sitemap.xml",
    "/static/style.css",
    "/en/nothing",
    "/nothing.ics",
]
Ask = Callable[..., TestResponse]
Answers = Callable[[str], dict[str, TestResponse]]
Folder = Callable[..., Path]
Service = Callable[..., FlaskClient]

LIES = [
    ("HTTP_HOST", "evil.test"),
    ("HTTP_HOST", "evil.test:99999"),
    ("HTTP_HOST", 'calendar.example.org"><script>'),
    ("HTTP_HOST", ""),
    ("HTTP_HOST", "[::1"),
    ("HTTP_HOST", "évil.test"),
    ("HTTP_HOST", "x" * 5000),
    ("HTTP_X_FORWARDED_HOST", "evil.test"),
    ("HTTP_X_FORWARDED_PROTO", "http"),
    ("HTTP_X_FORWARDED_PORT", "1337"),
    ("HTTP_X_FORWARDED_PREFIX", "/evil"),
    ("HTTP_X_FORWARDED_FOR", "127.0.0.1"),
    ("HTTP_X_FORWARDED_SERVER", "evil.test"),
    ("HTTP_FORWARDED", "host=evil.test;proto=http;for=127.0.0.1"),
    ("HTTP_X_ORIGINAL_URL", "/kk/"),
    ("HTTP_X_REWRITE_URL", "/kk/"),
    ("HTTP_X_HTTP_METHOD_OVERRIDE", "DELETE"),
    ("HTTP_SCRIPT_NAME", "/evil"),
    ("SCRIPT_NAME", "/evil"),
    ("SERVER_NAME", "evil.test"),
    ("SERVER_PORT", "1337"),
    ("wsgi.url_scheme", "http"),
    ("HTTP_REFERER", "https://evil.test/"),
    ("HTTP_COOKIE", "session=1; lang=kk"),
    ("HTTP_EXPECT", "nonsense"),
    ("CONTENT_LENGTH", "-1"),
    ("CONTENT_LENGTH", "nonsense"),
]


@pytest.mark.parametrize(("name", "value"), LIES)
def test_no_header_changes_an_answer(ask: Ask, name: str, value: str) -> None:
    """A link made of the Host header is everybody's once a cache has it (GHSA-94mf-xfg5-r247)."""
    for route in ROUTES:
        clean, lied = ask(route), ask(route, environ={name: value})
        same = (lied.status, lied.data, lied.location) == (clean.status, clean.data, clean.location)
        assert same or (lied.status_code == 400 and lied.cache_control.no_store), route


PARAMETERS = [
    "callback=x",
    "lang=kk",
    "from=0001-01-01&to=9999-12-31",
    "days=10000000000&limit=-1",
    "page=" + "9" * 4301,
    "x=%00%0d%0a%ff",
    "a[]=1&a[]=2&A=3",
    "&" * 2000,
    "next=//evil.test",
    "_trace=1&debug=1",
]


@pytest.mark.parametrize("query", PARAMETERS)
def test_no_parameter_changes_an_answer(ask: Ask, query: str) -> None:
    """JSONP, windows without end and odd numbers find nothing that listens: an address is a path only."""
    for route in ROUTES:
        clean, asked = ask(route), ask(f"{route}?{query}")
        assert (asked.status, asked.data, asked.location) == (clean.status, clean.data, clean.location), route


PAYLOADS = [
    "<script>alert(1)</script>",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{7*7}}",
    "${7*7}",
    "javascript:alert(1)",
    "%0d%0aX-Evil:%201",
    "%E2%80%AEevil",
    "zqzqzq",
]
PLACES = [
    "/{}",
    "/{}/",
    "/{}.ics",
    "/{}/feeds/unesco-days.ics",
    "/en/feeds/{}.ics",
    "/en/observances/{}.ics",
    "/en/observances/{}/2026.ics",
    "/static/{}",
    "/?q={}",
    "/en/?q={}",
    "/en/nothing?q={}",
    "/en/{}",
    "/en/feeds/unesco-days.{}",
    "/en/observances/{}",
    "/kk/observances/world-water-day/{}",
]


@pytest.mark.parametrize("place", PLACES)
def test_an_answer_never_repeats_the_question(ask: Ask, place: str) -> None:
    for payload in PAYLOADS:
        answer = ask(place.format(payload))
        told = unescape(answer.text) + str(answer.headers)
        assert payload not in told and unquote(payload) not in told, payload


FAILURES = [
    ("GET", "/en/nothing", "", "", 404),
    ("GET", "/nothing.ics", "", "", 404),
    ("HEAD", "/nothing", "", "", 404),
    ("POST", "/en/", "", "", 405),
    ("POST", "/", "", "", 405),
    ("DELETE", "/en/feeds/unesco-days.ics", "", "", 405),
    ("BREW", "/healthz", "", "", 405),
    ("GET", "/static/style.css", "HTTP_RANGE", "bytes=99999999-", 416),
    ("GET", "/static/style.css", "HTTP_RANGE", "lines=1-2", 416),
    ("GET", "/en/", "HTTP_HOST", "x" * 5000, 400),
    ("GET", "/en/feeds/unesco-days.ics", "HTTP_HOST", "x" * 5000, 400),
]


@pytest.mark.parametrize(("method", "address", "name", "value", "status"), FAILURES)
def test_no_cache_keeps_an_error_and_it_tells_nothing_of_us(
    ask: Ask, method: str, address: str, name: str, value: str, status: int
) -> None:
    """A kept error is a denial of service for everybody behind that cache (CPDoS)."""
    answer = ask(address, method=method, environ={name: value} if name else {})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
    assert not re.search(r"Traceback|\.py\b|/home|/usr|site-packages|[Ww]erkzeug|[Ff]lask|xxxxx", answer.text)


@pytest.mark.parametrize("address", ["/", "/en/", FAMILY_DAY, f"{FAMILY_DAY}/2026", "/nothing"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PROPFIND"])
def test_whoever_does_not_read_is_answered_in_plain_text(ask: Ask, address: str, method: str) -> None:
    assert ask(address, method=method).headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("address", [*ROUTES, "/en/feeds/.ics", "/static/nothing"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_every_answer_has_the_headers_that_bind_browsers(ask: Ask, address: str, method: str) -> None:
    """ASVS 3.4.3 to 3.4.6: nothing may frame a page, guess a type, or learn where a reader came from."""
    headers = ask(address, method=method).headers
    policy = dict(rule.strip().partition(" ")[::2] for rule in headers["Content-Security-Policy"].split(";"))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy) and "*" not in str(policy)
    assert not {"Server", "X-Powered-By", "Set-Cookie"} & {name for name, _ in headers}


@pytest.mark.parametrize("address", [route for route in ROUTES if route.endswith((".ics", "/2026", "days.json"))][:4])
def test_an_answer_without_a_body_has_those_headers_too(ask: Ask, address: str) -> None:
    answer = ask(address, environ={"HTTP_IF_NONE_MATCH": "*"})
    assert answer.status_code == 304
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


CANARY = "zqx"
"""In every text below, and nowhere in what we say: where it comes back, it came from the address."""
PARTS = [
    "/{}/feeds/un-days.ics",
    "/en{}/feeds/un-days.ics",
    "/{}/feeds/theme/water/un-days.atom",
    "/en/feeds/{}/water/un-days.ics",
    "/en/feeds/theme{}/water/un-days.ics",
    "/en/feeds/{}.ics",
    "/en/feeds/UN-Days_{}.ics",
    "/en/feeds/un-days{}.ics",
    "/en/feeds/theme/water/{}.ics",
    "/en/feeds/un-days.{}",
    "/en/feeds/un-days.ics{}",
    "/en/feeds/un-days.{}.ics",
    "/en/feeds/theme/{}/un-days.ics",
    "/en/feeds/theme/culture+{}/UN-days.json",
    "/en/feeds/theme/{}water/un-days.csv",
    "/en/feeds/body/{}/un-days.ics",
    "/en/feeds/country/{}/un-days.ics",
    "/en/feeds/country/kz{}/un-days.ics",
    "/en/feeds/kind/{}/un-days.xlsx",
    "/en/feeds/lead/{}/un-days.ics",
    "/en/feeds/lead/14{}/un-days.ics",
    "/en/feeds/remind/{}/un-days.ics",
    "/en/feeds/spans/{}/un-days.txt",
    "/en/feeds/body/fao/{}/x/theme/water/un-days.ics",
    "/en/observances/{}.ics",
    "/en/observances/world-water-day{}.ics",
    "/en/observances/{}/2026.ics",
    "/en/observances/world-water-day/{}.ics",
    "/en/observances/world-water-day/2026{}.ics",
    "/en/observances/world-water-day/2026.{}",
    "/en/calendars/{}",
    "/en/subscribe/{}",
    "/en/subscribe/theme/{}/un-days",
    "/en/qr/{}.svg",
    "/en/anniversaries/{}",
    "/{}/choose",
    "/{}/observances/world-water-day.ics",
    "/{}/observances/world-water-day/2026.ics",
]
INTO_PARTS = {
    "plain": b"zqx",
    "CRLF": b"zqx\r\nX-Evil: 1",
    "CRLF first": b"\r\nLocation: https://evil.test/zqx",
    "body of an answer": b"zqx\r\n\r\nBEGIN:VCALENDAR\r\n",
    "lone CR": b"zqx\rX-Evil: 1",
    "line feed": b"zqx\nX-Evil: 1",
    "NUL": b"zqx\0",
    "escape": b"\x1b[2Jzqx",
    "next line": "zqx\x85X-Evil: 1".encode(),
    "line separator": "zqx\u2028X-Evil: 1".encode(),
    "mark of right to left": "\u202ezqx".encode(),
    "mark of the order of bytes": "\ufeffzqx".encode(),
    "half of a pair": b"zqx\xed\xa0\x80",
    "no Unicode": b"\xff\xfezqx",
    "semicolon": b"; zqx=1",
    "comma": b",zqx",
    "joined": b"_zqx",
    "plus": b"+zqx",
    "blank": b" zqx",
    "backslash": b"\\zqx\\",
    "quote": b'zqx"; filename="evil.exe',
    "quote and colon": b'zqx":BEGIN:VEVENT',
    "event": b"BEGIN:VEVENT zqx",
    "script": b"<script>zqx</script>",
    "attribute": b'"><img src=zqx onerror=alert(1)>',
    "end of CDATA": b"zqx]]>",
    "entity": b"&lt;zqx&gt;",
    "template": b"{{zqx}}{% raw %}",
    "placeholder": b"%s%(zqx)s{zqx}",
    "percent twice": b"%0d%0aX-Evil:zqx",
    "formula": b"=1+1zqx",
    "slash": b"/zqx",
    "slashes": b"//evil.test/zqx",
    "parents": b"../../zqx",
    "question": b"?zqx=1",
    "fragment": b"#zqx",
    "dots": b".zqx.",
    "300 letters": b"zqx" * 100,
    "3000 letters": b"zqx" * 1000,
    "three hundred values": b"zqx_" * 300,
    "combining": ("zqx" + "\u0301" * 60).encode(),
    "emoji": "👩‍👩‍👧‍👦zqx".encode(),
    "full width": "zqx＜script＞".encode(),
}
HEADERS = set(
    "Content-Type Content-Length Cache-Control Location X-Content-Type-Options Referrer-Policy Content-Security-Policy "
    "Access-Control-Allow-Origin Access-Control-Allow-Methods Access-Control-Max-Age Vary".split()
)


@pytest.fixture(scope="module")
def answers(ask: Ask) -> Answers:
    """The answers to each text in a part of an address, every octet of it escaped."""

    def asked(part: str) -> dict[str, TestResponse]:
        return {name: ask(part.format(escaped(octets))) for name, octets in INTO_PARTS.items()}

    return cache(asked)


def escaped(octets: bytes) -> str:
    return "".join(f"%{octet:02X}" for octet in octets)


@pytest.mark.parametrize("part", PARTS)
def test_no_part_of_an_address_comes_back(part: str, answers: Answers) -> None:
    for name, answer in answers(part).items():
        told = unquote(unescape(answer.text)) + unquote(str(answer.headers))
        assert CANARY not in told.lower() and "evil" not in told.lower(), name


@pytest.mark.parametrize("part", PARTS)
def test_a_wrong_part_is_a_calm_error_and_never_a_calendar(part: str, answers: Answers) -> None:
    for name, answer in answers(part).items():
        assert answer.status_code in (400, 404), name
        assert answer.headers["Cache-Control"] == "no-store", name
        assert answer.content_type in ("text/plain; charset=utf-8", "text/html; charset=utf-8"), name
        assert "BEGIN:" not in answer.text and len(answer.data) < 5_000, name


@pytest.mark.parametrize("part", PARTS)
def test_no_part_of_an_address_becomes_a_header(part: str, answers: Answers) -> None:
    for name, answer in answers(part).items():
        assert {header for header, _ in answer.headers} <= HEADERS, name
        assert all(value.isascii() and value.isprintable() for _, value in answer.headers), name


def test_a_thousand_combinations_were_tried(answers: Answers) -> None:
    """Threats, row 1: payload by part of the path."""
    assert sum(len(answers(part)) for part in PARTS) >= 1_000
    assert all(CANARY.encode() in octets for octets in INTO_PARTS.values())


FOLDED = [
    ("/en/feeds/tur%E2%84%AAic-world.ics", "/en/feeds/turkic-world.ics"),
    ("/en/feeds/country/%E2%84%AAz/un-days.ics", "/en/feeds/country/kz/un-days.ics"),
    ("/en/feeds/theme/water+,_+/un-days.ics", None),
    ("/en/feeds/theme/WATER+water/un-days.ics", "/en/feeds/theme/water/un-days.ics"),
    ("/en/feeds/un-days.%C4%B0CS", None),
    ("/en/feeds/un%2Ddays,unesco-days.ICS", "/en/feeds/un-days_unesco-days.ics"),
    ("/en/feeds//un-days.ics", None),
    ("/en/feeds/%2F%2Fevil.test%2Fun-days.ics", None),
]
"""What case makes ours, such as the sign of Kelvin, leads to our spelling of it; what it does not is not there."""


@pytest.mark.parametrize(("address", "led"), FOLDED)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_reader_is_led_to_our_own_spelling_only(ask: Ask, address: str, led: str | None, method: str) -> None:
    answer = ask(address, method=method)
    assert (answer.status_code, answer.location) == ((308, BASE + led) if led else (404, None))


TRAVERSALS = r"""
../../../../etc/passwd                ..%2f..%2f..%2fetc%2fpasswd           %2e%2e%2f%2e%2e%2fetc%2fpasswd
%2e%2e/%2e%2e/etc/passwd              ..\..\etc\passwd                      ..%5c..%5cetc%5cpasswd
%2e%2e%5c%2e%2e%5cetc%5cpasswd        ....//....//etc/passwd                %252e%252e%252fetc%252fpasswd
..%252f..%252fetc%252fpasswd          ..%c0%af..%c0%afetc%c0%afpasswd       %c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd
..%ef%bc%8f..%ef%bc%8fetc             %e2%80%a5/etc/passwd                  ..;/..;/etc/passwd
..%00/etc/passwd                      ..%0a/etc/passwd                      %00
style.css%00                          style.css%00.ics                      /etc/passwd
%2fetc%2fpasswd                       //etc/passwd                          file:///etc/passwd
C:\Windows\win.ini                    C:/Windows/win.ini                    \\evil.test\share
NUL                                   ~root/.ssh/id_rsa                     $HOME/.profile
.git/config                           .env                                  .
..                                    ...                                   .%2f.
../templates/base.html                ..%2ftemplates%2fbase.html            ../pages.py
..%2f..%2fcli.py                      ../../calendars/collection            ../../calendars/un-days.yaml
..%2f..%2f..%2fpyproject.toml         un-days/../unesco-days                un-days%2f..%2funesco-days
./un-days                             un-days/.                             %20un-days
un-days%20                            un-days.                              *
[a-z]*
""".split()
SLOTS = [
    "/static/{}",
    "/{}/",
    "/{}/feeds/un-days.ics",
    "/en/feeds/{}.ics",
    "/en/feeds/un-days.{}",
    "/en/observances/{}",
    "/en/observances/{}.ics",
    "/en/observances/world-water-day/{}",
    "/en/observances/world-water-day/{}.ics",
]


@pytest.mark.parametrize("slot", SLOTS)
def test_names_are_looked_up_and_no_path_is_built(ask: Ask, heard: list[str], slot: str) -> None:
    """The interpreter tells of every file that is opened: for what does not exist there is none."""
    for warm in (slot.format("nothing"), "/nothing", "/nothing.ics"):
        ask(warm)
    heard.clear()
    answers = {form: ask(slot.format(form)).status_code for form in TRAVERSALS}
    assert heard == []
    assert {form: status for form, status in answers.items() if status not in (400, 404)} == {}


def test_the_interpreter_tells_of_files(ask: Ask, heard: list[str]) -> None:
    """Or the test above could not fail."""
    heard.clear()
    ask("/static/style.css")
    assert [told for told in heard if told.endswith("static/style.css")]


AWAY = [
    "//evil.test",
    "//evil.test/",
    "//evil.test/en/",
    "///evil.test",
    "////evil.test/%2e%2e",
    "/%2fevil.test",
    "/%2f%2fevil.test",
    r"/\evil.test",
    r"/\/evil.test",
    "/%5cevil.test",
    "/%5c%5cevil.test/en",
    "/https:evil.test",
    "/https://evil.test",
    "/%09/evil.test",
    "/%0d%0aLocation:%20https://evil.test",
    "/en//evil.test",
    "/en//evil.test/",
    "/en/..//evil.test",
    "/en/%2e%2e//evil.test",
    "/@evil.test",
    "/.evil.test",
    "/:80@evil.test/",
    "/?next=https://evil.test",
    "/en?url=//evil.test",
    "/static//evil.test",
]


@pytest.mark.parametrize("address", AWAY)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_nobody_is_led_away(ask: Ask, address: str, method: str) -> None:
    answer = ask(address, method=method)
    assert answer.location is None or re.fullmatch(rf"{re.escape(BASE)}/[a-z]+/", answer.location)
    assert not re.search(r'(href|src|action)="(//|/?\\|[a-z]+:evil|https?://evil)', answer.text)
    assert "Refresh" not in answer.headers


ODD = [
    "/" + "a" * 100_000,
    "/" * 5000,
    "/en/" + "a/" * 5000,
    "/en/observances/" + "-" * 100_000,
    "/en/observances/" + "%F0%9F%8F%B4" * 100 + ".ics",
    "/en/feeds/" + "un-days" * 10_000 + ".ics",
    "/en/feeds/un-days." + "ics" * 10_000,
    "/%00",
    "/en/%00/",
    "/%ff%fe%fd/",
    "/en/observances/%ed%a0%80",
    "/en/observances/%c0%80.ics",
    "/%f4%90%80%80",
    "/en/observances/%d2%9a%d0%b0%d0%b7.ics",
    "/en/observances/e%cc%81",
    "/en/feeds/%d9%8a%d9%88%d9%85.ics",
    "/en/%e2%80%ae%e2%81%a6",
    "/%zz%1",
    "/en/observances/world-water-day/" + "9" * 10_000,
    "/en/?" + "a" * 1_000_000,
    "/en/?" + "&".join(f"p{number}=1" for number in range(10_000)),
    "/en/?%ff%fe=%00",
]


@pytest.mark.parametrize("address", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS", "\x80\xff", "G" * 5000])
def test_odd_addresses_are_answered_calmly(ask: Ask, address: str, method: str) -> None:
    assert ask(address, method=method).status_code < 500


@pytest.mark.parametrize("place", ["/{}", "/{}.ics", "/en/{}.ics", "/static/{}", "/en/{}"])
def test_a_long_question_gets_a_short_answer(ask: Ask, place: str) -> None:
    assert len(ask(place.format("a" * 10_000)).data) < 5_000


EVIL = """\
calendar: days
name: {en: @}
description: {en: @}
color: teal
observances:
  - id: a-day
    name: {en: {text: @, status: press, source: https://example.org/}, ar: @, kk: @}
    also: {en: [@]}
    on: 24 November
    since: 1990
    formerly: [{until: 2000, name: {en: @}}]
    agency: @
    acts:
      - {body: un, session: @, document: @, sources: [@]}
      - {body: un, resolution: @, url: https://example.org/, proposers: [KZ]}
    about: {en: @}
    motto: {2026: {en: @}}
    note: {en: @}
    disputed: [{of: @, chosen: {reading: @, sources: [@]}, against: [{reading: @, sources: [@]}]}]
    links: [https://example.org/?a=1&b='2']
    sources: [@]
"""
MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</title><script>alert(1)</script>",
    "</h1></main></body></html>",
    "<!-- --><b>",
    "<![CDATA[<b>]]>",
    "&lt;script&gt;",
    "&#60;b&#62;",
    "&#x3c;b",
    "<a href=//evil.test>",
    "data:text/html,<script>alert(1)</script>",
]
TEXTS = [
    "<img src=x onerror=alert(1) x=",
    '"><img src=x onerror=alert(1) x="',
    "</title",
    "<3 & 4 > 2 < 5",
    "AT&T &copy 2026",
    "' onmouseover='alert(1)",
    '" onmouseover="alert(1)" x="',
    "{{ 7*7 }}",
    "{% include 'base.html' %}",
    "{# #} {lang} {0} %s %(x)s",
    "javascript:alert(1)",
    "＜script＞alert(1)＜/script＞",
]


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, and where its links lead."""

    def __init__(self, answer: TestResponse) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.texts: list[str] = []
        assert answer.status_code == 200
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_refused_wherever_a_text_stands(folder: Folder, text: str) -> None:
    """Calendar programs show it as it is written, some web calendars run it (CVE-2025-27915)."""
    evil = EVIL.replace("@", json.dumps(text))
    told = {found.place.line for found in load_folders([folder(days=evil)]).findings if not found.warning}
    assert told == {number for number, line in enumerate(EVIL.splitlines(), 1) if "@" in line}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_a_text_on_every_page(folder: Folder, service: Service, text: str) -> None:
    """Whatever stands in a definition, a page has the elements that it has with a harmless text."""
    harmless = service(folder(days=EVIL.replace("@", "harmless")))
    bare = text.translate({ord(mark): None for mark in ",;\\"})
    evil = EVIL.replace("{en: @}", f"{{en: {json.dumps(bare)}}}", 1).replace("@", json.dumps(text))
    hostile = service(folder(days=evil))
    for address in ("/en/", "/ar/", "/en/observances/a-day", "/kk/observances/a-day/2026"):
        shape = Shape(hostile.get(address))
        assert shape.elements == Shape(harmless.get(address)).elements
        assert text in shape.texts


@pytest.mark.parametrize("citation", ["https:evil.test", "httpd handbook", "http", "http evil"])
def test_only_an_address_becomes_a_link(folder: Folder, service: Service, citation: str) -> None:
    answer = service(folder(days=EVIL.replace("@", json.dumps(citation)))).get("/en/observances/a-day")
    assert f'href="{citation}"' not in answer.text
