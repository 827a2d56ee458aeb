"""Words that questions are made of and that somebody or something is called as well: where one is meant as a name."""

from bot.questions.kinds_beside import is_kind_beside
from knowledge.names import Meaning
from knowledge.ordinary import question_words
from knowledge.patterns import as_pattern


def is_common(written: str) -> bool:
    """Words that questions are made of."""
    return all(part in question_words() for part in written.lower().split())


def is_meant(text: str, start: int, end: int, meaning: Meaning) -> bool:
    """A common word that is written or spoken of as a name: ``does Silence attack Bolivia``, ``the play gang``."""
    if start > 0 and _is_proper(text[start:end], meaning):
        return True
    is_somebody, after = any(c.relation == "same" for c in meaning.of_type("actor")), text[end:]
    if start == 0 and text[:1].isupper() and is_somebody and (_HEADS.match(after) or _ITS_OWN.match(after)):
        return True
    does_so = (_DOES.search(text[:start]) and _ACTS.match(after)) or (_OF.search(text[:start]) and _ACTING.match(after))
    plain = is_somebody and text[start:end].lower() not in _FUNCTION_WORDS
    asked_of = (_WHO_IS.match(text[:start]) and _ALONE.match(after)) or (_COMPARE.match(text[:start]) and _AND_ANOTHER.match(after))
    if is_somebody and (does_so or asked_of or (_IS.fullmatch(text[:start]) and _BEING.match(after))):
        return plain
    return (plain and is_kind_beside(text, start, end)) or _is_used(text, start, end, meaning)


def _is_used(text: str, start: int, end: int, meaning: Meaning) -> bool:
    """Whether a common word written large is called a program, where somebody uses one of that name: ``the Carbon framework``."""
    if not text[start:end][:1].isupper() or not any(candidate.entity.users for candidate in meaning.of_type("software")):
        return False
    return _PROGRAM_AFTER.match(text[end:]) is not None or _USED_BEFORE.search(text[:start]) is not None


_PROGRAM_AFTER = as_pattern(
    r"(?i)\s+(?:framework|(?:phishing |exploit )?kit|backdoor|malware|implant|trojan|loader|dropper|stealer|rat|rootkit|wiper|botnet|"
    r"toolkit|toolset|platform|worm|miner|ransomware)\b"
)
_USED_BEFORE = as_pattern(
    r"(?i)\b(?:who|which\s+\w+)\s+(?:uses?|used|has|owns?|runs?|deploys?|wrote|makes?|made|sells?|built|drops?|operates?)\s+(?:the\s+)?$|\bwhose\s+(?:is|was)\s+(?:the\s+)?$"
)


def ends_another_name(text: str) -> bool:
    """``spying in the South China Sea``, ``the G7 summit``: the last word is part of the name of a place or an event."""
    return text[-1:] in "atAT" and _PLACE_OR_EVENT.search(text) is not None


_PLACE_OR_EVENT = as_pattern(
    r"(?i)\b(?:(?:china|black|baltic|red|north|caspian|mediterranean|arabian|philippine)\s+sea|"
    r"(?:g-?\d+|nato|eu|apec|asean|brics|un|climate|peace|security)\s+summit)$"
)
_ITS_OWN = as_pattern(r"(?i)['’]s\s+(?:own|homegrown|home-grown|custom|latest|main|favou?rite|signature)\b")
"""``Play's own recon utility?``"""
_HEADS = as_pattern(r"\s*[:–—]\s|\s-\s")
"""``Silence: nation state or plain crooks?``"""
_PLEASE = r"(?i)^\W*(?:(?:so|and|ok|hey|pls|please)[,.]?\s+)*"
_WHO_IS = as_pattern(rf"{_PLEASE}who(?:['’]?s|\s+(?:is|are|was|were))\s+(?:the\s+)?$")
_COMPARE = as_pattern(rf"{_PLEASE}compare\s+(?:the\s+)?$")
_ALONE, _AND_ANOTHER = as_pattern(r"\W*$"), as_pattern(r"(?i)\s+(?:and|n|vs\.?|versus|with|to|&|\+)\s+\S")
"""``who is silence``, ``compare silence and moneytaker``"""
_DOES = as_pattern(r"(?i)\b(?:does|did|has|have)\s+(?:the\s+)?$")
_ACTS = as_pattern(
    r"(?i)\s+(?:ever\s+|really\s+|also\s+)?(?:target|attack|use|hit|rob|hack|steal|breach|deploy|exploit|run|learn|get|go|come|start|spy|send|make|buy|find|enter|break|move|work|gone|been|stolen|broken|taken|made|sent)(?:s|ed|ted)?\b"
)
"""``does silence target banks``: whoever does stands there."""
_OF, _ACTING = (
    as_pattern(r"(?i)\b(?:of|about|that|seen|if)\s+$"),
    as_pattern(r"(?i)\s+(?:using|targeting|hitting|attacking|deploying|robbing|use[sd]|target(?:s|ed))\b"),
)
_IS = as_pattern(r"(?i)\W*(?:is|was)\s+(?:the\s+)?")
_BEING = as_pattern(
    r"(?i)\s+(?:state|a state|criminals?|russian|chinese|iranian|north korean|attributed|linked|sponsored|backed|financially|still|active|"
    r"behind|responsible|known|motivated|part of|the same)\b"
)


def _is_proper(written: str, meaning: Meaning) -> bool:
    """A common word that is written as a name inside a sentence and is an actor's: ``does Silence attack Bolivia``."""
    proper = written.lower() not in _FUNCTION_WORDS and all(part[:1].isupper() for part in written.split())
    return proper and bool(meaning.bearers())


_FUNCTION_WORDS = frozenset("i us it apt apts country state government russia china cyber ransomware group malware".split())
