"""Roundabout ways of saying what a question can say shortly: ``the adversary tracked as FIN10``, ``what number of users``."""

import re
from functools import lru_cache

_WHOEVER = (
    r"(?:adversary|actor|threat[ -]actor|group|outfit|crew|gang|team|apt(?:\s+group)?|cluster|intrusion[ -]set|activity(?:[ -]cluster)?|entity|collective|"
    r"operation|operators?|people|folks|bunch|lot|ones?|hackers|spies|adversaries|actors)"
)
_CALLED = (
    r"(?:(?:tracked|known|listed|filed|catalogu?ed|reported|described|designated|referred\s+to|publici[sz]ed|labell?ed)"
    r"(?:\s+(?:by|at|with|among|to)\s+(?:the\s+|our\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})?\s+(?:as|under)|called|named|dubbed|"
    r"that\s+(?:goes|go|went)\s+by|going\s+by|hiding\s+behind|behind\s+the\s+(?:name|label|handle|moniker|tag))"
)
_OFTEN = r"(?:(?:sometimes|formerly|previously|now|usually|also|commonly|widely|better|once|today|generally|internally|publicly)\s+)?"
_NAMED = r"(?:(?:the\s+)?(?:name|names|label|designation|moniker|handle|codename|code\s+name|tag)\s+(?:of\s+)?)?"
_BY_SOMEBODY = (
    r"(?:(?:that|which|whom|who)\s+)?(?:[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2}|they|we|some|people|others|researchers|vendors)\s+"
    r"(?:(?:used\s+to|still|now|formerly|previously|once|initially|originally|today)\s+)?"
    r"(?:calls?|called|tracks?\s+as|tracked\s+as|names?|named|labels?|labell?ed|dubs|dubbed|refers?\s+to\s+as|referred\s+to\s+as|"
    r"knows?\s+as|knew\s+as|lists?\s+as|listed\s+as|tracks?\s+under|tracked\s+under)"
)
_NOT_WHICH = r"(?<!which )(?<!what )(?<!other )(?<!any )(?<!another )(?<!Which )(?<!What )"
_WHO_IS_CALLED = re.compile(
    rf"{_NOT_WHICH}\b(?:[Tt]he|[Tt]hat|[Tt]his|[Aa]n?)\s+(?:[a-z-]+\s+){{0,2}}?{_WHOEVER}\s+"
    rf"(?:(?:that|which|who)\s+(?:is|are|was|were|has\s+been|have\s+been)\s+)?(?:{_OFTEN}{_CALLED}|{_BY_SOMEBODY})\s+{_NAMED}(?=[\"“'‘`*]{{0,2}}[A-Z0-9])"
)
_GREETS = r"(?:(?:dear\s+\w+|good\s+(?:morning|afternoon|evening|day)|hello|hi|hey)(?:\s+(?:all|team|everyone|everybody|there|colleagues))?[,.!:]?\s+)?"
_PLEASED = r"(?:glad|grateful|obliged|happy|thankful|interested|delighted|pleased|curious|keen)"
_TO_LEARN = r"(?:know|hear|learn|have|see|get|receive|find\s+out|understand|obtain|be\s+told|read)"
_ASIDE = r"(?:,\s+[^,?]{2,40},)?"
_REQUEST = re.compile(
    rf"(?i)^\W*{_GREETS}(?:and\s+)?(?:"
    rf"(?:would|could|might|is)\s+it\s+(?:be\s+)?possible\s+to\s+(?:please\s+)?{_TO_LEARN}{_ASIDE}(?:\s+about)?|"
    rf"(?:may|might|could|can)\s+(?:i|we)\s+(?:please\s+|kindly\s+)?(?:ask|enquire|inquire)(?:\s+you)?(?:\s+(?:for|about|as\s+to))?|"
    rf"(?:i|we)(?:['’]d|\s+would|\s+should|['’]m|\s+am|['’]re|\s+are)\s+(?:be\s+)?(?:very\s+|most\s+|much\s+|rather\s+)?{_PLEASED}"
    rf"(?:\s+to\s+{_TO_LEARN}|\s+for|\s+(?:if|were|should)\s+(?:you|someone|somebody|anyone)\s+(?:could|would|to)\s+(?:kindly\s+)?(?:tell|say|give|show|explain)(?:\s+(?:me|us))?)"
    rf"(?:\s+about)?|"
    rf"(?:would|could|will|can)\s+(?:you|someone|somebody|anyone)\s+(?:please\s+|kindly\s+|be\s+so\s+(?:kind|good)\s+as\s+to\s+)+"
    rf"(?:say|tell|state|give|provide|let)(?:\s+(?:me|us))?(?:\s+(?:know|have))?|"
    rf"(?:is|are)\s+there\s+(?:an?\s+|any\s+)?(?:opinions?|word|consensus|information|view|indications?|statements?)\s+"
    rf"(?:(?:in|from|among)\s+(?:your|our|the)\s+(?:sources?|data|files?|records?)\s+)?(?:as\s+to|on|about|regarding|concerning)"
    rf")(?:,)?\s+(?=\S)"
)
"""What a polite question begins with; what is wanted follows."""
_ASKS_AT_ONCE = re.compile(
    r"(?i)(?:who|whom|whose|what|which|where|when|why|how|whether|if|since|to\s+wh|from\s+wh|in\s+wh|is|are|does|do|did|has|have)\b"
)
_USE = {"make": "use", "makes": "uses", "making": "using", "made": "used"}
_WHETHER = re.compile(r"(?i)^(?:whether|if)\s+")
_SHORTER = (
    (re.compile(r"^\W*State\s+(?=the|its|their|which|whether|how|what|who)"), "give "),
    (
        re.compile(
            r"(?i)\b(?P<which>which|what)\s+(?P<kind>(?:[\w-]+\s+){0,3}?(?:malware|tools?|backdoors?|loaders?|trojans?|wipers?|rats?|ransomware|implants?|stealers?|"
            r"botnets?|spyware|rootkits?))\s+belongs?\s+to\s+"
        ),
        r"\g<which> \g<kind> is used by ",
    ),
    (re.compile(r"^\W*[Ff]or\s+(?:the|my|our|an?)\s+[^:?,A-Z0-9]{3,50}:\s+(?=\w)"), ""),
    (re.compile(r"(?i)\bwhat\s+is\s+the\s+(?:head-?\s?count|tally|total(?:\s+number)?)\s+of\s+(?:the\s+)?(?=(?:\w+\s+)?(?:groups|actors|gangs|crews|names|aliases)\b)"), "how many "),
    (re.compile(r"(?i)\b(?:to\s+)?(?:have|has|keeps?)\s+(?:its|their)\s+(?:lair|base|home|seat|headquarters|roots|nest|den)\s+in\s+(?=(?-i:[A-Z]))"), "to be from "),
    (re.compile(r"(?i)\bcalling\s+card\b"), "tool"),
    (re.compile(r"(?i)^\W*is\s+it\s+(?:really\s+|actually\s+)?(?:true|correct|right|the\s+case|a\s+fact)\s+that\s+(?P<said>[^?]{8,}?)\s*\?*$"), r"\g<said>, right?"),
    (re.compile(r"\b[Ee]numerate\b"), "list"),
    (re.compile(r"(?<!-)\b(?:[Ii]ntrusion|[Tt]hreat)[ -](?:set|cluster)(?P<s>s?)\b"), r"group\g<s>"),
    (re.compile(r"(?<!-)\b[Aa]dversaries(?![\w-])"), "actors"),
    (re.compile(r"(?<!-)\b[Aa]dversary(?![\w-])"), "actor"),
    (re.compile(r"\b[Pp]rovenance\b"), "origin"),
    (re.compile(r"\b(?:cryptonym|moniker|appellation|sobriquet|epithet)(?P<s>s?)\b"), r"name\g<s>"),
    (re.compile(r"(?i)\b(?:the\s+)?handiwork\s+of\b"), "the work of"),
    (re.compile(r"^\W*(?P<where>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s+is\s+(?:the\s+)?home\s+(?:to|of)\s+(?:what|which)\s+(?P<rest>[^?]+)"), r"which \g<rest> are from \g<where>"),
    (
        re.compile(
            r"(?i)^\W*(?:was|is|are|were|has|have)\s+(?P<what>[^,?]{2,40}?)\s+(?:ever\s+)?(?:been\s+)?(?:a\s+)?part\s+of\s+(?P<who>[^,?]{2,40}?)['’]s?\s+"
            r"(?:tradecraft|tool ?kit|arsenal|tool ?set|repertoire|tooling|playbook|tools|methods|kit|tool ?box|bag\s+of\s+tricks|techniques|tactics|ttps)\b"
        ),
        r"did \g<who> use \g<what>",
    ),
    (re.compile(r"(?<=\?)\s*\([^()?]{8,}\)\s*$"), ""),
    (
        re.compile(
            r"(?i)(?<=\w)[,;:–-]*\s+(?:(?:in|as)\s+)?(?:an?\s+)?(?:short\s+|brief\s+|simple\s+)?(?:bullet\s+points?|bullets|table|list\s+form|bulleted\s+list|tabular\s+form)"
            r"(?:\s+(?:please|pls|only|will\s+do))?\W*$"
        ),
        "",
    ),
    (re.compile(r"(?i)\b(?:what|which)\s+(?:is\s+the\s+)?number\s+of\b"), "how many"),
    (re.compile(r"(?i)\bwhat\s+(?:is\s+the\s+)?(?:amount|quantity)\s+of\b"), "how much"),
    (re.compile(r"(?i)\b(?:could|can|would|will)\s+you\s+(?:please\s+)?count\s+(?!.*\bas\b)(?:(?:for\s+)?(?:me|us)\s+)?(?:the\s+)?"), "how many "),
    (re.compile(r"(?i)\b(?:in|over|during)\s+the\s+(?:course|span)\s+of\s+(?=\d|the\b)"), "in "),
    (re.compile(r"(?i)(?:\bin\s+)?\b(?:the\s+)?calendar\s+year\s+(?=\d{4})"), "in "),
    (re.compile(r"(?i)\bwith\s+(?:regard|respect)s?\s+to\b|\bin\s+respect\s+of\b"), "about"),
    (re.compile(r"(?i)\bon\s+the\s+part\s+of\b|\bat\s+the\s+hands\s+of\b"), "by"),
    (re.compile(r"(?i)\bfor\s+the\s+purposes?\s+of\b"), "for"),
    (
        re.compile(
            r"(?i)(?:\s*\b(?:has|have|had)|['’](?:s|ve))?\s+(?:got\s+)?(?P<whom>(?:the\s+)?[\w-]+(?:\s+[\w-]+){0,4}?)\s+in\s+(?:its|their)\s+(?:sights|cross-?hairs)\b"
        ),
        r" targets \g<whom>",
    ),
    (
        re.compile(
            r"(?i)^\W*(?P<whom>[^:,?]{3,50}?)\s+as\s+(?:the\s+|its\s+|their\s+)?(?:victims?|targets?|prey)\s*[:,–-]+\s*(?:please\s+)?"
            r"(?:(?:give\s+me|list|show(?:\s+me)?|name|which|what)\s+)?(?:the\s+)?(?:groups|actors|gangs|crews|names)\W*$"
        ),
        r"which groups target \g<whom>",
    ),
    (
        re.compile(
            r"(?i)\b(?P<who>who(?:ever)?)\s+(?:hides|is\s+hiding|lurks|sits|stands|operates|goes)\s+(?:behind|under|by)\s+the\s+"
            r"(?:tag|label|handle|moniker|alias|codename|code\s+name|cryptonym|nickname|designation|name)\s+(?=[\"“'‘]?(?-i:[A-Z0-9]))"
        ),
        r"\g<who> is ",
    ),
    (
        re.compile(
            r"(?:\b(?:connected|associated|linked)\s+(?:with|to)\s+)?\b(?P<where>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s+as\s+(?:(?:its|their|the|a)\s+)?"
            r"(?:country\s+of\s+origin|home\s+(?:country|base)|origin)\b"
        ),
        r"from \g<where>",
    ),
    (
        re.compile(
            r"\b(?:for|of)\s+wh(?:ich|om)\s+(?P<where>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s+is\s+(?:given|named|listed|stated|considered|recorded|seen|noted)\s+as\s+"
            r"(?:the\s+|their\s+)?(?:country\s+of\s+origin|home(?:\s+(?:country|base))?|origin)\b"
        ),
        r"from \g<where>",
    ),
    (re.compile(r"(?i),\s+(?:(?:the|any)\s+)?(?:criminals?|crime|criminal ones)\s+(?:included|too|as\s+well)\b"), ""),
    (
        re.compile(r"(?i)\b(?P<is>is|are|was|were)\s+(?P<who>[^,?]{2,30}?)\s+(?:placed|located|situated|seated)\s+in\s+(?=(?-i:[A-Z]))"),
        r"\g<is> \g<who> attributed to ",
    ),
    (
        re.compile(
            r"(?i)^(?P<what>wh(?:at|o)(?:['’]s|\s+is|\s+are)\s+)(?P<one>\S+(?:\s\S+){0,2}['’]s?)\s+(?P<side>[^,?]{3,40}?),?\s+(?:and|plus)\s+(?P<other>\S+(?:\s\S+){0,2}['’]s?)\W*$"
        ),
        r"\g<what>\g<one> \g<side>? \g<what>\g<other> \g<side>?",
    ),
    (re.compile(r"(?i)\b(?:ever\s+)?(?:been\s+)?held\s+responsible\s+for\b"), "carried out"),
    (re.compile(r"(?i)\b(?P<how>mak(?:e|es|ing)|made)\s+use\s+of\b"), lambda match: _USE[match["how"].lower()]),
    (re.compile(r"(?i)\bmade\s+use\s+of\b"), "used"),
    (re.compile(r"(?i)\bin\s+(?:your|our)\s+(?:knowledge\s+base|database|data|files|records|collection)\b"), ""),
    (re.compile(r"(?i),\s+(?:to|as\s+far\s+as)\s+(?:your|our)\s+(?:best\s+)?knowledge(?:\s+goes)?\s*,"), ""),
    (
        re.compile(
            r"(?i),?\s*\b(?:to\s+(?:your|our|the\s+best\s+of\s+(?:your|our))\s+knowledge|if\s+i\s+may(?:\s+(?:ask|be\s+so\s+\w+|follow\s+up)(?:\s+on\s+(?:this|that))?)?|"
            r"as\s+i\s+gather|as\s+far\s+as\s+(?:we|you|i)\s+know|if\s+(?:you|i)\s+(?:please|would|may)|if\s+known|if\s+any|everything\s+you\s+(?:hold|have)|"
            r"while\s+(?:you(?:['’]re|\s+are)|we(?:['’]re|\s+are))\s+at\s+it)\b(?=\s*[,.?!)]|\s*$|\s+[A-Z])"
        ),
        "",
    ),
    (re.compile(r"(?i)(?<=\w)\s+\((?:also(?:\s+known\s+as)?|aka|a\.k\.a\.?|ex|formerly|previously|alias|née|=)[\s-]+[^()?]{2,40}\)"), ""),
    (
        re.compile(
            r"(?i)^(?P<said>.{12,}?)[.,;:–-]+\s*(?:tick\s+or\s+cross|true\s+or\s+(?:false|not)|fact\s+or\s+(?:fiction|myth)|yes\s+or\s+no|yea\s+or\s+nay|"
            r"right\s+or\s+wrong|correct\s+or\s+not)\W*$"
        ),
        r"\g<said>, right?",
    ),
    (
        re.compile(
            r"(?i)^(?P<who>(?:the\s+)?[\w.()-]+(?:\s+(?!never\b)[\w.()-]+){0,3})\s+(?:has\s+|have\s+|had\s+)?never\s+(?P<rest>.+?),?\s+"
            r"(?:did|has|have|had|do|does|right|correct|true)\b(?:\s+(?:they|it|he|she))?\W*$"
        ),
        r"did \g<who> ever \g<rest>?",
    ),
    (re.compile(r"(?i)(?<=\S)\s+[–-]\s+(?:an?\s+)?(?:author|creator|maker|developer|coder)s?\s*\?"), " - who made it?"),
)


@lru_cache(maxsize=64)
def straight(text: str) -> str:
    """A text with what it says in a roundabout way said shortly; names are left as they are."""
    asked = _REQUEST.sub("", text, count=1)
    if asked != text:
        text = _WHETHER.sub("is it true that ", asked) if _ASKS_AT_ONCE.match(asked) else f"show {asked}"
    text = _WHO_IS_CALLED.sub("", text)
    for pattern, shorter in _SHORTER:
        text = pattern.sub(shorter, text)
    return text
