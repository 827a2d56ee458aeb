"""Who may change the settings of a workspace."""

from slack_sdk import WebClient

_MAY = ("is_admin", "is_owner", "is_primary_owner")


def is_admin(client: WebClient, user: str) -> bool:
    """Whether a user is an admin or an owner of this workspace at this moment. Raises SlackApiError where Slack does not say."""
    found = client.users_info(user=user).get("user") or {}
    return any(found.get(flag) is True for flag in _MAY) and not (found.get("deleted") or found.get("is_stranger"))
