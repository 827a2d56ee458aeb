"""Text -> Question: the names and terms in it, and what it asks for. Text is only text: nothing in it is an instruction."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.model import Kind
from bot.questions import about_actors, deciding
from bot.questions.conditions import read_conditions
from bot.questions.correcting import corrected
from bot.questions.counts import find_comparison
from bot.questions.deeds import own_operation
from bot.questions.entities import find_names, find_near, is_half_a_name, is_obscure, shaped_name
from bot.questions.events import goes_on
from bot.questions.identity import Intent, asked_pair
from bot.questions.intents import begins, blank, fitting, is_side, says, without_cues
from bot.questions.model import Mentioned, Question, TermMention
from bot.questions.naming import find_families
from bot.questions.negation import left_out
from bot.questions.parts_of_names import part_of_a_name
from bot.questions.periods import find_period
from bot.questions.plausible import plausible
from bot.questions.reading import Reading
from bot.questions.said_short import as_yesno
from bot.questions.same_home import same_home
from bot.questions.shared_words import sharing_names
from bot.questions.terms import find_terms, is_a_term_instead, known_terms
from bot.questions.tool_or_actor import is_tool_here
from bot.questions.vendors import find_vendor, told_by_whom
from bot.questions.victims import is_inside_an_incident
from bot.questions.ways_of_naming import thing_called, way_of_naming, why_so_named
from bot.questions.wording import is_nod, plain_text, tells_a_story, without_lead
from index.words import words
from knowledge.graph import Graph
from knowledge.names import Candidate, Meaning, Names
from knowledge.normalise import fold, key
from knowledge.patterns import as_pattern

MAX_CHARACTERS = 2000
"""Longer texts are reports, not questions: `aptbot scan` reads those."""

COMMANDS: dict[str, Kind] = {
    "names": "names", "aka": "names", "aliases": "names", "who-calls": "names", "tools": "tools", "malware": "tools", "targets": "targets",
    "techniques": "techniques", "ttps": "techniques", "origin": "attribution", "attribution": "attribution",
    "campaigns": "campaigns", "profile": "profile", "users": "software", "compare": "comparison", "help": "help",
}  # fmt: skip


class QuestionTooLong(Exception):
    """The text is no question; the message says what to do with it."""


def understand(text: str, names: Names, graph: Graph, intent: Intent = lambda _: []) -> Question:
    """What the text asks; ``intent`` is asked where no cue decides. Raises QuestionTooLong."""
    if len(text) > MAX_CHARACTERS:
        raise QuestionTooLong(
            f"That is {len(text):,} characters; a question may have {MAX_CHARACTERS:,}. Shorten it to what you want to know."
        )
    plain = plain_text(text)
    if not plain or plain.lower().strip("?! .") in ("help", "", "what can you do"):
        return Question(plain, "help")
    if is_nod(plain):
        return Question(plain, "help", aspect="nod")
    command, rest = _command(without_lead(plain))
    whole = names.meant(rest)
    if is_side(rest) and not whole.of_type("actor"):
        return Question(plain, "unknown", aspect="whom")
    if whole.status == "near" and fold(rest.strip(" ?!.")) in known_terms(graph):
        whole = Meaning(whole.name, "unknown")  # India, which is near to Indra
    if last := _MALWARE_LAST.search(rest):
        programs = _called_so(rest[: last.start()], whole)
        if whole.of_type("actor") and not programs and not command:
            return understand(f"which {last['kind'].lower()} does {rest[: last.start()]} use", names, graph, intent)
        whole = replace(whole, candidates=programs or whole.candidates)
    if whole.candidates and not _asks_more(rest, whole):
        return _about_a_name(plain, command, whole, graph)
    mentions = plausible(rest, tuple(m for m in find_names(rest, names) if not is_half_a_name(m, graph)), names)
    mentions = tuple(m for m in mentions if not (" " in m.text and m.meaning.of_type("campaign") and goes_on(fold(m.text), rest)))
    mentions = tuple(
        m for m in sharing_names(rest, mentions, names) if not (is_a_term_instead(rest, m, graph) or is_inside_an_incident(rest, m, graph))
    )
    if (asked := corrected(rest, mentions) or as_yesno(rest, mentions, graph)) and not command:
        return understand(asked, names, graph, intent)
    if _USED_BOTH.search(rest) and all(m.meaning.of_type("software") for m in mentions):
        mentions = tuple(map(_as_software, mentions))
    pair = asked_pair(rest, mentions, names, intent) if command in (None, "identity") else None
    if pair and (find_comparison(rest) or same_home(rest) or _COMPARES.match(rest)):
        pair = None
    if pair and _ASKS_WHEN.match(rest) and (one := _one_of(pair)):
        return Question(plain, "names", one, mentions, subjects=(one,))
    if pair and _ASKS_A_SIDE.search(rest) and _one_of(pair):
        pair = None
    if pair and (stranger := _numbered_stranger(rest, mentions, names)):
        return Question(plain, "unknown", stranger, mentions)
    if pair and not any(_is_sponsor(meaning, graph) for meaning in pair):
        return Question(plain, "identity", pair[0], mentions, pair=pair)
    if (says("customers", rest) or _ANY_OF_THEM.match(rest) or _THOSE_WITH_IT.search(rest)) and any(
        m.meaning.of_type("software") for m in mentions
    ):
        out = {m.start for m, ruled in zip(mentions, left_out(rest, [(m.start, m.end) for m in mentions]), strict=True) if ruled}
        kept = (m for m in mentions if not m.meaning.of_type("actor") or m.meaning.of_type("software") or m.start in out)
        mentions = tuple(m if m.start in out else _as_software(m) for m in kept)
    reading = _read(plain, rest, command, whole, mentions, names, graph, intent)
    asks_beside = not tells_a_story(rest) and (says("offtopic", rest) or (says("private", rest) and fitting(reading.guesses) < 0))
    if (begins("orders", rest) and not any(m.start == 0 for m in mentions)) or (
        asks_beside and not mentions and not deciding.asks_for_a_set(reading)
    ):
        return reading.decided("unknown", aspect="offtopic")
    decided = _decided(reading, rest)
    return reading.decided("unknown", aspect="offtopic") if reading.is_everyday else decided


def _decided(reading: Reading, rest: str) -> Question:
    """What a text asks that gives no order and is not beside the subject by its cues; ``rest`` is all of it but a command."""
    if says("unrecorded", _PURPOSE.sub(" for", rest)):
        named = next((m.meaning for m in reading.question.mentions if not m.meaning.of_type("technique")), None)
        return reading.decided("unknown", named, aspect="" if named else "offtopic")
    of_names = way_of_naming(reading) or why_so_named(reading) or thing_called(reading) or part_of_a_name(reading)
    return of_names or about_actors.decide(reading) or deciding.decide(reading)


_COMPARES = as_pattern(r"(?i)(?!.*\bsame\s+(?:group|actor|thing|people|crew|gang|one|as)\b).*\bcompare\b")
"""``ghostwriter / moustachedbouncer: same country, different job? compare``"""
_ANY_OF_THEM = as_pattern(
    r"(?i)(?:do|does|did|have|has|are|is)\s+(?:any|some)\s+(?:of\s+the\s+)?(?:[\w-]+\s+){1,3}?(?:ever\s+)?"
    r"(?:us(?:e|es|ed|ing)|deploy\w*|dropp?\w*|runn?\w*|affiliates\s+of)\b"
)
"""``do any north koreans use Qilin``: who uses it is asked, and not of those who make it"""
_USED_BOTH = as_pattern(
    r"(?i)\b(?:groups?|crews?|gangs?|actors?|affiliates?|outfits?|who)\s+(?:(?:that|which|who)\s+)?(?:has\s+|have\s+|had\s+|once\s+|at\s+some\s+point\s+)*"
    r"(?:us(?:e|es|ed|ing)|carr(?:y|ied)|ran|run|runs|deploy\w*|dropp?\w*|spread\w*|work(?:s|ed)?\s+(?:for|with)|push\w*)\s+both\b"
)
"""``crews that carried both BlackCat and RansomHub``: the programs are meant"""
_THOSE_WITH_IT = as_pattern(
    r"(?i)\b(?:groups|actors|gangs|crews|affiliates|hackers|outfits|operators)\s+(?:deploying|using|dropping|running|spreading|carrying|pushing)\s+"
)
"""``top 5 actors deploying RansomHub``"""
_PURPOSE = as_pattern(r"(?i)\s+for\s+(?:an?|my|our|the|some)\s+(?:[\w-]+\s+){0,2}[\w-]+\W*$")
"""``… for a detection rule``: what somebody wants it for"""


def _numbered_stranger(text: str, mentions: Sequence[Mentioned], names: Names) -> Meaning | None:
    """A name with a number, of a vendor's shape, that nobody here bears and that stands beside two known ones."""
    if len(mentions) < len(("one", "other")):
        return None
    found = shaped_name(text, mentions, names)
    return found if found and any(map(str.isdigit, found.name)) else None


