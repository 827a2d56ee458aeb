"""How many of the tuning questions are answered right as if they had not been learned from: `python -m bench.questions.crossed`.

The tuning sets are among the exemplars, so that their plain figures flatter. Here every question is asked five times over in
turn: of what was learned without the exemplars that are like it or like any of a fifth of the questions. The test half, which
is among none, is left out.
"""

from typing import Any

from bench.asked import SETS
from bench.questions.__main__ import ask, load, report, resolve
from bot.knowledge_base import KnowledgeBase
from bot.service import Timed
from bot.settings import read_settings

FOLDS, LIKE = 5, 0.93
"""So many parts; and the cosine from which on an exemplar is like a question."""


def masked(golds: list[dict[str, Any]], knowledge: KnowledgeBase) -> list[list[str]]:
    """What is asked of the exemplars for each question: its text with the names masked."""
    found: list[list[str]] = []

    def noting(text: str) -> list[tuple[str, float]]:
        found[-1].append(text)
        return KnowledgeBase.intent(knowledge, text)

    knowledge.intent = noting  # type: ignore[method-assign]
    for gold in golds:
        found.append([gold["question"]] if "question" in gold else [])
        ask(gold, knowledge)
    del knowledge.intent
    return found


def main() -> None:
    knowledge = KnowledgeBase(read_settings())
    everything = [(half, resolve(gold, knowledge)) for half in SETS for gold in load(half)]
    texts, learned = masked([gold for _, gold in everything], knowledge), knowledge.learned()
    answered: dict[int, Timed] = {}
    for fold in range(FOLDS):
        part = range(fold, len(everything), FOLDS)
        knowledge.learn(learned.forgetting([text for position in part for text in texts[position]], LIKE))
        for position in part:
            answered[position] = ask(everything[position][1], knowledge)
    for half in SETS:
        report(half, [(gold, answered[position]) for position, (name, gold) in enumerate(everything) if name == half], False)
    report("all, as not learned from", [(gold, answered[position]) for position, (_, gold) in enumerate(everything)], False)


if __name__ == "__main__":
    main()
