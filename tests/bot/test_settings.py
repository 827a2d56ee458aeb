"""Settings are read once, every fault is named together, and no secret is ever shown."""

import pytest

from bot.settings import SettingsError, read_settings


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"APTBOT_WORKERS": "many", "APTBOT_LOG_LEVEL": "loud", "APTBOT_MODEL_SHA256": "x", "SLACK_API_URL": "slack"})
    for name in ("APTBOT_WORKERS", "APTBOT_LOG_LEVEL", "APTBOT_MODEL_SHA256", "SLACK_API_URL"):
        assert name in str(caught.value)


def test_secrets_are_in_no_representation() -> None:
    settings = read_settings({"SLACK_BOT_TOKEN": "xoxb-hidden", "SLACK_APP_TOKEN": "xapp-hidden"})
    assert "hidden" not in repr(settings)
    settings.require_slack()


def test_a_base_address_ends_with_a_slash() -> None:
    assert read_settings({"SLACK_API_URL": "http://127.0.0.1:1/api"}).slack_api_url == "http://127.0.0.1:1/api/"
