"""A short text that asks for more of what was just told: ``why?``, ``says who?``, ``ransom asked?`` of an incident."""

import re
from dataclasses import replace

from bot.questions.focus import Focus
from bot.questions.intents import cued_kind, says, stripped, without_cues
from bot.questions.model import Question
from bot.questions.pointing import points_back
from bot.questions.turn import Turn
from bot.questions.wording import asks_for_a_list
from index.words import words
from knowledge.graph import Graph
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern

_OF_WHAT_WAS_TOLD = as_pattern(
    r"(?i)(?:(?:and|so|but|ok|nice|haha|hm+)[,.]?\s+)*(?:"
    r"why(?:\s+(?:was|is)\s+(?:that|it|this)|\s+(?:did|do|does|would)\s+(?:they|people|ppl|some|others|vendors|you|it)\b.*)?|how come|"
    r"where(?:\s+(?:was|is)\s+(?:that|it|this)(?:\s+from)?)?|who(?:\s+(?:was|did|is|were|stood)\s+"
    r"(?:behind\s+)?(?:it|(?:that|this)(?:\s+(?:leak|hack|attack|breach|theft|raid|heist|thing|operation|intrusion|mess|case|affair|"
    r"incident))?))?|whodunn?it|by whom|"
    r"(?:any\s+|the\s+|your\s+)?sources?(?:\s+(?:for|of|on)\s+(?:that|this|it|all\s+that))?(?:\s+(?:please|pls|plz))?|(?:who|what)(?:['’]?s|\s+is|\s+was)\s+(?:the|your)\s+source(?:\s+(?:for|of|on)\s+(?:that|this|it))?|"
    r"says who|who says(?:\s+(?:so|that|this))?|who\s+(?:first\s+)?(?:found|discovered|spotted|noticed|reported|wrote|published|"
    r"documented|described|revealed|uncovered|attributed)\s+"
    r"(?:that|it|this|them|all\s+(?:that|this))(?:\s+(?:out|up|first|to\s+(?:them|those|these)))?(?:,?\s+and\s+when)?|"
    r"according to whom|on what basis|"
    r"in (?:what|which) way|how so|what (?:kind|sort) of (?:link|tie|connection|relation|overlap)|"
    r"how (?:sure|certain|confident|solid|reliable)\s+(?:is|are)\s+(?:that|they|we|you|it|this)|"
    r"(?:with\s+)?(?:what|which|how much)\s+confidence(?:\s+(?:does|do|did)\s+.*\b(?:so|that|this|it))?"
    r")(?:\s+(?:then|now|though|exactly|again))?\W*"
)
_HOW_THEY_DID = as_pattern(
    r"(?i)(?:(?:and|so|but|ok)[,.]?\s+)?how (?:did|do) (?:they|it|he|she|the (?:attackers|hackers|thieves|crooks))\s+"
    r"(?:get in(?:side)?|break in|do (?:it|that|this)|pull (?:it|that|this) off|manage(?:\s+(?:it|that|this))?|work)\W*"
)
_OTHERS = as_pattern(r"(?i)\b(?:other|others|else|another)\b")
_HOW_MUCH, _NUMBER = as_pattern(r"(?i)(?:and\s+|so\s+|ok\s+)?(?:but\s+)?how (?:many|much)\b"), as_pattern(r"(?<![\w-])\d[\d,.]*(?![\w-])")
"""``how many people's data was it``"""
_RANSOM, _SUM = (
    as_pattern(r"(?i)\b(?:ransom|sum|amount|loot|how much|damage|price)\b"),
    as_pattern(
        r"(?i)\d.*\b(?:million|"
        r"billion|dollars|euros|bitcoins?|btc)\b|[$€£]\s?\d"
    ),
)
_SUFFERED = as_pattern(r"affect\w*|hit|involv\w*|lost|lose|cost\w*|concern\w*|demand\w*|want\w*|ask\w*|pa(?:y|id)\w*|end(?:ed)?|total")
"""Words for what was done in an incident that any text about it may say otherwise."""
MOST = 8
"""A longer text is a question of its own."""


