"""Sets of actors: what they use that nothing here is called, families of names, homes, ransomware, and what a thread narrows."""

import pytest

from bot.answers.model import Answer
from bot.knowledge_base import KnowledgeBase
from bot.questions.naming import find_families, is_of_family
from bot.service import answer_text, answer_thread


def ask(knowledge: KnowledgeBase, text: str) -> Answer:
    return answer_text(text, knowledge).answer


def ids(answer: Answer) -> set[str]:
    return {ref.id for ref in answer.actors}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who uses LNK files?", "lnk"),
        ("who hides C2 in Telegram?", "telegram"),
        ("who uses github for c2", "github"),
        ("which Chinese groups use BITS?", "bits"),
        ("who attacks air-gapped networks?", "air-gapped"),
        ("who uses SIM swapping?", "sim"),
    ],
)
def test_what_is_used_stands_in_what_is_shown(knowledge: KnowledgeBase, text: str, said: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "answered"
    shown = f"{answer.title} {' '.join(f'{item.value} {item.detail}' for item in answer.sections[0].items[:3])}".lower()
    assert said in shown


@pytest.mark.parametrize(
    ("text", "word"),
    [("Chinese groups that use zorbulators", "zorbulators"), ("who uses SnorkLocker", "SnorkLocker")],
)
def test_what_no_source_speaks_of_is_not_dropped_in_silence(knowledge: KnowledgeBase, text: str, word: str) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "unknown"
    assert not answer.actors
    assert word in f"{answer.title} {answer.headline}"


@pytest.mark.parametrize(
    ("text", "among", "not_among"),
    [
        ("list all FIN groups", {"fin6", "fin7"}, {"apt28"}),
        ("list all Typhoon actors", {"volt-typhoon", "salt-typhoon"}, {"apt28"}),
        ("which Kitten groups target Israel", {"muddywater"}, {"sandworm"}),
        ("every Tempest", {"cinnamon-tempest"}, {"volt-typhoon"}),
        ("Middle Eastern APTs", {"apt33", "muddywater"}, {"apt28"}),
        ("actors from Asia targeting europe", {"apt31"}, {"apt28"}),
        ("who targets Ukraine other than Russia?", {"ghostwriter"}, {"apt28", "sandworm"}),
        ("who targets Israel and is not Iranian?", {"arid-viper"}, {"muddywater", "agrius"}),
        ("who uses PsExec and is Chinese?", {"hafnium"}, {"apt33"}),
        ("Iranian groups that use ransomware", {"agrius", "fox-kitten"}, {"lockbit"}),
        ("state-sponsored groups that use ransomware", {"sandworm", "andariel"}, {"akira", "lockbit"}),
        ("which groups use RDP?", {"apt1"}, set()),
        ("which Iranian groups use PowerShell?", {"apt35", "muddywater"}, set()),
        ("who uses EternalBlue?", {"wizard-spider", "tonto-team"}, set()),
        ("who uses LockBit?", {"lockbit", "storm-0501"}, set()),
        ("who uses steganography?", {"axiom", "apt37"}, set()),
        ("who has iOS malware?", {"apt28"}, set()),
        ("who uses ICS malware", {"sandworm", "xenotime"}, {"volt-typhoon"}),
        ("who exploited CVE-2021-44228", {"muddywater", "aquatic-panda"}, set()),
        ("korean hackers", {"lazarus"}, {"darkhotel"}),
        ("who targets korea", {"kimsuky"}, set()),
    ],
)
def test_who_is_in_a_set_and_who_is_not(knowledge: KnowledgeBase, text: str, among: set[str], not_among: set[str]) -> None:
    answer = ask(knowledge, text)
    assert answer.status == "answered"
    assert among <= ids(answer)
    assert not not_among & ids(answer)


@pytest.mark.parametrize(
    ("texts", "same_as"),
    [
        (["who targets telecoms", "in europe"], "who targets telecoms in Europe"),
        (["who targets ukraine", "energy"], "who targets energy in Ukraine"),
        (["who exploited log4shell", "the iranians"], "Iranian groups that exploited log4shell"),
        (["who targets Ukraine", "the Belarusian ones"], "Belarusian groups that target Ukraine"),
        (["iranian groups", "which target israel", "which use wipers"], "Iranian groups that target Israel and use wipers"),
        (["who uses Mimikatz", "but not from China"], "who uses Mimikatz but is not from China"),
        (["who targets Taiwan", "how many is that?"], "who targets Taiwan"),
    ],
)
def test_a_thread_narrows_its_set(knowledge: KnowledgeBase, texts: list[str], same_as: str) -> None:
    assert ids(answer_thread(texts, knowledge)[-1].answer) == ids(ask(knowledge, same_as))


@pytest.mark.parametrize(
    ("texts", "status", "actor"),
    [
        (["sandworm", "wipers"], "answered", "sandworm"),
        (["turla", "embassies"], "yes", "turla"),
        (["who is behind Qilin", "what was the London case?"], "answered", "qilin"),
        (["who hacked the DNC", "when"], "answered", "apt28"),
        (["who is Turla", "since when"], "answered", "turla"),
        (["Luna Moth please", "microsoft name?", "and what about mandiant's"], "answered", "luna-moth"),
        (["what have you got on ferocious kitten", "are they and domestic kitten one crew?"], "related", "ferocious-kitten"),
    ],
)
def test_a_thread_goes_on_about_its_actor(knowledge: KnowledgeBase, texts: list[str], status: str, actor: str) -> None:
    answer = answer_thread(texts, knowledge)[-1].answer
    if actor == "sandworm":
        assert "sandworm" in ids(answer)
        return
    assert answer.status == status
    assert actor in ids(answer)


def test_what_is_introduced_is_asked_about(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "Cinnamon Tempest sounds like a cake. what do they do really")
    assert (answer.kind, ids(answer)) == ("profile", {"cinnamon-tempest"})


def test_families_of_names(knowledge: KnowledgeBase) -> None:
    assert is_of_family("Volt Typhoon", "Typhoon")
    assert is_of_family("FIN7", "FIN")
    assert not is_of_family("FINSPY", "FIN")
    assert [f.id for f in find_families("which apt groups hit banks", knowledge.names, [])] == []
    assert [f.id for f in find_families("how many Sleet actors are there", knowledge.names, [])] == ["Sleet"]


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("who targets germany and is not russian or chinese", "apt32", "apt40"),
        ("groups that target energy and are iranian", "apt33", "inception"),
        ("who leads the attacks: chinese actors that hit telcos in the us", "salt-typhoon", "muddywater"),
        ("which groups are NOT state sponsored", "bianlian", "apt32"),
        ("ukrainian state hackers", "blackjack", "fin7"),
        ("unattributed groups targeting aviation", "chamelgang", "apt33"),
        ("groups that target only ukraine", "cyber-serp", "turla"),
        ("ransomware groups that never hit hospitals", "karakurt", "medusa"),
        ("hacktivists not pro-russian", "313-team", "killnet"),
    ],
)
def test_no_condition_of_a_set_is_dropped(knowledge: KnowledgeBase, text: str, there: str, not_there: str) -> None:
    ids = [actor.id for actor in answer_text(text, knowledge).answer.actors]
    assert there in ids
    assert not_there not in ids


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("has china ever attacked india", "yes"),
        ("has north korea ever attacked poland", "yes"),
        ("which groups hack weather stations to falsify rainfall for crop insurance", "unknown"),
        ("who targets fertility clinics and sells the donor lists to genealogy sites", "unknown"),
    ],
)
def test_a_country_that_attacks_and_what_nobody_speaks_of(knowledge: KnowledgeBase, text: str, status: str) -> None:
    assert answer_text(text, knowledge).answer.status == status


