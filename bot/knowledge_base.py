"""The knowledge as the bot holds it: names at once, the rest when it is first asked for."""

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from bot.settings import Settings
from index.errors import IndexUnusable
from index.store import index_fingerprint
from knowledge import FOLDER
from knowledge.compiled import CompiledError, fingerprint, read_graph, read_manifest, read_names
from knowledge.graph import Graph
from knowledge.marking import Marking, is_within
from knowledge.names import Names

if TYPE_CHECKING:
    from index.exemplars import Exemplars
    from index.habits import Habit, Likely
    from index.passages import Passage
    from index.reports import Fit
    from index.search import Hit, Search
    from knowledge.scanning import Scanner

log = logging.getLogger(__name__)

T = TypeVar("T")

RECENT = 64
"""Of so many questions it is remembered what they may ask for."""
OFTEN = 8
"""A word that stands in so many labelled questions is one of those that people ask with."""


class KnowledgeBase:
    """Names, graph and passages, each loaded when first needed, safely from several threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.RLock()
        # as many answers at once as there are processors: more would only keep each other waiting
        self.thinking = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))
        self._search: Search | None = None
        self._search_fault = ""
        self._exemplars: Exemplars | None = None
        self._restricted: dict[Marking, KnowledgeBase] = {}
        # of one question it is asked several times
        self._scores = lru_cache(RECENT)(lambda masked: self.learned().scores(masked))

    @cached_property
    def names(self) -> Names:
        with self._lock:
            self._ensure_compiled()
            return Names(self._recompiling(read_names))

    @cached_property
    def graph(self) -> Graph:
        with self._lock:
            self._ensure_compiled()
            return Graph(self._recompiling(lambda folder: read_graph(folder, self.names.table)))

    @cached_property
    def scanner(self) -> "Scanner":
        from knowledge.scanning import Scanner

        with self._lock:
            return Scanner(self.names, self.graph.records.terms)

    def search(self, question: str, count: int) -> "list[Hit]":
        """The best passages for a question. Raises IndexUnusable, saying why there are none."""
        return self.opened().find(question, count)

    def search_many(self, question: str, entities: Iterable[str] | None = None) -> "list[Hit]":
        """Many passages for a question, the best first; only those about some entities first of all, if given. Raises IndexUnusable."""
        return self.opened().find_many(question, entities)

    def search_saying(self, question: str, said: str) -> "list[Hit]":
        """Every passage with all words of a text, the nearest to a question first. Raises IndexUnusable."""
        return self.opened().find_saying(question, said)

    def search_about(self, question: str, entities: Iterable[str]) -> "list[Hit]":
        """The nearest passages about some entities. Raises IndexUnusable."""
        return self.opened().find_about(question, entities)

    def search_fitting(self, sentences: Sequence[str]) -> "list[Fit]":
        """The actors that the sentences of a report fit, the best first. Raises IndexUnusable."""
        return self.opened().find_fitting(sentences, self.graph.is_actor)

    def passage_of(self, row: int) -> "Passage":
        """The passage that a row of a fit stands for. Raises IndexUnusable."""
        return self.opened().passage_of(row)

    def entities_saying(self, said: str) -> set[str]:
        """Those whom a passage is about that has all words of a text. Raises IndexUnusable."""
        return self.opened().entities_saying(said)

    def passages_about(self, entities: Iterable[str]) -> "list[Passage]":
        """Every passage about any of some entities. Raises IndexUnusable."""
        return self.opened().about(entities)

    def habits(self, question: str, said: Sequence[str]) -> "list[Likely]":
        """The habits that a question may ask for, the likeliest first, by what it says of those who have it. Raises IndexUnusable."""
        return self.opened().habits(question, said)

    def search_habit(self, question: str, habit: "Habit") -> "list[Hit]":
        """The passages that tell a habit, the nearest to a question first. Raises IndexUnusable."""
        return self.opened().find_habit(question, habit)

    def confidence(self, question: str, hits: "list[Hit]") -> float:
        """From 0 to 1: how likely the first of the passages found for a question answers it."""
        from bot.questions.intents import fitting
        from index.confidence import confidence

        return confidence(self.opened().signs(question, hits, fitting(dict(self.intent(question))))) if hits else 0.0

    def covered(self, asked: Sequence[str], hit: "Hit") -> float:
        """Which share of some words, by rarity, a passage has."""
        return self.opened().covered(asked, hit)

    def shares(self, asked: Iterable[str], texts: Sequence[str]) -> list[float]:
        """The largest share of the words of one of some clauses, by rarity, that each of some texts has. Raises IndexUnusable."""
        return self.opened().shares(asked, texts)

    def has_word(self, word: str) -> bool:
        """Whether any passage has a word."""
        return self.opened().has_word(word)

    def is_common(self, word: str) -> bool:
        """Whether a word, in small letters, is a common one of English, be it told of or not. Raises IndexUnusable."""
        return self.opened().has_whole(word)

    def is_told_nowhere(self, word: str, entities: Iterable[str]) -> bool:
        """Whether a common English word that hardly any labelled question has stands in no passage about some entities.

        Raises IndexUnusable.
        """
        return self.opened().has_whole(word) and self.learned().asked_with(word) < OFTEN and not self.tells(entities, word)

    def tells(self, entities: Iterable[str], word: str) -> bool:
        """Whether a passage about any of some entities has a word. Raises IndexUnusable."""
        return self.opened().tells(entities, word)

    def rarity(self, word: str) -> float:
        """How much a word tells. Raises IndexUnusable."""
        return self.opened().rarity(word)

    def has_rarest(self, asked: Sequence[str], hit: "Hit") -> bool:
        """Whether a passage has the word that tells most of some words."""
        search = self.opened()
        return not asked or search.covered([max(asked, key=search.rarity)], hit) > 0

    def expect(self, question: str) -> None:
        """Start on the vector of a question, where the passages are open: it is made while the question is read."""
        if self._search is not None:
            self._search.begin(question)

    def intent(self, masked: str) -> list[tuple[str, float]]:
        """What a question without its names may ask for, with a score each, the best first; none where there is no index."""
        try:
            return self._scores(masked)
        except IndexUnusable:
            return []

    def learn(self, learned: "Exemplars") -> None:
        """Use something else than what was learned from the exemplars."""
        self._exemplars = learned
        self._scores.cache_clear()

    def learned(self) -> "Exemplars":
        """What was learned from the exemplars. Raises IndexUnusable."""
        search = self.opened()
        with self._lock:
            if self._exemplars is None:
                from bot.questions.exemplars import exemplars, exemplars_digest
                from bot.questions.intents import cue_features
                from index.exemplars import Exemplars

                made_of = f"{search.weights_sha256} {exemplars_digest()}"
                self._exemplars = Exemplars(exemplars, cue_features, search, made_of, self.settings.learned_dir)
        return self._exemplars

    def opened(self) -> "Search":
        """The passages and what finds them. Raises IndexUnusable, saying why there are none."""
        from index.search import open_search

        with self._lock:
            if self._search_fault:
                raise IndexUnusable(self._search_fault)
            if self._search is None:
                try:
                    self._search, manifest = open_search(self.settings.index_dir, self.settings.model_dir)
                    if manifest.made_of != index_fingerprint(self.made_of):
                        log.warning("the passage index is older than the knowledge: run `aptbot build`")
                except IndexUnusable as error:
                    log.warning("passage search is off: %s", error)
                    self._search_fault = str(error)
                    raise
            return self._search

    def up_to(self, ceiling: Marking) -> "KnowledgeBase":
        """The knowledge without what is marked higher than a ceiling; this one where nothing is."""
        if is_within(self.strictest, ceiling):
            return self
        from bot.restricted import RestrictedKnowledge

        with self._lock:
            return self._restricted.setdefault(ceiling, RestrictedKnowledge(self, ceiling))

    @cached_property
    def strictest(self) -> Marking:
        """The strictest marking of anything here."""
        _ = self.names  # compiled with them
        return cast(Marking, read_manifest(self.settings.compiled_dir)["strictest"])

    @cached_property
    def _folder(self) -> Path:
        return self.settings.knowledge_dir or FOLDER

    @cached_property
    def made_of(self) -> str:
        """The fingerprint of the curated files, the upstream packages and the code that reads them."""
        return fingerprint(self._folder)

    def _ensure_compiled(self) -> None:
        try:
            current = read_manifest(self.settings.compiled_dir)["made_of"] == self.made_of
            reason = "the curated files have changed"
        except CompiledError as error:
            current, reason = False, str(error).split(":")[0]
        if not current:
            self._compile(reason)

    def _recompiling(self, read: Callable[[Path], T]) -> T:
        """Read a compiled file; a damaged one is named and made anew."""
        try:
            return read(self.settings.compiled_dir)
        except CompiledError as error:
            self._compile(str(error).split(": run")[0])
            return read(self.settings.compiled_dir)

    def _compile(self, reason: str) -> None:
        from knowledge.build import build_knowledge
        from knowledge.compiled import without_collector, write_compiled

        print(f"aptbot: compiling the knowledge ({reason}) …", file=sys.stderr)
        try:
            with without_collector():
                records = build_knowledge(self._folder).merged.records
                write_compiled(self.settings.compiled_dir, records, self.made_of)
        except OSError as error:
            raise CompiledError(
                f"{self.settings.compiled_dir} cannot be written ({error.strerror}): set APTBOT_DATA_DIR to a folder that can"
            ) from None
