"""A detail of what is told that no source tells: a person's name, a sum, a number. What is recorded is told as no more than that."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.answers.incidents import THE_INCIDENT
from bot.answers.model import Answer
from bot.answers.nearest import NUMBER, asked_words
from bot.answers.persons import has_person
from bot.answers.sentences import sentences
from bot.answers.sums import SUM
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.questions.wording import is_yesno, strangers
from index.words import words
from knowledge.patterns import as_pattern

Tells = Callable[[str, KnowledgeBase], bool]


def without_detail(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer as unknown, where a detail is asked for that nothing in it tells of what the question speaks of."""
    if answer.status not in ("answered", "yes") or answer.kind == "help" or question.sought:
        return answer
    if _A_LAWYER.search(question.text) and not any(_LAWYER.search(statement) for statement in answer.statements()):
        return _untold(answer, "that")
    if question.aspect == "justice":
        return answer
    if question.events and (missing := _not_of_the_incident(answer, question)):
        return _untold(answer, missing)
    for asks, tells, what, loosely in _DETAILS:
        if not asks.search(question.text):
            continue
        told = answer.statements() if loosely else _with_what_is_asked(answer, question)
        if unit := _A_UNIT.search(question.text):
            told = (s for statement in told for s in sentences(statement) if set(words(unit["noun"])) <= set(words(s)))
        if not any(tells(sentence, knowledge) for statement in told for sentence in sentences(statement)):
            return _untold(answer, what)
    return answer


_LAWYER = as_pattern(r"(?i)\b(?:law firms?|lawyers?|attorneys?|counsel|judges?|prosecutors?|insur\w+|auditors?)\b")
_A_LAWYER = as_pattern(
    r"(?i)\b(?:which|what|who|name of the)\s+(?:(?:is|was|are|were|the|their|his)\s+)*(?:\w+\s+)?"
    r"(?:law firm|lawyer|attorney|counsel|judge|insurer|insurance company|auditor)s?\b(?!\s+(?:hit|got|was hit|were hit|fell))"
)


def _untold(answer: Answer, what: str) -> Answer:
    recorded = answer.headline.removeprefix("Yes: ")
    beside = "" if answer.kind == "passages" else "What is recorded: "
    headline = f"No source here tells {what}. {beside}{recorded[:1].upper()}{recorded[1:]}"
    return replace(answer, status="unknown", headline=headline, parts=())


def _not_of_the_incident(answer: Answer, question: Question) -> str:
    """What is asked of an incident that nothing told of it has: a number, the name of whom it hit, somebody's part in it."""
    told = list(answer.statements())
    counted = any(NUMBER.search(_DATE.sub(" ", statement)) or _in_words(statement, question.text) for statement in told)
    if _HOW_MANY.search(question.text) and not counted:
        return "that number"
    alone = [section for section in answer.sections if section.title == THE_INCIDENT]
    named = not alone or any(item.value == "Whom" for section in alone for item in section.items)
    if _A_COMPANY.search(question.text) and not named:
        return "which one that was"
    strange = {word for name in strangers(question.beside_names()) for word in words(name)} if is_yesno(question.text) else set()
    if strange and not strange.intersection(words(" ".join((*told, answer.title)))):
        return "that"
    measured = _HOW_HIGH.search(question.text)
    if measured and not set(words(measured["noun"])) <= set(words(" ".join(told))):
        return "that"
    return ""


def _in_words(statement: str, text: str) -> bool:
    """Whether a number in words stands before something that a question names: ``three terabytes``."""
    asked = set(words(text))
    return any(asked.intersection(words(match["noun"])) for match in _NUMBER_IN_WORDS.finditer(statement))


_NUMBER_IN_WORDS = as_pattern(
    r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty)\s+(?P<noun>(?:[\w-]+\s+){0,2}[\w-]+)"
)
_HOW_HIGH = as_pattern(
    r"(?i)\bhow (?:high|big|large|long|heavy|old|expensive|severe|fast)\s+(?:was|is|were|are)\s+(?:the|their|its)\s+(?P<noun>[a-z]+)\b"
)
"""``how high was the fine``: nothing told of a fine tells that"""