def asks_of_incident(asked: str, alone: Question, before: Question, graph: Graph) -> bool:
    """Whether a short text asks for a detail of the one incident that was told: what is said of that has every word of it."""
    if len(before.events) != 1 or alone.subjects or alone.events or len(asked.split()) > MOST or _OTHERS.search(asked):
        return False
    if says("pronoun", asked) and cued_kind(asked) in ("names", "tools", "attribution"):
        return False
    if _HOW_THEY_DID.fullmatch(asked):
        return True
    event = graph.incidents(before.events)[0]
    if _HOW_MUCH.match(asked) and not asks_for_a_list(_HOW_MUCH.sub("", asked)) and _NUMBER.search(event.text):
        return True
    if _RANSOM.search(asked) and _SUM.search(event.text):
        return True
    if asks_for_a_list(re.sub(r"(?i)\b(?:how many|what|which|who)\b", " ", asked)):
        return False
    told = {form for word in words(f"{event.name} {event.text} {' '.join(event.victims)}") for form in _forms(word)}
    said = [word for word in words(stripped("incident", without_cues(asked))) if word not in question_words() | chat_words()]
    missing = [word for word in said if not told & _forms(word)]
    return len(missing) < len(said) and all(_SUFFERED.fullmatch(word) for word in missing)


def _forms(word: str) -> set[str]:
    """A word, and it without an ending: ``asked``, ``paying``."""
    return {word, re.sub(r"(?:ed|ing|e)$", "", word)}


def of_what_was_told(turn: Turn) -> Question | None:
    """The last question once more, where a text asks for its number, when, why or who, or for a detail of the incident told."""
    asked, focus = turn.asked, turn.focus
    if _HOW_MANY.fullmatch(asked):
        users = turn.before.kind == "software" and focus.thing and len(focus.listed) > 1
        return turn.understood(f"how many groups use {focus.thing}") if users else turn.before
    if focus.actor and _SINCE.fullmatch(asked):
        return turn.understood(f"since when is {focus.actor} active")
    if _SO_MANY_THEN.fullmatch(asked) and turn.before.events:
        return turn.before
    when, again = _WHEN.fullmatch(asked), _OF_WHAT_WAS_TOLD.fullmatch(asked)
    if not when and not again and len(asked.split()) > MOST:
        return None
    of_a_thing = focus.thing or turn.before.events
    if when and focus.actor and (turn.before.kind in ("profile", "names") or ("since" in asked.lower() and not of_a_thing)):
        return turn.understood(f"since when is {focus.actor} active")
    if when or again:
        return turn.before
    if (_PAID.fullmatch(asked) and turn.before.events) or asks_of_incident(asked, turn.alone, turn.before, turn.graph):
        return replace(turn.before, text=f"{asked.strip(' ?!.')}, {focus.question}")
    return None


def and_there(turn: Turn) -> Question | None:
    """Who it was in another case, after one was told: ``and who was it at JumpCloud``, ``and the ones of Medibank?``"""
    match = next(filter(None, (way.fullmatch(turn.asked) for way in _AND_THERE)), None)
    if match is None or not turn.before.events:
        return None
    when = match.groupdict().get("when") or ""
    return turn.understood(f"who hacked {match['whom'].strip()} {when}?") if when else turn.understood(f"and {match['whom'].strip()}?")


_AND = r"(?:(?:and|so|ok|now|then)[,.]?\s+)*"
_WHOM = r"(?P<whom>(?:the\s+)?[A-Z0-9][\w.&’'-]*(?:\s[A-Z0-9][\w.&’'-]*){0,3})"
_AND_THERE = (
    as_pattern(
        rf"{_AND}[Ww]ho\s+(?:was|is)\s+(?:it|that)\s+(?:at|with|for|in|against)\s+{_WHOM}"
        r"(?:\s+(?:back\s+)?(?P<when>in\s+(?:19|20)\d\d))?(?:\s+(?:then|now|though))?\W*"
    ),
    as_pattern(rf"{_AND}(?:[Tt]he\s+ones?|[Tt]hose|[Tt]hat)\s+(?:of|from|at)\s+{_WHOM}(?:\s+in\s+[A-Z]\w+)?\W*"),
    as_pattern(
        rf"{_AND}{_WHOM}(?:\s+(?:back\s+then|then|as\s+well|too|earlier))?\s*[,:–-]+\s*who\s+(?:was|is)\s+(?:it|that)(?:\s+(?:there|then))?\W*"
    ),
)


