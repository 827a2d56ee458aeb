"""Whom an actor works with, of whom it is a part, whom it followed: what is recorded between it and others."""

import re
from dataclasses import dataclass

from bot.answers.evidence import actor_ref, curated_first, relation_in_words, when_in_words
from bot.answers.model import UNSAID, Answer, Item, Section
from bot.answers.sentences import sentences, some
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from index.words import words
from knowledge.model import Relation
from knowledge.patterns import as_pattern


@dataclass(frozen=True)
class _Asked:
    """What asks for something between actors, what that is called, the relations that answer it, and what a sentence that tells it has."""

    asks: re.Pattern[str]
    what: str
    kinds: tuple[str, ...]
    tells: re.Pattern[str] | None = None


_SPLIT = as_pattern(r"(?i)\bsplinter\w*|\bspin-?offs?\b|\bsplit\b|\bbroke\s+away\b")
_PART = as_pattern(
    r"(?i)\b(?:bigger|larger|parent|main|mother|umbrella|sub-?(?:group|cluster|unit|team)\w*|part of|(?:arm|wing|branch) of|belong\w*|"
    r"contain\w*|smaller|divisions|branches)\b"
)
_BEFORE = as_pattern(r"(?i)\b(?:successors?|succeeded|predecessors?|preceded|offshoots?|descend\w*|came (?:before|after))\b")
_ASKED = (
    _Asked(_SPLIT, "what split off from it", ("splinter-of", "successor-of"), _SPLIT),
    _Asked(_PART, "of what it is a part", ("part-of", "contains", "affiliate-of", "splinter-of"), _PART),
    _Asked(_BEFORE, "what came before or after it", ("successor-of", "predecessor-of", "splinter-of"), _BEFORE),
    _Asked(
        as_pattern(r"(?i)\b(?:pass(?:es|ed|ing)?|hands?|handed|handing|feeds?|brings?|gives?|giving)\b"), "to whom it hands victims",
        ("sells-access-to", "works-with"),
    ),
    _Asked(
        as_pattern(r"(?i)\b(?:buys?|bought|rents?|rented|purchases?|sells?|sold|selling|buying)\b"),
        "to whom it sells access, or from whom it buys that", ("sells-access-to", "buys-access-from"),
        as_pattern(r"(?i)\b(?:sells?|sold|selling|pass\w*|hand(?:s|ed|ing)?)\b[^.;]*\baccess\b[^.;]*\bto\b|"
            r"\baccess\b[^.;]*\b(?:sold|passed|handed)\b[^.;]*\bto\b"),
    ),
    _Asked(
        as_pattern(
            r"(?i)\b(?:work\w*|partner\w*|team\w* up|co-?operat\w*|collaborat\w*|allied|allies|ally|"
            r"jointly|joint|together|tandem|cross-?post\w*|swap\w*|suppl(?:y|ies|ied))\b"
        ),
        "with whom it works", ("works-with", "affiliate-of", "sells-access-to", "buys-access-from", "shares-tooling-with"),
        as_pattern(r"(?i)\bwork(?:s|ed|ing)?\s+(?:closely\s+|hand\s+in\s+hand\s+)?with\b|\bpartner\w*|\bteam(?:s|ed)?\s+up\b|\bjoint(?:ly)?\b"),
    ),
    _Asked(
        as_pattern(r"(?i)\b(?:looks?\s+like|resembl\w+|similar|overlap\w*)\b"), "with whom it overlaps",
        ("overlaps", "shares-tooling-with", "part-of", "works-with"),
        as_pattern(r"(?i)\b(?:likeness\w*|resembl\w+|similar\w*|overlap\w*)\b"),
    ),
    _Asked(
        as_pattern(r"(?i)\b(?:connected|linked|tied|associated|affiliated)\b"), "with whom it is connected",
        ("overlaps", "part-of", "contains", "works-with", "affiliate-of", "shares-tooling-with", "same-sponsor-as",
         "successor-of", "splinter-of"),
        as_pattern(r"(?i)\b(?:connect\w+|links?|linked|ties|tied|associat\w+|affiliat\w+|overlap\w*|similar\w*)\b"),
    ),
)  # fmt: skip


