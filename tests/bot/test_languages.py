"""Questions in other languages: which language a text is in, what it is in English, and that it is answered."""

import json
import tomllib
from pathlib import Path

import pytest

from bench.asked import questions
from bot.knowledge_base import KnowledgeBase
from bot.questions import languages
from bot.replies.blocks import render_blocks
from bot.service import answer_text

TABLES = sorted(path for path in Path(languages.__file__).parent.glob("??.toml"))


def test_there_is_a_table_for_each_language_that_is_told() -> None:
    told = tomllib.loads((Path(languages.__file__).parent / "telling.toml").read_text(encoding="utf-8"))
    assert sorted(told) == [path.stem for path in TABLES] == ["de", "es", "fr", "it", "nl", "pt"]


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_a_table_has_phrases_in_lower_case_with_english_beside_them(table: Path) -> None:
    entries = tomllib.loads(table.read_text(encoding="utf-8"))
    assert all(phrase == phrase.lower() and phrase.strip() for phrase in entries)
    assert all(len(phrase.split()) <= languages.LONGEST for phrase in entries)
    assert all(english == english.strip() for english in entries.values())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("wer steckt hinter Turla", "de"),
        ("Quels groupes nord-coréens volent de la crypto ?", "fr"),
        ("¿Qué herramientas usa Machete?", "es"),
        ("quali gruppi usano Koadic", "it"),
        ("quantos grupos usam Remcos", "pt"),
        ("welke tools gebruikt POLONIUM", "nl"),
        ("who is behind El Machete", ""),
        ("good morning all, is it y/n?", ""),
        ("Iran + C2 over DNS, list please", ""),
        ("sofacy", ""),
    ],
)
def test_the_language_of_a_text(text: str, code: str) -> None:
    assert languages.language_of(text) == code


def test_hardly_any_english_question_is_taken_for_another_language() -> None:
    """Of the tuning sets without those in other languages; what is taken so, is partly in one, or its names are."""
    english = [text for text in questions() if text.isascii() and not set("¿¡").intersection(text)]
    taken = [text for text in english if languages.language_of(text)]
    assert len(taken) < len(english) * 0.03


def english(text: str, *names: str) -> str:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return languages.in_english(text, languages.language_of(text), spans, lambda _: True)


@pytest.mark.parametrize(
    ("text", "name", "becomes"),
    [
        ("Wen greift TA547 an?", "TA547", "what are the targets of TA547?"),
        ("klopt het dat Laundry Bear Russisch is?", "Laundry Bear", "is it true that Laundry Bear is Russian?"),
        ("Quais os outros nomes do Naikon?", "Naikon", "what are the other names of Naikon?"),
        ("Quels sont les autres noms d'APT31 ?", "APT31", "what are the other names of APT31?"),
        ("De dónde es el grupo Gorgon?", "Gorgon", "from where is the group Gorgon?"),
        ("Welche Tools nutzt Turla", "Turla", "what tools are used by Turla"),
    ],
)
def test_a_text_becomes_english_but_for_its_names(text: str, name: str, becomes: str) -> None:
    assert english(text, name).lower() == becomes.lower()


@pytest.mark.parametrize(
    ("text", "actor", "said"),
    [
        ("Wen greift TA547 an, spielt Deutschland da überhaupt eine Rolle?", "ta547", "Germany"),
        ("Quels groupes nord-coréens volent de la crypto ?", "tradertraitor", "Cryptocurrency"),
        ("¿Quién está detrás de Volatile Cedar?", "volatile-cedar", "Lebanon"),
        ("quali gruppi usano Koadic", "apt28", "Koadic"),
        ("Qual o país por trás do TRITON / Xenotime?", "xenotime", "Russia"),
        ("uit welk land komt anonymous sudan nou echt?", "anonymous-sudan", "Sudan"),
    ],
)
def test_a_question_in_another_language_is_answered(knowledge: KnowledgeBase, text: str, actor: str, said: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status in ("answered", "yes", "related", "contested")
    assert actor in [one.id for one in answer.actors]
    assert said in " ".join((answer.title, answer.headline, *answer.statements()))


@pytest.mark.parametrize(
    "text",
    [
        "Wie wird das Wetter morgen in Bonn?",
        "¿Tenéis algo sobre el grupo Jaguar Ceniza 77?",
        "Combien gagne par mois un développeur de Winter Vivern ?",
    ],
)
def test_what_no_source_tells_is_unknown_in_any_language(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_text(text, knowledge).answer.status in ("unknown", "suggested")


def test_a_reply_shows_what_was_asked_as_it_was_typed_and_how_it_was_read(knowledge: KnowledgeBase) -> None:
    answer = answer_text("Wer steckt hinter Turla? <!channel> & Co", knowledge).answer
    assert "steckt" in answer.question
    assert any("who is behind Turla" in note for note in answer.notes)
    assert "<!channel>" not in json.dumps(render_blocks(answer))
    assert not any("word by word" in note for note in answer_text("Who is behind Turla?", knowledge).answer.notes)
