"""Names and terms of a question -> conditions: where actors come from, whom they target, what they use, and what not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.questions.model import Condition, ConditionType, Mentioned, TermMention
from bot.questions.negation import is_left_out
from bot.questions.origins import TARGETING, is_home, is_origin
from bot.questions.shared_roles import shared_roles
from bot.questions.tool_or_actor import USING, is_tool_here

_OR = re.compile(
    r"(?i)^[\s,]*(?:or|and/or|/|either)?[\s,]*(?:or|/)\s*(?:(?:in|against|other|any other|with|from|by|to|at)\s+)?(?:the\s+|an?\s+)?$"
)
_AND = re.compile(r"(?i)^[\s,]*(?:and|&)\s*(?:the\s+)?$")
_BOTH = re.compile(r"(?i)\b(?:both|as well as|at the same time)\b")
_LIST = re.compile(r"^\s*,\s*$")


def read_conditions(text: str, mentions: Sequence[Mentioned], terms: Sequence[TermMention]) -> tuple[Condition, ...]:
    """The conditions that the software, techniques and terms in a text make, from left to right."""
    found = sorted((*_of_names(text, mentions), *_of_terms(text, terms)), key=lambda place: place[0])
    conditions: list[Condition] = []
    said: set[tuple[str, str, bool]] = set()
    for number, (start, end, type_, id_, words) in enumerate(found):
        negated = is_left_out(text[:start], text[end:])
        group = number
        if _ONLY_OUT.match(text[end:]) or (negated and _ONLY_ONES.match(text[end:])):
            continue
        if type_ == "motivation" and id_ == "initial-access" and _BOUGHT_FROM.search(text[:start]):
            continue
        if negated and type_ == "motivation" and _NOT_ONLY.search(text[:start]):
            continue
        before = conditions[-1] if conditions else None
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
            if either or _OR.match(between) or (_LIST.match(between) and _or_follows(text, found, number)):
                group, negated = conditions[-1].group, conditions[-1].negated or negated
            elif conditions[-1].negated and re.fullmatch(r"(?i)[\s,]*(?:and|or|nor|,)?\s*", between):
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


_ONLY_OUT, _ONLY_ONES = re.compile(r"(?i)[-\s]only(?:\s+\w+)?\s+(?:out|excluded|aside)\b"), re.compile(r"(?i)-only\b")
"""``telco-only ones out``: who goes for others as well stays"""
_BOUGHT_FROM = re.compile(r"(?i)\b(?:from|via|through|with|by|of|use[sd]?|using|pays?|paid)\s+(?:(?:an?|some|its|their|the)\s+)?$")
"""``does Medusa buy its way in from access brokers``: whom it pays"""
_NOT_ONLY = re.compile(r"(?i)\b(?:pure|purely|just|only|merely|mere|simply|plain|simple)\s+(?:for\s+)?$")
"""``wipers, no pure spies``: who spies as well is not left out"""
_SELLS_SPYING = re.compile(
    r"(?i)\b(?:compan(?:y|ies)|firms?|vendors?|outfits?|shops?|businesses)\b.*?"
    r"\b(?:sell\w*|sold|market\w*|mak(?:e|es|ing))\s+(?:[\w-]+\s+){0,3}?(?:spyware|spying (?:software|tools)|surveillance (?:software|"
    r"tools))\b"
)
"""``companies that sell phone spyware``"""
ANYBODY, NO_STATE = "any", "no-state"
"""The origin of whoever is attributed to anybody; the sponsor of those of whom a source says that no state is behind them."""
_UNATTRIBUTED = re.compile(
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
    for condition in conditions:
        elsewhere = not regions or (condition.id in _USUAL and regions <= _WESTERN)
        of_actors = not placed or _BY_WHOM.search(text) is not None or (_WHO_BUT.search(text) is not None and elsewhere)
        sells = any(c.id == "hack-for-hire" for c in conditions) and not TARGETING.search(text)
        asked = condition.type == "country" and condition.negated and of_actors and (sells or not _NOT_THERE.search(text))
        yield replace(condition, type="origin") if asked else condition


_WHO_BUT = re.compile(
    r"(?i)^\W*(?:who|which (?:groups?|actors?)|anyone|anybody|everybody|everyone)\b.*\b(?:other than|besides|apart from|"
    r"aside from|except(?: for)?)\s+\S+(?:\s\S+)?\W*$"
)
"""``who targets Ukraine other than Russia``: others than the Russians."""
_USUAL = ("RU", "CN", "IR", "KP")
_WESTERN = frozenset(("nato", "european-union", "europe", "western-europe", "north-america", "five-eyes"))
"""Regions of which those who are usually left out by name are no part: ``who attacked NATO members besides Russia``."""
_BY_WHOM = re.compile(r"(?i)\bby who(?:m|ever)?\b")
"""``governments get spied on by whom, if we leave out China``: who does it is left out."""
_NOT_THERE = re.compile(
    r"(?i)\b(?:not|n['’]?t|never)\s+(?:yet\s+)?(?:target|attack|hit|go|in|against|hack|touch|spy|outside)\w*\b|\boutside\b|\bnot in\b"
)
"""``that do not target Russia`` rules out a target."""
_BEHIND, _DOING = {"origin", "sponsor"}, {"motivation", "malware_type"}
_OF_US, _WE = ("country", "region"), re.compile(r"(?i)\b(?:we|our|us|i|my|clients?|customers?)\b")
"""``we run hotels in Brazil and Peru``: whoever goes after either is meant."""
_EITHER = ("sector", "origin", "vulnerability")
"""Joined by ``and`` they are alternatives: nobody asks for a group that is Chinese and Russian."""

_OF_CRIMINALS = ("extortion", "ransomware", "financial-gain")
Place = tuple[int, int, ConditionType, str, str]


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


def _of_terms(text: str, terms: Sequence[TermMention]) -> Iterator[Place]:
    origins = {term.start for term in terms if term.type == "country" and is_origin(text, term)}
    homes = {term.start for term in terms if term.type == "region" and is_home(text, term)}
    origins = shared_roles(text, terms, origins)
    for term in terms:
        if term.type == "country" and term.id in _LANGUAGES and _TONGUE.match(text[term.end :]):
            continue
        if term.type == "country" and (_SAYS.match(text[term.end :]) or _SPEAKING.search(text[: term.start])):
            continue
        if (
            term.type == "sector"
            and term.text.istitle()
            and _OF_A_COMPANY.search(text[: term.start])
            and not _within_terms(text, term, terms)
        ):
            continue
        if term.id == "initial-access" and _ACCESS.fullmatch(term.text) and not _SELLS.search(text):
            continue
        if term.type == "sector" and _FILMS.search(text[: term.start]) and _FILM.fullmatch(term.text):
            continue
        if term.type == "sponsor" and _WAS_ROBBED.search(text[: term.start]):
            continue
        if term.type == "sector" and _NO_INDUSTRY.search(text[: term.end]):
            continue
        if term.type == "sector" and term.id != "government" and _MINISTER.match(text[term.end :]):
            continue
        if term.type == "sector" and _POSING.search(text[: term.start]):
            continue
        if term.type == "country" and _THEIR_MEANS.match(text[term.end :]) and not TARGETING.search(text):
            continue
        if term.type == "sector" and (_TIES.search(text[: term.start]) or _speaks(text, term) or _is_no_target(text, term, terms)):
            continue
        if term.text.lower() == "ransomware" and USING.search(text[: term.start]) and not _WANTS_A_YES.match(text):
            yield term.start, term.end, "malware_type", "ransomware", term.text
            continue
        type_ = "origin" if term.start in origins | homes else term.type
        id_ = "KP" if type_ == "origin" and term.text.lower() in _KOREAN else term.id
        yield term.start, term.end, type_, id_, term.text  # type: ignore[misc]


_ACCESS = re.compile(r"(?i)initial[\s-]access")
_SELLS = re.compile(r"(?i)\b(?:brokers?|sell\w*|sold|sales?|trad(?:e|es|ing)|resell\w*|market\w*|customers|buy\w*|bought)\b")
"""``initial access of Blind Eagle`` is a tactic, and no trade."""
_FILM, _FILMS = re.compile(r"(?i)films?"), re.compile(r"(?i)\b(?:who|they|that|which|groups|actors|to|\w+ly|and)\s+$")
"""``which groups film the screen``: what they do, and no target"""


def _is_no_target(text: str, term: TermMention, terms: Sequence[TermMention]) -> bool:
    """Whether a sector is said of those who act: ``banking crooks``, ``Iranian intelligence``, of a sponsor ``not the ministry``."""
    if _CROOKS.match(text[term.end :]) or _SOLD_TO.search(text[: term.start]):
        return True
    if (
        term.id in ("government", "military")
        and _IS_STATE.match(text)
        and any(t.type == "country" and t.end + 1 == term.start for t in terms)
    ):
        return not TARGETING.search(text)
    if term.id in _OF_A_STATE and _IT_IS.match(text) and _THE_REST.match(text[term.end :]) and not TARGETING.search(text):
        return True
    if term.id == "government" and _WHOSE_SERVICE.search(text):
        return True
    if term.id == "intelligence" and any(t.type == "country" and not text[t.end : term.start].strip() for t in terms):
        return True
    if term.id in ("military", "defense", "intelligence") and _UNIT.match(text[term.end :]):
        return True
    if term.text.lower() == "infrastructure" and _OWN.search(text[: term.start]):
        return True
    if _FOR_HIRE.search(text[: term.start]):
        return True
    stands_behind = _BEHIND_IT.match(text[term.end :]) is not None
    return term.text.lower() in _STATE and (stands_behind or any(t.type == "sponsor" for t in terms))


_UNIT = re.compile(r"(?i)\s+(?:unit|bureau|branch|service|district|command|corps)(?:\s+numbers?)?\b")
"""``which army unit is Naikon``: who is behind it"""


def _within_terms(text: str, term: TermMention, terms: Sequence[TermMention]) -> bool:
    """Whether the word before a term is one as well: ``Ukrainian Energy``."""
    return any(other.end == len(text[: term.start].rstrip()) for other in terms)


_OF_A_COMPANY = re.compile(r"(?:(?<=[a-z,] )|^\W*)[A-Z][\w&-]+ $")
"""``who hacked CNA Financial``: a word of a name."""
_WHOSE_SERVICE = re.compile(
    r"(?i)\b(?:which|what|whose)\s+governments?\b.*"
    r"\b(?:work\w*\s+for|behind|backs?|backing|sponsor\w*|serv(?:e|es|ing)|runs?|running|pays?|paying|orders)\b"
)
_OF_A_STATE = ("government", "military", "intelligence", "defense")
_IT_IS, _THE_REST = (
    re.compile(r"(?i)\W*(?:is|are)\s+(?:[\w.-]+\s+){1,4}$|\W*(?:is|are)\b"),
    re.compile(r"(?i)\s*(?:intelligence|agency|unit|group|people|outfit|hackers)?\W*$"),
)
"""``is Sandworm military``: what it is, and not whom it targets."""
_WANTS_A_YES = re.compile(r"(?i)\W*(?:is|are|do|does|did|has|have|was|were|can)\b")
_NO_INDUSTRY = re.compile(r"(?i)\b(?:social|reverse|software) engineering$")
_MINISTER = re.compile(r"(?i)\s+(?:minist(?:er|ry|ers|ries)|secretary|attach[eé])\b")
"""``a finance minister`` is no bank"""
_POSING = re.compile(
    r"(?i)\b(?:pos(?:e|es|ed|ing)\s+as|pretend\w*\s+to\s+be|impersonat\w*|masquerad\w*\s+as|disguis\w*\s+as|dress\w*\s+up\s+as|claim\w*\s+to\s+be|"
    r"fake|false|bogus)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?$"
)
"""``who poses as journalists``: what they pretend to be, and no target."""
_WAS_ROBBED = re.compile(r"(?i)\b(?:hack(?:s|ed)?|breach(?:ed)?|leak(?:s|ed)?|st[eo]l\w*|robbed|from)\s+(?:the\s+)?$")
"""``who hacked the NSA``: the victim, and nobody's sponsor."""
_THEIR_MEANS = re.compile(r"(?i)^\s+(?:infrastructure|servers?|tools?|malware|backdoors?|c2)\b")
"""``did Turla use Iranian infrastructure``: what is used, and no target."""
_KOREAN = ("korea", "korean", "koreans")
"""Of these two states the south is the target, and the north where actors come from."""
_LANGUAGES, _TONGUE = ("ES", "PT", "GB", "FR", "SA", "DE"), re.compile(r"(?i)^[\s-]+(?:speaking|speakers?)\b")
"""``Spanish-speaking`` does not say which country."""
_SAYS = re.compile(
    r"(?i)^\s+(?:says?|said|claims?|claimed|believes?|thinks?|reports?|reported|named?|calls?|blames?|blamed|points?|suspects?|suspected)\b"
)
"""``do the Israelis say who runs it``: they tell, and are neither origin nor target."""
_SPEAKING = re.compile(r"(?i)\b(?:speaks?|speaking|spoken|written|writes?)\s+(?:in\s+)?$")
"""``spies who speak Spanish`` tells a language."""
_CROOKS = re.compile(r"(?i)^\s+(?:crooks|criminals|thieves|robbers)\b")
_IS_STATE = re.compile(r"(?i)\W*(?:is|are|was|were)\b")
"""``is NoName057 Russian government``: who is behind it is asked"""
_FOR_HIRE = re.compile(r"(?i)\b(?:for[- ]hire|spyware|mercenary|surveillance|exploit|hacking)\s+$")
"""``hack-for-hire shops`` are no shops"""
_BEHIND_IT = re.compile(
    r"(?i)^\s+(?:(?:is|was|that|which|may be|might be|thought to be)\s+)*(?:suspected|blamed|accused|"
    r"named|held responsible|behind|backing|backs|sponsoring|"
    r"sponsors|paying|running|in charge)\b"
)
"""``is there a government suspected behind them``"""
_SOLD_TO = re.compile(
    r"(?i)\b(?:s[eo]ll\w*|sold|rent\w*|market\w*)\s+(?:[\w-]+\s+){0,3}?to\s+(?:[\w-]+\s+)?$|\bpin\w*\s+(?:[\w-]+\s+){0,3}?on\s+(?:an?\s+|any\s+|some\s+)?$"
)
"""``companies that sell spyware to governments``, ``pinned on a government``"""
_OWN = re.compile(r"(?i)\b(?:us(?:e|es|ed|ing)|own|its|their|hijack\w*|c2|shared?|leas\w+|rent\w*|\w+an|chinese)\s+$")
"""``did Turla use Iranian infrastructure``"""
_STATE = ("ministry", "government", "intelligence", "military", "army")


