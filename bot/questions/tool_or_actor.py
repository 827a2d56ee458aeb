"""Whether a name that is an actor's and malware's is malware in a question: ``does Kimsuky encrypt with LockBit``."""

from collections.abc import Sequence

from bot.questions.model import Mentioned
from knowledge.normalise import key
from knowledge.patterns import as_pattern

USE_VERBS = (
    r"us(?:e|es|ed|ing)|runs?|ran|running|deploy\w*|dropp?(?:s|ed|ing)?|spread\w*|carr(?:y|ies|ied|ying)|wield\w*|(?:seen|"
    r"spotted|observed|caught|found) with|known for(?: using| dropping)?"
)


USING = as_pattern(
    rf"(?i)\b(?:(?:{USE_VERBS}|deliver\w*|distribut\w*|rent\w*|push\w*|serv(?:es|ed|ing))\s+(?:the\s+)?"
    rf"(?:(?:ransomware|malware|trojan|botnet|loader|tool|backdoor|rat)\s+)?|(?:encrypt|lock|infect|hit|attack)\w*\s+(?:\w+\s+)?with\s+)$"
)


def is_tool_here(text: str, mention: Mentioned, mentions: Sequence[Mentioned]) -> bool:
    """Whether a name that is an actor's and malware's is malware here: another actor is said to use it, or who does is asked."""
    if not mention.meaning.of_type("software"):
        return False
    before, after = text[: mention.start], text[mention.end :]
    if _is_asked_of_malware(before, after, mention):
        return True
    own = {c.entity.id for c in mention.meaning.of_type("actor")[:1]}
    others = any(m is not mention and (found := m.meaning.of_type("actor")) and found[0].entity.id not in own for m in mentions)
    plain = bool(mention.meaning.bearers())
    if not plain and (USING.search(before) or (others and _USE_IT.search(after))):
        return True
    if others and _ISSUE_OF.search(before):
        return True
    beside_a_tool = any(
        m is not mention
        and not m.meaning.of_type("actor")
        and m.meaning.of_type("software")
        and _BESIDE.fullmatch(_between(text, m, mention))
        for m in mentions
    )
    if others and (_USED_BY.match(after) or _MADE.search(before) or _PAYLOAD.match(after)):
        return True
    if _MALWARE_USED_BY.match(after):
        return True
    asked = _WHO_USES.match(before) is not None and not (plain and _RUNS.search(before))
    return beside_a_tool or ((others or asked) and USING.search(before) is not None)


_ISSUE_OF = as_pattern(r"(?i)\b(?:version|build|release|variant|edition|copy|sample|flavou?r|strain)s?\s+of\s+(?:the\s+)?$")
"""``which version of LockBit did XDSpy drop``"""
_RUNS = as_pattern(r"(?i)\b(?:runs?|ran|running)\s+(?:the\s+)?$")
"""``who runs Naikon``: who is behind it"""
_USE_IT = as_pattern(r"(?i)\b(?:us(?:e|es|ed|ing)|deploy\w*|spread\w*|dropp?(?:s|ed)?)\s+(?:it|that|this)\b")
"""``RTM and Emotet, do they use it``"""


def _is_asked_of_malware(before: str, after: str, mention: Mentioned) -> bool:
    """Whether a question asks what malware is or runs on, and its name is that of software on record.

    Where the name is no plain name of the actor, to ask what it is is enough: ``what is Emotet``.
    """
    if all(c.entity.layers == ("misp",) for c in mention.meaning.of_type("software")):
        return False
    plain = bool(mention.meaning.bearers())
    if _IS_IT.search(before) and _A_KIND.match(after):
        return True
    if _WHAT_IS.search(before) and (_MALWARE.match(after) or ((not plain or _is_rather_malware(mention)) and _THE_END.match(after))):
        return True
    if _WHAT_DOES.search(before) and _DO.match(after) and _is_rather_malware(mention):
        return True
    if _OF_ITS_MAKE.search(before + after) and _ITS_KIND.match(after) and _is_a_program(mention):
        return True
    if _AND_WHO_HAS_IT.match(after) and not before.strip() and _is_a_program(mention):
        return True
    return _OF_MALWARE.search(before) is not None or _ITSELF.match(after) is not None or _ON_MACHINES.match(after) is not None


def _is_a_program(mention: Mentioned) -> bool:
    """Whether a name is just what some program is called."""
    written = key(mention.text.lower().removeprefix("the "))
    return any(key(c.entity.name) == written for c in mention.meaning.of_type("software"))


def _is_rather_malware(mention: Mentioned) -> bool:
    """Whether a name is what some malware is called first of all, and no actor is: ``TrickBot``, which is also said of a gang."""
    written = key(mention.text)
    actors, malware = mention.meaning.of_type("actor"), mention.meaning.of_type("software")
    return any(key(c.entity.name) == written for c in malware) and not any(key(c.entity.name) == written for c in actors)


