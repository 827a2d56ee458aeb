"""Looking an actor up in a window: the shortcut, the menus that answer while one types, tabs, pages, and comparing two."""

import logging
import re
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.knowledge_base import KnowledgeBase
from bot.replies.profile_view import (
    CHOOSE,
    COMPARE,
    FIRST,
    SEARCH,
    SECOND,
    SHOW,
    Shown,
    View,
    chosen_actor,
    compare_view,
    comparison_view,
    message_view,
    options,
    profile_view,
    read_shown,
    search_view,
)
from bot.replies.scan_blocks import OPEN_PROFILE
from bot.sides import SIDES, NoSuchActor, answer_all_sides, answer_comparison, answer_side
from bot.slack.boundary import Tell, code_of, handle
from bot.slack.buttons import private, team_of
from bot.slack.posting import post
from bot.slack.services import Services
from bot.suggestions import suggestions_of

if TYPE_CHECKING:
    from bot.slack.commands import Asked

log = logging.getLogger(__name__)

SHORTCUT = "lookup_actor"
GONE = "That actor is no longer in the knowledge. Look it up again: it may go by another name now."
ANOTHER = "Choose another actor than the first."
WINDOWS = 2_000
"""So many windows, at most, are remembered with their last press."""

Body = dict[str, Any]


class Presses:
    """When something was last pressed in each window: of presses that overtake each other the last one counts."""

    def __init__(self, size: int = WINDOWS) -> None:
        self._size = size
        self._last: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def note(self, window: str, when: float) -> None:
        with self._lock:
            self._last[window] = max(when, self._last.get(window, when))
            self._last.move_to_end(window)
            while len(self._last) > self._size:
                self._last.popitem(last=False)

    def is_last(self, window: str, when: float) -> bool:
        with self._lock:
            return self._last.get(window, when) <= when


def register(app: App, services: Services) -> None:
    presses = Presses()

    @app.shortcut(SHORTCUT)
    def on_shortcut(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        services.work.do("lookup", lambda: client.views_open(trigger_id=body["trigger_id"], view=search_view()), in_person(client, body))

    @app.options(re.compile(f"^({CHOOSE}|{FIRST}|{SECOND})$"))
    def on_typing(ack: Ack, body: Body, payload: Body) -> None:
        ack(options=menu_for(services.knowledge_in(team_of(body)), str(payload.get("value") or "")))

    @app.action(CHOOSE)
    def on_choose(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if chosen := body["actions"][0].get("selected_option"):
            show(services, presses, client, body, Shown((chosen_actor(chosen["value"]),)))

    @app.action(re.compile(f"^{SHOW}_"))
    def on_show(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        show(services, presses, client, body, read_shown(body["actions"][0]["value"]))

    @app.action(re.compile(f"^{OPEN_PROFILE}"))
    def on_profile(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        opened = client.views_push if body.get("view") else client.views_open
        shown = Shown((body["actions"][0]["value"],))
        services.work.do(
            "profile",
            lambda: opened(trigger_id=body["trigger_id"], view=view_of(shown, services.knowledge_in(team_of(body)))),
            beside(client, body, respond),
        )

    register_forms(app, services)


def register_forms(app: App, services: Services) -> None:
    """The search and the picker, when they are submitted."""

    @app.view(SEARCH)
    def on_search(ack: Ack, body: Body, view: Body) -> None:
        submitted(ack, "lookup", "update", lambda: view_of(Shown((chosen_in(view, CHOOSE),)), services.knowledge_in(team_of(body))))

    @app.view(COMPARE)
    def on_compare(ack: Ack, body: Body, view: Body) -> None:
        actors = (chosen_in(view, FIRST), chosen_in(view, SECOND))
        if actors[0] == actors[1]:
            ack(response_action="errors", errors={SECOND: ANOTHER})
            return
        submitted(ack, "compare", "push", lambda: view_of(Shown(actors, "comparison"), services.knowledge_in(team_of(body))))


def open_compare(services: Services, asked: "Asked") -> bool:
    """``/apt compare`` opens the picker; with names it is a question."""
    if asked.text:
        return False
    asked.client.views_open(trigger_id=asked.command["trigger_id"], view=compare_view())
    return True


def menu_for(knowledge: KnowledgeBase, typed: str) -> list[dict[str, Any]]:
    """The options for what is typed so far. A menu has no place for an error, so there are none then."""
    try:
        return options(suggestions_of(knowledge.names).find(typed))
    except Exception:
        log.exception("no suggestions")
        return []


def view_of(shown: Shown, knowledge: KnowledgeBase) -> View:
    """The window that shows this; a word of it where the actor is no longer known."""
    entities = knowledge.names.table.entities
    try:
        if len(shown.actors) == 2:
            first, second = shown.actors
            answer = answer_comparison(first, second, knowledge)
            return comparison_view((entities[first].name, entities[second].name), answer, shown)
        actor_id, tab = shown.actors[0], next((side for side in SIDES if side == shown.tab), None)
        answer = answer_all_sides(actor_id, knowledge) if shown.tab == "sources" else answer_side(actor_id, tab or "profile", knowledge)
        return profile_view(entities[actor_id].name, answer, shown)
    except NoSuchActor:
        return message_view(GONE)


def show(services: Services, presses: Presses, client: WebClient, body: Body, shown: Shown) -> None:
    """Put this in the place of what the window shows, soon; what goes wrong is said there."""
    window, when = body["view"]["id"], float(body["actions"][0].get("action_ts") or 0)
    presses.note(window, when)

    def tell(text: str) -> object:
        return client.views_update(view_id=window, view=message_view(text, shown))

    def task() -> None:
        view = view_of(shown, services.knowledge_in(team_of(body)))
        try:
            client.views_update(view_id=window, hash=body["view"].get("hash"), view=view)
        except SlackApiError as error:
            if code_of(error) != "hash_conflict":
                raise
            if presses.is_last(window, when):
                client.views_update(view_id=window, view=view)

    services.work.do("window", task, tell)


def submitted(ack: Ack, what: str, action: str, view: Any) -> None:
    """Acknowledge a form with the window that it asks for: Slack takes that only as the answer to the form, so it is made at once."""
    try:
        made = view()
    except Exception as error:
        handle(error, what, lambda text: ack(response_action=action, view=message_view(text)))
    else:
        ack(response_action=action, view=made)


def chosen_in(view: Body, menu: str) -> str:
    """The id of the actor chosen in a menu of a form."""
    return chosen_actor(view["state"]["values"][menu][menu]["selected_option"]["value"])


def beside(client: WebClient, body: Body, respond: Respond) -> Tell:
    """Tells beside the message whose button was pressed; in person where it was pressed in a window."""
    told: Tell = private(respond) if body.get("response_url") else in_person(client, body)
    return told


def in_person(client: WebClient, body: Body) -> Tell:
    """Tells whoever used the shortcut: it is used in no channel and nothing is open to say it in."""
    return lambda text: post(client, body["user"]["id"], "", {"text": text})
