"""A text that holds the actor of a thread against another one: ``so that's Star Blizzard, right?``, ``vs DeathStalker?``."""

from bot.questions.focus import Focus
from bot.questions.intents import cued_kind, says
from bot.questions.model import Question
from bot.questions.pointing import THOSE, points_back, put
from bot.questions.turn import Turn
from knowledge.patterns import as_pattern


def beside_another(turn: Turn) -> Question | None:
    """Whether both are one, come from one place, or what another deed has to do with the actor of the thread."""
    actor, asked = turn.focus.actor, turn.asked
    if not actor:
        return None
    if (said := _THAT_IS.fullmatch(asked)) and turn.names.look_up(said["name"]).of_type("actor"):
        return turn.understood(f"is {actor} the same as {said['name']}")
    if (both := _HAS_THEM_TOO.fullmatch(asked)) and turn.before.kind == "tools" and turn.names.look_up(both["name"]).of_type("actor"):
        return turn.understood(f"which tools do {actor} and {both['name']} share")
    if (two := _THESE_TWO.fullmatch(asked)) and turn.names.look_up(two["name"]).of_type("actor"):
        return turn.understood(f"how is {actor} connected to {two['name']}")
    if home := _same_home(turn):
        return turn.understood(home)
    if (theirs := _THEIRS_TOO.fullmatch(asked) or _THE_ONES.fullmatch(asked)) and not turn.alone.subjects:
        return turn.understood(f"was {actor} behind {theirs['what']}")
    if (link := _HISTORY.match(asked)) and turn.alone.subjects:
        return turn.understood(f"is {actor} connected to {asked[link.end() :]}")
    if same := _SAME_AS.match(asked):
        other = asked[same.end() :]
        of_a_deed = turn.names.look_up(other.strip(" ?!.")).status in ("unknown", "suggested") and other.lower().startswith(
            ("the ", "that ")
        )
        return turn.understood(f"was {actor} behind {other}" if of_a_deed else f"is {actor} the same as {other}")
    return None


_HAS_THEM_TOO = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?:which|what)\s+of\s+(?:these|those|them|that)\s+(?:does|do|did|has|have)\s+(?P<name>[\w.-]+(?:\s[\w.-]+)??)\s+"
    r"(?:(?:also\s+)?(?:has|have|use[ds]?|share[ds]?|got)(?:\s+(?:too|as\s+well))?|too|as\s+well)\W*"
)
"""``transparent tribe malware // which of these does TA2541 have too?``"""
_THESE_TWO = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?P<name>[\w.-]+(?:\s[\w.-]+)?)\s*[,:–-]+\s*(?:how|in\s+what\s+way)\s+are\s+(?:these|those|the|they)(?:\s+two)?\s+"
    r"(?:connected|linked|related|tied)\W*"
)
"""``and 8220, how are these two connected``"""
_HISTORY = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?:any|some|is there (?:any|a)|what)?\s*(?:history|links?|ties|overlaps?|connections?|"
    r"relations?(?:hip)?|thing to do)\s+(?:w/|with|to)\s*"
)
"""``any history w/ LightBasin``"""


def held_against(turn: Turn) -> Question | None:
    """``vs deathstalker?``, ``same tools as APT29?``"""
    against = _AGAINST.match(turn.asked)
    if (compared := _COMPARES.fullmatch(turn.asked)) and turn.focus.actor and turn.names.look_up(compared["name"]).of_type("actor"):
        return turn.understood(f"compare {turn.focus.actor} and {compared['name']}")
    return turn.understood(f"compare {turn.focus.actor} and {turn.asked[against.end() :]}") if against and turn.focus.actor else None


_COMPARES = as_pattern(
    r"(?i)(?:(?:and|so|ok|now)[,.]?\s+)*how\s+(?:does|do|would)\s+(?P<name>[\w.-]+(?:\s[\w.-]+)?)\s+(?:compare|stack\s+up|measure\s+up)"
    r"(?:\s+(?:to|with|against)\s+(?:them|it|that(?:\s+one)?|those|him|these))?\W*"
)
"""``and how does teamtnt compare to them``"""


def _same_home(turn: Turn) -> str:
    """``is MoustachedBouncer from the same country?`` with that country's name; empty where it is nothing of the kind."""
    subjects = turn.alone.subjects
    if len(subjects) != 1 or not _FROM_THE_SAME.search(turn.asked):
        return ""
    before = turn.names.look_up(turn.focus.actor).of_type("actor")
    country = next((a.country for c in before[:1] for a in turn.graph.attributions_of(c.entity.id) if a.country), "")
    return f"is {subjects[0].name} from {turn.graph.term_name('country', country)}" if country else ""


