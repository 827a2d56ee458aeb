"""What a question takes for granted and no source says; and what only the words of sources say."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.questions.splitting import split_questions
from bot.service import answer_text, answer_thread


@pytest.mark.parametrize(
    ("text", "actor", "said"),
    [
        ("what else did Machete do with Brute Ratel", "machete", "Brute Ratel"),
        ("On which date did Mofang switch to Cobalt Strike 4?", "mofang", "Cobalt Strike"),
    ],
)
def test_a_program_that_nothing_links_with_the_actor_is_said_so(knowledge: KnowledgeBase, text: str, actor: str, said: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "unknown"
    assert f"connects {knowledge.graph.name(actor)} with {said}" in answer.headline


def test_a_program_that_is_left_out_or_used_is_no_false_premise(knowledge: KnowledgeBase) -> None:
    assert answer_text("what is in ToddyCat's toolbox, their own stuff, not Mimikatz", knowledge).answer.status == "answered"
    assert answer_text("how does APT28 use X-Agent", knowledge).answer.status == "answered"


def test_a_thing_of_a_deed_that_nothing_tells_is_said_so(knowledge: KnowledgeBase) -> None:
    answer = answer_text("when did projectsauron wipe the belgian navy", knowledge).answer
    assert (answer.status, [actor.id for actor in answer.actors]) == ("unknown", ["strider"])
    assert "connects Strider with" in answer.headline
    assert answer_text("when was the PlugX of Mustang Panda deleted from computers", knowledge).answer.status == "answered"


def test_a_yes_needs_the_place_to_be_told(knowledge: KnowledgeBase) -> None:
    assert answer_text("Did MoneyTaker rob banks in Australia too?", knowledge).answer.status == "unknown"
    assert answer_text("Did MoneyTaker rob banks in Russia too?", knowledge).answer.status == "yes"


def test_what_was_done_at_somebody_of_whom_nothing_is_told_is_unknown(knowledge: KnowledgeBase) -> None:
    answer = answer_text("What did Dark Pink do at Lufthansa?", knowledge).answer
    assert (answer.status, [actor.id for actor in answer.actors]) == ("unknown", ["dark-pink"])


@pytest.mark.parametrize(
    ("here", "elsewhere", "actor"),
    [
        (
            "who broke into the computers of notaries in Ukraine to alter the state registers",
            "who broke into the computers of notaries in Bulgaria to alter the state registers",
            "uac-0173",
        ),
        (
            "who installs crypto miners through old GeoServer flaws in South Korea",
            "who installs crypto miners through old GeoServer flaws in Lesotho",
            "",
        ),
    ],
)
def test_a_country_of_which_nothing_is_told_makes_a_description_another_one(
    knowledge: KnowledgeBase, here: str, elsewhere: str, actor: str
) -> None:
    there = answer_text(here, knowledge).answer
    assert not actor or actor in [found.id for found in there.actors]
    assert answer_text(elsewhere, knowledge).answer.status in ("unknown", "suggested")


@pytest.mark.parametrize(
    "text",
    [
        "which version of LockBit did XDSpy drop",
        "which telephone number does Burning Scorpius call from",
        "Which law firm defended the Karakurt negotiator in court?",
    ],
)
def test_details_that_nothing_tells_are_unknown(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_text(text, knowledge).answer.status == "unknown"


def test_victim_countries_are_targets(knowledge: KnowledgeBase) -> None:
    answer = answer_text("LuminousMoth - victim countries", knowledge).answer
    assert answer.status == "answered"
    assert "Myanmar" in answer.headline
    assert all(item.sources for item in answer.sections[0].items)


def test_a_yes_of_two_needs_a_yes_of_each(knowledge: KnowledgeBase) -> None:
    both = answer_text("do CopyKittens and POLONIUM go after Israel", knowledge).answer
    assert (both.status, {actor.id for actor in both.actors}) == ("yes", {"copykittens", "polonium"})
    assert answer_text("do CopyKittens and Turla go after Bolivia", knowledge).answer.status == "unknown"


def test_whose_each_is_where_nobody_has_both(knowledge: KnowledgeBase) -> None:
    apart = answer_text("BoxCaon and PLAINTEE, whose are they", knowledge).answer
    assert {"indigozebra", "rancor"} <= {actor.id for actor in apart.actors}
    assert answer_text("who uses both BoxCaon and PLAINTEE", knowledge).answer.status == "unknown"


def test_a_side_alone_asks_whom_and_in_a_thread_is_of_its_actor(knowledge: KnowledgeBase) -> None:
    assert answer_text("malware?", knowledge).answer.title == "Whom do you mean?"
    followed = answer_thread(["anything on Orangeworm?", "malware?"], knowledge)[-1].answer
    assert [actor.id for actor in followed.actors] == ["orangeworm"]
    assert "Kwampirs" in followed.headline


def test_numbered_questions_are_one_each() -> None:
    assert split_questions("need quick: 1) ransomware that A spreads 2) tool name of B's script") == [
        "ransomware that A spreads", "tool name of B's script",
    ]  # fmt: skip
    assert split_questions("Give me (a) who did X and (b) who robbed Y") == ["who did X", "who robbed Y"]


def test_a_stop_between_parts_is_kept() -> None:
    assert split_questions("Got a hit tagged Animal Farm. What families should I expect?") == [
        "Got a hit tagged Animal Farm. What families should I expect?"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "does LongNosedGoblin run Qakbot on its japanese victims",
        "in which campaign did Earth Lamia drop TrickBot",
        "how does SideCopy deploy Shamoon, over gpo or by hand",
        "since when does 8220 Gang mine on wikimedia's servers",
        "Who hid a coin miner in the control cabinets of Danish wind turbines?",
        "in which intrusions has UNC5221 dropped the NIMBLEFERN backdoor?",
        "which server of the Uruguayan navy did Machete sit on?",
    ],
)
def test_no_source_tells_that_of_them(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_text(text, knowledge).answer.status == "unknown"
