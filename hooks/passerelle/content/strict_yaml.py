"""A strict reading of YAML: text stays text, every value knows its place, tricks are refused.

YAML 1.1 turns NO into false and 12:30 into 750; contributors are not to know. Here a plain scalar is text, except
`true`, `false` and JSON numbers. Anchors, aliases, tags, duplicate keys and deep nesting are refused before anything
is built, so no input can grow in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from passerelle.ground.problems import Problem, Span

MAX_DEPTH: Final = 6
MAX_BYTES: Final = 16 * 1024
Path = tuple[str | int, ...]

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?\Z")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Number(str):
    """A plain scalar written as a JSON number. It is text until a schema says that it is a number."""

    __slots__ = ()

    @property
    def value(self) -> int | float:
        """The number itself."""
        return float(self) if "." in self else int(self)


class _Empty:
    """The value of a key with nothing after it. Only one exists."""

    def __repr__(self) -> str:
        return "EMPTY"


EMPTY: Final = _Empty()


@dataclass
class Parsed:
    """A mapping, the place of each value (`spans`) and of each key (`keys`), and what was refused."""

    data: dict[str, Any] = field(default_factory=dict)
    spans: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class _Refusal(Exception):  # noqa: N818 - not an error of ours: a verdict
    def __init__(self, code: str, span: Span, **words: str) -> None:
        super().__init__(code)
        self.code, self.span, self.words = code, span, words


def parse(
    text: str, path: str, *, first_line: int = 1, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
) -> Parsed:
    """Read a YAML mapping.

    Args:
        text: the YAML, without front matter fences.
        path: the file's name, for the problems.
        first_line: the line of the file on which `text` begins.
        max_bytes: refuse longer texts (UTF-8 bytes).
        max_depth: refuse deeper nesting.

    Returns:
        what was read, and at most one problem of the YAML itself beside one for each duplicate key.
    """
    parsed = Parsed()
    size = len(text.encode())
    if size > max_bytes:
        words = {"size": str(size), "limit": str(max_bytes)}
        parsed.problems.append(Problem(path, Span.at(first_line), "yaml-too-large", words=words))
        return parsed
    reader = _Reader(parsed, path, first_line - 1, max_depth)
    try:
        reader.read(yaml.parse(text, Loader=_LOADER))
    except _Refusal as refusal:
        parsed.data = {}
        parsed.problems.append(Problem(path, refusal.span, refusal.code, words=refusal.words))
    except yaml.YAMLError as error:
        parsed.data = {}
        mark = getattr(error, "problem_mark", None)
        span = Span.at(first_line)
        if mark is not None:
            last = first_line + text.count("\n")
            span = Span.at(min(mark.line + first_line, last), mark.column + 1)
        parsed.problems.append(Problem(path, span, "yaml-syntax"))
    return parsed


class _Reader:
    """Builds plain data from parser events, noting places; stops at the first trick."""

    def __init__(self, parsed: Parsed, path: str, offset: int, max_depth: int) -> None:
        self.parsed, self.path, self.offset, self.max_depth = parsed, path, offset, max_depth

    def read(self, events: Iterator[yaml.Event]) -> None:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refusal("yaml-several-documents", self._span(event))
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, (), 1)
                if value is EMPTY:
                    continue
                if not isinstance(value, dict):
                    raise _Refusal("yaml-not-a-mapping", self._span(event))
                self.parsed.data = value

    def _span(self, event: yaml.Event, end: yaml.Event | None = None) -> Span:
        start, stop = event.start_mark, (end or event).end_mark
        return Span(start.line + 1 + self.offset, start.column + 1, stop.line + 1 + self.offset, stop.column + 1)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            raise _Refusal("yaml-alias", self._span(event))
        if getattr(event, "anchor", None):
            raise _Refusal("yaml-anchor", self._span(event))
        if getattr(event, "tag", None):
            raise _Refusal("yaml-tag", self._span(event), tag=str(event.tag))
        if depth > self.max_depth and not isinstance(event, yaml.ScalarEvent):
            raise _Refusal("yaml-too-deep", self._span(event), limit=str(self.max_depth))
        if isinstance(event, yaml.ScalarEvent):
            self.parsed.spans[path] = self._span(event)
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, path, depth)
        return self._mapping(event, events, path, depth)

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event], path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        event = start
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*path, len(items)), depth + 1))
        self.parsed.spans[path] = self._span(start, event)
        return items

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], path: Path, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        event = start
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refusal("yaml-alias" if isinstance(event, yaml.AliasEvent) else "yaml-key", self._span(event))
            if event.anchor or event.tag:
                raise _Refusal("yaml-anchor" if event.anchor else "yaml-tag", self._span(event), tag=str(event.tag))
            key, span = str(event.value), self._span(event)
            known = key in mapping
            value = self._value(next(events), events, (*path, key), depth + 1)
            if known:
                first = self.parsed.keys[(*path, key)].line
                words = {"key": key, "line": str(first)}
                self.parsed.problems.append(Problem(self.path, span, "yaml-duplicate-key", key, words))
                continue
            mapping[key] = value
            self.parsed.keys[(*path, key)] = span
        self.parsed.spans[path] = self._span(start, event)
        return mapping


def _scalar(event: yaml.ScalarEvent) -> Any:
    text = str(event.value)
    if event.style:  # quoted or block text is always text
        return text
    if text in ("", "~", "null"):
        return EMPTY
    if text in ("true", "false"):
        return text == "true"
    return Number(text) if _NUMBER.match(text) else text
