"""What a thread is about, so that ``what tools do they use?`` and ``same for APT29`` can be answered; bounded, one a thread."""

from collections.abc import Callable
from dataclasses import replace

from bot.questions.about_the_same import about_the_same
from bot.questions.asking_again import and_there, of_its_actor, of_what_was_told, who_else
from bot.questions.beside_another import beside_another, held_against
from bot.questions.elliptic import SIDES, filled
from bot.questions.focus import Focus
from bot.questions.identity import Intent
from bot.questions.intents import cued_kind, says, without
from bot.questions.model import Question
from bot.questions.narrowing import changed, is_left_out_first, narrowed
from bot.questions.of_two import both_of_them, one_of_those_listed, one_of_two, the_one_meant
from bot.questions.one_of_the_set import one_of_the_set
from bot.questions.pointing import pointed_at
from bot.questions.recalling import recalled, without_return
from bot.questions.refining import home_asked, in_that_year, one_of_that_home, refined
from bot.questions.same_for_another import same_for_another, same_people, that_program_too
from bot.questions.tagged import held_of_them, of_the_one_named_first
from bot.questions.turn import Turn
from bot.questions.understand import MAX_CHARACTERS
from bot.questions.wording import asks_for_many, plain_text, strangers, telling_words, without_lead
from knowledge.graph import Graph
from knowledge.names import Names
from knowledge.patterns import as_pattern


def understand_in(text: str, focus: Focus, names: Names, graph: Graph, intent: Intent = lambda _: []) -> Question:
    """What a text asks where it follows what the focus holds; its ``text`` is then the whole question. Raises QuestionTooLong."""
    follows = bool(focus.question) and len(text) <= MAX_CHARACTERS
    turn = Turn(in_that_year(without_return(text, focus), focus) if follows else text, focus, names, graph, intent)
    if follows and (fuller := recalled(plain_text(turn.text), turn.alone, focus, names)):
        turn = replace(turn, text=fuller)
    return _settled(_following(turn) if focus.question else _beginning(turn), focus)


def _settled(question: Question, focus: Focus) -> Question:
    """A name that may mean several actors as the one of them that the thread is about."""
    subject = question.subject
    if subject is None or subject.status != "contested" or question.kind == "identity":
        return question
    meant = tuple(c for c in subject.candidates if c.entity.type == "actor" and c.entity.id in focus.actor_ids)
    if len(meant) > 1:
        meant = tuple(c for c in meant if c.entity.name.lower() == focus.actor.lower())
    if len(meant) != 1 or subject.name.lower() != focus.actor.lower():
        return question
    known = replace(subject, candidates=meant, status="same")
    return replace(question, subject=known, subjects=tuple(known if one == subject else one for one in question.subjects))


def _beginning(turn: Turn) -> Question:
    """The first message of a thread."""
    asked, alone = turn.asked, turn.alone
    if says("again", asked) and turn.names.look_up(without("again", asked).strip(" ?!.")).candidates:
        return turn.understood(without("again", asked))
    return replace(alone, kind="unknown", aspect="whom") if _is_of_nobody(asked, alone) else alone


def _following(turn: Turn) -> Question:
    """What follows: the first way of asking that knows its own; else what the text asks alone."""
    alone = turn.alone
    if alone.kind == "help" and not pointed_at(turn.asked, turn.focus):
        return alone
    if found := next(filter(None, (way(turn) for way in FOLLOWING)), None):
        return found
    nobody = not turn.focus.actor and _is_of_nobody(turn.asked, alone)
    return replace(alone, kind="unknown", aspect="whom", subject=None) if nobody else alone


def _vendors_too(turn: Turn) -> Question | None:
    """``and what about Mandiant's``, ``same for CERT-UA``"""
    alone, actor = turn.alone, turn.focus.actor
    asked = (
        actor
        and alone.vendor
        and not alone.subjects
        and ((not alone.conditions and _VENDORS_TOO.match(turn.asked)) or _CALLS_THEM.search(turn.asked))
    )
    return turn.understood(f"what does {turn.names.vendor_name(alone.vendor)} call {actor}") if asked else None


