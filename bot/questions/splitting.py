"""Several questions in one message -> each of them; at most three, the rest is left."""

import re

from bot.questions.wording import is_yesno
from knowledge.patterns import as_pattern

MAX_QUESTIONS = 3
_OPENING = r"(?:and|also|then|who|what|which|where|how|does|is|list|show|tell)"
_SIDES = r"(?:is|are|do|does|did|was|were|tools|targets?|uses?|groups?|countries|country|nation|sectors?|malware|one|government|names?)"
_NOUNS = (
    r"(?:the\s+)?(?:unit number|names|aliases|tools|malware|targets|victims|techniques|ttps|campaigns|origin|unit|ministry|sponsor|"
    r"attribution|country|sectors|countries|industries|verticals)"
)
_VERBS_AFTER = (
    r"(?:use[sd]?|using|target\w*|are|were|is|was|have|has|had|hit|hits|attack\w*|also|come|comes|deploy\w*|go|goes|went|do|does|did)"
)
"""After ``and who`` or ``and which`` they go on about those spoken of: ``groups that target banks and which use Emotet``."""
_VERBS = r"(?:list|show|tell|give|name|compare|who|what|which|where|how)"
_BREAK = as_pattern(
    rf"(?<=[?!])\s+(?:\+\s+)?|,\s+also\s+(?={_OPENING}\b)|"
    rf"\n+|;\s+|(?<=\w)\.{{1,3}}\s+(?={_OPENING}\b)|\s+(?:and also|also,|and then|plus)\s+(?={_OPENING}\b)|"
    rf",?\s+and\s+while\s+(?:we|i|you)(?:['’]?(?:re|m)|\s+are|\s+am)\s+at\s+it,?\s+|(?<=[?!])\s+i(?:['’]d|\s+would)\s+(?:also\s+)?(?:like|need)\s+(?:to\s+know\s+)?|"
    rf",?\s+and,?\s+(?:separately,?\s+)?(?=(?:who|what|which|where|how)\s+{_SIDES}\b)|"
    rf",?\s+and,?\s+(?=(?:over|through|with|by|via|from|against|under)\s+(?:what|which|whom)\s+\w+)|,\s+oh,?\s+(?:and\s+)?(?=\w+\s+\w)|"
    rf",?\s+and,?\s+(?:separately,?\s+)?(?=(?:whom|when|since when|how|what)(?:['’]?(?:s|re))?\s+\w+\s+\w+)|"
    rf",?\s+and,?\s+(?:separately,?\s+)?(?=(?:who|which|whose|where)(?:['’]?(?:s|re))?\s+(?!{_VERBS_AFTER}\b)\w+(?:['’]s)?\s+\w+)|"
    rf",?\s+and\s+[–-]+\s*(?:(?:a|another)\s+)?(?:separate|different|other|second)\s+(?:matter|question|topic|point|thing)\s*[–-]+\s+|"
    rf",?\s+and\s+(?=whose\s+(?:is|are|was)\b)|,?\s+(?:and|then|and\s+then)\s+(?=the\s+same\s+(?:for|of|with)\b)|"
    rf",?\s+and\s+(?=the\s+(?:year|date|month|day)\s+\w+\s+\w+)|"
    rf",?\s+(?:and|\+|&|plus)\s+(?=(?:[\w.-]+\s+){{0,2}}[\w.-]+(?:['’]s|s['’])\s+(?:\w+\s+)?(?:{_NOUNS}|country of origin)\b)|"
    rf"\s+(?:\+|&)\s+(?=(?:{_NOUNS}|(?:the\s+)?names?\s+(?:of|used|for)|since when|when|how|where|their|its|what|who|which)\b)|"
    rf"(?<=to whom),\s+(?:and\s+)?(?=\S)|(?<=is whose),?\s+(?:and\s+)?(?=[A-Z]\S+\s+is\s+whose\b)|"
    rf"(?<=was who),\s+(?:and\s+)?(?=\w)|"
    rf"\s*/\s*(?=(?:who|what|which|where|how)\b)|(?:^|\s+)(?:and\s+)?\(?\d[.)]\s+|"
    rf"\s+\+\s+(?=(?:is|are|was|does|do|did|has|have)\s)|,?\s+and\s+(?=\w[\w-]*(?:\s\w[\w-]*)?\s+is\s+(?:of\s+|from\s+)?(?:what|which)\b)|"
    rf",\s+(?:and\s+)?(?={_NOUNS}\s+(?:of|behind|for|used)\b)|\s+(?:plus|and|&)\s+(?={_NOUNS}\s+(?:of|for)\s)|"
    rf",?\s+(?:and\s+)?then\s+(?={_VERBS}\b)|\s+(?:&|and)\s+(?=(?:what|who)['’]?s\b)|"
    rf",?\s+and\s+(?=(?:did|does|do|has|have|is|are|was|were)\s+(?:it|they|he)\b)|"
    rf",?\s+and\s+(?=(?:is|are|was|were)\s+(?:that|this|those|these)\s+(?:really\s+)?(?:the\s+)?same\b)|(?<=\w)\.+\s+(?=and\s+\S+(?:\s\S+)?\W*$)|"
    rf",\s+(?:and\s+)?(?=(?:its|their)\s+(?:[\w-]+\s+){{0,3}}?(?:names?|origin|backdoors?|tools?|malware|targets?|victims?|aliases|sponsor|"
    rf"country|techniques|campaigns)\b)|"
    rf",?\s+plus\s+(?=(?:the|its|their)\s+(?:\w+\s+){{0,2}}?(?:countr|sector|name|alias|tool|malware|target|victim|origin))|"
    rf"\s+&\s+(?=(?:how|when|where|which|who|what)\s)|,?\s+and,?\s+(?=(?:(?:does|did|do(?=\s+(?:they|those|these|we|you|any|the)\b))\s+\S+(?:\s\S+)?|(?:is|has|was)\s+(?!not\b)\S+\s\S+)\s*\?*$)",
    re.IGNORECASE,
)
_ASKS = as_pattern(
    r"(?i)\?|\b(?:whos?|whats?|which|where|when|how|does|do|did|is|are|list|show|tell|give|compare|names?|aliases|tools?|targets?|aka|unit|ministry|malware|origin|victims|techniques|ttps|country|campaigns|owners?|authors?)\b|"
    r"^the\s+(?:sectors|countries|industries|verticals|year|date|month|day)\b|^(?:are|was|were|has|have|whose)\s+\S+\s\S+"
)


