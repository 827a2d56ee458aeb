"""How well reports that name nobody are told apart: `python -m bench.questions.reports`.

Of the tuning questions that are reports: how often the actor that fits best is the right one, how high it scores, and how high the best
scores where nobody fits. The score from which one is told (bot/answers/reports.py, SURE) and the weights in index/reports.py were chosen
so that no report of an invented case reaches it and most of the others do.
"""

from bench.asked import SETS
from bench.questions.__main__ import load, resolve
from bot.answers.reports import SURE, reported
from bot.knowledge_base import KnowledgeBase
from bot.questions.reports import read_report
from bot.settings import read_settings

KINDS = ("passages", "unknown")
LOWEST = 8
"""So many of the lowest and the highest scores are printed."""


def main() -> None:
    knowledge = KnowledgeBase(read_settings())
    right: list[float] = []
    wrong: list[float] = []
    nobody: list[float] = []
    for gold in (resolve(gold, knowledge) for half in SETS for gold in load(half) if gold["kind"] in KINDS and "question" in gold):
        question = reported(gold["question"], knowledge)
        report = read_report(question.text) if question else None
        if not question or not report:
            continue
        best = next(fit for fit in knowledge.search_fitting(report.told) if fit.entity not in question.besides)
        scores = nobody if gold["kind"] == "unknown" else right if best.entity in gold["actors"] else wrong
        scores.append(best.score)
    print(f"{len(right) + len(wrong)} reports that fit somebody: {len(right)} times the right one fits best")
    print(f"told from {SURE}: {sum(s >= SURE for s in right)} right, {sum(s >= SURE for s in wrong)} wrong")
    print(f"{len(nobody)} that fit nobody: {sum(s >= SURE for s in nobody)} told")
    for name, scores in (("right", sorted(right)[:LOWEST]), ("wrong", sorted(wrong)), ("nobody", sorted(nobody)[-LOWEST:])):
        print(f"  {name}: {', '.join(f'{score:.2f}' for score in scores)}")


if __name__ == "__main__":
    main()
