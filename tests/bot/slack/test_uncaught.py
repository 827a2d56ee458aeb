"""Faults of ours in every listener, payloads that lack what Slack promises, and what Slack sends again: nothing breaks out."""

import io
import json
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.replies import answer_window, forms, home, profile_view, scan_view
from bot.replies.buttons import ASK, PICK, RATE, SHARE, WRONG
from bot.replies.scan_blocks import OPEN_PROFILE
from bot.service import answer_text
from bot.settings import Settings
from bot.slack import lookup, scanning
from bot.slack.app import SlackApp
from bot.slack.http import PATH, Guard, Handler
from bot.slack.notices import REACTION
from bot.state.database import StateError
from bot.state.history import asked_by, note_of, note_questions
from tests.bot.slack import surfaces
from tests.bot.slack.surfaces import ANSWERING, FORMS, MODAL, OPENING, PLACE, REPORT, driven, refusal, settle, submit
from tests.bot.slack.web_api import WebApi, send, send_event, send_interaction, signed

LONG = "x" * 10_000


class Broken:
    """Knowledge that fails whatever it is asked."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(f"secret detail of {name}")


@pytest.fixture
def broken(api: WebApi, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlackApp]:
    """An app in which nothing works: its knowledge, its database, and the windows that it opens."""
    knowledge: Any = Broken()
    with driven(api, settings, knowledge, tmp_path) as made:

        def fail(*_arguments: object, **_named: object) -> None:
            raise StateError("the database cannot be used: secret detail")

        monkeypatch.setattr("bot.slack.corrections.store_rating", fail)
        api.failing |= {"views.open": refusal("invalid_arguments"), "views.push": refusal("invalid_arguments")}
        yield made


@pytest.fixture
def slack(driven_slack: SlackApp) -> SlackApp:
    return driven_slack


def references(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The references under which a traceback is in the log."""
    found = [record for record in caplog.records if record.exc_info and "reference" in record.getMessage()]
    return [record.getMessage().split()[-1] for record in found]


