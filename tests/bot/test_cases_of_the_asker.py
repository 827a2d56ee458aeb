"""What hurried people say around a question: their own case, what they put aside, the malware of somebody, and more of the same actor."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.questions.circumstances import without_circumstances
from bot.questions.counts import Ranking, find_ranking
from bot.service import answer_text, answer_thread


def names_turla(text: str) -> bool:
    return "Turla" in text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Turla RATs? aviation supplier in Bengaluru got a charter mail", "Turla RATs?"),
        ("tools of Turla, we have a customer in Caracas", "tools of Turla"),
        ("who did that? aviation supplier in Bengaluru got a charter mail", None),
        ("is Turla behind this? aviation supplier in Bengaluru got a charter mail", None),
        ("what does Turla use? only the backdoors", None),
        ("what does Turla use? names of the backdoors would help", None),
        ("tools of Turla? the Uroburos of Turla was on a server", None),
        ("groups that hit banks, we have a customer in Caracas", None),
    ],
)
def test_the_case_of_the_asker_is_left_out_where_the_question_is_whole(text: str, asked: str | None) -> None:
    assert without_circumstances(text, names_turla) == (asked or text)


def test_what_the_asker_saw_withholds_no_answer(knowledge: KnowledgeBase) -> None:
    answer = answer_text("GhostRedirector - summary? a hosting company from Curitiba found rogue IIS modules", knowledge).answer
    assert answer.status == "answered"


@pytest.mark.parametrize(
    ("text", "ranking"),
    [
        ("top 5 groups in ATT&CK by number of techniques", Ranking("actors", "techniques")),
        ("rank the russian actors by number of aliases", Ranking("actors", "names")),
        ("top 10 tools by number of groups", Ranking("tools")),
        ("which Iranian group has the largest toolbox", Ranking("actors", "tools")),
        ("who was caught by number plates", None),
    ],
)
def test_what_is_sorted_by_number_is_a_ranking(text: str, ranking: Ranking | None) -> None:
    assert find_ranking(text) == ranking


def test_a_ranking_says_what_its_numbers_count(knowledge: KnowledgeBase) -> None:
    assert " techniques)" in answer_text("top 5 groups by number of techniques", knowledge).answer.headline


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("mfa fatigue: which criminal crews do it? state actors I don't need", {"scattered-spider", "lapsus"}, {"apt29"}),
        ("China-based actors who drop ransomware (not espionage only)", {"cinnamon-tempest", "storm-2603"}, {"apt28"}),
        ("malaysian hacktivists with pro-palestine motive", {"rippersec"}, {"killnet"}),
        ("shadowpad + victims in Japan + chinese. which groups tick all three", {"tick", "tonto-team"}, {"lazarus"}),
        ("which korean groups, north or south, used gh0st RAT", {"kimsuky", "higaisa"}, {"apt18"}),
        ("espionage actors that target Japan, so not Taiwan and not India", {"blue-termite"}, {"tropic-trooper"}),
        ("actors tied to the Revolutionary Guard of Iran that attacked aerospace companies", {"apt33", "tortoiseshell"}, {"oilrig"}),
        ("which groups do people connect with Pakistan that go after India", {"transparent-tribe", "sidecopy"}, {"sidewinder"}),
        ("clop ransomware - which actors are linked to deploying it", {"fin11", "ta505", "lace-tempest"}, {"lockbit"}),
    ],
)
def test_sets_as_people_put_them(knowledge: KnowledgeBase, text: str, there: set[str], not_there: set[str]) -> None:
    found = {actor.id for actor in answer_text(text, knowledge).answer.actors}
    assert there <= found
    assert not found & not_there


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("transparent tribe malware", "tools", "Crimson"),
        ("turla malware", "tools", "Kazuar"),
        ("APT28 backdoor", "tools", "Zebrocy"),
        ("carbanak malware", "software", "FIN7"),
        ("what is carbanak the malware and who has it", "software", "FIN7"),
        ("qakbot, which actors spread it", "software", "TA577"),
        ("SocGholish on 3 laptops. what is it", "software", "Evil Corp"),
    ],
)
def test_malware_beside_a_name_asks_what_somebody_uses(knowledge: KnowledgeBase, text: str, kind: str, value: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.kind, answer.status) == (kind, "answered")
    assert value in answer.values or value in answer.headline


@pytest.mark.parametrize(
    ("thread", "actor", "said"),
    [
        (["Cyber Partisans, state or hacktivist", "for or against ukraine?"], "cyber-partisans", "Ukraine"),
        (["Higaisa?", "is that china or korea"], "higaisa", "South Korea"),
        (["LuminousMoth - usb worm in myanmar?", "somebody says it is just mustang panda. true?"], "luminousmoth", "not the same"),
        (["compare apt28 and apt29", "and how is Sandworm different from the first one?"], "apt28", "share"),
        (["Metador hit telcos in the middle east, right?", "funny name, where does it come from"], "metador", "I am meta"),
        (["Storm-0558, the one with the signing key?", "typo, sorry. 0501 is what I need, what ransomware"], "storm-0501", "ransomware"),
        (
            ["GRU unit 26165, which APT", "and 74455?", "which of the two did the olympics thing in 2018"],
            "sandworm",
            "Attributed to Sandworm",
        ),
        (["LightBasin. telco stuff?", "linux mostly?", "what's the UNC number for it"], "lightbasin", "LightBasin"),
        (["scattered spider other names", "only the microsoft one pls, for the sentinel rule"], "scattered-spider", "Octo Tempest"),
        (["transparent tribe malware", "which of these does TA2541 have too?"], "ta2541", "njRAT"),
        (["winter vivern?", "what's proofpoint's name for it", "and cert-ua's"], "winter-vivern", "UAC-0114"),
    ],
)
def test_a_follow_up_is_about_the_actor_of_the_thread(knowledge: KnowledgeBase, thread: list[str], actor: str, said: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert actor in {found.id for found in answer.actors}
    assert said in answer.headline


def test_who_asks_for_others_is_given_others(knowledge: KnowledgeBase) -> None:
    answer = answer_thread(["who is Turla", "which groups are Chinese"], knowledge)[-1].answer
    assert "turla" not in {found.id for found in answer.actors}
    assert "apt41" in {found.id for found in answer.actors}


def test_the_same_number_is_counted_once_more(knowledge: KnowledgeBase) -> None:
    answer = answer_thread(["More_eggs is used by whom", "how many groups is that in ATT&CK?"], knowledge)[-1].answer
    assert {"evilnum", "fin6", "cobalt-group"} <= {found.id for found in answer.actors}
    assert answer.headline.startswith("3 actors")


def test_what_is_described_of_a_time_is_not_dropped_for_a_list_of_a_country(knowledge: KnowledgeBase) -> None:
    answer = answer_text("which chinese groups exploited Exchange in 2021", knowledge).answer
    assert answer.kind == "passages"
    assert "hafnium" in {actor.id for actor in answer.actors}


def test_those_known_already_are_put_aside(knowledge: KnowledgeBase) -> None:
    answer = answer_thread(["PlugX users?", "chinese ones I know, who is left without them"], knowledge)[-1].answer
    found = {actor.id for actor in answer.actors}
    assert "higaisa" in found
    assert "apt10" not in found
