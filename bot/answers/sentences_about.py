"""Every sentence that sources tell of an actor."""

from collections.abc import Iterator

from bot.answers.sentences import sentences
from knowledge.graph import Graph
from knowledge.model import LAYERS, Event, Statement


def sentences_about(graph: Graph, actor_id: str) -> Iterator[tuple[str, Statement]]:
    """Every sentence that is told of an actor, what is curated first, each once."""
    told: list[tuple[str, Statement]] = [(event.text, event) for event in graph.events_of(actor_id)]
    told += [(f"{event.name}: {', '.join(named)}.", event) for event in graph.events_of(actor_id) if (named := flaws_of(event))]
    told += [(note.text, note) for note in graph.notes_of(actor_id)]
    told += [(": ".join(filter(None, (", ".join(t.organizations), t.note))), t) for t in graph.targetings_of(actor_id) if t.note]
    told += [(use.text or use.role, use) for use in graph.uses_of(actor_id)]
    told += [(attribution.sponsor, attribution) for attribution in graph.attributions_of(actor_id)]
    told += [(claim.note, claim) for claim in graph.names_of(actor_id)]
    told += [(summary.text, summary) for summary in graph.summaries_of(actor_id)]
    seen: set[str] = set()
    for text, statement in sorted(told, key=lambda pair: LAYERS.index(pair[1].layer)):
        for sentence in sentences(text):
            if sentence not in seen:
                seen.add(sentence)
                yield sentence, statement


def flaws_of(event: Event) -> list[str]:
    """The names of an incident that are the numbers of vulnerabilities."""
    return [name for name in event.also if name.upper().startswith("CVE-")]
