"""The App Home, the windows it opens, the prompts and the settings, driven with signed payloads as Slack sends them."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import BoltResponse
from slack_sdk.models.views import View as SlackView

from bot.answers.model import ActorRef
from bot.answers.unknown import EXAMPLES
from bot.checking import statistics
from bot.knowledge_base import KnowledgeBase
from bot.replies.answer_window import SHOW, answer_window, word_window
from bot.replies.buttons import SHARE
from bot.replies.home import KEPT, LOOKUP, SEARCH, SETTINGS, TRY, UNREADABLE, HomePage, home_view, trouble_view
from bot.replies.limits import TITLE, view_faults
from bot.replies.pressed import Press
from bot.replies.settings_form import CEILING, CHANNELS, FORM, NOTICING, VISIBILITY, saved_view, settings_form, waiting_view
from bot.service import answer_text
from bot.slack import home, workspace_settings
from bot.slack.app import SlackApp
from bot.slack.home import PROMPTS
from bot.slack.workspace_settings import ADMINS_ONLY
from bot.state.database import StateError
from bot.state.history import asked_by, note_of, note_questions
from bot.state.workspace import Workspace, read_workspace, write_workspace
from knowledge.changes import CHANGES, Change, recent
from tests.bot.slack.web_api import WebApi, send, send_event, serving

FORM_TYPE = "application/x-www-form-urlencoded"
ADMIN = (200, {"ok": True, "user": {"id": "U1", "is_admin": True}})
MEMBER = (200, {"ok": True, "user": {"id": "U1", "is_admin": False, "is_owner": False}})
DAY = date(2026, 11, 20)


@pytest.fixture
def api() -> Iterator[WebApi]:
    with serving() as found:
        found.failing["users.info"] = MEMBER
        yield found


def refused(error: str) -> tuple[int, dict[str, Any]]:
    return 200, {"ok": False, "error": error}


def open_home(slack: SlackApp, user: str = "U1", event_id: str = "E1", tab: str = "home") -> None:
    send_event(slack.bolt, {"type": "app_home_opened", "user": user, "channel": "D1", "tab": tab}, event_id)


def view_in(call: dict[str, Any]) -> dict[str, Any]:
    """The view that was sent, once it is found to keep Slack's limits."""
    view: dict[str, Any] = json.loads(call["view"]) if isinstance(call["view"], str) else call["view"]
    assert view_faults(view) == []
    return view


