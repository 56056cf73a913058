"""Good manners towards servers: one request at a time and a pause after it, and a rest where one is asked for."""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PAUSE = 1.0  # seconds between two requests to a host
PATIENCE = 60.0  # seconds that a host may ask us to wait; one that asks for more is left alone in this run


@dataclass(frozen=True)
class Clock:
    """Time, in seconds that only go up, and waiting; tests have a clock of their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    closed: bool = False


class Courtesy:
    """The turns of all hosts; shared by threads."""

    def __init__(self, clock: Clock | None = None, pause: float = PAUSE) -> None:
        self._clock, self._pause = clock or Clock(), pause
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name.lower(), _Host())

    @contextlib.contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait until a host may be asked, and keep all others from asking it meanwhile."""
        host = self._host(name)
        with host.lock:
            wait = host.free_at - self._clock.now()
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                host.free_at = max(host.free_at, self._clock.now() + self._pause)

    def rest(self, name: str, seconds: float | None) -> bool:
        """A host asked to be left alone: for so many seconds, or (None) without saying how long.

        Returns:
            whether it is worth while to wait for it in this run.
        """
        host = self._host(name)
        if seconds is None or seconds > PATIENCE:
            host.closed = True
        else:
            host.free_at = max(host.free_at, self._clock.now() + seconds)
        return not host.closed

    def closed(self, name: str) -> bool:
        """Whether a host wants to be left alone for this run."""
        return self._host(name).closed


def retry_after(text: str, now: dt.datetime) -> float | None:
    """Seconds from a Retry-After header: a number, or a date (RFC 9110, section 10.2.3). None when it says nothing."""
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=dt.UTC)
    return max(0.0, (when - now).total_seconds())
