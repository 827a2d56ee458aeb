"""What a question takes for granted of an actor and no source says: a program that it is not said to use."""

import re
from dataclasses import replace
from functools import partial

from bot.answers import mingled
from bot.answers.conditions import evidence_of
from bot.answers.incidents import as_item
from bot.answers.model import Answer, Section
from bot.answers.nearest import asked_words
from bot.answers.programs import is_linked, programs, stands_in_passages
from bot.answers.sentences import some
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Condition, Question
from bot.questions.wording import is_yesno, strangers
from index.errors import IndexUnusable
from index.words import words
from knowledge.graph import Graph
from knowledge.model import Event
from knowledge.normalise import fold
from knowledge.patterns import as_pattern
from knowledge.places import place_words


def without_premise(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer as unknown, where the question speaks of a program that nothing here links with its actor.

    ``on which date did Mofang switch to Cobalt Strike``: what Mofang is said to use does not answer that.
    """
    subject = question.subject
    if answer.status not in ("answered", "yes") or answer.kind in _ABOUT_NAMES or subject is None or len(question.subjects) != 1:
        return answer
    ids = {candidate.entity.id for candidate in subject.of_type("actor")}
    unlinked = [m.text for m in programs(question) if ids and not is_linked(m, ids, answer, knowledge)]
    unlinked = unlinked or _unlinked_flaws(question, ids, knowledge) or _untold_things(question, answer, ids, knowledge)
    hit: list[Event] = []
    if not unlinked and (victim := _victim_of_another(question, answer, ids, knowledge)):
        unlinked, hit = [victim], _hit(victim, knowledge.graph)
    unlinked = unlinked or _unheard_of(question, answer, knowledge) or _another_people(question, answer, ids, knowledge)
    unlinked = unlinked or _never_heard_there(question, answer, ids, knowledge)
    if not unlinked:
        return answer
    name = answer.actors[0].name if answer.actors else subject.name
    others = list(dict.fromkeys(knowledge.graph.name(event.subject) for event in hit))
    whose = f" That is told of {some(others)}, below." if hit else ""
    recorded = f"{answer.headline[:1].upper()}{answer.headline[1:]}"
    headline = f"No source here connects {name} with {unlinked[0]}.{whose} What is recorded: {recorded}"
    told = (Section(f"On record of {unlinked[0]}", tuple(as_item(knowledge.graph, event) for event in hit), SHOWN),) if hit else ()
    return replace(answer, status="unknown", headline=headline, sections=(*told, *answer.sections), parts=())


def _victim_of_another(question: Question, answer: Answer, actor_ids: set[str], knowledge: KnowledgeBase) -> str:
    """A victim on record that a question names and nothing tells of its actor: ``how long did OceanLotus sit inside RUAG``."""
    if answer.kind not in (*_DEEDS, "targets", "tools", "passages", "profile") or question.events or not actor_ids:
        return ""
    try:
        return next(mingled.victims_untold(question.beside_names(), actor_ids, answer.statements(), knowledge), "")
    except IndexUnusable:
        return ""


def _unheard_of(question: Question, answer: Answer, knowledge: KnowledgeBase) -> list[str]:
    """Whom a deed is said to have been done to, where no passage at all has that name: ``what did RedEcho copy from IRCTC``."""
    if answer.kind not in (*_DEEDS, "targets", "tools", "passages"):
        return []
    text = question.beside_its_time(question.beside_names())
    found = [match["whom"] or match["called"] for match in _A_PROGRAM.finditer(text)]
    if _DONE.search(question.text) and answer.kind != "passages":
        found += [match["whom"] for match in _DONE_TO.finditer(text) if fold(match["whom"]) not in place_words()]
    try:
        return [name for name in found if (name.isupper() or name in strangers(text)) and not any(map(knowledge.has_word, words(name)))]
    except IndexUnusable:
        return []


_DONE_TO = as_pattern(
    r"\b(?:from|at|of|into|against|hit|hack|rob|breach|attack|wipe|infect|encrypt|copy|hacked|hit|robbed|breached|attacked|wiped|infected|"
    r"encrypted)\s+(?:the\s+)?(?P<whom>[A-Z][\w-]{2,})"
)


_A_PROGRAM = as_pattern(
    r"\b(?P<whom>[A-Z][\w-]{3,})\s+(?:backdoor|rootkit|bootkit|implant|trojan|loader|wiper|stealer|ransomware|malware|worm|botnet|spyware|"
    r"keylogger|downloader|dropper|web\s?shell|framework)\b|"
    r"\b(?:tool|backdoor|malware|rootkit|implant|loader|wiper|stealer|trojan)\s+(?:called\s+|named\s+)?(?P<called>[A-Z][a-z]+[A-Z]\w+|[A-Z]{5,})\b"
)
"""``in which intrusions has UNC5221 dropped the NIMBLEFERN backdoor``"""


def _never_heard_there(question: Question, answer: Answer, actor_ids: set[str], knowledge: KnowledgeBase) -> list[str]:
    """The country that a question puts what an actor did in, where nothing has the actor there: ``the Uruguayan navy's servers``."""
    asks = _ASKS_WHAT.match(question.text) and not _IS_OR.search(question.text)
    if answer.kind not in (*_DEEDS, "profile", "tools") or not actor_ids or not asks:
        return []
    places = [c for c in question.conditions if c.type in ("country", "origin") and not c.negated and len(c.id) == len("UY")]
    there = [replace(c, type=type_) for c in places for type_ in ("country", "origin")]
    held = {c.id for c in there if actor_ids.intersection(evidence_of(knowledge.graph, c))}
    try:
        unheard = (c for c in places if c.id not in held and not any(map(partial(knowledge.tells, actor_ids), _names_of(c, knowledge))))
        return [knowledge.graph.term_name("country", c.id) for c in unheard]
    except IndexUnusable:
        return []


def _names_of(place: Condition, knowledge: KnowledgeBase) -> list[str]:
    """What a country and its people are called, each in one word."""
    term = knowledge.graph.term("country", place.id)
    return [word for word in (place.text.lower(), *((term.name.lower(), *map(str.lower, term.words)) if term else ())) if " " not in word]


_ASKS_WHAT = as_pattern(r"(?i)\W*(?:(?:so|and|ok|in|on|at|with|by|for|to)\s+)*(?:which|what|whose|how many|how much|when|where|how)\b")
_IS_OR = as_pattern(r"(?i)\bor\b|\b(?:from|behind|attribut\w*|origin|work\w* for|sponsor\w*)\b")


def _another_people(question: Question, answer: Answer, actor_ids: set[str], knowledge: KnowledgeBase) -> list[str]:
    """The people whom a question takes for an actor's own and of whom nothing tells: ``the Vietnamese operators behind Black Basta``."""
    if answer.kind not in ("attribution", "profile") or is_yesno(question.text):
        return []
    masters = [c for c in question.conditions if c.type == "sponsor" and not c.negated and c.id != "state"]
    if (
        masters
        and _THEIR_OFFICERS.search(question.text)
        and not actor_ids.intersection(*(evidence_of(knowledge.graph, c) for c in masters))
    ):
        return [masters[0].text]
    homes = [c for c in question.conditions if c.type == "origin" and not c.negated]
    known = {a.country for id_ in actor_ids for a in knowledge.graph.attributions_of(id_)}
    said = [c.text for c in homes if c.id not in known and re.search(rf"(?i)\b{re.escape(c.text)}\s+{_THEIR_PEOPLE}\b", question.text)]
    try:
        return [text for text in said if not knowledge.tells(actor_ids, text.lower())]
    except IndexUnusable:
        return []


_THEIR_OFFICERS = as_pattern(
    r"(?i)['’]s\s+(?:officers?|handlers?|masters?|people|operators?|unit|boss(?:es)?|contacts?)\s+(?:in|at|inside|within|from)\b"
)
"""``Water Pamola's officers in the FSB``"""
_THEIR_PEOPLE = (
    r"(?:operators?|hackers?|members?|officers?|developers?|coders?|affiliates?|spies|agents?|handlers?|masters?|leaders?|boss(?:es)?|men|"
    r"people|brothers?|unit|ministry|agency|service|army|crew|gang|generals?|founders?)"
)


def _hit(victim: str, graph: Graph) -> list[Event]:
    """The incidents of somebody in which a victim of such a name was hit."""
    return [
        event for event in graph.records.events if event.subject and any(victim.lower() in one.lower().split() for one in event.victims)
    ]


SHOWN = 3
"""So many incidents of others are told."""
_ABOUT_NAMES = ("help", "identity", "comparison", "names")


def _unlinked_flaws(question: Question, actor_ids: set[str], knowledge: KnowledgeBase) -> list[str]:
    """The flaws by number that nobody has on record with an actor: ``when did Lazarus start using CVE-2028-90017``."""
    flaws = [c for c in question.conditions if c.type == "vulnerability" and not c.negated and c.id.upper().startswith("CVE-")]
    unlinked = [c.text for c in flaws if not actor_ids.intersection(evidence_of(knowledge.graph, c))] if actor_ids else []
    return [flaw for flaw in unlinked if not stands_in_passages({flaw.lower()}, actor_ids, knowledge)]


def _untold_things(question: Question, answer: Answer, actor_ids: set[str], knowledge: KnowledgeBase) -> list[str]:
    """The things of a deed asked about that nothing here tells of its actor: ``when did ProjectSauron wipe the Belgian navy``."""
    if (
        not actor_ids
        or answer.kind not in (*_DEEDS, "targets", "tools")
        or not any(asked.search(question.text) for asked in (_DONE, _WHOSE, _CAMPAIGN))
    ):
        return []
    said = set(words(" ".join(answer.statements())))
    asked = {word for word in asked_words(question) if word.isalpha() and word not in said}
    text = question.beside_its_time(question.beside_names())
    thing = _THING if answer.kind in _DEEDS else _WHICH_THING
    found = [match for pattern in (thing, _CAMPAIGN) for match in pattern.finditer(text) if match["first"] not in _WHOEVER]
    things = [word for match in found for word in match.groups() if word and not word.endswith(("ed", "ing"))]
    owners = [match["whose"] for match in _WHOSE.finditer(text)]
    try:
        unheard = [word for word in owners if word in asked and not knowledge.has_word(word)]
        return unheard or [thing for thing in things if thing.lower() in asked and knowledge.is_told_nowhere(thing.lower(), actor_ids)]
    except IndexUnusable:
        return []


_WHOSE = as_pattern(
    r"\b(?P<whose>[a-z]{4,})['’]s\s+(?:servers?|networks?|systems?|computers?|machines|sites?|website|databases?|"
    r"mail\w*|portal|clouds?|customers|accounts?)\b"
)
"""``since when does 8220 Gang mine on wikimedia's servers``: of whom no passage at all has heard"""
_DEEDS = ("campaigns", "techniques")
_DONE = as_pattern(r"(?i)\b(?:did|was|were|has|had|have|after|stole|hacked|hit|robbed|wiped|encrypted|poisoned|broke|took|got)\b")
_THING = as_pattern(r"(?i)\b(?:the|an?|of|at|was|were|got)\s+(?=(?P<first>[a-z]{3,})(?:\s+(?P<second>[a-z]{3,}))?(?![\w-]))")
"""The two words after an article, and what was hit: ``the Belgian navy``, ``was Wimbledon hit``."""


_CAMPAIGN = as_pattern(
    r"['’]s?\s+(?P<first>[a-z]{3,})\s+(?:(?P<second>[a-z]{3,})\s+)?(?:campaign|heist|hack|raid|attack|intrusion|theft|breach|spree)\b"
)
"""``FIN8's satellite hijacking campaign, which year``"""
_WHOEVER = frozenset(
    "lot crew gang group people folks guys bunch gents boys outfit team "
    "original first early earliest later latest whole big great famous infamous".split()
)
"""``how did the Fallow Squall lot sneak out data``: they are no thing, nor is what they do."""
_WHICH_THING = as_pattern(r"(?i)\b(?:what|which)\s+(?P<first>[a-z]{3,})(?:\s+(?P<second>[a-z]{3,}))?\s+(?:did|was|were|has|have|had)\b")
"""``which iPhone app did CopyKittens put their trojan in``"""
