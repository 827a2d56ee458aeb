"""A short text that asks for more of what was just told: ``why?``, ``says who?``, ``ransom asked?`` of an incident."""

import re

from bot.questions.intents import cued_kind, says, stripped, without_cues
from bot.questions.model import Question
from bot.questions.wording import asks_for_a_list
from index.words import words
from knowledge.graph import Graph
from knowledge.ordinary import chat_words, question_words

_OF_WHAT_WAS_TOLD = re.compile(
    r"(?i)(?:(?:and|so|but|ok|nice|haha|hm+)[,.]?\s+)*(?:"
    r"why(?:\s+(?:was|is)\s+(?:that|it|this)|\s+(?:did|do|does|would)\s+(?:they|people|ppl|some|others|vendors|you|it)\b.*)?|how come|"
    r"where(?:\s+(?:was|is)\s+(?:that|it|this)(?:\s+from)?)?|who(?:\s+(?:was|did|is)\s+(?:it|that|this))?|whodunn?it|by whom|"
    r"sources?|says who|who says(?:\s+(?:so|that|this))?|who reported (?:that|it|this)|according to whom|on what basis|"
    r"how (?:sure|certain|confident|solid|reliable)\s+(?:is|are)\s+(?:that|they|we|you|it|this)|"
    r"(?:with\s+)?(?:what|which|how much)\s+confidence(?:\s+(?:does|do|did)\s+.*\b(?:so|that|this|it))?"
    r")(?:\s+(?:then|now|though|exactly|again))?\W*"
)
_HOW_THEY_DID = re.compile(
    r"(?i)(?:(?:and|so|but|ok)[,.]?\s+)?how (?:did|do) (?:they|it|he|she|the (?:attackers|hackers|thieves|crooks))\s+"
    r"(?:get in(?:side)?|break in|do (?:it|that|this)|pull (?:it|that|this) off|manage(?:\s+(?:it|that|this))?|work)\W*"
)
_OTHERS = re.compile(r"(?i)\b(?:other|others|else|another)\b")
_RANSOM, _SUM = re.compile(r"(?i)\b(?:ransom|sum|amount|loot|how much|damage|price)\b"), re.compile(r"(?i)\d.*\b(?:million|billion|dollars|euros|bitcoins?|btc)\b|[$€£]\s?\d")
_SUFFERED = re.compile(r"affect\w*|hit|involv\w*|lost|lose|cost\w*|concern\w*|demand\w*|want\w*|ask\w*|pa(?:y|id)\w*|end(?:ed)?|total")
"""Words for what was done in an incident that any text about it may say otherwise."""
MOST = 8
"""A longer text is a question of its own."""


def asks_of_what_was_told(asked: str) -> bool:
    """Whether a text asks for the reason, the place, the author or the source of what was told: the answer before has them."""
    return _OF_WHAT_WAS_TOLD.fullmatch(asked) is not None


def asks_of_incident(asked: str, alone: Question, before: Question, graph: Graph) -> bool:
    """Whether a short text asks for a detail of the one incident that was told: what is said of that has every word of it."""
    if len(before.events) != 1 or alone.subjects or alone.events or len(asked.split()) > MOST or _OTHERS.search(asked):
        return False
    if says("pronoun", asked) and cued_kind(asked) in ("names", "tools", "attribution"):
        return False
    if _HOW_THEY_DID.fullmatch(asked):
        return True
    event = next(event for event in graph.records.events if event.id == before.events[0])
    if _RANSOM.search(asked) and _SUM.search(event.text):
        return True
    if asks_for_a_list(re.sub(r"(?i)\b(?:how many|what|which|who)\b", " ", asked)):
        return False
    told = {form for word in words(f"{event.name} {event.text} {' '.join(event.victims)}") for form in _forms(word)}
    said = [word for word in words(stripped("incident", without_cues(asked))) if word not in question_words() | chat_words()]
    missing = [word for word in said if not told & _forms(word)]
    return len(missing) < len(said) and all(_SUFFERED.fullmatch(word) for word in missing)


def _forms(word: str) -> set[str]:
    """A word, and it without an ending: ``asked``, ``paying``."""
    return {word, re.sub(r"(?:ed|ing|e)$", "", word)}

