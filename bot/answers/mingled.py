"""A description with a detail of another deed: ``who stole 1.5 billion dollars in ether from the British Library``.

A number that it gives, or a victim that is on record, must stand in some text about the actor that it is answered with.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from bot.answers import told_of
from bot.answers.model import Answer
from bot.answers.nearest import YEAR
from bot.answers.programs import is_linked, programs
from bot.knowledge_base import KnowledgeBase
from bot.questions import vendors
from bot.questions.model import Question
from bot.questions.negation import is_left_out
from bot.questions.wording import asks_for_many, is_yesno
from index.errors import IndexUnusable
from index.words import words
from knowledge.graph import Graph
from knowledge.names import Names
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern
from knowledge.places import place_words

STORY = 45
"""A longer text is a report: its numbers are not those of the public ones."""
ROUND, EXACT = 0.15, 0.01
"""No further apart than this share two numbers are told of one thing: a round one, such as ``over 400,000``; another, such as 610."""
SHORTEST = 3
"""Numbers of fewer digits are told of many things."""


def without_detail_of_another(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer as unknown, where nobody in it is on record with a detail of the question that only others are, or nobody."""
    if answer.kind == "software" and answer.status == "answered" and (missing := _victim_of_others(question, answer, knowledge)):
        if told := told_of.of_both(question, answer.title, missing, knowledge):
            return told
        headline = f"No source here tells of {answer.title} and “{missing}”. What is recorded: {answer.headline}"
        return replace(answer, status="unknown", headline=headline, headline_sources=())
    if _OWN_CASE.match(question.text):
        return answer
    about_nobody = question.subject is None and answer.status == "answered" and answer.actors and len(question.text.split()) <= STORY
    if not about_nobody or answer.kind not in _SOMEBODY or question.aspect not in ("", "events", "beside"):
        return answer
    if len(question.events) > 1:
        return answer
    try:
        missing = _missing(question, answer, knowledge)
    except IndexUnusable:
        return answer
    if not missing:
        return answer
    if answer.kind == "actors":
        said = f"{answer.headline[:1].upper()}{answer.headline[1:]}"
        return replace(
            answer, status="unknown", headline=f"No source here tells of “{missing}”. What is recorded: {said}", headline_sources=()
        )
    return replace(
        answer, status="unknown",
        headline=f"No source here tells all of that of {answer.actors[0].name}: none has “{missing}”. What is recorded is below.",
        headline_sources=(),
    )  # fmt: skip


_OWN_CASE = as_pattern(
    r"(?i)\W*(?:(?:hi|hey|hello|so|ok)\W+)?(?:an?\s+|one\s+of\s+|some\s+|our\s+|my\s+|the\s+|two\s+|three\s+)*"
    r"(?:users?|colleagues?|employees?|clients?|customers?|staff|(?:someone|somebody)\s+here|laptops?|hosts?)\s+"
    r"(?:just\s+)?(?:got|gets|received|receives|had|has|saw|sees|opened|clicked|was|were|is|are|reports?|reported|calls?|called)\b"
)
"""``user got 3000 spam mails in an hour, then …``: what happened to whoever asks, and is on record of nobody"""


def _missing(question: Question, answer: Answer, knowledge: KnowledgeBase) -> str:
    """A detail of the question that is not told of those who are answered; empty where there is none. Raises IndexUnusable."""
    if asks_for_many(question.text):
        if answer.kind != "passages":
            return ""
        ids = {actor.id for actor in answer.actors}
        text = question.beside_its_time(question.text)
        return _another_home(question, answer, knowledge.graph) or next(_small_victims_untold(text, ids, (), knowledge), "")
    missing = next(_victims_of_nobody(question, knowledge), "")
    if missing or answer.kind == "actors":
        return missing
    missing = next(_untold(question, answer, knowledge), "") or _another_time(question, answer, knowledge)
    return missing or _another_home(question, answer, knowledge.graph)


def _victim_of_others(question: Question, answer: Answer, knowledge: KnowledgeBase) -> str:
    """The victim that a question about a program names, where neither the program nor those who use it are told of with it."""
    if not answer.actors or is_yesno(question.text):
        return ""
    ids, said = {actor.id for actor in answer.actors}, (answer.title, *answer.statements())
    text = question.beside_its_time(question.beside_names())
    try:
        nowhere = [m["victim"] for m in _USED_ON.finditer(text) if not any(map(knowledge.has_word, words(m["victim"])))]
        found = (*nowhere, *victims_untold(text, ids, said, knowledge), *_small_victims_untold(text, ids, said, knowledge))
    except IndexUnusable:
        return ""
    return next(iter(found), "")


