"""How many, which most, and kinds of malware: counted over what is recorded, each with its sources."""

import re

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.counts import Ranking, find_ranking
from bot.service import answer_text


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        ("most used tools", Ranking("tools")),
        ("ten most used tools over all groups?", Ranking("tools")),
        ("top 5 techniques of ransomware gangs", Ranking("techniques")),
        ("which malware is most common among Chinese groups", Ranking("malware")),
        ("which countries do Iranian groups target most", Ranking("countries")),
        ("what do iranian groups target most", Ranking("sectors")),
        ("which industry gets hit by the most groups", Ranking("sectors")),
        ("who has the most aliases", Ranking("actors", "names")),
        ("most active north korean group", Ranking("actors", "campaigns")),
        ("who is the newest group", Ranking("actors", "newest")),
        ("which russian group is the oldest", Ranking("actors", "oldest")),
        ("who hit most of the ministries in 2021", None),
        ("most groups use phishing, who does not", None),
        ("who uses PlugX", None),
    ],
)
def test_a_ranking_is_read_from_the_words_around_most(text: str, ranking: Ranking | None) -> None:
    assert find_ranking(text) == ranking


def test_tools_are_ranked_by_their_users(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "top 5 tools used by chinese groups")
    counts = [int(item.detail.split()[0]) for item in answer.sections[0].items]
    assert counts == sorted(counts, reverse=True)
    assert {"PlugX", "Mimikatz"} <= set(answer.values)
    assert all(item.sources for item in answer.sections[0].items)
    assert "attributed to China" in answer.headline


def test_malware_is_told_from_tools(knowledge: KnowledgeBase) -> None:
    assert "Mimikatz" not in ask(knowledge, "most common malware of chinese groups").values


def test_actors_are_ranked_by_what_they_have(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "who has collected the most aliases of them all")
    numbers = [int(item.detail) for item in answer.sections[0].items]
    assert numbers == sorted(numbers, reverse=True)
    first = answer.actors[0]
    assert numbers[0] == len(first.aliases) + 1


def test_the_oldest_is_the_one_first_seen(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "which russian group is the oldest")
    years = [item.detail for item in answer.sections[0].items]
    assert years == sorted(years)
    assert "APT28" in answer.values


def test_alternatives_are_counted(knowledge: KnowledgeBase) -> None:
    headline = ask(knowledge, "are there more groups out of russia or out of china").headline
    china, russia = (int(found) for found in re.findall(r"(\d+) actors", headline))
    assert china > russia
    assert "China" in headline.partition(";")[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("how many tools does turla have", "tools"),
        ("how many ops do we have on file for sandworm", "campaigns"),
        ("how many countries does oilrig target", "countries"),
        ("how many groups use Mimikatz", "actors"),
    ],
)
def test_a_number_is_asked_for_and_told(knowledge: KnowledgeBase, text: str, number: str) -> None:
    assert re.match(rf"\d+ {number} ", ask(knowledge, text).headline)


def test_wipers_are_software_and_not_a_technique(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "who uses wipers")
    ids = {actor.id for actor in answer.actors}
    assert {"sandworm", "agrius", "void-manticore"} <= ids
    assert "lapsus" not in ids, "who deletes systems by hand"


def test_what_is_said_of_a_use_goes_before_what_the_software_is_elsewhere(knowledge: KnowledgeBase) -> None:
    items = {item.value: item.detail for section in ask(knowledge, "which groups have rootkits").sections for item in section.items}
    assert "Pandora" not in items.get("Cinnamon Tempest", ""), "ransomware that shares its name with a rootkit"


def test_a_kind_that_is_not_recorded_is_not_claimed(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "what bootkits does Kimsuky use")
    assert answer.status == "unknown"
    assert answer.headline.startswith("No source here says which bootkits it uses.")


def test_a_kind_that_only_incidents_tell_of_is_told_with_those(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "what android malware does APT-C-23 use")
    assert "ViperRAT" in answer.sections[0].items[-1].detail
    assert "Micropsia" not in answer.values


def test_a_yes_to_a_kind_of_malware_names_it(knowledge: KnowledgeBase) -> None:
    assert ask(knowledge, "has apt32 got anything for macs").status == "yes"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("is Kimsuky older than Lazarus?", "Lazarus Group (since 2009)"),
        ("which is older, Turla or APT28", "APT28 and Turla (since 2004)"),
        ("who has more tools, turla or apt28", "APT28 ("),
    ],
)
def test_two_actors_are_measured_against_each_other(knowledge: KnowledgeBase, text: str, first: str) -> None:
    assert ask(knowledge, text).headline.startswith(first)


def test_ransomware_is_ranked_as_software(knowledge: KnowledgeBase) -> None:
    values = ask(knowledge, "which ransomware is used by the most groups").values
    assert "LockBit" in values or "BlackCat" in values
    assert "Cobalt Strike" not in values


def test_the_usual_people_are_no_usual_tools() -> None:
    assert find_ranking("who else but the usual ransomware lot hits hospitals") is None
    assert find_ranking("usual tools of iranian groups") == Ranking("tools")