_ASKS_WHO = as_pattern(
    r"(?i)(?:group|actor|gang|crew)s?\s+names?(?:\s+(?:please|pls|plz))?(?:\s*,?\s*(?:and\s+)?not\s+(?:the\s+)?(?:malware|tools|software|programs))?\s*[?!.]*|"
    r"(?:any\s+|the\s+|your\s+|hunting\s+)?(?:names?|list)(?:\s+(?:please|pls|plz))?\s*[?!.]*|"
    r"which\s+one(?:\s+(?:is|was)\s+(?:it|that|this))?\s*[?!.]+|"
    r"what(?:['’]s|\s+is|\s+was)\s+(?:the|that|this)\s+(?:actor|group|gang|crew|apt)(?:['’]?s)?(?:\s+(?:name|called))?\s*[?!.]*|"
    r"(?:and\s+)?which ones\s+(?:are|would)(?:\s+(?:they|those|these|there|that)(?:\s+be)?)?\s*[?!.]*|"
    r"(?:so\s+)?whom?\s+(?:do|should|can|would|shall)\s+(?:i|we)\s+(?:name|list|tell\s+them|put(?:\s+down)?|write(?:\s+down)?)\s*[?!.]*|"
    r"what (?:do|have|did|else do) (?:we|you) (?:know|have|got)(?: (?:on|about) (?:it|them|that|this))?\s*[?!.]*|"
    r"(?:and\s+)?(?:so\s+)?(?:who|whom|whose work|"
    r"which|what|any|known)(?:\s+(?:known\s+)?(?:actors?|groups?|gangs?|crews?|apts?|hackers))?(?:\s+(?:fits?(?:\s+best)?|"
    r"match(?:es)?(?:\s+best)?|comes? to mind|pls|plz|please|(?:ticks?|checks?|fits?|match(?:es)?|meets?)\s+(?:all|both)"
    r"(?:\s+(?:of\s+)?(?:(?:the|these|those)\s+)?(?:two|three|four|boxes|them|these|those))?))?"
    r"(?:\s+(?:is|are|was|were|does|do|did|known|did it|"
    r"(?:can|could|might|may|would|will) (?:it |this |that |they )?be))*(?:\s+(?:it|that|this|supposed to be|meant to be|meant|"
    r"blamed|suspected|accused|behind(?:\s+(?:it|that|this|them|these|those|all (?:of )?(?:it|this|that)))?|by now|"
    r"to blame))*\s*[?!.]*"
)
"""``Which actors?``, ``Who does it?``: what is asked of what was said before."""
_WHICH_OF_IT = as_pattern(r"(?i)(?:and\s+)?(?:if so,?\s+)?(?:which one|what (?:sum|amount|figure|number))\W*")
"""``did LockBit name a sum for it? which one``"""
_ASKS_FOR_MORE = as_pattern(
    r"(?i)by\s+(?:whom|who|which\s+(?:police|court|government|agency|authorit\w+|country|vendor))\W*|(?:full\s+)?names?\s*(?:\+|and|&|,)\s*(?:ages?|ranks?|unit|nationalit\w+|photos?)\W*"
)
"""``who was arrested? name + age``, ``is anybody named as its head, and by which police?``"""
_OF_ITS_NAME = as_pattern(r"(?i)(?:and\s+)?(?:how|what)\s+(?:was|is|were)\s+(?:it|that)\s+called\W*")
_ITS_MALWARE = as_pattern(
    r"(?i)\b(?:its|their|his|an?|the)\s+(?:\w+\s+){0,2}?(?:spyware|malware|ransomware|backdoor|trojan|wiper|app|implant|worm|stealer|loader)\b"
)
"""``when did it release its Android spyware and how was it called``: the name of that, which stands in the answer anyway"""
_POINTS_BACK = as_pattern(
    r"(?i)(?:and\s+)?(?:so\s+)?(?:who(?:['’]s)?|whose|which (?:groups?|actors?|gangs?|crews?|apts?))\b"
    r"(?:(?:\s+\S+){0,3}?\s+(?:that|this|it|so)\b|\s+(?:sent|did|wrote|made|spread|planted|built|mailed|stole)\s+(?:these|those|them)\W*$)"
)
_IS_THAT_SO = as_pattern(r"(?i)(?:and\s+|so\s+)?(?:is|was)\s+(?:it|this|that)\s+(?:really\s+)?(?:right|true|so|correct|the case)\s*[?!.]*")
"""``I was told that … . Is it right?``"""
_ASKS_AT_ONCE = as_pattern(
    r"(?i)(?:who|whom|whose|what|which|where|when|why|how|is|are|was|were|does|do|did|has|have|can|could|list|show|tell|give|compare|names?|any)\b"
)
"""``Somebody burns our CPU on Monero. Who does that for a living?``: what is asked of what was only said is one question with it."""
_NARROWS = as_pattern(
    r"(?i)(?:only|but only|but not|not|except|without|excluding|preferably|ideally)\b(?!.*\b(?:who|what|which|where|how)\b)"
)
"""``Only North Korean or Iranian``: limits what was asked before."""
_SAME = as_pattern(r"(?i)(?:and\s+)?(?:the\s+)?(?:same|ditto|likewise)\b")
_WH = r"(?:who|whom|whose|what|which|when|where|how)"
_LISTED = as_pattern(
    rf"(?i),\s+(?=(?:(?:since\s+)?{_WH}(?:['’]s)?|(?:were|are|did|do|have) they|"
    r"(?:was|is|did|does|has) it)\s+\w+(?:\s+\w+|\W*$))|"
    r",\s+(?:and\s+)?(?=(?:is|does|did|has|was)\s+(?:(?-i:[A-Z][\w-]+)|[a-z]+-?\d[\w-]*)\s+\w)|,\s+and\s+(?=since\s+when\b)"
)


