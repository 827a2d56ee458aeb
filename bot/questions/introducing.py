"""What a text speaks of before it asks: ``FIN7 is in the news again. what do they do``."""

import re

from bot.questions.focus import Focus
from bot.questions.intents import says
from bot.questions.understand import understand
from knowledge.graph import Graph
from knowledge.names import Names


def introduced(text: str, names: Names, graph: Graph) -> tuple[Focus, str]:
    """Of ``FIN7 is in the news again. what do they do`` what is spoken of and what is asked; no focus where nothing is introduced."""
    match = _INTRODUCED.fullmatch(" ".join(text.split()))
    if (
        not match
        or _IS_IT_SO.match(match["asked"])
        or not says("pronoun", match["asked"])
        or "?" in match["said"]
        or understand(match["asked"], names, graph).subjects
    ):
        return Focus(), text
    said = understand(match["said"], names, graph)
    if len(said.subjects) != 1 or said.kind == "identity":
        return Focus(), text
    actor = said.subjects[0].of_type("actor")[0].entity
    return Focus(said.subjects[0].name, actor.name, "", (actor.id,)), match["asked"]


_IS_IT_SO = re.compile(
    r"(?i)(?:and\s+|so\s+)?(?:is|are|was)\s+(?:he|she|they|it|that|this)\s+(?:\w+\s+)?(?:right|true|so|correct|wrong|real)\b"
)
_INTRODUCED = re.compile(
    r"(?i)(?P<said>[^.!?]{3,120})[.!]+\s+(?P<asked>(?:and\s+|so\s+)?(?:who|whom|what|which|where|when|how|why|are|is|do|does|did|have|has)\b[^.]{3,})"
)
