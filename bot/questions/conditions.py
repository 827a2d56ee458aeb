"""Names and terms of a question -> conditions: where actors come from, whom they target, what they use, and what not."""

import re
from collections.abc import Iterator, Sequence

from bot.questions.model import Condition, ConditionType, Mentioned, TermMention

_ACTORS = (
    r"(?:groups?|actors?|apts?|hackers?|crews?|gangs?|outfits?|collectives?|clusters?|squads?|teams?|intruders?|spies|threats?|operators?|intelligence|ransomware|espionage|"
    r"cyber\w*|state|nation|agenc(?:y|ies)|authorit(?:y|ies)|directorate|ones|hacktivists?|criminals?|companies|company|vendors?|firms?|contractors?|mercenar\w+|spyware|nationals|hands|services?|users?\s+of)"
)
_PRO = re.compile(r"(?i)\bpro[\s-]*$")
_TIED = r"(?:linked|backed|based|speaking|nexus|aligned|sponsored|affiliated)"
_COMING = (
    r"(?:from|out of|attributed to|linked to|tied to|backed by|sponsored by|run by|based in|operating from|"
    r"originat\w+ (?:in|from)|(?:put|placed|located|headquartered|at home|sits?|sitting|seated|lives?|living|resid\w+) in|operat(?:e|es|ing) (?:from|out of)|hail\w* from|belongs? to|works? for|working for|by)"
)
_LINKED = re.compile(rf"(?i)^[\s-]*{_TIED}\b")
_OF_ACTORS = re.compile(rf"(?i)^(?:['’]s)?(?:\s+own)?[\s-]*{_TIED}?[\s-]+(?:[\w-]+\s+){{0,2}}?{_ACTORS}\b")
_FROM = re.compile(
    rf"(?i)\b(?:{_ACTORS}|anyone|who)\s+(?:(?:is|are|was|were|comes?|working)\s+)?(?:\w+\s+)?(?:{_COMING}|in|of|outside(?:\s+of)?)\s+(?:the\s+)?$"
)
_ORIGIN_WORDS = re.compile(rf"(?i)\b{_COMING}\s+(?:the\s+)?(?:\w+\s+(?:and|or)\s+)?$")
_BARE_ORIGIN = re.compile(
    r"(?i)^\W*(?:which|what|list|show|name|all|any|the|give|me|known|are|there|how|many|top|\d+|other|biggest|main|active|major|"
    r"tell|about|do|you|have|know|of|in|your|is|who|\s)*$"
)
TARGETING = re.compile(
    r"(?i)\b(?:target\w*|attack\w*|hits?|hitting|against|going after|goe?s? after|gone after|went (after|for)|victims?|interested|focus\w*|"
    r"hack\w*|compromis\w*|breach\w*|spy\w*|spied|spies on|operat\w* against|struck|intrusions? (?:in|at|into)|pursu\w*|"
    r"cibl(?:ent|ant|e)|attaqu(?:ent|ant|e)|ataca[nm]?|attaccano|colpiscono|greif(?:en|t)|angreifen|aanvallen|vallen)\b"
)
_NEGATOR = (
    r"(?:not|non|no(?![.\d])|rather than|instead of|(?:any|every)(?:thing|one|body)(?: else)? but|all but|neither|nor|doubt (?:that )?(?:it|this|that)(?:['’]s| is| was)|spare me|spare us|bar|barring|save for|not counting|leave aside|"
    r"leave out|leaving out|drop|skip|ignor(?:e|ing)|w/o|sans|"
    r"except(?: for)?|excluding|exclude|without|other than|besides|apart from|aside from|minus|never|"
    r"(?:is|are|do|does|did|have|has|wo|ca|was|were|ai)n['’]?t|outside(?: of)?)"
)
_BETWEEN = (
    r"(?:the|any(?:thing|one|body)?|every(?:thing|one|body)?|all|else|from|by|in|use|using|used|uses|runs?|running|dropp?(?:s|ed|ing)?|deploy\w*|target\w*|attack\w*|be|being|been|"
    r"attributed to|linked to|are|is|ones?|those|that|who|groups?|actors?|people|folks|also|tied to|at|with|after|say|need|"
    r"want|doing|do|give|count|"
    r"me|mean|pure|purely|mostly|ordinary|usual|common|mere|plain|suspected|alleged)"
)
_NEGATION = re.compile(
    rf"(?i)(?:\b{_NEGATOR}\b(?:[\s-]+{_BETWEEN})*|\bnon|\b{_NEGATOR}\s+(?:[\w-]+\s+){{0,4}}(?:and|or|nor)\s+(?:other|any|all|(?:any|every)(?:thing|one|body)(?:\s+else)?)(?:\s+the)?)(?:[\s-]+[a-z]+-[a-z]+)?[\s-]*$"
)
_DEMONYM = re.compile(r"(?i)(?:an|ans|ese|ish|is|i|ch|ns)$")
_OR = re.compile(r"(?i)^[\s,]*(?:or|and/or|/|either)?[\s,]*(?:or|/)\s*(?:the\s+|in\s+|against\s+)?$")
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
        if conditions and (conditions[-1].type == type_ or {conditions[-1].type, type_} <= _BEHIND):
            between = text[found[number - 1][1] : start]
            either = type_ == "sector" and _AND.match(between) and not _BOTH.search(text)
            if either or _OR.match(between) or (_LIST.match(between) and _or_follows(text, found, number)):
                group, negated = conditions[-1].group, conditions[-1].negated or negated
            elif conditions[-1].negated and re.fullmatch(r"(?i)[\s,]*(?:and|or|nor|,)?\s*", between):
                negated = True
        # that a state is behind them is what most are suspected of, and seldom said with its name
        if (type_, id_, negated) not in said and (id_ != "state" or negated):
            conditions.append(Condition(type_, id_, words, group, negated))
        said.add((type_, id_, negated))
    return tuple(conditions)