_OF_THE_ASKER = as_pattern(r"(?i)(?:i['’]?m|i am|i|am|we['’]?re|we|my|our|asking|need|preparing|writing|for (?:a|an|my|our|the))\b")
"""``Am preparing a hearing on press freedom``: why somebody asks, said after what is asked."""


_LEAVES_OUT = as_pattern(r"(?i)\b(?:skip|leave|drop|omit|ignore|without|except|besides|not)\b")
"""``… in Africa? we know about Salt Typhoon already, skip them``: belongs to what is asked"""


_TWICE = as_pattern(r"(?i)(?P<first>who\s+(?P<verb>\w+)\s+.+?),?\s+and\s+(?P<second>who\s+(?P=verb)\s+.+)")
"""``who has PingPull and who has Remexi``"""
_OWNS = r"(?:runs?|ran|has|have|uses?|used|makes?|made|owns?|wrote|writes?|built|operates?|drops?|deploys?|spreads?)"
_WHO_AND_WHO = as_pattern(
    rf"(?i)(?:[^:?]{{2,40}}:\s+)?(?P<first>who\s+{_OWNS}\s+\S+(?:\s\S+)?),?\s+and\s+(?P<second>who\s+{_OWNS}\s+\S+(?:\s\S+)?)\W*"
)
"""``two things: who runs Pteranodon, and who has ROKRAT``"""
_BEHIND_AND = as_pattern(
    r"(?i)(?P<first>(?:[^:?]{2,40}:\s+)?who(?:['’]s|\s+(?:is|was|were|are))\s+behind\s+.+?),?\s+and\s+(?P<second>who\s+.+)"
)
"""``who was behind Kaseya, and who hit Change Healthcare``"""
_DID = r"(?:hacked|hit|attacked|breached|robbed|wiped|ransomed|took\s+down|broke\s+into|infiltrated|targeted)"
_HIT_AND_HIT = as_pattern(
    rf"(?i)(?P<first>(?:[^:?]{{2,40}}:\s+)?who\s+{_DID}\s+(?:the\s+)?(?-i:[A-Z])[^?]*?),?\s+and\s+(?P<second>who\s+{_DID}\s+(?:the\s+)?(?-i:[A-Z]).+)"
)
"""``who hacked Las Vegas Sands in 2014, and who hit Saudi Aramco in 2012``"""
_AUX = r"(?:does|do|did|is|has|was|are|were)"
_YES_TWICE = as_pattern(
    rf"(?i)(?P<first>\W*{_AUX}\s+\S.+?),?\s+and\s+(?P<second>{_AUX}\s+(?!it\b|they\b|he\b|not\b)(?:the\s+)?\S+(?:\s\S+)?\s+[a-z]+\s+.+)"
)
"""``does Transparent Tribe use DarkComet and does the Gorgon Group use Remcos?``"""
_ONE_MORE = as_pattern(r"(?i)and\s+\S+(?:\s\S+)?\W*")
"""``and Darkhotel``"""


