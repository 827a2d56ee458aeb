"""Reading the text files of a message. The bot's token goes to Slack alone, and to nobody that Slack sends us on to."""

import codecs
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

log = logging.getLogger(__name__)

MAX_FILES = 5
MAX_BYTES = 500_000
TIMEOUT_SECONDS = 10
ENDINGS = (".md", ".txt", ".csv", ".json", ".log", ".eml")


@dataclass(frozen=True)
class FilesRead:
    """The texts of files; ``unread``: ``NAME (why)`` of the others."""

    texts: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


class NotRead(Exception):
    """A file is not read; the message says why, in words for the user."""


def read_files(files: Iterable[dict[str, Any]], token: str, api_url: str) -> FilesRead:
    """The texts of the first text files. ``api_url``: where Slack's Web API is, whose host may have files too."""
    texts: list[str] = []
    unread: list[str] = []
    for file in files:
        try:
            if len(texts) == MAX_FILES:
                raise NotRead(f"I read {MAX_FILES} files of a message")
            texts.append(_decoded(_content(file, token, api_url)))
        except NotRead as reason:
            unread.append(f"{str(file.get('name') or file.get('title') or 'a file')[:80]} ({reason})")
    return FilesRead(tuple(texts), tuple(unread))


def is_slacks(url: str, api_url: str) -> bool:
    """Whether the token may be sent to an address: https at slack.com or below it, or where the settings say that the API is."""
    try:
        asked, api = urlsplit(url), urlsplit(api_url)
        same = (asked.scheme, asked.hostname, asked.port) == (api.scheme, api.hostname, api.port)
    except ValueError:
        return False
    if "@" in asked.netloc or "\\" in asked.netloc:
        return False
    host = asked.hostname or ""
    return same or (asked.scheme == "https" and asked.port in (None, 443) and (host == "slack.com" or host.endswith(".slack.com")))


def _content(file: dict[str, Any], token: str, api_url: str) -> bytes:
    """The bytes of a file. Raises NotRead."""
    mimetype, url = str(file.get("mimetype") or ""), str(file.get("url_private_download") or "")
    if not (mimetype.startswith("text/") or str(file.get("name") or "").lower().endswith(ENDINGS)):
        raise NotRead("not a text file")
    if int(file.get("size") or 0) > MAX_BYTES:
        raise NotRead(f"larger than {MAX_BYTES // 1000} kB")
    if not url or not is_slacks(url, api_url):
        raise NotRead("not kept by Slack, or not shown to me")
    request = Request(url, headers={"Authorization": f"Bearer {token}"})  # noqa: S310 - is_slacks has checked the scheme
    try:
        with build_opener(_SameHost(url)).open(request, timeout=TIMEOUT_SECONDS) as response:
            if response.headers.get_content_type() == "text/html" and mimetype != "text/html":
                raise NotRead("Slack does not let me: I may lack files:read")
            content = bytes(response.read(MAX_BYTES + 1))
    except (OSError, HTTPException, ValueError) as error:
        log.info("a file was not read: %s", type(error).__name__)
        raise NotRead("Slack does not let me: I may lack files:read") from error
    if len(content) > MAX_BYTES:
        raise NotRead(f"larger than {MAX_BYTES // 1000} kB")
    return content


class _SameHost(HTTPRedirectHandler):
    """Follows a redirection only where it stays on the host that was asked, by the same scheme."""

    def __init__(self, url: str) -> None:
        self._asked = urlsplit(url)

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str) -> Request | None:
        to = urlsplit(newurl)
        if (to.scheme, to.netloc) != (self._asked.scheme, self._asked.netloc):
            raise NotRead("Slack does not let me: I may lack files:read")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _decoded(content: bytes) -> str:
    """As text: UTF-8, or UTF-16 where it says so. Raises NotRead for what is no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise NotRead("not a text file")
    return content.decode("utf-8-sig", errors="replace")