_PUT_ASIDE = re.compile(
    r"(?i)^(?:\s+[\w-]+){0,2}\s+(?:aside|excluded|excepted|left out|out of (?:it|this)|"
    r"(?:do(?:es)? ?n[o'’]?t|never) (?:interest|concern|matter)|(?:is|are) of no interest)\b"
)
"""``leaving Russian actors aside``, ``leave espionage out of it``, ``the criminal copycats don't interest me``"""
_LEFT_OUT = re.compile(r"(?i)\b(?:leav(?:e|ing)|keep(?:ing)?|tak(?:e|ing)|count(?:ing)?)\s+(?:the\s+)?$"), re.compile(r"(?i)^\s+out\b")
"""``leave APT41 out``"""
_BEHIND = {"origin", "sponsor"}

Place = tuple[int, int, ConditionType, str, str]


USE_VERBS = (
    r"us(?:e|es|ed|ing)|runs?|ran|running|deploy\w*|dropp?(?:s|ed|ing)?|spread\w*|wield\w*|(?:seen|spotted|observed|caught|found) with"
)
_USING = re.compile(rf"(?i)\b(?:{USE_VERBS}|deliver\w*)\s+(?:the\s+)?$")


def is_tool_here(text: str, mention: Mentioned, mentions: Sequence[Mentioned]) -> bool:
    """Whether a name that is an actor's and malware's is malware here: another actor is said to use it."""
    others = any(m is not mention and m.meaning.of_type("actor") for m in mentions)
    return others and bool(mention.meaning.of_type("software")) and _USING.search(text[: mention.start]) is not None


def _of_names(text: str, mentions: Sequence[Mentioned]) -> Iterator[Place]:
    for mention in mentions:
        if mention.meaning.of_type("actor") and not is_tool_here(text, mention, mentions):
            continue
        for type_ in ("software", "technique"):
            if candidates := mention.meaning.of_type(type_):
                entity = candidates[0].entity
                yield mention.start, mention.end, type_, entity.id, entity.name
                break


