"""The answer on one side of an actor, whatever side it is."""

from bot.answers.evidence import actor_ref, curated_first, layer_words
from bot.answers.model import Answer, Item, Kind, Section
from bot.questions.model import Question
from knowledge.graph import Graph


def side_of(
    question: Question, graph: Graph, actor_id: str, kind: Kind, title: str, items: tuple[Item, ...], headline: str,
    values: tuple[str, ...] | None = None,
) -> Answer:  # fmt: skip
    """One side of an actor by its items; where there are none, unknown with what is recorded of the actor."""
    entity = graph.entity(actor_id)
    assert entity is not None
    if not items:
        summaries = curated_first(graph.summaries_of(actor_id))[:1]
        recorded = Section("What is recorded of it", tuple(Item(entity.name, s.text, s.sources) for s in summaries))
        return Answer(
            question.text, kind, "unknown", f"{title} of {entity.name}", f"No source here lists {title.lower()} of {entity.name}.",
            sections=(recorded,) if summaries else (), actors=(actor_ref(graph, actor_id),), layers=layer_words(entity),
        )  # fmt: skip
    shown = tuple(item.value for item in items) if values is None else tuple(dict.fromkeys(values))
    return Answer(
        question.text, kind, "answered", f"{title} of {entity.name}", headline, sections=(Section(title, items),),
        actors=(actor_ref(graph, actor_id),), values=shown, layers=layer_words(entity),
    )  # fmt: skip
