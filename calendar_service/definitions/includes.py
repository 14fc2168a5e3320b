"""Which observances a calendar holds: its own, and those it selects from other calendars."""

from collections.abc import Iterable, Iterator, Mapping
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
    """What each calendar holds, each id once: its own first, then what it includes.

    An entry with a mistake is held by whoever may select it, so that it is not missed a second time.
    """

    def __init__(self, files: Files, observances: Mapping[str, Observance], bodies: Mapping[str, Body]) -> None:
        self._files = files
        self._observances = observances
        self._under_way: set[str] = set()
        self.bodies = bodies
        self.ids = cache(self._ids)

    def _ids(self, calendar: str) -> tuple[str, ...]:
        file = self._files.get(calendar)
        if file is None or calendar in self._under_way:
            return ()
        self._under_way.add(calendar)
        own = [entry.id for entry in file.entries]
        included = [id for include in _includes(file) for id in self._selected(include)]
        self._under_way.discard(calendar)
        return tuple(dict.fromkeys([*own, *included]))

    def _selected(self, include: IncludeModel) -> Iterator[str]:
        facets = _facets(include)
        for id in self.ids(include.from_):
            observance = self._observances.get(id)
            if observance is None or facets.match(observance, self.bodies):
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


def misses(file: CalendarFile, holdings: Holdings, known: frozenset[str]) -> Iterator[Finding]:
    """Includes of ids that stand elsewhere, or of bodies that nobody names."""
    for index, include in enumerate(_includes(file)):
        for number, id in enumerate(include.ids):
            if id in known and id not in holdings.ids(include.from_):
                what = f"the id of an observance in {include.from_}"
                yield file.finding(("include", index, "ids", number), expected(what, quoted(id)))
        for number, body in enumerate(include.bodies):
            if body not in holdings.bodies:
                near = nearest(body, holdings.bodies)
                yield file.finding(("include", index, "bodies", number), expected("a body", quoted(body), near))


def _includes(file: CalendarFile) -> Iterable[IncludeModel]:
    return file.model.include if file.model else ()


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
