"""The passages about the actor that a question names: how near they are, and whether they tell what it says of the actor."""

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from bot.answers.conditions import ASKS_FOR_A_STATE, described, evidence_of, is_told_of_people
from bot.answers.evidence import when_in_words
from bot.answers.far_from import is_of_another
from bot.answers.model import NEAREST_TITLE, Answer, Item, Section
from bot.answers.told_first import with_its_sentence
from bot.knowledge_base import KnowledgeBase
from bot.questions.deeds import HAPPENED
from bot.questions.intents import says, without_cues
from bot.questions.model import Question
from bot.questions.wording import is_yesno, without_yesno
from index.confidence import confidence_about
from index.errors import IndexUnusable
from index.words import words
from knowledge.normalise import fold
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern
from knowledge.places import place_words

if TYPE_CHECKING:
    from index.passages import Passage
    from index.search import Hit

SHARE = 0.5
"""Share of a question's words that a passage about the actor it names must have to be its answer."""
LESS, CLOSE = 0.3, 0.5
"""A smaller share is enough where the passage is near in meaning as well."""
UNTOLD = 2
"""So many words that no passage about an actor has make a question one that no source answers."""
LIKELY = 0.25
"""Confidence below which a question about an actor is one that no source answers."""
SURELY = 0.97
"""Confidence from which a question asks for a side of an actor, whatever words it has that nothing tells."""
LIKELIER = 0.65
"""Confidence from which the nearest passages about an actor turn what is otherwise unknown into an answer, however near they are."""
LEAST = 0.15
"""So much of a question a passage must cover at least to be told beside the answer."""
NEAREST = 3
_WHOLE = ("names", "profile", "identity")


def passage_item(hit: "Hit") -> Item:
    """A passage that was found, as a reply shows it."""
    return in_reply(hit.passage)


def in_reply(passage: "Passage") -> Item:
    """A passage as a reply shows it, with its date and its sources."""
    detail = f"{passage.text} ({when_in_words(passage.when)})" if passage.when else passage.text
    return Item(passage.title, detail, passage.sources)


class About:
    """The passages about the actor that a question names, looked for once and only if they are needed."""

    def __init__(self, question: Question, knowledge: KnowledgeBase) -> None:
        self.question, self.knowledge = question, knowledge

    @cached_property
    def found(self) -> "list[tuple[float, Hit]]":
        """Each passage with how much of the question it covers, the best first. Raises IndexUnusable."""
        return about_subject(self.question, self.knowledge)

    @property
    def share(self) -> float:
        """Which share of the question the nearest passage covers; 0 where there is none."""
        return self.found[0][0] if self.found else 0.0


def with_nearest(answer: Answer, about: About) -> Answer:
    """The answer, with the passages about its actor that are nearest to the question before the rest, if any are near.

    After the rest where names are told: those are the answer.
    """
    question = about.question
    few = len(asked_words(question)) < UNTOLD and not says("count", question.text)
    if not question.loose and (answer.kind in _WHOLE or not question.mentions or few):
        return answer
    try:
        near = _nearest(about)
    except IndexUnusable:
        return answer
    if not near:
        return answer
    section = Section(NEAREST_TITLE, tuple(map(passage_item, near)))
    least = LESS if answer.kind == "attribution" else LEAST if answer.kind == "targets" else 0.0
    likely = (
        least <= about.share
        and question.fitting is not None
        and confidence_about(question.fitting, about.share, is_yesno(question.text)) >= LIKELIER
    )
    surely = likely or any(is_near(share, hit) for share, hit in about.found)
    told = _has_what_is_asked(about) if question.aspect in ("yesno", "narrowed") else question.loose or not question.aspect
    of_a_state = answer.kind == "attribution" and ASKS_FOR_A_STATE.search(question.text)
    open_ = answer.status == "unknown" and not of_a_state and not answer.headline.startswith(_SURELY_NOT) and not _is_of_a_stranger(about)
    open_ = open_ and not (answer.kind == "names" and answer.headline.startswith("No source here says that of"))
    open_ = open_ and not is_of_another(answer.headline, question, near)
    if open_ and told and surely:
        answer = with_its_sentence(replace(answer, status="answered"), asked_words(question), near[0].passage, about.knowledge)
    sections = (*answer.sections, section) if answer.kind == "names" and answer.status != "unknown" else (section, *answer.sections)
    return replace(answer, sections=sections)


def _is_of_a_stranger(about: About) -> bool:
    """Whether a question has a proper noun that nobody here bears and no passage about its actor has."""
    strange = [word for word in strange_words(about.question) if re.search(_AT.format(word=re.escape(word)), about.question.text.lower())]
    return bool(strange) and not any(about.knowledge.covered(strange, hit) for _, hit in about.found)


_PROGRAM = (
    r"(?:backdoor|stealer|module|rootkit|bootkit|implant|trojan|rat|loader|malware|ransomware|worm|wiper|framework|bot|botnet|downloader|"
    r"dropper|web\s?shell|spyware|keylogger|plugin)"
)
_AT = rf"\b(?:at|in|against|on|into|inside|from|to)\s+(?:the\s+)?{{word}}|\b{{word}}\s+{_PROGRAM}\b"


