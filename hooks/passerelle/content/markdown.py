"""Reads a Markdown body without rendering it: blocks, headings, links, source marks, hazards.

Every pattern here is linear in the text, so that no input can make reading slow. What counts as a heading or as a
fence is what the renderer (Python-Markdown with `fenced_code`) takes for one.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.content.inline import links, without_code
from passerelle.ground.problems import Span
from passerelle.ground.text import hidden_characters

_FENCE = re.compile(r"(`{3,}|~{3,})[ ]*[\w#.+-]*[ ]*\Z")
_FENCE_LIKE = re.compile(r"\s*(?:`{3,}[^`]*|~{3,}[^~]*)\Z")
_BLANK = re.compile(r"\n(?:[^\S\n]*+\n)++")  # the line ends between two blocks
_LEADING = re.compile(r"(?:[^\S\n]*+\n)++")
# A block without any of these signs, on one line, is plain text.
_SPECIAL = re.compile(r"[\[\n#`<{~]")
_HEADING_ID = re.compile(r"\{[ \t]*#([^\s{}]{1,80})[ \t]*\}\Z")
_UNDERLINED = re.compile(r"(?!#)[^\n]*+\n(?:=++|-++)[ ]*+(?:\n|\Z)")
_AUTOLINK = re.compile(r"<((?:https?|mailto|javascript|data|ftp):[^<>\s]*)>", re.IGNORECASE)
_REFERENCE_LINK = re.compile(r"\[(?!\^)[^\[\]]{1,200}\][ ]?\[(?!\^)[^\[\]]{0,100}\]")
_DEFINITION = re.compile(r"^ {0,3}\[(\^?)[^\[\]\n]{1,100}\]:", re.MULTILINE)
_MARK = re.compile(r"\[\^([^\[\]\n]{0,80})\]")
_TAG = re.compile(r"</?[A-Za-z!?][^>\n]{0,200}>?")
_QUIZ_TAG = re.compile(r"</?quiz(?=[\s>])")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*+\}")
_ENTITY = re.compile(r"&#(?:[xX][0-9A-Fa-f]{1,8}|[0-9]{1,8});?")
# Punctuation, ASCII first; the sixteenth equal sign makes a run worth measuring.
_RUN = re.compile(r"([!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u2027\u2030-\u205e\u3001-\u303f\uff01-\uff0f])\1{15,}")
_SIGNS = re.compile(r"[*_`#>|]+|^[ \t]*+(?:[-+]|\d{1,3}\.)[ \t]++", re.MULTILINE)  # emphasis, code, lists, tables
_NEWLINE = re.compile("\n")
_SHOWN = 60  # characters of the body that a problem repeats
LONGEST_RUN = 499


@dataclass(frozen=True)
class Block:
    """What blank lines part, outside fences. `line` is the file's line of its first line."""

    text: str
    line: int
    code: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading: its level, its words, its explicit id ("" without one) and the file's line."""

    level: int
    title: str
    id: str
    line: int


@dataclass(frozen=True)
class LinkTo:
    """A link or an image: its words, where it leads, and its place."""

    text: str
    target: str
    image: bool
    span: Span


@dataclass(frozen=True)
class Mark:
    """A `[^s1]`: the source it names."""

    source: str
    span: Span


@dataclass(frozen=True)
class Hazard:
    """Something a body may not hold: a problem code, its place and the words for its sentence."""

    code: str
    span: Span
    value: str = ""


@dataclass(frozen=True)
class Scan:
    """All that the checks and views need to know of a body."""

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    links: tuple[LinkTo, ...]
    marks: tuple[Mark, ...]
    hazards: tuple[Hazard, ...]

    def section(self, section_id: str) -> list[Block]:
        """The blocks below a level-2 heading, up to the next one."""
        inside, found = False, []
        starts = {heading.line: heading for heading in self.headings if heading.level <= 2}  # noqa: PLR2004
        for block in self.blocks:
            text, line = block.text, block.line
            if line in starts:
                inside = starts[line].id == section_id
                _heading_line, _, text = text.partition("\n")
                line += 1
            if inside and text:
                found.append(block if text is block.text else Block(text, line))
        return found


