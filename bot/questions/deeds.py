"""What an actor that a question names did to somebody, or is asked about: its incidents, and those of others."""

from collections.abc import Iterable

from bot.questions.events import called_events, find_events, titled_with
from bot.questions.intents import blank
from bot.questions.named_victims import asks_for_victims_by_name
from bot.questions.reading import Reading
from bot.questions.sought import asks_whether
from bot.questions.things import asked_thing
from bot.questions.victims import hit_in
from bot.questions.wording import without_yesno
from index.words import words
from knowledge.graph import Graph
from knowledge.names import Meaning
from knowledge.normalise import fold
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern


def own_operation(subject: Meaning, graph: Graph, operation: bool = True) -> tuple[str, ...]:
    """What a catalogue has as an actor and curated files as an operation of another one: ``Operation Soft Cell tl;dr``.

    And what is an operation of the actor that a name leads to: ``what is Operation Cloud Hopper``. ``operation``: it is called one.
    """
    entity = subject.candidates[0].entity
    if "curated" in entity.layers:
        if subject.candidates[0].relation in ("same", "formerly") and not operation:
            return ()
        return tuple(event.id for event in called_events(subject.name, graph) if event.subject == entity.id)
    events = called_events(entity.name, graph)
    return tuple(event.id for event in events if event.layer == "curated" and event.subject != entity.id and graph.is_actor(event.subject))


def asks_of_a_deed(reading: Reading) -> bool:
    """Whether a text asks for a detail of what was done: when that was, how much, which thing; or gives its time and wants no yes."""
    text, period = reading.text, reading.question.period
    of_a_time = period is not None and not period.recent and not asks_whether(text)
    return of_a_time or _ASKS_A_DETAIL.search(text) is not None or asked_thing(text) is not None


_ASKS_A_DETAIL = as_pattern(r"(?i)\b(?:(?:what|which) (?:year|month|date)|when|how (?:much|many))\b")


def own_victim(reading: Reading) -> tuple[str, ...]:
    """What an actor did to a victim that a question names, told by that name or of it: ``how did APT29 get into Microsoft``."""
    if named_so := _own_campaign(reading):
        return named_so
    found, subjects = hit_in(_beside_actors(reading), reading.graph)[0], reading.question.subjects
    names = {f" {fold(meaning.name)} " for meaning in subjects}
    named = {e.id for e in reading.graph.incidents(found) if any(name in f" {fold(' '.join((e.text, *e.also)))} " for name in names)}
    return _done_by(subjects, found, reading.graph) or tuple(id_ for id_ in found if id_ in named)


def _own_campaign(reading: Reading) -> tuple[str, ...]:
    """A campaign of an actor that stands beside it in a question: ``whom did APT41 hit in C0017``."""
    if asks_for_victims_by_name(reading.text):
        return ()
    return _done_by(reading.question.subjects, _campaigns_named(reading), reading.graph)


def _campaigns_named(reading: Reading) -> tuple[str, ...]:
    """The campaigns of catalogues that a question names, as curated files tell them where they do."""
    named = {c.entity.id for m in reading.question.mentions for c in m.meaning.of_type("campaign")}
    called = [e for e in reading.graph.records.events if named and not named.isdisjoint((e.id, e.attack))]
    curated = [e for e in called if e.layer == "curated"]
    return tuple(e.id for e in curated or called)


def _beside_actors(reading: Reading) -> str:
    """The text without the names of actors in it."""
    return blank(reading.text, ((m.start, m.end) for m in reading.question.mentions if m.meaning.of_type("actor")))


def _done_by(actors: Iterable[Meaning], events: tuple[str, ...], graph: Graph) -> tuple[str, ...]:
    """Which of some incidents some actors, or others that their names lead to, are said to have done."""
    ids = {candidate.entity.id for meaning in actors for candidate in meaning.of_type("actor")}
    theirs = {event.id for event in graph.incidents(events) if event.subject in ids}
    return tuple(id_ for id_ in events if id_ in theirs)


def _themselves(actors: Iterable[Meaning], events: tuple[str, ...], graph: Graph) -> tuple[str, ...]:
    """Which of some incidents are told of the actors themselves, and not only of those of whom they are a part or whom they overlap."""
    meanings = list(actors)
    plain = {c.entity.id for m in meanings for c in m.bearers()}
    if plain:  # and those who are called as their malware is, beside another
        plain |= {c.entity.id for m in meanings for c in m.of_type("actor") if c.relation == "software"}
    names = [fold(m.name) for m in meanings if m.of_type("actor")]
    own = {
        e.id
        for e in graph.incidents(events)
        if not plain or e.subject in plain or any(f" {name} " in f" {fold(f'{e.name} {e.text}')} " for name in names)
    }
    return tuple(id_ for id_ in events if id_ in own)


