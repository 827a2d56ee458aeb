"""Patterns that are compiled when they are first used."""

import gc
import importlib
import pkgutil
import re

import pytest

import bot
import index
import knowledge
from knowledge.patterns import UnusedPattern, as_pattern


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    later, now = as_pattern(r"(?P<who>apt\d+)", re.IGNORECASE), re.compile(r"(?P<who>apt\d+)", re.IGNORECASE)
    said = "APT28, then apt29."
    assert (later.pattern, later.flags, later.groups, dict(later.groupindex)) == (now.pattern, now.flags, now.groups, dict(now.groupindex))
    assert later.findall(said) == now.findall(said)
    assert later.sub("X", said) == "X, then X."
    assert later.search("nobody") is None


def test_it_has_nothing_else() -> None:
    with pytest.raises(AttributeError):
        assert as_pattern("a").no_such_thing  # type: ignore[attr-defined]


def test_a_bad_one_is_told_when_it_is_used() -> None:
    broken = as_pattern("(")
    with pytest.raises(re.error):
        broken.search("anything")


def test_every_pattern_of_the_project_compiles() -> None:
    for package in (bot, index, knowledge):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    made = [each for each in gc.get_objects() if type(each) is UnusedPattern and each._source != "("]
    assert len(made) > 500
    for each in made:
        assert isinstance(each.pattern, str)