def _sides_of_several(text: str) -> list[str]:
    """``country for YoroTrooper, Microsoft name for StrongPity and the sectors of Weaver Ant``: one each; none where it is no such row."""
    found = [match[1].strip(" ?!.") for match in _SIDE_OF.finditer(text)]
    beside = len(_SIDE_OF.sub(" ", text).split())
    return found if len(found) > 1 and beside <= MAX_BESIDE else []


MAX_BESIDE = 4
"""So many words may stand beside such a row, as in ``hey, need … thx``."""


_SIDE_NOUN = r"(?:names?|aliases|country|origin|sectors?|targets?|tools|malware|techniques|ttps|sponsor|unit|nation|industries)"
_SIDE_OF = as_pattern(
    rf"(?i)(?:^|[:,]\s+(?:and\s+)?|\s+(?:and|plus|&|\+)\s+)(?:need\s+|give me\s+|want\s+)?"
    rf"((?:the\s+)?(?:[\w’'-]+\s+)?{_SIDE_NOUN}\s+(?:for|of)\s+(?!(?:the|this|that|their|its)\b)[^,?]+?)"
    rf"(?=,\s|\s+(?:and|plus|&|\+)\s+(?:the\s+)?(?:[\w’'-]+\s+)?{_SIDE_NOUN}\s+(?:for|of)\s|[.?!]|$)"
)