def fenced_lines(lines: list[str]) -> list[tuple[int, int]]:
    """First and last index of each code block between fences. A fence that nothing closes is ordinary text."""
    fences = [(index, match.group(1)) for index, line in enumerate(lines) if (match := _FENCE.match(line))]
    closers: dict[str, list[int]] = defaultdict(list)
    for index, fence in fences:
        if lines[index].rstrip(" ") == fence:
            closers[fence].append(index)
    found: list[tuple[int, int]] = []
    for index, fence in fences:
        if found and index <= found[-1][1]:
            continue
        after = bisect_right(closers[fence], index)
        if after < len(closers[fence]):
            found.append((index, closers[fence][after]))
    return found


def blocks(body: str, first_line: int = 1) -> list[Block]:
    """Part a body at its blank lines, outside fences."""
    if "```" not in body and "~~~" not in body:
        return list(_parted(body, first_line))
    lines = body.split("\n")
    found: list[Block] = []
    position = 0
    for start, end in fenced_lines(lines):
        found.extend(_parted("\n".join(lines[position:start]), first_line + position))
        found.append(Block("\n".join(lines[start : end + 1]), first_line + start, code=True))
        position = end + 1
    found.extend(_parted("\n".join(lines[position:]), first_line + position))
    return found


def _parted(text: str, line: int) -> Iterator[Block]:
    """The blocks of a text without fences, the first line of which is line `line`."""
    start = match.end() if (match := _LEADING.match(text)) else 0
    line += text.count("\n", 0, start)
    text = text.rstrip()
    for gap in _BLANK.finditer(text, start):
        yield Block(text[start : gap.start()], line)
        line += text.count("\n", start, gap.end())
        start = gap.end()
    if start < len(text):
        yield Block(text[start:], line)


def scan(body: str, first_line: int = 1) -> Scan:
    """Read a body whose first line is line `first_line` of its file."""
    parts = blocks(body, first_line)
    found = _Found([], [], [], [])
    suspicious = _RUN.search(body) is not None
    for block in parts:
        if suspicious and (run := _long_run(block.text)):
            span = _Lines(block.text, block.line).span(run.start(), run.start())
            found.hazards.append(Hazard("too-many-equal-characters", span, run.group(1)))
        elif not block.code and _SPECIAL.search(block.text):
            _read(block, found)
    return Scan(tuple(parts), tuple(found.headings), tuple(found.links), tuple(found.marks), tuple(found.hazards))


@dataclass
class _Found:
    headings: list[Heading]
    links: list[LinkTo]
    marks: list[Mark]
    hazards: list[Hazard]


def _read(block: Block, found: _Found) -> None:
    """Add what one block of text holds. Signs are looked for first: most blocks hold nothing."""
    text = block.text
    if "```" in text or "~~~" in text:
        found.hazards.extend(_open_fences(block))
    if "`" in text:
        text = without_code(text)
    if text.startswith("#") or "\n#" in text:
        found.headings.extend(_headings(text, block.line))
        text = "\n".join(_without_id(line) if line.startswith("#") else line for line in text.split("\n"))
    lines = _Lines(text, block.line)
    if "[^" in text:
        found.marks.extend(Mark(mark.group(1), lines.span(*mark.span())) for mark in _MARK.finditer(text))
    if "](" in text:
        found.links.extend(_links(lines))
    if "<" in text:
        found.links.extend(_autolinks(lines))
    if "\n" in text and (underlined := _UNDERLINED.match(text)):
        title = underlined.group().partition("\n")[0]
        found.hazards.append(Hazard("underlined-heading", Span.at(block.line + 1), title[:_SHOWN]))
    if "<" in text or "{" in text or "][" in text or "]:" in text or "] [" in text or "&#" in text:
        found.hazards.extend(_hazards(lines))


def _long_run(text: str) -> re.Match[str] | None:
    return next((run for run in _RUN.finditer(text) if len(run.group()) > LONGEST_RUN), None)


