"""What a question asks of the actors that it names."""

import re
from dataclasses import replace
from typing import cast

from bot.answers.model import Kind
from bot.questions.counts import find_comparison
from bot.questions.deeds import asks_of_a_deed, gives_two, own_operation, own_victim, their_incident
from bot.questions.entities import shaped_name
from bot.questions.identity import side_of_each
from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.origins import TARGETING
from bot.questions.plain_sides import PLAINLY
from bot.questions.reading import DESCRIBING_WORDS, OF_ONE_ACTOR, SAYS_MORE, Reading, fitting_about
from bot.questions.same_home import same_home
from bot.questions.wording import asks_for_the_whole, is_yesno
from knowledge.normalise import fold
from knowledge.patterns import as_pattern

SURER = 0.5
"""How much better than the side that a cue names another one must score to be meant instead, where something else is said as well."""

_FITTED: dict[str, Kind] = {"software": "tools", "actors": "targets", "help": "profile", "comparison": "profile"}
"""What a cue that asks for actors means where an actor is named."""


def decide(reading: Reading) -> Question | None:
    """The question as one about actors; None where it names none."""
    question = reading.question
    users = [m for m in question.mentions if not m.meaning.of_type("technique")]
    if len(question.subjects) > 1 and _VERSUS.search(reading.bare) and _LISTS.search(reading.bare) and not reading.command:
        return reading.decided("comparison", question.subjects[0])
    if users and reading.kind == "techniques" and _asks_for_a_set(reading, len(users)):
        return reading.decided("techniques", users[0].meaning)
    if not question.subjects:
        return None
    if _WORKS_SO.search(reading.text):
        return replace(reading.decided("passages"), subjects=(), many=True, described=True)
    if len(question.subjects) == 1 and _is_of_another(reading):
        besides = tuple(c.entity.id for c in question.subjects[0].bearers())
        return replace(reading.decided("passages"), subjects=(), besides=(*question.besides, *besides))
    if len(question.subjects) == 2 and not reading.command and (what := same_home(reading.text)):
        return reading.decided("attribution", question.subjects[0], f"same-{what}")
    if stranger := shaped_name(reading.text, (*reading.terms, *question.mentions), reading.names, capital=True):
        return replace(reading.decided("unknown", stranger), subjects=())
    if reading.kind == "techniques" and not reading.command and (events := own_victim(reading)):
        return replace(reading.decided("campaigns", aspect="events"), events=events)
    of_a_deed = asks_of_a_deed(reading) or (reading.kind in ("campaigns", "targets") and not is_yesno(reading.text))
    if not reading.command and of_a_deed and (events := own_victim(reading)):
        return replace(reading.decided("campaigns", aspect="events"), events=events)
    asks_a_side = len(question.subjects) > 1 or reading.command or reading.kind in ("names", "tools", "techniques")
    if not asks_a_side and (
        events := own_operation(question.subjects[0], reading.graph, re.search(r"(?i)\boperation\b", reading.text) is not None)
    ):
        return replace(reading.decided("campaigns", aspect="events"), events=events)
    either = gives_two(reading)
    if (is_yesno(reading.text) or either) and reading.kind != "tools" and (found := their_incident(reading)):
        events, aspect = (found[0], "events") if either else found
        return replace(reading.decided("campaigns", question.subjects[0], aspect), events=events)
    if len(question.subjects) > 1 and not reading.command and (ranking := find_comparison(reading.text)):
        return replace(reading.decided("actors"), ranking=ranking)
    if len(question.subjects) > 1 and (reading.kind in ("comparison", None) or reading.command == "comparison"):
        named = [m for m in question.mentions if m.meaning.of_type("actor")]
        side = side_of_each(reading.text, named, reading.intent) if len(named) == len(question.mentions) == 2 else None
        return reading.decided(reading.command or side or "comparison", question.subjects[0])
    return _one_side(reading)


_VERSUS, _LISTS = as_pattern(r"(?i)\b(?:vs\.?|versus)\b"), as_pattern(r"\w\s*,\s*\w")
"""``Gamaredon vs Turla: sponsor unit, tradecraft, overlap``"""


