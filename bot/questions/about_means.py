"""What a question asks of the means that it names: whoever uses something, what one software is, whether a country's actors use it."""

from dataclasses import replace

from bot.questions.model import Question
from bot.questions.origins import TARGETING
from bot.questions.reading import Reading
from bot.questions.wording import asks_for_many, is_yesno
from knowledge.names import Meaning
from knowledge.patterns import as_pattern

LITTLE_ELSE = 2
"""Fewer words beside a piece of software and a kind say nothing else."""


def users_of_something(reading: Reading) -> Question | None:
    """``who uses LNK files``: those whose texts say that they use what nothing here is called."""
    question = reading.question
    if (
        reading.command
        or question.conditions
        or question.mentions
        or not reading.unheld
        or reading.kind not in ("actors", "software", None)
    ):
        return None
    asked = _WHO_USES.match(reading.text) or (asks_for_many(reading.text) and _USES.search(reading.text))
    if not asked or is_yesno(reading.text):
        return None
    return replace(
        reading.decided("actors", reading.names.look_up(" ".join(reading.unheld))), many=True, described=True, unheld=reading.unheld
    )


_USES = as_pattern(r"(?i)\b(?:use|uses|used|using|abus\w+|exploit\w*|leverag\w+|deploy\w*)\b")


_WHO_USES = as_pattern(
    r"(?i)\W*(?:and\s+)?who(?:\s+(?:else|all|also))?\s+(?:us(?:e|es|ed)|abus\w+|exploit\w*|leverag\w+|deploy\w*|target\w*|"
    r"attack\w*|hits?|goes after)\b"
)


def both_of_a_stranger(reading: Reading) -> Question | None:
    """``the groups known to use both PlugX and Kromlech``: of one of the two nobody here has heard."""
    match = _BOTH.search(reading.bare) if reading.question.mentions else None
    found = reading.names.look_up(match["first"] or match["second"]) if match else None
    return reading.decided("unknown", found) if found and not found.candidates else None


_BOTH = as_pattern(r"\b[Bb]oth\s+(?:(?P<first>[A-Z][\w.-]{2,})\s+and\s{3,}|\s{2,}and\s+(?P<second>[A-Z][\w.-]{2,}))")
"""The name found is taken out of the text: spaces stand for it."""


def kind_of_software(reading: Reading) -> Question | None:
    """``is NotPetya a wiper``, ``does X-Agent run on iOS``: held against what one software is."""
    question, meanings = reading.question, [m.meaning for m in reading.question.mentions]
    types = [condition.type for condition in question.conditions]
    if len(meanings) != 1 or not meanings[0].of_type("software") or not is_yesno(reading.text) or types.count("software") != 1:
        return None
    if set(types) <= {"software", "malware_type"} and len(types) > 1 and reading.extra < LITTLE_ELSE:
        return reading.decided("software", replace(meanings[0], candidates=tuple(meanings[0].of_type("software"))))
    return None


def like_software(reading: Reading) -> Question | None:
    """``which first-stage implant resembled MiniDuke``: what is like a software is told by passages, and not by what it is itself."""
    named = reading.question.mentions
    if len(named) != 1 or not named[0].meaning.of_type("software") or is_yesno(reading.text):
        return None
    return reading.decided("passages") if _LIKE.search(reading.text[: named[0].start]) else None


_LIKE = as_pattern(
    r"(?i)\b(?:resembl\w+|(?:similar|akin) to|reminiscent of|remind\w* \w+ of|modell?ed (?:on|after)|borrow\w* from|"
    r"derived from|built on)\s+"
    r"(?:the\s+)?$"
)


def shared_software(reading: Reading) -> Question | None:
    """``is ShadowPad shared``, ``is Bandook exclusive to one group or sold``: who uses it tells that."""
    meanings = [m.meaning for m in reading.question.mentions]
    if len(meanings) != 1 or not meanings[0].of_type("software") or meanings[0].of_type("actor") or not is_yesno(reading.text):
        return None
    software = replace(meanings[0], candidates=tuple(meanings[0].of_type("software")))
    return replace(reading.decided("software", software), loose=True) if _SHARED.search(reading.text) else None