@pytest.mark.parametrize(
    ("turns", "there", "not_there"),
    [
        (["who targets poland", "and germany"], "apt32", "cosmicbeetle"),
        (["chinese groups", "and russian"], "apt28", "apt41"),
        (["who uses sliver", "which are chinese", "and russian"], "apt29", "hafnium"),
        (["groups targeting taiwan", "only chinese", "since 2023"], "flax-typhoon", "apt1"),
        (["groups who target Ukraine", "and russian"], "sandworm", "apt41"),
    ],
)
def test_a_set_changes_with_the_thread(knowledge: KnowledgeBase, turns: list[str], there: str, not_there: str) -> None:
    ids = [actor.id for actor in answer_thread(turns, knowledge)[-1].answer.actors]
    assert there in ids
    assert not_there not in ids


def test_one_of_a_list_is_meant_by_its_number(knowledge: KnowledgeBase) -> None:
    first, second = answer_thread(["list FSB groups", "what does the second one use"], knowledge)
    assert second.answer.kind == "tools"
    assert second.answer.actors[0] == first.answer.actors[1]


@pytest.mark.parametrize(
    ("text", "not_first"),
    [
        ("Who answered a Naikon phishing mail by sending a malicious document back?", "naikon"),
        ("they answered naikon's phishing mail with malware of their own, who are they", "naikon"),
    ],
)
def test_somebody_else_than_the_one_named_is_described(knowledge: KnowledgeBase, text: str, not_first: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.kind == "passages"
    assert not_first not in [actor.id for actor in answer.actors]


@pytest.mark.parametrize(
    "text",
    [
        "Embassy staff in Minsk got a bogus windows update page, it looks like the traffic was altered at the ISP. which actor?",
        "Exfil over the intel management engine's serial-over-lan so the host firewall is blind. Whose trick was that?",
    ],
)
def test_the_first_word_of_a_sentence_is_no_name(knowledge: KnowledgeBase, text: str) -> None:
    assert answer_text(text, knowledge).answer.status == "answered"


@pytest.mark.parametrize(
    ("text", "user"),
    [("which groups do not use Cobalt Strike", "apt29"), ("which actors don't use PlugX", "mustang-panda")],
)
def test_who_does_not_use_something_are_the_others(knowledge: KnowledgeBase, text: str, user: str) -> None:
    answer = ask(knowledge, text)
    assert answer.kind == "actors"
    assert user not in ids(answer)


def test_narrower_motives_meet_the_wider_one(knowledge: KnowledgeBase) -> None:
    assert "akira" in ids(ask(knowledge, "financially motivated groups that target healthcare"))


def test_somebody_new_was_first_seen_by_nobody_before(knowledge: KnowledgeBase) -> None:
    answer = ask(knowledge, "pakistani groups that only turned up in 2018 or later")
    assert "transparent-tribe" not in ids(answer)


def test_three_sectors_in_a_row_are_alternatives_where_nobody_is_after_all_and_the_reply_says_so(knowledge: KnowledgeBase) -> None:
    answer = answer_text("hackers-for-hire: law firms, finance, activists as prey", knowledge).answer
    assert {"deathstalker", "bahamut"} <= {actor.id for actor in answer.actors}
    assert any("all of these together" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("IR on site found flagpro. who does that point to", "blacktech"),
        ("DPRK crews except Lazarus that steal crypto", "tradertraitor"),
        ("Which Indian groups target Bangladesh but do not include Patchwork?", "donot-team"),
        ("does Luna Moth attack law firms?", "luna-moth"),
        ("Actors which deployed BlackCat", "scattered-spider"),
        ("Which group used Sardonic? Which one used Pallas?", "dark-caracal"),
    ],
)
def test_who_is_asked_for_is_told(knowledge: KnowledgeBase, text: str, actor: str) -> None:
    answer = answer_text(text, knowledge).answer
    assert answer.status in ("answered", "yes")
    assert actor in {one.id for one in answer.actors}


