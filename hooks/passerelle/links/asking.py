"""Whether an address still answers: HEAD, then GET where HEAD says no; a few redirects; what the answer means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin

from urllib3.util import Url

from passerelle.links.courtesy import Courtesy, retry_after
from passerelle.links.network import NoReplyError, Reply, Resolve, parse, request, resolve_public

MAX_REDIRECTS = 5
TIMEOUT = 10.0  # seconds
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}
_TOO_MANY, _UNAVAILABLE = 429, 503
_RANGE = 416  # the first bytes of an empty page cannot be had, but the page is there
_FAILURES = {"no-host", "refused"}
_FINAL = {"no-host", "refused", "not-public", "bad-address"}  # no use in trying again with GET

Verdict = Literal["ok", "failed", "unclear", "later"]


@dataclass(frozen=True)
class Answer:
    """What asking an address came to. later: the server wants to be left alone, so nothing is known.

    `status` is the last HTTP status, or the word of a `NoReplyError`.
    """

    verdict: Verdict
    status: str

    @property
    def replied(self) -> bool:
        """Whether any server answered."""
        return self.status.isdigit()


LATER = Answer("later", "429")


@dataclass(frozen=True)
class Asker:
    """Asks addresses under a name, with good manners. Threads may share it."""

    agent: str
    courtesy: Courtesy
    timeout: float = TIMEOUT
    resolve: Resolve = field(default=resolve_public)

    def ask(self, address: str) -> Answer:
        """Ask for one address."""
        try:
            url = parse(address)
            return self._follow(url)
        except NoReplyError as error:
            return Answer("failed" if error.reason in _FAILURES else "unclear", error.reason)

    def _follow(self, url: Url) -> Answer:
        """HEAD through all redirects; GET from where HEAD did not succeed."""
        method, steps = "HEAD", 0
        while True:
            try:
                reply = self._turn(method, url)
            except NoReplyError as error:
                if method == "GET" or error.reason in _FINAL:
                    raise
                method = "GET"
                continue
            if reply is None:
                return LATER
            if reply.status in _REDIRECTS and reply.location:
                steps += 1
                if steps > MAX_REDIRECTS:
                    raise NoReplyError("redirects")
                url = parse(_joined(url.url, reply.location))
            elif _verdict(reply.status) == "ok" or method == "GET":
                return Answer(_verdict(reply.status), str(reply.status))
            else:
                method = "GET"

    def _turn(self, method: str, url: Url) -> Reply | None:
        """One request when its host may be asked; once more after a short rest. None when it wants to be left alone."""
        host = str(url.host)
        for _ in range(2):
            if self.courtesy.closed(host):
                return None
            with self.courtesy.turn(host):
                reply = request(method, url, self.agent, self.timeout, self.resolve)
            if reply.status != _TOO_MANY and not (reply.status == _UNAVAILABLE and reply.retry_after):
                return reply
            if not self.courtesy.rest(host, retry_after(reply.retry_after, dt.datetime.now(tz=dt.UTC))):
                return None
        return None


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:  # half an IPv6 address, for example
        raise NoReplyError("bad-address") from None


def _verdict(status: int) -> Verdict:
    if 200 <= status < 300 or status == _RANGE:  # noqa: PLR2004 - HTTP success
        return "ok"
    return "failed" if status in _GONE else "unclear"
