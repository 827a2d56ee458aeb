"""All who do what a question describes: those of whom passages tell it, among those who meet its conditions.

``chinese, moves files off isolated networks on usb drives``: where actors come from, who sponsors them and what is ruled out is held
against what is recorded; what they do is looked for in the passages about the actors that are left.
"""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers import habits, lists
from bot.answers.conditions import evidence_of, grouped
from bot.answers.elsewhere import without_elsewhere
from bot.answers.evidence import actor_ref
from bot.answers.model import Answer, Section
from bot.answers.nearest import passage_item
from bot.answers.passages import not_without_names
from bot.answers.sentences import some
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Condition, Question
from bot.questions.origins import TARGETING
from bot.questions.wording import asks_for_many, is_yesno, strangers, telling_words, tells_a_habit
from index.errors import IndexUnusable
from index.words import words
from knowledge.graph import Graph
from knowledge.normalise import fold
from knowledge.patterns import as_pattern

if TYPE_CHECKING:
    from index.search import Hit

_HARD = ("origin", "sponsor")
"""Conditions that an actor must meet whatever passages say."""
_HARD_MOTIVES = ("hacktivism", "influence-operations")
"""Motives that are recorded of whoever has them."""
_WEAK = (*_HARD, "motivation")
"""Conditions that so many meet that a list of those says nothing of what is described."""
MOST = 12
"""So many actors are told, each with the passage that is nearest."""
BEHIND = 1.0
"""An actor whose nearest passage scores so much less than the best is none of them."""
SURE, FAIR = 0.65, 0.4
"""Confidence from which passages are an answer; and where the actors among whom they were looked for are those asked for."""
MEETING = 0.8
"""What it adds to the score of an actor that it meets all the conditions; a part of them adds a part."""
HABITUAL = 0.5
"""So much less than the best scores at least what tells a habit that a question may ask for."""
FARTHER = 0.25
"""So much less than the best may score those of whom anything is told in the country that a question names."""
FEW = 20
"""A list of no more actors than that is told beside the passages."""


