"""The countries, regions, sectors and other terms of the vocabularies in a question, longest match first."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.questions.capitals import CAPITALS, stands_for_a_state
from bot.questions.model import Mentioned, TermMention
from bot.questions.wording import asks_for_many
from knowledge.graph import Graph
from knowledge.normalise import fold
from knowledge.patterns import as_pattern
from knowledge.places import place_words
from knowledge.terms import term_words


def find_terms(text: str, graph: Graph, mentions: Iterable[Mentioned]) -> Iterator[TermMention]:
    """Terms of the vocabularies, and CVE ids, outside the names found."""
    mentions = tuple(mentions)
    taken = [(m.start, m.end) for m in mentions]
    numbered = max((m.start for m in mentions if _A_TECHNIQUE.fullmatch(m.text) and _BESIDE_IT.search(text[: m.start])), default=0)
    for match in CVE.finditer(text):
        taken.append(match.span())
        number = match[0].upper().replace(" ", "-")
        type_, id_ = known_terms(graph).get(fold(number), ("", ""))
        yield TermMention(match[0], match.start(), match.end(), "vulnerability", id_ if type_ == "vulnerability" else number)
    for match in _term_matches(text, graph):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        word = match[0]
        if fold(word) in _capitals(graph) and not stands_for_a_state(text, *match.span(), asks_for_many(text)):
            continue
        if len(word) <= 2 and not word.isupper() and not _is_a_country(text, match):
            continue
        if fold(word) in _DEEDS and re.match(r"\s*(?:\w+\s*)?$|\s*[,.?!]", text[match.end() :]) is None:
            continue
        if fold(word) in ("shop", "shops") and _A_TRADE.search(text[: match.start()]):
            continue
        if word == "travel" and _DOES_IT.search(text[: match.start()]):
            continue
        if fold(word) in _HALVES and "korea" not in text.lower():
            continue
        if word.upper() == "IR" and not _ACTING.match(text[match.end() :]):
            continue
        type_, id_ = _POLITICIANS if word == "MPs" else known_terms(graph)[fold(word)]
        if type_ == "technique" and match.end() < numbered:
            continue
        yield TermMention(word, match.start(), match.end(), type_, id_)


_POLITICIANS = ("sector", "political")
"""``MPs``, and no ``MPS``"""
_A_TECHNIQUE, _BESIDE_IT = as_pattern(r"(?i)T\d{4}(?:\.\d{3})?"), as_pattern(r"\w\s*[,(\[–:-]\s*$")
"""``on usb sticks, T1052.001``: the number says which technique the words before it mean"""


_DOES_IT = as_pattern(r"(?i)\b(?:did|does|do|can|could|will|would)\s+(?:(?:it|they|he|the\s+\w+|[\w-]+)\s+)?$|\bto\s+$")
"""``in which update did it travel``"""
_A_TRADE = as_pattern(
    r"(?i)\b(?:propaganda|influence(?:\s+op\w*)?|disinfo(?:rmation)?|hack\w*|malware|spyware|exploits?|troll|mercenary|fraud|phishing)\s+$"
)
"""``propaganda shops``: whoever makes that, and nobody's customers"""
_ACTING = as_pattern(r"(?i)[\s-]+(?:groups?|actors?|apts?|crews?|hackers|nexus|linked|backed|origin|spies|threat)\b")
"""``IR groups`` are Iranian, and ``our IR vendor`` answers incidents."""


def _is_a_country(text: str, match: re.Match[str]) -> bool:
    """Whether two small letters are a country or a bloc: ``telcos in the us``, ``us banks``, ``uk retailers``, ``nk actors``."""
    if match[0] in ("uk", "nk"):
        return True
    return match[0] in _SMALL and (_THE.search(text[: match.start()]) is not None or _OF_THEIRS.match(text[match.end() :]) is not None)


_SMALL = ("us", "eu", "uk")
_THE = as_pattern(
    r"(?i)\b(?:(?:in|against|of|from|into|at|by|across|inside|target\w*|attack\w*|hit\w*|hack\w*|and|or|not|is|did|does|was|outside)\s+the|the)\s+$"
)
_OF_THEIRS = as_pattern(
    r"(?i)^(?:[\s-]+based\b|\s+(?:banks?|compan(?:y|ies)|firms?|officials?|government|military|army|navy|elections?|hospitals?|telecoms?|telcos?|"
    r"agenc(?:y|ies)|citizens|universit\w+|treasury|congress|senate|networks?|infrastructure|utilities|retailers?|pipelines?|defen[cs]e|energy|"
    r"critical|healthcare|schools?|cities|ports?|voters|diplomats?|embass\w+|contractors?|critical|federal|sanctions?|institutions?)\b)"
)


