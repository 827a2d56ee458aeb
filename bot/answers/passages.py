"""Questions that name nothing the structure knows: the passages nearest to them, and the actors those are about."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.conditions import evidence_of
from bot.answers.elsewhere import elsewhere, in_another_region
from bot.answers.evidence import actor_ref
from bot.answers.in_words import DENIED, DOUBTED
from bot.answers.model import Answer, Section
from bot.answers.nearest import LEAST, NUMBER, YEAR, about_subject, asked_words, is_near, passage_item, strange_words
from bot.answers.sentences import sentences
from bot.answers.unknown import offtopic, search_is_off
from bot.knowledge_base import KnowledgeBase
from bot.questions.deeds import HAPPENED
from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.wording import asks_for_many, is_yesno, small_openings, strangers, telling_words
from index.confidence import confidence_about
from index.errors import IndexUnusable
from index.words import words
from knowledge.normalise import fold
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern
from knowledge.places import place_words

if TYPE_CHECKING:
    from index.search import Hit

NEAR = 0.65
"""Confidence below which nothing found counts as an answer."""
NEAR_BESIDE = 0.75
"""The same where what was learned from the exemplars says that the question is about something else."""
SURE = 0.5
"""Confidence from which the nearest passage about an actor is the answer, if it covers enough of the question."""
SHOWN, MANY = 5, 8


def answer(question: Question, knowledge: KnowledgeBase) -> Answer:
    """The nearest passages as they are; below the threshold, unknown with those passages offered as such."""
    graph = knowledge.graph
    try:
        own = about_subject(question, knowledge) if question.subject else []
        hits = [hit for _, hit in own] if question.subject else _found_for(question, knowledge)
    except IndexUnusable as error:
        return search_is_off(question, error)
    wanted = NEAR_BESIDE if question.aspect == "beside" else NEAR
    enough = _answers_of_subject(question, own, knowledge) if question.subject else knowledge.confidence(question.text, hits) >= wanted
    if enough and (question.subject or not (_of_a_stranger(question, knowledge) or _is_elsewhere(question, hits, knowledge))):
        found = _found(question, knowledge, hits)
        return _as_a_yes(found, question, hits) if question.subject and is_yesno(question.text) else found
    if question.aspect == "beside":
        return offtopic(question)
    return Answer(
        question.text, "passages", "unknown", "Not in the knowledge base",
        "No source here answers that. The nearest passages are below; they may be about something else.",
        sections=(Section("Nearest passages", tuple(map(passage_item, hits[:3]))),) if hits else (),
        actors=tuple(actor_ref(graph, c.entity.id) for c in question.subject.of_type("actor")[:1]) if question.subject else (),
    )  # fmt: skip


def _as_a_yes(found: Answer, question: Question, hits: "list[Hit]") -> Answer:
    """The passages; as a yes where one sentence about the actor has every word of what is asked of it and nothing that denies or doubts."""
    asked = set(asked_words(question))
    told = ((sentence, hit) for hit in hits[:SHOWN] for sentence in sentences(hit.passage.text))
    for sentence, hit in told if len(asked) >= EVERY and not question.period else ():
        if _says_together(asked, sentence) and not DENIED.search(sentence) and not DOUBTED.search(sentence):
            return replace(found, status="yes", headline=f"Yes, in the words of a source: {sentence}", headline_sources=hit.passage.sources)
    return found


def _says_together(asked: set[str], sentence: str) -> bool:
    """Whether a clause has all of some words, and nothing much between them."""
    for clause in re.split(r"[,;:()]", sentence):
        stems = [set(words(word)) for word in clause.split()]
        places = [number for number, stem in enumerate(stems) if stem & asked]
        if asked <= set().union(*stems) and places and places[-1] - places[0] < CLOSE_TOGETHER:
            return True
    return False


CLOSE_TOGETHER = 10


def _found(question: Question, knowledge: KnowledgeBase, hits: "list[Hit]") -> Answer:
    """The passages as they are, and the actors that they are about, the best first."""
    graph = knowledge.graph
    actors: dict[str, None] = {}
    for hit in hits:
        actor = _actor(hit, knowledge)
        if actor and len(actors) < (MANY if asks_for_many(question.text) else SHOWN):
            actors[actor] = None
    items = tuple(map(passage_item, hits[:SHOWN]))
    names = [graph.name(actor) for actor in actors]
    headline = f"The nearest passage is about {names[0]}." if names else "The nearest passages name no actor."
    return Answer(
        question.text, "passages", "answered", names[0] if names else items[0].value, headline,
        sections=(Section("What the sources say", items),), actors=tuple(actor_ref(graph, a) for a in actors), values=tuple(names),
    )  # fmt: skip


def _found_for(question: Question, knowledge: KnowledgeBase) -> "list[Hit]":
    """The nearest passages, without those about actors that the question leaves out."""
    hits = not_without_names(question.text, knowledge.search(question.text, 24))
    out = {*question.besides, *(actor for c in question.conditions if c.negated for actor in evidence_of(knowledge.graph, c))}
    return [hit for hit in hits if _actor(hit, knowledge) not in out] if out else hits


def _actor(hit: "Hit", knowledge: KnowledgeBase) -> str:
    """The first actor that a passage is about; empty where it is about none."""
    return next(filter(knowledge.graph.is_actor, hit.passage.entities), "")


def surely(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """The nearest passages, where they are near enough to be preferred to a list of actors."""
    try:
        hits = _found_for(question, knowledge)
        sure = knowledge.confidence(question.text, hits) >= NEAR_BESIDE
    except IndexUnusable:
        return None
    return _found(question, knowledge, hits) if sure else None


def with_a_number(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """A passage about an actor that has the number or the date that is asked for: ``how many customers of Snowflake did they hit``.

    It has half of the question, and the word that tells most. None where there is none.
    """
    dated = _ASKS_WHEN.search(question.text) is not None
    subject = next((m for m in question.subjects if m.of_type("actor")), None)
    if subject is None or not (dated or says("count", question.text) or _ASKS_HOW_MUCH.search(question.text)):
        return None
    about = replace(question, subject=subject)
    asked = asked_words(about)
    try:
        told = [hit for share, hit in about_subject(about, knowledge) if share >= NUMBERED and knowledge.has_rarest(asked, hit)]
        told = [hit for hit in told if (YEAR if dated else NUMBER).search(f"{hit.passage.text} {hit.passage.when}")]
        named = [word for name in (*strangers(question.beside_names()), *_SHORT_NAME.findall(question.text)) for word in words(name)]
        told = [hit for hit in told if knowledge.covered(named, hit) >= 1] if named else told
    except IndexUnusable:
        return None
    return _found(about, knowledge, told) if told and asked else None


def with_every_word(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """A passage about an actor that has every word of what is asked of it, two at least: ``does Burning Scorpius have a leak site``."""
    subject = next((m for m in question.subjects if m.of_type("actor")), None)
    if subject is None or len(question.subjects) > 1:
        return None
    about = replace(question, subject=subject)
    asked = asked_words(about)
    if len(asked) < EVERY:
        return None
    try:
        told = [hit for share, hit in about_subject(about, knowledge) if share >= 1]
        told = [hit for hit in told if not says("count", question.text) or NUMBER.search(hit.passage.text)]
    except IndexUnusable:
        return None
    return _found(about, knowledge, told) if told else None


_SHORT_NAME = as_pattern(
    r"(?<![\w-])(?!GB|TB|USD|EUR|HQ|IPs?\b)[A-Z]{3,5}(?=['’]s|\s+(?:employees|customers|staff|users|accounts|people|mailboxes|clients|patients))"
)
"""``how many HPE employees``"""
EVERY = 2
NUMBERED = 0.6
"""So much of a question a passage must cover for the number in it to be the one asked for."""
_ASKS_WHEN = as_pattern(r"(?i)\b(?:when|what year|which year|what month|what date|date of)\b")
_ASKS_HOW_MUCH = as_pattern(r"(?i)\bhow (?:much|big|large|high)\b|\bamount\b|\b(?:what|which) (?:price|share|sum|percentage|portion)\b")


def of_a_coined_name(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """The passages that have the one coined name of a question, such as RedVDS; None where it has none, or no passage has it."""
    names = [name for name in _COINED.findall(question.beside_names()) if re.search(r"[a-z][A-Z]|[A-Z]{2}[a-z]|[A-Za-z]\d", name)]
    if len(names) != 1 or is_yesno(question.text):
        return None
    try:
        hits = [hit for hit in knowledge.search_saying(question.text, names[0]) if names[0].lower() in hit.passage.embedded.lower()]
    except IndexUnusable:
        return None
    asked = [word for word in asked_words(question) if word not in words(names[0])]
    told = [hit for hit in hits if knowledge.covered(asked, hit) >= LEAST] if asked else hits
    return _found(question, knowledge, told) if told else None


def literal(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """For a name that nobody bears: passages in which it stands as it is written, such as the name of an operation."""
    name = question.subject.name if question.subject else ""
    plain = name.islower() and all(word in chat_words() | question_words() | {"heard"} for word in name.split())
    if len(name) < 5 or plain or name.lower() == question.text.lower().strip(" ?!."):
        return None
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    try:
        hits = [hit for hit in knowledge.search(name, 24) if pattern.search(hit.passage.embedded)]
    except IndexUnusable:
        return None
    return _found(question, knowledge, hits) if hits else None


def _answers_of_subject(question: Question, found: "list[tuple[float, Hit]]", knowledge: KnowledgeBase) -> bool:
    if not found:
        return False
    share, hit = found[0]
    strange = strange_words(question) if is_yesno(question.text) else []
    if strange and not any(knowledge.covered(strange, other) for _, other in found):
        return False  # is HaddockRAT one of Sandworm's tools
    if is_yesno(question.text) and HAPPENED.search(question.text) and not knowledge.has_rarest(asked_words(question), hit):
        return False
    if question.fitting is not None and share >= LEAST and confidence_about(question.fitting, share, is_yesno(question.text)) >= SURE:
        return True
    return is_near(share, hit) and not (is_yesno(question.text) and not knowledge.has_rarest(asked_words(question), hit))


_COINED = as_pattern(r"\b(?=[\w-]*[a-z][A-Z]|[A-Z][a-z]+[\w-]*\b)[\w-]{4,}")


_OF_THE_ASKER = as_pattern(r"(?i)(?:^|(?<=[.!?]\s))(?:we|our|i|my)\s[^.?!]*[.!](?:\s|$)")
"""``We have an office in Jakarta.``: nobody says that of those who are asked for."""
_KINDS = frozenset(
    "group company bank hospital university ministry corporation holding limited international national school airlines".split()
)
"""Words of the names of many: ``Toll Group``."""


def not_without_names(text: str, hits: "list[Hit]") -> "list[Hit]":
    """The passages, unless the question has a proper noun that none of them has: ``SnorkLocker ransom note``."""
    said = small_openings(_OF_THE_ASKER.sub(" ", text) if _OF_THE_ASKER.sub("", text).strip() else text)
    names = [name.lower() for name in _COINED.findall(said) if place_words().isdisjoint(fold(name).split()) and name.lower() not in _KINDS]
    told = len(telling_words(said)) - len(names)
    if names and told < STORY and not any(name in hit.passage.embedded.lower() for name in names for hit in hits):
        return []
    return hits


STORY = 8
"""So many words more tell what somebody did well enough without the proper noun that no passage has."""


def _is_elsewhere(question: Question, hits: "list[Hit]", knowledge: KnowledgeBase) -> bool:
    """Whether it sets what somebody did in a country of which nothing is told of the actor of the nearest passage."""
    first = next(filter(None, (_actor(hit, knowledge) for hit in hits)), "")
    return elsewhere(question, first, knowledge) or in_another_region(question.text, hits)


def _of_a_stranger(question: Question, knowledge: KnowledgeBase) -> bool:
    """Whether it asks who did something to somebody of whom no passage tells: ``the Twitch source code leak``."""
    text = question.beside_its_time(question.beside_names())
    strangers = [word for name in _AMID.findall(text) for word in words(name)]
    plain = all(c.type in ("motivation", "malware_type") for c in question.conditions)
    bodies = [word for match in _BODY.finditer(question.text) for word in words(match[1] or match[2])]
    return (plain and not all(map(knowledge.has_word, strangers))) or not all(map(knowledge.has_word, bodies))


_BODY = as_pattern(
    r"\b([A-Z][\w-]{3,})\s+(?:University|Medical|Bank|Airways|Airlines|Hospitals?|Clinics?|Telecom|Insurance|Motors|Energy|Electric|Steel|"
    r"College|Museum|Cars)\b|^([A-Z]{3,5})(?=\s(?:in|of|at|taken|hacked|hit|wiped|knocked|leaked|breached)\b)"
)
"""``the staff of Maastricht University``, ``RTBF taken off the air``: whom that is, in whichever country"""
_AMID = as_pattern(
    r"(?<=[a-z,] )[A-Z][a-z]{3,}(?![\w-])|^[A-Z][a-z]{3,}(?= [A-Z][a-z])|(?:^|(?<=[a-z,] ))[A-Z]{2,5}(?= [A-Z][a-z]{3,})|"
    r"^[A-Z][a-z]{3,}(?=['’]s [a-z])"
)
"""A word with a capital amid a sentence, or before another one that has."""
