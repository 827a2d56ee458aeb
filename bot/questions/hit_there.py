"""Where a country stands beside those who are hit: ``the ones after Japan``, ``crews that bite Russian firms``."""

from knowledge.patterns import as_pattern


def are_hit_there(before: str, after: str) -> bool:
    """Whether what stands around a country says that somebody is hit there."""
    if _AMONG.match(after) or _VICTIMS_SIT.search(before) or _TAKEN_FROM.search(before):
        return True
    if _THEIR_MACHINES.match(after) or _WERE_HIT.match(after):
        return True
    if _APPOSED.search(before) and _A_FIRM.match(after):
        return True
    return _TARGETING_NOUN.match(after) is not None or _ONES_AFTER.search(before) is not None


_THEIR_MACHINES = as_pattern(
    r"(?i)\s+(?!(?:hackers|spies|attackers|groups?|crews?|gangs?|actors?|intruders|criminals|teams?|operators|intelligence|services?)\b)"
    r"[a-z]{4,}(?:s['’]|['’]s)\s+(?:pcs?|computers?|machines|mailboxes|accounts|phones|networks?|systems?|laptops|websites?|servers?)\b"
)
"""``Ukrainian notaries' PCs broken into``"""
_WERE_HIT = as_pattern(
    r"(?i)\s+(?:[\w-]+\s+){1,3}?(?:were|was|got|have\s+been|has\s+been)\s+"
    r"(?:hit|robbed|hacked|attacked|targeted|breached|compromised|infected|ransomed|extorted|spied\s+on)\b"
)
"""``which Finnish loss adjusters were robbed by FIN10``"""
_APPOSED = as_pattern(r"[A-Z][\w-]*,\s+(?:the|an?)\s+$")
_A_FIRM = as_pattern(
    r"(?i)\s+(?:[\w-]+\s+){0,2}?(?:company|firm|maker|manufacturer|producer|bank|giant|group|chain|retailer|hospital|university|ministry|airline|"
    r"carrier|agency|exchange|supplier|utility|operator)\b(?!\s+(?:that|which|who)\b)"
)
"""``money from Hoya, the Japanese lens company``"""


def is_done_to_firms(before: str, after: str) -> bool:
    """Whether something is sent to firms of a country, or done with them."""
    return _FIRMS.match(after) is not None and _GIVEN.search(before) is not None and not _WHO_FROM.search(before)


_WHO_FROM = as_pattern(
    r"(?i)\b(?:who|anyone|anybody|someone|somebody|groups?|actors?|gangs?|crews?|hackers|ones|those)\s+from\s+(?:the\s+)?$"
)
"""``who from russia tried pharma companies``: who tried them"""


def firms_are_hit(before: str, after: str) -> bool:
    """Whether firms of a country are what somebody does something to."""
    return _DONE_TO_FIRMS.search(before) is not None and _FIRMS_ALONE.match(after) is not None


_FIRMS_ALONE = as_pattern(r"(?i)\s+(?:compan(?:y|ies)|firms?|contractors?)\b(?!\s+(?:that|which|who|selling|making))")
_DONE_TO_FIRMS = as_pattern(
    r"(?i)\b(?:crews?|groups?|gangs?|teams?|actors?|hackers|hacktivists?|attackers|spies|outfits|criminals|crooks|anyone|anybody|who|that)\b.*\s"
    r"(?!(?:of|from|by|for|are|is|was|were|be|and|or|other|any|some|no|not|the|called|as|like|about|with)\s)[a-z]{2,}\s+$"
)
"""``crews that go against the custom and bite Russian firms``: whom they hit"""
_ONES_AFTER = as_pattern(
    r"(?i)\b(?:ones|those|groups|actors|crews|gangs|lot|people|hackers|spies|who(?:['’]?s|\s+is|\s+are))\s+"
    r"(?:that\s+are\s+|also\s+|still\s+)?after\s+(?:the\s+)?$"
)
"""``the ones after Japan``, ``whos after Ukrainian drone operators``"""
_TARGETING_NOUN = as_pattern(r"(?i)^[\s-]+(?:targeting|focus(?:s)?ed|hitting|attacking)\s+(?:groups?|actors?|apts?|gangs?|crews?)\b")
"""``Mongolia targeting actors``"""
_FIRMS, _GIVEN = (
    as_pattern(r"(?i)^\s+(?:[\w-]+\s+){0,2}?(?:compan(?:y|ies)|firms?|vendors?|contractors?)\b"),
    as_pattern(
        r"(?i)(?<!work )(?<!works )(?<!working )(?<!linked )(?<!tied )(?<!belong )(?<!belongs )(?<!attributed )"
        r"\b(?:to|on|from|at|of|with|inside|into|for|between|after|in|against|hit|hits)\s+(?:the\s+|an?\s+|some\s+)?$"
    ),
)
"""``USB sticks to American companies``: whom something is done to."""
_AMONG = as_pattern(r"(?i)^\s+(?:[\w-]+\s+){0,2}?(?:among|amongst|as one of|on)\s+(?:its|their|the)\s+(?:targets?|victims?|lists?)\b")
"""``has Uzbekistan among its targets``"""
_VICTIMS_SIT = as_pattern(
    r"(?i)\b(?:victims?|targets?|customers|branch(?:es)?|offices?)\s+(?:\w+\s+)?(?:sits?|are|live|located|based|found)\s+(?:mostly\s+)?in\s+(?:the\s+)?$|"
    r"\bwhose\s+(?:main\s+|usual\s+)?(?:victims?|targets?)\s+(?:are|were|include)\s+(?:mostly\s+|mainly\s+)?(?:the\s+)?$"
)
"""``hacktivists whose victims sit in Russia``"""
_TAKEN_FROM = as_pattern(
    r"(?i)\b(?:st(?:e|o|ea)l\w*|t[oa]ken?|took|taking|money|data|loot\w*|extort\w*)\s+(?:[\w-]+\s+){0,3}?from\s+(?:the\s+)?$|"
    r"\b(?:fled|flee|fleeing|left|escaped?|defected)\s+(?:from\s+)?(?:the\s+)?$"
)
"""``who stole from Russian banks``"""
