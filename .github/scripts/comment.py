#!/usr/bin/env python3
"""Turns the rows of `passerelle check --format json` into a comment for a pull request.

The rows come from a run of the contributor's own code and may hold anything: they are read with limits, every text is
made harmless for GitHub's Markdown, and no address in them is used. Runs on a bare Python of the runner, no packages.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
import unicodedata
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

MARK = "<!-- passerelle-check -->"  # how the next run finds the comment again
LANGUAGES = ("en", "fr", "lo", "ru")
MEMBER = "problems.json"
MAX_BYTES = 4_000_000  # of the report
MAX_ROWS = 200
MAX_BODY = 60_000  # characters; GitHub refuses comments of more than 65,536
MAX_TEXT, MAX_PATH = 600, 200  # characters of one message, of one path

_DOCUMENT = re.compile(r"(?:^|/)index\.(en|fr|lo|ru)\.md$")
_SAFE_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\Z")
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_JOINERS = "\u200b\u200c\u200d"  # the only format characters kept: Lao line breaks and script joiners
_PUNCTUATION = frozenset("!\"#$%&'()*+,-/:;<=>?@[\\]^_`{|}~") - frozenset(",;()/:-'?!")
_BREAK = "\u200b"
# What GitHub links by itself after Markdown: users, issues, addresses. A zero-width space parts them.
_LINKED = re.compile(r"@(?=\w)|#(?=\d)|(?i:gh-)(?=\d)|:(?=//)|(?i:www)(?=\.)")


_UNREADABLE = (
    KeyError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
)


class HostileReportError(ValueError):
    """The report is no list of problems of a sane size."""


@dataclass(frozen=True)
class Row:
    """One problem, taken from the report after checking each type. `path` and texts are still raw."""

    path: str
    line: int
    code: str
    severity: str
    message: str
    hint: str


def language(names: str) -> str:
    """Language of most of the changed documents, "en" when none has one.

    Args:
        names: paths, parted by NUL or line ends. A tie goes to the language that is not English.
    """
    found = Counter(match.group(1) for name in re.split(r"[\0\n]", names) if (match := _DOCUMENT.search(name)))
    return max(LANGUAGES, key=lambda lang: (found[lang], found[lang] > 0 and lang != "en", -LANGUAGES.index(lang)))


def read_report(file: Path) -> bytes:
    """The report from a JSON file, or from its member of an artifact's zip; nothing is unpacked to the disk.

    Raises:
        HostileReportError: no such member, or more than `MAX_BYTES`.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise HostileReportError("report too large")
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive, archive.open(MEMBER) as member:
                data = member.read(MAX_BYTES + 1)
        else:
            with file.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except _UNREADABLE as error:
        raise HostileReportError("no readable report") from error
    if len(data) > MAX_BYTES:
        raise HostileReportError("report too large")
    return data


def parse_rows(data: bytes) -> tuple[list[Row], int]:
    """The rows of a report and how many entries were no rows.

    Raises:
        HostileReportError: not a JSON array.
    """
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise HostileReportError("not JSON") from error
    if not isinstance(raw, list):
        raise HostileReportError("not a list")
    rows = [row for entry in raw if (row := _row(entry))]
    return rows, len(raw) - len(rows)


def _row(entry: Any) -> Row | None:
    if not isinstance(entry, dict):
        return None
    path, line, code = entry.get("path"), entry.get("line"), entry.get("code")
    severity, message, hint = entry.get("severity"), entry.get("message"), entry.get("hint", "")
    if not (isinstance(path, str) and isinstance(message, str) and isinstance(hint, str)):
        return None
    if not isinstance(line, int) or isinstance(line, bool) or not 0 < line < 1_000_000:  # noqa: PLR2004
        return None
    if not isinstance(code, str) or len(code) > 60 or not _CODE.match(code):  # noqa: PLR2004
        return None
    if not isinstance(severity, str) or severity not in {"error", "warning"}:
        return None
    return Row(path, line, code, severity, message, hint)


