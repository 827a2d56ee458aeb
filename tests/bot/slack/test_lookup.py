"""The windows to look an actor up in, driven with signed payloads as Slack sends them."""

import dataclasses
import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import BoltResponse
from slack_sdk.models.views import View as SlackView

from bot.answers.model import Kind
from bot.knowledge_base import KnowledgeBase
from bot.replies.dates import dates_in_words
from bot.replies.escaping import plain
from bot.replies.limits import view_faults
from bot.replies.paging import pages
from bot.replies.profile_view import (
    CHOOSE,
    COMPARE,
    FIRST,
    SEARCH,
    SECOND,
    SHOW,
    TABS,
    Shown,
    compare_view,
    message_view,
    read_shown,
    search_view,
)
from bot.service import answer_text
from bot.settings import Settings
from bot.sides import SIDES, NoSuchActor, answer_all_sides, answer_comparison, answer_side, joined
from bot.slack import lookup
from bot.slack.app import SlackApp, create_app
from bot.slack.commands import Asked
from bot.slack.lookup import ANOTHER, GONE, Presses, menu_for, open_compare, view_of
from bot.suggestions import suggestions_of
from knowledge.name_table import Named
from tests.bot.slack.web_api import SECRET, WebApi, send, serving

FORM = "application/x-www-form-urlencoded"
QUESTIONS = {"attribution": "origin"}


@pytest.fixture(scope="module")
def server() -> Iterator[WebApi]:
    with serving() as found:
        yield found


@pytest.fixture
def api(server: WebApi) -> WebApi:
    server.calls.clear()
    server.failing = {}
    return server


@pytest.fixture
def slack(api: WebApi, settings: Settings, knowledge: KnowledgeBase) -> Iterator[SlackApp]:
    there = dataclasses.replace(settings, slack_bot_token="xoxb-1", slack_app_token="xapp-1", slack_api_url=api.url)
    made = create_app(there, knowledge, signing_secret=SECRET)
    yield made
    made.close()


class FailingOnce(dict[str, Any]):
    """What a method answers with, the first time only."""

    def get(self, method: str, default: Any = None) -> Any:
        return self.pop(method, default)


def refused(error: str) -> tuple[int, dict[str, Any]]:
    return 200, {"ok": False, "error": error}


