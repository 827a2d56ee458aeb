"""Which of two actors spoken of does or is something: ``which of the two had ELMER``, ``which of those two is Russian``."""

from collections.abc import Sequence
from dataclasses import replace

from bot.questions.intents import says
from bot.questions.model import Condition, Question
from bot.questions.narrowing import is_left_out_first
from bot.questions.pointing import put
from bot.questions.refining import is_of
from bot.questions.turn import Turn
from bot.questions.wording import telling_words
from knowledge.graph import Graph
from knowledge.names import Names
from knowledge.patterns import as_pattern

_TWO = r"(?:(?:the|those|these|them|both)(?:\s+(?P<number>two|pair))?|(?<=one )of them|(?<=one ))"
_WHICH = as_pattern(
    rf"(?i)^(?:(?:and|so|ok|now)[,\s]+)*(?:which|who)(?:\s+one)?\s+(?:(?:of|among)\s+)?{_TWO}\s*\b(?P<rest>[\w’']+\s+.+?)\W*$"
)
_IS = as_pattern(r"(?i)^(?:is|are|was|were)\s+")
_MORE = as_pattern(r"(?i)\b(?:more|most|fewer|less|least|older|younger|newer|longer|bigger|larger|first|earlier)\b")


def one_of_two(turn: Turn) -> Question | None:
    """The question of the only one of two actors for whom what a text names is on record; else what passages tell of either.

    None where it asks for nothing of the kind.
    """
    match, focus = _WHICH.match(turn.asked), turn.focus
    two = focus.pair or (focus.spoken[:2] if match and match["number"] else ())
    if match is None or len(two) != 2 or turn.alone.subjects or _MORE.search(match["rest"]):
        return None
    both = turn.understood(f"which of {two[0]} and {two[1]} {match['rest']}")
    if turn.alone.events or both.events:
        return _of_their_incident(turn.alone if turn.alone.events else both, turn, two)
    conditions = [c for c in turn.understood(f"which groups {match['rest']}").conditions if not c.negated]
    fitting = [name for name in two if conditions and all(_has(name, c, turn.names, turn.graph) for c in conditions)]
    if len(fitting) != 1:
        return _as_told(match["rest"], two, turn)
    said, is_ = match["rest"], _IS.match(match["rest"])
    question = turn.understood(f"is {fitting[0]} {said[is_.end() :]}" if is_ else f"{fitting[0]} {said}, right?")
    return replace(question, aspect="narrowed") if question.aspect == "yesno" else question


def both_of_them(turn: Turn) -> Question | None:
    """A question of ``them``, or for a bare side, as one about each of two actors told last: ``since when are they active``."""
    pair, alone = turn.focus.pair or turn.focus.listed, turn.alone
    if len(pair) != 2 or turn.focus.actor or alone.subjects or alone.kind not in ("passages", "unknown"):
        return None
    both = " and ".join(pair)
    if says("pronoun", turn.asked):
        question = turn.understood(put(turn.asked, "pronoun", both))
    elif len(turn.asked.split()) <= BARE:
        question = turn.understood(f"{both}: {turn.asked}")
    else:
        return None
    of_both = len(question.subjects) == len(pair) and question.kind not in ("passages", "unknown", "comparison", "identity")
    return question if of_both else None


BARE = 3
"""Words, as in ``country?``, ``based where?``"""


def one_of_those_listed(turn: Turn) -> Question | None:
    """The only one of a few actors told last that meets what a text says: ``the one after money``; None where that is none or several."""
    match, focus = _THE_ONE.fullmatch(turn.asked), turn.focus
    if match is None or focus.conditions or not 1 < len(focus.listed) <= FEW or turn.alone.subjects:
        return None
    conditions = [c for c in turn.understood(f"which groups are {match['said']}").conditions if not c.negated]
    fitting = [name for name in focus.listed if conditions and all(_has(name, c, turn.names, turn.graph) for c in conditions)]
    return turn.understood(fitting[0]) if len(fitting) == 1 else None


