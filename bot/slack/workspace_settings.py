"""The settings of a workspace: a form that is opened for admins and accepted from them only."""

from concurrent.futures import Future
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.replies.answer_window import word_window
from bot.replies.home import SETTINGS
from bot.replies.settings_form import CHANNELS, FORM, VISIBILITY, read_settings_form, saved_view, settings_form, waiting_view
from bot.slack.admins import is_admin
from bot.slack.buttons import team_of
from bot.slack.home import in_new_window
from bot.slack.lookup import in_person
from bot.slack.services import Services
from bot.state.workspace import Workspace, read_workspace, write_workspace

ACK_SECONDS = 2.0
"""Slack waits for 3 seconds; what takes longer than this is waited for in the window."""
ADMINS_ONLY = "Only admins and owners of this workspace can change the settings."
CHOOSE_ONE = "Choose who sees the answers."

Body = dict[str, Any]


def register(app: App, services: Services) -> None:
    @app.action(SETTINGS)
    def on_settings(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        services.work.do("settings", lambda: open_form(services, client, body), in_new_window(client, body))

    @app.view(FORM)
    def on_submit(ack: Ack, body: Body, client: WebClient) -> None:
        workspace = read_settings_form(body["view"])
        if workspace is None:
            ack(response_action="errors", errors={VISIBILITY: CHOOSE_ONE})
            return
        outcome = save_soon(services, client, body, workspace)
        try:
            fault = outcome.result(timeout=ACK_SECONDS)
        except TimeoutError:
            ack(response_action="update", view=waiting_view())
            outcome.add_done_callback(lambda done: say_late(services, client, body, workspace, done.result()))
            return
        if fault:
            ack(response_action="errors", errors={CHANNELS: f"Not saved. {fault}"})
        else:
            ack(response_action="update", view=saved_view(workspace))


def open_form(services: Services, client: WebClient, body: Body) -> None:
    """Open the form for an admin, and say why not to anybody else."""
    admin = is_admin(client, body["user"]["id"])
    view = settings_form(read_workspace(services.database, team_of(body))) if admin else word_window(ADMINS_ONLY, "Settings")
    client.views_open(trigger_id=body["trigger_id"], view=view)


def save_soon(services: Services, client: WebClient, body: Body, workspace: Workspace) -> "Future[str]":
    """Save in the pool; the outcome is why it is not saved, empty where it is, and never raises."""
    outcome: Future[str] = Future()

    def task() -> None:
        if not is_admin(client, body["user"]["id"]):
            outcome.set_result(ADMINS_ONLY)
            return
        write_workspace(services.database, team_of(body), workspace)
        services.workspaces.forget(team_of(body))
        outcome.set_result("")

    services.work.do("save settings", task, outcome.set_result)
    return outcome


def say_late(services: Services, client: WebClient, body: Body, workspace: Workspace, fault: str) -> None:
    """Say in the window that waits how it went: what holds now, or the form with what was chosen. In person if it was closed."""
    view = settings_form(workspace, fault) if fault else saved_view(workspace)
    said = f"The settings are not saved. {fault}" if fault else "The settings are saved."
    tell = in_person(client, body)
    services.work.do("settings outcome", lambda: client.views_update(view_id=body["view"]["id"], view=view), lambda _text: tell(said))
