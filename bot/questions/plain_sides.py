"""What a question about one actor asks for, where its words say it plainly: each decider knows one way of asking.

The first that knows its own decides; where none does, cues and what was learned do.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.questions.counts import counted_side
from bot.questions.intents import kinds_in_a_row, says
from bot.questions.kinship import related
from bot.questions.model import Question
from bot.questions.named_victims import asks_for_victims_by_name, asks_whose_country
from bot.questions.origins import TARGETING
from bot.questions.periods import lies_ahead
from bot.questions.reading import DESCRIBING_WORDS, SAYS_MORE, Reading, fitting_about
from bot.questions.sought import Sought, find_sought
from bot.questions.technical import of_a_technique
from bot.questions.wording import is_yesno
from knowledge.patterns import as_pattern

Decider = Callable[[Reading], Question | None]


def _malware_named(reading: Reading) -> Question | None:
    """``name the Android spyware of Confucius``, ``name of the ransomware that MoustachedBouncer deploys``."""
    if reading.kind != "names" or reading.question.vendor:
        return None
    asked = any(c.type == "malware_type" for c in reading.question.conditions) or _OF_MALWARE.search(reading.text)
    return reading.decided("tools", reading.subject) if asked else None


def _where_from(reading: Reading) -> Question | None:
    """``where is YoroTrooper from, Russia or not``"""
    asked = len(reading.question.subjects) == 1 and _FROM_WHERE.match(reading.text)
    return replace(reading.decided("attribution", reading.subject), conditions=()) if asked else None


_FROM_WHERE = as_pattern(
    r"(?i)\W*(?:and\s+|so\s+)?where(?:['’]?s|\s+(?:is|are|do|does))\s+(?:the\s+)?(?:[\w.-]+\s+){1,4}?(?:come\s+)?(?:from|based)\b"
)


def _which_animal(reading: Reading) -> Question | None:
    """``which spider is Luna Moth``: the name that a vendor has for it"""
    match = _ANIMAL.search(reading.text)
    if match is None or len(reading.question.subjects) > 1 or not next(reading.names.schemes.of(f"Amber {match[1].title()}"), None):
        return None
    return reading.decided("names", reading.subject)


_ANIMAL = as_pattern(r"(?i)\b(?:which|what)\s+(\w+)\s+(?:is|are|was)\s+(?!the\b)\S")


def _home_alone(reading: Reading) -> Question | None:
    """``snowglobe … Paris?``: a name and a state, and nothing else."""
    conditions = reading.question.conditions
    alone = len(conditions) == 1 and conditions[0].type == "origin" and not re.search(r"[^\W_]{2}", reading.bare)
    return reading.decided("attribution", reading.subject, "yesno") if alone and len(reading.question.subjects) == 1 else None


def _malware_of_theirs(reading: Reading) -> Question | None:
    """``what implants belong to Metador``"""
    asked = reading.kind == "attribution" and not reading.question.conditions and _BELONGING.search(reading.text)
    return reading.decided("tools", reading.subject) if asked else None


_BELONGING = as_pattern(
    r"(?i)\b(?:what|which)\s+(?:\w+\s+)?(?:implants?|tools?|malware|backdoors?|rats?|trojans?|loaders?|families|programs?)\s+(?:do\s+|does\s+)?belongs?\s+to\b"
)


_A_PROGRAM = r"malware|ransomware|backdoor|implant|loader|wiper|trojan|stealer|rat|rootkit|tool"
_OF_MALWARE = as_pattern(
    rf"(?i)\bnames?\s+of\s+(?:the|that|their|its)\s+(?:\w+\s+)?(?:{_A_PROGRAM})s?\b|"
    rf"\bnames?\s+of\s+[^?]{{2,40}}['’]s?\s+(?:[\w-]+\s+){{0,2}}?(?:{_A_PROGRAM}|reverse shell|web shell|keylogger)s?\b"
)


def _untold(reading: Reading) -> Question | None:
    """What is to come, and what is private: no source on actors tells it."""
    text = _BY_WHEN.sub(" ", reading.text)
    untold = lies_ahead(reading.question.period) or says("future", text) or says("private", text)
    return reading.decided("unknown", reading.subject) if untold else None


_BY_WHEN = as_pattern(
    r"(?i)\b(?:goes|go|going|due|need(?:ed|s)?|starts?|begins?|leaves?|deadline|meeting|call|briefing|out|is|are|by|until|for|before)\s+(?:out\s+|on\s+)?"
    r"(?:tomorrow|tonight)\b"
)
"""``the board pack goes out tomorrow``: when whoever asks needs it"""


def _sides_in_a_row(reading: Reading) -> Question | None:
    kinds = kinds_in_a_row(reading.text)
    return replace(reading.decided(kinds[0], reading.subject), kinds=kinds) if len(kinds) > 1 and not reading.question.conditions else None


def _counted(reading: Reading) -> Question | None:
    """``how many tools does Turla have``"""
    side, question = counted_side(reading.text), reading.question
    if side is None or reading.extra >= DESCRIBING_WORDS or question.conditions or question.period:
        return None
    return reading.decided(side, reading.subject, "" if side == "names" else "number")


def _own_malware(reading: Reading) -> Question | None:
    """``did they have malware of their own``"""
    asked = is_yesno(reading.text) and not reading.question.conditions and _OF_THEIR_OWN.search(reading.text)
    return reading.decided("tools", reading.subject, "own") if asked and len(reading.question.subjects) == 1 else None


_OF_THEIR_OWN = as_pattern(
    r"(?i)\b(?:own|custom(?:[- ](?:made|built))?|bespoke|home-?(?:made|grown)|self-?(?:made|written)|proprietary)\s+(?:\w+\s+)?"
    r"(?:malware|tools?|toolset|implants?|backdoors?|code|stuff|software)\b|"
    r"\b(?:malware|tools?|implants?|backdoors?|software)\s+of\s+(?:its|their)\s+own\b"
)


def _drops_malware(reading: Reading) -> Question | None:
    """``did Winter Vivern ever drop ransomware``"""
    kinds = all(c.type in ("motivation", "malware_type") for c in reading.question.conditions)
    asked = is_yesno(reading.text) and reading.question.conditions and kinds and _DROPS.search(reading.text)
    return reading.decided("tools", reading.subject, "yesno") if asked and len(reading.question.subjects) == 1 else None


_DROPS = as_pattern(
    r"(?i)\b(?:us(?:e|es|ed|ing)|drop(?:s|ped|ping)?|deploy(?:s|ed|ing)?|run|runs|ran|running|spread|spreads|push(?:es|ed)?|plant(?:s|ed)?|"
    r"install(?:s|ed)?|put|dabble[sd]?(?: in)?|touch(?:es|ed)?|employ(?:s|ed)?)\s+(?:\w+\s+){0,2}?"
    r"(?:ransomware|wipers?|rootkits?|bootkits?|spyware|stealers?|infostealers?|botnets?|worms?|lockers?|encryptors?)\b(?!\s+from)"
)


def _span(reading: Reading) -> Question | None:
    """``is Turla still active``"""
    brief = is_yesno(reading.text) and not reading.question.conditions and reading.extra < SAYS_MORE
    asked = brief and (says("span", reading.text) or _IS_ACTIVE.search(reading.text))
    return reading.decided("campaigns", reading.subject, "span") if asked else None


_IS_ACTIVE = as_pattern(r"(?i)\bactive\W*$")


def _justice(reading: Reading) -> Question | None:
    question = reading.question
    ends = says("takedown", reading.text) and not _TAKES_DOWN.search(reading.text)
    placed = all(c.type in _BY_WHOM or ends for c in question.conditions)
    asked = (ends or says("justice", reading.text)) and placed and (ends or not question.period) and len(question.subjects) == 1
    return replace(reading.decided("passages", reading.subject, "justice"), loose=True) if asked else None


_TAKES_DOWN = as_pattern(
    r"(?i)\b(?:did|does|do|has|have)\b(?!\s+(?:the\s+)?(?:fbi|police|cops|europol|authorities|anyone|anybody|somebody|"
    r"someone)\b).*(?<!\bbeen )(?<!\bget )(?<!\bgot )(?<!\bbe )(?<!\bgets )\b(?:take|taken) down\b"
)
"""``whom did Play take down``: what the gang did"""
_BY_WHOM = ("country", "region", "origin", "sponsor", "sector")


def _person_named(reading: Reading) -> Question | None:
    """``names of the officers indicted over it``: persons, before what befell them."""
    return _what_only_texts_tell(reading) if find_sought(reading.text) == "persons" and _BY_NAME.search(reading.text) else None


_BY_NAME = as_pattern(r"(?i)\b(?:full|real|passport|civil) names?\b|\bnames? of the\b|\bin real life\b")


def _what_only_texts_tell(reading: Reading) -> Question | None:
    """``which CVE did Hafnium use``"""
    sought = find_sought(reading.question.beside_names()) if len(reading.question.subjects) == 1 else None
    if sought is None or not _may_be_told(reading, sought) or (sought == "persons" and asks_for_victims_by_name(reading.text)):
        return None
    return replace(reading.decided("campaigns", reading.subject), sought=sought, strangers=reading.strangers)


def _may_be_told(reading: Reading, sought: Sought) -> bool:
    """Whether a source may tell what is sought. Of sums and leaders the sentence decides: one must have the words of the question.

    So it does of vulnerabilities, where hardly anything else is said.
    """
    plainly = sought == "vulnerabilities" and reading.extra <= 1
    leader = sought == "persons" and _ITS_LEADER.match(reading.text) is not None
    return sought == "money" or plainly or leader or reading.kind in _NAMING or not reading.is_unanswerable


_ITS_LEADER = as_pattern(r"(?i)\W*who(?:['’]?s|\s+is|\s+was)\s+(?:the\s+)?(?:leader|head|chief|founder|ringleader)\b")
_NAMING = ("names", "attribution")
"""Cues that a question for the name of a person has."""


def _named_by_somebody(reading: Reading) -> Question | None:
    """``do the Dutch have a name of their own for it``, ``did Google give it a two-word name in 2026``"""
    if len(reading.question.subjects) == 1 and _PEOPLES_NAME.search(reading.text):
        return replace(reading.decided("names", reading.subject), conditions=())
    named = reading.question.vendor and reading.kind in ("campaigns", None) and _A_NAME.search(reading.text)
    return reading.decided("names", reading.subject) if named else None


_PEOPLES_NAME = as_pattern(r"(?i)\b(?:do|does|did|have)\s+the\s+\w+\s+(?:have|use|give|given|got)\b.*\bname\b")
_A_NAME = as_pattern(r"(?i)\b(?:names?|nickname|label|moniker|cryptonym)\b")


def _whom_else(reading: Reading) -> Question | None:
    """``who else do they look at nowadays``, beside a country that is known already"""
    if reading.kind not in ("targets", "actors") or is_yesno(reading.text) or not _WHO_ELSE.search(reading.text):
        return None
    other = tuple(replace(c, negated=True) for c in reading.question.conditions)
    return replace(reading.decided("targets", reading.subject), conditions=other, period=None)


_WHO_ELSE = as_pattern(r"(?i)\b(?:who|whom|where|what)\s+else\b")


def _names_of_others(reading: Reading) -> Question | None:
    """``names of the companies they hit``, ``what is the ransom note called``: of victims and things, and not of the actor."""
    if asks_for_victims_by_name(reading.text) and not is_yesno(reading.text):
        return reading.decided("targets", reading.subject, "victims")
    if _WHOSE_THING.search(reading.text):
        return _from_passages(reading)
    if reading.kind != "names":
        return None
    if _OF_VICTIMS.search(reading.text):
        dated = reading.question.period is not None
        return reading.decided("campaigns" if dated else "targets", reading.subject, "" if dated else "victims")
    if reading.question.vendor or not _OF_A_THING.search(reading.text):
        return None
    return _from_passages(reading)


def _from_passages(reading: Reading) -> Question:
    """A thing of the actor that only passages tell."""
    return replace(reading.decided("passages", reading.subject), loose=True, fitting=fitting_about(reading.guesses))


_WHOSE_THING = as_pattern(
    r"(?i)\bwhose\s+(?:[\w-]+\s+){0,3}?(?:certs?|certificates?|signatures?|keys?|code|identit(?:y|ies)|credentials|documents?|domains?|brands?|"
    r"logos?|updates?|updaters?|installers?|names?|companies|firms)\s+(?:did|do|does|have|has|had)\s+\S"
)
"""``whose certificate did they misuse``"""
_OF_VICTIMS = as_pattern(
    r"(?i)\bnames?\s+of\s+(?:the|those|that|their|its)\s+(?:telcos?|carriers?|universit(?:y|ies)|agenc(?:y|ies)|"
    r"compan(?:y|ies)|victims?|firms?|banks?|organi[sz]ations?|targets?|hospitals?)\b"
)
_OF_A_THING = as_pattern(
    r"(?i)\bwhat(?:['’]?s| is| are| was| were)\s+(?:the|their|its)\s+(?!(?:group|actor|gang|crew|outfit|actual|real|other|"
    r"same)s?\b)(?:[\w'’/-]+\s+){1,5}?called\b|"
    r"\bnames?\s+of\s+(?:the|that|those|their|its|his|this)\s+(?!.*\b(?:that is|who is|behind|runs?)\b)(?!(?:group|actor|gang|"
    r"crew|outfit|cluster|operation|campaign|malware|tool|backdoor|ransomware|"
    r"implant|loader|wiper|trojan|rat|people|person|man|men|boss|leader|guys?|folks)s?\b)[a-z]{3,}"
)


def _state_or_crime(reading: Reading) -> Question | None:
    """``is APT28 state or criminal``"""
    asked = len(reading.question.subjects) == 1 and (_STATE_OR_CRIME.search(reading.text) or _DOUBTS.search(reading.text))
    return replace(reading.decided("attribution", reading.subject), conditions=()) if asked else None


_DOUBTS = as_pattern(
    r"(?i)\bhow (?:sure|certain|confident)\s+(?:is|are)\s+(?:\w+\s+){1,3}?(?:that|about|of)\b|\bhow (?:strong|solid|"
    r"firm) (?:is|are) the (?:links?|evidence|case|attribution)\b|"
    r"\b(?:any|are there|is there|have)\s+(?:\w+\s+)?(?:doubts?|disagreement|dispute)s?\b|\b(?:disputed?|contested|doubted) that\b"
)
"""``are there doubts that APT37 is North Korean``: how sure those are who say so"""
_A_STATE, _CRIME = (
    r"(?:state|government|nation[- ]?state|military|spies|espionage)(?:[- ](?:backed|sponsored|actor|group))?",
    r"(?:crimin\w*|crimes?|cyber-?crime|crooks|hacktivis\w*|private|mercenar\w+|gangsters)",
)
_STATE_OR_CRIME = as_pattern(rf"(?i)\b{_A_STATE}\W+or\W+(?:\w+\s+){{0,2}}?{_CRIME}\b|\b{_CRIME}\W+or\W+(?:\w+\s+){{0,2}}?{_A_STATE}\b")


def _whose_country(reading: Reading) -> Question | None:
    return _from_passages(reading) if len(reading.question.subjects) == 1 and asks_whose_country(reading.text) else None


def _as_a_means(reading: Reading) -> Question | None:
    """``does Turla use satellites``, ``does Kimsuky host servers in Japan``: what is used, and not whom they target."""
    question = reading.question
    placed = [c for c in question.conditions if c.type in ("country", "region", "sector")]
    if not is_yesno(reading.text) or len(placed) < len(question.conditions) or not placed or len(question.subjects) > 1:
        return None
    before = reading.text[: min((t.start for t in reading.terms), default=0)]
    if not _BY_MEANS.search(before) or TARGETING.search(before):
        return None
    return replace(reading.decided("passages", reading.subject), conditions=(), loose=True, fitting=fitting_about(reading.guesses))


_BY_MEANS = as_pattern(
    r"(?i)\b(?:us(?:e|es|ed|ing)|host(?:s|ed|ing)?|rent(?:s|ed|ing)?|buy(?:s|ing)?|bought|lease[sd]?|launder(?:s|ed|ing)?|hijack(?:s|ed|ing)?|"
    r"pos(?:e|es|ed|ing) as|pretend\w*|impersonat\w*|hid(?:e|es|ing)? behind|rout(?:e|es|ed|ing)|cover|abus(?:e|es|ed|ing)|"
    r"t(?:ake|akes|ook|aken|aking) over|commandeer\w*|piggy-?back\w*|sells?|sold|recruit(?:s|ed)?|damag\w+|destroy\w*)\b"
)


PLAINLY: tuple[Decider, ...] = (
    _whose_country, _malware_named, _which_animal, _where_from, _home_alone, _malware_of_theirs, _untold, _state_or_crime,
    _sides_in_a_row, _counted, _own_malware, _drops_malware, _span, _person_named, _justice, _as_a_means, _what_only_texts_tell,
    _named_by_somebody, _whom_else, _names_of_others, related, of_a_technique,
)  # fmt: skip
