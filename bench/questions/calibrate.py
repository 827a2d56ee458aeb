"""Fit the confidence in passages: `python -m bench.questions.calibrate`.

Takes the tuning questions that come down to passages: those whose gold actor is among the first passages against those that
nothing answers. Prints the weights for index/confidence.py and how well they part the two. The test half is not read.
"""

import dataclasses

import numpy as np

from bench.questions.__main__ import load, resolve
from bot.knowledge_base import KnowledgeBase
from bot.questions.intents import fitting
from bot.questions.understand import understand
from bot.settings import read_settings
from index.confidence import Signs

SETS = ("tune", "dev", "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "dev9")
KINDS = ("passages", "campaigns", "unknown")
NAMES = [field.name for field in dataclasses.fields(Signs)]
STEPS, RATE, DECAY = 8000, 0.5, 0.001


FOLDS, LIKE = 10, 0.93
"""The questions are among the exemplars: how well a question fits is asked of ten fits, each without what is like a tenth of them."""


def examples(knowledge: KnowledgeBase) -> tuple[np.ndarray, np.ndarray]:
    """Signs and whether the passages answer, of every question that comes down to passages."""
    search = knowledge.opened()
    signs, answers, texts = [], [], []
    for gold in (resolve(gold, knowledge) for half in SETS for gold in load(half) if gold["kind"] in KINDS):
        question = understand(gold["question"], knowledge.names, knowledge.graph, knowledge.intent)
        if question.kind != "passages" or question.subjects:
            continue
        hits = search.find(question.text, 24)
        actors = [entity for hit in hits[:5] for entity in hit.passage.entities if knowledge.graph.is_actor(entity)][:3]
        if gold["kind"] == "unknown" or set(gold["actors"]) & set(actors):
            signs.append([getattr(search.signs(question.text, hits), name) for name in NAMES])
            answers.append(gold["kind"] != "unknown")
            texts.append(question.text)
    found = np.array(signs)
    found[:, NAMES.index("fitting")] = unseen(knowledge, texts)
    return found, np.array(answers, float)


def unseen(knowledge: KnowledgeBase, texts: list[str]) -> list[float]:
    """How well each text fits, as learned without the exemplars that are like it."""
    found = [0.0] * len(texts)
    for fold in range(FOLDS):
        part = range(fold, len(texts), FOLDS)
        learned = knowledge.learned().forgetting([texts[position] for position in part], LIKE)
        for position in part:
            found[position] = fitting(dict(learned.scores(texts[position])))
    return found


def fit(signs: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """Weights and bias of a logistic regression, by gradient descent."""
    rows = np.hstack([signs, np.ones((len(signs), 1))])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        weights -= RATE * (rows.T @ (likely - answers) / len(answers) + DECAY * np.r_[weights[:-1], 0])
    return weights


def main() -> None:
    signs, answers = examples(KnowledgeBase(read_settings()))
    weights = fit(signs, answers)
    likely = 1 / (1 + np.exp(-np.hstack([signs, np.ones((len(signs), 1))]) @ weights))
    print("  ".join(f"{name}={weight:.2f}" for name, weight in zip([*NAMES, "bias"], weights, strict=True)))
    right, wrong = likely[answers == 1], likely[answers == 0]
    print(f"{len(right)} answerable, {len(wrong)} not; of a pair, the answerable is likelier in {(right[:, None] > wrong).mean():.1%}")
    for threshold in (0.4, 0.5, 0.6, 0.7):
        print(f"  from {threshold}: {(right >= threshold).mean():.1%} of the answerable, {(wrong >= threshold).mean():.1%} of the others")


if __name__ == "__main__":
    main()