def _is_of_another(reading: Reading) -> bool:
    """Whether somebody else than the actor named is described: ``they answered Naikon's phishing with malware, who are they``."""
    if not reading.command and _HIT_THEM.fullmatch(reading.text[: _named_at(reading)]):
        return True
    if reading.command or reading.telling < OF_ANOTHER or reading.question.vendor:
        return False
    if _ends_in_malware(reading) or _ON_THEIRS.search(reading.text[: _named_at(reading)]):
        return True
    named = [m for m in reading.question.mentions if m.meaning.of_type("actor")]
    start = min((m.start for m in named), default=0)
    if _SOMEBODY.match(reading.text) is None or start == 0 or _SPOKEN_OF.search(reading.text):
        return False
    events = (e for m in named for c in m.meaning.of_type("actor") for e in reading.graph.events_of(c.entity.id))
    titles = (fold(title) for event in events for title in (event.name, *event.also, *event.victims))
    said = f" {fold(reading.text)} "
    return not any(f" {title} " in said for title in titles if " " in title)


_HIT_THEM = as_pattern(
    r"(?i)\W*(?:who|(?:which|what) (?:group|actor|gang|crew)s?)\s+(?:has\s+|have\s+|once\s+|ever\s+)*"
    r"(?:attacked|hacked|hit back at|struck back at|hacked back at|phished|went after|spied on|broke into|robbed|hijacked|"
    r"breached|(?:leaked|stole|published|dumped|released|auctioned)(?:\s+(?:the\s+)?(?:[\w-]+\s+)?"
    r"(?:tools|exploits|files|code|chats|data|malware|documents)\s+(?:of|from))?)\s+(?:the\s+)?"
)
"""``who attacked Naikon``, ``who leaked the tools of Equation Group``: those who did are asked for"""


def _named_at(reading: Reading) -> int:
    """Where the first actor that a text names stands in it."""
    return min((m.start for m in reading.question.mentions if m.meaning.of_type("actor")), default=0)


_ON_THEIRS = as_pattern(
    r"(?i)\b(?:piggy-?back\w*|rode|riding|rides?)\s+(?:in\s+)?(?:on|off)\s+(?:the\s+)?$|"
    r"\b(?:brought in|handed (?:over|on)|passed on)\s+by\s+(?:the\s+)?$|"
    r"\b(?:an?|some)\s+(?:off-?shoot|spin-?off|splinter(?: group)?|side project)\s+of\s+(?:the\s+)?$|"
    r"\b(?:recycl\w+|repackag\w+|rebrand\w+)\s+(?:the\s+)?$"
)
"""``piggybacked on Gamaredon's access``: somebody else came along"""


def _ends_in_malware(reading: Reading) -> bool:
    """Whether what is described ends in what is named last: ``spam, then a call on Teams, ends with Black Basta``; who does so is asked."""
    mentions = reading.question.mentions
    if len(mentions) != 1 or reading.telling < DESCRIBING_WORDS or is_yesno(reading.text) or reading.text.rstrip().endswith("?"):
        return False
    before, after = reading.text[: mentions[0].start], reading.text[mentions[0].end :]
    return _ENDS_IN.search(before) is not None and not re.search(r"\w{4}", after)


_ENDS_IN = as_pattern(r"(?i)[,;].*\b(?:ends?|ended|finish\w*|culminat\w*|then|finally)\s+(?:w/?\s*|with\s+|in\s+|up\s+(?:with|in)\s+)$")
OF_ANOTHER = 3
"""So many words that tell something describe somebody."""
_SOMEBODY = as_pattern(
    r"(?i)\W*(?:they|some(?:body|one)\s+(?!on the|in the|here|just|forwarded|claim|sa(?:ys|id)|told|ask|mention|"
    r"call|sign|scribbl|typed|shout|mutter|wrote\b|writes\b|brought up|dropped|named\b|(?:go|goes|going) by|who (?:calls|signs|goes)|"
    r"sent me|is\b|keeps|from\b|(?:give|tell|show|help|explain|summari[sz]e|brief|describe)s?\b)\w+|"
    r"one (?:apt|crew|gang|group|actor)\s+(?!of\b|is\b)\w+|a (?:crew|gang|group|bunch|team)\b(?! called| named)|"
    r"(?:ransomware )?(?:gang|crew|group) (?:that|which|who)|"
    r"who\s+(?!is\b|are\b|was\b|were\b)[a-z]+(?:ed|ook|ote|ole|broke|sent|built))\b"
)
_SPOKEN_OF = as_pattern(
    r"(?i)\bwho\s+(?:first\s+)?(?:attribut|nam|call|discover|report|found|sanction|arrest|charg|indict|expos|out|dub|coin|unmask|identif|link|blam|"
    r"track|publish|us|creat|develop|own|operat|sponsor|back|pay|paid|finance|direct|control|order|hir|bought|buy)\w*"
)


