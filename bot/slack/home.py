"""The App Home with its search, and the prompts in the agent's pane."""

import logging
import re
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.answers.model import ActorRef
from bot.checking import statistics
from bot.replies.answer_window import SHOW, answer_window, word_window
from bot.replies.home import LOOKUP, SEARCH, TRY, HomePage, home_view, trouble_view
from bot.replies.pressed import Press, read_press
from bot.replies.profile_view import Shown, chosen_actor
from bot.sides import answer_press
from bot.slack.admins import is_admin
from bot.slack.boundary import Tell, code_of
from bot.slack.buttons import team_of
from bot.slack.lookup import in_person, menu_for, view_of
from bot.slack.seen import Seen
from bot.slack.services import Services
from bot.state.database import StateError
from bot.state.history import asked_by, asked_openly
from knowledge.changes import recent
from knowledge.compiled import MANIFEST

log = logging.getLogger(__name__)

SECONDS_BETWEEN = 1.0
"""A page is not published anew within this time."""
PROMPTS = (
    ("Who is behind a name?", "who is Midnight Blizzard"),
    ("What does an actor use?", "tools Turla"),
    ("Who attacks my sector?", "who targets telecoms in Kazakhstan"),
    ("What sets two actors apart?", "compare APT28 and Sandworm"),
)
"""Title and message; Slack shows four."""

Body = dict[str, Any]


def register(app: App, services: Services) -> None:
    published = Seen(SECONDS_BETWEEN)

    @app.event("app_home_opened")
    def on_opened(event: Body, body: Body, client: WebClient) -> None:
        if not services.seen.is_new(body.get("event_id", "")):
            return
        if event.get("tab") == "messages":
            services.work.do("prompts", lambda: suggest(client, event["channel"]), None)
        elif event.get("tab") == "home":
            open_home(services, published, client, str(body.get("team_id") or ""), event["user"])

    register_search(app, services)


def register_search(app: App, services: Services) -> None:
    """The search, the menu and the buttons of the page, and those of the windows that they open."""

    @app.action(SEARCH)
    def on_search(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if typed := (body["actions"][0].get("value") or "").strip():
            services.work.do("home search", lambda: answer(services, client, body, Press(typed)), in_new_window(client, body))

    @app.action(re.compile(f"^{TRY}_"))
    def on_try(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        press = read_press(body["actions"][0].get("value") or "")
        services.work.do("home button", lambda: answer(services, client, body, press), in_new_window(client, body))

    @app.options(LOOKUP)
    def on_typing(ack: Ack, body: Body, payload: Body) -> None:
        ack(options=menu_for(services.knowledge_in(team_of(body)), str(payload.get("value") or "")))

    @app.action(LOOKUP)
    def on_lookup(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if chosen := body["actions"][0].get("selected_option"):
            shown = Shown((chosen_actor(chosen["value"]),))
            services.work.do("home lookup", lambda: look_up(services, client, body, shown), in_new_window(client, body))

    @app.action(re.compile(f"^{SHOW}_"))
    def on_show(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed, window = body["actions"][0], body["view"]["id"]
        press = read_press((pressed.get("selected_option") or pressed).get("value") or "")
        services.work.do("window", lambda: show(services, client, body, press), in_window(client, window))


def open_home(services: Services, published: Seen, client: WebClient, team: str, user: str) -> None:
    """Publish the page soon, unless it was published just now."""
    key = f"{team}:{user}"
    if not published.is_new(key):
        return

    def tell(text: str) -> object:
        return client.views_publish(user_id=user, view=trouble_view(text))

    services.work.do("home", lambda: client.views_publish(user_id=user, view=home_view(page_of(services, client, team, user))), tell)


def page_of(services: Services, client: WebClient, team: str, user: str) -> HomePage:
    """What one user's page shows; without what was asked where the database cannot be read."""
    knowledge = services.knowledge_in(team)
    entities = knowledge.names.table.entities
    asked, often, remembered = history_of(services, team, user)
    changes = [c for c in recent(services.settings.compiled_dir) if c.id in entities or knowledge is services.knowledge]
    return HomePage(
        asked, often, remembered, tuple(changes), {change.id: entities[change.id].name for change in changes if change.id in entities},
        statistics(knowledge), built_at(services), sees_settings(client, user),
    )  # fmt: skip


def history_of(services: Services, team: str, user: str) -> tuple[tuple[str, ...], tuple[tuple[ActorRef, int], ...], bool]:
    """What the user asked, which actors are asked about most, and whether that could be read."""
    entities = services.knowledge_in(team).names.table.entities
    try:
        services.noting.write()
        asked = tuple(past.question for past in asked_by(services.database, team, user))
        often = asked_openly(services.database, team)
    except StateError as error:
        log.warning("the home page goes without what was asked: %s", error)
        return (), (), False
    return asked, tuple((ActorRef(id_, entities[id_].name), count) for id_, count in often if id_ in entities), True


def built_at(services: Services) -> datetime | None:
    """When the knowledge in use was compiled."""
    try:
        return datetime.fromtimestamp((services.settings.compiled_dir / MANIFEST).stat().st_mtime, UTC)
    except OSError:
        return None


def sees_settings(client: WebClient, user: str) -> bool:
    """Whether the page has the button to the settings; not where Slack does not say who is an admin."""
    try:
        return is_admin(client, user)
    except (SlackClientError, OSError) as error:
        log.warning("the home page goes without settings (%s): the scope users:read is needed to know admins", code_of(error))
        return False


def suggest(client: WebClient, channel: str) -> None:
    """Offer questions in the agent's pane. A workspace without it goes without; with ``thread_ts`` Slack would show none."""
    prompts = [{"title": title, "message": message} for title, message in PROMPTS]
    try:
        client.assistant_threads_setSuggestedPrompts(channel_id=channel, title="Ask me, for example", prompts=prompts)
    except Exception as error:
        log.debug("no prompts: %s", error)


def answer(services: Services, client: WebClient, body: Body, press: Press) -> None:
    """Open a window with the answer, and remember the question."""
    found = answer_press(press, services.knowledge_in(team_of(body)))
    client.views_open(trigger_id=body["trigger_id"], view=answer_window(found, press))
    services.noted(team_of(body), "", body["user"]["id"], found, private=True)


def look_up(services: Services, client: WebClient, body: Body, shown: Shown) -> None:
    """Open the profile with its tabs."""
    client.views_open(trigger_id=body["trigger_id"], view=view_of(shown, services.knowledge_in(team_of(body))))


def show(services: Services, client: WebClient, body: Body, press: Press) -> None:
    """Put another answer in the place of what a window shows."""
    found = answer_press(press, services.knowledge_in(team_of(body)))
    client.views_update(view_id=body["view"]["id"], view=answer_window(found, press))


def in_new_window(client: WebClient, body: Body) -> Tell:
    """Tells in a window; in person where Slack opens none any more."""

    def tell(text: str) -> object:
        try:
            return client.views_open(trigger_id=body["trigger_id"], view=word_window(text))
        except SlackApiError as error:
            log.info("no window to say it in (%s)", code_of(error))
            return in_person(client, body)(text)

    return tell


def in_window(client: WebClient, window: str) -> Tell:
    """Tells in a window that is open."""
    return lambda text: client.views_update(view_id=window, view=word_window(text))
