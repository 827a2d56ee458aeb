"""A question -> passages: dense and lexical search, fused."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from index.clauses import clauses
from index.confidence import LEXICAL_FULL, Signs, covered, share
from index.encoder import Encoder, OnnxEncoder, Vectors
from index.habits import Habit, Habits, Likely
from index.lexical import LexicalIndex, best_of, fused
from index.passages import Passage
from index.reports import Fit, Rows, fits
from index.retold import Retelling, read_placed
from index.store import VECTORS, WORDS, Manifest, check_files, read_manifest, read_passages
from index.vectors import FaissStore, VectorStore

DEPTH = 60
"""How many passages each of the two searches contributes."""
MANY = 120
"""The same where all who do something are looked for, and how many of them are told apart."""
TOGETHER_WEIGHT = 0.6
"""What the share of a question that the passages about one actor cover together adds to the score of each."""
COVERED_WEIGHT, RANKED = 0.6, 20
"""What the share of a question that a passage covers adds to its score, and for how many of the best it is looked at."""
CLOSE, CLAUSES_WEIGHT, CONTENDERS = 0.15, 1.0, 15
"""Where the best two are no further apart, so much counts how near each of the first so many is to every clause of a question."""
REMEMBERED = 4
"""Of so many views of the passages it is remembered which rows are about whom."""
RECENT = 64
"""How many vectors of questions are kept."""


@dataclass(frozen=True)
class Hit:
    """A passage found. ``score`` is the fused one; ``cosine`` is nearness in meaning, ``lexical`` the BM25 score.

    ``position``: which of all passages it is; ``row``: what of it was found, itself or a retelling.
    """

    passage: Passage
    score: float
    cosine: float = 0.0
    lexical: float = 0.0
    position: int = 0
    row: int = 0

    @property
    def about(self) -> str:
        """Whom or what the passage is about first of all; empty for nobody."""
        return next(iter(self.passage.entities), "")


def _any(_: Passage) -> bool:
    return True


class Search:
    """Dense and lexical search over the same passages."""

    def __init__(
        self, passages: list[Passage], encoder: Encoder, vectors: VectorStore, lexical: LexicalIndex, habits: Habits,
        retellings: Sequence[Retelling] = (),
    ) -> None:  # fmt: skip
        if len(vectors) != len(passages) + len(retellings):
            raise ValueError(f"{len(vectors)} vectors for {len(passages)} passages and {len(retellings)} retellings")
        self.passages = passages
        self._positions: list[int] = [*range(len(passages)), *(retelling.position for retelling in retellings)]
        self.encoder = encoder
        self._vectors = vectors
        self._lexical, self.shares = lexical, lexical.shares
        self._habits = habits
        self._recent: dict[str, Vectors] = {}
        self._rows_of: dict[tuple[Callable[[str], bool], Callable[[Passage], bool]], Rows] = {}

    def find(self, question: str, count: int = 10) -> list[Hit]:
        """The best passages for a question, fused score falling."""
        return self._ranked(question, self._nearest(question, max(count, RANKED), DEPTH), RANKED)[:count]

    def find_many(self, question: str, entities: Iterable[str] | None = None) -> list[Hit]:
        """As ``find``, more of them and all in the order of what they cover; only those about some entities first of all, if given."""
        if entities is None:
            return self._ranked(question, self._nearest(question, MANY, MANY), MANY)
        positions = sorted({p for entity in entities for p in self._by_first.get(entity, ())})
        cosines = self._vectors.scores(self.encode_question(question), positions)
        lexical = dict(self._lexical.search(question, MANY, positions))
        return self._ranked(question, self._fuse(cosines, lexical, MANY), MANY)

    def find_saying(self, question: str, said: str) -> list[Hit]:
        """Every passage that has all words of a text, or what may stand for them, the nearest to a question first."""
        positions = self._lexical.with_all(set(self._lexical.terms(said)))
        return self._nearest_first(question, positions)

    def _nearest(self, question: str, count: int, depth: int) -> list[Hit]:
        query = self.encode_question(question)
        lexical = dict(self._lexical.search(question, depth))
        cosines = dict(self._vectors.search(query, depth))
        cosines |= self._vectors.scores(query, [position for position in lexical if position not in cosines])
        return self._fuse(cosines, lexical, count)

    def _ranked(self, question: str, hits: list[Hit], many: int) -> list[Hit]:
        """The first so many hits in a new order: by what of the question they cover as well, the rare words counting most.

        What the passages about one actor cover together counts for each of them: a deed may be told in several.
        """
        asked = {term: self._lexical.rarity(term) for term in self._lexical.terms(question)}
        having = self._having(asked, hits[:many])
        together: dict[str, frozenset[str]] = {}
        for hit, had in zip(hits, having, strict=False):
            together[hit.about] = together.get(hit.about, frozenset()) | had
        first = []
        for hit, had in zip(hits, having, strict=False):
            whole = share(asked, together[hit.about])
            score = hit.score + COVERED_WEIGHT * share(asked, had) + TOGETHER_WEIGHT * whole
            first.append(replace(hit, score=score))
        return self._by_clauses(question, sorted(first, key=lambda hit: -hit.score)) + hits[many:]

    def _by_clauses(self, question: str, hits: list[Hit]) -> list[Hit]:
        """Hits in a new order, where the best ones about two actors are close and the question has several clauses.

        What passages about an actor are nearest to each clause counts for it, on the average.
        """
        best: dict[str, float] = {}
        for hit in hits:
            best.setdefault(hit.about, hit.score)
        leading = list(best.values())[:2]
        parts = clauses(question, self._lexical.terms) if len(leading) == 2 and leading[0] - leading[1] < CLOSE else []
        if not parts:
            return hits
        vectors = np.vstack([self.encode_question(part) for part in parts])
        added = {about: CLAUSES_WEIGHT * self._nearness(about, vectors) for about in list(best)[:CONTENDERS]}
        again = [replace(hit, score=hit.score + added.get(hit.about, 0.0)) for hit in hits]
        return sorted(again, key=lambda hit: -hit.score)

    def _nearness(self, entity: str, vectors: Vectors) -> float:
        """How near the nearest rows about an entity are to some vectors, on the average."""
        rows = self._by_entity.get(entity, [])
        return float(self._vectors.cosines(vectors, rows).max(axis=1).mean()) if rows else 0.0

    def find_fitting(self, sentences: Sequence[str], wanted: Callable[[str], bool], shown: Callable[[Passage], bool] = _any) -> list[Fit]:
        """Of the entities that are wanted those that several sentences may be about, the best first, by the passages that may be shown.

        Whom is wanted and what may be shown is asked once for each pair of the two, of which a few are remembered.
        """
        rows = self._rows_of.get((wanted, shown))
        if rows is None:
            about = [next(filter(wanted, passage.entities), "") if shown(passage) else "" for passage in self.passages]
            of_rows = [about[position] for position in self._positions]
            own = {entity: [row for row in found if of_rows[row]] for entity, found in self._by_entity.items()}
            rows = Rows(self._vectors, self._lexical, of_rows, own)
            kept = list(self._rows_of.items())[-REMEMBERED + 1 :]
            self._rows_of = {**dict(kept), (wanted, shown): rows}  # a new one: another thread may be reading the old one
        return fits(sentences, rows, self.encode_question)

    def passage_of(self, row: int) -> Passage:
        """The passage of a row, which is itself or other words for it."""
        return self.passages[self._positions[row]]

    def find_about(self, question: str, entities: Iterable[str], count: int = 24) -> list[Hit]:
        """The passages about any of some entities, the nearest in meaning first; every one of them is looked at."""
        positions = [p for entity in dict.fromkeys(entities) for p in self._by_entity.get(entity, ())]
        return self._nearest_first(question, list(dict.fromkeys(positions)))[:count]

    def entities_saying(self, said: str) -> set[str]:
        """Those whom a passage is about that has all words of a text, or what may stand for them."""
        positions = self._lexical.with_all(set(self._lexical.terms(said)))
        return {entity for position in positions for entity in self.passages[position].entities}

    def about(self, entities: Iterable[str]) -> list[Passage]:
        """Every passage about any of some entities."""
        rows = (row for entity in entities for row in self._by_entity.get(entity, ()))
        return [self.passages[p] for p in dict.fromkeys(self._positions[row] for row in rows)]

    def _nearest_first(self, question: str, positions: Sequence[int]) -> list[Hit]:
        """The passages at some positions, the nearest to a question in meaning first."""
        cosines = self._vectors.scores(self.encode_question(question), positions) if positions else {}
        return self._hits(cosines, cosines, {})

    def habits(self, question: str, said: Sequence[str]) -> list[Likely]:
        """The habits that a question may ask for, the likeliest first, ``said`` being what it says of those who have it."""
        return self._habits.asked_for(self.encode_question(question)[0], said)

    def find_habit(self, question: str, habit: Habit) -> list[Hit]:
        """The passages that tell a habit, the nearest to a question first."""
        return self._nearest_first(question, self._habits.telling(habit))

    def signs(self, question: str, hits: Sequence[Hit], fitting: float = 0.0) -> Signs:
        """What the confidence in the first of some hits, found for a question, is made of."""
        asked, best = list(dict.fromkeys(self._lexical.terms(question))), hits[0]
        unknown = frozenset(term for term in asked if not self._lexical.knows(term))
        return Signs(
            cosine=best.cosine, covered=self._covered(asked, best), foreign=covered(asked, unknown, self._lexical.rarity) if asked else 1.0,
            lead=best.score - hits[1].score if len(hits) > 1 else 0.0, lexical=min(best.lexical / LEXICAL_FULL, 1.0), fitting=fitting,
        )  # fmt: skip

    def tells(self, entities: Iterable[str], word: str) -> bool:
        """Whether a passage about any of some entities has a word, or other words for the passage have it."""
        rows = [row for entity in entities for row in self._by_entity.get(entity, ())]
        return any(self._lexical.having([self._lexical.terms.term(word)], rows))

    def has_whole(self, word: str) -> bool:
        """As the encoder says."""
        return self.encoder.has_whole(word)

    def has_word(self, word: str) -> bool:
        """Whether any passage has a word."""
        return self._lexical.knows(self._lexical.terms.term(word))

    def rarity(self, word: str) -> float:
        """How much a word tells."""
        return self._lexical.rarity(self._lexical.terms.term(word))

    def covered(self, asked: Sequence[str], hit: Hit) -> float:
        """Which share of some words, by rarity, a passage has."""
        return self._covered([self._lexical.terms.term(word) for word in asked], hit)

    def _covered(self, asked: Sequence[str], hit: Hit) -> float:
        return covered(asked, self._having(asked, [hit])[0], self._lexical.rarity)

    def _having(self, asked: Collection[str], hits: Sequence[Hit]) -> list[frozenset[str]]:
        """Which of some terms each of some passages has, in its own words or in those by which it was found."""
        own = self._lexical.having(asked, [hit.position for hit in hits])
        found = self._lexical.having(asked, [hit.row for hit in hits])
        return [a | b for a, b in zip(own, found, strict=True)]

    def encode_question(self, text: str) -> Vectors:
        """The vector of a text; the last ones are kept, as one question may be asked of passages and of exemplars."""
        found = self._recent.get(text)
        if found is None:
            if len(self._recent) >= RECENT:
                self._recent.clear()
            found = self._recent[text] = self.encoder.encode_question(text)
        return found

    def begin(self, text: str) -> None:
        """Start on the vector of a text that may soon be asked for."""
        if text not in self._recent:
            self.encoder.begin(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder does."""
        return self.encoder.encode(texts)

    @property
    def weights_sha256(self) -> str:
        return self.encoder.weights_sha256

    @property
    def dimension(self) -> int:
        return self.encoder.dimension

    @cached_property
    def _by_entity(self) -> dict[str, list[int]]:
        return _rows(self.passages[p].entities for p in self._positions)

    @cached_property
    def _by_first(self) -> dict[str, list[int]]:
        return _rows(self.passages[p].entities[:1] for p in self._positions)

    def _fuse(self, cosines: Mapping[int, float], lexical: Mapping[int, float], count: int) -> list[Hit]:
        top = best_of(lexical.values())
        return self._hits({p: fused(cosine, lexical.get(p, 0.0), top) for p, cosine in cosines.items()}, cosines, lexical)[:count]

    def _hits(self, scores: Mapping[int, float], cosines: Mapping[int, float], lexical: Mapping[int, float]) -> list[Hit]:
        """The passages of some rows, each once, by its best row, the best first."""
        found: dict[int, Hit] = {}
        for row in sorted(scores, key=lambda row: (-scores[row], row)):
            p = self._positions[row]
            if p not in found:
                found[p] = Hit(self.passages[p], scores[row], cosines[row], lexical.get(row, 0.0), p, row)
        return list(found.values())


def _rows(entities: Iterable[Sequence[str]]) -> dict[str, list[int]]:
    """Entity -> the rows that are about it, from the entities of each row."""
    found: dict[str, list[int]] = {}
    for row, each in enumerate(entities):
        for entity in each:
            found.setdefault(entity, []).append(row)
    return found


def open_search(index_folder: Path, model_folder: Path) -> tuple[Search, Manifest]:
    """The index and the exported model, checked. Raises IndexUnusable, saying what is wrong."""
    manifest = read_manifest(index_folder)
    with ThreadPoolExecutor(max_workers=1) as beside:
        encoder = beside.submit(OnnxEncoder, model_folder)
        check_files(index_folder, manifest)
        lexical = LexicalIndex.read(index_folder / WORDS)
        vectors = FaissStore.read(index_folder / VECTORS)
        loaded = encoder.result()
        # the threads of a product this small cost more than they bring, and spin for a while after it
        threadpool_limits(1, user_api="blas")
        habits = Habits.read(index_folder, lexical)
        return Search(read_passages(index_folder), loaded, vectors, lexical, habits, read_placed(index_folder)), manifest