_SHARED = as_pattern(
    r"(?i)\b(?:shared|exclusive\w*|unique|sold|for sale|rented|commercial\w*|public\w*|open[- ]source|"
    r"custom\w*|(?:only|just) (?:one|a single)|"
    r"several (?:groups|actors)|many (?:groups|actors)|one (?:group|actor)|off[- ]the[- ]shelf)\b"
)


def blamed_for_attacks(reading: Reading) -> Question | None:
    """``has China ever attacked India``: whether anybody of that country is said to target that."""
    question = reading.question
    types = {condition.type for condition in question.conditions if not condition.negated}
    whom = types - {"origin"}
    asked = "origin" in types and whom and whom <= {"country", "region", "sector"} and is_yesno(reading.text) and not question.mentions
    little = reading.extra < LITTLE_ELSE and TARGETING.search(reading.text)
    return reading.decided("actors", aspect="yesno") if asked and little else None


def blamed_for_malware(reading: Reading) -> Question | None:
    """``did Russia do NotPetya``: whether anybody of that country is said to use it."""
    question = reading.question
    types = sorted(condition.type for condition in question.conditions if not condition.negated)
    asked = is_yesno(reading.text) and types == ["origin", "software"] and len(question.conditions) == 2 and reading.extra < LITTLE_ELSE
    return reading.decided("actors", aspect="yesno") if asked and not question.subjects else None


def who_has_it(reading: Reading) -> Meaning | None:
    """``JSOutProx landed at our bank in Accra, who usually sends that``, ``BRICKSTORM: who's been seen with it``."""
    mentions = [m for m in reading.question.mentions if m.meaning.of_type("software")]
    if len(reading.question.mentions) != 1 or not mentions or mentions[0].start > 0 or not _WHO_HAS_IT.search(reading.text):
        return None
    return replace(mentions[0].meaning, candidates=tuple(mentions[0].meaning.of_type("software")))


_WHO_HAS_IT = as_pattern(
    r"(?i)[,:;.–-]\s*(?:and\s+)?who(?:['’]s|\s+(?:has|is|else))?\s+(?:usually\s+|normally\s+|else\s+|been\s+)?"
    r"(?:sends?|sent|uses?|using|drops?|deploys?|brings?|seen|spotted|caught|works?|behind|runs?|has|carries)\s+(?:with\s+)?(?:that|this|it)\W*$|"
    r"[,:;.–-]\s*(?:and\s+)?which\s+(?:distributor|actor|group|crew|gang|apt|operator|affiliate)\s+(?:could|would|might|may|can|will)\s+"
    r"(?:it|that|this|they)\s+be\W*$"
)


def one_software(reading: Reading) -> Question | None:
    """``Kwampirs in a hospital's workstation. Attribution of the malware?``: where it was found limits nothing."""
    question = reading.question
    kinds = [c.type for c in question.conditions if not c.negated]
    if (
        kinds.count("software") != 1
        or not {*kinds} <= {"software", "sector"}
        or len(question.mentions) != 1
        or len(kinds) != len(question.conditions)
    ):
        return None
    meaning = replace(question.mentions[0].meaning, candidates=tuple(question.mentions[0].meaning.of_type("software")))
    likely = reading.guesses.get("software", -1.0)
    sure = likely >= SURE_OF_SOFTWARE and likely - max(reading.guesses.get(k, -1.0) for k in ("actors", "passages")) >= SURE_OF_SOFTWARE
    return reading.decided("software", meaning) if meaning.candidates and sure and len(kinds) > 1 else None


SURE_OF_SOFTWARE = 0.6
"""Score of the label, and how much better than any other it must be, that what is asked about is the software."""
