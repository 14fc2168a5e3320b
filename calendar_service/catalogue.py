"""All calendars of an installation, frozen at load."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from .observance import Body, Calendar, Change, Observance
from .text import Chains, Text, Texts, choose, nearest


class Unknown(LookupError):
    """Nothing of that name; `near` is the known name that was probably meant."""

    def __init__(self, what: str, near: str | None) -> None:
        self.what, self.near = what, near
        super().__init__(f"no such {what}" + (f", did you mean {near}?" if near else ""))


@dataclass(frozen=True, slots=True)
class Facets:
    """What an observance must be like: any value of each facet that is given. `bodies` hold all that is below them."""

    ids: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def match(self, observance: Observance, bodies: Mapping[str, Body]) -> bool:
        return (
            (not self.ids or observance.id in self.ids)
            and (not self.kinds or observance.kind in self.kinds)
            and (not self.themes or not set(self.themes).isdisjoint(observance.themes))
            and (not self.countries or any(_in_country(code, self.countries) for code in observance.countries))
            and (
                not self.bodies
                or any(within(act.body, above, bodies) for act in observance.acts for above in self.bodies)
            )
        )


def _in_country(code: str, countries: tuple[str, ...]) -> bool:
    """Whether a country, or a part of one such as RU-TA, is among some countries."""
    return code in countries or code.partition("-")[0] in countries


@dataclass(frozen=True)
class Catalogue:
    """Calendars and observances by id, in the order of their files.

    `renamed` leads from ids that calendars once had to those of now; `changes` stand with the newest first; `digest`
    is another with anything that an answer is made of.
    """

    calendars: Mapping[str, Calendar]
    observances: Mapping[str, Observance]
    bodies: Mapping[str, Body]
    chains: Chains
    homes: Mapping[str, tuple[str, ...]]
    renamed: Mapping[str, str]
    changes: tuple[Change, ...]
    digest: str

    def calendar(self, id: str) -> Calendar:
        return _look_up("calendar", id, self.calendars)

    def observance(self, id: str) -> Observance:
        return _look_up("observance", id, self.observances)

    def text(self, texts: Texts, lang: str) -> Text:
        """The text in a language, or in the nearest one of its chain."""
        return choose(texts, lang, self.chains)

    def calendars_with(self, observance: Observance) -> tuple[str, ...]:
        """The ids of the calendars in which an observance stands, its home first."""
        return self.homes[observance.id]


def within(body: str, above: str, bodies: Mapping[str, Body]) -> bool:
    """Whether a body is another one or stands below it."""
    current: str | None = body
    while current is not None and current != above:
        current = bodies[current].parent if current in bodies else None
    return current == above


Item = TypeVar("Item")


def _look_up(what: str, id: str, items: Mapping[str, Item]) -> Item:
    if id not in items:
        raise Unknown(what, nearest(id, items))
    return items[id]
