"""Which of an actor's tools did or does something: ``which tool of Gamaredon restarted Kazuar``, ``which backdoor sits in Exchange``.

The list of its tools does not answer that; a sentence about the actor, or about a program that it uses, with most of what is said does.
"""

from collections.abc import Iterator

from bot.answers.evidence import actor_ref
from bot.answers.model import Answer
from bot.answers.sentences import sentences
from bot.answers.sentences_about import sentences_about
from bot.answers.told_things import weight_of
from bot.knowledge_base import KnowledgeBase
from bot.questions.deeds import HAPPENED
from bot.questions.intents import without_cues
from bot.questions.model import Question
from index.errors import IndexUnusable
from index.words import words
from knowledge.graph import Graph
from knowledge.model import Statement
from knowledge.ordinary import chat_words, question_words
from knowledge.patterns import as_pattern

SHARE, TELLING, LEAST = 0.6, 8.0, 2
"""So much of what is said of a tool, weighed by how rare it is, must a sentence have; so rare must that be together, in so many words."""
_ASKS = as_pattern(
    r"(?i)\b(?:which|what)\s+(?:(?:one\s+)?of\s+(?:the|their|its)\s+)?(?:[\w-]+\s+){0,2}?(?:tools?|backdoors?|implants?|malware|trojans?|loaders?|programs?|rootkits?|worms?|"
    r"stealers?|rats?|botnets?|frameworks?)\s+(?:of\s+(?:theirs|its|(?:the\s+)?\S+(?:\s(?!is|was|did|does)\S+)?)\s+)?"
    r"(?!(?:turned|showed|appeared|came|seen|found|the|these|those|one|same|there|some|more|else|like|do|does|did|are|were|have|has|had|they|it|he|is|was|can|could|would|will|used|uses?|by|from|for|in|on|with|against|since|or|and)\b)(?-i:[a-z]+(?:s|ed|t|e))\b"
)


def told_of_one(answer: Answer, question: Question, knowledge: KnowledgeBase) -> Answer:
    """The answer; where it lists an actor's tools and one is asked for by what it did, the sentence that tells that."""
    meant = question.subject.of_type("actor") if question.subject else ()
    if answer.kind != "tools" or len(question.subjects) != 1 or not meant or not _ASKS.search(question.text):
        return answer
    graph, actor_id = knowledge.graph, meant[0].entity.id
    called = {word for meaning in question.subjects for word in words(meaning.name)} | set(words(graph.name(actor_id)))
    said = [word for word in dict.fromkeys(words(HAPPENED.sub(" ", without_cues(question.text)))) if word not in called]
    try:
        asked = {w: knowledge.rarity(w) for w in said if len(w) > 1 and w not in question_words() and w not in chat_words()}
        told = (
            (weight_of(asked, set(words(f"{of_what} {sentence}"))), name, sentence, by)
            for name, of_what, sentence, by in _told(graph, actor_id)
        )
        weight, name, sentence, by = max(told, key=lambda found: found[0], default=(0.0, "", "", None))
    except IndexUnusable:
        return answer
    if by is None or len(asked) < LEAST or weight < max(TELLING, SHARE * sum(asked.values())):
        return answer
    return Answer(
        question.text, "tools", "answered", name, f"{name}: {sentence}", headline_sources=by.sources,
        actors=(actor_ref(graph, actor_id),), values=(name,),
    )  # fmt: skip


def _told(graph: Graph, actor_id: str) -> Iterator[tuple[str, str, str, Statement]]:
    """The sentences about the programs of an actor, with the program's name, and those about the actor; and what says that of it."""
    for use in graph.uses_of_type(actor_id, "software"):
        name, text = graph.name(use.object), ". ".join(filter(None, (use.text, use.role)))
        yield from ((name, name, sentence, use) for sentence in sentences(text))
        yield from ((name, text, s, summary) for summary in graph.summaries_of(use.object) for s in sentences(summary.text))
    yield from ((graph.name(actor_id), "", sentence, statement) for sentence, statement in sentences_about(graph, actor_id))