def _pieces(text: str) -> list[str]:
    """The parts of a text; where the first asks with who, when or the like, at a comma before another such word too."""
    if sides := _sides_of_several(text):
        return sides
    pieces = _BREAK.split(text)
    if row := _RESPECTIVELY.fullmatch(text):
        return [f"{row['before']}{row[name]}{row['after']}" for name in ("first", "second")]
    if len(pieces) == 1 and (
        twice := next(filter(None, (way.fullmatch(text) for way in (_TWICE, _WHO_AND_WHO, _BEHIND_AND, _HIT_AND_HIT, _YES_TWICE))), None)
    ):
        pieces = [twice["first"], twice["second"]]
    if re.match(rf"(?i)(?:[^:?]{{2,40}}:\s+|[^:?]{{0,50}}\b(?:know|tell me|tell us|say)\s+)?(?:{_WH})\b", pieces[0]):
        pieces[:1] = _LISTED.split(pieces[0])
    return pieces


_RESPECTIVELY = as_pattern(
    r"(?P<before>.*?)(?P<first>[A-Z][\w.-]+)\s+and\s+(?P<second>[A-Z][\w.-]+)(?P<after>[^?]*?),?\s*\brespectively\b\W*"
)
"""``which groups do Sardonic and Milan belong to, respectively``"""
_NUMBERED = as_pattern(r"(?:^|\s+)(?:and\s+)?(?:\(?[1-9][.)]|\([a-c]\)|(?:[Ff]irst|[Ss]econd|[Tt]hird)(?:ly)?\s*:)\s+")
"""``two things: 1) who … 2) what …``"""


_A_NAME_FIRST = as_pattern(
    r"(?!(?:Two|Three|Questions?|Both|Please|Need|Hi|Hello|Ok|Quick)\b)[A-Z][\w.-]*(?:\s[A-Z\d][\w.-]*){0,2}\s*[:,–-]"
)
"""``Molerats: 1) whose interests 2) …``: of whom each is asked"""


_A_SMALL_NAME = as_pattern(
    r"(?!.*\b(?:two|three|four|some|few|questions?|things?|both|please|pls|need|hi|hello|hey|ok|okay|quick|and|also|then|i|we|you|tell|know|asks?|asap|"
    r"short|quickly|thanks|morning|all|team|points?|bits?|parts?|tickets?|for|on|about)\b)[a-z][a-z0-9.-]{2,}(?:\s[a-z0-9.-]{2,}){0,2}"
)
"""``scattered spider 1) aliases 2) …``"""


def _joined(text: str, before: str, part: str) -> str:
    """Two parts of a text as one, with the stop that stood between them."""
    if not before:
        return part
    end = text.find(before) + len(before)
    stop = re.match(r"[.:;]\s+", text[end:])
    return f"{before}{stop[0][0] if stop and text.startswith(part, end + stop.end()) else ''} {part}"


