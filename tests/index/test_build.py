"""An index is built whole, embeds only what changed, and says what is wrong with what it finds."""

import json
from pathlib import Path

import numpy as np
import pytest

import index.build as building
from bot.settings import Settings
from index.build import Model, build_index
from index.errors import IndexUnusable
from index.passages import Passage
from index.search import open_search
from index.settings import PACKAGED, PACKAGED_SHA256
from index.store import EMBEDDED, MANIFEST, VECTORS, read_manifest
from index.vectors import CoarseStore, FaissStore


def passage(number: int, text: str) -> Passage:
    return Passage(f"note:{number}", "note", "A title", text, (f"actor-{number}",), ("source",), "curated")


PASSAGES = [
    passage(1, "The group hides its command and control behind satellite links"),
    passage(2, "Ransomware was spread through a supplier of accounting software"),
    passage(3, "Hotel guests were infected over the wireless network"),
]


def silent(_what: str, _done: int, _total: int) -> None:
    pass


@pytest.fixture
def built(tmp_path: Path, settings: Settings) -> Path:
    build_index(PASSAGES, "print", tmp_path / "index", settings.model_dir, Model(), silent)
    return tmp_path / "index"


def test_the_nearest_passage_in_meaning_comes_first(built: Path, settings: Settings) -> None:
    search, _ = open_search(built, settings.model_dir)
    hits = search.find("who used a satellite to conceal its servers?", 3)
    assert hits[0].passage.id == "note:1"
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    off_topic = search.find("how do I bake bread", 3)
    assert max(hit.cosine for hit in off_topic) < 0.3 < hits[0].cosine <= 1.0001


def test_only_what_changed_is_embedded(built: Path, settings: Settings) -> None:
    changed = [*PASSAGES[:2], passage(3, "Hotel guests were infected over a telephone line")]
    outcome = build_index(changed, "print 2", built, settings.model_dir, Model(), silent)
    assert (outcome.passages, outcome.embedded, outcome.exported) == (3, 1, False)
    assert read_manifest(built).made_of == "print 2"


def test_an_index_of_another_version_keeps_its_embeddings(built: Path, settings: Settings) -> None:
    manifest = json.loads((built / MANIFEST).read_text())
    (built / MANIFEST).write_text(json.dumps(manifest | {"format": manifest["format"] - 1}))
    with pytest.raises(IndexUnusable, match="another version of aptbot"):
        open_search(built, settings.model_dir)
    outcome = build_index(PASSAGES, "print", built, settings.model_dir, Model(), silent)
    assert (outcome.embedded, outcome.notices) == (0, [])
    assert open_search(built, settings.model_dir)[0].find("a satellite to conceal servers", 3)[0].passage.id == "note:1"


def test_an_index_that_does_not_say_what_it_embedded_is_rebuilt(built: Path, settings: Settings) -> None:
    (built / EMBEDDED).write_text("[]")
    outcome = build_index(PASSAGES, "print", built, settings.model_dir, Model(), silent)
    assert outcome.embedded == 3
    assert "embedded.json is damaged" in outcome.notices[0]


def test_a_truncated_faiss_file_is_named_at_load_and_rebuilt(built: Path, settings: Settings) -> None:
    path = built / VECTORS
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(IndexUnusable, match=r"vectors\.faiss is damaged.*aptbot build"):
        open_search(built, settings.model_dir)
    outcome = build_index(PASSAGES, "print", built, settings.model_dir, Model(), silent)
    assert outcome.embedded == 3
    assert "vectors.faiss is damaged" in outcome.notices[0]
    open_search(built, settings.model_dir)


def test_an_index_of_another_model_is_rebuilt(built: Path, settings: Settings) -> None:
    manifest = json.loads((built / MANIFEST).read_text())
    (built / MANIFEST).write_text(json.dumps(manifest | {"weights_sha256": "0" * 64}))
    outcome = build_index(PASSAGES, "print", built, settings.model_dir, Model(), silent)
    assert outcome.embedded == 3
    assert "another model" in outcome.notices[0]


def test_weights_with_a_wrong_hash_are_refused(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(IndexUnusable, match="not the expected weights"):
        build_index(PASSAGES, "print", tmp_path / "index", settings.model_dir, Model(PACKAGED, "0" * 64), silent)


def test_a_build_that_fails_leaves_the_old_index(built: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(building.LexicalIndex, "write", fail)
    with pytest.raises(OSError, match="disk full"):
        build_index(PASSAGES[:1], "other", built, settings.model_dir, Model(), silent)
    assert read_manifest(built).made_of == "print"
    open_search(built, settings.model_dir)
    assert [p.name for p in built.parent.iterdir()] == [built.name]


def test_the_export_gives_what_sentence_transformers_gives(settings: Settings) -> None:
    sentence_encoder = pytest.importorskip("index.sentence_encoder")
    from index.encoder import OnnxEncoder

    texts = ["who is Sofacy", "Цель — Казахстан", "a " * 400, ""]
    expected = sentence_encoder.SentenceEncoder(sentence_encoder.model_folder(PACKAGED), PACKAGED_SHA256).encode(texts)
    found = OnnxEncoder(settings.model_dir).encode(texts)
    assert found.shape == (4, 384)
    np.testing.assert_allclose(found, expected, atol=2e-6)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_eight_bits_find_what_is_near_and_are_the_same_when_kept() -> None:
    vectors = np.random.default_rng(7).normal(size=(3000, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    store = CoarseStore.of(vectors)
    again = CoarseStore(store.codes, store.largest, store.centers)
    np.testing.assert_allclose(store.vectors, vectors, atol=store.largest / 250)
    for query in vectors[:20]:
        exact, found = vectors @ query, store.search(query, 10)
        assert found[0][0] == int(exact.argmax())
        assert max(abs(score - exact[position]) for position, score in found) < 5e-3
        assert again.search(query, 10) == found


def test_what_are_no_vectors_of_eight_bits_is_said() -> None:
    with pytest.raises(ValueError, match="shape"):
        CoarseStore(np.zeros(3, np.int8), 0.5, np.zeros((1, 4), np.float32))
    with pytest.raises(ValueError, match="float32"):
        CoarseStore(np.zeros((3, 4), np.float32), 0.5, np.zeros((1, 4), np.float32))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="centers"):
        CoarseStore(np.zeros((3, 4), np.int8), 0.5, np.zeros((1, 5), np.float32))


def test_sixteen_bits_find_the_same_as_thirty_two() -> None:
    vectors = np.random.default_rng(7).normal(size=(3000, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    store = FaissStore.of(vectors)
    for query in vectors[:20]:
        exact = vectors @ query
        found = store.search(query, 10)
        assert {p for p, _ in found} == set(np.argsort(-exact)[:10].tolist())
        assert max(abs(score - exact[p]) for p, score in found) < 1e-3
        assert store.scores(query, [5, 1]).keys() == {5, 1}