def answer(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """The actors with a passage each, and those recorded as what was asked; None where neither says enough."""
    try:
        habit = _habit(question, knowledge)
        if found := habits.answer(habit, question, knowledge):
            listed = lists.by_conditions(question, knowledge) if _is_more_than_weak(question) else None
            few = listed is not None and listed.status == "answered" and len(listed.actors) <= FEW
            return _with_recorded(found, listed) if listed and few else found
        hits = _hits(question, knowledge)
        sure = knowledge.confidence(question.text, hits)
        saying = _saying(question, knowledge)
        hits = _merged(hits, habit.told)
    except IndexUnusable:
        return None
    positive = [c for c in question.conditions if not c.negated]
    weak = all(c.type in _WEAK for c in positive)
    told = bool(hits) and sure >= (FAIR if any(c.type in _HARD for c in positive) and not question.unheld else SURE)
    told = told or (bool(saying) and tells_a_habit(question.text))
    if question.unheld:
        told = bool(saying) or (told and all(map(knowledge.has_word, words(" ".join(question.unheld)))))
    listed = lists.by_conditions(question, knowledge) if positive else None
    if told and listed and listed.status == "unknown" and any(_is_hard(c) for c in positive):
        hits = [hit for hit in hits if _may_meet(question, knowledge.graph, hit)]
        told = bool(hits)
    if told:
        best, hits = hits[0].score, without_elsewhere(question, hits, knowledge)
        told = bool(hits) and hits[0].score >= best - FARTHER
    recorded = listed if listed and listed.status == "answered" and len(listed.actors) <= FEW else None
    if told and not (question.period and not weak and recorded is None and listed and listed.status == "answered"):
        among = saying if question.unheld and saying else _those_saying_first(saying, hits)
        found = _found(question, knowledge, among, {hit.position for hit in saying})
        return _with_recorded(found, recorded) if recorded else found
    if listed is None or listed.status != "answered" or not _is_for_a_list(question, weak):
        return None
    if question.unheld:
        return _without(listed, question.unheld)
    return but_for_strange(question, listed, knowledge)


def _is_more_than_weak(question: Question) -> bool:
    """Whether what is asked for is limited by more than where actors come from and what drives them."""
    return any(c.type not in _WEAK and not c.negated for c in question.conditions)


def _habit(question: Question, knowledge: KnowledgeBase) -> habits.Asked:
    said = [*_telling(question), *(c.text for c in question.conditions if c.type in habits.TELLING and not c.negated)]
    return habits.Asked(question, knowledge, said, _ruled_out(question, knowledge.graph))


def by_habit(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """All who have the habit that a question asks for, where that is sure."""
    try:
        return habits.answer(_habit(question, knowledge), question, knowledge)
    except IndexUnusable:
        return None


def _merged(hits: "list[Hit]", telling: "list[Hit]") -> "list[Hit]":
    """Passages, and those that tell a habit that may be asked for, none of which is much farther than the nearest."""
    least = hits[0].score - HABITUAL if hits else 0.0
    positions, known = {hit.position for hit in telling}, {hit.position for hit in hits}
    found = [replace(hit, score=max(hit.score, least)) if hit.position in positions else hit for hit in hits]
    added = [replace(hit, score=least) for hit in telling if hit.position not in known]
    return sorted((*found, *added), key=lambda hit: -hit.score)


def _may_meet(question: Question, graph: Graph, hit: "Hit") -> bool:
    """Whether the actor of a passage meets every condition of targets and tools, or the passage has a word for what it does not meet."""
    said = f" {fold(hit.passage.embedded)} "
    for group in grouped(question.conditions):
        if group[0].negated or group[0].type not in _SOFT:
            continue
        if any(hit.passage.entities[0] in evidence_of(graph, c) or _has_word_for(graph, c, said) for c in group):
            continue
        return False
    return True


def _has_word_for(graph: Graph, condition: Condition, said: str) -> bool:
    term = graph.term(condition.type, condition.id)
    called = (condition.text, graph.name(condition.id), *((term.name, *term.words) if term else ()))
    return any(f" {fold(word)} " in said for word in called if word)


_SOFT = ("country", "region", "sector", "software", "malware_type", "motivation")


def but_for_strange(question: Question, listed: Answer, knowledge: KnowledgeBase) -> Answer:
    """A list; as unknown where a question names what no passage of anybody speaks of."""
    plain = set(words(_COMPOUND.sub(" ", _what_is_asked(question))))
    try:
        strange = [word for word in _telling(question) if word in plain and not knowledge.has_word(word) and not TARGETING.fullmatch(word)]
    except IndexUnusable:
        return listed
    return _without(listed, strange) if strange else listed


def but_for_their_trade(question: Question, listed: Answer, knowledge: KnowledgeBase) -> Answer:
    """A list, as unknown where it is of those who hit companies of a trade and none of them is told with it: ``fishing companies``."""
    held = {word for condition in question.conditions for word in words(condition.text.lower())}
    found = (match[1] for match in _TRADE.finditer(question.beside_names()))
    trades = [word for word in found if not held & set(words(word)) and word not in _ANY_TRADE and telling_words(word)]
    try:
        untold = [word for word in trades if not any(knowledge.tells({actor.id}, word) for actor in listed.actors)]
    except IndexUnusable:
        return listed
    return _without(listed, untold) if untold else listed


_TRADE = as_pattern(
    r"\b([a-z]{4,})\s+(?:companies|company|firms?|business(?:es)?|industry|industries|makers?|producers?|manufacturers?|exporters?|importers?|clinics?|shops?|stores?|farms?|labs?)\b"
)
_ANY_TRADE = frozenset(
    "large small medium sized western eastern foreign local domestic private public owned listed critical other major many several "
    "certain specific various leading known western whole entire heavy light core their such multinational international global national "
    "regional european asian american affiliated related front shell cover fake false real actual individual individuals strategic "
    "sanctioned industrial commercial high tech hightech state government victim target targeted named like similar different".split()
)


def _what_is_asked(question: Question) -> str:
    """A question without what it is asked for: ``question from the team lunch, any French groups``."""
    said = [condition.text.lower() for condition in question.conditions]
    clauses = [c for c in _CLAUSES.split(question.text) if not _CONTEXT.search(c) or any(text in c.lower() for text in said)]
    return " ".join(_WRITING.sub(" ", clause) for clause in clauses)


_CLAUSES = as_pattern(r"[,.;:?!–]\s|\s-\s")
_CONTEXT = as_pattern(
    r"(?i)\b(?:question|slides?|report|lunch|thesis|chapter|talk|board|boss|retrospective|presentation|newsletter|paper|audit|briefing|"
    r"note|article|meeting|call)\b"
)
"""What somebody asks it for: ``doing a retrospective slide``."""
_WRITING = as_pattern(
    r"(?i)^\W*(?:i['’]?m|i am|we['’]?re|we are|am|are)\s+(?:writing|preparing|doing|working on)\b.*?\b(?:about|on|for)\s+"
)
"""``I'm writing my thesis chapter about …``: what somebody does, and nobody asked for"""
_COMPOUND = as_pattern(r"\w+(?:-\w+)+")
"""``mail-borne`` is said of anything."""


def _without(listed: Answer, strange: Sequence[str]) -> Answer:
    """That of those who meet its conditions no source says what else a question names."""
    named = " ".join(strange)
    return replace(
        listed, status="unknown", title=f"{listed.title} and “{named}”", actors=(),
        headline=f"No source here speaks of “{named}” there. Without it: {listed.headline}",
    )  # fmt: skip


def _is_for_a_list(question: Question, weak: bool) -> bool:
    """Whether those recorded as what is asked are an answer where no passage is: the conditions are what the question is about."""
    if question.kind == "actors":
        return True
    return not weak and asks_for_many(question.text) and not is_yesno(question.text) and not strangers(question.beside_names())


def _hits(question: Question, knowledge: KnowledgeBase) -> "list[Hit]":
    """The nearest passages, those first of all about actors that meet what is hard and nothing that is ruled out."""
    graph, out = knowledge.graph, _ruled_out(question, knowledge.graph)
    hard = [set().union(*(evidence_of(graph, c) for c in group)) for group in grouped(question.conditions) if _is_hard(group[0])]
    found = knowledge.search_many(question.text, set.intersection(*hard) - out if hard else None)
    found = not_without_names(question.text, found)
    return [hit for hit in found if any(map(graph.is_actor, hit.passage.entities[:1])) and out.isdisjoint(hit.passage.entities[:1])]


def _saying(question: Question, knowledge: KnowledgeBase) -> "list[Hit]":
    """The passages that have every word of what a question says of those it asks for, about actors that meet its conditions."""
    graph, told = knowledge.graph, _telling(question)
    if not told:
        return []
    meeting, out = _meeting(question, graph), _ruled_out(question, graph)
    found = [hit for hit in knowledge.search_saying(question.text, " ".join(told)) if any(map(graph.is_actor, hit.passage.entities[:1]))]
    return [hit for hit in found if hit.passage.entities[0] not in out and all(hit.passage.entities[0] in those for those in meeting)]


def _meeting(question: Question, graph: Graph) -> list[set[str]]:
    """Of each condition that is not ruled out, or of any of its alternatives, the actors that meet it."""
    return [set().union(*(evidence_of(graph, c) for c in group)) for group in grouped(question.conditions) if not group[0].negated]


def _ruled_out(question: Question, graph: Graph) -> set[str]:
    """The actors that a question leaves out, by name or by a condition."""
    return {*question.besides, *(actor for c in question.conditions if c.negated for actor in evidence_of(graph, c))}


def _telling(question: Question) -> list[str]:
    """The words that say something of those who are asked for, beside names, conditions and cues."""
    text = question.beside_names()
    for condition in question.conditions:
        text = text.replace(condition.text, " ")
    return telling_words(question.beside_its_time(text))


def _those_saying_first(saying: "list[Hit]", hits: "list[Hit]") -> "list[Hit]":
    """The passages that have every word, as near as the nearest, before the others."""
    if not saying:
        return hits
    first = {hit.position for hit in saying}
    best = hits[0].score if hits else 0.0
    return [replace(hit, score=best) for hit in saying] + [hit for hit in hits if hit.position not in first]


def _is_hard(condition: Condition) -> bool:
    return not condition.negated and (condition.type in _HARD or condition.id in _HARD_MOTIVES)


def _found(question: Question, knowledge: KnowledgeBase, hits: "list[Hit]", saying: Set[int]) -> Answer:
    """The actors of the nearest passages, each once with its nearest: in turn those that meet the conditions and those that are nearest.

    ``saying``: the passages that have every word of the description; those without come apart from them.
    """
    graph = knowledge.graph
    nearest: dict[str, Hit] = {}
    for hit in hits:
        nearest.setdefault(hit.passage.entities[0], hit)
    meeting = _meeting(question, graph)
    score = {actor: hit.score + MEETING * sum(actor in those for those in meeting) / max(1, len(meeting)) for actor, hit in nearest.items()}
    meeting_first = sorted(nearest, key=lambda actor: -score[actor])
    in_turn = dict.fromkeys(actor for pair in zip(meeting_first, nearest, strict=True) for actor in pair)
    chosen = [actor for actor in in_turn if score[actor] >= score[meeting_first[0]] - BEHIND][:MOST]
    chosen.sort(key=lambda actor: nearest[actor].position not in saying)
    told = [actor for actor in chosen if nearest[actor].position in saying]
    names = [graph.name(actor) for actor in chosen]
    told_in, near = (tuple(passage_item(nearest[a]) for a in chosen if (a in told) is with_words) for with_words in (True, False))
    title = "What the sources say, one passage each"
    titles = (title, "Near in meaning, in other words" if told_in else title)
    sections = tuple(Section(title, items, 6) for title, items in zip(titles, (told_in, near), strict=True) if items)
    said = some(names[: len(told)] or names) + (f"; near in meaning also {some(names[len(told) :])}" if told_in and near else "")
    return Answer(
        question.text, "passages", "answered", names[0] if len(names) == 1 else f"{names[0]} and others",
        f"The passages nearest to that are about {said}.", sections=sections,
        actors=tuple(actor_ref(graph, actor) for actor in chosen), values=tuple(names),
    )  # fmt: skip


def _with_recorded(found: Answer, recorded: Answer) -> Answer:
    """The passages, and who is recorded as what was asked for."""
    told = {actor.id for actor in found.actors}
    more = tuple(actor for actor in recorded.actors if actor.id not in told)
    sections = tuple(replace(section, title=recorded.title) for section in recorded.sections)
    return replace(
        found, headline=f"{found.headline} Recorded: {recorded.headline[:1].lower()}{recorded.headline[1:]}",
        sections=(*found.sections, *sections), actors=(*found.actors, *more), values=(*found.values, *(actor.name for actor in more)),
        notes=recorded.notes,
    )  # fmt: skip
