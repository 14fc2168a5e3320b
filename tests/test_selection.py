"""A choice as an address: one form for each choice, and every other spelling led to it (scenario 10)."""

from itertools import permutations

import pytest

from calendar_service.catalogue import Catalogue, Unknown
from calendar_service.selection import BadSelection, Selection, parse_selection

SPELLINGS = [
    ("un-days", "un-days"),
    ("UN-Days", "un-days"),
    ("un-days_unesco-days", "un-days_unesco-days"),
    ("unesco-days_un-days", "un-days_unesco-days"),
    ("un-days_un-days", "un-days"),
    ("theme/culture/un-days", "theme/culture/un-days"),
    ("theme/heritage_culture/un-days", "theme/culture_heritage/un-days"),
    ("theme/heritage+culture/un-days", "theme/culture_heritage/un-days"),
    ("theme/heritage culture/un-days", "theme/culture_heritage/un-days"),
    ("theme/heritage,culture/un-days", "theme/culture_heritage/un-days"),
    ("theme/culture/theme/heritage/un-days", "theme/culture_heritage/un-days"),
    ("theme/culture/body/unesco/un-days", "body/unesco/theme/culture/un-days"),
    ("country/KZ_az/turkic-world", "country/az_kz/turkic-world"),
    ("kind/week_day/un-days", "kind/day_week/un-days"),
    ("lead/14/un-days", "lead/14/un-days"),
    ("lead/14/lead/14/un-days", "lead/14/un-days"),
    ("lead/0/un-days", "un-days"),
    ("remind/7/un-days", "remind/7/un-days"),
    ("remind/0/un-days", "remind/0/un-days"),
    ("spans/first-day/un-years", "un-years"),
    ("spans/whole/un-years", "spans/whole/un-years"),
    ("theme/water/spans/whole/remind/1/lead/3/kind/day/country/kz/body/un/un-days", None),
]


@pytest.mark.parametrize(("spelled", "kept"), SPELLINGS)
def test_each_choice_has_one_address(spelled: str, kept: str | None, catalogue: Catalogue) -> None:
    selection = parse_selection(catalogue, spelled)
    assert selection.address == (kept or "body/un/country/kz/kind/day/lead/3/remind/1/spans/whole/theme/water/un-days")
    assert parse_selection(catalogue, selection.address) == selection


def test_every_order_of_ticking_gives_the_same_address(catalogue: Catalogue) -> None:
    parts = ["theme/water_food", "body/fao", "country/kz", "lead/7"]
    spelled = ["/".join([*order, "un-days"]) for order in permutations(parts)]
    assert {parse_selection(catalogue, address).address for address in spelled} == {
        "body/fao/country/kz/lead/7/theme/food_water/un-days"
    }


UNKNOWN = [
    ("un-dayz", "calendar", "un-days"),
    ("zzz", "calendar", None),
    ("", "calendar", None),
    ("un-days_", "calendar", None),
    ("themes/culture/un-days", "facet", "theme"),
    ("theme/cultur/un-days", "theme", "culture"),
    ("theme//un-days", "theme", None),
    ("body/unesko/un-days", "body", "unesco"),
    ("country/kzz/un-days", "country", "KZ"),
    ("kind/days/un-days", "kind", "day"),
    ("spans/hole/un-days", "spans", "whole"),
    ("theme/ку́льтура/un-days", "theme", None),
]


@pytest.mark.parametrize(("address", "what", "near"), UNKNOWN)
def test_a_name_that_there_is_not_is_told_with_the_nearest(
    address: str, what: str, near: str | None, catalogue: Catalogue
) -> None:
    with pytest.raises(Unknown) as found:
        parse_selection(catalogue, address)
    assert (found.value.what, found.value.near) == (what, near)


BAD = [
    ("theme/un-days", "pairs such as theme/culture before the calendar"),
    ("/un-days", "pairs such as theme/culture before the calendar"),
    ("lead/x/un-days", "lead from 0 to 366 days"),
    ("lead/367/un-days", "lead from 0 to 366 days"),
    ("lead/07/un-days", "lead from 0 to 366 days"),
    ("lead/-1/un-days", "lead from 0 to 366 days"),
    ("lead/٣/un-days", "lead from 0 to 366 days"),
    ("remind/1_2/un-days", "one value of remind"),
    ("remind/1/remind/2/un-days", "one value of remind"),
    ("theme/culture/" * 100 + "un-days", "at most 1000 characters"),
    (f"country/{'_'.join(a + b for a in 'abcdef' for b in 'abcdefg')}/un-days", "at most 40 values of country"),
]


@pytest.mark.parametrize(("address", "expected"), BAD)
def test_what_no_choice_leads_to_is_told(address: str, expected: str, catalogue: Catalogue) -> None:
    with pytest.raises(BadSelection, match=expected):
        parse_selection(catalogue, address)


def test_an_old_name_of_a_calendar_leads_to_the_new_one(catalogue: Catalogue) -> None:
    renamed = Catalogue(**{**vars(catalogue), "renamed": {"old-days": "un-days"}})
    assert parse_selection(renamed, "theme/water/old-days").address == "theme/water/un-days"


def test_two_hundred_choices_come_back_from_their_addresses(catalogue: Catalogue, choices: list[Selection]) -> None:
    assert len({selection.address for selection in choices}) == 200
    for selection in choices:
        assert parse_selection(catalogue, selection.address) == selection
        assert len(selection.address) <= 1000
