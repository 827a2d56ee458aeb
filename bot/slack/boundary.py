"""One boundary for everything that goes wrong: the user gets what to do or a reference, the log the traceback."""

import logging
import secrets
from collections.abc import Callable
from http.client import HTTPException

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack.client import ResponseUrlError

log = logging.getLogger(__name__)

Tell = Callable[[str], object]
"""Says something to the user who asked: privately, or in the thread."""

UNSURE = (SlackClientError, OSError, HTTPException)
"""What is raised where Slack was not reached, or did not say what became of a call."""

_SAID = {
    "is_archived": "This channel is archived, so nothing can be posted in it.",
    "channel_not_found": "I cannot see that channel. Invite me with `/invite @aptbot` and try again.",
    "not_in_channel": "I am not in this channel. Invite me with `/invite @aptbot` and try again.",
    "message_not_found": "That message is no longer there.",
    "thread_not_found": "That message is no longer there.",
    "cant_update_message": "That message can no longer be changed. Ask again to get a new one.",
    "expired_trigger_id": "Slack waited too long to open the window. Please press it again.",
    "trigger_expired": "Slack waited too long to open the window. Please press it again.",
    "exchanged_trigger_id": "That window was opened already. Please press it again.",
    "trigger_exchanged": "That window was opened already. Please press it again.",
    "push_limit_reached": "Slack opens no more windows over this one. Close it and press it again.",
    "hash_conflict": "The window changed in the meantime. Please try again.",
    "view_not_found": "That window was closed in the meantime.",
    "not_found": "That window was closed in the meantime.",
    "ratelimited": "Slack asks me to slow down. Please try again in a minute.",
    "rate_limited": "Slack asks me to slow down. Please try again in a minute.",
    "restricted_action": "A setting of this workspace does not let me post here.",
    "restricted_action_read_only_channel": "This channel is read-only for me.",
    "msg_too_long": "The reply is too long for Slack. Ask for one part of it, as in `/apt tools NAME`.",
    "user_not_in_channel": "You are not in that channel.",
    "token_revoked": "I was removed from this workspace. Tell your admin: I have to be installed again.",
    "account_inactive": "I was removed from this workspace. Tell your admin: I have to be installed again.",
}  # fmt: skip


def explained(error: Exception) -> str:
    """What to tell the user of an error that Slack's answer explains; empty for a fault of ours."""
    if not isinstance(error, SlackApiError):
        return ""
    if status_of(error) == 429:
        return _SAID["ratelimited"]
    if code_of(error) in ("missing_scope", "no_permission"):
        return f"I lack a permission{needed_of(error)}. Tell your admin: I have to be installed again from manifest.yaml."
    return _SAID.get(code_of(error), "")


def handle(error: Exception, what: str, tell: Tell | None) -> None:
    """Log an error and tell the user; a failure to tell is logged and ends there."""
    if isinstance(error, ResponseUrlError) and error.over:
        log.warning("%s: %s, so nobody can be told any more", what, error)
        return
    if text := explained(error):
        log.warning("%s: Slack answered %s%s", what, code_of(error), needed_of(error))
    else:
        reference = secrets.token_hex(4)
        log.error("%s failed, reference %s", what, reference, exc_info=error)
        text = f"Something went wrong on my side. Try again; if it stays, tell your admin the reference {reference}."
        if isinstance(error, UNSURE):
            text = (
                f"Slack did not confirm my answer. If it is not there, try again; if it stays, tell your admin the reference {reference}."
            )
    if tell is None:
        return
    try:
        tell(text)
    except Exception as failure:
        known = explained(failure) or isinstance(failure, ResponseUrlError)
        log.log(
            logging.WARNING if known else logging.ERROR,
            "%s: the user could not be told (%s)", what, code_of(failure), exc_info=None if known else failure,
        )  # fmt: skip


def code_of(error: Exception) -> str:
    """Slack's own word for an error, as ``is_archived``; the error's type or the status where there is none."""
    code = _answered(error, "error")
    if not code or " " in code:  # the client puts a sentence with the whole answer there when that is no JSON
        return f"status {status_of(error)}" if status_of(error) else type(error).__name__
    return code


def status_of(error: Exception) -> int:
    """The HTTP status of Slack's answer; 0 where there was none."""
    return int(getattr(getattr(error, "response", None), "status_code", 0) or 0)


def needed_of(error: Exception) -> str:
    """`` (chat:write)``: the scope that Slack says is missing."""
    needed = _answered(error, "needed")
    return f" ({needed})" if needed else ""


def _answered(error: Exception, name: str) -> str:
    response = getattr(error, "response", None)
    return str(response.get(name) or "") if response is not None and hasattr(response, "get") else ""
