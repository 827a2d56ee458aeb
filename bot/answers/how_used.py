"""How an actor uses a program or a technique: ``how does APT28 use certutil?``"""

from bot.answers.conditions import condition_name, evidence_of
from bot.answers.evidence import actor_ref
from bot.answers.lists import one_line
from bot.answers.model import UNSAID, Answer, Item, Section
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Condition, Question
from knowledge.graph import Graph
from knowledge.model import LAYERS, Use
from knowledge.patterns import as_pattern


def how_it_uses(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer | None:
    """``How does APT28 use certutil?``: the sentences that say so, of techniques and of the software itself."""
    graph, name = knowledge.graph, knowledge.graph.name(actor_id)
    asked = [c for c in question.conditions if c.type in ("software", "technique") and not c.negated]
    if not asked:
        return None
    items: list[Item] = []
    for use in sorted(graph.uses_of(actor_id), key=lambda u: (LAYERS.index(u.layer), u.object)):
        if use.text and any(_is_about(graph, use, condition) for condition in asked):
            items.append(Item(_title(graph, use.object), use.text, use.sources))
    uses = [s for c in asked for s in evidence_of(graph, c).get(actor_id, ())]
    what = " and ".join(condition_name(graph, c) for c in asked)
    if not items and not uses:
        if not (all(c.type == "technique" for c in asked) and _HOW.match(question.text)):
            return None
        return Answer(
            question.text, "techniques", "unknown", f"{name} and {what}", f"No source here describes {name} as using {what}.",
            actors=(actor_ref(graph, actor_id),), notes=(UNSAID,),
        )  # fmt: skip
    items = items or [Item(what, one_line(graph, s, 300), s.sources) for s in uses[:3]]
    return Answer(
        question.text, "techniques", "answered", f"{name} and {what}",
        f"How {name} is reported to use {what}: {items[0].detail or items[0].value}", headline_sources=items[0].sources,
        sections=(Section("Procedures", tuple(items)),), actors=(actor_ref(graph, actor_id),),
        values=tuple(dict.fromkeys(i.value for i in items)),
    )  # fmt: skip


_HOW = as_pattern(r"(?i)\W*how\s+(?:do|does|did)\b")


def _is_about(graph: Graph, use: Use, condition: Condition) -> bool:
    if condition.type == "technique":
        return use.object == condition.id or use.object.startswith(f"{condition.id}.")
    names = {graph.name(condition.id), condition.text, *(c.name for c in graph.names_of(condition.id) if c.relation == "same")}
    text = f" {use.text.lower()} "
    return use.object == condition.id or any(len(n) > 2 and n.lower() in text for n in names)


def _title(graph: Graph, object_id: str) -> str:
    entity = graph.entity(object_id)
    return f"{object_id} {entity.name}" if entity and entity.type == "technique" else graph.name(object_id)
