"""Every listener of the app, by what triggers it."""

from slack_bolt import App

from bot.slack import (
    buttons,
    commands,
    corrections,
    home,
    links,
    lookup,
    messages,
    notices,
    scanning,
    uncaught,
    uninstall,
    workspace_settings,
)
from bot.slack.services import Services

SUBCOMMANDS: dict[str, commands.Subcommand] = {
    "compare": lookup.open_compare,
    "feedback": corrections.open_for_command,
    "scan": scanning.command,
}
"""First word of ``/apt`` -> what it does. Everything else is a question."""


def register(app: App, services: Services) -> None:
    """Attach every listener."""
    uncaught.register(app)
    commands.register(app, services, SUBCOMMANDS)
    for module in (messages, buttons, lookup, corrections, scanning, links, home, workspace_settings, notices, uninstall):
        module.register(app, services)