def harmless(text: str, limit: int = MAX_TEXT) -> str:
    """A text on one line that GitHub's Markdown shows as it is: no markup, HTML, mention, link or reordering."""
    cut = text[: limit * 4]
    visible = "".join(
        " " if char.isspace() else char
        for char in cut
        if char in _JOINERS or char.isspace() or not unicodedata.category(char).startswith("C")
    )
    words = " ".join(visible.split())
    if len(words) > limit or len(text) > len(cut):
        words = words[:limit].rstrip() + "…"
    parted = _LINKED.sub(lambda match: match.group() + _BREAK, words)
    return "".join(f"&#{ord(char)};" if char in _PUNCTUATION else char for char in parted)


def comment(rows: list[Row], lost: int, lang: str, *, blob: str = "", site: str = "") -> str:
    """The whole comment.

    Args:
        rows: the problems, in the order of the checker.
        lost: entries of the report that were no rows.
        lang: language of the words around the rows.
        blob: address of the repository's files at the checked commit, ending in a slash; "" for no links.
        site: address of the portal, for the help pages; "" for no links.
    """
    texts = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))[lang]
    if not rows and not lost:
        return f"{MARK}\n{texts['clean']}\n"
    errors = sum(row.severity == "error" for row in rows)
    counts = [("errors", errors), ("warnings", len(rows) - errors), ("unreadable", lost)]
    summary = " · ".join(texts[name].format(count=count) for name, count in counts if count)
    parts = [f"{MARK}\n### {texts['title']}\n\n{texts['intro']}\n\n**{summary}**\n"]
    size, shown, path = len(parts[0]), 0, None
    for row in rows[:MAX_ROWS]:
        part = "" if row.path == path else f"\n**{harmless(row.path, MAX_PATH) or '?'}**\n\n"
        part += _item(row, texts, lang, blob, site)
        if size + len(part) > MAX_BODY:
            break
        parts.append(part)
        size, shown, path = size + len(part), shown + 1, row.path
    if shown < len(rows):
        parts.append(f"\n… {texts['more'].format(count=len(rows) - shown)}\n")
    return "".join(parts)


def _item(row: Row, texts: dict[str, str], lang: str, blob: str, site: str) -> str:
    place = texts["line"].format(line=row.line)
    if blob and len(row.path) <= MAX_PATH and _SAFE_PATH.match(row.path):
        place = f"[{place}]({blob}{quote(row.path)}?plain=1#L{row.line})"
    code = f"`{row.code}`"
    if site:
        prefix = "" if lang == "en" else f"{lang}/"
        code = f"[{code}]({site}{prefix}help/{row.code}/)"
    severity = f" ({texts['warning']})" if row.severity == "warning" else ""
    hint = f"<br>{harmless(row.hint)}" if row.hint.strip() else ""
    return f"- {place}{severity}: {harmless(row.message)}{hint} {code}\n"


def main(arguments: list[str] | None = None) -> int:
    """`language` reads names from standard input; `render` writes a comment to standard output.

    Exit code: 0 done, 3 the report is no report.
    """
    parser = argparse.ArgumentParser(description="Comment of the check on a pull request.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("language")
    render = commands.add_parser("render")
    render.add_argument("report", type=Path)
    render.add_argument("--lang", choices=LANGUAGES, default="en")
    render.add_argument("--blob", default="")
    render.add_argument("--site", default="")
    options = parser.parse_args(arguments)
    if options.command == "language":
        sys.stdout.write(language(sys.stdin.buffer.read(MAX_BYTES).decode("utf-8", "replace")) + "\n")
        return 0
    try:
        rows, lost = parse_rows(read_report(options.report))
    except HostileReportError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    text = comment(rows, lost, options.lang, blob=options.blob, site=options.site)
    sys.stdout.buffer.write(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
