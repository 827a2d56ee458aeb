"""What a term in a question says of the actors asked for: where they come from, whom they target, what drives them, or nothing."""

from collections.abc import Iterator, Sequence

from bot.questions.left_out_people import are_left_out
from bot.questions.model import ConditionType, TermMention
from bot.questions.origins import TARGETING, is_home, is_origin
from bot.questions.shared_roles import shared_roles
from bot.questions.tool_or_actor import USING
from knowledge.patterns import as_pattern
from knowledge.places import is_name_of

Place = tuple[int, int, ConditionType, str, str]
"""Where something starts and ends in a text, and what kind of condition it makes, with its id and its words."""


def of_terms(text: str, terms: Sequence[TermMention]) -> Iterator[Place]:
    """What each term of a text makes a condition; nothing for those that say neither where from nor whom nor why."""
    origins = {t.start for t in terms if t.type == "country" and is_origin(text, t) and not _heads_a_sector(text, t, terms)}
    homes = {term.start for term in terms if term.type == "region" and is_home(text, term)}
    origins = shared_roles(text, terms, origins) | {term.start for term in terms if are_left_out(text, term)}
    sided = {start for start in origins if _PRO.search(text[:start])}
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
        if term.type == "motivation" and _SOLD_TO.search(text[: term.start]):
            continue
        if term.type == "sponsor" and _WAS_ROBBED.search(text[: term.start]):
            continue
        if term.type == "sector" and _NO_INDUSTRY.search(text[: term.end]):
            continue
        if term.type == "sector" and term.id != "government" and _MINISTER.match(text[term.end :]):
            continue
        if term.type == "sector" and _POSING.search(text[: term.start]):
            continue
        if term.type == "country" and _PRETENDS.search(text[: term.start]):
            continue
        if term.type == "sector" and term.text.lower() == "activists" and _act_themselves(text, term, terms):
            yield term.start, term.end, "motivation", "hacktivism", term.text
            continue
        if term.type == "sector" and term.text.lower() == "opposition" and _ANOTHER_ACTOR.match(text[term.end :]):
            yield term.start, term.end, "motivation", "hacktivism", term.text
            continue
        if term.start in sided and any(start < term.start for start in origins - sided):
            continue
        if term.type == "country" and _THEIR_MEANS.match(text[term.end :]) and not TARGETING.search(text):
            continue
        if term.type == "country" and _MEANS_OF.search(text[: term.start]) and _ANOTHER_ACTOR.match(text[term.end :]):
            continue
        if term.type == "sector" and (_TIES.search(text[: term.start]) or _speaks(text, term) or _is_no_target(text, term, terms)):
            continue
        if term.text.lower() == "ransomware" and USING.search(text[: term.start]) and not _WANTS_A_YES.match(text):
            yield term.start, term.end, "malware_type", "ransomware", term.text
            continue
        type_ = "origin" if term.start in origins | homes else term.type
        id_ = "KP" if type_ == "origin" and term.text.lower() in _KOREAN else term.id
        yield term.start, term.end, type_, id_, term.text  # type: ignore[misc]


_PRO = as_pattern(r"(?i)\bpro[\s-]*$")
"""``Malaysian hacktivists with a pro-Palestine motive``: whose side they take, and not where they are from"""
_ACCESS = as_pattern(r"(?i)initial[\s-]access")
_SELLS = as_pattern(r"(?i)\b(?:brokers?|sell\w*|sold|sales?|trad(?:e|es|ing)|resell\w*|market\w*|customers|buy\w*|bought)\b")
"""``initial access of Blind Eagle`` is a tactic, and no trade."""
_FILM, _FILMS = as_pattern(r"(?i)films?"), as_pattern(r"(?i)\b(?:who|they|that|which|groups|actors|to|\w+ly|and)\s+$")
"""``which groups film the screen``: what they do, and no target"""


def _heads_a_sector(text: str, term: TermMention, terms: Sequence[TermMention]) -> bool:
    """``Taiwan semiconductors: anyone besides Chimera?``: an industry there, and nobody's home."""
    sector = next((other for other in terms if other.type == "sector" and other.start == term.end + 1), None)
    return sector is not None and is_name_of(term.text, term.id) and _NOTHING_ELSE.match(text[sector.end :]) is not None


_NOTHING_ELSE = as_pattern(r"\s*(?:[:;–-]|\W*$)")


_WHO_IS_TOLD = as_pattern(
    r"(?i)\b(?:we|i)\s+(?:should|must|need to|have to|can|could|will)\s+(?:brief|warn|tell|inform|alert|update|advise)"
    r"\s+(?:the\s+|our\s+|all\s+)?$"
)
"""``hacktivists we should brief the ministries on``"""


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
    if _WHO_IS_TOLD.search(text[: term.start]) or (term.id == "government" and _WHOSE_SERVICE.search(text)):
        return True
    if term.id == "intelligence" and any(t.type == "country" and not text[t.end : term.start].strip() for t in terms):
        return True
    if term.id in ("military", "defense", "intelligence") and _UNIT.match(text[term.end :]):
        return True
    if term.text.lower() == "infrastructure" and (_OWN.search(text[: term.start]) or _OF_ITS.match(text[term.end :])):
        return True
    if _FOR_HIRE.search(text[: term.start]):
        return True
    stands_behind = _BEHIND_IT.match(text[term.end :]) is not None
    return term.text.lower() in _STATE and (stands_behind or any(t.type == "sponsor" for t in terms))


