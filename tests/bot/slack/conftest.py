"""The Web API's stand-in and the app as it is wired, with a database of its own."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.knowledge_base import KnowledgeBase
from bot.settings import Settings
from bot.slack.app import SlackApp, create_app
from tests.bot.slack.surfaces import driven
from tests.bot.slack.web_api import SECRET, WebApi, serving


@pytest.fixture
def api() -> Iterator[WebApi]:
    with serving() as found:
        yield found


@pytest.fixture
def slack(api: WebApi, settings: Settings, knowledge: KnowledgeBase, tmp_path: Path) -> Iterator[SlackApp]:
    here = dataclasses.replace(settings, slack_bot_token="xoxb-1", slack_api_url=api.url, state_url=f"sqlite:///{tmp_path / 's.sqlite3'}")
    made = create_app(here, knowledge, signing_secret=SECRET)
    yield made
    made.close()


@pytest.fixture
def driven_slack(api: WebApi, settings: Settings, knowledge: KnowledgeBase, tmp_path: Path) -> Iterator[SlackApp]:
    """The same with every surface in use, as tests/bot/slack/surfaces.py drives them."""
    with driven(api, settings, knowledge, tmp_path) as made:
        yield made
