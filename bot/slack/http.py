"""The Slack app behind signed HTTP requests: Bolt's WSGI adapter, guarded, served by one gunicorn worker with threads."""

import io
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from gunicorn.app.base import BaseApplication
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest

from bot.knowledge_base import KnowledgeBase
from bot.settings import Settings, SettingsError
from bot.slack.app import create_app, warm_up

log = logging.getLogger(__name__)

PATH = "/slack/events"
THREADS = 16
MAX_BODY_BYTES = 1_000_000
MAX_AGE_SECONDS = 300
"""How old a request may be by Slack's rule for signatures."""
GRACE_SECONDS = 30
"""How long SIGTERM waits for the answers in flight."""


class Handler(SlackRequestHandler):
    """Bolt's adapter, which also reads a command that has the word "payload" in its text: Bolt 1.30 finds nothing in such a body."""

    def dispatch(self, request: WsgiHttpRequest) -> BoltResponse:
        body = request.get_body()
        read = BoltRequest(body=body, query=request.query_string, headers=request.get_headers())
        if body and not read.body:
            fields = dict(parse_qsl(body, keep_blank_values=True))
            read = BoltRequest(body=fields, query=request.query_string, headers=request.get_headers(), mode="socket_mode")
            read.raw_body, read.mode = body, "http"
        return self.app.dispatch(read)


class Guard:
    """Hands to Bolt what Slack may have sent and answers everything else itself, without a word of it in the log."""

    def __init__(self, bolt: WSGIApplication) -> None:
        self._bolt = bolt

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        route = (environ["REQUEST_METHOD"], environ.get("PATH_INFO"))
        if route == ("GET", "/healthz"):
            return _answer(start_response, HTTPStatus.OK, "ok")
        if route != ("POST", PATH):
            return _answer(start_response, HTTPStatus.NOT_FOUND)
        if not is_recent(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")):
            return _answer(start_response, HTTPStatus.UNAUTHORIZED)
        if int(environ.get("CONTENT_LENGTH") or 0) > MAX_BODY_BYTES:
            return _answer(start_response, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = environ["wsgi.input"].read(MAX_BODY_BYTES + 1)
        if len(body) > MAX_BODY_BYTES:
            return _answer(start_response, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            return self._bolt({**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}, start_response)
        except Exception as error:
            log.warning("a request cannot be read (%s)", type(error).__name__, exc_info=log.isEnabledFor(logging.DEBUG))
            return _answer(start_response, HTTPStatus.BAD_REQUEST)


def is_recent(timestamp: str) -> bool:
    """Is this the time of a request that Slack signed in the last minutes? What is no number is not."""
    try:
        return abs(time.time() - int(timestamp)) <= MAX_AGE_SECONDS
    except ValueError:
        return False


def _answer(start_response: StartResponse, status: HTTPStatus, text: str = "") -> list[bytes]:
    content = (text or status.phrase).encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(content)))]
    start_response(f"{status.value} {status.phrase}", headers)
    return [content]


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with one worker. The application is made before the worker, which shares the memory of what is loaded by then."""

    def __init__(self, application: WSGIApplication, options: dict[str, Any]) -> None:
        self._application = application
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        if "control_socket_disable" in self.cfg.settings:  # from gunicorn 25 on
            self.cfg.set("control_socket_disable", True)
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        return self._application


def run_http(settings: Settings, host: str, port: int) -> None:
    """Serve until SIGTERM or Ctrl-C; an answer in flight is still delivered. Ends the process.

    Raises SettingsError where Slack refuses the token or the address cannot be used.
    """
    knowledge = KnowledgeBase(settings)
    _ = knowledge.names
    app = create_app(settings, knowledge, signing_secret=settings.slack_signing_secret)
    serve(Guard(Handler(app.bolt, PATH)), listen(host, port), began=lambda: warm_up(app.services), ended=app.close)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises SettingsError."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=512)
    except OSError as error:
        reason = error.strerror or error
        raise SettingsError(f"cannot listen on {host} port {port} ({reason}): choose another with --port or --host") from error


def serve(application: WSGIApplication, listener: socket.socket, began: Callable[[], object], ended: Callable[[], object]) -> None:
    """Serve an application; ``began`` and ``ended`` run in the worker, the first beside the requests, the second after the last."""
    host, port = listener.getsockname()[:2]

    def on_start(_worker: object) -> None:
        threading.Thread(target=began, name="warm-up", daemon=True).start()
        log.info("aptbot listens on http://%s:%d%s", f"[{host}]" if ":" in host else host, port, PATH)

    def on_exit(_arbiter: object, worker: Any) -> None:
        for open_still in worker.sockets:
            open_still.close()
        ended()

    options = {
        "bind": f"fd://{listener.detach()}", "workers": 1, "worker_class": "gthread", "threads": THREADS, "preload_app": True,
        "graceful_timeout": GRACE_SECONDS, "loglevel": "warning", "on_starting": _log_as_we_do, "on_reload": _log_as_we_do,
        "post_worker_init": on_start, "worker_exit": on_exit, "on_exit": lambda _arbiter: log.info("aptbot has stopped"),
    }  # fmt: skip
    Server(application, options).run()


def _log_as_we_do(_arbiter: object) -> None:
    """Gunicorn's own lines in our format."""
    theirs = logging.getLogger("gunicorn.error")
    theirs.handlers.clear()
    theirs.propagate = True
