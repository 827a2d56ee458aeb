"""A thing or a number asked of one actor: the sentence that tells it, or that none does."""

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.questions.things import Thing, asked_thing
from bot.service import answer_text


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("which nuclear plant did Andariel get into", Thing("plant", False)),
        ("predatory sparrow set fire in a steel works, what's the works' name", Thing("works", False)),
        ("name of the front firm APT39 worked through", Thing("firm", False)),
        ("how many affiliates did the police find at LockBit", Thing("affiliates", True)),
        ("number of current and former employees they robbed", Thing("employees", True)),
        ("what VPN holes did they use", None),
        ("through what kind of device did they come", None),
        ("how many groups use Mimikatz", None),
        ("does APT28 have a front company", None),
    ],
)
def test_what_a_text_asks_for(text: str, thing: Thing | None) -> None:
    assert asked_thing(text) == thing


@pytest.mark.parametrize(
    ("text", "actor", "told"),
    [
        ("how many domains did Microsoft take away from Nickel", "apt15", "42 domains"),
        ("how many companies did Ragnar Locker attack by Eurojust's count", "ragnar-locker", "168 companies"),
        ("Cedars-Sinai turned patients away because of Anonymous Sudan, for how many hours?", "anonymous-sudan", "eight hours"),
        ("which Beijing company is Flax Typhoon according to the US", "flax-typhoon", "Integrity Technology Group"),
        ("gothic panda / apt3, what was that contractor from Guangzhou called again", "apt3", "Boyusec"),
        ("Wekby aka APT18, which hospital chain did they rob of patient data?", "apt18", "Community Health Systems"),
    ],
)
def test_the_first_line_tells_it_with_its_source(knowledge: KnowledgeBase, text: str, actor: str, told: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "answered"
    assert [one.id for one in answer.actors][:1] == [actor]
    assert told in answer.headline
    assert answer.headline_sources


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What certificate authority did Lotus Blossom break into in 2022?", "names that authority"),
        ("predatory sparrow set fire in a steel works, what's the works' name", "names that works"),
        ("how many servers are mining for Blue Mockingbird", "tells that number"),
        ("number of current and former employees whose data INC Ransom took at Ahold Delhaize", "tells that number"),
        ("how many workers got burned when Predatory Sparrow set the steel works on fire?", "tells that number"),
    ],
)
def test_what_is_spoken_of_and_not_named_is_said_to_be_so(knowledge: KnowledgeBase, text: str, said: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "unknown"
    assert said in answer.headline
    assert answer.sections


@pytest.mark.parametrize(
    "text",
    [
        "the two Minsk internet providers MoustachedBouncer sat in, names please",
        "what's the company where velvet ant sat for three years called?",
        "the aviation firm Veiled Panda entered via WSUS, what's it called",
        "Velvet Ant sat three years in one network - what's the name of that organisation",
        "which firms actually gave in and hired Poseidon Group as their security consultants",
    ],
)
def test_a_body_that_nobody_names_is_none_of_the_names_of_its_actor(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_text(text, knowledge).answer.status == "unknown"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("krybit's terms for affiliates, what cut do they keep", "80 percent"),
        ("how many domains did UNC1549 get", "41 domains"),
        ("How much money was Behzad Mesri after when he had the HBO scripts?", "six million dollars"),
    ],
)
def test_a_detail_is_told_where_nothing_else_answers(knowledge: KnowledgeBase, text: str, told: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "answered"
    assert told in answer.headline


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("Which wiper binary was run inside Bank Sepah by Predatory Sparrow - name or hash", "any binary"),
        ("which phishing subject line let Agrius into the Ziv hospital in Safed", "that subject line"),
        ("Operation Eastwood, who was arrested in France? name + age", "who that person is"),
        ("did LockBit name a sum for Bridgestone Americas? which one", "that sum"),
        ("In the Abraham's Ax leak of the Saudi ministries, how many GB did they dump", "how much data that was"),
        ("how many of MITRE's employees had their own accounts compromised in the NERVE intrusion", "that number"),
    ],
)
def test_more_details_that_nobody_tells(knowledge: KnowledgeBase, text: str, untold: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status == "unknown"
    assert f"No source here tells {'of ' if untold.startswith('any') else ''}{untold}" in answer.headline


def test_since_when_at_the_latest_is_no_recent_time(knowledge: KnowledgeBase) -> None:
    answer = answer_text("since when was Turla sitting in RUAG at the latest?", knowledge).answer
    assert answer.status == "answered"
    assert "2014-09" in answer.headline


def test_a_branch_of_the_military_is_no_bank_s(knowledge: KnowledgeBase) -> None:
    answer = answer_text("which branch of the iranian military do cyberav3ngers answer to", knowledge).answer
    assert (answer.status, answer.kind) == ("answered", "attribution")
