"""What a thread is about, so that ``what tools do they use?`` and ``same for APT29`` can be answered; bounded, one a thread."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.questions.asking_again import and_there, of_its_actor, of_what_was_told, who_else
from bot.questions.beside_another import beside_another, held_against
from bot.questions.elliptic import SIDES, filled
from bot.questions.focus import Focus
from bot.questions.identity import Intent
from bot.questions.intents import cued_kind, says, without
from bot.questions.model import Question
from bot.questions.narrowing import changed, narrowed
from bot.questions.of_two import one_of_two
from bot.questions.pointing import pointed_at, put
from bot.questions.recalling import recalled, without_return
from bot.questions.refining import home_asked, in_that_year, one_of_that_home, refined
from bot.questions.turn import Turn
from bot.questions.understand import MAX_CHARACTERS
from bot.questions.wording import asks_for_many, is_yesno, plain_text, strangers, telling_words, without_lead
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
    """``and what about Mandiant's``"""
    alone, actor = turn.alone, turn.focus.actor
    asked = (
        actor
        and alone.vendor
        and not alone.subjects
        and ((not alone.conditions and _VENDORS_TOO.match(turn.asked)) or _CALLS_THEM.search(turn.asked))
    )
    return turn.understood(f"what does {turn.names.vendor_name(alone.vendor)} call {actor}") if asked else None


_VENDORS_TOO = as_pattern(
    r"(?i)(?:and\s+|or\s+|ok\s+|now\s+)?(?:(?:what|how) about\s+)?(?:the\s+)?[\w .-]+['’]s(?:\s+(?:name|one|"
    r"label)(?:\s+for\s+(?:it|them))?)?\W*$"
)
_CALLS_THEM = as_pattern(r"(?i)\b(?:call|name|track|label)\s+(?:it|them|those|these|this group|that group|this lot|the group)\b")
"""``and cert-ua's``, ``what would Microsoft call them nowadays``"""


def _one_of_them(turn: Turn) -> Question | None:
    theirs = one_of_that_home(turn.asked, turn.focus, turn.names, turn.graph)
    return turn.understood(theirs) if theirs else None


def _changed(turn: Turn) -> Question | None:
    return changed(turn.asked, turn.alone, turn.focus, turn.names, turn.graph, turn.intent)


def _narrowed(turn: Turn) -> Question | None:
    return narrowed(turn.asked, turn.alone, turn.focus, turn.names, turn.graph, turn.intent)


def _same_for_another(turn: Turn) -> Question | None:
    """``same for APT29``, ``and APT10?``, ``do Naikon next``, ``hive's?``: the last question with another name in it."""
    asked, names = _NEXT.sub(r"same for \1", _put_right(turn)), turn.names
    if (then := _SAME_THEN.match(asked)) and names.look_up(then["name"]).of_type("actor"):
        named = put(then["rest"], "pronoun" if says("pronoun", then["rest"]) else "thing", then["name"])
        return turn.understood(named if named != then["rest"] else f"{then['name']}: {named}")
    if meant := _MEANT.match(turn.asked):
        called = meant["name"] if not meant["name"].isdigit() else re.sub(r"\d+$", meant["name"], turn.focus.actor)
        if names.look_up(called).of_type("actor"):
            return turn.understood(f"{called}: {put(meant['rest'], 'pronoun', called)}")
    if (too := _TOO.match(asked) or _DOES_IT_TOO.match(asked)) and names.look_up(too[1]).status == "same":
        asked = f"same for {too[1]}"
    and_another = _AND_ANOTHER.match(plain_text(turn.text)) is not None and names.look_up(asked.strip(" ?!.")).status == "same"
    and_another = and_another or _asks_that_too(turn)
    of_the_same_series = re.fullmatch(r"\d+\W*", asked) is not None
    again = says("again", asked) or and_another or of_the_same_series or _is_bare_name(asked, turn.alone)
    return _repeated(asked, turn) if again else None