def is_a_term_instead(text: str, mention: Mentioned, graph: Graph) -> bool:
    """Whether a name found is rather a term: a technique's that is a word for malware (``rootkit``), a program's that nobody is said to
    use and that is a vulnerability's (``EternalBlue``), a gang's that is a country's where a place is named (``target Cuba``)."""
    types = {candidate.entity.type for candidate in mention.meaning.candidates}
    said = fold(_THOSE_OF.sub("", mention.text))
    type_ = known_terms(graph).get(said, ("",))[0]
    if type_ == "sponsor" and types == {"actor"} and _OF_A_MASTER.search(text) and (asks_for_many(text) or _WHO_IS_TIED.match(text)):
        return True
    if type_ == "country":
        return _PLACED.search(text[: mention.start]) is not None
    if types == {"actor"} and fold(mention.text) in place_words() and _IN.search(text[: mention.start]):
        return True
    if types <= {"software", "technique"} and type_ != "vulnerability" and _is_broken_into(text, mention):
        return True
    if types == {"software"}:
        stray = all(candidate.entity.layers == ("misp",) for candidate in mention.meaning.candidates)
        unused = not any(candidate.entity.users for candidate in mention.meaning.candidates)
        return (type_ == "vulnerability" and unused) or (type_ == "technique" and stray)
    if (
        types == {"technique"}
        and _IN_A_PRODUCT.search(text[: mention.start])
        and any(known_terms(graph).get(fold(word), ("",))[0] == "vulnerability" for word in re.findall(r"\w+", text))
    ):
        return True
    return types == {"technique"} and type_ == "malware_type"


_THOSE_OF = as_pattern(r"(?i)\s+(?:actors|groups?|hackers|crews|spies|units|people|team)$")
_OF_A_MASTER = as_pattern(
    r"(?i)\b(?:working|works?|laid|attributed|ascribed|tied|linked|belong\w*|report\w*)\s+(?:to|for|thru|through|under|with)\b|\bliv(?:e|ing)\s+off\b|\bcontractor\b|"
    r"\b[A-Z]{3,4}\s+(?:actors|groups|hackers|crews|spies|units|people)\b|\brun\s+by\b"
)
"""``hackers working thru the contractor i-Soon``, ``RGB actors``: whose they are, and not those who are called so too"""
_WHO_IS_TIED = as_pattern(
    r"(?i)^\W*(?:who|who['’]s|whos)\s+(?:(?:is|are|was|were|else|all)\s+)*(?:tied|linked|working|works?|attributed|laid)\b"
)
_IN_A_PRODUCT = as_pattern(r"(?i)\b(?:in|on|of|against|for|vs)\s+(?:the\s+)?$|\(\s*$")
"""``ToolShell in SharePoint``: what is broken, and no technique"""
_IN = as_pattern(r"(?i)\b(?:in|near|outside|around)\s+$")
"""``a partner in Shanghai``: no Shanghai Group"""


def _is_broken_into(text: str, mention: Mentioned) -> bool:
    """Whether a program is what was exploited or hacked, and not what was used: ``did RomCom exploit WinRAR``, ``who hacked CCleaner``."""
    if any("curated" in candidate.entity.layers for candidate in mention.meaning.candidates):
        return False
    return _BROKEN.search(text[: mention.start]) is not None or _WAS_HACKED.match(text[mention.end :]) is not None


_BROKEN = as_pattern(
    r"(?i)\b(?:exploit\w*|hits?|hitting|hack\w*|breach\w*|compromis\w*|poison\w*|trojani[sz]\w*|(?:br[eo]a?ke?|got|get) into|(?:flaws?|"
    r"holes?|bugs?|vulnerabilit\w+|"
    r"zero[- ]?days?|0[- ]?days?)\s+in)\s+(?:the\s+)?$"
)
_WAS_HACKED = as_pattern(
    r"(?i)\s+(?:(?:servers?|appliances?|supply chain)\s+)?(?:hack(?:ed)?|breach(?:ed)?|compromis\w*|flaws?|holes?|bugs?|"
    r"vulnerabilit\w+|zero[- ]?days?|0[- ]?days?)\b"
)
_PLACED = as_pattern(r"(?i)\b(?:target\w*|attack\w*|in|against|from|hits?|hitting|hacks?|hacked|after|on)\s+$")


