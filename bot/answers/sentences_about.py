"""Every sentence that sources tell of an actor."""

from collections.abc import Iterator

from bot.answers.evidence import curated_first
from bot.answers.sentences import sentences
from knowledge.graph import Graph
from knowledge.model import Statement


def sentences_about(graph: Graph, actor_id: str) -> Iterator[tuple[str, Statement]]:
    """Every sentence that is told of an actor, what is curated first, each once."""
    told: list[tuple[str, Statement]] = [(event.text, event) for event in graph.events_of(actor_id)]
    told += [(note.text, note) for note in graph.notes_of(actor_id)]
    told += [(use.text or use.role, use) for use in graph.uses_of(actor_id)]
    told += [(attribution.sponsor, attribution) for attribution in graph.attributions_of(actor_id)]
    told += [(claim.note, claim) for claim in graph.names_of(actor_id)]
    told += [(summary.text, summary) for summary in graph.summaries_of(actor_id)]
    texts = {id(statement): text for text, statement in told}
    seen: set[str] = set()
    for statement in curated_first(statement for _, statement in told):
        for sentence in sentences(texts[id(statement)]):
            if sentence not in seen:
                seen.add(sentence)
                yield sentence, statement