_ASKS_WHEN = as_pattern(r"(?i)(?:since )?when\b|(?:in |from )?what year\b")
"""``when did Nobelium turn into Midnight Blizzard``"""


_ASKS_A_SIDE = as_pattern(
    r"(?i)\b(?:which|what|whose)\s+(?:army\s+|military\s+|pla\s+|gru\s+)?(?:units?|country|state|nation|agency|service|ministry|government|tools?|malware)\b"
)
"""``msupdater / putter panda belongs to which army unit``: two names of one, of whom something else is asked"""


def _one_of(pair: tuple[Meaning, Meaning]) -> Meaning | None:
    """What two names mean, where they are one actor's."""
    first, second = ({c.entity.id for c in meaning.of_type("actor")} for meaning in pair)
    return pair[1] if first & second else None


def _as_software(mention: Mentioned) -> Mentioned:
    """A name as that of software, where it is: ``Qakbot distributors`` does not ask for those who make it."""
    software = tuple(mention.meaning.of_type("software"))
    stray = all(candidate.entity.layers == ("misp",) and not candidate.entity.users for candidate in software)
    if stray and any(candidate.relation == "same" for candidate in mention.meaning.of_type("actor")):
        return mention
    return replace(mention, meaning=replace(mention.meaning, candidates=software)) if software else mention


