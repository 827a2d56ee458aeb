"""Errors that come before a task is in the pool: a payload that lacks what Slack promises, mostly. They end at the same boundary."""

from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse
from slack_sdk import WebClient

from bot.replies.answer_window import word_window
from bot.slack.boundary import Tell, handle
from bot.slack.client import ResponseUrl

Body = dict[str, Any]


class KeptAck(Ack):
    """An acknowledgement that stays. Bolt takes it back where the listener fails right after it, and Slack would wait and show an error."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "response" and value is None and getattr(self, name, None) is not None:
            return
        super().__setattr__(name, value)


def register(app: App) -> None:
    @app.use
    def send_once(context: BoltContext, client: WebClient, next: Any) -> None:
        context["respond"] = ResponseUrl(response_url=context.response_url, proxy=client.proxy, ssl=client.ssl)
        context["ack"] = KeptAck()  # type: ignore[no-untyped-call]
        next()

    @app.error
    def on_error(error: Exception, body: Body, client: WebClient, ack: Ack, response: BoltResponse | None) -> BoltResponse | None:
        """``response`` is there where Slack still waits for one."""
        what, kind = f"a listener ({name_of(body)})", body.get("type")
        if response is None or kind not in ("view_submission", "block_suggestion"):
            handle(error, what, teller(body, client))
            return None if response is None else ack()
        said: list[str] = []
        handle(error, what, said.append)
        return ack(options=[]) if kind == "block_suggestion" else ack(**in_form(body, " ".join(said)))


def name_of(body: Body) -> str:
    """What was sent, for the log."""
    name = text_at(body, "event", "type") or text_at(body, "type") or text_at(body, "command")
    return repr(name[:40]) if name else "nothing known"


def teller(body: Body, client: WebClient) -> Tell | None:
    """How whoever did this is told: beside the message, in the window, in person; not at all for an event, which nobody waits for."""
    url, user, view = text_at(body, "response_url"), text_at(body, "user", "id"), text_at(body, "view", "id")
    if url:
        respond = ResponseUrl(response_url=url, proxy=client.proxy, ssl=client.ssl)
        return lambda text: respond(text=text, response_type="ephemeral", replace_original=False)
    if view and text_at(body, "view", "type") == "modal":
        return lambda text: client.views_update(view_id=view, view=word_window(text))
    return (lambda text: client.chat_postMessage(channel=user, text=text)) if user else None


def in_form(body: Body, text: str) -> Body:
    """How a form is answered: at its first input, so that what was typed stays; else a word in its place."""
    view = body.get("view")
    blocks = view.get("blocks") if isinstance(view, dict) else None
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, dict) and block.get("type") == "input" and text_at(block, "block_id"):
            return {"response_action": "errors", "errors": {text_at(block, "block_id"): text}}
    return {"response_action": "update", "view": word_window(text)}


def text_at(value: Any, *names: str) -> str:
    """The text that stands at a path of names; empty where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""
