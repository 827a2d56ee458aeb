"""Roundabout ways of saying what a question can say shortly: ``the adversary tracked as FIN10``, ``what number of users``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from knowledge.patterns import as_pattern

_WHOEVER = (
    r"(?:adversary|actor|threat[ -]actor|group|outfit|crew|gang|team|apt(?:\s+group)?|cluster|intrusion[ -]set|"
    r"activity(?:[ -]cluster)?|entity|collective|"
    r"operation|operators?|people|folks|bunch|lot|ones?|hackers|spies|adversaries|actors)"
)
_CALLED = (
    r"(?:(?:tracked|known|listed|filed|catalogu?ed|reported|described|designated|referred\s+to|publici[sz]ed|labell?ed)"
    r"(?:\s+(?:by|at|with|among|to)\s+(?:the\s+|our\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})?\s+(?:as|under)|called|named|dubbed|"
    r"that\s+(?:goes|go|went)\s+by|going\s+by|hiding\s+behind|behind\s+the\s+(?:name|label|handle|moniker|tag))"
)
_OFTEN = r"(?:(?:sometimes|formerly|previously|now|usually|also|commonly|widely|better|once|today|generally|internally|publicly)\s+)?"
_NAMED = r"(?:(?:the\s+)?(?:name|names|label|designation|moniker|handle|codename|code\s+name|tag)\s+(?:of\s+)?)?"
_BY_SOMEBODY = (
    r"(?:(?:that|which|whom|who)\s+)?(?:[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2}|they|we|some|people|others|researchers|vendors)\s+"
    r"(?:(?:used\s+to|still|now|formerly|previously|once|initially|originally|today)\s+)?"
    r"(?:calls?|called|tracks?\s+as|tracked\s+as|names?|named|labels?|labell?ed|dubs|dubbed|refers?\s+to\s+as|referred\s+to\s+as|"
    r"knows?\s+as|knew\s+as|lists?\s+as|listed\s+as|tracks?\s+under|tracked\s+under)"
)
_NOT_WHICH = r"(?<!which )(?<!what )(?<!other )(?<!any )(?<!another )(?<!Which )(?<!What )"
_WHO_IS_CALLED = as_pattern(
    rf"{_NOT_WHICH}\b(?:[Tt]he|[Tt]hat|[Tt]his|[Aa]n?)\s+(?:[a-z-]+\s+){{0,2}}?{_WHOEVER}\s+"
    rf"(?:(?:that|which|who)\s+(?:is|are|was|were|has\s+been|have\s+been)\s+)?(?:{_OFTEN}{_CALLED}|{_BY_SOMEBODY})\s+{_NAMED}(?=[\"“'‘`*]{{0,2}}[A-Z0-9])"
)
_GREETS = (
    r"(?:(?:dear\s+\w+|good\s+(?:morning|afternoon|evening|day)|hello|hi|hey)(?:\s+(?:all|team|everyone|everybody|there|"
    r"colleagues))?[,.!:]?\s+)?"
)
_PLEASED = r"(?:glad|grateful|obliged|happy|thankful|interested|delighted|pleased|curious|keen)"
_TO_LEARN = r"(?:know|hear|learn|have|see|get|receive|find\s+out|understand|obtain|be\s+told|read)"
_ASIDE = r"(?:,\s+[^,?]{2,40},)?"
_REQUEST = as_pattern(
    rf"(?i)^\W*{_GREETS}(?:and\s+)?(?:"
    rf"(?:would|could|might|is)\s+it\s+(?:be\s+)?possible\s+to\s+(?:please\s+)?{_TO_LEARN}{_ASIDE}(?:\s+about)?|"
    rf"(?:may|might|could|can)\s+(?:i|we)\s+(?:please\s+|kindly\s+)?(?:ask|enquire|inquire)(?:\s+you)?(?:\s+(?:for|about|as\s+to))?|"
    rf"(?:i|we)(?:['’]d|\s+would|\s+should|['’]m|\s+am|['’]re|\s+are)\s+(?:be\s+)?(?:very\s+|most\s+|much\s+|rather\s+)?{_PLEASED}"
    rf"(?:\s+to\s+{_TO_LEARN}|\s+for|\s+(?:if|were|should)\s+(?:you|someone|somebody|anyone)\s+(?:could|would|to)\s+(?:kindly\s+)?(?:tell|say|give|show|explain)(?:\s+(?:me|us))?)"
    rf"(?:\s+about)?|"
    rf"(?:would|could|will|can)\s+(?:you|someone|somebody|anyone)\s+(?:please\s+|kindly\s+|be\s+so\s+(?:kind|good)\s+as\s+to\s+)+"
    rf"(?:say|tell|state|give|provide|let)(?:\s+(?:me|us))?(?:\s+(?:know|have))?|"
    rf"(?:is|are)\s+there\s+(?:an?\s+|any\s+)?(?:opinions?|word|consensus|information|view|indications?|statements?)\s+"
    rf"(?:(?:in|from|among)\s+(?:your|our|the)\s+(?:sources?|data|files?|records?)\s+)?(?:as\s+to|on|about|regarding|concerning)"
    rf")(?:,)?\s+(?=\S)"
)
"""What a polite question begins with; what is wanted follows."""
_ASKS_AT_ONCE = as_pattern(
    r"(?i)(?:who|whom|whose|what|which|where|when|why|how|whether|if|since|to\s+wh|from\s+wh|in\s+wh|is|are|does|do|did|has|have)\b"
)
_WHETHER = as_pattern(r"(?i)^(?:whether|if)\s+")


@dataclass(frozen=True)
class Way:
    """A roundabout way: ``said`` is found in a text that has any of some words, if there are any; ``short`` stands for it."""

    said: re.Pattern[str]
    words: tuple[str, ...]
    short: str
    example: str
    becomes: str


@cache
def ways() -> tuple[Way, ...]:
    """What roundabout.toml holds."""
    kept = tomllib.loads((Path(__file__).parent / "roundabout.toml").read_text(encoding="utf-8"))
    return tuple(
        Way(as_pattern(way["said"]), tuple(way.get("with", ())), way["short"], way["example"], way["becomes"]) for way in kept["ways"]
    )


@lru_cache(maxsize=64)
def straight(text: str) -> str:
    """A text with what it says in a roundabout way said shortly; names are left as they are."""
    asked = _REQUEST.sub("", text, count=1)
    if asked != text:
        text = _WHETHER.sub("is it true that ", asked) if _ASKS_AT_ONCE.match(asked) else f"show {asked}"
    text = _WHO_IS_CALLED.sub("", text)
    worth, after = _worth_looking_for(text), -1
    while (number := next((number for number in worth if number > after), None)) is not None:
        said, after = ways()[number].said.sub(ways()[number].short, text), number
        if said != text:
            text, worth = said, _worth_looking_for(said)
    return text


def _worth_looking_for(text: str) -> list[int]:
    """The numbers of the ways of which a text has a word, and of those that need none, in order."""
    always, automaton, numbers = _ways_by_word()
    found = {word for word, _, _ in automaton.find_matches_as_indexes(text.lower(), overlapping=True)}
    return sorted(always.union(*(numbers[word] for word in found)))


@cache
def _ways_by_word() -> tuple[frozenset[int], AhoCorasick, list[list[int]]]:
    """The ways that need no word; what finds the words of the others; and for each of these the numbers of the ways that have it."""
    numbers: dict[str, list[int]] = {}
    for number, way in enumerate(ways()):
        for word in way.words:
            numbers.setdefault(word, []).append(number)
    return frozenset(number for number, way in enumerate(ways()) if not way.words), AhoCorasick(list(numbers)), list(numbers.values())
