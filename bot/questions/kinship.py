"""With whom an actor works, from whom it buys, what it came from and what came after it."""

from bot.questions.model import Question
from bot.questions.reading import Reading
from bot.questions.wording import is_yesno
from knowledge.patterns import as_pattern


def related(reading: Reading) -> Question | None:
    """``which other group do they work with``, ``which bigger group are they thought to belong to``"""
    question = reading.question
    told = all(condition.id == "initial-access" for condition in question.conditions)
    open_ = not is_yesno(reading.text) or _BIGGER.search(reading.text) is not None
    means = _MEANS.search(reading.text) is not None
    asked = open_ and len(question.subjects) == 1 and told and not means and _RELATED.search(reading.text)
    return reading.decided("attribution", reading.subject, "relations") if asked else None


_MEANS = as_pattern(
    r"(?i)\b(?:what|which)\s+(?:[\w-]+\s+)?(?:kits?|tools?|toolset|toolbox|malware|software|gear|programs?|implants?|backdoors?|utilities)\s+"
    r"(?:do(?:es)?|did|is|are|was|were|has|have)\b"
)
"""``what kit do they work with`` asks for no partner"""
_BIGGER = as_pattern(r"(?i)\ba\s+(?:bigger|larger|wider)\s+(?:group|gang|crew|actor|outfit|cluster|organi[sz]ation)\b")
"""``is BladedFeline part of a bigger group``: which one"""
_OTHERS = r"(?:groups?|gangs?|crews?|actors?|outfits?|clusters?|ones?|crowds?|circles?|organi[sz]ations?)"
_ACCESS = r"(?:(?:initial\s+|network\s+)?access(?:es)?|victims?|footholds?|infections?|infected machines|leads)"
_RELATED = as_pattern(
    rf"(?i)\b(?:which|what|who|whom|any)\b(?:\s+\w+){{0,3}}?(?:\s+{_OTHERS})?\b.*\b(?:work(?:s|ing)?\s+(?:\w+\s+)?(?:with|for\s+(?:them|it)\b.*affiliate)|"
    rf"partner\w*|(?:buys?|bought|rents?|rented|purchases?)\s+(?:{_ACCESS}\s+)?from|"
    rf"(?:pass|hand|sell|give)(?:e?s|ed)?\s+(?:their\s+|its\s+)?(?:{_ACCESS}\s+)(?:on\s+|over\s+)?to|team(?:s|ed)? up(?!\s+to\b)|"
    rf"co-?operat\w*|collaborat\w*|allied|allies)\b|\b(?:which|what)\s+other\s+{_OTHERS}\b.*\bshar\w+\b|\b(?:bigger|larger|wider|parent|umbrella)\s+{_OTHERS}\b|\b(?:successor|predecessor|offshoot|heir)s?\b|\bwhat\s+(?:came|comes|followed)\s+(?:after|next)\b|"
    rf"\b(?:sell|pass|hand|give|trade)(?:e?s|ed|ing)?\s+(?:on\s+)?(?:their\s+|its\s+)?{_ACCESS}\s+(?:on\s+|over\s+)?to\s+who(?:m|ever)?\b"
)
