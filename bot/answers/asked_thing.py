"""A thing or a number that is asked of one actor: ``which video chat site had they cloned``, ``how many affiliates were registered``.

It is answered by the sentence that tells it, if there is one: it has what the question says, and a name where it speaks of such a
thing, or a number of such things. Where a sentence speaks of the thing and nothing names it, the reply says just that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.answers.evidence import actor_ref
from bot.answers.model import Answer, Item, Section
from bot.answers.nearest import NUMBER, asked_words
from bot.answers.sentences import sentences
from bot.answers.sentences_about import sentences_about
from bot.answers.sought import title_of
from bot.knowledge_base import KnowledgeBase
from bot.questions.deeds import HAPPENED
from bot.questions.model import Question
from bot.questions.terms import known_terms
from bot.questions.things import Thing, asked_thing
from bot.questions.vendors import is_vendor
from bot.questions.wording import asks_for_many
from index.errors import IndexUnusable
from index.words import words
from knowledge.graph import Graph
from knowledge.model import Event, Statement
from knowledge.normalise import fold
from knowledge.patterns import as_pattern
from knowledge.places import place_words

NEAR, NEARER, SURELY, ONE = 0.45, 0.6, 0.5, 0.35
"""So much of what a question says, weighed by how rare it is, has a sentence that tells the thing: where it has its noun; where it has
not; one that speaks of the thing without its name; and one that says ``a`` before it."""
LITTLE = 0.2
"""A sentence with a number and so much of a question may tell the number asked for in other words."""
SHOWN = 3
_WHOLE = ("help", "identity", "comparison", "reports")
"""Answers that are of no single actor's sides."""
_WITHOUT_NUMBERS = ("passages", "campaigns", "names", "profile")
"""Answers that do not count anything themselves."""


@dataclass(frozen=True)
class Told:
    """A sentence about an actor: how much of a question it has, and whether it has the noun of the thing asked for, and tells it."""

    share: float
    has_noun: bool
    tells: bool
    sentence: str
    statement: Statement


