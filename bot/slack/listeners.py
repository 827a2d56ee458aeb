"""What Slack triggers. The only place that names Slack's events, commands and actions."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.knowledge_base import KnowledgeBase
from bot.questions.conversation import Threads
from bot.replies.blocks import SHARE, render_message
from bot.replies.escaping import plain
from bot.service import answer_text
from bot.slack.boundary import guarded

QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
REMEMBERED_SECONDS = 900
"""Slack sends an event again after 1 and after 5 minutes; an id is remembered longer than that."""


def register(app: App, knowledge: KnowledgeBase) -> None:
    """Attach every listener to the app."""
    seen = Seen()
    threads = Threads()

    @guarded("respond")
    def on_command(*, respond: Respond, command: dict[str, Any]) -> None:
        message = render_message(answer_text(command.get("text", ""), knowledge).answer, shareable=True)
        respond(response_type="ephemeral", **message)

    @guarded("respond")
    def on_share(*, respond: Respond, body: dict[str, Any], client: WebClient) -> None:
        share(body, client, knowledge)
        respond(replace_original=True, response_type="ephemeral", text="Shared to the channel.")

    @guarded("say_in_thread")
    def on_mention(*, event: dict[str, Any], thread_key: str, say_in_thread: Callable[..., object]) -> None:
        timed = answer_text(event.get("text", ""), knowledge, threads.get(thread_key))
        threads.put(thread_key, timed.focus)
        say_in_thread(**render_message(timed.answer))

    @app.command("/apt")
    def command_listener(ack: Ack, respond: Respond, command: dict[str, Any]) -> None:
        ack()
        on_command(respond=respond, command=command)

    @app.action(SHARE)
    def share_listener(ack: Ack, respond: Respond, body: dict[str, Any], client: WebClient) -> None:
        ack()
        on_share(respond=respond, body=body, client=client)

    @app.event("app_mention")
    def mention_listener(event: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        if event.get("bot_id") or not seen.is_new(body.get("event_id", "")):
            return

        def say_in_thread(text: str, **message: Any) -> object:
            thread = event.get("thread_ts") or event["ts"]
            return client.chat_postMessage(channel=event["channel"], thread_ts=thread, text=text, **message, **QUIET)

        on_mention(event=event, thread_key=thread_key(body, event), say_in_thread=say_in_thread)


def thread_key(body: dict[str, Any], event: dict[str, Any]) -> str:
    """What a thread's memory is kept under: no other workspace, channel or thread has it."""
    return ":".join((body.get("team_id", ""), event["channel"], event.get("thread_ts") or event["ts"]))


def share(body: dict[str, Any], client: WebClient, knowledge: KnowledgeBase) -> None:
    """Post the reply of an ephemeral message to its channel, saying who asked what."""
    question = body["actions"][0]["value"]
    message = render_message(answer_text(question, knowledge).answer)
    asked = f"<@{body['user']['id']}> asked: {plain(question)[:500]}"
    blocks = [{"type": "context", "elements": [{"type": "mrkdwn", "text": asked}]}, *message["blocks"]]
    client.chat_postMessage(channel=body["channel"]["id"], text=message["text"], blocks=blocks, **QUIET)


class Seen:
    """The ids of events handled in the last while; safe from several threads."""

    def __init__(self, seconds: float = REMEMBERED_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._times: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def is_new(self, event_id: str) -> bool:
        """Has this event not been handled yet? Remembers it. An event without an id is always new."""
        now = self._clock()
        with self._lock:
            while self._times and next(iter(self._times.values())) < now - self._seconds:
                self._times.popitem(last=False)
            if not event_id:
                return True
            if event_id in self._times:
                return False
            self._times[event_id] = now
            return True
