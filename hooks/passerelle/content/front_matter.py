"""Parts a document into its front matter and its body, and keeps count of lines."""

from __future__ import annotations

from dataclasses import dataclass

FENCE = "---"


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
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return Parts(found=False, yaml="", yaml_line=1, body=text, body_line=1)
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return Parts(
                found=True,
                yaml="\n".join(lines[1:index]),
                yaml_line=2,
                body="\n".join(lines[index + 1 :]),
                body_line=index + 2,
            )
    return Parts(found=False, yaml="", yaml_line=1, body=text, body_line=1)
