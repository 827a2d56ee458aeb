"""What a question takes for granted of an actor and no source says: a program that it is not said to use."""

from collections.abc import Iterator
from dataclasses import replace

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Mentioned, Question
from bot.questions.negation import is_left_out
from index.errors import IndexUnusable


def without_premise(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer as unknown, where the question speaks of a program that nothing here links with its actor.

    ``on which date did Mofang switch to Cobalt Strike``: what Mofang is said to use does not answer that.
    """
    subject = question.subject
    if answer.status not in ("answered", "yes") or answer.kind in _ABOUT_NAMES or subject is None or len(question.subjects) != 1:
        return answer
    ids = {candidate.entity.id for candidate in subject.of_type("actor")}
    unlinked = [m for m in _programs(question) if ids and not _is_linked(m, ids, answer, knowledge)]
    if not unlinked:
        return answer
    name = answer.actors[0].name if answer.actors else subject.name
    recorded = f"{answer.headline[:1].upper()}{answer.headline[1:]}"
    return replace(
        answer, status="unknown", headline=f"No source here connects {name} with {unlinked[0].text}. What is recorded: {recorded}"
    )


_ABOUT_NAMES = ("help", "identity", "comparison", "names")


def _programs(question: Question) -> Iterator[Mentioned]:
    """The programs that a question names and does not leave out, which are nobody's name."""
    for mention in question.mentions:
        before, _, after = question.text.partition(mention.text)
        if mention.meaning.of_type("software") and not mention.meaning.of_type("actor") and not is_left_out(before, after):
            yield mention


def _is_linked(mention: Mentioned, actor_ids: set[str], answer: Answer, knowledge: KnowledgeBase) -> bool:
    """Whether one of some actors is said to use a program, or anything told of it, here or in a passage, has a name of it."""
    graph = knowledge.graph
    programs = {candidate.entity.id for candidate in mention.meaning.of_type("software")}
    if any(use.subject in actor_ids for program in programs for use in graph.users_of(program)):
        return True
    names = {claim.name.lower() for program in programs for claim in graph.names_of(program)} | {mention.text.lower()}
    if any(name in statement.lower() for statement in answer.statements() for name in names):
        return True
    try:
        told = knowledge.passages_about(sorted(actor_ids))
    except IndexUnusable:
        return True
    return any(name in passage.embedded.lower() for passage in told for name in names)
