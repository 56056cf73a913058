"""A problem in the content is data: where it is, what rule it breaks, and the words to say it with."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Span:
    """A stretch of a file: lines and columns start at 1; the end column is one past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def at(cls, line: int, column: int = 1, length: int = 0) -> Span:
        """A span of `length` characters on one line."""
        return cls(line, column, line, column + length)


WHOLE_FILE = Span(1, 1, 1, 1)


@dataclass(frozen=True)
class Problem:
    """One broken rule.

    `path` is relative to the content tree, with slashes. `field` is a dotted path ("results.households.year"),
    `#section` for the body, or empty. `code` is a permanent kebab-case word of `data/problems.yml`; `words` fills
    the placeholders of its sentence.
    """

    path: str
    span: Span
    code: str
    field: str = ""
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    severity: Severity = "error"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: file, place, code."""
        return (self.path, self.span.line, self.span.column, self.code, self.field)


class Report:
    """All problems of one run, in order and without repetition."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems: dict[tuple[object, ...], Problem] = {}
        self.extend(problems)

    def add(self, problem: Problem) -> None:
        """Take one problem; an equal one is taken once."""
        key = (*problem.order, tuple(sorted(problem.words.items())))
        self._problems.setdefault(key, problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take several problems."""
        for problem in problems:
            self.add(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._problems.values(), key=lambda problem: problem.order))

    def __len__(self) -> int:
        return len(self._problems)

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return [problem for problem in self if problem.severity == "error"]
