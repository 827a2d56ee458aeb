"""The names that begin with a part, end in it or have it, with whose they are."""

import re
from collections.abc import Iterator

from bot.answers.evidence import NAME_VERBS, actor_ref, curated_first
from bot.answers.model import Answer, Item, Section
from bot.answers.sentences import some
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.questions.parts_of_names import asks_for_programs
from knowledge.graph import Graph
from knowledge.model import NameClaim
from knowledge.normalise import key

SHOWN = 15
FIRST = 4
"""So many names stand in the first line."""
ASPECTS = {"begins": ("begins with", "begin with"), "ends": ("ends in", "end in"), "holds": ("has", "have")}


def answer(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Every name with the part that a question gives, of the kind that it asks for if there is any, else of the other."""
    assert question.subject is not None
    graph, part = knowledge.graph, question.subject.name
    meant = {c.entity.id for subject in question.subjects for c in subject.bearers()}
    named: dict[str, list[NameClaim]] = {}
    for claim in curated_first(graph.records.names):
        fits = _fits(claim.name, part, question.aspect) and _is_either(claim, graph)
        if fits and (not meant or not meant.isdisjoint(_actors(claim.subject, graph))):
            named.setdefault(f"{key(claim.name)} {claim.subject}", []).append(claim)
    every = [claims for _, claims in sorted(named.items(), key=lambda found: (len(found[1][0].name), found[0]))]
    wanted = asks_for_programs(question.text)
    of_its_kind = [claims for claims in every if wanted is not None and graph.is_actor(claims[0].subject) is not wanted]
    found = of_its_kind or sorted(every, key=lambda claims: not graph.is_actor(claims[0].subject))
    one, several = ASPECTS[question.aspect]
    if not found:
        headline = f"No name here {one} “{part}”."
        return Answer(question.text, "names", "unknown", f"Names with “{part}”", headline)
    items = tuple(_item(claims, graph) for claims in found)
    actors = tuple(dict.fromkeys(a for claims in found for a in _actors(claims[0].subject, graph) if not meant or a in meant))
    return Answer(
        question.text, "names", "answered", f"Names with “{part}”", _headline(items, part, one, several),
        headline_sources=items[0].sources if len(items) == 1 else (), sections=(Section("Names", items, SHOWN),),
        actors=tuple(actor_ref(graph, actor) for actor in actors), values=tuple(item.value for item in items),
    )  # fmt: skip


def _is_either(claim: NameClaim, graph: Graph) -> bool:
    """Whether a name is an actor's or a program's."""
    entity = graph.entity(claim.subject)
    return entity is not None and entity.type in ("actor", "software")


def _fits(name: str, part: str, where: str) -> bool:
    """Whether a name begins with a part, ends in it, or has it as one of its words, blanks and case aside."""
    if where == "holds":
        return key(part) in {key(word) for word in re.findall(r"[^\W\d_]+", _HUMP.sub(" ", name))}
    return key(name).startswith(key(part)) if where == "begins" else key(name).endswith(key(part))


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
"""Where a word of a name ends: ``SolarStorm``"""


def _headline(items: tuple[Item, ...], part: str, one: str, several: str) -> str:
    first = some([f"{item.value} {item.detail}" for item in items], FIRST, "; ")
    return f"One name here {one} “{part}”: {first}." if len(items) == 1 else f"{len(items)} names here {several} “{part}”: {first}."


def _item(claims: list[NameClaim], graph: Graph) -> Item:
    """A name with whose it is: an actor's, or that of a program and who is said to use it."""
    first, sources = claims[0], tuple(dict.fromkeys(source for claim in claims for source in claim.sources))
    whose = "" if key(graph.name(first.subject)) == key(first.name) else graph.name(first.subject)
    if graph.is_actor(first.subject):
        verb = NAME_VERBS.get(first.relation, "is a name of")
        return Item(first.name, f"{verb} {whose}" if whose else "is an actor", sources)
    users = [graph.name(actor) for actor in _actors(first.subject, graph)]
    who = f", used by {some(users, 3)}" if users else ""
    return Item(first.name, f"is a name of the program {whose}{who}" if whose else f"is a program{who}", sources)


def _actors(subject: str, graph: Graph) -> Iterator[str]:
    """The actor itself, or those who are said to use a program."""
    if graph.is_actor(subject):
        yield subject
    else:
        yield from dict.fromkeys(use.subject for use in curated_first(graph.users_of(subject)))
