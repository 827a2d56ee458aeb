"""All who do what a question describes: from passages, among those who meet what is recorded."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.understand import understand
from bot.service import answer_text
from bot.settings import Settings


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


def ids(answer: Answer) -> set[str]:
    return {actor.id for actor in answer.actors}


def attributed_to(knowledge: KnowledgeBase, country: str) -> set[str]:
    return {attribution.subject for attribution in knowledge.graph.attributed_to(country)}


def test_those_told_of_a_habit_come_from_where_the_question_says(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "north korean crews that send developers coding tests with malware in npm packages")
    assert "contagious-interview" in ids(answer)
    assert ids(answer) <= attributed_to(knowledge, "KP")


def test_those_ruled_out_are_not_told(knowledge: KnowledgeBase) -> None:
    everybody = ask(knowledge, "actors that pose as recruiters with fake job offers")
    others = ask(knowledge, "actors that pose as recruiters with fake job offers, everybody except the north koreans")
    assert ids(everybody) & attributed_to(knowledge, "KP")
    assert ids(others)
    assert not ids(others) & attributed_to(knowledge, "KP")


def test_each_actor_has_its_own_passage_with_a_source(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "gangs that make cash machines spit out money")
    told = answer.sections[0]
    assert "one passage each" in told.title
    assert len({item.value for item in told.items}) == len(told.items) > 3
    assert all(item.sources for item in told.items)


def test_those_recorded_so_are_told_beside_the_passages(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "chinese groups that carry files off isolated networks on usb drives")
    recorded = {use.subject for use in knowledge.graph.users_of("T1091")} & attributed_to(knowledge, "CN")
    assert recorded
    assert recorded <= ids(answer)
    assert len(ids(answer)) > len(recorded), "and those of whom only a passage tells it"


def test_without_passages_the_list_is_told(settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(settings.compiled_dir, replace(settings, data_dir=tmp_path).compiled_dir)
    answer = ask(KnowledgeBase(replace(settings, data_dir=tmp_path)), "chinese groups that carry files off isolated networks on usb drives")
    assert (answer.kind, answer.status) == ("actors", "answered")


def test_a_people_is_not_ignored(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "Who spies on Kurds?")
    assert any("Kurd" in item.detail for section in answer.sections for item in section.items)
    assert len(answer.actors) < 20


@pytest.mark.parametrize(
    ("text", "type_", "id_", "negated"),
    [
        ("which threat actors sit in Lebanon", "origin", "LB", False),
        ("espionage on telecoms, anyone but the chinese", "origin", "CN", True),
        ("telecom spies, everybody except china", "origin", "CN", True),
        ("who spies on Japan but isnt Chinese", "origin", "CN", True),
        ("PoisonIvy but from outside china", "origin", "CN", True),
        ("gh0st rat, dprk only", "origin", "KP", False),
        ("PRC spying on chipmakers", "origin", "CN", False),
        ("who has Uzbekistan among its targets", "country", "UZ", False),
        ("hacktivists whose victims sit in russia", "country", "RU", False),
        ("who stole from Russian banks in 2016", "country", "RU", False),
        ("gangs that go for russian firms", "country", "RU", False),
        ("our Turkish subsidiary asks who targets telecoms", "country", "TR", False),
        ("FSB hackers other than Center 16", "sponsor", "fsb-center-16", True),
        ("ransomware gangs that aren't a state", "sponsor", "state", True),
        ("groups of central asian governments", "region", "central-asia", False),
        ("mfa fatigue, the criminals don't interest me", "motivation", "financial-gain", True),
    ],
)
def test_where_they_come_from_and_what_is_ruled_out(knowledge: KnowledgeBase, text: str, type_: str, id_: str, negated: bool) -> None:
    found = understand(text, knowledge.names, knowledge.graph, knowledge.intent)
    assert (type_, id_, negated) in [(c.type, c.id, c.negated) for c in found.conditions]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("spies who speak spanish", "origin"),
        ("do the Israelis say who runs Volatile Cedar", "country"),
        ("is there a government suspected behind Stealth Falcon", "sector"),
        ("espionage in latin america, not the banking crooks", "sector"),
    ],
)
def test_what_is_no_condition(knowledge: KnowledgeBase, text: str, type_: str) -> None:
    found = understand(text, knowledge.names, knowledge.graph, knowledge.intent)
    assert type_ not in [c.type for c in found.conditions]


def test_a_year_counts_for_what_has_no_date(knowledge: KnowledgeBase) -> None:
    early, never = ask(knowledge, "Chinese groups active in 2008"), ask(knowledge, "Russian ransomware gangs in 2031")
    seen = {activity.subject: activity for activity in knowledge.graph.records.activities}
    assert early.actors
    assert all(seen[actor.id].first_seen[:4] <= "2008" for actor in early.actors if actor.id in seen and seen[actor.id].first_seen)
    assert never.status == "unknown"