def _that_program_too(turn: Turn) -> Question | None:
    """``and BlackCat?`` after ``has Storm-0501 ever dropped Embargo?``: the same of its actor with another program."""
    another = _ANOTHER_PROGRAM.fullmatch(plain_text(turn.text))
    of_a_program = any(c.type in ("software", "technique") for c in turn.before.conditions)
    if another is None or not of_a_program or not turn.focus.actor or not is_yesno(turn.focus.question):
        return None
    meant = turn.names.look_up(another["name"])
    is_one = meant.status != "unknown" and (meant.of_type("software") or meant.of_type("technique"))
    return turn.understood(f"does {turn.focus.actor} use {another['name']}?") if is_one else None


_ANOTHER_PROGRAM = as_pattern(r"(?i)(?:and|or|what about|how about)\s+(?P<name>\S+(?:\s\S+){0,2}?)(?:\s+(?:too|as well|also|then))?\s*\?*")


def _put_right(turn: Turn) -> str:
    """What a text asks that corrects the last one: the same for the name that was meant; any other text as it is."""
    asked = turn.asked
    if (instead := _NOT_THAT.match(asked)) and re.search(rf"{re.escape(instead['old'])}\b", turn.focus.question, re.IGNORECASE):
        return f"same for {instead['name']}"
    if (instead := _I_MEANT.match(asked) or _MEANT_INSTEAD.match(asked)) and turn.names.look_up(instead["name"]).candidates:
        return f"same for {instead['name']}"
    return _CORRECTS.sub("", asked, count=1)


_OOPS = (
    r"no|nope|nah|sorry|wait|oops|ups|whoops|argh|err|hm+|ah|oh|my bad|my mistake|my fault|(?:a\s+)?typo|mistyped|misspelled|correction|"
    r"(?:(?:that\s+was\s+)?(?:the\s+)?)?wrong\s+(?:number|name|one|group|actor|gang)"
)
_CORRECTS = as_pattern(
    rf"(?i)^\W*(?:(?:{_OOPS})\W+)+(?:(?:scrap|scratch|strike|forget)\s+(?:that|it)\W+)?(?:i\s+meant?|make\s+(?:it|that)|it\s+is|should\s+be)\s+"
)
"""``no scrap that, I meant 33``"""
_NOT_THAT = as_pattern(
    rf"(?i)^\W*(?:(?:{_OOPS})\W+)*"
    r"(?P<name>[\w-]+(?:\s[\w-]+)?),?\s+not\s+(?P<old>[\w-]+(?:\s[\w-]+)?)\W*$"
)
"""``sorry, typo. 34 not 33``"""
_I_MEANT = as_pattern(rf"(?i)^\W*(?:(?:{_OOPS})\W+)*(?P<name>[\w.-]+(?:\s[\w.-]+)?),?\s+(?:(?:is\s+)?what\s+)?i\s+meant\W*$")
"""``no sorry, Datper I meant``"""
_MEANT_INSTEAD = as_pattern(
    rf"(?i)^\W*(?:(?:{_OOPS})\W+)+(?:i\s+meant?\s+|make\s+(?:it|that)\s+|it\s+is\s+|should\s+be\s+)?(?P<name>[\w.-]+(?:\s[\w.-]+){{0,2}})\W*$"
)
"""``oops wrong number sorry, I meant APT37``, ``typo, UNC6148``"""
_ASKED_BARE = as_pattern(r"[^,.?!]{2,40}\?+")


def _asks_that_too(turn: Turn) -> bool:
    """``gamaredon?`` after ``does turla use mimikatz?``: an actor's name and nothing else, where a yes was asked for of another."""
    if _ASKED_BARE.fullmatch(turn.asked) is None:
        return False
    named = turn.names.look_up(turn.asked.strip(" ?!."))
    return named.status == "same" and bool(named.of_type("actor")) and is_yesno(turn.focus.question) and bool(turn.before.conditions)


