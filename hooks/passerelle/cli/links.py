"""`passerelle links`: whether the web addresses that texts cite still answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from passerelle import __version__
from passerelle.cli.check import tree_root
from passerelle.content.link_states import PATH, STATES, LinkState
from passerelle.content.loader import read_tree
from passerelle.ground.dates import today
from passerelle.ground.settings import PROJECT, Settings
from passerelle.ground.text import printable
from passerelle.knowledge.catalogue import relate
from passerelle.knowledge.cited import cited
from passerelle.links.asking import TIMEOUT, Answer, Asker
from passerelle.links.courtesy import Courtesy
from passerelle.links.network import resolve_any, resolve_public
from passerelle.links.rounds import ask_all
from passerelle.links.states import due, dump, judge


@click.group()
def links() -> None:
    """Know which of the cited addresses still answer."""


@links.command("check")
@click.option("--limit", type=click.IntRange(1), help="Ask at most so many addresses, those in doubt first.")
@click.option("--recheck", is_flag=True, help="Also ask those that were asked within the last 30 days.")
@click.option(
    "--timeout", type=click.FloatRange(0.1, 120), default=TIMEOUT, show_default=True, help="Seconds to wait for a step."
)
@click.option("--private-addresses-for-tests", "private", is_flag=True, hidden=True)
def check_command(limit: int | None, recheck: bool, timeout: float, private: bool) -> None:
    """Ask the addresses of sources and links, politely, and write what they said to data/links.yml.

    One request at a time to a host, with pauses. Nobody is called dead after a single failure.
    """
    root = tree_root(Path.cwd())
    tree = read_tree(root, PROJECT)
    if any(problem.path == PATH for problem in tree.problems):
        raise click.ClickException(f"{PATH} has problems: see `passerelle check`; nothing was asked.")
    addresses = cited(relate(tree))
    wanted = due(addresses, tree.links, today(), recheck=recheck)[:limit]
    settings = Settings.from_environment()
    home = " ".join(filter(None, (settings.site_url, settings.repo_url)))
    agent = f"Passerelle/{__version__} (checks links of {home})"
    asker = Asker(agent, Courtesy(), timeout, resolve_any if private else resolve_public)
    answers: dict[str, Answer] = {}
    try:
        for address, answer in ask_all(wanted, asker.ask):
            answers[address] = answer
            click.echo(f"[{len(answers)}/{len(wanted)}] {answer.status} {printable(address)}", err=True)
    finally:  # what was learned before an interruption is kept
        states = _judged(tree.links, answers)
        if states is not None:
            _write(root / PATH, dump(states, addresses, _head(root / PATH)))
    if states is None:
        raise click.ClickException("No server answered: is there a network here? Nothing was written.")
    click.echo(_summary(states, addresses, len(answers)))


def _judged(before: Mapping[str, LinkState], answers: dict[str, Answer]) -> dict[str, LinkState] | None:
    """All states after the answers; None when no server at all answered, for which the network is to blame."""
    if answers and not any(answer.replied for answer in answers.values()):
        return None
    after = dict(before)
    for address, answer in answers.items():
        if state := judge(before.get(address), answer, today()):
            after[address] = state
    return after


def _head(file: Path) -> str:
    """The lines that explain the file; a tree without one of its own takes the project's."""
    source = file if file.is_file() else PROJECT / PATH
    return "".join(line for line in source.read_text("utf-8").splitlines(keepends=True) if line.startswith("#"))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, "utf-8", newline="\n")
    beside.replace(file)


def _summary(states: dict[str, LinkState], addresses: Iterable[str], asked: int) -> str:
    known = [states[address].state for address in addresses if address in states]
    counts = Counter[str](known)
    parts = [f"{counts[state]} {state}" for state in STATES]
    return f"{asked} asked; " + ", ".join(parts) + f", {len(list(addresses)) - len(known)} not known yet"