def _of_terms(text: str, terms: Sequence[TermMention]) -> Iterator[Place]:
    origins = {term.start for term in terms if term.type == "country" and is_origin(text, term)}
    origins = shared_roles(text, terms, origins)
    for term in terms:
        if term.type == "country" and (_SAYS.match(text[term.end :]) or _SPEAKING.search(text[: term.start])):
            continue
        if term.type == "sector" and (_TIES.search(text[: term.start]) or _speaks(text, term) or _is_no_target(text, term, terms)):
            continue
        type_ = "origin" if term.start in origins else term.type
        yield term.start, term.end, type_, term.id, term.text  # type: ignore[misc]


def _is_no_target(text: str, term: TermMention, terms: Sequence[TermMention]) -> bool:
    """Whether a sector is said of those who act: ``banking crooks``, ``Iranian intelligence``, of a sponsor ``not the ministry``."""
    if _CROOKS.match(text[term.end :]):
        return True
    if term.id == "intelligence" and any(t.type == "country" and not text[t.end : term.start].strip() for t in terms):
        return True
    stands_behind = _BEHIND_IT.match(text[term.end :]) is not None
    return term.text.lower() in _STATE and (stands_behind or any(t.type == "sponsor" for t in terms))


_SAYS = re.compile(
    r"(?i)^\s+(?:says?|said|claims?|claimed|believes?|thinks?|reports?|reported|named?|calls?|blames?|blamed|points?|suspects?|suspected)\b"
)
"""``do the Israelis say who runs it``: they tell, and are neither origin nor target."""
_SPEAKING = re.compile(r"(?i)\b(?:speaks?|speaking|spoken|written|writes?)\s+(?:in\s+)?$")
"""``spies who speak Spanish`` tells a language."""
_CROOKS = re.compile(r"(?i)^\s+(?:crooks|criminals|thieves|robbers)\b")
_BEHIND_IT = re.compile(
    r"(?i)^\s+(?:(?:is|was|that|which|may be|might be|thought to be)\s+)*(?:suspected|behind|backing|backs|sponsoring|sponsors|paying|running|in charge)\b"
)
"""``is there a government suspected behind them``"""
_STATE = ("ministry", "government", "intelligence", "military", "army")


def _speaks(text: str, term: TermMention) -> bool:
    """Whether police or a journalist is not a target but acts or asks: ``when did the police end it``, ``journalist here``."""
    if _OF_THE_ASKER.match(text[term.end :]):
        return True
    if term.id not in _SPEAKERS:
        return False
    return _SAID_BY.search(text[: term.start]) is not None or _ACTS.match(text[term.end :]) is not None


_OF_THE_ASKER = re.compile(r"(?i)^\s+(?:desk|clients?|customers?|colleagues?|colleague of mine|team here)\b")
"""``asking for the crypto desk``"""
_SPEAKERS = ("law-enforcement", "media")
_SAID_BY = re.compile(r"(?i)\b(?:by|did|said|says|according to|per|as a|i am a|i'm a|from|via)\s+(?:the\s+|a\s+|some\s+)?$")
_ACTS = re.compile(
    r"(?i)^\s+(?:here|asking|asks?|wants?|calls?|report\w*|end(?:ed)?|arrest\w*|seiz\w*|bust\w*|took|take|shut|caught|catch|raid\w*|sa(?:y|id)|confirm\w*|"
    r"identif\w*|unmask\w*|nam(?:e|ed)|charg\w*|action|operation)\b"
)
_TIES = re.compile(
    r"(?i)\b(?:links?|linked|ties|tied|connected|connections?|relations?|belongs?|reports?|answers?|works?|working)\s+(?:to|with|for)\s+(?:\w+\s+){0,3}?$"
)
"""``linked to Russian intelligence`` tells of a sponsor, not of a target."""


def is_negated(before: str) -> bool:
    """Whether what follows a text is ruled out by it: ``… other than``."""
    return _NEGATION.search(before) is not None


