"""Parts a document into its front matter and its body, and keeps count of lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

FENCE = "---"
_FENCE_LINE = re.compile(r"\n---[^\S\n]*(?=\n|\Z)")


@dataclass(frozen=True)
class Parts:
    """`yaml` begins on line `yaml_line`, `body` on line `body_line` of the file. `found` is False without fences."""

    found: bool
    yaml: str
    yaml_line: int
    body: str
    body_line: int


def split(text: str) -> Parts:
    """Part a document at its two `---` fences. Line ends of all kinds become line feeds, a byte order mark goes."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first = text.partition("\n")[0]
    close = _FENCE_LINE.search(text, len(first)) if first.rstrip() == FENCE else None
    if close is None:
        return Parts(found=False, yaml="", yaml_line=1, body=text, body_line=1)
    return Parts(
        found=True,
        yaml=text[len(first) + 1 : close.start()],
        yaml_line=2,
        body=text[close.end() + 1 :],
        body_line=text.count("\n", 0, close.start()) + 3,
    )
