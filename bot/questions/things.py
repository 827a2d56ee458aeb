"""A thing that a text asks for by its name, or by its number: ``which airport``, ``the name of the plant``, ``how many affiliates``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.questions.counts import counted_noun
from bot.questions.wording import is_yesno
from knowledge.patterns import as_pattern


@dataclass(frozen=True)
class Thing:
    """What is asked for: its noun, and whether its number is."""

    noun: str
    counted: bool

    @property
    def alike(self) -> tuple[str, ...]:
        """The nouns by which it may be told."""
        nouns = (self.noun.removesuffix("s"), self.noun.removesuffix("es")) if self.counted else (self.noun,)
        same = next((row for row in (_COUNTED if self.counted else _ALIKE) if not set(nouns).isdisjoint(row)), (nouns[0], self.noun))
        return (*same, *(_KINDS.get(nouns[0], ()) if self.counted else ()))


_ALIKE = (
    ("company", "firm", "contractor", "business"), ("newspaper", "paper", "magazine", "journal"), ("website", "site", "page", "portal"),
    ("institute", "lab", "laboratory"), ("university", "college", "school", "institution", "academy"), ("app", "application", "messenger"),
    ("republic", "country"),
    ("carrier", "provider", "operator", "isp", "telecom", "telco"),
)  # fmt: skip

_COUNTED = (
    ("machine", "computer", "system", "host", "workstation", "device", "pc", "box", "endpoint"),
    ("gigabyte", "gig", "gb"), ("terabyte", "tb"), ("email", "mail", "e-mail", "message"), ("people", "person", "individual"),
    ("company", "firm", "business", "organization", "organisation", "org"), ("website", "site", "page", "domain"),
    ("university", "college", "school"), ("app", "application"), ("bitcoin", "coin", "btc"), ("shop", "store", "retailer"),
    ("dealership", "dealer"),
)  # fmt: skip


_KINDS = {"device": ("router", "camera", "modem", "phone", "telephone", "recorder", "server")}
"""What is counted too where a broader noun is asked for: ``how many devices``, ``200,000 routers``."""


def asked_thing(text: str) -> Thing | None:
    """The thing that a text asks for; None where it asks for none, or for what the bot counts itself."""
    if is_yesno(text):
        return None
    if (match := _HOW_MANY.search(text)) and not counted_noun(text):
        return Thing(match["noun"].lower(), True)
    match = _which().search(text)
    return Thing(match["noun"].lower(), False) if match and not _KIND_OF.search(text) else None


_HOW_MANY = as_pattern(
    r"(?i)\b(?:how many|number of|figure for the)\s+"
    r"(?:(?:of\s+)?(?:the|their|its|his|(?!people)[\w.-]+['’]s)\s+|\w+(?:ed|an|ish)\s+)?(?:(?:current|former|active|retired)\s+and\s+)?"
    r"(?:(?!(?:do|does|did|is|are|was|were|has|have|had|can|will|would|of|in|at|on|to|they|he|she|it|that|which|groups?|actors?)\b)[a-z-]{2,}(?<!s)\s+){0,2}?"
    r"(?P<noun>[a-z]{3,}s|people|[gt]b)\b"
)
_KIND_OF = as_pattern(r"(?i)\b(?:kinds?|sorts?|types?|brands?|makes?)\s+of\b")
"""``what kind of device``: its name is not asked for"""
_NO_NOUN = (
    "crew|group|gang|actor|apt|hackers|outfit|hits?|struck|happened|did|do|does|at|in|on|of|"
    "the|is|was|were|to|from|they|it|that|this|an?|by|for|with|and|or|had|has|have|about"
)
_MODIFIERS = rf"(?:(?!(?:{_NO_NOUN})\b)[\w-]+\s+){{0,3}}?"
_OTHER = (
    r"flaws?|holes?|bugs?|vulnerabilit\w+|appliances?|names?|users?|software|malware|attacks?|hacks?|access|tools?|logins?|robbery|heist|"
    r"guys|people|crew|gang|actors?|groups?|operators?|lot"
)
_HEAD = rf"(?!\s+(?!(?<=company )names?\b|(?<=firm )names?\b|(?<=brand )names?\b)(?:{_OTHER})\b)"
"""``what VPN holes`` asks for no VPN"""


@cache
def _which() -> re.Pattern[str]:
    nouns = tomllib.loads((files("bot.questions") / "things.toml").read_text(encoding="utf-8"))["things"]
    any_noun = "|".join(sorted(nouns, key=len, reverse=True))
    noun = rf"(?P<noun>{any_noun})s?"
    asks = rf"(?:which|what|whose)\s+{_MODIFIERS}|(?:the\s+)?names?\s+of\s+(?:the|that|this|an?)\s+{_MODIFIERS}"
    its_name = rf"what(?:['’]?s|\s+is|\s+was)\s+(?:the|that)\s+{_MODIFIERS}(?=\w+['’]?s?['’]?\s+name\b)"
    called = rf"what(?:['’]?s|\s+is|\s+was)\s+(?:the|that|this)\s+{_MODIFIERS}(?=.*\b(?:called|named|name)\b)"
    listed = rf"(?:the|those|these)\s+{_MODIFIERS}(?=[^?]*(?:,\s*|\bwith\s+|\bby\s+)(?:their\s+|all\s+)?names?\b)"
    it_is = rf"(?<![\w ] )(?:the|an?|that)\s+{_MODIFIERS}(?=[^?]*\bwhat(?:['’]?s|\s+is|\s+was)\s+(?:it|that)\s+called\b)"
    is_the = r"what(?:['’]?s|\s+is|\s+was)\s+(?:the|that|their|his)\s+"
    of_it = rf"{is_the}{_MODIFIERS}(?=(?:{any_noun})\s+(?:that\s+|which\s+)?(?:he|she|they|it)\b)"
    lone = rf"(?<=[.:;,?] )(?:and\s+)?(?:the|that|their|its)\s+{_MODIFIERS}(?=\w+['’]s\s+name\W*$)"
    return re.compile(rf"(?i)\b(?:{asks}|{lone}|{its_name}|{called}|{listed}|{it_is}|{of_it}){noun}\b{_HEAD}")
