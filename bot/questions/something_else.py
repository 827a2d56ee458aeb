"""Words that are called as an actor or its malware is, and by what stands beside them are something else: a film, a file, a relay."""

from bot.questions.kinds_beside import is_kind_beside
from bot.questions.model import Mentioned
from knowledge.normalise import key
from knowledge.ordinary import ordinary_names
from knowledge.patterns import as_pattern


def is_something_else(text: str, mention: Mentioned) -> bool:
    """Whether what stands beside a word says that no name is meant."""
    return _is_a_format(text, mention) or _is_some(text, mention) or _is_a_work(text, mention)


def _is_a_format(text: str, mention: Mentioned) -> bool:
    """``VHD attachments``: a kind of file, called as some malware is."""
    return mention.text.lower() in _FORMATS and _OF_FILES.match(text[mention.end :]) is not None


_FORMATS, _OF_FILES = (
    frozenset(("vhd", "iso", "lnk", "hta", "rar", "one")),
    as_pattern(r"(?i)\s+(?:attachments?|files?|images?|containers?|disks?)\b"),
)


def _is_some(text: str, mention: Mentioned) -> bool:
    """``an anonymous outfit``: what some group is, and not its name; ``malicious Tor relays``: what is run, and no tool."""
    before, after = text[: mention.start], text[mention.end :]
    if mention.text.lower() == "tor":
        return _RELAYS.match(after) is not None
    return (
        mention.text.islower()
        and " " not in mention.text
        and key(mention.text) in ordinary_names()
        and (_SOME.search(before) is not None and _SOME_GROUP.match(after) is not None)
    )


_RELAYS = as_pattern(r"(?i)\s+(?:exit\s+|entry\s+|guard\s+)?(?:relays?|nodes?|exits?|servers)\b")
_SOME = as_pattern(r"(?i)\b(?:an?|some|any)\s+$")
_SOME_GROUP = as_pattern(r"(?i)\s+(?:groups?|crews?|gangs?|actors?|outfits?|collectives?|hackers?|persons?|people|leakers?|sources?)\b")


def _is_a_work(text: str, mention: Mentioned) -> bool:
    """``the Dune movie``, ``sandworm book``: what is called as an actor is, to be read or seen."""
    return not is_kind_beside(text, mention.start, mention.end) and _A_WORK.match(text[mention.end :]) is not None


_A_WORK = as_pattern(
    r"(?i)^\s+(?:movies?|films?|books?|novels?|tv\s+(?:show|series)|trailers?|soundtracks?|albums?|songs?|concerts?|tour|"
    r"musical|comics?|sequel|episodes?|season\s+\w+|board\s*game|video\s*game|launcher|playlist|cocktails?|recipes?|restaurant|football|match|jersey)\b"
)
