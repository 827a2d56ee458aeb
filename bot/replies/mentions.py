"""Mentions -> plain text, for `aptbot scan`: what a text names, most often named first."""

from collections import defaultdict
from collections.abc import Iterable

from knowledge.scanning import Mention

_TITLES = {
    "actor": "Actors", "software": "Software", "technique": "Techniques", "vulnerability": "Vulnerabilities",
    "country": "Countries", "region": "Regions", "sector": "Sectors",
}  # fmt: skip
TYPES = tuple(_TITLES)


def render_mentions(mentions: Iterable[Mention]) -> str:
    """One block a type, one line a thing named: what it is, how often, and the words the text has for it."""
    groups: dict[str, dict[tuple[str, ...], list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        groups[mention.type][mention.ids].append(mention)
    if not groups:
        return "No actor, software, technique, vulnerability, country or sector of the knowledge base is named in it."
    blocks = []
    for type_ in filter(groups.__contains__, TYPES):
        ordered = sorted(groups[type_].values(), key=lambda found: (-len(found), found[0].start))
        blocks.append("\n".join([f"{_TITLES[type_]} ({len(ordered)})", *(f"  {_line(found)}" for found in ordered)]))
    return "\n\n".join(blocks)


def _line(found: list[Mention]) -> str:
    first = found[0]
    names = " or ".join(
        f"{name} ({id_})" if name.lower() != id_.lower() else name for name, id_ in zip(first.names, first.ids, strict=True)
    )
    words = ", ".join(f"“{word}”" for word in dict.fromkeys(" ".join(mention.text.split()) for mention in found))
    times = "once" if len(found) == 1 else f"{len(found)} times"
    return f"{names}: {times}, as {words}"
