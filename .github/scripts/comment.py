#!/usr/bin/env python3
"""The comment of a pull request: what to mend, what readers will see and download, what an editor looks at.

The rows of `passerelle check --format json` come from a run of the contributor's own code and may hold anything: they
are read with limits, every text is made harmless, and no address in them is used. Runs on a bare Python, no packages.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from changes import LANGUAGES
from untrusted import HostileReportError, harmless, parse_list, read_member

MARK = "<!-- passerelle-check -->"  # how the next run finds the comment again
MEMBER = "problems.json"
MAX_BYTES = 4_000_000  # of the report
MAX_ROWS = 200
MAX_BODY = 60_000  # characters; GitHub refuses comments of more than 65,536
MAX_PATH = 200  # characters of one path
MAX_LINE, MAX_CODE = 999_999, 60  # largest line number, longest code

_SAFE_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\Z")
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_CHECKLIST = ("sources", "honesty", "pictures", "people", "confirmation")


@dataclass(frozen=True)
class Row:
    """One problem, taken from the report after checking each type. `path` and texts are still raw."""

    path: str
    line: int
    code: str
    severity: str
    message: str
    hint: str


@dataclass(frozen=True)
class Preview:
    """What the build left: the address of its run, "" before it ended, and which artifacts are there."""

    run: str = ""
    site: bool = False
    pictures: bool = False


def words(lang: str) -> dict[str, str]:
    """The texts of the comment in one language."""
    texts: dict[str, dict[str, str]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return texts[lang]


def parse_rows(data: bytes) -> tuple[list[Row], int]:
    """The rows of a report and how many entries were no rows.

    Raises:
        HostileReportError: not a JSON array.
    """
    raw = parse_list(data)
    rows = [row for entry in raw if (row := _row(entry))]
    return rows, len(raw) - len(rows)


def _row(entry: Any) -> Row | None:
    if not isinstance(entry, dict):
        return None
    path, line, code = entry.get("path"), entry.get("line"), entry.get("code")
    severity, message, hint = entry.get("severity"), entry.get("message"), entry.get("hint", "")
    if not (isinstance(path, str) and isinstance(message, str) and isinstance(hint, str)):
        return None
    if type(line) is not int or not 0 < line <= MAX_LINE:
        return None
    if not isinstance(code, str) or len(code) > MAX_CODE or not _CODE.match(code):
        return None
    if not isinstance(severity, str) or severity not in {"error", "warning"}:
        return None
    return Row(path, line, code, severity, message, hint)


def comment(rows: Sequence[Row], lost: int, lang: str, *, blob: str = "", site: str = "", more: str = "") -> str:
    """The whole comment.

    Args:
        rows: the problems, in the order of the checker.
        lost: entries of the report that were no rows.
        lang: language of the words around the rows.
        blob: address of the repository's files at the checked commit, ending in a slash; "" for no links.
        site: address of the portal, ending in a slash, for the help pages; "" for no links.
        more: sections that follow the list.
    """
    texts = words(lang)
    if not rows and not lost:
        return f"{MARK}\n{texts['clean']}\n{more}"
    start = f"{MARK}\n### {texts['title']}\n\n{texts['intro']}\n\n"
    room = MAX_BODY - len(start) - len(more)
    return start + listing(rows, lost, lang, blob=blob, site=site, room=room) + more


def listing(
    rows: Sequence[Row],
    lost: int,
    lang: str,
    *,
    blob: str = "",
    site: str = "",
    folders: tuple[str, ...] = ("",),
    room: int = MAX_BODY,
) -> str:
    """How many problems there are, and the first ones in at most `room` characters.

    Args:
        rows: the problems, in the order of the checker.
        lost: entries of the report that were no rows.
        lang: language of the words around the rows.
        blob: address of the repository's files, as for `comment`.
        site: address of the portal, as for `comment`.
        folders: beginnings of the paths that are files of the repository; only those get links.
        room: characters.
    """
    texts = words(lang)
    errors = sum(row.severity == "error" for row in rows)
    counts = [("errors", errors), ("warnings", len(rows) - errors), ("unreadable", lost)]
    summary = " · ".join(texts[name].format(count=count) for name, count in counts if count)
    parts = [f"**{summary}**\n"]
    size, shown, path = len(parts[0]), 0, None
    for row in rows[:MAX_ROWS]:
        part = "" if row.path == path else f"\n**{harmless(row.path, MAX_PATH) or '?'}**\n\n"
        part += _item(row, texts, lang, blob if row.path.startswith(folders) else "", site)
        if size + len(part) > room:
            break
        parts.append(part)
        size, shown, path = size + len(part), shown + 1, row.path
    if shown < len(rows):
        parts.append(f"\n… {texts['more'].format(count=len(rows) - shown)}\n")
    return "".join(parts)


def _item(row: Row, texts: Mapping[str, str], lang: str, blob: str, site: str) -> str:
    place = texts["line"].format(line=row.line)
    if blob and len(row.path) <= MAX_PATH and _SAFE_PATH.match(row.path):
        place = f"[{place}]({blob}{quote(row.path)}?plain=1#L{row.line})"
    code = f"`{row.code}`"
    if site:
        code = f"[{code}]({_page(site, lang, f'help/{row.code}')})"
    severity = f" ({texts['warning']})" if row.severity == "warning" else ""
    hint = f"<br>{harmless(row.hint)}" if row.hint.strip() else ""
    return f"- {place}{severity}: {harmless(row.message)}{hint} {code}\n"


def _page(site: str, lang: str, name: str) -> str:
    return f"{site}{'' if lang == 'en' else f'{lang}/'}{name}/"


def preview_section(preview: Preview, texts: Mapping[str, str]) -> str:
    """Links to what the build left; no address in them comes from an artifact."""
    if not preview.run:
        text = texts["building"]
    elif not preview.site:
        text = texts["unbuilt"]
    else:
        names = ["pictures_link"] * preview.pictures + ["site_link"]
        lines = [f"- [{texts[name]}]({preview.run}#artifacts)" for name in names]
        text = "\n".join([*lines, "", texts["preview_note"]])
    return f"\n#### {texts['preview']}\n\n{text}\n"


def checklist_section(lang: str, site: str = "") -> str:
    """What an editor looks at: folded, in all four languages, the comment's own first."""
    every = {code: words(code) for code in (lang, *(code for code in LANGUAGES if code != lang))}
    parts = ["\n<details>", f"<summary>{' · '.join(texts['editor'] for texts in every.values())}</summary>\n"]
    for code, texts in every.items():
        more = f"[{texts['editors_page']}]({_page(site, code, 'editors')})" if site else texts["editors_page"]
        items = [f"- {texts[f'editor_{name}']}" for name in _CHECKLIST]
        parts.append("\n".join([f"**{texts[f'name_{code}']}**\n", *items, f"- {more}\n"]))
    return "\n".join([*parts, "</details>\n"])


def main(arguments: list[str] | None = None) -> int:
    """Write the list of problems of a report, without the other sections, to standard output.

    Exit code: 0 done, 3 the report is no report.
    """
    parser = argparse.ArgumentParser(description="Comment of the check on a pull request.")
    parser.add_argument("report", type=Path)
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--blob", default="")
    parser.add_argument("--site", default="")
    options = parser.parse_args(arguments)
    try:
        rows, lost = parse_rows(read_member(options.report, MEMBER, MAX_BYTES))
    except HostileReportError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    text = comment(rows, lost, options.lang, blob=options.blob, site=options.site)
    sys.stdout.buffer.write(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
