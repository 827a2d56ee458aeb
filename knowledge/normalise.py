"""A name as people write it -> the key under which it is looked up.

``fancy bear``, ``Fancy-Bear``, ``FANCYBEAR`` and ``the Fancy Bear group`` are one name; ``APT28`` and ``APT29`` are two.
"""

import html
import re
import unicodedata
from functools import lru_cache

from knowledge.lookalikes import LOOKALIKES
from knowledge.patterns import as_pattern

_SLACK_LINK = as_pattern(r"<(?:https?://|mailto:)[^|>]*\|([^>]*)>|<[@#!][^>]*>|<(https?://[^>|]*)>")
_EMOJI_CODE = as_pattern(r":[a-z0-9_+'-]+:(?::skin-tone-\d:)?", re.IGNORECASE)
_INVISIBLE = as_pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_WORDS = as_pattern(r"[^\w'’]+|_")
_KEY = as_pattern(r"[\W_]+")
_LEADING = as_pattern(
    r"^(?:the|threat actors?|threat groups?|actors?|apt groups?|groups?|gang|hackers?|hacking group|intrusion set|a)\b[\s:]+",
    re.IGNORECASE,
)
LEADING_WORDS = frozenset("the threat actor actors apt group groups gang hackers hacking intrusion a".split())
"""With what may be put before a name can begin."""
TRAILING_WORDS = frozenset(
    "threat apt hacking hacker cyber espionage ransomware cybercrime activity intrusion group groups team teams gang gangs crew crews apts "
    "actor actors hackers cluster set malware trojan backdoor".split()
)
"""With what may be put after a name can begin."""
_PARENTHESIS = as_pattern(r"(?<=\S)\s*\([^()]*\)\s*$")
_TRAILING = as_pattern(
    r"[\s_-]+(?:(?:threat|apt|hacking|hacker|cyber|espionage|ransomware|cybercrime|activity|intrusion)[\s_-]+)*"
    r"(?:groups?|teams?|gangs?|crews?|apts?|actors?|hackers?|cluster|set|ransomware|malware|trojan|backdoor)$",
    re.IGNORECASE,
)


def strip_markup(text: str) -> str:
    """Slack mark-up, emoji codes, entities and invisible characters taken away; what they label is kept."""
    text = html.unescape(_SLACK_LINK.sub(lambda match: match[1] or match[2] or " ", text))
    return _INVISIBLE.sub("", _EMOJI_CODE.sub(" ", text))


def without_accents(text: str) -> str:
    """The letters of a text without marks, in compatible forms."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """Letters and digits only, without case, marks, compatibility forms and look-alikes. Idempotent; empty for a name without any."""
    if name.isascii():
        return _KEY.sub("", name.lower())
    kept = without_accents(unicodedata.normalize("NFKD", name).casefold())
    return _KEY.sub("", kept.translate(LOOKALIKES))


@lru_cache(maxsize=50_000)
def stem(name: str) -> str:
    """The key without what people put around a name: ``the Lazarus hacking group`` -> ``lazarus``."""
    short = _PARENTHESIS.sub("", name).strip(" \t\r\n?!.,;:'\"“”‘’()[]{}*`~<>")
    if short.isalnum():
        return key(short)
    for pattern in (_LEADING, _TRAILING):
        cut = pattern.sub("", short)
        if any(char.isalpha() for char in cut) and len(key(cut)) >= 3:
            short = cut
    return key(short)


def words_key(name: str) -> str:
    """The key of a name's words in alphabetical order, so that ``bear fancy`` finds Fancy Bear; empty for a single word."""
    words = sorted(filter(None, map(key, _WORDS.split(name))))
    return " ".join(words) if len(words) > 1 else ""


def fold(word: str) -> str:
    """Lower case, punctuation as single spaces."""
    return re.sub(r"[\W_]+", " ", word.lower()).strip()
