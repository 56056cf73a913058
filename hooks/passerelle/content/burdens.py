"""What would make rendering a body slow or end it: the renderer (Python-Markdown) reads blocks again and again.

Its time grows with the square of a block's length and of its open brackets, and nesting takes stack. Real texts stay
far below these limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from passerelle.content.markdown import Block, Hazard
from passerelle.ground.problems import Span

MOST_CHARACTERS, MOST_LINES = 20_000, 400  # of a block
MOST_BRACKETS = 20  # open at the same time, or never closed
DEEPEST = 8
LIMITS = {
    "paragraph-too-long": {"limit": str(MOST_CHARACTERS), "count": str(MOST_LINES)},
    "open-brackets": {"limit": str(MOST_BRACKETS)},
    "nested-too-deeply": {"limit": str(DEEPEST)},
}
# A level is four columns, or the sign of a list or of a quotation.
_LEVEL = r" {4}| {0,3}+\t| {0,3}+(?:[-*+]|[0-9]{1,9}+\.)[ \t]| {0,3}+>[ \t]?+"
_TOO_DEEP = re.compile(rf"^(?:{_LEVEL}){{{DEEPEST + 1}}}+", re.MULTILINE)
_BRACKETS = (("[", re.compile(r"\\.|[\[\]]", re.DOTALL)), ("(", re.compile(r"\\.|[()]", re.DOTALL)))


def burdens(body: str, blocks: Iterable[Block]) -> Iterator[Hazard]:
    """One hazard for each limit that a block of text exceeds; `blocks` are those of the body."""
    deep = _TOO_DEEP.search(body) is not None
    for block in blocks:
        text = block.text
        if len(text) <= MOST_BRACKETS or block.code:
            continue
        if len(text) > MOST_CHARACTERS or text.count("\n") >= MOST_LINES:
            yield Hazard("paragraph-too-long", Span.at(block.line))
        elif (open_at := _open_bracket(text)) is not None:
            yield Hazard("open-brackets", Span.at(block.line + text.count("\n", 0, open_at)))
        if deep and (match := _TOO_DEEP.search(text)):
            yield Hazard("nested-too-deeply", Span.at(block.line + text.count("\n", 0, match.start())))


def _open_bracket(text: str) -> int | None:
    """Where the first bracket beyond the limit stands, None when so many are never open together."""
    for sign, pattern in _BRACKETS:
        opened = 0
        for bracket in pattern.finditer(text) if text.count(sign) > MOST_BRACKETS else ():
            if bracket.group() == sign:
                opened += 1
                if opened > MOST_BRACKETS:
                    return bracket.start()
            elif len(bracket.group()) == 1:
                opened = max(0, opened - 1)
    return None
