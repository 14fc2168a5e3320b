"""Every kind of page that people see, each at an address that shows as much of it as there is.

Beside the shipped calendars stand those of a museum, which hide one of ours, and some days that nobody has adopted, so
that no corner of a template is left out. A test holds the list complete: `missing` names what is neither here nor known
to be no page.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from calendar_service.definitions import shipped_calendars
from calendar_service.text import LANGUAGES
from calendar_service.web import create_app

BASE = "https://calendar.example.org"
TODAY = date(2026, 11, 24)
MUSEUM = Path(__file__).parents[1] / "museum"
COLLECTION = "domain: rare.invalid\npublisher: {en: Rare days}\nprefix: rare-\ncontact: mailto:days@rare.invalid\n"
DAYS = """\
calendar: rare-days
name: {ru: Редкие дни}
description: {ru: Почти никто их не знает}
color: teal
observances:
  - {id: rare-proposed, name: {ar: يوم مقترح}, on: 24 November, status: proposed, sources: [https://rare.invalid/a]}
  - {id: rare-withdrawn, name: {en: A Day}, on: 24 November, status: withdrawn, withdrawn: 2026, sources: [A book]}
  - {id: rare-arabic, name: {ar: يوم نادر}, note: {ru: Заметка}, on: 25 November, sources: [A book]}
"""
WRONG = "calendar: own\nname: {en: Days}\ncolor: teal\nobservances:\n  - id: own-day\n    on: 30 February\n"
RIGHT = "calendar: own\nname: {en: Days}\ncolor: teal\nobservances:\n" + "".join(
    f"  - {{id: own-{rule.split()[0]}, name: {{en: A Day}}, on: {rule}, sources: [A book]}}\n"
    for rule in ("15 May", "2 May for 3 days")
)
MANY = "&".join(f"country={number}" for number in range(41))


class Kind(NamedTuple):
    """A page: its address in a language, its status, and what is pasted into its form before it is looked at."""

    name: str
    path: str
    status: int = 200
    pasted: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that it is there in."""
        return LANGUAGES if "{lang}" in self.path else ("en",)

    def address(self, lang: str) -> str:
        return self.path.format(lang=lang)

    def answer(self, client: FlaskClient, lang: str) -> TestResponse:
        if self.pasted:
            return client.post(self.address(lang), data={"file": self.pasted})
        return client.get(self.address(lang))


KINDS = (
    Kind("home", "/{lang}/"),
    Kind("calendar", "/{lang}/calendars/turkic-world"),
    Kind("calendar named in another language", "/{lang}/calendars/rare-days"),
    Kind("year", "/{lang}/2026"),
    Kind("year of a calendar", "/{lang}/calendars/culture-heritage/2027"),
    Kind("month", "/{lang}/2026/11"),
    Kind("month of a calendar", "/{lang}/2026/02/un-decades"),
    Kind("quarter", "/{lang}/2027/q1"),
    Kind("quarter of a theme", "/{lang}/2027/q1/theme/culture/everything"),
    Kind("month without a day", "/{lang}/2027/02/theme/water/turkic-world"),
    Kind("planner", "/{lang}/planner/2026/unesco-days"),
    Kind("planner of a school year", "/{lang}/planner/2026-2027/turkic-world"),
    Kind("anniversaries", "/{lang}/anniversaries/2026-2027"),
    Kind("anniversaries of no year", "/{lang}/anniversaries/1990"),
    Kind("subscribe", "/{lang}/subscribe/theme/water/everything"),
    Kind("subscribe with a heads-up", "/{lang}/subscribe/lead/7/theme/culture/everything"),
    Kind("subscribe to nothing", "/{lang}/subscribe/kind/decade/theme/food/turkic-world"),
    Kind("choose", "/{lang}/choose"),
    Kind("choose with an answer", "/{lang}/choose?calendar=un-days&theme=water&body=un&lead=7&lang=ru"),
    Kind("choose with nothing to answer", "/{lang}/choose?calendar=turkic-world&kind=decade&theme=food"),
    Kind("choose with too much", "/{lang}/choose?" + MANY),
    Kind("observance", "/{lang}/observances/international-day-for-disaster-risk-reduction"),
    Kind("observance with proposers", "/{lang}/observances/magtymguly-fragi-300"),
    Kind("observance with a remark", "/{lang}/observances/kz-languages-day"),
    Kind("observance of which nothing is confirmed", "/{lang}/observances/turksoy-year-2012"),
    Kind("observance that is hidden", "/{lang}/observances/international-day-of-happiness"),
    Kind("observance that is proposed", "/{lang}/observances/rare-proposed"),
    Kind("observance that is withdrawn", "/{lang}/observances/rare-withdrawn"),
    Kind("observance named in another language", "/{lang}/observances/rare-arabic"),
    Kind("edition", "/{lang}/observances/world-turkic-language-family-day/2026"),
    Kind("edition of a decade", "/{lang}/observances/dec-african-descent-1-2015/2020"),
    Kind("search", "/{lang}/search"),
    Kind("search with a find", "/{lang}/search?q=disaster+reduction"),
    Kind("search with finds in another language", "/{lang}/search?q=день"),
    Kind("search without a find", "/{lang}/search?q=worldd+watter+day"),
    Kind("changes", "/{lang}/changes"),
    Kind("data", "/{lang}/data"),
    Kind("check", "/{lang}/check"),
    Kind("check that finds mistakes", "/{lang}/check", pasted=WRONG),
    Kind("check that finds dates", "/{lang}/check", pasted=RIGHT),
    Kind("check of too much", "/{lang}/check", pasted="#" * 64_001),
    Kind("builder of widgets", "/{lang}/embed?calendar=turkic-world&days=31&lang=kk"),
    Kind("frame", "/embed/{lang}/31/everything"),
    Kind("frame of a theme", "/embed/{lang}/14/theme/health/un-days"),
    Kind("frame without a day", "/embed/{lang}/1/turkic-world"),
    Kind("frame of an observance", "/embed/{lang}/observances/world-water-day"),
    Kind("frame of nothing", "/embed/{lang}/7/nothing", 404),
    Kind("nothing", "/{lang}/nothing", 404),
    Kind("nothing of that name", "/{lang}/observances/world-water-dya", 404),
    Kind("reference of the API", "/api/v1/"),
)
PIECE = Kind("piece of a page", "/embed/{lang}/7/everything.html")
"""A widget that another server puts into its own page."""
NO_PAGES = {
    "static": "/static/style.css",
    "embed.script": "/embed.js",
    "oembed.oembed": "/oembed?url={base}/en/calendars/un-days",
    "health.alive": "/healthz",
    "health.ready": "/readyz",
    "health.robots": "/robots.txt",
    "feeds.feed": "/en/feeds/un-days.ics",
    "feeds.observance": "/en/observances/world-water-day.ics",
    "feeds.edition": "/en/observances/world-water-day/2026.ics",
    "pages.index": "/sitemap.xml",
    "pages.sitemap": "/en/sitemap.xml",
    "pages.qr": "/en/qr/un-days.svg",
    "pages.root": "/",
    "pages.nearly_home": "/en",
    "pages.anniversaries_now": "/en/anniversaries",
    "years.this_years_planner": "/en/planner",
    "years.planner_of_all": "/en/planner/2026",
    "api_reference.openapi": "/api/v1/openapi.json",
    "api_reference.readable_elsewhere": "/api/v1",
}
"""What answers with something else than a page, or leads to one: an address of each. All of the API is for programs."""


def application(folder: Path, base_url: str = BASE) -> Flask:
    """The service that has all these pages; its rare days are written into a folder, which is empty."""
    (folder / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    (folder / "rare-days.yaml").write_text(DAYS, encoding="utf-8")
    return create_app(calendars=[shipped_calendars(), MUSEUM, folder], base_url=base_url, today=lambda zone: TODAY)


def missing(app: Flask) -> list[str]:
    """The addresses of the service that answer a GET, are not shown by any kind, and are not known to be no page."""
    shown = {_rule(app, kind.address("en")) for kind in KINDS}
    return [rule.rule for rule in _asked(app) if rule.rule not in shown and rule.endpoint not in NO_PAGES]


def _asked(app: Flask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith("api."):
            yield rule


def _rule(app: Flask, address: str) -> str:
    """The one by which an address is answered; empty where there is none."""
    path, _, question = address.partition("?")
    with app.test_request_context(path, query_string=question) as context:
        return context.request.url_rule.rule if context.request.url_rule else ""
