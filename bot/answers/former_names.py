"""Names that somebody used before: an actor's, and all that a vendor has given up."""

from collections.abc import Iterable

from bot.answers.evidence import actor_ref, curated_first
from bot.answers.model import Answer, Item, Section
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from knowledge.graph import Graph
from knowledge.model import NameClaim
from knowledge.names import Candidate, Meaning
from knowledge.normalise import key


def asked_name(question: Question, actor_id: str) -> tuple[Meaning | None, Candidate | None]:
    """The name whose users are asked for: the last one named for this actor, as in ``who-calls APT28 IRON TWILIGHT``."""
    meanings = [mention.meaning for mention in question.mentions] or ([question.subject] if question.subject else [])
    for meaning in reversed(meanings):
        for candidate in meaning.candidates:
            if candidate.entity.id == actor_id:
                return meaning, candidate
    return None, None


def of_actor(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer:
    """Names of an actor that somebody used before: by the one vendor asked about, else by those who use the name asked about."""
    graph, name = knowledge.graph, knowledge.graph.name(actor_id)
    meaning, candidate = asked_name(question, actor_id)
    is_alias = meaning is not None and key(meaning.name) != key(name)
    vendors = {question.vendor} if question.vendor else set(candidate.by) if candidate and is_alias else set()
    claims = [
        c
        for c in graph.names_of(actor_id)
        if is_former(c) and (not vendors or vendors & set(c.by)) and not (meaning and key(c.name) == key(meaning.name))
    ]
    items = former_items(graph, claims)
    who = ", ".join(graph.vendor_name(v) for v in sorted(vendors))
    asked = meaning.name if meaning else name
    headline = f"Before {asked}{f', {who} called it' if who else ' it was called'} {', '.join(i.value for i in items)}."
    if not items:
        headline = f"No source here says what {asked} was called before{f' by {who}' if who else ''}."
    today = tuple(
        Item(c.name, ", ".join(map(graph.vendor_name, c.by)), c.sources)
        for c in curated_first(graph.names_of(actor_id))
        if c.relation == "same" and not c.until and vendors & set(c.by)
    )
    return Answer(
        question.text, "names", "answered" if items else "unknown", f"Former names of {name}", headline,
        sections=tuple(s for s in (Section("Former names", items), Section("Today", today)) if s.items),
        actors=(actor_ref(graph, actor_id),),
        values=tuple(i.value for i in items),
    )  # fmt: skip


def retired(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Every name that a vendor has given up, with the actor it was for."""
    graph, vendor = knowledge.graph, knowledge.graph.vendor_name(question.vendor)
    claims = [c for c in graph.records.names if question.vendor in c.by and is_former(c)]
    actors = {c.subject for c in claims if graph.is_actor(c.subject)}
    items = tuple(sorted(former_items(graph, [c for c in claims if c.subject in actors], actors=True), key=lambda i: i.value.lower()))
    schemes = [s for s in graph.records.schemes if s.vendor == question.vendor and s.retired]
    notes = tuple(f"{vendor} gave up names such as {s.example} in {s.retired}." for s in schemes)
    headline = f"{vendor} has retired {len(items)} names of actors recorded here: {', '.join(i.value for i in items[:6])}" + (
        " and more." if len(items) > 6 else "."
    )
    return Answer(
        question.text, "names", "answered" if items else "unknown", f"Names that {vendor} retired",
        headline if items else f"No source here names one that {vendor} retired.",
        sections=(Section("Retired names", items, 20),) if items else (), notes=notes,
        actors=tuple(actor_ref(graph, a) for a in sorted(actors)), values=tuple(i.value for i in items),
    )  # fmt: skip


def way_of_naming(question: Question, knowledge: KnowledgeBase) -> Answer:
    """What a word in a vendor's names says of those who bear them, and who they are."""
    assert question.subject is not None
    assert question.subject.scheme is not None
    graph, scheme, word = knowledge.graph, question.subject.scheme, question.subject.name
    ending, schemes = f" {word.lower()}", knowledge.names.schemes
    named: dict[str, NameClaim] = {}
    for claim in curated_first(c for c in graph.records.names if c.name.lower().endswith(ending) and c.relation == "same"):
        if graph.is_actor(claim.subject) and not is_former(claim) and scheme in schemes.of(claim.name):
            named.setdefault(key(claim.name), claim)
    found = sorted(named.values(), key=lambda claim: claim.name.lower())
    items = tuple(Item(claim.name, graph.name(claim.subject), claim.sources) for claim in found)
    actors = dict.fromkeys(claim.subject for claim in found)
    return Answer(
        question.text, "names", "answered", f"Names such as {scheme.example}", f"{word}: {scheme.means}", headline_sources=scheme.sources,
        sections=(Section(f"{graph.vendor_name(scheme.vendor)}'s names", items, 15),) if items else (),
        actors=tuple(actor_ref(graph, actor) for actor in actors), values=(scheme.means, *(item.value for item in items)),
    )  # fmt: skip


def is_former(claim: NameClaim) -> bool:
    """Whether a claim says that the name is no longer used."""
    return claim.relation == "formerly" or (bool(claim.until) and claim.relation == "same")


def former_items(graph: Graph, claims: Iterable[NameClaim], actors: bool = False) -> tuple[Item, ...]:
    """One item a name: whose it was, until when."""
    found: dict[str, Item] = {}
    for claim in curated_first(claims):
        who = ", ".join(map(graph.vendor_name, claim.by))
        details = (
            f"now {graph.name(claim.subject)}" if actors else "",
            "" if actors else who,
            f"until {claim.until}" if claim.until else "",
        )
        found.setdefault(
            f"{key(claim.name)} {claim.subject if actors else ''}", Item(claim.name, "; ".join(filter(None, details)), claim.sources)
        )
    return tuple(found.values())
