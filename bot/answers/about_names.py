"""Names: all of an actor's, the one a vendor uses, and names that several actors bear."""

from collections.abc import Sequence

from bot.answers import former_names
from bot.answers.evidence import RELATION_WORDS, actor_ref, curated_first, layer_words, name_items, users_in_words
from bot.answers.model import Answer, Item, Section, values_of
from bot.answers.origin import origin_words
from bot.answers.sentences import sentences
from bot.knowledge_base import KnowledgeBase
from bot.questions.intents import says
from bot.questions.model import Question
from knowledge.model import NameClaim
from knowledge.patterns import as_pattern


def answer(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """Every name of an actor with who uses it; of one vendor, if the question names one; who coined it, if it names a name."""
    graph = knowledge.graph
    entity = graph.entity(actor_id)
    assert entity is not None
    if question.aspect == "reason":
        return _reason(question, knowledge, actor_id)
    if question.aspect:
        return former_names.of_actor(question, knowledge, actor_id)
    if question.vendor:
        return _by_vendor(question, knowledge, actor_id)
    plain, related = name_items(graph, entity)
    sections = (
        Section(f"Names of {entity.name}", tuple(plain)),
        Section("Related names, not the same", tuple(related)),
    )
    return Answer(
        question.text, "names", "answered", f"Names of {entity.name}", _headline(question, knowledge, actor_id, len(plain)),
        sections=tuple(s for s in sections if s.items), actors=(actor_ref(graph, actor_id),),
        values=tuple(dict.fromkeys((entity.name, *values_of(sections[:1])))), layers=layer_words(entity),
    )  # fmt: skip


def _reason(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """Why an actor is called so, in the words of whatever here tells of its names."""
    graph, name = knowledge.graph, knowledge.graph.name(actor_id)
    told = [Item(name, note.text, note.sources) for note in graph.notes_of(actor_id) if note.topic in NAMING]
    told += [Item(claim.name, claim.note, claim.sources) for claim in graph.names_of(actor_id) if _GIVES_A_REASON.search(claim.note)]
    told += [
        Item(name, sentence, summary.sources)
        for summary in graph.summaries_of(actor_id)
        for sentence in sentences(summary.text)
        if _GIVES_A_REASON.search(sentence)
    ]
    headline = told[0].detail if told else f"No source here says why {name} is called so."
    return Answer(
        question.text, "names", "answered" if told else "unknown", f"Names of {name}", headline,
        headline_sources=told[0].sources if told else (), sections=(Section("Of the name", tuple(told)),) if len(told) > 1 else (),
        actors=(actor_ref(graph, actor_id),), values=(name,), notes=() if told else (f"Who calls it what: `/apt names {name}`.",),
    )  # fmt: skip


NAMING = ("naming", "names")
_GIVES_A_REASON = as_pattern(
    r"(?i)\b(?:named|called|dubbed|coined|names? (?:comes?|came|stems?|is|was|means?|refers?|alludes?))\b"
    r".*\b(?:after|because|for its|for their|"
    r"(?:taken|derived|comes?|came|stems?) from|refer\w*|means?|allud\w*|in honou?r)\b|\bso called\b|\bthe name\s+(?:comes?|came|"
    r"stems?|derives?)\s+from\b|\bhence the name\b"
)
"""What tells a reason for a name: ``coined after references to Dune``."""


def _headline(question: Question, knowledge: KnowledgeBase, actor_id: str, count: int) -> str:
    graph = knowledge.graph
    name = graph.name(actor_id)
    meaning, candidate = former_names.asked_name(question, actor_id)
    if meaning and candidate and candidate.by and (meaning.name.lower() != name.lower() or says("users", question.text)):
        who = ", ".join(map(graph.vendor_name, candidate.by))
        shaped = all(claim.basis == "scheme" for claim in candidate.claims if claim.by)
        how = f"{meaning.name} has the shape of {who}'s names" if shaped else f"{meaning.name} is used by {who}"
        return f"{how} for {name}{_today(knowledge, actor_id, candidate.claims)}, which goes by {count} names."
    return f"{name} goes by {count} names here." if count else f"No other name of {name} is recorded here."


def _today(knowledge: KnowledgeBase, actor_id: str, claims: Sequence[NameClaim]) -> str:
    """``, since 2023-04 called Forest Blizzard``: what whoever uses a former name says today."""
    former = next((claim for claim in claims if claim.until and claim.basis == "stated"), None)
    if former is None:
        return ""
    now = [c for c in knowledge.graph.names_of(actor_id) if c.relation == "same" and not c.until and set(c.by) & set(former.by) and c.since]
    return f", since {now[0].since} called {now[0].name}" if now else ""


def _by_vendor(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    graph = knowledge.graph
    vendor, name = graph.vendor_name(question.vendor), graph.name(actor_id)
    claims = curated_first(c for c in graph.names_of(actor_id) if question.vendor in c.by)
    items: dict[str, Item] = {}
    for claim in claims:
        detail = [] if claim.relation == "same" else [RELATION_WORDS[claim.relation]]
        detail += ["by the shape of the name"] if claim.basis == "scheme" else []
        detail += [f"until {claim.until}"] if claim.until else []
        items.setdefault(claim.name.lower(), Item(claim.name, "; ".join(detail), claim.sources))
    found = tuple(items.values())
    stated = [claim for claim in claims if claim.basis != "scheme"]
    said = (
        f"{vendor} calls {name} {_as_called(stated)}."
        if stated
        else f"By the shape of the name {vendor} calls {name} {_as_called(claims)}."
    )
    headline = said if found else f"No source here says what {vendor} calls {name}."
    return Answer(
        question.text, "names", "answered" if found else "unknown", f"{name}, as {vendor} calls it", headline,
        sections=(Section(f"{vendor}'s names", found),) if found else (), actors=(actor_ref(graph, actor_id),),
        values=tuple(i.value for i in found),
    )  # fmt: skip


def _as_called(claims: Sequence[NameClaim]) -> str:
    """``Brass Typhoon, formerly BARIUM; disputed: Leopard Typhoon``."""
    now: list[str] = []
    before: list[str] = []
    others: dict[str, list[str]] = {}
    for claim in {claim.name.lower(): claim for claim in reversed(claims)}.values():
        if claim.relation not in ("same", "formerly"):
            others.setdefault(RELATION_WORDS[claim.relation], []).append(claim.name)
        elif claim.until or claim.relation == "formerly":
            before.append(claim.name)
        else:
            now.append(claim.name)
    first = ", ".join(reversed(now)) + (f"{', formerly ' if now else ''}{', '.join(reversed(before))}" if before else "")
    return "; ".join(filter(None, (first, *(f"{words}: {', '.join(names)}" for words, names in others.items()))))


def contested(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Every actor that a name may mean, with who says so."""
    graph, meaning = knowledge.graph, question.subject
    assert meaning is not None
    items, refs = [], []
    for candidate in meaning.candidates:
        details = [candidate.entity.type] if candidate.entity.type != "actor" else []
        called = "so called by" if candidate.relation in ("same", "formerly") else "the name is used by"
        details += filter(None, (users_in_words(graph, candidate.claims, called), RELATION_WORDS.get(candidate.relation, "")))
        details += [c.note for c in candidate.claims if c.note][:1]
        items.append(Item(candidate.entity.name, "; ".join(details), candidate.source_ids))
        if candidate.entity.type == "actor":
            refs.append(actor_ref(graph, candidate.entity.id))
    origins = [origin_words(graph, candidate.entity.id) for candidate in meaning.candidates]
    *first, last = [f"{item.value} ({origin})" if origin else item.value for item, origin in zip(items, origins, strict=True)]
    names = f"{', '.join(first)} or {last}" if first else last
    return Answer(
        question.text, "profile" if question.kind == "profile" else "names", "contested", f"{meaning.name}: more than one meaning",
        f"“{meaning.name}” may mean {names}; the sources do not agree on one.",
        sections=(Section("Who it may be", tuple(items)),), actors=tuple(refs), values=tuple(item.value for item in items),
    )  # fmt: skip
