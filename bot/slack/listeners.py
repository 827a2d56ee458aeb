"""Every listener of the app, by what triggers it."""

from slack_bolt import App

from bot.slack import buttons, commands, messages
from bot.slack.services import Services


def register(app: App, services: Services) -> None:
    """Attach every listener."""
    for module in (commands, messages, buttons):
        module.register(app, services)
