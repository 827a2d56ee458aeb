"""A statement on targets in one line, what was asked for first and the rest counted."""

from collections.abc import Iterable

from bot.answers.evidence import when_in_words
from bot.questions.model import Condition
from knowledge.graph import Graph
from knowledge.model import Targeting

SHOWN, FEW = 3, 9
"""Of a few terms all are shown, in their order; of many just some."""


def asked_terms(graph: Graph, conditions: Iterable[Condition]) -> set[str]:
    """The ids of the places and sectors that a question asks for, with what lies within them."""
    targets = [c for c in conditions if c.type in ("country", "region", "sector") and not c.negated]
    return {id_ for condition in targets for id_ in graph.within(condition.type, condition.id)}


def targeting_line(graph: Graph, targeting: Targeting, asked: set[str]) -> str:
    """``2017: goes after Telecommunications and 1 more sector in Kazakhstan and 5 more places with X-Agent``."""
    sectors = _some([(graph.term_name("sector", s), s in asked) for s in targeting.sectors], "sector", "sectors")
    places = [(graph.term_name("region", r), r in asked) for r in targeting.regions]
    places += [(graph.term_name("country", c), c in asked) for c in targeting.countries]
    whom = sectors or ", ".join(targeting.organizations[:SHOWN])
    where = _some(places, "place", "places")
    text = " ".join(filter(None, (f"goes after {whom}" if whom else "", f"{'in' if whom else 'goes after'} {where}" if where else "")))
    if targeting.software:
        text += " with " + ", ".join(map(graph.name, targeting.software[:SHOWN]))
    return ": ".join(filter(None, (when_in_words(targeting.when), text)))


def _some(terms: list[tuple[str, bool]], one: str, many: str) -> str:
    """All the terms where they are few; else those asked for, or the first, and how many more there are."""
    names = list(dict.fromkeys(name for name, _ in terms))
    if len(names) <= FEW:
        return ", ".join(names)
    wanted = list(dict.fromkeys(name for name, asked in terms if asked)) or names
    shown = wanted[:SHOWN]
    rest = len(names) - len(shown)
    return f"{', '.join(shown)} and {rest} more {one if rest == 1 else many}"
