"""Whether what is told of an incident is the deed that a question takes it for: who stole card data from an airline did not wipe it."""

from collections.abc import Iterable

from index.words import words
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern

_DEEDS = (
    ("that anything was wiped there", as_pattern(r"(?i)\b(?:wip(?:e|es|ed|ing|ers?)|eras(?:e|es|ed|ing)|brick(?:ed|ing))\b"),
     as_pattern(r"(?i)\b(?:wip(?:e|es|ed|ing|ers?)|eras\w+|brick\w*|destr\w+|delet\w+|overw\w+|"
                r"sabotag\w+|rubble|unusable|knocked out|put out)\b|\b\w*wiper\b")),
    ("of a skimmer there", as_pattern(r"(?i)\b(?:(?:card[- ])?skimm\w+|formjack\w*)\b"),
     as_pattern(r"(?i)\b(?:skimm\w+|formjack\w*|magecart|payment (?:page|form)|checkout|cards?)\b")),
    ("of a flood of requests there", as_pattern(r"(?i)\b(?:ddos\w*|denial[- ]of[- ]service)\b"),
     as_pattern(r"(?i)\b(?:ddos\w*|flood\w*|denial|overload\w*|offline|requests|unreachable)\b")),
    ("of a lawsuit", as_pattern(r"(?i)\b(?:sued|sues?|suing|lawsuits?|class\s+actions?)\b"),
     as_pattern(r"(?i)\b(?:sue[ds]?|suing|lawsuits?|class\s+actions?|court|settle\w*)\b")),
    ("of an auction", as_pattern(r"(?i)\bauction(?:s|ed|ing|eer)?\b"),
     as_pattern(r"(?i)\b(?:auction\w*|bid\w*|s[eo]ll\w*|sold|sale|offer\w*)\b")),
    ("of cash machines there", as_pattern(r"(?i)\b(?:cash\s+machines?|atms?|cash\s+dispensers?)\b"),
     as_pattern(r"(?i)\b(?:cash|atms?|withdr\w+|dispens\w+)\b")),
)  # fmt: skip
"""What a deed is called in a reply, what a question says that takes an incident for it, and what a text says that tells it."""


def another_deed(asked: str, told: Iterable[str]) -> str:
    """The deed that a question takes an incident for, as a reply calls it, where nothing that is told of it says so; else empty."""
    said = " ".join(told)
    return next((deed for deed, asks, tells in _DEEDS if asks.search(asked) and not tells.search(said)), "")


_TAKEN = as_pattern(
    r"(?i)\b(?:stole|stolen|took|copied|leaked|published|sold|deleted)\s+(?:the\s+)?(?P<what>(?:[a-z-]+\s+){1,3}?)(?:of|from|at|belonging\s+to)\s"
)
_ANYTHING = frozenset(
    words(
        "data file record subscriber member voter passenger guest reader student citizen resident "
        "document mail email e-mail message information detail customer patient client "
        "user employee staff personal private "
        "internal confidential secret money fund million billion thousand hundred people name list database source code coin crypto "
        "cryptocurrency bitcoin dollar euro account medical health credit payment card everything stuff thing all some many lot of"
    )
)
"""What is taken in any theft, called otherwise where it is told."""


def another_loot(asked: str, told: Iterable[str]) -> str:
    """What a question says was taken, where nothing that is told of the incident has any word of it; else empty."""
    match = _TAKEN.search(asked)
    taken = (
        [word for word in words(match["what"]) if word not in _ANYTHING and word not in question_words() | chat_words()] if match else []
    )
    return "of " + match["what"].strip() if match and taken and set(taken).isdisjoint(words(" ".join(told))) else ""
