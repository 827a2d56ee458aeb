"""The buttons of a reply: its other sides, its pages, what it lists, and what can be done with it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.answers.model import Answer
from bot.replies.escaping import cut
from bot.replies.limits import BUTTON, OPTION, OPTION_VALUE, OPTIONS
from bot.replies.paging import has_short
from bot.replies.pressed import MAX_QUESTION, Press

Block = dict[str, Any]
Element = dict[str, Any]

ASK = "ask"
"""Action ids that start so show another answer in the place of this one; their value is a Press."""
PICK = "pick"
"""The menu of what a reply lists; the value of an option is a question."""
SHARE = "share_answer"
GAP = "report_gap"
RATE = "rate_answer"
WRONG = "report_wrong"

_SIDES = {
    "profile": ("Overview", "{}"),
    "tools": ("Tools", "tools {}"),
    "targets": ("Targets", "targets {}"),
    "techniques": ("Techniques", "techniques {}"),
    "names": ("Names", "names {}"),
    "campaigns": ("Campaigns", "campaigns {}"),
    "attribution": ("Origin", "origin {}"),
}
MAX_SUGGESTIONS = 5
ONE_ROW = 5
"""So few elements stand in one row."""


def button(action: str, label: str, value: str, says: str = "", style: str = "") -> Element:
    """A button; ``says`` is what a screen reader reads."""
    found: Element = {
        "type": "button", "action_id": action, "text": {"type": "plain_text", "text": cut(label, BUTTON), "emoji": True}, "value": value,
    }  # fmt: skip
    if says:
        found["accessibility_label"] = cut(says, BUTTON)
    if style:
        found["style"] = style
    return found


def rows(answer: Answer, press: Press, last_page: int) -> list[Block]:
    """The rows of buttons below a reply."""
    question = answer.question.strip()
    if not question or len(question) > MAX_QUESTION:
        return []
    near = _near(answer, press) if answer.status in ("unknown", "suggested") else []
    sides, more = [*near, *_sides(answer, press)], [*_paging(answer, press, last_page), *_deeds(answer, press)]
    if len(sides) + len(more) <= ONE_ROW:
        sides, more = [*sides, *more], []
    return [row for row in (_row("sides", sides), _row("more", more)) if row]


def _row(name: str, elements: list[Element]) -> Block:
    return {"type": "actions", "block_id": f"aptbot_{name}", "elements": elements} if elements else {}


def _sides(answer: Answer, press: Press) -> list[Element]:
    """The other sides of the one actor that a reply is about; a menu of the actors that it lists."""
    if len(answer.actors) == 1 and answer.kind in _SIDES:
        name, id_ = answer.actors[0].name, answer.actors[0].id
        shown = [
            button(f"{ASK}_{kind}", label, press.asking(form.format(name), "answer", id_, kind).encoded(), f"{label} of {name}")
            for kind, (label, form) in _SIDES.items()
            if kind != answer.kind or press.view == "sources"
        ]
        return [*shown, *_sources_button(answer, press)]
    if answer.status in ("unknown", "suggested") or not answer.actors:
        return _sources_button(answer, press)
    asked = [(actor, press.asking(actor.name, "answer", actor.id, "profile").encoded()) for actor in answer.actors[:OPTIONS]]
    options = [
        {"text": {"type": "plain_text", "text": cut(actor.name, OPTION), "emoji": False}, "value": value}
        for actor, value in asked
        if len(value) <= OPTION_VALUE
    ]
    menu = {
        "type": "static_select", "action_id": PICK, "options": options,
        "placeholder": {"type": "plain_text", "text": "Open a profile …", "emoji": False},
    }  # fmt: skip
    return [*([menu] if options else []), *_sources_button(answer, press)]


def _sources_button(answer: Answer, press: Press) -> list[Element]:
    if press.view == "sources":
        return [button(f"{ASK}_answer", "Back to the answer", replace(press, view="answer", page=0).encoded())]
    if not answer.sources:
        return []
    return [button(f"{ASK}_sources", "Sources", replace(press, view="sources", page=0).encoded(), "All sources of this answer")]


def _paging(answer: Answer, press: Press, last_page: int) -> list[Element]:
    if not last_page:
        return []
    short = press.view == "answer" and has_short(answer)
    if short and press.page == 0:
        return [button(f"{ASK}_all", "Show all", press.at(1).encoded(), "Show everything, in pages", "primary")]

    def to(name: str, label: str, page: int, says: str) -> Element:
        return button(f"{ASK}_{name}", label, press.at(page).encoded(), says)

    return around(press.page, last_page, short, to)


def around(page: int, last: int, short: bool, to: Callable[[str, str, int, str], Element]) -> list[Element]:
    """The buttons to the pages before and after one; ``to`` makes one of name, label, page and words for a screen reader."""
    found = []
    if page > 0:
        found.append(to("previous", "Short answer" if short and page == 1 else "Previous page", page - 1, "Previous page"))
    if page < last:
        found.append(to("next", "Next page", page + 1, "Next page"))
    return found


def _deeds(answer: Answer, press: Press) -> list[Element]:
    if answer.kind == "help":
        return []
    found = []
    if answer.status in ("unknown", "suggested"):
        found.append(button(GAP, "Report the gap", answer.question, "Tell the maintainers that this is missing"))
    elif answer.sections:
        found.append(button(WRONG, "Something wrong?", answer.question, "Report a wrong or missing fact"))
    if press.private and answer.sections and answer.status != "unknown":
        found.append(button(SHARE, "Share to channel", press.encoded(), "Post this reply to the channel under your name"))
    return found


def example(number: int, text: str, press: Press) -> Element:
    """A question that is answered when it is clicked."""
    return button(f"{ASK}_example_{number}", text, press.asking(text).encoded(), f"Ask: {text}")


def _near(answer: Answer, press: Press) -> list[Element]:
    names = answer.suggestions[:MAX_SUGGESTIONS]
    return [button(f"{ASK}_near_{n}", name, press.asking(name).encoded(), f"Ask about {name}") for n, name in enumerate(names)]


def rating(question: str) -> Block:
    """Thumbs up and down, below a reply in the agent's pane."""
    value = question[:MAX_QUESTION]

    def thumb(text: str, says: str, mark: str) -> Element:
        return {"text": {"type": "plain_text", "text": text}, "accessibility_label": says, "value": f"{mark}|{value}"}

    element = {
        "type": "feedback_buttons", "action_id": RATE,
        "positive_button": thumb("Good answer", "This answer helped", "good"),
        "negative_button": thumb("Bad answer", "This answer did not help", "bad"),
    }  # fmt: skip
    return {"type": "context_actions", "block_id": "aptbot_rating", "elements": [element]}
