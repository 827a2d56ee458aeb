"""What a name means."""

from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge_base import KnowledgeBase
from knowledge.name_table import build_name_table
from knowledge.names import Names


@pytest.fixture(scope="module")
def names(knowledge: KnowledgeBase) -> Names:
    return knowledge.names


@pytest.mark.parametrize(
    "written",
    [
        "sofacy",
        "Fancy Bear",
        "fancybear",
        "the Sofacy group",
        "STRONTIUM",
        "Forest Blizzard",
        "G0007",
        "Pawn-Storm",
        "tsar team",
        "TG-4127",
        "`APT 28`",
        "*Sednit*?",
        "bear fancy",
        "storm, pawn",
        "Fаncy Bеar",
        "FÁNCY  BÉAR",
        "APT28 (Sednit)",
        "Sofacy / Sednit",
        ":bear: Fancy Bear 🐻",
    ],
)
def test_names_of_apt28_mean_apt28(names: Names, written: str) -> None:
    meaning = names.look_up(written)
    assert meaning.status == "same"
    assert meaning.candidates[0].entity.id == "apt28"


def test_a_name_says_who_uses_it(names: Names) -> None:
    assert "crowdstrike" in names.look_up("Fancy Bear").candidates[0].by


def test_a_label_for_two_groups_is_contested_with_both(names: Names) -> None:
    meaning = names.look_up("GRIZZLY STEPPE")
    assert {c.entity.id for c in meaning.candidates} >= {"apt28", "apt29"}
    assert next(c for c in meaning.candidates if c.entity.id == "apt28").relation == "overlaps"
    assert meaning.status == "contested"


def test_malware_of_the_same_name_is_told_apart(names: Names) -> None:
    assert names.look_up("Zebrocy").candidates[0].entity.type == "software"
    assert names.look_up("S0251").candidates[0].entity.id == "zebrocy"


@pytest.mark.parametrize("unknown", ["Purple Zebra", "APT99", "UNC999999", "asdkjh", "!!!", ""])
def test_an_unknown_name_is_not_taken_for_another(names: Names, unknown: str) -> None:
    assert not names.look_up(unknown).candidates


def test_a_slip_of_the_pen_is_read_as_the_one_name_it_is_near_to(names: Names) -> None:
    meaning = names.look_up("sofacyy")
    assert (meaning.status, meaning.candidates[0].entity.id) == ("near", "apt28")


def test_the_shape_of_an_unknown_name_is_said(names: Names) -> None:
    meaning = names.look_up("GOLD UMBRELLA")
    assert meaning.status == "scheme"
    assert meaning.scheme is not None
    assert meaning.scheme.vendor == "secureworks"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_near_never_changes_a_digit(names: Names, data: st.DataObject) -> None:
    number = data.draw(st.integers(min_value=0, max_value=99999))
    prefix = data.draw(st.sampled_from(["APT", "UNC", "TA", "FIN", "Storm-", "UAC-", "TEMP.", "DEV-"]))
    meaning = names.look_up(f"{prefix}{number}")
    if meaning.status == "near":
        assert "".join(filter(str.isdigit, meaning.read_as)) == "".join(filter(str.isdigit, meaning.name))


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_every_name_finds_its_own_entity(names: Names, data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(names.table.claims))
    meaning = names.look_up(claim.name)
    if any(char.isalnum() for char in claim.name):
        assert claim.subject in {candidate.entity.id for candidate in meaning.candidates}


@pytest.mark.parametrize(("slip", "name"), [("wizzard spider", "wizard-spider"), ("IRON TWILIGT", "apt28"), ("Cahrming Kitten", "apt35")])
def test_a_slip_in_a_long_word_is_read_though_the_name_has_a_vendors_shape(names: Names, slip: str, name: str) -> None:
    meaning = names.look_up(slip)
    assert (meaning.status, meaning.candidates[0].entity.id) == ("near", name)


def test_a_slip_in_a_short_word_of_a_vendors_shape_may_be_another_of_its_names(names: Names) -> None:
    meaning = names.look_up("Mist Sandstorm")
    assert meaning.status == "scheme"
    assert "Mint Sandstorm" in meaning.suggestions


def test_two_names_of_different_actors_are_not_one(names: Names) -> None:
    assert not names.look_up("APT28/APT29").candidates


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_look_up_depends_on_the_order_of_loading(knowledge: KnowledgeBase, names: Names, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names.table.claims)).name
    written = data.draw(st.sampled_from([name, name[:-1], name + "s", " ".join(reversed(name.split()))]))
    other, meaning = shuffled(knowledge).look_up(written), names.look_up(written)
    assert {c.entity.id for c in other.candidates} == {c.entity.id for c in meaning.candidates}
    assert (other.status, set(other.suggestions)) == (meaning.status, set(meaning.suggestions))


@cache
def shuffled(knowledge: KnowledgeBase) -> Names:
    """The same knowledge with its claims and entities the other way round."""
    records = msgspec.structs.replace(
        knowledge.graph.records, names=knowledge.graph.records.names[::-1], entities=knowledge.graph.records.entities[::-1]
    )
    return Names(build_name_table(records))


def test_a_program_of_misp_comes_after_the_technique_of_that_name(names: Names) -> None:
    candidates = names.look_up("PowerShell").candidates
    assert candidates[0].entity.id == "T1059.001"
    assert "powershell" in {candidate.entity.id for candidate in candidates}


def test_of_a_contested_name_comes_first_whoever_is_written_so(names: Names) -> None:
    meaning = names.look_up("coldriver")
    assert meaning.status == "contested"
    assert [candidate.entity.id for candidate in meaning.of_type("actor")] == ["star-blizzard", "cold-river"]


def test_a_part_of_a_message_that_is_no_name_gets_no_suggestions(names: Names) -> None:
    assert names.meant("Sofacy").status == "same"
    assert names.meant("Sofacyy").status == "near"
    nobody = names.meant("Sofakos Group of Narnia")
    assert (nobody.status, nobody.suggestions) == ("unknown", ())
