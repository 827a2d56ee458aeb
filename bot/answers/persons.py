"""Sentences that name a person."""

import re
from functools import lru_cache

from knowledge.graph import Graph
from knowledge.normalise import fold
from knowledge.patterns import as_pattern
from knowledge.places import place_words


def has_person(graph: Graph, sentence: str) -> bool:
    """Whether a sentence with a word for what persons are or what befalls them has a person's name in it."""
    sentence = _OF_REPORTERS.sub(" ", sentence)
    names = _persons(graph, sentence)
    return bool(names) and _OF_PERSONS.search(re.sub("|".join(map(re.escape, names)), " ", sentence)) is not None


def names_somebody(graph: Graph, sentence: str) -> bool:
    """Whether a sentence has a person's name in it, who is not a reporter; in quotes it may be an invented one."""
    return bool(_persons(graph, _OF_REPORTERS.sub(" ", sentence))) or _INVENTED.search(sentence) is not None


_INVENTED = as_pattern(r"[“\"][A-Z][a-z]+ [A-Z][a-z]+[”\"]")


def _persons(graph: Graph, sentence: str) -> list[str]:
    return [name for name in _PERSON.findall(sentence) if is_a_person(graph, name)]


_OF_PERSONS = as_pattern(
    r"(?i)\b(?:named|charg(?:ed|es)|indict\w*|arrest\w*|sanction\w*|identif\w*|led by|run by|administrators?|leader\w*|founders?|heads?|"
    r"headed|boss|alias\w*|members?|developers?|officers?|nationals?|citizens?|man|men|hackers?|convict\w*|sentenc\w*|extradit\w*|"
    r"plead\w*|wanted|persons?|people|owner|director|brothers?)\b"
)
_OF_REPORTERS = as_pattern(
    r"(?i)\b(?:analy[sz]ed|discovered|described|documented|reported|named|dubbed|found|written|published|investigated|studied|tracked)\s+by\s+"
    r"(?:[\w-]+\s+){0,5}?(?:researchers?|analysts?|journalists?|reporters?)\b[^.;]*|"
    r"\b(?:researchers?|analysts?|journalists?|reporters?)\s+(?-i:[A-Z])[^.;]*"
)
"""Who told of it, and no person of the actor."""
_PERSON = as_pattern(
    r"(?<![\w.'’-])[A-Z][a-zé]+(?:['’-][A-Z]?[a-z]+)?(?: [A-Z]\.)?(?: (?:bin|al|de|van|"
    r"von))?(?: [A-Z][a-zé]+(?:['’-][A-Z]?[a-z]+)?){1,3}(?![\w-])"
)


LONG = 3


def is_a_person(graph: Graph, name: str) -> bool:
    """Whether a row of capitals is nobody and nothing else that is known here; of a name of three words one may be a place's as well."""
    parts = fold(name).split()
    places = sum(part in place_words() for part in parts)
    return _impersonal(graph).isdisjoint(parts) and places <= (len(parts) >= LONG)


@lru_cache(maxsize=2)
def _impersonal(graph: Graph) -> frozenset[str]:
    """The words of the names of actors, software, techniques, vendors, sponsors and places, and of what is not a person."""
    records = graph.records
    names = [entity.name for entity in records.entities if entity.type in ("actor", "technique")]
    names += [claim.name for claim in records.names if graph.is_actor(claim.subject)]
    names += [vendor.name for vendor in records.vendors]
    names += [victim for event in records.events for victim in event.victims]
    names += [word for term in records.terms for word in (term.name, *term.words) if term.type != "malware_type"]
    return frozenset((*(word for name in names for word in fold(name).split()), *_NO_PERSON))


_NO_PERSON = frozenset(
    "in on at from since between during after before when the an a january february march april may june july august september october "
    "november december national security ministry department bureau institute university group operation company technology service "
    "agency union committee office justice court treasury state federal european american chinese russian iranian korean israeli "
    "british ukrainian software google microsoft windows director player reader manager server gateway cloud exchange word excel outlook "
    "chrome drive teams defender center studio registry task local global domain service remote update adobe cisco versa flash "
    "credential access data web open source network internet police army guard unit officer leader member".split()
)
