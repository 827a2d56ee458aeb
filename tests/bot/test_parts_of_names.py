"""Names of which somebody remembers a part, and answers that begin with what a passage tells."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what's the ransomware whose name starts with Luka", "One name here begins with “Luka”: LukaLocker is a program"),
        ("it's called Luka-something, ransomware", "LukaLocker is a program, used by Burning Scorpius"),
        ("which actor names start with Lazy", "LazyMeerkat is a name of DarkHydrus; LazyScripter is an actor"),
        ("names of Turla starting with V", "Venomous Bear is a name of Turla"),
        ("malware of POLONIUM with Creepy in its name", "CreepySnail is a program, used by POLONIUM"),
        ("actors with Duke in their name", "SeaDuke is malware of APT29"),
    ],
)  # fmt: skip
def test_a_name_is_found_by_a_part_of_it(knowledge: KnowledgeBase, text: str, said: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "answered"
    assert said in answer.headline
    assert all(item.sources for section in answer.sections for item in section.items)


def test_a_part_that_no_name_has_is_said_to_be_unknown(knowledge: KnowledgeBase) -> None:
    answer = answer_text("which group's name begins with Qwyx", knowledge).answer
    assert (answer.status, answer.headline) == ("unknown", "No name here begins with “Qwyx”.")


@pytest.mark.parametrize("text", ["Microsoft names ending in Sleet", "who is behind the campaign that starts with Teams calls"])
def test_a_way_of_naming_and_how_an_attack_begins_are_no_parts_of_names(knowledge: KnowledgeBase, text: str) -> None:
    assert not answer_text(text, knowledge).answer.title.startswith("Names with")


def test_where_nothing_is_recorded_the_sentence_that_tells_it_goes_first(knowledge: KnowledgeBase) -> None:
    answer = answer_text("larva-25012 and its fake notepad++ installer", knowledge).answer
    assert answer.headline.startswith("Larva-25012: Spreader of proxyware")
    assert answer.headline_sources
    assert "No source here lists tools of Larva-25012." in answer.notes
