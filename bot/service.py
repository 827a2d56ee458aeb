"""Text in, answer out: what every surface calls."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from bot.answers import reports, told_last, within_thread
from bot.answers.combine import combined
from bot.answers.compose import answer_question, with_sources
from bot.answers.details import without_detail
from bot.answers.model import NEAREST_TITLE, Answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.chatter import without_chatter
from bot.questions.circumstances import without_circumstances
from bot.questions.conversation import leaning_on, understand_in
from bot.questions.focus import Focus
from bot.questions.intents import cued_kind, says
from bot.questions.introducing import introduced
from bot.questions.languages import in_english, language_of
from bot.questions.model import Question
from bot.questions.pointing import points_back
from bot.questions.recalling import without_echo
from bot.questions.reports import MAX_CHARACTERS as LONGEST_REPORT
from bot.questions.splitting import split_questions
from bot.questions.understand import MAX_CHARACTERS, QuestionTooLong
from bot.questions.wording import asks_for_many, plain_text
from index.errors import IndexUnusable
from knowledge.graph import Graph
from knowledge.patterns import as_pattern


@dataclass(frozen=True)
class Timed:
    """An answer, how long it took in milliseconds, and what the thread is about after it."""

    answer: Answer
    took_ms: float
    focus: Focus


def answer_text(text: str, knowledge: KnowledgeBase, focus: Focus | None = None, overheard: bool = False) -> Timed:
    """Answer what somebody typed, ``focus`` being what the thread was about before. ``overheard``: it may not be for the bot at all.

    A text too long to be a question is answered with what to do about it; several questions are answered one by one.
    """
    with knowledge.thinking:
        return _answered(text, knowledge, focus or Focus(), overheard)


def _answered(text: str, knowledge: KnowledgeBase, focus: Focus, overheard: bool) -> Timed:
    started = time.perf_counter()
    text = _BLANKS.sub(lambda match: match[1] or " ", text)  # long runs of them make the patterns slow
    english = _in_english(text, knowledge) if len(text) <= LONGEST_REPORT else text
    try:
        if (not overheard or "?" in text) and (report := reports.reported(english, knowledge)):
            answer = answer_question(report, knowledge)
            answers, focus = [answer], next_focus(report, answer, focus, knowledge)
        else:
            answers, focus = _each(english, knowledge, focus, overheard)
        if english != text:
            answers = _as_typed(answers, text, english)
    except QuestionTooLong as error:
        answers = [Answer(text[:200] + "…", "unknown", "unknown", "That is too long for a question", str(error))]
    return Timed(combined(text, answers), (time.perf_counter() - started) * 1000, focus)


_BLANKS = as_pattern(r"[^\S\n]{2,}|(\n\n)\n+")
"""Runs of blanks or of empty lines, which say nothing: of them one is kept."""


def _as_typed(answers: list[Answer], text: str, english: str) -> list[Answer]:
    """The answers to a text in another language: a single one with the text as its question, the last one with how it was read."""
    last = answers[-1] if len(answers) > 1 else replace(answers[0], question=plain_text(text))
    return [*answers[:-1], replace(last, notes=(*last.notes, READ_AS.format(english[:MOST_READ])))]


READ_AS, MOST_READ = "Read word by word in English as: {}", 300
"""What is said of a question in another language, with so many characters of it."""


def _each(text: str, knowledge: KnowledgeBase, focus: Focus, overheard: bool) -> tuple[list[Answer], Focus]:
    """The answers to the questions of a text, and what the thread is about after them. Raises QuestionTooLong."""
    answers: list[Answer] = []
    short = len(text) <= MAX_CHARACTERS
    said = without_circumstances(without_chatter(text), partial(_names_actor, knowledge)) if short else text
    asked = without_echo(said, focus, knowledge.names) if short else text
    introduction, asked = introduced(said, knowledge.names, knowledge.graph) if short and asked == said else (focus, asked)
    focus = introduction if introduction.actor else focus
    for part in split_questions(asked) if short else [text]:
        if short:
            knowledge.expect(plain_text(part))
        question = understand_in(part, focus, knowledge.names, knowledge.graph, knowledge.intent)
        if answers and answers[-1].status == "unknown" and _asks_more(part, question, focus):
            continue  # of what was not found
        answer = answer_question(question, knowledge)
        if (answer.status == "unknown" or answer.kind == "passages") and not overheard:
            question, answer = _leaning(part, question, answer, focus, knowledge)
        if not overheard:
            detail = told_last.detail_of_it(part, question, answer, focus, knowledge)
            answer = with_sources(detail, knowledge) if detail else answer
        focus = next_focus(question, answer, focus, knowledge)
        answers.append(replace(answer, question=plain_text(part)))
    return answers, focus if focus.question or not answers else _of_whom_nothing_was_told(question, answers[-1])


def _names_actor(knowledge: KnowledgeBase, text: str) -> bool:
    return any(mention.type == "actor" for mention in knowledge.scanner.scan(text))


def _of_whom_nothing_was_told(question: Question, answer: Answer) -> Focus:
    """What a thread is about whose first message asked of one actor what no source tells: that actor."""
    known = [c.entity for meaning in question.subjects for c in meaning.bearers()] if answer.kind == "unknown" else []
    return Focus(question.text, known[0].name, actor_ids=(known[0].id,)) if len(known) == 1 else Focus()


def _in_english(text: str, knowledge: KnowledgeBase) -> str:
    """A text in another language word by word in English, as far as it is known here; any other as it is."""
    code = language_of(text)
    if not code:
        return text
    names = [(m.start, m.end) for m in knowledge.scanner.scan(text) if m.type in ("actor", "software")]
    try:
        return in_english(text, code, names, knowledge.has_word)
    except IndexUnusable:
        return in_english(text, code, names, lambda _: True)


def _asks_more(part: str, question: Question, focus: Focus) -> bool:
    """Whether a part of a message is about what was spoken of before, and nothing known was: ``… who runs it?``"""
    names_something = question.mentions or question.conditions or question.events
    return not (names_something or focus.actor or focus.thing or focus.conditions) and points_back(part)


def answer_thread(texts: Iterable[str], knowledge: KnowledgeBase) -> list[Timed]:
    """Answer texts that follow each other in one thread."""
    focus, found = Focus(), []
    for text in texts:
        found.append(answer_text(text, knowledge, focus))
        focus = found[-1].focus
    return found


def next_focus(question: Question, answer: Answer, before: Focus, knowledge: KnowledgeBase) -> Focus:
    """What a thread is about after an answer: its actor, if there is one, and the last software or technique named."""
    after = _focus_after(question, answer, before, knowledge)
    return replace(after, told=told_last.told_after(answer, before, after.actor), spoken=_spoken(question, answer, before))


def _spoken(question: Question, answer: Answer, before: Focus) -> tuple[str, ...]:
    """The actors spoken of so far, as they were called, the last one first: those a question names, else the first of an answer."""
    named = [meaning.name for meaning in (*(question.pair or ()), *question.subjects) if meaning.of_type("actor")]
    told = [actor.name for actor in answer.actors[:LISTED]] if answer.status not in ("unknown", "suggested") else []
    return tuple(dict.fromkeys((*(named or told), *before.spoken)))[:REMEMBERED]


REMEMBERED = 12


def _focus_after(question: Question, answer: Answer, before: Focus, knowledge: KnowledgeBase) -> Focus:
    if answer.kind == "unknown" and question.subject and not question.subject.candidates and not question.subjects:
        small = _SMALL_LETTERS.fullmatch(question.subject.name) is not None
        return before if before.actor and small else Focus(question.text, question.subject.name)
    graph = knowledge.graph
    tools = [c for c in question.conditions if c.type == "software"]
    if answer.kind == "unknown" and tools and not question.subjects:
        return Focus(question.text, "", graph.name(tools[-1].id))
    if answer.kind == "identity" and not answer.actors and len(known := [m for m in question.pair or () if m.of_type("actor")]) == 1:
        meant = known[0].of_type("actor")[0].entity
        return Focus(question.text, meant.name, actor_ids=(meant.id,))
    if answer.kind in ("help", "unknown") or not (answer.actors or question.conditions):
        return before
    if answer.kind == "passages" and answer.status == "unknown" and before.actor and not question.subjects:
        return before
    things = [c for c in question.conditions if c.type == "software" or (c.type == "technique" and not question.events)]
    kept = before.thing if question.subjects and question.kind != "profile" else ""
    thing = graph.name(things[-1].id) if things else _one_tool(question, answer) or kept
    of_some = bool(question.events or question.subjects or question.pair)
    single = len(answer.actors) == 1 or of_some or answer.kind == "passages"
    actor = _first(question, answer, before, graph) if answer.actors and single else ""
    text = question.text
    for mention in question.mentions:
        named = mention.meaning.candidates[0].entity.name
        text = text.replace(mention.text, named)
    ids = tuple(a.id for a in answer.actors if question.subjects or (question.events and a.name == actor))
    of_a_set = question.kind == "actors" or (question.kind == "software" and not question.subjects and len(answer.actors) > 1)
    conditions = question.conditions if of_a_set else ()
    but_for = graph.name(question.besides[0]) if len(question.besides) == 1 and not answer.actors else ""
    about = actor or but_for or (before.actor if things else "")
    return Focus(text, about, thing, ids, conditions, _pair(question, actor, before), _listed(answer, before))


_SMALL_LETTERS = as_pattern(r"[a-z\s'’-]+")
"""``linux mostly?`` after an actor: hardly somebody's name"""


