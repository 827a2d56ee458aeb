"""A question while it is being understood: what was found in it, and what is left beside that."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answers.model import Kind
from bot.questions.identity import Intent
from bot.questions.intents import blank, cued_kind, fitting, says, stripped, without_cues
from bot.questions.model import Question, TermMention
from bot.questions.vendors import vendor_words
from bot.questions.wording import asks_for_many, strangers, telling_words, tells_a_habit
from index.words import words
from knowledge.graph import Graph
from knowledge.names import Meaning, Names
from knowledge.normalise import fold
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern

STRANGERS = ("actors", "passages", "campaigns", "unknown", "offtopic", "nod")
"""What a question that names no actor may ask for."""
CLEARLY = 0.25
"""How much better the best label must score than the next one that it might be."""
OF_ONE_ACTOR = frozenset(("profile", "names", "tools", "targets", "techniques", "attribution", "campaigns"))
UNANSWERABLE, BESIDE = -0.35, -0.1
"""Score from which a question about an actor is one that no source answers, and how much better a side of it may score then."""
EVERYDAY, AHEAD = 0.15, 0.4
"""Score from which a text has nothing to do with actors though it has words that are names, and by how much it must be the best."""
MAX_PLAIN = 4
"""A text of so few words asks for what it names."""
SAYS_MORE = 2
"""So many words beside names and cues make ``the name of their dog`` of a name."""
DESCRIBING_WORDS = 3
"""So many words beside names, places and cues make a description."""
TELLING = 2
"""So many words that say what those asked for do make a description."""
_LANGUAGE = as_pattern(
    r"(?i)\b(?:[a-z]+(?:an|ese|ish|ch|ic|si)|hindi|urdu)[\s-]+(?:speaking|speakers?)\b|"
    r"\b(?:speaks?|spoken|speaking|writes?|written)\s+(?:in\s+)?[A-Za-z]+(?:an|ese|ish|ch|ic|si)\b"
)
"""``spies who speak Spanish``: a language is told by texts, and no condition"""
_USED = as_pattern(
    r"\b(?i:us(?:e|es|ed|ing)|abus\w*|exploit(?:s|ed|ing)?|leverag\w*|deploy\w*|rel(?:y|ies|ied|"
    r"ying) on)[ \t](?P<thing>(?:(?!and (?:hits?|robs?|goes|spies|steals?|extorts?|breache?s?|attacks?)\b)[\w.-]+ ?){1,3})|"
    r"(?P<initials>\b[A-Z][A-Z0-9]+\b)"
)
_MASKS = {"software": "the malware", "campaign": "the campaign"}


@dataclass(frozen=True)
class Reading:
    """``text`` is what is asked, without lead words and command; ``whole`` what it means if all of it is a name."""

    question: Question
    text: str
    command: Kind | None
    whole: Meaning
    terms: tuple[TermMention, ...]
    names: Names
    graph: Graph
    intent: Intent

    @cached_property
    def kind(self) -> Kind | None:
        """What its cues ask for; a word of a name in several words is none: ``Boss Spider``."""
        text = self.text
        for mention in self.question.mentions:
            if (
                " " in mention.text
                and ":" not in mention.text
                and mention.meaning.of_type("actor")
                and cued_kind(mention.text) not in (None, "campaigns")
            ):
                text = text.replace(mention.text, "_".join(mention.text.split()), 1)
        return self.command or cued_kind(text)

    @cached_property
    def masked(self) -> str:
        """The text with the names in it masked, as the exemplars have it: ``the group``, ``the malware``, ``the campaign``.

        Countries, sectors and techniques are words of the language and stay: then most questions are embedded only once.
        """
        if not any(m.meaning.candidates[0].entity.type in (*_MASKS, "actor") for m in self.question.mentions):
            return self.question.text
        actors = [m for m in self.question.mentions if m.meaning.of_type("actor")]
        words = ("the group",) if len(actors) == 1 else ("the first group", "the second group", "the third group")
        spans = [(m.start, m.end, words[min(number, 2)]) for number, m in enumerate(actors)]
        spans += [
            (m.start, m.end, _MASKS.get(m.meaning.candidates[0].entity.type, m.text)) for m in self.question.mentions if m not in actors
        ]
        masked = self.text
        for start, end, word in sorted(spans, reverse=True):
            masked = f"{masked[:start]}{word}{masked[end:]}"
        return masked

    @cached_property
    def guesses(self) -> dict[str, float]:
        """What it may ask for, learned from the exemplars, with a score each: 1 is sure, below 0 is unlikely. Empty without an index."""
        return dict(self.intent(self.masked))

    def guess(self, labels: Collection[str]) -> tuple[str, float]:
        """The likeliest of some labels and its score; an empty one where nothing was learned."""
        return max(((label, score) for label, score in self.guesses.items() if label in labels), key=lambda g: g[1], default=("", -1.0))

    @property
    def subject(self) -> Meaning:
        """The first actor that it names; only for where it names one."""
        return self.question.subjects[0]

    @property
    def is_everyday(self) -> bool:
        """Whether it has names and, by what was learned, nothing to do with actors all the same: ``hive syntax for dropping a partition``.

        What was learned is asked with the names masked, and where that says nothing and a name is written small with them as well. It is
        not asked for this alone, unless a name is made of small letters only, as words are.
        """
        named = self.question.mentions
        if self.command or not named or self.question.vendor or len(self.text.split()) <= MAX_PLAIN:
            return False
        said = [mention.text.removeprefix("the ") for mention in named]
        if "guesses" not in vars(self) and not any(text.islower() and text.replace(" ", "").isalpha() for text in said):
            return False
        if _is_clearly_offtopic(self.guesses):
            return True
        small = any(map(str.islower, said))
        return small and max(self.guesses.values(), default=0.0) < 0 and _is_clearly_offtopic(dict(self.intent(self.question.text)))

    @property
    def is_unanswerable(self) -> bool:
        """Whether what was learned says that no source on actors tells that."""
        unknown = self.guesses.get("unknown", -1.0)
        return unknown >= UNANSWERABLE and unknown >= self.guess(OF_ONE_ACTOR)[1] - BESIDE

    @property
    def is_for_actors(self) -> bool:
        """Whether what was learned says clearly that a set of actors is asked for, and not who did one thing."""
        label, score = self.guess(STRANGERS)
        return label == "actors" and score >= self.guesses["passages"] + CLEARLY

    @cached_property
    def bare(self) -> str:
        """The text without the names, the terms and the period in it."""
        held = {condition.text for condition in self.question.conditions}
        terms = [
            t for t in self.terms if t.type != "sector" or t.text in held or t.text.islower()
        ]  # ``Financial`` of a company's name stays
        spans = [(m.start, m.end) for m in self.question.mentions] + [(t.start, t.end) for t in terms]
        return self.question.beside_its_time(blank(self.text, spans))

    @cached_property
    def strangers(self) -> tuple[str, ...]:
        """The proper nouns in it that nobody here bears, no vendor either."""
        return tuple(word for word in strangers(self.bare, self.text) if fold(word) not in vendor_words(self.names))

    @property
    def strange(self) -> bool:
        """Whether it has a proper noun that nobody here bears."""
        return bool(self.strangers)

    @cached_property
    def extra(self) -> int:
        """How many words it has beside its entities and cues: many describe something."""
        return len([word for word in words(without_cues(self.bare)) if not word.isdigit() and word not in chat_words()])

    @cached_property
    def telling(self) -> int:
        """How many words it has beside its entities and cues that say something of those who are asked for."""
        return len(telling_words(self.bare)) + says("products", without_cues(stripped("crowd", self.bare)).lower())

    @cached_property
    def unheld(self) -> tuple[str, ...]:
        """What it says is used, or names by initials, and nothing here is called: ``Russian groups that use BITS``."""
        noise = chat_words() | question_words()
        said = [without_cues(stripped("crowd", match["thing"] or match["initials"])) for match in _USED.finditer(self.bare)]
        held = {word.removesuffix("s") for c in self.question.conditions for word in words(self.graph.name(c.id))}
        found = [word for text in said for word in re.findall(r"\w[\w.-]*", text) if not {w.removesuffix("s") for w in words(word)} <= held]
        return tuple(dict.fromkeys(word for word in found if word.lower() not in noise and not says("products", word.lower())))

    @property
    def is_for_many(self) -> bool:
        """Whether all who do something are asked for, by its words or by what was learned, and not who did one thing."""
        likelier = self.guesses.get("actors", -1.0) > self.guesses.get("passages", -1.0)
        return likelier or asks_for_many(self.text) or says("habit", self.text) or tells_a_habit(self.text) or self.is_put_in_a_word

    @property
    def is_described(self) -> bool:
        """Whether it says something of those who are asked for beside its conditions, or that they use what nothing here is called."""
        if (self.question.period and says("emerged", self.text)) or self.is_put_in_a_word:
            return bool(self.unheld)
        least = 1 if tells_a_habit(self.text) else TELLING
        return not self.command and (self.telling >= least or bool(self.unheld) or _LANGUAGE.search(self.text) is not None)

    @property
    def is_put_in_a_word(self) -> bool:
        """Whether it ends by saying in a word what it describes: ``… to be ready for a later attack, i mean prepositioning``."""
        match = _IN_A_WORD.search(self.text)
        return match is not None and match["word"].lower() in {c.text.lower() for c in self.question.conditions if c.type == "motivation"}

    def decided(self, kind: Kind, subject: Meaning | None = None, aspect: str = "") -> Question:
        """The question as one of a kind."""
        return replace(self.question, kind=kind, subject=subject, aspect=aspect)


_IN_A_WORD = as_pattern(r"(?i)(?:\(|\b(?:i\s+mean|meaning|that\s+is|i\.e\.?|in\s+a\s+word)[,:]?\s+)(?P<word>[\w\s-]{4,30}?)\s*\)?\W*$")


def _is_clearly_offtopic(guesses: Mapping[str, float]) -> bool:
    off = guesses.get("offtopic", -1.0)
    return off >= EVERYDAY and all(off - score >= AHEAD for label, score in guesses.items() if label != "offtopic")


def fitting_about(scores: Mapping[str, float]) -> float | None:
    """How much likelier a question asks for a side of its actor than for what no source tells; None where nothing was learned."""
    return fitting(scores, OF_ONE_ACTOR) if scores else None
