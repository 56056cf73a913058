"""`passerelle links check`, against a server of our own on this machine."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial

import pytest
from click.testing import CliRunner, Result

from passerelle.cli import links as command
from passerelle.cli import main
from passerelle.ground.settings import PROJECT
from passerelle.links.courtesy import Clock, Courtesy
from tests.conftest import SmallTree
from tests.knowledge.cases.breaking import EN, KE, MODULE, OFFICE, VISIT
from tests.links.server import FakeClock, Server, closed_port, serving

LINKS = "data/links.yml"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


class Days:
    """The day it is, for the command."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def __call__(self, day: str) -> None:
        self.monkeypatch.setattr(command, "today", lambda: dt.date.fromisoformat(day))


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Days:
    found = Days(monkeypatch)
    found("2026-11-21")
    return found


@pytest.fixture(autouse=True)
def _here(small: SmallTree, server: Server, day: Days, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - the day is set
    """In the small tree, whose four addresses lead to the server; pauses take no time."""
    for path, old, new in (
        (OFFICE, "https://www.example.org/", server.url("/ok")),
        (EN, "https://www.example.org/form", server.url("/status/403")),
        (EN, "https://www.example.org/report", server.url("/status/404")),
        (MODULE, "https://www.example.org/report", server.url("/status/404#page-2")),
        (VISIT, "https://www.example.org/news", server.url("/hop/2", "127.0.0.2")),
    ):
        small.swap(path, old, new)
    clock = FakeClock()
    monkeypatch.setattr(command, "Courtesy", partial(Courtesy, Clock(clock.now, clock.sleep)))
    monkeypatch.setenv("SITE_URL", "https://site.example/")
    monkeypatch.chdir(small.root)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["links", "check", "--private-addresses-for-tests", *arguments])


def kept(small: SmallTree) -> list[str]:
    text = (small.root / LINKS).read_text("utf-8")
    return [
        re.sub(r"http://(127\.0\.0\.\d):\d+", r"\1", line) for line in text.splitlines() if not line.startswith("#")
    ]


def test_it_asks_writes_and_tells(server: Server, small: SmallTree) -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert kept(small) == [
        '"127.0.0.1/ok": {state: ok, checked: 2026-11-21, since: 2026-11-21, status: 200}',
        '"127.0.0.1/status/403": {state: unclear, checked: 2026-11-21, since: 2026-11-21, status: 403}',
        '"127.0.0.1/status/404": {state: unclear, checked: 2026-11-21, since: 2026-11-21, status: 404}',
        '"127.0.0.2/hop/2": {state: ok, checked: 2026-11-21, since: 2026-11-21, status: 200}',
    ]
    assert (small.root / LINKS).read_text("utf-8").startswith("# What became of the web addresses that texts cite.")
    assert result.stdout == "4 asked; 2 ok, 0 dead, 2 unclear, 0 not known yet\n"
    assert re.search(r"^\[4/4\] \d+ http://", result.stderr, re.MULTILINE)
    assert small.problems() == []
    assert {entry.agent for entry in server.seen} == {"Passerelle/0.1.0 (checks links of https://site.example/)"}


def test_what_was_asked_is_left_alone_for_a_month(day: Days, server: Server, small: SmallTree) -> None:
    run()
    before = (small.root / LINKS).read_text("utf-8"), len(server.seen)
    day("2026-12-20")
    assert run().stdout.startswith("0 asked; ")
    assert ((small.root / LINKS).read_text("utf-8"), len(server.seen)) == before
    day("2026-12-21")
    assert run().stdout.startswith("4 asked; 2 ok, 1 dead, 1 unclear")
    assert (
        kept(small)[2] == '"127.0.0.1/status/404": {state: dead, checked: 2026-12-21, since: 2026-11-21, status: 404}'
    )


def test_doubts_can_be_cleared_the_next_day(day: Days, server: Server) -> None:
    run()
    day("2026-11-22")
    server.seen.clear()
    assert run("--recheck", "--limit", "2").stdout == "2 asked; 2 ok, 1 dead, 1 unclear, 0 not known yet\n"
    assert {entry.path for entry in server.seen} == {"/status/403", "/status/404"}


def test_only_so_many(small: SmallTree) -> None:
    assert run("--limit", "1").stdout == "1 asked; 1 ok, 0 dead, 0 unclear, 3 not known yet\n"
    assert len(kept(small)) == 1
    assert run().stdout.startswith("3 asked; ")


def test_addresses_that_nobody_cites_any_more_go(server: Server, small: SmallTree) -> None:
    run()
    small.swap(VISIT, server.url("/hop/2", "127.0.0.2"), "https://www.example.org/news")
    assert run("--limit", "1", "--recheck").exit_code == 0
    assert [line for line in kept(small) if "hop" in line] == []


def test_without_a_network_nothing_is_concluded(server: Server, small: SmallTree) -> None:
    run()
    before = (small.root / LINKS).read_bytes()
    for path in (OFFICE, EN, MODULE, VISIT):
        text = (small.root / path).read_text("utf-8")
        small.write(path, text.replace(f":{server.port}/", f":{closed_port()}/").encode())
    result = run()
    assert result.exit_code == 1
    assert "No server answered" in result.output
    assert (small.root / LINKS).read_bytes() == before


def test_this_machine_is_asked_in_tests_only(server: Server) -> None:
    result = CliRunner().invoke(main, ["links", "check"])
    assert result.exit_code == 1, "no address was public, so none answered"
    assert server.seen == []
    assert "not-public" in result.stderr
    assert "private" not in CliRunner().invoke(main, ["links", "check", "--help"]).output


def test_a_file_with_mistakes_is_not_written_over(server: Server, small: SmallTree) -> None:
    small.add(LINKS, "nonsense: 1\n")
    result = run()
    assert result.exit_code == 1
    assert "passerelle check" in result.output
    assert (small.root / LINKS).read_text("utf-8") == "nonsense: 1\n"
    assert server.seen == []


def test_what_was_learned_before_a_stop_is_kept(small: SmallTree, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = command.ask_all

    def stopped(*arguments: object) -> Iterator[object]:
        yield from list(everything(*arguments))[:2]  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "ask_all", stopped)
    assert run().exit_code == 1
    assert len(kept(small)) == 2


def test_a_hostile_address_does_not_move_the_terminal(server: Server, small: SmallTree) -> None:
    small.swap(KE, "un jour.[^s1]", f"un jour.[^s1] [x]({server.url('/ok/')}%1b[2J)")
    assert "\x1b" not in run().output


def test_the_head_is_the_projects_and_stays(small: SmallTree) -> None:
    head = [line for line in (PROJECT / LINKS).read_text("utf-8").splitlines() if line.startswith("#")]
    run()
    assert (small.root / LINKS).read_text("utf-8").splitlines()[: len(head)] == head
    small.write(LINKS, b"# my own words\n")
    run("--recheck")
    assert (small.root / LINKS).read_text("utf-8").splitlines()[0] == "# my own words"
