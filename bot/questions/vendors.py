"""The vendor whose name for an actor a question asks for."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.questions.intents import blank
from bot.questions.model import Mentioned
from knowledge.names import Names
from knowledge.normalise import fold
from knowledge.patterns import as_pattern


def find_vendor(text: str, names: Names, mentions: Iterable[Mentioned]) -> str:
    """The id of the one vendor that the question names, as in ``what does CrowdStrike call them``."""
    taken = [(m.start, m.end) for m in mentions]
    folded = f" {fold(_OF_A_NAME.sub(' ', blank(text, taken)))} "
    found: dict[str, str] = {}
    for name, vendor_id in _beginning(folded, names):
        _, here, after = folded.partition(f" {name} ")
        if here and name in _ORDINARY and not any(name == word.lower() != word for word in re.findall(r"\w+", text)):
            continue
        if here and after.split(" ", 1)[0] not in _PRODUCTS:
            found.setdefault(vendor_id, name)
    for short in _SHORT.finditer(text):
        initials = short["at"] or short["of"]
        found.setdefault(_INITIALS[initials.upper()], initials)
    apart = {vendor for vendor, name in found.items() if not any(name != other and name in other for other in found.values())}
    return next(iter(apart)) if len(apart) == 1 else ""


def told_by_whom(text: str, mentions: Iterable[Mentioned]) -> bool:
    """Whether a vendor only says whom a question means: ``which other names has the group that Symantec calls Strider``."""
    return any(
        m.meaning.of_type("actor") and (said := _WHOM.search(text[: m.start])) and _ASKS.search(text[: said.start()]) for m in mentions
    )


_WHOM = as_pattern(
    r"(?i)\b(?:group|actor|gang|crew|outfit|apt|hackers|spies|those|people|one)\s+(?:that\s+|which\s+|whom\s+)?[\w .-]{2,25}\s+"
    r"(?:calls?|names?|tracks?(?:\s+as)?|dubs?|labels?|knows\s+as|refers\s+to\s+as)\s+(?:the\s+)?$"
)
_ASKS = as_pattern(r"(?i)\b(?:who|whom|whose|what|which|where|how|when|names|aliases|tools|targets|malware|techniques|does|do|did|is)\b")
_INITIALS = {"MS": "microsoft", "CS": "crowdstrike", "KL": "kaspersky", "TM": "trend-micro", "S1": "sentinelone"}
_SHORT = as_pattern(
    r"\b(?:(?:at|by|in|from|for)\s+(?=[A-Z])|at\s+|^\W*(?:and\s+)?(?=\w\w\W*$))(?P<at>(?:MS|CS|KL|TM|S1|ms|cs))\b(?!\s?\d)|\b(?P<of>MS|ms|CS|KL|TM|S1)(?:['’]s?)?\s+(?:names?|naming|calls?|label|lingo|speak)\b"
)
"""``their name at MS``"""
_ORDINARY = frozenset("tag gen solar elastic meta wiz expel lookout koi lac arbor great talon endgame lumen anomali".split())
"""Vendors' names that are words: they need a capital, as ``tag these reports`` names nobody."""
_PRODUCTS = frozenset(
    "exchange office 365 teams azure outlook word excel sharepoint entra defender windows iis sql cloud account accounts tenant tenants "
    "bug bugs flaw flaws vulnerability vulnerabilities hole holes zero-day router routers asa "
    "firewall firewalls appliance appliances box boxes "
    "device devices switch switches vpn "
    "ids techniques technique ttps ttp matrix mapping login logins mailbox mailboxes networks systems staff customers".split()
)
"""What is a vendor's and no report of it: ``who got into Microsoft accounts`` does not ask what Microsoft calls anybody."""


_OF_A_NAME = as_pattern(
    r"(?i)(?<=\s\s)\s*\([\w .-]{2,30}\)|(?<=\s\s)\W*\bthe\s+[\w .-]{2,25}?(?:['’]s)?\s+(?:one|group|actor|cluster)\b(?=\W*$)"
)
"""After a name, whose it is: ``Bladed Feline (ESET) sits where?``, ``synonyms for HEXANE? the Dragos one`` ask of no vendor."""


@lru_cache(maxsize=2)
def _vendor_names(names: Names) -> list[tuple[str, str]]:
    return [(fold(name), vendor.id) for vendor in names.table.vendors.values() for name in (vendor.name, *vendor.also)]


def _beginning(folded: str, names: Names) -> Iterator[tuple[str, str]]:
    """The names of vendors that begin with a word of a folded text, in the order of the list."""
    first = _by_first_word(names)
    numbers = sorted(number for word in set(folded.split()) for number in first.get(word, ()))
    return (_vendor_names(names)[number] for number in numbers)


@lru_cache(maxsize=2)
def _by_first_word(names: Names) -> dict[str, list[int]]:
    """The first word of vendors' names -> their numbers in the list."""
    found: dict[str, list[int]] = {}
    for number, (name, _) in enumerate(_vendor_names(names)):
        found.setdefault(name.partition(" ")[0], []).append(number)
    return found


def is_vendor(word: str, names: Names) -> bool:
    """Whether a word is the whole name of a vendor."""
    return any(fold(word) == name for name, _ in _vendor_names(names))


@lru_cache(maxsize=2)
def vendor_words(names: Names) -> frozenset[str]:
    """Every word of the name of a vendor, folded."""
    return frozenset(word for name, _ in _vendor_names(names) for word in name.split())
