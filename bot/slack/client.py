"""What speaks to Slack: waits where Slack says so, and never sends a message twice."""

from socket import gaierror
from typing import Any
from urllib.error import URLError

from slack_bolt import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.settings import Settings

TIMEOUT_SECONDS = 10
LONGEST_WAIT_SECONDS = 30
"""Who has to wait longer than this is told so."""
_POSTING = ("chat.postMessage", "chat.postEphemeral", "chat.startStream", "chat.appendStream", "views.push")


class ConnectionRetry(RetryHandler):
    """Once more after a broken connection; for what posts, only where the connection never stood."""

    def __init__(self, posting: bool = False) -> None:
        super().__init__()
        self._posting = posting

    def _can_retry(
        self, *, state: RetryState, request: HttpRequest, response: HttpResponse | None = None, error: Exception | None = None
    ) -> bool:
        if response is not None or not isinstance(error, URLError | ConnectionError):
            return False
        reason = error.reason if isinstance(error, URLError) else error
        return isinstance(reason, ConnectionRefusedError | gaierror) or not (self._posting or request.url.endswith(_POSTING))


class ServerErrorRetry(RetryHandler):
    """Once more after a 500 or 503 of Slack's, for what may be done twice."""

    def _can_retry(
        self, *, state: RetryState, request: HttpRequest, response: HttpResponse | None = None, error: Exception | None = None
    ) -> bool:
        return response is not None and response.status_code in (500, 502, 503) and not request.url.endswith(_POSTING)


class RateLimitRetry(RateLimitErrorRetryHandler):
    """Twice more after as long as Slack asks for, unless that is longer than anybody waits for an answer."""

    def __init__(self) -> None:
        super().__init__(max_retry_count=2)

    def _can_retry(
        self, *, state: RetryState, request: HttpRequest, response: HttpResponse | None = None, error: Exception | None = None
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        asked = [value for name, values in response.headers.items() if name.lower() == "retry-after" for value in values]
        return not asked or (asked[0].isdecimal() and int(asked[0][:9]) <= LONGEST_WAIT_SECONDS)


class ResponseUrlError(SlackClientError):
    """A response URL did not take a message. ``over``: it was used five times, or 30 minutes have passed."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the response URL answered {status}")
        self.over = status in (404, 410)


class ResponseUrl(Respond):
    """Bolt's ``respond``, which sends each message once and raises ResponseUrlError where Slack does not take it."""

    def __call__(self, text: Any = "", *_arguments: Any, **message: Any) -> WebhookResponse:
        if not self.response_url:
            raise ValueError("there is no response URL")
        client = WebhookClient(
            self.response_url, timeout=TIMEOUT_SECONDS, proxy=self.proxy, ssl=self.ssl,
            retry_handlers=[ConnectionRetry(posting=True), RateLimitRetry()],
        )  # fmt: skip
        response = client.send_dict({"text": text, **message})
        if response.status_code != 200:
            raise ResponseUrlError(response.status_code)
        return response


def make_client(settings: Settings, token: str) -> WebClient:
    """A client for Slack's Web API, or for another base address that the settings name."""
    return WebClient(
        token=token, base_url=settings.slack_api_url, timeout=TIMEOUT_SECONDS,
        retry_handlers=[ConnectionRetry(), ServerErrorRetry(), RateLimitRetry()],
    )  # fmt: skip
