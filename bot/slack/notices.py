"""Passive notices: a message that names an actor gets a reaction; whoever adds the same one sees the actor, alone. Never a post."""

import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answers.model import ActorRef
from bot.knowledge_base import KnowledgeBase
from bot.replies.blocks import Look, render_message
from bot.replies.escaping import plain
from bot.replies.pressed import Press
from bot.sides import answer_press
from bot.slack.boundary import code_of
from bot.slack.messages import Message
from bot.slack.posting import whisper
from bot.slack.recent import Recent
from bot.slack.seen import Seen
from bot.slack.services import Services
from knowledge.normalise import strip_markup

log = logging.getLogger(__name__)

REACTION = "mag"
LOGGED_AGAIN_SECONDS = 86_400.0
CARDS = 3
"""So many actors of one message are shown whole; the others are named."""

Body = dict[str, Any]


Marked = Recent[tuple[str, tuple[str, ...]]]
"""The thread that a marked message stands in, if any, and the actors named in it."""


def register(app: App, services: Services) -> None:
    marked = Marked()
    services.overheard.append(overheard(services, marked))

    @app.event("reaction_added")
    def on_reaction(event: Body, body: Body, client: WebClient, context: Body) -> None:
        if event.get("reaction") != REACTION or event.get("user") in (None, context.get("bot_user_id")):
            return
        item = event.get("item") or {}
        found = marked.get(f"{body.get('team_id') or ''}:{item.get('channel')}:{item.get('ts')}")
        if found is None or not services.seen.is_new(body.get("event_id", "")):
            return
        team, channel, user, (thread, actors) = str(body.get("team_id") or ""), item["channel"], event["user"], found

        def tell(text: str) -> None:
            whisper(client, channel, user, thread, {"text": text})

        services.work.do("notice", lambda: reveal(services.knowledge_in(team), client, channel, user, thread, actors), tell)


def overheard(services: Services, marked: Marked) -> Callable[[WebClient, Message], None]:
    """What is told of every message of a channel; hands over at once, and only where it may have to do something."""
    workspaces, logged = services.workspaces, Seen(LOGGED_AGAIN_SECONDS)

    def listen(client: WebClient, message: Message) -> None:
        known = workspaces.known(message.team)
        if message.text and (known is None or message.channel in known.noticing):
            services.work.do("mark", lambda: mark(client, message), None)

    def mark(client: WebClient, message: Message) -> None:
        if message.channel not in workspaces.read(message.team).noticing:
            return
        if actors := actors_in(message.text, services.knowledge_in(message.team)):
            marked.put(message.key, (message.thread if message.in_thread else "", actors))
            if not react(client, message, logged):
                marked.forget(message.key)

    return listen


def actors_in(text: str, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The ids of the actors that a message names, each once, in order."""
    mentions = knowledge.scanner.scan(strip_markup(text))
    return tuple(dict.fromkeys(id_ for mention in mentions if mention.type == "actor" for id_ in mention.ids))


def react(client: WebClient, message: Message, logged: Seen) -> bool:
    """Add the reaction; whether it is there. What Slack refuses is logged once a workspace and day."""
    try:
        client.reactions_add(channel=message.channel, timestamp=message.ts, name=REACTION)
    except SlackApiError as error:
        code = code_of(error)
        if logged.is_new(f"{message.team}:{code}"):
            log.warning("messages cannot be marked in %s (%s)", message.channel, code)
        return code == "already_reacted"
    return True


def reveal(knowledge: KnowledgeBase, client: WebClient, channel: str, user: str, thread: str, actors: tuple[str, ...]) -> None:
    """Show one user who the actors are. In a thread only where there is one: Slack shows nothing in a thread that nobody began."""
    entities = knowledge.names.table.entities
    known = [ActorRef(id_, entities[id_].name) for id_ in actors if id_ in entities]
    for actor in known[:CARDS]:
        press = Press(actor.name, private=True, actor=actor.id, side="profile")
        whisper(client, channel, user, thread, render_message(answer_press(press, knowledge), Look(press)))
    if more := known[CARDS:]:
        names = ", ".join(plain(actor.name) for actor in more[:20])
        whisper(client, channel, user, thread, {"text": f"The message also names {names}. Ask me with `/apt` and a name."})
