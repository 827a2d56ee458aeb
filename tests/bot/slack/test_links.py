"""Cards below links, driven with signed events against a Web API on this machine."""

import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk.models.blocks import Block

from bot.knowledge_base import KnowledgeBase
from bot.replies.card import render_card
from bot.replies.limits import faults
from bot.settings import Settings
from bot.slack import links
from bot.slack.client import make_client
from bot.slack.links import answer_about
from bot.slack.services import Services
from bot.slack.work import Work
from bot.state.database import Database
from bot.state.workspace import Workspace, write_workspace
from tests.bot.slack.web_api import SECRET, WebApi, send_event

APT28 = "https://attack.mitre.org/groups/G0007/"
EVENT = {
    "type": "link_shared", "user": "U1", "channel": "C1", "message_ts": "5.1", "unfurl_id": "C1.5.1.x",
    "source": "conversations_history", "event_ts": "5.2",
}  # fmt: skip


@dataclasses.dataclass
class Slack:
    app: App
    services: Services


@pytest.fixture
def slack(api: WebApi, settings: Settings, knowledge: KnowledgeBase, tmp_path: Path) -> Iterator[Slack]:
    there = dataclasses.replace(settings, slack_api_url=api.url)
    services = Services(there, knowledge, Work(4), Database(f"sqlite:///{tmp_path / 'state.sqlite3'}"))
    app = App(client=make_client(there, "xoxb-1"), signing_secret=SECRET)
    links.register(app, services)
    yield Slack(app, services)
    services.work.close()


def share(slack: Slack, *urls: str, event_id: str = "Ev1", **more: Any) -> None:
    shared = [{"url": url, "domain": url.split("/")[2]} for url in urls]
    assert send_event(slack.app, {**EVENT, "links": shared, **more}, event_id).status == 200


def nothing_follows(slack: Slack, api: WebApi) -> bool:
    """Whether nothing was sent when everything begun is done."""
    slack.services.work.close()
    return api.to("chat.unfurl") == []


def test_a_link_gets_a_card_with_its_sources(slack: Slack, api: WebApi) -> None:
    share(slack, APT28)
    (call,) = api.wait_for("chat.unfurl")
    assert (call["channel"], call["ts"]) == ("C1", "5.1")
    assert list(call["unfurls"]) == [APT28]
    blocks = call["unfurls"][APT28]["blocks"]
    assert [block["type"] for block in blocks] == ["section", "context"]
    text = blocks[0]["text"]["text"]
    assert text.startswith("*APT28* · ")
    assert "Russia" in text
    assert "Fancy Bear (CrowdStrike)" in text
    assert blocks[1]["elements"][0]["text"].startswith("*Sources* [1] ")


def test_links_are_named_as_slack_names_them(slack: Slack, api: WebApi) -> None:
    url = "https://attack.mitre.org/software/S0154/?a=1&amp;b=2"
    share(slack, url)
    assert list(api.wait_for("chat.unfurl")[0]["unfurls"]) == [url]


def test_only_five_links_and_only_known_ones(slack: Slack, api: WebApi) -> None:
    groups = [f"https://attack.mitre.org/groups/{id_}/" for id_ in ("G0007", "G0016", "G9999", "G0010", "G0034", "G0032")]
    share(slack, *groups)
    assert list(api.wait_for("chat.unfurl")[0]["unfurls"]) == [groups[0], groups[1], groups[3], groups[4]]


def test_unknown_links_get_nothing(slack: Slack, api: WebApi) -> None:
    share(slack, "https://attack.mitre.org/", "https://misp-galaxy.org/threat-actor/#winnti")
    assert nothing_follows(slack, api)


def test_a_message_that_is_being_written_is_answered_by_its_unfurl_id(slack: Slack, api: WebApi) -> None:
    share(slack, APT28, source="composer", channel="COMPOSER", message_ts="d9b1c2", unfurl_id="0b9c-x")
    (call,) = api.wait_for("chat.unfurl")
    assert (call["unfurl_id"], call["source"]) == ("0b9c-x", "composer")
    assert "channel" not in call
    assert "ts" not in call


def test_an_event_that_slack_sends_again_is_answered_once(slack: Slack, api: WebApi) -> None:
    share(slack, APT28)
    share(slack, APT28)
    share(slack, APT28, event_id="Ev2")
    api.wait_for("chat.unfurl", 2)
    slack.services.work.close()
    assert len(api.to("chat.unfurl")) == 2


def test_the_bots_own_links_get_nothing(slack: Slack, api: WebApi) -> None:
    share(slack, APT28, user="U0BOT")
    assert nothing_follows(slack, api)


def test_a_channel_where_the_admins_do_not_want_answers_gets_nothing(slack: Slack, api: WebApi) -> None:
    write_workspace(slack.services.database, "T1", Workspace(channels=("C9",)))
    share(slack, APT28)
    assert nothing_follows(slack, api)


def test_a_refusal_of_slack_stays_in_the_log(slack: Slack, api: WebApi) -> None:
    api.failing["chat.unfurl"] = (200, {"ok": False, "error": "cannot_unfurl_url"})
    share(slack, APT28)
    api.wait_for("chat.unfurl")
    slack.services.work.close()
    assert [name for name, _ in api.calls if name not in ("auth.test", "chat.unfurl")] == []


def test_every_card_is_within_the_limits_and_short(knowledge: KnowledgeBase) -> None:
    started = time.monotonic()
    cards = 0
    for entity in knowledge.graph.records.entities:
        if entity.type == "software" and "attack" not in entity.ids:
            continue
        answer = answer_about(entity.id, knowledge)
        if answer is None:
            continue
        blocks = render_card(answer)
        cards += 1
        assert faults(blocks) == [], entity.id
        assert len(blocks[0]["text"]["text"]) < 1800, entity.id
        for block in Block.parse_all(blocks):
            block.validate_json()
    assert cards > 1500
    assert time.monotonic() - started < 120


def test_only_actors_and_software_have_a_card(knowledge: KnowledgeBase) -> None:
    assert answer_about("T1059", knowledge) is None
    assert answer_about("nobody", knowledge) is None
    answer = answer_about("cobalt-strike", knowledge)
    assert answer is not None
    assert "reported to be used by" in render_card(answer)[0]["text"]["text"]
