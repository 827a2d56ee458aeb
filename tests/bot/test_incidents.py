"""Incidents by whom they hit, who did not do it, and when it was; names that nobody bears beside them."""

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text, answer_thread


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("who hit Jaguar Land Rover", "scattered-lapsus-hunters"),  # Rover is malware
        ("who hacked the Royal Mail", "lockbit"),  # Royal is a gang
        ("which group is behind 3CX", "lazarus"),
        ("who hacked Bangladesh Bank", "apt38"),  # a country and a sector
        ("who hacked AT&T?", "salt-typhoon"),
        ("who hacked MITRE", "unc5221"),
        ("who hacked the Costa Rican government", "wizard-spider"),
        ("how did APT29 get into Microsoft", "apt29"),
    ],
)
def test_an_incident_is_found_by_whom_it_hit(knowledge: KnowledgeBase, text: str, actor: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "answered"
    assert actor in {ref.id for ref in answer.actors}


@pytest.mark.parametrize(
    ("text", "status", "start"),
    [
        ("did Salt Typhoon hack AT&T?", "yes", "Yes: "),
        ("did RansomHub hack Change Healthcare?", "yes", "Yes: "),
        ("did Lazarus hack Equifax?", "unknown", "No source here says that of Lazarus Group. Equifax: "),
        ("did Qilin hack Equifax?", "unknown", "No source here says that of Qilin. Equifax: "),
        ("did Russia hack Sony?", "unknown", "No source here says that of Russia. "),
        ("who hacked Colonial Pipeline in 2016", "unknown", "No source here dates that so. Colonial Pipeline: "),
    ],
)
def test_who_did_not_do_it_is_said_with_who_did(knowledge: KnowledgeBase, text: str, status: str, start: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status
    assert answer.headline.startswith(start)


@pytest.mark.parametrize("text", ["who hacked LinkedIn?", "who hacked the White House", "who hacked Zoom"])
def test_a_title_that_only_has_the_word_names_no_culprit(knowledge: KnowledgeBase, text: str) -> None:
    assert ask(knowledge, text).kind != "campaigns"


@pytest.mark.parametrize(
    "text",
    [
        "who is Play Bear",
        "tell me about Arctic Lynx",
        "does Night Lynx target Spain",
        "tell me about CRIMSON WALRUS",
        "who is Iron Hive",
        "is Golden Badger the same as APT41",
        "who is behind Operation Ghost Llama?",
        "who is Dark Lantern?",
    ],
)
def test_two_words_that_nobody_bears_are_not_read_as_one_of_them(knowledge: KnowledgeBase, text: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status in ("unknown", "suggested")
    assert not answer.actors


def test_a_person_is_found_in_what_is_told_of_an_actor(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "who is Dmitry Khoroshev")
    assert [ref.id for ref in answer.actors] == ["lockbit"]
    assert answer.sections[0].items[0].sources


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("did lapsus$ ever deploy ransomware", "no"),
        ("moses staff, do they ask for ransom?", "no"),
        ("was lapsus$ state backed", "no"),
        ("does APT41 use ransomware?", "yes"),
        ("does MuddyWater use ransomware?", "yes"),
        ("does only APT28 use mimikatz", "no"),
        ("does only sandworm use industroyer?", "yes"),
        ("is polonium working together with kimsuky?", "unknown"),
        ("zebrocy, does apt28 have that", "yes"),
        ("is Emotet used by APT28?", "unknown"),
    ],
)
def test_a_no_needs_a_source_as_a_yes_does(knowledge: KnowledgeBase, text: str, status: str) -> None:
    assert ask(knowledge, text).status == status


def test_sets_are_taken_from_each_other(knowledge: KnowledgeBase) -> None:
    for text in ("which tools does APT29 use that APT28 does not", "tools of apt29 that apt28 lacks"):
        answer = ask(knowledge, text)
        assert "SUNBURST" in answer.values
        assert "Mimikatz" not in answer.values
    assert not {"apt28", "apt29"} & {ref.id for ref in ask(knowledge, "russian groups except APT28 and APT29").actors}


def test_a_year_narrows_the_tools(knowledge: KnowledgeBase) -> None:
    values = ask(knowledge, "which tool did APT28 use in 2018").values
    assert "Zebrocy" in values
    assert "CORESHELL" not in values


@pytest.mark.parametrize(
    ("turns", "actor"),
    [
        (("does sandworm use wipers", "and does agrius?"), "agrius"),
        (("Which actors work for the FSB", "and for the SVR"), "apt29"),
        (("what does fin13 want", "and silence?", "since when are those last ones active"), "silence"),
        (("apt41 campaigns", "anything in 2021 specifically?"), "apt41"),
        (("Agrius: does it target Saudi Arabia?", "what about South Africa?"), "agrius"),
    ],
)
def test_threads_go_on(knowledge: KnowledgeBase, turns: tuple[str, ...], actor: str) -> None:
    answer = answer_thread(turns, knowledge)[-1].answer
    assert answer.status in ("answered", "yes")
    assert [ref.id for ref in answer.actors][:1] == [actor]


def test_what_went_quiet_was_not_reported_later(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "Chinese groups that went quiet: nothing reported after 2016")
    ids = {ref.id for ref in answer.actors}
    assert "apt12" in ids
    assert not {"apt41", "volt-typhoon"} & ids


@pytest.mark.parametrize(
    ("text", "status", "start"),
    [
        ("did Russia hack Royal Mail?", "unknown", "No source here says that the state of Russia did: LockBit is said to be from there"),
        ("did the UK hack Okta?", "unknown", "No source here says that the state of United Kingdom did"),
        ("did Israel hack Nobitex?", "yes", "Yes, Israel, but only with low confidence: "),
        ("did Russia hack Microsoft?", "yes", "Yes, Russia: Corporate mail of Microsoft: attributed to APT29."),
        ("did north korea hack sony", "yes", "Yes, North Korea: Sony Pictures: attributed to Lazarus Group."),
        ("did Andariel hack Sony?", "related", "No source here says that of Andariel itself, but of Lazarus Group."),
        ("did FIN12 hack the HSE?", "related", "No source here says that of FIN12 itself, but of Wizard Spider."),
        ("did apt28 hack ukraine power grid", "unknown", "No source here says that of APT28. Attack on the Ukrainian power grid"),
        ("did sandworm hack the ukrainian power grid", "yes", "Yes: "),
        ("is LockBit Russian government?", "no", "No state, a source says: "),
        ("is KillNet Russian government?", "unknown", "No source here names a body of the state of Russia."),
        ("is APT28 Russian government", "yes", "Yes: "),
        ("does Lazarus belong to Lab 110?", "yes", "Yes: North Korea"),
        ("did APT29 hack the Norwegian parliament?", "unknown", "No source here "),
        ("did Spain do Careto?", "yes", "Yes: sources describe Careto as attributed to Spain."),
    ],
)
def test_a_country_or_kin_is_blamed_only_as_far_as_sources_do(knowledge: KnowledgeBase, text: str, status: str, start: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == status
    assert answer.headline.startswith(start)


@pytest.mark.parametrize(
    "text",
    [
        "who hacked CNA Financial?",
        "the Twitch source code leak of October 2021, whose work was it?",
        "Kojima Industries ransomware march 2022 who",
        "who breached Narnia Electric last year",
        "who hacked NSA",
    ],
)
def test_of_strangers_no_culprit_is_named(knowledge: KnowledgeBase, text: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "unknown"
    assert not answer.actors


@pytest.mark.parametrize("text", ["who hacked the Ukrainian power grid?", "who hit Ukraine's power grid"])
def test_what_was_hit_by_the_words_of_its_title(knowledge: KnowledgeBase, text: str) -> None:
    assert {ref.id for ref in ask(knowledge, text).actors} == {"sandworm"}


def test_one_incident_is_told_by_who_when_whom_and_where(knowledge: KnowledgeBase) -> None:
    section = ask(knowledge, "what was operation wilted tulip about").sections[0]
    assert [item.value for item in section.items][:2] == ["Who", "When"]
    assert any("Israel" in item.detail for item in section.items)


def test_nothing_is_said_of_where_an_actor_never_was(knowledge: KnowledgeBase) -> None:
    assert ask(knowledge, "how did Whitefly get into the Vatican library").status == "unknown"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("is evil corp the same as indrik spider", "yes"),
        ("is royal related to conti", "related"),
        ("so the shadow brokers are the equation group, right?", "no"),
        ("saint bear and cadet blizzard same?", "contested"),
        ("AQUATIC PANDA ?= Earth Lusca", "related"),
        ("GreenSpot and Animal Farm working together?", "unknown"),
        ("who is apt 29", "answered"),
    ],
)
def test_names_beside_each_other(knowledge: KnowledgeBase, text: str, status: str) -> None:
    assert ask(knowledge, text).status == status


def test_the_incident_that_is_told_is_the_one_that_is_cited(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "did Russia hack Microsoft?")  # ShinyHunters and LAPSUS$ did as well
    told = next(event for event in knowledge.graph.records.events if event.name == "Corporate mail of Microsoft")
    assert answer.headline_sources == told.sources
    assert answer.actors[0].id == told.subject
    assert answer.sections[0].items[0].value == told.name


def test_a_victim_and_a_year_are_no_incident_of_which_another_deed_is_told(knowledge: KnowledgeBase) -> None:
    forged = answer_text("who forged tokens with a stolen Microsoft signing key in 2023", knowledge).answer
    assert [actor.id for actor in forged.actors][:1] == ["storm-0558"]
    mail = answer_text("who breached Microsoft's corporate mail in January 2024", knowledge).answer
    assert [actor.id for actor in mail.actors] == ["apt29"]


def test_only_names_that_a_source_gives_are_shown_as_names(knowledge: KnowledgeBase) -> None:
    named = ask(knowledge, "the Kudankulam nuclear plant hack")
    told = {item.value: item.detail for section in named.sections for item in section.items}
    assert named.status == "answered"
    assert "Also called" not in told  # it is asked for as a plant and by letters that no title has
    titled = ask(knowledge, "who was behind the Able Desktop attack")
    assert {item.value: item.detail for section in titled.sections for item in section.items}["Also called"] == "Operation StealthyTrident"
    flaw = ask(knowledge, "the WPS Office zero-day of APT-C-60")
    assert "CVE-2024-7262" in f"{flaw.headline} {flaw.statements()}"


def test_what_happened_at_a_time_to_a_victim_that_is_named_is_told_by_the_incident(knowledge: KnowledgeBase) -> None:
    told = ask(knowledge, "Technion feb 2023, DarkBit wanted how many coins?")
    assert (told.status, told.actors[0].id) == ("answered", "muddywater")  # DarkBit is told of under that actor
    assert "80 bitcoins" in told.headline


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("PIR bank heist: what town was the branch in where MoneyTaker came through the router", "that town"),
        ("do we have the sum Tietoevry was asked for by Akira in jan 2024", "that sum"),
    ],
)
def test_a_detail_that_the_text_of_the_incident_has_nothing_of_is_unknown(knowledge: KnowledgeBase, text: str, missing: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "unknown"
    assert f"No source here tells {missing}." in answer.headline


def test_an_incident_is_known_by_all_that_it_is_called(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "does volatile cedar have a share in the Safed hospital attack too?")
    assert answer.status == "yes"


def test_victims_are_named_once(knowledge: KnowledgeBase) -> None:
    assert ask(knowledge, "which casino was hit by Scattered Spider").headline.count("MGM Resorts") == 1


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("which ransomware hit Kaseya", "gold-southfield"),
        ("what ransomware hit Colonial Pipeline", "darkside"),
        ("which ransomware hit CDK Global", "royal"),
        ("which malware did the Bangladesh Bank thieves use", "apt38"),
    ],
)
def test_which_ransomware_hit_somebody_asks_for_the_gang(knowledge: KnowledgeBase, text: str, first: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert (answer.status, answer.actors[0].id) == ("answered", first)
