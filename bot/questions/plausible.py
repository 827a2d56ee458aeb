"""Names that are also words of the language: which of them a question means as names, by what stands beside them."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache

from bot.questions.intents import cued_kind, says
from bot.questions.kinds_beside import KIND_AFTER, is_kind_beside
from bot.questions.model import Mentioned
from bot.questions.something_else import is_something_else
from bot.questions.vendors import is_vendor
from bot.questions.what_they_do import AUXILIARY_BEFORE, is_what_they_do
from knowledge.names import Names
from knowledge.normalise import fold, key, stem
from knowledge.ordinary import chat_words, ordinary_names, question_words
from knowledge.patterns import as_pattern
from knowledge.places import place_words

_ASKED_BEFORE = as_pattern(
    r"(?i)\b(?:who|is|are|was|were|does|do|did|has|have|about|on|by|of|for|from|same\s+\w+\s+as|names|tools|targets|compare|than|like|actor|against|since|"
    r"tie|ties|link|links|pin|attribute|connect|blame|(?:true|says?|said|think|claims?|claimed|heard|read|sure|confirm) that)$"
)
SHORT_NAME = 4
"""Shorter names written small are found beside other names only."""
SHORT = 6
"""A question of so few words is about the name in it, whatever else that word means."""
_STARTS_WITH = as_pattern(r"(?i)\W*(?:is|are|was|were)\s+")
"""``is royal related to conti``: whoever is asked about stands there."""
_LINK = r"(?:,|/|&|\+|is|are|and|or|vs\.?|versus|v|with|next to|against|from|=|==)"
_LINK_BEFORE = as_pattern(rf"(?i)(?<!\w){_LINK}\s+(?:the\s+)?$")
_LINK_AFTER = as_pattern(rf"(?i)^\s*{_LINK}(?!\w)\s*(?:the\s+)?")


def is_listed(text: str, start: int, end: int, others: Sequence[Mentioned]) -> bool:
    """Whether a word stands beside a name in a list or a comparison: ``akira next to play``."""
    for other in others:
        between = text[other.end : start] if other.end <= start else ""
        if between and (_LINK_BEFORE.fullmatch(between.lstrip(" ")) or (between.isspace() and end - start > SHORT)):
            return True
        if end <= other.start and (match := _LINK_AFTER.match(text[end:])) and end + match.end() == other.start:
            return True
    return False


def listed(text: str, mentions: Sequence[Mentioned], names: Names) -> list[Mentioned]:
    """Actors whose names are words of questions, where one stands beside a name found before: ``akira next to play``."""
    sure = [m for m in mentions if m.meaning.of_type("actor")]
    found = []
    for match in re.finditer(r"\w{3,}", text) if sure else ():
        start, end = match.span()
        hidden = match[0].lower() in question_words() or (len(match[0]) < SHORT_NAME and match[0].islower())
        if not hidden or any(m.start < end and start < m.end for m in mentions):
            continue
        meaning = names.exactly(match[0])
        if meaning and any(c.relation == "same" for c in meaning.of_type("actor")) and is_listed(text, start, end, sure):
            found.append(Mentioned(match[0], start, end, meaning))
    return found


def plausible(text: str, mentions: Sequence[Mentioned], names: Names) -> tuple[Mentioned, ...]:
    """The mentions without words of the language that nothing beside them makes names, where the question has names without them."""
    mentions = [m for m in mentions if not is_what_they_do(text, m, mentions) and not is_something_else(text, m)]
    starts = {m.start for m in mentions}
    mentions = [
        m
        for m in mentions
        if not _is_two_words_by_chance(m)
        and not _is_part_of_a_name(text, m, names, starts)
        and not _is_only_like_a_name(text, m)
        and not _is_half_of_two(text, m, names)
        and not _ends_a_strange_name(text, m, names)
    ]
    sure = [m for m in mentions if not _is_word(m) or _is_a_pair_of_words_for_one(text, m)]
    if not any(m.meaning.of_type("actor") for m in sure):
        kept = [m for m in mentions if m in sure or len(text.split()) <= SHORT or _is_asked(text, m)]
        kept += [m for m in mentions if m not in kept and m.meaning.of_type("actor") and is_listed(text, m.start, m.end, kept)]
        return tuple(sorted((*kept, *listed(text, kept, names)), key=lambda m: m.start))
    kept = [m for m in mentions if m in sure or _is_named_beside(text, m, sure)]
    others = [m for m in kept if not _is_word(m)]
    return tuple(sorted((*kept, *listed(text, others, names)), key=lambda m: m.start))


def _is_two_words_by_chance(mention: Mentioned) -> bool:
    """``IR on`` in ``IR on site found flagpro``: a name of one word, found in two of which the last is a small word of the language."""
    first, _, last = mention.text.partition(" ")
    if not last or " " in last or not last.islower() or last not in _SMALL or first.islower():
        return False
    return not any(
        " " in claim.name for candidate in mention.meaning.candidates for claim in candidate.claims if key(claim.name) == key(mention.text)
    )


_SMALL = frozenset("on in at is to of by as or and the an it we are was for us me my so no if".split())


def _is_named_beside(text: str, mention: Mentioned, sure: Sequence[Mentioned]) -> bool:
    """Whether a word of the language is a name beside those that are names for sure: by its kind, in a list, at the start."""
    start, end = mention.start, mention.end
    return (
        _says_its_kind(mention)
        or is_kind_beside(text, start, end)
        or is_listed(text, start, end, sure)
        or _STARTS_WITH.fullmatch(text[:start]) is not None
    )


def _says_its_kind(mention: Mentioned) -> bool:
    """``cobalt group``, ``royal ransomware``"""
    return KIND_AFTER.match(f" {mention.text.split()[-1]}") is not None


def _is_asked(text: str, mention: Mentioned) -> bool:
    """Whether a word stands where a question has its name: at its start, or after ``who is``, ``does``, ``about``."""
    before = text[: mention.start].strip().removesuffix(" the")
    if " " in mention.text and not _says_its_kind(mention):  # two words that people say, such as social networks
        return not before or _AUXILIARY.fullmatch(before) is not None or is_kind_beside(text, mention.start, mention.end)
    if is_kind_beside(text, mention.start, mention.end):
        return True
    return not before or (_ASKED_BEFORE.search(before) is not None and not _goes_on_with_things(text, mention))


def _goes_on_with_things(text: str, mention: Mentioned) -> bool:
    """``about shell companies``: with what follows the word is a thing of many, and nobody's name."""
    after = _SOME_THINGS.match(text[mention.end :])
    said_of_it = question_words() | chat_words()
    return after is not None and after[1] not in said_of_it and cued_kind(after[1]) is None and not says("products", after[1])


