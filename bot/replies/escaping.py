"""Text that a user or a source wrote -> text that Slack shows and does not obey."""

import re

from knowledge.patterns import as_pattern

_LAYOUT = as_pattern(r"[*_~`]")


def escape(text: str) -> str:
    """For mrkdwn: ``&``, ``<`` and ``>`` as entities, which disarms mentions, channels and links."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> str:
    """Escaped, and without the marks that would change the layout around it: bold, italic, strike, code."""
    return escape(_LAYOUT.sub(_lookalike, text))


def _lookalike(match: re.Match[str]) -> str:
    return {"*": "∗", "_": "\u200b_\u200b", "~": "∼", "`": "'"}[match[0]]


def link(url: str, label: str) -> str:
    """A link where the address is http(s) and has nothing that would end it; else just the label."""
    if url.startswith(("https://", "http://")) and not re.search(r"[\s|<>\"]", url):
        return f"<{escape(url)}|{plain(label).replace('|', '¦')}>"
    return plain(label)


def cut(text: str, limit: int) -> str:
    """At most ``limit`` characters, an ellipsis where something is missing, never half of an entity."""
    if len(text) <= limit:
        return text
    return re.sub(r"&[a-z]*$|<[^>]*$", "", text[: limit - 1]) + "…"
