"""Many addresses: manners hold across threads."""

from __future__ import annotations

import datetime as dt
import email.utils
import itertools
import threading
import time

import pytest

from passerelle.links.asking import Answer, Asker
from passerelle.links.courtesy import Clock, Courtesy, retry_after
from passerelle.links.rounds import ask_all
from tests.links.server import FakeClock, Server

HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3")


def test_every_address_gets_its_answer(asker: Asker, server: Server) -> None:
    urls = {server.url(path, host): path for host in HOSTS for path in ("/ok", "/status/404", "/no-head", "/hop/2")}
    answers = dict(ask_all(urls, asker.ask))
    assert set(answers) == set(urls)
    assert {url: answers[url].status for url in urls} == {
        url: "404" if path == "/status/404" else "200" for url, path in urls.items()
    }


def test_one_at_a_time_and_a_pause_for_each_host(asker: Asker, server: Server) -> None:
    """Redirects of one host into another keep the other's manners too."""
    urls = [server.url(f"/ok/{number}", host) for host in HOSTS for number in range(4)]
    urls += [server.url(f"/to?{server.url(f'/ok/from/{number}', '127.0.0.1')}", "127.0.0.4") for number in range(4)]
    assert {answer.verdict for _url, answer in ask_all(urls, asker.ask)} == {"ok"}
    assert set(server.most_at_once.values()) == {1}
    for host in (*HOSTS, "127.0.0.4"):
        times = sorted(entry.time for entry in server.seen if entry.host == host)
        assert len(times) >= 4
        assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(times))


def test_few_hosts_at_once() -> None:
    running: list[int] = []
    most = 0
    lock = threading.Lock()

    def ask(_address: str) -> Answer:
        nonlocal most
        with lock:
            running.append(1)
            most = max(most, len(running))
        time.sleep(0.02)
        with lock:
            running.pop()
        return Answer("ok", "200")

    urls = [f"https://host-{number}.example/" for number in range(20)]
    assert len(dict(ask_all(urls, ask, hosts=3))) == 20
    assert 1 < most <= 3


def test_who_stops_listening_stops_the_asking() -> None:
    asked: list[str] = []

    def ask(address: str) -> Answer:
        asked.append(address)
        return Answer("ok", "200")

    urls = [f"https://host-{number}.example/" for number in range(200)]
    answers = ask_all(urls, ask, hosts=1)
    next(answers)
    answers.close()
    assert len(asked) < 200


def test_a_defect_is_not_swallowed() -> None:
    def ask(_address: str) -> Answer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(ask_all(["https://a.example/"], ask))


def test_addresses_that_cannot_be_parted_are_asked_too() -> None:
    assert dict(ask_all(["http://[", "x"], lambda _address: Answer("unclear", "bad-address"))).keys() == {
        "http://[",
        "x",
    }


NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (email.utils.format_datetime(NOW + dt.timedelta(seconds=90), usegmt=True), 90),
        (email.utils.format_datetime(NOW - dt.timedelta(days=1), usegmt=True), 0),
        ("Sat, 21 Nov 2026 12:00:30", 30),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("1" * 400, 111_111_111),
    ],
)
def test_when_to_come_back(text: str, seconds: float | None) -> None:
    assert retry_after(text, NOW) == seconds


def test_a_pause_counts_from_the_end_of_a_request(clock: FakeClock) -> None:
    courtesy = Courtesy(Clock(clock.now, clock.sleep))
    with courtesy.turn("a.example"):
        clock.sleep(5)
    with courtesy.turn("A.example"):
        pass
    assert clock.slept == [5, 1.0], "names of hosts have no capitals"


def test_a_long_rest_closes_a_host(clock: FakeClock) -> None:
    courtesy = Courtesy(Clock(clock.now, clock.sleep))
    assert courtesy.rest("a.example", 60)
    assert not courtesy.closed("a.example")
    assert not courtesy.rest("a.example", 61)
    assert not courtesy.rest("b.example", None)
    assert courtesy.closed("a.example")
    assert courtesy.closed("b.example")
