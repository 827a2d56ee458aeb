"""The Slack app: built when asked for, never at import."""

import logging
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.knowledge_base import KnowledgeBase
from bot.settings import Settings, SettingsError
from bot.slack.listeners import register

log = logging.getLogger(__name__)


def create_app(settings: Settings, knowledge: KnowledgeBase, *, signing_secret: str | None = None) -> App:
    """A Bolt app with every listener registered. Raises SettingsError where Slack refuses the token."""
    client = WebClient(token=settings.slack_bot_token, base_url=settings.slack_api_url)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=2))
    executor = ThreadPoolExecutor(max_workers=settings.workers, thread_name_prefix="listener")
    logging.getLogger("slack_bolt.RequestVerification").setLevel(logging.WARNING)
    try:
        app = App(
            client=client,
            signing_secret=signing_secret,
            request_verification_enabled=signing_secret is not None,
            listener_executor=executor,
        )
    except (BoltError, SlackClientError) as error:
        raise SettingsError(f"Slack does not accept SLACK_BOT_TOKEN ({_reason(error)}): copy the bot token again") from error
    register(app, knowledge)
    return app


def run_socket_mode(settings: Settings) -> None:
    """Connect and serve until SIGTERM or Ctrl-C; an answer in flight is still delivered."""
    knowledge = KnowledgeBase(settings)
    _ = knowledge.names
    app = create_app(settings, knowledge)
    handler = SocketModeHandler(
        app, settings.slack_app_token, web_client=WebClient(token=settings.slack_app_token, base_url=settings.slack_api_url)
    )
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    try:
        handler.connect()  # type: ignore[no-untyped-call]
    except SlackClientError as error:
        raise SettingsError(f"Slack does not accept SLACK_APP_TOKEN ({_reason(error)}): make one with connections:write") from error
    log.info("aptbot is connected to Slack")
    threading.Thread(target=_warm_up, args=(knowledge,), name="warm-up", daemon=True).start()
    stop.wait()
    handler.close()  # type: ignore[no-untyped-call]
    app.listener_runner.listener_executor.shutdown(wait=True)
    log.info("aptbot has stopped")


def _warm_up(knowledge: KnowledgeBase) -> None:
    """Load what the first questions need, so that nobody waits for it."""
    _ = knowledge.graph
    try:
        knowledge.search("warm up", 1)
    except Exception:
        log.warning("passage search is not ready", exc_info=True)


def _reason(error: Exception) -> str:
    response = getattr(error, "response", None)
    return str(response.get("error")) if response is not None and hasattr(response, "get") else type(error).__name__
