"""The form in which a workspace's admins say where and how the bot answers. Pure; plain data of Slack's views."""

from typing import Any

from bot.replies import kit
from bot.replies.escaping import plain
from bot.state.workspace import Workspace
from knowledge.marking import MARKINGS, Marking, label

View = dict[str, Any]
Block = dict[str, Any]

FORM = "workspace_settings"
CHANNELS, VISIBILITY, NOTICING, CEILING = "settings_channels", "settings_visibility", "settings_noticing", "settings_ceiling"
"""The inputs; an input's action has the same id as its block."""
VISIBILITIES = {"ephemeral": "Whoever asks, alone", "in_channel": "Everybody in the channel"}
MEANT: dict[Marking, str] = {
    "clear": "public facts only", "green": "also what is for the community", "amber": "also what is for us and our clients",
    "amber+strict": "also what is for us alone", "red": "everything",
}  # fmt: skip
"""What a ceiling lets through, in a few words."""
MOST_CHANNELS = 200


def settings_form(workspace: Workspace, fault: str = "") -> View:
    """The form as it stands; ``fault`` says why it is here again."""
    blocks = [kit.section(f"*Not saved yet.* {plain(fault)}")] if fault else []
    blocks += [
        _input(
            CHANNELS, "Channels where I answer", _channels(CHANNELS, "Every channel", workspace.channels),
            "Leave it empty to have me answer mentions wherever I am invited. Direct messages and /apt work in any case.",
        ),
        {**_input(VISIBILITY, "Who sees the answers to /apt", _visibility(workspace.visibility)), "optional": False},
        _input(
            NOTICING, "Channels where I mark messages", _channels(NOTICING, "No channel", workspace.noticing),
            "I add a magnifying glass to a message there that names an actor; whoever adds the same reaction sees who it is, alone. "
            "Invite me to the channels first.",
        ),
        {
            **_input(
                CEILING, "What I may show at most", _ceiling(workspace.ceiling),
                "Facts that your own files mark stricter are left out of everything I say here, as if I did not know them.",
            ),
            "optional": False,
        },
    ]  # fmt: skip
    return {**_view("Settings", blocks, "Cancel"), "callback_id": FORM, "submit": {"type": "plain_text", "text": "Save"}}


def read_settings_form(view: View) -> Workspace | None:
    """What was chosen; nothing where there is a choice that the form does not have."""
    values = view["state"]["values"]
    visibility = ((values.get(VISIBILITY) or {}).get(VISIBILITY) or {}).get("selected_option") or {}
    channels, noticing = ((values.get(id_) or {}).get(id_) or {} for id_ in (CHANNELS, NOTICING))
    ceiling = ((values.get(CEILING) or {}).get(CEILING) or {}).get("selected_option") or {}
    marking = next((marking for marking in MARKINGS if marking == ceiling.get("value")), None)
    if visibility.get("value") not in VISIBILITIES or marking is None:
        return None
    chosen = [tuple(dict.fromkeys(map(str, found.get("selected_conversations") or ()))) for found in (channels, noticing)]
    return Workspace(chosen[0], str(visibility["value"]), chosen[1], marking)


def saved_view(workspace: Workspace) -> View:
    """What holds from now on."""
    where = ", ".join(f"<#{channel}>" for channel in workspace.channels[:20]) + _more(len(workspace.channels) - 20)
    marking = ", ".join(f"<#{channel}>" for channel in workspace.noticing[:20]) + _more(len(workspace.noticing) - 20)
    lines = [
        f"• I answer mentions in {where or 'every channel that I am invited to'}.",
        f"• Who sees the answers to `/apt`: {VISIBILITIES[workspace.visibility].lower()}.",
        f"• I mark messages that name an actor in {marking}." if marking else "• I mark no messages.",
        f"• What I show at most: {label(workspace.ceiling)}.",
    ]
    return _view("Settings saved", [kit.section("The settings are saved. From now on:\n" + "\n".join(lines))], "Close")


def waiting_view() -> View:
    """Saving takes its time."""
    return _view("Saving …", [kit.section("Saving takes longer than usual. Keep this window open: it will tell you.")], "Close")


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""


def _channels(id_: str, placeholder: str, chosen: tuple[str, ...]) -> Block:
    menu: Block = {
        "type": "multi_conversations_select", "action_id": id_, "max_selected_items": MOST_CHANNELS,
        "placeholder": {"type": "plain_text", "text": placeholder},
        "filter": {"include": ["public", "private"]},
    }  # fmt: skip
    return {**menu, "initial_conversations": list(chosen)} if chosen else menu


def _visibility(chosen: str) -> Block:
    options = {value: {"text": {"type": "plain_text", "text": label}, "value": value} for value, label in VISIBILITIES.items()}
    return {
        "type": "radio_buttons", "action_id": VISIBILITY, "options": [*options.values()],
        "initial_option": options.get(chosen, options["ephemeral"]),
    }  # fmt: skip


def _ceiling(chosen: Marking) -> Block:
    options = {
        marking: {"text": {"type": "plain_text", "text": f"{label(marking)}: {MEANT[marking]}"}, "value": marking} for marking in MARKINGS
    }
    return {"type": "static_select", "action_id": CEILING, "options": [*options.values()], "initial_option": options[chosen]}


def _input(id_: str, label: str, element: Block, hint: str = "") -> Block:
    block: Block = {
        "type": "input", "block_id": id_, "optional": True, "label": {"type": "plain_text", "text": label}, "element": element,
    }  # fmt: skip
    return {**block, "hint": {"type": "plain_text", "text": hint}} if hint else block


def _view(title: str, blocks: list[Block], close: str) -> View:
    return {
        "type": "modal", "title": {"type": "plain_text", "text": title}, "close": {"type": "plain_text", "text": close}, "blocks": blocks,
    }  # fmt: skip
