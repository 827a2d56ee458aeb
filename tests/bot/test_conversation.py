"""Follow-ups in a thread, several questions in a message, and threads that do not leak."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.questions.focus import Focus, Threads
from bot.questions.splitting import split_questions
from bot.replies.text import render_text
from bot.service import answer_text, answer_thread


@pytest.mark.parametrize(
    ("thread", "kind", "actor"),
    [
        (["who is Turla", "what tools do they use?"], "tools", "turla"),
        (["who is Turla", "and who do they target?"], "targets", "turla"),
        (["who is Turla", "targets?"], "targets", "turla"),
        (["tools of APT28", "same for APT29"], "tools", "apt29"),
        (["tools of APT28", "what about Sandworm?"], "tools", "sandworm"),
        (["what did Sandworm do in 2017", "and in 2022?"], "campaigns", "sandworm"),
        (["who is behind APT28", "thanks!", "and its targets"], "targets", "apt28"),
        (["compare Turla and APT29", "tools of the first one"], "tools", "turla"),
        (["compare Turla and APT29", "the latter's targets"], "targets", "apt29"),
        (["Turla", "vs APT29?"], "comparison", "turla"),
        (["Turla", "same lot as Waterbug?"], "identity", "turla"),
        (["Turla", "same tools as APT29?"], "comparison", "turla"),
        (["brief on Turla", "goes by what other names"], "names", "turla"),
        (["difference between Bitter and SideWinder", "the first one: aliases?"], "names", "bitter"),
        (["storm-0501", "ok what ransomware families"], "tools", "storm-0501"),
        (["tools of Turla", "do Sandworm next"], "tools", "sandworm"),
        (["who is Turla", "so that's Waterbug, right?"], "identity", "turla"),
        (["UAT-7810", "and the implants on the routers"], "tools", "uat-7810"),
        (["volatile cedar targets?", "what about dark caracal", "ok back to the cedar guys, tools?"], "tools", "volatile-cedar"),
        (["toddycat", "thrip", "naikon", "back to the first - own tools"], "tools", "toddycat"),
        (["which tools does sidewinder use", "sorry wrong one, I meant Silence"], "tools", "silence"),
        (["who attacked SingHealth?", "how many patients were affected"], "campaigns", "whitefly"),
        (["exotic lily", "sells access to whom?"], "attribution", "exotic-lily"),
        (["dustsquad pls", "trojan name"], "tools", "nomadic-octopus"),
        (["Silence group, first sighting?", "@omar leave the timeline to me pls", "targets?"], "targets", "silence"),
        (["sharp panda - what does Check Point call them now", "and the G7 summit docs, when"], "campaigns", "sharppanda"),
        (["which ransomware does INC use", "has it hit any british health body?"], "targets", "inc-ransom"),
        (["tell me about yorotrooper", "where from"], "attribution", "yorotrooper"),
        (["tell me about Evilnum", "how does it relate to DeathStalker?"], "comparison", "evilnum"),
        (["is deathstalker the same as evilnum", "since when is the latter active?"], "campaigns", "evilnum"),
        (["who are the Cyber Partisans", "and MoustachedBouncer, is it from the same country?"], "attribution", "moustachedbouncer"),
        (["who uses Latrodectus", "the contact form one?"], "passages", "ta578"),
        (["Velvet Ant", "which cisco hole was that"], "passages", "velvet-ant"),
        (["tools of APT33 pls", "sorry, typo. 34 not 33"], "tools", "oilrig"),
        (["compare APT12 and APT16", "which of the two had ELMER?"], "tools", "apt16"),
        (["who was behind Operation Ghost?", "and Cloud Hopper?", "which of those two is Russian?"], "attribution", "apt29"),
        (["compare Turla and Lazarus", "which one targets banks?"], "targets", "lazarus"),
        (["who hit Costa Rica in 2022?", "hm and the Irish health service the year before?"], "campaigns", "wizard-spider"),
        (["does Turla use Mimikatz?", "Gamaredon?"], "tools", "gamaredon"),
        (["Who broke into the Dutch police in September 2024?", "Are they Russian?"], "attribution", "void-blizzard"),
        (["How does Star Blizzard steal session cookies?", "and is there malware from them too?"], "tools", "star-blizzard"),
        (["who compromised 3CX?", "and who was it at JumpCloud"], "campaigns", "tradertraitor"),
        (["Has Storm-0501 ever dropped Embargo?", "and blackcat?"], "tools", "storm-0501"),
        (["UNC3886 uses MOPSLED right?", "does anybody else?"], "actors", "apt41"),
        (["other names for UNC1860 pls", "is that one the same as Scarred Manticore?"], "identity", "unc1860"),
        (["is Sea Turtle the same thing as DNSpionage?", "ok. for which country is it working then"], "attribution", "sea-turtle"),
        (["who took the data of the Snowflake customers in 2024", "who got charged"], "passages", "unc5537"),
    ],
)
def test_follow_ups(knowledge: KnowledgeBase, thread: list[str], kind: str, actor: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert (answer.kind, answer.actors[0].id) == (kind, actor)


def test_two_actors_spoken_of_one_after_the_other_are_those_two(knowledge: KnowledgeBase) -> None:
    answer = answer_thread(["who is Turla", "and APT29?", "what do those two share"], knowledge)[-1].answer
    assert answer.kind == "comparison"
    assert {"turla", "apt29"} == {actor.id for actor in answer.actors}


def test_a_short_question_leans_on_the_actor_and_one_about_somebody_else_does_not(knowledge: KnowledgeBase) -> None:
    leaning, other = (
        answer_thread(["what do we know on Cobalt Spider", text], knowledge)[-1].answer
        for text in ("who got arrested", "who hacked moonbase gamma")
    )
    assert [actor.id for actor in leaning.actors] == ["cobalt-group"]
    assert (other.status, other.actors) in (("unknown", ()), ("suggested", ()))


def test_those_two_stand_for_nobody_where_one_was_named(knowledge: KnowledgeBase) -> None:
    assert answer_thread(["who is Turla", "tools of those two"], knowledge)[-1].answer.kind != "comparison"


def test_who_else_leaves_out_who_was_named(knowledge: KnowledgeBase) -> None:
    first, second = answer_thread(["does Turla use Mimikatz", "who else uses it?"], knowledge)
    assert first.answer.status == "yes"
    users = {actor.id for actor in second.answer.actors}
    assert "apt28" in users
    assert "turla" not in users


def test_a_list_is_narrowed(knowledge: KnowledgeBase) -> None:
    wide, narrow = answer_thread(["who targets telecoms in Africa", "only chinese ones"], knowledge)
    assert {a.id for a in narrow.answer.actors} < {a.id for a in wide.answer.actors}


def test_a_list_narrowed_to_nobody_is_empty_and_not_a_guess(knowledge: KnowledgeBase) -> None:
    answer = answer_thread(["who targets telecoms in Kazakhstan", "and only Belarusian ones"], knowledge)[-1].answer
    assert (answer.kind, answer.status, answer.actors) == ("actors", "unknown", ())


def test_without_a_thread_a_pronoun_stands_for_nobody(knowledge: KnowledgeBase) -> None:
    assert not answer_text("what tools do they use?", knowledge).answer.actors


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("who is Turla? and what tools does it use?", 2),
        ("aliases of Bitter; tools of Patchwork; targets of Confucius", 3),
        ("who is APT28 and what does it target", 2),
        ("who targets Poland and Ukraine", 1),
        ("a? b? c? d? e?", 3),
        ("Karakurt: when did they start, were they part of Conti, and who went to prison?", 2),
        ("When did Dark Caracal start, which agency is it supposed to be, and what's the Windows malware?", 3),
        ("what does Microsoft call POLONIUM, and what has Storm-0558 become?", 2),
        ("names of Nomadic Octopus, and Ferocious Kitten's malware", 2),
        ("what does naikon use? same question for hexane", 2),
        ("Show me cases where an AI agent broke in. Which actors?", 1),
        ("who goes for aerospace? only north korean or iranian", 1),
        ("Somebody burns our cloud CPU on Monero. Who does that for a living?", 1),
    ],
)
def test_several_questions_in_a_message(text: str, count: int) -> None:
    assert len(split_questions(text)) == count


def test_each_question_of_a_message_is_answered(knowledge: KnowledgeBase) -> None:
    answer = answer_text("who is Turla? and what tools does it use? and who is Gallmaker?", knowledge).answer
    assert {"turla", "gallmaker"} <= {actor.id for actor in answer.actors}
    assert "Kazuar" in answer.values


def test_threads_are_kept_apart_and_bounded() -> None:
    now = [0.0]
    threads = Threads(size=3, seconds=10, clock=lambda: now[0])
    for number in range(5):
        threads.put(f"T1:C1:{number}", Focus(f"question {number}", f"actor {number}"))
    assert len(threads) == 3
    assert threads.get("T1:C1:0") == Focus()
    assert threads.get("T1:C1:4").actor == "actor 4"
    assert threads.get("T1:C2:4") == Focus()
    now[0] = 11
    assert threads.get("T1:C1:4") == Focus()


def test_two_hundred_questions_at_once_lose_none(knowledge: KnowledgeBase) -> None:
    questions = ["who is Turla", "who hid its command and control behind satellite links", "tools of APT28", "who targets Kazakhstan"] * 50
    alone = {text: answer_text(text, knowledge).answer for text in dict.fromkeys(questions)}
    with ThreadPoolExecutor(max_workers=50) as pool:
        answers = list(pool.map(lambda text: answer_text(text, knowledge).answer, questions))
    assert answers == [alone[text] for text in questions]


def test_what_is_added_leans_on_the_actor_of_the_thread(knowledge: KnowledgeBase) -> None:
    answer = answer_thread(["overview of SideWinder", "nuclear sector too?"], knowledge)[-1].answer
    assert [actor.id for actor in answer.actors][:1] == ["sidewinder"]


@pytest.mark.parametrize(
    ("thread", "actor", "said"),
    [
        (["who robbed PIR Bank", "since when is that crew active"], "moneytaker", "2016"),
        (["Operation Wocao?", "how firm is that attribution"], "apt20", "medium"),
        (["ta577 malware", "and 578?"], "ta578", "TA578"),
        (["scarred manticore sponsor", "UNC1860 as well?"], "unc1860", "Ministry of Intelligence"),
        (["Compare FIN8 with FIN10 for me", "what ransomware has the first one handled"], "fin8", "FIN8"),
        (["what is Konni after", "isn't that just APT37 under another label?"], "konni", "APT37"),
        (["tell me about Flax Typhoon", "how big did the botnet get?"], "flax-typhoon", "botnet"),
    ],
)
def test_what_follows_is_about_the_actor_before(knowledge: KnowledgeBase, thread: list[str], actor: str, said: str) -> None:
    answer = answer_thread(thread, knowledge)[-1].answer
    assert actor in [found.id for found in answer.actors]
    assert said in render_text(answer, whole=True)


@pytest.mark.parametrize(
    ("texts", "kind", "actor"),
    [
        (["Please describe Tonto Team.", "Now the same for Aoqin Dragon: which malware does it use?"], "tools", "aoqin-dragon"),
        (["Who are the Cyber Partisans... no sorry, I meant Punishing Owl", "which sectors do they hit?"], "targets", "punishing-owl"),
        (["city of atlanta ransomware 2018", "who was behind that"], "campaigns", "boss-spider"),
    ],
)
def test_a_thread_follows_what_is_taken_back_and_what_is_asked_of_another(
    knowledge: KnowledgeBase, texts: list[str], kind: str, actor: str
) -> None:
    last = answer_thread(texts, knowledge)[-1].answer
    assert (last.kind, [found.id for found in last.actors]) == (kind, [actor])


def test_who_else_uses_the_one_tool_that_was_asked_for(knowledge: KnowledgeBase) -> None:
    last = answer_thread(["whats the main backdoor of velvet ant", "who else uses it"], knowledge)[-1].answer
    assert last.title == "Actors using PlugX"
    assert "velvet-ant" not in [actor.id for actor in last.actors]


@pytest.mark.parametrize(
    "thread",
    [
        ["who stole the Anthem records", "and the ones of Medibank in Australia?"],
        ["Who stole from Bybit", "Mt. Gox back then - who was it there?"],
    ],
)
def test_another_case_of_which_nothing_is_told_is_not_answered_with_the_last(knowledge: KnowledgeBase, thread: list[str]) -> None:
    assert answer_thread(thread, knowledge)[-1].answer.status == "unknown"


def test_what_is_told_of_those_spoken_of_has_its_sources(knowledge: KnowledgeBase) -> None:
    answer = answer_thread(["flax typhoon summary", "which company is behind that according to the FBI"], knowledge)[-1].answer
    assert answer.headline.startswith("Of those spoken of")
    assert set(answer.cited()) == {source.id for source in answer.sources} != set()


@pytest.mark.parametrize(
    ("thread", "status", "first"),
    [
        (["moonstone sleet ransomware: FakePenny, correct", "did they also deploy qilin at some point?"], "yes", "moonstone-sleet"),
        (["does fin6 use more_eggs", "yep saw that in the mandiant deck too", "who else has that backdoor?"], "answered", "cobalt-group"),
        (["so KillNet, is it the kremlin?", "no proof, ok", "what do they actually do when they attack"], "answered", "killnet"),
        (["what is Boss Spider", "which US city did they lock up in 2018"], "answered", "boss-spider"),
        (["H0lyGh0st ransom note on a file server!!", "where are those guys from"], "answered", "storm-0530"),
        (["who else uses Bisonal besides tonto team", "and which army unit are they said to be"], "answered", "tonto-team"),
        (["MoustachedBouncer implants?", "the one over e-mail, how is it called"], "answered", "moustachedbouncer"),
        (["FIN6", "is it true they also are Magecart Group 6"], "yes", "fin6"),
    ],
)
def test_what_follows_is_of_whom_was_spoken(knowledge: KnowledgeBase, thread: list[str], status: str, first: str) -> None:
    last = answer_thread(thread, knowledge)[-1].answer
    assert (last.status, last.actors[0].id) == (status, first)


def test_a_remark_is_no_question(knowledge: KnowledgeBase) -> None:
    for remark in ("yep saw that in the mandiant deck too", "lol we had 3 last week", "they threaten our airport on telegram again btw"):
        assert answer_thread(["who is KillNet", remark], knowledge)[-1].answer.kind == "help"


def test_minus_an_actor_leaves_its_parts_in(knowledge: KnowledgeBase) -> None:
    last = answer_thread(["north korean crews that steal crypto, list", "minus lazarus and apt38 thx"], knowledge)[-1].answer
    found = {actor.id for actor in last.actors}
    assert {"tradertraitor", "citrine-sleet"} <= found
    assert not {"lazarus", "apt38"} & found


def test_only_those_of_one_home_of_a_list_told_in_passages(knowledge: KnowledgeBase) -> None:
    last = answer_thread(["who works as hack-for-hire?", "keep only the ones from Israel"], knowledge)[-1].answer
    assert {"nso-group", "candiru", "carmine-tsunami"} <= {actor.id for actor in last.actors}