def interact(slack: SlackApp, payload: dict[str, Any]) -> BoltResponse:
    body = {"user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "t", **payload}
    return send(slack.bolt, urlencode({"payload": json.dumps(body)}), FORM)


def press(slack: SlackApp, action: dict[str, Any], when: float = 1.0, window: str = "V1") -> BoltResponse:
    shown = {"id": window, "hash": "h1", "type": "modal", "callback_id": "lookup_result"}
    return interact(slack, {"type": "block_actions", "view": shown, "actions": [{"block_id": "b", "action_ts": str(when), **action}]})


def tab(shown: Shown) -> dict[str, Any]:
    return {"type": "button", "action_id": f"{SHOW}_{shown.tab}", "value": shown.encoded()}


def choice(value: str) -> dict[str, Any]:
    return {"type": "external_select", "action_id": CHOOSE, "selected_option": {"value": value}}


def typed(slack: SlackApp, text: str, menu: str = CHOOSE) -> list[dict[str, Any]]:
    response = interact(slack, {"type": "block_suggestion", "action_id": menu, "block_id": "b", "value": text, "view": {"id": "V1"}})
    assert response.status == 200
    found: list[dict[str, Any]] = json.loads(response.body)["options"]
    return found


def submit(slack: SlackApp, form: str, **chosen: str) -> dict[str, Any]:
    values = {menu: {menu: {"type": "external_select", "selected_option": {"value": value}}} for menu, value in chosen.items()}
    view = {"id": "V1", "hash": "h1", "type": "modal", "callback_id": form, "state": {"values": values}, "private_metadata": ""}
    response = interact(slack, {"type": "view_submission", "view": view})
    assert response.status == 200
    found: dict[str, Any] = json.loads(response.body)
    return found


def texts(view: dict[str, Any]) -> str:
    return json.dumps(view["blocks"], ensure_ascii=False)


def test_the_shortcut_opens_the_search(slack: SlackApp, api: WebApi) -> None:
    assert interact(slack, {"type": "shortcut", "callback_id": lookup.SHORTCUT}).body == ""
    (opened,) = api.wait_for("views.open")
    assert opened["trigger_id"] == "t"
    menu = opened["view"]["blocks"][0]
    assert (menu["element"]["type"], menu["element"]["min_query_length"], menu["dispatch_action"]) == ("external_select", 1, True)


def test_a_window_that_slack_opens_no_more_is_told_to_the_user(slack: SlackApp, api: WebApi) -> None:
    api.failing["views.open"] = refused("expired_trigger_id")
    interact(slack, {"type": "shortcut", "callback_id": lookup.SHORTCUT})
    (told,) = api.wait_for("chat.postMessage")
    assert (told["channel"], told["text"]) == ("U1", "Slack waited too long to open the window. Please press it again.")


@pytest.mark.parametrize("menu", [CHOOSE, FIRST, SECOND])
def test_typing_offers_names_with_whose_they_are(slack: SlackApp, menu: str) -> None:
    assert typed(slack, "sofacy", menu)[0] == {
        "text": {"type": "plain_text", "text": "Sofacy → APT28 (Kaspersky)", "emoji": False},
        "value": "apt28|sofacy",
    }


def test_typing_is_answered_while_one_types(slack: SlackApp) -> None:
    typed(slack, "sofaccy")
    started = time.perf_counter()
    assert len(typed(slack, "a")) == 100
    assert time.perf_counter() - started < 0.1


def test_a_fault_while_typing_offers_nothing(slack: SlackApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "suggestions_of", fail)
    assert typed(slack, "sofacy") == []


def test_every_option_keeps_the_limits_and_no_two_are_alike(knowledge: KnowledgeBase) -> None:
    for text in ("a", "s", "t", "winnti", "group", "iridium", "lazarus"):
        menu = {"type": "external_select", "action_id": "a", "options": menu_for(knowledge, text)}
        assert view_faults({"type": "home", "blocks": [{"type": "actions", "elements": [menu]}]}) == []


def test_choosing_shows_the_profile_in_the_window_at_once(slack: SlackApp, api: WebApi) -> None:
    press(slack, choice(typed(slack, "sofacy")[0]["value"]))
    (update,) = api.wait_for("views.update")
    assert (update["view_id"], update["hash"], update["view"]["title"]["text"]) == ("V1", "h1", "APT28")
    assert "GRU" in texts(update["view"])


def test_the_search_can_be_submitted_too(slack: SlackApp) -> None:
    answer = submit(slack, SEARCH, **{CHOOSE: "apt28|sofacy"})
    assert (answer["response_action"], answer["view"]["title"]["text"]) == ("update", "APT28")


def test_a_tab_shows_its_side_and_is_marked(slack: SlackApp, api: WebApi) -> None:
    press(slack, tab(Shown(("turla",), "tools")))
    (update,) = api.wait_for("views.update")
    assert "Kazuar" in texts(update["view"])
    tabs = update["view"]["blocks"][0]["elements"]
    assert [button["text"]["text"] for button in tabs] == list(TABS.values())
    assert [button["text"]["text"] for button in tabs if button.get("style") == "primary"] == ["Tools"]
    assert read_shown(update["view"]["private_metadata"]) == Shown(("turla",), "tools")


@pytest.mark.parametrize(("side", "first", "back"), [("techniques", "Next page", "Previous page"), ("profile", "Show all", "Short answer")])
def test_pages_lead_through_everything_and_back(
    slack: SlackApp, api: WebApi, knowledge: KnowledgeBase, side: Kind, first: str, back: str
) -> None:
    answer = answer_side("oilrig", side, knowledge)
    last = len(pages(answer)) - 1
    assert last > 1
    view = view_of(Shown(("oilrig",), side), knowledge)
    shown = texts(view)
    for page in range(1, last + 1):
        press(slack, paging(view, first if page == 1 else "Next page"), when=page)
        view = api.wait_for("views.update", page)[-1]["view"]
        assert read_shown(view["private_metadata"]).page == page
        assert labels(view) == [back if page == 1 else "Previous page", *(["Next page"] if page < last else [])]
        shown += texts(view)
    assert [item.value for section in answer.sections for item in section.items if plain(dates_in_words(item.value)) not in shown] == []


def labels(view: dict[str, Any]) -> list[str]:
    row = next(block for block in view["blocks"] if block.get("block_id") == "lookup_pages")
    return [button["text"]["text"] for button in row["elements"]]


def paging(view: dict[str, Any], label: str) -> dict[str, Any]:
    row = next(block for block in view["blocks"] if block.get("block_id") == "lookup_pages")
    found: dict[str, Any] = next(button for button in row["elements"] if button["text"]["text"] == label)
    return found


def test_a_page_that_is_no_longer_there_is_the_last_one(knowledge: KnowledgeBase) -> None:
    assert "Page " in texts(view_of(Shown(("apt28",), "sources", 999), knowledge))
    assert view_faults(view_of(Shown(("apt28",), "tools", 999), knowledge)) == []


def test_a_stale_hash_is_tried_again_without(slack: SlackApp, api: WebApi) -> None:
    api.failing = FailingOnce({"views.update": refused("hash_conflict")})
    press(slack, tab(Shown(("turla",), "tools")))
    first, second = api.wait_for("views.update", 2)
    assert (first["hash"], second.get("hash")) == ("h1", None)
    assert second["view"] == first["view"]


def test_a_press_that_a_later_one_overtook_changes_nothing(slack: SlackApp, api: WebApi) -> None:
    press(slack, tab(Shown(("turla",), "names")), when=2)
    api.wait_for("views.update")
    api.failing = FailingOnce({"views.update": refused("hash_conflict")})
    press(slack, tab(Shown(("turla",), "tools")), when=1)
    api.wait_for("views.update", 2)
    slack.close()
    assert len(api.to("views.update")) == 2


def test_the_last_press_of_each_window_counts() -> None:
    presses = Presses(size=2)
    for window, when in (("V1", 2.0), ("V1", 1.0), ("V2", 1.0)):
        presses.note(window, when)
    assert (presses.is_last("V1", 1.0), presses.is_last("V1", 2.0), presses.is_last("V2", 1.0)) == (False, True, True)
    presses.note("V3", 1.0)
    assert presses.is_last("V1", 1.0)


def test_a_failure_is_said_in_the_window_with_a_way_on(slack: SlackApp, api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "answer_side", fail)
    press(slack, tab(Shown(("turla",), "tools")))
    (update,) = api.wait_for("views.update")
    assert "reference" in texts(update["view"])
    assert "secret detail" not in texts(update["view"])
    assert read_shown(update["view"]["blocks"][1]["elements"][0]["value"]) == Shown(("turla",), "tools")


def fail(*_arguments: object) -> None:
    raise RuntimeError("secret detail")


def test_an_actor_that_is_no_longer_known_is_said(slack: SlackApp, api: WebApi) -> None:
    press(slack, choice("no-such-actor|x"))
    (update,) = api.wait_for("views.update")
    assert GONE in texts(update["view"])


def test_compare_without_names_opens_the_picker_and_with_names_is_a_question(slack: SlackApp, api: WebApi) -> None:
    def asked(text: str) -> Asked:
        return Asked(text, {"trigger_id": "t9"}, slack.bolt.client, lambda **_: None)  # type: ignore[arg-type]

    assert not open_compare(slack.services, asked("APT28 vs Turla"))
    assert api.to("views.open") == []
    assert open_compare(slack.services, asked(""))
    (opened,) = api.to("views.open")
    assert (opened["trigger_id"], opened["view"]["callback_id"]) == ("t9", COMPARE)


def test_the_picker_is_answered_with_the_comparison_over_it(slack: SlackApp) -> None:
    answer = submit(slack, COMPARE, **{FIRST: "apt28|sofacy", SECOND: "turla|snake"})
    assert answer["response_action"] == "push"
    assert answer["view"]["title"]["text"] == "APT28 and Turla"
    assert "Tools of both" in texts(answer["view"])
    assert view_faults(answer["view"]) == []


def test_an_actor_is_not_compared_with_itself(slack: SlackApp) -> None:
    answer = submit(slack, COMPARE, **{FIRST: "apt28|sofacy", SECOND: "apt28|fancybear"})
    assert answer == {"response_action": "errors", "errors": {SECOND: ANOTHER}}


def test_a_comparison_that_fails_is_said_in_the_window(slack: SlackApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "answer_comparison", fail)
    answer = submit(slack, COMPARE, **{FIRST: "apt28|sofacy", SECOND: "turla|snake"})
    assert "reference" in texts(answer["view"])


def test_contested_names_are_compared_by_their_actors(knowledge: KnowledgeBase) -> None:
    compared = answer_comparison("iridium", "dragonforce", knowledge)
    assert [actor.id for actor in compared.actors] == ["iridium", "dragonforce"]
    assert view_faults(view_of(Shown(("iridium", "dragonforce"), "comparison"), knowledge)) == []


def test_a_window_shows_the_very_actor_that_was_chosen(knowledge: KnowledgeBase) -> None:
    """Every actor, whoever else bears its name."""
    for actor in actors(knowledge):
        for side in SIDES:
            answer = answer_side(actor.id, side, knowledge)
            assert ([found.id for found in answer.actors], answer.kind) == ([actor.id], side)
            assert actor.name in answer.title


def test_a_side_is_what_the_question_is_answered_with(knowledge: KnowledgeBase) -> None:
    """Unless a tactic stands in the actor's name, which a typed question takes for one."""
    for actor in actors(knowledge)[::8]:
        if knowledge.names.look_up(actor.name).status == "same":
            for side in SIDES:
                asked = answer_text(f"{QUESTIONS.get(side, side)} {actor.name}", knowledge).answer
                shown = answer_side(actor.id, side, knowledge)
                assert (shown.headline, shown.sections, shown.question) == (asked.headline, asked.sections, asked.question)


def test_every_tab_of_every_curated_actor_fits_a_window(knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    curated = [actor for actor in actors(knowledge) if "curated" in actor.layers]
    assert len(curated) > 600
    for actor in curated:
        keep_answers(actor.id, knowledge, monkeypatch)
        for name in TABS:
            for page in (0, 999):
                assert view_faults(view_of(Shown((actor.id,), name, page), knowledge)) == []


def keep_answers(actor_id: str, knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the sides of an actor answered once for all its tabs and pages."""
    answers = {side: answer_side(actor_id, side, knowledge) for side in SIDES}
    everything = joined(list(answers.values()))
    answered: Callable[..., Any] = lambda _id, side, _knowledge: answers[side]  # noqa: E731
    monkeypatch.setattr(lookup, "answer_side", answered)
    monkeypatch.setattr(lookup, "answer_all_sides", lambda _id, _knowledge: everything)


def actors(knowledge: KnowledgeBase) -> list[Named]:
    return [entity for entity in knowledge.names.table.entities.values() if entity.type == "actor"]


def test_the_sources_of_an_actor_are_those_of_all_its_sides(knowledge: KnowledgeBase) -> None:
    everything = {source.id for source in answer_all_sides("turla", knowledge).sources}
    for side in SIDES:
        assert {source.id for source in answer_side("turla", side, knowledge).sources} <= everything


def test_every_view_is_one_that_slacks_own_models_take(knowledge: KnowledgeBase) -> None:
    shown = Shown(("apt28",), "tools")
    views = [search_view(), compare_view(), message_view("<!channel>", shown), view_of(shown, knowledge)]
    for view in [*views, view_of(Shown(("apt28", "turla"), "comparison"), knowledge)]:
        assert view_faults(view) == []
        SlackView(**view).validate_json()
    assert "<!channel>" not in texts(views[2])


def test_what_a_window_keeps_can_be_read_again_and_nothing_else() -> None:
    shown = Shown(("apt28", "turla"), "comparison", 3)
    assert read_shown(shown.encoded()) == shown
    for value in ("", "{}", "[]", '{"actors":[],"tab":"names","page":0}', '{"actors":1}', "tools APT28"):
        with pytest.raises(ValueError, match="what to show"):
            read_shown(value)


def test_an_id_that_is_no_actors_is_refused(knowledge: KnowledgeBase) -> None:
    with pytest.raises(NoSuchActor, match="no-such"):
        answer_side("no-such", "profile", knowledge)


def test_every_suggestion_leads_to_its_actor(knowledge: KnowledgeBase) -> None:
    known = {actor.id for actor in actors(knowledge)}
    for letter in "abcdefghijklmnopqrstuvwxyz0123456789":
        assert {suggestion.actor_id for suggestion in suggestions_of(knowledge.names).find(letter)} <= known
