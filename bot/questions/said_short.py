"""A name and what is held of it in a word or two, for a whole question: ``strongpity = turkey?``, ``gallium using emotet?``."""

import re
from collections.abc import Sequence

from bot.questions.model import Mentioned
from bot.questions.terms import known_terms
from knowledge.graph import Graph
from knowledge.normalise import fold
from knowledge.patterns import as_pattern


def as_yesno(text: str, mentions: Sequence[Mentioned], graph: Graph) -> str:
    """``gallium using emotet?`` as ``does gallium use emotet?``; empty where it is nothing of the kind."""
    first = mentions[0] if mentions else None
    if first is None or first.start or not first.meaning.of_type("actor"):
        return ""
    places = _IS_EITHER.fullmatch(text[first.end :]) if first.meaning.status != "contested" else None
    if places and all(known_terms(graph).get(fold(places[one]), ("",))[0] == "country" for one in ("one", "other")):
        return f"where is {first.text} from, {places['one']} or {places['other']}?"
    place = _IS_PLACE.fullmatch(text[first.end :])
    if place and known_terms(graph).get(fold(place["place"]), ("",))[0] == "sponsor":
        return f"is {first.text} attributed to {place['place']}?"
    if place and known_terms(graph).get(fold(place["place"]), ("",))[0] == "country":
        people = re.search(r"(?i)(?:an|ese|ish|i|ch)$", place["place"]) is not None
        return f"is {first.text} {'' if people else 'from '}{place['place']}?"
    if means := _MEANS_BESIDE.fullmatch(text[first.end :]):
        is_technique = known_terms(graph).get(fold(means["what"]), ("",))[0] == "technique"
        held = any(not m.meaning.of_type("actor") for m in mentions[1:] if m.text == means["what"])
        if is_technique or held:
            return f"{'how ' if means['how'] else ''}does {first.text} use {means['what']}?"
    match = _SAID_OF_IT.match(text[first.end :])
    return f"does {first.text} {_PLAIN_VERBS[match['verb'].lower()]} {match['whom']}?" if match else ""


_IS_EITHER = as_pattern(r"(?i)\s*[=:,–-]+\s*(?:from\s+)?(?P<one>[\w -]{2,30}?)\s+or\s+(?:from\s+)?(?P<other>[\w -]{2,30}?)\s*\?*\s*")
"""``winter vivern, russia or belarus?``"""
_IS_PLACE = as_pattern(
    r"(?i)\s*(?:=+|,\s+(?:is|are)\s+(?:it|they|that|those|he)\b)\s*(?:really\s+|from\s+)?(?P<place>[\w -]{2,30}?)"
    r"(?:,?\s+(?:right|no|correct|yes))?\s*\?*\s*"
)
"""``strongpity = turkey?``, ``predatory sparrow, is it israel?``"""
_MEANS_BESIDE = as_pattern(
    r"(?i)(?:\s*[+&/:–-]\s*|,?\s+)(?:(?:and|with)\s+)?(?P<what>[\w.-]+(?:\s[\w.-]+){0,3}?)"
    r"(?P<how>[\s,:–-]+(?:how(?:\s+(?:so|exactly|do they(?: do (?:it|that)| use it)?))?|"
    r"what(?:\s+do\s+they\s+do\s+with\s+(?:it|that)|\s+for)))?\s*\?*\s*"
)
"""``nomadic octopus credential dumping how``, ``flax typhoon T1546.008 ??``, ``rancor + certutil, what do they do with it?``"""
_PLAIN_VERBS = {
    "uses": "use", "targets": "target", "hits": "hit", "exploits": "exploit", "using": "use", "targeting": "target", "hitting": "hit",
    "attacking": "attack", "deploying": "deploy", "exploiting": "exploit", "working for": "work for", "dropping": "drop",
}  # fmt: skip
_SAID_OF_IT = as_pattern(
    rf"(?i)\s+(?P<verb>{'|'.join(_PLAIN_VERBS)})\s+(?P<whom>(?:(?!\b(?:what|which|who|whom|where)\b)[^?]){{2,40}})\?\W*$"
)
