"""What a question asks that names no actor: each decider knows one kind of question; the first that knows its own decides."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.questions.about_incidents import incident
from bot.questions.about_means import (
    blamed_for_attacks,
    blamed_for_malware,
    both_of_a_stranger,
    kind_of_software,
    like_software,
    one_software,
    shared_software,
    users_of_something,
    who_has_it,
)
from bot.questions.about_strangers import shaped_stranger, stranger, yes_of_a_stranger
from bot.questions.counts import Ranking, compares_numbers, find_ranking
from bot.questions.deeds import HAPPENED
from bot.questions.entities import shaped_name
from bot.questions.intents import fitting, says
from bot.questions.model import Question, alternatives
from bot.questions.origins import TARGETING
from bot.questions.reading import DESCRIBING_WORDS, STRANGERS, Reading
from bot.questions.wording import (
    asks_for_a_list,
    asks_for_many,
    is_yesno,
    left_over,
)
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern

SURELY = 0.2
"""Score from which small talk and what is beside the subject are taken for that."""
UNFITTING = -0.6
"""Fitting below which a question is about something else, whatever it names: ``my phishing training is overdue``."""
MAX_CHAT = 120
"""Small talk is no longer than that."""


def _ranking(reading: Reading) -> Question | None:
    """``most used tools``, ``which Iranian group has the most aliases``, ``more groups in Russia or in China``."""
    question = reading.question
    if reading.command or question.subjects or any(c.type == "software" for c in question.conditions):
        return None
    ranking = find_ranking(reading.text)
    if ranking is None and compares_numbers(reading.text) and len(alternatives(question.conditions)) > 1:
        ranking = Ranking("alternatives")
    return replace(reading.decided("actors"), ranking=ranking) if ranking else None


def _named_campaign(reading: Reading) -> Question | None:
    mentions = [m for m in reading.question.mentions if not m.meaning.of_type("technique")]
    if not mentions or mentions[0].meaning.candidates[0].entity.type != "campaign":
        return None
    return None if shaped_name(reading.text, reading.terms, reading.names) else reading.decided("campaigns", mentions[0].meaning)


def _help(reading: Reading) -> Question | None:
    asked = reading.kind == "help" and not reading.question.mentions and not reading.terms and not _HELP_DESK.search(reading.text)
    return reading.decided("help") if asked else None


_HELP_DESK = as_pattern(r"(?i)\bhelp[- ]?desks?\b")


def _retired_names(reading: Reading) -> Question | None:
    asked = reading.kind == "names" and reading.question.vendor and says("retired", reading.text)
    return reading.decided("names", aspect="retired") if asked else None


def _active(reading: Reading) -> Question | None:
    question = reading.question
    described = reading.telling >= DESCRIBING_WORDS
    asked = question.period and reading.kind in ("actors", "campaigns", None) and says("active", reading.text) and not described
    return reading.decided("actors", aspect="active") if asked and not question.mentions and not reading.terms else None


def _ceased(reading: Reading) -> Question | None:
    """``Chinese groups that went quiet: nothing reported after 2016``."""
    asked = reading.question.period and says("ceased", reading.text) and asks_for_many(reading.text)
    return reading.decided("actors") if asked and not reading.question.mentions else None


def _in_a_period(reading: Reading) -> Question | None:
    question = reading.question
    asked = question.period and reading.kind == "campaigns" and not reading.extra
    return reading.decided("campaigns", aspect="period") if asked and not question.mentions and not question.conditions else None


def _coverage(reading: Reading) -> Question | None:
    question = reading.question
    asked = reading.kind == "actors" and says("count", reading.text) and reading.extra < DESCRIBING_WORDS - 1
    return reading.decided("actors", aspect="coverage") if asked and not question.mentions and not question.conditions else None


def _family_of_techniques(reading: Reading) -> Question | None:
    techniques = [condition for condition in reading.question.conditions if condition.type == "technique"]
    asked = techniques and re.search(r"(?i)\bsub[- ]?techniques?\b|\bparent\b", reading.text)
    return reading.decided("actors", reading.names.look_up(techniques[0].id)) if asked else None


def _software(reading: Reading) -> Question | None:
    """What one software is, what it is called or who uses it, and nothing else."""
    question = reading.question
    if found := kind_of_software(reading) or shared_software(reading) or like_software(reading):
        return found
    if meaning := who_has_it(reading):
        return reading.decided("software", meaning)
    if found := one_software(reading):
        return found
    if len(question.conditions) != 1 or question.conditions[0].negated or question.period:
        return None
    describes = _describes(reading)
    learned = max(reading.guesses, key=reading.guesses.__getitem__, default="") if describes or reading.extra else ""
    if learned == "offtopic" and reading.guesses[learned] >= SURELY and all(m.text.islower() for m in question.mentions):
        return reading.decided("passages", aspect="beside")  # best wine with grilled octopus
    if describes and learned != "software":
        return None
    meaning = question.mentions[0].meaning if len(question.mentions) == 1 else None
    if meaning and question.conditions[0].type == "software":
        meaning = replace(meaning, candidates=tuple(meaning.of_type("software")))
    kinds = ("software", "actors", "profile", "tools", "names", "attribution", "techniques", None)
    if meaning is None or not meaning.of_type("software") or reading.kind not in kinds:
        return None
    if reading.extra and learned == "unknown":
        return reading.decided("unknown", meaning)
    return reading.decided("names" if reading.kind == "names" else "software", meaning)


def _actors(reading: Reading) -> Question | None:
    """Those who come from a place, target one, use a tool or a technique."""
    question = reading.question
    if says("justice", reading.text) and not question.mentions and not reading.command:
        return replace(reading.decided("passages"), conditions=(), many=True, described=True)
    if not question.conditions or _describes(reading) or not _asks_for_actors(reading) or _is_about_one(reading):
        return None
    if _is_wordy(reading) and all(condition.negated for condition in question.conditions):
        return None
    aims = all(condition.type == "motivation" for condition in question.conditions)
    if aims and not reading.command and not reading.is_for_actors and reading.extra > 2 * DESCRIBING_WORDS:
        return None  # malware that talks over AMD's platform security processor, which spies came up with that?
    if not reading.command and _is_beside(reading):
        return reading.decided("passages", aspect="beside")
    alone = len(question.conditions) == 1 and not question.conditions[0].negated and question.mentions
    return replace(
        reading.decided("actors", question.mentions[0].meaning if alone else None), loose=_is_wordy(reading) and _tells_a_story(reading),
        many=reading.is_for_many, described=reading.is_described,
        unheld=reading.unheld,
    )  # fmt: skip


def _is_beside(reading: Reading) -> bool:
    """Whether what was learned says that it is about something else than actors."""
    by_number = any(re.fullmatch(r"(?i)T\d{4}(?:\.\d{3})?", mention.text) for mention in reading.question.mentions)
    return fitting(reading.guesses) < UNFITTING and not _asks_who_did(reading) and not by_number


def _asks_who_did(reading: Reading) -> bool:
    """``who hacked Yahoo``: of somebody of whom nothing is known here, and not beside the subject."""
    text = reading.text
    if re.match(r"(?i)\W*who\b", text) is None or HAPPENED.search(text) is None:
        return False
    return re.search(r"\s[A-Z]", text) is not None or len(text.split()) <= MAX_BARE


MAX_BARE = 4
"""So short a question who did something need not write its victim large: ``who hacked snowflake``."""


def _is_about_one(reading: Reading) -> bool:
    """``Toll Group ransomware in 2020, who did that``: beside an aim it has only a name that nobody here bears."""
    aims = all(condition.type == "motivation" for condition in reading.question.conditions)
    return aims and not asks_for_many(reading.text) and reading.kind != "actors" and bool(left_over(reading.bare))


def _tells_a_story(reading: Reading) -> bool:
    """Whether it may describe one thing that happened: what was learned does not say that a set is asked for, nor do its words."""
    one = len(reading.question.conditions) == 1
    return (one or not reading.is_for_actors) and not asks_for_many(reading.text)


def _describes(reading: Reading) -> bool:
    """Whether it says more than its entities and cues: then passages answer it better."""
    return reading.strange or (_is_wordy(reading) and not reading.is_for_actors)


def _is_wordy(reading: Reading) -> bool:
    return not reading.command and (reading.extra >= DESCRIBING_WORDS or reading.strange)


def asks_for_a_set(reading: Reading) -> bool:
    """Whether it has conditions and asks for those who meet them."""
    return bool(reading.question.conditions) and (reading.is_for_actors or asks_for_many(reading.text))


def _asks_for_actors(reading: Reading) -> bool:
    text, types = reading.text, {condition.type for condition in reading.question.conditions}
    if "sponsor" in types or ("origin" in types and len(types) > 1):
        return not is_yesno(text)
    targeting = TARGETING.search(text) is not None and not is_yesno(text)
    if _ONE_DEED.match(text) and len(left_over(reading.bare).split()) > 1 and not asks_for_many(text):
        return False
    if reading.is_for_actors:
        return True
    if reading.kind is None and not asks_for_a_list(text) and not targeting and len(text.split()) > 5:
        return False
    return reading.kind == "actors" or targeting or asks_for_a_list(text) or (len(text.split()) <= 4 and not is_yesno(text))


_ONE_DEED = as_pattern(
    r"(?i)\W*who\b.*\b(?:behind|did|responsible\s+for|carried\s+out|pulled\s+off)\s+(?:the|that)\s+(?:breach|hack|attack|intrusion|"
    r"break-?in|leak|theft|heist)\s+(?:of|on|at|against|into|in)\s+(?:the|a|an)\s+(?:[\w-]+\s+){1,2}[\w-]+"
)
"""``who was behind the breach of the Bhutanese royal archive``: that happened once, and no set of actors did it"""


def _small_talk(reading: Reading) -> Question | None:
    """What is nearest to what people say in a channel without asking the bot; nothing with capitals or numbers in it."""
    if reading.question.mentions or reading.terms or len(reading.text) > MAX_CHAT:
        return None
    plain = (reading.text[:1].lower() + reading.text[1:]).replace(" I ", " ").removeprefix("i'")
    if any(char.isupper() or char.isdigit() for char in plain) or _A_SIDE_OF_IT.search(plain):
        return None
    if not any(word in chat_words() or word in question_words() for word in re.findall(r"[a-z']+", plain.lower())) and not says(
        "nod", plain
    ):
        return None
    label, score = _beside_what(reading)
    return reading.decided("help", aspect="nod") if label == "nod" and score >= SURELY else None


def _beside_what(reading: Reading) -> tuple[str, float]:
    """What a text that names nobody is likeliest, and its score; no nod where it asks something after one."""
    return reading.guess([kind for kind in STRANGERS if kind != "nod" or not _THEN_ASKS.search(reading.text)])


_A_SIDE_OF_IT = as_pattern(
    r"\b(?:other|more|any|all|its|their|the)\s+(?:names|aliases|tools|malware|targets|victims|techniques|ttps|campaigns)(?:\s+of\s+(?:it|them|that))?\W*$"
)
"""``ok other names of it``"""
_THEN_ASKS = as_pattern(r"(?i)[.!…]\s+(?:who|what|which|when|where|how|did|does|is|are)\b")
"""``ok enough work. who won the hockey last night``"""


def _beside_the_subject(reading: Reading) -> Question | None:
    """What has nothing to do with actors: it names none, no tool, no place, no sector."""
    if reading.question.mentions or reading.question.conditions or reading.question.vendor:
        return None
    if reading.kind == "profile" and any(word[:1].isupper() for word in left_over(reading.text).split()):
        return None  # who is Purple Hamster: somebody's name
    if _asks_who_did(reading):
        return None
    label, score = _beside_what(reading)
    return reading.decided("passages", aspect="beside") if label in ("offtopic", "unknown") and score >= SURELY else None


DECIDERS: tuple[Callable[[Reading], Question | None], ...] = (
    _ranking, _named_campaign, _help, both_of_a_stranger, shaped_stranger, _retired_names, _active, _ceased, users_of_something, incident,
    _in_a_period, _coverage, _family_of_techniques, yes_of_a_stranger, _software, blamed_for_malware, blamed_for_attacks, _actors,
    _small_talk, _beside_the_subject, stranger,
)  # fmt: skip


def decide(reading: Reading) -> Question:
    """The question as the first decider has it; a description, to be looked for in the passages, where none does."""
    found = (decider(reading) for decider in DECIDERS)
    return next(filter(None, found), None) or replace(
        reading.decided("passages", aspect="beside" if _is_beside(reading) else ""), many=reading.is_for_many, described=True
    )