def split_questions(text: str) -> list[str]:
    """The questions in a text. A part that asks nothing belongs to the one after it, or is dropped at the end."""
    lead, *numbered = _NUMBERED.split(text)
    if len(numbered) > 1 and len(lead.split()) <= MAX_BESIDE and not re.search(r"[a-z]\s+[A-Z]|\d", lead):
        of_whom = f"{lead} " if _A_NAME_FIRST.fullmatch(lead) else f"{lead}: " if _A_SMALL_NAME.fullmatch(lead) else ""
        return [f"{of_whom}{part.strip(' ,;')}" for part in numbered if part.strip(" ,;")][:MAX_QUESTIONS]
    parts: list[str] = []
    before = ""
    for part in filter(None, (part.strip() for part in _pieces(text))):
        if parts and _IS_THAT_SO.fullmatch(part):
            parts[-1] = f"{parts[-1].rstrip(' .?!')}, is that so?"
        elif before and _IS_THAT_SO.fullmatch(part):
            parts.append(f"{before.rstrip(' .?!')}, is that so?")
            before = ""
        elif parts and _POINTS_BACK.match(part) and not parts[-1].endswith("?") and not _ASKS_AT_ONCE.match(parts[-1]):
            parts[-1] = f"{parts[-1]}. {part}"
        elif parts and _is_an_aside(part, parts[-1]):
            continue
        elif parts and _is_more_of_it(part, parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        elif parts and (_ASKS_WHO.fullmatch(part) or _NARROWS.match(part)):
            parts[-1] = f"{parts[-1].rstrip(' ?')}, {part}" if _NARROWS.match(part) else f"{parts[-1]} {part}"
        elif before and _ASKS_WHO.fullmatch(part):
            parts.append(f"{before} {part}")
            before = ""
        elif _ASKS.search(part) or (parts and (_SAME.match(part) or _ONE_MORE.fullmatch(part))):
            parts.append(_joined(text, before, part))
            before = ""
        else:
            before = _joined(text, before, part)
    if before and parts and parts[-1].endswith("?") and _OF_THE_ASKER.match(before) and not _LEAVES_OUT.search(before):
        return parts[:MAX_QUESTIONS]
    if before:
        parts = [*parts[:-1], f"{parts[-1]} {before}"] if parts else [before]
    return _of_any(parts[:MAX_QUESTIONS]) if parts else [text]


def _is_an_aside(part: str, before: str) -> bool:
    """Whether a part asks nothing new: it says why somebody asks, or which word of the question before it is meant: ``plugin name pls``."""
    if _OF_ITS_NAME.fullmatch(part) and _ITS_MALWARE.search(before):
        return True
    if not before.endswith("?"):
        return False
    named = _NAME_OF.fullmatch(part)
    return _ASIDE.fullmatch(part) is not None or (named is not None and named["what"].lower() in before.lower())


_ASIDE = as_pattern(
    r"(?i)(?:group|actor|gang|crew)s?\s+names?(?:\s+(?:please|pls|plz))?(?:\s*,?\s*(?:and\s+)?not\s+(?:the\s+)?(?:malware|tools|software|programs))?\W*|"
    r"(?:our|my|the|a)\s+(?:client|customer|boss|lawyer|insurer|auditor|editor|judge|board|producer|co-?host)\b(?!.*\b(?:who|what|which|when|where|how)\b)[^?]*|"
    r"(?:i\s+|we\s+)?needs?\s+(?:an?\s+|the\s+|his\s+|her\s+|their\s+|its\s+)?(?:name|number|date|figure|it|that|sum|answer)s?\s+for\s+[^?]*|"
    r"(?:exhibit|annex|page|slide|section|chapter|footnote|paragraph)\s+\w+\s+needs\s+(?:it|that)\b[^?]*|"
    r"(?:number|name|date|figure|sum)\s+for\s+(?:the\s+|my\s+|our\s+|an?\s+)?\w+(?:\s\w+)?\W*|(?:first|last|full|real)\s+names?\s+(?:is|are)\s+(?:ok|fine|enough)\W*"
)
"""``who was fired over it? our client did business w/ him``, ``… need name for the chronology``"""
_NAME_OF = as_pattern(r"(?i)(?P<what>[a-z]{3,})\s+names?(?:\s+(?:pls|please|plz|if known))?\W*")


def _is_more_of_it(part: str, before: str) -> bool:
    """Whether a part asks for more of what the one before it asks for: ``did they name a sum? which one``."""
    return _ASKS_FOR_MORE.fullmatch(part) is not None or (_WHICH_OF_IT.fullmatch(part) is not None and is_yesno(before))


def _of_any(parts: list[str]) -> list[str]:
    """``Which group used Sardonic? Which one used Pallas?``: the second is of any group, and not of those that used the first."""
    asks = _WHICH_GROUP.match(parts[0])
    return [parts[0], *(_WHICH_ONE.sub(f"which {asks['what']} ", part) for part in parts[1:])] if asks else parts


_WHICH_GROUP = as_pattern(r"(?i)\W*(?:which|what)\s+(?P<what>group|actor|gang|crew|apt|outfit)\s")
_WHICH_ONE = as_pattern(
    r"(?i)^\W*(?:and\s+)?which\s+one\s+(?=(?:us|hit|attack|target|hack|breach|deploy|spread|wrote|built|made|ran|runs|is|was|did|does)\w*\b)"
)
