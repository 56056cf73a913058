"""One request to one server, safely: a public address, a limited time, headers only, certificates checked.

Addresses come from contributors, and this runs inside other people's networks: a name that leads to a private address
is refused, and the connection goes to the very address that was looked at, so that no second look can differ.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError, NewConnectionError
from urllib3.exceptions import TimeoutError as UrllibTimeoutError
from urllib3.util import Url, parse_url

_WHOLE = 2  # a request as a whole may take so many times the timeout of one step
_PORTS = {"http": 80, "https": 443}
_FIRST_BYTES = "bytes=0-1023"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NO_HOST = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], str]


class NoReplyError(Exception):
    """There was no HTTP answer; `reason` is a word such as timeout."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Reply:
    """The head of an answer; `location` and `retry_after` as they were sent, "" when they were not."""

    status: int
    location: str = ""
    retry_after: str = ""


def parse(address: str) -> Url:
    """The parts of an http or https address.

    Raises:
        NoReplyError: it is none, or carries a password.
    """
    try:
        url = parse_url(address)
    except LocationParseError:
        raise NoReplyError("bad-address") from None
    if url.scheme not in _PORTS or not url.host or url.auth:
        raise NoReplyError("bad-address")
    return url


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, also where it carries another one inside."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo or (inner and not is_public(inner)):
            return False
        if inner:
            return True
    return address.is_global and not address.is_multicast


def resolve_public(host: str, port: int) -> str:
    """The address of a host. All its addresses must be public.

    Raises:
        NoReplyError: no such host, none just now, or one that is not public.
    """
    found = _addresses(host, port)
    if not all(is_public(ipaddress.ip_address(address.partition("%")[0])) for address in found):
        raise NoReplyError("not-public")
    return found[0]


def resolve_any(host: str, port: int) -> str:
    """The address of a host, whatever it is. For tests against a server of their own only."""
    return _addresses(host, port)[0]


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise NoReplyError("no-host" if error.errno in _NO_HOST else "broken") from None
    except (OSError, UnicodeError, ValueError):
        raise NoReplyError("bad-address") from None
    # IPv4 first: not every network that asks has IPv6.
    return sorted((str(entry[4][0]) for entry in found), key=lambda address: ":" in address)


def request(method: str, url: Url, agent: str, timeout: float, resolve: Resolve = resolve_public) -> Reply:
    """Ask once; nothing of the body is read.

    Args:
        method: HEAD or GET.
        url: from `parse`.
        agent: the name under which we ask.
        timeout: seconds for each step: connection, first byte, next byte. The whole may take twice as long.
        resolve: gives the address to connect to.

    Raises:
        NoReplyError: there was no HTTP answer.
    """
    scheme, host = str(url.scheme), str(url.host).strip("[]")
    port = url.port or _PORTS[scheme]
    target = resolve(host, port)
    name = str(url.host) + (f":{url.port}" if url.port else "")
    headers = {"Host": name, "User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity"}
    if method == "GET":
        headers["Range"] = _FIRST_BYTES
    connection: HTTPConnection
    if scheme == "https":
        # The certificate is that of the name, though the connection goes to its address.
        context = ssl.create_default_context()
        connection = HTTPSConnection(target, port, timeout=timeout, ssl_context=context, server_hostname=host)
    else:
        connection = HTTPConnection(target, port, timeout=timeout)
    late = threading.Event()
    watch = threading.Timer(timeout * _WHOLE, _cut, (connection, late))
    watch.daemon = True
    watch.start()
    try:
        connection.request(method, url.request_uri, headers=headers, preload_content=False, decode_content=False)
        answer = connection.getresponse()
        if late.is_set():  # a head that was cut off reads like a short one
            raise NoReplyError("timeout")
        return Reply(answer.status, _text(answer.headers.get("Location")), _text(answer.headers.get("Retry-After")))
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise NoReplyError("timeout" if late.is_set() else _reason(error)) from None
    finally:
        watch.cancel()
        with contextlib.suppress(OSError):
            connection.close()


def _cut(connection: HTTPConnection, late: threading.Event) -> None:
    """End a connection on which something arrives for ever."""
    late.set()
    with contextlib.suppress(OSError, AttributeError):  # it may have no socket yet, or none any more
        connection.sock.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    cause = error.__cause__ or error
    if isinstance(error, TimeoutError | UrllibTimeoutError) and not isinstance(error, NewConnectionError):
        return "timeout"
    if isinstance(cause, ssl.SSLError):
        return "certificate"
    if isinstance(cause, ConnectionRefusedError):
        return "refused"
    return "broken"


def _text(header: str | None) -> str:
    """A header's text: http.client reads bytes as Latin-1, many servers send UTF-8."""
    try:
        return (header or "").encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return (header or "").strip()
