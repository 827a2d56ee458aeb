"""Names and terms of a question -> conditions: where actors come from, whom they target, what they use, and what not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.questions.capitals import CAPITALS
from bot.questions.model import Condition, Mentioned, TermMention
from bot.questions.negation import is_left_out
from bot.questions.origins import TARGETING
from bot.questions.term_roles import Place, of_terms
from bot.questions.tool_or_actor import is_tool_here
from knowledge.normalise import fold
from knowledge.patterns import as_pattern

_OR = as_pattern(
    r"(?i)^[\s,]*(?:or|and/or|/|either)?[\s,]*(?:or|/)\s*(?:(?:in|against|other|any other|with|from|by|to|at)\s+)?(?:the\s+|an?\s+)?"
    r"(?:(?:plain|just|mere|merely|simple|ordinary|common|rather|simply)\s+)?$"
)
_AND = as_pattern(r"(?i)^[\s,]*(?:and|&)\s*(?:the\s+)?$")
_BOTH = as_pattern(r"(?i)\b(?:both|as well as|at the same time)\b")
_LIST = as_pattern(r"^\s*,\s*$")


def read_conditions(text: str, mentions: Sequence[Mentioned], terms: Sequence[TermMention]) -> tuple[Condition, ...]:
    """The conditions that the software, techniques and terms in a text make, from left to right."""
    ends = {m.end for m in mentions if m.meaning.of_type("software")}
    of_them = (
        place for place in of_terms(text, terms) if not _tells_of_a_second(text, place, mentions) and not _is_its_kind(text, place, ends)
    )
    found = sorted((*_of_names(text, mentions), *of_them), key=lambda place: place[0])
    conditions: list[Condition] = []
    said: set[tuple[str, str, bool]] = set()
    for number, (start, end, type_, id_, words) in enumerate(found):
        wanted = _WANTED_ONLY.match(text[end:]) is not None and _AFTER_A_COMMA.search(text[:start]) is not None
        negated = is_left_out(text[:start], text[end:]) and not wanted
        group = number
        if _ONLY_OUT.match(text[end:]) or (negated and _ONLY_ONES.match(text[end:])):
            continue
        if type_ == "motivation" and id_ == "initial-access" and _BOUGHT_FROM.search(text[:start]):
            continue
        if type_ == "motivation" and _FOR_ITS_OWN.search(text[:start]):
            continue
        if negated and type_ == "motivation" and (_NOT_ONLY.search(text[:start]) or _ALONE.match(text[end:])):
            continue
        before = conditions[-1] if conditions else None
        if type_ == "country" and _IN_PARENTHESES.search(text[:start]) and any(c.type == "region" and not c.negated for c in conditions):
            continue
        if type_ == "country" and before and before.type == "sponsor" and _OF_THERE.fullmatch(text[found[number - 1][1] : start]):
            continue
        if (
            before
            and before.type == "sponsor"
            and _SEATED.fullmatch(text[found[number - 1][1] : start])
            and fold(text[start:end]) in CAPITALS
        ):
            continue
        if before and {before.type, type_} == _DOING and not negated and _OR.match(text[found[number - 1][1] : start]):
            group = before.group
        elif before and (before.type == type_ or {before.type, type_} <= _BEHIND):
            between = text[found[number - 1][1] : start]
            either = (
                between.strip() != "AND"
                and (type_ in _EITHER or (type_ in _OF_US and _WE.search(text)))
                and _AND.match(between)
                and not _BOTH.search(text)
            )
            bodies = before.type == type_ == "sponsor" and negated == before.negated
            either = either or (bodies and (not between.strip() or _AND.match(between) or _LIST.match(between)) and not _BOTH.search(text))
            if either or _OR.match(between) or (_LIST.match(between) and _or_follows(text, found, number)):
                group, negated = conditions[-1].group, conditions[-1].negated or negated
            elif conditions[-1].negated and not wanted and re.fullmatch(r"(?i)[\s,]*(?:and|or|nor|,)?\s*", between):
                negated = True
        # that a state is behind them is what most are suspected of, and seldom said with its name; of blackmailers it tells something
        if (type_, id_, negated) not in said and (id_ != "state" or negated or any(place[3] in _OF_CRIMINALS for place in found)):
            conditions.append(Condition(type_, id_, words, group, negated))
        said.add((type_, id_, negated))
    if len(conditions) == 1 and conditions[0].id == "state" and conditions[0].negated:
        conditions = [replace(conditions[0], id=NO_STATE, negated=False)]
    if _UNATTRIBUTED.search(text):
        conditions.append(Condition("origin", ANYBODY, "unattributed", len(found), True))
    if (sold := _SELLS_SPYING.search(text)) and all(c.id != "hack-for-hire" for c in conditions) and not mentions:
        conditions = [c for c in conditions if c.text.lower() not in sold[0].lower()]
        conditions.append(Condition("motivation", "hack-for-hire", sold[0], len(found)))
    if any(c.id == "hack-for-hire" and not c.negated for c in conditions):
        conditions = [c for c in conditions if c.id != "espionage" or c.negated]  # what they sell
    return tuple(_as_origins(conditions, text))


_IN_PARENTHESES = as_pattern(r"\w\s+\([^()]*$")
"""``in Latin America (Brazil, Mexico …)``: some of its countries"""
_WANTED_ONLY, _AFTER_A_COMMA = (
    as_pattern(r"(?i)\s+only\b(?!\s+(?:\w+\s+)?(?:out|excluded|aside)\b)"),
    as_pattern(r"(?i),\s*(?:the\s+|but\s+)?$"),
)
"""``no hacktivists pls, the spies only``"""
_SEATED = as_pattern(r"(?i)\s+(?:in|at|of|from)\s+")
"""``the MOIS in Tehran``: where it has its seat"""
_OF_THERE = as_pattern(r"(?i)\s+of\s+(?:the\s+)?")
"""``the Revolutionary Guard of Iran``"""
_ONLY_OUT, _ONLY_ONES = as_pattern(r"(?i)[-\s]only(?:\s+\w+)?\s+(?:out|excluded|aside)\b"), as_pattern(r"(?i)-only\b")
"""``telco-only ones out``: who goes for others as well stays"""
_BOUGHT_FROM = as_pattern(r"(?i)\b(?:from|via|through|with|by|of|use[sd]?|using|pays?|paid)\s+(?:(?:an?|some|its|their|the)\s+)?$")
"""``does Medusa buy its way in from access brokers``: whom it pays"""
_NOT_ONLY = as_pattern(r"(?i)\b(?:pure|purely|just|only|merely|mere|simply|plain|simple)\s+(?:for\s+)?$")
"""``wipers, no pure spies``: who spies as well is not left out"""
_ALONE = as_pattern(r"(?i)\s+(?:only|alone)\b(?!\s+(?:ones?|groups?|crews?|actors?|gangs?)\b)")
"""``(not espionage only)``"""
_SELLS_SPYING = as_pattern(
    r"(?i)\b(?:compan(?:y|ies)|firms?|vendors?|outfits?|shops?|businesses)\b.*?"
    r"\b(?:sell\w*|sold|market\w*|mak(?:e|es|ing))\s+(?:[\w-]+\s+){0,3}?(?:spyware|spying (?:software|tools)|surveillance (?:software|"
    r"tools))\b"
)
"""``companies that sell phone spyware``"""
ANYBODY, NO_STATE = "any", "no-state"
"""The origin of whoever is attributed to anybody; the sponsor of those of whom a source says that no state is behind them."""
_UNATTRIBUTED = as_pattern(
    r"(?i)\bunattributed\b|\bwithout\s+(?:any\s+|a\s+)?(?:country|state|nation|government)\s+behind\b|"
    r"\bwithout\s+(?:any\s+|a\s+)?(?:known\s+|clear\s+)?(?:attribution|sponsor|origin)\b|"
    r"\borigins?\s+(?:is\s+|are\s+)?(?:unknown|unclear|not established)\b|\bunknown origin\b|\bnot (?:been )?attributed\b(?!\s+to)|"
    r"\bnot (?:been )?attributed to (?:any|a) (?:country|state|nation|body)\b"
)


def _as_origins(conditions: Sequence[Condition], text: str) -> Iterator[Condition]:
    """The conditions; where no other place is named, a country that is ruled out is an origin: ``…, not counting Russia``."""
    placed = any(c.type in ("country", "region") and not c.negated for c in conditions)
    placed = placed or (any(c.type == "origin" and not c.negated for c in conditions) and TARGETING.search(text) is not None)
    regions = {c.id for c in conditions if c.type == "region"}
    sells = any(c.id == "hack-for-hire" for c in conditions) and not _AIMS.search(text)
    for condition in conditions:
        elsewhere = not regions or (condition.id in _USUAL and regions <= _WESTERN)
        of_actors = not placed or _BY_WHOM.search(text) is not None or (_WHO_BUT.search(text) is not None and elsewhere)
        asked = condition.type == "country" and condition.negated and of_actors and (sells or not _NOT_THERE.search(text))
        yield replace(condition, type="origin") if asked else condition


_WHO_BUT = as_pattern(
    r"(?i)^\W*(?:who|which (?:groups?|actors?)|anyone|anybody|everybody|everyone)\b.*\b(?:other than|besides|apart from|"
    r"aside from|except(?: for)?)\s+\S+(?:\s\S+)?\W*$"
)
"""``who targets Ukraine other than Russia``: others than the Russians."""
_USUAL = ("RU", "CN", "IR", "KP")
_WESTERN = frozenset(("nato", "european-union", "europe", "western-europe", "north-america", "five-eyes"))
"""Regions of which those who are usually left out by name are no part: ``who attacked NATO members besides Russia``."""
_BY_WHOM = as_pattern(r"(?i)\bby who(?:m|ever)?\b")
"""``governments get spied on by whom, if we leave out China``: who does it is left out."""
_AIMS = as_pattern(r"(?i)\b(?:target\w*|against|attack\w*|hits?|victims?)\b")
"""Of those who sell spying, ``outside Israel`` says where they are, unless it says whom they attack."""
_NOT_THERE = as_pattern(
    r"(?i)\b(?:not|n['’]?t|never)\s+(?:yet\s+)?(?:target|attack|hit|go|in|against|hack|touch|spy|outside)\w*\b|\boutside\b|\bnot in\b"
)
"""``that do not target Russia`` rules out a target."""
_BEHIND, _DOING = {"origin", "sponsor"}, {"motivation", "malware_type"}
_OF_US, _WE = ("country", "region"), as_pattern(r"(?i)\b(?:we|our|us|i|my|clients?|customers?)\b")
"""``we run hotels in Brazil and Peru``: whoever goes after either is meant."""
_EITHER = ("sector", "origin", "vulnerability")
"""Joined by ``and`` they are alternatives: nobody asks for a group that is Chinese and Russian."""

_OF_CRIMINALS = ("extortion", "ransomware", "financial-gain")


def _is_its_kind(text: str, place: Place, ends: set[int]) -> bool:
    """Whether a kind of malware only says what the program named right before it is: ``CAKETAP rootkit``, ``clop ransomware``."""
    kind = place[2] == "malware_type" or place[4].lower() == "ransomware"
    return kind and any(end < place[0] and text[end : place[0]].isspace() for end in ends)


def _tells_of_a_second(text: str, place: Place, mentions: Sequence[Mentioned]) -> bool:
    """Whether an origin only says who a second actor is: ``did Turla rob the Iranian group OilRig``."""
    start, end, type_, *_ = place
    actors = [m for m in mentions if m.meaning.of_type("actor")] if type_ in ("origin", "country") else []
    if not any(m.end < start for m in actors):
        return False
    if _WHAT_OTHERS_HAVE.search(text[:start]) and _APPOSED_TO.match(text[end:]):
        return True
    return any(m.start > end and _APPOSED.fullmatch(text[end : m.end].removesuffix(m.text.rpartition(" ")[2])) for m in actors)


_FOR_ITS_OWN = as_pattern(r"(?i)\bfor\s+(?:its|their|his)\s+own\s+$")
"""``taken over servers for its own spying``: why somebody did that, and not what drives it"""
_WHAT_OTHERS_HAVE = as_pattern(
    r"(?i)\b(?:servers?|tools?|infrastructure|malware|systems?|networks?|backdoors?|access|panels?|implants?|machines)\s+"
    r"(?:of|from|owned\s+by|run\s+by|belonging\s+to)\s+(?:the\s+|some\s+)?$"
)
"""``has Turla taken over servers of Iranian hackers``"""
_APPOSED_TO = as_pattern(r"(?i)\s+(?:[\w-]+\s+)?(?:groups?|crews?|gangs?|actors?|apts?|outfits?|hackers|spies|operators)\b")
_APPOSED = as_pattern(
    r"(?i)\s+(?:[\w-]+\s+)?(?:groups?|crews?|gangs?|actors?|apts?|outfits?|hackers|spies|operators|clusters?)\s+(?:called\s+)?[\"'“‘]?"
)


def _of_names(text: str, mentions: Sequence[Mentioned]) -> Iterator[Place]:
    for mention in mentions:
        if mention.meaning.of_type("actor") and not is_tool_here(text, mention, mentions):
            continue
        first = mention.meaning.candidates[0].entity.type
        for type_ in ("technique", "software") if first == "technique" else ("software", "technique"):
            if candidates := mention.meaning.of_type(type_):
                used = [c.entity for c in candidates if c.entity.users] or [candidates[0].entity]
                entity = next((e for e in used if e.name.lower() == mention.text.lower()), used[0])
                yield mention.start, mention.end, type_, entity.id, mention.text
                break


def _or_follows(text: str, found: Sequence[Place], number: int) -> bool:
    """Whether a list goes on to an ``or``: ``banks, hospitals or schools``."""
    for one, other in zip(found[number:], found[number + 1 :], strict=False):
        between = text[one[1] : other[0]]
        if _OR.match(between):
            return True
        if not _LIST.match(between):
            return False
    return bool(found) and _AND_AROUND.match(text[found[-1][1] :]) is not None


_AND_AROUND = as_pattern(
    r"(?i)\s*(?:,?\s*(?:and|&|or)\s+(?:around|so\s+on|the\s+like|(?:its\s+|their\s+)?neighbou?rs?|elsewhere|such)\b|,?\s*(?:etc|…|\.\.\.))"
)
"""``the financial sector in Mexico, Colombia and around``: one of them is enough"""
