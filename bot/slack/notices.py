"""Passive notices: a message that names an actor gets a reaction; whoever adds the same one sees the actor, alone. Never a post."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
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
from bot.slack.seen import Seen
from bot.slack.services import Services
from bot.state.workspace import Workspace
from knowledge.normalise import strip_markup

log = logging.getLogger(__name__)

REACTION = "mag"
SETTINGS_SECONDS = 30.0
"""So long the settings of a workspace are taken as read."""
LOGGED_AGAIN_SECONDS = 86_400.0
MAX_MARKED = 5_000
CARDS = 3
"""So many actors of one message are shown whole; the others are named."""

Body = dict[str, Any]


class Marked:
    """The actors named in the last few thousand messages that were marked, and the thread that each stands in, if any."""

    def __init__(self, size: int = MAX_MARKED) -> None:
        self._size = size
        self._kept: OrderedDict[str, tuple[str, tuple[str, ...]]] = OrderedDict()
        self._lock = Lock()

    def put(self, key: str, thread: str, actors: tuple[str, ...]) -> None:
        with self._lock:
            self._kept[key] = (thread, actors)
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def get(self, key: str) -> tuple[str, tuple[str, ...]] | None:
        with self._lock:
            return self._kept.get(key)

    def forget(self, key: str) -> None:
        with self._lock:
            self._kept.pop(key, None)


class Channels:
    """In which channels of a workspace messages are marked, read anew every half a minute."""

    def __init__(
        self, read: Callable[[str], Workspace], seconds: float = SETTINGS_SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._read, self._seconds, self._clock = read, seconds, clock
        self._known: dict[str, tuple[float, tuple[str, ...]]] = {}

    def known(self, team: str) -> tuple[str, ...] | None:
        """The channels as read a moment ago; none where they have to be read."""
        at, channels = self._known.get(team, (0.0, None))
        return channels if channels is not None and self._clock() - at < self._seconds else None

    def read(self, team: str) -> tuple[str, ...]:
        """The channels; asks the database where it has to."""
        channels = self.known(team)
        if channels is None:
            channels = self._read(team).noticing
            self._known[team] = (self._clock(), channels)
        return channels


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
        channel, user, (thread, actors) = item["channel"], event["user"], found

        def tell(text: str) -> None:
            whisper(client, channel, user, thread, {"text": text})

        services.work.do("notice", lambda: reveal(services.knowledge, client, channel, user, thread, actors), tell)


def overheard(services: Services, marked: Marked) -> Callable[[WebClient, Message], None]:
    """What is told of every message of a channel; hands over at once, and only where it may have to do something."""
    channels, logged = Channels(services.workspace), Seen(LOGGED_AGAIN_SECONDS)

    def listen(client: WebClient, message: Message) -> None:
        known = channels.known(message.team)
        if message.text and (known is None or message.channel in known):
            services.work.do("mark", lambda: mark(client, message), None)

    def mark(client: WebClient, message: Message) -> None:
        if message.channel not in channels.read(message.team):
            return
        if actors := actors_in(message.text, services.knowledge):
            marked.put(message.key, message.thread if message.in_thread else "", actors)
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