_HOW_MANY = as_pattern(r"(?i)\b(?:how many|number of)\s+(?!(?:groups?|actors?|gangs?|crews?|years?|months?|times)\b)[a-z]")
_BODY = (
    r"(?:hotel|firm|company|bank|provider|carrier|hospital|contractor|exchange|supplier|school|airline|shop|lab|university|operator|"
    r"telecom|telco|ministry|embassy|agency|utility)"
)
_A_COMPANY = as_pattern(
    rf"(?i)\bwhich (?:\w+ )?{_BODY} was (?:it|that|hit)\b|\b(?:company|firm)(?:['’]s)? name\b|\bname of the (?:\w+ )?{_BODY}\b"
)


def _with_what_is_asked(answer: Answer, question: Question) -> Iterator[str]:
    """The statements of an answer that have a word of the question."""
    asked = set(asked_words(question))
    return (statement for statement in answer.statements() if asked.intersection(words(statement)))


_PEOPLE = (
    r"(?:agent|employee|worker|staffer|staff member|policeman|policewoman|officer|clerk|engineer|man|woman|person|insider|boss|coder|"
    r"developer|suspect(?!s)|defendant|accused|witness|admin|administrator|negotiator|teenager|kid|ceo|minister|journalist|lawmaker|official|diplomat|contractor|maintainer|victim|owner|informer|informant|deput(?:y|ie)|guard|pilot|nurse|doctor|student|professor)s?"
)
_A_PERSON = as_pattern(
    rf"(?i)\b(?:names?|identity)\s+of\s+(?:the|that|this|an?|whoever|its|their)\s+(?:[\w-]+\s+){{0,2}}?{_PEOPLE}\b(?! group)|"
    r"\b(?:which|what)\s+(?:[\w-]+\s+){0,2}?(?:employee|staff member|staffer|policeman|clerk|engineer|insider|minister|lawmaker)\b|"
    r"\bwho\s+(?:is|was|were)\s+(?:the\s+|their\s+)?(?:ciso|ceo|cio|cto|cfo|chairman|chairwoman|head of (?:it|security)|mayor)\b|"
    r"\bwhose\s+(?:[\w-]+\s+)?(?:pc|laptop|phone|mailbox|computer|password|account)\b|"
    r"\b(?:he|she|him|man|woman|guy|boss|hacker|coder|developer|person|leader)\b[^.?]*\bgot a name\b"
)
_A_SUM = as_pattern(
    r"(?i)\b(?:what|which|whats|what['’]s)\s+(?:(?!share|part|cut|percentage)\w+\s+){0,2}?(?:ransom(?!\s+(?:note|gang|group|crew|site|software))|"
    r"sum|amount|salary|wages?|fee|price|fine|bill)\b|"
    r"\bhow much (?:does|do|did|is|are|was|were)\b[^?]*\b(?:costs?|sold for|sell for|go for|charge)\b|"
    r"\bask(?:ed|ing|s)?\s+(?:\S+\s+){1,2}to pay\b"
)


_DATE = as_pattern(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)?(?:\d{1,2},\s+)?(?:19|20)\d\d(?:-\d\d)*\b"
)
_A_SHARE = as_pattern(r"(?i)\b(?:what|which|how big a)\s+(?:\w+\s+)?(?:cut|share|percentage|split|slice)\b")


_A_NUMBER = as_pattern(
    r"(?i)\bhow many\s+(?:\w+\s+)?(?:passengers|customers|patients|people|persons|users|accounts|records|computers|machines|servers|"
    r"hosts|workstations|files|mails|emails|employees|citizens|voters|students|phones|devices|cards|documents|gigabytes|terabytes|"
    r"phone numbers)\b|\bnumber of (?:\w+ )?(?:cards|records|files|victims|machines|people|accounts)\b"
)


def _has_person(sentence: str, knowledge: KnowledgeBase) -> bool:
    return has_person(knowledge.graph, sentence)


_A_MODEL = as_pattern(
    r"(?i)\b(?:what|which|whats|what['’]s)\s+(?:the\s+)?(?:make|model|brand|firmware|firmware version|make and model|"
    r"make and firmware|serial)\b|"
    r"\bmodel of (?:the|that|their)\b"
)


