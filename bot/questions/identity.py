"""Does a question ask whether two names mean one actor? ``is Strontium the same as Fancy Bear?``, ``is Andariel Lazarus?``

Who names two actors and asks neither for what they share nor for a side of each asks whether they are one.
"""

import re
from collections.abc import Callable, Sequence

from bot.answers.model import Kind
from bot.questions.intents import blank, cued_kind, kinds_in_a_row, says, without_cues
from bot.questions.model import Mentioned
from bot.questions.negation import left_out
from bot.questions.tool_or_actor import USE_VERBS
from bot.questions.wording import is_yesno
from index.words import words
from knowledge.names import Meaning, Names
from knowledge.patterns import as_pattern

_PARTS = (
    as_pattern(
        r"(?i)^(?:is|are|was|were|isn't|aren't)\s+(?P<a>.+?)\s+(?:(?-i:[a-z])\w*\s+){0,2}?(?:the\s+same\s+(?:\w+\s+)?(?:as|with)|same\s+as|identical\s+(?:to|with)|"
        r"(?:also\s+)?known\s+as|aka|(?:alias|synonym|part|subset|sub-?group|(?:an)?other\s+(?:name|tag|label|handle|nickname|word))\s+(?:of|for)|different\s+from|distinct\s+from)\s+"
        r"(?P<b>.+)$"
    ),
    as_pattern(r"(?i)^(?:is|are|was|were)\s+(?P<a>\S+(?:\s\S+){0,2}?)\s+(?:just|simply|basically|only)\s+(?P<b>\S+(?:\s\S+){0,2}?)\s+(?:with|under|in|wearing)\s+(?:an?|the)\s.+$"),
    as_pattern(r"(?i)^(?:is|are|was|were)\s+(?P<a>.+?)\s+(?:and|&)\s+(?P<b>.+?)\s+(?:really\s+)?(?:the\s+same|identical|equal|one\s+(?:group|actor))\b"),
    as_pattern(
        r"(?i)^(?P<a>\S+(?:\s\S+){0,2}?),\s+(?:is|isn['’]?t)\s+(?:that|it|this)\s+(?:not\s+)?(?:just|really|only|basically|simply|actually)?\s*"
        r"(?!(?:for|from|in|at|by|of|on|with)\b)(?!.*\sor\s)(?P<b>\S+(?:\s\S+){0,2}?)(?:\s+(?:under|by|with|in)\s+an?(?:other)?\s.*|\s+again)?$"
    ),
    as_pattern(r"^(?P<a>\S+(?:\s\S+){0,2}?)\s+(?:==?|≡|=\?=)\s+(?P<b>\S+(?:\s\S+){0,2}?)(?:\s+or\s+not\b.*|\?+\s.*)?$"),
)  # fmt: skip
"""Where the two names stand in questions in which one of them may be a name that nobody here bears."""
_SOMEBODY = as_pattern(
    r"(?i)(?:some|any)(?:one|body|thing)\b|(?:one|a (?:group|name|gang|crew|actor|team)) (?:we|you|that|"
    r"which)\b|an?(?:other)? (?:\w+ )?(?:group|gang|crew|actor|team|outfit|umbrella)$"
)
"""``X, is that someone we know``: no name"""
MAX_PART = 4
"""A longer part of a question is no name."""


Intent = Callable[[str], list[tuple[str, float]]]
"""A question with its names masked -> (label, score) of what it may ask for, learned from the exemplars."""
_PAIRED = ("identity", "comparison")
_SIDES: tuple[Kind, ...] = ("names", "tools", "targets", "techniques", "attribution", "campaigns")


def asked_pair(text: str, mentions: Sequence[Mentioned], names: Names, intent: Intent = lambda _: []) -> tuple[Meaning, Meaning] | None:
    """The two meanings that a question holds against each other; None where it does not.

    ``intent`` is asked whether a question about two actors that no phrase decides compares them.
    """
    plain = text.strip(" ?!.")
    named = [m for m in mentions if m.meaning.of_type("actor") or m.meaning.of_type("software")]
    if _are_tools_of_one(plain, named) or is_use_of(plain, named) or any(left_out(plain, [(m.start, m.end) for m in named])[1:]):
        return None
    if len(named) == 2 and named[0].text.lower() == named[1].text.lower():
        return None
    rest = blank(plain, ((m.start, m.end) for m in named))
    if len(named) == 2 and _is_tool_of_actor(named) and not _ONE_THING.search(rest):
        return None
    if len(named) == 2 and _holds_against(plain, rest, named, intent):
        return named[0].meaning, named[1].meaning
    apart = len(named) == 2 and not _is_one(named) and (says("alike", rest) or (says("apart", rest) and _compares(plain, named, intent)))
    if len(named) == 2 and _LINKED_TO.match(plain) and not _is_one(named) and all(m.meaning.of_type("actor") for m in named):
        return named[0].meaning, named[1].meaning
    if len(named) == 2 and not apart and says("together", rest) and not _is_one(named) and all(m.meaning.of_type("actor") for m in named):
        return named[0].meaning, named[1].meaning
    for form in _PARTS if not apart else ():
        if len(named) < 3 and (match := form.match(plain)):
            pair = [_part(plain, match.span(group), named, names) for group in ("a", "b")]
            if any(_SOMEBODY.match(m.name) or not re.search(r"\w", m.name) for m in pair if not m.candidates):
                continue
            if any(m.candidates for m in pair) and all(m.candidates or len(m.name.split()) <= MAX_PART for m in pair):
                return pair[0], pair[1]
    return None


