#!/usr/bin/env python3
"""Writes what waits for the editors into one issue, or renews the one that is open.

The list was made by `passerelle review --format markdown` in a job that talked to servers all over the world: it is
only read, and a line that is not of the shape which that command writes is shown as plain text.
Needs the tool gh, and GH_TOKEN, GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_SERVER_URL, EDITORS_LANGUAGE ("" for English).
"""

from __future__ import annotations

import html
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from changes import LANGUAGES
from report import ROBOT, Api, fetch
from untrusted import HostileReportError, harmless

MARK = "<!-- passerelle-review -->"  # how the next run finds the issue again
LABEL = "review"
ARTIFACT, MEMBER = "review", "review.md"
MAX_BYTES = 2_000_000  # of the list
MAX_BODY = 60_000  # characters; GitHub refuses bodies of more than 65,536
MAX_LINE = 2_000  # characters

_LINE = re.compile(r"(?P<sign>### |- |… |)(?P<text>.*?)(?: \[(?P<label>[^\[\]]*)\]\((?P<url>[^()\s]*)\))?\Z")
_PLACE = re.compile(r"/blob/main/[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\?plain=1#L\d{1,6}\Z")


def words(lang: str) -> dict[str, str]:
    """The texts around the list in one language."""
    texts: dict[str, dict[str, str]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return texts[lang]


def safe(line: str, home: str) -> str:
    """A line as the command writes it; any other as plain text.

    Args:
        line: of the list.
        home: address of the repository: the only place that links may lead to.
    """
    match = _LINE.match(line[:MAX_LINE])
    assert match is not None  # every part may be empty
    text, label, url = match["text"], match["label"] or "", match["url"] or ""
    leads_home = not url or (url.startswith(f"{home}/") and _PLACE.match(url.removeprefix(home)))
    if len(line) <= MAX_LINE and leads_home and _is_plain(text) and _is_plain(label):
        return line
    return harmless(line)


def _is_plain(text: str) -> bool:
    """Whether a text has been made harmless already."""
    return harmless(html.unescape(text), MAX_LINE) == text


def body(data: bytes, lang: str, *, home: str, run: str) -> str:
    """The text of the issue.

    Args:
        data: the list.
        lang: language of the words around it.
        home: address of the repository.
        run: address of the run that made the list.

    Raises:
        HostileReportError: the list is not UTF-8.
    """
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise HostileReportError("not UTF-8") from error
    texts = words(lang)
    links = texts["links"].format(run=f"{run}#artifacts", upload=f"{home}/upload/main/data")
    head = f"{MARK}\n{texts['intro']}\n\n{links}\n\n"
    return head + "".join(_fitting(lines, MAX_BODY - len(head), home, texts["cut"]))


def _fitting(lines: list[str], room: int, home: str, cut: str) -> Iterator[str]:
    for line in lines:
        shown = f"{safe(line, home)}\n"
        room -= len(shown)
        if room < len(cut) + 2:
            yield f"\n{cut}\n"
            return
        yield shown


def found_artifact(api: Api, run: int) -> int | None:
    """Id of the artifact that holds the list."""
    for entry in api.every(f"actions/runs/{run}/artifacts", "artifacts"):
        if entry["name"] == ARTIFACT and not entry["expired"] and entry["size_in_bytes"] < MAX_BYTES:
            return int(entry["id"])
    return None


def open_issue(api: Api) -> dict[str, Any] | None:
    """The reminder that is open: ours, by its author and its mark. Pull requests are in the same list."""
    for issue in api.every(f"issues?state=open&labels={LABEL}"):
        ours = issue["user"]["login"] == ROBOT and (issue["body"] or "").startswith(MARK)
        if ours and "pull_request" not in issue:
            return issue
    return None


def write(api: Api, text: str, title: str) -> None:
    """Renew the open issue; begin one when there is none and something waits."""
    old = open_issue(api)
    if old:
        if old["body"].strip() != text.strip():
            api.call(f"issues/{int(old['number'])}", "--silent", "--method", "PATCH", send={"body": text})
    elif "\n### " in text:  # the title of a group
        api.call("issues", "--silent", "--method", "POST", send={"title": title, "body": text, "labels": [LABEL]})


def main(environment: Mapping[str, str] = os.environ) -> int:
    """Write one reminder. Exit code: 0 done, 1 no list or no such language, 3 the list is no such list."""
    lang = environment["EDITORS_LANGUAGE"] or "en"
    run = environment["GITHUB_RUN_ID"]
    if lang not in LANGUAGES or not (run.isascii() and run.isdigit()):
        return 1
    api = Api(environment["GITHUB_REPOSITORY"])
    home = f"{environment['GITHUB_SERVER_URL']}/{api.repository}"
    artifact = found_artifact(api, int(run))
    if artifact is None:
        sys.stderr.write("There is no list.\n")
        return 1
    try:
        data = fetch(api, artifact, MEMBER, MAX_BYTES)
        text = body(data, lang, home=home, run=f"{home}/actions/runs/{run}")
    except HostileReportError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    write(api, text, words(lang)["title"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
