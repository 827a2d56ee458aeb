"""YAML text -> plain data with the line of every value. The only module that imports yaml.

Safe YAML only (no tags that build objects), duplicate keys are refused, and a document is bounded in size.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import yaml

from knowledge.faults import Fault
from knowledge.patterns import as_pattern

MAX_CHARACTERS = 2_000_000
Location = tuple[str | int, ...]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML in which dates stay as written and only true and false are truth values: NO is Norway."""


_BOOL, _TIMESTAMP = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in (_BOOL, _TIMESTAMP)]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, as_pattern("^(?:true|false)$", re.IGNORECASE), list("tTfF"))


@dataclass(frozen=True)
class Document:
    """A parsed file: its data and the line (from 1) of each location in it."""

    file: str
    data: object
    node: yaml.Node | None = None
    text: str = ""

    @cached_property
    def lines(self) -> dict[Location, int]:
        """Worked out when a fault is to be shown: most files have none."""
        return dict(_locate(self.node, ())) if self.node is not None else {}

    def line(self, location: Location) -> int:
        """The line of a location, or of the nearest thing around it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def read_yaml(text: str, file: str) -> tuple[Document, list[Fault]]:
    """Parse one document; faults are collected, and data is None where nothing could be read."""
    nothing = Document(file, None)
    if len(text) > MAX_CHARACTERS:
        message = f"the file has {len(text)} characters, over the {MAX_CHARACTERS} that are read: split it"
        return nothing, [Fault(file, 1, "", message)]
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return nothing, [Fault(file, 1, "", "the file is empty: write a document or delete it")]
        faults = [Fault(file, *fault) for fault in _structure_faults(node, (), set())]
        if faults:
            return nothing, faults
        return Document(file, loader.construct_document(node), node, text), []
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = f"not valid YAML: {error.problem or error}: check the indentation, quotes and brackets here"
        return nothing, [Fault(file, mark.line + 1 if mark else 1, "", problem)]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return nothing, [Fault(file, 1, "", f"not valid YAML: {error}")]
    finally:
        loader.dispose()


def _structure_faults(node: yaml.Node, path: Location, seen_nodes: set[int]) -> Iterator[tuple[int, str, str, str]]:
    """Duplicate keys, keys that are not text, and aliases (which can make a small file endless)."""
    name = ".".join(map(str, path))
    if id(node) in seen_nodes:
        yield node.start_mark.line + 1, name, "anchors and aliases are not read: write the value out", ""
        return
    seen_nodes.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                yield line, name, "a key that is not plain text: write a word before the colon", ""
                continue
            if key.value in seen:
                first = seen[key.value]
                yield line, name, f"duplicate key, first given in line {first}: keep one of the two", str(key.value)
            seen.setdefault(key.value, line)
            yield from _structure_faults(value, (*path, key.value), seen_nodes)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _structure_faults(item, (*path, index), seen_nodes)


def _locate(node: yaml.Node, path: Location) -> Iterator[tuple[Location, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _locate(value, (*path, key.value))
            yield (*path, key.value), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _locate(item, (*path, index))