class _Lines:
    """Positions of a block's text as places in the file."""

    def __init__(self, text: str, line: int) -> None:
        self.text, self.line = text, line
        self._starts: list[int] = []

    def span(self, start: int, end: int) -> Span:
        """From one position to another, cut at the end of the first line."""
        if "\n" not in self.text:
            return Span(self.line, start + 1, self.line, end + 1)
        if not self._starts:
            self._starts = [0, *(match.end() for match in _NEWLINE.finditer(self.text))]
        index = bisect_right(self._starts, start) - 1
        stop = self._starts[index + 1] - 1 if index + 1 < len(self._starts) else len(self.text)
        first = self._starts[index]
        return Span(self.line + index, start - first + 1, self.line + index, max(start, min(end, stop)) - first + 1)


def _headings(text: str, line: int) -> list[Heading]:
    """Headings of a block; Python-Markdown asks for no space after the signs and takes a line anywhere in a block."""
    found = []
    for number, raw in enumerate(text.split("\n"), start=line):
        if raw.startswith("#"):
            level = min(len(raw) - len(raw.lstrip("#")), 6)
            title = raw[level:].rstrip(" \t").rstrip("#").strip(" \t")
            identifier = _HEADING_ID.search(title)
            words = title[: identifier.start()].rstrip(" \t") if identifier else title
            found.append(Heading(level, words, identifier.group(1) if identifier else "", number))
    return found


def _without_id(line: str) -> str:
    stripped = line.rstrip(" \t").rstrip("#").rstrip(" \t")
    return _HEADING_ID.sub("", stripped)


def _open_fences(block: Block) -> Iterator[Hazard]:
    """Lines that look like the fence of a code block in a block that is none."""
    for number, line in enumerate(block.text.split("\n"), start=block.line):
        if _FENCE_LIKE.match(line):
            yield Hazard("fence-not-closed", Span.at(number))


def _links(lines: _Lines) -> Iterator[LinkTo]:
    for link in links(lines.text):
        yield LinkTo(link.words, link.target, link.image, lines.span(link.start, link.end))


def _autolinks(lines: _Lines) -> Iterator[LinkTo]:
    for match in _AUTOLINK.finditer(lines.text):
        if not lines.text.endswith("](", 0, match.start()):  # the address of a link was taken already
            yield LinkTo(match.group(1), match.group(1), image=False, span=lines.span(*match.span()))


def _hazards(lines: _Lines) -> Iterator[Hazard]:
    text = lines.text
    for code, sign, pattern in _HAZARDS:
        if sign not in text or (sign == "] [" and "][" in text):
            continue
        for match in pattern.finditer(text):
            if code == "raw-html" and (_QUIZ_TAG.match(match.group()) or _AUTOLINK.match(match.group())):
                continue
            name = "footnote-definition" if code == "reference-link" and match.lastindex and match.group(1) else code
            yield Hazard(name, lines.span(*match.span()), match.group().strip()[:_SHOWN])
    if "&#" in text:
        for match in _ENTITY.finditer(text):
            if found := hidden_characters(html.unescape(match.group()), 1):
                yield Hazard("hidden-character", lines.span(*match.span()), found[0][2])


# Problem code, a sign without which the pattern cannot match, the pattern.
_HAZARDS = (
    ("reference-link", "][", _REFERENCE_LINK),
    ("reference-link", "] [", _REFERENCE_LINK),
    ("reference-link", "]:", _DEFINITION),
    ("raw-html", "<", _TAG),
    ("attribute-list", "{", _ATTRIBUTES),
)


def plain_text(block: str) -> str:
    """A block as a reader hears it: no marks, no link addresses, no emphasis signs."""
    text = _MARK.sub("", block)
    if "](" in text:
        pieces, position = [], 0
        for link in sorted(links(text), key=lambda found: found.start):
            if link.start >= position:
                pieces += [text[position : link.start], link.words]
                position = link.end
        text = "".join((*pieces, text[position:]))
    text = "\n".join(_without_id(line) if line.startswith("#") else line for line in text.split("\n"))
    return _SIGNS.sub(" ", text).strip()
