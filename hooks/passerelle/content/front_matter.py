"""Parts a document into its front matter and its body, and keeps count of lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

FENCE = "---"
_FENCE_LINE = re.compile(r"^---[^\S\n]*$", re.MULTILINE)


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
    first, _, rest = text.partition("\n")
    close = _FENCE_LINE.search(rest) if first.rstrip() == FENCE else None
    if close is None:
        return Parts(found=False, yaml="", yaml_line=1, body=text, body_line=1)
    return Parts(
        found=True,
        yaml=rest[: max(close.start() - 1, 0)],
        yaml_line=2,
        body=rest[close.end() + 1 :],
        body_line=rest.count("\n", 0, close.start()) + 3,
    )
