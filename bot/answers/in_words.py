"""What a question for a yes holds against an actor, where no record lists it and a sentence of a source says so.

``does Kasablanka target Russia``: the description of a catalogue says so, though it lists no targets. The sentence must say it of the
actor: a verb for it, then the thing, and nobody else named before.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.answers.evidence import actor_ref
from bot.answers.model import Answer, Item, Kind, Section
from bot.answers.sentences_about import sentences_about
from bot.questions.deeds import HAPPENED
from bot.questions.model import Condition, Question
from bot.questions.origins import TARGETING
from knowledge.graph import Graph
from knowledge.model import Statement
from knowledge.normalise import fold
from knowledge.ordinary import ordinary_names
from knowledge.patterns import as_pattern

_TARGETED = ("country", "region", "sector")
SHOWN = 3


def told_in_words(question: Question, graph: Graph, actor_id: str, missing: Sequence[Condition], kind: Kind, title: str) -> Answer | None:
    """The sentences about an actor that say of it what is missing in the records; None where none says all of it.

    A yes where one says so with nothing in it that doubts.
    """
    if any(c.negated or c.type not in (*_TARGETED, "software", "origin") for c in missing):
        return None
    if any(c.type == "origin" for c in missing) and any(a.country or a.sponsor for a in graph.attributions_of(actor_id)):
        return None
    if any(c.type in _TARGETED for c in missing) and not TARGETING.search(question.text):
        return None
    patterns = [_pattern(graph, condition) for condition in missing]
    told = [(s, statement) for s, statement in sentences_about(graph, actor_id) if all(_says(graph, actor_id, p, s) for p in patterns)]
    if not told:
        return None
    told.sort(key=lambda pair: DOUBTED.search(pair[0]) is not None)
    items = tuple(dict.fromkeys(Item(graph.name(actor_id), sentence, statement.sources) for sentence, statement in told))
    plain = DOUBTED.search(items[0].detail) is None and all(c.type != "origin" for c in missing)
    said = f"Yes, in the words of a source: {items[0].detail}" if plain else f"No record lists that, but a source says: {items[0].detail}"
    return Answer(
        question.text, kind, "yes" if plain else "answered", title, said, headline_sources=items[0].sources,
        sections=(Section("What sources say in words", items, SHOWN),), actors=(actor_ref(graph, actor_id),),
    )  # fmt: skip


def yes_of_a_name(question: Question, graph: Graph, actor_id: str) -> Answer | None:
    """A yes where a question names somebody or something that nothing here is called, and what is told of an actor says so of that.

    ``did Ragnar Locker hit Capcom``: by a named victim; ``has POLONIUM used AirVPN``: by a sentence. None where nothing says so.
    """
    asked, hits = f" {fold(question.beside_names())} ", TARGETING.search(question.text) or HAPPENED.search(question.text)
    items: list[Item] = []
    if hits:
        victims: list[tuple[str, str, Statement]] = [(v, e.name, e) for e in graph.events_of(actor_id) for v in e.victims]
        victims += [(v, t.note, t) for t in graph.targetings_of(actor_id) for v in t.organizations]
        named = {word for stranger in question.strangers for word in fold(stranger).split()}
        whole = [(v, said, s) for v, said, s in victims if f" {fold(v)} " in asked and named <= set(fold(v).split())]
        items = [Item(name, said, s.sources) for name, said, s in whole if len(name) > CODE and not name.islower()]
    if not items and question.strangers:
        verb = _HITS if hits else _USES
        patterns = [re.compile(_said(verb, [name])) for name in question.strangers]
        told = [(s, x) for s, x in sentences_about(graph, actor_id) if all(_says(graph, actor_id, p, s) for p in patterns)]
        items = [Item(graph.name(actor_id), s, x.sources) for s, x in told if DOUBTED.search(s) is None]
    if not items:
        return None
    said = f"{items[0].value}: {items[0].detail}" if items[0].detail else items[0].value
    return Answer(
        question.text, "targets" if hits else "tools", "yes", graph.name(actor_id), f"Yes: {said}", headline_sources=items[0].sources,
        sections=(Section("Who says so", tuple(items), SHOWN),), actors=(actor_ref(graph, actor_id),),
    )  # fmt: skip


def _says(graph: Graph, actor_id: str, pattern: re.Pattern[str], sentence: str) -> bool:
    """Whether a sentence says something of an actor: with the pattern, nothing that denies it, and nobody else before it."""
    match = pattern.search(sentence)
    return match is not None and DENIED.search(sentence) is None and not _names_another(graph, actor_id, sentence[: match.start("thing")])


def _pattern(graph: Graph, condition: Condition) -> re.Pattern[str]:
    """What says a condition: a verb and after it in one clause the words for the thing; of an origin those and that somebody is of it."""
    if condition.type == "software":
        return re.compile(_said(_USES, _software_names(graph, condition)))
    names = _term_words(graph, condition)
    if condition.type == "origin":
        written = _any(names)
        bare = written.replace("?P<thing>", "?:")
        before = rf"^(?:(?!(?i:\b(?:{_HITS})\b)).)*?"
        return re.compile(rf"{before}(?=(?i:{_FROM})\s+(?:the\s+)?{bare}|{bare}[\s-]+(?i:{_PEOPLE})\b).*?{written}")
    return re.compile(rf"{_said(_HITS, names)}(?!\s*-|\s+(?i:{_WHO_ACTS})\b)")


def _said(verb: str, names: Sequence[str]) -> str:
    """A verb, and after it in one clause one of some names."""
    return rf"(?i:\b(?:{verb})\b){_CLAUSE}{_any(names)}"


_CLAUSE = (
    r"(?:(?!\b(?:but|while|whereas|although|because|after|when|who|that|which|highlight\w*|need|purposes?|"
    r"using|via|through|by)\b)[^.;:]){0,120}?"
)
_USES = (
    r"us(?:e|es|ed|ing)|utili[sz]\w*|deploy\w*|dropp?(?:s|ed|ing)?|spread\w*|deliver\w*|distribut\w*|employ\w*|install\w*|sideload\w*|load(?:s|ed|ing)?|"
    r"leverag\w*|sells?|sold|selling|runs?|running|operat(?:e|es|ed|ing)|wrote|develop(?:s|ed|ing)|ransomware with|own service"
)
_MEANS = "(?:\\w+ )?(?:machine|router|website|account|server|site|host|credential|device|system|infrastructure|email)"
_HITS = (
    rf"target(?:s|ed(?! threat)|ing)?|attack(?:s|ed|ing)?|against|hits?|hitting|compromis(?:e|es|ed(?! {_MEANS})|ing)|breach(?:es|ed|ing)?|"
    r"spy(?:ing)? on|spied on|go(?:es)? after|went after|going after|infiltrat\w+|focus(?:es|ed|ing)? on|hack(?:s|ed|ing)"
)
_PEOPLE = (
    "based|linked|backed|sponsored|speaking|nexus|aligned|state-sponsored|groups?|actors?|hackers?|hacking|threat|cyber|espionage|apts?|"
    "spying|spies|crew|gang|outfit"
)
_WHO_ACTS = f"{_PEOPLE}|state|intelligence|nation|origin|control|gains?|purposes|trojans?|malware"
_FROM = (
    r"\b(?:attributed to|linked to|tied to|originat\w+ (?:in|from)|based in|operat\w+ (?:from|out of)|"
    r"located in|on behalf of|backed by|sponsored by)"
)
DENIED = as_pattern(
    r"(?i)\b(?:not|no|never|denied|denies|unlike|without|instead of|rather than|n['’]t|neither|nor|nothing|ruled out|dismiss\w*|"
    r"impersonat\w*|in common|overlap\w*|similar\w*|resembl\w*|compar\w*|pos(?:e|es|ed|ing) as|pretend\w*)\b"
)
DOUBTED = as_pattern(
    r"(?i)\b(?:may|might|could|possibl\w*|perhaps|suspect\w*|alleged\w*|likely|probabl\w*|believed|thought|reportedly|apparent\w*|appear\w*|"
    r"links?|linked|claim\w*|seem\w*|potential\w*|rumou?r\w*|attempt\w*|tried)\b"
)


def _any(names: Sequence[str]) -> str:
    """One of some names; what is written in capitals only so."""
    small = "|".join(re.escape(name) for name in names if not name.isupper())
    large = "|".join(re.escape(name) for name in names if name.isupper())
    apart = "".join(f"(?<!{word} )" for word in ("Central", "Latin", "South", "North"))
    one = "|".join(filter(None, (f"(?i:{small})" if small else "", large)))
    return rf"(?<![\w-]){apart}(?P<thing>{one})(?!\w)"


def _term_words(graph: Graph, condition: Condition) -> list[str]:
    """The words for a place or a sector, without codes of countries and words that mean too much else."""
    type_ = "country" if condition.type == "origin" and graph.term("country", condition.id) else condition.type
    term = graph.term(type_, condition.id)
    found = dict.fromkeys((condition.text, *((term.name, *term.words) if term else ())))
    kept = [name for name in found if len(name) > CODE or name in _CODES]
    return [name for name in kept if name.lower() not in _GENERIC] or [condition.text]


def _software_names(graph: Graph, condition: Condition) -> list[str]:
    names = dict.fromkeys((condition.text, graph.name(condition.id)))
    return [name for name in names if len(name) > CODE and fold(name).replace(" ", "") not in ordinary_names()] or [condition.text]


CODE = 3
"""Names of countries that are no longer are codes, which stand for other words as well."""
_CODES = ("US", "UK", "UAE", "USA", "EU")
_GENERIC = frozenset(
    "campaigns campaign services service business businesses individuals infrastructure utility utilities software hardware technologies "
    "technology engineering payment payments law police media state government administration contractors computer electronics research "
    "news".split()
)


def _names_another(graph: Graph, actor_id: str, text: str) -> bool:
    """Whether a text names an actor other than the one whose it is."""
    words = fold(text).split()
    own = {fold(claim.name) for claim in graph.names_of(actor_id)}
    runs = (" ".join(words[start : start + length]) for length in (1, 2, 3) for start in range(len(words) - length + 1))
    return any(run in _actors(graph) and run not in own for run in runs)


@lru_cache(maxsize=2)
def _actors(graph: Graph) -> frozenset[str]:
    """The main name of each actor, folded, but for those that are words of the language."""
    names = (fold(entity.name) for entity in graph.records.entities if entity.type == "actor")
    return frozenset(name for name in names if len(name) > CODE and name.replace(" ", "") not in ordinary_names())