_UNIT = as_pattern(r"(?i)\s+(?:unit|bureau|branch|service|district|command|corps)(?:\s+numbers?)?\b")
"""``which army unit is Naikon``: who is behind it"""


def _within_terms(text: str, term: TermMention, terms: Sequence[TermMention]) -> bool:
    """Whether the word before a term is one as well: ``Ukrainian Energy``."""
    return any(other.end == len(text[: term.start].rstrip()) for other in terms)


_OF_A_COMPANY = as_pattern(r"(?:(?<=[a-z,] )|^\W*)[A-Z][\w&-]+ $")
"""``who hacked CNA Financial``: a word of a name."""
_WHOSE_SERVICE = as_pattern(
    r"(?i)\b(?:which|what|whose)\s+governments?\b.*"
    r"\b(?:work\w*\s+for|behind|backs?|backing|sponsor\w*|serv(?:e|es|ing)|runs?|running|pays?|paying|orders)\b"
)
_OF_A_STATE = ("government", "military", "intelligence", "defense")
_IT_IS, _THE_REST = (
    as_pattern(r"(?i)\W*(?:is|are)\s+(?:[\w.-]+\s+){1,4}$|\W*(?:is|are)\b"),
    as_pattern(r"(?i)\s*(?:intelligence|agency|unit|group|people|outfit|hackers)?\W*$"),
)
"""``is Sandworm military``: what it is, and not whom it targets."""
_WANTS_A_YES = as_pattern(r"(?i)\W*(?:is|are|do|does|did|has|have|was|were|can)\b")
_NO_INDUSTRY = as_pattern(r"(?i)\b(?:social|reverse|software) engineering$")
_MINISTER = as_pattern(r"(?i)\s+(?:minist(?:er|ry|ers|ries)|secretary|attach[eé])\b")
"""``a finance minister`` is no bank"""
_POSING = as_pattern(
    r"(?i)\b(?:pos(?:e|es|ed|ing)\s+as|pretend\w*\s+to\s+be|impersonat\w*|masquerad\w*\s+as|disguis\w*\s+as|dress\w*\s+up\s+as|claim\w*\s+to\s+be|"
    r"fake|false|bogus)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?$"
)
"""``who poses as journalists``: what they pretend to be, and no target."""
_PRETENDS = as_pattern(
    r"(?i)\b(?:pretend\w*|claim\w*|seem\w*|look\w*|purport\w*)\s+(?:to\s+|like\s+)?(?:they\s+)?(?:be|com(?:e|ing)|originate|are|is)\s+(?:from\s+)?(?:the\s+)?$"
)
"""``mails pretending to come from Ukraine's SBU``: where they are not from"""


def _act_themselves(text: str, term: TermMention, terms: Sequence[TermMention]) -> bool:
    """Whether activists are those asked for and not those who are hit: ``defacers / activists out of Brazil``."""
    before, after = text[: term.start], text[term.end :]
    sectors = [t for t in terms if t.type == "sector" and t != term]
    if any(_BESIDE.fullmatch(text[min(t.end, term.end) : max(t.start, term.start)]) for t in sectors):
        return False
    return not _DONE_TO_THEM.search(before) and _WHO_THEY_ARE.match(after) is not None