def is_left_out(before: str, after: str) -> bool:
    """Whether what stands between two parts of a text is ruled out by either: ``other than …``, ``leave … out``."""
    framed = _LEFT_OUT[0].search(before) is not None and _LEFT_OUT[1].match(after) is not None
    return is_negated(before) or framed or _PUT_ASIDE.match(after) is not None


def is_origin(text: str, term: TermMention) -> bool:
    """``Iranian groups`` and ``groups from Iran`` say where actors come from; ``who targets Iran`` does not."""
    before, after = text[: term.start], text[term.end :]
    if _FROM_NOT.search(before) or _EVERYBODY_BUT.search(before):
        return True
    if _AMONG.match(after):
        return False
    if _PRO.search(before) or _SIDE.match(after) or _IT_IS.search(before):
        return True
    if _LINKED.match(after) or _OF_ACTORS.match(after):
        return re.match(r"(?i)\s+hands\b", after) is not None or not _AGAINST.search(before)
    if _ORIGIN_WORDS.search(before):
        return True
    if re.search(r"(?i)\b(?:in|at|against|into|across|within|inside|towards?|on|onto)\s+(?:the\s+)?$", before):
        return _GROUPS_IN.search(before) is not None
    if _FROM.search(before):
        return True
    demonym = _DEMONYM.search(term.text) is not None
    if not demonym and re.search(rf"(?i){_ACTORS}\s+(?:that|who|which|hitting|targeting)\b", before):
        return False
    if demonym and _NEGATION.search(before) and re.match(r"^\W*(?:ones|nor\b|$)|^\s*,", after):
        return True
    if _ONLY_THOSE.match(after) and _names_no_target(text):
        return True
    if _DOES.match(after) and not TARGETING.search(before):
        return True
    if demonym and _VICTIMS.match(after):
        return False
    if demonym and _BEING.search(before) and not TARGETING.search(text):
        return True
    if demonym and _LAST.search(before) and _ONLY.match(after):
        return True
    if demonym and (_ONLY.match(after) or re.match(r"\W*(?:or|,|\?)", after)) and not TARGETING.search(before):
        return True
    if demonym and TARGETING.search(after) and not TARGETING.search(before):
        return True
    return TARGETING.search(text) is None and (_BARE_ORIGIN.match(before) is not None or not after.strip(" ?!."))


_SIDE = re.compile(r"(?i)^['’]s\s+(?:side|pay|payroll|service|orders|behalf|spies|hackers)\b")
"""``on Minsk's side``"""
_FROM_NOT = re.compile(r"(?i)\bfrom\s+(?:\w+\s+){0,2}(?:outside|not|other than)(?:\s+of)?\s+(?:the\s+)?$")
"""``from but outside China``, ``from anywhere other than Iran``"""
_EVERYBODY_BUT = re.compile(
    r"(?i)\b(?:every(?:body|one)|any(?:body|one)|all|others|actors|groups|crews|gangs|spies)\s+(?:except|but|other than|besides|apart from|excluding|minus|without|not)"
    r"(?:\s+for)?\s+(?:the\s+)?$"
)
"""``everybody except China``: where those ruled out come from"""
_AMONG = re.compile(r"(?i)^\s+(?:among|amongst|as one of|on)\s+(?:its|their|the)\s+(?:targets?|victims?|lists?)\b")
"""``has Uzbekistan among its targets``"""
_IT_IS = re.compile(r"(?i)\b(?:it|this|that)(?:['’]s|\s+is|\s+was)\s+(?:the\s+)?$")
"""``I doubt it's DPRK``"""
_AGAINST = re.compile(
    r"(?i)\b(?:against|target\w*|attack\w*|hack\w*|hits?|hitting|(?:go|goes|going|went) (?:for|after)|prey(?:s|ing)? (?:on|upon)|rob\w*|extort\w*|inside|into|(?<!ones )(?<!groups )in)\s+(?:the\s+)?$"
)
_GROUPS_IN = re.compile(
    r"(?i)^\W*(?:(?:which|what|any|all|the|list|show|me|known|are|there|boss|asks|tell)\W+)*(?:groups?|actors?|apts?|crews?|gangs?|hackers)\s+"
    r"in\s+(?:the\s+)?$"
)
"""``groups in Iran`` are Iranian; ``Russian groups seen in Poland`` are not Polish."""
_ONLY = re.compile(r"(?i)^\W*(?:only|ones?\b|origin\b|if possible|please|pls|$)")
_BEING = re.compile(r"(?i)\b(?:is|are|was|were|be|being)\s+(?:really\s+|actually\s+|said to be\s+|neither\s+|not\s+)?(?:the\s+)?$")
"""``Chrono Kitten is Iranian, isn't it``"""
_ONLY_THOSE = re.compile(r"(?i)^\W*(?:only|ones only|alone)\W*$")
_DOES = re.compile(
    r"(?i)^(?:ns?|ese)?\s+(?:who|that)?\s*(?:are\s+)?(?:spying|hacking|targeting|attacking|hitting|going after|watching|hiding|using|breaking)\b"
)
"""``PRC spying on chipmakers``, ``north koreans hiding code in pictures``"""