_WHAT_DOES, _DO = as_pattern(r"(?i)\bwhat\s+(?:does|did|can)\s+(?:the\s+)?$"), as_pattern(r"(?i)\s+do\W*$")
_KIND = r"(?:malware|ransomware|trojan|wiper|worm|botnet|backdoor|rat|implant|loader|stealer|rootkit|tool|downloader|dropper)"


_IS_IT = as_pattern(r"(?i)^\W*(?:is|was)\s+(?:the\s+)?$")


_A_KIND = as_pattern(rf"(?i)\s+(?:an?|really|just)\s+(?:[\w-]+\s+)?{_KIND}\b(?!\s+(?:gang|group|crew))")


_WHAT_IS = as_pattern(r"(?i)(?:\bwhat(?:['’]?s| is| are| was| else is)|\bexplain|\bdescribe)\s+(?:the\s+)?$")


_MALWARE = as_pattern(rf"(?i)\s+{_KIND}\W*$")


_THE_END = as_pattern(r"(?i)\s*(?:called|known as|for)?\W*$")


_OF_MALWARE = as_pattern(
    rf"(?i)\bwh(?:at|ich)\s+(?:kind|type|sort)\s+of\s+{_KIND}\s+(?:is|was)\s+$|\b(?:platforms?|operating systems?|"
    rf"os)\s+(?:does|is|do|can)\s+$|"
    rf"\bthe\s+{_KIND}\s+(?:called\s+|named\s+)?$"
)


_ITSELF = as_pattern(rf"(?i)\s*,?\s+the\s+{_KIND}\b(?!\s+(?:gang|group|crew|actors?|operators?))")
"""``what is carbanak the malware``"""
_ON_MACHINES = as_pattern(
    r"(?i)\s+(?:was\s+|is\s+)?(?:found\s+|seen\s+|running\s+)?on\s+(?:\d+|an?|one|two|three|some|several|our|the|many|multiple)\s+"
    r"(?:[\w-]+\s+)?(?:laptops?|hosts?|machines?|pcs?|servers?|endpoints?|workstations?|boxes|box|computers?|clients|phones?|devices?)\b"
)
"""``SocGholish on 3 laptops``"""
_AND_WHO_HAS_IT = as_pattern(
    r"(?i)\s*[,:–-]\s*(?:which|what|who)\s+(?:other\s+)?(?:actors?\s+|groups?\s+|gangs?\s+|crews?\s+)?"
    r"(?:all\s+|else\s+)?(?:spreads?|uses?|deploys?|drops?|delivers?|distributes?|pushes|push|has|have)\s+(?:it|that|this)\b"
)
"""``qakbot, which actors spread it``"""


_OF_ITS_MAKE = as_pattern(r"(?i)\b(?:written|coded|programmed|built|compiled|framework|language|runs?\s+on|protocol|ports?)\b")
_ITS_KIND = as_pattern(rf"(?i)\s+(?!ransomware){_KIND}\b(?!\s+(?:gang|group|crew|actors?|operators?))")
"""``in which language was the Vermin RAT coded``"""


def _between(text: str, one: Mentioned, other: Mentioned) -> str:
    return text[min(one.end, other.end) : max(one.start, other.start)]


_USED_BY = as_pattern(r"(?i)\s+(?:(?:is|was|being|been|ever)\s+)*(?:used|deployed|dropped|run|delivered|spread|bought|rented)\s+by\b")


_MALWARE_USED_BY = as_pattern(rf"(?i)\s+{_KIND}\s+(?:(?:is|was|being|been|ever)\s+)*(?:used|deployed|dropped|run|delivered|spread)\s+by\b")
"""``has Play ransomware been used by North Korean hackers``"""


_PAYLOAD = as_pattern(r"(?i)\s+(?:infections?|payloads?|implants?|beacons?|samples?|binar(?:y|ies)|droppers?|loaders?)\b")


_MADE = as_pattern(r"(?i)\b(?:behind|develop\w*|creat\w*|made|makes?|wrote|writ\w+|operat\w*)\s+(?:the\s+)?$")
"""``is Emotet used by APT28``, ``is Wizard Spider behind Conti``"""


_BESIDE = as_pattern(r"(?i)\s*(?:and|&|\+|or|,|as well as)\s*(?:the\s+)?")
"""``ShadowPad and Winnti``: the second is a tool as the first is."""


_WHO_USES = as_pattern(
    r"(?i)\W*(?:(?:tell|say|know|check)\s+(?:me\s+|us\s+)?)?(?:[^:?]{3,60}:\s+)?"
    r"(?:(?:besides|apart from|aside from|other than|except(?: for)?)\s[^,?]{2,40},\s+)?"
    r"(?:and\s+)?(?:who(?:['’]?s)?(?: else| all| has| have| is)?|anyone|anybody|"
    r"(?:which|what|any|how many|all|list(?: the)?|show(?: me)?(?: the)?|name(?: the)?) (?:\w+ )?(?:groups?|actors?|gangs?|crews?|apts?)|"
    r"(?:the\s+|all\s+)?(?:groups|actors|gangs|crews|apts)\s+(?:that|which|who|using))\b"
)
"""``who deployed BlackCat``"""
