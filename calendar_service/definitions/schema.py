"""The structure of the files: which keys there are, and what kind of text each holds.

From these models come the loader's checks and the JSON Schema that editors use. What spans several keys or files
(dates against examples, ids against each other) is `load`'s.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from ..observance import Evidence, Standing
from ..rules.anniversary import Of, Printed
from ..text import Status
from .fields import (
    Adopted,
    CalendarName,
    Celebration,
    ColorName,
    Contact,
    Country,
    DaysWords,
    Domain,
    Edition,
    Goal,
    Id,
    IsoDay,
    KindWord,
    Language,
    Line,
    MovedWords,
    Name,
    Number,
    OriginText,
    Prefix,
    Prose,
    RuleWords,
    Source,
    SpanText,
    ThemeWord,
    Truth,
    Url,
    Wikidata,
    Year,
    word,
)


def _as_text(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    if value == "none":
        return []
    return value if isinstance(value, (list, tuple)) else [value]


def _as_motto(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    texts = {key: text for key, text in value.items() if key != "source"}
    return {"texts": texts} | ({"source": value["source"]} if "source" in value else {})


def _rule_form(value: Any) -> str:
    return "listed" if isinstance(value, dict) else "words"


class Model(BaseModel):
    """A mapping with a closed list of keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NameModel(Model):
    text: Name
    status: Annotated[Status, *word("official", "press", "list", "translation")] = "official"
    source: Source | None = None


class MottoModel(Model):
    """`{en: …, fr: …, source: https://…}`: the languages and the source stand side by side in the file."""

    texts: Annotated[dict[Language, Name], Field(min_length=1)]
    source: Source | None = None


Names = Annotated[
    dict[Language, Annotated[NameModel, BeforeValidator(_as_text, json_schema_input_type=Line | NameModel)]],
    Field(min_length=1),
]
Motto = Annotated[
    MottoModel,
    BeforeValidator(_as_motto),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number"]}, "minProperties": 1}),
]
CalendarNames = Annotated[dict[Language, CalendarName], Field(min_length=1)]
Texts = dict[Language, Prose]
Listed = dict[Year, DaysWords]
On = Annotated[
    Annotated[RuleWords, Tag("words")] | Annotated[Listed, Tag("listed")],
    Discriminator(_rule_form),
]
Spans = Annotated[
    list[SpanText],
    BeforeValidator(_as_list, json_schema_input_type=SpanText | list[SpanText]),
]
EvidenceWord = Annotated[Evidence, *word("verified", "secondary", "unverified")]


class ActModel(Model):
    body: Id
    session: Line | None = None
    document: Line | None = None
    resolution: Line | None = None
    adopted: Adopted | None = None
    url: Url | None = None
    evidence: EvidenceWord = "secondary"
    proposers: list[Country] = []
    supporters: list[Country] = []
    sources: list[Source] = []


class FormerModel(Model):
    until: Year
    since: Year | None = None
    on: On | None = None
    name: Names | None = None
    sources: list[Source] = []


class AnniversaryModel(Model):
    of: Annotated[
        Of,
        *word("birth", "death", "founding", "publication", "construction", "event", "award", "active-life"),
    ]
    origin: OriginText | None = None
    precision: Annotated[str, *word("day", "month", "year", "circa", "unknown")] | None = None
    reckoning: Annotated[Printed, *word("gregorian", "julian", "solar-hijri")] | None = None
    number: Number | None = None

    @property
    def due(self) -> int | None:
        """The year in which origin and number meet."""
        return self.origin.year + self.number if self.origin and self.number else None


class ReadingModel(Model):
    reading: Name
    sources: list[Source] = []


class DisputeModel(Model):
    of: Name
    chosen: ReadingModel
    against: Annotated[list[ReadingModel], Field(min_length=1)]


class ObservanceModel(Model):
    id: Id
    name: Names
    also: dict[Language, list[Name]] = {}
    on: On | None = None
    anniversary: (
        Annotated[
            list[AnniversaryModel],
            BeforeValidator(_as_list, json_schema_input_type=AnniversaryModel | list[AnniversaryModel]),
            Field(min_length=1),
        ]
        | None
    ) = None
    celebrated: Celebration | None = None
    list_: Annotated[Id | None, Field(alias="list")] = None
    since: Year | None = None
    until: Year | None = None
    formerly: list[FormerModel] = []
    moved: dict[Edition, MovedWords] = {}
    skip: list[Edition] = []
    tentative: list[Edition] = []
    kind: KindWord | None = None
    themes: list[ThemeWord] = []
    countries: list[Country] = []
    agency: Line | None = None
    acts: list[ActModel] = []
    status: Annotated[Standing, *word("proposed", "recommended", "adopted", "withdrawn")] = "adopted"
    withdrawn: Year | None = None
    evidence: EvidenceWord = "secondary"
    about: Texts = {}
    motto: dict[Year, Motto] = {}
    note: Texts = {}
    disputed: list[DisputeModel] = []
    links: list[Url] = []
    sources: Annotated[list[Source], Field(min_length=1)]
    wikidata: Wikidata | None = None
    sdgs: list[Goal] = []
    examples: dict[Year, Spans] = {}
    checked: IsoDay | None = None


class IncludeModel(Model):
    from_: Annotated[Id, Field(alias="from")]
    ids: list[Id] = []
    themes: list[ThemeWord] = []
    bodies: list[Id] = []
    countries: list[Country] = []
    kinds: list[KindWord] = []


class OverlayModel(Model):
    """What a folder says of an entry that is at home in another one."""

    id: Id
    hide: Truth = False
    name: Names | None = None
    also: dict[Language, list[Name]] = {}
    about: Texts = {}
    note: Texts = {}
    links: list[Url] = []


class CalendarModel(Model):
    calendar: Id
    name: CalendarNames
    description: Texts = {}
    color: ColorName
    include: list[IncludeModel] = []
    extend: list[OverlayModel] = []


class FileModel(CalendarModel):
    """A whole file, for editors; the loader takes the observances one by one."""

    observances: list[ObservanceModel] = []


class BodyModel(Model):
    name: Names
    parent: Id | None = None


class CollectionModel(Model):
    domain: Domain
    publisher: Texts
    contact: Contact | None = None
    corrections: Contact | None = None
    licence: Line | None = None
    prefix: Prefix | None = None
    renamed: dict[Id, Id] = {}
    fallbacks: dict[Language, list[Language]] = {}
    bodies: dict[Id, BodyModel] = {}