def _nearest(about: About) -> "list[Hit]":
    """The passages about its actor that are near to a question; of a question that says more than its kind, or for a number, the best."""
    near = [hit for share, hit in about.found if is_near(share, hit)]
    number = says("count", about.question.text)
    if about.question.loose or number:
        near += [hit for share, hit in about.found if hit not in near and (share >= LEAST or hit.cosine >= LESS)]
    if number:
        near.sort(key=lambda hit: NUMBER.search(hit.passage.text) is None)
    return near[:NEAREST]


YEAR = as_pattern(r"\b(?:19|20)\d\d\b")
NUMBER = as_pattern(r"(?<![\w.-])\d[\d,.]*(?![\w.-])|\b(?:dozens?|hundreds?|thousands?|millions?)\b")


def _has_what_is_asked(about: About) -> bool:
    """Whether the nearest passage about an actor has half of a question, its rarest word and its places: ``is their boss Nigerian``."""
    share, hit = about.found[0]
    graph, said = about.knowledge.graph, fold(hit.passage.text)
    places = [c for c in about.question.conditions if c.type in ("country", "region") and not c.negated]
    there = all(fold(c.text) in said or fold(graph.term_name(c.type, c.id)) in said for c in places)
    there = there and all(fold(c.text) in said for c in about.question.conditions if c.type == "software" and not c.negated)
    return there and share >= SHARE and about.knowledge.has_rarest(asked_words(about.question), hit)


def untold(answer: Answer, about: About) -> Answer:
    """The answer as unknown, where the question says of an actor what no passage about it tells, with what is recorded after it."""
    if answer.status not in ("answered", "contested") or about.question.aspect:
        return answer
    if about.question.kind == "profile" and _WHICH_ACTOR.search(about.question.text) and not about.question.strangers:
        return answer
    try:
        told = is_in_answer(answer, strange_words(about.question)) or _is_told(about, answer.kind == "campaigns")
    except IndexUnusable:
        return answer
    if told:
        return answer
    name = answer.actors[0].name if answer.actors else answer.title
    return replace(answer, status="unknown", headline=f"No source here says that of {name}. What is recorded: {answer.headline}")


_WHICH_ACTOR = as_pattern(
    r"(?i)\b(?:which|what)\s+(?:threat\s+)?(?:actor|group|apt|gang|crew)\s+(?:do|should|would|must|can|is|was|that|have)\b"
    r"(?!.*\b(?:with|against|behind|from|work\w*|use[sd]?|target\w*|hit|attack\w*|buy|sell\w*)\b)|"
    r"\b(?:is|are|was)\s+(?:that|this|it|they)\s+(?:somebody|someone|anybody|anyone|an?\s+\w+|one)\s+(?:that\s+|whom\s+)?(?:we|you)\b"
)
"""``"Daffodil Gust" in an incident's title, which actor do I look up``: who that is"""


def without_number(answer: Answer, about: About) -> Answer:
    """The answer as unknown, where it asks how many of something an actor did and no passage near to that has a number."""
    question = about.question
    if answer.status != "answered" or answer.kind != "campaigns" or question.period or not _HOW_MANY.search(question.text):
        return answer
    asked = asked_words(question)
    if not asked or any(NUMBER.search(f"{hit.passage.text}") and about.knowledge.covered(asked, hit) > 0 for _, hit in about.found):
        return answer
    none = f"No source here tells that number of {answer.actors[0].name}."
    return replace(answer, status="unknown", headline=f"{none} What is recorded: {answer.headline}")


_HOW_MANY = as_pattern(r"(?i)\bhow many\b")


def never_there(answer: Answer, about: About, actor_id: str) -> Answer:
    """The answer as unknown, where a deed is asked about in a place or a sector where no source has its actor.

    ``how did Whitefly get into the Vatican library``.
    """
    question, graph = about.question, about.knowledge.graph
    if answer.status != "answered" or answer.kind not in ("techniques", "campaigns", "targets") or question.aspect:
        return answer
    if question.period and answer.kind != "techniques":
        return answer
    deeds = [c for c in question.conditions if c.type in ("country", "sector", "malware_type") and not c.negated]
    missing = [c for c in deeds if not evidence_of(graph, c).get(actor_id) and not is_told_of_people(c, actor_id, about.knowledge.tells)]
    either = len(missing) < len(deeds) and (" or " in question.text or not _FROM_TO.search(question.text))
    if not missing or either:
        return answer
    what = described(graph, missing)
    return replace(
        answer, status="unknown", headline=f"No source here has {graph.name(actor_id)} {what}. What is recorded: {answer.headline}"
    )


_FROM_TO = as_pattern(r"(?i)\b(?:mov\w+|switch\w*|turn\w*|expand\w*|shift\w*|go|went) (?:on )?from\b.*\bto\b")
"""``move on from Belarus to Brazil`` needs both."""


