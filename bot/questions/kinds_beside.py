"""What is called a gang, a group or malware by the word beside it: ``the play gang``."""

from knowledge.patterns import as_pattern

KIND_AFTER = as_pattern(
    r"(?i)^(?:(?:\s*\((?:the\s+)?|(?:,|\s+[—–-]+)\s+(?:the|those|these)\s+)(?:[\w-]+\s+){0,2}|[\s-]*)(?:ransomware|gang|group|crew|apt|hackers?|operators?|affiliates?|raas|locker|malware|trojan|botnet|actors?|"
    r"threat actor|boys|folks|guys|(?:bank )?(?:robbers|thieves|crooks|gang|hackers|crew))\b"
)
_KIND_BEFORE = as_pattern(r"(?i)\b(?:gang|group|crew|ransomware|malware|actor|apt|hackers|called|named|dubbed)\s+$")


def is_kind_beside(text: str, start: int, end: int) -> bool:
    """Whether a word is called a gang, a group or malware: ``the play gang``."""
    return KIND_AFTER.match(text[end:]) is not None or _KIND_BEFORE.search(text[:start]) is not None