@pytest.mark.parametrize("what", [*OPENING, *ANSWERING])
def test_a_fault_gives_one_message_with_a_reference_that_the_log_explains(
    broken: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    do, _ = (OPENING | ANSWERING)[what]
    with caplog.at_level(logging.DEBUG):
        do(broken, api)
        settle(broken)
    found = references(caplog)
    told = [json.dumps(call) for method, call in api.calls if "reference" in json.dumps(call) and not method.startswith("views.o")]
    assert len(told) == 1
    assert any(reference in told[0] for reference in found)
    assert len(found) == (2 if what == "thumbs down" else 1)
    assert "secret" not in told[0]
    assert "xoxb-secret" not in caplog.text


@pytest.mark.parametrize("what", ["link", "mark"])
def test_a_fault_where_nobody_asked_is_only_logged(broken: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture, what: str) -> None:
    if what == "link":
        surfaces.share_link(broken, api)
    else:
        surfaces.talk(broken, "Turla again", "3.0")
    settle(broken)
    assert len(references(caplog)) == 1
    assert [method for method, _ in api.calls if method.startswith(("chat", "views"))] == []


@pytest.mark.parametrize("menu", [profile_view.CHOOSE, profile_view.FIRST, profile_view.SECOND, home.LOOKUP])
@pytest.mark.parametrize("typed", [None, "turla", LONG, 7])
def test_a_menu_offers_nothing_where_it_fails(broken: SlackApp, menu: str, typed: Any) -> None:
    response = send_interaction(
        broken.bolt, {"type": "block_suggestion", "action_id": menu, "block_id": "b", "value": typed, "view": MODAL}
    )
    assert (response.status, json.loads(response.body)) == (200, {"options": []})


@pytest.mark.parametrize("menu", [profile_view.CHOOSE, home.LOOKUP])
def test_a_menu_that_is_sent_without_what_was_typed_is_answered(slack: SlackApp, menu: str) -> None:
    response = send_interaction(slack.bolt, {"type": "block_suggestion", "action_id": menu, "block_id": "b"})
    assert "options" in json.loads(response.body)


@pytest.mark.parametrize("values", [{}, None, 7, {"x": {}}])
@pytest.mark.parametrize("form", ["compare", "text"])
def test_a_form_without_its_inputs_says_so_and_keeps_what_was_typed(slack: SlackApp, form: str, values: Any) -> None:
    block = {"type": "input", "block_id": "first", "element": {}}
    answer = submit(slack, FORMS[form], values, blocks=[{"type": "section"}, block])
    assert answer["response_action"] == "errors"
    assert "reference" in answer["errors"]["first"]
    assert "reference" in json.dumps(submit(slack, FORMS[form], values)["view"])


@pytest.mark.parametrize("form", ["search", "report", "settings"])
def test_a_form_that_cannot_be_read_is_answered_in_the_window(slack: SlackApp, form: str) -> None:
    for values in ({}, None, 7):
        assert submit(slack, FORMS[form], values)["response_action"] in ("errors", "update")


@pytest.mark.parametrize("metadata", ["", "[]", "nonsense", LONG])
def test_a_report_from_nowhere_is_answered_at_its_input(slack: SlackApp, metadata: str) -> None:
    answer = submit(slack, forms.FORM, REPORT, metadata)
    assert "reference" in answer["errors"][forms.WHAT]
    assert submit(slack, forms.FORM, REPORT, PLACE)["response_action"] == "update"


@pytest.mark.parametrize("metadata", ["", "[]", "{}", '["C1","5.1","5.1",7,0]', LONG])
def test_a_summary_of_nothing_is_said_in_the_window(slack: SlackApp, api: WebApi, metadata: str) -> None:
    submit(slack, scan_view.RESULT, {}, metadata)
    (call,) = api.wait_for("views.update")
    assert "reference" in json.dumps(call)
    settle(slack)
    assert api.to("chat.postMessage") == []


VALUES: list[Any] = [
    "", "a9999|turla", "S9999|turla", "a99999999|turla", "a0@nobody.tools|turla", "a0@turla.nonsense|turla", "a0@../../etc.tools|x", "|",
    LONG, "A0|" + LONG, "\x00", "<!channel>", 7, [], {"a": 1}, '{"actors":["nobody"],"tab":"x","page":1}',
    '{"actors":["turla"],"tab":"tools","page":' + "9" * 30 + "}", '{"actors":["turla"],"tab":"tools","page":-5}',
    '{"actors":["turla"],"tab":"tools","page":Infinity}', '{"actors":[],"tab":"tools","page":0}', "[" * 5_000,
]  # fmt: skip
"""What no button of ours holds."""
BUTTONS = (f"{ASK}_1", SHARE, WRONG, RATE, f"{OPEN_PROFILE}1", f"{profile_view.SHOW}_x", f"{home.TRY}_1", f"{answer_window.SHOW}_1")


def test_no_value_of_a_button_breaks_out(slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture) -> None:
    for place, action in enumerate(BUTTONS):
        for number, value in enumerate(VALUES):
            if (turn := (place + number) % 4) == 0:
                surfaces.press(slack, api, action, value)
            elif turn == 1:
                surfaces.press_in(slack, MODAL, {"action_id": action, "value": value})
    assert_contained(slack, api, caplog)


def press(**action: Any) -> dict[str, Any]:
    return {"type": "block_actions", "actions": [{"type": "button", "block_id": "b", **action}]}


MALFORMED: list[dict[str, Any]] = [
    {}, {"type": None}, {"type": LONG}, {"type": "block_actions"}, {"type": "block_actions", "actions": [{}]},
    *[{"type": "block_actions", "actions": actions} for actions in ([], [None], 7, "x")], {"type": "block_actions", "view": 7},
    *[press(action_id=action) for action in (*BUTTONS, PICK, profile_view.CHOOSE, home.SEARCH, home.LOOKUP, home.SETTINGS)],
    *[press(action_id=menu, selected_option=option) for menu in (PICK, home.LOOKUP) for option in (None, {}, 7, {"value": None})],
    {**press(action_id=SHARE, value="turla"), "user": None}, {**press(action_id=SHARE, value="turla"), "channel": 7},
    {**press(action_id=WRONG, value="turla"), "trigger_id": None}, {**press(action_id=f"{profile_view.SHOW}_x", value="x"), "view": 7},
    {"type": "shortcut"}, {"type": "shortcut", "callback_id": lookup.SHORTCUT, "trigger_id": None, "user": None},
    {"type": "message_action", "callback_id": scanning.SHORTCUT}, {"type": "view_submission"}, {"type": "view_submission", "view": None},
    {"type": "message_action", "callback_id": scanning.SHORTCUT, "message": {"blocks": 7, "files": 7}, "channel": {"id": "C1"}},
    *[{"type": "view_submission", "view": {"callback_id": form}} for form in (*FORMS.values(), scan_view.RESULT)],
    {"type": "block_suggestion"}, {"type": "block_suggestion", "action_id": profile_view.CHOOSE, "value": {"a": 1}},
]  # fmt: skip


def deliver(slack: SlackApp, payload: dict[str, Any]) -> str:
    """Send a payload over signed HTTP, past the guard; the status. Bolt itself breaks on some of them."""
    body = json.dumps(payload)
    if payload.get("type") != "event_callback":
        body = urlencode({"payload": body})
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": PATH, "QUERY_STRING": "", "SERVER_PROTOCOL": "HTTP/1.1", "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "application/json" if body.startswith("{") else FORM, "wsgi.input": io.BytesIO(body.encode()),
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in signed(body).items()},
    }  # fmt: skip
    answered: list[str] = []
    list(Guard(Handler(slack.bolt, PATH))(environ, lambda status, *_: answered.append(status)))  # type: ignore[arg-type, return-value]
    return answered[0][:3]


