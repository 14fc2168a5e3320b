"""An institution beside us (scenario 27): its days, our days in its words, and nothing of ours overwritten."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from calendar_service.catalogue import Catalogue
from calendar_service.definitions import load_catalogue, load_folders, shipped_calendars
from calendar_service.definitions.revisions import LEDGER, renewed, write_ledger
from calendar_service.feed import Composer
from calendar_service.query import feed_period, observances
from calendar_service.selection import Selection

MUSEUM = Path(__file__).parent.parent / "museum"
LIGHT, HAPPINESS = "international-day-of-light", "international-day-of-happiness"
OURS = """\
calendar: days
name: {en: Days}
color: teal
observances:
  - id: day-of-lamps
    name: {en: Day of Lamps}
    on: 1 May
    sources: [A book]
"""
THEIRS = "calendar: our-days\nname: {en: Ours}\ncolor: teal\n"
COLLECTION = "domain: our.example\npublisher: {en: We}\nprefix: our-\n"


@pytest.fixture(scope="module")
def museum() -> Catalogue:
    """Our collection with the museum's folder beside it."""
    return load_catalogue([shipped_calendars(), MUSEUM])


def test_the_museum_has_its_days_beside_ours(museum: Catalogue, catalogue: Catalogue) -> None:
    own = {id for id in museum.observances if id.startswith("lantern-")}
    assert len(own) == 12 and museum.observances.keys() == own | catalogue.observances.keys()
    assert {found.id for found in observances(museum, Selection(("lantern-visitors",)))} >= {"lantern-week", LIGHT}


def test_no_warning_and_no_slip_stands_in_the_example(museum: Catalogue) -> None:
    loaded = load_folders([shipped_calendars(), MUSEUM])
    theirs = [str(found) for found in (*loaded.findings, *loaded.slips, *loaded.stale) if "museum/" in str(found)]
    assert theirs == []


def test_a_name_of_theirs_replaces_ours_which_search_still_knows(museum: Catalogue, catalogue: Catalogue) -> None:
    shown, ours = museum.observance(LIGHT), catalogue.observance(LIGHT)
    assert (shown.names["en"].text, shown.names["en"].status) == ("Day of Light at the Lantern Museum", "list")
    assert shown.names["cy"].status == "translation"
    assert shown.names["kk"] == ours.names["kk"]
    assert ours.names["en"].text in shown.also["en"]
    assert shown.links == (*ours.links, "https://lantern-museum.example.org/light")
    assert shown.rule == ours.rule and shown.acts == ours.acts


def test_a_hidden_day_stands_in_no_calendar_and_keeps_its_page(museum: Catalogue, catalogue: Catalogue) -> None:
    assert HAPPINESS in {found.id for found in observances(catalogue, Selection(("un-days",)))}
    for calendar in museum.calendars:
        assert HAPPINESS not in {found.id for found in observances(museum, Selection((calendar,)))}
    assert museum.observance(HAPPINESS).hidden


def test_our_collection_alone_is_as_it_was(catalogue: Catalogue) -> None:
    assert catalogue.observance(LIGHT).names["en"].text == "International Day of Light"
    assert not any(observance.hidden for observance in catalogue.observances.values())


@pytest.fixture
def stamps(tmp_path: Path) -> Callable[[str, int], datetime]:
    """The stamp of our day after their calendar says something and is stamped on a day of January 2090."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    (ours / "collection.yaml").write_text("domain: ours.example\npublisher: {en: Ours}\n", encoding="utf-8")
    (ours / "days.yaml").write_text(OURS, encoding="utf-8")
    (theirs / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    stamp(ours, 1)

    def after(said: str, day: int) -> datetime:
        (theirs / "our-days.yaml").write_text(THEIRS + said, encoding="utf-8")
        stamp(theirs, day)
        catalogue = load_catalogue([ours, theirs])
        feed = Composer(catalogue, None).feed(catalogue.calendar("days"), "en", feed_period(date(2026, 5, 1)))
        return feed.events[0].stamp

    return after


def stamp(folder: Path, day: int) -> None:
    [found] = load_folders([folder]).folders
    ledger = renewed(found.ledger or {}, found.digests, datetime(2090, 1, day, tzinfo=UTC))
    (folder / LEDGER).write_bytes(write_ledger(ledger))


def test_what_another_folder_says_raises_the_stamp_and_so_does_its_end(stamps: Callable[[str, int], datetime]) -> None:
    """feed-profile 47: overlays are visible fields too. The last one is taken back, which changes the title again."""
    said = "extend:\n  - {id: day-of-lamps, name: {en: %s}}\n"
    found = [stamps("", 2), stamps(said % "Our Lamps", 3), stamps(said % "Our Lamps", 4), stamps(said % "Lamps", 5)]
    found.append(stamps("", 6))
    assert [moment.day for moment in found] == [1, 3, 3, 5, 6]
