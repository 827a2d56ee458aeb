"""YAML is read safely, and what is wrong with it is said with its line."""

import pytest

from knowledge.yaml_reader import MAX_CHARACTERS, read_yaml


def test_a_duplicate_key_is_refused_with_both_lines() -> None:
    document, faults = read_yaml("id: a\nname: one\nname: two\n", "a.yaml")
    assert document.data is None
    assert [(fault.line, fault.value) for fault in faults] == [(3, "name")]
    assert "line 2" in faults[0].message


def test_a_duplicate_key_deep_inside_is_refused_too() -> None:
    _, faults = read_yaml("a:\n  - {x: 1, x: 2}\n", "a.yaml")
    assert [fault.field for fault in faults] == ["a.0"]


def test_values_keep_their_lines() -> None:
    document, faults = read_yaml("a: 1\nb:\n  - c: 2\n  - c: 3\n", "a.yaml")
    assert not faults
    assert document.line(("b", 1, "c")) == 4
    assert document.line(("b", 1, "missing")) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1, 2", "not valid YAML"),
        ("", "empty"),
        ("a: &x [1]\nb: *x\n", "aliases"),
        ("a: &x [*x]\n", "aliases"),
        ("a: !!python/object/apply:os.system ['true']\n", "not valid YAML"),
        ("x" * (MAX_CHARACTERS + 1), "characters"),
        ("[" * 5000, "not valid YAML"),
    ],
)
def test_bad_yaml_is_one_clear_fault(text: str, said: str) -> None:
    document, faults = read_yaml(text, "bad.yaml")
    assert document.data is None
    assert len(faults) == 1
    assert said in faults[0].message
    assert str(faults[0]).startswith("bad.yaml:")
