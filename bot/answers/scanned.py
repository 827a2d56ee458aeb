"""A text -> what it names: each thing once, with the words for it, how often, who it is and who calls it so. Pure data."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.answers.evidence import curated_first
from bot.answers.origin import origin_words
from bot.answers.sentences import sentences
from bot.knowledge_base import KnowledgeBase
from knowledge.graph import Graph
from knowledge.marking import Marking, strictest
from knowledge.model import Source
from knowledge.names import Candidate, Meaning, Names
from knowledge.normalise import key
from knowledge.scanning import Mention

THINGS = ("actor", "software", "technique", "vulnerability")
PLACES = {"country": "countries", "region": "regions", "sector": "sectors"}
"""Types that are only listed, and their plurals."""
_RELATIONS = {
    "formerly": "is a former name of it", "part-of": "names a part of it", "overlaps": "overlaps with it",
    "disputed": "is disputed as its name", "software": "is really malware of that name",
}  # fmt: skip


@dataclass(frozen=True)
class Use:
    """Who uses a word for somebody: vendors where they are known; ``relation``, what it is where it is not plainly a name; sources."""

    word: str
    vendors: tuple[str, ...] = ()
    relation: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Reading:
    """An entity that words of the text may mean. ``summary`` is a sentence; it and ``origin`` are empty where no source says.

    ``marking``: whom what is told of it may be shown to.
    """

    id: str
    name: str
    origin: str = ""
    summary: str = ""
    uses: tuple[Use, ...] = ()
    marking: Marking = "clear"


@dataclass(frozen=True)
class Finding:
    """Something that a text names. ``readings``: what is meant, the first one; where ``contested``, any one of them.

    ``words`` are as the text has them, with how often, the most frequent first.
    """

    type: str
    words: tuple[tuple[str, int], ...]
    readings: tuple[Reading, ...]
    contested: bool = False

    @property
    def times(self) -> int:
        return sum(count for _, count in self.words)


@dataclass(frozen=True)
class Scan:
    """What a text names: actors first, the most often named first. ``places``: type -> names with how often."""

    findings: tuple[Finding, ...] = ()
    places: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()

    def of_type(self, type_: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.type == type_)


def scan_texts(texts: Iterable[str], knowledge: KnowledgeBase) -> Scan:
    """What some texts name together."""
    mentions = [mention for text in texts for mention in knowledge.scanner.scan(text)]
    groups: dict[tuple[str, ...], list[Mention]] = {}
    for mention in mentions:
        if mention.type in THINGS:
            groups.setdefault(_thing(mention), []).append(mention)
    found = [finding_of(group[0].type, (id_ for m in group for id_ in m.ids), _words(group), knowledge) for group in groups.values()]
    found.sort(key=lambda finding: (THINGS.index(finding.type), -finding.times))
    places = ((type_, _counted(m.names[0] for m in mentions if m.type == type_)) for type_ in PLACES)
    return Scan(tuple(found), tuple((type_, names) for type_, names in places if names))


def finding_of(type_: str, ids: Iterable[str], words: tuple[tuple[str, int], ...], knowledge: KnowledgeBase) -> Finding:
    """What words of a text mean: these entities, with what is known of them now."""
    names, graph = knowledge.names, knowledge.graph
    meanings = {word: names.exactly(word) for word, _ in words}
    read = [_reading(id_, type_, meanings, names, graph) for id_ in dict.fromkeys(ids)]
    unclear = [is_contested(meaning, type_) for meaning in meanings.values()]
    return Finding(type_, words, tuple(read), any(unclear) if type_ == "actor" else all(unclear))


def is_contested(meaning: Meaning | None, type_: str) -> bool:
    """Whether a name may be any one of several things of this type."""
    if meaning is None:
        return False
    return meaning.status == "contested" and len(meaning.of_type(type_)) > 1


def _thing(mention: Mention) -> tuple[str, ...]:
    """What makes mentions one finding: what is meant, or, of an actor's name that is contested, all that may be."""
    ids = mention.ids if mention.type == "actor" and is_contested(mention.meaning, mention.type) else mention.ids[:1]
    return (mention.type, *ids)


def _words(mentions: Iterable[Mention]) -> tuple[tuple[str, int], ...]:
    """The words, once each whatever their case, as they stand first."""
    written: dict[str, str] = {}
    for mention in mentions:
        written.setdefault(key(mention.text), " ".join(mention.text.split()))
    counted = Counter(key(mention.text) for mention in mentions)
    return tuple((written[found], count) for found, count in counted.most_common())


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(names).most_common())


def _reading(id_: str, type_: str, meanings: dict[str, Meaning | None], names: Names, graph: Graph) -> Reading:
    of_entity = {
        word: next((c for c in meaning.candidates if c.entity.id == id_), None) if meaning else None for word, meaning in meanings.items()
    }
    uses = tuple(_use(word, candidate, names) for word, candidate in of_entity.items() if candidate)
    entity = graph.entity(id_)
    if entity is None:
        return Reading(id_, id_)
    summaries = curated_first(graph.summaries_of(id_))[:1]
    summary = sentences(summaries[0].text)[0] if summaries else ""
    told = [*(s.tlp for s in summaries), *(s.tlp for use in uses for s in use.sources), *(a.tlp for a in graph.attributions_of(id_))]
    origin = origin_words(graph, id_) if type_ == "actor" else ""
    return Reading(id_, graph.name(id_), origin, summary, uses, strictest([entity.tlp, *told]))


def _use(word: str, candidate: Candidate, names: Names) -> Use:
    relation = _RELATIONS.get(candidate.relation, "")
    stated = dict.fromkeys(vendor for claim in candidate.claims if claim.basis == "stated" for vendor in claim.by)
    return Use(word, tuple(map(names.vendor_name, stated)), relation, tuple(names.sources(candidate.source_ids)))
