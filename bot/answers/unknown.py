"""What the bot says when it does not know, and what it says of itself."""

from collections import Counter

from bot.answers.model import Answer, Item, Section
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from knowledge.names import Meaning

EXAMPLES = (
    ("/apt sofacy", "who it is, on one card"),
    ("/apt names Forest Blizzard", "every name and who uses it"),
    ("/apt tools Turla", "its malware and tools"),
    ("/apt who uses X-Agent", "the actors behind a tool"),
    ("/apt who targets telecoms in Kazakhstan", "actors by country, region or sector"),
    ("/apt compare APT28 and Sandworm", "what two actors share, and what not"),
    ("/apt techniques of APT29", "ATT&CK techniques and how they are used"),
    ("/apt who is behind Sandworm", "country, sponsor and who says so"),
    ("/apt who used satellite links to hide its C2", "anything else, found in the passages"),
)


def help_answer(question: Question) -> Answer:
    items = tuple(Item(example, what) for example, what in EXAMPLES)
    return Answer(
        question.text, "help", "answered", "Ask me about threat actors",
        "Type a name, or ask. Every fact comes with its source; what no source says, I do not say.",
        sections=(Section("Examples", items),), values=tuple(example for example, _ in EXAMPLES),
    )  # fmt: skip


def nod(question: Question) -> Answer:
    """To thanks and greetings: short, and nothing to read."""
    return Answer(question.text, "help", "answered", "At your service", "Any time. Ask me about an actor, a tool or a target.")


def search_is_off(question: Question, error: Exception) -> Answer:
    """What needs the passages, where these cannot be searched."""
    return Answer(
        question.text, "passages", "unknown", "Passage search is off",
        "I answer names, tools, targets and origins, but this question needs the passage index, and that is not ready.",
        notes=(str(error),),
    )  # fmt: skip


def coverage(question: Question, knowledge: KnowledgeBase) -> Answer:
    """How much there is of everything."""
    entities = Counter(entity.type for entity in knowledge.graph.records.entities)
    curated = sum(e.type == "actor" and "curated" in e.layers for e in knowledge.graph.records.entities)
    names = len(knowledge.names.table.whole)
    counts = f"{entities['actor']} actors ({curated} with a file of their own), {entities['software']} pieces of software, {names} names"
    return Answer(question.text, "actors", "answered", "What is here", f"I know {counts}.", values=(str(entities["actor"]),))


def offtopic(question: Question) -> Answer:
    """To orders and to what no source on actors holds."""
    return Answer(
        question.text, "unknown", "unknown", "Not something I can answer",
        "I only report what sources say of threat actors, their names, tools, techniques, targets and campaigns.",
        notes=("`/apt help` shows what I can answer.",),
    )  # fmt: skip


def of_nobody(question: Question) -> Answer:
    """To what speaks of ``them`` where nobody was spoken of, or several were."""
    return Answer(
        question.text, "unknown", "unknown", "Whom do you mean?",
        "I cannot tell whom that is about. Name the actor, the tool or the incident, and I look it up.",
    )  # fmt: skip


def unanswerable(question: Question, knowledge: KnowledgeBase) -> Answer:
    """To what no source on actors holds, asked of an actor or a tool that is known."""
    meaning = question.subjects[0] if question.subjects else question.subject
    assert meaning is not None
    known = (meaning.of_type("actor") or meaning.candidates)[0].entity
    sides = "names, tools, targets, techniques, origin or campaigns" if known.type == "actor" else "names or the actors that use it"
    return Answer(
        question.text, "unknown", "unknown", f"{known.name}: no source says that",
        f"I know {known.name}, but no source here says that of it.",
        notes=(f"Ask for its {sides}, as in `/apt {known.name}`.",),
    )  # fmt: skip


def unknown_answer(question: Question, knowledge: KnowledgeBase) -> Answer:
    """Says what was understood, what is near it, and what the shape of the name gives away."""
    meaning = question.subject or Meaning(question.text, "unknown")
    name = _short(meaning.name)
    notes, items = [], []
    if meaning.scheme:
        scheme, vendor = meaning.scheme, knowledge.names.vendor_name(meaning.scheme.vendor)
        items.append(Item(f"The name has the shape of {vendor}'s names", scheme.means, scheme.sources))
    if meaning.suggestions:
        notes.append("Did you mean " + ", ".join(meaning.suggestions) + "?")
    notes.append("No record here does not mean that there is no such actor.")
    return Answer(
        question.text, "unknown", "suggested" if meaning.suggestions or meaning.scheme else "unknown",
        f"{name}: not in the knowledge base",
        f"I read this as a name, “{name}”, and no source here uses it.",
        sections=(Section("What the name gives away", tuple(items)),) if items else (),
        notes=tuple(notes), suggestions=meaning.suggestions,
    )  # fmt: skip


def _short(name: str, limit: int = 80) -> str:
    return name if len(name) <= limit else name[: limit - 1] + "…"
