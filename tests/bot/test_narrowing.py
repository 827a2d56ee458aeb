"""Follow-ups of a list, of a tool and of an incident: who of them, whose another program is, the case that is meant."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread


@pytest.mark.parametrize(
    ("thread", "actor"),
    [
        (["groups using shadowpad", "the one against the indian grid"], "redecho"),
        (["ransomware crews hitting hospitals", "only those that appeared after 2022"], "interlock"),
        (["shamoon, who did it", "ok and StoneDrill?"], "apt33"),
        (["CAKETAP rootkit", "who uses that"], "unc2891"),
        (["Hive was taken down right?", "so who took over the code"], "hunters-international"),
        (["who messed with the PLCs in Aliquippa", "how did they log in"], "cyberav3ngers"),
    ],
)
def test_what_follows_a_list_or_a_tool(knowledge: KnowledgeBase, thread: list[str], actor: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert answer.status == "answered"
    assert actor in {ref.id for ref in answer.actors}


@pytest.mark.parametrize(
    ("thread", "said"),
    [
        (["list the attacks of Predatory Sparrow", "the crypto exchange one, how many millions were gone"], "90 million"),
        (["revil victims", "the case with the apple drawings: how much did they ask"], "50 million"),
        (["orangeworm, which sector", "name of the malware?"], "Kwampirs"),
        (["who knocked Garmin offline in 2020", "who's the boss there"], "Yakubets"),
    ],
)
def test_a_detail_of_the_one_spoken_of(knowledge: KnowledgeBase, thread: list[str], said: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert answer.status == "answered"
    assert said in f"{answer.headline} {answer.statements()}"


def test_those_left_out_by_name_leave_out_nothing_else(knowledge: KnowledgeBase) -> None:
    answer = answer_text("Iranian groups other than APT33 targeting aviation", knowledge).answer
    ids = {ref.id for ref in answer.actors}
    assert answer.status == "answered"
    assert "tortoiseshell" in ids
    assert "apt33" not in ids
    assert "not targeting" not in answer.headline


def test_a_set_without_a_member_is_not_answered_with_somebody_near(knowledge: KnowledgeBase) -> None:
    assert answer_text("hacktivists using shadowpad", knowledge).answer.status == "unknown"


@pytest.mark.parametrize(
    ("thread", "actor", "said"),
    [
        (["list the groups from Pakistan", "ok and the ones from Lebanon"], "volatile-cedar", "attributed to Lebanon"),
        (["aliases of APT31", "no wait, 30"], "apt30", "APT30"),
        (["who does TA2541 go after", "the same for TA558"], "ta558", "TA558 is reported to go after"),
        (["Velvet Ant", "Weaver Ant?", "back to the first one. how long had they been inside"], "velvet-ant", "Velvet Ant"),
        (["storm-0558, remind me", "so was that just Violet Typhoon under another name?"], "storm-0558", "apart"),
    ],
)
def test_the_same_of_another_one(knowledge: KnowledgeBase, thread: list[str], actor: str, said: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert actor in {ref.id for ref in answer.actors}
    assert said in answer.headline


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("two things: who runs Pteranodon, and who has ROKRAT", {"gamaredon", "apt37"}),
        ("HazyBeacon is whose, Airstalk is whose?", {"cl-sta-1020", "cl-sta-1009"}),
        ("Colonial Pipeline was who, JBS was who?", {"darkside", "gold-southfield"}),
        ("are volt typhoon and flax typhoon one and the same, and whose was the KV botnet", {"volt-typhoon", "flax-typhoon"}),
    ],
)
def test_two_questions_joined(knowledge: KnowledgeBase, text: str, actors: set[str]) -> None:
    answer = answer_text(text, knowledge).answer
    assert len(answer.parts) == 2
    assert actors <= {ref.id for ref in answer.actors}


def test_a_question_after_a_name_is_answered_beside_another(knowledge: KnowledgeBase) -> None:
    text = "Poseidon Group: what language do they speak and how did they turn stolen stuff into money"
    assert "Portuguese" in answer_text(text, knowledge).answer.headline


def test_what_somebody_uses_for_something_is_no_name(knowledge: KnowledgeBase) -> None:
    told = answer_thread(["Who is APT30?", "What do they use for USB drives?"], knowledge)[-1].answer
    assert told.kind == "tools"
    assert answer_text("what does Turla use for persistence", knowledge).answer.kind in ("techniques", "tools")


@pytest.mark.parametrize(
    ("thread", "status", "actor"),
    [
        (["SunBird android spyware, whose", "and hornbill, the same people?"], "yes", "confucius"),
        (["colonial pipeline ransom amount", "brenntag, same gang?"], "yes", "darkside"),
        (["hacktivists from brazil?", "and venezuela, anyone from there?"], "answered", "curious-jackal"),
        (["tell me about rocke", "and how does teamtnt compare to them"], "answered", "teamtnt"),
    ],
)
def test_another_is_held_against_those_spoken_of(knowledge: KnowledgeBase, thread: list[str], status: str, actor: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert (answer.status, actor in {ref.id for ref in answer.actors}) == (status, True)


@pytest.mark.parametrize(
    ("thread", "title", "actor"),
    [
        (["who has gone after afghanistan", "only iranian", "no sorry, only pakistani"], "Actors attributed to Pakistan", "sidecopy"),
        (["who targets polish banks", "no wait, czech hospitals"], "Actors targeting Healthcare in Czechia", "killnet"),
        (
            ["indian groups we have", "which go after pakistani defense", "sorry, turkish defense I meant"],
            "Actors attributed to India",
            "bitter",
        ),
        (["who uses china chopper", "the iranian one in there?"], "Actors attributed to Iran", "fox-kitten"),
        (
            ["who's targeting kazakhstan", "long list, narrow it down", "just the russian ones please"],
            "Actors attributed to Russia",
            "turla",
        ),
    ],
)
def test_a_list_outlives_a_remark_and_what_is_taken_back(knowledge: KnowledgeBase, thread: list[str], title: str, actor: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert answer.title.startswith(title)
    assert actor in {one.id for one in answer.actors}


@pytest.mark.parametrize(
    ("thread", "title", "there", "gone"),
    [
        (["which Iranian groups belong to MOIS", "and to the IRGC?"], "Actors attributed to Iran and IRGC", "apt42", "agrius"),
        (["what is BlackCat", "list whoever deployed it", "leave the alphv people themselves out of it"], "Actors", "fin8", "alphv"),
    ],
)
def test_another_set_follows_a_set(knowledge: KnowledgeBase, thread: list[str], title: str, there: str, gone: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    ids = {actor.id for actor in answer.actors}
    assert answer.title.startswith(title)
    assert there in ids
    assert gone not in ids


@pytest.mark.parametrize("thread", [["APT38 tools", "oops I wanted 37"], ["RedCurl", "name of the ransomware"]])
def test_a_follow_up_is_about_whom_it_names_or_was_spoken_of(knowledge: KnowledgeBase, thread: list[str]) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert [actor.id for actor in answer.actors] == [{"APT38 tools": "apt37", "RedCurl": "redcurl"}[thread[0]]]


@pytest.mark.parametrize(
    ("thread", "status"),
    [
        (["north korean groups after crypto", "long list, wow", "is Konni one of them"], "yes"),
        (["north korean groups after crypto", "is APT28 on that list?"], "unknown"),
        (["handala", "is that really palestinian activists?"], "unknown"),
    ],
)
def test_whether_one_is_of_the_set_spoken_of(knowledge: KnowledgeBase, thread: list[str], status: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert (answer.status, len(answer.actors)) == (status, 1)


@pytest.mark.parametrize(
    ("thread", "there", "gone"),
    [
        (["Iranian actors against telcos", "and from these, who also destroys things"], "apt33", "apt39"),
        (["which ransomware crews hit hospitals", "narrow it: those that hit schools or universities as well"], "medusa", "boss-spider"),
        (
            ["users get spammed with push prompts until they approve. who does that", "drop the russian spies from the list"],
            "lapsus",
            "apt29",
        ),
    ],
)
def test_a_list_is_limited_in_other_words(knowledge: KnowledgeBase, thread: list[str], there: str, gone: str) -> None:
    ids = {actor.id for actor in answer_thread(thread, knowledge)[-1].answer.actors}
    assert there in ids
    assert gone not in ids
