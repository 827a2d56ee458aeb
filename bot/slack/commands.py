"""The slash command ``/apt``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.replies.blocks import Look, render_message
from bot.replies.pressed import Press
from bot.service import answer_text
from bot.slack.services import Services


@dataclass(frozen=True)
class Asked:
    """A use of the command: what stands after its first word, and whence it came."""

    text: str
    command: dict[str, Any]
    client: WebClient
    respond: Respond


Subcommand = Callable[[Services, Asked], bool]
"""Does what a first word asks for; false where the text is a question after all."""

SUBCOMMANDS: dict[str, Subcommand] = {}
"""First word -> what it does. Everything else is a question."""


def register(app: App, services: Services) -> None:
    @app.command("/apt")
    def on_apt(ack: Ack, respond: Respond, command: dict[str, Any], client: WebClient) -> None:
        ack()
        services.work.do("/apt", lambda: reply(services, respond, command, client), respond)


def reply(services: Services, respond: Respond, command: dict[str, Any], client: WebClient) -> None:
    text = command.get("text") or ""
    first, _, rest = text.strip().partition(" ")
    subcommand = SUBCOMMANDS.get(first.lower())
    if subcommand and subcommand(services, Asked(rest.strip(), command, client, respond)):
        return
    answer = answer_text(text, services.knowledge).answer
    respond(response_type="ephemeral", **render_message(answer, Look(Press(text, private=True))))
