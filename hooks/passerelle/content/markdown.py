"""Reads a Markdown body without rendering it: blocks, headings, links, source marks, hazards.

Every pattern here is linear in the text, so that no input can make reading slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.ground.problems import Span

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
_HEADING_ID = re.compile(r"\{[ \t]*#([^\s{}]{1,80})[ \t]*\}[ \t]*\Z")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_LINK = re.compile(
    r"(!?)\[([^\[\]\n]{0,400})\]\([ \t]*(?:<([^<>\n]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)*))(?:[ \t]+\"[^\"\n]*\")?[ \t]*\)"
)
_AUTOLINK = re.compile(r"<((?:https?|mailto|javascript|data|ftp):[^<>\s]*)>", re.IGNORECASE)
_REFERENCE_LINK = re.compile(r"\[(?!\^)[^\[\]\n]{1,200}\]\[[^\[\]\n]{0,100}\]")
_REFERENCE_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\[\]\n]{1,100}\]:")
_MARK = re.compile(r"\[\^([^\[\]\s]{1,60})\]")
_TAG = re.compile(r"</?[A-Za-z!?][^>\n]{0,200}>?")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*([^{}\n]*)\}")
_RUN = re.compile(r"([^\w\s])\1{499}")
QUIZ_TAGS = ("<quiz", "</quiz>")


@dataclass(frozen=True)
class Block:
    """What blank lines part, outside fences. `line` is the file's line of its first line."""

    text: str
    line: int
    code: bool = False


@dataclass(frozen=True)
class Heading:
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
            if block.line in starts:
                inside = starts[block.line].id == section_id
                _heading_line, _, rest = block.text.partition("\n")
                block = Block(rest, block.line + 1)  # noqa: PLW2901 - text that follows its heading without a blank line
            if inside and block.text:
                found.append(block)
        return found


def blocks(body: str, first_line: int = 1) -> list[Block]:
    """Part a body at its blank lines, outside fences. An unclosed fence runs to the end."""
    found: list[Block] = []
    lines: list[str] = []
    start, fence = 0, ""

    def close(*, code: bool = False) -> None:
        if lines:
            found.append(Block("\n".join(lines), start, code))
            lines.clear()

    for number, line in enumerate(body.split("\n"), start=first_line):
        if fence:
            lines.append(line)
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
                close(code=True)
            continue
        opening = _FENCE.match(line)
        if opening:
            close()
            fence = opening.group(1)
        if not line.strip():
            close()
            continue
        if not lines:
            start = number
        lines.append(line)
    close(code=bool(fence))
    return found


def scan(body: str, first_line: int = 1) -> Scan:
    """Read a body whose first line is line `first_line` of its file."""
    parts = blocks(body, first_line)
    headings: list[Heading] = []
    links: list[LinkTo] = []
    marks: list[Mark] = []
    hazards: list[Hazard] = []
    for block in parts:
        if run := _RUN.search(block.text):
            line = block.line + block.text.count("\n", 0, run.start())
            hazards.append(Hazard("too-many-equal-characters", Span.at(line), run.group(1)))
            continue
        if block.code:
            continue
        for number, raw in enumerate(block.text.split("\n"), start=block.line):
            line = _CODE.sub(lambda code: " " * len(code.group()), raw) if "`" in raw else raw
            if line.startswith("#") and (heading := _heading(line, number)):
                headings.append(heading)
                line = _HEADING_ID.sub("", line)
            links.extend(_links(line, number))
            marks.extend(
                Mark(mark.group(1), Span.at(number, mark.start() + 1, len(mark.group())))
                for mark in _MARK.finditer(line)
            )
            hazards.extend(_hazards(line, number))
    return Scan(tuple(parts), tuple(headings), tuple(links), tuple(marks), tuple(hazards))


def _heading(line: str, number: int) -> Heading | None:
    match = _HEADING.match(line)
    if not match:
        return None
    title = match.group(2)
    identifier = _HEADING_ID.search(title)
    return Heading(
        len(match.group(1)), _HEADING_ID.sub("", title).strip(), identifier.group(1) if identifier else "", number
    )


def _links(line: str, number: int) -> Iterator[LinkTo]:
    if "](" in line:
        for match in _LINK.finditer(line):
            target = match.group(3) if match.group(3) is not None else match.group(4)
            yield LinkTo(
                match.group(2), target, bool(match.group(1)), Span.at(number, match.start() + 1, len(match.group()))
            )
    if "<" in line:
        for match in _AUTOLINK.finditer(line):
            yield LinkTo(
                match.group(1), match.group(1), image=False, span=Span.at(number, match.start() + 1, len(match.group()))
            )


def _hazards(line: str, number: int) -> Iterator[Hazard]:
    if "][" in line:
        for match in _REFERENCE_LINK.finditer(line):
            yield Hazard("reference-link", Span.at(number, match.start() + 1, len(match.group())), match.group()[:60])
    if match_definition := _REFERENCE_DEFINITION.match(line):
        yield Hazard(
            "reference-link", Span.at(number, 1, len(match_definition.group())), match_definition.group().strip()[:60]
        )
    if "<" in line:
        for match in _TAG.finditer(line):
            tag = match.group()
            if not tag.startswith(QUIZ_TAGS) and not _AUTOLINK.match(tag):
                yield Hazard("raw-html", Span.at(number, match.start() + 1, len(tag)), tag[:60])
    if "{" in line:
        for match in _ATTRIBUTES.finditer(line):
            yield Hazard("attribute-list", Span.at(number, match.start() + 1, len(match.group())), match.group()[:60])


def plain_text(block: str) -> str:
    """A block as a reader hears it: no marks, no link addresses, no emphasis signs."""
    text = _MARK.sub("", block)
    text = _LINK.sub(lambda match: match.group(2), text)
    text = _HEADING_ID.sub("", text)
    return re.sub(r"[*_`#>|]+|^\s*(?:[-+]|\d{1,3}\.)\s+", " ", text, flags=re.MULTILINE).strip()
