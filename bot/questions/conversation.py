"""What a thread is about, so that ``what tools do they use?`` and ``same for APT29`` can be answered; bounded, one a thread."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.questions.asking_again import MOST, asks_of_incident, asks_of_what_was_told
from bot.questions.focus import Focus
from bot.questions.identity import Intent
from bot.questions.intents import cued_kind, is_side, says, stripped, without, without_cues
from bot.questions.model import Question
from bot.questions.narrowing import ASKS_SOMETHING, BRIEF, changed, narrowed
from bot.questions.negation import is_negated
from bot.questions.pointing import THOSE, pointed_at, points_back, put
from bot.questions.recalling import recalled, without_return
from bot.questions.refining import home_asked, one_of_that_home, refined
from bot.questions.understand import MAX_CHARACTERS, understand
from bot.questions.wording import asks_for_a_list, asks_for_many, plain_text, strangers, telling_words, without_lead
from index.words import words
from knowledge.graph import Graph
from knowledge.names import Names
from knowledge.ordinary import chat_words, question_words


def understand_in(text: str, focus: Focus, names: Names, graph: Graph, intent: Intent = lambda _: []) -> Question:
    """What a text asks where it follows what the focus holds; its ``text`` is then the whole question. Raises QuestionTooLong."""
    if focus.question and len(text) <= MAX_CHARACTERS:
        text = without_return(text, focus)
        text = recalled(plain_text(text), understand(text, names, graph, intent), focus, names) or text
    return _settled(_following(text, focus, names, graph, intent), focus)


def _same_home(asked: str, alone: Question, focus: Focus, names: Names, graph: Graph) -> str:
    """``is MoustachedBouncer from the same country?`` with that country's name; empty where it is nothing of the kind."""
    if not focus.actor or len(alone.subjects) != 1 or not _FROM_THE_SAME.search(asked):
        return ""
    before = names.look_up(focus.actor).of_type("actor")
    country = next((a.country for c in before[:1] for a in graph.attributions_of(c.entity.id) if a.country), "")
    return f"is {alone.subjects[0].name} from {graph.term_name('country', country)}" if country else ""


_FROM_THE_SAME = re.compile(r"(?i)\bfrom\s+(?:the\s+)?same\s+(?:country|place|state|nation|city)\b")
_THEIRS_TOO = re.compile(
    r"(?i)(?:and\s+|so\s+)?(?:is|was)\s+(?P<what>(?:the\s+|that\s+)?(?!that\b|it\b|this\b)\w.{3,60}?)\s+(?:theirs|them|also (?:theirs|them))(?:\s+(?:as well|too))?(?:\s+or .*)?\W*"
)
_THE_ONES = re.compile(
    r"(?i)(?:and\s+|so\s+)?(?:were|was|are|is)\s+(?:they|it|those|that)\s+(?:also\s+)?(?P<what>the\s+[\w-]+(?:\s[\w-]+)?)\s+(?:ones?|guys|lot|crew|people|gang|hackers)"
    r"(?:\s+(?:as well|too))?(?:\s+or .*)?\W*"
)
"""``is the Drift mess theirs as well?``, ``were they the Kaseya ones too``"""


def _settled(question: Question, focus: Focus) -> Question:
    """A name that may mean several actors as the one of them that the thread is about."""
    subject = question.subject
    if subject is None or subject.status != "contested" or question.kind == "identity":
        return question
    meant = tuple(c for c in subject.candidates if c.entity.type == "actor" and c.entity.id in focus.actor_ids)
    if len(meant) != 1 or subject.name.lower() != focus.actor.lower():
        return question
    known = replace(subject, candidates=meant, status="same")
    return replace(question, subject=known, subjects=tuple(known if one == subject else one for one in question.subjects))


