"""Which addresses may be asked at all."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from passerelle.links.asking import Answer, Asker
from passerelle.links.courtesy import Courtesy
from passerelle.links.network import NoReplyError, is_public, resolve_public
from tests.links.server import Server


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.8.8.8 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1
    255.255.255.255 192.0.2.1 198.18.0.1 :: ::1 fe80::1 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1
    ::ffff:169.254.169.254 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a00:1::
    2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1""".split(),
)
def test_private_addresses_in_every_dress(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", "1.1.1.1 8.8.8.8 172.32.0.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1".split()
)
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "::1", "0", "169.254.169.254"]
)
def test_a_host_that_is_this_machine_or_its_network_is_refused(host: str) -> None:
    """Numbers in other bases, too: what counts is where the connection would go."""
    with pytest.raises(NoReplyError, match="not-public"):
        resolve_public(host, 80)


def answers(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    def resolve(_host: str, port: int, **_options: object) -> list[object]:
        return [(None, None, None, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "1.1.1.1", "10.0.0.1")
    with pytest.raises(NoReplyError, match="not-public"):
        resolve_public("two-faced.example", 443)


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "2606:4700::1111", "1.1.1.1")
    assert resolve_public("both.example", 443) == "1.1.1.1", "IPv4 first"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no"), "no-host"),
        (socket.gaierror(socket.EAI_AGAIN, "not now"), "broken"),
        (UnicodeError("label too long"), "bad-address"),
    ],
)
def test_names_that_cannot_be_found(error: Exception, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(NoReplyError, match=reason):
        resolve_public("x.example", 80)


def test_without_the_switch_for_tests_this_machine_is_not_asked(server: Server) -> None:
    asker = Asker("x", Courtesy())
    assert asker.ask(server.url("/ok")) == Answer("unclear", "not-public")
    assert server.seen == []


def test_a_redirect_cannot_lead_inside(server: Server) -> None:
    """The first host may be asked, the one it sends us to is judged anew."""
    judged = []

    def resolve(host: str, _port: int) -> str:
        judged.append(host)
        if host != "127.0.0.1":
            raise NoReplyError("not-public")
        return host

    asker = Asker("x", Courtesy(), 2, resolve)
    assert asker.ask(server.url("/to?http://169.254.169.254/latest/meta-data/")) == Answer("unclear", "not-public")
    assert judged == ["127.0.0.1", "169.254.169.254"]
