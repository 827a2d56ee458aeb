"""The Slack app: built when asked for, never at import."""

import logging
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import FrameType

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_sdk.errors import SlackClientError

from bot.knowledge_base import KnowledgeBase
from bot.service import answer_text
from bot.settings import Settings, SettingsError
from bot.slack.boundary import code_of
from bot.slack.client import make_client
from bot.slack.listeners import register
from bot.slack.services import Services
from bot.slack.work import Work
from bot.state.database import Database, StateError
from bot.state.history import forget_old
from bot.suggestions import suggestions_of

log = logging.getLogger(__name__)


LISTENER_THREADS = 20
"""Threads that only acknowledge and hand over to the pool that works."""


@dataclass(frozen=True)
class SlackApp:
    """A Bolt app with every listener, and what they share."""

    bolt: App
    services: Services

    def close(self) -> None:
        """Finish the answers in flight."""
        self.bolt.listener_runner.listener_executor.shutdown(wait=True)
        self.services.work.close()
        self.services.noting.close()


def create_app(settings: Settings, knowledge: KnowledgeBase, *, signing_secret: str | None = None) -> SlackApp:
    """A Bolt app with every listener registered. Raises SettingsError where Slack refuses the token."""
    services = Services(settings, knowledge, Work(settings.workers), Database(settings.database_url))
    try:
        bolt = App(
            client=make_client(settings, settings.slack_bot_token),
            signing_secret=signing_secret,
            request_verification_enabled=signing_secret is not None,
            listener_executor=ThreadPoolExecutor(LISTENER_THREADS, thread_name_prefix="listener"),
        )
    except (BoltError, SlackClientError) as error:
        raise SettingsError(f"Slack does not accept SLACK_BOT_TOKEN ({code_of(error)}): copy the bot token again") from error
    except OSError as error:
        reason = getattr(error, "reason", error)
        raise SettingsError(
            f"Slack cannot be reached at {settings.slack_api_url} ({reason}): check the network and SLACK_API_URL"
        ) from error
    logging.getLogger("slack_bolt.RequestVerification").setLevel(logging.WARNING)  # after App, which sets it; INFO shows whole bodies
    register(bolt, services)
    return SlackApp(bolt, services)


def run_socket_mode(settings: Settings) -> None:
    """Connect and serve until SIGTERM or Ctrl-C; an answer in flight is still delivered."""
    knowledge = KnowledgeBase(settings)
    _ = knowledge.names
    app = create_app(settings, knowledge)
    handler = SocketModeHandler(app.bolt, settings.slack_app_token, web_client=make_client(settings, settings.slack_app_token))
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    try:
        handler.connect()  # type: ignore[no-untyped-call]
    except SlackClientError as error:
        raise SettingsError(f"Slack does not accept SLACK_APP_TOKEN ({code_of(error)}): make one with connections:write") from error
    log.info("aptbot is connected to Slack")
    threading.Thread(target=warm_up, args=(app.services,), name="warm-up", daemon=True).start()
    stop.wait()
    handler.close()  # type: ignore[no-untyped-call]
    app.close()
    log.info("aptbot has stopped")


def warm_up(services: Services) -> None:
    """Load what the first questions need, so that nobody waits for it, and delete what is kept no longer."""
    knowledge = services.knowledge
    _ = knowledge.graph
    suggestions_of(knowledge.names).find("warmm up")
    try:
        answer_text("who hid behind satellites, and what does APT28 use?", knowledge)
        knowledge.search_about("warm up", ())
    except Exception:
        log.warning("passage search is not ready", exc_info=True)
    try:
        forget_old(services.database)
    except StateError as error:
        log.warning("%s", error)
