"""Names are suggested by how they begin, with whose they are, in time for somebody who is typing."""

import time

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.suggestions import MOST, Suggestion, Suggestions, suggestions_of
from knowledge.normalise import key


@pytest.fixture(scope="module")
def suggestions(knowledge: KnowledgeBase) -> Suggestions:
    return suggestions_of(knowledge.names)


def labels(found: list[Suggestion]) -> list[str]:
    return [suggestion.label for suggestion in found]


def test_a_name_is_shown_with_its_actor_and_who_uses_it(suggestions: Suggestions) -> None:
    assert labels(suggestions.find("sofacy"))[0] == "Sofacy → APT28 (Kaspersky)"


def test_a_main_name_is_shown_alone(suggestions: Suggestions) -> None:
    assert labels(suggestions.find("apt28")) == ["APT28"]


@pytest.mark.parametrize("typed", ["fancy bear", "Fancy-Bear", "FANCYBEAR", "fancy b", "fáncy  bear"])
def test_case_spaces_marks_and_hyphens_do_not_matter(suggestions: Suggestions, typed: str) -> None:
    assert labels(suggestions.find(typed))[0] == "Fancy Bear → APT28 (CrowdStrike)"


def test_a_word_inside_a_name_is_found_after_names_that_begin_so(suggestions: Suggestions) -> None:
    found = suggestions.find("bear")
    inside = [not key(suggestion.name).startswith("bear") for suggestion in found]
    assert "Fancy Bear" in [suggestion.name for suggestion in found]
    assert inside == sorted(inside)


def test_a_name_typed_in_full_comes_first(suggestions: Suggestions, knowledge: KnowledgeBase) -> None:
    for entity in knowledge.names.table.entities.values():
        if entity.type == "actor":
            found = suggestions.find(entity.name)
            exact = [key(suggestion.name) == key(entity.name) for suggestion in found]
            assert exact == sorted(exact, reverse=True)
            assert (entity.name, entity.id) in [
                (suggestion.name, suggestion.actor_id) for suggestion in found if suggestion.label == entity.name
            ]


def test_a_contested_name_is_there_once_for_each_actor(suggestions: Suggestions) -> None:
    assert labels(suggestions.find("IRIDIUM")) == ["IRIDIUM", "IRIDIUM → Sandworm (Microsoft)"]


def test_a_name_that_is_not_quite_the_actors_says_so(suggestions: Suggestions) -> None:
    assert "SparklingGoblin, overlaps with APT41 (ESET)" in labels(suggestions.find("sparklinggoblin"))


def test_curated_actors_come_before_others(suggestions: Suggestions, knowledge: KnowledgeBase) -> None:
    found = [suggestion for suggestion in suggestions.find("s") if key(suggestion.name).startswith("s")]
    layers = knowledge.names.table.entities
    others = ["curated" not in layers[suggestion.actor_id].layers for suggestion in found]
    assert others == sorted(others)


def test_every_name_of_every_actor_is_found_by_itself(suggestions: Suggestions, knowledge: KnowledgeBase) -> None:
    table = knowledge.names.table
    claimed = {(claim.subject, key(claim.name)) for claim in table.claims if table.entities[claim.subject].type == "actor"} - {("", "")}
    found = {(s.actor_id, key(s.name)) for name in {name for _, name in claimed if name} for s in suggestions.find(name)}
    assert {pair for pair in claimed if pair[1]} <= found


def test_a_slip_of_the_pen_and_an_id_of_attack_are_understood(suggestions: Suggestions) -> None:
    assert "APT28" in {suggestion.actor_name for suggestion in suggestions.find("sofaccy")}
    assert [suggestion.actor_name for suggestion in suggestions.find("G0007")] == ["APT28"]


@pytest.mark.parametrize("typed", ["", " ", "-", "<!channel>", "zzzqqqxx", "x" * 5000])
def test_nothing_is_suggested_for_nothing(suggestions: Suggestions, typed: str) -> None:
    assert suggestions.find(typed) == []


def test_there_are_never_more_than_a_menu_takes_and_never_two_alike(suggestions: Suggestions) -> None:
    found = suggestions.find("a")
    assert len(found) == MOST
    assert len(set(labels(found))) == MOST
    assert len(suggestions.find("a", 3)) == 3


def test_it_is_fast_once_warm(suggestions: Suggestions) -> None:
    typed = ["a", "s", "ap", "sofacy", "sofaccy", "qqqqqqq", "bear"]
    suggestions.find("sofaccy")
    took = {text: min(_milliseconds(suggestions, text) for _ in range(3)) for text in typed}
    assert {text: ms for text, ms in took.items() if ms > 5} == {}


def _milliseconds(suggestions: Suggestions, typed: str) -> float:
    started = time.perf_counter()
    suggestions.find(typed)
    return (time.perf_counter() - started) * 1000
