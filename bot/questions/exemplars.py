"""Questions with the kind of each, from which it is learned what a text asks for (``exemplars.toml``, data that anybody can extend)."""

import hashlib
import json
import tomllib
from functools import cache
from importlib.resources import files

from bot.questions.intents import cues_by_kind
from knowledge.patterns import as_pattern


@cache
def exemplars_digest() -> str:
    """Changes with the exemplars, with how they are filled and with the cues that ``cue_features`` counts."""
    digest = hashlib.sha256(json.dumps([cues_by_kind(), _FILLED, _NATIONALITIES]).encode())
    digest.update((files("bot.questions") / "exemplars.toml").read_bytes())
    return digest.hexdigest()


@cache
def exemplars() -> list[tuple[str, str]]:
    """(kind, question) of ``exemplars.toml``."""
    document = tomllib.loads((files("bot.questions") / "exemplars.toml").read_text(encoding="utf-8"))
    found = [(kind, text, turn) for kind, texts in document.items() for text in texts for turn in range(2)]
    return list(dict.fromkeys((kind, filled(text, turn)) for kind, text, turn in found))


_FILLED = {
    "the country": ("Ukraine", "India", "Germany", "Taiwan", "Brazil", "Kazakhstan", "Japan", "Israel"),
    "the sector": ("energy", "finance", "telecoms", "defence", "healthcare", "government", "aviation"),
    "the technique": ("spearphishing", "T1055", "credential dumping", "side-loading"),
    "the agency": ("the GRU", "the FSB", "the MSS", "the IRGC", "RGB"),
    "the vulnerability": ("CVE-2021-44228", "ProxyLogon", "Log4Shell"),
    "in the year": ("in 2017", "in 2021", "since 2023", "in 2019"),
}
_NATIONALITIES = ("Russian", "Chinese", "Iranian", "North Korean", "Vietnamese", "Pakistani")
_OF_A_COUNTRY = as_pattern(r"\bthe country(?=[- ](?:\w+ )?(?:groups?|actors?|hackers|apts?|spies|crews?|gangs?|operators|state|threat)\b)")


def filled(text: str, variant: int = 0) -> str:
    """An exemplar as people type it: one of some countries for ``the country``, and so on; the same for the same text and variant."""
    turn = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) + variant
    text = _OF_A_COUNTRY.sub(_NATIONALITIES[turn % len(_NATIONALITIES)], text)
    for mask, values in _FILLED.items():
        for number in range(text.count(mask)):
            text = text.replace(mask, values[(turn + number) % len(values)], 1)
    return text
