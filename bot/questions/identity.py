"""Does a question ask whether two names mean one actor? ``is Strontium the same as Fancy Bear?``, ``is Andariel Lazarus?``"""

import re
from collections.abc import Sequence

from bot.questions.intents import blank, cued_kind, says, stripped
from bot.questions.model import Mentioned
from knowledge.names import Meaning, Names

_AS_ONE = (
    r"(?:really\s+|actually\s+|basically\s+|also\s+|just\s+|still\s+)*(?:(?:exactly\s+)?the\s+same\s+(?:\w+\s+)?(?:as|with)|same\s+as|identical\s+(?:to|with)|equal\s+to|"
    r"(?:also\s+)?known\s+as|aka|(?:an?\s+)?(?:alias|synonym|part|subset|sub-?group|subdivision|unit|cluster|other\s+name)\s+(?:of|for|within)|"
    r"another\s+name\s+(?:of|for)|different\s+from|distinct\s+from|separate\s+from|related\s+to|linked\s+to)"
)
_FORMS = (
    re.compile(rf"(?i)^(?:is|are|was|were|isn't|aren't)\s+(?P<a>.+?)\s+{_AS_ONE}\s+(?P<b>.+)$"),
    re.compile(r"(?i)^(?:is|are|was|were)\s+(?P<a>.+?)\s+(?:and|&)\s+(?P<b>.+?)\s+(?:really\s+)?(?:the\s+same|one\s+and\s+the\s+same|identical|equal|different|distinct|related|one\s+(?:group|actor))\b"),
    re.compile(r"(?i)^(?:do|does)\s+(?P<a>.+?)\s+(?:and|equal)\s+(?P<b>.+?)\s+(?:mean|name|refer|denote)\b.*$"),
    re.compile(rf"(?i)^(?:is\s+|are\s+)?(?P<a>\S+(?:\s\S+){{0,2}}?)\s+(?:==?|{_AS_ONE})\s+(?P<b>\S+(?:\s\S+){{0,2}}?)$"),
)  # fmt: skip
_FILLERS = re.compile(
    r"(?i)\b(?:is|are|was|the|a|an|group|actor|threat|apt|just|really|actually|same|thing|as|or|now|hackers|what|s|between|their|these|those|would|people|mean|when|isn|aren|wasn|t|right|correct|gang|team|somebody|someone|said|says|told|me|that|and|of|no|yes|for|both|they|this|it|do|does|i|think|heard|so|people|company|crew|guys|word|one|other|another|with|to|from|in|vs|versus|if|whether|know|we|you|can|say)\b"
)


def asked_pair(text: str, mentions: Sequence[Mentioned], names: Names) -> tuple[Meaning, Meaning] | None:
    """The two meanings that a question holds against each other; None where it does not."""
    plain = text.strip(" ?!.")
    named = [m for m in mentions if m.meaning.of_type("actor") or m.meaning.of_type("software")]
    for form in _FORMS:
        if match := form.match(plain):
            pair = tuple(_part(plain, match.span(group), named, names) for group in ("a", "b"))
            if any(meaning.candidates for meaning in pair):
                return pair[0], pair[1]
    if len(named) != 2 or cued_kind(_without(plain, named)) == "comparison":
        return None
    rest = _without(plain, named)
    if (re.match(r"(?i)(?:is|are|isn't)\b", plain) and not _rest(plain, named)) or (
        says("one", rest) and not _rest(stripped("one", rest), ())
    ):
        return named[0].meaning, named[1].meaning
    return None


def _part(text: str, span: tuple[int, int], named: Sequence[Mentioned], names: Names) -> Meaning:
    """What a part of a question means: the name found in it, or the whole part."""
    inside = [m for m in named if span[0] <= m.start and m.end <= span[1]]
    return inside[0].meaning if len(inside) == 1 else names.look_up(re.sub(r"(?i)^(?:both|the)\s+", "", text[slice(*span)]))


def _without(text: str, named: Sequence[Mentioned]) -> str:
    return blank(text, ((mention.start, mention.end) for mention in named))


def _rest(text: str, named: Sequence[Mentioned]) -> str:
    text = _without(text, named)
    return re.sub(r"[\W_]+", "", _FILLERS.sub(" ", text))
