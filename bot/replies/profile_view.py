"""Windows to look an actor up in: a search, a profile with tabs, two actors side by side. Pure; plain data of Slack's views."""

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

from bot.answers.model import Answer
from bot.replies import kit
from bot.replies.blocks import shown as page_of
from bot.replies.buttons import around, button
from bot.replies.escaping import cut, plain
from bot.replies.limits import ID, OPTION, OPTION_VALUE, SECTION, TITLE
from bot.replies.paging import has_short
from bot.replies.pressed import Press
from bot.suggestions import Suggestion
from knowledge.normalise import key

View = dict[str, Any]
Block = dict[str, Any]
Element = dict[str, Any]

SEARCH = "lookup_search"
COMPARE = "lookup_compare"
RESULT = "lookup_result"
CHOOSE = "lookup_choose"
FIRST, SECOND = "lookup_first", "lookup_second"
"""Action ids of the two menus of the picker; their blocks have the same ids."""
SHOW = "lookup_show"
"""Action ids that start so show another tab or page; their value is a Shown."""

TABS = {
    "profile": "Overview", "names": "Names", "tools": "Tools", "targets": "Targets", "techniques": "Techniques",
    "campaigns": "Campaigns", "attribution": "Origin", "sources": "Sources",
}  # fmt: skip
COMPARISON_TABS = {"comparison": "Comparison", "sources": "Sources"}


@dataclasses.dataclass(frozen=True)
class Shown:
    """What a window shows: a tab of one actor, or of two beside each other. Page 0 is the short reply."""

    actors: tuple[str, ...]
    tab: str = "profile"
    page: int = 0

    def encoded(self) -> str:
        """As the window and its buttons keep it: JSON."""
        return json.dumps({"actors": self.actors, "tab": self.tab, "page": self.page}, separators=(",", ":"))


def read_shown(value: str) -> Shown:
    """What ``encoded`` wrote. Raises ValueError where it is something else."""
    try:
        found = json.loads(value)
        first, *second = map(str, found["actors"])
        return Shown((first, *second[:1]), str(found["tab"]), int(found["page"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{value[:80]!r} says of no actor what to show of it") from error


def search_view() -> View:
    """The search: choosing shows the profile at once."""
    menu = _menu(CHOOSE, "Type a name, such as Sofacy")
    hint = "Any vendor's name will do. A name that several actors bear is listed once for each."
    block = {**_input(CHOOSE, "Whose profile?", {**menu, "focus_on_load": True}, hint), "dispatch_action": True}
    return _view(SEARCH, "Look up an actor", [block], submit="Show profile")


def compare_view() -> View:
    """Two searches, to compare two actors."""
    first = _input(FIRST, "Actor", {**_menu(FIRST, "Type a name"), "focus_on_load": True})
    second = _input(SECOND, "Compare with", _menu(SECOND, "Type a name"), "Shows the tools, targets and techniques of both.")
    return _view(COMPARE, "Compare two actors", [first, second], submit="Compare")


def profile_view(name: str, answer: Answer, shown: Shown) -> View:
    """A tab of an actor; ``answer`` is the answer that the tab stands for."""
    again = kit.row(cut(f"lookup_another_{shown.actors[0]}", ID), [_menu(CHOOSE, "Look up another actor …")])
    return _view(RESULT, name, [*_body(name, answer, shown, TABS), again], shown)


def comparison_view(names: tuple[str, str], answer: Answer, shown: Shown) -> View:
    """Two actors beside each other, over the picker: closing it goes back there."""
    both = " and ".join(names)
    title = both if len(both) <= TITLE else "Comparison"
    return _view(RESULT, title, _body(both, answer, shown, COMPARISON_TABS), shown, close="Back")


def message_view(text: str, shown: Shown | None = None) -> View:
    """A word about what went wrong, with a way on: again, or another search."""
    said = {"type": "section", "text": {"type": "mrkdwn", "text": cut(plain(text), SECTION), "verbatim": True}}
    again = [button(f"{SHOW}_again", "Try again", shown.encoded(), "Try to show it again", "primary")] if shown else []
    return _view(RESULT, "Look up an actor", [said, kit.row("lookup_on", [*again, _menu(CHOOSE, "Look up an actor …")])], shown)


def option(suggestion: Suggestion) -> Block:
    """A suggestion as an option of a menu."""
    value = f"{suggestion.actor_id}|{key(suggestion.name)}"[:OPTION_VALUE]
    return {"text": {"type": "plain_text", "text": cut(suggestion.label, OPTION), "emoji": False}, "value": value}


def options(suggestions: Iterable[Suggestion]) -> list[Block]:
    """Suggestions as the options of a menu, each value once."""
    return list({found["value"]: found for found in map(option, suggestions)}.values())


def chosen_actor(value: str) -> str:
    """The actor's id that an option's value holds."""
    return value.partition("|")[0]


def _body(name: str, answer: Answer, shown: Shown, tabs: dict[str, str]) -> list[Block]:
    """The tabs, the page and the buttons to the other pages."""
    untyped = dataclasses.replace(answer, sections=tuple(dataclasses.replace(section, more="") for section in answer.sections))
    press = Press(answer.question, "sources" if shown.tab == "sources" else "answer", max(0, shown.page))
    page, last = page_of(untyped, press)
    blocks = [kit.row("lookup_tabs", _tabs(name, shown, tabs)), *page]
    shown = dataclasses.replace(shown, page=min(press.page, last))
    paging = _paging(shown, last, shown.tab != "sources" and has_short(answer))
    return [*blocks, kit.row("lookup_pages", paging)] if paging else blocks


def _tabs(name: str, shown: Shown, tabs: dict[str, str]) -> list[Element]:
    return [
        button(
            f"{SHOW}_{tab}", label, Shown(shown.actors, tab).encoded(),
            f"{label} of {name}" + (", shown now" if tab == shown.tab else ""), "primary" if tab == shown.tab else "",
        )
        for tab, label in tabs.items()
    ]  # fmt: skip


def _paging(shown: Shown, last: int, short: bool) -> list[Element]:
    """The buttons to the pages around this one; ``short``: page 0 is a short form of all of it."""

    def to(action: str, label: str, page: int, says: str) -> Element:
        return button(f"{SHOW}_{action}", label, dataclasses.replace(shown, page=page).encoded(), says)

    if short and shown.page == 0:
        return [to("all", "Show all", 1, "Show everything, in pages")] if last else []
    return around(shown.page, last, short, to)


def _menu(action: str, placeholder: str) -> Element:
    return {
        "type": "external_select", "action_id": action, "min_query_length": 1,
        "placeholder": {"type": "plain_text", "text": placeholder, "emoji": False},
    }  # fmt: skip


def _input(id_: str, label: str, element: Element, hint: str = "") -> Block:
    found: Block = {"type": "input", "block_id": id_, "label": {"type": "plain_text", "text": label}, "element": element}
    return {**found, "hint": {"type": "plain_text", "text": hint}} if hint else found


def _view(callback: str, title: str, blocks: list[Block], shown: Shown | None = None, submit: str = "", close: str = "Close") -> View:
    view: View = {
        "type": "modal", "callback_id": callback, "title": {"type": "plain_text", "text": cut(title, TITLE)},
        "close": {"type": "plain_text", "text": close}, "blocks": blocks, "private_metadata": shown.encoded() if shown else "",
    }  # fmt: skip
    return {**view, "submit": {"type": "plain_text", "text": submit}} if submit else view
