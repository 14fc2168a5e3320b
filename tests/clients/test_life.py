"""After each change in the life of a feed a client holds exactly the right events, and asking again changes nothing."""

from datetime import UTC, date, datetime
from itertools import count

import pytest

from calendar_service.formats import ics

from .client import Client
from .evolution import Evolution
from .importer import Importer
from .life import LIFE, uids
from .server import Server
from .visit import CLIENTS, Visit, address, live

CHANGES = [change.name for change in LIFE]
BREAD, TEA, RIVERS, LAMPS = (
    uids(f"{name}-2025 {name}-2026 {name}-2027 {name}-2028") for name in ("bread", "tea", "rivers", "lamps")
)
PAST = uids("winter-2024 bread-2025 tea-2025 rivers-2025 lamps-2025")
NEXT = uids("bread-2029 tea-2029 rivers-2029 winter-2029")
WINTER = uids("winter-2025 winter-2026 winter-2027 winter-2028")
NEVER_HELD = uids("lamps-2029")
"""Of a day that was withdrawn before its year came into the window nobody need hear."""
ONCE = ("DTSTAMP:20261124T080000Z", "LAST-MODIFIED:20261124T080000Z", "SEQUENCE:1")


def name(client: type[Client]) -> str:
    return client.__name__.lower()


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("client", CLIENTS, ids=name)
def test_a_client_holds_the_right_events(client: type[Client], change: str, lived: list[Visit]) -> None:
    visits = [visit for visit in lived if visit.client is client and visit.change == change]
    assert [f"{visit.lang}: {visit.wrong}" for visit in visits if visit.wrong] == []


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("client", CLIENTS, ids=name)
def test_asking_again_changes_nothing(client: type[Client], change: str, lived: list[Visit]) -> None:
    visits = [visit for visit in lived if visit.client is client and visit.change == change]
    assert [f"{visit.lang}: {visit.restless}" for visit in visits if visit.restless] == []


@pytest.mark.parametrize(
    ("change", "written"),
    [
        ("corrected", BREAD),
        ("translated", TEA),
        ("moved", RIVERS),
        ("withdrawn", LAMPS),
        ("new year", PAST | NEXT),
        ("reinstalled", set()),
        ("written otherwise", (BREAD | TEA | RIVERS | LAMPS | WINTER | NEXT) - PAST),
    ],
)
def test_only_what_changed_is_written_again(change: str, written: set[str], lived: list[Visit]) -> None:
    """In both languages, whichever was touched, by the client that goes by all three stamps."""
    found = [visit.written - NEVER_HELD for visit in lived if visit.client is Evolution and visit.change == change]
    assert found == [written, written]


def test_a_withdrawn_day_is_told_of_as_long_as_the_window_reaches_back_to_its_end(served: Server) -> None:
    client = Evolution(address("en"))
    client.poll(served)
    before = {uid: client.store[uid].sequence for uid in LAMPS}
    served.edit("days.yaml", "on: 1 October", "on: 1 October, status: withdrawn, withdrawn: 2026")
    served.stamp(datetime(2026, 11, 24, 12, tzinfo=UTC))
    served.start()
    told = {day: cancelled(client, served, day) for day in (served.today, date(2027, 12, 31), date(2028, 1, 1))}
    assert set(told[date(2026, 11, 24)]) == LAMPS
    assert all(sequence > before[uid] for uid, sequence in told[date(2026, 11, 24)].items())
    assert set(told[date(2027, 12, 31)]) >= LAMPS - uids("lamps-2025")
    assert set(told[date(2028, 1, 1)]) == set()


def cancelled(client: Client, server: Server, today: date) -> dict[str, int]:
    """The UIDs and SEQUENCEs of what a client holds as cancelled on a day."""
    server.today = today
    client.poll(server)
    return {uid: event.sequence for uid, event in client.store.items() if event.cancelled}


def test_with_stamps_that_stay_those_who_trust_them_keep_what_was_corrected(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ics, "_stamp_lines", lambda *_: ONCE)
    wrong = {(visit.client, visit.change) for visit in live(server, monkeypatch) if visit.wrong}
    for change in ("corrected", "translated", "moved"):
        misled = {client for client in CLIENTS if (client, change) in wrong}
        assert misled == {client for client in CLIENTS if client.trusts_stamps}


def test_with_stamps_that_rise_by_themselves_every_question_is_answered_anew(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But to those who only say since when: Last-Modified does not come from the events."""
    moments = count(1)

    def now(*_: object) -> tuple[str, ...]:
        moment = next(moments)
        return f"DTSTAMP:20261124T{moment:06}Z", f"LAST-MODIFIED:20261124T{moment:06}Z", f"SEQUENCE:{moment}"

    monkeypatch.setattr(ics, "_stamp_lines", now)
    visits = live(server, monkeypatch, life=LIFE[:2], start=Server.start_for_each_answer)
    for change in CHANGES[:2]:
        restless = {visit.client for visit in visits if visit.change == change and visit.restless}
        assert restless == {*CLIENTS} - {Importer}