_VENDORS_TOO = as_pattern(
    r"(?i)(?:same\s+for\s+[\w .-]+|(?:and\s+|or\s+|ok\s+|now\s+)?(?:(?:what|how) about\s+)?(?:the\s+)?"
    r"[\w .-]+['’]s(?:\s+(?:name|one|label)(?:\s+for\s+(?:it|them))?)?|(?:only|just)\s+(?:the\s+)?[\w .-]+?(?:['’]?s)?\s+"
    r"(?:names?|ones?|labels?)(?:\s+(?:pls|please|plz))?(?:,?\s+(?:for|in)\s+[^?]{3,40})?)\W*$"
)
_CALLS_THEM = as_pattern(r"(?i)\b(?:call|name|track|label)\s+(?:it|them|those|these|this group|that group|this lot|the group)\b")
"""``and cert-ua's``, ``what would Microsoft call them nowadays``"""


def _one_of_them(turn: Turn) -> Question | None:
    theirs = one_of_that_home(turn.asked, turn.focus, turn.names, turn.graph)
    if theirs and is_left_out_first(turn.asked):
        return _narrowed(replace(turn, text=theirs))
    return turn.understood(theirs) if theirs else None


def _changed(turn: Turn) -> Question | None:
    return changed(turn.asked, turn.alone, turn.focus, turn.names, turn.graph, turn.intent)


def _narrowed(turn: Turn) -> Question | None:
    return narrowed(turn.asked, turn.alone, turn.focus, turn.names, turn.graph, turn.intent)


def _refined(turn: Turn) -> Question | None:
    fuller = refined(turn.asked, turn.alone, turn.focus, turn.graph) or home_asked(
        turn.asked, turn.alone, turn.focus, turn.names, turn.graph
    )
    return turn.understood(fuller) if fuller else None


def _filled(turn: Turn) -> Question | None:
    text = filled(turn)
    if not text:
        return None
    question = turn.understood(text)
    besides = turn.focus.actor_ids if says("else", turn.asked) and question.kind in ("actors", "software") else ()
    return replace(question, besides=besides)


FOLLOWING: tuple[Callable[[Turn], Question | None], ...] = (
    of_the_one_named_first, one_of_the_set, one_of_two, one_of_those_listed, the_one_meant,
    beside_another, and_there, of_what_was_told, of_its_actor, _one_of_them, _vendors_too, who_else,
    held_of_them, _changed, same_people, that_program_too, same_for_another, held_against, _narrowed, _refined, _filled,
    both_of_them, about_the_same,
)  # fmt: skip
"""The ways in which a text leans on what was spoken of before."""


def _is_of_nobody(asked: str, alone: Question) -> bool:
    """Whether a text speaks of ``them`` and says hardly anything else, where nobody was spoken of before."""
    known = alone.subject is not None and bool(alone.subject.candidates)
    told = alone.kind not in ("passages", "unknown") or known or alone.mentions or alone.conditions or alone.vendor
    points = says("pronoun", asked) or (says("thing", asked) and alone.kind == "passages")
    return not told and points and len(telling_words(asked)) < TELLS


TELLS = 2
"""So many words describe somebody."""


MOST_LEANING = 9
"""A follow-up of so few words may leave out whom it is about without a pronoun."""


def leaning_on(text: str, alone: Question, focus: Focus, names: Names) -> str:
    """A short question for a side of an actor that names nobody, as one about the actor of the thread: ``who got arrested``.

    Empty where it may be about another or is no such question, as ``did you see the game``. For what alone is not answered.
    """
    asked = without_lead(plain_text(text))
    short = 0 < len(asked.split()) <= MOST_LEANING and not strangers(asked)
    named = alone.subject and (alone.subject.candidates or next(names.schemes.of(alone.subject.name), None))
    if not focus.actor or alone.subjects or named or alone.kind not in ("passages", "unknown") or not short:
        return ""
    if (alone.aspect and cued_kind(asked) not in SIDES) or asks_for_many(asked) or cued_kind(asked) == "actors" or _WHO_DID.match(asked):
        return ""
    return f"{focus.actor}: {asked}"


_WHO_DID = as_pattern(
    r"(?i)who\b(?! (?:got|gets|was|were|has been|have been)\b(?! (?:blamed|accused|behind|responsible|held)\b))"
    r"(?!(?:['’]s| is| are)\s+(?:the|their|its)\b)"
)
"""``who hit the hospital`` asks for another actor, ``who got arrested`` does not."""
