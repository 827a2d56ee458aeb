"""One boundary for everything that goes wrong in a listener: the user gets a reference, the log the traceback."""

import functools
import logging
import secrets
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)

Tell = Callable[[str], object]


def guarded(tell: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A listener that, when it fails, tells the user through its argument ``tell`` (``respond`` or ``say_in_thread``)."""

    def decorate(listener: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(listener)
        def wrapped(**arguments: Any) -> None:
            try:
                listener(**arguments)
            except Exception:
                reference = secrets.token_hex(4)
                log.exception("listener %s failed, reference %s", listener.__name__, reference)
                _tell(
                    arguments[tell], f"Something went wrong on my side. Try again; if it stays, tell your admin the reference {reference}."
                )

        return wrapped

    return decorate


def _tell(tell: Tell, text: str) -> None:
    try:
        tell(text)
    except Exception:
        log.exception("the user could not be told")