_SOME_THINGS = as_pattern(r"\s+([a-z]{4,}s)(?![\w-])")
_AUXILIARY = as_pattern(r"(?i)(?:and\s+)?(?:has|was|did|does|is)")
"""``has Evil Corp been …``"""


def _is_only_like_a_name(text: str, mention: Mentioned) -> bool:
    """``the Olympic Games`` in a sentence: words of the language that are nobody's own name, but one for something that overlaps."""
    own = any(c.relation in ("same", "formerly") for c in mention.meaning.candidates)
    ordinary = ordinary_names().get(key(mention.text.lower().removeprefix("the "))) == "context"
    return not own and ordinary and len(text.split()) > SHORT and not is_kind_beside(text, mention.start, mention.end)


_NATIONALITY = as_pattern(
    r"\s+[A-Z]\w+(?:an|ese|ish|ani|ch)(?:\s+(?:government|state|intelligence|military|army|spies|hackers|actors?|groups?))?\W*$"
)


def _is_part_of_a_name(text: str, mention: Mentioned, names: Names, starts: Set[int]) -> bool:
    """``Royal`` in ``Royal Bank of Ruritania``: a word of the language, and another proper noun follows.

    So is ``COBALT`` in ``COBALT ANTLER``: both words make a name of a vendor's shape that nobody here bears.
    """
    after = text[mention.end :]
    if _is_called_more(text, mention, names):
        return True
    if mention.end + 1 in starts or _NATIONALITY.match(after):  # another name follows, or what it is: ``is Bitter Indian``
        return False
    if " " not in mention.text and (second := re.match(r"\s+([A-Z]\w{2,})", after)) and not KIND_AFTER.match(after):
        pair = f"{mention.text} {second[1]}"
        if next(names.schemes.of(pair), None) and names.exactly(pair) is None:
            return True
    second = re.match(r"\s+([a-z]{4,})", after) if mention.text.islower() and " " not in mention.text else None
    if second and not KIND_AFTER.match(after):
        pair = f"{mention.text} {second[1]}"
        shaped = next(names.schemes.of(pair), None) is not None and names.exactly(pair) is None
        if shaped and (ends_many_names(second[1], names) or _is_like_a_vendors(text, mention, second[1])):
            return True
    follows = re.match(r"\s+(?:[A-Z][a-z]{2,})", after) is not None and not KIND_AFTER.match(after)
    return follows and mention.text.istitle() and key(mention.text) in ordinary_names()


def _is_like_a_vendors(text: str, mention: Mentioned, second: str) -> bool:
    """Whether a word of the language and the next one are a name as vendors have, and nothing that somebody does: ``copper gecko``."""
    does_so = AUXILIARY_BEFORE.search(text[: mention.start]) and not _DOES_THEN.match(text[mention.end :])
    return _is_word(mention) and _may_be_of_a_name(second) and not does_so


_DOES_THEN = as_pattern(
    r"\s+[a-z]{4,}\s+(?:bring|use|target|hit|attack|deploy|drop|steal|exploit|run|do|go|get|send|hack|breach|wipe|have|spread|make|write|build)\b"
)
"""``did copper jackalope bring``: what somebody does comes after both words"""


