"""Software: what it is and which actors are said to use it; first what a question asks of it: what it runs on, its kind, its maker."""

import re
from collections.abc import Sequence

from bot.answers.abilities import NOTHING, TITLE, Abilities, abilities
from bot.answers.evidence import actor_ref, curated_first, layer_words, name_items, use_items
from bot.answers.model import Answer, Item, Section, Status
from bot.answers.origin import origin_items
from bot.answers.sentences import sentences, some
from bot.answers.software_kinds import PLATFORMS, is_of_kind, kind_named
from bot.answers.told_of import named_beside
from bot.knowledge_base import KnowledgeBase
from bot.questions.intents import says
from bot.questions.model import Question
from bot.questions.wording import is_yesno
from knowledge.graph import Graph
from knowledge.model import Entity, Note, Summary, Use
from knowledge.normalise import fold
from knowledge.patterns import as_pattern


def answer(question: Question, knowledge: KnowledgeBase, software_id: str, does: Abilities | None = None) -> Answer:
    """What is asked of it, its users, what it is and its other names. ``does``: what it does, where that was looked for already."""
    graph = knowledge.graph
    entity = graph.entity(software_id)
    assert entity is not None
    users = use_items(graph, _uses(graph, question, entity), "subject")
    names, related = name_items(graph, entity)
    summaries = curated_first(graph.summaries_of(software_id))
    who = [item.value for _, item in users]
    campaigns = _campaigns(graph, question, entity)
    status, said = _asked_of_it(question, graph, entity, summaries)
    only_who = not said and question.kind != "names" and _asks_who_alone(question.text)
    if only_who and not users and not campaigns and (named := named_beside(question, entity.name, knowledge)):
        return named
    of_that = not (said or only_who or question.kind == "names")
    does = (does or abilities(question, knowledge, software_id)) if of_that else NOTHING
    homes = _homes(question, graph, [id_ for id_, _ in users])
    used = _used_by(question, entity, who, campaigns)
    if does.answering:
        first = " ".join((does.answering.detail, used, *(summary.text for summary in summaries[:1])))
    else:
        first = f"{said} {used}" if said else _plain(question, entity, used, names, summaries)
    does_first, does_later = does.sections(TITLE)
    sections = (
        *does_first,
        Section("Used by", tuple(item for _, item in users), 15, f"/apt who uses {entity.name}"),
        Section("In campaigns", campaigns, 5),
        Section("Whom those who use it are attributed to", homes),
        *does_later,
        Section("Also known as", tuple(names), 12, f"/apt names {entity.name}", inline=True),
        Section("Related names, not the same", tuple(related), 3),
    )
    told: Status = "answered" if users or campaigns or (not only_who and (names or summaries or does.items)) else "unknown"
    sources = (*(does.answering.sources if does.answering else ()), *(summaries[0].sources if summaries else ()))
    headline = " ".join((*(f"{item.value} is {item.detail}." for item in homes), first))
    return Answer(
        question.text, "names" if question.kind == "names" else "software", status or told,
        entity.name, headline, headline_sources=tuple(dict.fromkeys(sources)),
        sections=tuple(s for s in sections if s.items), actors=tuple(actor_ref(graph, id_) for id_, _ in users),
        values=(entity.name, *(i.value for i in names)) if question.kind == "names" else tuple(who), layers=layer_words(entity),
    )  # fmt: skip


def _asks_who_alone(text: str) -> bool:
    """Whether a text asks for those who use a program, and not what that is or how it works."""
    return _WHO.search(text) is not None and _WHAT.search(text) is None and _HOW.search(text) is None


def _homes(question: Question, graph: Graph, users: list[str]) -> tuple[Item, ...]:
    """Where those who use it are said to be from, where that is asked and they are few."""
    if not _WHENCE.search(question.text) or len(users) > FEW:
        return ()
    found = [(graph.name(user), item) for user in users for item in origin_items(graph, user)[:1]]
    return tuple(
        Item(name, f"attributed to {item.value}{f' ({item.detail})' if item.detail else ''}", item.sources) for name, item in found
    )


FEW = 3
_WHENCE = as_pattern(
    r"(?i)\b(?:which|what|whose)\s+(?:country|state|nation|government|regime)\b|"
    r"\b(?:country|nation|state|place) of origin\b|\bnationality\b|\bwhere\b.*\bfrom\b|\bwhere (?:is|are|does|do)\b"
)


def _uses(graph: Graph, question: Question, entity: Entity, type_: str = "actor") -> list[Use]:
    """The statements that somebody, or a campaign, uses it, or a version of it where the question names none."""
    named = question.subject.name if question.subject else entity.name
    return [use for id_ in dict.fromkeys((entity.id, *graph.software_called(named))) for use in graph.users_of(id_, type_)]


def _campaigns(graph: Graph, question: Question, entity: Entity) -> tuple[Item, ...]:
    """The campaigns in which it was used, with what is said of that; those of no actor first."""
    found = {use.subject: use for use in reversed(_uses(graph, question, entity, "campaign"))}
    of_somebody = {event.id for event in graph.records.events if event.id in found and event.subject} if found else set()
    first = sorted(found.items(), key=lambda one: (one[0] in of_somebody, graph.name(one[0])))
    return tuple(Item(graph.name(id_), use.text, use.sources) for id_, use in first)


