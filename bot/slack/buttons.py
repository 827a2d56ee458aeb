"""The buttons of a reply: other sides, pages and what it lists in its place; sharing it."""

import re
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.replies.blocks import Look, render_message
from bot.replies.buttons import ASK, PICK, SHARE
from bot.replies.escaping import plain
from bot.replies.pressed import Press, read_press
from bot.sides import answer_press
from bot.slack.posting import post
from bot.slack.services import Services


def register(app: App, services: Services) -> None:
    @app.action(re.compile(f"^{ASK}(_|$)"))
    def on_ask(ack: Ack, respond: Respond, body: dict[str, Any]) -> None:
        ack()
        press = read_press(body["actions"][0].get("value") or "")
        services.work.do("button", lambda: show(services, respond, team_of(body), press), private(respond))

    @app.action(PICK)
    def on_pick(ack: Ack, respond: Respond, body: dict[str, Any]) -> None:
        ack()
        press = read_press(body["actions"][0]["selected_option"]["value"])
        services.work.do("menu", lambda: show(services, respond, team_of(body), press), private(respond))

    @app.action(SHARE)
    def on_share(ack: Ack, respond: Respond, body: dict[str, Any], client: WebClient) -> None:
        ack()
        services.work.do("share", lambda: share(services, respond, body, client), private(respond))


def show(services: Services, respond: Respond, team: str, press: Press) -> None:
    """Put what the button stands for in the place of the reply that it stands in."""
    message = render_message(answer_press(press, services.knowledge_in(team)), Look(press))
    respond(replace_original=True, response_type="ephemeral" if press.private else "in_channel", **message)


def share(services: Services, respond: Respond, body: dict[str, Any], client: WebClient) -> None:
    """Post the reply of an ephemeral message to its channel, once, saying who asked what."""
    press = replace(read_press(body["actions"][0]["value"]), private=False)
    channel, user = body["channel"]["id"], body["user"]["id"]
    shown_at = (body.get("container") or {}).get("message_ts") or body.get("trigger_id", "")
    key = f"share:{team_of(body)}:{channel}:{user}:{shown_at}" if shown_at else ""
    if not services.seen.is_new(key):
        return
    try:
        message = render_message(answer_press(press, services.knowledge_in(team_of(body))), Look(press))
        asked = {"type": "mrkdwn", "text": f"<@{user}> asked: {plain(press.question)[:500]}", "verbatim": True}
        post(client, channel, "", {**message, "blocks": [{"type": "context", "elements": [asked]}, *message["blocks"]]})
    except Exception:
        services.seen.forget(key)
        raise
    respond(replace_original=True, response_type="ephemeral", text="Shared to the channel.")


def team_of(body: dict[str, Any]) -> str:
    return str((body.get("team") or {}).get("id") or body.get("team_id") or "")


def private(respond: Respond) -> Any:
    """Tells the user beside the reply, and leaves the reply as it is."""
    return lambda text: respond(text=text, response_type="ephemeral", replace_original=False)
