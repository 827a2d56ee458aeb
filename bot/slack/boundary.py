"""One boundary for everything that goes wrong: the user gets what to do or a reference, the log the traceback."""

import logging
import secrets
from collections.abc import Callable

from slack_sdk.errors import SlackApiError, SlackClientError

log = logging.getLogger(__name__)

Tell = Callable[[str], object]
"""Says something to the user who asked: privately, or in the thread."""

_SAID = {
    "is_archived": "This channel is archived, so nothing can be posted in it.",
    "channel_not_found": "I cannot see that channel. Invite me with `/invite @aptbot` and try again.",
    "not_in_channel": "I am not in this channel. Invite me with `/invite @aptbot` and try again.",
    "message_not_found": "That message is no longer there.",
    "thread_not_found": "That message is no longer there.",
    "cant_update_message": "That message can no longer be changed. Ask again to get a new one.",
    "expired_trigger_id": "Slack waited too long to open the window. Please press it again.",
    "exchanged_trigger_id": "That window was opened already. Please press it again.",
    "hash_conflict": "The window changed in the meantime. Please try again.",
    "view_not_found": "That window was closed in the meantime.",
    "not_found": "That window was closed in the meantime.",
    "ratelimited": "Slack asks me to slow down. Please try again in a minute.",
    "rate_limited": "Slack asks me to slow down. Please try again in a minute.",
    "restricted_action": "A setting of this workspace does not let me post here.",
    "restricted_action_read_only_channel": "This channel is read-only for me.",
    "msg_too_long": "The reply is too long for Slack. Ask for one part of it, as in `/apt tools NAME`.",
    "user_not_in_channel": "You are not in that channel.",
}  # fmt: skip


def explained(error: Exception) -> str:
    """What to tell the user of an error that Slack's answer explains; empty for a fault of ours."""
    if not isinstance(error, SlackApiError):
        return ""
    code = str(error.response.get("error") or "")
    if code in ("missing_scope", "no_permission"):
        needed = str(error.response.get("needed") or "")
        return f"I lack a permission{f' ({needed})' if needed else ''}: an admin has to install me again from manifest.yaml."
    return _SAID.get(code, "")


def handle(error: Exception, what: str, tell: Tell | None) -> None:
    """Log an error and tell the user; a failure to tell is logged and ends there."""
    if text := explained(error):
        log.warning("%s: Slack answered %s", what, code_of(error))
    else:
        reference = secrets.token_hex(4)
        log.error("%s failed, reference %s", what, reference, exc_info=error)
        text = f"Something went wrong on my side. Try again; if it stays, tell your admin the reference {reference}."
        if isinstance(error, SlackClientError | OSError):
            text = f"Slack did not take my answer. Try again; if it stays, tell your admin the reference {reference}."
    if tell is None:
        return
    try:
        tell(text)
    except Exception:
        log.exception("the user could not be told")


def code_of(error: Exception) -> str:
    """Slack's own word for an error, as ``is_archived``; the error's type where there is none."""
    response = getattr(error, "response", None)
    return str(response.get("error")) if response is not None and hasattr(response, "get") else type(error).__name__
