"""Finding actors in messages and texts, driven with signed payloads against a Web API on this machine."""

import dataclasses
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import App, BoltResponse
from slack_sdk.models.views import View as SlackView

from bot.answers.scanned import finding_of, scan_texts
from bot.knowledge_base import KnowledgeBase
from bot.replies.limits import PRIVATE_METADATA, faults, view_faults
from bot.replies.scan_blocks import OPEN_PROFILE
from bot.replies.scan_summary import summary_message
from bot.replies.scan_view import (
    ASK_TEXT,
    RESULT,
    SCAN_TEXT,
    Kept,
    loading_view,
    message_view,
    read_kept,
    result_view,
    scan_message,
    text_view,
)
from bot.settings import Settings
from bot.slack import commands, scanning
from bot.slack.client import make_client
from bot.slack.files import is_slacks, read_files
from bot.slack.message_text import texts_of
from bot.slack.services import Services
from bot.slack.work import Work
from bot.state.database import Database
from bot.state.workspace import Workspace, write_workspace
from tests.bot.slack.web_api import SECRET, WebApi, send, send_command, serving

FORM = "application/x-www-form-urlencoded"
OPENED = (200, {"ok": True, "view": {"id": "V1"}})
MESSAGE = {"type": "message", "user": "U2", "text": "Sofacy again, with X-Agent. fancy bear!", "ts": "5.1"}


@pytest.fixture
def api() -> Iterator[WebApi]:
    with serving() as found:
        found.failing["views.open"] = OPENED
        yield found


@dataclasses.dataclass
class Slack:
    """The app; ``files_url`` is where the files of messages are."""

    app: App
    services: Services
    files_url: str


@pytest.fixture
def slack(api: WebApi, settings: Settings, knowledge: KnowledgeBase, tmp_path: Path) -> Iterator[Slack]:
    with files_of({}) as there:
        services = Services(
            dataclasses.replace(settings, slack_api_url=there.url), knowledge, Work(4), Database(f"sqlite:///{tmp_path / 'state.sqlite3'}")
        )
        client = make_client(dataclasses.replace(settings, slack_api_url=api.url), "xoxb-1")
        app = App(client=client, signing_secret=SECRET)
        commands.register(app, services, {"scan": scanning.command})
        scanning.register(app, services)
        there.files["/files/alert.txt"] = (200, {}, "Turla was seen".encode("utf-16"))
        yield Slack(app, services, there.url)
        services.work.close()


@dataclasses.dataclass
class Files:
    """A server of files: path -> (status, headers, content); ``tokens`` are the Authorization headers that it was sent."""

    url: str
    files: dict[str, tuple[int, dict[str, str], bytes]]
    tokens: list[str] = dataclasses.field(default_factory=list)


