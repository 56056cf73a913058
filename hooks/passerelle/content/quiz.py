"""Quizzes written inside a module's Markdown: reading them and what can be wrong with one.

<quiz id="registry-q1">
Which step comes first?

- [x] Agree on one unique identifier
  > Right: every later exchange depends on it.
- [ ] Buy servers

The identifier must be agreed with the civil registry.
</quiz>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.content.markdown import fenced_lines
from passerelle.ground.problems import Span
from passerelle.ground.text import collapse

_OPEN = re.compile(r"\s*<quiz(?:\s+id=\"([^\"<>]{0,80})\")?\s*>\s*\Z")
_CLOSE = re.compile(r"\s*</quiz>\s*\Z")
_CHOICE = re.compile(r"[-*]\s+\[([ xX])\]\s+(.*)\Z")
_FEEDBACK = re.compile(r"\s+>\s?(.*)\Z")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


@dataclass(frozen=True)
class Choice:
    """One answer: its words, whether it is right, and what a learner reads after choosing it."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class Quiz:
    """One question. `line` and `end_line` are the file's lines of its tags."""

    id: str
    stem: str
    choices: tuple[Choice, ...]
    explanation: str
    line: int
    end_line: int

    @property
    def right(self) -> tuple[int, ...]:
        """Positions (from 0) of the right choices."""
        return tuple(index for index, choice in enumerate(self.choices) if choice.right)

    def flaws(self) -> Iterator[str]:
        """Problem codes of what is wrong with the question itself."""
        if not _ID.match(self.id):
            yield "quiz-no-id"
        if not self.stem:
            yield "quiz-no-question"
        if len(self.choices) < 2:  # noqa: PLR2004
            yield "quiz-too-few-choices"
        elif not self.right:
            yield "quiz-no-right-choice"
        elif len(self.right) == len(self.choices):
            yield "quiz-all-right"
        texts = [collapse(choice.text).casefold() for choice in self.choices]
        if len(set(texts)) < len(texts) or "" in texts:
            yield "quiz-equal-choices"


@dataclass(frozen=True)
class Piece:
    """A stretch of a body: Markdown text, or a quiz."""

    text: str
    line: int
    quiz: Quiz | None = None


def pieces(body: str, first_line: int = 1) -> tuple[list[Piece], list[tuple[str, Span]]]:
    """Part a body into Markdown and quizzes. Also returns flaws of the tags: (code, place)."""
    found: list[Piece] = []
    flaws: list[tuple[str, Span]] = []
    text: list[str] = []
    text_line = first_line
    inside: list[str] | None = None
    identifier, opened = "", 0
    lines = body.split("\n")
    fences = fenced_lines(lines) if "```" in body or "~~~" in body else []
    code = {first_line + index for start, end in fences for index in range(start, end + 1)}
    for number, line in enumerate(lines, start=first_line):
        fenced = number in code
        if inside is None and not fenced and (match := _OPEN.match(line)):
            found.append(Piece("\n".join(text), text_line))
            text, inside, identifier, opened = [], [], match.group(1) or "", number
        elif inside is not None and _CLOSE.match(line):
            quiz = _read(identifier, inside, opened, number)
            found.append(Piece("", opened, quiz))
            inside, text_line = None, number + 1
        elif inside is not None:
            if "<quiz" in line:
                flaws.append(("quiz-not-closed", Span.at(opened)))
            inside.append(line)
        else:
            if not fenced and ("<quiz" in line or "</quiz" in line):
                flaws.append(("quiz-bad-tag", Span.at(number)))
            text.append(line)
    if inside is not None:
        flaws.append(("quiz-not-closed", Span.at(opened)))
    found.append(Piece("\n".join(text), text_line))
    return [piece for piece in found if piece.quiz or piece.text.strip()], flaws


def quizzes(body: str, first_line: int = 1) -> list[Quiz]:
    """Only the quizzes of a body."""
    return [piece.quiz for piece in pieces(body, first_line)[0] if piece.quiz]


def _read(identifier: str, lines: list[str], opened: int, closed: int) -> Quiz:
    stem: list[str] = []
    explanation: list[str] = []
    choices: list[Choice] = []
    for line in lines:
        if match := _CHOICE.match(line):
            choices.append(Choice(match.group(2).strip(), match.group(1) != " ", ""))
        elif choices and not explanation and (feedback := _FEEDBACK.match(line)):
            last = choices.pop()
            choices.append(Choice(last.text, last.right, f"{last.feedback} {feedback.group(1)}".strip()))
        elif choices and line.startswith((" ", "\t")) and line.strip() and not explanation:
            last = choices.pop()
            choices.append(Choice(f"{last.text} {line.strip()}", last.right, last.feedback))
        elif choices:
            explanation.append(line)
        else:
            stem.append(line)
    return Quiz(identifier, "\n".join(stem).strip(), tuple(choices), "\n".join(explanation).strip(), opened, closed)
