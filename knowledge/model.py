"""The records that everything else is made of.

Words follow STIX 2.1 and ATT&CK: an actor is an intrusion-set, software is malware or a tool, a technique is an
attack-pattern. Records are frozen; they are written by :mod:`knowledge.curated` and :mod:`knowledge.upstream`, merged by
:mod:`knowledge.merge` and stored by :mod:`knowledge.compiled`. Each statement names its layer and its sources.
"""

from typing import Literal

import msgspec

from knowledge.marking import Marking

Layer = Literal["curated", "attack", "misp"]
EntityType = Literal["actor", "software", "technique", "campaign"]
NameRelation = Literal["same", "formerly", "part-of", "overlaps", "disputed", "software"]
Confidence = Literal["high", "medium", "low", "unstated"]

LAYERS: tuple[Layer, ...] = ("curated", "attack", "misp")
"""Layers in the order in which they win a conflict."""


class Source(msgspec.Struct, frozen=True, array_like=True):
    """Where a statement comes from. ``date`` is ISO 8601, as precise as the source: ``2018``, ``2018-02``, ``2018-02-21``."""

    id: str
    publisher: str
    title: str
    date: str = ""
    url: str = ""
    tlp: Marking = "clear"


class Entity(msgspec.Struct, frozen=True, array_like=True):
    """An actor, software, technique or campaign. ``ids`` maps a catalogue to the entity's ids there."""

    id: str
    type: EntityType
    name: str
    layers: tuple[Layer, ...]
    ids: dict[str, tuple[str, ...]] = {}
    kind: str = ""
    platforms: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    exclusive: bool = False
    reviewed: str = ""
    tlp: Marking = "clear"


class Statement(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What every statement has: its subject, its layer and its sources. ``when`` is an ISO 8601 date or interval."""

    subject: str
    layer: Layer
    sources: tuple[str, ...] = ()
    when: str = ""
    note: str = ""
    tlp: Marking = "clear"


class NameClaim(Statement, frozen=True, kw_only=True, array_like=True):
    """Somebody uses ``name`` for ``subject``, or for something that ``relation`` relates to it.

    ``by`` holds vendor ids; ``basis`` says how the vendor is known: stated by the record, or the shape of the name.
    """

    name: str
    relation: NameRelation = "same"
    by: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    confidence: Confidence = "unstated"
    basis: Literal["stated", "scheme", ""] = ""
    main: bool = False


class Summary(Statement, frozen=True, kw_only=True, array_like=True):
    """Who or what the subject is, in a few sentences."""

    text: str


class Use(Statement, frozen=True, kw_only=True, array_like=True):
    """The subject (an actor, campaign or software) uses ``object`` (software or a technique)."""

    object: str
    role: str = ""
    text: str = ""


class Targeting(Statement, frozen=True, kw_only=True, array_like=True):
    """Whom the subject goes after: countries (ISO 3166-1 alpha-2) x sectors x ``when``, as one statement."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    software: tuple[str, ...] = ()


class Attribution(Statement, frozen=True, kw_only=True, array_like=True):
    """Who is said to be behind the subject, and who says so."""

    country: str = ""
    sponsor: str = ""
    confidence: Confidence = "unstated"
    asserted_by: str = ""


class Motivation(Statement, frozen=True, kw_only=True, array_like=True):
    motivation: str


class Activity(Statement, frozen=True, kw_only=True, array_like=True):
    """From when to when the subject was seen at work: ISO 8601 dates, empty where no source says."""

    first_seen: str = ""
    last_reported: str = ""


class Event(Statement, frozen=True, kw_only=True, array_like=True):
    """A campaign or an incident; ``subject`` is the actor, empty where nobody names one."""

    id: str
    name: str
    text: str = ""
    also: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    software: tuple[str, ...] = ()
    attack: str = ""


class Note(Statement, frozen=True, kw_only=True, array_like=True):
    """Anything else worth knowing about the subject, under a topic such as ``infrastructure``."""

    topic: str
    text: str


class Relation(Statement, frozen=True, kw_only=True, array_like=True):
    """The subject stands in ``relation`` to another actor or software."""

    object: str
    relation: str


class Vendor(msgspec.Struct, frozen=True, array_like=True):
    """An organisation that names actors."""

    id: str
    name: str
    kind: str = "vendor"
    also: tuple[str, ...] = ()


class Scheme(msgspec.Struct, frozen=True, array_like=True):
    """The shape of a vendor's names and what it gives away. ``pattern`` is a regular expression over the whole name."""

    vendor: str
    pattern: str
    example: str
    means: str
    sources: tuple[str, ...]
    country: str = ""
    motivation: str = ""
    retired: str = ""


class Term(msgspec.Struct, frozen=True, array_like=True):
    """An entry of a vocabulary, with the words people use for it. ``countries``: those of a region or behind a sponsor."""

    id: str
    type: Literal["sector", "region", "country", "motivation", "sponsor", "vulnerability", "technique", "malware_type"]
    name: str
    words: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    broader: str = ""


class Records(msgspec.Struct, array_like=True):
    """A bag of records: what one layer says, or all of them merged."""

    entities: list[Entity] = []
    names: list[NameClaim] = []
    summaries: list[Summary] = []
    uses: list[Use] = []
    targetings: list[Targeting] = []
    attributions: list[Attribution] = []
    motivations: list[Motivation] = []
    activities: list[Activity] = []
    events: list[Event] = []
    notes: list[Note] = []
    relations: list[Relation] = []
    sources: list[Source] = []
    vendors: list[Vendor] = []
    schemes: list[Scheme] = []
    terms: list[Term] = []
