"""What became of a rule over the years: since when it holds, what held before, and which years were different."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..span import Span
from .days import Reckoning
from .rule import Dated, Rule


@dataclass(frozen=True)
class Chapter:
    """A rule and the years in which it holds, first and last included."""

    rule: Rule
    since: int | None = None
    until: int | None = None

    def holds(self, dated: Dated) -> bool:
        year = dated.span.start.year if self.rule.reckoning == "hijri" else dated.year
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


@dataclass(frozen=True)
class History:
    """The chapters of an observance, the current one last, with the editions that were moved or left out.

    `skip` and `tentative` name editions ("2020", "2020-2") or whole years.
    """

    chapters: tuple[Chapter, ...]
    moved: tuple[Dated, ...] = ()
    skip: frozenset[str] = frozenset()
    tentative: frozenset[str] = frozenset()

    @property
    def reckoning(self) -> Reckoning:
        return self.chapters[-1].rule.reckoning

    def spans(self, window: Span) -> Iterator[Dated]:
        for chapter in self.chapters:
            yield from self._kept(chapter, chapter.rule.spans(window))
        for dated in self.moved:
            if dated.span.touches(window):
                yield self._marked(dated)

    def in_year(self, year: int) -> Iterator[Dated]:
        for chapter in self.chapters:
            yield from self._kept(chapter, chapter.rule.in_year(year))
        for dated in self.moved:
            if dated.year == year:
                yield self._marked(dated)

    def _kept(self, chapter: Chapter, spans: Iterator[Dated]) -> Iterator[Dated]:
        """Hijri days are always tentative: outside Saudi Arabia the moon is looked for."""
        away = self.skip | {dated.edition for dated in self.moved}
        always = chapter.rule.reckoning == "hijri"
        for dated in spans:
            if chapter.holds(dated) and not _named(dated, away):
                yield _tentative(dated) if always else self._marked(dated)

    def _marked(self, dated: Dated) -> Dated:
        return _tentative(dated) if _named(dated, self.tentative) else dated


def _tentative(dated: Dated) -> Dated:
    return dated._replace(tentative=True)


def _named(dated: Dated, editions: frozenset[str]) -> bool:
    return bool(editions) and (dated.edition in editions or str(dated.year) in editions)
