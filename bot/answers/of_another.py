"""Who else did something to or with an actor: ``who copies SideWinder's chain``, ``which gang began with a copy of Rocke's code``.

That is told by a sentence about the one that names the other, with the words of the question in it; where none has them the answer
stays what it was.
"""

from collections.abc import Iterable, Iterator

from bot.answers.evidence import actor_ref
from bot.answers.model import Answer
from bot.answers.nearest import asked_words
from bot.answers.sentences_about import sentences_about
from bot.answers.told_things import weight_of
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from index.errors import IndexUnusable
from index.words import words
from knowledge.graph import Graph
from knowledge.model import Statement
from knowledge.patterns import as_pattern

SHARE, LESS, TELLING = 0.5, 0.4, 4.8
"""So much of what a question says, weighed by how rare it is, must a sentence have, less where it asks for the other one, and words of
so much rarity together."""
SHORTEST = 4
"""Shorter names of an actor are not looked for in what is told of others."""
_OTHERS = r"(?:groups?|gangs?|crews?|actors?|apts?|outfits?|teams?|hackers|people|spies|lot|clusters?|bunch|firms?|compan(?:y|ies)|ones?)"
_SIDES = (
    r"(?:is|are|was|were|got|gets|do|does|did|has|have|had|can|could|will|would|uses?|used|targets?|targeted|hits?|runs?|backs?|owns?|pays?|calls?|"
    r"names?|named|tracks?|sponsors?|directs?|controls?|operates?|commands?|attributes?|attributed|reports?|reported|found|discovered|"
    r"gives\s+(?:the\s+)?orders|gave\s+(?:the\s+)?orders|writes?|wrote|made|makes|built|created|founded|leads|led|heads|funds|finances|coined)"
)
_ASKS = as_pattern(
    rf"(?i)^(?:[^?:]{{0,40}}:\s+)?(?:and\s+|so\s+|hm+\s+)*(?:(?:who|whom)\s+(?:else\s+)?(?!(?:else\s+)?{_SIDES}\b)[a-z]+|"
    rf"(?:which|what)\s+(?:other|another)\s+(?:[\w-]+\s+){{0,3}}?{_OTHERS}|"
    rf"(?:which|what)\s+(?:[\w-]+\s+){{0,2}}?{_OTHERS}\s+(?!{_SIDES}\b)[a-z]+|(?:to\s+)?who(?:m|se)?\s+(?:[\w-]+\s+)?(?:do|does|did)\b|whose\s+(?!\w+\s+(?:is|are|was|were)\b)[a-z]+|"
    rf"who\s+(?:is|are)\s+the\s+(?:[a-z]+\s+)?{_OTHERS}\s+(?:(?:that|whom?)\s+)?(?:they|it|\S+(?:\s(?-i:[A-Z])\S+)?)\s+[a-z]+|"
    rf"(?:which|what)\s+(?:[\w-]+\s+){{0,2}}?{_OTHERS}\s+had\s+the\s+same|"
    rf"(?:some(?:body|one)|another\s+[a-z]+)\s+[a-z]+[^?]*[,.–-]\s+(?:which|what|who)\b(?:\s+(?:{_OTHERS}|was\s+(?:it|that)))?(?:\s+(?:lol|haha|again|btw|pls|please))?\W*$|"
    rf"the\s+other\s+(?:[\w-]+\s+){{0,3}}?{_OTHERS}\s+(?:that|which|who|whom|they|it)\b|"
    r"(?:which|what)\s+(?:[\w-]+\s+){0,2}?(?:hacktivists|groups?|gangs?|crews?|actors?|apts?|outfits?|teams?|clusters?)\s+(?:do|does|did)\b)"
)
"""What asks for another one than the actor that is named: ``who copies …``, ``which other mining gang …``, ``whom do they imitate``."""
_OTHER = as_pattern(r"(?i)\b(?:other|another)\b")
_KINDS = ("tools", "techniques", "targets", "campaigns", "profile", "passages", "unknown", "software", "attribution")


def told_of_another(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer; the sentence that tells who else did what is asked to or with the one actor of a question, where there is one."""
    meant = question.subject.of_type("actor") if question.subject else ()
    if question.aspect == "relations" and answer.status == "answered":
        return answer
    plain = len(question.subjects) == 1 and question.aspect in ("", "relations") and question.sought is None
    if not plain or not meant or answer.kind not in _KINDS or not _ASKS.search(question.text):
        return answer
    asked = asked_words(question)
    try:
        weights = {word: knowledge.rarity(word) for word in asked if not word.isdigit()}
        told = (
            (weight_of(weights, set(words(sentence))), other, sentence, by)
            for other, sentence, by in _of_both(knowledge, meant[0].entity.id)
        )
        enough = sorted((found for found in told if found[0] >= TELLING), key=lambda found: -found[0])
    except IndexUnusable:
        return answer
    weight, other, sentence, by = next(_with_the_other(enough, meant[0].entity.id, knowledge), (0.0, "", "", None))
    share = LESS if _OTHER.search(question.text) else SHARE
    if by is None or weight < max(TELLING, share * sum(weights.values())):
        return answer
    graph = knowledge.graph
    one, two = actor_ref(graph, other), actor_ref(graph, meant[0].entity.id)
    both = sorted((one, two), key=lambda actor: (actor.name in sentence, actor.id != by.subject))
    return Answer(
        question.text, "passages", "answered", one.name, f"{both[0].name} and {both[1].name}: {sentence}", headline_sources=by.sources,
        actors=(one, two), values=(one.name,),
    )  # fmt: skip


Told = tuple[float, str, str, Statement]
"""How much of a question a sentence has, the other actor (empty: to be found in it), the sentence, and the statement it is of."""


def _with_the_other(told: Iterable[Told], actor_id: str, knowledge: KnowledgeBase) -> Iterator[Told]:
    """Those that name another actor than the one asked about, with it."""
    for weight, other, sentence, by in told:
        named = (m for m in knowledge.scanner.scan(sentence) if m.type == "actor" and m.text[:1].isupper()) if not other else ()
        others = [m.ids[0] for m in named if len(m.ids) == 1 and actor_id not in m.ids] if not other else [other]
        yield from ((weight, id_, sentence, by) for id_ in others[:1])


def _of_both(knowledge: KnowledgeBase, actor_id: str) -> Iterator[tuple[str, str, Statement]]:
    """Every sentence about an actor, and those about others that name it, with the other one where that is known. Raises IndexUnusable."""
    graph = knowledge.graph
    for relation in graph.records.relations:
        if relation.note and actor_id in (relation.subject, relation.object):
            yield relation.object if relation.subject == actor_id else relation.subject, relation.note, relation
    yield from (("", f"{event.name}: {event.text}", event) for event in graph.events_of(actor_id))
    yield from (("", sentence, statement) for sentence, statement in sentences_about(graph, actor_id))
    called = _names_of(graph, actor_id)
    saying = {id_ for name in called for id_ in knowledge.entities_saying(name.lower())}
    for other in sorted(id_ for id_ in saying if id_ != actor_id and graph.is_actor(id_)):
        yield from ((other, s, statement) for s, statement in sentences_about(graph, other) if any(name in s for name in called))


def _names_of(graph: Graph, actor_id: str) -> list[str]:
    """What an actor is called, by names that are no word of the language by accident."""
    names = (claim.name for claim in graph.names_of(actor_id) if claim.relation in ("same", "formerly"))
    return [name for name in dict.fromkeys((graph.name(actor_id), *names)) if len(name) >= SHORTEST and name[:1].isupper()]