def _used_by(question: Question, entity: Entity, who: list[str], campaigns: Sequence[Item]) -> str:
    if not who and campaigns:
        named = some([item.value for item in campaigns])
        where = f"the campaign {named}" if len(campaigns) == 1 else f"the campaigns {named}"
        return f"{entity.name} is reported from {where}; no source here names an actor."
    if not who:
        return f"No source here says who uses {entity.name}."
    if says("count", question.text) and len(who) > 1:
        return f"{len(who)} actors are reported to use {entity.name}: {some(who)}."
    return f"{entity.name} is reported to be used by {some(who)}."


def _plain(question: Question, entity: Entity, used: str, names: list[Item], summaries: list[Summary]) -> str:
    """What it is first where that is asked, its names where those are, its users otherwise."""
    what = summaries[0].text if summaries else ""
    others = [item.value for item in names if fold(item.value) != fold(entity.name)]
    if question.kind == "names" and others:
        return f"{entity.name} is also called {some(others)}. {used}"
    first, second = (what, used) if _WHAT.search(question.text) and not _WHO.search(question.text) else (used, what)
    return " ".join(filter(None, (first, second)))


_WHAT = as_pattern(r"(?i)\bwhat(?:['’]?s| is| are| does| do| kind| sort| type)\b|\bkind of\b|\bdescribe\b|\bexplain\b|\bpurpose\b")
_HOW = as_pattern(r"(?i)\bhow\s+(?:do|does|did|is|are|can)\b")
_WHO = as_pattern(r"(?i)\b(?:who|whose|whom|users?|groups?|actors?|operators?|gangs?|crews?|apts?|hackers|anyone|anybody)\b")


def _asked_of_it(question: Question, graph: Graph, entity: Entity, summaries: list[Summary]) -> tuple[Status | None, str]:
    """The sentence that answers what is asked of it beside who uses it, and its status; nothing where no such thing is asked."""
    text, name = question.text, entity.name
    runs_on = f"{name} runs on {', '.join(entity.platforms)}." if entity.platforms else ""
    kinds = [c for c in question.conditions if c.type == "malware_type"]
    platform = next((p for p in _SYSTEMS if re.search(rf"(?i)\b{p}\b", text)), "")
    if is_yesno(text) and (platform or _RUNS.search(text)) and not kinds:
        if platform and any(fold(one) == fold(_SYSTEMS[platform]) for one in entity.platforms):
            return "yes", f"Yes: {runs_on}"
        return "unknown", f"No source here says that {name} runs on {_SYSTEMS.get(platform, 'that')}. {runs_on}".rstrip()
    if _RUNS.search(text):
        return None, runs_on or f"No source here says what {name} runs on."
    if is_yesno(text) and kinds:
        asked = [kind for c in kinds if (kind := kind_named(graph, c.id))]
        if all(is_of_kind(graph, entity.id, kind, anywhere=kind.id in PLATFORMS) for kind in asked):
            return "yes", f"Yes: {summaries[0].text if summaries else name}"
        return (
            "unknown",
            f"No source here describes {name} as {' or '.join(k.name for k in asked)}. {summaries[0].text if summaries else ''}".rstrip(),
        )
    if _MAKER.search(text):
        told = next((s for s in _told(graph, entity.id) if _MADE_BY.search(s)), "")
        return (None, told) if told else (None, f"No source here says who made {name}.")
    return None, ""


def _told(graph: Graph, software_id: str) -> list[str]:
    """The sentences about a piece of software, what is curated first."""
    told: list[Summary | Note] = [*graph.summaries_of(software_id), *graph.notes_of(software_id)]
    return [sentence for statement in curated_first(told) for sentence in sentences(statement.text)]


_SYSTEMS = {
    "windows": "Windows", "linux": "Linux", "macos": "macOS", "macs?": "macOS", "os x": "macOS", "android": "Android", "ios": "iOS",
    "iphones?": "iOS", "esxi": "ESXi",
}  # fmt: skip
_RUNS = as_pattern(
    r"(?i)\bplatforms?\b|\boperating systems?\b|\bwh(?:at|ich) os\b|\bruns? on\b|\b(?:windows|linux|macos|mac|android|"
    r"ios) (?:only|version|variant|build)\b|"
    r"\bmade for (?:which|what)\b"
)
_MAKER = as_pattern(
    r"(?i)\bwho (?:made|makes|wrote|writes|develop\w*|created|creates|built|builds|cod(?:ed|es)|sells?|maintains?)\b|"
    r"\b(?:author|developer|maker|creator)s? of\b"
)
_MADE_BY = as_pattern(
    r"(?i)\b(?:developed|written|made|created|built|coded|maintained|sold|authored|advertised|offered|rented)\s+(?:\w+\s+){0,3}?by\b|\b(?:author|developer|creator)s?\b|"
    r"\b(?:made|built|developed|wrote|created) (?:it|the \w+)\b|"
    r"\b(?:malware|backdoor|worm|wiper|ransomware|trojan|tool|implant)s? of\b"
)