def _first(question: Question, answer: Answer, before: Focus, graph: Graph) -> str:
    """The actor that goes on: of those to whom one incident is ascribed the one of whom least else is told, as a part of others is."""
    if question.kind == "identity" and before.actor in (actor.name for actor in answer.actors):
        return before.actor
    if len(answer.actors) == 1 or question.subjects or not question.events:
        return answer.actors[0].name
    of_one = len({event.name for event in graph.incidents(question.events)}) == 1
    return min(answer.actors, key=lambda actor: len(graph.events_of(actor.id))).name if of_one else answer.actors[0].name


def _one_tool(question: Question, answer: Answer) -> str:
    """The first tool told, where one was asked for: ``what's the main backdoor of Velvet Ant``."""
    one = question.kind == "tools" and answer.kind == "tools" and answer.status == "answered" and _ONE_TOOL.search(question.text)
    told = [section for section in answer.sections if section.title != NEAREST_TITLE] if one else []
    return told[0].items[0].value if told else ""


_ONE_TOOL = as_pattern(
    r"(?i)\b(?:which|what(?:['’]?s|\s+is)?)\s+(?:(?:the|their|its|its own)\s+)?(?:[\w-]+\s+)?"
    r"(?:ransomware|locker|encryptor|backdoor|implant|trojan|rat|wiper|loader|stealer|malware|tool|botnet|rootkit|worm)\b(?!\s+famil)"
)


