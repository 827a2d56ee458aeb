"""Everything that a user can do, as Slack sends it, by name; for tests of what holds wherever it is done."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.knowledge_base import KnowledgeBase
from bot.replies import answer_window, forms, home, profile_view, scan_view, settings_form
from bot.replies.buttons import ASK, PICK, RATE, SHARE, WRONG
from bot.replies.forms import Place
from bot.replies.profile_view import Shown
from bot.replies.scan_blocks import OPEN_PROFILE
from bot.replies.scan_view import Kept, Noted
from bot.settings import Settings
from bot.slack import lookup, scanning
from bot.slack.app import SlackApp, create_app
from bot.slack.notices import REACTION
from bot.state.workspace import Workspace, write_workspace
from tests.bot.slack.web_api import SECRET, WebApi, send_command, send_event, send_interaction

Do = Callable[[SlackApp, WebApi], object]
APT28_PAGE = "https://attack.mitre.org/groups/G0007/"
MODAL = {"id": "V1", "hash": "h1", "type": "modal", "callback_id": "lookup_result", "private_metadata": "", "blocks": []}


@contextmanager
def driven(api: WebApi, settings: Settings, knowledge: KnowledgeBase, folder: Path) -> Iterator[SlackApp]:
    """An app with a database of its own in which messages of C1 are marked."""
    url = f"sqlite:///{folder / 'state.sqlite3'}"
    here = dataclasses.replace(settings, slack_bot_token="xoxb-secret", slack_api_url=api.url, state_url=url)
    made = create_app(here, knowledge, signing_secret=SECRET)
    write_workspace(made.services.database, "T1", Workspace(noticing=("C1",)))
    api.failing["users.info"] = (200, {"ok": True, "user": {"is_admin": True}})
    yield made
    made.close()


def settle(made: SlackApp) -> None:
    """Everything handed over so far is done."""
    made.close()


def refusal(error: str, **more: str) -> tuple[int, dict[str, Any]]:
    return 200, {"ok": False, "error": error, **more}


def press(slack: SlackApp, api: WebApi, action_id: str, value: Any = None, **more: Any) -> None:
    """A button below a reply, in channel C1."""
    action = {"type": "button", "action_id": action_id, "block_id": "b", "action_ts": "1.0", **({} if value is None else {"value": value})}
    place = {"channel": {"id": "C1"}, "container": {"message_ts": "7.1"}, "response_url": f"{api.url}response"}
    send_interaction(slack.bolt, {"type": "block_actions", **place, "actions": [{**action, **more}]})


def press_in(slack: SlackApp, view: dict[str, Any], action: dict[str, Any]) -> None:
    """A button or a menu of a view."""
    action = {"type": "button", "block_id": "b", "action_ts": "1.0", **action}
    send_interaction(slack.bolt, {"type": "block_actions", "view": view, "actions": [action]})


def press_home(slack: SlackApp, action_id: str, **action: Any) -> None:
    press_in(slack, {"id": "H1", "type": "home"}, {"action_id": action_id, **action})


def submit(slack: SlackApp, callback: str, values: Any, metadata: str = "", **view: Any) -> dict[str, Any]:
    """Send a form; what Slack is answered."""
    whole = {**MODAL, "callback_id": callback, "state": {"values": values}, "private_metadata": metadata, **view}
    response = send_interaction(slack.bolt, {"type": "view_submission", "view": whole})
    assert response.status == 200
    found: dict[str, Any] = json.loads(response.body or "{}")
    return found


def use_scan_shortcut(slack: SlackApp, api: WebApi) -> None:
    message = {"type": "message", "ts": "5.1", "text": "Turla again", "user": "U2"}
    shortcut = {"type": "message_action", "callback_id": scanning.SHORTCUT, "message": message, "channel": {"id": "C1"}}
    send_interaction(slack.bolt, {**shortcut, "response_url": f"{api.url}response"})


def mention(slack: SlackApp, _api: WebApi, ts: str = "1.0", **more: str) -> None:
    event = {"type": "app_mention", "user": "U1", "channel": "C1", "text": "<@U0BOT> who is Turla", "ts": ts}
    send_event(slack.bolt, {**event, **more}, f"mention{ts}")


def talk(slack: SlackApp, text: str, ts: str, **more: Any) -> None:
    event = {"type": "message", "channel_type": "channel", "user": "U1", "channel": "C1", "text": text, "ts": ts}
    send_event(slack.bolt, {**event, **more}, f"talk{ts}")


def write_directly(slack: SlackApp, _api: WebApi) -> None:
    talk(slack, "who is Turla", "2.0", channel="D1", channel_type="im")


def ask_on(slack: SlackApp, _api: WebApi) -> None:
    talk(slack, "what tools do they use?", "1.1", thread_ts="1.0")


def edit(slack: SlackApp, _api: WebApi) -> None:
    new = {"type": "message", "user": "U1", "text": "<@U0BOT> who is Sandworm", "ts": "1.0"}
    send_event(slack.bolt, {"type": "message", "subtype": "message_changed", "channel": "C1", "message": new, "ts": "1.2"}, "edit")


def react(slack: SlackApp, _api: WebApi) -> None:
    item = {"type": "message", "channel": "C1", "ts": "3.0"}
    send_event(slack.bolt, {"type": "reaction_added", "user": "U2", "reaction": REACTION, "item": item}, "reaction")


def share_link(slack: SlackApp, _api: WebApi) -> None:
    links = [{"url": APT28_PAGE, "domain": "attack.mitre.org"}]
    event = {"type": "link_shared", "user": "U1", "channel": "C1", "message_ts": "5.1", "unfurl_id": "x", "source": "conversations_history"}
    send_event(slack.bolt, {**event, "links": links}, "link")


def open_home(slack: SlackApp, _api: WebApi) -> None:
    send_event(slack.bolt, {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}, "home")


def post_summary(slack: SlackApp, _api: WebApi) -> None:
    kept = Kept("C1", "5.1", "5.1", (Noted("actor", ("turla",), ("Turla",)),))
    submit(slack, scan_view.RESULT, {}, kept.encoded())


OPENING: dict[str, tuple[Do, str]] = {
    "lookup shortcut": (lambda slack, _api: send_interaction(slack.bolt, {"type": "shortcut", "callback_id": lookup.SHORTCUT}), "person"),
    "message shortcut": (use_scan_shortcut, "response"),
    "/apt compare": (lambda slack, api: send_command(slack.bolt, api, "compare"), "response"),
    "/apt feedback": (lambda slack, api: send_command(slack.bolt, api, "feedback turla"), "response"),
    "/apt scan": (lambda slack, api: send_command(slack.bolt, api, "scan"), "response"),
    "report button": (lambda slack, api: press(slack, api, WRONG, "who is Turla"), "response"),
    "thumbs down": (lambda slack, api: press(slack, api, RATE, "bad|who is Turla"), "response"),
    "profile button": (lambda slack, api: press(slack, api, f"{OPEN_PROFILE}1", "turla"), "response"),
    "profile button in a window": (lambda slack, _api: press_in(slack, MODAL, {"action_id": f"{OPEN_PROFILE}1", "value": "x"}), "person"),
    "home search": (lambda slack, _api: press_home(slack, home.SEARCH, type="plain_text_input", value="turla"), "person"),
    "home button": (lambda slack, _api: press_home(slack, f"{home.TRY}_1", value="turla"), "person"),
    "home menu": (lambda slack, _api: press_home(slack, home.LOOKUP, selected_option={"value": "turla|turla"}), "person"),
    "settings": (lambda slack, _api: press_home(slack, home.SETTINGS), "person"),
}
"""What opens a window: how it is done, and where its failure is told: by the response URL or in person."""

FORMS: dict[str, str] = {
    "search": profile_view.SEARCH, "compare": profile_view.COMPARE, "text": scan_view.ASK_TEXT,
    "report": forms.FORM, "settings": settings_form.FORM,
}  # fmt: skip
"""The forms that are answered as they are sent."""

ANSWERING: dict[str, tuple[Do, str]] = {
    "/apt": (lambda slack, api: send_command(slack.bolt, api, "turla"), "response"),
    "/apt scan TEXT": (lambda slack, api: send_command(slack.bolt, api, "scan Turla again"), "response"),
    "button": (lambda slack, api: press(slack, api, f"{ASK}_1", "a0|turla"), "response"),
    "menu": (lambda slack, api: press(slack, api, PICK, selected_option={"value": "turla"}), "response"),
    "share": (lambda slack, api: press(slack, api, SHARE, "turla"), "response"),
    "thumbs up": (lambda slack, api: press(slack, api, RATE, "good|who is Turla"), "response"),
    "mention": (mention, "chat.postMessage"),
    "direct message": (write_directly, "chat.postMessage"),
    "tab": (
        lambda slack, _api: press_in(slack, MODAL, {"action_id": f"{profile_view.SHOW}_tools", "value": Shown(("turla",)).encoded()}),
        "views.update",
    ),
    "window button": (
        lambda slack, _api: press_in(slack, MODAL, {"action_id": f"{answer_window.SHOW}_1", "value": "turla"}),
        "views.update",
    ),
    "summary": (post_summary, "views.update"),
    "home": (open_home, "views.publish"),
}
"""What is answered, and by which method a failure is told."""

REPORT = {
    forms.KIND: {forms.KIND: {"selected_option": {"value": "wrong"}}},
    forms.ABOUT: {forms.ABOUT: {"value": "Turla"}},
    forms.WHAT: {forms.WHAT: {"value": "it is not so"}},
}  # fmt: skip
PLACE = Place("T1", "C1", "", "who is Turla").encoded()
