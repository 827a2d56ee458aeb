"""A description that sets its deed in a country of which nothing is told of the actor whose passage is nearest."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.answers.conditions import evidence_of
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Condition, Question, TermMention
from bot.questions.negation import is_negated
from bot.questions.terms import find_terms
from knowledge.normalise import fold
from knowledge.patterns import as_pattern
from knowledge.places import regions_in

if TYPE_CHECKING:
    from index.search import Hit


def elsewhere(question: Question, actor_id: str, knowledge: KnowledgeBase) -> bool:
    """Whether the question sets it in a country that no statement and no passage names of an actor.

    ``who altered the land register in Bulgaria``: what somebody did to that of Ukraine is near in meaning, and not meant.
    """
    there = _told_there(question, knowledge) if actor_id else None
    return there is not None and actor_id not in there


def without_elsewhere(question: Question, hits: "list[Hit]", knowledge: KnowledgeBase) -> "list[Hit]":
    """Passages without those about actors of whom nothing is told in the country of a question, where it names one."""
    there = _told_there(question, knowledge)
    return hits if there is None else [hit for hit in hits if not there.isdisjoint(hit.passage.entities[:1])]


def in_another_region(text: str, told: "Sequence[Hit]") -> bool:
    """Whether a text sets it in a region that no passage of the first actor has, and the nearest passage in another of that country.

    ``who made water tanks overflow in Massachusetts``: that was Texas.
    """
    asked = regions_in(" ".join(match[1] for match in _IN_REGION.finditer(text)))
    if not asked or not told:
        return False
    theirs = " ".join(hit.passage.embedded for hit in told if hit.passage.entities[:1] == told[0].passage.entities[:1])
    said, nearest = regions_in(theirs), regions_in(told[0].passage.embedded)
    return said.keys().isdisjoint(asked) and any(not one.isdisjoint(other) for one in asked.values() for other in nearest.values())


_IN_REGION = as_pattern(r"\b(?:in|of|at|near|across)\s+((?:[A-Z][a-z]+,\s+)?[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)")


def _told_there(question: Question, knowledge: KnowledgeBase) -> set[str] | None:
    """The actors of whom anything is told in the countries of a question; None where it names none."""
    places = _places(question, knowledge)
    return set().union(*(_told_in(term, knowledge) for term in places)) if places else None


def _places(question: Question, knowledge: KnowledgeBase) -> list[TermMention]:
    """The countries in which a question sets a deed; none where it speaks of whoever asks."""
    graph = knowledge.graph
    if _OF_THE_ASKER.search(question.text):
        return []
    found = [term for term in find_terms(question.text, graph, question.mentions) if term.type == "country"]
    named = [t for t in found if _is_where(question.text, t) and fold(t.text) == fold(graph.term_name("country", t.id))]
    hit = {c.id for c in question.conditions if c.type == "country" and not c.negated}
    return named or [t for t in found if t.id in hit and _says_whose(question.text, t)]


_OF_THE_ASKER = as_pattern(r"(?i)\b(?:my|our|ours|we|us|i)\b")
_IN = as_pattern(r"(?i)\b(?:in|of|inside|across|throughout)\s+(?:the\s+)?$")


def _says_whose(text: str, term: TermMention) -> bool:
    """``the control cabinets of Danish wind turbines``: whose they are says where as well."""
    before, after = text[: term.start], text[term.end :]
    return _OF.search(before) is not None and _PEOPLE_OF.search(term.text) is not None and _WHOSE.match(after) is not None


_OF = as_pattern(r"(?i)\b(?:of|at|inside|against|into)\s+(?:the\s+|an?\s+|some\s+)?$")
_PEOPLE_OF, _WHOSE = (
    as_pattern(r"(?i)(?:an|ese|ish|ch|ean|i)$"),
    as_pattern(r"\s+(?!capital\b|flag\b|president\b|minister\b|language\b)[a-z]{3,}"),
)


def _is_where(text: str, term: TermMention) -> bool:
    before = text[: term.start]
    return term.type == "country" and _IN.search(before) is not None and not is_negated(_IN.sub("", before))


def _told_in(term: TermMention, knowledge: KnowledgeBase) -> set[str]:
    """The actors that come from a country or are said to hit it, itself or a region around it, or of whom a passage names it."""
    graph = knowledge.graph
    found = {
        *evidence_of(graph, Condition("country", term.id, term.text, 0)),
        *evidence_of(graph, Condition("origin", term.id, term.text, 0)),
    }
    around = {t.id for t in graph.records.terms if t.type == "region" and term.id in t.countries}
    found |= {targeting.subject for targeting in graph.records.targetings if around.intersection(targeting.regions)}
    known = graph.term("country", term.id)
    for name in {fold(term.text), *(map(fold, (known.name, *known.words)) if known else ())}:
        found |= knowledge.entities_saying(name)
    return found
