"""How likely it is that the best passage answers a question that names nothing: a logistic model of what the search found.

Fitted by `python -m bench.questions.calibrate` on the tuning questions that come down to passages; the test half is held out.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

LEXICAL_FULL = 15.0
"""BM25 score from which a match counts as whole."""


@dataclass(frozen=True)
class Signs:
    """What speaks for and against the best passage.

    ``cosine``: nearness in meaning. ``covered``: which share of the question, by the rarity of its words, the passage has.
    ``foreign``: which share of it no passage at all has. ``lead``: how far the best is ahead of the second. ``lexical``: BM25, 0 to 1.
    ``fitting``: how much likelier what was learned from labelled questions holds it to ask for what passages tell than for what none does.
    """

    cosine: float
    covered: float
    foreign: float
    lead: float
    lexical: float
    fitting: float = 0.0


WEIGHTS = Signs(cosine=2.79, covered=1.20, foreign=-3.95, lead=3.32, lexical=4.28, fitting=2.62)
BIAS = -4.55


def confidence(signs: Signs) -> float:
    """From 0 to 1: that the passage answers the question."""
    parts = (getattr(WEIGHTS, name) * getattr(signs, name) for name in Signs.__dataclass_fields__)
    return _logistic(BIAS + sum(parts))


ABOUT = {"fitting": 2.96, "covered": 2.88, "yesno": -1.64}
ABOUT_BIAS = -1.57


def confidence_about(fitting: float, covered: float, yesno: bool) -> float:
    """From 0 to 1: that something here answers a question about an actor that no cue decides.

    ``fitting``: how much likelier, by what was learned, it asks for a side of the actor than for what no source tells. ``covered``: which
    share of it the nearest passage about the actor has. ``yesno``: whether it wants a yes.
    """
    return _logistic(ABOUT["fitting"] * fitting + ABOUT["covered"] * covered + ABOUT["yesno"] * yesno + ABOUT_BIAS)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def covered(asked: Sequence[str], having: frozenset[str], rarity: Callable[[str], float]) -> float:
    """Which share of the words asked for, by rarity, is among others; 1 where nothing is asked for."""
    return share({word: rarity(word) for word in asked}, having)


def share(weights: Mapping[str, float], having: frozenset[str]) -> float:
    """Which share of some weighted words is among others; 1 where none weighs anything."""
    whole = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in having) / whole if whole else 1.0
