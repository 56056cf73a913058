"""What is known of the web addresses that texts cite: `data/links.yml`, read as strictly as any other data.

`passerelle links check` writes the file; its head says what each member means.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from passerelle.content.strict_yaml import EMPTY, Parsed
from passerelle.ground.problems import WHOLE_FILE, Problem, Span
from passerelle.ground.text import printable

PATH = "data/links.yml"
State = Literal["ok", "dead", "unclear"]
STATES: tuple[State, ...] = ("ok", "dead", "unclear")
MEMBERS = ("state", "checked", "since", "status")
_STATUS = re.compile(r"[1-9][0-9]{2}\Z|[a-z]+(-[a-z]+)*\Z")
_SHOWN = 60  # characters of a text that a problem repeats


@dataclass(frozen=True)
class LinkState:
    """One address: `checked` and `since` are days (YYYY-MM-DD), `status` an HTTP status or a word such as timeout."""

    state: State
    checked: str
    since: str
    status: str


def link_states(parsed: Parsed) -> tuple[dict[str, LinkState], list[Problem]]:
    """The states of all addresses of a file, and what is wrong with it; a wrong entry is left out."""
    states: dict[str, LinkState] = {}
    problems: list[Problem] = []
    for address, entry in parsed.data.items():
        wrong = list(_flaws(parsed, address, entry))
        problems += wrong
        if not wrong:
            states[address] = LinkState(entry["state"], *(str(entry[name]) for name in MEMBERS[1:]))
    return states, problems


def _flaws(parsed: Parsed, address: str, entry: Any) -> Iterator[Problem]:
    span = parsed.keys.get((address,), WHOLE_FILE)
    if not address.startswith(("http://", "https://")) or "#" in address or len(address.split()) != 1:
        yield _problem(span, "bad-address", value=address)
    if not isinstance(entry, dict):
        yield _problem(span, "wrong-type", field=address, expected="object", value="" if entry is EMPTY else str(entry))
        return
    for name in entry:
        if name not in MEMBERS:
            yield _problem(parsed.keys.get((address, name), span), "unknown-field", value=name)
    for name in MEMBERS:
        if name not in entry:
            yield _problem(span, "missing-field", field=name)
        elif flaw := _flaw(name, entry[name]):
            code, words = flaw
            yield _problem(parsed.spans.get((address, name), span), code, field=name, **words)


def _flaw(name: str, value: Any) -> tuple[str, dict[str, str]] | None:
    """The problem code of one member, with the words to show."""
    if value is EMPTY:
        return "empty-value", {}
    if not isinstance(value, str):
        return "wrong-type", {"expected": "string", "value": str(value)}
    if name == "state" and value not in STATES:
        return "unknown-term", {"value": value, "options": ", ".join(STATES)}
    if name in {"checked", "since"} and not _is_day(value):
        return "bad-date", {"value": value}
    if name == "status" and not _STATUS.match(value):
        return "bad-format", {"value": value}
    return None


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _problem(span: Span, code: str, **words: str) -> Problem:
    return Problem(PATH, span, code, words={name: printable(word[:_SHOWN]) for name, word in words.items()})
