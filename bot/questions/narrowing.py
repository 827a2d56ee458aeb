"""What only limits the set of actors last spoken of in a thread: ``only Chinese ones``, ``in Europe``, ``minus APT33``."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from bot.questions.focus import Focus
from bot.questions.identity import Intent
from bot.questions.intents import says, without
from bot.questions.model import Condition, ConditionType, Question, TermMention
from bot.questions.negation import PUT_OUT
from bot.questions.refining import is_of
from bot.questions.terms import find_terms
from bot.questions.understand import understand
from bot.questions.wording import telling_words
from index.words import words
from knowledge.graph import Graph
from knowledge.names import Names
from knowledge.patterns import as_pattern


def narrowed(asked: str, alone: Question, focus: Focus, names: Names, graph: Graph, intent: Intent) -> Question | None:
    """``only chinese ones``, ``in Europe``, ``minus APT33``: the list of the last question, with more conditions or without some actors."""
    asked = _of_the_list(asked)
    if focus.conditions and (wider := _NOT_JUST.search(asked)):
        gone = {term.id for term in find_terms(wider["kind"], graph, ())}
        kept = tuple(c for c in focus.conditions if c.id not in gone)
        if kept and len(kept) < len(focus.conditions):
            before = _of_the_set(understand(focus.question, names, graph, intent), focus)
            return replace(before, text=f"{before.text.strip(' ?!.')}, {asked}", conditions=kept)
    if (
        focus.conditions
        and alone.period
        and not alone.subjects
        and (new := _APPEARED.fullmatch(asked.replace(alone.period.text.strip(), " ").strip()))
    ):
        return understand(f"{focus.question.strip(' ?!.')} that {new['verb']} {alone.period.text}", names, graph, intent)
    among = _ONE_OF_THEM.match(asked)
    if among and focus.conditions and alone.period and not words(_SEEN.sub(" ", asked[among.end() :].replace(alone.period.text, " "))):
        before = _of_the_set(understand(focus.question, names, graph, intent), focus)
        return replace(before, text=f"{before.text.strip(' ?!.')}, active {alone.period.text}", period=alone.period)
    if among and focus.conditions and not alone.subjects and not alone.conditions:
        return _who_of_them(asked[among.end() :], alone, focus)
    taken_out = _OUT.match(asked) or (_TOO.fullmatch(asked) if focus.conditions and focus.conditions[-1].negated else None)
    of_one = among is not None and among["one"] is not None
    if not taken_out and (alone.subjects or not alone.conditions or not (of_one or _limits(asked, alone, focus))):
        return None
    before = understand(focus.question, names, graph, intent)
    if focus.conditions:
        before = _of_the_set(before, focus)
    elif before.kind == "software" and before.conditions and (taken_out or _THE_ONES.fullmatch(asked)):
        before = replace(before, kind="actors", subject=None)
    if before.kind == "passages" and taken_out and (left_out := _of_those_homes(alone, focus, names, graph)):
        return replace(before, text=f"{before.text.strip(' ?!.')}, {asked}", besides=(*before.besides, *left_out))
    if not (before.kind == "actors" and before.conditions) and not (before.kind == "passages" and before.many and not taken_out):
        return None
    text = f"{before.text.strip(' ?!.')}, {asked}"
    besides = {c.entity.id for meaning in alone.subjects for c in meaning.bearers_or_kin()} if taken_out else set()
    if besides and not (alone.conditions and _AND_ONLY.search(asked)):
        return replace(before, text=text, besides=(*before.besides, *sorted(besides)))
    start = 1 + max((c.group for c in before.conditions), default=-1)
    turns = _AND_ONLY.search(asked)
    out = asked[: turns.start() if turns else None].lower() if taken_out else ""
    more = tuple(
        replace(_at_home(c, asked, graph), group=c.group + start, negated=c.negated or c.text.lower() in out) for c in alone.conditions
    )
    before = replace(before, besides=(*before.besides, *sorted(besides)))
    found = replace(before, text=text, conditions=(*before.conditions, *more), period=before.period or alone.period)
    if before.kind == "passages" and before.conditions and says("only", asked) and all(c.type in _OF_WHOM for c in more):
        found = replace(found, kind="actors", subject=None)
    if of_one and telling_words(replace(alone, text=asked).beside_conditions()):
        found = replace(found, text=f"who {asked}", kind="actors", subject=None, many=True, described=True)
    return found if more else None


def _of_those_homes(alone: Question, focus: Focus, names: Names, graph: Graph) -> tuple[str, ...]:
    """Of those told of by their passages those from the country, or of the service, that a text leaves out: ``drop the Russian spies``."""
    homes = [c for c in alone.conditions if c.type in _OF_WHOM]
    told = [found[0].entity.id for name in focus.listed if (found := names.look_up(name).of_type("actor"))]
    return tuple(id_ for id_ in told if any(is_of(graph, id_, c.type, c.id) for c in homes))


def _of_the_list(asked: str) -> str:
    """A text that speaks of a list in the words of one that limits it: ``from these, who also …``, ``narrow it: those that …``."""
    return _OFF_THE_LIST.sub("", _NARROW_IT.sub("only ", _FROM_THESE.sub("which of them ", asked)))


_FROM_THESE = as_pattern(
    r"(?i)^(?:(?:and|so|ok)\s+)?(?:from|of|out\s+of|among|amongst)\s+(?:these|those|them|(?:that|this|the)\s+(?:list|set|lot))\s*,?\s+"
    r"(?:who|which(?:\s+ones?)?|anyone|anybody)\s+"
)
_NARROW_IT = as_pattern(
    r"(?i)^(?:(?:ok|now|please|pls|can\s+you|let['’]?s|and)\s+)*(?:narrow|cut|limit|restrict|boil|trim|reduce|filter)\s+(?:it|that|this|them|the\s+list)"
    r"(?:\s+down)?\s*(?:to\b|for\b|[:,–-])?\s*(?:(?:just|only)\s+)?"
)
_OFF_THE_LIST = as_pattern(r"(?i)\s+(?:from|off|out\s+of)\s+(?:the|that|this|your)\s+(?:list|set|lot)\b")
_OF_WHOM = ("origin", "sponsor")
"""``who works as hack-for-hire? keep only the ones from Israel``"""
_AND_ONLY = as_pattern(r"(?i)\b(?:and|but)\s+(?:only|just)\b|,\s+(?:the\s+)?[\w-]+\s+only\b")
"""``without MuddyWater, and only ones that used DanBot``, ``no hacktivists pls, the spies only``"""
_NOT_JUST = as_pattern(r"(?i)\bnot\s+(?:just|only)\s+(?:the\s+)?(?P<kind>[\w -]{3,40}?)(?:\s+ones)?\W*$")
"""``all groups from there, not just hacktivists``"""


_APPEARED = as_pattern(
    r"(?i)(?:and\s+|but\s+|so\s+)?(?:(?:only|just)\s+)?(?:(?:the|those|ones)\s*){0,2}(?:(?:that|who|which)\s+)?(?:have\s+|are\s+)?"
    r"(?P<verb>appeared|emerged|surfaced|started|popped\s+up|showed\s+up|formed|new|founded|came\s+up|turned\s+up|began)\W*"
)
"""``only those that appeared after 2022``"""


def _who_of_them(said: str, alone: Question, focus: Focus) -> Question:
    """``which one of them hijacks DNS``: those of the set last spoken of, of whom passages tell that."""
    return replace(alone, text=f"who {said}", kind="actors", conditions=focus.conditions, many=True, described=True)


_ONE_OF_THEM = as_pattern(
    r"(?i)(?:and\s+|so\s+|ok\s+)?(?:(?:which|who|any|does any|do any|has any|is any)(?:\s+ones?)?\s+"
    r"(?:of|among|amongst)\s+(?:them|those|these|the \w+)\s+(?=\w+\s+\w)|"
    r"(?P<one>the\s+ones?)\s+(?:(?:that|who|which)\s+|(?=(?:against|behind|with|at|in|from|on)\s))(?=\w+\s+\w))"
)


_SEEN = as_pattern(r"(?i)\b(?:are|is|were|was|still|been|have|has|seen|active|reported|around|at work|known|observed|working)\b")
"""``which of them are still seen since 2025``"""


def _of_the_set(before: Question, focus: Focus) -> Question:
    """The last question as one for the set of actors that was last spoken of."""
    return replace(before, kind="actors", conditions=focus.conditions, subject=None)


def changed(asked: str, alone: Question, focus: Focus, names: Names, graph: Graph, intent: Intent) -> Question | None:
    """The last set with another place, people or sector instead of one of that kind, or of another time.

    ``and Germany`` after who targets Poland, ``and Russian`` after Chinese groups, ``since 2023``; None where a text says more.
    """
    if not focus.conditions or alone.subjects:
        return None
    meant = _MEANT.sub("", _RATHER.sub("", asked))
    asked, rather = meant, meant != asked
    others = _ONES_FROM.match(asked.strip(" ?!."))
    bare = asked.strip(" ?!.")[others.end() :] if others else without("again", without("only", asked)).strip(" ?!.")

    def with_these(conditions: tuple[Condition, ...]) -> Question:
        before = _of_the_set(understand(focus.question, names, graph, intent), focus)
        return replace(before, text=f"{before.text.strip(' ?!.')}, {asked}", conditions=conditions)

    if alone.period and not alone.conditions and not words(bare.replace(alone.period.text.strip(), " ")):
        return replace(with_these(focus.conditions), period=alone.period)
    terms = list(find_terms(bare, graph, ()))
    if rather and len(terms) > 1:
        return _all_of_them(terms, bare, with_these, focus)
    if len(terms) != 1 or terms[0].text.lower() != _LITTLE.sub("", bare).lower() or (says("only", asked) and not others):
        return None
    standing = [("origin", "sponsor")] if _OUT_OF.match(bare) and terms[0].type == "country" else _standing_for(terms[0], graph)
    for types in standing[: 1 if _IN.match(bare) or terms[0].type == "region" else None]:
        old = [c for c in focus.conditions if c.type in types and not c.negated]
        if old and old[0].id != terms[0].id:
            type_ = terms[0].type if types != ("origin", "sponsor") or terms[0].type == "sponsor" else "origin"
            new = replace(old[0], type=cast(ConditionType, type_), id=terms[0].id, text=terms[0].text)
            if _TOO.fullmatch(asked) and types == ("origin", "sponsor"):
                return with_these((*focus.conditions, new))
            kept = tuple(c for c in focus.conditions if c not in old)
            return with_these((*kept, new))
    if _standing_for(terms[0], graph) == [("origin", "sponsor")] and terms[0].type == "country":
        group = 1 + max(c.group for c in focus.conditions)
        return with_these((*focus.conditions, Condition("origin", terms[0].id, terms[0].text, group)))
    return None


def _all_of_them(
    terms: list[TermMention], bare: str, with_these: Callable[[tuple[Condition, ...]], Question], focus: Focus
) -> Question | None:
    """``sorry, Turkish defense I meant``: each word in place of the last of its kind that was said; None where one has no such place."""
    left, kept = bare, focus.conditions
    for term in terms:
        left = left.replace(term.text, " ")
        old = [c for c in kept if _alike(c.type) in (_alike(term.type), *(("origin",) if term.type == "country" else ()))]
        if not old:
            return None
        new = replace(old[-1], id=term.id, text=term.text)
        kept = tuple(new if c is old[-1] else c for c in kept)
    return None if words(left) else with_these(kept)


_MEANT = as_pattern(r"(?i)\W+i\s+mean(?:t)?\W*$")
_RATHER = as_pattern(
    r"(?i)^(?:(?:no|nope|nah|wait|oops|argh|hm+|ok)\W+)*(?:sorry|wait|i\s+meant|i\s+mean|make\s+(?:it|that)|rather|scratch\s+that|actually)\W+"
    r"(?:(?:i\s+meant?|make\s+(?:it|that)|rather)\W+)?(?:(?:only|just)\s+)?(?:the\s+)?(?=\w)"
)
"""``no sorry, only Pakistani`` after only Iranian"""
_ONES_FROM = as_pattern(r"(?i)^(?:and\s+)?(?:the\s+)?(?:ones|those|groups|gangs|crews)\s+(?:from|of|out\s+of)\s+(?=\S+(?:\s\S+)?$)")
"""``the ones from Lebanon`` after those from Pakistan"""
_LITTLE = as_pattern(
    r"(?i)^(?:and\s+)?(?:(?:from|out\s+of)\s+(?:the\s+)?|(?:the|in|against)\s+)|\s+(?:ones?|groups?|actors?)$|\s+(?:too|as\s+well|also)(?:,?\s*(?:please|pls))?$"
)


_IN = as_pattern(r"(?i)(?:in|against)\b")
_OUT_OF = as_pattern(r"(?i)(?:and\s+)?(?:from|out\s+of)\s")


def _standing_for(term: TermMention, graph: Graph) -> list[tuple[str, ...]]:
    """The kinds of conditions that a place, a people or a sector may take the place of, the likeliest first."""
    target, home = ("country", "region"), ("origin", "sponsor")
    if term.type in ("country", "region"):
        people = term.text.lower() != graph.term_name(term.type, term.id).lower() and _PEOPLE.fullmatch(term.text)
        return [home] if people else [target, home]
    return [home] if term.type == "sponsor" else [(term.type,)]


def _limits(asked: str, alone: Question, focus: Focus) -> bool:
    """Whether a text only limits the set of actors last spoken of: ``only …``, ``which target Israel``, ``in Europe``, ``telecoms``.

    What is short and of a kind that the set is limited by already takes the place of that instead.
    """
    if says("only", asked) or _THE_ONES.fullmatch(asked):
        return True
    if not focus.conditions:
        return False
    if _RELATIVE.match(asked) and not _NEW_SET.search(asked):
        return True
    kinds = {_alike(c.type) for c in focus.conditions}
    return (
        len(asked.split()) <= BRIEF and not kinds.intersection(_alike(c.type) for c in alone.conditions) and not ASKS_SOMETHING.match(asked)
    )


BRIEF = 3


_RELATIVE = as_pattern(
    r"(?i)(?:and\s+)?(?:which|that)\s+(?:ones?\s+)?(?:also\s+)?(?:are|is|come|target\w*|us(?:e|es|ed|ing)|hit\w*|attack\w*|go(?:es)?|have|has|exploit\w*)\b"
)


_NEW_SET = as_pattern(r"(?i)\b(?:groups?|actors?|gangs?|crews?|apts?|hackers)\b")


ASKS_SOMETHING = as_pattern(r"(?i)(?:who|whom|whose|what|which|when|how|why|is|are|do|does|did)\b")


def _alike(type_: str) -> str:
    """Conditions of these kinds stand for each other: a country for a region, who is behind them for where they are from."""
    return {"region": "country", "sponsor": "origin", "malware_type": "software"}.get(type_, type_)


def _at_home(condition: Condition, asked: str, graph: Graph) -> Condition:
    """``the Iranians`` after a list says where those are from, whatever it says alone."""
    people = condition.type == "country" and condition.text.lower() != graph.term_name("country", condition.id).lower()
    plain = people and _PEOPLE.fullmatch(condition.text) and not _TARGETS.search(asked)
    return replace(condition, type="origin") if plain else condition


_PEOPLE = as_pattern(r"(?i)\w+(?:ans?|ese|ish|is?|ch)")


_TARGETS = as_pattern(r"(?i)\b(?:in|into|for|after|against|target\w*|attack\w*|hit\w*|companies|firms|victims)\b")


_THE_ONES = as_pattern(
    r"(?i)(?:and\s+|what about\s+|just\s+)?the\s+[\w-]+(?:\s+[\w-]+)?\s+"
    r"(?:ones|one\s+(?:in\s+there|of\s+(?:them|those|these)|among\s+(?:them|those)))\W*"
)
"""``the Belarusian ones``, ``the Iranian one in there?``"""
_TOO = as_pattern(r"(?i)(?:and\s+)?(?:the\s+)?[\w-]+(?:\s+[\w-]+)?\s+(?:too|as\s+well|also)(?:,?\s*(?:please|pls))?\W*")
"""``the Chinese too please`` after ``drop the North Koreans``"""


def is_left_out_first(asked: str) -> bool:
    """Whether a text begins with what leaves somebody out: ``minus the GRU one``."""
    return _OUT.match(asked) is not None


_OUT = as_pattern(
    r"(?i)(?:and\s+|but\s+|so\s+)?(?:(?:who|anyone|anybody|which ones?|any)(?:\s+(?:else|others?|is left|remains))?\s+)?"
    r"(?:minus|without|except(?:\s+for)?|excluding|not|no|drop|leave out|skip|apart from|besides?|aside from|other than|"
    rf"{PUT_OUT})\b"
)
