"""What no single key can tell: whether the keys of an entry agree with each other, and its rule with its examples.

Each check yields the path of the key that is to be looked at, and the message.
"""

from collections.abc import Iterator

from ..observance import Observance
from ..rules.anniversary import Anniversary
from ..rules.hijri import TABLE
from ..text import quoted
from .build import moved
from .document import Mapping
from .findings import expected
from .scalars import quoted_span
from .schema import AnniversaryModel, ObservanceModel

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
    for edition, place in model.moved.items():
        if moved(edition, place) is None:
            yield ("moved", edition), expected(f"a day that {edition} has", "none")


def _precision(path: tuple[int | str, ...], part: AnniversaryModel) -> Iterator[Remark]:
    precision = "unknown" if part.origin is None else "circa" if part.origin.circa else part.origin.known
    if part.precision and part.precision != precision:
        yield (*path, "precision"), expected(f'"{precision}", as the origin is written', quoted(part.precision))


def _without_celebrated(model: ObservanceModel, parts: list[AnniversaryModel]) -> Iterator[Remark]:
    if len(parts) > 1:
        yield ("anniversary",), expected('the key "celebrated" beside several anniversaries', "none")
    elif parts[0].origin is None:
        yield ("anniversary",), expected('the key "origin", or "celebrated" beside the anniversary', "none")
    elif model.on is not None and parts[0].number:
        yield ("anniversary",), expected('no "number" beside "on": it is counted', quoted(str(parts[0].number)))


def editions(model: ObservanceModel, observance: Observance) -> Iterator[Remark]:
    """Editions that are named must exist, and examples must come true."""
    for key in ("skip", "tentative"):
        for index, edition in enumerate(getattr(model, key)):
            if key == "tentative" and not _has(observance, edition):
                yield (key, index), expected("an edition that the rule gives", quoted(edition))
    for year, spans in model.examples.items():
        found = sorted(occurrence.span for occurrence in observance.editions(year))
        if found != sorted(spans):
            yield ("examples", str(year)), expected(quoted_span(found), quoted_span(sorted(spans)))


def _has(observance: Observance, edition: str) -> bool:
    year = int(edition.partition("-")[0])
    return any(edition in (found.edition, str(year)) for found in observance.editions(year))


def doubts(observance: Observance) -> Iterator[Remark]:
    """What may be right all the same: told as warnings."""
    for index, part in enumerate(observance.anniversaries):
        yield from _arithmetic(observance, index, part)
    if observance.rule.reckoning == "hijri":
        first, last = TABLE.start.year, TABLE.last.year
        yield ("on",), f"no occurrence outside the years {first} to {last} of the Umm al-Qura table"


def _arithmetic(observance: Observance, index: int, part: Anniversary) -> Iterator[Remark]:
    if not (observance.celebrated and part.due) or observance.celebrated[0] <= part.due <= observance.celebrated[1]:
        return
    assert part.origin is not None
    years = "-".join(str(year) for year in sorted(set(observance.celebrated)))
    counted = observance.celebrated[0] - part.origin.year
    yield ("anniversary", index, "number"), f"{part.number} is printed, but {years} is {counted} years after the origin"