def _following(text: str, focus: Focus, names: Names, graph: Graph, intent: Intent) -> Question:
    alone = understand(text, names, graph, intent)
    asked = without_lead(plain_text(text))
    if not focus.question and says("again", asked) and names.look_up(without("again", asked).strip(" ?!.")).candidates:
        return understand(without("again", asked), names, graph, intent)
    if not focus.question or (alone.kind == "help" and not pointed_at(asked, focus)):
        return replace(alone, kind="unknown", aspect="whom") if not focus.question and _is_of_nobody(asked, alone) else alone
    if (said := _THAT_IS.fullmatch(asked)) and focus.actor and names.look_up(said["name"]).of_type("actor"):
        return understand(f"is {focus.actor} the same as {said['name']}", names, graph, intent)
    if home := _same_home(asked, alone, focus, names, graph):
        return understand(home, names, graph, intent)
    if focus.actor and (theirs := _THEIRS_TOO.fullmatch(asked) or _THE_ONES.fullmatch(asked)) and not alone.subjects:
        return understand(f"was {focus.actor} behind {theirs['what']}", names, graph, intent)
    if (same := _SAME_AS.match(asked)) and focus.actor:
        return understand(f"is {focus.actor} the same as {asked[same.end() :]}", names, graph, intent)
    if _HOW_MANY.fullmatch(asked):
        return understand(focus.question, names, graph, intent)
    if focus.actor and _SINCE.fullmatch(asked):
        return understand(f"since when is {focus.actor} active", names, graph, intent)
    if of_it := _of_what_was_told(asked, alone, focus, names, graph, intent):
        return of_it
    if own := _of_its_actor(asked, alone, focus, names, graph):
        return replace(alone, events=own)
    if focus.actor and alone.vendor and not alone.subjects and not alone.conditions and _VENDORS_TOO.match(asked):
        return understand(f"what does {names.vendor_name(alone.vendor)} call {focus.actor}", names, graph, intent)
    if says("else", asked) and alone.kind in ("actors", "software") and alone.conditions and not points_back(asked) and not alone.subjects:
        return replace(alone, besides=(*alone.besides, *focus.actor_ids))
    if _WHO_ELSE.fullmatch(asked) and (others := _others_as_well(focus, names, graph, intent)):
        return others
    if (does := _ELSE_DOES.fullmatch(asked)) and names.look_up(does["name"]).of_type("software"):
        return replace(understand(f"who else uses {does['name']}", names, graph, intent), besides=focus.actor_ids)
    if theirs := one_of_that_home(asked, focus, names, graph):
        return understand(theirs, names, graph, intent)
    if changed_set := changed(asked, alone, focus, names, graph, intent):
        return changed_set
    asked = _NEXT.sub(r"same for \1", asked)
    if (too := _TOO.match(asked) or _DOES_IT_TOO.match(asked)) and names.look_up(too[1]).status == "same":
        asked = f"same for {too[1]}"
    and_another = _AND_ANOTHER.match(plain_text(text)) is not None and names.look_up(asked.strip(" ?!.")).status == "same"
    of_the_same_series = re.fullmatch(r"\d+\W*", asked) is not None
    if (says("again", asked) or and_another or of_the_same_series or _is_bare_name(asked, alone)) and (
        repeated := _repeated(asked, focus, names, graph, intent)
    ):
        return repeated
    if (against := _AGAINST.match(asked)) and focus.actor:
        return understand(f"compare {focus.actor} and {asked[against.end() :]}", names, graph, intent)
    if limited := narrowed(asked, alone, focus, names, graph, intent):
        return limited
    if fuller := refined(asked, alone, focus, graph) or home_asked(asked, alone, focus, names, graph):
        return understand(fuller, names, graph, intent)
    if filled := _filled(text, asked, alone, focus, names, graph):
        question = understand(filled, names, graph, intent)
        besides = focus.actor_ids if says("else", asked) and question.kind in ("actors", "software") else ()
        return replace(question, besides=besides)
    return replace(alone, kind="unknown", aspect="whom", subject=None) if not focus.actor and _is_of_nobody(asked, alone) else alone


def _of_what_was_told(asked: str, alone: Question, focus: Focus, names: Names, graph: Graph, intent: Intent) -> Question | None:
    """The last question once more, where a text asks for its when, why or who, or for a detail of the incident told."""
    when = _WHEN.fullmatch(asked)
    if not when and not asks_of_what_was_told(asked) and len(asked.split()) > MOST:
        return None
    before = understand(focus.question, names, graph, intent)
    if when and before.kind in ("profile", "names") and focus.actor:
        return understand(f"since when is {focus.actor} active", names, graph, intent)
    if when or asks_of_what_was_told(asked):
        return before
    if (_PAID.fullmatch(asked) and before.events) or asks_of_incident(asked, alone, before, graph):
        return replace(before, text=f"{asked.strip(' ?!.')}, {focus.question}")
    return None


