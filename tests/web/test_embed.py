"""Widgets: any page may show them, they are small, and nothing that is entered or asked becomes markup in them."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from calendar_service.text import LANGUAGES, Text
from calendar_service.web import Refused, create_app
from calendar_service.web.embed import FORMS, MOST_DAYS, MOST_ENTRIES, Entry, Listing
from calendar_service.web.moments import Moment

BASE = "https://calendar.example.org"
TODAY = date(2026, 11, 24)
STATIC = Path(__file__).parents[2] / "calendar_service" / "web" / "static"
WATER_DAY = "world-water-day"
FRAMES = ["/embed/en/7/everything", "/embed/ar/3/theme/culture/everything", f"/embed/kk/observances/{WATER_DAY}"]
PIECES = ["/embed/en/7/everything.html", "/embed/kk/7/turkic-world.json"]
Ask = Callable[..., TestResponse]
Folder = Callable[..., Path]
Service = Callable[..., FlaskClient]


class Read(HTMLParser):
    """The elements of some HTML with their attributes, and all text in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def shape(self) -> list[tuple[str, ...]]:
        return [(tag, *attributes) for tag, attributes in self.elements]


@pytest.mark.parametrize("address", [*FRAMES, *PIECES, "/embed/en/7/nothing", "/embed/", "/embed/en/7/UN-days"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_any_page_may_frame_a_widget(ask: Ask, address: str, method: str) -> None:
    headers = ask(address, method=method).headers
    policy = dict(rule.strip().partition(" ")[::2] for rule in headers["Content-Security-Policy"].split(";"))
    assert policy.pop("frame-ancestors") == "*"
    assert policy == {"default-src": "'none'", "style-src": "'self'", "base-uri": "'none'", "form-action": "'none'"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert not {"X-Frame-Options", "Set-Cookie", "Server"} & {name for name, _ in headers}


def test_the_operator_says_whose_pages_may_frame_a_widget() -> None:
    """feed-profile 77."""
    hosts = "https://museum.example https://*.school.example"
    app = create_app(calendars=[], base_url=BASE, today=lambda zone: TODAY, frame_ancestors=hosts)
    policy = app.test_client().get("/embed/en/7/everything").headers["Content-Security-Policy"]
    assert policy.endswith(f"; frame-ancestors {hosts}")


@pytest.mark.parametrize("hosts", ["", "museum", "*; script-src *", "https://a.example\r\nSet-Cookie: a=b", "'none'"])
def test_who_may_frame_is_said_in_hosts(hosts: str) -> None:
    with pytest.raises(Refused, match="expected \\* or addresses of hosts"):
        create_app(calendars=[], base_url=BASE, today=lambda zone: TODAY, frame_ancestors=hosts)


@pytest.mark.parametrize("address", ["/en/embed", "/en/", "/embed.js", "/static/embed.css", "/embedded/en", "/embed"])
def test_nothing_else_may_be_framed(ask: Ask, address: str) -> None:
    assert "frame-ancestors 'none'" in ask(address).headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", [*PIECES, "/embed.js", f"/oembed?url={BASE}/en/calendars/un-days", "/oembed"])
def test_any_page_may_read_what_is_made_for_its_program(ask: Ask, address: str) -> None:
    assert ask(address).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", [*FRAMES, *PIECES, "/embed.js"])
def test_what_a_reader_has_is_not_sent_again(ask: Ask, address: str) -> None:
    first = ask(address)
    again = ask(address, environ={"HTTP_IF_NONE_MATCH": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert 0 < (first.cache_control.max_age or 0) <= 3600


def test_the_element_is_at_most_six_kilobytes() -> None:
    script = (STATIC / "embed.js").read_bytes()
    assert len(gzip.compress(script, 6, mtime=0)) <= 6_000
    for word in ("innerHTML", "insertAdjacentHTML", "eval", "Function(", "cookie", "Storage", "setInterval", "style="):
        assert word not in script.decode(), word


def test_the_element_is_one_module(ask: Ask) -> None:
    answer = ask("/embed.js", environ={"HTTP_ACCEPT_ENCODING": "gzip"})
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert gzip.decompress(answer.data) == (STATIC / "embed.js").read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("day", [date(2026, 5, 20), date(2026, 9, 20), date(2026, 11, 24)])
def test_a_widget_weighs_at_most_twenty_kilobytes(month: Callable[[date], FlaskClient], lang: str, day: date) -> None:
    asked = month(day)
    address = f"/embed/{lang}/{MOST_DAYS}/everything"
    frame, data = asked.get(address).data, asked.get(f"{address}.json").data
    assert len(frame) + len((STATIC / "embed.css").read_bytes()) <= 20_000
    assert len(data) + len((STATIC / "embed.js").read_bytes()) <= 20_000
    assert len(re.findall(b"<li[ >]", frame)) == MOST_ENTRIES


@pytest.fixture(scope="module")
def month(app: Flask) -> Iterator[Callable[[date], FlaskClient]]:
    """The shipped collection on another day."""
    here = app.extensions["site"]
    today = here.today_in

    def on(day: date) -> FlaskClient:
        here.today_in = lambda zone: day
        return app.test_client()

    yield on
    here.today_in = today


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("kk", "ltr"), ("ar", "rtl")])
def test_a_frame_says_its_language_and_leads_out_of_itself(client: FlaskClient, lang: str, direction: str) -> None:
    page = Read(client.get(f"/embed/{lang}/31/everything").text)
    assert page.all("html") == [{"lang": lang, "dir": direction}]
    assert [link["href"] for link in page.all("link")] == ["/static/embed.css"]
    assert len(page.all("a")) > 20 and not page.all("script")
    for link in page.all("a"):
        assert (link["target"], link["rel"]) == ("_top", "noopener")
        assert link["href"].startswith(f"{BASE}/{lang}/")


def test_the_next_day_of_a_quiet_choice_is_shown(client: FlaskClient) -> None:
    page = Read(client.get("/embed/en/1/theme/water/everything").text)
    assert "No commemoration today." in page.text
    assert [time["datetime"] for time in page.all("time")] == ["2027-03-03"] or len(page.all("li")) == 1
    assert "No commemoration in these days. The next one:" in client.get("/embed/en/2/theme/water/everything").text


def test_all_forms_say_the_same(client: FlaskClient) -> None:
    data = client.get("/embed/ru/14/turkic-world_un-days.json").get_json()
    frame, piece = (Read(client.get(f"/embed/ru/14/turkic-world_un-days{form}").text) for form in ("", ".html"))
    dates = [moment["date"] for item in data["items"] for moment in item["when"]]
    assert dates == [time["datetime"] for time in frame.all("time")] == [time["datetime"] for time in piece.all("time")]
    for item in data["items"]:
        assert item["name"]["text"] in frame.text and item["name"]["text"] in piece.text
        assert {"href": item["url"]}.items() <= next(a for a in piece.all("a") if a["href"] == item["url"]).items()
    assert piece.elements[0] == ("div", {"class": "commemorations", "lang": "ru", "dir": "ltr"})
    assert not {"html", "head", "link", "script", "style", "h1"} & {tag for tag, _ in piece.elements}


def test_a_borrowed_name_says_its_language(client: FlaskClient) -> None:
    data = client.get("/embed/ar/31/turkic-world.json").get_json()
    [item] = [item for item in data["items"] if item["name"]["lang"] == "en"][:1]
    assert (item["name"]["dir"], item["note"], data["dir"]) == ("ltr", "الإنجليزية", "rtl")
    assert 'lang="en" dir="ltr"' in client.get("/embed/ar/31/turkic-world").text


LED = {
    "/embed/en/7/UN-Days": "/embed/en/7/un-days",
    "/embed/en/7/unesco-days+un-days.HTML": "/embed/en/7/un-days_unesco-days.html",
    "/embed/en/7/theme/water,culture/un-days.json": "/embed/en/7/theme/culture_water/un-days.json",
    "/embed/en/7/lead/14/remind/7/spans/whole/un-days": "/embed/en/7/un-days",
}


@pytest.mark.parametrize("address", LED)
def test_one_choice_has_one_address(ask: Ask, address: str) -> None:
    answer = ask(address)
    assert (answer.status_code, answer.location) == (308, BASE + LED[address])
    assert ask(LED[address]).status_code == 200


MISSING = """
/embed/xx/7/un-days /embed/en/0/un-days /embed/en/07/un-days /embed/en/32/un-days /embed/en/-1/un-days
/embed/en/٣/un-days /embed/en/7.5/un-days /embed/en/days/un-days /embed/en/7/un-dayz /embed/en/7/un-days.ics
/embed/en/7/un-days.html.json /embed/en/7/un-days. /embed/en/7/theme/un-days /embed/en/7/theme/x/un-days
/embed/en/7/ /embed/en/7 /embed/en /embed/ /embed/en/observances/x /embed/en/observances/world-water-day/2026
/embed/en/observances/world-water-day.html /embed/EN/7/un-days
""".split()


@pytest.mark.parametrize("address", MISSING)
def test_anything_else_is_not_there(ask: Ask, address: str) -> None:
    answer = ask(quote(address))
    assert (answer.status_code, answer.cache_control.no_store) == (404, True)
    if answer.mimetype == "text/html":
        assert "/static/embed.css" in answer.text and len(answer.data) < 1_500


def test_a_mistake_is_told_in_the_language_of_the_widget(client: FlaskClient) -> None:
    answer = client.get("/embed/ar/7/un-dayz")
    assert 'lang="ar" dir="rtl"' in answer.text and "un-days" in answer.text


def test_what_is_not_confirmed_is_no_widget(client: FlaskClient, app: Flask) -> None:
    hidden = [one.id for one in app.extensions["site"].catalogue.observances.values() if not one.in_feeds]
    assert hidden
    for id in hidden:
        assert client.get(f"/embed/en/observances/{id}").status_code == 404
        assert client.get("/oembed", query_string={"url": f"{BASE}/en/observances/{id}"}).status_code == 404


PAYLOADS = json.loads((Path(__file__).parents[1] / "payloads.json").read_text())
PLAIN = "harmless"


def written(app: Flask, suffix: str, text: str) -> str:
    entry = Entry(Text(text, "kk"), text, (Moment(text, text), Moment(text, text)), text, True, text)
    shown = Listing("en", Text(text, "kk"), text, text, (entry, replace(entry, name=None)), text, text)
    if suffix == ".json":
        shown = replace(shown, entries=(entry,))
    with app.test_request_context("/embed/en/7/un-days"):
        return FORMS[suffix].write(shown).decode()


@pytest.mark.parametrize("text", PAYLOADS)
@pytest.mark.parametrize("suffix", ["", ".html"])
def test_a_text_is_a_text_wherever_it_stands(app: Flask, suffix: str, text: str) -> None:
    """Even where the loader would have refused it."""
    evil, harmless = Read(written(app, suffix, text)), Read(written(app, suffix, PLAIN))
    assert evil.shape == harmless.shape
    assert evil.text.replace(text, PLAIN) == harmless.text
    assert [value.replace(text, PLAIN) for _, each in evil.elements for value in each.values()] == [
        value for _, each in harmless.elements for value in each.values()
    ]


@pytest.mark.parametrize("text", PAYLOADS)
def test_data_is_never_read_as_a_page(app: Flask, client: FlaskClient, text: str) -> None:
    """JSON keeps the text; its type and `nosniff` keep a browser from looking for markup in it."""
    assert json.loads(written(app, ".json", text))["items"][0]["name"]["text"] == text
    answer = client.get(PIECES[1])
    assert answer.content_type == "application/json; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


DAYS = """\
calendar: days
name: {en: @}
color: teal
observances:
  - {id: a-day, name: {en: @}, on: 24 November, since: 1990, sources: [s]}
"""
NAMES = ["' onmouseover='alert(1)", '" onmouseover="alert(1)" x="', "<3 & 4 > 2 < 5", "&copy 2026", "{{ 7*7 }}"]


@pytest.mark.parametrize("name", NAMES)
def test_code_to_copy_is_safe_in_the_page_it_is_copied_to(folder: Folder, service: Service, name: str) -> None:
    asked = service(folder(days=DAYS.replace("@", json.dumps(name))))
    page = asked.get("/en/embed?calendar=days")
    codes = [unescape(code) for code in re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)]
    assert len(codes) == 3
    frame, element = Read(codes[0]), Read(codes[1])
    assert frame.shape == [("iframe", "src", "title", "lang", "width", "height", "frameborder", "loading")]
    assert frame.all("iframe")[0]["title"] == name
    assert [tag for tag, _ in element.elements] == ["script", "commemorations-list", "a"]
    assert name in element.text
    html = asked.get("/oembed", query_string={"url": f"{BASE}/en/calendars/days"}).get_json()["html"]
    assert Read(html).shape == frame.shape
    assert Read(html).all("iframe")[0]["title"] == name


def test_the_builder_shows_what_its_code_shows(client: FlaskClient) -> None:
    page = client.get("/en/embed?calendar=turkic-world&theme=culture&days=14&lang=kk")
    path = "/embed/kk/14/theme/culture/turkic-world"
    read = Read(page.text)
    assert [frame["src"] for frame in read.all("iframe")] == [path]
    assert read.text.count(path) >= 2 and 'select="theme/culture/turkic-world"' in read.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    chosen = [option["value"] for option in read.all("option") if "selected" in option]
    assert chosen == ["turkic-world", "culture", "14", "kk"]


def test_the_builder_carries_a_choice_over(client: FlaskClient) -> None:
    """A link may bring more than the form asks for, and the form keeps it."""
    read = Read(client.get("/en/embed?calendar=un-days&calendar=unesco-days&country=kz&lead=7").text)
    assert [frame["src"] for frame in read.all("iframe")] == ["/embed/en/7/country/kz/un-days_unesco-days"]
    assert {"type": "hidden", "name": "country", "value": "kz"} in read.all("input")
    assert [option["value"] for option in read.all("option") if "selected" in option][0] == "un-days_unesco-days"


@pytest.mark.parametrize("lang", ["kk", "ar"])
def test_the_builder_is_there_in_other_languages(client: FlaskClient, lang: str) -> None:
    read = Read(client.get(f"/{lang}/embed").text)
    assert read.all("html")[0]["lang"] == lang
    assert read.all("iframe")[0]["src"] == f"/embed/{lang}/7/everything"
    assert "Show it" not in read.text and "Preview" not in read.text


@pytest.mark.parametrize("query", ["calendar=x", "theme=x", "days=99", "lang=xx", "calendar=../x", "days=<b>"])
def test_the_builder_repeats_no_question(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/en/embed?{query}")
    assert answer.status_code == 404
    assert "<b>" not in answer.text and "../x" not in answer.text


def oembed(client: FlaskClient, url: str, **parameters: str) -> TestResponse:
    return client.get(f"/oembed?{urlencode({'url': url, **parameters})}")


SHOWN = {
    "/kk/calendars/turkic-world": "/embed/kk/7/turkic-world",
    "/en/feeds/theme/water/un-days.ics": "/embed/en/7/theme/water/un-days",
    "/en/feeds/lead/14/un-days.json": "/embed/en/7/un-days",
    "/ar/subscribe/un-days_unesco-days": "/embed/ar/7/un-days_unesco-days",
    f"/en/observances/{WATER_DAY}": f"/embed/en/observances/{WATER_DAY}",
    f"/tr/observances/{WATER_DAY}/2026": f"/embed/tr/observances/{WATER_DAY}",
}


@pytest.mark.parametrize("path", SHOWN)
def test_oembed_knows_our_pages(client: FlaskClient, path: str) -> None:
    answer = oembed(client, BASE + path)
    told = answer.get_json()
    assert (answer.content_type, told["version"], told["type"]) == ("application/json; charset=utf-8", "1.0", "rich")
    [frame] = Read(told["html"]).all("iframe")
    assert frame["src"] == BASE + SHOWN[path]
    assert (frame["width"], frame["height"]) == (str(told["width"]), str(told["height"]))
    assert told["title"] == frame["title"] != ""
    assert client.get(SHOWN[path]).status_code == 200


def test_oembed_keeps_to_the_room_there_is(client: FlaskClient) -> None:
    told = oembed(client, f"{BASE}/en/calendars/un-days", maxwidth="320", maxheight="200").get_json()
    assert (told["width"], told["height"]) == (320, 200)
    told = oembed(client, f"{BASE}/en/calendars/un-days", maxwidth="4000", format="json").get_json()
    assert told["width"] <= 4000


STRANGERS = """
https://evil.test/en/calendars/un-days                    http://calendar.example.org/en/calendars/un-days
https://calendar.example.org.evil.test/en/calendars/un-days  https://calendar.example.org@evil.test/en/calendars/un-days
https://calendar.example.org:8443/en/calendars/un-days    https://calendar.example.org/en/calendars/un-days?x=1
https://calendar.example.org/en/calendars/un-days#x       https://calendar.example.org//evil.test/en/calendars/un-days
https://calendar.example.org/xx/calendars/un-days         https://calendar.example.org/en/calendars/un-dayz
https://calendar.example.org/en/calendars/../feeds/un-days.ics  https://calendar.example.org/en/calendars/un%2Ddays
https://calendar.example.org/en/feeds/un-days             https://calendar.example.org/en/observances/nothing
https://calendar.example.org/en/observances/world-water-day/1492  https://calendar.example.org/en/
https://CALENDAR.example.org/en/calendars/un-days         /en/calendars/un-days
//calendar.example.org/en/calendars/un-days               javascript:alert(1)
https://calendar.example.org/en/calendars/un-days/        file:///etc/passwd
http://169.254.169.254/latest/meta-data/                  http://127.0.0.1:8000/en/calendars/un-days
https://calendarXexample.org/en/calendars/un-days         https://calendar.example.org/en/calendars/un-days%0a
""".split()


@pytest.mark.parametrize("url", STRANGERS)
def test_oembed_answers_for_nobody_else(client: FlaskClient, url: str) -> None:
    answer = oembed(client, url)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
    assert "evil" not in answer.text and answer.cache_control.no_store


@pytest.mark.parametrize("url", [f"{BASE}/en/calendars/un-days\n", f"{BASE}/en/calendars/{'x' * 3000}", f" {BASE}/en/"])
def test_oembed_reads_an_address_to_the_letter(client: FlaskClient, url: str) -> None:
    assert oembed(client, url).status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("url=", 400),
        ("url=U&format=xml", 501),
        ("format=xml", 501),
        ("url=U&format=yaml", 501),
        ("url=U&format=JSON", 501),
        ("url=U&maxwidth=0", 400),
        ("url=U&maxwidth=-1", 400),
        ("url=U&maxwidth=50", 400),
        ("url=U&maxheight=1e3", 400),
        ("url=U&maxwidth=%D9%A3%D9%A0%D9%A0", 400),
        ("url=U&maxwidth=" + "9" * 5000, 400),
        ("url=U&url=U", 400),
        ("url=U&format=json&format=xml", 400),
        ("url=U&dnt=1&for=WordPress&callback=alert", 200),
    ],
)
def test_oembed_is_strict(ask: Ask, query: str, status: int) -> None:
    answer = ask(f"/oembed?{query.replace('U', quote(f'{BASE}/en/calendars/un-days', safe=''))}")
    assert answer.status_code == status
    assert "alert" not in answer.text


def test_a_page_can_tell_editors_how_it_is_shown(app: Flask, client: FlaskClient) -> None:
    template = '{% from "_oembed.html" import discovery %}{{ discovery(address, title) }}'
    address = f"{BASE}/en/observances/{WATER_DAY}"
    with app.test_request_context("/en/"):
        made = app.jinja_env.from_string(template).render(address=address, title='"><script>')
    [link] = Read(made).all("link")
    assert (link["rel"], link["type"], link["title"]) == ("alternate", "application/json+oembed", '"><script>')
    assert client.get(link["href"].removeprefix(BASE)).get_json()["title"] == "World Water Day"
