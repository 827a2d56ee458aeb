"""Are two names one actor? And what was it called before?"""

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("is Strontium the same as Fancy Bear?", "yes"),
        ("APT28 == Sofacy", "yes"),
        ("isn't Cozy Bear just Nobelium?", "yes"),
        ("is Andariel Lazarus?", "related"),
        ("is GRIZZLY STEPPE APT29", "related"),
        ("are Winnti and APT41 the same", "related"),
        ("is APT28 APT29?", "no"),
        ("is Turla the same group as Lazarus", "no"),
        ("is Purple Zebra the same as APT28?", "suggested"),
        ("Water Sigbin vs Water Hydra. do they mean one outfit", "no"),
        ("is Cold River COLDRIVER?", "contested"),
    ],
)
def test_identity(knowledge: KnowledgeBase, text: str, status: str) -> None:
    answer = ask(knowledge, text)
    assert (answer.kind, answer.status) == ("identity", status)


def test_a_yes_and_a_no_say_who_says_so(knowledge: KnowledgeBase) -> None:
    for text in ("is Strontium the same as Fancy Bear?", "is APT28 APT29?", "is Turla the same group as Lazarus"):
        answer = ask(knowledge, text)
        assert answer.sections[0].items
        assert answer.sources


def test_two_names_that_no_source_relates_are_unknown(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "is FamousSparrow GhostEmperor")
    assert answer.status in ("unknown", "related")
    assert "Yes" not in answer.headline


def test_who_calls_an_actor_so(knowledge: KnowledgeBase) -> None:
    for text in ("who calls them IRON TWILIGHT?", "/apt who-calls APT28 IRON TWILIGHT"):
        assert "Secureworks" in ask(knowledge, text).headline


def test_what_a_name_replaced(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "what was Forest Blizzard called before?")
    assert "STRONTIUM" in answer.values
    assert "Microsoft" in answer.headline


def test_names_that_a_vendor_retired(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "which names did Microsoft retire?")
    assert {"STRONTIUM", "NOBELIUM"} <= set(answer.values)
    assert {"apt28", "apt29"} <= {actor.id for actor in answer.actors}


@pytest.mark.parametrize(
    "text",
    [
        "tell me Vault Panda and Warp Panda apart",
        "are Star Blizzard and Winter Vivern after the same kind of people",
        "difference between bashful, spicy and stumped scorpius",
    ],
)
def test_who_asks_what_sets_them_apart_is_told_of_each(knowledge: KnowledgeBase, text: str) -> None:
    answer = ask(knowledge, text)
    assert answer.kind == "comparison"
    shown = {item.value for section in answer.sections if section.title == "Who they are" for item in section.items}
    assert shown == {actor.name for actor in answer.actors}


def test_a_comparison_names_the_tools_of_each_alone(knowledge: KnowledgeBase) -> None:
    titles = {section.title: {item.value for item in section.items} for section in ask(knowledge, "compare Turla and APT29").sections}
    assert "Kazuar" in titles["Tools of Turla alone"]
    assert not titles["Tools of Turla alone"] & titles["Tools of APT29 alone"]


def test_a_former_name_stands_beside_that_of_today(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "what did Microsoft call APT5 before")
    assert [item.value for item in answer.sections[0].items] == ["MANGANESE"]
    assert "Mulberry Typhoon" in {item.value for item in answer.sections[1].items}


def test_a_side_of_two_actors_is_told_of_each(knowledge: KnowledgeBase) -> None:
    answer = answer_text("Origin of Stealth Falcon and of Careto please", knowledge).answer
    assert (answer.kind, [actor.id for actor in answer.actors]) == ("attribution", ["stealth-falcon", "careto"])


def test_who_is_a_part_of_another_is_a_yes_one_way_only(knowledge: KnowledgeBase) -> None:
    assert answer_text("is bladedfeline part of OilRig?", knowledge).answer.status == "yes"
    assert answer_text("is OilRig part of bladedfeline?", knowledge).answer.status == "related"


def test_whose_a_name_is_does_not_ask_what_they_call_it(knowledge: KnowledgeBase) -> None:
    answer = answer_text("synonyms for HEXANE?? the dragos one", knowledge).answer
    assert "Siamesekitten" in answer.values


def test_two_whom_a_source_keeps_apart_are_not_the_same(knowledge: KnowledgeBase) -> None:
    answer = answer_text("is MedusaLocker the same as Medusa", knowledge).answer
    assert answer.status == "no"
    assert "appear independent of each other" in answer.headline