def _others_as_well(focus: Focus, names: Names, graph: Graph, intent: Intent) -> Question | None:
    """``who else?``: the others that do what the last question asked of one actor; None where it asked of nothing that others do."""
    before = understand(focus.question, names, graph, intent)
    conditions = tuple(c for c in before.conditions if not c.negated)
    if not before.subjects or not conditions:
        return None
    ids = tuple(c.entity.id for meaning in before.subjects for c in meaning.of_type("actor")[:1])
    return replace(
        before, text=f"who else, {focus.question}", kind="actors", subject=None, subjects=(), aspect="", conditions=conditions, many=True,
        besides=ids, kinds=(), loose=False, fitting=None,
    )  # fmt: skip


def _is_of_nobody(asked: str, alone: Question) -> bool:
    """Whether a text speaks of ``them`` and says hardly anything else, where nobody was spoken of before."""
    known = alone.subject is not None and bool(alone.subject.candidates)
    told = alone.kind not in ("passages", "unknown") or known or alone.mentions or alone.conditions or alone.vendor
    return not told and says("pronoun", asked) and len(telling_words(asked)) < TELLS


TELLS = 2
"""So many words describe somebody."""


def _of_its_actor(asked: str, alone: Question, focus: Focus, names: Names, graph: Graph) -> tuple[str, ...]:
    """The incidents of the actor of the thread that have what a text names, where others do too: ``what was the London case?``"""
    if not alone.events or not focus.actor or alone.subjects or alone.vendor or says("pronoun", asked):
        return ()
    ids = {c.entity.id for c in names.look_up(focus.actor).of_type("actor") if c.relation in ("same", "formerly")}
    if any(event.subject in ids for event in graph.records.events if event.id in alone.events):
        return ()
    said = {word for word in words(stripped("incident", without_cues(asked))) if word not in question_words() | chat_words()} - _CASE
    own = (event for id_ in ids for event in graph.events_of(id_))
    return tuple(event.id for event in own if said and said <= set(words(f"{event.name} {event.text} {' '.join(event.victims)}")))


_CASE = frozenset(("case", "incident", "thing", "story", "hack", "breach", "attack"))


def _repeated(asked: str, focus: Focus, names: Names, graph: Graph, intent: Intent = lambda _: []) -> Question | None:
    """``same for APT29``: the last question with another name in it. With a cue of its own it is a question of its own."""
    rest = re.sub(r"['’]s$", "", without("again", asked).strip(" ?!."))
    meaning = names.look_up(rest)
    if not meaning.candidates and rest.isdigit() and (numbered := re.fullmatch(r"(.*\D)\d+", focus.actor)):
        meaning = names.look_up(f"{numbered[1]}{rest}")
    if not meaning.candidates:
        return None
    old = focus.thing if meaning.candidates[0].entity.type != "actor" and focus.thing else focus.actor
    if not old or old not in focus.question:
        return understand(rest, names, graph, intent)
    return understand(focus.question.replace(old, meaning.candidates[0].entity.name), names, graph, intent)


MAX_VENDOR_WORDS = 4
"""A follow-up of so few words with a vendor in it asks for that vendor's name."""


TWO_OR_THREE = (2, 3)
_THEIR = re.compile(r"(?i)\b(?:their|they)\b")


