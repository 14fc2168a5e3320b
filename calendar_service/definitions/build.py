"""From checked models to the values that the catalogue is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from ..observance import (
    Act,
    Body,
    Calendar,
    Collection,
    Dispute,
    Former,
    Kind,
    Observance,
    Reading,
)
from ..rules import Dated, ListedRule, Rule, Span
from ..rules.anniversary import Anniversary, Celebrated, EveryAnniversary, Origin
from ..rules.history import Chapter, History
from ..text import Text, Texts
from .scalars import Words, YearlyWords
from .schema import (
    ActModel,
    AnniversaryModel,
    BodyModel,
    CalendarModel,
    CollectionModel,
    DisputeModel,
    FormerModel,
    NameModel,
    ObservanceModel,
    On,
    OverlayModel,
    ReadingModel,
)

SAMPLE = Span.years(1900, 2100)
"""Where a rule is looked at to see whether it gives days or weeks."""


def observance(model: ObservanceModel, *, home: str, collection: Collection, changed: datetime) -> Observance:
    """The observance that a checked entry means."""
    parts = tuple(_anniversary(part) for part in model.anniversary or ())
    rule = _rule(model, parts)
    return Observance(
        id=model.id,
        home=home,
        collection=collection,
        names=_names(model.name),
        rule=rule,
        words=_words(model.on) or _anniversary_words(model),
        kind=model.kind or _kind(model.on),
        changed=changed,
        also={lang: tuple(names) for lang, names in model.also.items()},
        since=model.since,
        until=model.until,
        formerly=tuple(_former(former) for former in _in_order(model.formerly)),
        anniversaries=parts,
        celebrated=model.celebrated,
        listing=model.list_,
        themes=tuple(model.themes),
        countries=tuple(model.countries),
        agency=model.agency,
        acts=tuple(_act(act) for act in model.acts),
        status=model.status,
        withdrawn=model.withdrawn,
        evidence=model.evidence,
        about=texts(model.about),
        mottos={year: texts(motto.texts, motto.source) for year, motto in model.motto.items()},
        note=texts(model.note),
        disputed=tuple(_dispute(dispute) for dispute in model.disputed),
        links=tuple(model.links),
        sources=tuple(model.sources),
        wikidata=model.wikidata,
        sdgs=tuple(model.sdgs),
        examples=len(model.examples),
        checked=model.checked,
    )


def overlaid(observance: Observance, overlay: OverlayModel, changed: datetime) -> Observance:
    """The observance with what another folder says of it. A name that gives way stays among the other names."""
    names = _names(overlay.name or {})
    former = {lang: (observance.names[lang].text,) for lang in names if lang in observance.names}
    also = {lang: tuple(words) for lang, words in overlay.also.items()}
    return replace(
        observance,
        hidden=observance.hidden or overlay.hide,
        names={**observance.names, **names},
        also=_merged(observance.also, former, also),
        about={**observance.about, **texts(overlay.about)},
        note={**observance.note, **texts(overlay.note)},
        links=tuple(dict.fromkeys((*observance.links, *overlay.links))),
        changed=max(observance.changed, changed),
    )


def touched(observance: Observance, changed: datetime) -> Observance:
    """The observance, not older than a moment."""
    return replace(observance, changed=max(observance.changed, changed))


def _merged(*lists: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Lists by language, one after the other."""
    languages = dict.fromkeys(lang for words in lists for lang in words)
    return {lang: tuple(word for words in lists for word in words.get(lang, ())) for lang in languages}


def calendar(
    model: CalendarModel, *, collection: Collection, changed: datetime, members: tuple[Observance, ...]
) -> Calendar:
    return Calendar(
        id=model.calendar,
        collection=collection,
        names=texts(model.name),
        descriptions=texts(model.description),
        color=model.color.name,
        color_hex=model.color.hex,
        changed=changed,
        members=members,
    )


def collection(model: CollectionModel) -> Collection:
    return Collection(
        domain=model.domain,
        publisher=texts(model.publisher),
        contact=model.contact,
        corrections=model.corrections,
        licence=model.licence,
        prefix=model.prefix or "",
    )


def body(id: str, model: BodyModel) -> Body:
    return Body(id, _names(model.name), model.parent)


def texts(words: Mapping[str, str], source: str | None = None) -> Texts:
    """Texts that stand without a status: our own words."""
    return {lang: Text(text, lang, source=source) for lang, text in words.items()}


def _names(names: Mapping[str, NameModel]) -> Texts:
    return {lang: Text(name.text, lang, name.status, name.source) for lang, name in names.items()}


