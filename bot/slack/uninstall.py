"""When a workspace removes the app or takes its tokens back: what was kept of it is deleted."""

import logging
from typing import Any

from slack_bolt import App

from bot.slack.services import Services
from bot.state.history import forget

log = logging.getLogger(__name__)


def register(app: App, services: Services) -> None:
    @app.event("app_uninstalled")
    def on_uninstalled(body: dict[str, Any]) -> None:
        services.work.do("uninstall", lambda: delete(services, str(body.get("team_id") or "")), None)

    @app.event("tokens_revoked")
    def on_revoked(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event.get("tokens", {}).get("bot"):
            services.work.do("uninstall", lambda: delete(services, str(body.get("team_id") or "")), None)


def delete(services: Services, team: str) -> None:
    """Forget a workspace: its questions, reports, ratings and settings."""
    if team:
        services.noting.write()
        forget(services.database, team)
        log.info("the app was removed from workspace %s; what was kept of it is deleted", team)
