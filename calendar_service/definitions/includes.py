"""Which observances a calendar holds: its own, and those it selects from other calendars."""

from collections.abc import Iterator, Mapping

from ..catalogue import Facets
from ..observance import Body, Observance
from ..text import nearest, quoted
from .document import scalars
from .findings import Finding, expected
from .folder import CalendarFile
from .schema import IncludeModel

Bodies = Mapping[str, Body]


def members(
    file: CalendarFile, files: Mapping[str, CalendarFile], observances: Mapping[str, Observance], bodies: Bodies
) -> tuple[Observance, ...]:
    """The calendar's own observances, then those included, each once."""
    found = {id: None for id in _ids(file, files, observances, bodies, ())}
    return tuple(observances[id] for id in found)


def mistakes(file: CalendarFile, files: Mapping[str, CalendarFile], known: frozenset[str]) -> Iterator[Finding]:
    """Includes from calendars or of ids that do not exist, and calendars that include themselves."""
    for path, scalar in scalars(file.root, "include", "*", "from"):
        if scalar.text not in files:
            yield file.finding(path, expected("a calendar", quoted(scalar.text), nearest(scalar.text, files)))
        elif file.id in _sources(scalar.text, files, frozenset()):
            got = f"{quoted(scalar.text)}, which includes this one"
            yield file.finding(path, expected("another calendar", got))
    for path, scalar in scalars(file.root, "include", "*", "ids", "*"):
        if scalar.text not in known:
            got = quoted(scalar.text)
            yield file.finding(path, expected("the id of an observance", got, nearest(scalar.text, known)))


def _sources(calendar: str, files: Mapping[str, CalendarFile], seen: frozenset[str]) -> frozenset[str]:
    """A calendar and all those it includes from, directly or not."""
    if calendar in seen or calendar not in files:
        return seen
    seen |= {calendar}
    for _, scalar in scalars(files[calendar].root, "include", "*", "from"):
        seen = _sources(scalar.text, files, seen)
    return seen


def _ids(
    file: CalendarFile,
    files: Mapping[str, CalendarFile],
    observances: Mapping[str, Observance],
    bodies: Bodies,
    above: tuple[str, ...],
) -> Iterator[str]:
    yield from (entry.id for entry in file.entries)
    assert file.model is not None and file.id not in above
    for include in file.model.include:
        source = _ids(files[include.from_], files, observances, bodies, (*above, file.id))
        facets = _facets(include)
        yield from (id for id in source if facets.match(observances[id], bodies))


def _facets(include: IncludeModel) -> Facets:
    return Facets(
        ids=tuple(include.ids),
        themes=tuple(include.themes),
        bodies=tuple(include.bodies),
        countries=tuple(include.countries),
        kinds=tuple(include.kinds),
    )