_USED_ON = as_pattern(
    r"\b(?:used|ran|run|deployed|dropped|planted|launched|unleashed|turned|put)\b[^.?!]*?\s(?:on|against|at|in)\s+(?:the\s+)?(?P<victim>[A-Z][\w-]{2,})"
)
"""``who used CaddyWiper on the Lidl warehouses``"""
_SOMEBODY = ("passages", "campaigns", "actors")


def _victims_of_nobody(question: Question, knowledge: KnowledgeBase) -> Iterator[str]:
    """The words where a question has its victim that no source has at all: ``who was behind the pemex ransom``. Raises IndexUnusable."""
    for match in (match for slot in _VICTIM for match in slot.finditer(question.text)):
        word = match["victim"].lower()
        usual = any(word in known() for known in (question_words, chat_words, place_words))
        if not (usual or knowledge.has_word(word) or knowledge.is_common(word)):
            yield match["victim"]


_OF_AN_ATTACK = r"(?:breach|hack|ransom|ransomware|attack|incident|leak|heist|theft|robbery|intrusion|cyber\s?attack|hacking|outage)"
_VICTIM = (
    as_pattern(rf"\b(?P<victim>[A-Za-z][a-z]{{3,}})(?:['’]s)?\s+{_OF_AN_ATTACK}\b"),
    as_pattern(
        r"\b[Ww]ho\s+(?:was\s+it\s+that\s+)?(?:hacked|breached|hit|attacked|robbed|ransomed|hijacked|compromised|broke\s+into|got\s+into|infiltrated|"
        r"took\s+down|stole\s+from)\s+(?:the\s+)?(?P<victim>[A-Za-z][a-z]{3,})\b"
    ),
)


def _another_home(question: Question, answer: Answer, graph: Graph) -> str:
    """Where a description says that those are from who did it, and nothing says so of the first actor, but that it is from elsewhere."""
    said = graph.attributions_of(answer.actors[0].id)
    homes = [c for c in question.conditions if c.type == "origin" and not c.negated]
    known = {a.country for a in said if a.country}
    elsewhere = len(homes) == 1 and homes[0].id.isupper() and known and homes[0].id not in known
    return homes[0].text if elsewhere and _are_those_who_act(homes[0].text, question.text) else ""


def _are_those_who_act(people: str, text: str) -> bool:
    """Whether a text says that those of a people did it: ``Pakistani spies who``, not ``the Afghan president's staff``."""
    if _IS_PRETENDED.search(text):
        return False
    return re.search(rf"(?i)\b{re.escape(people)}[\s-]+{_OF_A_STATE}?{_WHO_ACT}\b(?!['’]s\b)", text) is not None


_IS_PRETENDED = as_pattern(r"(?i)\b(?:says?|claim\w*|pos(?:e|es|ed|ing)|pretend\w*|fake|false|supposed\w*|so-called)\b")
_OF_A_STATE = r"(?:(?:state|military|army|government|cyber|hacker|influence|intelligence|threat|espionage|criminal|ransomware)[\s-]+)"
_WHO_ACT = (
    r"(?:hackers?|spies|spy|groups?|gangs?|crews?|teams?|operations?|actors?|outfits?|units?|operatives|hacktivists|intelligence|"
    r"crooks|criminals|thieves|attackers|apts?|bunch|squad|officers|agents|soldiers)"
)


def _untold(question: Question, answer: Answer, knowledge: KnowledgeBase) -> Iterator[str]:
    """The numbers, victims and programs of a question that nothing tells of the first actor of an answer. Raises IndexUnusable."""
    first = answer.actors[0]
    text = question.beside_its_time(question.text)
    said = tuple(answer.statements()) if answer.kind == "campaigns" else ()
    for match in _QUANTITY.finditer(text):
        value = _value(match)
        rounded = len(match["number"].replace(",", "").strip("0.")) < len("61") or _ABOUT.search(text[: match.start()])
        if value is not None and not _is_counted(value, ROUND if rounded else EXACT, (*said, *_passages(first.id, knowledge))):
            yield match[0].strip()
    yield from _bodies_untold(text, {actor.id for actor in answer.actors}, said, knowledge)
    yield from victims_untold(text, {first.id}, said, knowledge)
    yield from _small_victims_untold(text, {actor.id for actor in answer.actors}, said, knowledge)
    ids = {first.id} if answer.title == first.name else {actor.id for actor in answer.actors}
    yield from (m.text for m in programs(question) if m.text[:1].isupper() and not is_linked(m, ids, answer, knowledge))


