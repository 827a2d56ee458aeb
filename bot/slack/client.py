"""The Web API client: waits where Slack says so, and never sends a message twice."""

from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot.settings import Settings

TIMEOUT_SECONDS = 10
_POSTING = ("chat.postMessage", "chat.postEphemeral", "chat.startStream", "chat.appendStream", "views.push")


class ConnectionRetry(RetryHandler):
    """Once more after a broken connection; for what posts, only where the connection never stood."""

    def _can_retry(
        self, *, state: RetryState, request: HttpRequest, response: HttpResponse | None = None, error: Exception | None = None
    ) -> bool:
        if response is not None or not isinstance(error, URLError | ConnectionError):
            return False
        reason = error.reason if isinstance(error, URLError) else error
        return isinstance(reason, ConnectionRefusedError) or not request.url.endswith(_POSTING)


class ServerErrorRetry(RetryHandler):
    """Once more after a 500 or 503 of Slack's, for what may be done twice."""

    def _can_retry(
        self, *, state: RetryState, request: HttpRequest, response: HttpResponse | None = None, error: Exception | None = None
    ) -> bool:
        return response is not None and response.status_code in (500, 502, 503) and not request.url.endswith(_POSTING)


def make_client(settings: Settings, token: str) -> WebClient:
    """A client for Slack's Web API, or for another base address that the settings name."""
    return WebClient(
        token=token, base_url=settings.slack_api_url, timeout=TIMEOUT_SECONDS,
        retry_handlers=[ConnectionRetry(), ServerErrorRetry(), RateLimitErrorRetryHandler(max_retry_count=2)],
    )  # fmt: skip
