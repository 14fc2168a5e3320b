"""Pages for people: everything is reachable and well-formed, and says which language it is in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import shipped_calendars
from calendar_service.feed import Composer
from calendar_service.query import feed_period
from calendar_service.text import LANGUAGES

BASE = "https://calendar.example.org"
TODAY = date(2026, 11, 24)
FAMILY_DAY = "/en/observances/world-turkic-language-family-day"
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
Folder = Callable[..., Path]
Service = Callable[..., FlaskClient]


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    section: str
    text: str = ""


class Page(HTMLParser):
    """A page read strictly: each element closed in its place, each id once, each reference to an id that is there."""

    def __init__(self, answer: TestResponse) -> None:
        super().__init__()
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(answer.text)
        self.close()
        assert not self.open
        ids = [element.attributes["id"] for element in self.elements if "id" in element.attributes]
        assert len(ids) == len(set(ids)), f"an id twice: {sorted(ids)}"
        assert {*self.all("label", "for"), *self.all("section", "aria-labelledby")} <= set(ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"an attribute twice in <{tag}>"
        section = attributes.get("aria-labelledby") or (self.open[-1].section if self.open else "")
        self.elements.append(Element(tag, attributes, section))
        self.open += [] if tag in VOID else self.elements[-1:]

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop().tag == tag, f"</{tag}> in line {self.getpos()[0]}"

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text += data

    def all(self, tag: str, attribute: str) -> list[str]:
        return [
            each.attributes[attribute] for each in self.elements if each.tag == tag and attribute in each.attributes
        ]

    def said(self, tag: str, section: str | None = None, **attributes: str) -> list[str]:
        """What stands directly in the elements of a kind, of a section, with some attributes."""
        found = [each for each in self.elements if each.tag == tag and section in (None, each.section)]
        return [each.text.strip() for each in found if attributes.items() <= each.attributes.items()]

    def related(self, rel: str) -> list[dict[str, str]]:
        return [each.attributes for each in self.elements if each.tag == "link" and each.attributes["rel"] == rel]

    @property
    def language(self) -> tuple[str, str]:
        return self.elements[0].attributes["lang"], self.elements[0].attributes["dir"]

    @property
    def links(self) -> list[str]:
        """Where the page leads inside the service."""
        found = [*self.all("a", "href"), *self.all("link", "href")]
        paths = [link.removeprefix(BASE).partition("#")[0] for link in found]
        return [path for path in paths if path.startswith("/")]


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("kk", "ltr"), ("ar", "rtl")])
def test_every_observance_has_a_sound_page(
    client: FlaskClient, catalogue: Catalogue, lang: str, direction: str
) -> None:
    for id in catalogue.observances:
        page = Page(client.get(f"/{lang}/observances/{id}"))
        assert page.language == (lang, direction)
        assert page.said("h1") != [""]


@pytest.mark.parametrize("lang", ["en", "kk", "ar"])
def test_every_event_of_every_feed_has_its_page(client: FlaskClient, composer: Composer, lang: str) -> None:
    calendars = composer.catalogue.calendars.values()
    feeds = [composer.feed(calendar, lang, feed_period(TODAY)) for calendar in calendars]
    addresses = {(event.url or "").removeprefix(BASE): event for feed in feeds for event in feed.events}
    for address, event in addresses.items():
        answer = client.get(address)
        assert answer.status_code == 200, address
        if event.span.start.year == TODAY.year:
            assert Page(answer).said("h1")
            assert f"\nUID:{event.uid}\r" in client.get(f"{address}.ics").text.replace("\r\n ", "")


YEAR, NEAR_YEARS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])"), {"2026"}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_link_inside_a_language_leads_somewhere(client: FlaskClient, lang: str) -> None:
    found, seen = [f"/{lang}/"], set[str]()
    while found:
        address = found.pop()
        seen.add(address)
        answer = client.get(address, buffered=True)
        assert answer.status_code in (200, 302), address
        if answer.location:
            links = [answer.location.removeprefix(BASE)]
        else:
            links = Page(answer).links if answer.mimetype == "text/html" else []
        near = (link for link in links if set(YEAR.findall(link)) <= NEAR_YEARS)
        found += {link for link in near if link.startswith((f"/{lang}/", "/static/"))} - seen - set(found)
    assert {f"/{lang}/feeds/un-days.ics", "/static/style.css"} < seen


SWITCHED = ["/en/", FAMILY_DAY, f"{FAMILY_DAY}/2026", "/en/observances/serkebayev-100"]


def test_a_language_without_its_slash_leads_to_its_page(client: FlaskClient) -> None:
    answer = client.get("/kk", headers={"Host": "evil.test"})
    assert (answer.status_code, answer.headers["Location"]) == (308, f"{BASE}/kk/")


@pytest.mark.parametrize("address", SWITCHED)
def test_the_language_switch_keeps_the_page(client: FlaskClient, address: str) -> None:
    page = Page(client.get(address))
    switch = [each for each in page.elements if each.tag == "a" and "hreflang" in each.attributes]
    assert [each.attributes["hreflang"] for each in switch] == list(LANGUAGES)
    told = {link["hreflang"]: link["href"] for link in page.related("alternate") if "hreflang" in link}
    assert told == {each.attributes["hreflang"]: BASE + each.attributes["href"] for each in switch}
    assert [each.attributes["lang"] for each in switch if "aria-current" in each.attributes] == ["en"]
    for each in switch:
        lang, path = each.attributes["hreflang"], each.attributes["href"]
        assert path.removeprefix(f"/{lang}").strip("/") == address.removeprefix("/en").strip("/")
        assert Page(client.get(path)).language[0] == lang


@pytest.mark.parametrize("address", SWITCHED[:-1])
def test_a_page_names_its_own_address(client: FlaskClient, address: str) -> None:
    page = Page(client.get(address))
    assert page.related("canonical") == [{"rel": "canonical", "href": BASE + address}]


@pytest.mark.parametrize("address", [FAMILY_DAY, f"{FAMILY_DAY}/2026", "/ar/observances/serkebayev-100"])
def test_a_page_with_a_feed_names_it_for_programs(client: FlaskClient, address: str) -> None:
    """`rel=alternate` is how a reader finds the feed from the page (feed profile, 79)."""
    feeds = [link for link in Page(client.get(address)).related("alternate") if link.get("type") == "text/calendar"]
    [link] = feeds
    assert client.get(link["href"].removeprefix(BASE)).mimetype == "text/calendar"


def test_a_page_that_the_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    full = client.get("/en/")
    answer = client.get("/en/", headers={"If-None-Match": full.headers["ETag"]})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["Cache-Control"] == full.headers["Cache-Control"] == "public, max-age=300"


HOME = """\
calendar: days
name: {en: Days}
description: {en: All days there are}
color: teal
observances:
  - {id: of-today, name: {en: Day of Today}, on: 24 November, sources: [A book]}
  - {id: of-yesterday, name: {en: Day of Yesterday}, on: 23 November, sources: [A book]}
  - {id: of-tomorrow, name: {en: Day of Tomorrow}, on: 25 November, sources: [A book]}
  - {id: a-week, name: {en: Week over Today}, on: 23 November to 29 November, sources: [A book]}
  - {id: last-shown, name: {en: In 20 Days}, on: 14 December, sources: [A book]}
  - {id: too-far, name: {en: In 21 Days}, on: 15 December, sources: [A book]}
  - {id: a-year, name: {en: Year}, on: year 2026, sources: [A book]}
  - {id: a-decade, name: {en: Decade}, on: 22 March 2018 to 22 March 2028, sources: [A book]}
  - {id: a-term, name: {en: A Term}, kind: term, on: 1 May 2020 to 1 May 2028, sources: [A book]}
  - {id: a-draft, name: {en: Draft}, on: 24 November, status: proposed, sources: [A book]}
  - {id: a-rumour, name: {en: Rumour}, on: 24 November, evidence: unverified, sources: [A book]}
