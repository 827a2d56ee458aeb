"""The manifest asks for what is registered and the docs give a reason for it."""

from typing import Any

import yaml

from bot.slack.listeners import register
from tests.conftest import ROOT

MANIFEST = yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))


class Recorder:
    """Takes the place of Bolt's App and notes what is registered."""

    def __init__(self) -> None:
        self.registered: dict[str, list[Any]] = {}

    def __getattr__(self, kind: str) -> Any:
        def decorator_for(constraint: Any = None, *_more: Any, **_others: Any) -> Any:
            self.registered.setdefault(kind, []).append(constraint)
            return lambda listener: listener

        return decorator_for


class Anything:
    """Services that nobody calls."""

    def __getattr__(self, _name: str) -> Any:
        return Anything()

    def append(self, _listener: Any) -> None:
        pass


def registered() -> dict[str, list[Any]]:
    recorder = Recorder()
    register(recorder, Anything())  # type: ignore[arg-type]
    return recorder.registered


def test_commands_and_shortcuts() -> None:
    found = registered()
    assert [c["command"] for c in MANIFEST["features"]["slash_commands"]] == found["command"]
    wanted = [s["callback_id"] for s in MANIFEST["features"].get("shortcuts", [])]
    assert sorted(wanted) == sorted(found.get("shortcut", []))


def test_events() -> None:
    bases = {event.split(".")[0] for event in MANIFEST["settings"]["event_subscriptions"]["bot_events"]}
    assert bases == set(registered()["event"])


def test_every_scope_has_its_reason() -> None:
    docs = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
    scopes = MANIFEST["oauth_config"]["scopes"]["bot"]
    assert len(scopes) == len(set(scopes))
    assert [scope for scope in scopes if f"`{scope}`" not in docs] == []
