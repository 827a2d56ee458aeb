"""A follow-up that is one place, one people or one time: the last question about that instead."""

import re

from bot.questions.focus import Focus
from bot.questions.intents import cued_kind, says, without, without_cues
from bot.questions.model import Question
from bot.questions.origins import is_origin
from bot.questions.periods import find_period
from bot.questions.terms import find_terms
from bot.questions.wording import asks_for_many
from index.words import words
from knowledge.graph import Graph
from knowledge.names import Names
from knowledge.normalise import fold
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern


def refined(asked: str, alone: Question, focus: Focus, graph: Graph) -> str:
    """``and in 2022?``, ``Australia?``: the last question about another time or another place."""
    if alone.subjects or not focus.question:
        return ""
    if says("only", asked) and alone.conditions and not (focus.actor and says("pronoun", asked)):
        return f"{focus.question.strip(' ?!.')} {without('only', asked)}"
    is_place = len(alone.conditions) == 1 and alone.conditions[0].type in _PLACES
    if is_place and len(words(without("again", asked))) <= 2 and not asks_for_many(asked) and not _ARE_THEY.match(asked):
        kind = alone.conditions[0].type
        alike = (kind,) if kind in ("sponsor", "sector") else ("country", "region")
        terms = [term for term in find_terms(focus.question, graph, ()) if term.type in alike]
        for term in terms:
            if kind in ("origin", "sponsor") or not is_origin(focus.question, term):
                return f"{focus.question[: term.start]}{alone.conditions[0].text}{focus.question[term.end :]}"
        if terms:
            return f"{focus.question.strip(' ?!.')} in {alone.conditions[0].text}"
    bare_asked = without("only", without("again", asked))
    bare_asked = _BEFORE_THAT.sub("", bare_asked)
    period = find_period(bare_asked) if alone.period else None
    when_only = bare_asked.replace(period.text, " ") if period else ""
    if period and not alone.conditions and not cued_kind(when_only) and not _says_more(when_only):
        before = find_period(focus.question)
        bare = focus.question.replace(before.text, " ") if before else focus.question
        return f"{bare.strip(' ?!.')} {period.text}"
    return ""


_ARE_THEY = as_pattern(r"(?i)(?:and\s+|so\s+)?(?:is|are|was|were)\s+(?:they|these|those|it|he|that)\b")
"""``are they Russian?`` asks where somebody is from."""


def in_that_year(text: str, focus: Focus) -> str:
    """``and the Irish health service the year before?`` with the year that is meant, where the last question has one."""
    text = _ANYONE_THERE.sub(r"and from \g<place>?", text)
    match = _YEAR_BESIDE.search(text)
    period = find_period(focus.question) if match else None
    year = period.start[:4] if period and period.start[:4] == period.end[:4] else ""
    if match is None or not year:
        return text
    years = _YEARS.get((match["years"] or "one").lower(), 1)
    meant = int(year) + (-years if match["way"].lower() in ("before", "earlier") else years)
    return f"{text[: match.start()]}in {meant}{text[match.end() :]}"


_YEARS = {"two": 2, "three": 3, "four": 4, "five": 5, **{str(number): number for number in range(1, 10)}}


_ANYONE_THERE = as_pattern(
    r"(?i)^\W*(?:(?:and|ok|so|now)[,.]?\s+)*(?:(?:what|how)\s+about\s+)?(?:in\s+|from\s+)?(?P<place>[^,?]{3,30}?)[,:–-]*\s+"
    r"(?:anyone|anybody|any(?:\s+\w+)?|someone|somebody|who)\s+(?:is\s+)?(?:from|out\s+of)\s+there\W*$"
)
"""``and venezuela, anyone from there?``"""
_YEAR_BESIDE = as_pattern(
    r"(?i)\b(?:in\s+)?(?:the|(?P<years>a|one|two|three|four|five|\d))\s+years?\s+(?P<way>before|earlier|after|later)\b(?!\s+\w)"
)
_BEFORE_THAT = as_pattern(
    r"(?i)^(?:and\s+|so\s+)?(?:what|how)\s+about\s+(?:in\s+)?(?=\d)|"
    r"^(?:and\s+)?(?:(?:before|after|prior to)\s+(?:that|this|then)|earlier|later)[,:]?\s+"
)
"""``and before that, 2021?``"""


