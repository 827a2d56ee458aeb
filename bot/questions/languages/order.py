"""English words in the order of another language -> in that of English, as far as a question needs it."""

import re

from knowledge.patterns import as_pattern

_NOUN = as_pattern(
    r"(?i)(?:groups?|actors?|hackers|hacktivists|gangs?|crews?|spies|government|army|companies|banks|embassies|services?|attackers|criminals|targets|organi[sz]ations|"
    r"ministries|ministry|agencies|apts?|military|state|states|intelligence|universities|institutions|diplomats|politicians|victims|hospitals)"
)
_NATIONALITY = as_pattern(r"[A-Z][\w ]*(?:an|ese|ish|i|ch|ean|ot|ek|ss|ic)(?:[ -]speaking|-linked)?")
_DOES_IS = as_pattern(r"(?i)\bdoes (\S+(?: \S+)?) is\b")
_VERB = r"(?P<verb>(?i:comes|uses|attacks|targets|belongs|works|has|encrypts|steals|hits|spies|deploys|distributes|operates|infects|earns))"
_NAME = r"(?P<who>(?:(?:the|a)\s+(?:group|actor|gang)\s+)?[A-Z0-9][\w-]*(?:\s+[A-Z0-9][\w-]*)*)"
_THING = (
    r"(?:tools?|malware|countr(?:y|ies)|sectors?|industries|techniques?|names?|targets?|victims|programs?|backdoors?|methods?|software|compan(?:y|ies)|"
    r"organi[sz]ations|banks|weapons?|ransomware|trojans?|tactics?|vulnerabilit(?:y|ies))"
)
_VERB_FIRST = as_pattern(rf"^{_VERB}\s+{_NAME}(?=\s.*\?)")
_VERB_BEFORE = as_pattern(
    rf"(?P<asks>\b(?i:how|when|where|why|what|(?:with\s+)?(?:which|what)\s+{_THING}|with\s+what))\s+{_VERB}\s+{_NAME}"
)
_VERB_LAST = as_pattern(
    rf"(?P<before>\bthat\s+{_NAME.replace('?P<who>', '?:')})\s+(?P<rest>[\w ]{{3,40}}?)\s+(?P<verb>is|was|uses|attacks|targets)(?=\s*\?)|"
    r"(?P<who>,\s+who)\s+(?P<whom>[A-Z][\w ]{2,30}?)\s+(?P<do>spy on|attack|target|hack|hit|steal from)\b"
)
"""``dat Laundry Bear Russisch is``, ``die Pakistan ausspionieren``"""
_LEFT_OVER = as_pattern(r"\s+(?:to|on|a)(?=\s*[?.!]*$)")
_RELATIVE = as_pattern(r",\s+the\s+(?=[A-Z]|(?:with|in|on|against|for)\b)")
"""``actors, die Pakistan ausspionieren``"""


def in_order(text: str, code: str) -> str:
    """English words as a question has them: ``does X is``, ``comes X from``, ``which tools uses X``."""
    text = _DOES_IS.sub(r"is \1", text)
    if code in ("de", "nl"):
        text = _LEFT_OVER.sub("", _RELATIVE.sub(", who ", text))
        text = _VERB_LAST.sub(_verb_first, text)
        text = _VERB_FIRST.sub(lambda match: f"does {match['who']} {_base(match['verb'])}", text, count=1)
    return _VERB_BEFORE.sub(lambda match: f"{match['asks']} does {match['who']} {_base(match['verb'])}", text, count=1)


def _verb_first(match: re.Match[str]) -> str:
    """What ends in its verb, the verb before the rest."""
    return f"{match['before']} {match['verb']} {match['rest']}" if match["before"] else f"{match['who']} {match['do']} {match['whom']}"


def _base(verb: str) -> str:
    verb = verb.lower()
    return {"has": "have", "spies": "spy"}.get(verb, verb.removesuffix("s"))


class Replaced:
    """A text in which words are replaced from left to right."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._parts = text, 0, list[str]()

    def put(self, start: int, end: int, english: str) -> None:
        self._parts.append(self._text[self._at : start])
        before = next((part for part in reversed(self._parts) if part.strip()), "")
        if _NATIONALITY.fullmatch(english) and _NOUN.fullmatch(before) and not self._text[self._at : start].strip():
            position = max(number for number, part in enumerate(self._parts) if part == before)
            self._parts[position : position + 1] = [english, " ", before]
            self._at = end
            return
        self._parts.append(f"{english} " if self._text[end - 1] in "'’" else english)
        self._at = end

    def whole(self) -> str:
        text = "".join((*self._parts, self._text[self._at :]))
        return re.sub(r"[¿¡]", "", re.sub(r"\s+([?!.,;:])", r"\1", re.sub(r"[^\S\n]+", " ", text))).strip()
