"""Whether what is told of an incident is the deed that a question takes it for: who stole card data from an airline did not wipe it."""

from collections.abc import Iterable

from knowledge.patterns import as_pattern

_DEEDS = (
    ("that anything was wiped there", as_pattern(r"(?i)\b(?:wip(?:e|es|ed|ing|ers?)|eras(?:e|es|ed|ing)|brick(?:ed|ing))\b"),
     as_pattern(r"(?i)\b(?:wip(?:e|es|ed|ing|ers?)|eras\w+|brick\w*|destr\w+|delet\w+|overw\w+|"
                r"sabotag\w+|rubble|unusable|knocked out|put out)\b|\b\w*wiper\b")),
    ("of a skimmer there", as_pattern(r"(?i)\b(?:(?:card[- ])?skimm\w+|formjack\w*)\b"),
     as_pattern(r"(?i)\b(?:skimm\w+|formjack\w*|magecart|payment (?:page|form)|checkout|cards?)\b")),
    ("of a flood of requests there", as_pattern(r"(?i)\b(?:ddos\w*|denial[- ]of[- ]service)\b"),
     as_pattern(r"(?i)\b(?:ddos\w*|flood\w*|denial|overload\w*|offline|requests|unreachable)\b")),
    ("of a defacement there", as_pattern(r"(?i)\bdefac\w+\b"),
     as_pattern(r"(?i)\b(?:defac\w+|website|web ?sites?|pages?|message|banner|slogan)\b")),
)  # fmt: skip
"""What a deed is called in a reply, what a question says that takes an incident for it, and what a text says that tells it."""


def another_deed(asked: str, told: Iterable[str]) -> str:
    """The deed that a question takes an incident for, as a reply calls it, where nothing that is told of it says so; else empty."""
    said = " ".join(told)
    return next((deed for deed, asks, tells in _DEEDS if asks.search(asked) and not tells.search(said)), "")