@contextmanager
def files_of(files: dict[str, tuple[int, dict[str, str], bytes]]) -> Iterator[Files]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there.tokens.append(self.headers.get("Authorization", ""))
            status, headers, content = there.files.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in ({"Content-Type": "text/plain", "Content-Length": str(len(content))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    there = Files(f"http://127.0.0.1:{server.server_port}/", files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield there
    finally:
        server.shutdown()
        server.server_close()


def use_shortcut(slack: Slack, api: WebApi, message: dict[str, Any]) -> BoltResponse:
    return interact(
        slack,
        {
            "type": "message_action", "callback_id": scanning.SHORTCUT, "trigger_id": "t", "message_ts": message["ts"], "message": message,
            "channel": {"id": "C1", "name": "inc"}, "response_url": f"{api.url}response",
        },
    )  # fmt: skip


def submit(slack: Slack, view: dict[str, Any]) -> BoltResponse:
    return interact(slack, {"type": "view_submission", "trigger_id": "t", "view": {"id": "V1", "type": "modal", **view}})


def interact(slack: Slack, payload: dict[str, Any]) -> BoltResponse:
    whole = {"user": {"id": "U1"}, "team": {"id": "T1"}, **payload}
    return send(slack.app, urlencode({"payload": json.dumps(whole)}), FORM)


def view_in(call: dict[str, Any]) -> dict[str, Any]:
    view = call["view"]
    found: dict[str, Any] = json.loads(view) if isinstance(view, str) else view
    return found


def shown(view: dict[str, Any]) -> str:
    return json.dumps(view["blocks"], ensure_ascii=False)


def found_in(slack: Slack, api: WebApi, message: dict[str, Any]) -> dict[str, Any]:
    before = len(api.to("views.update"))
    use_shortcut(slack, api, message)
    return view_in(api.wait_for("views.update", before + 1)[-1])


def test_the_shortcut_opens_a_window_and_then_says_who_is_named(slack: Slack, api: WebApi) -> None:
    assert use_shortcut(slack, api, MESSAGE).status == 200
    opened = api.wait_for("views.open")[0]
    assert "Reading" in shown(view_in(opened))
    assert opened["trigger_id"] == "t"
    view = view_in(api.wait_for("views.update")[0])
    assert view_faults(view) == []
    text = shown(view)
    assert "1 actor" in text
    assert "*APT28*" in text
    assert "Russia" in text
    assert "Named twice: “Sofacy”, “fancy bear”" in text
    assert "“Sofacy” is used by Kaspersky" in text
    assert "“fancy bear” is used by CrowdStrike" in text
    assert text.index("*APT28*") < text.index("*X-Agent*")
    buttons = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    assert [(b["action_id"], b["value"]) for b in buttons] == [(f"{OPEN_PROFILE}0", "apt28")]
    assert view["submit"]["text"] == "Post summary to thread"


def test_a_contested_name_shows_all_that_it_may_be_and_prefers_none(slack: Slack, api: WebApi, knowledge: KnowledgeBase) -> None:
    view = found_in(slack, api, {**MESSAGE, "text": "Winnti in the network"})
    meaning = knowledge.names.exactly("Winnti")
    assert meaning is not None
    actors = [c.entity for c in meaning.of_type("actor") if c.relation != "software"]
    assert "“Winnti” is contested" in shown(view)
    assert [b["accessory"]["value"] for b in view["blocks"] if "accessory" in b] == [actor.id for actor in actors]


def test_a_message_without_names_says_what_was_looked_for(slack: Slack, api: WebApi) -> None:
    view = found_in(slack, api, {**MESSAGE, "text": "lunch in Germany?"})
    assert "No threat actor" in shown(view)
    assert "CVE numbers" in shown(view)
    assert "no proof" in shown(view)
    assert "country Germany" in shown(view)
    assert "submit" not in view


def test_words_are_counted_once_though_slack_has_them_twice(slack: Slack, api: WebApi) -> None:
    leaves = [{"type": "text", "text": "Sofacy", "style": {"bold": True}}, {"type": "text", "text": " & Turla"}]
    blocks = [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": leaves}]}]
    text = shown(found_in(slack, api, {**MESSAGE, "text": "*Sofacy* &amp; Turla", "blocks": blocks}))
    assert "Named once: “Sofacy”" in text
    assert "Named once: “Turla”" in text


def test_blocks_attachments_and_shared_messages_are_read() -> None:
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "Wizard "}, {"type": "text", "text": "Spider"}]},
        {"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}, {"type": "link", "url": "https://e.example/turla"}]},
    ]}]}  # fmt: skip
    message = {
        "text": "An alert",
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "An alert"}},
            {"type": "section", "text": {"type": "mrkdwn", "text": "<https://e.example|Sandworm>"}, "fields": [{"text": "OilRig"}]},
            {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Play"}}]},
        ],
        "attachments": [
            {"title": "APT41", "fields": [{"title": "Tool", "value": "Mimikatz"}], "fallback": "unused"},
            {"message_blocks": [{"message": {"blocks": [rich]}}]},
            {"fallback": "only this"},
        ],
    }  # fmt: skip
    assert texts_of(message) == [
        "An alert", "Sandworm", "OilRig", "APT41", "Tool", "Mimikatz", "Wizard Spider", " https://e.example/turla", "only this"
    ]  # fmt: skip


def test_text_files_are_read_and_others_are_named(slack: Slack, api: WebApi) -> None:
    url = f"{slack.files_url}files/alert.txt"
    files = [
        {"name": "alert.txt", "mimetype": "application/octet-stream", "size": 30, "url_private_download": url},
        {"name": "shot.png", "mimetype": "image/png", "size": 30, "url_private_download": url},
        {"name": "huge.log", "mimetype": "text/plain", "size": 600_000, "url_private_download": url},
    ]
    text = shown(found_in(slack, api, {**MESSAGE, "text": "", "files": files}))
    assert "*Turla*" in text
    assert "Not read: shot.png (not a text file); huge.log (larger than 500 kB)" in text


def text_file(url: str, **more: Any) -> dict[str, Any]:
    return {"name": "a.txt", "mimetype": "text/plain", "size": 3, "url_private_download": url, **more}