def _and(names: Sequence[str]) -> str:
    """``A, B and C``"""
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _filled(text: str, asked: str, alone: Question, focus: Focus, names: Names, graph: Graph) -> str:
    """The question with what its pronouns stand for; empty where it needs nothing from before."""
    if alone.kind == "identity":
        return ""
    if alone.subjects and not _rules_out_all(asked, alone):
        return _held_together(asked, alone, focus)
    if pointed := pointed_at(asked, focus):
        return pointed
    if focus.thing and (says("thing", asked) or (says("else", asked) and not focus.actor)):
        return put(asked, "thing", focus.thing)
    if focus.thing and not focus.actor and (that := _THAT_LAST.search(asked)):
        return f"{asked[: that.start()]}{focus.thing}"
    if focus.actor and _WHICH_KIND.fullmatch(asked) and alone.conditions and alone.conditions[0].type == "malware_type":
        return f"{asked.strip(' ?!.')} does {focus.actor} use"
    if not focus.actor and len(focus.listed) in TWO_OR_THREE and _THEIR.search(asked) and cued_kind(asked) in _SIDES:
        return put(asked, "pronoun", _and(focus.listed))
    if len(focus.actor_ids) in TWO_OR_THREE and _THEIR.search(asked):
        return put(asked, "pronoun", _and([graph.name(id_) for id_ in focus.actor_ids]))
    if focus.actor and (says("pronoun", asked) or (says("thing", asked) and not focus.thing)):
        return put(put(asked, "pronoun", focus.actor), "thing", focus.actor)
    names_asked = alone.vendor and not alone.conditions and cued_kind(asked) in (None, "names")
    if focus.actor and names_asked and len(words(asked)) <= MAX_VENDOR_WORDS:
        return f"what does {names.vendor_name(alone.vendor)} call {focus.actor}"
    if (
        focus.actor
        and not focus.conditions
        and alone.conditions
        and len(asked.split()) <= BRIEF
        and not ASKS_SOMETHING.match(asked)
        and not cued_kind(asked)
    ):
        placed = alone.conditions[0].type in ("country", "region", "sector", "origin")
        verb = "target" if placed else "use"
        return f"does {focus.actor} {verb} {_LITTLE_WORDS.sub('', asked)}"
    if focus.actor and (side := _side_of(asked, alone, focus.actor)):
        return side
    if focus.actor and _WHERE_FROM.fullmatch(asked):
        return f"where is {focus.actor} from"
    if focus.actor and _WITHOUT_IS.match(asked) and not alone.subjects:
        return f"is {focus.actor} {asked}"
    if focus.actor and _WITHOUT_SUBJECT.match(asked) and not alone.subjects:
        return f"{focus.actor} {asked}"
    placed = any(condition.type != "motivation" for condition in alone.conditions)
    if focus.actor and (cued_kind(asked) or is_side(asked)) and not placed and _is_elliptic(asked):
        return f"{asked.strip(' ?!.')} of {focus.actor}"
    if focus.actor and not alone.subjects and len(asked.split()) <= MOST_ADDED and _ADDED.search(asked) and not asks_for_a_list(asked):
        return f"{focus.actor}: {asked}"
    if focus.actor and alone.kind == "actors" and _ASKS_HOW.match(asked) and not asks_for_many(asked):
        return f"{focus.actor}: {asked}"
    if focus.actor and _GOES_ON.match(plain_text(text)) and cued_kind(asked) in _SIDES and not asks_for_many(asked):
        return f"{focus.actor}: {asked}"
    return ""


def _side_of(asked: str, alone: Question, actor: str) -> str:
    """``trojan name``, ``cve?``, ``successor``, ``name now?``, ``pos malware?``: one to three words for a side of an actor; else empty."""
    said = asked.strip(" ?!.")
    if said != said.lower() or len(said.split()) > BRIEF or ASKS_SOMETHING.match(said):
        return ""
    if of_malware := _MALWARE_NAME.fullmatch(said):
        return f"what is {actor}'s {of_malware['thing']} called"
    if says("vulnerabilities", said):
        return f"which vulnerabilities does {actor} exploit"
    if len(alone.conditions) == 1 and alone.conditions[0].type == "malware_type" and not alone.period:
        return f"which {said} does {actor} use"
    is_stranger = alone.kind == "unknown" and alone.subject is not None and not alone.subject.candidates
    return f"{actor}: {said}" if is_stranger and (cued_kind(said) or _OTHER_SIDE.search(said)) else ""


_WHERE_FROM = re.compile(r"(?i)(?:and\s+)?(?:where|country)\s+from\W*|(?:and\s+)?from\s+where\W*")
_WITHOUT_IS = re.compile(
    r"(?i)(?:part of|member of|branch of|a branch|an? offshoot|tied to|linked to|related to|connected to|sponsored by|state[- ](?:backed|sponsored|run)|backed by|run by)\b"
)
"""``part of a bigger group?``"""
_WITHOUT_SUBJECT = re.compile(r"(?i)(?:sells|sold|buys|bought|uses|used|targets|targeted|hits|works|worked|belongs|comes|came|goes|went|hides|steals|stole)\s")
"""``sells access to whom?``"""
_MALWARE_NAME = re.compile(
    r"(?:and\s+)?(?P<thing>(?:own\s+)?(?:trojan|backdoor|implant|loader|wiper|ransomware|malware|tool|spyware|rat|stealer|botnet|rootkit)s?)['’]?s?\s+names?"
)
_OTHER_SIDE = re.compile(r"\b(?:successors?|predecessors?|leaders?|boss|affiliates?|languages?|motives?|partners?)\b")
_WHICH_KIND = re.compile(r"(?i)(?:and\s+|so\s+|ok\s+)?(?:what|which)\s+\w+\W*")
_THAT_LAST = re.compile(r"(?i)\b(?:that|this)\W*$")
"""``who uses that``"""
_LITTLE_WORDS = re.compile(r"(?i)^(?:and\s+|in\s+|against\s+|with\s+)+")
_LINKED = re.compile(r"(?i)\b(?:share[sd]?|linked|connected|relate[sd]?|tied|ties|links|in common|(?:to|thing|anything) do with)\b")