def at_that_time(answer: Answer, question: Question) -> Answer:
    """The answer as unknown, where it wants a yes for a deed at a time and nothing dated so has a word of whom that was done to."""
    if answer.status != "answered" or not is_yesno(question.text) or not HAPPENED.search(question.text):
        return answer
    text = HAPPENED.sub(" ", question.beside_its_time(question.beside_names()))
    asked = [word for word in asked_words(replace(question, text=text, mentions=())) if not word.isdigit()]
    told = words(" ".join(answer.statements()))
    if not asked or set(asked) & set(told) or any(word in question_words() or word in chat_words() for word in asked):
        return answer
    return replace(answer, status="unknown", headline=f"{NOT_THEN} What is dated so: {answer.headline}")


NOT_THEN, NOT_OF_A_KIND, NO_DATE = "No source here dates that so.", "No source here says which", "No source here says when"
NO_VICTIM, NO_MOTIVE = "No source here names a victim", "No source here says what drives"
_SURELY_NOT = (NOT_THEN, NOT_OF_A_KIND, NO_DATE, NO_VICTIM, NO_MOTIVE)
"""How a reply begins that no passage near in meaning makes an answer."""


def is_in_answer(answer: Answer, strange: list[str]) -> bool:
    """Whether an answer itself has any of some words."""
    told = set(words(" ".join(answer.statements())))
    return bool(told.intersection(strange))


def strange_words(question: Question) -> list[str]:
    """The words of its proper nouns that nobody here bears, without those of places."""
    held = {part for condition in question.conditions for part in condition.text.lower().split()}
    large = [match[1] for match in _IN_CAPITALS.finditer(question.beside_names()) if match[1].lower() not in held]
    return [word for name in (*question.strangers, *large) if fold(name) not in place_words() for word in words(name)]


_IN_CAPITALS = as_pattern(
    r"\b(?:into|inside|against|at|hit|hack(?:ed)?|breach(?:ed)?|attack(?:ed)?)\s+(?:the\s+)?([A-Z]{4,})(?=['’]s\b|\s+(?:servers?|networks?|"
    r"systems?|computers?)\b|\W*$)"
)
"""``how did Silence get into LEGO's network``: whose name is written in capitals"""


def _is_told(about: About, of_deeds: bool) -> bool:
    """Whether the passages about an actor may tell what a question says of it.

    They do not where none has a proper noun of it; where it is about deeds and none has any word of it, one being a word that no
    passage has; and where what was learned holds it for a question that nobody answers and no passage is near.
    """
    question, knowledge = about.question, about.knowledge
    if _ABUSES.search(question.text) and not question.conditions and (said := asked_words(question)):
        rarest = max(said, key=knowledge.rarity)
        if not any(knowledge.covered((rarest,), hit) for _, hit in about.found):
            return False
    strange = strange_words(question)
    asked = [word for word in asked_words(question) if re.search("[a-z]", word)] if of_deeds else []
    fits = question.fitting is not None and confidence_about(question.fitting, 0.0, is_yesno(question.text)) >= SURELY
    foreign = len(asked) >= UNTOLD and not fits and not all(map(knowledge.has_word, asked))
    if not strange and not foreign and question.fitting is None:
        return True
    for missed in (strange, asked if foreign else []):
        if missed and not any(knowledge.covered(missed, hit) for _, hit in about.found):
            return False
    if question.fitting is None:
        return True
    yesno = is_yesno(question.text)
    if confidence_about(question.fitting, 0.0, yesno) >= LIKELY:  # it fits so well that nothing need be looked for
        return True
    return confidence_about(question.fitting, about.share, yesno) >= LIKELY


_ABUSES = as_pattern(r"(?i)\bhow (?:does|do|did|has|have)\s+(?:\S+\s+){1,4}?(?:ab)?us(?:e|ed)\s+\w")
"""``how does MoustachedBouncer abuse Zoom calls``: what is abused must be told of"""


def about_subject(question: Question, knowledge: KnowledgeBase) -> "list[tuple[float, Hit]]":
    """Where the question names an actor, the passages about that actor with how much of it each covers, the best first."""
    assert question.subject is not None
    own = knowledge.search_about(question.text, [candidate.entity.id for candidate in question.subject.of_type("actor")])
    asked = asked_words(question)
    shares = [(knowledge.covered(asked, hit), hit) for hit in own]
    return sorted(shares, key=lambda found: -(found[0] + found[1].cosine))


def is_near(share: float, hit: "Hit") -> bool:
    """Whether a passage about an actor that covers such a share of a question is about what is asked."""
    return share >= SHARE or (share >= LESS and hit.cosine >= CLOSE)


def asked_words(question: Question) -> tuple[str, ...]:
    """The words that a question has beside names, cues and words that any question has."""
    found = dict.fromkeys(words(without_cues(without_yesno(question.beside_names()))))
    said = tuple(word for word in found if word not in chat_words() and word not in question_words())
    return said or tuple(found)
