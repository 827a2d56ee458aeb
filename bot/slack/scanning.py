"""Which actors a message or a text names: the message shortcut "Find threat actors" and ``/apt scan``."""

import logging
from typing import TYPE_CHECKING, Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answers.scanned import finding_of, scan_texts
from bot.replies.scan_summary import summary_message
from bot.replies.scan_view import (
    ASK_TEXT,
    RESULT,
    SCAN_TEXT,
    Kept,
    View,
    loading_view,
    message_view,
    read_kept,
    result_view,
    scan_message,
    text_view,
)
from bot.slack.boundary import code_of, handle
from bot.slack.buttons import private, team_of
from bot.slack.files import read_files
from bot.slack.message_text import texts_of
from bot.slack.posting import post
from bot.slack.services import Services
from knowledge.normalise import strip_markup

if TYPE_CHECKING:
    from bot.slack.commands import Asked

log = logging.getLogger(__name__)

SHORTCUT = "find_actors"
POSTED = "The summary is in the thread of the message."
POSTED_BEFORE = "The summary of this message has been posted already: see its thread."
NOTHING_TYPED = "Put in a text to search."

Body = dict[str, Any]


def register(app: App, services: Services) -> None:
    @app.shortcut(SHORTCUT)
    def on_shortcut(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        try:
            window = client.views_open(trigger_id=body["trigger_id"], view=loading_view())["view"]["id"]
        except Exception as error:
            handle(error, "scan", private(respond))
            return
        services.work.do("scan", lambda: show(services, client, body, window), in_window(client, window))

    @app.view(RESULT)
    def on_post(ack: Ack, body: Body, client: WebClient) -> None:
        ack(response_action="update", view=message_view("Posting the summary …"))
        services.work.do("scan summary", lambda: share(services, client, body), in_window(client, body["view"]["id"]))

    @app.view(ASK_TEXT)
    def on_text(ack: Ack, body: Body) -> None:
        text = str(body["view"]["state"]["values"][SCAN_TEXT][SCAN_TEXT].get("value") or "")
        if not text.strip():
            ack(response_action="errors", errors={SCAN_TEXT: NOTHING_TYPED})
            return
        ack(response_action="update", view=view_of(services, team_of(body), text))


def command(services: Services, asked: "Asked") -> bool:
    """``/apt scan TEXT`` answers the asker alone; without a text a window asks for one."""
    if asked.text:
        scan = scan_texts([strip_markup(asked.text)], services.knowledge_in(str(asked.command.get("team_id") or "")))
        asked.respond(response_type="ephemeral", **scan_message(scan, "text"))
    else:
        asked.client.views_open(trigger_id=asked.command["trigger_id"], view=text_view())
    return True


def show(services: Services, client: WebClient, body: Body, window: str) -> None:
    """Put what the message names in the place of the window that waits."""
    message, channel = body["message"], body["channel"]["id"]
    files = read_files(message.get("files") or (), client.token or "", services.settings.slack_api_url)
    scan = scan_texts([*texts_of(message), *files.texts], services.knowledge_in(team_of(body)))
    kept = Kept(channel, message["ts"], message.get("thread_ts") or message["ts"])
    client.views_update(view_id=window, view=result_view(scan, "message", files.unread, kept))


def view_of(services: Services, team: str, text: str) -> View:
    """What a short text names. Slack takes it only as the answer to the form, so it is made at once; errors are shown there."""
    try:
        return result_view(scan_texts([text], services.knowledge_in(team)), "text")
    except Exception as error:
        said: list[str] = []
        handle(error, "scan", said.append)
        return message_view(" ".join(said))


def share(services: Services, client: WebClient, body: Body) -> None:
    """Post the summary to the thread of the message, once, and say so in the window."""
    team, window, kept = team_of(body), body["view"]["id"], read_kept(body["view"]["private_metadata"])
    if refusal := services.refusal(team, kept.channel):
        client.views_update(view_id=window, view=message_view(refusal))
        return
    key = f"scan:{team}:{kept.channel}:{kept.ts}"
    if not services.seen.is_new(key):
        client.views_update(view_id=window, view=message_view(POSTED_BEFORE))
        return
    try:
        knowledge = services.knowledge_in(team)
        found = [finding_of(n.type, n.ids, tuple((word, 1) for word in n.words), knowledge) for n in kept.found]
        post(client, kept.channel, kept.thread, summary_message(found, kept.left, body["user"]["id"]))
    except Exception:
        services.seen.forget(key)
        raise
    try:
        client.views_update(view_id=window, view=message_view(POSTED))
    except SlackApiError as error:
        log.info("the window of a summary is gone (%s)", code_of(error))


def in_window(client: WebClient, window: str) -> Any:
    """Tells in the window."""
    return lambda text: client.views_update(view_id=window, view=message_view(text))
