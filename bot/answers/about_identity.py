"""Are two names one actor? Yes, related or no, each only where a source says so; otherwise nobody here knows.

Claims are not chained: two names are one where both are claimed for the same actor. Two actors are apart where a source
tells them apart: a curated relation, a catalogue that lists both, or a vendor that names both.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.answers.evidence import NAME_VERBS, RELATION_WORDS, actor_ref, relation_in_words, sources_of, users_in_words, when_in_words
from bot.answers.in_words import DENIED, DOUBTED
from bot.answers.model import Answer, Item, Section, Status
from bot.answers.relations import relations_asked
from bot.answers.sentences_about import sentences_about
from bot.knowledge_base import KnowledgeBase
from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.wording import is_yesno
from knowledge.graph import Graph
from knowledge.model import LAYERS, Relation
from knowledge.names import Candidate, Meaning
from knowledge.normalise import key
from knowledge.patterns import as_pattern

_SAME = ("same", "formerly")


def answer(question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer to ``is A the same as B?``."""
    assert question.pair is not None
    first, second = question.pair
    graph = knowledge.graph
    for meaning in question.pair:
        if not meaning.candidates:
            return _person_of(question, graph, meaning) or _unknown_name(question, meaning)
    if says("together", question.text):
        return _together(question, graph, first, second)
    return (
        _one_actor(question, graph, first, second)
        or _by_claims(question, graph, first, second)
        or _by_relations(question, graph, first, second)
        or _told_apart(question, graph, first, second)
        or _told_of_both(question, graph, first, second)
        or _answer(
            question, graph, "unknown",
            f"No source here says whether {first.name} and {second.name} are the same.", (), _actors(first, second),
        )
    )  # fmt: skip


def _together(question: Question, graph: Graph, first: Meaning, second: Meaning) -> Answer:
    """Whether two actors act together: what is recorded between them, or that nobody here says so."""
    said = _by_claims(question, graph, first, second) or _by_relations(question, graph, first, second)
    if said and said.status != "no":
        return said
    if told := _told_of_both(question, graph, first, second):
        sentence = told.sections[0].items[0].detail
        acting = is_yesno(question.text) and _ACT_TOGETHER.search(sentence) and not DENIED.search(sentence) and not DOUBTED.search(sentence)
        return replace(told, status="yes", headline=f"Yes, in the words of a source: {sentence}") if acting else told
    headline = f"No source here says that {first.name} and {second.name} work together."
    return _answer(question, graph, "unknown", headline, (), _actors(first, second))


_ACT_TOGETHER = as_pattern(
    r"(?i)\b(?:work\w*|co-?operat\w*|collaborat\w*|partner\w*|together|joint\w*|joined|sold|sells?|passed|handed|helped|helps?|shar\w+)\b"
)


def _one_actor(question: Question, graph: Graph, first: Meaning, second: Meaning) -> Answer | None:
    shared = [c.entity.id for c in _plain(first) if c.entity.id in {o.entity.id for o in _plain(second)}]
    if not shared:
        return None
    name = graph.name(shared[0])
    items = tuple(_claim_item(graph, meaning, shared[0]) for meaning in (first, second))
    others = [c for meaning in (first, second) for c in _plain(meaning) if c.entity.id not in shared]
    apart = [r for o in others for r in _relations(graph, shared[0], o.entity.id) if r.relation == "distinct-from"]
    if apart:
        both = " and ".join(dict.fromkeys([name, *(o.entity.name for o in others)]))
        items = tuple(Item(relation_in_words(graph, r), r.note, r.sources) for r in apart)
        ids = list(dict.fromkeys([*shared[:1], *(o.entity.id for o in others)]))
        return _answer(question, graph, "contested", f"It depends: the name is used for {both}, and sources keep these apart.", items, ids)
    note = f"{', '.join(sorted({c.entity.name for c in others}))} may be meant as well." if others else ""
    also = [m.name.strip() for m in (first, second) if key(m.name) != key(name)]
    headline = f"Yes: {' and '.join(also) or name} {'are names' if len(also) == 2 else 'is a name'} of {name}."
    return _answer(question, graph, "yes", headline, items, shared[:1], note)


def _by_claims(question: Question, graph: Graph, first: Meaning, second: Meaning) -> Answer | None:
    """One name is claimed to relate to the actor that the other one names."""
    for one, other in ((first, second), (second, first)):
        owners = {c.entity.id for c in _plain(other)}
        for candidate in one.of_type("actor"):
            if candidate.entity.id in owners and candidate.relation not in _SAME:
                headline = f"Related, but not the same: {one.name} {NAME_VERBS[candidate.relation]} {candidate.entity.name}."
                items: tuple[Item, ...] = (_claim_item(graph, one, candidate.entity.id),)
                status: Status = "related"
                asked = is_yesno(question.text) and _PART_OF.search(question.text)
                if candidate.relation == "part-of" and one is first and asked:
                    return _answer(
                        question, graph, "yes", f"Yes: {one.name} names a part of {candidate.entity.name}.", items, _actors(first, second)
                    )
                if candidate.relation == "disputed":
                    headline = f"Disputed: some use {one.name} for {candidate.entity.name}, others do not."
                    own = [c.entity.id for c in one.of_type("actor") if c.relation in _SAME]
                    apart = [r for id_ in own for r in _relations(graph, id_, candidate.entity.id) if r.relation == "distinct-from"]
                    items += tuple(Item(relation_in_words(graph, r), r.note, r.sources) for r in apart)
                    status = "contested" if apart else status
                return _answer(question, graph, status, headline, items, _actors(first, second))
    return None