_WORKS_SO = as_pattern(r"(?i)\bwho\s+(?:works?|acts?|plays?|operates?|does)\s+like\s+(?:this|that|so)\W*$")
"""``… ended in Black Basta. who works like this?`` asks for whoever does what is told, and not for the one named in it."""


def _asks_for_a_set(reading: Reading, users: int) -> bool:
    """Whether it wants the techniques of several actors or tools, or of a tool: ``techniques used by A but not B``."""
    question = reading.question
    if question.conditions_beside_users() or (users < 2 and question.subjects):
        return False
    mixed = bool(question.subjects) and bool(question.conditions)
    return not mixed or re.search(r"(?i)\b(?:techniques|tactics|ttps)\b", reading.text) is not None


def _one_side(reading: Reading) -> Question:
    if reading.question.period and reading.question.period.recent and _FIRST_SEEN.search(reading.text):
        reading = replace(reading, question=replace(reading.question, period=None))
    if reading.question.period and _ASKS_WHEN.search(reading.text) and re.search(r"\d\W+or\W+\d", reading.text):
        reading = replace(reading, question=replace(reading.question, period=None))
    plainly = next(filter(None, (decider(reading) for decider in PLAINLY)), None)
    if plainly and plainly.aspect == "yesno" and not reading.question.vendor:
        return replace(plainly, strangers=reading.strangers)  # does Turla use the Snowfall rootkit
    return plainly or _by_cue_or_learned(reading)


_FIRST_SEEN = as_pattern(r"(?i)\bfirst (?:seen|observed|spotted|active|reported|noticed|activity)\b")


def _by_cue_or_learned(reading: Reading) -> Question:
    """The side that a cue names; where a question says more than its cue decides, what was learned from the exemplars."""
    question, kind = reading.question, reading.kind
    subject = question.subjects[0]
    aspect = _aspect(reading)
    beside = () if question.vendor else reading.strangers
    fitted = _FITTED.get(kind or "", kind)
    if kind == "actors" and not says("count", reading.text) and not TARGETING.search(reading.text):
        fitted = "profile"
    if kind is None and (question.vendor or question.period):
        named = (
            question.vendor
            and not _ASKS_WHY.match(reading.text)
            and reading.extra < DESCRIBING_WORDS
            and not TARGETING.search(reading.text)
            and not says("count", reading.text)
        )
        fitted = "names" if named else "campaigns" if question.period else None
    elif not aspect and len(question.subjects) == 1 and _is_unclear(reading):
        meant = _meant(reading)
        before = "before" if meant == "names" and says("before", reading.text) else ""
        return replace(
            reading.decided(meant, subject, before), loose=True, strangers=beside,
            fitting=None if _tells(question.text) else fitting_about(reading.guesses),
            kinds=() if before else _either(reading, meant),
        )  # fmt: skip
    if fitted in ("profile", "campaigns", None) and question.period:
        fitted = "campaigns"
    recent = question.period is not None and question.period.recent
    told = not aspect and fitted != "names" and not recent and reading.extra and len(question.subjects) == 1
    return replace(
        reading.decided(fitted or "profile", subject, aspect), strangers=beside,
        fitting=fitting_about(reading.guesses) if told else None,
    )  # fmt: skip


def _either(reading: Reading, meant: Kind) -> tuple[Kind, ...]:
    """The two sides of an actor that a question may ask for, where what was learned is surer of neither: both are told then."""
    if meant not in _SIDES or is_yesno(reading.text):
        return ()
    first, second = sorted(_SIDES, key=lambda kind: -reading.guesses.get(kind, -1.0))[:2]
    close = reading.guesses.get(first, -1.0) - reading.guesses.get(second, -1.0) < EITHER
    return (first, second) if meant == first and close else ()


_SIDES: tuple[Kind, ...] = ("tools", "targets", "techniques", "attribution", "campaigns")
EITHER = 0.2