def _rule(model: ObservanceModel, parts: tuple[Anniversary, ...]) -> Rule:
    if model.on is None and model.celebrated:
        rule: Rule = Celebrated(parts, *model.celebrated)
    elif model.on is None:
        rule = _counted(parts[0])
    else:
        rule = _plain(model.on)
    return _with_history(model, rule)


def _counted(part: Anniversary) -> Rule:
    """Without a celebrated year: the one that the number gives, or each year since the origin."""
    assert part.origin is not None
    return Celebrated((part,), part.due, part.due) if part.due else EveryAnniversary(part.origin)


def _plain(on: On) -> Rule:
    return on.rule if isinstance(on, Words) else ListedRule({year: words.rule for year, words in on.items()})


def _with_history(model: ObservanceModel, rule: Rule) -> Rule:
    chapters = tuple(_chapters(model, rule))
    away = tuple(dated for dated in (moved(*item) for item in model.moved.items()) if dated)
    plain = len(chapters) == 1 and chapters[0] == Chapter(rule) and rule.reckoning != "hijri"
    if plain and not (away or model.skip or model.tentative):
        return rule
    return History(chapters, away, frozenset(model.skip), frozenset(model.tentative))


def _chapters(model: ObservanceModel, current: Rule) -> Iterator[Chapter]:
    """The earlier rules in order, then the current one; each begins when the one before has ended."""
    since = model.since
    for former in _in_order(model.formerly):
        if former.on is not None:
            yield Chapter(_plain(former.on), former.since or since, former.until)
            since = former.until + 1
    yield Chapter(current, since, model.until)


def _in_order(formerly: list[FormerModel]) -> list[FormerModel]:
    """The earliest first, however they stand in the file."""
    return sorted(formerly, key=lambda former: former.until)


def moved(edition: str, place: Span | YearlyWords) -> Dated | None:
    """The edition where it was moved to; None where the words give no day in that year."""
    year, _, part = edition.partition("-")
    span = place if isinstance(place, Span) else next((dated.span for dated in place.rule.in_year(int(year))), None)
    return Dated(int(year), int(part or 0), span) if span else None


def _kind(on: On | None) -> Kind:
    if on is None:
        return "anniversary"
    found = next(_plain(on).spans(SAMPLE), None)
    days = found.span.days if found else 1
    if days == 1:
        return "day"
    return "week" if days <= 31 else "year" if 365 <= days <= 366 else "decade"


def _words(on: On | None) -> str:
    """The rule as it is written; of a list by year, its lines."""
    if isinstance(on, Words):
        return on.text
    return "; ".join(f"{year}: {words.text}" for year, words in (on or {}).items())


def _anniversary_words(model: ObservanceModel) -> str:
    """What is counted from when, for those who ask for the rule."""
    return " and ".join(_counted_words(part) for part in model.anniversary or ())


def _counted_words(part: AnniversaryModel) -> str:
    when = _printed(part.origin) if part.origin else "on an unknown date"
    old_style = " (Julian calendar)" if part.reckoning == "julian" else ""
    count = f"{part.number} years" if part.number else "every year"
    return f"{count} after the {part.of}: {when}{old_style}"


def _printed(origin: Origin) -> str:
    """An origin as it is written in a file."""
    year = f"{1 - origin.year} BCE" if origin.year < 1 else str(origin.year)
    days = "".join(f"-{part:02}" for part in (origin.month, origin.day_of_month) if part)
    return f"{'circa ' * origin.circa}{year}{days}"


def _anniversary(model: AnniversaryModel) -> Anniversary:
    origin = model.origin and replace(model.origin, printed=model.reckoning)
    return Anniversary(model.of, origin, model.number)


def _act(model: ActModel) -> Act:
    return Act(
        body=model.body,
        session=model.session,
        document=model.document,
        resolution=model.resolution,
        adopted=model.adopted,
        url=model.url,
        evidence=model.evidence,
        proposers=tuple(model.proposers),
        supporters=tuple(model.supporters),
        sources=tuple(model.sources),
    )


def _former(model: FormerModel) -> Former:
    names = _names(model.name or {})
    if model.on is None:
        return Former(model.until, model.since, names, None)
    return Former(model.until, model.since, names, _words(model.on), _plain(model.on))


def _dispute(model: DisputeModel) -> Dispute:
    return Dispute(model.of, _reading(model.chosen), tuple(_reading(reading) for reading in model.against))


def _reading(model: ReadingModel) -> Reading:
    return Reading(model.reading, tuple(model.sources))
