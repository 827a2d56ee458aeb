"""Fit the confidence in passages: `python -m bench.questions.calibrate`.

Takes the tuning questions that come down to passages: those whose gold actor is among the first passages against those that
nothing answers. And those about one actor that no cue decides: those that something answers against the others. Prints the
weights for index/confidence.py and how well they part the two. The test half is not read.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bench.asked import SETS as EVERY
from bench.questions.__main__ import load, resolve
from bench.questions.crossed import LIKE, masked
from bot.answers.nearest import About
from bot.knowledge_base import KnowledgeBase
from bot.questions.intents import fitting
from bot.questions.reading import fitting_about
from bot.questions.understand import understand
from bot.questions.wording import is_yesno
from bot.settings import read_settings
from index.confidence import Signs

SETS = tuple(name for name in EVERY if name != "dev2")
KINDS = ("passages", "campaigns", "unknown")
NAMES = [field.name for field in dataclasses.fields(Signs)]
STEPS, RATE, DECAY = 8000, 0.5, 0.001


FOLDS = 10
"""The questions are among the exemplars: how well a question fits is asked of ten fits, each without what is like a tenth of them."""


def examples(knowledge: KnowledgeBase) -> tuple[np.ndarray, np.ndarray]:
    """Signs and whether the passages answer, of every question that comes down to passages."""
    search = knowledge.opened()
    signs, answers, texts = [], [], []
    for gold in (resolve(gold, knowledge) for half in SETS for gold in load(half) if gold["kind"] in KINDS and "question" in gold):
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


def examples_about(knowledge: KnowledgeBase) -> tuple[np.ndarray, np.ndarray]:
    """The signs of every question about one actor that no cue decides, and whether anything answers it."""
    golds = [resolve(gold, knowledge) for half in SETS for gold in load(half) if "question" in gold]
    asked = masked(golds, knowledge)
    signs, answers, texts = [], [], []
    for gold, noted in zip(golds, asked, strict=True):
        question = understand(gold["question"], knowledge.names, knowledge.graph, knowledge.intent)
        if len(question.subjects) != 1 or question.fitting is None:
            continue
        share = About(replace(question, subject=question.subjects[0]), knowledge).share
        signs.append([0.0, share, float(is_yesno(question.text))])
        answers.append(gold["kind"] != "unknown")
        texts.append(noted[-1])
    found = np.array(signs)
    found[:, 0] = unseen(knowledge, texts, fitting_about)
    return found, np.array(answers, float)


def unseen(knowledge: KnowledgeBase, texts: list[str], fits: Callable[[dict[str, float]], float] = fitting) -> list[float]:
    """How well each text fits, as learned without the exemplars that are like it."""
    found = [0.0] * len(texts)
    for fold in range(FOLDS):
        part = range(fold, len(texts), FOLDS)
        learned = knowledge.learned().forgetting([texts[position] for position in part], LIKE)
        for position in part:
            found[position] = fits(dict(learned.scores(texts[position])))
    return found


def fit(signs: np.ndarray, answers: np.ndarray, balanced: bool) -> np.ndarray:
    """Weights and bias of a logistic regression, by gradient descent; ``balanced``: both sides weigh the same."""
    rows = np.hstack([signs, np.ones((len(signs), 1))])
    share = np.where(answers == 1, 0.5 / max(1, answers.sum()), 0.5 / max(1, (1 - answers).sum())) if balanced else 1 / len(answers)
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        weights -= RATE * (rows.T @ ((likely - answers) * share) + DECAY * np.r_[weights[:-1], 0])
    return weights


def main() -> None:
    knowledge = KnowledgeBase(read_settings())
    show(NAMES, *examples(knowledge), balanced=False)
    show(["fitting", "covered", "yesno"], *examples_about(knowledge), balanced=True)


def show(names: list[str], signs: np.ndarray, answers: np.ndarray, balanced: bool) -> None:
    """Print the weights, and how well they part the two."""
    weights = fit(signs, answers, balanced)
    likely = 1 / (1 + np.exp(-np.hstack([signs, np.ones((len(signs), 1))]) @ weights))
    print("  ".join(f"{name}={weight:.2f}" for name, weight in zip([*names, "bias"], weights, strict=True)))
    right, wrong = likely[answers == 1], likely[answers == 0]
    print(f"{len(right)} answerable, {len(wrong)} not; of a pair, the answerable is likelier in {(right[:, None] > wrong).mean():.1%}")
    for threshold in (0.15, 0.4, 0.5, 0.6, 0.65, 0.7):
        print(f"  from {threshold}: {(right >= threshold).mean():.1%} of the answerable, {(wrong >= threshold).mean():.1%} of the others")


if __name__ == "__main__":
    main()
