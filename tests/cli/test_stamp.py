"""`stamp`: the ledger is renewed for what has changed, and for nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from calendar_service.definitions import load_folders

Run = Callable[..., Result]
Folder = Callable[..., Path]
OLD = "2020-01-02T03:04Z"


@pytest.fixture
def stamped(own: Folder) -> Path:
    """A folder that was stamped long ago."""
    path = own("mine")
    [folder] = load_folders([path]).folders
    write(path, {id: (OLD, digest) for id, digest in folder.digests.items()})
    return path


def ledger(path: Path) -> dict[str, tuple[str, str]]:
    header, *rows = (path / "revisions.csv").read_text().splitlines()
    assert header == "id,changed,digest"
    return {id: (changed, digest) for id, changed, digest in (row.split(",") for row in rows)}


def write(path: Path, rows: dict[str, tuple[str, str]]) -> None:
    lines = [f"{id},{changed},{digest}\n" for id, (changed, digest) in rows.items()]
    (path / "revisions.csv").write_text("id,changed,digest\n" + "".join(lines))


def edit(path: Path, old: str, new: str) -> None:
    file = path / "mine-days.yaml"
    file.write_text(file.read_text().replace(old, new))


def test_a_folder_gets_a_row_for_all_that_feeds_show(run: Run, own: Folder) -> None:
    path = own("mine")
    result = run("stamp", path)
    assert (result.exit_code, result.stderr) == (0, f"{path / 'revisions.csv'}: 3 of 3 rows are new\n")
    assert ledger(path).keys() == {"collection:publisher", "calendar:mine-days", "mine-day"}


# what is changed in the file, and the rows that are renewed
CHANGES = [
    ("Our Day", "Our day", {"mine-day"}),
    ("Our days", "Our own days", {"calendar:mine-days"}),
    ("color: teal", "color: navy", {"calendar:mine-days"}),
    ("15 December", "16 December", {"mine-day"}),
    ("teal\n", "teal  # a remark\n", set()),
    ("sources: [A book]", 'sources: ["A book"]', set()),
    ("sources: [A book]", "sources: [A book], checked: 2026-11-24", set()),
    ("sources: [A book]", "sources: [A book], examples: {2026: 2026-12-15}", set()),
    ("id: mine-day,", "id: mine-other-day,", {"mine-day", "mine-other-day"}),
]


@pytest.mark.parametrize(("old", "new", "renewed"), CHANGES)
def test_what_has_changed_and_nothing_else_is_renewed(
    run: Run, stamped: Path, old: str, new: str, renewed: set[str]
) -> None:
    edit(stamped, old, new)
    assert run("check", "--only-calendars", stamped).exit_code == (1 if renewed else 0)
    assert run("stamp", stamped).exit_code == 0
    assert {id for id, (changed, _) in ledger(stamped).items() if changed != OLD} == renewed
    assert run("check", "--only-calendars", stamped).exit_code == 0


def test_check_names_the_rows_that_are_behind(run: Run, stamped: Path) -> None:
    edit(stamped, "id: mine-day,", "id: mine-other-day,")
    told = run("check", "--only-calendars", stamped).stderr
    for id, what in (("mine-other-day", "new"), ("mine-day", "gone")):
        assert (
            f'revisions.csv: expected each entry as it is now; run calendar-service stamp; got "{id}" {what}\n' in told
        )


def test_a_gone_entry_keeps_its_row_and_may_come_back(run: Run, stamped: Path) -> None:
    before = ledger(stamped)
    edit(stamped, "id: mine-day,", "id: mine-other-day,")
    run("stamp", stamped)
    assert ledger(stamped)["mine-day"][1] == "gone"
    edit(stamped, "id: mine-other-day,", "id: mine-day,")
    run("stamp", stamped)
    assert ledger(stamped)["mine-day"] == (ledger(stamped)["mine-day"][0], before["mine-day"][1])


def test_the_stamp_is_what_the_feed_tells(run: Run, stamped: Path) -> None:
    rows = ledger(stamped) | {"mine-day": ("2030-05-06T07:08Z", ledger(stamped)["mine-day"][1])}
    write(stamped, rows)
    feed = run("feed", "mine-days", "--only-calendars", stamped).stdout_bytes.decode()
    assert feed.count("DTSTAMP:20300506T070800Z\r\n") == feed.count("BEGIN:VEVENT") > 0


def test_wrong_calendars_are_not_stamped(run: Run, stamped: Path) -> None:
    before = ledger(stamped)
    edit(stamped, "15 December", "32 December")
    result = run("stamp", stamped)
    assert (result.exit_code, ledger(stamped)) == (1, before)
    assert result.stderr.startswith("Error: the calendars cannot be used:\nmine-days.yaml:5:")


@pytest.mark.parametrize("row", ["mine-day", "mine-day,yesterday,abc", "mine-day,2026-11-24,abc", "a,b,c,d"])
def test_a_row_that_is_none_is_told_with_its_line(run: Run, stamped: Path, row: str) -> None:
    write(stamped, {})
    with (stamped / "revisions.csv").open("a") as file:
        file.write(f"{row}\n")
    told = "revisions.csv:2:1: expected id,changed,digest with a time such as 2026-11-24T08:00Z; got "
    assert told in run("check", "--only-calendars", stamped).stderr