"""
SECTIONS = [
    ("today", ["Week over Today", "Day of Today"]),
    ("coming", ["Day of Tomorrow", "In 20 Days", "November 2026", "2026"]),
    ("running", ["Decade", "Year", "A Term"]),
]


@pytest.mark.parametrize(("section", "names"), SECTIONS)
def test_home_tells_what_is_on(folder: Folder, service: Service, section: str, names: list[str]) -> None:
    page = Page(service(folder(days=HOME)).get("/en/"))
    assert page.said("a", section) == names
    assert page.said("h2", id="today") == ["Today, Tuesday, 24 November 2026"]


def test_home_says_so_on_a_day_without_commemoration(folder: Folder, service: Service) -> None:
    page = Page(service(folder(days=HOME), today=date(2026, 7, 1)).get("/en/"))
    assert page.said("p", "today") == ["No commemoration today."]
    assert page.said("a", "coming") == ["July 2026", "2026"]


def test_home_names_the_next_one_on_a_day_without_commemoration(folder: Folder, service: Service) -> None:
    page = Page(service(folder(days=HOME), today=date(2026, 11, 22)).get("/en/"))
    assert page.said("p", "today")[0] == "No commemoration today. The next one:"
    assert page.said("a", "today") == ["Week over Today"]
    assert page.said("a", "coming")[:2] == ["Day of Yesterday", "Day of Today"]


THEMED = tuple(
    "communication languages education science-technology women-youth culture-heritage health environment "
    "peace-human-rights".split()
)
"""README's small feeds to begin with."""


