"""Whether an actor alone uses something: ``is ShadowPad exclusive to APT41``."""

from bot.answers.conditions import evidence_of
from bot.answers.sentences import some
from bot.questions.model import Question
from knowledge.graph import Graph
from knowledge.patterns import as_pattern

SHOWN = 5


def others_too(question: Question, graph: Graph, actor_id: str) -> str:
    """Who else uses what a question holds to be one actor's alone; empty where it does not, or where nobody else is recorded."""
    if not is_of_means_alone(question):
        return ""
    users = set.intersection(*(set(evidence_of(graph, c)) for c in question.conditions)) - {actor_id}
    names = sorted(map(graph.name, users), key=str.lower)
    return some(names, SHOWN)


def is_of_means_alone(question: Question) -> bool:
    """Whether only that actor is asked to use something."""
    return _ONLY.search(question.text) is not None and all(c.type in ("software", "technique", "malware_type") for c in question.conditions)


_ONLY, ALONE = as_pattern(r"(?i)\b(?:only|exclusive\w*|alone|nobody else|no one else)\b"), " Nobody else is recorded so here."
