"""Who decides: the bodies that the collections name, and the acts that name them."""

from collections.abc import Iterator, Mapping, Sequence

from ..observance import Body
from ..text import nearest, quoted
from . import build
from .document import scalars
from .findings import Finding, expected
from .folder import COLLECTION, Entry, Folder
from .scalars import is_id

Bodies = Mapping[str, Body]


def bodies_of(folder: Folder) -> Iterator[Body]:
    """The bodies that a folder names itself."""
    for id, model in (folder.model.bodies if folder.model else {}).items():
        yield build.body(id, model)


def mistakes(folder: Folder, before: Sequence[Folder], bodies: Bodies) -> Iterator[Finding]:
    """Bodies that an earlier folder has, and parents that nobody has or that lead back."""
    others = {body.id for other in before for body in bodies_of(other)}
    for body in bodies_of(folder):
        if body.id in others:
            yield folder.finding(expected("a body of its own", f"{quoted(body.id)} again"), "bodies", body.id)
        if body.parent and body.parent not in bodies:
            yield folder.finding(expected("a body", quoted(body.parent)), "bodies", body.id, "parent")
        elif _circular(body.id, bodies):
            yield folder.finding(expected("a body above", "a circle"), "bodies", body.id, "parent")


def unknown(entry: Entry, bodies: Bodies) -> Iterator[Finding]:
    """Acts of bodies that no collection names."""
    for path, scalar in scalars(entry.node, "acts", "*", "body"):
        if scalar.text not in bodies and is_id(scalar.text):
            got = quoted(scalar.text)
            yield entry.finding(path, expected(f"a body of {COLLECTION}", got, nearest(scalar.text, bodies)))


def _circular(id: str, bodies: Bodies) -> bool:
    """Whether the parents of a body lead back to a body already met."""
    met: set[str] = set()
    current: str | None = id
    while current is not None and current in bodies and current not in met:
        met.add(current)
        current = bodies[current].parent
    return current in met