def relations_asked(text: str) -> tuple[str, ...]:
    """The relations that a question asks for; none where it asks for no certain one."""
    return next((asked.kinds for asked in _ASKED if asked.asks.search(text)), ())


def _said(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer | None:
    """A sentence about the actor that tells what is asked for: ``Egregor is taken for its successor``."""
    graph, name = knowledge.graph, knowledge.graph.name(actor_id)
    tells = next((asked.tells for asked in _ASKED if asked.asks.search(question.text)), None)
    told = ((sentence, summary) for summary in graph.summaries_of(actor_id) for sentence in sentences(summary.text))
    sentence, summary = next(((sentence, by) for sentence, by in told if tells and tells.search(sentence)), ("", None))
    if summary is None:
        return None
    named = (m.ids[0] for m in knowledge.scanner.scan(sentence) if m.type == "actor" and len(m.ids) == 1)
    return Answer(
        question.text, "attribution", "answered", name, sentence, headline_sources=summary.sources,
        actors=tuple(actor_ref(graph, id_) for id_ in dict.fromkeys((actor_id, *named))), values=(sentence,),
    )  # fmt: skip


def _once_each(relations: list[Relation], actor_id: str) -> list[Relation]:
    """Of what is told from both sides that of the actor asked about: not that A works with B and B with A."""
    kept: dict[tuple[frozenset[str], str], Relation] = {}
    for relation in sorted(relations, key=lambda r: r.subject != actor_id):
        kept.setdefault((frozenset((relation.subject, relation.object)), _INVERSE.get(relation.relation, relation.relation)), relation)
    return [relation for relation in relations if relation in kept.values()]


_INVERSE = {"contains": "part-of", "buys-access-from": "sells-access-to", "predecessor-of": "successor-of"}


TOLD = 6
"""So many relations are told in the first line."""


def answer(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """The relations that are asked for; where none is recorded, that, and those that are."""
    graph, name = knowledge.graph, knowledge.graph.name(actor_id)
    told = [r for r in graph.records.relations if actor_id in (r.subject, r.object) and r.relation != "distinct-from"]
    what = next((asked.what for asked in _ASKED if asked.asks.search(question.text)), "")
    kinds = relations_asked(question.text)
    words_of_it = set(words(question.text))
    asked = sorted(curated_first(r for r in told if r.relation in kinds), key=lambda r: -len(words_of_it.intersection(words(r.note))))
    shown = asked or curated_first(told)
    shown = _once_each(shown, actor_id)
    items = tuple(
        dict.fromkeys(Item(relation_in_words(graph, r), "; ".join(filter(None, (when_in_words(r.when), r.note))), r.sources) for r in shown)
    )
    others = [other for r in shown for other in (r.subject, r.object) if other != actor_id and graph.is_actor(other)]
    actors = tuple(actor_ref(graph, id_) for id_ in dict.fromkeys((actor_id, *others)))
    title = f"{name} and others"
    if not asked and (said := _said(question, knowledge, actor_id)):
        return said
    if not asked:
        return Answer(
            question.text, "attribution", "unknown", title, f"No source here says of {name} {what}.",
            sections=(Section("What is recorded between it and others", items, 8),) if items else (), actors=actors,
            notes=(UNSAID,),
        )  # fmt: skip
    return Answer(
        question.text, "attribution", "answered", title, f"{some([item.value for item in items], TOLD, '; ')}.",
        headline_sources=tuple(dict.fromkeys(source for item in items[:TOLD] for source in item.sources)),
        sections=(Section("Who says so", items, 12),), actors=actors,
        values=tuple(item.value for item in items),
    )  # fmt: skip