def test_home_names_each_calendar_and_leads_to_it_themes_and_small_ones_first(
    client: FlaskClient, composer: Composer
) -> None:
    page = Page(client.get("/kk/"))
    calendars = sorted(
        composer.catalogue.calendars.values(),
        key=lambda calendar: (calendar.id not in THEMED, sum(member.in_feeds for member in calendar.members)),
    )
    found = [each for each in page.elements if each.attributes.get("href", "").startswith("/kk/calendars/")]
    assert [each.attributes["href"] for each in found] == [f"/kk/calendars/{calendar.id}" for calendar in calendars]
    assert [each.text for each in found] == [str(composer.catalogue.text(one.names, "kk")) for one in calendars]


@pytest.mark.parametrize("id", ["today", "content", "calendars"])
def test_a_calendar_may_bear_any_id(folder: Folder, service: Service, id: str) -> None:
    assert Page(service(folder(**{id: HOME.replace("calendar: days", f"calendar: {id}")})).get("/en/"))


# Accept-Language, and where / leads
BROWSERS = [
    ("kk", "kk"),
    ("KK", "kk"),
    ("kk-KZ,kk;q=0.9,ru;q=0.8,en;q=0.7", "kk"),
    ("kk-KZ,ru;q=0.8", "kk"),
    ("zh-Hans-CN", "zh"),
    ("uz-Cyrl-UZ", "uz"),
    ("ar;q=0.1, tr;q=0.9", "tr"),
    ("pt-BR, ru;q=0.5", "ru"),
    ("fr-CA, *;q=0.1", "fr"),
    ("en;q=0, kk", "kk"),
    ("pt", "en"),
    ("*", "en"),
    ("", "en"),
    ("kk;q=nan", "en"),
    ("x" * 3000, "en"),
]


@pytest.mark.parametrize(("accepted", "lang"), BROWSERS)
def test_the_first_address_leads_to_the_browsers_language(client: FlaskClient, accepted: str, lang: str) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{BASE}/{lang}/")
    assert (answer.headers["Vary"], answer.headers["Cache-Control"]) == ("Accept-Language", "no-store")


