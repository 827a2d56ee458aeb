"""Whether a question about an actor asks for victims by their names, and not what kind of victims it has."""

from knowledge.patterns import as_pattern

_ONE = (
    r"(?:hospital|bank|university|airline|chain|telco|carrier|embassy|manufacturer|maker|school|(?:power|water|electric\w*|energy|"
    r"gas|public) utility|refinery|pipeline|airport|station|"
    r"studio|law firm|newspaper|casino|hotel|(?:oil )?refiner|isp|internet provider|steel works|insurer|retailer|shipyard)"
)
_BODY = r"(?:company|firm|agency|ministry|vendor|operator|party|provider|service|institution|organi[sz]ation|authority)"
"""What may stand behind an actor as well."""
_DEED = (
    r"(?:h[ai]ck(?:s|ed)?|hit|breach(?:ed)?|break into|broke into|broken into|get into|got into|st[eo]al|stole|stolen|rob(?:bed)?|"
    r"compromised?|"
    r"t(?:ake|ook|aken) (?:down|out)|knock(?:ed)? (?:out|offline)|attack(?:ed)?|lost|phish(?:ed)?|infect(?:ed)?|encrypt(?:ed)?|"
    r"extort(?:ed)?|sit(?:ting)? in(?:side)?|sat in(?:side)?|inside)"
)
_MANY = (
    r"(?:casinos|banks|universities|(?:\w+ )?makers|companies|firms|hospitals|stations|airlines|ministries|agencies|telcos|carriers|"
    r"operators|vendors|embassies|victims|organi[sz]ations|hotels|schools|studios|newspapers|refineries|plants|utilities|shops|retailers|"
    r"exchanges|customers|clients|tenants|insurers|(?:\w+ )?chains|(?:restaurant|retail|hotel|fashion|food|car|luxury|consumer) brands)"
)
_HOUSES = r"(?:casinos|universities|hospitals|schools|hotels|newspapers|refineries|airports|airlines|studios|embassies|law firms)"
"""Of which few are hit, so that they are asked for one by one."""
_ACTING = (
    r"(?:runs?|ran|owns?|operates?|operated|is|behind|sells?|sold|calls?|called|reported|named|names|wrote|writes|discovered|found|"
    r"published|makes?|made|tracks?|does the|do they|uses?|used|exposed|attributes?|blames?|blamed|says?|"
    r"said|first|coined|pays|paid|employs|clerks?|employees?|staff|workers?|managers?|customers?|accounts?|cards?|systems?)"
)
"""What firms do that are no victims: ``which company runs it``."""
_NAMES = (
    r"(?:named victims|victims? names|(?:company )?names?(?: please| pls)?\W*$|list them|by name|names of|exactly|"
    r"(?:two|three|some|\d) (?:or \w+ )?names)"
)
_BETWEEN = r"(?!(?:kind|type|sort|front)\b)(?:(?!(?:did|do|does|is|are|was|were|has|have)\b)[\w-]+\s+){0,3}?"
_PATTERN = as_pattern(
    rf"(?i)\b(?:which|what)\s+{_BETWEEN}{_ONE}(?:['’]s)?(?!['’\w-])(?!\s+{_ACTING}\b)|"
    rf"\b(?:which|what)\s+{_BETWEEN}{_BODY}\b(?!\s+{_ACTING}\b).*\b{_DEED}\b|"
    rf"\b{_ONE}\b.*\bwhich one\b|\bwhose\b(?!\s+(?:source\s+)?(?:code|builder|malware|tools?)\b).*\bdid\b.*\b(?:steal|take|abuse|misuse)\b|"
    rf"\b{_DEED}\b.*\b(?:an?|two|three|four|five|\d+)\s+(?:[\w-]+\s+){{0,2}}?(?:{_ONE}|{_MANY})\b.*\b(?:names?|which ones?|"
    rf"who exactly)\W*$|"
    rf"\b(?:which|what)\s+(?:[\w-]+\s+){{0,2}}?(?:group|company|firm|body)\s+(?:was|got)\s+(?:robbed|hit|hacked|breached|attacked|encrypted|extorted)\b|"
    rf"\bname\s+of\s+(?:the|that|this)\s+{_BETWEEN}(?:{_ONE}|{_BODY}|victim)\s+(?:that\s+|which\s+|whom?\s+)?(?!{_ACTING}\b).*"
    rf"\b(?:{_DEED}|went after|goes after|targeted)\b|"
    rf"\bnames\s+of\s+(?:those|these|its|their)\s+(?:[\w-]+\s+){{0,2}}?{_MANY}\b(?!\s+{_ACTING}\b)|"
    rf"\b(?:which|what)\s+(?:[\w-]+\s+){{0,2}}?{_MANY}\s+(?:had|got|have|lost)\s+(?:it|them|that|theirs)\b|"
    rf"\b(?:which|what)\s+(?:[\w-]+\s+){{0,2}}?{_MANY}\s+"
    rf"(?:actually\s+|really\s+|ever\s+)?(?:gave in|caved|settled|fell for|hired|paid up)\b|"
    rf"\b{_MANY}\b[^?]{{0,150}}?[,:–-]\s+what\s+(?:are|were)\s+(?:they|those|these)\s+(?:called|named)\b|"
    rf"\bwhat\s+(?:is|was|were|are)\s+(?:the|that)\s+(?:{_ONE}|company|firm|victim)\s+(?:called|named)\b|"
    rf"\b{_DEED}\b.*\b(?:need|want|give\s+me)\s+(?:the|its|their|that)\s+(?:company|firm|bank|victim)(?:['’]?s)?\s+name\b|"
    rf"\bname\s+the\s+(?:[\w-]+\s+){{0,2}}?{_MANY}\b|"
    rf"\b(?:which|what)\s+(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+{_MANY}\b|"
    rf"\b(?:which|what)\s+(?:[\w-]+\s+){{0,2}}?{_MANY}\b.*\b(?:{_NAMES}|names\s+not\s+numbers)|"
    rf"\b(?:which|what)\s+{_HOUSES}(?:\s+(?:or|and)\s+\w+)?\s+(?:did|has|have)\b.*\b{_DEED}\b"
)


def asks_for_victims_by_name(text: str) -> bool:
    """``which hospital chain did they hit first``, ``which eight banks did they walk into, list them``."""
    return _PATTERN.search(text) is not None


def asks_whose_country(text: str) -> bool:
    """``Sharp Panda sat in a foreign ministry - which country's?``: where those sit who were hit, and not the actor."""
    return _WHOSE_COUNTRY.search(text) is not None and _BEHIND.search(text) is None


_STATE_BODY = (
    r"(?:ministry|mission|embassy|parliament|army|navy|agency|data\s+cent(?:er|re)|police|president|minister|"
    r"operator|bank|carrier)"
)
_WHOSE_COUNTRY = as_pattern(
    rf"(?i)\b(?:which|what|whose)\s+(?:\w+\s+)?country['’]s\s+(?:foreign\s+|military\s+|defen[cs]e\s+)?{_STATE_BODY}\b|"
    rf"\b{_STATE_BODY}\b[^?]*[,:–-]\s*(?:which|what)\s+country(?:\s+(?:was|is)\s+(?:it|that))?\W*$"
)
_BEHIND = as_pattern(r"(?i)\b(?:behind|attribut\w*|work\w*\s+for|sponsor\w*|spies\s+for|run\s+by|serv(?:e|es|ing))\b")
