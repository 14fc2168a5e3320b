"""What no single key can tell: whether the keys of an entry agree with each other, and its rule with its examples.

Each check yields the path of the key that is to be looked at, and the message.
"""

from collections.abc import Iterator
from dataclasses import replace

from ..observance import Observance
from ..rules import Rule, Span
from ..rules.anniversary import Anniversary
from ..rules.hijri import TABLE
from ..rules.history import History
from ..text import quoted
from .build import moved
from .document import Mapping
from .findings import expected
from .scalars import YearlyWords, quoted_span
from .schema import AnniversaryModel, ObservanceModel

FIRST_YEAR, LAST_YEAR = 1000, 2999
Remark = tuple[tuple[int | str, ...], str]


def keys(node: Mapping) -> Iterator[Remark]:
    """Which keys stand together; asked of every entry, whatever else is wrong in it."""
    if not {"on", "anniversary"} & node.items.keys():
        yield (), expected('the key "on" or "anniversary" in this entry', "none")
    if "celebrated" in node.items and "anniversary" not in node.items:
        yield ("celebrated",), expected('the key "anniversary" beside "celebrated"', "none")
    if "celebrated" in node.items and "on" in node.items:
        yield ("celebrated",), expected('either "on" or "celebrated"', "both")


def agreement(model: ObservanceModel) -> Iterator[Remark]:
    """What must agree before there can be an observance."""
    yield from _years(model)
    for index, part in enumerate(model.anniversary or ()):
        yield from _precision(("anniversary", index), part)
    if model.anniversary and not model.celebrated:
        yield from _without_celebrated(model, model.anniversary)


def _years(model: ObservanceModel) -> Iterator[Remark]:
    if model.withdrawn and model.status != "withdrawn":
        yield ("withdrawn",), expected('"status: withdrawn" beside the year', f'"{model.status}"')
    if model.since and model.until and model.until < model.since:
        yield ("until",), expected(f"a year from {model.since} on", quoted(str(model.until)))
    for index, former in enumerate(model.formerly):
        if model.until and former.until >= model.until:
            yield ("formerly", index, "until"), expected(f"a year before {model.until}", quoted(str(former.until)))
        since = former.since or model.since
        if since and former.until < since:
            yield ("formerly", index, "until"), expected(f"a year from {since} on", quoted(str(former.until)))
        if former.on is None and former.name is None:
            yield ("formerly", index), expected('the key "on" or "name" in this entry', "none")
    earlier: int | None = None
    for index, former in sorted(enumerate(model.formerly), key=lambda item: item[1].until):
        if earlier and former.since and former.since <= earlier:
            yield ("formerly", index, "since"), expected(f"a year from {earlier + 1} on", quoted(str(former.since)))
        earlier = former.until if former.on is not None else earlier
    for edition, place in model.moved.items():
        if moved(edition, place) is None:
            yield ("moved", edition), expected(f"a day that {edition} has", "none")
        if edition in model.skip:
            yield ("moved", edition), expected("an edition that is moved or skipped", "both")


def _precision(path: tuple[int | str, ...], part: AnniversaryModel) -> Iterator[Remark]:
    precision = "unknown" if part.origin is None else "circa" if part.origin.circa else part.origin.known
    if part.precision and part.precision != precision:
        yield (*path, "precision"), expected(f'"{precision}", as the origin is written', quoted(part.precision))


def _without_celebrated(model: ObservanceModel, parts: list[AnniversaryModel]) -> Iterator[Remark]:
    if len(parts) > 1:
        yield ("anniversary",), expected('the key "celebrated" beside several anniversaries', "none")
    elif parts[0].origin is None:
        yield ("anniversary",), expected('the key "origin", or "celebrated" beside the anniversary', "none")
    elif parts[0].due is not None and model.on is None and not FIRST_YEAR <= parts[0].due <= LAST_YEAR:
        yield ("anniversary",), expected("a year from 1000 to 2999 when the number is reached", str(parts[0].due))
    elif model.on is not None and parts[0].number:
        yield ("anniversary",), expected('no "number" beside "on": it is counted', quoted(str(parts[0].number)))


def editions(model: ObservanceModel, observance: Observance) -> Iterator[Remark]:
    """Editions that are named must exist, and examples must come true."""
    rule = observance.rule
    plain = replace(rule, moved=(), skip=frozenset()) if isinstance(rule, History) else rule
    if next(plain.spans(Span.years(observance.since or FIRST_YEAR, LAST_YEAR)), None) is None:
        yield (
            ("on",) if model.on is not None else ("anniversary",),
            expected("a rule that gives a day in some year", "none"),
        )
    yield from _named_editions(model, plain)
    for year, spans in model.examples.items():
        found = sorted(occurrence.span for occurrence in observance.editions(year))
        if found != sorted(spans):
            yield (
                ("examples", str(year)),
                expected(f"{quoted_span(found)}, as the rule gives", quoted_span(sorted(spans))),
            )


def _named_editions(model: ObservanceModel, rule: Rule) -> Iterator[Remark]:
    """Whole years may be skipped or tentative; only a single edition can be moved."""
    for key in ("skip", "tentative"):
        for index, edition in enumerate(getattr(model, key)):
            if not _has(rule, edition, or_year=True):
                yield (key, index), expected("an edition that the rule gives", quoted(edition))
    for edition, place in model.moved.items():
        if not _has(rule, edition):
            yield ("moved", edition), expected("an edition that the rule gives", quoted(edition))
        elif rule.reckoning == "hijri" and isinstance(place, YearlyWords):
            yield ("moved", edition), expected("a date such as 2026-05-28 for a Hijri edition", quoted(place.text))


def _has(rule: Rule, edition: str, *, or_year: bool = False) -> bool:
    year = edition.partition("-")[0]
    return any(edition == found.edition or (or_year and edition == year) for found in rule.in_year(int(year)))


def doubts(observance: Observance) -> Iterator[Remark]:
    """What may be right all the same: told as warnings."""
    for index, part in enumerate(observance.anniversaries):
        yield from _arithmetic(observance, index, part)
    first, last = TABLE.start.year, TABLE.last.year
    bounded = first <= (observance.since or 0) and (observance.until or 9999) <= last
    if observance.rule.reckoning == "hijri" and not bounded:
        yield ("on",), f"no occurrence outside the years {first} to {last} of the Umm al-Qura table"


def _arithmetic(observance: Observance, index: int, part: Anniversary) -> Iterator[Remark]:
    if not (observance.celebrated and part.due) or observance.celebrated[0] <= part.due <= observance.celebrated[1]:
        return
    assert part.origin is not None
    years = " to ".join(str(year) for year in sorted(set(observance.celebrated)))
    counted = " to ".join(str(year - part.origin.year) for year in sorted(set(observance.celebrated)))
    yield ("anniversary", index, "number"), f"{part.number} is printed, but {years} is {counted} years after the origin"
