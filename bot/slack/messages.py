"""Mentions, direct messages, follow-ups in a thread where the bot was asked, and edits of all of these."""

import logging
from dataclasses import dataclass
from threading import Timer
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.questions.addressed import is_for_bot
from bot.replies.blocks import Look, render_message
from bot.replies.markdown import opening
from bot.service import Timed, answer_text
from bot.slack.answered import Reply
from bot.slack.boundary import Tell, code_of, handle, status_of
from bot.slack.posting import change, post, set_status, stream, whisper
from bot.slack.services import Services

log = logging.getLogger(__name__)

STATUS_SECONDS = 0.4
"""An answer that takes longer is announced; one that is there at once needs no word."""
PLAIN_SUBTYPES = (None, "", "file_share", "thread_broadcast")


@dataclass(frozen=True)
class Message:
    """A message that somebody wrote, wherever. ``key`` is its own, ``thread_key`` that of its thread."""

    team: str
    channel: str
    user: str
    text: str
    ts: str
    thread: str
    in_thread: bool
    direct: bool

    @property
    def key(self) -> str:
        return f"{self.team}:{self.channel}:{self.ts}"

    @property
    def thread_key(self) -> str:
        return f"{self.team}:{self.channel}:{self.thread}"


def read_message(body: dict[str, Any], event: dict[str, Any]) -> Message:
    return Message(
        team=body.get("team_id") or event.get("team") or "", channel=event["channel"], user=event.get("user") or "",
        text=event.get("text") or "", ts=event["ts"], thread=event.get("thread_ts") or event["ts"], in_thread=bool(event.get("thread_ts")),
        direct=event.get("channel_type") == "im" or event["channel"].startswith("D"),
    )  # fmt: skip


def register(app: App, services: Services) -> None:
    @app.event("app_mention")
    def on_mention(event: dict[str, Any], body: dict[str, Any], client: WebClient, context: dict[str, Any]) -> None:
        if not is_from_a_person(event, context) or not services.seen.is_new(body.get("event_id", "")):
            return
        message = read_message(body, event)
        if services.seen.is_new(f"asked:{message.key}"):
            answer_soon(services, client, message)

    @app.event("message")
    def on_message(event: dict[str, Any], body: dict[str, Any], client: WebClient, context: dict[str, Any]) -> None:
        if not services.seen.is_new(body.get("event_id", "")):
            return
        if event.get("subtype") == "message_changed":
            on_edit(services, client, body, event, context)
        elif event.get("subtype") in PLAIN_SUBTYPES and is_from_a_person(event, context):
            on_new(services, client, read_message(body, event), context)


def is_from_a_person(event: dict[str, Any], context: dict[str, Any]) -> bool:
    """Not from a bot, ours or another's."""
    own = context.get("bot_user_id")
    return not event.get("bot_id") and event.get("subtype") != "bot_message" and bool(event.get("user")) and event.get("user") != own


def on_new(services: Services, client: WebClient, message: Message, context: dict[str, Any]) -> None:
    """A direct message is answered; in a channel only a follow-up where the bot was asked. A mention comes as an event of its own."""
    if message.direct:
        if services.seen.is_new(f"asked:{message.key}"):
            answer_soon(services, client, message)
        return
    mentioned = f"<@{context.get('bot_user_id')}" in message.text
    for listener in services.overheard if not mentioned else ():
        listener(client, message)
    if message.in_thread and not mentioned and services.threads.get(message.thread_key).question:
        services.work.do("follow-up", lambda: follow_up(services, client, message), None)


def on_edit(services: Services, client: WebClient, body: dict[str, Any], event: dict[str, Any], context: dict[str, Any]) -> None:
    """An edited question gets its answer changed, not another one."""
    new = {**event.get("message", {}), "channel": event["channel"], "channel_type": event.get("channel_type")}
    if not is_from_a_person(new, context) or "ts" not in new:
        return
    message = read_message(body, new)
    reply = services.answered.get(message.key)
    if reply is None or reply.text == message.text:
        return

    def tell(text: str) -> None:
        whisper(client, message.channel, message.user, message.thread if message.in_thread else "", {"text": text})

    services.answered.put(message.key, Reply(message.text, reply.ts))
    services.work.do("edit", lambda: answer_anew(services, client, message, reply), tell)


def answer_soon(services: Services, client: WebClient, message: Message) -> None:
    """Answer in the thread, from the pool; what goes wrong is said there."""
    what = "direct message" if message.direct else "mention"
    services.work.do(what, lambda: reply(services, client, message), in_thread(client, message))


def in_thread(client: WebClient, message: Message) -> Tell:
    """Tells below a message; in person where Slack takes nothing there."""

    def tell(text: str) -> object:
        try:
            return post(client, message.channel, message.thread, {"text": text})
        except SlackApiError as error:
            if status_of(error) >= 500:
                raise
            log.info("no word in the thread (%s)", code_of(error))
            return post(client, message.user, "", {"text": text})

    return tell


def reply(services: Services, client: WebClient, message: Message) -> None:
    if refusal := services.refusal(message.team, message.channel):
        client.chat_postEphemeral(channel=message.channel, user=message.user, text=refusal)
        return
    status = Timer(STATUS_SECONDS, set_status, (client, message.channel, message.thread, "is looking that up …"))
    status.daemon = True
    status.start()
    try:
        timed = asked_in(services, message)
    finally:
        status.cancel()
    send = streamed if message.direct else posted
    ts = send(client, message, timed)
    services.answered.put(message.key, Reply(message.text, ts))
    services.noted(message.team, message.channel, message.user, timed.answer, private=message.direct)


def asked_in(services: Services, message: Message) -> Timed:
    """The answer where the thread stands, and the thread moved on."""
    timed = answer_text(message.text, services.knowledge_in(message.team), services.threads.get(message.thread_key))
    services.threads.put(message.thread_key, timed.focus)
    return timed


def posted(client: WebClient, message: Message, timed: Timed) -> str:
    return post(client, message.channel, message.thread, render_message(timed.answer, Look()))


def streamed(client: WebClient, message: Message, timed: Timed) -> str:
    """In the agent's pane: the answer first, as a stream, then the evidence."""
    rest = render_message(timed.answer, Look(rated=True, headless=True))["blocks"]
    whole = render_message(timed.answer, Look(rated=True))
    return stream(client, message.channel, message.thread, message.user, message.team, opening(timed.answer), whole, rest)


def follow_up(services: Services, client: WebClient, message: Message) -> None:
    """Answer what is meant for the bot; stay quiet otherwise, errors included, and leave the thread's focus as it is."""
    timed = answer_text(message.text, services.knowledge_in(message.team), services.threads.get(message.thread_key), overheard=True)
    if is_for_bot(message.text, timed.answer) and services.seen.is_new(f"asked:{message.key}"):
        services.threads.put(message.thread_key, timed.focus)
        try:
            services.answered.put(message.key, Reply(message.text, posted(client, message, timed)))
        except Exception as error:
            handle(error, "follow-up", in_thread(client, message))


def answer_anew(services: Services, client: WebClient, message: Message, before: Reply) -> None:
    timed = asked_in(services, message)
    change(client, message.channel, before.ts, render_message(timed.answer, Look(rated=message.direct)))
