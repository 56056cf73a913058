"""Asking one address, against a server of our own."""

from __future__ import annotations

import ssl
import subprocess
import threading
import time
from http.server import HTTPServer
from pathlib import Path

import pytest

from passerelle.links.asking import Answer, Asker
from passerelle.links.courtesy import Clock, Courtesy
from passerelle.links.network import NoReplyError, resolve_any
from tests.links.server import FakeClock, Handler, Server, closed_port


def test_an_address_that_answers_is_asked_once_and_told_who_asks(asker: Asker, server: Server) -> None:
    assert asker.ask(server.url("/ok")) == Answer("ok", "200")
    (seen,) = server.seen
    assert (seen.method, seen.agent, seen.host) == ("HEAD", "Passerelle/test (https://site.example/)", "127.0.0.1")


@pytest.mark.parametrize("path", ["/no-head", "/head-hangs-up"])
def test_get_follows_where_head_is_not_understood(path: str, asker: Asker, server: Server) -> None:
    assert asker.ask(server.url(path)) == Answer("ok", "200")
    assert server.methods(path) == ["HEAD", "GET"]
    assert [entry.range for entry in server.seen] == ["", "bytes=0-1023"]
    assert server.seen[1].time - server.seen[0].time >= 1


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (204, "ok"),
        (206, "ok"),
        (416, "ok"),
        (404, "failed"),
        (410, "failed"),
        (401, "unclear"),
        (403, "unclear"),  # how servers refuse machines
        (451, "unclear"),
        (999, "unclear"),
        (300, "unclear"),
        (304, "unclear"),
        (500, "unclear"),
        (503, "unclear"),
    ],
)
def test_what_a_status_means(status: int, verdict: str, asker: Asker, server: Server) -> None:
    assert asker.ask(server.url(f"/status/{status}")) == Answer(verdict, str(status))  # type: ignore[arg-type]


def test_five_redirects_are_followed_and_no_more(asker: Asker, server: Server) -> None:
    assert asker.ask(server.url("/hop/4")) == Answer("ok", "200")
    assert asker.ask(server.url("/hop/5")) == Answer("unclear", "redirects")


@pytest.mark.parametrize("path", ["/raw", "/latin"])
def test_a_redirect_in_a_wrong_encoding_is_followed(path: str, asker: Asker, server: Server) -> None:
    assert asker.ask(server.url(path)) == Answer("ok", "200")
    assert server.seen[-1].path in {"/ok/%E0%BA%A5%E0%BA%B2%E0%BA%A7", "/ok/caf%C3%A9"}


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("javascript:alert(1)", "bad-address"),
        ("file:///etc/passwd", "bad-address"),
        ("ftp://x.example/", "bad-address"),
        ("http://[::1", "bad-address"),
        ("http://user:secret@127.0.0.1/", "bad-address"),
        ("//", "redirects"),  # the same page again
        ("", "301"),
    ],
)
def test_a_redirect_out_of_the_web_is_not_followed(target: str, status: str, asker: Asker, server: Server) -> None:
    assert asker.ask(server.url(f"/to?{target}")) == Answer("unclear", status)
    assert {entry.path.partition("?")[0] for entry in server.seen} == {"/to"}


def test_huge_bodies_are_left_where_they_are(asker: Asker, server: Server) -> None:
    began = time.monotonic()
    assert asker.ask(server.url("/huge")) == Answer("ok", "200")
    assert time.monotonic() - began < 1.5
    time.sleep(0.1)
    before = server.sent
    time.sleep(0.1)
    assert server.sent == before, "the connection was closed"


def test_wrong_encodings_are_not_even_read(asker: Asker, server: Server) -> None:
    assert asker.ask(server.url("/gzip")) == Answer("ok", "200")


@pytest.mark.parametrize("path", ["/garbage", "/nothing"])
def test_what_is_no_http_is_unclear(path: str, asker: Asker, server: Server) -> None:
    assert asker.ask(server.url(path)) == Answer("unclear", "broken")


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_nobody_is_waited_for_without_end(path: str, server: Server, clock: FakeClock) -> None:
    """A server that says nothing, and one that says a letter now and then."""
    asker = Asker("x", Courtesy(Clock(clock.now, clock.sleep)), 0.2, resolve_any)
    began = time.monotonic()
    assert asker.ask(server.url(path)) == Answer("unclear", "timeout")
    assert time.monotonic() - began < 0.2 * 2 * 2 + 1  # two methods, each at most twice its time, and a slow machine


