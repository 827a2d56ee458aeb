"""The YAML format of the curated knowledge, as pydantic models; ``docs/knowledge.md`` explains it to authors."""

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, TypeAdapter

from knowledge.marking import Marking
from knowledge.model import Confidence, NameRelation
from knowledge.patterns import as_pattern

ActorRelation = Literal[
    "part-of", "contains", "successor-of", "predecessor-of", "splinter-of", "works-with", "shares-tooling-with",
    "sells-access-to", "buys-access-from", "affiliate-of", "overlaps", "distinct-from", "same-sponsor-as",
]  # fmt: skip

_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_PERIOD = as_pattern(rf"{_DATE}|{_DATE}/(?:{_DATE})?|/{_DATE}")
_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)


def _as_text(value: object) -> object:
    """YAML reads ``2018`` as a number and ``2018-02-21`` as a date; both are meant as written."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if type(value) is int else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _check_period(value: str) -> str:
    if not _PERIOD.fullmatch(value):
        raise ValueError("not a date: use yyyy, yyyy-mm or yyyy-mm-dd, or two of them with a slash between for a period")
    today = datetime.date.today().isoformat()
    for part in filter(None, value.split("/")):
        if len(part) == len(today):
            datetime.date.fromisoformat(part)
        if part > today[: len(part)]:
            raise ValueError(f"the date lies in the future (today is {today}): correct it")
    first, _, last = value.partition("/")
    if first and last and first[: len(last)] > last[: len(first)]:
        raise ValueError("the period ends before it starts: put the earlier date first")
    return value


def _check_date(value: str) -> str:
    if "/" in value:
        raise ValueError("a period where one date is wanted: use yyyy, yyyy-mm or yyyy-mm-dd")
    return _check_period(value)


def _check_url(value: str) -> str:
    _URL.validate_python(value)
    return value


Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Text = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]
Date = Annotated[str, BeforeValidator(_as_text), AfterValidator(_check_date)]
Period = Annotated[str, BeforeValidator(_as_text), AfterValidator(_check_period)]
Url = Annotated[str, AfterValidator(_check_url)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Technique = Annotated[str, Field(pattern=r"^T\d{4}(\.\d{3})?$")]
Keys = Annotated[list[Key], BeforeValidator(_as_list)]
Texts = Annotated[list[Text], BeforeValidator(_as_list)]


class _Format(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FactFormat(_Format):
    """Every fact names at least one source: a key of the file's ``sources``, or ``attack``, ``misp``, ``microsoft``."""

    sources: Annotated[list[Key], BeforeValidator(_as_list), Field(min_length=1)]
    note: str = ""
    tlp: Marking = "clear"


class SourceFormat(_Format):
    publisher: Text
    title: Text
    date: Date = ""
    url: Url = ""
    tlp: Marking = "clear"


class NameFormat(FactFormat):
    name: Text
    by: Keys = []
    relation: NameRelation = "same"
    since: Date = ""
    until: Date = ""
    confidence: Confidence = "unstated"


class SummaryFormat(FactFormat):
    text: Text


class AttributionFormat(FactFormat):
    country: Country | None = None
    sponsor: str = ""
    confidence: Confidence
    asserted_by: Text


class MotivationFormat(FactFormat):
    motivation: Key


class ActivityFormat(FactFormat):
    since: Date = ""
    last_reported: Date = ""


class TargetsFormat(FactFormat):
    countries: list[Country] = []
    regions: Keys = []
    sectors: Keys = []
    organizations: Texts = []
    software: Keys = []
    when: Period = ""


class SoftwareUseFormat(FactFormat):
    software: Key
    role: Annotated[str, Field(alias="as")] = ""
    when: Period = ""


class TechniqueUseFormat(FactFormat):
    technique: Technique
    how: Text
    when: Period = ""


class CampaignFormat(FactFormat):
    name: Text
    also: Texts = []
    when: Period = ""
    what: Text
    victims: Texts = []
    countries: list[Country] = []
    sectors: Keys = []
    software: Keys = []
    attack: Annotated[str, Field(pattern=r"^(C\d{4})?$")] = ""


class NoteFormat(FactFormat):
    topic: Key
    text: Text
    when: Period = ""


class ActorRelationFormat(FactFormat):
    actor: Key
    relation: ActorRelation


class ActorFormat(_Format):
    """One file of ``knowledge/actors``."""

    id: Key
    name: Text
    form: Literal["full", "short"] = "full"
    tlp: Marking = "clear"
    reviewed: Date
    ids: dict[Key, Texts] = {}
    summary: SummaryFormat | None = None
    names: list[NameFormat] = []
    attribution: list[AttributionFormat] = []
    motivations: list[MotivationFormat] = []
    active: ActivityFormat | None = None
    targets: list[TargetsFormat] = []
    uses: list[SoftwareUseFormat] = []
    techniques: list[TechniqueUseFormat] = []
    campaigns: list[CampaignFormat] = []
    related: list[ActorRelationFormat] = []
    notes: list[NoteFormat] = []
    sources: dict[Key, SourceFormat] = {}


class SoftwareFormat(_Format):
    """One file of ``knowledge/software``."""

    id: Key
    name: Text
    kind: Literal["malware", "tool"]
    tlp: Marking = "clear"
    category: Texts = []
    exclusive: bool = False
    platforms: Texts = []
    reviewed: Date
    ids: dict[Key, Texts] = {}
    summary: SummaryFormat
    names: list[NameFormat] = []
    active: ActivityFormat | None = None
    notes: list[NoteFormat] = []
    sources: dict[Key, SourceFormat] = {}


class SchemeFormat(_Format):
    """The shape of a vendor's names and what it gives away; ``pattern`` is a regular expression over the whole name."""

    pattern: Text
    example: Text
    means: Text
    country: Country | None = None
    motivation: Key | None = None
    retired: Date = ""
    sources: Annotated[list[Key], BeforeValidator(_as_list), Field(min_length=1)]


class VendorFormat(_Format):
    name: Text
    kind: Literal["vendor", "government", "community"] = "vendor"
    also: Texts = []
    schemes: list[SchemeFormat] = []


class VendorsFormat(_Format):
    """``knowledge/vendors.yaml``."""

    vendors: dict[Key, VendorFormat]
    sources: dict[Key, SourceFormat] = {}


class SourcesFormat(_Format):
    """``knowledge/sources.yaml``: sources that many files cite."""

    sources: dict[Key, SourceFormat]


class ContestedFormat(_Format):
    """``knowledge/contested.yaml``: names that more than one actor may be meant by, each with the reason."""

    names: dict[str, Text]


class TermFormat(_Format):
    name: Text
    words: Texts = []
    countries: list[Country] = []
    broader: Key | None = None


class VocabularyFormat(_Format):
    """One file of ``knowledge/vocabulary``: its name says of what."""

    terms: dict[str, TermFormat]