@pytest.mark.parametrize("action", [PICK, SHARE, f"{OPEN_PROFILE}1", f"{profile_view.SHOW}_x"])
def test_a_press_that_fails_right_away_is_acknowledged_right_away(slack: SlackApp, api: WebApi, action: str) -> None:
    began = time.monotonic()
    response = send_interaction(slack.bolt, {**press(action_id=action), "response_url": f"{api.url}response"})
    assert (response.status, response.body) == (200, "")
    assert time.monotonic() - began < 2
    (told,) = api.wait_for("response")
    assert "reference" in told["text"]


def test_no_payload_breaks_out(slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture) -> None:
    for payload in MALFORMED:
        whole = {"user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "t", "response_url": f"{api.url}response", **payload}
        assert deliver(slack, whole) in ("200", "400", "404"), payload
    assert_contained(slack, api, caplog)


EVENTS: list[Any] = [
    {}, None, "x", 7, {"type": "app_mention"}, {"type": "app_mention", "user": "U1"}, {"type": "message", "user": "U1", "text": None},
    {"type": "app_mention", "user": "U1", "channel": 7, "ts": "1"},
    {"type": "app_mention", "user": "U1", "channel": "C1", "ts": "1", "text": 7},
    {"type": "message", "subtype": "message_changed"}, {"type": "message", "subtype": "message_changed", "channel": "C1", "message": 7},
    {"type": "reaction_added", "reaction": REACTION, "user": "U1", "item": "x"}, {"type": "reaction_added"},
    {"type": "link_shared", "links": 7}, {"type": "link_shared", "user": "U1", "links": [{"url": surfaces.APT28_PAGE}]},
    {"type": "app_home_opened", "tab": "home"}, {"type": "app_home_opened", "tab": "messages"}, {"type": "app_uninstalled"},
    {"type": "tokens_revoked", "tokens": None}, {"type": "app_mention", "user": "U1", "channel": "C1", "ts": "9", "text": LONG},
]  # fmt: skip


def test_no_event_breaks_out(slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture) -> None:
    for number, event in enumerate(EVENTS):
        id_ = ["no", "id"] if number % 2 else f"E{number}"
        whole = {"type": "event_callback", "team_id": "T1", "event_id": id_, "event": event}
        assert deliver(slack, whole) in ("200", "400", "404"), event
    assert_contained(slack, api, caplog)


@pytest.mark.parametrize("text", [LONG, "compare " + LONG, "feedback " + LONG, "scan " + LONG, "\x00", "scan \x00", "<" * 10_000])
def test_no_text_of_a_command_breaks_out(slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture, text: str) -> None:
    send(slack.bolt, urlencode({"command": "/apt", "text": text, "trigger_id": "t", "response_url": f"{api.url}response"}), FORM)
    send(slack.bolt, urlencode({"command": "/apt", "text": text}), FORM)
    send(slack.bolt, urlencode({"command": "/apt"}), FORM)
    assert_contained(slack, api, caplog)


FORM = "application/x-www-form-urlencoded"


def assert_contained(slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture) -> None:
    """Every fault went through the boundary, and the app answers as before."""
    surfaces.mention(slack, api, ts="99.0")
    deadline = time.monotonic() + 60
    while not any(call.get("thread_ts") == "99.0" for call in api.to("chat.postMessage")):
        assert time.monotonic() < deadline, "the app answers no more"
        time.sleep(0.01)
    settle(slack)
    unexplained = [record for record in caplog.records if record.exc_info and "reference" not in record.getMessage()]
    assert [record.getMessage() for record in unexplained if "could not be told" not in record.getMessage()] == []
    assert "xoxb-secret" not in caplog.text


AGAIN: dict[str, tuple[Callable[[SlackApp, WebApi], object], str]] = {
    "mention": (surfaces.mention, "chat.postMessage"),
    "direct message": (surfaces.write_directly, "chat.stopStream"),
    "link": (surfaces.share_link, "chat.unfurl"),
    "home": (surfaces.open_home, "views.publish"),
}


@pytest.mark.parametrize("what", AGAIN)
def test_what_slack_sends_again_is_answered_once(slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    do, method = AGAIN[what]
    do(slack, api)
    api.wait_for(method)

    def again(app: Any, event: dict[str, Any], event_id: str) -> None:
        for number, why in ((1, "http_timeout"), (2, "http_error"), (3, "http_timeout")):
            response = send_event(app, event, event_id, X_Slack_Retry_Num=str(number), X_Slack_Retry_Reason=why)
            assert response.status == 200

    monkeypatch.setattr("bot.slack.home.SECONDS_BETWEEN", 0.0)
    monkeypatch.setattr(surfaces, "send_event", again)
    do(slack, api)
    settle(slack)
    assert len(api.to(method)) == 1


def test_a_retry_that_is_the_first_to_arrive_is_answered(slack: SlackApp, api: WebApi) -> None:
    event = {"type": "app_mention", "user": "U1", "channel": "C1", "text": "<@U0BOT> turla", "ts": "1.0"}
    send_event(slack.bolt, event, "E1", X_Slack_Retry_Num="1", X_Slack_Retry_Reason="http_timeout")
    assert api.wait_for("chat.postMessage")


def test_slack_can_verify_the_address(slack: SlackApp) -> None:
    response = send(slack.bolt, json.dumps({"type": "url_verification", "challenge": "c4"}), "application/json")
    assert (response.status, json.loads(response.body)) == (200, {"challenge": "c4"})


@pytest.mark.parametrize(
    ("event", "kept"),
    [
        ({"type": "app_uninstalled"}, 0),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}, 0),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}, 1),
    ],
)
def test_losing_the_bots_token_deletes_what_was_kept(slack: SlackApp, knowledge: KnowledgeBase, event: dict[str, Any], kept: int) -> None:
    database = slack.services.database
    note_questions(database, [note_of("T1", "C1", "U1", answer_text("turla", knowledge).answer, True)])
    send_event(slack.bolt, event, "E1")
    settle(slack)
    assert len(asked_by(database, "T1", "U1")) == kept