FOREIGN = """\
calendar: days
name: {ru: Дни}
description: {ru: Все дни}
color: teal
observances:
  - id: a-day
    name: {ar: يوم}
    about: {ru: О дне}
    note: {en: A note}
    on: 24 November
    sources: [A book]
"""
TONGUES = [
    ("/en/", "يوم", "ar", "rtl"),
    ("/en/observances/a-day", "يوم", "ar", "rtl"),
    ("/en/observances/a-day", "О дне", "ru", "ltr"),
    ("/ar/observances/a-day", "A note", "en", "ltr"),
    ("/ar/observances/a-day/2026", "О дне", "ru", "ltr"),
    ("/kk/observances/a-day/2026", "يوم", "ar", "rtl"),
    ("/kk/", "Дни", "ru", "ltr"),
    ("/ar/", "Все дни", "ru", "ltr"),
]


@pytest.mark.parametrize(("address", "text", "lang", "direction"), TONGUES)
def test_a_text_in_another_language_says_so(
    folder: Folder, service: Service, address: str, text: str, lang: str, direction: str
) -> None:
    """WCAG 3.1.2: a screen reader pronounces what `lang` says."""
    page = Page(service(folder(days=FOREIGN)).get(address))
    found = [each.attributes for each in page.elements if each.text.strip() == text]
    assert found and all((each.get("lang"), each.get("dir")) == (lang, direction) for each in found)


@pytest.mark.parametrize(("lang", "named"), [("kk", "орыс тілі"), ("tr", "Rusça"), ("en", "Russian")])
def test_a_text_in_another_language_is_called_so_in_words(
    folder: Folder, service: Service, lang: str, named: str
) -> None:
    """Scenario 24: visibly marked."""
    page = Page(service(folder(days=FOREIGN)).get(f"/{lang}/observances/a-day"))
    assert page.said("span", lang="ru") == ["О дне"]
    assert named in page.said("span", **{"class": "until"})


@pytest.mark.parametrize("address", ["/ar/", "/ar/observances/a-day", "/ar/observances/a-day/2026"])
def test_a_text_in_the_pages_language_needs_no_mark(folder: Folder, service: Service, address: str) -> None:
    page = Page(service(folder(days=FOREIGN)).get(address))
    found = [each.attributes for each in page.elements if each.text.strip() == "يوم"]
    assert found and not any({"lang", "dir"} & each.keys() for each in found)


# the family day is kept since 2025
NO_EDITION = (
    "2024 1999 1970 1969 1899 1 99 999 02026 0000 0001 2026-1 2026-0 2026-01 2026-12-15 2101 9998 9999 10000 20260 "
    "-2026 +2026 2026.0 2026e0 2_026 0x7ea today next nonsense 2026- -1 %20 2026%20 %202026 2026%0a 2026%00 2026%0d%0a "
    "%D9%A2%D9%A0%D9%A2%D9%A6 %EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%96 %E0%A5%A8%E0%A5%A6%E0%A5%A8%E0%A5%AC 202%C2%B2 "
    "%F0%9D%9F%90%F0%9D%9F%8E%F0%9D%9F%90%F0%9D%9F%94 2026%E2%80%AE 2026%EF%BB%BF 2026%FF"
).split()


