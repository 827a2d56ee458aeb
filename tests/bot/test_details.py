"""Details that no source tells of what is told, own malware, and messages that ask more than one thing of several."""

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.splitting import split_questions
from bot.questions.wording import plain_text, without_lead
from bot.service import answer_text, answer_thread


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


@pytest.mark.parametrize(
    "text",
    [
        "name of the cognizant agent who reset the clorox passwords",
        "whose PC at kudankulam got dtrack first",
        "what monthly salary was knowbe4 paying that north korean fake employee",
        "what was lockbit asking boeing to pay before they dumped the files",
        "air india / apt41: how many passengers had their records taken",
        "how many gigabytes were carried out of RUAG?",
        "Which Tajik telecom was it in the Paperbug case?",
        "was Arion Kurtaj in on the M&S hack as well",
        "what cut do interlock's affiliates get to keep?",
        "did predatory sparrow ever take down an airport in iran",
        "did winter vivern ever drop ransomware on a victim?",
    ],
)
def test_a_detail_that_no_source_tells_is_unknown(knowledge: KnowledgeBase, text: str) -> None:
    assert ask(knowledge, text).status == "unknown"


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("what ransom did qilin want for the synnovis mess", "answered", "50 million"),
        ("how much did change healthcare pay", "answered", "350 bitcoins"),
        ("does Sandworm use wipers", "yes", "NotPetya"),
        ("name of the mobile carrier in Singapore that Volt Typhoon is said to have hit?", "answered", "Singtel"),
        ("did Gallmaker write own malware?", "no", "without malware of their own"),
        ("did gallmaker get by without malware of its own?", "yes", "without malware of their own"),
        ("does cyberav3ngers have malware of its own", "yes", "IOCONTROL"),
        ("do polonium guys use dropbox for c2", "yes", "DropBox for C2"),
        ("Has ToddyCat touched russia?", "yes", "Russia"),
        ("where is yorotrooper from, russia or not", "answered", "Kazakhstan"),
        ("which part of the FSB runs callisto / star blizzard", "answered", "Center 18"),
        ("ToddyCat initial access", "answered", "Exchange"),
        ("Which spider is Luna Moth?", "answered", "Spider"),
        ("is sandworm part of the gru or the svr", "yes", "GRU. No source here says so of SVR"),
        ("are there doubts that apt37 is north korean", "answered", "confidence"),
        ("who has attacked NATO members since 2022 besides russia", "answered", "not attributed to Russia"),
        ("who targets europe other than germany", "answered", "not targeting Germany"),
        ("timeline of sandworm attacks on ukraine", "answered", "Kyivstar"),
        ("sea turtle and dnspionage same guys?", "related", "apart from DNSpionage"),
    ],
)
def test_what_a_source_tells_is_told(knowledge: KnowledgeBase, text: str, status: str, told: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status
    assert told.lower() in " ".join((answer.headline, *(f"{i.value} {i.detail}" for s in answer.sections for i in s.items))).lower()


@pytest.mark.parametrize(
    ("turns", "status", "told"),
    [
        (["who hit Shirbit", "did they pay"], "no", "Shirbit"),
        (["who hacked the ziv hospital", "the lebanese ones - what malware do they have"], "answered", "Explosive"),
        (["hi, got a question about toddycat from my manager", "china?"], "yes", "China"),
        (["what does FIN13 use?", "which groups are from turkey", "which one of them hijacks dns"], "answered", "Sea Turtle"),
        (["which groups target colombia", "only those who spy", "and ecuador?"], "answered", "Ecuador"),
        (["interlock: how do they get in?", "who did they hit in 2025?"], "answered", "Kettering"),
        (["thanks!", "who do they target"], "unknown", "whom that is about"),
    ],
)
def test_a_thread_goes_on(knowledge: KnowledgeBase, turns: list[str], status: str, told: str) -> None:
    answer = answer_thread(turns, knowledge)[-1].answer
    assert answer.status == status
    assert told in " ".join((answer.headline, *(f"{i.value} {i.detail}" for s in answer.sections for i in s.items)))


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("two in one sorry: who was behind kaseya, and who hit change healthcare", {"gold-southfield", "alphv"}),
        ("need country for yorotrooper, microsoft name for strongpity and the sectors of weaver ant", {"yorotrooper", "promethium"}),
        ("what other names has bitter got + since when is fin13 active?", {"bitter", "fin13"}),
        ("who besides fin7 has been kerberoasting", {"wizard-spider"}),
        ("JSOutProx landed at our bank in Accra this morning, who usually sends that", set()),
    ],
)
def test_each_is_answered(knowledge: KnowledgeBase, text: str, actors: set[str]) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "answered"
    assert actors <= {actor.id for actor in answer.actors}
    assert "fin7" not in {actor.id for actor in answer.actors}


@pytest.mark.parametrize(
    "text",
    [
        "spanish state hackers that also push ransomware - anyone fit that?",
        "need a list: belarus-backed groups hitting banks in the baltics",
        "emirati groups that broke into phone companies in south america pls",
        "syrian crews with their own ICS malware for substations",
        "Toll Group ransomware in 2020, who did that",
        "what do you have on the crimson walrus group",
        "Loud Otter ransomware - decryptor? who runs it?",
    ],
)
def test_what_nobody_does_and_nobody_is_called_is_unknown(knowledge: KnowledgeBase, text: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status in ("unknown", "suggested")
    assert not answer.actors


def test_what_is_typed_for_a_question_is_read_as_it() -> None:
    assert plain_text("PapaCreep -> who? NightClub -> who?") == "who is behind PapaCreep? who is behind NightClub?"
    assert plain_text("Storm-1125 = ? (ESET naming)") == "what does ESET call Storm-1125"
    assert plain_text("who mines coins in k8s, abt 2 grps") == "who mines coins in kubernetes, about 2 groups"
    assert without_lead("got 5 min before a call - brief me on Whitefly") == "brief me on Whitefly"
    assert without_lead("have a turla briefing at 5: which tools") == "have a turla briefing at 5: which tools"
    assert without_lead("What does Mandiant call Turla, and Secureworks?") == "What does Mandiant call Turla, and Secureworks?"


def test_a_message_falls_into_its_questions() -> None:
    both = split_questions("I was told that APT37 can listen through the microphone. Is it right?")
    assert both == ["I was told that APT37 can listen through the microphone, is that so?"]
    assert split_questions("who is behind Emotet, and who hit Kaseya") == ["who is behind Emotet", "who hit Kaseya"]
    assert split_questions("kaspersky's name for Strider, and whose is the babar spyware")[1] == "whose is the babar spyware"