def _is_sponsor(meaning: Meaning, graph: Graph) -> bool:
    """Whether a name that nobody bears is a service's: ``is APT29 part of the FSB``."""
    return not meaning.candidates and any(term.type == "sponsor" for term in find_terms(meaning.name, graph, ()))


def _command(text: str) -> tuple[Kind | None, str]:
    first, _, rest = text.partition(" ")
    kind = COMMANDS.get(first.lower().rstrip(":"))
    return (kind, rest.strip()) if kind and rest.strip() and not _OF_SOMETHING.match(rest) else (None, text)


_OF_SOMETHING = as_pattern(r"(?i)\s*(?:of\s+(?:the|that|those|their|its)\s+[a-z]|(?:that|which|who|is|was|found|written|with)\s)")
"""``names of the companies …``, ``malware that talks over …`` is no command"""


def _asks_more(text: str, whole: Meaning) -> bool:
    """Whether a text that can be read as a name is rather a question: ``APT41 aka Wicked Panda?``, ``turkish actors``."""
    if "=" in text or (" = " in whole.read_as and text.rstrip().endswith("?")):
        return True
    words = text.strip(" ?").split()
    return len(words) > 1 and (whole.status == "near" or is_obscure(text, whole))


_MALWARE_LAST = as_pattern(r"(?i)(?<=\w)\s+(?P<kind>malware|trojans?|backdoors?)[\s?!.]*$")
"""``turla malware``: what an actor uses, unless a program is called so"""


