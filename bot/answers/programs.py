"""The programs that a question names, and whether anything here links an actor with one."""

from collections.abc import Iterator

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Mentioned, Question
from bot.questions.negation import is_left_out
from index.errors import IndexUnusable


def programs(question: Question) -> Iterator[Mentioned]:
    """The programs that a question names and does not leave out: nobody's names, and those that are programs here."""
    for mention in question.mentions:
        before, _, after = question.text.partition(mention.text)
        used = any(c.type == "software" and c.text.lower() == mention.text.lower() for c in question.conditions)
        only = mention.meaning.of_type("software") and not mention.meaning.of_type("actor")
        if (only or (used and mention.meaning not in question.subjects)) and not is_left_out(before, after):
            yield mention


def is_linked(mention: Mentioned, actor_ids: set[str], answer: Answer, knowledge: KnowledgeBase) -> bool:
    """Whether one of some actors is said to use a program, or anything told of it, here or in a passage, has a name of it."""
    graph = knowledge.graph
    programs = {candidate.entity.id for candidate in mention.meaning.of_type("software")}
    if any(use.subject in actor_ids for program in programs for use in graph.users_of(program)):
        return True
    names = {claim.name.lower() for program in programs for claim in graph.names_of(program)} | {mention.text.lower()}
    if any(name in statement.lower() for statement in answer.statements() for name in names):
        return True
    return stands_in_passages(names, actor_ids, knowledge)


def stands_in_passages(names: set[str], actor_ids: set[str], knowledge: KnowledgeBase) -> bool:
    """Whether a passage about any of some actors has any of some names, in small letters; as if it had where there are no passages."""
    try:
        told = knowledge.passages_about(sorted(actor_ids))
    except IndexUnusable:
        return True
    return any(name in passage.embedded.lower() for passage in told for name in names)
