"""Whom an actor targets in the words of sources, where no record lists that: the sentences that say so."""

from bot.answers.model import Item
from bot.answers.sentences_about import sentences_about
from bot.questions.terms import find_terms
from knowledge.graph import Graph
from knowledge.model import Use
from knowledge.patterns import as_pattern


def told_of_targets(graph: Graph, actor_id: str, most: int) -> list[Item]:
    """The first sentences that say whom an actor goes after: somebody in a place, of a sector, or of a kind of people."""
    name = graph.name(actor_id)
    told = (
        Item(name, sentence, statement.sources)
        for sentence, statement in sentences_about(graph, actor_id)
        if not isinstance(statement, Use) and _says_whom(sentence, graph)
    )
    return [item for item, _ in zip(told, range(most), strict=False)]


def _says_whom(sentence: str, graph: Graph) -> bool:
    if not _GOES_AFTER.search(sentence) or _IS_NO_DEED.search(sentence):
        return False
    return _WHOM.search(sentence) is not None or any(term.type in _WHERE for term in find_terms(sentence, graph, ()))


_WHERE = ("country", "region", "sector")
_GOES_AFTER = as_pattern(
    r"(?i)\b(?:targets?(?=\s)|targeted|targeting(?!\s+(?:and|as|or|by)\b|[,.])|victims?|against|aim(?:s|ed|ing)? at|go(?:es|ing)? after|"
    r"went after|directed at|focus(?:e[sd]|ing)? on|attack(?:s|ed|ing)|hits?|hitting|compromis(?:es|ed|ing)|spied on|spying on|spies on|"
    r"interest in|prey(?:s|ed|ing)? on|breach(?:es|ed))\b"
)
_IS_NO_DEED = as_pattern(r"(?i)\b(?:no|not|without)\s+(?:known\s+)?(?:targets?|victims?)\b|\btargets? (?:windows|linux|macos|android)\b")
_WHOM = as_pattern(
    r"(?i)\b(?:industr(?:y|ies)|organi[sz]ations|compan(?:y|ies)|entities|sectors?|institutions|businesses|firms|agencies|individuals|users|"
    r"customers|journalists|activists|dissidents|officials|diplomats)\b"
)
