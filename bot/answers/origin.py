"""Who is said to be behind an actor."""

from bot.answers.model import Item
from knowledge.graph import Graph
from knowledge.model import LAYERS, Attribution
from knowledge.patterns import as_pattern


def origin_words(graph: Graph, actor_id: str) -> str:
    """The country of the weightiest attribution, as ``Russia``; empty where nobody says."""
    ranked = _ranked(graph, actor_id)
    return next((graph.term_name("country", a.country) for a in ranked if a.country), "")


def origin_items(graph: Graph, actor_id: str) -> list[Item]:
    """Each distinct attribution with its confidence and who asserts it."""
    items: dict[tuple[str, str], Item] = {}
    for a in _ranked(graph, actor_id):
        country = graph.term_name("country", a.country) if a.country else ""
        place = (a.country, a.sponsor)
        if place in items:
            known = items[place]
            items[place] = Item(known.value, known.detail, tuple(dict.fromkeys((*known.sources, *a.sources))))
            continue
        value = ", ".join(filter(None, (country, a.sponsor))) or UNNAMED
        details = [
            f"{a.confidence} confidence" if a.confidence != "unstated" else "",
            f"said by {a.asserted_by}" if a.asserted_by else "",
            a.note,
        ]
        items[place] = Item(value, "; ".join(filter(None, details)), a.sources)
    return list(items.values())


UNNAMED = "not named"
"""What stands for a country and a sponsor where a source says only that none is named."""
_NOBODY = as_pattern(
    r"(?i)(?:(?P<nobody>not named|unknown)|(?P<unknown>unknown)\W+(?P<taken>.+)|no state(?: (?P<how>known|named))?:\s*(?P<who>.+))"
)


def attributed(name: str, item: Item) -> str:
    """The sentence that says whom an actor is attributed to, and how surely; or that nobody is, where the sources say that."""
    sure = item.detail.partition(";")[0]
    how = f", with {sure}" if sure.endswith(" confidence") else ""
    found = _NOBODY.fullmatch(item.value)
    if found is None:
        return f"{name} is attributed to {item.value}{how}."
    if found["nobody"]:
        return f"No source here names who is behind {name}."
    if found["unknown"]:
        return f"Who is behind {name} is not known: {found['taken']}{how}."
    return f"No state is {found['how'] or 'said to be'} behind {name}: {found['who']}{how}."


def _ranked(graph: Graph, actor_id: str) -> list[Attribution]:
    return sorted(graph.attributions_of(actor_id), key=lambda a: (LAYERS.index(a.layer), not a.country))
