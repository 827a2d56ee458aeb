"""Who is said to be behind one actor, and where it is said to be from."""

from dataclasses import replace

from bot.answers.conditions import ASKS_FOR_A_STATE, OF_NO_STATE, condition_name, is_of_a_state, is_of_no_state, no_state_said
from bot.answers.evidence import actor_ref, curated_first
from bot.answers.model import Answer, Item, Section
from bot.answers.nearest import asked_words
from bot.answers.one_side import side_of
from bot.answers.origin import attributed, origin_items, origin_words
from bot.answers.sentences import sentences
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.questions.wording import is_yesno
from index.words import words
from knowledge.graph import Graph
from knowledge.model import Attribution, Note, Summary
from knowledge.patterns import as_pattern


def attribution(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """Country, sponsor, confidence, and who says so."""
    graph = knowledge.graph
    items = tuple(origin_items(graph, actor_id))
    name, country = graph.name(actor_id), origin_words(graph, actor_id)
    first = items[0] if items else None
    headline = attributed(name, first) if first else ""
    if _UNIT.search(question.text) and not any(_NUMBERED_UNIT.search(i.value) for i in items) and (unit := _unit(graph, actor_id)):
        items, headline = (unit, *items), f"{unit.detail} {headline}"
    if is_yesno(question.text) and (said := _saying(question, items)):
        reply = side_of(
            question, graph, actor_id, "attribution", "Attribution", (said, *(i for i in items if i is not said)), f"Yes: {said.value}."
        )
        return replace(reply, status="yes", headline_sources=said.sources)
    whether = is_yesno(question.text) and " or " not in question.text
    if first and whether and _STATE.search(question.text) and (denied := _no_state(graph, actor_id)):
        reply = side_of(
            question,
            graph,
            actor_id,
            "attribution",
            "Attribution",
            items,
            no_state_said(denied),
            values=(country, *(i.value for i in items)),
        )
        return replace(reply, status="no", headline_sources=denied.sources)
    values = tuple(dict.fromkeys(filter(None, (country, *(i.value for i in items)))))
    return side_of(question, graph, actor_id, "attribution", "Attribution", items, headline, values=values)


def _saying(question: Question, items: tuple[Item, ...]) -> Item | None:
    """What is said to be behind an actor that has every word of a question for a yes: ``does it belong to Lab 110``."""
    asked = [word for word in asked_words(question) if word not in _GENERAL]
    told = ((item, words(item.value)) for item in items)
    return next((item for item, has in told if asked and any(map(str.isdigit, "".join(asked))) and set(asked) <= set(has)), None)


_GENERAL = frozenset("belong report answer work part really indeed".split())
_UNIT, _NUMBERED_UNIT = as_pattern(r"(?i)\bunits?\b"), as_pattern(r"(?i)\bunit \d{4,5}\b")


def _unit(graph: Graph, actor_id: str) -> Item | None:
    """The sentence that gives the number of a military unit, where the attributions do not."""
    told: list[Summary | Note] = [*graph.summaries_of(actor_id), *graph.notes_of(actor_id)]
    for statement in curated_first(told):
        if sentence := next(filter(_NUMBERED_UNIT.search, sentences(statement.text)), ""):
            return Item("Unit", sentence, statement.sources)
    return None


def _no_state(graph: Graph, actor_id: str) -> Attribution | None:
    """The attribution that says that no state is behind an actor, where all that are curated say so."""
    said = [a for a in curated_first(graph.attributions_of(actor_id)) if a.layer == "curated" and a.sponsor]
    return said[0] if said and all(a.sponsor.lower().startswith("no state:") for a in said) else None


_STATE = as_pattern(r"(?i)\b(?:state|government|nation[- ]state|state[- ]\w+)\b")


def without_its_state(question: Question, graph: Graph, actor_id: str, items: tuple[Item, ...]) -> Answer | None:
    """Where a question asks whether a state is an actor's: that a source denies it, or that none names a body of that state."""
    origins = [c for c in question.conditions if c.type == "origin"]
    if not origins or not ASKS_FOR_A_STATE.search(question.text) or len(origins) < len(question.conditions):
        return None
    name, country = graph.name(actor_id), condition_name(graph, origins[0])
    held = [a for a in graph.attributions_of(actor_id) if a.country == origins[0].id]
    if any(is_of_a_state(a.sponsor) for a in held) and not is_of_no_state(graph, actor_id):
        return None
    denied = next((a for a in graph.attributions_of(actor_id) if a.sponsor.lower().startswith(OF_NO_STATE)), None)
    said = no_state_said(denied) if denied else f"No source here names a body of the state of {country}."
    sure = held[0].confidence if held else "unstated"
    with_it = f", with {sure} confidence" if sure != "unstated" else ""
    return Answer(
        question.text, "attribution", "no" if denied else "unknown", f"{name}: the state of {country}",
        f"{said} {name} is attributed to {country}{with_it}.", headline_sources=denied.sources if denied else (),
        sections=(Section("Who says so", items),), actors=(actor_ref(graph, actor_id),),
    )  # fmt: skip
