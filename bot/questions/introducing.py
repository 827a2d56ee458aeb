"""What a text speaks of before it asks: ``FIN7 is in the news again. what do they do``."""

import re

from bot.questions.focus import Focus
from bot.questions.intents import says
from bot.questions.named_victims import asks_for_victims_by_name
from bot.questions.understand import understand
from knowledge.graph import Graph
from knowledge.names import Names
from knowledge.patterns import as_pattern


def introduced(text: str, names: Names, graph: Graph) -> tuple[Focus, str]:
    """Of ``FIN7 is in the news again. what do they do`` what is spoken of and what is asked; no focus where nothing is introduced."""
    if pointed := _pointed_at(text, names, graph):
        return Focus(), pointed
    line = " ".join(text.split())
    if asked := _of_its_program(line, names, graph) or _beside_its_occasion(line, names, graph):
        return Focus(), asked
    if two := _TWO_AND_WHICH.fullmatch(line):
        both = [names.look_up(two[name]).of_type("actor") for name in ("one", "other")]
        if all(both):
            pair = tuple(found[0].entity.name for found in both)
            return Focus(text, pair[0], pair=pair), two["asked"]
    match = _INTRODUCED.fullmatch(line)
    if (
        not match
        or _IS_IT_SO.match(match["asked"])
        or not says("pronoun", match["asked"])
        or "?" in match["said"]
        or asks_for_victims_by_name(line)
        or understand(match["asked"], names, graph).subjects
    ):
        return Focus(), text
    said = understand(match["said"], names, graph)
    if len(said.subjects) != 1 or said.kind == "identity":
        return Focus(), text
    actor = said.subjects[0].of_type("actor")[0].entity
    things = [graph.name(c.id) for c in said.conditions if c.type in ("software", "technique") and not c.negated]
    return Focus(said.subjects[0].name, actor.name, things[0] if len(things) == 1 else "", (actor.id,)), match["asked"]


def _of_its_program(line: str, names: Names, graph: Graph) -> str:
    """The question about the one program that the sentence before it names: ``sandbox says FrigidStealer. who spreads it?``; else empty."""
    match = _OF_A_PROGRAM.fullmatch(line)
    if match is None:
        return ""
    said = understand(match["said"], names, graph)
    programs = {c.id: c.text for c in said.conditions if c.type == "software" and not c.negated}
    used = any(c.entity.users for m in said.mentions for c in m.meaning.of_type("software"))
    if len(programs) != 1 or said.subjects or not used or understand(match["asked"], names, graph).mentions:
        return ""
    return _IT.sub(next(iter(programs.values())), match["asked"], count=1)


_OF_A_PROGRAM = as_pattern(
    r"(?i)(?P<said>[^?]{6,300}?)\s*(?:[.!;,:]+|\s[–-]+|\.{2,})\s+(?P<asked>(?:and\s+|so\s+|ok\s+)?(?:"
    r"(?:who|which\s+\w+|any\s+idea\s+who|which\s+(?:\w+\s+)?(?:actors?|groups?|gangs?|crews?|apts?)\s+(?:are|is)\s+(?:known|said|reported)\s+to)\s+"
    r"(?:spreads?|uses?|used|makes?|made|wrote|writes|runs?|sells?|sold|distributes?|drops?|deploys?|operates?|owns?|"
    r"has|pushes|delivers?|develop(?:s|ed)|maintains?)\s+(?:it|this|that|this\s+thing|that\s+thing|such\s+a\s+thing)|"
    r"whose\s+(?:\w+\s+)?is\s+(?:it|this|that)(?:\s+thing)?|what\s+(?:is|does)\s+(?:it|this|that)(?:\s+thing)?(?:\s+do)?"
    r")\W*)"
)
_IT = as_pattern(r"(?i)\b(?:such\s+a\s+thing|(?:this|that)(?:\s+thing)?|it)\b")


def _beside_its_occasion(line: str, names: Names, graph: Graph) -> str:
    """The question about an actor without what was said of the asker: ``new colleague starts today. who is GALLIUM``; else empty."""
    match = _OCCASION.fullmatch(line)
    if match is None or says("pronoun", match["asked"]) or _POINTS_AT_ALL.search(match["asked"]):
        return ""
    asked = understand(match["asked"], names, graph)
    if not asked.subjects or asked.kind in ("passages", "unknown", "identity"):
        return ""
    said = understand(match["said"], names, graph)
    return "" if said.mentions or said.period else match["asked"]


_OCCASION = as_pattern(
    r"(?i)(?P<said>(?=[^.!?]*\b(?:we|our|us|i|i['’]m|my|me|colleagues?|boss|team|intern|client|customer|board|journalist|tomorrow|today|tonight|"
    r"meeting|workshop|training)\b)(?!(?:in|since|after|before|between|during)\b)(?:[\w’',:()/-]+\s+){3,24}?[\w’'()/-]+)[.!]+\s+"
    r"(?P<asked>(?:(?:and|so|ok|now)\s+)?(?:who|whom|whose|what|which|where|when|how|is|are|do|does|did|has|have|could|can|would|may|please|need|"
    r"tell|give|any|looking|i|we)\b[^\n]{4,200})"
)
_POINTS_AT_ALL = as_pattern(r"(?i)\b(?:this|that|it|such|so|those|these|there|then)\b")


