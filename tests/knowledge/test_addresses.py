"""Addresses of pages lead to the entity that the page is about, and to nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge_base import KnowledgeBase
from knowledge.addresses import Addresses

GALAXY = "https://misp-galaxy.org"
MALPEDIA = "https://malpedia.caad.fkie.fraunhofer.de"


@pytest.fixture(scope="module")
def addresses(knowledge: KnowledgeBase) -> Addresses:
    return Addresses(knowledge.graph, knowledge.names)


@pytest.mark.parametrize(
    ("url", "entity"),
    [
        ("https://attack.mitre.org/groups/G0007/", "apt28"),
        ("http://attack.mitre.org/groups/g0007", "apt28"),
        ("https://attack.mitre.org/versions/v14/groups/G0007/", "apt28"),
        ("https://attack.mitre.org/versions/v16.1/software/S0154?x=1&amp;y=2#top", "cobalt-strike"),
        (f"{GALAXY}/threat-actor/#apt28", "apt28"),
        (f"{GALAXY}/threat-actor/#lazarus-group", "lazarus"),
        (f"{GALAXY}/mitre-intrusion-set/#apt28-g0007", "apt28"),
        (f"{GALAXY}/mitre-malware/#chopstick-s0023", "x-agent"),
        (f"{GALAXY}/360net/#-apt-c-20", "apt28"),
        (f"{GALAXY}/360net/#%E5%A5%87%E5%B9%BB%E7%86%8A-apt-c-20", "apt28"),
        (f"{GALAXY}/microsoft-activity-group/#forest-blizzard", "apt28"),
        (f"{MALPEDIA}/actor/apt28", "apt28"),
        (f"{MALPEDIA}/actor/lazarus_group", "lazarus"),
        (f"{MALPEDIA}/details/win.xagent", "x-agent-windows"),
        (f"{MALPEDIA}/details/win.cobalt_strike", "cobalt-strike"),
    ],
)
def test_pages_of_actors_and_software(addresses: Addresses, url: str, entity: str) -> None:
    assert addresses.entity_id(url) == entity


@pytest.mark.parametrize(
    "url",
    [
        "https://attack.mitre.org/",
        "https://attack.mitre.org/groups/",
        "https://attack.mitre.org/groups/G9999/",
        "https://attack.mitre.org/groups/S0154/",
        "https://attack.mitre.org/software/G0007/",
        "https://attack.mitre.org/groups/G0007/more",
        "https://attack.mitre.org.example/groups/G0007/",
        "https://example.org/attack.mitre.org/groups/G0007/",
        "https://attack.mitre.org@example.org/groups/G0007/",
        "ftp://attack.mitre.org/groups/G0007/",
        f"{GALAXY}/threat-actor/",
        f"{GALAXY}/threat-actor/#nobody-of-that-name",
        f"{GALAXY}/country/#russia",
        f"{MALPEDIA}/details/win.nothing_of_that_name",
        f"{MALPEDIA}/library/abc",
        "http://[::1",
        "",
    ],
)
def test_other_pages_give_nothing(addresses: Addresses, url: str) -> None:
    assert addresses.entity_id(url) is None


def test_a_name_that_several_bear_gives_nothing(addresses: Addresses, knowledge: KnowledgeBase) -> None:
    """MISP has no actor Winnti of its own, and several actors are called so."""
    meaning = knowledge.names.exactly("winnti")
    assert meaning is not None
    assert meaning.status == "contested"
    assert addresses.entity_id(f"{GALAXY}/threat-actor/#winnti") is None
    assert addresses.entity_id(f"{MALPEDIA}/actor/winnti") is None


def test_every_group_and_software_of_attack_is_found(addresses: Addresses, knowledge: KnowledgeBase) -> None:
    pages = {"actor": "groups", "software": "software"}
    wrong = [
        (entity.id, id_)
        for entity in knowledge.graph.records.entities
        if entity.type in pages
        for id_ in entity.ids.get("attack", ())
        if addresses.entity_id(f"https://attack.mitre.org/{pages[entity.type]}/{id_}/") != entity.id
    ]
    assert wrong == []


def test_every_family_of_malpedia_is_found(addresses: Addresses, knowledge: KnowledgeBase) -> None:
    found = {s.url: addresses.entity_id(s.url) for s in knowledge.graph.records.sources if s.url.startswith(f"{MALPEDIA}/details/")}
    assert len(found) > 3000
    assert None not in found.values()


@given(st.text())
def test_no_address_is_an_error(addresses: Addresses, text: str) -> None:
    for url in (text, f"https://attack.mitre.org/{text}", f"{GALAXY}/threat-actor/#{text}", f"{MALPEDIA}/actor/{text}"):
        addresses.entity_id(url)
