"""What would make rendering a body slow or end it: the renderer (Python-Markdown) reads blocks again and again.

Its time grows with the square of a block's length and of its open brackets, and nesting takes stack. Real texts stay
far below these limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from passerelle.content.markdown import Block, Hazard
from passerelle.ground.problems import Span

MOST_CHARACTERS, MOST_LINES = 5_000, 200  # of a block
MOST_BRACKETS = 20  # open at the same time, or never closed
DEEPEST = 8
LIMITS = {
    "paragraph-too-long": {"limit": str(MOST_CHARACTERS), "count": str(MOST_LINES)},
    "open-brackets": {"limit": str(MOST_BRACKETS)},
    "nested-too-deeply": {"limit": str(DEEPEST)},
}
# A level is four columns, or the sign of a list or of a quotation.
_TOO_DEEP = re.compile(
    rf"^(?: {{4}}| {{0,3}}+\t| {{0,3}}+(?:[-*+]|[0-9]{{1,9}}+\.)[ \t]| {{0,3}}+>[ \t]?+){{{DEEPEST + 1}}}+", re.MULTILINE
)
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)


def burdens(blocks: Iterable[Block]) -> Iterator[Hazard]:
    """One hazard for each limit that a block of text exceeds."""
    for block in blocks:
        text = block.text
        if block.code:
            continue
        if len(text) > MOST_CHARACTERS or text.count("\n") >= MOST_LINES:
            yield Hazard("paragraph-too-long", Span.at(block.line))
        elif text.count("[") > MOST_BRACKETS and (open_at := _open_bracket(text)) is not None:
            yield Hazard("open-brackets", Span.at(block.line + text.count("\n", 0, open_at)))
        if match := _TOO_DEEP.search(text):
            yield Hazard("nested-too-deeply", Span.at(block.line + text.count("\n", 0, match.start())))


def _open_bracket(text: str) -> int | None:
    """Where the first bracket beyond the limit stands, None when so many are never open together."""
    opened = 0
    for bracket in _BRACKET.finditer(text):
        if bracket.group() == "[":
            opened += 1
            if opened > MOST_BRACKETS:
                return bracket.start()
        elif bracket.group() == "]":
            opened = max(0, opened - 1)
    return None
