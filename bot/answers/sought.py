"""What only an actor's texts tell: its vulnerabilities, sums of money, persons, languages, disguises. The sentences that have it."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from bot.answers.evidence import actor_ref, when_in_words
from bot.answers.model import UNSAID, Answer, Item, Section
from bot.answers.nearest import asked_words
from bot.answers.persons import has_person
from bot.answers.sentences_about import sentences_about
from bot.answers.sums import SUM
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.questions.sought import Sought, beside_sought
from bot.questions.terms import CVE
from index.errors import IndexUnusable
from index.words import words
from knowledge.graph import Graph
from knowledge.model import Event, Statement
from knowledge.patterns import as_pattern

_TITLES: dict[Sought, str] = {
    "vulnerabilities": "vulnerabilities",
    "money": "sums",
    "persons": "persons",
    "languages": "languages",
    "disguises": "disguises",
}
_NOTHING: dict[Sought, str] = {
    "vulnerabilities": "a vulnerability that {} exploits",
    "money": "that sum of {}",
    "persons": "a person of {} by name",
    "languages": "the language of {}",
    "disguises": "as whom {} poses",
}
SHOWN = 6


def answer(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """The sentences of an actor that have what is sought, those with most words of the question first; else that none has it.

    Of sums one must have half of what else the question says: the ransom of one victim is not all that a gang took in. Of persons
    one must say that somebody leads, where the question asks for that. Otherwise they are told as what is told of such things.
    """
    graph, sought = knowledge.graph, question.sought
    assert sought is not None
    asked = {word for word in _beside(question) if not word.isdigit() and word not in _TAKING}
    found = [(statement, sentence) for sentence, statement in sentences_about(graph, actor_id) if _HAS[sought](graph, sentence)]
    found.sort(key=lambda told: -_share(asked, told[1], told[0]) - bool(_SAYS_WHICH.search(told[1])) / 2)
    fit = [told for told in found if _fits(question, told, asked)]
    if sought == "vulnerabilities" and _speaks_of_none(question, knowledge, actor_id, asked):
        fit = []
    items = tuple(dict.fromkeys(Item(title_of(graph, s), sentence, s.sources) for s, sentence in (*fit, *found)))
    actor, title = actor_ref(graph, actor_id), f"{graph.name(actor_id)}: {_TITLES[sought]}"
    if not fit:
        none = f"No source here tells {_NOTHING[sought].format(actor.name)}."
        if items and sought == "persons":
            none = f"No source here says who leads {actor.name}. Persons are named in what is told of it."
        if items and sought == "vulnerabilities":
            which = "a zero-day of" if _ZERO_DAY.search(question.text) else "the number of one that is used by"
            none = f"No source here tells {which} {actor.name}, as asked. What is told of vulnerabilities follows."
        return Answer(
            question.text, "passages", "unknown", title, none,
            sections=(Section(f"What is told of {_TITLES[sought]}", items, SHOWN),) if items else (), actors=(actor,),
            notes=(UNSAID,),
        )  # fmt: skip
    return Answer(
        question.text, "passages", "answered", title, f"{actor.name}: {items[0].detail}", headline_sources=items[0].sources,
        sections=(Section("What the sources say", items, SHOWN),), actors=(actor,), values=tuple(item.value for item in items[:SHOWN]),
    )  # fmt: skip


def _speaks_of_none(question: Question, knowledge: KnowledgeBase, actor_id: str, asked: set[str]) -> bool:
    """Whether no passage about an actor has any of the words that say which of something is sought: ``Bluetooth exploits of Tick``."""
    told = [word for match in _KIND_OF_IT.finditer(question.text) for word in words(match[1]) if word in asked]
    if not told:
        return False
    try:
        return not any(knowledge.covered(told, hit) for hit in knowledge.search_about(question.text, [actor_id]))
    except IndexUnusable:
        return False


_KIND_OF_IT = as_pattern(
    r"(?i)\b([a-z][\w-]+)\s+(?:cves?|vulnerabilit\w+|vulns?|exploits?|zero[- ]?days?|0[- ]?days?|bugs?|flaws?|holes?)\b"
)


def _beside(question: Question) -> tuple[str, ...]:
    """The words of a question without what it seeks; none where it says nothing else."""
    assert question.sought is not None
    text = beside_sought(question.sought, question.beside_names())
    return tuple(word for word in asked_words(replace(question, text=text, mentions=())) if word != "s") if words(text) else ()


ENOUGH = 0.5
_TAKING = frozenset(
    (
        "get gets got away make makes made steal stole stolen take taken took pull pulled earn earned want wanted demand demanded "
        "ask asked much far take takings proceeds total overall altogether amount ransom with ever confirmed sum "
        "typically usually normally average averagely roughly typical apiece each squeeze squeezed out victims pocket pocketed per figure"
    ).split()
)
"""Words of a question for a sum that say no more than that."""
_TOTAL, _OF_TOTALS = (
    as_pattern(r"(?i)\b(?:total|overall|altogether|in all|so far)\b"),
    as_pattern(
        r"(?i)\b(?:total|overall|altogether|in all|damages?|loss(?:es)?|ransoms|takings|proceeds|at least|more than|over|since|"
        r"stole|stolen|took in|earned)\b"
    ),
)
_LEADS = as_pattern(
    r"(?i)\b(?:lead\w*|led|boss\w*|heads?|headed|ringleaders?|masterminds?|administrators?|founders?|run by|running it|owner)\b"
)
_SAYS_WHICH = as_pattern(r"(?i)\bCVE|\bMS\d\d-|\bled by\b|\bleader\b|\bboss\b")


def _fits(question: Question, told: tuple[Statement, str], asked: set[str]) -> bool:
    """Whether a sentence that has such a thing as is sought tells the one that is."""
    statement, sentence = told
    if question.sought == "vulnerabilities":
        return _is_the_kind_asked(question.text, sentence)
    if question.sought == "persons":
        return _LEADS.search(question.text) is None or _LEADS.search(sentence) is not None
    if question.sought != "money":
        return True
    if _DEMANDS.search(question.text) and _COSTS.search(sentence) and not _DEMANDS.search(sentence):
        return False
    return _share(asked, sentence, statement) >= ENOUGH and (
        _TOTAL.search(question.text) is None or _OF_TOTALS.search(sentence) is not None
    )


_DEMANDS = as_pattern(r"(?i)\b(?:demand\w*|ask(?:s|ed|ing)?|want(?:s|ed)?|ransoms?)\b")
_COSTS = as_pattern(r"(?i)\b(?:costs?|damages?|loss(?:es)?|worth)\b")
"""``what sum did they ask for``: what it cost is another"""


def _is_the_kind_asked(text: str, sentence: str) -> bool:
    """Whether a sentence on vulnerabilities has a zero-day where one is asked for, and a number where that is."""
    if _ZERO_DAY.search(text):
        return _ZERO_DAY.search(sentence) is not None
    return _NUMBER_ASKED.search(text) is None or _NUMBERED.search(sentence) is not None


_ZERO_DAY = as_pattern(
    r"(?i)\b(?:zero[- ]?days?|0[- ]?days?|(?:un|not yet |previously un)known (?:flaws?|holes?|"
    r"vulnerabilit\w+|bugs?)|before (?:a|the) (?:fix|patch))\b"
)
_NUMBER_ASKED = as_pattern(r"(?i)\bcves?[- ](?:ids?|numbers?|no\.?)\b|\b(?:ids?|numbers?) of the (?:cves?|vuln\w*)\b")
_NUMBERED = as_pattern(r"(?i)\bCVE-\d{4}|\bMS\d\d-\d{3}")


def _share(asked: set[str], sentence: str, statement: Statement) -> float:
    """Which share of some words a sentence has, or all that is told of the incident of which it tells; all where none is asked for."""
    named = ""
    if isinstance(statement, Event):
        named = f"{statement.name} {' '.join((*statement.victims, *statement.also))} {statement.text}"
    return len(asked.intersection(words(f"{sentence} {named}"))) / len(asked) if asked else 1.0


def title_of(graph: Graph, statement: Statement) -> str:
    named = graph.name(getattr(statement, "object", "")) or getattr(statement, "name", "")
    return " · ".join(filter(None, (named, when_in_words(statement.when)))) or graph.name(statement.subject)


def _has_vulnerability(graph: Graph, sentence: str) -> bool:
    return (
        CVE.search(sentence) is not None
        or _VULNERABLE.search(sentence) is not None
        or _named_vulnerability(graph).search(sentence) is not None
    )


_VULNERABLE = as_pattern(r"(?i)\b(?:zero-?days?|0-?days?|vulnerabilit\w+|flaws?|holes?|MS\d\d-\d{3})\b")


@lru_cache(maxsize=2)
def _named_vulnerability(graph: Graph) -> re.Pattern[str]:
    names = [term.name for term in graph.records.terms if term.type == "vulnerability"]
    return re.compile(r"(?i)\b(?:" + "|".join(map(re.escape, names)) + r")\b")


def _has_sum(graph: Graph, sentence: str) -> bool:
    return SUM.search(sentence) is not None


def _has_language(graph: Graph, sentence: str) -> bool:
    return _LANGUAGE.search(sentence) is not None


_LANGUAGE = as_pattern(
    r"\b[A-Z][a-z]+-(?:speaking|language)\b|\b(?:speaks?|spoken|spoke|written|wrote) (?:in )?(?:\w+ )?[A-Z][a-z]+\b|\b[Ll]anguages?\b|"
    r"\bin (?:\w+ )?(?:English|Russian|Chinese|Korean|Persian|Farsi|Arabic|Hebrew|Spanish|Portuguese|French|German|Italian|Japanese|"
    r"Turkish|Ukrainian|Polish|Vietnamese|Urdu|Hindi|Mandarin)\b"
)


_POSES = as_pattern(
    r"(?i)\b(?:impersonat\w+|pos(?:e|es|ed|ing)\s+as|pretend\w*|masquerad\w+|disguis\w+|imitat\w+|in\s+the\s+name\s+of|"
    r"as\s+if\s+(?:it|they)\s+(?:were|was|came))\b"
)
_HAS: dict[Sought, Callable[[Graph, str], bool]] = {
    "vulnerabilities": _has_vulnerability,
    "money": _has_sum,
    "persons": has_person,
    "languages": _has_language,
    "disguises": lambda _, sentence: _POSES.search(sentence) is not None,
}