def _held_together(asked: str, alone: Question, focus: Focus) -> str:
    """``are they and Domestic Kitten one crew?``: the actor of the thread beside another one; empty where only that one is asked about."""
    others = {c.entity.name for meaning in alone.subjects for c in meaning.of_type("actor") if c.relation in ("same", "formerly")}
    both = (
        cued_kind(asked) == "comparison"
        or _LINKED.search(asked)
        or says("one", asked)
        or says("alike", asked)
        or says("together", asked)
        or says("apart", asked)
    )
    if len(alone.subjects) != 1 or not focus.actor or focus.actor in others or not both or not points_back(asked) or _MEANT.search(asked):
        return ""
    return put(asked, "pronoun" if says("pronoun", asked) else "thing", focus.actor)


_MEANT = re.compile(r"(?i)\bi (?:meant|mean)\b")
_ASKS_HOW = re.compile(
    r"(?i)(?:and\s+)?(?:how|when|why|where|since when|how big|how many)\b(?!.*\b(?:who|which|actors|groups|anyone|anybody)\b)"
)
"""``how big did the botnet get?`` asks for nobody"""
_ADDED = re.compile(r"(?i)\b(?:too|as well|also|either|heard so)\b")
MOST_ADDED = 10
"""``android malware too?``, ``albania as well, or am i mixing that up``: short, and added to what was told of an actor."""
_SIDES = ("names", "tools", "targets", "techniques", "attribution")
_GOES_ON = re.compile(r"(?i)(?:and|then|also|plus|hm+|ok)\b(?!.*\b(?:who|anyone|anybody)\b)")
"""``and the implants on the routers`` goes on about the actor of the thread."""


def _rules_out_all(asked: str, alone: Question) -> bool:
    """Whether every actor that a text names is left out by it: ``who else uses it, besides APT41``."""
    return all(is_negated(asked.partition(mention.text)[0]) for mention in alone.mentions if mention.meaning.of_type("actor"))


MOST_LEANING = 9
"""A follow-up of so few words may leave out whom it is about without a pronoun."""


def leaning_on(text: str, alone: Question, focus: Focus, names: Names) -> str:
    """A short question for a side of an actor that names nobody, as one about the actor of the thread: ``who got arrested``.

    Empty where it may be about another or is no such question, as ``did you see the game``. For what alone is not answered.
    """
    asked = without_lead(plain_text(text))
    short = 0 < len(asked.split()) <= MOST_LEANING and not strangers(asked)
    named = alone.subject and (alone.subject.candidates or next(names.schemes.of(alone.subject.name), None))
    if not focus.actor or alone.subjects or named or alone.kind not in ("passages", "unknown") or not short:
        return ""
    if (alone.aspect and cued_kind(asked) not in _SIDES) or asks_for_many(asked) or cued_kind(asked) == "actors" or _WHO_DID.match(asked):
        return ""
    return f"{focus.actor}: {asked}"