_A_WALLET = as_pattern(
    r"(?i)\b(?:what|which|whats|what['’]s|address of)\s+(?:is\s+)?(?:the\s+|their\s+|"
    r"its\s+)?(?:[\w-]+['’]?s?\s+){0,3}?(?:wallets?(?!\s+(?:company|compan|firm|vendor|provider|maker|app))|(?:bitcoin|btc|"
    r"crypto|monero) address(?:es)?|iban)\b"
)


_A_VERSION = as_pattern(
    r"(?i)\b(?:which|what|whats|what['’]s)\s+(?:the\s+)?(?:\w+\s+)?"
    r"(?:(?<!os )(?<!windows )(?<!android )(?<!ios )version|build|release|iteration)"
    r"(?:\s+number)?s?\b(?!\s*/)"
)


_A_PHONE = as_pattern(
    r"(?i)\b(?:which|what|whats|what['’]s|from which)\s+(?:is\s+)?(?:the\s+|their\s+|its\s+)?(?:tele)?phone\s+numbers?\b(?!.*\bhow many\b)|"
    r"\b(?:which|what)\s+numbers?\s+(?:do|does|did)\s.*\b(?:call|phone|ring|dial)\w*\b"
)


_A_UNIT = as_pattern(r"(?i)\b(?:how many|number of)\s+(?:\w+\s+)?(?P<noun>gigabytes|terabytes|cards|documents|passwords|phone numbers)\b")


def _telling(pattern: re.Pattern[str], beside_dates: bool = False) -> Tells:
    """Whether a sentence has what a pattern finds; ``beside_dates``: apart from dates, whose numbers tell nothing."""
    return lambda sentence, _: pattern.search(_DATE.sub(" ", sentence) if beside_dates else sentence) is not None


_HAS_SHARE = as_pattern(r"(?i)\d\s?%|\bper ?cent\b|\b(?:share|cut|half|third|quarter)\b")
_HAS_MODEL = as_pattern(r"\b(?:model|brand|firmware|version|made by)\b|\b[A-Z]{2,}[- ]?\d{2,}")
_HAS_WALLET = as_pattern(r"\b(?:bc1|0x|[13])[A-Za-z0-9]{20,}\b")
_HAS_VERSION = as_pattern(r"(?i)\bv?\d+(?:\.\d+)+\b|\b(?:versions?|builds?|v)\s?\d|\b[A-Za-z]+[A-Z]?\s\d{1,2}\b")
_A_LANGUAGE = as_pattern(
    r"(?i)\b(?:programming|coding|scripting)\s+language\b|\b(?:what|which)\s+language\b[^?]*\b(?:written|coded|programmed|"
    r"developed|built|made)\b|\b(?:written|coded|programmed)\s+in\s+(?:what|which)\b"
)
_HAS_LANGUAGE = as_pattern(
    r"(?<![\w.])(?:C\+\+|C#|C(?=[\s,.;)]|$)|Go(?=[\s,.;)]|$)|(?i:golang|rust|python|delphi|pascal|java(?:script)?|typescript|kotlin|swift|ruby|perl|php|nim|"
    r"crystal|haskell|lua|assembl\w+|visual\s?basic|vb\.?net|vbscript|vba|vb6|powershell|bash|shell script\w*|\.net|autoit|autohotkey|"
    r"dlang|f#|objective-c|node\.?js|electron|erlang|tcl|jscript|batch))(?![\w])"
)
_HAS_PHONE = as_pattern(r"\+?\d[\d\s().-]{6,}\d")


_DETAILS: tuple[tuple[re.Pattern[str], Tells, str, bool], ...] = (
    (_A_PERSON, _has_person, "who that person is", False),
    (_A_SUM, _telling(SUM), "that sum", False),
    (_A_SHARE, _telling(_HAS_SHARE), "that share", True),
    (_A_NUMBER, _telling(NUMBER, beside_dates=True), "that number", True),
    (_A_MODEL, _telling(_HAS_MODEL), "which model that was", False),
    (_A_PHONE, _telling(_HAS_PHONE, beside_dates=True), "that number", True),
    (_A_VERSION, _telling(_HAS_VERSION), "which version that was", False),
    (_A_LANGUAGE, _telling(_HAS_LANGUAGE), "that language", True),
    (_A_WALLET, _telling(_HAS_WALLET), "that address", True),
)
"""What asks for a detail, what a sentence has that tells it, what that is called, and whether any number will do."""
