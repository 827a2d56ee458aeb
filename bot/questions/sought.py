"""Questions about an actor for a thing of which only its texts tell: its vulnerabilities, sums of money, persons, languages, disguises."""

from typing import Literal, get_args

from bot.questions.intents import says, stripped
from bot.questions.wording import is_yesno
from knowledge.patterns import as_pattern

Sought = Literal["vulnerabilities", "money", "persons", "languages", "disguises"]


def find_sought(text: str) -> Sought | None:
    """``which CVE did Hafnium use``, ``real name of whoever leads Gallmaker``; None where it asks for nothing of the kind.

    None too where it wants a yes. A vulnerability must be what is asked for, not merely be named: ``which zero-days``.
    """
    named: tuple[Sought, ...] = () if asks_whether(text) else get_args(Sought)
    if named and _HOW_MUCH.search(text):
        return "money"
    if _EXPLOIT_TRADE.search(text):
        return None
    if named and _HANDLE_OF.search(text):
        return "persons"
    if named and _POSES_AS.search(text):
        return "disguises"
    for sought in named:
        if sought == "disguises" or not says(sought, text):
            continue
        if (sought == "persons" and _WHEN.match(text)) or (sought == "languages" and _CODE.search(text)):
            continue
        if sought != "vulnerabilities" or _ASKED.search(text):
            return sought
    return None


_HOW_MUCH = as_pattern(
    r"(?i)\b(?:what|which|whats|what['’]s) (?:the )?(?:ransom|sum|amount|figure)\b(?!\s+(?:note|gang|group|crew|site|software))|"
    r"\bransom (?:figure|sum|amount|demand)\b|\bask(?:ed|ing|s)? (?:\S+ ){1,2}to pay\b|"
    r"\bhow (?:big|large|high) (?:was|is|were) the (?:ransom|demand|sum|fine|bill|payment)\b|"
    r"\bwhat (?:was|is) the (?:bill|cost|price)\b|"
    r"\bwhat did it cost\b|"
    r"\bthe (?:sum|amount|ransom) (?:that |which )?(?:\S+ ){1,4}?(?:was|were|got|had been) (?:asked|told to pay|charged)\b|"
    r"\bthe (?:sum|amount|ransom) (?:that |which )?(?:\S+ ){1,4}?(?:asked|demanded|wanted|paid|stole|took|earned)\b|"
    r"\bhow (?:much|many)\s+(?:monero|bitcoins?|btc|crypto\w*|money|cash|dollars|euros|pounds|ransom)\b|"
    r"\bhow much\s+(?:did|has|have)\b[^?]*\b(?:take|taken|made|make)\b(?:\s+in)?(?:\s+so\s+far)?\W*$|"
    r"\bhow much\b(?!\s+(?:of|data|information|traffic|code|time|source|mail|email)\b)"
    r"(?=.*\b(?:did|do|does|has|have)\b.*\b(?:ask|demand\w*|pay|paid|steal|stolen|stole|"
    r"earn\w*|los(?:e|es|t)(?=\b[^?]*\bto\b)|net|netted|(?:get|got|made|make|walk(?:ed)?) (?:away|off)|pocket\w*|min(?:e|ed)|"
    r"want\w*|sell|charge|extort\w*|rake\w*)\b)"
)
_POSES_AS = as_pattern(
    r"(?i)\b(?:who|whom|which|what)\b(?![^?]*\b(?:s?he|him|her)\b)[^?]*\b"
    r"(?:impersonat(?:e|es|ed|ing)|(?:pos|masquerad)(?:e|es|ed|ing)\s+as|pretend(?:s|ed|ing)?\s+to\s+be)"
    r"(?=\W*$|\s+(?:in|for|at|when|during|while)\b)|"
    r"\bas\s+(?:whom?|what)\b[^?]*\b(?:pos|masquerad)(?:e|es|ed|ing)\b"
)
"""``which two firms did they impersonate for the job offers``"""
_EXPLOIT_TRADE = as_pattern(r"(?i)\bexploit (?:broker|kit|seller|developer|vendor|shop)s?\b")
_SOMEBODY = (
    r"(?:founder|boss|leader|owner|ceo|admin(?:istrator)?|chief|ringleader|spokes(?:man|person)|coder|developer|"
    r"guy|man|woman|dude|kid|teenager|researcher|insider|employee)"
)
_HANDLE_OF = as_pattern(
    r"(?i)\b(?:who is (?:he|she) in real life|passport name|civil name)\b|\b(?:who is the (?:man|woman|"
    r"person)|names? of the \w+ officers)\b|\bmembers of [^?,]* by name\b|"
    r"\b(?:engineers|employees|officers|workers|admins|operators|men|hackers|members|defendants|suspects)\b[^?]*[,:–-]\s*(?:full\s+|real\s+)?"
    r"names\W*$|"
    rf"\b{_SOMEBODY}['’]?s\s+(?:real\s+|full\s+|true\s+|actual\s+)?names?\b|\b(?:his|her)\s+(?:real|full|true|actual)\s+name\b|"
    rf"\b{_SOMEBODY}\b[^?]*[^\w\s]\s*what(?:['’]?s|\s+is|\s+was)\s+(?:he|she|(?:his|her)\s+(?:\w+\s+)?name)\b|"
    r"\b(?:nick(?:name)?|handle|username|(?:real|full|true) name|name)\b(?!s?\s+as\b).*"
    r"\b(?:admin(?:istrator)?|boss|leader|head|chief|developer|coder|"
    r"founder|member|engineer|officer|ringleader)(?!s?\s+group)\b(?!\s+of the (?:malware|tool))"
)
"""``which telegram nickname does the admin go by``"""
_CODE = as_pattern(r"(?i)\b(?:written in|coded|programming|programmed|source code)\b")
_WHEN = as_pattern(r"(?i)\W*(?:when|where|why|how)\b")
_ASKED = as_pattern(
    r"(?i)\b(?:what|which|list(?: of)?|name|any|the|whose)\b(?:\s+[\w-]+){0,3}?\s+(?:cves?|vulnerabilit\w+|vulns?|exploits?|zero[- ]?days?|"
    r"0[- ]?days?|bugs?|flaws?|holes?)\b|(?:^|[,:;–]\s*)\W*(?:cves?|vulnerabilit\w+|vulns?|zero[- ]?days?|0[- ]?days?)\b"
)


def asks_whether(text: str) -> bool:
    """Whether a text wants a yes and no thing: ``do we know the real name of …`` wants the name."""
    return is_yesno(_DO_WE_KNOW.sub("", text, count=1))


_DO_WE_KNOW = as_pattern(
    r"(?i)^\W*(?:do|does|did|has|have|can|could|is there)\s+(?:we|you|anyone|anybody|someone|somebody|any source|the sources)\s+"
    r"(?:even\s+|already\s+)?(?:knows?|have|has|tells?|says?|names?|gives?|lists?|got)\s+"
)


def beside_sought(sought: Sought, text: str) -> str:
    """A text without what it seeks."""
    return stripped(sought, text)
