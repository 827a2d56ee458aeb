"""The incidents that a question names by what they are called or whom they hit: ``who hacked the DNC``."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.questions.intents import says, stripped, without_cues
from bot.questions.model import Mentioned, TermMention
from bot.questions.periods import find_period
from bot.questions.terms import find_terms
from bot.questions.victims import MAX_EVENTS, MAX_SHORT, Told, countries_named, hit_by_word, named_with, told_events
from index.words import words
from knowledge.graph import Graph
from knowledge.model import Event, Note, Summary
from knowledge.normalise import fold
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern


def find_events(text: str, graph: Graph, taken: Sequence[Mentioned | TermMention], placed: bool = False) -> tuple[str, ...]:
    """Ids of the incidents whose name or victims hold every word of the text but those that ask: ``who hacked the DNC``.

    ``placed``: with the name of the country where the text says what its people are called: ``the Costa Rican government``.
    """
    if placed:
        text = _with_countries(text, graph)
    period = find_period(text)
    bare = text.replace(period.text, " ") if period else text
    wanted = frozenset(word for word in fold(stripped("incident", without_cues(bare))).split() if word not in _ASKING)
    if called := called_in(bare, graph, taken):
        return tuple(event.id for event in graph.records.events if event.id in called and (not period or period.overlaps(event.when)))
    if not wanted or len(wanted) > 6 or all(len(word) < 3 for word in wanted):
        return ()
    if not any(wanted <= name for name in named_with(graph).get(next(iter(wanted)), ())):
        named = wanted - {word for t in taken if isinstance(t, TermMention) for word in fold(t.text).split()}
        lone = next(iter(named), "") if len(named) == 1 < len(wanted) else ""
        of_a_country = lone and re.search(rf"\b(?:{countries_named(taken, graph)})\s+{re.escape(lone)}\b", bare, re.IGNORECASE)
        if lone and (lone in bare or of_a_country) and not any(_is_whole(lone, told) for told in told_events(graph)):
            return ()
        wanted = named or wanted
    if wanted <= _ORDINALS:
        return ()
    among = [told for told in told_events(graph) if not period or period.overlaps(told.event.when)]
    best = _best(among, wanted, bare)
    said = fold(" ".join(_PROPER.findall(bare))).split()
    plain = frozenset(word for word in wanted if word in said or word not in question_words() | chat_words())
    if not best and said and plain:
        best = _best(among, plain, bare)
    if not best and len(wanted) > 2 and (rest := wanted - _PREMISES) != wanted and not rest <= question_words() | chat_words():
        best = _best(among, rest, bare)
    one = len(wanted) > 1 and len(best) == 1 and _IT_HAPPENED.search(bare) is not None
    return tuple(event.id for event in best) if len(best) <= MAX_EVENTS and (one or not _only_terms(bare, wanted, taken)) else ()


_IT_HAPPENED = as_pattern(
    r"(?i)\b(?:hack|breach|heist|break[- ]?in|intrusion|leak|attack|robbery|blackout)\W*(?:who|whodunn?it|attribution)?\W*$"
)
"""``Norwegian parliament hack``: one thing that happened, though all its words are places and sectors."""


def titled_in(text: str, graph: Graph) -> tuple[str, ...]:
    """Ids of the incidents whose title has every word of what a text says was hit: ``who hacked the Ukrainian power grid``."""
    match = _WAS_HIT.match(_with_countries(text, graph))
    return titled_with(f"{match['whom']} {match['rest'] or ''}", graph) if match else ()


def titled_with(whom: str, graph: Graph) -> tuple[str, ...]:
    """Ids of the incidents whose title has every word of what was hit, two at least."""
    hit = {word for word in words(_with_countries(whom, graph)) if word not in question_words() and word not in chat_words()}
    if len(hit) < 2:
        return ()
    found = [id_ for id_, title in _placed_titles(graph).items() if hit <= title]
    return tuple(found) if len(found) <= MAX_EVENTS else ()


@lru_cache(maxsize=2)
def _placed_titles(graph: Graph) -> dict[str, frozenset[str]]:
    """Id of each curated incident -> the words of its title, countries for their people."""
    events = {t.event.id: t.event.name for t in told_events(graph) if t.event.layer == "curated"}
    return {id_: frozenset(words(_with_countries(name, graph))) for id_, name in events.items()}


_WAS_HIT = as_pattern(
    r"(?i)\W*(?:and\s+|so\s+)?who\s+(?:was it (?:that|who)\s+)?(?:hacked|hit|attacked|breached|took down|knocked out|"
    r"shut down|switched off|cut off|got into|broke into)\s+"
    r"(?P<whom>[^?.,]+?)(?:['’]s\b(?P<rest>[^?.,]+))?\W*$"
)


def _with_countries(text: str, graph: Graph) -> str:
    for term in reversed([term for term in find_terms(text, graph, ()) if term.type == "country"]):
        text = f"{text[: term.start]}{graph.term_name('country', term.id)}{text[term.end :]}"
    return text


def called_events(name: str, graph: Graph) -> list[Event]:
    """The incidents that are called so, with or without the word operation."""
    bare = fold(_KIND.sub("", name))
    ids = {id_ for title in (fold(name), bare, f"operation {bare}") for id_ in _titles(graph).get(title, ())}
    return [event for event in graph.records.events if event.id in ids]


def called_in(text: str, graph: Graph, taken: Sequence[Mentioned | TermMention]) -> tuple[str, ...]:
    """Ids of the incidents whose whole name stands in a text, whatever else it says: ``Paperbug, which country was spied on``.

    A name of words of the language counts where they are written as one, or in a text of few words.
    """
    said, short = f" {fold(text)} ", len(text.split()) <= MAX_AROUND
    others = [f" {fold(t.text)} " for t in taken if isinstance(t, Mentioned)]
    terms = {word for t in taken if isinstance(t, TermMention) for word in fold(t.text).split()}
    found: list[str] = []
    first = _titles_by_word(graph)
    for name in dict.fromkeys(name for word in said.split() for name in first.get(word, ())):
        if (
            f" {name} " not in said
            or (terms.issuperset(name.split()) and not _is_one_victim(name, text, graph))
            or any(f" {name} " in other or other in f" {name} " for other in others)
        ):
            continue
        if goes_on(name, text):
            continue
        if (short and not set(name.split()) <= question_words() | chat_words()) or _is_written_as_one(name, text):
            found.append(name)
    longest = max(found, key=len, default="")
    return tuple(_titles(graph)[longest][:MAX_EVENTS]) if longest and _is_theirs_alone(longest, graph) else ()


def goes_on(name: str, text: str) -> bool:
    """Whether a name goes on with another word with a capital: ``Operation Ghost Llama`` is not Operation Ghost."""
    bare = "[^a-zA-Z0-9]+".join(map(re.escape, _KIND.sub("", name).split()))
    pattern = rf"(?<!\w)(?:operation|campaign|project) {bare} ([A-Z][a-z]+)(?!\w)"
    match = re.search(pattern, text, re.IGNORECASE) if _KIND_HERE.search(text) else None
    return match is not None and match[1][:1].isupper() and match[1].lower() not in _NOUNS | question_words() | chat_words()


_KIND_HERE = as_pattern(r"(?i)\b(?:operation|campaign|project)\s")


def _is_one_victim(name: str, text: str, graph: Graph) -> bool:
    """Whether a country and a sector are one victim here, and something happened to it: ``who hacked Bangladesh Bank``."""
    words = name.split()
    return len(words) > 1 and name in hit_by_word(graph).get(words[0], ()) and says("incident", text)


@lru_cache(maxsize=1024)
def _is_theirs_alone(name: str, graph: Graph) -> bool:
    """Whether hardly another actor is spoken of with a name: ``Quick Assist`` is what many abuse, and no operation."""
    return len({subject for subject, text in _texts(graph) if name in text}) <= MAX_TELLING


@lru_cache(maxsize=2)
def _texts(graph: Graph) -> list[tuple[str, str]]:
    """Of whom something is told, and the text in small letters."""
    records = graph.records
    told: Iterable[Event | Summary | Note] = (*records.events, *records.summaries, *records.notes)
    return [(statement.subject, statement.text.lower()) for statement in told]


MAX_TELLING = 3


MAX_AROUND = 9


def _is_written_as_one(name: str, text: str) -> bool:
    """Whether every word of a name has its capital in a text."""
    pattern = r"\W+".join(
        word if word in _NOUNS else rf"(?:{re.escape(word.capitalize())}|{re.escape(word.upper())}|\w*[A-Z]\w*)" for word in name.split()
    )
    return any(fold(match[0]) == name for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text))


@lru_cache(maxsize=2)
def _titles(graph: Graph) -> dict[str, list[str]]:
    """What operations are called, folded, without the word operation -> the ids of those called so: ``wilted tulip``.

    Of the names of incidents those that can hardly mean anything else: two words or more with capitals, or one that is coined
    or long and no victim's.
    """
    found: dict[str, list[str]] = {}
    for told in told_events(graph):
        for name in (told.event.name, *told.event.also):
            bare = _KIND.sub("", name)
            if bare != name:
                found.setdefault(fold(name), []).append(told.event.id)
            words = [word for word in bare.split() if word not in _SMALL and word not in _NOUNS]
            proper = bool(words) and all(word[:1].isupper() for word in words)
            whose = bare in told.event.victims or not bare.isalpha() or len(bare) < COINED
            distinct = proper and (len(bare.split()) > 1 or _COINED.search(bare) or not whose)
            if distinct and not says("products", bare) and fold(bare) not in question_words():
                found.setdefault(fold(bare), []).append(told.event.id)
    return {name: list(dict.fromkeys(ids)) for name, ids in found.items()}


@lru_cache(maxsize=2)
def _titles_by_word(graph: Graph) -> dict[str, list[str]]:
    """The first word of what operations are called -> all that they are called which begins with it."""
    found: dict[str, list[str]] = {}
    for name in _titles(graph):
        found.setdefault(name.partition(" ")[0], []).append(name)
    return found


_KIND = as_pattern(r"(?i)^(?:operations?|campaign|project)\s+(?=\w)|\s+(?:operation|campaign)$")
_SMALL = frozenset("of the and in on at to for".split())
_NOUNS = frozenset(
    "hack breach attack attacks heist theft leak leaks ransomware intrusion outage takedown arrest arrests indictment charges hackers "
    "compromise campaign blackout cyberattack worm disruption".split()
)
"""What happened, in the name of an incident: ``Belgacom hack``."""
_HAPPENINGS = "|".join(sorted(_NOUNS | {"hacks", "breaches", "thefts", "intrusions", "robbery", "affair", "case"}))
_COINED = as_pattern(r"[a-z][A-Z]")
COINED = 7


def _hit(word: str, told: Told) -> bool:
    return word in fold(" ".join(told.event.victims)).split()


def _is_victim(word: str, told: Told) -> bool:
    return word in map(fold, told.event.victims)


def _is_whole(word: str, told: Told) -> bool:
    """Whether a word is all of a name of an incident or of a victim: ``hire`` is not, of Hire Military Heroes."""
    return frozenset((word,)) in told.names or _is_victim(word, told)


def _best(among: Sequence[Told], wanted: frozenset[str], bare: str) -> list[Event]:
    """The incidents with all the words wanted, or all but one beside proper nouns; those that are called so before the others."""
    found = [told for told in among if wanted <= told.words]
    if len(wanted) == 1:
        word = next(iter(wanted))
        if word in question_words() | chat_words() and not (word.upper() in bare and any(_is_victim(word, told) for told in found)):
            return []
        named = [told for told in found if _names_it(word, told.event, bare)]
        if says("platforms", word):  # what is abused everywhere is an incident only where it is whom that hit
            return [told.event for told in named if _hit(word, told)]
        # whom it hit, or all of its name, before what only has the word in its name
        return [told.event for told in named if _is_whole(word, told) or _hit(word, told)] or [told.event for told in named]
    if not found and (proper := frozenset(fold(" ".join(_PROPER.findall(bare))).split()) & wanted) and len(wanted - proper) == 1:
        found = [told for told in among if proper <= told.words and all(_names_it(word, told.event, bare) for word in proper)]
    exact = [told.event for told in found if _is_called(wanted, told)]
    found = [told for told in found if not any(wanted <= name for name in told.names)]
    return exact or ([told.event for told in found] if not wanted <= question_words() | _ORDINALS else [])


def _is_called(wanted: frozenset[str], told: Told) -> bool:
    """Whether words are a name of an incident, but for what happened in it and one word more, or are those of whom it hit."""
    if wanted <= frozenset(fold(" ".join(told.event.victims)).split()):
        return True
    return any(wanted <= name and (len(wanted) < 2 or len(name - wanted - _NOUNS) < MORE) for name in told.names)


MORE = 2
"""So many words more make another thing of a name: ``White House explosion tweet`` is no attack on the White House."""


def _names_it(word: str, event: Event, text: str) -> bool:
    """Whether one word of a text names an incident: it is long enough, and written as a name in that of the incident or of a victim.

    Before a word for what happened it counts where the text has its capital: ``Snowflake`` of Snowflake breach.
    """
    written = re.compile(rf"(?i)(?<!\w){re.escape(word)}(?!\w)")
    large = re.search(rf"(?<!\w){re.escape(word.capitalize())}(?!\w)|(?i:(?<!\w){re.escape(word)}\s+(?:{_HAPPENINGS})\b)", text) is not None
    # the titles of catalogues have capitals throughout
    names = (event.name, *event.also, *event.victims) if event.layer == "curated" else event.victims
    found = [
        match[0]
        for name in names
        for match in written.finditer(name)
        if _is_a_name_in(name, match) or (large and (name[match.end() :].split() or [""])[0] in _NOUNS)
    ]
    return any(not match.islower() and (len(word) > MAX_SHORT or match.isupper()) for match in found)


def _is_a_name_in(name: str, match: re.Match[str]) -> bool:
    """Whether the capital of a word in a title means something: that of its first word does if the next has one too, or none follows."""
    after = name[match.end() :].split()
    return match.start() > 0 or match[0].isupper() or not after or not after[0][0].islower()


_PROPER = as_pattern(r"(?<!^)(?<![.?!]\s)\b[A-Z][\w-]{2,}")
"""``JBS`` in ``who was behind the JBS meat attack``: one word beside the proper nouns may be missing."""
_PREMISES = frozenset(
    "plant plants works facility facilities office offices server servers website supplier supply operator utility own platform".split()
)
"""``the Aliquippa water plant``: what was hit is called otherwise where it is told of."""
_ORDINALS = frozenset("first second third fourth last next other two three four further more".split())
_ASKING = frozenset(
    "who what which when where how why was were is are did does do the a an of on in at to by for and it that their this company "
    "companies firm firms people users customers system systems network networks officials organizations organisations victims "
    "targets accounts sites apt apts".split()
)


def _only_terms(text: str, wanted: frozenset[str], taken: Sequence[Mentioned | TermMention]) -> bool:
    """Whether all the words are a country, a sector or a tool: such questions ask for more than one incident."""
    words = {word for t in taken for word in fold(text[t.start : t.end]).split()}
    return bool(taken) and wanted <= words
