"""The slash command ``/apt``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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


def register(app: App, services: Services, subcommands: Mapping[str, Subcommand]) -> None:
    @app.command("/apt")
    def on_apt(ack: Ack, respond: Respond, command: dict[str, Any], client: WebClient) -> None:
        ack()
        services.work.do("/apt", lambda: reply(services, subcommands, Asked("", command, client, respond)), respond)


def reply(services: Services, subcommands: Mapping[str, Subcommand], asked: Asked) -> None:
    text = asked.command.get("text") or ""
    first, _, rest = text.strip().partition(" ")
    subcommand = subcommands.get(first.lower())
    if subcommand and subcommand(services, replace(asked, text=rest.strip())):
        return
    team, channel, user = (str(asked.command.get(part) or "") for part in ("team_id", "channel_id", "user_id"))
    answer = answer_text(text, services.knowledge_in(team)).answer
    private = services.workspaces.read(team).visibility != "in_channel"
    asked.respond(response_type="ephemeral" if private else "in_channel", **render_message(answer, Look(Press(text, private=private))))
    services.noted(team, channel, user, answer, private=True)