CVE = as_pattern(r"(?i)(?<!\w)CVE[\s-]\d{4}-\d{4,7}(?!\w)")


_TOO_COMMON = frozenset(
    "it services state law space power internet software industry news water apt individuals research campaigns contractors business "
    "commercial professional hardware computer electronics service mines nuclear".split()
) | {"nuclear power"}
"""Words of sectors that mean too much else in a question."""


_CODES = {code.lower(): ("country", code) for code in ("CN", "RU", "IR", "KP", "PK", "UA", "TW", "KR", "JP", "VN")}
"""What analysts type for countries, in capitals."""
_DEEDS = {
    "who spy": ("motivation", "espionage"), "that spy": ("motivation", "espionage"), "and spy": ("motivation", "espionage"),
    "who do espionage": ("motivation", "espionage"),
    "who extort": ("motivation", "extortion"), "a spy": ("motivation", "espionage"),
}  # fmt: skip
"""What those asked for do, where nothing says to whom: ``only those who spy``."""
_HALVES = {"the north": ("country", "KP"), "the south": ("country", "KR")}
"""Where Korea is spoken of."""
_ONLY_ASKED = (
    _CODES
    | _DEEDS
    | _HALVES
    | dict.fromkeys(
        (
            "guns for hire",
            "hired guns",
            "hacking for hire",
            "spies for hire",
            "hired hackers",
            "hired spies",
            "hack for hire",
            "hacks for hire",
            "spy for hire",
            "spies for money",
            "work for hire",
            "mercenary hackers",
        ),
        ("motivation", "hack-for-hire"),
    )
    | {"dprk": ("country", "KP"), "us": ("country", "US")}
    | dict.fromkeys(("the north korean", "the north koreans"), ("country", "KP"))
    | dict.fromkeys(("the south korean", "the south koreans"), ("country", "KR"))
    | dict.fromkeys(("korea", "korean", "koreans"), ("country", "KR"))
)
"""What people say in questions and no catalogue should be read so."""


@lru_cache(maxsize=2)
def _capitals(graph: Graph) -> dict[str, tuple[str, str]]:
    """The capitals that the vocabulary does not have as words for a state."""
    known = {fold(word) for word, _ in term_words(graph.records.terms)}
    return {word: ("country", id_) for word, id_ in CAPITALS.items() if word not in known}


@lru_cache(maxsize=2)
def known_terms(graph: Graph) -> dict[str, tuple[str, str]]:
    """Each word of a term, folded -> the type and the id of the term."""
    words = term_words(graph.records.terms)
    spoken = ((fold(word), term) for word, term in words if fold(word) and not (len(word) == 3 and word.isupper()))
    found: dict[str, tuple[str, str]] = {word: (term.type, term.id) for word, term in spoken}
    # only where it is written large, as all terms of two letters
    return _capitals(graph) | {word: term for word, term in found.items() if word not in _TOO_COMMON} | _ONLY_ASKED


_HEAD = 2
"""Terms are found by so many of their first letters."""
_STARTS = as_pattern(r"(?<!\w)\w")


def _term_matches(text: str, graph: Graph) -> Iterator[re.Match[str]]:
    """Every term in a text, from left to right without overlap."""
    patterns, after = _term_patterns(graph), 0
    for start in _STARTS.finditer(text):
        pattern = patterns.of(text[start.start() : start.start() + _HEAD].lower()) if start.start() >= after else None
        if pattern and (match := pattern.match(text, start.start())):
            after = match.end()
            yield match


class _TermPatterns:
    """By their first letters one alternation each, longest words first, made when such letters first stand in a text.

    Words may be parted by spaces, dashes or dots.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._spellings: dict[str, list[str]] = {}
        self._made: dict[str, re.Pattern[str]] = {}
        for word in sorted(terms, key=len, reverse=True):
            for parting in " .-&" if " " in word[:_HEAD] else " ":
                self._spellings.setdefault(word[:_HEAD].replace(" ", parting), []).append(word)

    def of(self, head: str) -> re.Pattern[str] | None:
        """What finds the terms that begin like this; None where none does."""
        if head not in self._made and head in self._spellings:
            spaced = (r"[\s.\-&'’]+".join(map(re.escape, word.split())) for word in self._spellings[head])
            self._made[head] = re.compile(rf"(?:{'|'.join(spaced)})(?!\w)", re.IGNORECASE)
        return self._made.get(head)


@lru_cache(maxsize=2)
def _term_patterns(graph: Graph) -> _TermPatterns:
    return _TermPatterns(known_terms(graph))