def test_the_token_goes_to_slack_and_nowhere_else() -> None:
    with files_of({}) as elsewhere, files_of({}) as slacks:
        slacks.files |= {
            "/ok": (200, {}, b"one"),
            "/away": (302, {"Location": f"{elsewhere.url}ok"}, b""),
            "/near": (302, {"Location": "/ok"}, b""),
            "/login": (200, {"Content-Type": "text/html"}, b"<html>log in</html>"),
            "/long": (200, {}, b"x" * 500_001),
            "/bytes": (200, {}, b"\0\1"),
        }
        elsewhere.files["/ok"] = (200, {}, b"two")
        paths = ("ok", "away", "near", "login", "missing", "long", "bytes")
        urls = [f"{slacks.url}{path}" for path in paths]
        found = read_files([*(text_file(url, name=url[-5:]) for url in urls), text_file(f"{elsewhere.url}ok")], "xoxb-1", slacks.url)
        assert found.texts == ("one", "one")
        assert len(found.unread) == 6
        assert set(slacks.tokens) == {"Bearer xoxb-1"}
        assert elsewhere.tokens == []


def test_at_most_five_files_are_read() -> None:
    with files_of({"/ok": (200, {}, b"one")}) as slacks:
        found = read_files([text_file(f"{slacks.url}ok")] * 7, "xoxb-1", slacks.url)
    assert (len(found.texts), len(found.unread)) == (5, 2)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/a.txt", True),
        ("https://slack.com/a", True),
        ("http://127.0.0.1:9/a", True),
        ("http://files.slack.com/a", False),
        ("https://files.slack.com:8443/a", False),
        ("https://files.slack.com.example/a", False),
        ("https://notslack.com/a", False),
        ("https://files.slack.com@example.org/a", False),
        ("https://example.org\\@files.slack.com/a", False),
        ("http://127.0.0.1:10/a", False),
        ("file:///etc/passwd", False),
        ("https://[::1", False),
    ],
)
def test_which_addresses_are_slacks(url: str, allowed: bool) -> None:
    assert is_slacks(url, "http://127.0.0.1:9/api/") is allowed


def test_the_summary_is_posted_to_the_thread_once(slack: Slack, api: WebApi) -> None:
    view = found_in(slack, api, {**MESSAGE, "thread_ts": "4.0"})
    answer = json.loads(submit(slack, view).body)
    assert answer["response_action"] == "update"
    assert "Posting" in shown(answer["view"])
    (posted,) = api.wait_for("chat.postMessage")
    assert (posted["channel"], posted["thread_ts"]) == ("C1", "4.0")
    assert posted["text"].startswith("Named in this message: APT28 (as “Sofacy” and “fancy bear”), X-Agent")
    assert faults(posted["blocks"]) == []
    assert "“Sofacy” is used by Kaspersky" in json.dumps(posted["blocks"], ensure_ascii=False)
    assert "<@U1>" in str(posted["blocks"])
    assert scanning.POSTED in shown(view_in(api.wait_for("views.update", 2)[-1]))
    submit(slack, view)
    assert scanning.POSTED_BEFORE in shown(view_in(api.wait_for("views.update", 3)[-1]))
    assert len(api.to("chat.postMessage")) == 1


def test_what_slack_refuses_is_said_in_the_window_and_can_be_tried_again(slack: Slack, api: WebApi) -> None:
    view = found_in(slack, api, MESSAGE)
    api.failing["chat.postMessage"] = (200, {"ok": False, "error": "not_in_channel"})
    submit(slack, view)
    assert "I am not in this channel" in shown(view_in(api.wait_for("views.update", 2)[-1]))
    del api.failing["chat.postMessage"]
    submit(slack, view)
    assert scanning.POSTED in shown(view_in(api.wait_for("views.update", 3)[-1]))


def test_a_window_that_was_closed_does_not_undo_the_post(slack: Slack, api: WebApi) -> None:
    view = found_in(slack, api, MESSAGE)
    api.failing["views.update"] = (200, {"ok": False, "error": "not_found"})
    submit(slack, view)
    api.wait_for("views.update", 2)
    submit(slack, view)
    api.wait_for("views.update", 3)
    assert len(api.to("chat.postMessage")) == 1


def test_nothing_is_posted_where_the_admins_do_not_want_answers(slack: Slack, api: WebApi) -> None:
    view = found_in(slack, api, MESSAGE)
    write_workspace(slack.services.database, "T1", Workspace(channels=("C9",)))
    submit(slack, view)
    assert "limited me to other channels" in shown(view_in(api.wait_for("views.update", 2)[-1]))
    assert api.to("chat.postMessage") == []


def test_a_window_that_slack_does_not_open_is_told_privately(slack: Slack, api: WebApi) -> None:
    api.failing["views.open"] = (200, {"ok": False, "error": "expired_trigger_id"})
    use_shortcut(slack, api, MESSAGE)
    (told,) = api.wait_for("response")
    assert "press it again" in told["text"]
    assert told["response_type"] == "ephemeral"
    assert told["replace_original"] is False