def the_one_meant(turn: Turn) -> Question | None:
    """A question about the only one of those listed last whom it describes: ``victims of the presumably South Korean one?``."""
    match, focus = _THE_SUCH_ONE.search(turn.asked), turn.focus
    if match is None or not 1 < len(focus.listed) <= MANY or turn.alone.subjects or is_left_out_first(turn.asked):
        return None
    conditions = [c for c in turn.understood(f"which groups are {match['said']}").conditions if not c.negated]
    fitting = [name for name in focus.listed if conditions and all(_has(name, c, turn.names, turn.graph) for c in conditions)]
    if len(fitting) != 1:
        return None
    before, after = turn.asked[: match.start()], turn.asked[match.end() :]
    return turn.understood(f"{before}{fitting[0]}{after}") if _ASKS_MORE.search(f"{before} {after}") else None  # alone it narrows the list


_ASKS_MORE = as_pattern(r"(?i)\b(?!(?:and|so|okay|what|how|about|just|only|now|please|pls|the|then)\b)[a-z]{3,}")


MANY = 12
_THE_SUCH_ONE = as_pattern(
    r"(?i)\bthe\s+(?:(?:presumably|probably|supposedly|suspected|allegedly|likely)\s+)?(?P<said>(?!(?:first|second|third|last|other|same|next|latter|former)\b)"
    r"[\w-]+(?:\s[\w-]+){0,2}?)\s+(?:one(?:\s+(?:of|among)\s+(?:them|those|these|the\s+\w+))?|of\s+(?:the\s+two|them|those|these))(?=[\s,:;?!.]|$)"
)
FEW = 5
_THE_ONE = as_pattern(
    r"(?i)(?:(?:and|so|ok|no|now)[,\s]+)*(?:only\s+|just\s+)?(?:the\s+one|that\s+one|which\s+one(?:\s+(?:is|was))?)\s+(?:(?:that|who|which)(?:['’]s|\s+(?:is|was|are))?\s+)?"
    r"(?P<said>[^?]{3,40}?)(?:\s+(?:please|pls|then))?\W*"
)


def _of_their_incident(question: Question, turn: Turn, two: Sequence[str]) -> Question | None:
    """The incident that a text names as that of the one of the two whose it is; None where it is of neither or of both."""
    ids = {found[0].entity.id for name in two if (found := turn.names.look_up(name).of_type("actor"))}
    theirs = [event for event in turn.graph.incidents(question.events) if event.subject in ids]
    one = len({event.subject for event in theirs}) == 1
    return replace(question, events=tuple(event.id for event in theirs)) if one else None


def _as_told(said: str, two: Sequence[str], turn: Turn) -> Question | None:
    """To be looked for in what is told of both: ``poses as young women``, ``did the British Library``."""
    if not telling_words(said):
        return None
    both = tuple(turn.names.look_up(name) for name in two)
    known = all(meaning.of_type("actor") for meaning in both)
    return Question(f"who {said}", "passages", aspect="which-of", subject=both[0], subjects=both) if known else None


def _has(name: str, condition: Condition, names: Names, graph: Graph) -> bool:
    """Whether an actor is on record with a program, a technique, an origin, a sponsor or a target."""
    ids = {c.entity.id for c in names.look_up(name).bearers()}
    if condition.type in ("software", "technique"):
        return any(use.subject in ids for use in graph.users_of(condition.id))
    if condition.type in ("origin", "sponsor"):
        return any(is_of(graph, id_, condition.type, condition.id) for id_ in ids)
    if condition.type == "motivation":
        return any(motivation.motivation == condition.id for id_ in ids for motivation in graph.motivations_of(id_))
    aims = [t for id_ in ids for t in graph.targetings_of(id_)]
    return any(condition.id in (*t.countries, *t.regions, *t.sectors) for t in aims)
