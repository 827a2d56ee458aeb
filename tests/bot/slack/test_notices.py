"""Passive notices, driven with signed events as Slack sends them."""

import dataclasses
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.replies.limits import faults
from bot.settings import Settings
from bot.slack import notices
from bot.slack.app import SlackApp, create_app
from bot.slack.notices import CARDS, REACTION, Marked, actors_in
from bot.slack.workspaces import Workspaces
from bot.state.workspace import Workspace, write_workspace
from tests.bot.slack.web_api import SECRET, WebApi, send_event

HERE = "C1"
NAMES_ONE = "We saw Fancy Bear in the logs"


@pytest.fixture
def slack(api: WebApi, settings: Settings, knowledge: KnowledgeBase, tmp_path: Path) -> Iterator[SlackApp]:
    here = dataclasses.replace(settings, slack_bot_token="xoxb-1", slack_api_url=api.url, state_url=f"sqlite:///{tmp_path / 's.sqlite3'}")
    made = create_app(here, knowledge, signing_secret=SECRET)
    if not any(listener.ack_function.__module__ == notices.__name__ for listener in made.bolt._listeners):
        notices.register(made.bolt, made.services)
    write_workspace(made.services.database, "T1", Workspace(noticing=(HERE,)))
    yield made
    made.close()


class Conversation:
    """Events of a channel, each with an id of its own."""

    def __init__(self, slack: SlackApp) -> None:
        self.slack, self.count = slack, 0

    def send(self, event: dict[str, Any]) -> None:
        self.count += 1
        send_event(self.slack.bolt, event, f"E{self.count}")

    def message(self, text: str, channel: str = HERE, ts: str = "5.1", **more: str) -> None:
        self.send({"type": "message", "channel_type": "channel", "user": "U1", "text": text, "channel": channel, "ts": ts, **more})

    def reaction(self, user: str = "U2", name: str = REACTION, ts: str = "5.1", channel: str = HERE) -> None:
        item = {"type": "message", "channel": channel, "ts": ts}
        self.send({"type": "reaction_added", "user": user, "reaction": name, "item": item, "event_ts": "9.9"})


@pytest.fixture
def talk(slack: SlackApp) -> Conversation:
    return Conversation(slack)


def finish(slack: SlackApp) -> None:
    """Everything that was handed over is done."""
    slack.bolt.listener_runner.listener_executor.shutdown(wait=True)
    slack.services.work.close()


def test_a_message_that_names_an_actor_gets_a_reaction_and_nothing_is_posted(slack: SlackApp, talk: Conversation, api: WebApi) -> None:
    talk.message(NAMES_ONE)
    (added,) = api.wait_for("reactions.add")
    assert (added["channel"], added["timestamp"], added["name"]) == (HERE, "5.1", REACTION)
    finish(slack)
    assert [name for name, _ in api.calls if name.startswith("chat.")] == []


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        (NAMES_ONE, "C2"),
        ("Mimikatz was used in Kazakhstan, see CVE-2021-44228", HERE),
        ("the weather is fine", HERE),
        ("", HERE),
    ],
)
def test_other_channels_and_messages_that_name_no_actor_are_left_alone(
    slack: SlackApp, talk: Conversation, api: WebApi, text: str, channel: str
) -> None:
    talk.message(text, channel)
    finish(slack)
    assert api.to("reactions.add") == []


def test_where_nobody_set_it_nothing_is_marked(slack: SlackApp, talk: Conversation, api: WebApi) -> None:
    write_workspace(slack.services.database, "T1", Workspace())
    talk.message(NAMES_ONE)
    finish(slack)
    assert api.to("reactions.add") == []


def test_whoever_adds_the_same_reaction_sees_the_actor_alone(talk: Conversation, api: WebApi) -> None:
    talk.message(NAMES_ONE)
    api.wait_for("reactions.add")
    talk.reaction()
    (shown,) = api.wait_for("chat.postEphemeral")
    assert (shown["channel"], shown["user"]) == (HERE, "U2")
    assert shown["text"].startswith("APT28")
    assert faults(shown["blocks"]) == []
    assert api.to("chat.postMessage") == []


def test_in_a_thread_it_is_shown_there_and_elsewhere_in_the_channel(talk: Conversation, api: WebApi) -> None:
    talk.message(NAMES_ONE, ts="5.2", thread_ts="4.0")
    talk.message(NAMES_ONE, ts="5.3")
    api.wait_for("reactions.add", 2)
    talk.reaction(ts="5.2")
    assert api.wait_for("chat.postEphemeral", 1)[0]["thread_ts"] == "4.0"
    talk.reaction(ts="5.3")
    assert "thread_ts" not in api.wait_for("chat.postEphemeral", 2)[1]


