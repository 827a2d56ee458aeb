"""Whether people of an actor were arrested, charged, sentenced or sanctioned, and whether what it runs was taken down."""

import re
from typing import TYPE_CHECKING

from bot.answers.evidence import actor_ref, when_in_words
from bot.answers.model import UNSAID, Answer, Section
from bot.answers.nearest import About, in_reply, strange_words
from bot.answers.sentences import sentences
from bot.knowledge_base import KnowledgeBase
from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.wording import is_yesno
from index.errors import IndexUnusable
from knowledge.graph import Graph
from knowledge.normalise import fold
from knowledge.patterns import as_pattern

if TYPE_CHECKING:
    from index.passages import Passage

_JUSTICE = as_pattern(
    r"(?i)\b(?:arrest\w*|indict\w*|charg(?:e|ed|es) (?:against|with|in|of|by)|charged|convict\w*|sentenc\w*|jail\w*|prison\w*|extradit\w*|"
    r"plead\w* guilty|detain\w*|custody|trial|wanted by|rewards?|bount(?:y|ies))\b"
)


_SANCTIONED = as_pattern(
    r"(?i)\bsanctioned\b|\bsanctions? (?:against|on|in|by|of|list)\b|\b(?:us|uk|eu|american|british|"
    r"treasury|under|charges and|indictments? and) sanctions\b|"
    r"\bblacklist\w*|\bentity list\b|\basset freeze\b|\bOFAC\b"
)
_ARRESTS = ("arrests and charges", _JUSTICE, "an arrest or a charge of people of")
_SANCTIONS = (
    "sanctions", _SANCTIONED, "sanctions against",
)  # fmt: skip
"""What is asked about, what tells of it, and what is said where nothing does."""
_TAKEDOWN = (
    "takedowns",
    as_pattern(
        r"(?i)\b(?:seiz\w+|taken down|took down|takedowns?|dismantl\w+|disrupted\b|shut down|"
        r"took over|broke into its|switched off|pulled the plug|"
        r"broke up|infiltrated)\b"
    ),
    "a takedown of",
)
_ASKS_FOR_SANCTIONS = as_pattern(r"(?i)\b(?:sanction\w*|blacklist\w*)")
SHOWN = 5


def _asked(text: str) -> tuple[str, re.Pattern[str], str]:
    if _ASKS_FOR_SANCTIONS.search(text):
        return _SANCTIONS
    return _TAKEDOWN if says("takedown", text) else _ARRESTS


_OF_PEOPLE = as_pattern(r"(?i)\b[a-z]+(?:ian|ese|ish|an|ch|i)\s+(?:nationals?|citizens?|students?|hackers?|men|man|teenagers?|brothers?)\b")
"""``five Chinese nationals`` were not arrested in China for that."""


def _sentence(passage: "Passage", pattern: re.Pattern[str], of_what: str) -> str:
    """The sentence of a passage that tells of such a thing; empty where none does. Of takedowns one that says who did it."""
    said = sentences(passage.text)
    found = [s for s in said if pattern.search(s) and (of_what != _TAKEDOWN[0] or _POLICE.search(s))]
    if not found and pattern.search(passage.asked_as):
        found = [s for s in said if _POLICE.search(s)] or said
    return found[0] if found else ""


_HOW_LONG = as_pattern(r"(?i)\bhow (?:many (?:years|months)|long)\b")
_YEARS = as_pattern(r"(?i)\b(?:years?|months?|life)\b")
_POLICE = as_pattern(
    r"(?i)\b(?:police|fbi|justice|europol|interpol|agency|agencies|authorities|law[- ]enforcement|microsoft|court|treasury|"
    r"prosecutors?|partners|"
    r"operation|doj|secret service|officers|governments?)\b"
)


def _names_all(question: Question, graph: Graph, text: str) -> bool:
    """Whether a text names every country and bloc that a question does: ``was LockBit sanctioned by Australia``."""
    said = f" {fold(_OF_PEOPLE.sub(' ', text))} "
    types = ("country", "region", "sponsor")
    terms = [(c.text, term) for c in question.conditions for type_ in types if (term := graph.term(type_, c.id))]
    return all(any(f" {fold(word)} " in said for word in (text, term.name, *term.words)) for text, term in terms)


def answer(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer | None:
    """What is told of arrests, charges and sentences of an actor's people, the first of it in the headline; else that nothing is.

    None where there is no passage index.
    """
    actor = actor_ref(knowledge.graph, actor_id)
    try:
        hits = [hit for _, hit in About(question, knowledge).found]
    except IndexUnusable:
        return None
    of_what, pattern, none = _asked(question.text)
    near = [hit.passage for hit in hits]
    every = (*near, *(passage for passage in knowledge.passages_about([actor_id]) if passage not in near))
    own = (passage for passage in every if passage.entities[:1] == (actor_id,))
    told = [(passage, sentence) for passage in own if (sentence := _sentence(passage, pattern, of_what))]
    if (period := question.period) and not period.recent:
        told = [(passage, sentence) for passage, sentence in told if period.overlaps(passage.when)]
    if _HOW_LONG.search(question.text):
        told = [(passage, sentence) for passage, sentence in told if _YEARS.search(sentence)]
    if strange := [word for word in strange_words(question) if fold(word) not in fold(actor.name).split()]:
        told = [(p, sentence) for p, sentence in told if any(knowledge.tells(p.entities[:1], word) for word in strange)]
    by_them = [(p, sentence) for p, sentence in told if _names_all(question, knowledge.graph, f"{p.asked_as}. {sentence}")]
    if not by_them:
        by = " ".join(dict.fromkeys(condition.text for condition in question.conditions)) if told else ""
        return Answer(
            question.text, "passages", "unknown", f"{actor.name}: {of_what}",
            f"No source here tells of {none} {actor.name}{f' by or in “{by}”' if by else ''}.", actors=(actor,),
            sections=(Section(f"What is told of {of_what}", tuple(in_reply(passage) for passage, _ in told[:SHOWN])),) if told else (),
            notes=(UNSAID,),
        )  # fmt: skip
    found = [passage for passage, _ in by_them[:SHOWN]]
    title, first = f"{actor.name}: {of_what}", by_them[0][1]
    surely = is_yesno(question.text) and says("takedown", question.text)
    when = f" ({when_in_words(found[0].when)})" if found[0].when else ""
    return Answer(
        question.text, "passages", "yes" if surely else "answered", title, f"{'Yes: ' if surely else ''}{found[0].title}{when}: {first}",
        headline_sources=found[0].sources,
        sections=(Section("What the sources say", tuple(in_reply(passage) for passage, _ in by_them[:SHOWN])),),
        actors=(actor,), values=tuple(passage.title for passage in found),
    )  # fmt: skip