def _are_tools_of_one(text: str, named: Sequence[Mentioned]) -> bool:
    """``ShadowPad and PlugX in the same toolbox - who``: two tools, and who uses both is asked."""
    tools = len(named) == 2 and not any(m.meaning.of_type("actor") for m in named)
    linked = re.search(r"(?i)\b(?:linked|related|relation|connected|connection|tied)\b", text) is not None and not _ONE_THING.search(text)
    return tools and (linked or _IN_ONE_PLACE.search(text) is not None or cued_kind(text) in ("software", "actors"))


_IN_ONE_PLACE = as_pattern(
    r"(?i)\b(?:same|one) (?:tool ?box|tool ?kit|tool ?set|kit|arsenal|box|host|hosts|machine|machines|server|network|incident|"
    r"case|campaign|intrusion|"
    r"bag|attack|victim|time)\b|\bboth\b.*\bwho\b|\bwho\b.*\bboth\b"
)
_LINKED_TO = as_pattern(r"(?i)(?:is|are|was|were)\b.*\b(?:related|connected|linked|tied)\s+(?:to|with)\b")
_ONE_THING = as_pattern(r"(?i)\b(?:same|alias|aka|another (?:word|name)|synonym\w*)\b|=")


def _is_tool_of_actor(named: Sequence[Mentioned]) -> bool:
    """Whether one of two is an actor only and the other is malware only: ``was Mimikatz part of what TA2541 brought along``."""
    kinds = [{c.entity.type for c in m.meaning.candidates} for m in named]
    return {"actor"} in kinds and {"software"} in kinds


def is_use_of(text: str, named: Sequence[Mentioned]) -> bool:
    """``PLATINUM dropped Emotet, correct?``: the second is malware, and the first is said to use it."""
    if len(named) != 2 or not named[1].meaning.of_type("software"):
        return False
    return re.search(rf"(?i)\b(?:{USE_VERBS})\b", text[named[0].end : named[1].start]) is not None


def _holds_against(text: str, rest: str, named: Sequence[Mentioned], intent: Intent) -> bool:
    """Whether a question about two names asks if they are one: by its words, and where they do not decide by what was learned."""
    between = text[named[0].end : named[1].start]
    if not _is_one(named) and (says("alike", rest) or _SET_APART.search(rest)):
        return False
    if _EQUALS.fullmatch(between):
        return True
    if _is_one(named) and _OTHER_NAMES.search(rest):
        return False
    if _is_one(named) and _APPOSED.fullmatch(between) and _asks_for_a_side(text, named, intent):
        return False
    if _asks_if_one(rest.replace(between, " ") if _VERSUS.fullmatch(between) else rest, named):
        return _is_one(named) or not says("apart", rest) or not _compares(text, named, intent)
    if _VERSUS.fullmatch(between) and not _is_one(named):
        return False
    if not _asks_nothing_else(rest, named):
        return False
    if _is_one(named):
        return len(words(without_cues(rest))) < SAYS_MORE or _guessed(text, named, intent, _PAIRED + _SIDES) in ("identity", "")
    return side_of_each(text, named, intent) is None and not _compares(text, named, intent)


def _asks_for_a_side(text: str, named: Sequence[Mentioned], intent: Intent) -> bool:
    """Whether what stands around two names of one actor asks for a side of it: ``who are Fancy Bear (aka APT28) after``."""
    before, after = text[: named[0].start], text[named[1].end :]
    around = f"{before} {after}"
    if cued_kind(around) in (*_SIDES, "profile") or _ASKS_WHO.search(around):
        return not says("one", around) or _ASKS_WHO.match(around) is not None
    if len(words(without_cues(around))) < SAYS_MORE or says("one", around):
        return False
    scores = dict(intent(f"{before}the group{after.lstrip(')]')}"))
    return bool(scores) and max(scores, key=scores.__getitem__) != "identity"