def _called_so(written: str, whole: Meaning) -> tuple[Candidate, ...]:
    """The software of those that a name may mean whose main name it is, or begins."""
    return tuple(c for c in whole.of_type("software") if key(c.entity.name).startswith(key(written)))


def _about_a_name(text: str, command: Kind | None, whole: Meaning, graph: Graph) -> Question:
    type_ = whole.candidates[0].entity.type
    if type_ == "actor" and not command and (events := own_operation(whole, graph, text.lower().startswith("operation "))):
        return Question(text, "campaigns", aspect="events", events=events)
    kind: Kind = command or ("profile" if type_ == "actor" else "software" if type_ == "software" else "actors")
    mention = Mentioned(whole.name, 0, len(whole.name), whole)
    subjects = (whole,) if type_ == "actor" else ()
    return Question(text, kind, whole, (mention,), () if subjects else read_conditions(whole.name, [mention], []), subjects=subjects)


def _read(
    text: str, rest: str, command: Kind | None, whole: Meaning, mentions: tuple[Mentioned, ...],
    names: Names, graph: Graph, intent: Intent,
) -> Reading:  # fmt: skip
    terms = _terms(rest, graph, names, mentions)
    besides, out, mentions = _set_aside(rest, mentions, bool(terms))
    rest = blank(rest, ((m.start, m.end) for m in out))
    if not any(m.meaning.of_type("actor") for m in mentions) and (
        near := [m for m in find_near(rest, names, [*mentions, *terms]) if not is_half_a_name(m, graph)]
    ):
        mentions = tuple(sorted((*mentions, *near), key=lambda m: m.start))
        terms = _terms(rest, graph, names, mentions)
    bare = blank(rest, [*((m.start, m.end) for m in mentions), *((t.start, t.end) for t in terms)])
    beside = told_by_whom(rest, mentions) or (says("vulnerabilities", rest) and not says("users", rest))
    vendor = "" if beside else find_vendor(rest, names, mentions)
    question = Question(
        text, "unknown", None, mentions, read_conditions(rest, mentions, terms), vendor,
        period=find_period(bare), subjects=_subjects(rest, mentions), besides=besides,
    )  # fmt: skip
    return Reading(question, rest, command, whole, terms, names, graph, intent)


def _terms(text: str, graph: Graph, names: Names, mentions: Sequence[Mentioned]) -> tuple[TermMention, ...]:
    """The terms of the vocabularies and the families of names in a text, from left to right."""
    found = tuple(find_terms(text, graph, mentions))
    return tuple(sorted((*found, *find_families(text, names, (*mentions, *found))), key=lambda term: term.start))


def _set_aside(text: str, mentions: tuple[Mentioned, ...], terms: bool) -> tuple[tuple[str, ...], list[Mentioned], tuple[Mentioned, ...]]:
    """The actors that a question leaves out (``who uses ShadowPad besides APT41``), where they stand, and the other mentions."""
    actors = [m for m in mentions if m.meaning.of_type("actor")]
    out = [m for m, ruled in zip(actors, left_out(text, [(m.start, m.end) for m in actors]), strict=True) if ruled]
    told = terms or len(mentions) > len(out) or len(words(without_cues(blank(text, ((m.start, m.end) for m in out))))) >= TOLD
    if not out or not told:
        return (), [], mentions
    return tuple(c.entity.id for m in out for c in m.meaning.bearers_or_kin()), out, tuple(m for m in mentions if m not in out)


TOLD = 3
"""So many words beside names that are left out tell of somebody else: ``fake browser updates w/o SocGholish``."""


def _subjects(text: str, mentions: Sequence[Mentioned]) -> tuple[Meaning, ...]:
    """The actors named, once each; a name that is malware's too is malware where another actor is said to use it."""
    found: dict[str, Meaning] = {}
    for mention in mentions:
        if is_tool_here(text, mention, mentions):
            continue
        if actors := mention.meaning.of_type("actor"):
            found.setdefault(actors[0].entity.id, mention.meaning)
    return tuple(found.values())