_FROM_THE_SAME = as_pattern(r"(?i)\bfrom\s+(?:the\s+)?same\s+(?:country|place|state|nation|city)\b")
_THEIRS_TOO = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?:is|was)\s+(?P<what>(?:the\s+|that\s+)?(?!that\b|it\b|this\b)\w.{3,60}?)\s+(?:theirs|them|"
    r"also (?:theirs|them))(?:\s+(?:as well|too))?(?:\s+or .*)?\W*"
)
_THE_ONES = as_pattern(
    r"(?i)(?:and\s+|so\s+)?(?:were|was|are|is)\s+(?:they|it|those|that)\s+(?:also\s+)?(?P<what>the\s+[\w-]+(?:\s[\w-]+)?)\s+(?:ones?|guys|lot|crew|people|gang|hackers)"
    r"(?:\s+(?:as well|too))?(?:\s+or .*)?\W*"
)
"""``is the Drift mess theirs as well?``, ``were they the Kaseya ones too``"""

_SAME_AS = as_pattern(
    r"(?i)(?:(?:is|are) (?:it|that|they|those|this)(?: one| group| lot| crew| actor)? )?(?:the )?"
    rf"same (?:(?:{THOSE}|outfit|crowd|team|ones|thing) )?as\s+"
)
"""``same lot as promethium?``"""
_THAT_IS = as_pattern(
    r"(?i)(?:so\s+|and\s+|but\s+|hm+,?\s+)?(?:(?:some(?:body|one|\s+people)?|people|they|others|twitter|a\s+colleague|my\s+\w+)\s+"
    r"(?:here\s+)?(?:says?|said|claims?|thinks?|told\s+me|insists?)\s+(?:that\s+)?)?"
    r"(?:that's|that is|it's|it is|they're|they are|are(?:n['’]?t)?\s+(?:they|those|these)|"
    r"(?:is|isn['’]?t|was|wasn['’]?t) (?:this|that|it)(?: not)?)\s+"
    r"(?:just\s+|really\s+|also\s+|basically\s+|simply\s+|actually\s+)?(?:the\s+)?(?P<name>[^?,.]+?)(?:\s+(?:guys|people|folks|lot|crew|gang))?"
    r"(?:\s+themselves|\s+itself)?"
    r"(?:\s+(?:under|by|with) an?(?:other| different|"
    r" new) (?:label|name|hat|flag|coat))?(?:[,.]?\s*(?:right|no|correct|then|yes|or not|true|"
    r"(?:is\s+)?(?:that|it)\s+(?:true|so|right|correct)))?\W*"
)
"""``so that's Star Blizzard, right?``"""
_AGAINST = as_pattern(
    r"(?i)(?:and\s+|now\s+|ok,?\s+)?(?:vs\.?|versus|compared? (?:it |them |that )?(?:to|with)|"
    r"(?:the )?same (?:tools?|toolset|malware|targets?|victims?|techniques|ttps) as)\s+"
)
"""``vs deathstalker?``, ``same tools as APT29?``"""


def held_together(asked: str, alone: Question, focus: Focus) -> str:
    """``are they and Domestic Kitten one crew?``: the actor of the thread beside another one; empty where only that one is asked about."""
    others = {c.entity.name for meaning in alone.subjects for c in meaning.bearers()}
    both = (
        cued_kind(asked) == "comparison"
        or _LINKED.search(asked)
        or says("one", asked)
        or says("alike", asked)
        or says("together", asked)
        or says("apart", asked)
        or _DO_THEY.match(asked)
    )
    if len(alone.subjects) != 1 or not focus.actor or focus.actor in others or not both or not points_back(asked) or _MEANT.search(asked):
        return ""
    return put(asked, "pronoun" if says("pronoun", asked) else "thing", focus.actor)


_DO_THEY = as_pattern(r"(?i)\W*(?:(?:and|so|but|ok|then)\s+)*(?:did|do|have|were|are|can|could)\s+they\b")
"""``did they also deploy Qilin at some point?``"""
_MEANT = as_pattern(r"(?i)\bi (?:meant|mean)\b")
_LINKED = as_pattern(r"(?i)\b(?:share[sd]?|linked|connected|relate[sd]?|tied|ties|links|in common|(?:to|thing|anything) do with)\b")
