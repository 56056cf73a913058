#!/usr/bin/env python3
"""Takes in the practice that an issue brings, in its filled form or in the one file attached to it.

The issue may hold anything: it is read from the event's file, never through a shell. This runs with a token that may
only read; propose.py, which may write, judges again what comes out. Runs on a bare Python, no packages.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import comment
from changes import LANGUAGES
from issue import Issue, attachment, fetch, read_event
from untrusted import HostileReportError, harmless

MARK = "<!-- passerelle-intake -->"  # how the next run finds the comment again
PASSERELLE = ".venv/bin/passerelle"
OUTCOME, FILES = "outcome.json", "files"  # of the artifact
FAILED = "fetch-failed"  # a file that says that the attached one could not be had
MAX_MISSING, MAX_LABEL = 40, 100  # entries of the list of what is missing, characters of one
MAX_LISTING = 40_000  # characters of the list of problems
_ID = re.compile(r"[A-Z]{2}-[0-9]{4}\Z|X-[0-9]{4}-[0-9]{2}\Z")


@dataclass(frozen=True)
class Outcome:
    """What intake.py says: texts are still raw. `record` is "" when nothing was taken in."""

    lang: str
    fetched: bool
    record: str
    id: str
    rows: tuple[comment.Row, ...]
    lost: int
    later: tuple[str, ...]


def parse_outcome(data: bytes) -> Outcome:
    """Read what intake.py wrote.

    Raises:
        HostileReportError: it is not what intake.py writes.
    """
    try:
        raw = json.loads(data)
        rows, lost = comment.parse_rows(json.dumps(raw.get("problems", [])).encode())
        lang, record, identifier = raw["lang"], raw.get("record", ""), raw.get("id", "")
        later = list(raw.get("missing", {}).get("full", []))[:MAX_MISSING]
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise HostileReportError("no outcome of an intake") from error
    if lang not in LANGUAGES or not all(isinstance(text, str) for text in (record, identifier, *later)):
        raise HostileReportError("no outcome of an intake")
    identifier = identifier if _ID.match(identifier) else ""
    return Outcome(lang, raw.get("fetched") is True, record, identifier, tuple(rows), lost, tuple(later))


def save(issue: Issue, folder: Path) -> Path:
    """Write what was sent into an empty folder."""
    folder.mkdir(parents=True)
    if found := attachment(issue):
        data = fetch(found[0])
        file = folder / (found[1] if data is not None else FAILED)
        file.write_bytes(data or b"")
    else:
        file = folder / f"issue-{issue.number}.md"
        file.write_text(issue.body, "utf-8", errors="replace", newline="")
    return file


def take(issue: Issue, sent: Path, out: Path, root: Path) -> Outcome:
    """Take a file into the tree at `root`, and lay what was written and the outcome into a new folder for propose.py.

    Raises:
        HostileReportError: `passerelle intake` did not answer as it should.
    """
    out.mkdir(parents=True)
    raw: dict[str, Any] = {"lang": issue.lang or "en", "fetched": sent.name != FAILED}
    if raw["fetched"]:
        command = [PASSERELLE, "intake", "--format", "json", "--lang", issue.lang or "as-sent", str(sent)]
        done = subprocess.run(command, cwd=root, capture_output=True, check=False)
        if done.returncode not in {0, 1}:
            sys.stderr.buffer.write(done.stderr)
            raise HostileReportError("passerelle intake failed")
        (account,) = json.loads(done.stdout)
        raw |= {name: account[name] for name in ("record", "id", "missing", "problems")}
        raw["lang"] = issue.lang or account["lang"] or "en"
        for name in account["written"]:
            file = out / FILES / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes((root / name).read_bytes())
    data = json.dumps(raw, ensure_ascii=False).encode()
    (out / OUTCOME).write_bytes(data)
    return parse_outcome(data)


def comment_text(outcome: Outcome, *, pull: int = 0, busy: bool = False, blob: str = "", site: str = "") -> str:
    """What the contributor is told.

    Args:
        outcome: of the intake.
        pull: number of the pull request, 0 when there is none.
        busy: whether somebody else works on it, so that it was not renewed.
        blob: address of the repository's files at the proposed commit, ending in a slash; "" for no links.
        site: address of the portal, ending in a slash; "" for no links.
    """
    texts = json.loads((Path(__file__).parent / "intake.json").read_text("utf-8"))[outcome.lang]
    state = "taken" if pull else "received"
    state = "download" if not outcome.fetched else "busy" if busy else state if outcome.record else "refused"
    parts = [f"{MARK}\n{texts[state].format(pull=f'#{pull}' if pull else '').replace('  ', ' ')}\n"]
    if busy or not outcome.fetched:
        return parts[0]
    if outcome.rows or outcome.lost:
        parts.append(f"\n{texts['mend']}\n\n")
        where = {"blob": blob, "site": site, "folders": ("practices/", "data/")}
        parts.append(comment.listing(outcome.rows, outcome.lost, outcome.lang, room=MAX_LISTING, **where))
    if outcome.later:
        names = ", ".join(harmless(text, MAX_LABEL) for text in outcome.later)
        parts.append(f"\n{texts['later'].format(names=names)}\n")
    return "".join(parts)


def main(arguments: list[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """`fetch EVENT FOLDER` writes what was sent, `take EVENT FOLDER OUT` takes it in. Exit code: 0 done, 3 no issue."""
    parser = argparse.ArgumentParser(description="Takes in the practice of an issue.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("fetch", "take"):
        command = commands.add_parser(name)
        command.add_argument("event", type=Path)
        command.add_argument("sent", type=Path)
    command.add_argument("out", type=Path)
    options = parser.parse_args(arguments)
    try:
        issue = read_event(options.event)
        if options.command == "fetch":
            save(issue, options.sent)
            return 0
        (file,) = options.sent.iterdir()
        outcome = take(issue, file, options.out, Path.cwd())
    except HostileReportError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    if summary := environment.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(comment_text(outcome))
    return 0


if __name__ == "__main__":
    sys.exit(main())