def _is_called_more(text: str, mention: Mentioned, names: Names) -> bool:
    """``Crimson`` in ``the hacker group Crimson Walrus``: a group is called so, and nobody here is."""
    if mention.text.islower() and key(mention.text) in ordinary_names() and (more := _LOWER_GROUP.match(text[mention.end :])):
        return not mention.meaning.of_type("actor") and names.exactly(f"{mention.text} {more[1]}") is None
    second, name = re.match(r"\s+([A-Z][a-z]{2,})", text[mention.end :]), mention.text.rpartition(" ")[2]
    if second is None or not name.istitle() or mention.meaning.of_type("actor"):
        return False
    return _CALLED.search(text[: mention.end].removesuffix(name)) is not None and names.exactly(f"{name} {second[1]}") is None


_LOWER_GROUP = as_pattern(r"\s+([a-z]{4,})\s+(?:group|gang|crew|apt|actors?)\b(?<!\bransomware group)")
"""``the crimson walrus group``"""
_CALLED = as_pattern(r"(?i)\b(?:group|actor|gang|crew|apt|hackers|outfit|collective|cluster)(?:\s+(?:called|named|dubbed|known as))?\s+$")


def _is_half_of_two(text: str, mention: Mentioned, names: Names) -> bool:
    """``Lynx`` in ``Arctic Lynx``, ``Iron`` in ``Iron Hive``: a word of the language beside another one that is written alike.

    Together they are a name that nobody here bears. Nothing of the kind where all words have capitals.
    """
    if " " in mention.text or key(mention.text) not in ordinary_names() or not mention.text[:1].isupper():
        return False
    alike = str.isupper if mention.text.isupper() else str.istitle
    others = [word for word in re.findall(r"[A-Za-z]{4,}", text) if word != mention.text]
    before, after = _WORD_BEFORE.search(text[: mention.start]), _WORD_AFTER.match(text[mention.end :])
    beside = [found[1] for found in (before, after) if found and alike(found[1]) and _may_be_of_a_name(found[1])]
    if not beside or (len(others) > 1 and all(alike(word) for word in others)):
        return False
    pairs = [f"{word} {mention.text}" if before and word == before[1] else f"{mention.text} {word}" for word in beside]
    if any(names.exactly(pair) for pair in pairs):
        return False
    return any(names.exactly(word) is None or key(word) in ordinary_names() for word in beside) and not any(
        is_vendor(word, names) or (after and word == after[1] and fold(word) in place_words()) for word in beside
    )


def _ends_a_strange_name(text: str, mention: Mentioned, names: Names) -> bool:
    """``OCELOT`` in ``VELVET OCELOT``: malware's name, with the word before it of a vendor's shape, and nobody here bears that."""
    before = _WORD_BEFORE.search(text[: mention.start])
    if before is None or " " in mention.text or mention.meaning.of_type("actor") or not before[1][:1].isupper() or mention.text.islower():
        return False
    pair = f"{before[1]} {mention.text}"
    return names.exactly(pair) is None and next(names.schemes.of(pair), None) is not None


_WORD_BEFORE, _WORD_AFTER = as_pattern(r"([A-Za-z]{3,}) $"), as_pattern(r" ([A-Za-z]{3,})(?![\w-])")


def _may_be_of_a_name(word: str) -> bool:
    """Whether a word can be half of somebody's name: it is none that questions are made of, and no word for a group or for malware."""
    small = word.lower()
    ordinary = small in question_words() | chat_words() or says("products", small) or says("incident", small)
    return not ordinary and KIND_AFTER.match(small) is None and cued_kind(small) is None and not _SPEAKS_OF.fullmatch(small)


_SPEAKS_OF = as_pattern(
    r"(?:\w+(?:ian|ese|ish|ani)|operation|campaign|team|january|february|march|april|june|july|august|\w+ember|october)"
)
"""A nationality, a month, or a word for what somebody did."""


def _is_a_pair_of_words_for_one(text: str, mention: Mentioned) -> bool:
    """``to evil corp``: two words that are a name where they have capitals, and here stand where a name does."""
    named = " " in mention.text and mention.meaning.of_type("actor") and ordinary_names().get(key(mention.text)) == "capitals"
    return bool(named) and _BEFORE_A_NAME.search(text[: mention.start]) is not None


_BEFORE_A_NAME = as_pattern(r"(?i)(?:\b(?:to|with|by|from|and|or|vs|versus|did|does|has|have)|=)\s+$")


def _is_word(mention: Mentioned) -> bool:
    """Written small, and a word of the language."""
    return mention.text.islower() and not {key(mention.text), stem(mention.text)}.isdisjoint(ordinary_names())


def ends_many_names(word: str, names: Names) -> bool:
    """Whether so many names end in a word that it is a vendor's: Panda, Typhoon."""
    return _last_words(names).get(word.lower(), 0) >= SHARED


SHARED = 8


@lru_cache(maxsize=2)
def _last_words(names: Names) -> Counter[str]:
    spaced = (claim.name.split() for claim in names.table.claims)
    return Counter(parts[-1].lower() for parts in spaced if len(parts) == 2)
