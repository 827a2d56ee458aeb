"""Sets of techniques, tactics and tools: what several actors, tools or campaigns share, have between them, or what one lacks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.evidence import actor_ref, sources_of, use_items
from bot.answers.model import Answer, Item, Kind, Section, Status
from bot.answers.sentences import some
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from knowledge.graph import Graph
from knowledge.model import Use
from knowledge.patterns import as_pattern

_TACTICS = {
    name.replace("-", " "): name
    for name in (
        "reconnaissance", "resource-development", "initial-access", "execution", "persistence", "privilege-escalation", "defense-evasion",
        "stealth", "credential-access", "discovery", "lateral-movement", "collection", "command-and-control", "exfiltration", "impact",
    )
}  # fmt: skip
_SPOKEN = {
    "get in": "initial-access", "gets in": "initial-access", "break in": "initial-access", "persist": "persistence",
    "move laterally": "lateral-movement", "exfiltrate": "exfiltration", "escalate privileges": "privilege-escalation",
    "evade": "defense-evasion", "steal credentials": "credential-access",
}  # fmt: skip
"""What people say for a tactic in a question of few words; in a longer one it tells what they did."""
FEW_WORDS = 8
_TACTIC = as_pattern(r"(?i)\b(" + "|".join(re.escape(word) for word in sorted(_TACTICS, key=len, reverse=True)) + r")\b")
_OR = as_pattern(r"(?i)\bor\b|\beither\b|\bany of\b|\ball of\b")
_WORDS_FOR: dict[str, Kind] = {"technique": "techniques", "software": "tools"}


_FIRST_IN = as_pattern(
    r"(?i)\bhow\b.*\b(?:get|got|break|broke) in(?:to)?\b.*\b(?:in the first place|initially|to begin with|at first)\b|"
    r"\binitial foothold\b"
)


def asks_for_a_set(question: Question) -> bool:
    """Whether it asks what several have together, or apart from each other, and not for the side of each."""
    return _TOGETHER.search(question.text) is not None or bool(question.besides) or question.kind == "techniques"


_TOGETHER = as_pattern(
    r"(?i)\b(?:both|common|shared?|sharing|same|together|either|overlap\w*|jointly|all of|all three|but not|and not|or|"
    r"intersection|union|combined)\b"
)


def answer(question: Question, knowledge: KnowledgeBase) -> Answer | None:
    """The set asked for; None where the question asks of one actor alone, which has its own answer."""
    graph = knowledge.graph
    users = _users(question)
    tactic = tactic_asked(question) if question.kind == "techniques" else ""
    asks_tactics = re.search(r"(?i)\btactics\b", question.text) is not None and question.kind == "techniques"
    alone = len(users) < 2 and not question.besides and not tactic and not asks_tactics
    mixed = len({graph_type(graph, user) for user in users}) > 1 and not re.search(r"(?i)\b(?:techniques|tactics|ttps)\b", question.text)
    if question.kind not in ("techniques", "tools") or not users or mixed or (alone and graph_type(graph, users[0]) == "actor"):
        return None
    type_ = "software" if question.kind == "tools" else "technique"
    found = _combined(graph, question, users, type_)
    if tactic and not asks_tactics:
        every = found
        found = [use for use in found if tactic in _tactics(graph, use.object)]
        if not found and not _TACTIC.search(question.beside_names()) and not _FIRST_IN.search(question.text):
            return None
        if every and not found:
            reply = _reply(question, graph, users, _items(graph, every), " and ".join(map(graph.name, users)), _WORDS_FOR[type_])
            none = f"No source here names {_WORDS_FOR[type_]} used by {_described(graph, question, users)}."
            status: Status = "answered" if tactic == "initial-access" else "unknown"  # by which way is told by techniques of others too
            return replace(reply, status=status, headline=f"{none} What is recorded: {reply.headline}")
    items = _tactic_items(graph, question, users) if asks_tactics else _items(graph, found)
    reply = _reply(question, graph, users, items, _described(graph, question, users), "tactics" if asks_tactics else _WORDS_FOR[type_])
    return _with_deceit(reply, graph, every) if tactic == "initial-access" and found and len(users) == 1 else reply


def _with_deceit(reply: Answer, graph: Graph, uses: Sequence[Use]) -> Answer:
    """The way in of one user, and by which deceit it comes by a login or is let in, which ATT&CK files under other tactics."""
    deceit = [use for use in uses if use.object.partition(".")[0] in _DECEIT]
    items = tuple(item for item in _items(graph, deceit) if item.value not in reply.values)
    if not items:
        return reply
    also = f" To be let in it also uses {some([item.value for item in items])}."
    section = Section("Deceit that opens the way", items, 20)
    return replace(
        reply, headline=reply.headline + also, sections=(*reply.sections, section), values=(*reply.values, *(i.value for i in items))
    )


_DECEIT = ("T1598", "T1621", "T1656", "T1566", "T1204")
"""Phishing for information, prompts until one is accepted, posing as somebody, phishing, and what a user is talked into running."""


def graph_type(graph: Graph, entity_id: str) -> str:
    entity = graph.entity(entity_id)
    return entity.type if entity else ""


def _users(question: Question) -> list[str]:
    """The actors, software and campaigns whose techniques are asked for, in the order of the question."""
    ids = []
    for mention in question.mentions:
        for type_ in ("actor", "software", "campaign"):
            if candidates := mention.meaning.of_type(type_):
                ids.append(candidates[0].entity.id)
                break
    return list(dict.fromkeys(ids))


def _combined(graph: Graph, question: Question, users: Sequence[str], type_: str) -> list[Use]:
    sets = [{use.object: use for use in graph.uses_of_type(user, type_)} for user in users]
    kept = set.union(*map(set, sets)) if _OR.search(question.text) else set.intersection(*map(set, sets))
    without = {use.object for user in question.besides for use in graph.uses_of_type(user, type_)}
    return [use for user in users for use in graph.uses_of_type(user, type_) if use.object in kept - without]


def _items(graph: Graph, uses: Sequence[Use]) -> tuple[Item, ...]:
    """What is used, and of one user how, where a source tells that."""
    how = {use.object: use.text for use in reversed(uses) if use.text} if len({use.subject for use in uses}) == 1 else {}
    return tuple(replace(item, detail=how.get(id_, item.detail)) for id_, item in use_items(graph, uses, "object"))


def _tactics(graph: Graph, technique: str) -> tuple[str, ...]:
    entity = graph.entity(technique)
    return entity.tactics if entity else ()


def _tactic_items(graph: Graph, question: Question, users: Sequence[str]) -> tuple[Item, ...]:
    """Tactics of every user, or of any where the question says or, with how many techniques serve each."""
    found: dict[str, list[Use]] = {}
    of_each: list[set[str]] = []
    for user in users:
        uses = list(graph.uses_of_type(user, "technique"))
        of_each.append({tactic for use in uses for tactic in _tactics(graph, use.object)})
        for use in uses:
            for tactic in _tactics(graph, use.object):
                found.setdefault(tactic, []).append(use)
    kept = set.union(*of_each) if _OR.search(question.text) else set.intersection(*of_each)
    ranked = sorted(kept, key=lambda tactic: -len({use.object for use in found[tactic]}))
    return tuple(
        Item(
            tactic.replace("-", " ").capitalize(), f"{len({use.object for use in found[tactic]})} techniques", sources_of(found[tactic])[:3]
        )
        for tactic in ranked
    )


def _described(graph: Graph, question: Question, users: Sequence[str]) -> str:
    joined = " or ".join(map(graph.name, users)) if _OR.search(question.text) else " and ".join(map(graph.name, users))
    if question.besides:
        joined += ", but not by " + " or ".join(map(graph.name, question.besides))
    tactic = tactic_asked(question)
    return joined + (f" for {tactic.replace('-', ' ')}" if tactic else "")


def tactic_asked(question: Question) -> str:
    """The tactic that a question asks for, by its name or in a few words by what people say for it; empty where it asks for none."""
    if named := _TACTIC.search(question.beside_names()):
        return _TACTICS[named[0].lower()]
    if _FIRST_IN.search(question.text):
        return "initial-access"
    if len(question.text.split()) > FEW_WORDS:
        return ""
    text = f" {' '.join(question.beside_names().lower().split())} "
    return next((tactic for said, tactic in _SPOKEN.items() if re.search(rf"\b{said}\b", text)), "")


def _reply(question: Question, graph: Graph, users: Sequence[str], items: tuple[Item, ...], who: str, what: str) -> Answer:
    refs = tuple(actor_ref(graph, user) for user in users if graph_type(graph, user) == "actor")
    title = f"{what.capitalize()} of {who}"
    if not items:
        return Answer(question.text, question.kind, "unknown", title, f"No source here names {what} used by {who}.", actors=refs)
    number = f"1 {what.removesuffix('s')} is" if len(items) == 1 else f"{len(items)} {what} are"
    first = some([item.value for item in items])
    return Answer(
        question.text, question.kind, "answered", title, f"{number} reported to be used by {who}: {first}.",
        sections=(Section(what.capitalize(), items, 20),), actors=refs, values=tuple(item.value for item in items),
    )  # fmt: skip


def family(question: Question, knowledge: KnowledgeBase, technique_id: str) -> Answer | None:
    """``Sub-techniques of T1566``, ``parent of T1566.001``, ``software using T1566``."""
    graph = knowledge.graph
    parent = technique_id.partition(".")[0]
    if re.search(r"(?i)\bsub[- ]?techniques?\b", question.text):
        ids = sorted(e.id for e in graph.records.entities if e.type == "technique" and e.id.startswith(f"{parent}."))
        what = f"Sub-techniques of {parent} {graph.name(parent)}"
    elif re.search(r"(?i)\bparent\b", question.text):
        ids, what = [parent], f"Parent of {technique_id} {graph.name(technique_id)}"
    elif re.search(r"(?i)\b(?:software|malware|tools?)\b", question.text):
        uses = use_items(graph, graph.users_of(technique_id, "software"), "subject")
        items = tuple(item for _, item in uses)
        return _list(question, f"Software using {technique_id} {graph.name(technique_id)}", items)
    else:
        return None
    return _list(question, what, tuple(Item(f"{id_} {graph.name(id_)}", "", (id_,)) for id_ in ids))


def _list(question: Question, title: str, items: tuple[Item, ...]) -> Answer:
    first = some([item.value for item in items])
    return Answer(
        question.text, "techniques", "answered" if items else "unknown", title, f"{title}: {first}." if items else f"{title}: none here.",
        sections=(Section(title, items, 20),) if items else (), values=tuple(item.value for item in items),
    )  # fmt: skip