def interact(slack: SlackApp, payload: dict[str, Any]) -> BoltResponse:
    body = {"user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "t", **payload}
    return send(slack.bolt, urlencode({"payload": json.dumps(body)}), FORM_TYPE)


def press(slack: SlackApp, action: dict[str, Any], view: dict[str, Any] | None = None) -> BoltResponse:
    shown = {"id": "H1", "type": "home", **(view or {})}
    return interact(slack, {"type": "block_actions", "view": shown, "actions": [{"block_id": "b", **action}]})


def submit(
    slack: SlackApp, channels: tuple[str, ...], visibility: str, noticing: tuple[str, ...], ceiling: str = "green"
) -> dict[str, Any]:
    values = {
        CHANNELS: {CHANNELS: {"type": "multi_conversations_select", "selected_conversations": channels}},
        VISIBILITY: {VISIBILITY: {"type": "radio_buttons", "selected_option": {"value": visibility}}},
        NOTICING: {NOTICING: {"type": "multi_conversations_select", "selected_conversations": noticing}},
        CEILING: {CEILING: {"type": "static_select", "selected_option": {"value": ceiling}}},
    }
    view = {"id": "V1", "type": "modal", "callback_id": FORM, "state": {"values": values}, "private_metadata": ""}
    response = interact(slack, {"type": "view_submission", "view": view})
    assert response.status == 200
    found: dict[str, Any] = json.loads(response.body)
    return found


def buttons(view: dict[str, Any], start: str) -> list[dict[str, Any]]:
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    return [element for row in rows for element in row if element["action_id"].startswith(start)]


def remember(slack: SlackApp, knowledge: KnowledgeBase, text: str, user: str, private: bool = True) -> None:
    note_questions(slack.services.database, [note_of("T1", "C1", user, answer_text(text, knowledge).answer, private)])


def break_database(slack: SlackApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise StateError("the database is away")

    monkeypatch.setattr(slack.services.database, "begin", fail)


def test_the_page_offers_a_search_and_a_menu_and_says_what_is_here(slack: SlackApp, api: WebApi, knowledge: KnowledgeBase) -> None:
    open_home(slack)
    (published,) = api.wait_for("views.publish")
    view = view_in(published)
    assert (published["user_id"], view["type"]) == ("U1", "home")
    SlackView(**view).validate_json()
    search = next(block for block in view["blocks"] if block["type"] == "input")
    assert search["element"]["action_id"] == SEARCH
    assert search["dispatch_action"] is True
    assert search["element"]["dispatch_action_config"] == {"trigger_actions_on": ["on_enter_pressed"]}
    menu = next(block["accessory"] for block in view["blocks"] if "accessory" in block)
    assert (menu["action_id"], menu["type"]) == (LOOKUP, "external_select")
    shown = json.dumps(view, ensure_ascii=False)
    actors = sum(entity.type == "actor" for entity in knowledge.graph.records.entities)
    assert f"*{actors:,}* actors" in shown
    assert KEPT in shown
    assert "<!date^" in shown
    assert len(buttons(view, f"{TRY}_example")) == len(EXAMPLES)


def test_only_ones_own_questions_are_shown_and_of_everybodys_only_actors_asked_about_in_channels(
    slack: SlackApp, api: WebApi, knowledge: KnowledgeBase
) -> None:
    remember(slack, knowledge, "tools of Turla", "U1")
    remember(slack, knowledge, "names of Sandworm", "U2")
    remember(slack, knowledge, "who is Lazarus Group", "U2", private=False)
    open_home(slack)
    view = view_in(api.wait_for("views.publish")[0])
    assert [button["text"]["text"] for button in buttons(view, f"{TRY}_asked")] == ["tools of Turla"]
    (often,) = buttons(view, f"{TRY}_often")
    assert often["text"]["text"].endswith("· once")
    assert "Lazarus" in often["text"]["text"]
    assert "names of Sandworm" not in json.dumps(view)


def test_a_database_that_cannot_be_read_takes_only_its_part_of_the_page(
    slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_database(slack, monkeypatch)
    open_home(slack)
    view = view_in(api.wait_for("views.publish")[0])
    assert UNREADABLE in json.dumps(view)
    assert buttons(view, f"{TRY}_example")
    assert "actors" in json.dumps(view)


def test_a_page_is_published_once_a_second_for_each_user(slack: SlackApp, api: WebApi) -> None:
    for number in range(3):
        open_home(slack, "U1", f"E{number}")
    open_home(slack, "U2", "E8")
    api.wait_for("views.publish", 2)
    slack.services.work.close()
    assert sorted(call["user_id"] for call in api.to("views.publish")) == ["U1", "U2"]


def test_a_page_is_published_again_after_a_while(slack: SlackApp, api: WebApi) -> None:
    published = home.Seen(seconds=0)
    for count in (1, 2):
        home.open_home(slack.services, published, slack.bolt.client, "T1", "U1")
        api.wait_for("views.publish", count)


def test_a_page_that_cannot_be_made_still_searches_and_gives_a_reference(
    slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "statistics", lambda _knowledge: 1 / 0)
    open_home(slack)
    view = view_in(api.wait_for("views.publish")[0])
    assert "reference" in json.dumps(view)
    assert view["blocks"][1]["element"]["action_id"] == SEARCH


def test_typing_and_enter_open_a_window_with_the_answer_and_remember_the_question(slack: SlackApp, api: WebApi) -> None:
    assert press(slack, {"type": "plain_text_input", "action_id": SEARCH, "value": "tools of Turla "}).body == ""
    (opened,) = api.wait_for("views.open")
    view = view_in(opened)
    assert (opened["trigger_id"], view["type"]) == ("t", "modal")
    assert "Kazuar" in json.dumps(view)
    slack.close()
    assert [past.question for past in asked_by(slack.services.database, "T1", "U1")] == ["tools of Turla"]


def test_enter_in_an_empty_search_opens_nothing(slack: SlackApp, api: WebApi) -> None:
    press(slack, {"type": "plain_text_input", "action_id": SEARCH, "value": None})
    press(slack, {"type": "plain_text_input", "action_id": SEARCH, "value": "  "})
    slack.services.work.close()
    assert api.to("views.open") == []


def test_a_question_of_the_page_is_answered_when_it_is_pressed(slack: SlackApp, api: WebApi) -> None:
    page = HomePage(asked=("a0|who is Turla",), often=((ActorRef("apt28", "APT28"), 3),))
    view = home_view(page)
    for number, button in enumerate([*buttons(view, f"{TRY}_often"), *buttons(view, f"{TRY}_example_1")]):
        press(slack, button)
        opened = view_in(api.wait_for("views.open", number + 1)[number])
        assert "APT28" in opened["title"]["text"]
    (asked,) = buttons(view, f"{TRY}_asked")
    assert asked["value"] == Press("a0|who is Turla").encoded()


def test_the_buttons_of_a_window_change_what_it_shows(slack: SlackApp, api: WebApi, knowledge: KnowledgeBase) -> None:
    view = answer_window(answer_text("sofacy", knowledge).answer, Press("sofacy"))
    (tools,) = buttons(view, f"{SHOW}_ask_tools")
    press(slack, tools, {"id": "V7", "type": "modal"})
    (updated,) = api.wait_for("views.update")
    assert updated["view_id"] == "V7"
    assert "Zebrocy" in json.dumps(view_in(updated))


def test_a_menu_of_a_window_opens_a_profile_in_it(slack: SlackApp, api: WebApi, knowledge: KnowledgeBase) -> None:
    text = "who targets telecoms in Kazakhstan"
    (menu,) = buttons(answer_window(answer_text(text, knowledge).answer, Press(text)), f"{SHOW}_pick")
    press(slack, {"type": "static_select", "action_id": menu["action_id"], "selected_option": menu["options"][0]}, {"id": "V7"})
    (updated,) = api.wait_for("views.update")
    assert view_in(updated)["title"]["text"] in menu["options"][0]["text"]["text"]


def test_every_button_of_a_window_has_a_listener_that_works_in_a_window(knowledge: KnowledgeBase) -> None:
    for text in ("sofacy", "who is Purple Zebra", "who targets telecoms in Kazakhstan", "help", "sofcy", "malware of Turla", "x" * 3000):
        view = answer_window(answer_text(text, knowledge).answer, Press(text))
        assert view_faults(view) == []
        assert len(view["title"]["text"]) <= TITLE
        ids = [button["action_id"] for button in buttons(view, "")]
        assert [id_ for id_ in ids if not id_.startswith((f"{SHOW}_", "report_"))] == []
        assert SHARE not in ids


def test_the_menu_offers_names_and_opens_the_profile(slack: SlackApp, api: WebApi) -> None:
    response = interact(slack, {"type": "block_suggestion", "action_id": LOOKUP, "block_id": "b", "value": "sofacy", "view": {"id": "H1"}})
    option = json.loads(response.body)["options"][0]
    assert option["value"] == "apt28|sofacy"
    press(slack, {"type": "external_select", "action_id": LOOKUP, "selected_option": option})
    (opened,) = api.wait_for("views.open")
    assert view_in(opened)["title"]["text"] == "APT28"


def test_a_failure_is_told_in_a_window_and_in_person_where_slack_opens_none(
    slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "answer_press", lambda *_arguments: 1 / 0)
    press(slack, {"type": "plain_text_input", "action_id": SEARCH, "value": "turla"})
    assert "reference" in json.dumps(view_in(api.wait_for("views.open")[0]))
    api.failing["views.open"] = refused("expired_trigger_id")
    press(slack, {"type": "plain_text_input", "action_id": SEARCH, "value": "turla"})
    (told,) = api.wait_for("chat.postMessage")
    assert told["channel"] == "U1"
    assert "reference" in told["text"]


def test_what_changed_lately_is_named(slack: SlackApp, api: WebApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    today = datetime.now(UTC).date()
    files = {
        "actors/apt28": {"sha256": "a", "kind": "changed", "day": (today - timedelta(days=2)).isoformat()},
        "actors/turla": {"sha256": "b", "kind": "changed", "day": (today - timedelta(days=40)).isoformat()},
        "software/kazuar": {"sha256": "c"},
    }
    (tmp_path / CHANGES).write_text(json.dumps({"format": 1, "files": files}), encoding="utf-8")
    monkeypatch.setattr(home, "recent", lambda _folder: recent(tmp_path))
    open_home(slack)
    shown = json.dumps(view_in(api.wait_for("views.publish")[0]))
    assert "changed: APT28" in shown
    assert "changed: Turla" not in shown


def test_many_changes_are_counted_and_what_users_and_files_wrote_is_disarmed(knowledge: KnowledgeBase) -> None:
    many = tuple(Change(f"actor-{n:03}", "new", DAY) for n in range(300)) + tuple(
        Change("x", "changed", DAY - timedelta(days=n)) for n in range(1, 30)
    )
    names = {"actor-000": "*<!channel>*"}
    page = HomePage(("<!channel> " * 30,), ((ActorRef("apt28", "N" * 200), 12_000),), True, many, names, statistics(knowledge), None, True)
    view = home_view(page)
    assert view_faults(view) == []
    texts = [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]
    assert not any("<!channel>" in text for text in texts)
    assert any("and 292 more" in text and "24 earlier changes" in text for text in texts)


@pytest.mark.parametrize("view", [home_view(HomePage()), trouble_view("<!channel> away"), word_window("x" * 5000, "y" * 50)])
def test_the_smallest_and_the_largest_views_keep_the_limits(view: dict[str, Any]) -> None:
    assert view_faults(view) == []
    SlackView(**view).validate_json()


def test_the_agents_pane_offers_four_questions_that_are_answered(slack: SlackApp, api: WebApi, knowledge: KnowledgeBase) -> None:
    open_home(slack, tab="messages")
    (offered,) = api.wait_for("assistant.threads.setSuggestedPrompts")
    assert offered["channel_id"] == "D1"
    assert "thread_ts" not in offered
    prompts = json.loads(offered["prompts"]) if isinstance(offered["prompts"], str) else offered["prompts"]
    assert [prompt["message"] for prompt in prompts] == [message for _, message in PROMPTS]
    for prompt in prompts:
        found = answer_text(prompt["message"], knowledge).answer
        assert found.status != "unknown", prompt
        assert found.sources, prompt


def test_a_workspace_without_the_pane_goes_without_prompts(slack: SlackApp, api: WebApi, caplog: pytest.LogCaptureFixture) -> None:
    api.failing["assistant.threads.setSuggestedPrompts"] = refused("missing_scope")
    with caplog.at_level(logging.INFO):
        open_home(slack, tab="messages")
        api.wait_for("assistant.threads.setSuggestedPrompts")
        slack.services.work.close()
    assert [record for record in caplog.records if "prompt" in record.getMessage()] == []
    assert api.to("views.publish") == []


@pytest.mark.parametrize(
    ("info", "shown"),
    [
        (ADMIN, True),
        ((200, {"ok": True, "user": {"is_owner": True}}), True),
        ((200, {"ok": True, "user": {"is_primary_owner": True}}), True),
        (MEMBER, False),
        ((200, {"ok": True, "user": {"is_admin": True, "is_stranger": True}}), False),
        (refused("missing_scope"), False),
        ((200, {"ok": True}), False),
    ],
)
def test_the_button_to_the_settings_is_there_for_admins(
    slack: SlackApp, api: WebApi, info: tuple[int, dict[str, Any]], shown: bool
) -> None:
    api.failing["users.info"] = info
    open_home(slack)
    assert bool(buttons(view_in(api.wait_for("views.publish")[0]), SETTINGS)) is shown


def test_an_admin_sees_the_settings_as_they_are(slack: SlackApp, api: WebApi) -> None:
    api.failing["users.info"] = ADMIN
    write_workspace(slack.services.database, "T1", Workspace(("C1", "C2"), "in_channel", ("C3",), "amber+strict"))
    press(slack, {"type": "button", "action_id": SETTINGS, "value": "open"})
    view = view_in(api.wait_for("views.open")[0])
    SlackView(**view).validate_json()
    elements = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert elements[CHANNELS]["initial_conversations"] == ["C1", "C2"]
    assert elements[NOTICING]["initial_conversations"] == ["C3"]
    assert elements[VISIBILITY]["initial_option"]["value"] == "in_channel"
    assert elements[CEILING]["initial_option"]["value"] == "amber+strict"


def test_nobody_else_is_shown_the_settings(slack: SlackApp, api: WebApi) -> None:
    press(slack, {"type": "button", "action_id": SETTINGS, "value": "open"})
    view = view_in(api.wait_for("views.open")[0])
    assert ADMINS_ONLY in json.dumps(view)
    assert "callback_id" not in view


def test_what_an_admin_chooses_is_kept_and_repeated(slack: SlackApp, api: WebApi) -> None:
    api.failing["users.info"] = ADMIN
    answer = submit(slack, ("C1", "C1"), "in_channel", ("C2", "C3"), "amber")
    assert answer["response_action"] == "update"
    assert "at most: TLP:AMBER." in json.dumps(answer["view"])
    assert view_faults(answer["view"]) == []
    assert "<#C1>" in json.dumps(answer["view"])
    assert read_workspace(slack.services.database, "T1") == Workspace(("C1",), "in_channel", ("C2", "C3"), "amber")


def test_nothing_chosen_means_every_channel_and_no_marks(slack: SlackApp, api: WebApi) -> None:
    api.failing["users.info"] = ADMIN
    write_workspace(slack.services.database, "T1", Workspace(("C1",), "in_channel", ("C3",)))
    submit(slack, (), "ephemeral", ())
    assert read_workspace(slack.services.database, "T1") == Workspace()


@pytest.mark.parametrize(
    ("info", "said"), [(MEMBER, ADMINS_ONLY), (refused("missing_scope"), "lack a permission"), (refused("user_not_found"), "reference")]
)
def test_nothing_is_taken_from_anybody_else(slack: SlackApp, api: WebApi, info: tuple[int, dict[str, Any]], said: str) -> None:
    api.failing["users.info"] = info
    answer = submit(slack, ("C1",), "in_channel", ())
    assert answer["response_action"] == "errors"
    assert said in answer["errors"][CHANNELS]
    assert read_workspace(slack.services.database, "T1") == Workspace()


def test_a_choice_that_the_form_does_not_have_is_refused(slack: SlackApp, api: WebApi) -> None:
    api.failing["users.info"] = ADMIN
    assert list(submit(slack, (), "everybody", ())["errors"]) == [VISIBILITY]


def test_a_database_that_fails_is_said_in_the_form(slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    api.failing["users.info"] = ADMIN
    break_database(slack, monkeypatch)
    answer = submit(slack, ("C1",), "in_channel", ())
    assert answer["errors"][CHANNELS].startswith("Not saved.")
    press(slack, {"type": "button", "action_id": SETTINGS, "value": "open"})
    assert "reference" in json.dumps(view_in(api.wait_for("views.open")[0]))


@pytest.mark.parametrize("fails", [False, True])
def test_saving_that_takes_long_is_waited_for_in_the_window(
    slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    api.failing["users.info"] = ADMIN
    go_on = threading.Event()
    monkeypatch.setattr(workspace_settings, "ACK_SECONDS", 0.05)
    monkeypatch.setattr(workspace_settings, "write_workspace", slowly(go_on, fails))
    started = time.monotonic()
    answer = submit(slack, ("C1",), "in_channel", ())
    assert time.monotonic() - started < 3
    assert answer["view"] == waiting_view()
    go_on.set()
    (updated,) = api.wait_for("views.update")
    view = view_in(updated)
    assert updated["view_id"] == "V1"
    if fails:
        elements = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
        assert "Not saved yet" in json.dumps(view)
        assert elements[CHANNELS]["initial_conversations"] == ["C1"]
    else:
        assert view == saved_view(Workspace(("C1",), "in_channel"))


def slowly(go_on: threading.Event, fails: bool) -> Callable[..., None]:
    def write(*_arguments: object) -> None:
        go_on.wait(20)
        if fails:
            raise StateError("the database is away")

    return write


def test_the_settings_keep_the_limits() -> None:
    many = tuple(f"C{n:010}" for n in range(200))
    for view in (settings_form(Workspace(many, "?", many), "x" * 500), saved_view(Workspace(many, "ephemeral", many)), waiting_view()):
        assert view_faults(view) == []
        SlackView(**view).validate_json()