def _another_time(question: Question, answer: Answer, knowledge: KnowledgeBase) -> str:
    """The time of a description, where what is told nearest to it of the first actor is dated, and all of it otherwise.

    ``whose ransomware took Montenegro's government offline in August 2022``: of ALPHV nothing like it is told of that year.
    """
    period = question.period
    if answer.kind != "passages" or period is None or period.recent or not (period.start and period.end):
        return ""
    of_it = [hit.passage for hit in knowledge.search(question.text, NEAREST) if hit.passage.entities[:1] == (answer.actors[0].id,)]
    years = {str(year) for year in range(int(period.start[:4]), int(period.end[:4]) + 1)}
    fit = [period.overlaps(told.when) or not years.isdisjoint(YEAR.findall(told.embedded)) for told in of_it]
    dated = any(told.when or YEAR.search(told.embedded) for told in of_it)
    of_long_ago = bool(of_it) and of_it[0].kind == "event" and not fit[0] and period.is_far_from(of_it[0].when)
    return period.text if of_long_ago or (dated and not any(fit)) else ""


NEAREST = 5


def _passages(actor_id: str, knowledge: KnowledgeBase) -> Iterator[str]:
    return (passage.embedded for passage in knowledge.passages_about([actor_id]))


def _is_counted(value: float, about: float, told: Iterable[str]) -> bool:
    """Whether any text has a number that is no further from another one than a share of it."""
    known = (_value(match) for text in told for match in _TOLD.finditer(text))
    return any(other is not None and abs(value - other) <= about * value for other in known)


def victims_untold(text: str, actor_ids: set[str], said: Iterable[str], knowledge: KnowledgeBase) -> Iterator[str]:
    """The words of a text that are names of victims on record, and neither said nor told of some actors. Raises IndexUnusable."""
    named = [m for m in _NAMED.finditer(text) if not is_left_out(text[: m.start()], text[m.end() :])]
    victims = _victims(knowledge.graph, knowledge.names) if named else frozenset()
    known = [m[0] for m in named if m[0].lower() in victims or _names_a_deed(m[0], knowledge)]
    yield from _not_of_them(known, actor_ids, said, knowledge)


def _bodies_untold(text: str, actor_ids: set[str], said: Iterable[str], knowledge: KnowledgeBase) -> Iterator[str]:
    """The organizations called after a place in a text, ``the Church of England``, of which nothing that is told of some actors has all."""
    if not (found := list(_OF_A_PLACE.finditer(text))):
        return
    told = [set(words(statement)) for statement in (*said, *(passage.embedded for passage in knowledge.passages_about(actor_ids)))]
    for match in found:
        named = set(words(f"{match['head']} {match['place']}"))
        if not any(named <= statement for statement in told):
            yield match[0]


_OF_A_PLACE = as_pattern(
    r"(?<=[\w,'’;)] )(?!(?:Ministry|Bank|Government|Parliament|University|Embassy|Army|Republic|City|State|Port|House|Department|Office|"
    r"President|Bureau|Agency|Islands?|People|Gulf|Horn|Kingdom|King|Prime|Minister|Head|Chief|Operation|Night|Shadow|Prince|Lord|Game)\b)"
    r"(?P<head>[A-Z][a-z]+)\s(?:of|do|de|da|del|dos|di|du)\s(?:the\s)?(?P<place>[A-Z][a-z]+)\b"
)


def _small_victims_untold(text: str, actor_ids: set[str], said: Iterable[str], knowledge: KnowledgeBase) -> Iterator[str]:
    """The same of victims written small, which must be rare words: ``who lured belgacom engineers``. Raises IndexUnusable."""
    victims = _victims(knowledge.graph, knowledge.names)
    named = [m for m in _SMALL.finditer(text) if m[0] in victims and not is_left_out(text[: m.start()], text[m.end() :])]
    known = [m[0] for m in named if _is_rare(m[0], knowledge) and not knowledge.is_common(m[0])]
    yield from _not_of_them(known, actor_ids, said, knowledge)


