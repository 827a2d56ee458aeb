"""Whether two actors are from one place or serve one master: ``do Gamaredon and Dragonfly report to the same service``."""

from knowledge.patterns import as_pattern

_SAME = as_pattern(
    r"(?i)^\W*(?:(?:and|so)\s+)?(?:are|were|do|did|does|is|have)\s+.+?\s+(?:both\s+)?(?:(?:come|comes|operate|working|work)\s+)?"
    r"(?:from|point(?:ing)?\s+to|out\s+of|for|report(?:ing)?\s+to|answer(?:ing)?\s+to|belong(?:ing)?\s+to|serv(?:e|ing)|(?:run|backed|sponsored|directed|paid|"
    r"controlled)\s+by|have|shar(?:e|ing)|under|part\s+of|in\s+the\s+service\s+of)\s+"
    r"(?:the\s+(?:very\s+)?same|one|one\s+and\s+the\s+same|a\s+common|a\s+single)\s+(?:[a-z]+\s+){0,2}?"
    r"(?:(?P<home>country|nation|state|place|origin)|"
    r"(?P<master>service|agency|ministry|sponsors?|masters?|paymasters?|unit|boss|employer|directorate|organi[sz]ation|army|military))\W*$"
)


def same_home(text: str) -> str:
    """``origin`` or ``sponsor`` where a text asks whether those whom it names have one; else empty."""
    match = _SAME.match(text)
    return "" if match is None else "origin" if match["home"] else "sponsor"
