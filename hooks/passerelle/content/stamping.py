"""Writes fingerprints into the `translation` field of a document, touching nothing else."""

from __future__ import annotations

from passerelle.content.front_matter import FENCE, split
from passerelle.content.strict_yaml import EMPTY, Parsed, Path, parse
from passerelle.ground.problems import Span

_FIELD: Path = ("translation",)
_BLOCKS: Path = ("translation", "blocks")


def stamped(text: str, marks: list[str]) -> str | None:
    """The document with `marks` as `translation.blocks`, None when it has no `translation` field that can be read.

    Lines end with a line feed afterwards, and a byte order mark is gone.
    """
    parts = split(text)
    parsed = parse(parts.yaml, "", max_bytes=len(parts.yaml) * 4)
    translation = parsed.data.get("translation")
    if parsed.problems or not isinstance(translation, dict) or not translation:
        return None
    listed = "[" + ", ".join(f'"{mark}"' for mark in marks) + "]"
    yaml = _replaced(parts.yaml, parsed, listed) if "blocks" in translation else _added(parts.yaml, parsed, listed)
    wanted = {**parsed.data, "translation": {**translation, "blocks": marks}}
    if parse(yaml, "", max_bytes=len(yaml) * 4).data != wanted:
        return None  # written in a way that cannot be changed without touching something else
    return f"{FENCE}\n{yaml}\n{FENCE}\n{parts.body}"


def _replaced(yaml: str, parsed: Parsed, listed: str) -> str:
    """The list in the place of the old one."""
    value = parsed.data["translation"]["blocks"]
    start, end = _ends(yaml, parsed.spans[_BLOCKS])
    if value is EMPTY and start == end:  # nothing stands after the colon, or not even a colon
        key = _ends(yaml, parsed.keys[_BLOCKS])[1]
        colon = "" if yaml[key:].lstrip(" \t").startswith(":") else ":"
        position = key if colon else yaml.index(":", key) + 1
        return f"{yaml[:position]}{colon} {listed}{yaml[position:]}"
    if isinstance(value, list) and value and yaml[start] != "[":  # one item a line: ends with its last item
        start = _ends(yaml, parsed.keys[_BLOCKS])[1]
        start = yaml.index(":", start) + 1
        end = _ends(yaml, parsed.spans[*_BLOCKS, len(value) - 1])[1]
        return f"{yaml[:start]} {listed}{yaml[end:]}"
    return yaml[:start] + listed + yaml[end:]


def _added(yaml: str, parsed: Parsed, listed: str) -> str:
    """The list as one more member of the field."""
    start, end = _ends(yaml, parsed.spans[_FIELD])
    if yaml[start] == "{":
        inside = yaml[: end - 1].rstrip(" \t")
        comma = "" if inside.endswith(",") else ","
        return f"{inside}{comma} blocks: {listed}{yaml[end - 1 :]}"
    # Members on lines of their own: before the first one, whose indentation is known.
    indent = yaml[yaml.rfind("\n", 0, start) + 1 : start]
    return f"{yaml[:start]}blocks: {listed}\n{indent}{yaml[start:]}"


def _ends(yaml: str, span: Span) -> tuple[int, int]:
    return _position(yaml, span.line, span.column), _position(yaml, span.end_line, span.end_column)


def _position(yaml: str, line: int, column: int) -> int:
    position = 0
    for _ in range(line - 1):
        position = yaml.index("\n", position) + 1
    return position + column - 1