def their_incident(reading: Reading) -> tuple[tuple[str, ...], str] | None:
    """An incident that a question names beside its actors, and whether it is ``theirs``, their ``kin``'s, that of ``others``, or of
    ``another-time``.

    ``was that Rhysida?``; of others only where the question says that something happened to somebody.
    """
    text, meanings = _beside_actors(reading), [m.meaning for m in reading.question.mentions]
    if (named := _campaigns_named(reading)) and _IS_THEIRS.search(reading.text):
        theirs = _done_by(meanings, named, reading.graph)
        return _theirs_or_kin(meanings, theirs, reading.graph) if theirs else (named, "others")
    others = [m for m in reading.question.mentions if not m.meaning.of_type("actor")]
    found = find_events(text, reading.graph, [*others, *(t for t in reading.terms if t.type in _NO_VICTIMS)])
    if theirs := _done_by(meanings, found, reading.graph):
        return _theirs_or_kin(meanings, theirs, reading.graph)
    if not HAPPENED.search(text) or len(reading.question.subjects) != 1:
        return None
    if found and _IS_BEHIND.match(text):
        return found, "others"
    if titled := titled_with(HAPPENED.sub(" ", without_yesno(text)), reading.graph):
        theirs = _done_by(meanings, titled, reading.graph)
        if theirs:
            return _theirs_or_kin(meanings, theirs, reading.graph)
        return None if _HABIT.match(reading.text) and not _says_more_than_terms(text, reading) else (titled, "others")
    period = reading.question.period
    for asked, aspect in ((text, "others"), (text.replace(period.text, " ") if period else "", "another-time")):
        found, victim = hit_in(asked, reading.graph)
        if found and all(fold(c.text) in victim for c in reading.question.conditions if c.type in _PLACES):
            theirs = _done_by(meanings, found, reading.graph)
            return _theirs_or_kin(meanings, theirs, reading.graph) if theirs and aspect == "others" else (theirs or found, aspect)
    return None


def gives_two(reading: Reading) -> bool:
    """Whether somebody is asked for and two are given to choose from: ``who hacked the DNC, APT28 or APT29?``."""
    named = [m for m in reading.question.mentions if m.meaning.of_type("actor")]
    between = reading.text[named[-2].end : named[-1].start] if len(named) > 1 else ""
    return any(asks.match(reading.text) and joined.fullmatch(between) for asks, joined in ((_WHO, _OR), (_WHICH_OF, _AND)))


_WHO, _OR = as_pattern(r"(?i)\W*(?:and\s+|so\s+)?who\b"), as_pattern(r"(?i)\s*,?\s+or\s+(?:the\s+)?")
_WHICH_OF, _AND = as_pattern(r"(?i)\W*(?:and\s+|so\s+)?which of\b"), as_pattern(r"(?i)\s+(?:and|or)\s+(?:the\s+)?")
_IS_THEIRS = as_pattern(
    r"(?i)\b(?:behind|responsible|attributed|by|work of|theirs|run|ran|conduct\w*|carr\w+ out)\b|^\W*(?:is|was|are|were)\s"
)
"""Whether it is theirs is asked, and not what they used in it"""
_IS_BEHIND = as_pattern(r"(?i)\W*(?:is|was|are|were)\s+(?:(?:it|really|also)\s+)*(?:who\s+(?:is|was)\s+)?behind\s")
_HABIT = as_pattern(r"(?i)\W*(?:do|does)\s")


def _says_more_than_terms(text: str, reading: Reading) -> bool:
    """Whether what a text says was hit is more than a sector and a place: ``does Luna Moth attack law firms`` asks for no incident."""
    beside = blank(text, ((t.start, t.end) for t in reading.terms if t.type in _PLACES))
    left = (word for word in words(HAPPENED.sub(" ", without_yesno(beside))))
    return any(word not in question_words() and word not in chat_words() for word in left)


def _theirs_or_kin(meanings: list[Meaning], theirs: tuple[str, ...], graph: Graph) -> tuple[tuple[str, ...], str]:
    """What actors are said to have done, as ``theirs``; what only others to whom their names lead are said to have, as their ``kin``."""
    own = _themselves(meanings, theirs, graph)
    return (own, "theirs") if own else (theirs, "kin")


HAPPENED = as_pattern(
    r"(?i)\b(?:hack\w*|wip(?:e|ed|ing)|breach\w*|behind|attack\w*|hit|rob\w*|st[eo]al\w*|stole|stolen|br[eo]a?ke? into|"
    r"broken? into|compromis\w*|"
    r"responsible|infiltrat\w*|intrusion|defac\w+|mess(?:ed|ing)? with|tamper\w*|sabotag\w+|"
    r"ransom\w*|take down|took down|encrypt\w*|got into|get into|los(?:e|t)|pa(?:y|id))\b"
)


_PLACES = ("country", "region", "sector", "origin")


_NO_VICTIMS = ("sponsor", "region", "country", "technique", "vulnerability")
"""Whoever asks for a yes and names such a thing beside an actor asks for that, not for an incident with it in its title."""