_ASKS_WHY = as_pattern(r"(?i)\W*why\s+(?:did|does|has|have|was|were)\b")
_ASKS_WHEN = as_pattern(r"(?i)\b(?:(?:what|which) (?:year|month|date)|when)\b")
"""``what year did they turn up, 2015 or 2016``: the years are what may be the answer."""


def _aspect(reading: Reading) -> str:
    positive = [c for c in reading.question.conditions if not c.negated]
    if reading.kind == "campaigns" and _TIMELINE.search(reading.text) and all(c.type in ("country", "region", "sector") for c in positive):
        return ""
    targets = any(c.type in ("country", "region", "sector") for c in positive)
    targets = targets and (reading.kind == "targets" or reading.extra < DESCRIBING_WORDS - 1)
    aims = all(c.type == "motivation" for c in positive)
    driven = aims and reading.extra >= SAYS_MORE and (reading.is_unanswerable or (reading.strange and not TARGETING.search(reading.text)))
    if is_yesno(reading.text) and positive and not driven and not (reading.kind == "names" and reading.question.vendor):
        return "yesno"
    if reading.kind == "names":
        return "before" if says("before", reading.text) else ""
    return "narrowed" if targets and reading.kind in ("campaigns", "targets", "profile", "comparison", None) else ""


_TIMELINE = as_pattern(r"(?i)\b(?:timeline|chronolog\w+|history of|order of|one after (?:the other|another))\b")
"""``timeline of Sandworm's attacks on Ukraine``: the attacks, and not whether there were any"""


def _is_unclear(reading: Reading) -> bool:
    """Whether a question says more than its cue decides."""
    kind = reading.kind
    if kind in _FITTED and reading.extra and reading.is_unanswerable:
        return True
    sides = ("targets", "tools", "techniques", *(["attribution"] if reading.extra >= SAYS_MORE else []))
    if is_yesno(reading.text) and not reading.question.conditions and kind in sides:
        return True
    if kind not in ("names", "attribution", "profile") and reading.strange:
        return True
    if kind == "names" and not reading.question.vendor and reading.extra >= SAYS_MORE and reading.is_unanswerable:
        return True
    return (kind != "names" and reading.extra >= _noise_allowed(reading)) or _means_another_side(reading)


def _means_another_side(reading: Reading) -> bool:
    """Whether what was learned is surer of another side than of the one that a cue names: ``name of their phone spyware``."""
    kind = _FITTED.get(reading.kind or "", reading.kind)
    if reading.command or not reading.extra or kind not in OF_ONE_ACTOR or (reading.question.vendor and kind == "names"):
        return False
    return reading.guess((*OF_ONE_ACTOR, "unknown"))[1] >= reading.guesses.get(kind, -1.0) + SURER


def _noise_allowed(reading: Reading) -> int:
    """How many words beside names and cues a question about an actor may have before it describes something."""
    if reading.kind == "profile" and asks_for_the_whole(reading.text):
        return 2 * DESCRIBING_WORDS
    return 1 if reading.kind is None else DESCRIBING_WORDS - 1 if reading.kind == "profile" else DESCRIBING_WORDS


_TELLS = as_pattern(
    r"(?i)\W*(?:fyi|heads[- ]up|ugh|argh|oh no|looks like|seems|just saw|we (?:saw|see|got|have|found)|seeing|note|update|"
    r"client (?:saw|says|got))\b"
)
"""``fyi Storm-2657 changed the bank details of two professors``: nothing is asked, and who that is helps."""


def _tells(text: str) -> bool:
    """Whether a text only says what happened: whoever it names is told of, and nothing more."""
    return _TELLS.match(text) is not None and "?" not in text


def _meant(reading: Reading) -> Kind:
    """What a question asks for that no cue decides: what was learned from the exemplars."""
    kind = reading.kind
    if _tells(reading.question.text):
        return "profile"
    label, _ = reading.guess(OF_ONE_ACTOR)
    if not label:
        return kind if kind in OF_ONE_ACTOR else "profile"
    if reading.is_unanswerable:
        return "unknown"
    if is_yesno(reading.text) and label not in ("profile", "attribution"):
        return "passages"
    if label not in ("profile", kind) and reading.strange:
        return "passages"
    return cast(Kind, label)
