"""Software: what it is and which actors are said to use it."""

from bot.answers.evidence import actor_ref, curated_first, layer_words, name_items, use_items
from bot.answers.model import Answer, Section
from bot.knowledge_base import KnowledgeBase
from bot.questions.intents import says
from bot.questions.model import Question


def answer(question: Question, knowledge: KnowledgeBase, software_id: str) -> Answer:
    """Its users first, then what it is and its other names."""
    graph = knowledge.graph
    entity = graph.entity(software_id)
    assert entity is not None
    users = use_items(graph, graph.users_of(software_id), "subject")
    names, related = name_items(graph, entity)
    summaries = curated_first(graph.summaries_of(software_id))
    who = [item.value for _, item in users]
    counted = says("count", question.text) and len(who) > 1
    said = f"{len(who)} actors are reported to use {entity.name}: " if counted else f"{entity.name} is reported to be used by "
    said += ", ".join(who[:6]) + (f" and {len(who) - 6} more" if len(who) > 6 else "") if who else ""
    headline = f"{said}." if who else f"No source here says who uses {entity.name}."
    what = f" {summaries[0].text}" if summaries else ""
    sections = (
        Section("Used by", tuple(item for _, item in users), 15, f"/apt who uses {entity.name}"),
        Section("Also known as", tuple(names), 12, f"/apt names {entity.name}", inline=True),
        Section("Related names, not the same", tuple(related), 3),
    )
    asked_for_names = question.kind == "names"
    return Answer(
        question.text, "names" if asked_for_names else "software", "answered" if users or summaries or names else "unknown", entity.name,
        headline + what, headline_sources=summaries[0].sources if summaries else (),
        sections=tuple(s for s in sections if s.items), actors=tuple(actor_ref(graph, id_) for id_, _ in users),
        values=(entity.name, *(i.value for i in names)) if asked_for_names else tuple(who), layers=layer_words(entity),
    )  # fmt: skip
