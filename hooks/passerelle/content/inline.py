"""Links and code spans of one Markdown block, read in one pass each, so that no input can make reading slow."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_BACKQUOTES = re.compile("`+")
_STEP = re.compile(r"\\.|[\[\]]", re.DOTALL)
# What follows the words of a link. Possessive quantifiers (*+) never go back, so that reading is linear.
_TAIL = re.compile(
    r"""\(\s*+(?:<([^<>\n]*+)>|([^\s()<]*+(?:\([^\s()]*+\)[^\s()]*+)*+))"""  # address, with one level of parentheses
    r"""(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?\s*+\)"""  # title
)
_ANY_TAIL = re.compile(r"\(\s*+<?([^()<>]{0,300})")  # as far as a reader can see that it is meant as an address
_NEW_PART = re.compile(r"^(?=[ \t]*(?:[-*+>|:]|\d{1,9}\.)|#|!!!)", re.MULTILINE)
_NOT_NEWLINE = re.compile(r"[^\n]")


@dataclass(frozen=True)
class Link:
    """A link or an image as it stands in a block: positions count from the start of the block's text."""

    start: int
    end: int
    words: str
    target: str
    image: bool


def without_code(text: str) -> str:
    """The block with spaces in the place of code spans; everything else keeps its position.

    No span leaves its list item, table row or heading.
    """
    starts = [0, *(match.start() for match in _NEW_PART.finditer(text)), len(text)]
    return "".join(_blanked(text[start:end]) for start, end in itertools.pairwise(starts))


def _blanked(text: str) -> str:
    """A span ends with the next run of as many backquotes, else with the longest shorter one: so Python-Markdown."""
    runs = [(match.start(), match.end()) for match in _BACKQUOTES.finditer(text)]
    later: dict[int, list[int]] = {}  # length of a run -> positions in `runs`, the next one last
    longest = [0] * (len(runs) + 1)  # of the runs from a position on
    for index in range(len(runs) - 1, -1, -1):
        size = runs[index][1] - runs[index][0]
        later.setdefault(size, []).append(index)
        longest[index] = max(longest[index + 1], size)
    pieces = []
    position, resume = 0, 0
    for index, (start, end) in enumerate(runs):
        first = max(start, resume)
        first += _backslashes(text, first) % 2  # a backslash takes the first one
        if first >= end:
            continue
        close = _after(later, end - first, index)
        if not close and longest[index + 1] < end - first:
            close = _after(later, longest[index + 1], index)
        if close:
            pieces += [text[position:first], _NOT_NEWLINE.sub(" ", text[first : runs[close][1]])]
            position = resume = runs[close][1]
        else:
            resume = end + end - first  # Python-Markdown then passes over as many characters again
    return "".join((*pieces, text[position:]))


def _backslashes(text: str, position: int) -> int:
    """How many backslashes stand before a position."""
    start = position
    while start and text[start - 1] == "\\":
        start -= 1
    return position - start


def _after(later: dict[int, list[int]], length: int, index: int) -> int:
    """The next run of this length after a run, 0 when there is none."""
    same = later.get(length, [])
    while same and same[-1] <= index:
        same.pop()
    return same[-1] if same else 0


def links(text: str) -> Iterator[Link]:
    """Inline links and images, also one inside another, in the order in which they end."""
    opened: list[int] = []
    for step in _STEP.finditer(text):
        sign = step.group()
        if sign == "[":
            opened.append(step.start())
        elif sign == "]" and opened:
            start = opened.pop()
            if text[step.end() : step.end() + 1] == "(":
                image = text[start - 1 : start] == "!"
                target, end = _target(text, step.end())
                yield Link(start - image, end, text[start + 1 : step.start()], target, image)


def _target(text: str, position: int) -> tuple[str, int]:
    """The address after the words of a link, and where it ends; what cannot be read comes back as it is written."""
    if tail := _TAIL.match(text, position):
        return tail.group(1) if tail.group(1) is not None else tail.group(2), tail.end()
    tail = _ANY_TAIL.match(text, position)
    assert tail is not None  # the text has a parenthesis here
    return tail.group(1), tail.end()
