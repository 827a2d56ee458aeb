"""Every reply of every actor, every piece of software and every labelled question, as messages of Slack."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from bot.answers.compose import answer_question
from bot.answers.model import Answer, Kind
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from bot.replies.blocks import Look, render_blocks
from bot.replies.paging import pages
from bot.replies.pressed import Press
from bot.service import answer_text, answer_thread
from knowledge.names import meaning_of

SIDES: tuple[Kind, ...] = ("profile", "names", "tools", "targets", "techniques", "attribution", "campaigns")
BENCH = Path(__file__).parent.parent.parent / "bench" / "questions"


def every_answer(knowledge: KnowledgeBase) -> Iterator[Answer]:
    return chain(of_entities(knowledge), of_questions(knowledge))


def of_entities(knowledge: KnowledgeBase) -> Iterator[Answer]:
    """The sides of every actor and the card of every piece of software, as if each was asked for by a name that is its own."""
    for entity in knowledge.graph.records.entities:
        if entity.type not in ("actor", "software"):
            continue
        meaning = meaning_of(knowledge.names.table.entities[entity.id])
        for kind in SIDES if entity.type == "actor" else ("software",):
            text = f"{kind} {entity.name}"
            yield answer_question(Question(text, kind, meaning, subjects=(meaning,)), knowledge)


def of_questions(knowledge: KnowledgeBase) -> Iterator[Answer]:
    """The answers to every labelled question; nothing of them is shown."""
    for path in sorted(BENCH.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            yield (
                answer_thread(gold["thread"], knowledge)[-1].answer if "thread" in gold else answer_text(gold["question"], knowledge).answer
            )


def every_look(answer: Answer) -> Iterator[list[dict[str, Any]]]:
    """A reply in all the looks that Slack shows: to one user, in a thread, in the agent's pane, each page, the sources."""
    last = len(pages(answer)) - 1
    for page in {0, 1, last} if last else {0}:
        yield render_blocks(answer, Look(Press(answer.question, page=page, private=page != 1)))
    yield render_blocks(answer, Look(Press(answer.question, "sources")))
    yield render_blocks(answer, Look(rated=True, headless=True))
