"""What each part of the search earns: `python -m bench.questions.ablation`.

Each row adds a part: whole names alone; names and conditions in sentences; exemplars of what people ask; passages found by
words (BM25), by meaning, by both, each above the score that is best on the tuning questions; at last above the fitted confidence.
The test half is counted with the same threshold.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from bench.questions.__main__ import faults, load, resolve
from bot.answers import passages
from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread
from bot.settings import read_settings
from index.errors import IndexUnusable
from index.search import Hit

THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 4.0, 6.0, 8.0, 10.0)


class Partly(KnowledgeBase):
    """The knowledge with parts of the search switched off. ``score`` ranks a hit; None finds no passages.

    ``fitted``: passages answer above the fitted confidence, else above a score.
    """

    def __init__(self, exemplars: bool, score: Callable[[Hit], float] | None, fitted: bool = False) -> None:
        super().__init__(read_settings())
        self.exemplars, self.score, self.fitted = exemplars, score, fitted

    def confidence(self, question: str, hits: list[Hit]) -> float:
        return super().confidence(question, hits) if self.fitted else max((hit.score for hit in hits), default=0.0)

    def search(self, question: str, count: int) -> list[Hit]:
        if self.score is None:
            raise IndexUnusable("switched off")
        hits = [replace(hit, score=self.score(hit)) for hit in super().search(question, 120)]
        return sorted(hits, key=lambda hit: -hit.score)[:count]

    def search_about(self, question: str, entities: Iterable[str]) -> list[Hit]:
        if self.score is None:
            raise IndexUnusable("switched off")
        return super().search_about(question, entities)

    def intent(self, masked: str) -> list[tuple[str, float]]:
        return super().intent(masked) if self.exemplars else []


def right(half: str, knowledge: KnowledgeBase, whole_names_only: bool = False) -> float:
    golds = [resolve(gold, knowledge) for gold in load(half)]
    return sum(not list(faults(gold, answer_of(gold, knowledge, whole_names_only))) for gold in golds) / len(golds)


def answer_of(gold: dict[str, object], knowledge: KnowledgeBase, whole_names_only: bool) -> Answer:
    texts = gold.get("thread") or [gold["question"]]
    assert isinstance(texts, list)
    if whole_names_only and not knowledge.names.look_up(texts[-1]).candidates:
        return Answer(texts[-1], "unknown", "unknown", "", "")
    return answer_text(texts[0], knowledge).answer if len(texts) == 1 else answer_thread(texts, knowledge)[-1].answer


def main() -> None:
    usual = passages.NEAR, passages.NEAR_BESIDE
    bare = Partly(False, None)
    print(f"{'whole names only':<34}{right('tune', bare, True):>8.1%} tune{right('test', bare, True):>8.1%} test")
    rows: tuple[tuple[str, bool, Callable[[Hit], float] | None], ...] = (
        ("+ names and conditions in sentences", False, None),
        ("+ exemplars", True, None),
        ("+ passages by words (BM25)", True, lambda hit: hit.lexical),
        ("+ passages by meaning (dense)", True, lambda hit: hit.cosine),
        ("+ both, fused, ranked by cover", True, lambda hit: hit.score),
    )
    for title, exemplars, score in rows:
        knowledge = Partly(exemplars, score)
        found = []
        for threshold in THRESHOLDS if score else usual[:1]:
            passages.NEAR = passages.NEAR_BESIDE = threshold
            found.append((right("tune", knowledge), threshold))
        best, passages.NEAR = max(found)
        passages.NEAR_BESIDE = passages.NEAR
        print(f"{title:<34}{best:>8.1%} tune{right('test', knowledge):>8.1%} test" + (f"   threshold {passages.NEAR}" if score else ""))
    passages.NEAR, passages.NEAR_BESIDE = usual
    whole = Partly(True, lambda hit: hit.score, fitted=True)
    print(f"{'+ fitted confidence':<34}{right('tune', whole):>8.1%} tune{right('test', whole):>8.1%} test")


if __name__ == "__main__":
    main()