def _pointed_at(text: str, names: Names, graph: Graph) -> str:
    """The question about the one name that a log line or a sentence before it holds; empty where none points at it.

    ``tag="TA2541" user=jmeier <- what is this tag about``, ``we read of SNOWGLOBE. Which actor is this?``
    """
    arrow, spoken = _ARROW.fullmatch(" ".join(text.split())) or _POINTS.fullmatch(" ".join(text.split())), _READ_OF.search(text)
    name = names.exactly(spoken["name"].strip(" \"'“”`*")) if spoken else None
    if spoken and name and name.of_type("actor"):
        asked = text[spoken.end() :].strip()
        if _WHICH_ONE.fullmatch(asked):
            return f"who is {name.name}"
        if _THIS.search(asked) and not understand(asked, names, graph).subjects:
            return _THIS.sub(name.name, asked, count=1)
    if arrow is None:
        return ""
    tokens = [part for word in _TOKEN.findall(arrow["said"]) for part in dict.fromkeys((word, *word.split("_"))) if len(part) >= _SHORTEST]
    found = [name for part in tokens if (name := names.exactly(part)) and name.candidates]
    known = [name for name in found if any(c.relation == "same" and c.entity.type in ("actor", "software") for c in name.candidates)]
    if len(known) != 1 or (_POINTS.fullmatch(" ".join(text.split())) and not _THIS.search(arrow["asked"])):
        return ""
    return (
        _THIS.sub(known[0].name, arrow["asked"], count=1)
        if _THIS.search(arrow["asked"])
        else f"{arrow['asked'].strip(' ?')} {known[0].name}"
    )


_TWO_AND_WHICH = as_pattern(
    r"(?i)(?P<one>[^,?:]{2,30}?)\s+(?:or|vs\.?|versus|and)\s+(?P<other>[^,?:]{2,30}?)\s*[,:?–-]+\s*"
    r"(?P<asked>(?:which|who)\s+(?:one\s+)?of\s+(?:them|the\s+two|those|these|both)\s+\S.*)"
)
"""``NSO or Candiru, who of them makes DevilsTongue?``"""
_ARROW = as_pattern(r"(?P<said>.*\S)\s*(?:<[-=]+|←|<<+|\^\^+)\s*(?P<asked>\w.*)")
_POINTS = as_pattern(r"(?P<said>.*\s.*\S)\s*(?:-+>|=>|→)\s*(?P<asked>(?:who|what|which|where|how|when|any|is)\b\s+\w.*)", re.IGNORECASE)
_SHORTEST = 4
_TOKEN = as_pattern(r"[A-Za-z][\w.-]{3,}")
_THIS = as_pattern(
    r"(?i)\b(?:this|that)\s+(?:tag|one|name|thing|alert|detection|family|malware|label|string|actor|group|signature|hit|tool|field)\b|\b(?:this|that|it|they|them)\b"
)
_READ_OF = as_pattern(
    r"(?i)\b(?:mentions?|mentioned|read (?:of|about)|came across|speaks? of|spoke of|refers? to|cites?|cited|heard (?:of|"
    r"about)|saw|names|wrote|writes|signed(?:\s+by)?|"
    r"called|named|labell?ed|tagged|dubbed|attributed to|blames?)\s+(?:an?\s+|the\s+|some\s+)?(?:(?:threat\s+)?(?:actor|group|"
    r"gang|crew|outfit|apt)\s+)?"
    r"(?:called\s+|named\s+)?(?P<name>[\w-]+(?:\s(?-i:[A-Z])[\w-]+)?)(?:\s+[a-z]+){0,4}\s*[.;,:!?–-]+\s+"
)
_WHICH_ONE = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?:who|whom|which|what)(?:\s+(?:threat\s+)?(?:actor|group|gang|crew|outfit|apt|one|people))?(?:['’]s|\s+(?:is|are|was|would|might|may|could)(?:\s+be)?)?\s+"
    r"(?:this|that|it|they|he|these|those)(?:\s+be|\s+again|\s+then|\s+group|\s+actor)?\W*"
)


_IS_IT_SO = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?:is|are|was)\s+(?:he|she|they|it|that|this)\s+(?:\w+\s+)?(?:right|true|so|correct|wrong|real)\b"
)
_INTRODUCED = as_pattern(
    r"(?i)(?P<said>(?!since\b|when\b|after\b|before\b|if\b|as\b)[^.!?]{3,120}?)(?:[.!]+\s+|\s*[,–-]\s+(?=(?:who|what|where|how)\s+\w+\s+(?:they|he|these|those)\b))(?P<asked>(?:and\s+|so\s+)?(?:who|whom|what|which|where|when|how|why|are|is|do|does|did|have|has)\b[^.]{3,})"
)
