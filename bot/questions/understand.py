"""Text -> Question: the names and terms in it, and what it asks for. Text is only text: nothing in it is an instruction."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.model import Kind
from bot.questions.conditions import TARGETING, is_negated, read_conditions
from bot.questions.entities import find_events, find_names, find_near, find_terms, find_vendor, is_obscure, looks_named
from bot.questions.identity import Intent, asked_pair
from bot.questions.intents import blank, cued_kind, kinds_in_a_row, says, without, without_cues
from bot.questions.model import Mentioned, Question, TermMention
from bot.questions.periods import Period, find_period
from index.lexical import words
from knowledge.graph import Graph
from knowledge.names import Meaning, Names
from knowledge.normalise import strip_markup
from knowledge.ordinary import question_words

MAX_CHARACTERS = 2000
"""Longer texts are reports, not questions: `aptbot scan` reads those."""

DESCRIBING_WORDS = 3
"""So many words beside names, places and cues make a description."""

COMMANDS: dict[str, Kind] = {
    "names": "names", "aka": "names", "aliases": "names", "who-calls": "names", "tools": "tools", "malware": "tools", "targets": "targets",
    "techniques": "techniques", "ttps": "techniques", "origin": "attribution", "attribution": "attribution",
    "campaigns": "campaigns", "profile": "profile", "users": "software", "compare": "comparison", "help": "help",
}  # fmt: skip
OF_ONE_ACTOR = frozenset(("profile", "names", "tools", "targets", "techniques", "attribution", "campaigns"))


class QuestionTooLong(Exception):
    """The text is no question; the message says what to do with it."""


NEAR_ENOUGH = 0.55
"""Cosine below which even the nearest exemplar says nothing of what a question asks for."""


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
    asked = without("lead", plain)
    command, rest = _command(asked)
    whole = names.look_up(rest)
    if (
        whole.candidates
        and not (" " in rest.strip() and is_obscure(rest, whole))
        and not _holds_names_together(rest, whole)
        and not (whole.status == "near" and " " in rest.strip(" ?"))
    ):
        return _about_a_name(plain, command, whole)
    return _read(plain, rest, command, whole, names, graph, intent)


def _holds_names_together(text: str, whole: Meaning) -> bool:
    """``APT41 aka Wicked Panda?`` asks; ``APT41 (Wicked Panda)`` names."""
    return "=" in text or (" = " in whole.read_as and text.rstrip().endswith("?"))


def plain_text(text: str) -> str:
    """What somebody typed, without mark-up and the command itself."""
    text = strip_markup(text)
    text = re.sub(r"^\s*/apt\b", "", text, flags=re.IGNORECASE)
    text = re.sub(r"[\[({]\.[\])}]", ".", text)
    return " ".join(text.replace("`", " ").split()).strip()


def is_nod(text: str) -> bool:
    """Whether a text is thanks or a greeting and asks nothing."""
    rest = re.sub(r"[\W_]+", " ", text.lower()).strip()
    if len(rest.split()) > 8:
        return False
    return not rest or not without("nod", rest + " .").strip(" .")


def _command(text: str) -> tuple[Kind | None, str]:
    first, _, rest = text.partition(" ")
    kind = COMMANDS.get(first.lower().rstrip(":"))
    return (kind, rest.strip()) if kind and rest.strip() else (None, text)


def _about_a_name(text: str, command: Kind | None, whole: Meaning) -> Question:
    type_ = whole.candidates[0].entity.type
    kind: Kind = command or ("profile" if type_ == "actor" else "software" if type_ == "software" else "actors")
    mention = Mentioned(whole.name, 0, len(whole.name), whole)
    subjects = (whole,) if type_ == "actor" else ()
    return Question(text, kind, whole, (mention,), () if subjects else read_conditions(whole.name, [mention], []), subjects=subjects)


def _read(text: str, rest: str, command: Kind | None, whole: Meaning, names: Names, graph: Graph, intent: Intent) -> Question:
    mentions = tuple(find_names(rest, names))
    if pair := asked_pair(rest, mentions, names, intent):
        return Question(text, "identity", pair[0], mentions, pair=pair)
    terms = tuple(find_terms(rest, graph, mentions))
    besides, mentions = _set_aside(rest, mentions, bool(terms))
    if not any(m.meaning.of_type("actor") for m in mentions) and (near := find_near(rest, names, [*mentions, *terms])):
        mentions = tuple(sorted((*mentions, *near), key=lambda m: m.start))
        terms = tuple(find_terms(rest, graph, mentions))
    question = Question(
        text, "unknown", None, mentions, read_conditions(rest, mentions, terms), find_vendor(rest, names, mentions),
        period=find_period(_bare(rest, mentions, terms)), subjects=_subjects(mentions), besides=besides,
    )  # fmt: skip
    if says("offtopic", rest):
        return _as(question, "unknown", aspect="offtopic")
    return _classify(question, rest, command, whole, terms, names, graph, intent)


def _set_aside(text: str, mentions: tuple[Mentioned, ...], terms: bool) -> tuple[tuple[str, ...], tuple[Mentioned, ...]]:
    """The actors that a question leaves out (``who uses ShadowPad besides APT41``), and the other mentions."""
    actors = [m for m in mentions if m.meaning.of_type("actor")]
    out = [m for m in actors if is_negated(text[: m.start])]
    if not out or (len(mentions) == len(out) and not terms):
        return (), mentions
    return tuple(c.entity.id for m in out for c in m.meaning.of_type("actor")), tuple(m for m in mentions if m not in out)


def _subjects(mentions: Sequence[Mentioned]) -> tuple[Meaning, ...]:
    """The actors named, once each."""
    found: dict[str, Meaning] = {}
    for mention in mentions:
        if actors := mention.meaning.of_type("actor"):
            found.setdefault(actors[0].entity.id, mention.meaning)
    return tuple(found.values())


def _classify(
    question: Question,
    rest: str,
    command: Kind | None,
    whole: Meaning,
    terms: Sequence[TermMention],
    names: Names,
    graph: Graph,
    intent: Intent,
) -> Question:
    kind = command or cued_kind(rest)
    subjects = question.subjects
    users = [m for m in question.mentions if not m.meaning.of_type("technique")]
    if users and kind == "techniques" and _asks_for_a_set(question, rest, len(users)):
        return _as(question, "techniques", users[0].meaning)
    if users and not subjects and users[0].meaning.candidates[0].entity.type == "campaign":
        return _as(question, "campaigns", users[0].meaning)
    if len(subjects) > 1 and (kind in ("comparison", None) or command == "comparison"):
        return _as(question, "comparison", subjects[0])
    if subjects:
        return _about_actors(question, rest, kind, terms, intent)
    if kind == "help" and not question.mentions and not terms:
        return _as(question, "help")
    if kind == "names" and question.vendor and says("retired", rest):
        return _as(question, "names", aspect="retired")
    if question.period and kind in ("actors", "campaigns", None) and not question.mentions and not terms and says("active", rest):
        return _as(question, "actors", aspect="active")
    if not command and _may_name_an_incident(question, rest) and (events := find_events(rest, graph, [*question.mentions, *terms])):
        return replace(_as(question, "campaigns", aspect="events"), events=events)
    if (
        question.period
        and kind == "campaigns"
        and not question.mentions
        and not question.conditions
        and not _says_more(rest, question, terms, 1)
    ):
        return _as(question, "campaigns", aspect="period")
    if (
        kind == "actors"
        and not question.conditions
        and not question.mentions
        and says("count", rest)
        and not _says_more(rest, question, terms, 2)
    ):
        return _as(question, "actors", aspect="coverage")
    describes = not command and (_says_more(rest, question, terms) or _names_more(_bare(rest, question.mentions, terms)))
    others = [m.meaning for m in question.mentions]
    if is_yesno(rest) and question.conditions and (left := _left_over(_bare(rest, question.mentions, terms))):
        return _as(question, "unknown", names.look_up(left))
    if question.conditions and not describes:
        if asks_about_software(question, kind, others):
            return _as(question, "names" if kind == "names" else "software", others[0])
        if _asks_for_actors(rest, kind, question):
            return _as(question, "actors", others[0] if others and len(question.conditions) == 1 else None)
    if not question.mentions and not terms and _is_chat(rest, intent):
        return _as(question, "help", aspect="nod")
    if unknown := looks_named(rest, kind, question.mentions, terms, names):
        return _as(question, "unknown", unknown)
    if whole.status in ("near", "suggested", "scheme", "unknown") and not question.mentions and _looks_like_a_name(rest):
        return _as(question, "unknown", whole)
    return _as(question, "passages")


_MANY = re.compile(r"(?i)\b(?:groups|actors|apts|gangs|crews|hacktivists|spies|list|operations|campaigns)\b")


def _may_name_an_incident(question: Question, text: str) -> bool:
    """Whether a question may be about one incident: it asks for no list, and names no tool, sponsor or aim."""
    places = ("country", "region", "sector", "origin")
    return all(c.type in places and not c.negated for c in question.conditions) and _MANY.search(without("lead", text)) is None


def _left_over(text: str) -> str:
    """What a text has beside cues and words that questions are made of."""
    return " ".join(word for word in re.findall(r"\w[\w-]*", without_cues(text)) if word.lower() not in question_words())


def names_more(question: Question) -> bool:
    """Whether a question has a proper noun beside the names that are known here."""
    bare = question.text
    for mention in question.mentions:
        bare = bare.replace(mention.text, " ")
    return _names_more(bare)


def _names_more(text: str) -> bool:
    """Whether a text has a proper noun that nobody here knows: ``who hit the Bundestag``."""
    words = re.findall(r"\w[\w-]+", without_cues(text[:1].lower() + text[1:]))
    return any(word[0].isupper() and not word.isupper() and word.lower() not in question_words() for word in words)


def _asks_for_a_set(question: Question, text: str, users: int) -> bool:
    """Whether a question wants the techniques of several actors or tools, or of a tool: ``techniques used by A but not B``."""
    if question.conditions_beside_users() or (users < 2 and question.subjects):
        return False
    mixed = bool(question.subjects) and bool(question.conditions)
    return not mixed or re.search(r"(?i)\b(?:techniques|tactics|ttps)\b", text) is not None


CHAT = 0.6
"""Cosine from which a text that names nothing is taken for small talk."""


def _is_chat(text: str, intent: Intent) -> bool:
    """Whether a text in small letters is nearest to what people say in a channel without asking the bot."""
    plain = text[:1].lower() + text[1:]
    if any(char.isupper() or char.isdigit() for char in plain.replace(" I ", " ").removeprefix("i'")) or len(text) > 120:
        return False
    nearest = intent(text)[:1]
    return bool(nearest) and nearest[0][0] == "nod" and nearest[0][1] >= CHAT


def asks_about_software(question: Question, kind: Kind | None, others: Sequence[Meaning]) -> bool:
    """Whether it asks what one software is, what it is called or who uses it, and nothing else."""
    if (
        len(question.conditions) != 1
        or len(others) != 1
        or not others[0].of_type("software")
        or question.period
        or question.conditions[0].negated
    ):
        return False
    return kind in ("software", "actors", "profile", "tools", "names", "attribution", "techniques", None)


def _about_actors(question: Question, rest: str, kind: Kind | None, terms: Sequence[TermMention], intent: Intent) -> Question:
    subject = question.subjects[0]
    if len(kinds := kinds_in_a_row(rest)) > 1 and not question.conditions:
        return replace(_as(question, kinds[0], subject), kinds=kinds)
    aspect = ""
    targets = [c for c in question.conditions if c.type in ("country", "region", "sector")]
    if kind == "names" and says("before", rest):
        aspect = "before"
    elif is_yesno(rest) and question.conditions and kind != "names":
        aspect = "yesno"
    elif targets and kind in ("campaigns", "targets", "profile", None):
        aspect = "narrowed"
    fitted = _FITTED.get(kind or "", kind)
    if kind is None and (question.vendor or question.period):
        fitted = "names" if question.vendor else "campaigns"
    elif not aspect and len(question.subjects) == 1 and _is_unclear(kind, rest, question, terms):
        fitted = _meant(question, rest, kind, intent)
    if fitted in ("profile", "campaigns", None) and question.period:
        fitted = "campaigns"
    return _as(question, fitted or "profile", subject, aspect)


_FITTED: dict[str, Kind] = {"software": "tools", "actors": "targets", "help": "profile", "comparison": "profile"}


def _is_unclear(kind: Kind | None, rest: str, question: Question, terms: Sequence[TermMention]) -> bool:
    if is_yesno(rest) and not question.conditions and kind in ("targets", "tools", "techniques"):
        return True
    if kind not in ("names", "attribution", "profile") and _names_more(_bare(rest, question.mentions, terms)):
        return True
    return kind != "names" and _says_more(rest, question, terms, _noise_allowed(kind, rest))


def _meant(question: Question, rest: str, kind: Kind | None, intent: Intent) -> Kind:
    """What a question about an actor asks for that no cue decides: what the exemplars nearest to it ask for."""
    masked = rest
    for mention in sorted(question.mentions, key=lambda m: -m.start):
        name = "the group" if mention.meaning.of_type("actor") else mention.text
        masked = f"{masked[: mention.start]}{name}{masked[mention.end :]}"
    if kind != "profile" and _names_more(blank(rest, ((m.start, m.end) for m in question.mentions))):
        return "passages"
    nearest = intent(masked)
    if not nearest:
        return kind if kind in OF_ONE_ACTOR else "profile"
    votes: dict[str, float] = {}
    for label, nearness in [pair for pair in nearest if pair[0] in OF_ONE_ACTOR or pair[0] == "unknown"][:3]:
        votes[label] = votes.get(label, 0.0) + nearness**2
    best = max(votes, key=lambda label: votes[label], default="unknown")
    if nearest[0][0] == "unknown" and nearest[0][1] >= CHAT:
        return "unknown"
    if nearest[0][1] < NEAR_ENOUGH or best == "unknown" or kind == "techniques" or (is_yesno(rest) and kind in ("tools", "targets")):
        return "passages"
    if is_yesno(rest) and kind is None and best not in ("profile", "attribution"):
        return "passages"
    return best if best != "profile" or kind is None else _FITTED.get(kind, kind)  # type: ignore[return-value]


def _noise_allowed(kind: Kind | None, text: str) -> int:
    """How many words beside names and cues a question about an actor may have before it describes something."""
    if kind == "profile" and says("strong_profile", text):
        return 2 * DESCRIBING_WORDS
    return 1 if kind is None else DESCRIBING_WORDS - 1 if kind == "profile" else DESCRIBING_WORDS


_YESNO = re.compile(
    r"(?i)^(?:is|are|was|were|does|do|did|has|have|had|(?:can|could)(?! (?:i|you|we|someone|anyone)\b)|"
    r"can we say|could one say|isn't|doesn't|didn't|hasn't|any (?:evidence|indication|sign) that|true that|is it true that)\b"
)


def is_yesno(text: str) -> bool:
    """Whether a question wants a yes."""
    return _YESNO.match(text) is not None


def _as(question: Question, kind: Kind, subject: Meaning | None = None, aspect: str = "") -> Question:
    return replace(question, kind=kind, subject=subject, aspect=aspect)


def _bare(text: str, mentions: Sequence[Mentioned], terms: Sequence[TermMention]) -> str:
    return blank(text, [*((m.start, m.end) for m in mentions), *((t.start, t.end) for t in terms)])


def _says_more(text: str, question: Question, terms: Sequence[TermMention], limit: int = DESCRIBING_WORDS) -> bool:
    """Does the text say more than its entities and cues? Then it describes something, and passages answer it better."""
    bare = _bare(text, question.mentions, terms)
    if isinstance(question.period, Period):
        bare = bare.replace(question.period.text, " ")
    return len([word for word in words(without_cues(bare)) if not word.isdigit()]) >= limit


_LISTING = re.compile(
    r"(?i)\b(?:groups?|actors?|apts?|list|anyone|anybody|hackers|crews?|gangs?|"
    r"spies|operators|who|whom|which|what|how many|intruders|everybody|everyone)\b"
)


def asks_for_a_list(text: str) -> bool:
    """Whether a text says that it wants actors: ``which groups …``."""
    return _LISTING.search(text) is not None


def _asks_for_actors(text: str, kind: Kind | None, question: Question) -> bool:
    """Does it ask for those who target a place or a sector, or for a list of those who come from one?"""
    if any(condition.type == "sponsor" for condition in question.conditions):
        return not is_yesno(text)
    types = {condition.type for condition in question.conditions}
    if "origin" in types and len(types) > 1:
        return not is_yesno(text)
    if kind is None and not _LISTING.search(text) and TARGETING.search(text) is None and len(text.split()) > 5:
        return False
    return bool(question.conditions) and (
        kind == "actors"
        or (TARGETING.search(text) is not None and not is_yesno(text))
        or _LISTING.search(text) is not None
        or (len(text.split()) <= 4 and not is_yesno(text))
    )


def _looks_like_a_name(text: str) -> bool:
    """A few words, at most, that do not ask anything: somebody typed a name."""
    stripped = re.sub(r"(?i)^(who|what)\s+(is|are)\s+|^tell me about\s+|^(anything|info) on\s+", "", text).strip(" ?!.")
    if len(stripped.split()) > 2 and stripped.islower():
        return False
    return 0 < len(stripped.split()) <= 4 and not re.match(r"(?i)(who|what|which|how|where|when|why|is|are|does|do|did)\b", stripped)
