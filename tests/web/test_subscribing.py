"""Getting it into a calendar: the panel, the page of a calendar, ticks that become an address, links into programs."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import shipped_calendars
from calendar_service.selection import Selection
from calendar_service.text import LANGUAGES
from calendar_service.web import create_app

from .test_pages import BASE, TODAY, Page

FAMILY_DAY = "/en/observances/world-turkic-language-family-day"
NOMADS = "international-day-of-nomadic-heritage"
Folder = Callable[..., Path]
Service = Callable[..., FlaskClient]


def outward(page: Page, host: str) -> list[str]:
    return [link for link in page.all("a", "href") if urlsplit(link).hostname == host]


@pytest.mark.parametrize("lang", ["en", "kk", "ar"])
def test_each_calendar_has_a_page_with_its_feed(client: FlaskClient, catalogue: Catalogue, lang: str) -> None:
    for id in catalogue.calendars:
        page = Page(client.get(f"/{lang}/calendars/{id}"))
        feeds = {link["type"]: link["href"] for link in page.related("alternate") if "type" in link}
        assert feeds["text/calendar"] == f"{BASE}/{lang}/feeds/{id}.ics"
        assert {"application/atom+xml", "application/json"} < set(feeds)
        assert f"{BASE}/{lang}/feeds/{id}.ics" in page.said("textarea")


def test_a_calendar_says_how_far_it_reaches_and_when_it_was_checked(client: FlaskClient) -> None:
    [facts] = Page(client.get("/en/calendars/turkic-world")).said("p", **{"class": "facts"})
    assert "reaches to 31 December 2028" in facts and "Last checked: 24 November 2026" in facts


def test_an_unknown_calendar_is_404_with_the_nearest(client: FlaskClient) -> None:
    answer = client.get("/en/calendars/turkic-wrld")
    assert answer.status_code == 404 and "turkic-world" in answer.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_panel_shows_the_whole_address_first(client: FlaskClient, lang: str) -> None:
    """Visible, selectable, labelled, and before any button (feed profile, 72)."""
    page = Page(client.get(f"/{lang}/subscribe/theme/water/everything"))
    [field] = [each for each in page.elements if each.attributes.get("id") == "feed"]
    assert field.text == f"{BASE}/{lang}/feeds/theme/water/everything.ics"
    assert "readonly" in field.attributes and "feed" in page.all("label", "for")
    first = next(each for each in page.elements if "calendar.google.com" in each.attributes.get("href", ""))
    assert page.elements.index(field) < page.elements.index(first)


def test_the_steps_of_each_program_are_four_at_most(client: FlaskClient) -> None:
    panel = client.get("/en/subscribe/un-days").text
    programs = re.findall(r"<summary>(.+?)</summary>\s*<ol>(.+?)</ol>", panel, re.S)
    assert len(programs) == 6
    assert all(1 < steps.count("<li>") <= 4 for _, steps in programs)


def test_the_links_of_a_panel_carry_the_address_escaped_once(client: FlaskClient) -> None:
    """Feed profile, 73 to 75."""
    address = f"{BASE}/kk/feeds/country/kz/theme/heritage/turkic-world_unesco-days.ics"
    page = Page(client.get("/kk/subscribe/country/kz/theme/heritage/turkic-world_unesco-days"))
    assert address.replace("https", "webcal") in page.all("a", "href")
    by_address, google = outward(page, "calendar.google.com")
    assert google == "https://calendar.google.com/calendar/r?cid=" + quote(address.replace("https", "webcal"), safe="")
    assert by_address == "https://calendar.google.com/calendar/r/settings/addbyurl"
    for host in ("outlook.live.com", "outlook.office.com"):
        [link] = outward(page, host)
        assert link.startswith(f"https://{host}/calendar/0/addfromweb?url={quote(address, safe='')}&name=")
        asked = parse_qs(urlsplit(link).query)
        assert asked["url"] == [address] and asked["name"] == page.said("h1")


@pytest.mark.parametrize("scheme", ["https", "http", "webcal"])
def test_the_scheme_for_google_is_a_setting(scheme: str) -> None:
    app = create_app(
        calendars=[shipped_calendars()],
        base_url=BASE,
        today=lambda zone: TODAY,
        google_scheme=scheme,  # type: ignore[arg-type]
    )
    _, google = outward(Page(app.test_client().get("/en/subscribe/un-days")), "calendar.google.com")
    assert parse_qs(urlsplit(google).query)["cid"] == [f"{scheme}://calendar.example.org/en/feeds/un-days.ics"]


def test_other_spellings_lead_to_the_one_page(client: FlaskClient) -> None:
    answer = client.get("/en/subscribe/UN-Days,unesco-days")
    assert (answer.status_code, answer.location) == (308, f"{BASE}/en/subscribe/un-days_unesco-days")


def test_a_page_for_each_of_two_hundred_choices(client: FlaskClient, choices: list[Selection]) -> None:
    for choice in choices[::8]:
        page = Page(client.get(f"/en/subscribe/{choice.address}"))
        assert f"{BASE}/en/feeds/{choice.address}.ics" in page.said("textarea")


def test_the_code_for_telephones_is_a_picture_of_its_own(client: FlaskClient) -> None:
    page = Page(client.get("/en/subscribe/un-days"))
    assert page.all("img", "src") == ["/en/qr/un-days.svg"] and page.all("img", "alt") != [""]
    answer = client.get("/en/qr/un-days.svg")
    assert answer.mimetype == "image/svg+xml" and answer.data.startswith(b"<svg ")
    assert b"style" not in answer.data and b"script" not in answer.data
    assert client.get("/en/qr/UN-days.svg").location == f"{BASE}/en/qr/un-days.svg"


# what is ticked, and the address it gives
@pytest.mark.parametrize(("chosen", "current"), [("education", []), ("lead/14/education", ["14 days"])])
def test_a_panel_offers_the_choice_some_days_early(client: FlaskClient, chosen: str, current: list[str]) -> None:
    """Scenario 13."""
    page = Page(client.get(f"/en/subscribe/{chosen}"))
    offered = [each for each in page.elements if each.tag == "a" and "hreflang" not in each.attributes]
    links = {each.attributes["href"]: each for each in offered}
    for days, said in ((1, "1 day"), (3, "3 days"), (7, "7 days"), (14, "14 days"), (30, "30 days")):
        assert links[f"/en/subscribe/lead/{days}/education"].text == said
        assert links[f"/en/subscribe/remind/{days}/education"].text == said
    assert [each.text for each in offered if "aria-current" in each.attributes] == current


def test_a_page_of_early_entries_says_so(client: FlaskClient) -> None:
    page = Page(client.get("/en/subscribe/lead/14/education"))
    assert page.said("h1") == ["Education · Heads-up 14 days before"]
    assert "Each entry stands 14 days before its day." in page.said("p")


TICKS = [
    ("theme=water", "theme/water/everything"),
    ("calendar=&theme=water&lead=", "theme/water/everything"),
    ("theme=water&theme=culture&calendar=unesco-days", "theme/culture_water/unesco-days"),
    ("calendar=unesco-days&theme=culture&theme=water&theme=culture", "theme/culture_water/unesco-days"),
    ("country=kz&country=KG&calendar=turkic-world", "country/kg_kz/turkic-world"),
    ("kind=decade", "kind/decade/everything_un-decades"),
    ("kind=year&kind=day&body=unesco", "body/unesco/kind/day_year/everything"),
    ("calendar=un-days&lead=14", "lead/14/un-days"),
    ("calendar=un-days&remind=7&spans=whole", "remind/7/spans/whole/un-days"),
    ("country=kz", "country/kz/everything_kazakhstan"),
    ("lang=en", "everything"),
]


@pytest.mark.parametrize(("ticks", "address"), TICKS)
def test_ticks_become_one_address(client: FlaskClient, ticks: str, address: str) -> None:
    page = Page(client.get(f"/en/choose?{ticks}"))
    [field] = [each for each in page.elements if each.attributes.get("id") == "feed"]
    assert field.text == f"{BASE}/en/feeds/{address}.ics"
    assert client.get(f"/en/feeds/{address}.ics").status_code == 200


@pytest.mark.parametrize("lang", ["en", "kk", "ar"])
def test_what_was_ticked_stays_ticked(client: FlaskClient, lang: str) -> None:
    page = Page(client.get(f"/{lang}/choose?theme=water&country=kz&calendar=everything&lead=7&lang=tr"))
    ticked = [each.attributes["value"] for each in page.elements if "checked" in each.attributes]
    assert ticked == ["everything", "water", "kz"]
    assert [each.attributes["value"] for each in page.elements if "selected" in each.attributes] == ["tr", "7"]
    assert f"{BASE}/tr/feeds/country/kz/lead/7/theme/water/everything.ics" in page.said("textarea")


def test_the_feed_holds_what_the_choice_announced(client: FlaskClient) -> None:
    page = Page(client.get("/en/choose?theme=languages&calendar=un-days"))
    links = [each for each in page.elements if each.section == "choice" and "/observances/" in str(each.attributes)]
    announced = [each.text for each in links]
    [address] = [value for value in page.said("textarea") if value.endswith(".ics")]
    feed = client.get(address.removeprefix(BASE)).text.replace("\r\n ", "")
    assert len(announced) == 3 and all(f"SUMMARY:{name}\r\n" in feed for name in announced)


def test_a_choice_of_nothing_names_a_wider_one(client: FlaskClient) -> None:
    """Scenario 4: the page says so, and proposes the nearest choice that holds something."""
    page = Page(client.get("/en/choose?theme=sport&country=tm&kind=week&calendar=un-days"))
    assert "0 entries" in page.said("p", "choice", **{"class": "facts"})
    wider = [link for link in page.links if link.startswith("/en/subscribe/") and "remind" not in link]
    assert "/en/subscribe/kind/week/theme/sport/un-days" in wider or any("un-days" in link for link in wider)


def test_too_many_ticks_are_told(client: FlaskClient, catalogue: Catalogue) -> None:
    codes = sorted({code.lower() for one in catalogue.observances.values() for code in one.countries})
    assert len(codes) > 40
    page = Page(client.get("/en/choose?" + "&".join(f"country={code}" for code in codes)))
    assert page.said("p", **{"class": "mark"}) == ["Please tick at most 40 of one kind."]


@pytest.mark.parametrize("ticks", ["theme=nothing", "calendar=un-days/..", "lang=xx", "lead=soon", "country=kz/theme"])
def test_what_cannot_be_ticked_is_404(client: FlaskClient, ticks: str) -> None:
    assert client.get(f"/en/choose?{ticks}").status_code == 404


def test_one_event_can_be_added_by_itself(client: FlaskClient) -> None:
    """Feed profile, 76: Google's end is the day after, Outlook's the last day."""
    page = Page(client.get(f"{FAMILY_DAY}/2026"))
    [google], [outlook] = outward(page, "calendar.google.com"), outward(page, "outlook.live.com")
    asked = parse_qs(urlsplit(google).query)
    assert urlsplit(google).path == "/calendar/render" and asked["action"] == ["TEMPLATE"]
    assert (asked["text"], asked["dates"]) == (["World Turkic Language Family Day"], ["20261215/20261216"])
    asked = parse_qs(urlsplit(outlook).query)
    assert (asked["startdt"], asked["enddt"], asked["allday"]) == (["2026-12-15"], ["2026-12-15"], ["true"])
    assert f"{BASE}{FAMILY_DAY}/2026.ics" in page.all("a", "href")


def linked_data(text: str) -> dict[str, str]:
    [found] = re.findall(r'<script type="application/ld\+json">(.+?)</script>', text)
    told: dict[str, str] = json.loads(found)
    return told


@pytest.mark.parametrize("address", [FAMILY_DAY, f"{FAMILY_DAY}/2026", f"/ar/observances/{NOMADS}"])
def test_search_engines_are_told_of_an_event_without_a_place(client: FlaskClient, address: str) -> None:
    told = linked_data(client.get(address).text)
    assert told["@type"] == "Event" and "location" not in told
    assert date.fromisoformat(told["startDate"]) <= date.fromisoformat(told["endDate"])


def test_a_citation_is_one_line_with_all_that_proves_it(client: FlaskClient) -> None:
    [line] = Page(client.get(FAMILY_DAY)).said("textarea", id="citation")
    assert "\n" not in line
    for part in ("World Turkic Language Family Day", "43 C/57", "3 November 2025", "2025", f"{BASE}{FAMILY_DAY}"):
        assert part in line


CORRECTED = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - {id: a-day, name: {en: "Day & Night"}, on: 24 November, sources: [A book]}
"""
CORRECTIONS = [
    ("", None),
    ("corrections: mailto:us@example.org\n", "mailto:us@example.org?subject=Correction%3A%20a-day&body=What%20is"),
    ("corrections: https://example.org/new?x=1\n", "https://example.org/new?x=1&title=Correction%3A%20a-day&body="),
    ("contact: mailto:us@example.org\n", "mailto:us@example.org?subject=Correction%3A%20a-day&body="),
]


@pytest.mark.parametrize(("setting", "start"), CORRECTIONS)
def test_a_correction_goes_where_the_collection_says(
    folder: Folder, service: Service, setting: str, start: str | None
) -> None:
    """Scenario 31; where nobody said where to write, nothing is invented."""
    made = folder(days=CORRECTED)
    collection = made / "collection.yaml"
    collection.write_text(setting + collection.read_text())
    page = Page(service(made).get("/en/observances/a-day"))
    links = [each.attributes["href"] for each in page.elements if each.text == "Correct this"]
    assert len(links) == (0 if start is None else 1)
    assert start is None or links[0].startswith(start)
