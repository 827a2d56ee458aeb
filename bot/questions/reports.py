"""Is a text a report that leaves out whose deeds it tells? Several sentences that tell something, and nothing asked but who it was."""

import re
from typing import NamedTuple

from knowledge.patterns import as_pattern

MIN_WORDS, SENTENCE_WORDS = 28, 6
"""A report has so many words in sentences that tell something, at least two of them of so many words."""
LONG = 45
"""In a report of so many words a short question that asks for nothing known may ask who it was: ``thoughts?``"""
MAX_CHARACTERS = 8_000
MOST_SENTENCES = 30
_BETWEEN = as_pattern(r"(?<=[.!?])[\"”')\]]*\s+(?=\S)|;\s+|\n+|(?<=[a-z]):\s+")
_ASKS_WHO = as_pattern(
    r"(?i)\b(?:who|whos|who['’]s|whom|whose|names?)\b|\battribut\w+|\bwhat\s+(?:do\s+(?:we|you|they)\s+call|(?:is|are)\s+(?:it|they|this)\s+called)\b|"
    r"\b(?:which|what)\s+(?:[\w-]+\s+){0,3}?(?:groups?|actor|adversary|crew|clusters?|gang|apt|outfit|team|operators?|one|set|unc|uac)\b|"
    r"\bknown\s+(?:group|actor|crew|gang|cluster)\b|\b(?:any|some)\s+(?:known\s+)?(?:ideas?|match\w*|guess\w*|hits?|clue|candidates?|actor|group|cluster)\b|\bmatch(?:es)?\b|"
    r"\b(?:ring\w*\s+a\s+bell|sounds?\s+like|looks?\s+like|familiar|seen\s+(?:this|them|that)|heard\s+of)\b|"
    r"\b(?:do|does|can|could|would)\s+(?:we|you|anyone|anybody|someone|somebody)\b.*\b(?:know|have|recogni[sz]e|identify|tell|place)\b"
)
_ASKS_ELSE = as_pattern(
    r"(?i)\b(?:which|what|list|all|other)\s+(?:[\w-]+\s+)?(?:groups|actors|gangs|crews)\b|\bwho(?:m)?\s+else\b|\b(?:att&ck|technique|cve)\W+(?:number|id)s?\b|"
    r"\b(?:which|what)\s+(?:other\s+)?(?:tools?|malware|countr\w+|sectors?|cves?|techniques?|aliases|years?)\b|\b(?:when|where|why)\b|"
    r"\bhow\b(?!\s+(?:do|does|did|would|should)\s+(?:they|you|we|it|one|the\s+vendors?)\s+(?:call|name)\b)"
)
_A_QUESTION = as_pattern(r"(?i)\W*(?:and\s+|so\s+|but\s+)?(?:which|what|who|whom|whose|when|where|how|do|does|did|is|are|was|were)\b")
_LEAD = as_pattern(
    r"(?i)^\W*(?:(?:hi|hey|hello|all|team|pls|please|question)[,!.\s]+)*"
    r"(?:who(?:['’]s|\s+is|\s+was|\s+are|\s+does)?\s+(?:this|that|it|behind\s+(?:this|that|it))[^.:?]{0,20}|"
    r"(?:which|what)\s+[\w\s]{0,25}(?:group|actor|crew|cluster|gang)[\w\s]{0,20}|attribution|match|identify|name\s+the\s+(?:actor|group))"
    r"\s*[?:.–-]+\s+"
)
ASKS_AT_MOST, ASKS_AND_TELLS = 12, 18
"""The first or last sentence asks who it was where it has fewer words than this; one that asks and has so many tells something too."""


class Report(NamedTuple):
    """``told``: the sentences that tell something. ``asks``: whether any other one asks something."""

    told: tuple[str, ...]
    asks: bool


def read_report(text: str) -> Report | None:
    """A text as a report; None where it is none, or asks for something else than who it was."""
    if len(text) > MAX_CHARACTERS:
        return None
    told, unclear, asks = [], False, False
    sentences = [sentence for sentence in _BETWEEN.split(_LEAD.sub("", text, count=1)) if re.search(r"\w", sentence)]
    for number, sentence in enumerate(sentences):
        length, at_an_end = len(sentence.split()), number in (0, len(sentences) - 1)
        question = sentence.rstrip("\"”') ").endswith("?") or (
            at_an_end and length < ASKS_AND_TELLS and _A_QUESTION.match(sentence) is not None
        )
        if question and _ASKS_ELSE.search(sentence):
            return None
        who = _ASKS_WHO.search(sentence) is not None
        asking = question or (at_an_end and length < ASKS_AT_MOST and who)
        asks, unclear = asks or asking, unclear or (question and not who)
        if not asking or length >= ASKS_AND_TELLS:
            told.append(sentence)
    long = [sentence for sentence in told if len(sentence.split()) >= SENTENCE_WORDS]
    words = sum(len(sentence.split()) for sentence in told)
    least = LONG if unclear else MIN_WORDS
    return Report(tuple(told[:MOST_SENTENCES]), asks) if len(long) > 1 and words >= least else None