def test_other_reactions_other_messages_and_the_bots_own_reaction_show_nothing(slack: SlackApp, talk: Conversation, api: WebApi) -> None:
    talk.message(NAMES_ONE)
    api.wait_for("reactions.add")
    talk.reaction(user="U0BOT")
    talk.reaction(name="eyes")
    talk.reaction(ts="7.7")
    talk.reaction(channel="C2")
    talk.send({"type": "reaction_added", "user": "U2", "reaction": REACTION, "item": {"type": "file", "file": "F1"}})
    finish(slack)
    assert api.to("chat.postEphemeral") == []


def test_a_reaction_that_slack_sends_again_is_answered_once(slack: SlackApp, talk: Conversation, api: WebApi) -> None:
    talk.message(NAMES_ONE)
    api.wait_for("reactions.add")
    item = {"type": "message", "channel": HERE, "ts": "5.1"}
    for _ in range(2):
        send_event(slack.bolt, {"type": "reaction_added", "user": "U2", "reaction": REACTION, "item": item}, "again")
    finish(slack)
    assert len(api.to("chat.postEphemeral")) == 1


def test_many_actors_are_shown_a_few_whole_and_the_others_by_name(talk: Conversation, api: WebApi) -> None:
    talk.message("Turla, APT28, Sandworm, APT29 and Lazarus Group, and Turla again")
    api.wait_for("reactions.add")
    talk.reaction()
    shown = api.wait_for("chat.postEphemeral", CARDS + 1)
    assert [message["text"].split(" ")[0].rstrip(".") for message in shown[:2]] == ["Turla", "APT28"]
    assert "APT29" in shown[CARDS]["text"]
    assert "Lazarus" in shown[CARDS]["text"]


def test_a_message_that_has_the_reaction_already_still_opens_its_card(talk: Conversation, api: WebApi) -> None:
    api.failing["reactions.add"] = (200, {"ok": False, "error": "already_reacted"})
    talk.message(NAMES_ONE)
    api.wait_for("reactions.add")
    talk.reaction()
    assert api.wait_for("chat.postEphemeral")[0]["text"].startswith("APT28")


def test_what_slack_refuses_is_logged_once_and_the_message_is_not_marked(
    slack: SlackApp, talk: Conversation, api: WebApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.failing["reactions.add"] = (200, {"ok": False, "error": "missing_scope"})
    with caplog.at_level(logging.INFO):
        for ts in ("5.1", "5.2", "5.3"):
            talk.message(NAMES_ONE, ts=ts)
        api.wait_for("reactions.add", 3)
        finish(slack)
    assert [record.getMessage() for record in caplog.records if "missing_scope" in record.getMessage()] == [
        "messages cannot be marked in C1 (missing_scope)"
    ]
    assert [name for name, _ in api.calls if name.startswith("chat.")] == []


def test_a_card_that_fails_is_told_to_the_user_alone(talk: Conversation, api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "answer_press", lambda *_arguments: 1 / 0)
    talk.message(NAMES_ONE)
    api.wait_for("reactions.add")
    talk.reaction()
    (told,) = api.wait_for("chat.postEphemeral")
    assert "reference" in told["text"]


def test_an_actor_is_found_behind_markup_and_once(knowledge: KnowledgeBase) -> None:
    assert actors_in("<https://a.example/x|Fancy Bear> &amp; *Sofacy* by <@U1>", knowledge) == ("apt28",)


def test_the_settings_are_read_every_half_minute_and_not_for_every_message() -> None:
    now, reads = [100.0], []

    def read(team: str) -> Workspace:
        reads.append(team)
        return Workspace(noticing=(f"C{len(reads)}",))

    workspaces = Workspaces(read, clock=lambda: now[0])
    assert workspaces.known("T1") is None
    assert [workspaces.read("T1"), workspaces.read("T1"), workspaces.known("T1")] == [Workspace(noticing=("C1",))] * 3
    now[0] += 30
    assert workspaces.known("T1") is None
    assert workspaces.read("T1") == Workspace(noticing=("C2",))
    assert reads == ["T1", "T1"]


def test_settings_that_cannot_be_read_are_the_defaults_and_asked_for_again() -> None:
    answers = [None, Workspace(noticing=("C1",))]
    workspaces = Workspaces(lambda _team: answers.pop(0))
    assert [workspaces.read("T1"), workspaces.known("T1")] == [Workspace()] * 2
    assert workspaces.read("T1") == Workspace(noticing=("C1",))
    workspaces.forget("T1")
    assert workspaces.known("T1") is None


def test_the_oldest_marked_messages_are_forgotten() -> None:
    marked = Marked(2)
    for key in "abc":
        marked.put(key, ("", (key,)))
    assert [marked.get(key) for key in "abc"] == [None, ("", ("b",)), ("", ("c",))]
    marked.forget("c")
    assert marked.get("c") is None
