"""A short text that leaves out whom it is about: ``and targets?``, ``trojan name``, ``where from``; filled up with that."""

from collections.abc import Sequence

from bot.questions.beside_another import held_together
from bot.questions.intents import cued_kind, is_side, says, without_cues
from bot.questions.model import Question
from bot.questions.named_victims import asks_for_victims_by_name
from bot.questions.narrowing import ASKS_SOMETHING, BRIEF
from bot.questions.negation import is_negated
from bot.questions.pointing import pointed_at, put
from bot.questions.turn import Turn
from bot.questions.wording import asks_for_a_list, asks_for_many, plain_text
from index.words import words
from knowledge.patterns import as_pattern

SIDES = ("names", "tools", "targets", "techniques", "attribution")
MAX_VENDOR_WORDS = 4
"""A follow-up of so few words with a vendor in it asks for that vendor's name."""
TWO_OR_THREE = (2, 3)
"""So many actors are spoken of together as ``they``."""


def filled(turn: Turn) -> str:
    """The question with what its pronouns stand for; empty where it needs nothing from before."""
    asked, alone, focus = turn.asked, turn.alone, turn.focus
    if alone.kind == "identity":
        strange = [meaning.name for meaning in alone.pair or () if not meaning.candidates]
        if focus.actor and any(name.lower() in _THAT for name in strange):
            return _THAT_ALONE.sub(focus.actor, asked, count=1)
        for what in ("pronoun", "thing") if focus.actor else ():
            if any(says(what, name) for name in strange):
                return put(asked, what, focus.actor)
        return ""
    if focus.actor and len(alone.subjects) == 1 and _WITHOUT_IS.match(asked) and not says("pronoun", asked):
        return f"is {focus.actor} {_AS_SOME_SAY.sub('', asked)}"
    if focus.actor and not alone.subjects and (began := _WHEN_DID_IT.fullmatch(asked)):
        return f"{focus.actor}: {began['asked'].strip(' ?!.')}, {began['what']}"
    if alone.subjects and not _rules_out_all(asked, alone):
        return held_together(asked, alone, focus) or (pointed_at(asked, focus) if cued_kind(asked) == "comparison" else "")
    if pointed := pointed_at(asked, focus) or _of_its_thing(turn):
        return pointed
    if focus.actor and _WHICH_KIND.fullmatch(asked) and alone.conditions and alone.conditions[0].type == "malware_type":
        return f"{asked.strip(' ?!.')} does {focus.actor} use"
    if focus.actor and not alone.subjects and (bare := _BARE_KIND.fullmatch(asked)):
        return f"which {bare['kind']} does {focus.actor} use"
    if focus.actor and _NAMES_OF_THAT.fullmatch(asked) and any(c.id in ("extortion", "ransomware") for c in turn.before.conditions):
        return f"which ransomware does {focus.actor} use"
    return _of_several(turn) or (_of_its_actor(turn) if focus.actor else "")


_BARE_KIND = as_pattern(
    r"(?i)(?:and\s+|the\s+|its\s+|their\s+|any\s+)*(?P<kind>(?:(?:main|own|custom|spam|favou?rite)\s+)?"
    r"(?:tools?|rats?|botnets?|loaders?|backdoors?|stealers?|implants?|rootkits?|wipers?|trojans?|web\s?shells?|droppers?))(?:\s+names?)?\W*"
)
"""``RAT?``, ``spam botnet?`` after an actor"""
_NAMES_OF_THAT = as_pattern(r"(?i)(?:and\s+|so\s+)?(?:which(?:\s+ones)?|names?|what\s+are\s+they\s+called|by\s+name)\W*")
"""``ransomware too? // names``"""


def _of_its_thing(turn: Turn) -> str:
    """With the software or the technique that was spoken of."""
    asked, focus = turn.asked, turn.focus
    if focus.thing and (malware := _THAT_MALWARE.search(asked)):
        return f"{asked[: malware.start()]}{focus.thing}{asked[malware.end() :]}"
    if focus.thing and (says("thing", asked) or (says("else", asked) and not focus.actor)):
        named = put(asked, "thing", focus.thing)
        return put(named, "pronoun", focus.actor) if focus.actor and _THEY.search(named) else named
    that = _THAT_LAST.search(asked) if focus.thing and (not focus.actor or _WHO.match(asked)) else None
    return f"{asked[: that.start()]}{focus.thing}" if that else ""


_THAT_MALWARE = as_pattern(r"(?i)\b(?:this|that)\s+(?:backdoor|trojan|loader|implant|wiper|stealer)\b")
"""``who else has that backdoor?``"""


