"""An answer: pure data, the same wherever it is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from knowledge.model import Source

Kind = Literal[
    "profile", "names", "identity", "tools", "software", "targets", "techniques", "attribution", "campaigns", "actors",
    "comparison", "passages", "help", "unknown",
]  # fmt: skip
Status = Literal["answered", "yes", "no", "related", "contested", "suggested", "unknown"]


NEAREST_TITLE = "Nearest to what you ask"
"""Of the section with the passages about an actor that are near to a question."""


UNSAID = "That no source here says so does not mean that it is not so."
"""What is noted where no source says what is asked for."""


@dataclass(frozen=True)
class Item:
    """One value with what qualifies it and the ids of its sources. ``value`` is what was asked for, as shown."""

    value: str
    detail: str = ""
    sources: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Section:
    """Values under a title. ``shown`` says how many a short reply shows; ``more`` is the question that brings the rest."""

    title: str
    items: tuple[Item, ...]
    shown: int = 0
    more: str = ""
    inline: bool = False


@dataclass(frozen=True)
class ActorRef:
    """An actor that an answer is about or lists."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a question is answered with. ``headline`` alone answers it; sections are the evidence."""

    question: str
    kind: Kind
    status: Status
    title: str
    headline: str
    headline_sources: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    actors: tuple[ActorRef, ...] = ()
    values: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    layers: tuple[str, ...] = field(default=())
    parts: tuple[Item, ...] = ()
    """Of an answer to several questions the title and the headline of each, as value and detail; ``headline`` is all of them."""

    def statements(self) -> Iterator[str]:
        """What it tells, one text for its headline and one for each item."""
        yield self.headline
        yield from (f"{item.value}. {item.detail}" for section in self.sections for item in section.items)

    def cited(self) -> list[str]:
        """The ids of all sources cited, in the order of reading."""
        heads = [*self.headline_sources, *(i for part in self.parts for i in part.sources)]
        cited = [*heads, *(i for section in self.sections for item in section.items for i in item.sources)]
        return list(dict.fromkeys(cited))


def values_of(sections: Iterable[Section]) -> tuple[str, ...]:
    """The values of the sections, once each."""
    return tuple(dict.fromkeys(item.value for section in sections for item in section.items))