def _names_no_target(text: str) -> bool:
    return TARGETING.search(text) is None


_LAST = re.compile(r"(?i),\s*(?:\w+(?:\s+\w+)?\s+(?:or|and)\s+)?$")
"""``…, iranian or north korean only``"""
_VICTIMS = re.compile(
    r"(?i)^\W*(?:(?:or|and)\s+\w+\s+)?(?:\w+\s+)?(?:banks?|compan(?:y|ies)|firms?|officials?|governments?|ministr\w+|telecoms?|telcos?|hospitals?|citizens?|"
    r"diplomats?|embass\w+|universit\w+|organi[sz]ations?|targets?|victims?|networks?|journalists?|dissidents?|politicians?|military|"
    r"infrastructure|soldiers|parliament|industry|industries|businesses|people|media|energy|water|utilities|railways?|ports?|airports?|"
    r"airlines?|subsidiar\w+|branch(?:es)?|offices?|plants?|sites?|colleagues?|staff|employees|customers?|clients?|users|factor\w+|shipyards?|"
    r"makers?|exporters?|importers?|retailers?|insurers?|casinos?|hotels?|schools?|voters|citizen|nationals|accounts?|servers?|websites?|"
    r"political|activists?|exiles?|minorit\w+)\b"
)


def shared_roles(text: str, terms: Sequence[TermMention], origins: set[int]) -> set[int]:
    """The places (by position) that are origins, where those joined by ``and``, ``or`` or a comma have one role.

    They are origins if the last of them is one, or else if every one is: ``iranian or north korean only``, ``sri lanka and nepal``.
    """
    found = set(origins)
    countries = [term for term in terms if term.type == "country"]
    run: list[TermMention] = []
    for term in countries:
        if run and not re.fullmatch(r"(?i)\s*(?:,|and|or|&|/|,\s*and|,\s*or|and/or)\s*(?:the\s+)?", text[run[-1].end : term.start]):
            found = _settled(run, found)
            run = []
        run.append(term)
    return _settled(run, found)


def _settled(run: Sequence[TermMention], origins: set[int]) -> set[int]:
    starts = {term.start for term in run}
    if len(run) < 2 or starts <= origins or not starts & origins:
        return origins
    return origins | starts if run[-1].start in origins else origins - starts


def _or_follows(text: str, found: Sequence[Place], number: int) -> bool:
    """Whether a list goes on to an ``or``: ``banks, hospitals or schools``."""
    for one, other in zip(found[number:], found[number + 1 :], strict=False):
        between = text[one[1] : other[0]]
        if _OR.match(between):
            return True
        if not _LIST.match(between):
            return False
    return False