def _of_several(turn: Turn) -> str:
    """With the two or three actors that were spoken of together."""
    asked, focus = turn.asked, turn.focus
    if not _THEY.search(asked):
        return ""
    if not focus.actor and len(focus.listed) in TWO_OR_THREE and cued_kind(asked) in SIDES:
        return put(asked, "pronoun", _and(focus.listed))
    names = [turn.graph.name(id_) for id_ in focus.actor_ids]
    named = len(names) in TWO_OR_THREE and all(name.lower() in focus.question.lower() for name in names)
    return put(asked, "pronoun", _and(names)) if named else ""


def _and(names: Sequence[str]) -> str:
    """``A, B and C``"""
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _of_its_actor(turn: Turn) -> str:
    """With the actor that was spoken of."""
    asked, alone, focus = turn.asked, turn.alone, turn.focus
    actor = focus.actor
    if asks_for_victims_by_name(asked) and not _WHO.match(asked):
        return f"{actor}: {asked}"
    if _TOOK_OVER.fullmatch(asked):
        return f"which gang is the successor of {actor}"
    if _SUCH_A_NAME.fullmatch(asked):
        return f"where does the name {actor} come from"
    if turn.before.kind == "tools" and (one := _THE_TOOL.fullmatch(asked)):
        return f"which tool of {actor} {'' if one['does'] else 'talks '}{one['what']}"
    if (case := _THE_CASE.fullmatch(asked)) and (case["what"].split()[-1].lower() not in _THOSE):
        return f"{actor}: {case['asked'].strip(' ?!.')}, the {case['what']}"
    if says("pronoun", asked) or (says("thing", asked) and not focus.thing):
        if _NAME_OF_ITS.fullmatch(asked) or (not focus.thing and _ITS_CALLED.search(asked)):
            return f"{actor}: {asked}"
        return put(put(asked, "pronoun", actor), "thing", actor)
    names_asked = alone.vendor and not alone.conditions and cued_kind(asked) in (None, "names")
    if names_asked and len(words(asked)) <= MAX_VENDOR_WORDS:
        return f"what does {turn.names.vendor_name(alone.vendor)} call {actor}"
    brief = len(asked.split()) <= BRIEF and not ASKS_SOMETHING.match(asked) and not cued_kind(asked)
    if not focus.conditions and alone.conditions and brief:
        verb = "target" if alone.conditions[0].type in ("country", "region", "sector", "origin") else "use"
        return f"does {actor} {verb} {_LITTLE_WORDS.sub('', asked)}"
    return _side_of(asked, alone, actor) or _without_its_subject(asked, alone, actor) or _going_on(turn)


_ITS_CALLED = as_pattern(
    r"(?i)\bthe\s+(?:malware|tool|backdoor|loader|stealer)\b[^?]*\b(?:(?:how|what)(?:['’]s|\s+is|\s+was)\s+(?:it|that)\s+called|name)\W*$"
)
"""``and the malware at the end, how is it called``: not what its actor is called"""


def _without_its_subject(asked: str, alone: Question, actor: str) -> str:
    """``where from``, ``part of a bigger group?``, ``sells access to whom?``"""
    if _WHERE_FROM.fullmatch(asked):
        return f"where is {actor} from"
    if alone.subjects:
        return ""
    if _WITHOUT_IS.match(asked):
        return f"is {actor} {asked}"
    if with_whom := _WITH_WHOM.match(asked):
        return f"{with_whom['which']} does {actor} work with"
    if _EVER.match(asked):
        return f"has {actor} {asked}"
    if _ANY_THERE.match(asked) and len(alone.conditions) == 1:
        return f"does {actor} target {alone.conditions[0].text}?"
    return f"{actor} {asked}" if _WITHOUT_SUBJECT.match(asked) else ""


def _going_on(turn: Turn) -> str:
    """``and targets?``, ``android malware too?``, ``and the implants on the routers``: what goes on about the actor of the thread."""
    asked, alone, actor = turn.asked, turn.alone, turn.focus.actor
    placed = any(condition.type != "motivation" for condition in alone.conditions)
    if (cued_kind(asked) or is_side(asked)) and not placed and _is_elliptic(asked):
        return f"{asked.strip(' ?!.')} of {actor}"
    if cued_kind(asked) == "targets" and alone.conditions and all(condition.negated for condition in alone.conditions):
        return f"{actor}: {asked}"
    added = not alone.subjects and len(asked.split()) <= MOST_ADDED and _ADDED.search(asked) and not asks_for_a_list(asked)
    goes_on = _GOES_ON.match(plain_text(turn.text)) and cued_kind(asked) in SIDES
    asks_how = alone.kind == "actors" and _ASKS_HOW.match(asked)
    return f"{actor}: {asked}" if added or ((asks_how or goes_on) and not asks_for_many(asked)) else ""


