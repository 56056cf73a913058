"""A web server of our own, with every bad habit of real ones."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


@dataclass
class Seen:
    """One request: when (by the clock that was given), who was asked, how and for what, and as whom."""

    time: float
    host: str
    method: str
    path: str
    agent: str
    range: str


@dataclass
class Server:
    """A running server. `again` counts the requests for a path; `inside` is the most at one time for a host."""

    port: int
    seen: list[Seen] = field(default_factory=list)
    most_at_once: dict[str, int] = field(default_factory=dict)
    sent: int = 0  # bytes of the endless body that were taken
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def methods(self, path: str) -> list[str]:
        return [entry.method for entry in self.seen if entry.path == path]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Server
    now: Callable[[], float]
    lock = threading.Lock()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is the library's
        pass

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # the other side hangs up early, as it should
            super().handle()

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        host = str(self.headers["Host"]).partition(":")[0]
        with self.lock:
            self.inside = getattr(self.server, "inside", {})
            self.server.inside = self.inside  # type: ignore[attr-defined]
            self.inside[host] = self.inside.get(host, 0) + 1
            self.state.most_at_once[host] = max(self.state.most_at_once.get(host, 0), self.inside[host])
            agent, part = self.headers["User-Agent"], self.headers.get("Range", "")
            self.state.seen.append(Seen(self.now(), host, self.command, self.path, agent, part))
        try:
            getattr(self, "page_" + self.path.strip("/").partition("/")[0].partition("?")[0].replace("-", "_"))()
        finally:
            with self.lock:
                self.inside[host] -= 1

    def say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def times(self) -> int:
        return sum(entry.path == self.path for entry in self.state.seen)

    def page_ok(self) -> None:
        self.say(200)

    def page_status(self) -> None:
        self.say(int(self.path.rsplit("/", 1)[-1]))

    def page_no_head(self) -> None:
        self.say(404 if self.command == "HEAD" else 200)

    def page_head_hangs_up(self) -> None:
        if self.command == "HEAD":
            self.close_connection = True
        else:
            self.say(200)

    def page_hop(self) -> None:
        left = int(self.path.rsplit("/", 1)[-1])
        self.say(302, Location=f"/hop/{left - 1}" if left else "/ok")

    def page_to(self) -> None:
        """Redirects to whatever stands after the question mark."""
        self.send_response(301)
        self.send_header("Location", unquote(self.path.partition("?")[2]))
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def page_raw(self) -> None:
        """Redirects to an address in UTF-8 that nobody has encoded."""
        self.send_response(302)
        self._headers_buffer.append("Location: /ok/ລາວ\r\n".encode())  # type: ignore[attr-defined]
        self.send_header("Content-Length", "0")
        self.end_headers()

    def page_latin(self) -> None:
        self.send_response(302)
        self._headers_buffer.append("Location: /ok/café\r\n".encode("latin-1"))  # type: ignore[attr-defined]
        self.send_header("Content-Length", "0")
        self.end_headers()

    def page_busy(self) -> None:
        """Says once when to come back."""
        if self.times() == 1:
            self.say(429, Retry_After="7")
        else:
            self.say(200)

    def page_limit(self) -> None:
        wait = self.path.partition("?")[2]
        self.say(429, **({"Retry_After": wait} if wait else {}))

    def page_pause(self) -> None:
        self.say(503, Retry_After="86400")

    def page_slow(self) -> None:
        self.state.closing.wait(30)

    def page_drip(self) -> None:
        """A byte of a header now and then, for ever: no single wait is long."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not self.state.closing.wait(0.05):
            self.wfile.write(b"a")
            self.wfile.flush()

    def page_huge(self) -> None:
        if self.command == "HEAD":
            self.say(405)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(10**12))
        self.end_headers()
        while not self.state.closing.is_set():
            self.state.sent += self.wfile.write(b"x" * 65536)

    def page_gzip(self) -> None:
        """Says that it is packed, and is not."""
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", "text/html; charset=x-no-such-thing")
        self.send_header("Content-Length", "3")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"abc")

    def page_garbage(self) -> None:
        self.wfile.write(b"\x16\x03\x01 this is not HTTP\r\n\r\n")
        self.close_connection = True

    def page_nothing(self) -> None:
        self.close_connection = True


@contextlib.contextmanager
def serving(now: Callable[[], float] = lambda: 0.0) -> Iterator[Server]:
    """A server on a free port of all loopback addresses."""
    state = Server(0)
    handler = type("Bound", (Handler,), {"state": state, "now": staticmethod(now)})
    server = ThreadingHTTPServer(("0.0.0.0", 0), handler)
    server.daemon_threads = True
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class FakeClock:
    """Time that passes only when somebody sleeps. Threads may share it."""

    def __init__(self) -> None:
        self.time, self.slept, self.lock = 1000.0, [], threading.Lock()

    def now(self) -> float:
        with self.lock:
            return self.time

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.time += seconds
            self.slept.append(seconds)