def of_its_actor(turn: Turn) -> Question | None:
    """The incidents of the actor of the thread that have what a text names, where others do too: ``what was the London case?``"""
    alone, focus, graph = turn.alone, turn.focus, turn.graph
    if _AND_THE.fullmatch(turn.asked) and turn.before.events and focus.actor and not alone.events and not alone.subjects:
        return _their_other_case(turn)
    if not alone.events or not focus.actor or alone.subjects or alone.vendor or says("pronoun", turn.asked):
        return None
    ids = _ids_of_its_actor(turn)
    theirs = tuple(event.id for event in graph.incidents(alone.events) if event.subject in ids)
    if theirs:
        return replace(alone, events=theirs) if len(theirs) < len(alone.events) else None
    said = _said_of_a_case(turn.asked)
    own = (event for id_ in ids for event in graph.events_of(id_))
    found = tuple(event.id for event in own if said and said <= set(words(f"{event.name} {event.text} {' '.join(event.victims)}")))
    return replace(alone, events=found) if found else None


def _their_other_case(turn: Turn) -> Question | None:
    """The one other incident of the actor of the thread of which a text says what was hit: ``and the chemical distributor?``"""
    said = _said_of_a_case(turn.asked)
    own = (event for id_ in _ids_of_its_actor(turn) for event in turn.graph.events_of(id_) if event.id not in turn.before.events)
    found = [
        event.id for event in own if said and said <= set(words(f"{event.name} {event.text} {' '.join((*event.also, *event.victims))}"))
    ]
    return replace(turn.before, text=turn.asked, events=tuple(found)) if len(found) == 1 else None


def _ids_of_its_actor(turn: Turn) -> set[str]:
    """Those who are called as the actor of the thread is."""
    return {c.entity.id for c in turn.names.look_up(turn.focus.actor).bearers()}


def _said_of_a_case(asked: str) -> set[str]:
    """The words of a text that say which case is meant."""
    return {word for word in words(stripped("incident", without_cues(asked))) if word not in question_words() | chat_words()} - _CASE


_AND_THE = as_pattern(r"(?i)(?:and\s+|what\s+about\s+|how\s+about\s+)?(?:the|that)\s+(?!same\b|others?\b)(?:[\w-]+\s+){0,3}[\w-]+\W*")
_CASE = frozenset(("case", "incident", "thing", "story", "hack", "breach", "attack"))


def who_else(turn: Turn) -> Question | None:
    """``who else?``, ``who else does SoftEther``, ``who else from Lebanon``: all but those spoken of."""
    asked, alone, focus = turn.asked, turn.alone, turn.focus
    if says("else", asked) and alone.kind in ("actors", "software") and alone.conditions and not points_back(asked) and not alone.subjects:
        return replace(alone, besides=(*alone.besides, *focus.actor_ids))
    if _WHO_ELSE.fullmatch(asked) and (others := _others_as_well(turn.before, focus.question)):
        return others
    if focus.actor and _ELSE_FROM_THERE.fullmatch(asked) and (others := _others_from_there(turn.before, focus)):
        return others
    if (does := _ELSE_DOES.fullmatch(asked)) and turn.names.look_up(does["name"]).of_type("software"):
        return replace(turn.understood(f"who else uses {does['name']}"), besides=focus.actor_ids)
    return None


def _others_from_there(before: Question, focus: Focus) -> Question | None:
    """The others of the service or the country that was asked of one actor; None where none was."""
    homes = tuple(c for c in before.conditions if c.type in ("sponsor", "origin") and not c.negated)[-1:]
    if not homes:
        return None
    return replace(
        before, text=f"who else is from {homes[0].text}", kind="actors", subject=None, subjects=(), aspect="", conditions=homes, many=True,
        besides=focus.actor_ids, kinds=(), loose=False, fitting=None,
    )  # fmt: skip


