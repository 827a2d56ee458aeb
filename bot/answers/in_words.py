"""What a question for a yes holds against an actor, where no record lists it and a sentence of a source has its word.

``does Kasablanka target Russia``: the description of a catalogue says so, though it lists no targets.
"""

import re
from collections.abc import Sequence

from bot.answers.evidence import actor_ref
from bot.answers.model import Answer, Item, Kind, Section
from bot.answers.sentences_about import sentences_about
from bot.questions.model import Condition, Question
from bot.questions.origins import TARGETING
from bot.questions.tool_or_actor import USE_VERBS
from knowledge.graph import Graph
from knowledge.model import Statement

_TARGETED = ("country", "region", "sector")
SHOWN = 3


def told_in_words(question: Question, graph: Graph, actor_id: str, missing: Sequence[Condition], kind: Kind, title: str) -> Answer | None:
    """The sentences about an actor that have what is missing in the records, as they are; None where none has all of it.

    A yes where one says plainly that the actor does so, with nothing in it that denies or doubts.
    """
    if any(c.negated or c.type not in _SAID for c in missing):
        return None
    if any(c.type == "origin" for c in missing) and any(a.country for a in graph.attributions_of(actor_id)):
        return None
    patterns = [_pattern(graph, condition) for condition in missing]
    told = [(sentence, statement) for sentence, statement in sentences_about(graph, actor_id) if all(p.search(sentence) for p in patterns)]
    told = [(sentence, statement) for sentence, statement in told if _DENIED.search(sentence) is None]
    if not told:
        return None
    told.sort(key=lambda pair: not _is_plain(pair[0], missing))
    items = tuple(Item(graph.name(actor_id), sentence, statement.sources) for sentence, statement in _once(told))
    asks_of_targets = TARGETING.search(question.text) is not None or all(c.type not in _TARGETED for c in missing)
    plain = asks_of_targets and _is_plain(told[0][0], missing)
    said = f"Yes, in the words of a source: {items[0].detail}" if plain else f"No record lists that, but a source says: {items[0].detail}"
    return Answer(
        question.text, kind, "yes" if plain else "answered", title, said, headline_sources=items[0].sources,
        sections=(Section("What sources say in words", items, SHOWN),), actors=(actor_ref(graph, actor_id),),
    )  # fmt: skip


_SAID = (*_TARGETED, "software", "origin", "malware_type")


def _once(told: Sequence[tuple[str, Statement]]) -> list[tuple[str, Statement]]:
    return list({sentence: (sentence, statement) for sentence, statement in reversed(told)}.values())[::-1]


def _pattern(graph: Graph, condition: Condition) -> re.Pattern[str]:
    """The words for a condition; of where an actor is from with a word that says that it is."""
    type_ = "country" if condition.type == "origin" and graph.term("country", condition.id) else condition.type
    term = graph.term(type_, condition.id)
    names = [condition.text, *((term.name, *term.words) if term else ()), graph.name(condition.id) if condition.type == "software" else ""]
    if condition.type == "software":
        names += [claim.name for claim in graph.names_of(condition.id) if claim.relation == "same"]
    written = "|".join(re.escape(name) for name in dict.fromkeys(names) if len(name) > SHORTEST or name.isupper())
    named = rf"(?<![\w-])(?:{written or re.escape(condition.text)})(?!\w)"
    if condition.type == "origin":
        return re.compile(
            rf"(?i)\b(?:from|in|to|by|of|based in)\s+{named}(?=\W*$)|{named}[\s-]+(?:{_PEOPLE})\b|{_FROM}\s+(?:the\s+)?{named}"
        )
    return re.compile(rf"(?i){named}")


SHORTEST = 2
_PEOPLE = (
    "based|linked|backed|sponsored|speaking|nexus|aligned|state|government|groups?|actors?|hackers?|threat|cyber|espionage|apts?|origin|"
    "intelligence|military|spying|spies|crew|gang|outfit|company|contractor"
)
_FROM = (
    r"\b(?:attributed to|linked to|tied to|originat\w+ (?:in|from)|based in|operat\w+ (?:from|out of)|"
    r"located in|on behalf of|backed by|sponsored by)"
)
_DENIED = re.compile(
    r"(?i)\b(?:not|no|never|denied|denies|unlike|without|instead of|rather than|n['’]t|neither|nor|ruled out|dismiss\w*)\b"
)
_DOUBTED = re.compile(
    r"(?i)\b(?:may|might|could|possibl\w*|perhaps|suspect\w*|alleged\w*|likely|probabl\w*|believed|thought|reportedly|apparent\w*|appear\w*|"
    r"similar\w*|links?|linked|claim\w*|seem\w*|potential\w*|rumou?r\w*)\b"
)
_USES = re.compile(rf"(?i)\b(?:{USE_VERBS}|deliver\w*|distribut\w*|employ\w*|install\w*|load\w*|leverag\w*|carr\w+|sell\w*|sold|with)\b")


def _is_plain(sentence: str, missing: Sequence[Condition]) -> bool:
    """Whether a sentence says without a doubt that somebody targets or uses something."""
    if _DOUBTED.search(sentence):
        return False
    verbs = {TARGETING if c.type in _TARGETED else _USES for c in missing if c.type != "origin"}
    return all(c.type != "origin" for c in missing) and all(verb.search(sentence) for verb in verbs)
