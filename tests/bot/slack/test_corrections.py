"""Reporting what is wrong, driven with signed payloads against a Web API on this machine."""

import json
import sqlite3
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import App, BoltResponse

from bot.knowledge_base import KnowledgeBase
from bot.replies.buttons import GAP, RATE, WRONG
from bot.replies.forms import ABOUT, FACT, FORM, KIND, SOURCE, WHAT, Place
from bot.replies.limits import view_faults
from bot.slack import corrections
from bot.slack.app import SlackApp
from bot.slack.corrections import open_for_command, subject_of
from bot.slack.listeners import SUBCOMMANDS
from bot.state.corrections import Rating, list_corrections, list_ratings
from bot.state.database import StateError
from tests.bot.slack.web_api import WebApi, send, send_action, send_command

TYPED = {KIND: "wrong", ABOUT: "APT28", FACT: "Zebrocy", WHAT: "Another group <!channel>", SOURCE: "https://a.example/r"}


def submit(app: App, question: str = "tools APT28", **typed: str) -> BoltResponse:
    """Send the form, as Slack does."""
    values: dict[str, Any] = {id_: {id_: {"type": "plain_text_input", "value": text or None}} for id_, text in (TYPED | typed).items()}
    values[KIND] = {KIND: {"type": "radio_buttons", "selected_option": {"value": (TYPED | typed)[KIND]}}}
    payload = {
        "type": "view_submission", "user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "t",
        "view": {
            "id": "V1", "type": "modal", "callback_id": FORM, "private_metadata": Place("T1", "C1", "", question).encoded(),
            "state": {"values": values},
        },
    }  # fmt: skip
    return send(app, urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")


def opened(api: WebApi) -> dict[str, Any]:
    (call,) = api.wait_for("views.open")
    view: dict[str, Any] = json.loads(call["view"]) if isinstance(call["view"], str) else call["view"]
    assert view_faults(view) == []
    return view


def filled(view: dict[str, Any]) -> dict[str, str]:
    elements = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    return {id_: element.get("initial_value") or element.get("initial_option", {}).get("value", "") for id_, element in elements.items()}


@pytest.mark.parametrize(
    ("action", "question", "kind", "about"),
    [(WRONG, "tools Sofacy", "wrong", "APT28"), (GAP, "who is Purple Zebra", "gap", "who is Purple Zebra")],
)
def test_a_button_opens_the_form_filled_in(slack: SlackApp, api: WebApi, action: str, question: str, kind: str, about: str) -> None:
    assert send_action(slack.bolt, api, action, question).status == 200
    view = opened(api)
    assert filled(view) == {KIND: kind, ABOUT: about, FACT: "", WHAT: "", SOURCE: ""}
    assert json.loads(view["private_metadata"]) == {"team": "T1", "channel": "C1", "thread": "", "question": question}


def test_a_form_that_slack_does_not_open_is_told_beside_the_reply(slack: SlackApp, api: WebApi) -> None:
    api.failing["views.open"] = (200, {"ok": False, "error": "expired_trigger_id"})
    send_action(slack.bolt, api, WRONG, "tools Sofacy")
    (message,) = api.wait_for("response")
    assert "press it again" in message["text"]
    assert message["replace_original"] is False


def test_a_report_is_stored_and_its_number_shown(slack: SlackApp) -> None:
    answer = json.loads(submit(slack.bolt).body)
    (report,) = list_corrections(slack.services.database)
    assert answer["response_action"] == "update"
    assert f"#{report.id}" in str(answer["view"])
    assert view_faults(answer["view"]) == []
    assert (report.team, report.channel, report.user, report.kind) == ("T1", "C1", "U1", "wrong")
    assert (report.question, report.actor, report.fact) == ("tools APT28", "apt28", "Zebrocy")
    assert (report.what, report.source) == (TYPED[WHAT], TYPED[SOURCE])


def test_a_report_without_a_source_waits(slack: SlackApp) -> None:
    answer = json.loads(submit(slack.bolt, **{SOURCE: "", FACT: ""}).body)
    assert "no source" in str(answer["view"])
    assert list_corrections(slack.services.database)[0].source == ""


def test_what_the_form_is_about_can_be_changed(slack: SlackApp) -> None:
    submit(slack.bolt, **{ABOUT: "Turla"})
    submit(slack.bolt, **{ABOUT: "Snake in 2014, of Turla"})
    submit(slack.bolt, question="", **{ABOUT: "Purple Zebra"})
    assert [(report.actor, report.question) for report in list_corrections(slack.services.database)] == [
        ("turla", "tools APT28"), ("turla", "Snake in 2014, of Turla (asked: tools APT28)"), ("", "Purple Zebra"),
    ]  # fmt: skip


def test_a_fault_is_shown_at_its_input_and_nothing_is_stored(slack: SlackApp) -> None:
    answer = json.loads(submit(slack.bolt, **{WHAT: "  ", SOURCE: "ftp://a.example"}).body)
    assert answer["response_action"] == "errors"
    assert set(answer["errors"]) == {WHAT, SOURCE}
    assert list_corrections(slack.services.database) == []


def test_a_dead_database_leaves_the_form_as_it_is(slack: SlackApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> int:
        raise StateError("the disk is full")

    monkeypatch.setattr(corrections, "store_correction", fail)
    answer = json.loads(submit(slack.bolt).body)
    assert answer["response_action"] == "errors"
    assert answer["errors"][WHAT].startswith("Not stored.")
    assert "reference" in answer["errors"][WHAT]
    assert "disk" not in str(answer)


def updated(api: WebApi) -> dict[str, Any]:
    (call,) = api.wait_for("views.update")
    view: dict[str, Any] = json.loads(call["view"]) if isinstance(call["view"], str) else call["view"]
    assert call["view_id"] == "V1"
    assert view_faults(view) == []
    return view


def test_a_locked_database_is_waited_for_in_the_window(slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "ACK_SECONDS", 0.1)
    assert list_corrections(slack.services.database) == []
    another = sqlite3.connect(slack.services.settings.database_url.removeprefix("sqlite:///"), isolation_level=None)
    another.execute("BEGIN EXCLUSIVE")
    answer = json.loads(submit(slack.bolt).body)
    assert (answer["response_action"], "submit" in answer["view"]) == ("update", False)
    assert view_faults(answer["view"]) == []
    assert api.to("views.update") == []
    another.execute("COMMIT")
    another.close()
    view = updated(api)
    (report,) = list_corrections(slack.services.database)
    assert f"#{report.id}" in str(view)


def test_a_database_that_fails_late_gives_the_form_back(slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = fail_later(monkeypatch)
    go_on(submit(slack.bolt))
    view = updated(api)
    assert filled(view) == TYPED
    assert json.loads(view["private_metadata"])["question"] == "tools APT28"
    assert "Not stored yet" in str(view["blocks"][0])


def fail_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[BoltResponse], None]:
    """The database fails once the form is answered; call what is returned with that answer."""
    answered = threading.Event()

    def fail(*_arguments: object) -> int:
        assert answered.wait(20)
        raise StateError("locked")

    def go_on(response: BoltResponse) -> None:
        assert json.loads(response.body)["response_action"] == "update"
        answered.set()

    monkeypatch.setattr(corrections, "store_correction", fail)
    monkeypatch.setattr(corrections, "ACK_SECONDS", 0.05)
    return go_on


def test_who_closed_the_window_is_told_in_person(slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    api.failing["views.update"] = (200, {"ok": False, "error": "not_found"})
    go_on = fail_later(monkeypatch)
    go_on(submit(slack.bolt))
    (posted,) = api.wait_for("chat.postMessage")
    assert posted["channel"] == "U1"
    assert "could not be stored" in posted["text"]
    assert "Another group &lt;!channel&gt;" in posted["text"]


def test_thumbs_are_kept_and_a_bad_one_asks_why(slack: SlackApp, api: WebApi) -> None:
    send_action(slack.bolt, api, RATE, "bad|tools Sofacy")
    assert filled(opened(api))[ABOUT] == "APT28"
    send_action(slack.bolt, api, RATE, "good|a|b")
    slack.close()
    assert list_ratings(slack.services.database) == [Rating("tools Sofacy", 0, 1), Rating("a|b", 1, 0)]
    assert len(api.to("views.open")) == 1
    assert api.to("response") == []


@pytest.mark.parametrize(
    ("text", "about", "what"),
    [("", "", ""), ("Fancy Bear", "Fancy Bear", ""), ("APT28 is not Turla", "APT28", "APT28 is not Turla"), ("nice bot", "", "nice bot")],
)
def test_the_command_opens_the_form(
    slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch, text: str, about: str, what: str
) -> None:
    monkeypatch.setitem(SUBCOMMANDS, "feedback", open_for_command)
    send_command(slack.bolt, api, f"feedback {text}")
    view = opened(api)
    assert filled(view) == {KIND: "wrong", ABOUT: about, FACT: "", WHAT: what, SOURCE: ""}
    assert json.loads(view["private_metadata"])["channel"] == "C1"
    assert api.to("response") == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [("tools APT28", "apt28"), ("what is AcidRain", "acidrain"), ("Zebrocy of Fancy Bear", "apt28"), ("Purple Zebra", ""), ("", ""),
     ("who is Winnti", "winnti-group")],
)  # fmt: skip
def test_what_a_text_is_about(knowledge: KnowledgeBase, text: str, actor: str) -> None:
    assert subject_of(text, knowledge.names)[0] == actor