def with_the_thing(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer; the sentences that tell the thing asked for, where it does not begin with one of them; unknown where none does."""
    thing = asked_thing(question.text) if answer.kind not in _WHOLE and question.kind != "actors" else None
    actor_id = _about(question, answer, knowledge.graph)
    if thing is None or not actor_id:
        return answer
    try:
        every = list(_sentences(thing, question, actor_id, knowledge))
    except IndexUnusable:
        return answer
    near = sorted(
        (t for t in every if t.share >= (NEAR if t.has_noun else NEARER)),
        key=lambda t: -t.share - t.has_noun / 4 - (thing.noun in t.sentence.lower()) / 9,
    )
    if found := [told for told in near if told.tells][:SHOWN]:
        begins = answer.status == "answered" and found[0].sentence in answer.headline
        return answer if begins else _telling(question, found, knowledge.graph, actor_id)
    if answer.status not in ("answered", "unknown"):
        return answer
    if thing.counted:
        counted = any((told.share >= LITTLE or told.has_noun) and NUMBER.search(told.sentence) for told in every)
        told = counted or not every or answer.kind not in _WITHOUT_NUMBERS or answer.status != "answered"
        return answer if told else _uncounted(answer)
    of_a_name = question.subject is not None and every
    if of_a_name and not any(told.has_noun for told in every) and _is_told_nowhere(thing, actor_id, knowledge):
        return _untold(answer, thing, knowledge.graph.name(actor_id))
    if (question.subject is None and not question.events) or _ASKS_WHO.search(question.text):
        return answer
    spoken_of = sorted((t for t in every if t.has_noun and t.share >= LITTLE), key=lambda t: -t.share)
    unnamed = [told for told in spoken_of if _is_sure(told, thing)]
    if not all(_is_left_unnamed(told, thing, question, knowledge) for told in spoken_of):
        return answer
    named_elsewhere = any(told.has_noun and told.tells for told in every)
    return _unnamed(answer, thing, unnamed[0], knowledge.graph, actor_id) if unnamed and not named_elsewhere else answer


def _telling(question: Question, found: Sequence[Told], graph: Graph, actor_id: str) -> Answer:
    actor, items = actor_ref(graph, actor_id), tuple(Item(title_of(graph, t.statement), t.sentence, t.statement.sources) for t in found)
    first = found[0].statement
    whose = f"{actor.name}, {first.name}" if isinstance(first, Event) else actor.name
    return Answer(
        question.text, "passages", "answered", actor.name, f"{whose}: {items[0].detail}", headline_sources=items[0].sources,
        sections=(Section("What the sources say", items, SHOWN),), actors=(actor,), values=tuple(item.value for item in items),
    )  # fmt: skip


def _uncounted(answer: Answer) -> Answer:
    recorded = "" if answer.kind == "passages" else "What is recorded: "
    return replace(answer, status="unknown", headline=f"No source here tells that number. {recorded}{answer.headline}", parts=())


def _untold(answer: Answer, thing: Thing, name: str) -> Answer:
    headline = f"No source here tells of any {thing.noun} in connection with {name}. What is recorded: {answer.headline}"
    return replace(answer, status="unknown", headline=headline, parts=())


def _is_told_nowhere(thing: Thing, actor_id: str, knowledge: KnowledgeBase) -> bool:
    """Whether no passage about an actor has the noun of the thing; those of bodies, which names say as well, do not count."""
    return thing.noun not in _SAID_BY_NAMES and not any(knowledge.tells({actor_id}, noun) for noun in thing.alike)


_SAID_BY_NAMES = frozenset(
    (
        "company firm contractor newspaper paper magazine broadcaster bank university college school hospital airline exchange city town "
        "state province republic nickname handle persona brand product institute ministry agency team chain pseudonym shop store retailer "
        "operator carrier provider supplier vpn proxy framework"
    ).split()
)


def _unnamed(answer: Answer, thing: Thing, told: Told, graph: Graph, actor_id: str) -> Answer:
    """That the thing is spoken of and not named: ``a certificate authority in Asia``."""
    items = (Item(title_of(graph, told.statement), told.sentence, told.statement.sources),)
    return replace(
        answer, status="unknown", headline=f"No source here names that {thing.noun}. What is recorded of it: {told.sentence}",
        headline_sources=told.statement.sources, sections=(Section("What the sources say", items), *answer.sections), parts=(),
        actors=(actor_ref(graph, actor_id),),
    )  # fmt: skip


def _about(question: Question, answer: Answer, graph: Graph) -> str:
    """The one actor that a question is about, by name, by its incident or by what it did; empty where there is none or several."""
    asked = question.subjects or ((question.subject,) if question.subject else ())
    named = {c.entity.id for meaning in asked for c in meaning.of_type("actor") if c.relation in ("same", "formerly")}
    if len(named) > 1 or (len(question.subjects) > 1 and not named):
        return ""
    if named:
        return next(iter(named))
    first = answer.actors[0] if answer.actors else None
    if question.subject:  # who is called as a program is
        return first.id if first and first.name.lower() == question.subject.name.lower() else ""
    subjects = {event.subject for event in graph.records.events if event.id in question.events}
    if len(subjects) == 1:
        return next(iter(subjects))
    one = first and not subjects and answer.kind == "passages" and answer.status == "answered" and not asks_for_many(question.text)
    return first.id if first and one else ""


def _sentences(thing: Thing, question: Question, actor_id: str, knowledge: KnowledgeBase) -> Iterator[Told]:
    """What is told of an actor, sentence by sentence, and whom it is said to have hit. Raises IndexUnusable."""
    graph = knowledge.graph
    noun = {form for other in thing.alike for form in words(other)}
    asked = {word: knowledge.rarity(word) for word in asked_words(_beside_deeds(question)) if _says(word) and word not in noun}
    said = _said(question, graph, actor_id)
    for sentence, statement in (*sentences_about(graph, actor_id), *_whom(graph, actor_id)) if asked else ():
        of_what = f"{statement.name} {' '.join((*statement.victims, *statement.also))}" if isinstance(statement, Event) else ""
        told = set(words(f"{sentence} {of_what}"))
        has_noun = not noun.isdisjoint(told)
        share = sum(weight for word, weight in asked.items() if word in told) / sum(asked.values())
        if thing.counted:
            tells = _counts(noun, sentence)
        else:
            tells = any(_is_told(name, said, graph) for name in _names(thing, has_noun, sentence, statement))
        yield Told(share, has_noun, tells, sentence, statement)


def _whom(graph: Graph, actor_id: str) -> Iterator[tuple[str, Statement]]:
    """Whom an actor is said to have hit, by name: the victims of an incident before what happened."""
    yield from ((organization, t) for t in graph.targetings_of(actor_id) for organization in t.organizations)
    for event in graph.events_of(actor_id):
        if any(victim[:1].isupper() for victim in event.victims):
            yield f"{_WHOM}{', '.join(event.victims)}. {next(iter(sentences(event.text)), '')}", event


_WHOM = "Victims: "


def _said(question: Question, graph: Graph, actor_id: str) -> set[str]:
    """The words of a question, and of the name of whom it is about: no answer to it."""
    return {*words(question.text), *words(graph.name(actor_id))}


def _beside_deeds(question: Question) -> Question:
    return replace(question, text=HAPPENED.sub(" ", question.text))


def _says(word: str) -> bool:
    return len(word) > 1 and not word.isdigit()


def _counts(noun: set[str], sentence: str) -> bool:
    """Whether a sentence has a number of such things: ``194 affiliates``, ``some eight hours``."""
    counted = (m for pattern in (NUMBER, _IN_WORDS) for m in pattern.finditer(sentence))
    return any(noun & set(words(" ".join(sentence[m.end() :].split()[:4]))) for m in counted)


_IN_WORDS = as_pattern(
    r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty)\b"
)


def _names(thing: Thing, has_noun: bool, sentence: str, statement: Statement) -> Iterator[str]:
    """The proper nouns of a sentence that may name a thing: ``the contractor Boyusec``, ``in Ohio``, whom an incident hit."""
    if thing.noun in _PLACES:
        yield from (
            match[1] for match in _WHERE.finditer(sentence) if not (place_words() - {thing.noun}).isdisjoint(fold(match[1]).split())
        )
    elif has_noun:
        yield from (match[1] for pattern in _beside(thing.alike) for match in pattern.finditer(sentence))
        generic = re.search(rf"(?i)\bin an?\s+(?:\w+\s+)?(?:{'|'.join(thing.alike)})\b", sentence)
        if isinstance(statement, Event) and sentence.startswith(_WHOM) and not generic:
            yield from (victim for victim in statement.victims if victim[:1].isupper())


def _is_told(name: str, said: set[str], graph: Graph) -> bool:
    """Whether a proper noun is neither of the question nor that of a country."""
    return not said.issuperset(words(name)) and not _is_a_place(name, graph) and not _A_TIME.fullmatch(name)


_A_TIME = as_pattern(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|In|At|On|The|A|An|It|They)")
_PLACES = frozenset("airport city town village state province republic street".split())
_WHERE = as_pattern(r"\b(?:in|at|to|from|of|near|on)\s+(?:the\s+)?([A-Z][\w.-]+(?:\s[A-Z][\w.-]+)*)")
_NAME = r"((?:[A-Z]|[a-z]+[A-Z])[\w.&-]*(?:\s[A-Z][\w.&-]*)*|[“\"][^”\"]+[”\"])"


@cache
def _beside(nouns: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A proper noun right after or before a noun: ``company Integrity Technology Group``, ``Le Monde, a newspaper``, ``Shagle site``."""
    noun = rf"(?i:(?:{'|'.join(nouns)})(?:s|es)?)"
    after = rf"\b{noun},?\s+(?:(?:called|named|of)\s+)?(?:the\s+)?{_NAME}"
    return re.compile(after), re.compile(rf"{_NAME},?\s+(?:(?:an?|the)\s+)?(?:[a-z-]+\s+){{0,2}}{noun}\b")


_ASKS_WHO = as_pattern(
    r"(?i)\bwhose\b|\b(?:behind|attributed|belongs?|sponsor\w*|backs?|serv(?:e|es|ing)|orders)\b|\bwork\w*\s+for\b|\b(?:is|are|was)\s+(?:it|they|he|\S+)\s+from\b"
)
"""``which state is it attributed to``: who is behind an actor is told by its attribution"""


def _is_sure(told: Told, thing: Thing) -> bool:
    """Whether a sentence that speaks of such a thing speaks of the one asked for."""
    is_one = re.search(rf"(?i)\b(?:an?|one)\s+(?:[\w-]+\s+){{0,3}}?(?:{'|'.join(thing.alike)})\b", told.sentence) is not None
    hit = isinstance(told.statement, Event) and any(victim[:1].isupper() for victim in told.statement.victims)
    return not hit and told.share >= (ONE if is_one else SURELY)


def _is_left_unnamed(told: Told, thing: Thing, question: Question, knowledge: KnowledgeBase) -> bool:
    """Whether a sentence speaks of the thing, and of nothing by name but countries and vendors: ``a certificate authority in Asia``."""
    noun = rf"\b(?:{'|'.join(thing.alike)})"
    said = _said(question, knowledge.graph, told.statement.subject)
    clause = next((part for part in re.split(r"[;:()]", told.sentence) if re.search(rf"(?i){noun}", part)), told.sentence)
    names = [name for name in re.findall(_NAME, clause.strip()[1:]) if _is_told(name, said, knowledge.graph)]
    return all(is_vendor(name, knowledge.names) for name in names)


def _is_a_place(name: str, graph: Graph) -> bool:
    """Whether a name is that of a country, of a region or of people from there: ``Iranian``."""
    known = known_terms(graph)
    return any(all(known.get(fold(part), ("",))[0] in ("country", "region") for part in parts) for parts in ((name,), name.split()))
