"""The form in which people report what is wrong or missing, and what follows it. Pure; plain data of Slack's views."""

import json
import re
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.replies import kit
from bot.replies.escaping import cut, plain
from bot.replies.limits import PRIVATE_METADATA, TITLE
from knowledge.patterns import as_pattern

View = dict[str, Any]
Block = dict[str, Any]

FORM = "correction"
KIND, ABOUT, FACT, WHAT, SOURCE = "correction_kind", "correction_about", "correction_fact", "correction_what", "correction_source"
"""The inputs; an input's action has the same id as its block."""
KINDS = {"wrong": "Something is wrong", "missing": "A fact is missing", "gap": "aptbot does not know it at all"}
MAX_TYPED = {ABOUT: 300, FACT: 500, WHAT: 3_000, SOURCE: 1_000}

_SCHEME = as_pattern(r"\b([a-z][a-z0-9+.-]*)://(\S*)", re.IGNORECASE)
_NO_WEB = as_pattern(r"^(?:www\.|(?:javascript|data|mailto|file|tel):)", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """Where something was reported, and of which question."""

    team: str = ""
    channel: str = ""
    thread: str = ""
    question: str = ""

    def encoded(self) -> str:
        """As the form keeps it: JSON; a question that is too long for Slack is cut."""
        question = self.question
        while len(found := json.dumps({**asdict(self), "question": question}, ensure_ascii=False)) > PRIVATE_METADATA:
            question = question[: len(question) - 1 - (len(found) - PRIVATE_METADATA) // 6]
        return found


@dataclass(frozen=True)
class Typed:
    """What the form holds. ``about``: the actor, the software or the question."""

    kind: str = "wrong"
    about: str = ""
    fact: str = ""
    what: str = ""
    source: str = ""


def read_place(value: str) -> Place:
    """What ``encoded`` wrote. Raises ValueError where it is something else."""
    try:
        found = json.loads(value)
        return Place(*(str(found[name]) for name in ("team", "channel", "thread", "question")))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{value[:80]!r} says of no place where something was reported") from error


def read_typed(view: View) -> Typed:
    """What somebody typed into the form."""
    values = view["state"]["values"]

    def text(id_: str) -> str:
        return str(values.get(id_, {}).get(id_, {}).get("value") or "").strip()

    chosen = values.get(KIND, {}).get(KIND, {}).get("selected_option") or {}
    return Typed(str(chosen.get("value", "")), text(ABOUT), text(FACT), text(WHAT), text(SOURCE))


def faults_of(typed: Typed) -> dict[str, str]:
    """What has to be changed before the form can be sent, by the input where it stands."""
    faults = {}
    if typed.kind not in KINDS:
        faults[KIND] = "Choose what you want to report."
    if not typed.about:
        faults[ABOUT] = "Write the name of the actor or the tool, or your question."
    if not typed.what:
        faults[WHAT] = "Write what is right, or what is missing."
    if fault := _source_fault(typed.source):
        faults[SOURCE] = fault
    return faults


def _source_fault(source: str) -> str:
    """A reference in words will do; an address has to be one of the web."""
    if _NO_WEB.search(source):
        return "Write the whole address, starting with https://."
    for scheme, rest in _SCHEME.findall(source):
        if scheme.lower() not in ("http", "https"):
            return f"A link has to start with https:// or http://, not {cut(scheme, 20)}://."
        if not _has_host(f"{scheme}://{rest}"):
            return "This link is not complete. Copy it again, or write the publisher, the title and the date."
    return ""


def _has_host(url: str) -> bool:
    try:
        return bool(re.search(r"\w", urlsplit(url).hostname or ""))
    except ValueError:
        return False


def correction_form(place: Place, typed: Typed, fault: str = "") -> View:
    """The form, filled in as far as it is known; ``fault`` says why it is here again."""
    asked = " ".join(place.question.split())
    blocks = [kit.section(f"*Not stored yet.* {plain(fault)}")] if fault else []
    blocks += [kit.context(f"You asked: {plain(cut(asked, 500))}")] if asked and asked != typed.about else []
    blocks += [
        _input(KIND, "What do you want to report?", _choice(typed.kind)),
        _input(ABOUT, "Actor, tool or question", _text(ABOUT, typed.about), "Any vendor's name will do."),
        _input(FACT, "Which fact?", _text(FACT, typed.fact, "Such as: used Zebrocy until 2019"), optional=True),
        _input(WHAT, "What is right?", _text(WHAT, typed.what, multiline=True), "A report of one fact is checked fastest."),
        _input(
            SOURCE, "Source", _text(SOURCE, typed.source, "https://… or publisher, title and date"),
            "A public report that says so. You can leave it out, but a report without a source waits until somebody finds one.", True,
        ),
    ]  # fmt: skip
    form = _view("Report a mistake", blocks, "Cancel")
    send = {"type": "plain_text", "text": "Send"}
    return {**form, "callback_id": FORM, "submit": send, "private_metadata": place.encoded()}


def confirmation_view(number: int, has_source: bool) -> View:
    """The report is kept, under this number."""
    then = (
        "The maintainers will check the source. The answer changes once they have."
        if has_source
        else "It has no source, so it waits until somebody finds one. If you come across one, send it as another report."
    )
    return _view("Report stored", [kit.section(f"Thank you. Your report is *#{number}*."), kit.section(then)], "Close")


def waiting_view() -> View:
    """The database takes its time."""
    return _view(
        "Storing …", [kit.section("Storing your report takes longer than usual. Keep this window open: it will tell you.")], "Close"
    )


def _view(title: str, blocks: list[Block], close: str) -> View:
    return {
        "type": "modal", "title": {"type": "plain_text", "text": cut(title, TITLE)},
        "close": {"type": "plain_text", "text": close}, "blocks": blocks,
    }  # fmt: skip


def _choice(kind: str) -> Block:
    options = {value: {"text": {"type": "plain_text", "text": label}, "value": value} for value, label in KINDS.items()}
    return {
        "type": "radio_buttons",
        "action_id": KIND,
        "options": [*options.values()],
        "initial_option": options.get(kind, options["wrong"]),
    }


def _text(id_: str, typed: str, placeholder: str = "", multiline: bool = False) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": id_, "max_length": MAX_TYPED[id_], "multiline": multiline}
    if placeholder:
        element["placeholder"] = {"type": "plain_text", "text": placeholder}
    said = typed if multiline else " ".join(typed.split())
    return {**element, "initial_value": cut(said, MAX_TYPED[id_])} if said else element


def _input(id_: str, label: str, element: Block, hint: str = "", optional: bool = False) -> Block:
    block: Block = {
        "type": "input", "block_id": id_, "label": {"type": "plain_text", "text": label}, "element": element, "optional": optional,
    }  # fmt: skip
    return {**block, "hint": {"type": "plain_text", "text": hint}} if hint else block
