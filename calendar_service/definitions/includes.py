"""Which observances a calendar holds: its own, and those it selects from other calendars."""

from collections.abc import Iterator, Mapping
from functools import cache

from ..catalogue import Facets
from ..observance import Body, Observance
from ..text import nearest, quoted
from .document import scalars
from .findings import Finding, expected
from .folder import CalendarFile
from .schema import IncludeModel

MOST_SOURCES = 200
Files = Mapping[str, CalendarFile]


class Holdings:
    """What each calendar holds, each id once: its own first, then what it includes. Only where there is no mistake."""

    def __init__(self, files: Files, observances: Mapping[str, Observance], bodies: Mapping[str, Body]) -> None:
        self._files = files
        self._observances = observances
        self.bodies = bodies
        self.ids = cache(self._ids)

    def _ids(self, calendar: str) -> tuple[str, ...]:
        file = self._files[calendar]
        assert file.model is not None
        own = [entry.id for entry in file.entries]
        included = [id for include in file.model.include for id in self._selected(include)]
        return tuple(dict.fromkeys([*own, *included]))

    def _selected(self, include: IncludeModel) -> Iterator[str]:
        facets = _facets(include)
        for id in self.ids(include.from_):
            if facets.match(self._observances[id], self.bodies):
                yield id


def mistakes(file: CalendarFile, files: Files, known: frozenset[str]) -> Iterator[Finding]:
    """Includes from calendars or of ids that do not exist, and calendars that include themselves."""
    for path, scalar in scalars(file.root, "include", "*", "from"):
        sources = _sources(scalar.text, files)
        if scalar.text not in files:
            yield file.finding(path, expected("a calendar", quoted(scalar.text), nearest(scalar.text, files)))
        elif file.id in sources:
            got = f"{quoted(scalar.text)}, which includes this one"
            yield file.finding(path, expected("another calendar", got))
        elif len(sources) > MOST_SOURCES:
            yield file.finding(path, expected(f"at most {MOST_SOURCES} calendars behind one another", "more"))
    for path, scalar in scalars(file.root, "include", "*", "ids", "*"):
        if scalar.text not in known:
            got = quoted(scalar.text)
            yield file.finding(path, expected("the id of an observance", got, nearest(scalar.text, known)))


def misses(file: CalendarFile, holdings: Holdings) -> Iterator[Finding]:
    """Includes of ids that stand elsewhere, or of bodies that nobody names."""
    for index, include in enumerate(file.model.include if file.model else ()):
        for number, id in enumerate(include.ids):
            if id not in holdings.ids(include.from_):
                what = f"the id of an observance in {include.from_}"
                yield file.finding(("include", index, "ids", number), expected(what, quoted(id)))
        for number, body in enumerate(include.bodies):
            if body not in holdings.bodies:
                near = nearest(body, holdings.bodies)
                yield file.finding(("include", index, "bodies", number), expected("a body", quoted(body), near))


def _sources(calendar: str, files: Files) -> set[str]:
    """A calendar and all those it includes from, directly or not."""
    seen: set[str] = set()
    waiting = [calendar]
    while waiting:
        current = waiting.pop()
        if current in files and current not in seen:
            seen.add(current)
            waiting += [scalar.text for _, scalar in scalars(files[current].root, "include", "*", "from")]
    return seen


def _facets(include: IncludeModel) -> Facets:
    return Facets(
        ids=tuple(include.ids),
        themes=tuple(include.themes),
        bodies=tuple(include.bodies),
        countries=tuple(include.countries),
        kinds=tuple(include.kinds),
    )
