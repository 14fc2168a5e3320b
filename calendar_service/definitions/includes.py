"""Which observances a calendar holds: its own, and those it selects from the entries whose home is another calendar.

What the other calendar includes in turn is not selected, so two calendars may include from each other.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..catalogue import Facets
from ..observance import Body, Observance
from ..text import nearest, quoted
from .document import scalars
from .findings import Finding, expected
from .folder import CalendarFile
from .schema import IncludeModel

Homes = Mapping[str, tuple[str, ...]]
"""The ids of the entries that are at home in each calendar, in the order of its file."""
Bodies = Mapping[str, Body]


def homes(files: Iterable[CalendarFile]) -> dict[str, tuple[str, ...]]:
    return {file.id: tuple(entry.id for entry in file.entries) for file in files}


def members(
    file: CalendarFile, homes: Homes, observances: Mapping[str, Observance], bodies: Bodies
) -> tuple[Observance, ...]:
    """The calendar's own observances, then those included, each once; only where there is no mistake."""
    found = [entry.id for entry in file.entries]
    for include in _includes(file):
        facets = _facets(include)
        found += [id for id in homes[include.from_] if facets.match(observances[id], bodies)]
    return tuple(observances[id] for id in dict.fromkeys(found))


def mistakes(file: CalendarFile, homes: Homes, bodies: Bodies) -> Iterator[Finding]:
    """Includes from calendars, of ids or of bodies that do not exist, and of ids whose home is elsewhere."""
    known = frozenset(id for ids in homes.values() for id in ids)
    for path, scalar in scalars(file.root, "include", "*", "from"):
        if scalar.text not in homes:
            yield file.finding(path, expected("a calendar", quoted(scalar.text), nearest(scalar.text, homes)))
        elif scalar.text == file.id:
            yield file.finding(path, expected("another calendar", f"{quoted(scalar.text)}, which is this one"))
    for path, scalar in scalars(file.root, "include", "*", "ids", "*"):
        if scalar.text not in known:
            got = quoted(scalar.text)
            yield file.finding(path, expected("the id of an observance", got, nearest(scalar.text, known)))
    for path, scalar in scalars(file.root, "include", "*", "bodies", "*"):
        if scalar.text not in bodies:
            yield file.finding(path, expected("a body", quoted(scalar.text), nearest(scalar.text, bodies)))
    for index, include in enumerate(_includes(file)):
        there = frozenset(homes.get(include.from_, known))
        for number, id in enumerate(include.ids):
            if id in known and id not in there:
                what = f"the id of an entry whose home is {include.from_}"
                yield file.finding(("include", index, "ids", number), expected(what, quoted(id)))


def _includes(file: CalendarFile) -> Iterable[IncludeModel]:
    return file.model.include if file.model else ()


def _facets(include: IncludeModel) -> Facets:
    return Facets(
        ids=tuple(include.ids),
        themes=tuple(include.themes),
        bodies=tuple(include.bodies),
        countries=tuple(include.countries),
        kinds=tuple(include.kinds),
    )
