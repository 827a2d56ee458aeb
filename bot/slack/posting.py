"""Sending what a renderer made: to a thread, to one user, or as an answer that grows."""

import logging
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.boundary import UNSURE, code_of, status_of

log = logging.getLogger(__name__)

QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
Message = dict[str, Any]


def post(client: WebClient, channel: str, thread: str, message: Message) -> str:
    """Post to a thread; returns the message's ``ts``."""
    return str(client.chat_postMessage(channel=channel, thread_ts=thread or None, **message, **QUIET)["ts"])


def change(client: WebClient, channel: str, ts: str, message: Message) -> None:
    """Put another message in the place of one of ours."""
    client.chat_update(channel=channel, ts=ts, **message)


def whisper(client: WebClient, channel: str, user: str, thread: str, message: Message) -> None:
    """Show a message to one user only."""
    client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread or None, **message)


def stream(client: WebClient, channel: str, thread: str, user: str, team: str, opening: str, message: Message, rest: list[Any]) -> str:
    """Answer as a stream: the ``opening`` in Markdown, then the ``rest`` as blocks. Where Slack does not stream, post ``message``.

    A stream that broke off is turned into the whole message, so that nothing is there twice. Where it is not clear whether a
    stream began, nothing is posted beside it.
    """
    streamed = client.chat_stream(
        channel=channel, thread_ts=thread, recipient_user_id=user or None, recipient_team_id=team or None, buffer_size=1
    )
    try:
        streamed.append(markdown_text=opening)
    except SlackApiError as error:
        if status_of(error) >= 500:
            raise
        log.info("no stream here (%s), posting instead", code_of(error))
        return post(client, channel, thread, message)
    ts = str(streamed.ts)
    try:
        streamed.stop(blocks=rest)
    except UNSURE as error:
        log.warning("a stream broke off (%s)", code_of(error))
        change(client, channel, ts, message)
    return ts


def set_status(client: WebClient, channel: str, thread: str, status: str) -> None:
    """``is thinking …`` below a thread, where the app may; an app without an agent's view goes without."""
    try:
        client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=status)
    except Exception as error:
        log.debug("no status: %s", error)
