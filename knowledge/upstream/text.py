"""Upstream descriptions -> plain sentences and the names of what they cite."""

import re

from knowledge.patterns import as_pattern

_MARKDOWN_LINK = as_pattern(r"\[([^\[\]]+)\]\((?:https?://|/)[^()\s]*\)")
_CUT_LINK = as_pattern(r"\[([^\[\]]*)(?:\]\([^)]*)?$")
_CITATION = as_pattern(r"\(Citation: ([^()]+(?:\([^()]*\)[^()]*)?)\)")
_CUT_CITATION = as_pattern(r"\(Cit[^)]*$")
_TIDAL_CITATION = as_pattern(r"<sup>\[\[([^\]]+)\]\([^)]*\)\]</sup>")
_TAG = as_pattern(r"</?(?:code|sup|sub|b|i|em|strong|br|p|li|ul)\s*/?>", re.IGNORECASE)
_BEFORE_MARK = as_pattern(r" +([.,;:])")
_EDITORS_NOTE = as_pattern(r"^\*(?!\*)(?:[^*]|\*\*[^*]*\*\*)+\*\s+(?=\S)")
_SENTENCE_END = as_pattern(r"[.!?](?=\s|$)")


def plain(text: str, limit: int = 1200) -> str:
    """Without links, citations, tags and the note about the entry that may precede it, in asterisks.

    At most ``limit`` characters, cut at a sentence or else at a word with an ellipsis.
    """
    was_cut = text.rstrip().endswith("...")
    text = text.rstrip().removesuffix("...") if was_cut else text
    text = _EDITORS_NOTE.sub("", text.lstrip()) if text.lstrip().startswith("*") else text
    if "Citation:" in text or "<sup>" in text:
        text = _TIDAL_CITATION.sub("", _CITATION.sub("", text))
    if was_cut:
        text = _CUT_CITATION.sub("", text)
    if "](" in text:
        text = _MARKDOWN_LINK.sub(r"\1", text)
    if was_cut:
        text = _CUT_LINK.sub(r"\1", text)
    text = " ".join((_TAG.sub("", text) if "<" in text else text).split())
    text = _BEFORE_MARK.sub(r"\1", text)
    if was_cut or len(text) > limit:
        return _cut(text[:limit])
    return text


def _cut(text: str) -> str:
    """End at the last whole sentence if that keeps at least half of the text, else at the last word."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if ends and ends[-1] >= len(text) / 2:
        return text[: ends[-1]]
    return text.rsplit(" ", 1)[0].rstrip(" ,;:(") + " …"


def citations(text: str) -> tuple[str, ...]:
    """The names that ``(Citation: NAME)`` marks carry, in order, once each."""
    return tuple(dict.fromkeys(name.strip() for name in _CITATION.findall(text) + _TIDAL_CITATION.findall(text)))