@pytest.mark.parametrize("suffix", ["", ".ics"])
@pytest.mark.parametrize("edition", [*NO_EDITION, "9" * 4301])
def test_what_is_no_edition_is_404(ask: Callable[..., TestResponse], edition: str, suffix: str) -> None:
    """int() takes Arabic digits, underscores and blanks, and refuses 4,301 digits with an error of its own."""
    answer = ask(f"{FAMILY_DAY}/{edition}{suffix}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


@pytest.mark.parametrize("edition", ["2025", "2026", "2050", "2100"])
def test_an_edition_is_there_for_as_long_as_it_is_kept(client: FlaskClient, edition: str) -> None:
    assert Page(client.get(f"{FAMILY_DAY}/{edition}")).said("h1") == ["World Turkic Language Family Day"]


@pytest.mark.parametrize("year", range(2018, 2029))
def test_a_decade_has_a_page_for_each_year_that_it_covers(folder: Folder, service: Service, year: int) -> None:
    client = service(folder(days=HOME))
    page = Page(client.get(f"/en/observances/a-decade/{year}"))
    assert page.said("strong") == ["22 March 2018 – 22 March 2028"]
    summary = f"Decade 2018–2028\\, year {year - 2017}: Decade"
    assert f"SUMMARY:{summary}\r\n" in client.get(f"/en/observances/a-decade/{year}.ics").text


@pytest.mark.parametrize("year", [2017, 2029])
def test_a_decade_has_no_page_for_other_years(folder: Folder, service: Service, year: int) -> None:
    assert service(folder(days=HOME)).get(f"/en/observances/a-decade/{year}").status_code == 404


MARKS = [
    ("of-today", []),
    ("a-draft", ["Proposed, not adopted"]),
    ("a-rumour", ["Not confirmed: it stands in no calendar feed until somebody confirms it."]),
]


@pytest.mark.parametrize("edition", ["", "/2026"])
@pytest.mark.parametrize(("id", "marks"), MARKS)
def test_what_stands_in_no_feed_is_marked_and_has_no_file(
    folder: Folder, service: Service, id: str, marks: list[str], edition: str
) -> None:
    client = service(folder(days=HOME))
    page = Page(client.get(f"/en/observances/{id}{edition}"))
    assert page.said("p", **{"class": "mark"}) == marks
    assert any(link.endswith(".ics") for link in page.links) == (not marks)
    assert client.get(f"/en/observances/{id}{edition}.ics").status_code == (404 if marks else 200)


def test_shipped_entries_outside_the_feeds_are_marked(client: FlaskClient, catalogue: Catalogue) -> None:
    outside = [id for id, observance in catalogue.observances.items() if not observance.in_feeds]
    assert outside
    for id in outside:
        page = Page(client.get(f"/en/observances/{id}"))
        assert page.said("p", **{"class": "mark"}) and not [link for link in page.links if link.endswith(".ics")]


RENAMED = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - id: a-day
    name: {en: New Name}
    formerly: [{until: 2020, name: {en: Old Name}}]
    on: 24 November
    sources: [A book]
"""


@pytest.mark.parametrize(("year", "name"), [(2021, "New Name"), (2020, "Old Name")])
def test_an_edition_bears_the_name_of_its_year(folder: Folder, service: Service, year: int, name: str) -> None:
    client = service(folder(days=RENAMED))
    assert f"SUMMARY:{name}\r\n" in client.get(f"/en/observances/a-day/{year}.ics").text
    assert Page(client.get(f"/en/observances/a-day/{year}")).said("h1") == [name]


# an address, the language of its 404, and the name that is proposed
MISSING = [
    ("/ar/nothing", "ar", ""),
    ("/kk/observances/nothing", "kk", ""),
    ("/en/observances/world-water-dya", "en", "world-water-day"),
    ("/en/observances/world-water-dya/2026", "en", "world-water-day"),
    ("/xx/", "en", ""),
    ("/kkk/", "en", "kk"),
    ("/EN/", "en", "en"),
    ("/nothing/at/all", "en", ""),
]


@pytest.mark.parametrize(("address", "lang", "near"), MISSING)
def test_a_missing_page_helps_in_its_language(client: FlaskClient, address: str, lang: str, near: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert f'<html lang="{lang}"' in answer.text and f'href="/{lang}/"' in answer.text
    assert near in answer.text and ("Did you mean" in answer.text) == (lang == "en" and near != "")


def test_shipped_pages_are_those_of_the_shipped_calendars(client: FlaskClient, service: Service) -> None:
    assert service(shipped_calendars()).get("/en/").data == client.get("/en/").data