def _not_of_them(known: list[str], actor_ids: set[str], said: Iterable[str], knowledge: KnowledgeBase) -> Iterator[str]:
    told = set(words(" ".join(said))) if known else set()
    yield from (word for word in known if told.isdisjoint(words(word)) and not knowledge.tells(actor_ids, word.lower()))


def _value(match: re.Match[str]) -> float | None:
    """What a number stands for; None where it is a year or too small to tell anything."""
    written, unit = match["number"], (match["unit"] or "").strip().lower()
    if not unit and (len(re.sub(r"\D", "", written)) < SHORTEST or re.fullmatch(r"(?:19|20)\d\d", written)):
        return None
    thousands = re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", written)
    return float(re.sub(r"[,.]", "", written) if thousands else written.replace(",", ".")) * _UNITS.get(unit, 1.0)


_UNITS = {
    **dict.fromkeys(("million", "mn", "mio", "m"), 1e6), **dict.fromkeys(("billion", "bn"), 1e9), **dict.fromkeys(("thousand", "k"), 1e3),
}  # fmt: skip
_NUMBER = r"(?P<number>\d{1,3}(?:[,.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)(?P<unit>\s?(?:million|billion|bn|mn|mio|thousand|m|k)\b)?"
_TOLD = as_pattern(rf"(?i)(?<![\w.]){_NUMBER}")
_NUMBERED = "".join(rf"(?<!{word} )" for word in ("unit", "ticket", "case", "file", "no", "number", "error", "port", "qihoo", "id"))
"""Words after which a number counts nothing: ``ticket 4471``."""
_UNCOUNTED = r"(?:million|billion|thousand|gang\b|team\b|hour|day|minute|second|line)"
_QUANTITY = as_pattern(rf"(?i)(?<![\w./:#-]){_NUMBERED}(?!169\.254){_NUMBER}(?=\+?\s+(?!{_UNCOUNTED})[a-z])")
"""``157,000 customers``, ``610 million dollars``: so much of something."""
_ABOUT = as_pattern(r"(?i)\b(?:over|about|around|nearly|almost|some|roughly|circa|more than|at least|up to)\s+(?:[$€£]\s?)?$")
_NAMED = as_pattern(r"(?:(?<=[\w,'’;)] )|^(?=\w+\s+\w+\s+\w+\s+\w))[A-Z0-9][\w-]{2,}")
"""A word with a capital amid a sentence, or at its start."""
_SMALL = as_pattern(r"(?<![\w-])[a-z][\w-]{4,}")
"""A word that may be a name although it is written small."""


@lru_cache(maxsize=4)
def _victims(graph: Graph, names: Names) -> frozenset[str]:
    """The proper nouns in the names of those who were hit, in small letters."""
    found = (word for event in graph.records.events for victim in event.victims for word in re.findall(r"\b[A-Z0-9][\w-]{2,}", victim))
    return _telling(found, graph, names)


def _telling(found: Iterable[str], graph: Graph, names: Names) -> frozenset[str]:
    """The words, in small letters, without places, vendors and what many are called."""
    terms = (word for term in graph.records.terms if term.type in ("country", "region") for word in (term.name, *term.words))
    places = {part for word in terms for part in word.lower().split()}
    told = {word.lower() for word in found} - places - place_words() - chat_words() - question_words() - _USUAL
    return frozenset(word for word in told if not word.isdigit() and not vendors.is_vendor(word, names))


def _names_a_deed(word: str, knowledge: KnowledgeBase) -> bool:
    """Whether a word stands in the name of what happened and hardly anywhere else: ``CCleaner``, ``Thrones``. Raises IndexUnusable."""
    return len(word) >= LONG and word.lower() in _deeds(knowledge.graph, knowledge.names) and _is_rare(word, knowledge)


def _is_rare(word: str, knowledge: KnowledgeBase) -> bool:
    """Whether hardly any passage has a word. Raises IndexUnusable."""
    return all(knowledge.rarity(term) >= RARE for term in words(word))


LONG, RARE = 5, 7.0
"""A word of a deed's name of so many letters, and so rare in the passages, stands for that deed."""


@lru_cache(maxsize=4)
def _deeds(graph: Graph, names: Names) -> frozenset[str]:
    """The words of the names of what happened, in small letters."""
    found = (word for event in graph.records.events for name in (event.name, *event.also) for word in name.split())
    return _telling(found, graph, names)


_USUAL = frozenset("office group national bank ministry university microsoft google windows cisco apple amazon cloud".split())