def _says_more(text: str) -> bool:
    """Whether a text has a word that is none of those that any question has."""
    return any(word not in question_words() | chat_words() for word in re.findall(r"\w+", without_cues(text).lower()))


_PLACES = ("country", "region", "origin", "sponsor", "sector")


def home_asked(asked: str, alone: Question, focus: Focus, names: Names, graph: Graph) -> str:
    """``china?`` of an actor that is from there and is not known to target it."""
    only = alone.conditions[0] if len(alone.conditions) == 1 and not alone.subjects else None
    if not focus.actor or focus.conditions or only is None or only.type not in ("country", "origin") or len(asked.split()) > 1:
        return ""
    for candidate in names.look_up(focus.actor).of_type("actor")[:1]:
        id_ = candidate.entity.id
        from_there = any(a.country == only.id for a in graph.attributions_of(id_))
        if from_there and not any(only.id in t.countries for t in graph.targetings_of(id_)):
            return f"is {focus.actor} from {only.text}"
    return ""


def one_of_that_home(asked: str, focus: Focus, names: Names, graph: Graph) -> str:
    """``the Lebanese partner: what is their backdoor called``, of several told before: the question with that one's name."""
    match = _THAT_ONE.search(asked)
    if match and (theirs := _one_of_a_pair(match["people"], focus, names, graph)):
        return _THEM.sub(
            theirs, f"{asked[: match.start()]}{theirs}{asked[match.end() :].lstrip(' ,:–-') if match.start() else asked[match.end() :]}"
        )
    terms = [t for t in find_terms(match["people"], graph, ()) if t.type in ("country", "sponsor")] if match else []
    if match is None or len(terms) != 1:
        return ""
    held = {condition.type for condition in focus.conditions}  # ``who is the SVR's``, ``and the GRU?``: another set
    if held and not match["among"] and (terms[0].type == "country" or terms[0].type in held):
        return ""
    from_there = []
    for name in focus.listed:
        for candidate in names.look_up(name).of_type("actor")[:1]:
            if is_of(graph, candidate.entity.id, terms[0].type, terms[0].id):
                from_there.append(name)
    if len(from_there) != 1:
        return ""
    return _THEM.sub(from_there[0], f"{asked[: match.start()]}{from_there[0]}{asked[match.end() :]}")


def _one_of_a_pair(people: str, focus: Focus, names: Names, graph: Graph) -> str:
    """Of two actors spoken of the only one that is from a country, or else goes after it: ``the Mexican one``; empty where none is."""
    countries = [t.id for t in find_terms(people, graph, ()) if t.type == "country"]
    if len(focus.pair) != len(("one", "other")) or len(countries) != 1:
        return ""
    ids = {name: found[0].entity.id for name in focus.pair if (found := names.look_up(name).of_type("actor"))}
    homes = [name for name, id_ in ids.items() if is_of(graph, id_, "origin", countries[0])]
    aims = [name for name, id_ in ids.items() if any(countries[0] in t.countries for t in graph.targetings_of(id_))]
    return next((found[0] for found in (homes, aims) if len(found) == 1), "") if len(homes) < len(focus.pair) else ""


def is_of(graph: Graph, actor_id: str, type_: str, id_: str) -> bool:
    """Whether an actor is attributed to a country or to a sponsor, which is of the type ``sponsor``."""
    said = graph.attributions_of(actor_id)
    if type_ != "sponsor":
        return any(a.country == id_ for a in said)
    known = graph.term("sponsor", id_)
    called = [f" {fold(word)} " for word in (known.name, *known.words)] if known else []
    return any(word in f" {fold(a.sponsor)} " for a in said for word in called)


_THAT_ONE = as_pattern(
    r"(?i)\bthe\s+(?P<people>[A-Za-z]+(?:an|ese|ish|is?|ch|ns)|north koreans?|[A-Z]{3,4}|hezbollah|hamas)"
    r"(?:\s+(?:ones?|partners?|groups?|gang|crew|actors?|half|side|lot|guys))?(?P<among>\s+(?:among|of|from)\s+(?:them|those|these))?"
    r"(?=\s*[-–,:?]|\s*$|['’]s\b|\s+(?:one|use|target|have|do)\b)"
)
_THEM = as_pattern(r"(?i)\b(?:they|them|it)\b")