_BESIDE = as_pattern(r"(?i)\s*(?:,|or|and|&|/)\s*")
_DONE_TO_THEM = as_pattern(
    r"(?i)\b(?:of|on|at|against|among|for|to|by|into|with|after|as|human|rights|hit|target|hack|spy on)\s+(?:\w+\s+){0,2}$|"
    r"\w+(?:s|ed|ing)\s+$"
)
_WHO_THEY_ARE = as_pattern(r"(?i)\s*(?:$|[,;)?]|(?:out of|from|who|that|based|in|hitting|targeting|attacking|only)\b)")
_WAS_ROBBED = as_pattern(
    r"(?i)\b(?:hack(?:s|ed)?|breach(?:ed)?|leak(?:s|ed)?|st[eo]l\w*|robbed|"
    r"(?<!is )(?<!are )(?<!come )(?<!comes )(?<!groups )(?<!actors )(?<!people )from)\s+(?:the\s+)?$"
)
"""``who hacked the NSA``: the victim, and nobody's sponsor."""
_THEIR_MEANS = as_pattern(r"(?i)^\s+(?:infrastructure|servers?|tools?|malware|backdoors?|c2)\b")
"""``did Turla use Iranian infrastructure``: what is used, and no target."""
_MEANS_OF = as_pattern(
    r"(?i)\b(?:infrastructure|servers?|tools?|malware|backdoors?|c2|code|implants?|access|chains?|methods?|tricks?|playbook|tradecraft|style)"
    r"\s+of\s+(?:an?|another|some)\s+$"
)
_ANOTHER_ACTOR = as_pattern(r"(?i)^\s+(?:apt|group|actor|crew|gang|team|outfit|spies|hackers)\b")
"""``who took over the servers of an Iranian group``: whose they were"""
_KOREAN = ("korea", "korean", "koreans")
"""Of these two states the south is the target, and the north where actors come from."""
_LANGUAGES, _TONGUE = ("ES", "PT", "GB", "FR", "SA", "DE"), as_pattern(r"(?i)^[\s-]+(?:speaking|speakers?)\b")
"""``Spanish-speaking`` does not say which country."""
_SAYS = as_pattern(
    r"(?i)^\s+(?:really\s+|actually\s+|themselves\s+|officially\s+|openly\s+)?(?:says?|said|claims?|claimed|believes?|thinks?|reports?|reported|named?|calls?|blames?|blamed|points?|suspects?|suspected)\b"
)
"""``do the Israelis say who runs it``: they tell, and are neither origin nor target."""
_SPEAKING = as_pattern(r"(?i)\b(?:speaks?|speaking|spoken|written|writes?)\s+(?:in\s+)?$")
"""``spies who speak Spanish`` tells a language."""
_CROOKS = as_pattern(r"(?i)^\s+(?:crooks|criminals|thieves|robbers)\b")
_IS_STATE = as_pattern(r"(?i)\W*(?:is|are|was|were)\b")
"""``is NoName057 Russian government``: who is behind it is asked"""
_FOR_HIRE = as_pattern(r"(?i)\b(?:for[- ]hire|spyware|mercenary|surveillance|exploit|hacking)\s+$")
"""``hack-for-hire shops`` are no shops"""
_BEHIND_IT = as_pattern(
    r"(?i)^\s+(?:(?:is|was|that|which|may be|might be|thought to be)\s+)*(?:suspected|blamed|accused|"
    r"named|held responsible|behind|backing|backs|sponsoring|"
    r"sponsors|paying|running|in charge)\b"
)
"""``is there a government suspected behind them``"""
_SOLD_TO = as_pattern(
    r"(?i)\b(?:s[eo]ll\w*|sold|rent\w*|market\w*)\s+(?:[\w-]+\s+){0,3}?to\s+(?:[\w-]+\s+)?$|\bpin\w*\s+(?:[\w-]+\s+){0,3}?on\s+(?:an?\s+|any\s+|some\s+)?$"
)
"""``companies that sell spyware to governments``, ``pinned on a government``"""
_OWN = as_pattern(r"(?i)\b(?:us(?:e|es|ed|ing)|own|its|their|hijack\w*|c2|shared?|leas\w+|rent\w*|\w+an|chinese)\s+$")
"""``did Turla use Iranian infrastructure``"""
_OF_ITS = as_pattern(r"\s+of\s+(?:the\s+|an\s+)?(?:[A-Z][a-z]+\s+(?:group|crew|gang|actor)\s+)?[A-Z]")
"""``did Turla take over infrastructure of the Iranian group OilRig``"""
_STATE = ("ministry", "government", "intelligence", "military", "army")


def _speaks(text: str, term: TermMention) -> bool:
    """Whether police or a journalist is not a target but acts or asks: ``when did the police end it``, ``journalist here``."""
    if _OF_THE_ASKER.match(text[term.end :]) or _MEETING.search(text[: term.start]):
        return True
    if term.id not in _SPEAKERS:
        return False
    return _SAID_BY.search(text[: term.start]) is not None or _ACTS.match(text[term.end :]) is not None


_OF_THE_ASKER = as_pattern(r"(?i)^\s+(?:desk|clients?|customers?|colleagues?|colleague of mine|team here|here)\b")
"""``asking for the crypto desk``"""
_SPEAKERS = ("law-enforcement", "media")
_MEETING = as_pattern(r"(?i)\b(?:meeting|call|lunch|chat|talk|briefing|sync|hearing)\s+(?:with|for)\s+(?:the\s+|our\s+)?$")
"""``background pls, meeting with legal at 3``"""
_SAID_BY = as_pattern(r"(?i)\b(?:by|did|said|says|according to|per|as a|i am a|i'm a|from|via)\s+(?:the\s+|a\s+|some\s+)?$")
_ACTS = as_pattern(
    r"(?i)^\s+(?:here|asking|asks?|wants?|calls?|report\w*|end(?:ed)?|arrest\w*|seiz\w*|bust\w*|took|take|shut|caught|catch|raid\w*|sa(?:y|id)|confirm\w*|"
    r"identif\w*|unmask\w*|nam(?:e|ed)|charg\w*|action|operation)\b"
)
_TIES = as_pattern(
    r"(?i)\b(?:links?|linked|ties|tied|connected|connections?|relations?|belongs?|reports?|answers?|works?|working)\s+(?:to|with|for)\s+(?:\w+\s+){0,3}?$"
)
"""``linked to Russian intelligence`` tells of a sponsor, not of a target."""