_PART_OF = as_pattern(r"(?i)\b(?:part|subset|sub-?group|sub-?cluster|unit|arm|branch) of\b")


def _by_relations(question: Question, graph: Graph, first: Meaning, second: Meaning) -> Answer | None:
    found = [relation for one, other in _pairs(first, second) for relation in _relations(graph, one, other)]
    found = found or [relation for one, other in _all_pairs(first, second) for relation in _relations(graph, one, other)]
    if not found:
        return None
    found.sort(key=lambda r: (r.relation == "distinct-from", LAYERS.index(r.layer)))
    items = tuple(Item(relation_in_words(graph, r), "; ".join(filter(None, (when_in_words(r.when), r.note))), r.sources) for r in found)
    apart = all(r.relation == "distinct-from" for r in found)
    ends = (found[0].subject, found[0].object)
    names = " and ".join(map(graph.name, ends if ends[0] in {c.entity.id for c in _plain(first)} else ends[::-1]))
    headline = f"No: sources keep {names} apart." if apart else f"Related, but not the same: {items[0].value}."
    if not apart and _DID.match(question.text) and not _SAMENESS.search(question.text):
        headline = f"Recorded between the two: {items[0].value}{f' ({found[0].note})' if found[0].note else ''}."
    if is_yesno(question.text) and found[0].relation in relations_asked(question.text):
        return _answer(question, graph, "yes", f"Yes: {items[0].value}.", items, _actors(first, second))
    return _answer(question, graph, "no" if apart else "related", headline, items, _actors(first, second))


_DID = as_pattern(r"(?i)\W*(?:did|do|does|has|have|was there|were there|is there)\b")
_SAMENESS = as_pattern(
    r"(?i)\b(?:same|identical|synonym\w*|alias\w*|aka|merged?|equal\w*|one (?:and the same|group|actor)|refers? to|mean)\b"
)
"""``did Turla hijack OilRig's servers`` does not ask whether the two are one"""


def _told_apart(question: Question, graph: Graph, first: Meaning, second: Meaning) -> Answer | None:
    for one, other in _pairs(first, second):
        groups = [graph.attack_id(id_) for id_ in (one, other)]
        if all(groups) and groups[0] != groups[1] and graph.is_actor(one) == graph.is_actor(other):
            kind = "groups" if graph.is_actor(one) else "pieces of software"
            headline = f"No: MITRE ATT&CK keeps {graph.name(one)} ({groups[0]}) and {graph.name(other)} ({groups[1]}) apart as two {kind}."
            items = tuple(
                Item(f"{graph.name(id_)}: {group}", "", (f"attack:{group}",)) for id_, group in zip((one, other), groups, strict=True)
            )
            return _answer(question, graph, "no", headline, items, [one, other])
        for vendor, names in _vendors_of_both(graph, one, other):
            headline = f"No: {graph.vendor_name(vendor)} tells them apart as {names[0].value} and {names[1].value}."
            return _answer(question, graph, "no", headline, names, [one, other])
    return None


def _told_of_both(question: Question, graph: Graph, first: Meaning, second: Meaning) -> Answer | None:
    """Where nothing is recorded between two actors: the sentences about one that name the other."""
    for one, other in ((first, second), (second, first)):
        names = {name for name in (other.name, *(c.entity.name for c in _plain(other))) if len(name) >= LONG}
        pattern = re.compile(r"(?i)(?<!\w)(?:" + "|".join(map(re.escape, sorted(names))) + r")(?!\w)")
        for candidate in _plain(one) if names else ():
            told = [(s, x) for s, x in sentences_about(graph, candidate.entity.id) if pattern.search(s)]
            if told and candidate.entity.type == "actor":
                items = tuple(Item(candidate.entity.name, s, x.sources) for s, x in told[:3])
                if apart := next((item for item in items if _APART.search(item.detail)), None):
                    return _answer(question, graph, "no", f"No, as a source tells it: {apart.detail}", items, _actors(first, second))
                headline = f"No record says whether {first.name} and {second.name} are the same. A source names both: {items[0].detail}"
                return _answer(question, graph, "related", headline, items, _actors(first, second))
    return None