def _others_as_well(before: Question, text: str) -> Question | None:
    """The others that do what was asked of one actor; None where nothing was asked that others do."""
    conditions = tuple(c for c in before.conditions if not c.negated)
    if not before.subjects or not conditions:
        return None
    ids = tuple(c.entity.id for meaning in before.subjects for c in meaning.of_type("actor")[:1])
    return replace(
        before, text=f"who else, {text}", kind="actors", subject=None, subjects=(), aspect="", conditions=conditions, many=True,
        besides=ids, kinds=(), loose=False, fitting=None,
    )  # fmt: skip


_HOW_MANY = as_pattern(
    r"(?i)(?:and\s+|so\s+)?how many(?:\s+(?:groups|actors|gangs|crews|of\s+(?:them|those)))?"
    r"(?:\s+(?:is|are|were|makes?)\s+(?:that|those|they|these|there|it))?(?:\s+(?:in (?:total|"
    r"all|mitre(?:\s+att&(?:amp;)?ck)?|att&(?:amp;)?ck|the\s+list)|altogether))?\W*"
)
_WHEN = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?:(?:was|wasn['’]?t|is|isn['’]?t)\s+(?:it|that|this)\s+(?:not\s+)?(?:back\s+)?(?:in\s+)?(?:\w+\s+)?(?:19|"
    r"20)\d\d|(?:since\s+)?when|wh(?:at|ich) (?:year|date))(?:\s+(?:was|did)\s+(?:that|it|this)(?:\s+happen)?)?\W*"
)
"""``how many is that?``, ``when?``: of what was told, which has the number and the dates"""
_SO_MANY_THEN = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?:about\s+|some\s+|over\s+)?\d[\d.,]*\s?(?:m|k|bn|mio|million|billion|thousand)?\b[^?]{0,30}?,?\s*"
    r"(?:wasn?['’]?t\s+(?:it|that)|weren['’]?t\s+(?:it|they)|right|no|correct|yes)\W*"
)
"""``1.5M patients wasnt it``"""
_SINCE = as_pattern(r"(?i)(?:and\s+)?(?:active|around|at it|known|operating|in business)\s+since(?:\s+(?:when|what year))?\W*")
"""``active since?``"""
_PAID = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?:did|has|have)\s+(?:they|it|he|the victim|anyone|anybody|somebody|the company)\s+(?:ever\s+|actually\s+)?"
    r"(?:pay|paid|cough(?:ed)? up)(?:\s+(?:up|the ransom|them|anything))?\W*"
)
"""``did they pay``: of the incident last told"""
_WHO_ELSE = as_pattern(
    r"(?i)(?:and\s+|ok\s+|so\s+|hm+\s+)?"
    r"(?:(?:is\s+there\s+|does\s+|do\s+|only\s+them\s+or\s+)?(?:who|anyone|anybody|which others?)\s*(?:else)?"
    r"(?:\s+(?:besides|apart from|other than|except|but|beyond)\s+(?:them|it|him|that one|these|those)\b)?"
    r"(?:\s+(?:does|did|uses?)(?:\s+(?:it|that|so))?)?|(?:any\s+)?others?|others?\s+(?:besides|than)\s+them)(?:\s+too)?\W*(?<!who)(?<!who\?)"
)
_ELSE_FROM_THERE = as_pattern(
    r"(?i)(?:and\s+|ok\s+|so\s+)?(?:who|which\s+(?:others?|groups?))\s+else\s+(?:is|are|comes?|works?|sits|do\s+we\s+have)\s+(?:from|for|under|in|out\s+of)?\s*(?:there|them|it|"
    r"that\s+(?:unit|place|country|service|agency|cent(?:er|re)))\W*"
)
"""``turla = fsb center 16?``, ``who else is from there``"""
_ELSE_DOES = as_pattern(r"(?i)(?:and\s+|ok\s+|so\s+)?who else (?:does|runs|has|did|likes|abuses|is on)\s+(?P<name>\S+(?:\s\S+)?)\W*")
"""``who else does SoftEther``"""