_WHO_DID = re.compile(r"(?i)who\b(?! (?:got|gets|was|were|has been|have been)\b(?! (?:blamed|accused|behind|responsible|held)\b))")
"""``who hit the hospital`` asks for another actor, ``who got arrested`` does not."""
_SAME_AS = re.compile(rf"(?i)(?:(?:is|are) (?:it|that|they|those) )?(?:the )?same (?:(?:{THOSE}|outfit|crowd|team|ones|thing) )?as\s+")
"""``same lot as promethium?``"""
_THAT_IS = re.compile(
    r"(?i)(?:so\s+|and\s+|hm+,?\s+)?(?:that's|that is|is that|is it|it's|it is|they're|they are|are they|isn't that|isn't it)\s+"
    r"(?:just\s+|really\s+|also\s+|basically\s+)?(?P<name>[^?,]+?)(?:\s+(?:under|by|with) an?(?:other| different|"
    r" new) (?:label|name|hat|flag|coat))?(?:,?\s*(?:right|no|correct|then|yes|or not))?\W*"
)
"""``so that's Star Blizzard, right?``"""
_HOW_MANY = re.compile(
    r"(?i)(?:and\s+|so\s+)?how many(?:\s+(?:is|are|were|makes?)\s+(?:that|those|they|these|there|it))?(?:\s+(?:in (?:total|"
    r"all)|altogether))?\W*"
)
_WHEN = re.compile(
    r"(?i)(?:and\s+|so\s+)?(?:(?:since\s+)?when|wh(?:at|ich) (?:year|date))(?:\s+(?:was|did)\s+(?:that|it|this)(?:\s+happen)?)?\W*"
)
"""``how many is that?``, ``when?``: of what was told, which has the number and the dates"""
_SINCE = re.compile(r"(?i)(?:and\s+)?(?:active|around|at it|known|operating|in business)\s+since(?:\s+(?:when|what year))?\W*")
"""``active since?``"""
_PAID = re.compile(
    r"(?i)(?:and\s+|so\s+)?(?:did|has|have)\s+(?:they|it|he|the victim|anyone|anybody|somebody|the company)\s+(?:ever\s+|actually\s+)?"
    r"(?:pay|paid|cough(?:ed)? up)(?:\s+(?:up|the ransom|them|anything))?\W*"
)
"""``did they pay``: of the incident last told"""
_VENDORS_TOO = re.compile(r"(?i)(?:and\s+|ok\s+|now\s+)?(?:what|how) about\s+(?:the\s+)?[\w .-]+['’]s(?:\s+(?:name|one|label))?\W*$")
"""``and what about Mandiant's``"""
_WHO_ELSE = re.compile(r"(?i)(?:and\s+|ok\s+|so\s+|hm+\s+)?(?:who|anyone|anybody|which others?)\s*(?:else)?(?:\s+(?:does|did|uses)(?:\s+(?:it|that|so))?)?(?:\s+too)?\W*(?<!who)(?<!who\?)")
_ELSE_DOES = re.compile(r"(?i)(?:and\s+|ok\s+|so\s+)?who else (?:does|runs|has|did|likes|abuses|is on)\s+(?P<name>\S+(?:\s\S+)?)\W*")
"""``who else does SoftEther``"""
_NEXT = re.compile(r"(?i)^(?:and\s+)?(?:now\s+)?(?:do|take|try|with)\s+(.+?)\s+(?:next|now|instead|as well|too)\W*$")
"""``do Naikon next``"""
_TOO = re.compile(r"(?i)^(?:and\s+)?(\S+(?:\s\S+)?)\s+(?:too|as well|also)\s*\?+$")
"""``UNC1860 as well?``"""
_DOES_IT_TOO = re.compile(r"(?i)^(?:and\s+)?(?:does|do|did|is|has|was)\s+(\S+(?:\s\S+)?)\s*\?*$")
"""``does Agrius?``"""
_AND_ANOTHER = re.compile(r"(?i)(?:and|or|what about|how about)\s+\S")
"""``and APT10?`` asks the same of another"""
_AGAINST = re.compile(
    r"(?i)(?:and\s+|now\s+|ok,?\s+)?(?:vs\.?|versus|compared? (?:it |them |that )?(?:to|with)|"
    r"(?:the )?same (?:tools?|toolset|malware|targets?|victims?|techniques|ttps) as)\s+"
)
"""``vs deathstalker?``, ``same tools as APT29?``"""


def _is_elliptic(asked: str) -> bool:
    """``and targets?``: a cue and hardly anything else."""
    return is_side(asked) or not words(without_cues(asked))


def _is_bare_name(asked: str, alone: Question) -> bool:
    """``hive's?``: a possessive and nothing else asks again."""
    return re.fullmatch(r"(?:and\s+)?[\w .-]+['’]s\s*\?*", asked) is not None and len(alone.mentions) == 1
