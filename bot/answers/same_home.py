"""Whether sources attribute two actors to one country or to one organization, and to whom they attribute each."""

from dataclasses import replace

from bot.answers import about_origin
from bot.answers.model import Answer
from bot.answers.of_several import of_each
from bot.answers.sentences import some
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.questions.refining import is_of
from knowledge.graph import Graph


def answer(question: Question, knowledge: KnowledgeBase, type_: str) -> Answer:
    """Yes with what they have in common, ``type_`` being ``origin`` or ``sponsor``; else that no source says so. Each is told."""
    graph = knowledge.graph
    ids = [meaning.of_type("actor")[0].entity.id for meaning in question.subjects]
    plain = replace(question, aspect="", text=some([graph.name(id_) for id_ in ids]))
    each = of_each(plain, lambda one: about_origin.attribution(one, knowledge, one.subjects[0].of_type("actor")[0].entity.id))
    shared = _shared(graph, ids, type_)
    told = replace(each, question=question.text)
    if shared:
        return replace(told, status="yes", headline=f"Yes: both are attributed to {some(shared)}. {each.headline}", parts=())
    what = "one country" if type_ == "origin" else "one organization"
    return replace(told, status="unknown", headline=f"No source here attributes both to {what}. {each.headline}", parts=())


def _shared(graph: Graph, ids: list[str], type_: str) -> list[str]:
    """The names of the countries, or of the organizations of a state, that every one of some actors is attributed to."""
    if type_ == "origin":
        homes = [{a.country for a in graph.attributions_of(id_) if a.country} for id_ in ids]
        return sorted(graph.term_name("country", country) for country in set.intersection(*homes))
    sponsors = (term for term in graph.records.terms if term.type == "sponsor")
    return [term.name for term in sponsors if all(is_of(graph, id_, "sponsor", term.id) for id_ in ids)]