def _speaks(text: str, term: TermMention) -> bool:
    """Whether police or a journalist is not a target but acts or asks: ``when did the police end it``, ``journalist here``."""
    if _OF_THE_ASKER.match(text[term.end :]) or _MEETING.search(text[: term.start]):
        return True
    if term.id not in _SPEAKERS:
        return False
    return _SAID_BY.search(text[: term.start]) is not None or _ACTS.match(text[term.end :]) is not None


_OF_THE_ASKER = re.compile(r"(?i)^\s+(?:desk|clients?|customers?|colleagues?|colleague of mine|team here|here)\b")
"""``asking for the crypto desk``"""
_SPEAKERS = ("law-enforcement", "media")
_MEETING = re.compile(r"(?i)\b(?:meeting|call|lunch|chat|talk|briefing|sync|hearing)\s+(?:with|for)\s+(?:the\s+|our\s+)?$")
"""``background pls, meeting with legal at 3``"""
_SAID_BY = re.compile(r"(?i)\b(?:by|did|said|says|according to|per|as a|i am a|i'm a|from|via)\s+(?:the\s+|a\s+|some\s+)?$")
_ACTS = re.compile(
    r"(?i)^\s+(?:here|asking|asks?|wants?|calls?|report\w*|end(?:ed)?|arrest\w*|seiz\w*|bust\w*|took|take|shut|caught|catch|raid\w*|sa(?:y|id)|confirm\w*|"
    r"identif\w*|unmask\w*|nam(?:e|ed)|charg\w*|action|operation)\b"
)
_TIES = re.compile(
    r"(?i)\b(?:links?|linked|ties|tied|connected|connections?|relations?|belongs?|reports?|answers?|works?|working)\s+(?:to|with|for)\s+(?:\w+\s+){0,3}?$"
)
"""``linked to Russian intelligence`` tells of a sponsor, not of a target."""


def _or_follows(text: str, found: Sequence[Place], number: int) -> bool:
    """Whether a list goes on to an ``or``: ``banks, hospitals or schools``."""
    for one, other in zip(found[number:], found[number + 1 :], strict=False):
        between = text[one[1] : other[0]]
        if _OR.match(between):
            return True
        if not _LIST.match(between):
            return False
    return False