def _leaning(part: str, question: Question, answer: Answer, focus: Focus, knowledge: KnowledgeBase) -> tuple[Question, Answer]:
    """A short question that no structure answers as one about the actor of the thread, where that answers it; else as it was."""
    if not (fuller := leaning_on(part, question, focus, knowledge.names)):
        return question, _of_those_spoken_of(part, question, answer, focus, knowledge)
    asked = understand_in(fuller, Focus(), knowledge.names, knowledge.graph, knowledge.intent)
    found = answer_question(asked, knowledge)
    near = (
        asked.aspect in ("justice", "relations")
        or asked.sought is not None
        or (bool(found.sections) and found.sections[0].title == NEAREST_TITLE)
    )
    if found.status != "unknown" and (near or found.kind == cued_kind(part)):
        return asked, found
    return question, _of_those_spoken_of(part, question, answer, focus, knowledge)


def _of_those_spoken_of(part: str, question: Question, answer: Answer, focus: Focus, knowledge: KnowledgeBase) -> Answer:
    """The answer; what is told of those spoken of in the thread, where that has more of a short question that names nobody."""
    named = question.subjects or question.mentions or question.events or question.kind == "actors"
    if answer.status == "unknown" and focus.listed and _WHICH_OF_THEM.match(part) and not question.subjects:
        found = within_thread.answer(replace(question, text=_WHICH_OF_THEM.sub("", part)), focus.listed, knowledge)
        return with_sources(found, knowledge) if found else answer
    if (
        not focus.spoken
        or named
        or question.aspect in _BESIDE
        or len(part.split()) > MOST_WORDS
        or asks_for_many(part)
        or says("else", part)
    ):
        return answer
    found = within_thread.answer(question, focus.spoken, knowledge)
    return with_sources(without_detail(found, question, knowledge), knowledge) if found else answer


_WHICH_OF_THEM = as_pattern(r"(?i)^\W*(?:(?:and|so|ok)\s+)*(?:which|who)\s+(?:one\s+)?of\s+(?:those|them|these)\s+")
"""``which of those is coordinated with the Iranian ministry``"""
_BESIDE = ("offtopic", "beside", "nod")
MOST_WORDS = 14


def _listed(answer: Answer, before: Focus) -> tuple[str, ...]:
    """The first actors of the list that was last told: of this answer, or of one before where this tells of one of them."""
    if len(answer.actors) > 1:
        return tuple(actor.name for actor in answer.actors[:LISTED])
    return before.listed if answer.actors and answer.actors[0].name in before.listed else ()


LISTED = 5


def _pair(question: Question, actor: str, before: Focus) -> tuple[str, ...]:
    """The two actors last spoken of: those that the question names, or the one before and this one."""
    named = [
        meaning.of_type("actor")[0].entity.name for meaning in (*(question.pair or ()), *question.subjects) if meaning.of_type("actor")
    ]
    found = tuple(dict.fromkeys(named))
    if len(found) == 2:
        return found
    return (before.actor, actor) if actor and before.actor and actor != before.actor else before.pair