def _repeated(asked: str, turn: Turn) -> Question | None:
    """The last question with another name in it. With a cue of its own it is a question of its own."""
    names, focus = turn.names, turn.focus
    rest = re.sub(r"['’]s$", "", _POLITE.sub("", without("again", asked)).strip(" ?!."))
    meaning = names.look_up(pointed_at(rest, focus) or rest)
    if not meaning.candidates and rest.isdigit():
        series = filter(None, (re.fullmatch(r"(.*\D)\d+", name) for name in (focus.actor, *focus.spoken[:1])))
        meaning = next((names.look_up(f"{numbered[1]}{rest}") for numbered in series), meaning)
    if not meaning.candidates:
        return None
    old = focus.thing if meaning.candidates[0].entity.type != "actor" and focus.thing else focus.actor
    if not old or old not in focus.question:
        return turn.understood(meaning.name)
    return turn.understood(focus.question.replace(old, meaning.candidates[0].entity.name))


_POLITE = as_pattern(r"(?i)\s+(?:pls|please|plz|too|now|then|as well|thanks|thx)\W*$")
_SAME_THEN = as_pattern(
    r"(?i)(?:(?:and|now|ok|then|please)[,\s]+)*(?:the\s+)?same\s+(?:for|with|about)\s+(?P<name>[^,:;?]{2,40}?)\s*[,:;–-]+\s*"
    r"(?P<rest>(?:who|whom|what|which|where|when|how|do|does|did|is|are)\b.+)"
)
"""``now the same for Aoqin Dragon: which malware does it use``"""
_MEANT = as_pattern(
    r"(?i)(?:(?:ah|oh|oops|no|argh|hm+|sorry|wait)[,.]?\s+)*(?:i\s+)?(?:meant?|make that)\s+(?:(?:that|the)\s+other\s+\w+,?\s+)?"
    r"(?P<name>\d{2,4}|\S+(?:\s\S+)?)[,:;–-]+\s+(?P<rest>\w.*)"
)
"""``ah sorry meant 2077, since when are they active``"""
_NEXT = as_pattern(r"(?i)^(?:and\s+)?(?:now\s+)?(?:do|take|try|with)\s+(.+?)\s+(?:next|now|instead|as well|too)\W*$")
"""``do Naikon next``"""
_TOO = as_pattern(r"(?i)^(?:and\s+|so\s+)?(?:(?:does|do|did|is|has|was)\s+)?(\S+(?:\s\S+)?)\s+(?:too|as well|also)\s*\?*$")
"""``UNC1860 as well?``"""
_DOES_IT_TOO = as_pattern(r"(?i)^(?:and\s+)?(?:does|do|did|is|has|was)\s+(\S+(?:\s\S+)?)\s*\?*$")
"""``does Agrius?``"""
_AND_ANOTHER = as_pattern(r"(?i)(?:and|or|what about|how about)\s+\S")
"""``and APT10?`` asks the same of another"""


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
    one_of_two, beside_another, and_there, of_what_was_told, of_its_actor, _vendors_too, who_else, _one_of_them, _changed,
    _that_program_too, _same_for_another, held_against, _narrowed, _refined, _filled,
)  # fmt: skip
"""The ways in which a text leans on what was spoken of before."""


def _is_of_nobody(asked: str, alone: Question) -> bool:
    """Whether a text speaks of ``them`` and says hardly anything else, where nobody was spoken of before."""
    known = alone.subject is not None and bool(alone.subject.candidates)
    told = alone.kind not in ("passages", "unknown") or known or alone.mentions or alone.conditions or alone.vendor
    return not told and says("pronoun", asked) and len(telling_words(asked)) < TELLS


TELLS = 2
"""So many words describe somebody."""


def _is_bare_name(asked: str, alone: Question) -> bool:
    """``hive's?``: a possessive and nothing else asks again."""
    return re.fullmatch(r"(?:and\s+)?[\w .-]+['’]s\s*\?*", asked) is not None and len(alone.mentions) == 1


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


_WHO_DID = as_pattern(r"(?i)who\b(?! (?:got|gets|was|were|has been|have been)\b(?! (?:blamed|accused|behind|responsible|held)\b))")
"""``who hit the hospital`` asks for another actor, ``who got arrested`` does not."""