_APART = as_pattern(
    r"(?i)\b(?:is|are|as)\s+(?:an)?other\b|\bindependent of each other\b|\bunrelated\b|"
    r"\bnot (?:be )?(?:the same|to be (?:confused|mixed up)|identical|connected)\b|\bno (?:connection|link|relation) (?:to|with|between)\b|"
    r"\bnothing to do with\b"
)
LONG = 5
"""Shorter names stand in other words."""


def _vendors_of_both(graph: Graph, one: str, other: str) -> Iterator[tuple[str, tuple[Item, Item]]]:
    """Vendors that have a name of today for each of two actors, stated and not merely shaped so."""
    claims = [
        {v: c for c in graph.names_of(id_) if c.relation == "same" and not c.until and c.basis == "stated" for v in c.by}
        for id_ in (one, other)
    ]
    for vendor in sorted(claims[0].keys() & claims[1].keys()):
        a, b = claims[0][vendor], claims[1][vendor]
        if key(a.name) != key(b.name):
            yield vendor, (Item(a.name, graph.name(one), a.sources), Item(b.name, graph.name(other), b.sources))


def _plain(meaning: Meaning) -> list[Candidate]:
    """The actors that a name means just so; the software, where it means no actor.

    Of several, those whose name is written just so: Cold River is not COLDRIVER.
    """
    plain = [c for c in meaning.of_type("actor") if c.relation in _SAME]
    written = [c for c in plain if any(claim.name.casefold() == meaning.name.strip().casefold() for claim in c.claims)]
    if 0 < len(written) < len(plain):
        return written
    return plain or [c for c in meaning.of_type("software") if c.relation in _SAME]


def _pairs(first: Meaning, second: Meaning) -> Iterator[tuple[str, str]]:
    for one in _plain(first):
        for other in _plain(second):
            yield one.entity.id, other.entity.id


def _all_pairs(first: Meaning, second: Meaning) -> Iterator[tuple[str, str]]:
    """The actors to which two names lead in any way, such as that of malware: Conti leads to Wizard Spider."""
    for one in first.of_type("actor"):
        for other in second.of_type("actor"):
            yield one.entity.id, other.entity.id


def _relations(graph: Graph, one: str, other: str) -> list[Relation]:
    return [r for r in graph.relations_of(one) if r.object == other] + [r for r in graph.relations_of(other) if r.object == one]


def _actors(first: Meaning, second: Meaning) -> list[str]:
    return list(dict.fromkeys(c.entity.id for meaning in (first, second) for c in _plain(meaning)[:1] if c.entity.type == "actor"))


def _claim_item(graph: Graph, meaning: Meaning, entity_id: str) -> Item:
    candidate = next(c for c in meaning.candidates if c.entity.id == entity_id)
    who = users_in_words(graph, candidate.claims)
    when = next((when_in_words(f"{c.since}/{c.until}") for c in candidate.claims if c.since or c.until), "")
    note = next((c.note for c in candidate.claims if c.note), "")
    relation = RELATION_WORDS.get(candidate.relation, "")
    return Item(meaning.name, "; ".join(filter(None, (who, when, relation, note))), sources_of(candidate.claims))


def _person_of(question: Question, graph: Graph, meaning: Meaning) -> Answer | None:
    """``was Arion Kurtaj part of LAPSUS$``: the sentences about an actor in which a name stands that no actor bears."""
    assert question.pair is not None
    other = next((m for m in question.pair if m.of_type("actor")), None)
    name = re.sub(r"(?i)^(?:an?|the)\s+", "", meaning.name)
    if other is None or " " not in name or not all(word[:1].isupper() for word in name.split()):
        return None
    id_ = other.of_type("actor")[0].entity.id
    items = tuple(Item(graph.name(id_), s, x.sources) for s, x in sentences_about(graph, id_) if name in s)
    return _answer(question, graph, "answered", f"{name} in what is told of it: {items[0].detail}", items[:3], [id_]) if items else None


def _unknown_name(question: Question, meaning: Meaning) -> Answer:
    near = f" Did you mean {', '.join(meaning.suggestions)}?" if meaning.suggestions else ""
    status: Status = "suggested" if meaning.suggestions else "unknown"
    return Answer(
        question.text, "identity", status, f"{meaning.name}: not in the knowledge base",
        f"I read “{meaning.name}” as a name, and no source here uses it; so I cannot say.{near}", suggestions=meaning.suggestions,
    )  # fmt: skip


def _answer(
    question: Question, graph: Graph, status: Status, headline: str, items: tuple[Item, ...], actors: list[str], note: str = ""
) -> Answer:
    assert question.pair is not None
    title = " and ".join(meaning.name for meaning in question.pair)
    refs = tuple(actor_ref(graph, id_) for id_ in actors if graph.is_actor(id_))
    return Answer(
        question.text, "identity", status, title, headline, sections=(Section("Who says so", items),) if items else (),
        actors=refs, values=tuple(i.value for i in items), notes=(note,) if note else (),
    )  # fmt: skip