def test_a_failure_is_said_in_the_window(slack: Slack, api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(scanning, "scan_texts", fail)
    text = shown(found_in(slack, api, MESSAGE))
    assert "reference" in text
    assert "secret" not in text
    answer = json.loads(submit(slack, filled("Turla")).body)
    assert "reference" in shown(answer["view"])
    assert view_faults(answer["view"]) == []


def test_the_command_with_a_text_answers_the_asker_alone(slack: Slack, api: WebApi) -> None:
    send_command(slack.app, api, "scan Sofacy &amp; <https://e.example|Turla>")
    (message,) = api.wait_for("response")
    assert message["response_type"] == "ephemeral"
    assert message["text"] == "Named in this text: APT28 (as “Sofacy”), Turla"
    assert "*APT28*" in str(message["blocks"])
    assert faults(message["blocks"]) == []


def test_the_command_without_a_text_asks_for_one_and_shows_the_result(slack: Slack, api: WebApi) -> None:
    send_command(slack.app, api, "scan")
    opened = view_in(api.wait_for("views.open")[0])
    (block,) = opened["blocks"]
    assert (opened["callback_id"], block["block_id"], block["element"]["action_id"]) == (ASK_TEXT, SCAN_TEXT, SCAN_TEXT)
    assert block["element"]["multiline"] is True
    answer = json.loads(submit(slack, filled("Sofacy & Turla")).body)
    assert answer["response_action"] == "update"
    assert "*APT28*" in shown(answer["view"])
    assert "*Turla*" in shown(answer["view"])
    assert "submit" not in answer["view"]


def test_an_empty_text_is_refused_at_its_input(slack: Slack) -> None:
    answer = json.loads(submit(slack, filled(" \n")).body)
    assert answer == {"response_action": "errors", "errors": {SCAN_TEXT: scanning.NOTHING_TYPED}}


def filled(text: str) -> dict[str, Any]:
    return {"callback_id": ASK_TEXT, "state": {"values": {SCAN_TEXT: {SCAN_TEXT: {"type": "plain_text_input", "value": text}}}}}


def every_name(knowledge: KnowledgeBase, types: tuple[str, ...]) -> Iterator[str]:
    return (f"{entity.id}, {entity.name}" for entity in knowledge.graph.records.entities if entity.type in types)


@pytest.mark.parametrize("types", [("actor",), ("software",), ("technique",), ("actor", "software", "technique")])
def test_a_text_that_names_very_much_stays_within_every_limit(knowledge: KnowledgeBase, types: tuple[str, ...]) -> None:
    scan = scan_texts(["\n".join(every_name(knowledge, types))], knowledge)
    assert len(scan.findings) > 500
    view = result_view(scan, "message", ["report.pdf (not a text file)"] * 99, Kept("C1", "5.1", "5.1"))
    assert view_faults(view) == []
    assert faults(view["blocks"]) == []
    SlackView(**view).validate_json()
    message = scan_message(scan, "text")
    assert faults(message["blocks"]) == []
    kept = read_kept(view["private_metadata"])
    assert len(view["private_metadata"]) <= PRIVATE_METADATA
    assert len(kept.found) + kept.left == len(scan.findings)
    again = [finding_of(n.type, n.ids, tuple((word, 1) for word in n.words), knowledge) for n in kept.found]
    posted = summary_message(again, kept.left, "U1")
    assert faults(posted["blocks"]) == []
    assert f"and {len(scan.findings) - 12} more" in posted["text"] or posted["text"].endswith("…")


@pytest.mark.parametrize("make", [loading_view, text_view, lambda: message_view("A <!channel> *word*")])
def test_the_other_windows_are_within_the_limits(make: Callable[[], dict[str, Any]]) -> None:
    view = make()
    assert view_faults(view) == []
    assert "<!channel>" not in str(view)
    SlackView(**view).validate_json()


def test_words_of_a_text_are_not_obeyed(knowledge: KnowledgeBase) -> None:
    scan = scan_texts(["fancy\n<!channel>\nbear, Fancy_*Bear*"], knowledge)
    view = result_view(scan, "message", ["<!here>.pdf (no)"], Kept("C1", "5.1", "5.1"))
    said = [block.get("text") or block["elements"][0] for block in view["blocks"]]
    assert not any("<!" in text["text"] for text in said)
    assert view["callback_id"] == RESULT


def test_what_a_window_does_not_keep_is_an_error() -> None:
    for value in ("", "{}", "[1]", '["C1","1","1",[["a"]],0]'):
        with pytest.raises(ValueError, match="does not say what was found"):
            read_kept(value)