def test_people_left_out_are_those_who_act(knowledge: KnowledgeBase) -> None:
    answer = answer_text("who is hitting Central Asia if I leave out Russians and Chinese", knowledge).answer
    assert "not attributed to Russia or China" in answer.title
    assert not {"nomadic-octopus", "indigozebra"} & {actor.id for actor in answer.actors}


def test_whom_something_is_sold_to_is_no_condition(knowledge: KnowledgeBase) -> None:
    assert answer_text("who sells initial access", knowledge).answer.title == "Actors motivated by sale of access"
    sellers = answer_text("which groups sell initial access to ransomware people", knowledge).answer
    assert "exotic-lily" in [actor.id for actor in sellers.actors]


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("everyone pegged to the MOIS but not to the IRGC", "scarred-manticore", "apt42"),
        ("mois-run groups with israeli victims, leave the IRGC people out", "agrius", "apt35"),
        ("who uses sticky keys, non-chinese only", "fox-kitten", "apt3"),
    ],
)
def test_who_is_left_out_in_other_words(knowledge: KnowledgeBase, text: str, there: str, not_there: str) -> None:
    found = {actor.id for actor in answer_text(text, knowledge).answer.actors}
    assert there in found
    assert not_there not in found


def test_a_trade_that_nobody_listed_is_told_with_is_said(knowledge: KnowledgeBase) -> None:
    answer = answer_text("which groups go after fishing companies in Greenland", knowledge).answer
    assert answer.status == "unknown"
    assert "“fishing”" in answer.headline
    assert answer_text("which groups go after telecoms companies in Kazakhstan", knowledge).answer.status == "answered"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("LatAm espionage crews, nothing chinese plz", "not attributed to China"),
        ("who has targeted the government in kyrgyzstan, russians excluded", "not attributed to Russia"),
        ("Turkish spies, leave the hacktivist teams out", "not motivated by hacktivism"),
        ("RGB actors that went into hospitals", "attributed to RGB"),
        ("groups attributed to i-Soon", "attributed to i-Soon"),
        ("crews that used both BlackCat and RansomHub", "using BlackCat and RansomHub"),
        ("which crews combine Industroyer with Sakula on one job", "using Industroyer and Sakula"),
        ("which groups are from FSB Center 16", "attributed to FSB Center 16"),
    ],
)
def test_who_is_left_out_and_whose_they_are(knowledge: KnowledgeBase, text: str, title: str) -> None:
    assert title in answer_text(text, knowledge).answer.title