def _side_of(asked: str, alone: Question, actor: str) -> str:
    """``trojan name``, ``cve?``, ``successor``, ``name now?``, ``pos malware?``: one to three words for a side of an actor; else empty."""
    said = asked.strip(" ?!.")
    if said != said.lower() or len(said.split()) > BRIEF or ASKS_SOMETHING.match(said):
        return ""
    if of_malware := _MALWARE_NAME.fullmatch(said):
        return f"what is {actor}'s {of_malware['thing']} called"
    if says("vulnerabilities", said):
        return f"which vulnerabilities does {actor} exploit"
    if len(alone.conditions) == 1 and alone.conditions[0].type == "malware_type" and not alone.period:
        return f"which {said} does {actor} use"
    is_stranger = alone.kind == "unknown" and alone.subject is not None and not alone.subject.candidates
    return f"{actor}: {said}" if is_stranger and (cued_kind(said) or _OTHER_SIDE.search(said)) else ""


_THAT = frozenset(("that", "this", "those", "these"))
_THAT_ALONE = as_pattern(r"(?i)\b(?:that|this|those|these)\b")
"""``is that identical with FIN7``"""
_WHO = as_pattern(r"(?i)(?:and\s+|so\s+)?(?:who|which\s+one)\b")
_TOOK_OVER = as_pattern(
    r"(?i)(?:and\s+|so\s+|ok\s+)*who\s+(?:then\s+|later\s+)?(?:took\s+over|picked\s+up|inherited|took\s+up|took|bought|got)\s+(?:the|its|their)\s+"
    r"(?:source\s+|ransomware\s+)?(?:code|ransomware|malware|operation|business)(?:\s+(?:afterwards|later|then|after\s+(?:this|that)))?\W*"
)
"""``so who took over the code``"""
_SUCH_A_NAME = as_pattern(
    r"(?i)(?:(?:and|so|but|ok)\s+)?(?:(?:funny|odd|weird|strange|nice|cool|great|curious|silly|crazy|interesting|what\s+an?\s+\w+)\s+name\s*[,.:!–-]*\s*"
    r"(?:and\s+)?(?:where\s+(?:does|did)\s+(?:it|that)\s+come\s+from|where\s+(?:is|was)\s+(?:it|that)\s+from|why(?:\s+(?:that|so))?|what\s+does\s+it\s+mean|how\s+come)|"
    r"where\s+(?:does|did)\s+(?:the|that|this|their|its)\s+name\s+come\s+from|where\s+is\s+(?:the|that|this|their|its)\s+name\s+from|"
    r"why\s+(?:the|that|this)\s+name|why\s+are\s+they\s+called\s+(?:that|so|like\s+that))(?:\s+(?:lol|haha|anyway|btw|by\s+the\s+way|actually))?\W*"
)
"""``funny name, where does it come from``"""
_THE_CASE = as_pattern(
    r"(?i)(?:and\s+|so\s+|ok\s+)*the\s+(?:case\s+(?:with|of|at)\s+(?:the\s+)?)?(?P<what>[^,:?]{3,40}?)(?:\s+(?:one|case|hack|attack|incident|affair))?\s*[,:–-]+\s*"
    r"(?P<asked>(?:how\s+(?:much|many)|when|where|which|what)\b.+)"
)
"""``the crypto exchange one, how many millions were gone``"""
_THE_TOOL = as_pattern(
    r"(?i)(?:(?:and|so|ok)\s+)*the\s+one\s+(?P<does>that\s+|which\s+)?(?P<what>(?(does)|(?:over|via|through|by|with)\b)[^,?]{4,40}?)\s*[,:–-]*\s*(?:how\s+is\s+(?:it|that)\s+called|"
    r"what(?:['’]?s|\s+is)\s+(?:it\s+called|(?:its|the)\s+name)|(?:its|the)\s+name)\W*"
)
"""``the one over e-mail, how is it called`` after the tools of an actor"""
_THOSE = frozenset("group gang crew one ones lot actor guys people second first other former latter".split())
_NAME_OF_ITS = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?:(?:what(?:['’]s|\s+(?:is|was))\s+)?the\s+)?names?\s+of\s+the\s+(?:[\w-]+\s+)?(?:malware|tool|backdoor|implant|trojan|loader|rat|wiper)(?:\s+(?:pls|please|plz|then|though))?\W*"
)
"""``name of the malware?``: of whom the thread is about, and not of what it uses"""
_WHERE_FROM = as_pattern(r"(?i)(?:and\s+)?(?:where|country)\s+from\W*|(?:and\s+)?from\s+where\W*")
_WITHOUT_IS = as_pattern(
    r"(?i)(?:part of|member of|branch of|a branch|an? offshoot|tied to|linked to|related to|connected to|sponsored by|"
    r"state[- ](?:backed|sponsored|run)|backed by|run by)\b"
)
"""``part of a bigger group?``"""
_EVER = as_pattern(r"(?i)ever\s+[a-z]+(?:\s|$)")
"""``ever hit banks in brazil?``"""
_ANY_THERE = as_pattern(r"(?i)(?:and\s+)?any(?:\s+known)?\s+(?:victims?|targets?|activity|attacks?|hits?)\s+in\s+\S+(?:\s\S+)?\W*$")
"""``any victims in Japan``"""
_WITH_WHOM = as_pattern(
    r"(?i)(?:and\s+|so\s+)?with\s+(?P<which>(?:which|what)\s+(?:[\w-]+\s+)?(?:groups?|gangs?|crews?|actors?|ones|others)|whom)\b"
)
"""``with which gangs, names pls``"""
_AS_SOME_SAY = as_pattern(r"(?i),?\s+(?:as|like)\s+(?:some|people|others|they|many)\s+(?:say|claim|think|believe)(?=\W*$)")
_WHEN_DID_IT = as_pattern(
    r"(?i)(?:and\s+|so\s+|ok\s+)*(?!(?:who|which|what|when|where|how|is|are|do|does|did)\b)(?P<what>[^,:?]{3,40}?)\s*[,:–-]+\s*"
    r"(?P<asked>since\s+when|when\s+did\s+(?:that|it|this)\s+(?:begin|start)|how\s+long\s+(?:ago|already|now))\W*"
)
"""``teams phishing, when did that begin``"""
_WITHOUT_SUBJECT = as_pattern(
    r"(?i)(?:sells|sold|buys|bought|uses|used|targets|targeted|hits|works|worked|belongs|comes|"
    r"came|goes|went|hides|steals|stole)\s"
)
"""``sells access to whom?``"""
_MALWARE_NAME = as_pattern(
    r"(?:and\s+)?(?P<thing>(?:own\s+)?(?:trojan|backdoor|implant|loader|wiper|ransomware|malware|tool|spyware|rat|stealer|botnet|rootkit)s?)['’]?s?\s+names?"
)
_OTHER_SIDE = as_pattern(r"\b(?:successors?|predecessors?|leaders?|boss|affiliates?|languages?|motives?|partners?)\b")
_WHICH_KIND = as_pattern(r"(?i)(?:and\s+|so\s+|ok\s+)?(?:what|which)\s+\w+\W*")
_THAT_LAST = as_pattern(r"(?i)\b(?:that|this)\W*$")
"""``who uses that``"""
_LITTLE_WORDS = as_pattern(r"(?i)^(?:and\s+|in\s+|against\s+|with\s+)+")
_THEY = as_pattern(r"(?i)\b(?:their|they)\b")
_ASKS_HOW = as_pattern(
    r"(?i)(?:and\s+)?(?:how|when|why|where|since when|how big|how many)\b(?!.*\b(?:who|which|actors|groups|anyone|anybody)\b)"
)
"""``how big did the botnet get?`` asks for nobody"""
_ADDED = as_pattern(r"(?i)\b(?:too|as well|also|either|heard so)\b")
MOST_ADDED = 10
"""``android malware too?``, ``albania as well, or am i mixing that up``: short, and added to what was told of an actor."""
_GOES_ON = as_pattern(r"(?i)(?:and|then|also|plus|hm+|ok)\b(?!.*\b(?:who|whose|anyone|anybody)\b)")
"""``and the implants on the routers`` goes on about the actor of the thread."""


def _rules_out_all(asked: str, alone: Question) -> bool:
    """Whether every actor that a text names is left out by it: ``who else uses it, besides APT41``."""
    return all(is_negated(asked.partition(mention.text)[0]) for mention in alone.mentions if mention.meaning.of_type("actor"))


def _is_elliptic(asked: str) -> bool:
    """``and targets?``: a cue and hardly anything else."""
    return is_side(asked) or not words(without_cues(asked))