def test_a_closed_port_has_failed(asker: Asker) -> None:
    assert asker.ask(f"http://127.0.0.1:{closed_port()}/") == Answer("failed", "refused")


def test_a_name_that_does_not_exist_has_failed() -> None:
    def nowhere(host: str, port: int) -> str:
        assert (host, port) == ("gone.example", 443)
        raise NoReplyError("no-host")

    assert Asker("x", Courtesy(), 1, nowhere).ask("https://gone.example/a") == Answer("failed", "no-host")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "mailto:a@b.example",
        "http://",
        "http://user:secret@127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://[::1",
        "x",
    ],
)
def test_what_is_no_address_is_not_asked(address: str, asker: Asker, server: Server) -> None:
    assert asker.ask(address) == Answer("unclear", "bad-address")
    assert server.seen == []


def test_a_control_character_does_not_reach_the_server(asker: Asker, server: Server) -> None:
    assert asker.ask(server.url("/ok\r\nX-Evil: 1")).verdict in {"ok", "unclear"}
    assert not [entry for entry in server.seen if "\n" in entry.path or "X-Evil" in entry.agent]


# --- being asked to wait ---


def test_a_short_rest_is_waited_for(asker: Asker, server: Server) -> None:
    assert asker.ask(server.url("/busy")) == Answer("ok", "200")
    assert [entry.method for entry in server.seen] == ["HEAD", "HEAD"]
    assert server.seen[1].time - server.seen[0].time >= 7


@pytest.mark.parametrize("wait", ["", "3600", "soon", "-1"])
def test_a_host_that_asks_for_more_is_left_alone(wait: str, asker: Asker, server: Server) -> None:
    answer = asker.ask(server.url(f"/limit?{wait}"))
    assert answer.verdict == "later"
    assert asker.ask(server.url("/ok")).verdict == "later"
    assert len(server.seen) == 1, "the host is not asked again, for any of its pages"
    assert asker.ask(server.url("/ok", "127.0.0.2")).verdict == "ok", "another host is"


def test_an_overloaded_server_that_names_a_time_is_left_alone(asker: Asker, server: Server) -> None:
    assert asker.ask(server.url("/pause")).verdict == "later"
    assert len(server.seen) == 1


def test_patience_ends(asker: Asker, server: Server) -> None:
    """Each time the host asks for three seconds more: after the second time it is enough."""
    assert asker.ask(server.url("/limit?3")).verdict == "later"
    assert len(server.seen) == 2


# --- certificates ---


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that names a host which only `resolve` can find."""
    folder = tmp_path_factory.mktemp("certificate")
    names = ("-subj", "/CN=named.example", "-addext", "subjectAltName=DNS:named.example")
    command = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names)
    files = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"))
    subprocess.run((*command, *files), check=True, capture_output=True)
    return folder


@pytest.mark.parametrize(
    ("host", "trusted", "answer"),
    [
        ("named.example", True, Answer("ok", "200")),
        ("other.example", True, Answer("unclear", "certificate")),
        ("named.example", False, Answer("unclear", "certificate")),
    ],
)
def test_certificates_are_those_of_the_name_though_the_connection_goes_to_its_address(
    host: str, trusted: bool, answer: Answer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Quiet(HTTPServer):
        def handle_error(self, *_arguments: object) -> None:  # handshakes that fail are the subject
            pass

    bound = type("Bound", (Handler,), {"state": Server(0), "now": staticmethod(lambda: 0.0)})
    listener = Quiet(("127.0.0.1", 0), bound)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    listener.socket = context.wrap_socket(listener.socket, server_side=True)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        asker = Asker("x", Courtesy(pause=0), 3, lambda _host, _port: "127.0.0.1")
        assert asker.ask(f"https://{host}:{listener.server_address[1]}/ok") == answer
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()
