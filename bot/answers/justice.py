"""Whether people of an actor were arrested, charged or sentenced."""

import re

from bot.answers.evidence import actor_ref, when_in_words
from bot.answers.model import Answer, Section
from bot.answers.nearest import About, passage_item
from bot.answers.sentences import sentences
from bot.knowledge_base import KnowledgeBase
from bot.questions.model import Question
from index.errors import IndexUnusable

_JUSTICE = re.compile(
    r"(?i)\b(?:arrest\w*|indict\w*|charg(?:e|ed|es) (?:against|with|in|of|by)|charged|convict\w*|sentenc\w*|jail\w*|prison\w*|extradit\w*|"
    r"plead\w* guilty|detain\w*|custody|trial|wanted by|rewards?|bount(?:y|ies))\b"
)


SHOWN = 5


def answer(question: Question, knowledge: KnowledgeBase, actor_id: str) -> Answer | None:
    """What is told of arrests, charges and sentences of an actor's people, the first of it in the headline; else that nothing is.

    None where there is no passage index.
    """
    actor = actor_ref(knowledge.graph, actor_id)
    try:
        hits = [hit for _, hit in About(question, knowledge).found]
    except IndexUnusable:
        return None
    told = [hit for hit in hits if _JUSTICE.search(f"{hit.passage.title} {hit.passage.text}")]
    if not told:
        return Answer(
            question.text, "passages", "unknown", f"{actor.name}: arrests and charges",
            f"No source here tells of an arrest or a charge of people of {actor.name}.", actors=(actor,),
            notes=("That no source here says so does not mean that it is not so.",),
        )  # fmt: skip
    first = next((s for s in sentences(told[0].passage.text) if _JUSTICE.search(s)), told[0].passage.title)
    # the actor and what the passage is called, without its other names
    what = ", ".join(told[0].passage.title.split(", ")[:2])
    when = f" ({when_in_words(told[0].passage.when)})" if told[0].passage.when else ""
    return Answer(
        question.text, "passages", "answered", f"{actor.name}: arrests and charges", f"{what}{when}: {first}",
        headline_sources=told[0].passage.sources, sections=(Section("What the sources say", tuple(map(passage_item, told[:SHOWN]))),),
        actors=(actor,), values=tuple(hit.passage.title for hit in told[:SHOWN]),
    )  # fmt: skip
