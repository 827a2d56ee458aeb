"""What is answered by a passage about its actor, where nothing that is recorded answers it: the sentence that tells most goes first."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.model import Answer
from bot.answers.sentences import sentences
from bot.knowledge_base import KnowledgeBase
from index.words import words

if TYPE_CHECKING:
    from index.passages import Passage

NOTHING = "No source here "
"""How a reply begins that has nothing to tell."""
_BEHIND = ("No source here lists attribution", "No source here names who is behind")
"""Who is behind an actor is seldom told where it is not recorded."""


def with_its_sentence(answer: Answer, asked: tuple[str, ...], passage: "Passage", knowledge: KnowledgeBase) -> Answer:
    """An answer that begins with the sentence of a passage that tells most of what is asked, and notes what else it would begin with.

    Raises IndexUnusable.
    """
    if not answer.headline.startswith(NOTHING) or answer.headline.startswith(_BEHIND):
        return answer
    weights = {word: knowledge.rarity(word) for word in asked}
    best = max(sentences(passage.text), key=lambda sentence: sum(weights.get(word, 0.0) for word in set(words(sentence))))
    return replace(
        answer, headline=f"{passage.title}: {best}", headline_sources=passage.sources, notes=(answer.headline, *answer.notes)
    )  # fmt: skip
