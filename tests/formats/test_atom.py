"""Atom (RFC 4287): each entry once, some days before its day, under an identity that stays."""

from datetime import date
from xml.etree import ElementTree

import pytest

from calendar_service.feed import Composer, Feed
from calendar_service.formats import FORMATS
from calendar_service.selection import parse_selection

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def feed(composer: Composer, today: date, address: str = "turkic-world", lang: str = "en") -> Feed:
    selection = parse_selection(composer.catalogue, address)
    return composer.selected(selection, lang, FORMATS["atom"].period(selection, today))


def read(found: Feed) -> ElementTree.Element:
    return ElementTree.fromstring(FORMATS["atom"].write(found))


def texts(root: ElementTree.Element, path: str) -> list[str]:
    return [element.text or "" for element in root.findall("/".join(ATOM + step for step in path.split("/")))]


def test_an_entry_appears_seven_days_before_its_day(composer: Composer) -> None:
    name = "World Turkic Language Family Day"
    titles = {day: texts(read(feed(composer, date(2026, 12, day))), "entry/title") for day in (7, 8, 15, 31)}
    assert [name in titles[day] for day in (7, 8, 15, 31)] == [False, True, True, True]


def test_a_heads_up_appears_on_the_day_on_which_it_stands(composer: Composer) -> None:
    name = "In 14 days: World Turkic Language Family Day"
    seen = [
        texts(read(feed(composer, date(2026, d // 100, d % 100), "lead/14/turkic-world")), "entry/title")
        for d in (1130, 1201)
    ]
    assert [name in titles for titles in seen] == [False, True]


def test_what_rfc_4287_asks_of_a_feed_and_an_entry(composer: Composer) -> None:
    root = read(feed(composer, date(2026, 12, 15)))
    base = "https://calendar.example.org/en"
    assert root.get(f"{XML}lang") == "en"
    assert texts(root, "id") == ["tag:commemorative-calendar.invalid,2026:/en/feeds/turkic-world"]
    assert [link.attrib for link in root.findall(f"{ATOM}link")] == [
        {"rel": "self", "type": "application/atom+xml", "href": f"{base}/feeds/turkic-world.atom"},
        {"rel": "alternate", "type": "text/html", "href": f"{base}/"},
    ]
    assert texts(root, "author/name") == ["Commemorative Calendar"]
    entry = root.findall(f"{ATOM}entry")[0]
    day = "world-turkic-language-family-day"
    assert texts(entry, "id") == [f"tag:commemorative-calendar.invalid,2026:en/{day}-2026"]
    assert texts(entry, "published") == ["2026-12-08T00:00:00+00:00"]
    [link] = entry.findall(f"{ATOM}link")
    assert link.get("href") == f"{base}/observances/{day}/2026"
    assert texts(root, "updated")[0] >= max(texts(root, "entry/updated"))


@pytest.mark.parametrize("lang", ["en", "kk", "ar", "zh"])
def test_entries_are_unique_and_the_newest_comes_first(composer: Composer, lang: str) -> None:
    for day in (date(2026, 3, 21), date(2026, 11, 24)):
        root = read(feed(composer, day, "everything", lang))
        ids, published = texts(root, "entry/id"), texts(root, "entry/published")
        assert len(ids) > 40 and len(set(ids)) == len(ids)
        assert published == sorted(published, reverse=True)
        assert max(published)[:10] <= day.isoformat()


def test_the_identity_of_an_entry_depends_on_no_host(composer: Composer) -> None:
    elsewhere = Composer(composer.catalogue, "https://elsewhere.example.net")
    first, second = (texts(read(feed(one, date(2026, 12, 15))), "entry/id") for one in (composer, elsewhere))
    assert first == second


def test_a_text_in_another_language_says_so(composer: Composer) -> None:
    """A fallback marked as the reader's language would be a lie."""
    root = read(feed(composer, date(2026, 12, 15), "turkic-world", "zh"))
    known = {entry.findtext(f"{ATOM}title"): entry.get(f"{XML}lang") for entry in root.findall(f"{ATOM}entry")}
    assert known["V. Thomsen announces the decipherment of the Orkhon inscriptions"] == "en"
    assert known["世界突厥语族日"] is None and root.get(f"{XML}lang") == "zh"