_OTHER_NAMES = as_pattern(
    r"(?i)\b(?:what|which|any|list|all)\s+(?:the\s+)?(?:other|else|further|more)\s+(?:names|aliases|labels)\b|"
    r"\bwhat else (?:is|are)\b.*\bcalled\b"
)
_ASKS_WHO = as_pattern(
    r"(?i)\W*\b(?:who|whose|which (?:part|unit|branch|country|state|agency|ministry|government|nation|service|people))\b"
)
_SET_APART = as_pattern(r"(?i)^\W*(?:and|from|&)?\W*apart\W*$")
_APPOSED = as_pattern(
    r"(?i)(?:\s+(?:guys|people|gang|group|crew|folks|operators))?[\s,]*(?:\(|/|,|-|–|aka|a\.k\.a\.?|alias|also known as|or|=|"
    r"i\.e\.|formerly|\(aka|\(also known as)[\s,]*(?:the\s+)?"
)
_EQUALS = as_pattern(r"(?i)\s*(?:=+\??=*|\?=|≡|≟)\s*|\s+(?:is|are)\s+(?:(?:really|just|basically|the)\s+)?")
_VERSUS = as_pattern(r"(?i)\s+(?:v|vs\.?|versus|x)\s+")
SAYS_MORE = 2
"""So many words beside two names of one actor may ask for something else."""


def _asks_if_one(rest: str, named: Sequence[Mentioned]) -> bool:
    """Whether a question has words such as ``the same group`` or ``a rebrand of``, and does not ask for the same tools."""
    types = {m.meaning.candidates[0].entity.type for m in named}
    return len(types) == 1 and (_is_one(named) or cued_kind(rest) != "comparison") and says("one", rest)


def _asks_nothing_else(rest: str, named: Sequence[Mentioned]) -> bool:
    """Whether beside two names of actors stands something, but nothing that asks for a side of them."""
    if not all(m.meaning.of_type("actor") for m in named) or kinds_in_a_row(rest) or says("strong_profile", rest) or says("each", rest):
        return False
    kind = cued_kind(rest)
    if _is_one(named):
        kinds = (None, "names", "profile", "comparison", *(["attribution"] if says("one", rest) else []))
        return bool(re.search(r"\w|[=≡?]", rest)) and kind in kinds
    return kind in (None, "profile") and bool(re.search(r"[=≡]", rest) or words(rest) or re.match(r"(?i)\s*(?:is|are|was|were)\b", rest))


def side_of_each(text: str, named: Sequence[Mentioned], intent: Intent) -> Kind | None:
    """The side of two actors that is asked for, where what was learned is sure of one: ``origin of Stealth Falcon and of Careto``."""
    first, second = named
    if not _JOINED.fullmatch(text[first.end : second.start]) or is_yesno(text):
        return None
    scores = dict(intent(f"{text[: first.start]}the group{text[second.end :]}"))
    best = max(_SIDES, key=lambda label: scores.get(label, -1.0))
    others = (score for label, score in scores.items() if label not in _SIDES)
    return best if scores and scores[best] >= max(SURE, max(others, default=-1.0) + APART) else None


_JOINED = as_pattern(r"(?i)\s*(?:,|and|&|,\s*and)\s*(?:(?:of|for|by|from|the|that of)\s+)?")


SURE, APART = 0.3, 0.5
"""So sure must what was learned of one actor be, and so much less sure that two are held against each other."""


def _compares(text: str, named: Sequence[Mentioned], intent: Intent) -> bool:
    """Whether the exemplars nearest to a question about two actors compare them."""
    return _guessed(text, named, intent, _PAIRED) == "comparison"


def _guessed(text: str, named: Sequence[Mentioned], intent: Intent, labels: Sequence[str]) -> str:
    """The likeliest of some labels for a question about two actors; empty where nothing was learned."""
    first, second = named
    masked = f"{text[: first.start]}the first group{text[first.end : second.start]}the second group{text[second.end :]}"
    scores = dict(intent(masked))
    return max(labels, key=lambda label: scores.get(label, -1.0)) if scores else ""


def _is_one(named: Sequence[Mentioned]) -> bool:
    """Whether two names are one actor's: who names an actor twice asks whether it is one."""
    first, second = ({c.entity.id for c in m.meaning.candidates if c.relation in ("same", "formerly")} for m in named)
    return bool(first & second) and named[0].text.lower() != named[1].text.lower()


def _part(text: str, span: tuple[int, int], named: Sequence[Mentioned], names: Names) -> Meaning:
    """What a part of a question means: the name found in it, or the whole part."""
    inside = [m for m in named if span[0] <= m.start < span[1]]
    return inside[0].meaning if len(inside) == 1 else names.look_up(re.sub(r"(?i)^(?:both|the)\s+", "", text[slice(*span)]))
