"""The knowledge up to a ceiling: what is marked higher is not there, neither in names nor in lists nor in passages."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bot.knowledge_base import KnowledgeBase
from index.words import words
from knowledge.graph import Graph
from knowledge.marked import strictest_of, up_to
from knowledge.marking import Marking, is_within
from knowledge.model import Records
from knowledge.name_table import build_name_table
from knowledge.names import Names

if TYPE_CHECKING:
    from index.exemplars import Exemplars
    from index.habits import Habit
    from index.passages import Passage
    from index.reports import Fit
    from index.search import Hit, Search

DEEPER = 4
"""So many times as many passages are searched for as are wanted, as some of them may not be shown."""


class RestrictedKnowledge(KnowledgeBase):
    """A view of a knowledge base; the passages and what was learned are shared with it."""

    def __init__(self, whole: KnowledgeBase, ceiling: Marking) -> None:
        super().__init__(whole.settings)
        self._whole, self._ceiling = whole, ceiling
        self.thinking = whole.thinking

    @cached_property
    def _records(self) -> Records:
        return up_to(self._whole.graph.records, self._ceiling)

    @cached_property
    def strictest(self) -> Marking:
        return strictest_of(self._records)

    @cached_property
    def names(self) -> Names:
        with self._lock:
            return Names(build_name_table(self._records))

    @cached_property
    def graph(self) -> Graph:
        with self._lock:
            return Graph(self._records)

    def search(self, question: str, count: int) -> "list[Hit]":
        return [hit for hit in self._whole.search(question, count * DEEPER) if self._may_show(hit)][:count]

    def search_many(self, question: str, entities: Iterable[str] | None = None) -> "list[Hit]":
        return [hit for hit in self._whole.search_many(question, entities) if self._may_show(hit)]

    def search_saying(self, question: str, said: str) -> "list[Hit]":
        return [hit for hit in self._whole.search_saying(question, said) if self._may_show(hit)]

    def search_habit(self, question: str, habit: "Habit") -> "list[Hit]":
        return [hit for hit in self._whole.search_habit(question, habit) if self._may_show(hit)]

    def search_about(self, question: str, entities: Iterable[str]) -> "list[Hit]":
        return [hit for hit in self._whole.search_about(question, entities) if self._may_show(hit)]

    def passages_about(self, entities: Iterable[str]) -> "list[Passage]":
        return [passage for passage in self._whole.passages_about(entities) if self._is_open(passage)]

    def tells(self, entities: Iterable[str], word: str) -> bool:
        return any(set(words(word)) <= set(words(passage.embedded)) for passage in self.passages_about(entities))

    def search_fitting(self, sentences: Sequence[str]) -> "list[Fit]":
        return self.opened().find_fitting(sentences, self.graph.is_actor, self._is_open)

    def expect(self, question: str) -> None:
        self._whole.expect(question)

    def learned(self) -> "Exemplars":
        return self._whole.learned()

    def opened(self) -> "Search":
        return self._whole.opened()

    def _may_show(self, hit: "Hit") -> bool:
        return self._is_open(hit.passage)

    def _is_open(self, passage: "Passage") -> bool:
        return is_within(passage.tlp, self._ceiling) and self._hidden.isdisjoint(passage.entities)

    @cached_property
    def _hidden(self) -> frozenset[str]:
        shown = {entity.id for entity in self._records.entities}
        return frozenset(entity.id for entity in self._whole.graph.records.entities if entity.id not in shown)
