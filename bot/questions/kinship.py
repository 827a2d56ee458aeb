"""With whom an actor works, from whom it buys, what it came from and what came after it."""

from dataclasses import replace

from bot.questions.model import Condition, Question
from bot.questions.reading import Reading
from bot.questions.terms import find_terms
from bot.questions.wording import is_yesno
from knowledge.patterns import as_pattern


def related(reading: Reading) -> Question | None:
    """``which other group do they work with``, ``which bigger group are they thought to belong to``"""
    question = reading.question
    told = all(condition.type in ("motivation", "origin") or condition.id == "critical-infrastructure" for condition in question.conditions)
    open_ = not is_yesno(reading.text) or any(ask.search(reading.text) for ask in (_WITH_ANYBODY, _BIGGER, _JOINTLY))
    if len(question.subjects) != 1 or not open_:
        return None
    if _SAME_MASTER.search(reading.text):
        return _of_its_master(reading) or reading.decided("attribution", reading.subject, "relations")
    asked = told and not _MEANS.search(reading.text) and any(ask.search(reading.text) for ask in (_RELATED, _TO_WHOM, _JOINTLY))
    return reading.decided("attribution", reading.subject, "relations") if asked else None


def _of_its_master(reading: Reading) -> Question | None:
    """The other actors of the service to which the attribution of an actor ascribes it; None where it names none."""
    ids = tuple(c.entity.id for c in reading.subject.bearers())
    said = (a.sponsor for id_ in ids for a in reading.graph.attributions_of(id_) if a.sponsor)
    terms = (term for text in said for term in find_terms(text, reading.graph, ()) if term.type == "sponsor" and term.id != "state")
    master = max(terms, key=lambda term: len(term.id), default=None)
    if master is None:
        return None
    asked = replace(reading.decided("actors"), subjects=(), besides=(*reading.question.besides, *ids), many=True)
    return replace(asked, conditions=(Condition("sponsor", master.id, master.text, 0),))


