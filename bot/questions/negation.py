"""What a question rules out: ``other than …``, ``not …``, ``leave … out``."""

from collections.abc import Sequence

from knowledge.patterns import as_pattern

PUT_OUT = r"(?:take|kick|filter|weed|throw) out"
_NEGATOR = (
    r"(?:not|non|nothing|no(?![.\d])|rather than|instead of|(?:any|every)(?:thing|one|body)(?: else)? but|all but|neither|nor|"
    r"doubt (?:that )?(?:it|this|that)(?:['’]s| is| was)|spare me|spare us|bar|barring|save for|not counting|leave aside|leaving aside|"
    r"leave out|leaving out|"
    rf"(?:^|(?<=[,;:.(] )|(?<=but )|(?<=please )|(?<=just )|(?<=pls ))(?:drop|{PUT_OUT})|skip|ignor(?:e|ing)|"
    r"w/o|sans|"
    r"except(?: for)?|excluding|exclude|without|other than|besides|apart from|aside from|minus|never|"
    r"(?:is|are|do|does|did|have|has|wo|ca|was|were|ai)n['’]?t|outside(?: of)?)"
)
_BETWEEN = (
    r"(?:to(?=[\s-]+(?:the[\s-]*)?$)|based|located|headquartered|seated|coming|come|comes|hail|hails|originating|the|an?|any(?:thing|one|body)?|every(?:thing|one|body)?|all|else|from|by|in|use|using|used|uses|runs?|running|dropp?(?:s|ed|ing)?|deploy\w*|target\w*|attack\w*|(?:spy|spies|spying)\s+on|(?:go|goes|going)\s+after|be|being|been|"
    r"attributed to|linked to|includ(?:e|es|ing)|counting|are|is|ones?|those|that|who|groups?|actors?|people|folks|also|tied to|at|"
    r"with|after|say|need|"
    r"want|doing|do|give|count|"
    r"me|mean|pro|hit|hits|hitting|touch\w*|steal\w*|rob\w*|pure|purely|mostly|ordinary|usual|common|"
    r"(?<=the )(?:state|government)|opposition|mere|plain|suspected|alleged|work(?:s|ing)?\s+for)"
)
_NEGATION = as_pattern(
    rf"(?i)(?:\bnot (?:the|those|these) \w+(?:[\s-]\w+ing)?|\bnot (?:for )?(?:state|government)|"
    rf"\b{_NEGATOR}\b(?:[\s-]+{_BETWEEN})*|\bnon|"
    rf"\b{_NEGATOR}\s+(?:[\w-]+\s+){{0,4}}(?:and|or|nor|&)\s+(?:the\s+)?(?:other|any|all|(?:any|every)(?:thing|one|body)(?:\s+else)?)(?:\s+the)?)(?:[\s-]+[a-z]+-[a-z]+)?[\s-]*$"
)
_PUT_ASIDE = as_pattern(
    r"(?i)^(?:\s+(?:already|covered|itself|myself|ones))*,?\s+so\s+(?:every(?:one|body)|all|any(?:one|body))\s+(?:but|except|besides)\s+(?:them|those|these)\b|"
    r"^(?:\s+(?:already|covered|itself|myself|ones))*,?\s+(?:so|but|and)?,?\s*(?:please\s+)?(?:leave|skip|drop|without|not|minus|except|omit)\s+(?:that|those|it|them|this|him)\b|"
    r"^,?\s+(?:are\s+|is\s+)?not\s+(?:counted|included|considered|wanted|needed|required|relevant|asked for|among\s+them)\b|"
    r"^(?:\s+(?:people|ones?|guys|groups?|actors?|crews?|gangs?|hackers|stuff))?\s+(?:i|we)\s+(?:do(?:n['’]?t|\s+not)\s+"
    r"(?:need|want|care\s+(?:about|for)|bother\s+with)|(?:already\s+)?know(?:\s+already)?)(?:\s+(?:right\s+now|now|here|today))?\s*(?:[.,;!?)]|$)|"
    r"^(?:\s+[\w-]+)?\s+(?:is|are)\s+(?:for\s+)?another\s+(?:ticket|story|matter|day|question|topic|team|list|time)\b|"
    r"^(?:\s+[\w-]+){0,2}\s+(?:aside|excluded|excepted|left out|out of (?:it|this)|"
    r"(?:do(?:es)? ?n[o'’]?t|never) (?:interest|concern|matter|count)|(?:is|are) of no interest)\b"
)
"""``leaving Russian actors aside``, ``leave espionage out of it``, ``the criminal copycats don't interest me``,
``state actors I don't need``"""
_LEFT_OUT = (
    as_pattern(
        r"(?i)\b(?:leav(?:e|ing)|keep(?:ing)?|tak(?:e|ing)|count(?:ing)?)\s+(?:the\s+)?(?:\w+\s+\()?(?:[\w-]+\s*(?:,|\band|\bor|&)\s+(?:the\s+)?)?$"
    ),
    as_pattern(
        r"(?i)^\)?(?:\s*(?:,|\band|\bor|&)\s+(?:the\s+)?[\w-]+)?(?:\s+(?:people|ones?|guys|groups?|actors?|folks|lot|crews?|gangs?|hackers|kids|boys|bunch|crowd|stuff|teams?|types?|sorts?|itself|themselves|alone|proper))?\s+(?:out|away|aside)\b"
    ),
)
"""``leave APT41 out``"""


_WHO_DOES_NOT = as_pattern(
    r"(?i)^\s+(?:(?:does|do|did|has|have)(?:n['’]?t|\s+not)(?:\s+(?:use|have|share|know))?|lacks?|misses|never used|never had)\W*$"
)
_OF_WHICH = as_pattern(r"(?i)\b(?:that|which|but|and|while|whereas)\s+(?:the\s+)?$")
"""``tools of APT29 that APT28 does not have``"""


def left_out(text: str, spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Which parts of a text, from left to right, are ruled out; what is joined to one by and is so too: ``except APT28 and APT29``."""
    found: list[bool] = []
    for number, (start, end) in enumerate(spans):
        joined = number > 0 and _JOINED.fullmatch(text[spans[number - 1][1] : start]) is not None
        found.append(is_left_out(text[:start], text[end:]) or (joined and found[-1]))
    return found


_JOINED = as_pattern(r"(?i)\s*(?:,|and|or|nor|&|/|,\s*and|,\s*or)\s*(?:the\s+)?")


def is_negated(before: str) -> bool:
    """Whether what follows a text is ruled out by it: ``… other than``."""
    found = _NEGATION.search(before)
    return found is not None and _NAMED_AND_GOES_ON.search(found[0]) is None


_NAMED_AND_GOES_ON = as_pattern(r"(?i)\w\s{3,}(?!(?:and|or|nor)\b)[a-z]")
"""``crews except … that steal crypto``, the name taken out: what follows tells of those who are left."""


def is_left_out(before: str, after: str) -> bool:
    """Whether what stands between two parts of a text is ruled out by either: ``other than …``, ``leave … out``."""
    if _WHO_DOES_NOT.match(after) and _OF_WHICH.search(before):
        return True
    framed = _LEFT_OUT[0].search(before) is not None and _LEFT_OUT[1].match(after) is not None
    return is_negated(before) or framed or _PUT_ASIDE.match(after) is not None
