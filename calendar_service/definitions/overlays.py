"""What a folder says of entries that are at home in another one: another name, a translation, a link, not shown here.

The other folder's files stay as they are, so an update of it overwrites nothing. Of two folders that speak of one
entry, the later has the last word.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from ..observance import Observance
from ..text import nearest, quoted
from . import build
from .document import scalars
from .findings import Finding, expected
from .folder import EXTEND, CalendarFile, Folder
from .revisions import GONE

SAYS = ("hide", "name", "also", "about", "note", "links")


def mistakes(folder: Folder, known: Iterable[str]) -> Iterator[Finding]:
    """Overlays of entries that nobody has, of the folder's own, twice of the same one, or saying nothing."""
    known = frozenset(known)
    own = {entry.id for file in folder.files for entry in file.entries}
    others = known - own
    met: dict[str, str] = {}
    for file in folder.files:
        for path, scalar in scalars(file.root, "extend", "*", "id"):
            got = quoted(scalar.text)
            if scalar.text in own:
                yield file.finding(path, expected("an entry of another folder", f"{got}, which is one of this folder"))
            elif scalar.text not in known:
                yield file.finding(path, expected("the id of an observance", got, nearest(scalar.text, others)))
            elif scalar.text in met:
                yield file.finding(path, expected("each entry once", f"{got} again, first at {met[scalar.text]}"))
            met.setdefault(scalar.text, str(file.finding(path, "").place))
        yield from _silent(file)


def _silent(file: CalendarFile) -> Iterator[Finding]:
    for index, overlay in enumerate(file.model.extend if file.model else ()):
        if not any(getattr(overlay, key) for key in SAYS):
            what = f"one of the keys {', '.join(SAYS)} beside the id"
            yield file.finding(("extend", index), expected(what, "none"))


def overlaid(observances: Mapping[str, Observance], folders: Iterable[Folder]) -> dict[str, Observance]:
    """The observances as the folders would have them shown; each rises with what is said of it, and with its end."""
    found = dict(observances)
    for folder in folders:
        for file in folder.files:
            for overlay in file.model.extend if file.model else ():
                if overlay.id in found:
                    changed = folder.changed(file, EXTEND + overlay.id)
                    found[overlay.id] = build.overlaid(found[overlay.id], overlay, changed)
        for id, changed in _taken_back(folder):
            if id in found:
                found[id] = build.touched(found[id], changed)
    return found


def _taken_back(folder: Folder) -> Iterator[tuple[str, datetime]]:
    """What the folder spoke of once and does no more: that too has changed the entry."""
    for row, revision in (folder.ledger or {}).items():
        if row.startswith(EXTEND) and revision.digest == GONE:
            yield row.removeprefix(EXTEND), revision.changed