_MEANS = as_pattern(
    r"(?i)\b(?:what|which)\s+(?:[\w-]+\s+)?(?:kits?|tools?|toolset|toolbox|malware|software|gear|programs?|implants?|backdoors?|utilities)\s+"
    r"(?:do(?:es)?|did|is|are|was|were|has|have)\b"
)
"""``what kit do they work with`` asks for no partner"""
_SAME_MASTER = as_pattern(
    r"(?i)\b(?:who|which|what|groups?|actors?|others?|anyone|anybody)\b.*\b(?:same|shares?\s+(?:the\s+|its\s+)?)\s*(?:paymasters?|masters?|bosses|boss|sponsors?|employers?|"
    r"unit|agency|service|ministry|directorate)\s+(?:as|with|like|of)\b|\b(?:same|shares?\s+(?:the\s+)?)\s*(?:paymasters?|masters?|boss|sponsors?|employers?)\s+(?:as|with)\b"
)
"""``who's got the same paymaster as Dragonfly``"""
_BIGGER = as_pattern(r"(?i)\ba\s+(?:bigger|larger|wider)\s+(?:group|gang|crew|actor|outfit|cluster|organi[sz]ation)\b")
"""``is BladedFeline part of a bigger group``: which one"""
_WITH_ANYBODY = as_pattern(
    r"(?i)\b(?:with|to|from)\s+(?:any(?:body|one)|some(?:body|one)|others?|(?:any\s+)?other\s+(?:groups?|gangs?|crews?|actors?)|any\s+other\b)"
)
"""``does Gamaredon work together with anybody``: with whom"""
_OTHERS = r"(?:hacktivists|groups?|gangs?|crews?|actors?|outfits?|clusters?|ones?|crowds?|circles?|organi[sz]ations?)"
_JOINTLY = as_pattern(
    rf"(?i)\b(?:work|cooperate|co-operate|collaborate|team\s+up|partner|ally)(?:e?d|e?s|ing)?\s+(?:up\s+)?(?:together\s+)?with\s+"
    rf"(?:any|another|an|some|other)\s+(?:other\s+)?(?:[\w-]+\s+){{0,3}}?{_OTHERS}\b"
)
"""``did they ever team up with another russian group``"""
_ACCESS = r"(?:(?:initial\s+|network\s+)?access(?:es)?|victims?|footholds?|infections?|infected machines|leads)"
_TO_WHOM = as_pattern(
    r"(?i)\bwith\s+(?:which|what|whom)\b[^?]*\b(?:work|cooperate|collaborate|team\s+up|operate)(?:s|ed|ing)?\b|"
    r"\bwhom?\s+(?:do|does|did)\b[^?]*\b(?:hand|pass|sell|give)(?:s|ed)?\s+(?:the\s+|their\s+|its\s+)?(?:machines|hosts|bots|computers|boxes)\b|"
    rf"\bwho\s+(?:feeds|hands|passes|gives|supplies|brings)\s+[^?]{{2,40}}?\s+(?:their|its|the)\s+(?:victims|access|targets)\b|"
    rf"\b(?:which|what)\s+(?:[\w-]+\s+){{0,2}}?{_OTHERS}\s+(?:is|are|was|were)\s+[^?]{{2,40}}?\s+"
    r"(?:connected|linked|tied|associated|affiliated)\s+(?:with|to)\b|"
    rf"\bthe\s+(?:main|parent|mother)\s+{_OTHERS}\s+(?:behind|of|above)\b"
)
"""``who passes Void Manticore their victims``, ``which Chinese group is it connected with``"""
_RELATED = as_pattern(
    rf"(?i)\b(?:which|what|who|whom|any)\b(?:\s+\w+){{0,3}}?(?:\s+{_OTHERS})?\b.*\b(?:work(?:s|ing)?\s+(?:\w+\s+)?(?:with|for\s+(?:them|it)\b.*affiliate)|"
    rf"partner\w*|(?:buys?|bought|rents?|rented|purchases?)\s+(?:{_ACCESS}\s+)?from|"
    rf"(?:pass|hand|sell|give)(?:e?s|ed)?\s+(?:their\s+|its\s+)?(?:{_ACCESS}\s+)(?:on\s+|over\s+)?to|team(?:s|ed)? up(?!\s+to\b)|"
    rf"co-?operat\w*|collaborat\w*|allied|allies)\b|\b(?:which|what)\s+other\s+{_OTHERS}\b.*\bshar\w+\b|\b(?:bigger|larger|wider|parent|umbrella)\s+(?:\w+\s+)?{_OTHERS}\b|\b(?:successor|predecessor|offshoot|heir)s?\b|\bwhat\s+(?:came|comes|followed)\s+(?:after|next)\b|"
    rf"\b(?:which|what|name|list|the|any)\b(?:\s+[\w-]+){{0,3}}?\s+(?:sub-?(?:groups?|clusters?|units?|teams?)|splinters?|spin-?offs?|"
    r"(?:smaller|lesser)\s+(?:groups?|teams?|clusters?|units?|crews?))\b|^\W*(?:sub-?(?:groups?|clusters?)|splinters?|spin-?offs?)\s+of\b|"
    r"\b(?:which|what)\b[^?]*\b(?:seen|counted|regarded|tracked|listed|described|known|held)\s+(?:as|to\s+be)\s+(?:an?\s+)?(?:sub-?(?:groups?|clusters?|units?)|splinters?|spin-?offs?|parts?)\s+of\b|"
    rf"\b(?:which|what|any)\s+(?:[\w-]+\s+)?{_OTHERS}\s+(?:split|splintered|broke\s+away|came)\s+(?:off\s+)?(?:from|out\s+of)\b|"
    r"\bwhose\s+umbrella\b|\bumbrella\s+is\b|\b(?:which|what|who|whom)\b.*\bresembl\w+|\b(?:who|whom)\b.*\b(?:swap\w*|cross-?post\w*|supplies|jointly|together\s+with|in\s+tandem|joint\s+operations?)\b|"
    rf"\bwhose\s+\w+\s+(?:is|are|do|does|did)\b.*\b(?:looks?\s+like|resembl\w+|similar\s+to|overlap\w*)|"
    rf"\b(?:sell|pass|hand|give|trade)(?:e?s|ed|ing)?\s+(?:on\s+)?(?:their\s+|its\s+)?{_ACCESS}\s+(?:on\s+|over\s+)?to\s*(?:who(?:m|ever)?\b|\W*$)|\bwho\s+(?:feeds|hands|passes|gives|supplies|brings)\s+(?:[a-z]+\s+)?(?:victims|access|targets)\s+to\b|\b(?:is|are)\s+an?\s+(?:arm|part|wing|branch)\s+of\s+(?:who|whom|what)\b"
)
