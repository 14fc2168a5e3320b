"""A selection is what one asks for: calendars, facets and options. As an address it has one form:

    theme/culture_heritage/un-days_unesco-days

Facets and options stand in alphabetical order, their values and the calendars too, each once, in small letters. Other
spellings of the same choice are understood, so that they can be led to this one.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from .catalogue import Catalogue, Facets, Unknown
from .codes import COUNTRIES
from .observance import KINDS, THEMES, Observance
from .text import nearest

LONGEST_ADDRESS = 1000
MOST_VALUES = 40
"""Of one facet, and calendars. Any more can be had as a calendar of an own folder."""
FACETS = {"body": "bodies", "country": "countries", "kind": "kinds", "theme": "themes"}
LEAD, REMIND, SPANS = "lead", "remind", "spans"
KEYS = (*FACETS, LEAD, REMIND, SPANS)
MOST_DAYS = 366
"""Of the options that are a number of days."""
FIRST_DAY, WHOLE = "first-day", "whole"
JOINTS = re.compile("[_+, ]")
"""Values are joined by `_`; a `+` is read as a blank by some stores, and a hand writes commas."""


class BadSelection(ValueError):
    """An address that no choice leads to; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Calendars, and of their observances those with the facets.

    `lead` is how many days early each stands, `remind` how many days before it an alarm is set (None: not at all), and
    `whole` shows long spans as themselves instead of once a year.
    """

    calendars: tuple[str, ...]
    facets: Facets = Facets()
    lead: int = 0
    remind: int | None = None
    whole: bool = False

    @property
    def address(self) -> str:
        """The one form, without language and suffix."""
        return "/".join([*(part for pair in sorted(self._pairs()) for part in pair), "_".join(self.calendars)])

    @property
    def is_calendar(self) -> bool:
        """Whether this is one calendar as it was published, and not somebody's own choice."""
        return len(self.calendars) == 1 and self == Selection(self.calendars)

    @property
    def hash(self) -> str:
        """The same for the same choice, in any process."""
        return hashlib.sha256("/".join([*self.facets.ids, self.address]).encode()).hexdigest()[:12]

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for key, name in FACETS.items():
            values = getattr(self.facets, name)
            if values:
                yield key, "_".join(values).lower()
        if self.lead:
            yield LEAD, str(self.lead)
        if self.remind is not None:
            yield REMIND, str(self.remind)
        if self.whole:
            yield SPANS, WHOLE


def holder(catalogue: Catalogue, selection: Selection) -> Callable[[Observance], bool]:
    """Whether a selection holds an observance; one without calendars means all of them."""
    calendars = frozenset(selection.calendars)
    homes, bodies, facets = catalogue.homes, catalogue.bodies, selection.facets

    def holds(observance: Observance) -> bool:
        there = not calendars or not calendars.isdisjoint(homes[observance.id])
        return there and facets.match(observance, bodies)

    return holds


def parse_selection(catalogue: Catalogue, address: str) -> Selection:
    """The choice that an address means, however it is spelled.

    Raises Unknown for a name that there is not, BadSelection for anything else that is wrong.
    """
    if len(address) > LONGEST_ADDRESS:
        raise BadSelection(f"at most {LONGEST_ADDRESS} characters")
    *parts, last = address.lower().split("/")
    if len(parts) % 2:
        raise BadSelection("pairs such as theme/culture before the calendar")
    given: dict[str, list[str]] = {}
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if key not in KEYS:
            raise Unknown("facet", nearest(key, KEYS))
        given.setdefault(key, []).extend(JOINTS.split(value))
    options = {key: _option(key, given.pop(key)) for key in (LEAD, REMIND, SPANS) if key in given}
    return Selection(
        calendars=_known("calendar", [_now(id, catalogue) for id in JOINTS.split(last)], catalogue.calendars),
        facets=Facets(**{FACETS[key]: _facet(key, values, catalogue) for key, values in given.items()}),
        lead=_days(LEAD, options.get(LEAD, "0")),
        remind=_days(REMIND, options[REMIND]) if REMIND in options else None,
        whole=options.get(SPANS) == WHOLE,
    )


def _now(id: str, catalogue: Catalogue) -> str:
    return catalogue.renamed.get(id, id)


def _facet(key: str, values: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    if key == "country":
        return _known(key, [value.upper() for value in values], countries(catalogue))
    return _known(key, values, {"body": catalogue.bodies, "kind": KINDS, "theme": THEMES}[key])


def countries(catalogue: Catalogue) -> Collection[str]:
    """All countries of ISO 3166, and those parts of them that an entry concerns."""
    return COUNTRIES | {code for observance in catalogue.observances.values() for code in observance.countries}


def known_values(what: str, values: Sequence[str], catalogue: Catalogue) -> None:
    """Whether there are such calendars, bodies or countries. Raises Unknown for the first that there is not."""
    known = {"calendar": catalogue.calendars, "body": catalogue.bodies}.get(what)
    for value in values:
        _must_be(what, value, countries(catalogue) if known is None else known)


def _must_be(what: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        raise Unknown(what, nearest(value, known))


def _known(what: str, values: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """The values in order, each once."""
    found = tuple(sorted(set(values)))
    if len(found) > MOST_VALUES:
        raise BadSelection(f"at most {MOST_VALUES} values of {what}")
    for value in found:
        _must_be(what, value, known)
    return found


def _option(key: str, values: Sequence[str]) -> str:
    [value, *others] = dict.fromkeys(values)
    if others:
        raise BadSelection(f"one value of {key}")
    if key == SPANS and value not in (FIRST_DAY, WHOLE):
        raise Unknown(key, nearest(value, (FIRST_DAY, WHOLE)))
    return value


def _days(key: str, value: str) -> int:
    if not re.fullmatch("0|[1-9][0-9]{0,2}", value, re.ASCII) or int(value) > MOST_DAYS:
        raise BadSelection(f"{key} from 0 to {MOST_DAYS} days")
    return int(value)
