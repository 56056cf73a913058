"""A strict reading of YAML: text stays text, every value knows its place, tricks are refused.

YAML 1.1 turns NO into false and 12:30 into 750; contributors are not to know. Here a plain scalar is text, except
`true`, `false` and JSON numbers. Anchors, aliases, tags, duplicate keys and deep nesting are refused before anything
is built, so no input can grow in memory.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import yaml

from passerelle.ground.problems import Problem, Span
from passerelle.ground.text import hidden_characters

MAX_DEPTH: Final = 6
MAX_BYTES: Final = 16 * 1024
Path = tuple[str | int, ...]
_Notes = tuple[dict[Path, tuple[Any, Any]], dict[Path, tuple[Any, Any]]]

# ASCII digits only, and few enough that every number fits into 64 bits.
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?\Z")
_NUMBER_STARTS: Final = frozenset("-0123456789")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Number(str):
    """A plain scalar written as a JSON number. It is text until a schema says that it is a number."""

    __slots__ = ()

    @property
    def value(self) -> int | float:
        """The number itself."""
        return float(self) if "." in self else int(self)


class _Empty:
    """The value of a key with nothing after it. Only one exists, however often it is copied."""

    def __repr__(self) -> str:
        return "EMPTY"

    def __reduce__(self) -> str:
        return "EMPTY"


EMPTY: Final = _Empty()


class Places(Mapping[Path, Span]):
    """Where the values, or the keys, of a text stand.

    Hardly any value is ever asked for its place, so the text is read a second time when the first one is.
    """

    def __init__(self, source: _Source | None = None, *, keys: bool = False) -> None:
        self._source, self._keys = source, keys

    @property
    def _events(self) -> dict[Path, tuple[Any, Any]]:
        if self._source is None:
            return {}
        return self._source.events[1 if self._keys else 0]

    def __getitem__(self, path: Path) -> Span:
        offset = self._source.offset if self._source else 0
        return span_of(*self._events[path], offset)

    def __contains__(self, path: object) -> bool:
        return path in self._events

    def __iter__(self) -> Iterator[Path]:
        return iter(self._events)

    def __len__(self) -> int:
        return len(self._events)


@dataclass
class Parsed:
    """A mapping, the place of each value (`spans`) and of each key (`keys`), its texts, and what was refused."""

    data: dict[str, Any] = field(default_factory=dict)
    spans: Places = field(default_factory=Places)
    keys: Places = field(default_factory=Places)
    texts: list[tuple[Path, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _Source:
    """What is needed to read a text again."""

    text: str
    offset: int
    max_depth: int

    @cached_property
    def events(self) -> _Notes:
        """First and last parser event of each value and of each key, as far as the text can be read."""
        values: dict[Path, tuple[Any, Any]] = {}
        keys: dict[Path, tuple[Any, Any]] = {}
        loader = _LOADER(self.text)
        with contextlib.suppress(_Refusal, yaml.YAMLError):
            _Reader(self, Parsed(), "", loader, (values, keys)).read()
        loader.dispose()
        return values, keys


class _Refusal(Exception):  # noqa: N818 - not an error of ours: a verdict
    def __init__(self, code: str, span: Span, **words: str) -> None:
        super().__init__(code)
        self.code, self.span, self.words = code, span, words


def span_of(start: Any, end: Any, offset: int) -> Span:
    """The stretch from the start of one parser event to the end of another."""
    first, last = start.start_mark, end.end_mark
    return Span(first.line + 1 + offset, first.column + 1, last.line + 1 + offset, last.column + 1)


def parse(
    text: str, path: str, *, first_line: int = 1, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH
) -> Parsed:
    """Read a YAML mapping.

    Args:
        text: the YAML, without front matter fences; lines end with a line feed.
        path: the file's name, for the problems.
        first_line: the line of the file on which `text` begins.
        max_bytes: refuse longer texts (UTF-8 bytes).
        max_depth: refuse deeper nesting.

    Returns:
        what was read, and at most one problem of the YAML itself beside one for each duplicate key and for each
        value with hidden characters.
    """
    offset = first_line - 1
    parsed = Parsed()
    size = len(text.encode("utf-8", "replace"))
    if size > max_bytes:
        words = {"size": str(size), "limit": str(max_bytes)}
        parsed.problems.append(Problem(path, Span.at(first_line), "yaml-too-large", words=words))
        return parsed
    if hidden := hidden_characters(text, 1):
        line, column, name = hidden[0]
        span = Span.at(line + offset, column, 1)
        parsed.problems.append(Problem(path, span, "hidden-character", words={"value": name}))
        return parsed
    source = _Source(text, offset, max_depth)
    parsed.spans, parsed.keys = Places(source), Places(source, keys=True)
    loader = _LOADER(text)
    try:
        _Reader(source, parsed, path, loader).read()
    except _Refusal as refusal:
        parsed.data, parsed.texts = {}, []
        parsed.problems.append(Problem(path, refusal.span, refusal.code, words=refusal.words))
    except yaml.YAMLError as error:
        parsed.data, parsed.texts = {}, []
        parsed.problems.append(Problem(path, _error_place(error, text, first_line), "yaml-syntax"))
    finally:
        loader.dispose()
    return parsed


def _error_place(error: yaml.YAMLError, text: str, first_line: int) -> Span:
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is not None:
        context = str(getattr(error, "context", ""))
        elsewhere = mark.line != getattr(opened, "line", -1) or mark.column <= getattr(opened, "column", 0)
        # A bracket or a quote that is never closed: it is the one to look at.
        if context.startswith("while scanning a quoted") or (context.startswith("while parsing a flow") and elsewhere):
            mark = opened or mark
        last = first_line + text.count("\n")
        return Span.at(min(mark.line + first_line, last), mark.column + 1)
    if isinstance(error, yaml.reader.ReaderError):  # a character that YAML has no place for; the position is in bytes
        before = text.encode("utf-8", "replace")[: int(error.position)].decode("utf-8", "ignore")
        return Span.at(before.count("\n") + first_line, len(before) - before.rfind("\n"), 1)
    return Span.at(first_line)


class _Reader:
    """Builds plain data from parser events; stops at the first trick. `notes` takes the places when they are wanted."""

    def __init__(self, source: _Source, parsed: Parsed, path: str, loader: Any, notes: _Notes | None = None) -> None:
        self.offset, self.max_depth = source.offset, source.max_depth
        self.parsed, self.path, self.notes = parsed, path, notes
        self.next = loader.get_event
        self.past = False  # inside the value of a key that was given before

    def read(self) -> None:
        documents = 0
        while not isinstance(event := self.next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse("yaml-several-documents", event)
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, (), 1)
                if value is EMPTY:
                    continue
                if not isinstance(value, dict):
                    raise self._refuse("yaml-not-a-mapping", event)
                self.parsed.data = value

    def _refuse(self, code: str, event: Any, **words: str) -> _Refusal:
        return _Refusal(code, span_of(event, event, self.offset), **words)

    def _value(self, event: Any, path: Path, depth: int) -> Any:
        kind = type(event)
        if kind is yaml.AliasEvent:
            raise self._refuse("yaml-alias", event)
        if event.anchor or event.tag:
            raise self._refuse("yaml-anchor" if event.anchor else "yaml-tag", event, tag=str(event.tag))
        if kind is yaml.ScalarEvent:
            if self.notes:
                self.notes[0][path] = (event, event)
            return self._scalar(event, path)
        if depth > self.max_depth:
            raise self._refuse("yaml-too-deep", event, limit=str(self.max_depth))
        if kind is yaml.SequenceStartEvent:
            return self._sequence(event, path, depth)
        return self._mapping(event, path, depth)

    def _sequence(self, start: Any, path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            items.append(self._value(event, (*path, len(items)), depth + 1))
        if self.notes:
            self.notes[0][path] = (start, event)
        return items

    def _mapping(self, start: Any, path: Path, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self._key(event)
            place = (*path, key)
            if key in mapping:
                self._duplicate(event, place, depth)
                continue
            value = self.next()
            if type(value) is yaml.ScalarEvent and not (self.notes or value.anchor or value.tag):
                mapping[key] = self._scalar(value, place)  # most values, without a detour
            else:
                mapping[key] = self._value(value, place, depth + 1)
            if self.notes:
                self.notes[1][place] = (event, event)
        if self.notes:
            self.notes[0][path] = (start, event)
        return mapping

    def _key(self, event: Any) -> str:
        kind = type(event)
        if kind is not yaml.ScalarEvent:
            raise self._refuse("yaml-alias" if kind is yaml.AliasEvent else "yaml-key", event)
        if event.anchor or event.tag:
            raise self._refuse("yaml-anchor" if event.anchor else "yaml-tag", event, tag=str(event.tag))
        if event.style == '"':
            self._hidden(event)
        return str(event.value)

    def _duplicate(self, event: Any, place: Path, depth: int) -> None:
        """Report a key that is given again and read past its value; the first value keeps its place."""
        kept, notes, past = self.parsed, self.notes, self.past
        if notes is None and not past:
            words = {"key": str(event.value)[:60], "line": str(kept.keys[place].line)}
            name = ".".join(str(step + 1) if isinstance(step, int) else step[:60] for step in place)
            span = span_of(event, event, self.offset)
            kept.problems.append(Problem(self.path, span, "yaml-duplicate-key", name, words))
        self.parsed, self.notes, self.past = Parsed(), None, True
        self._value(self.next(), place, depth + 1)
        self.parsed, self.notes, self.past = kept, notes, past

    def _scalar(self, event: Any, path: Path) -> Any:
        text: str = event.value
        if style := event.style:  # quoted or block text is always text
            if style == '"' and not text.isprintable():
                self._hidden(event)
            self.parsed.texts.append((path, text))
            return text
        if text in {"", "~", "null"}:
            return EMPTY
        if text in {"true", "false"}:
            return text == "true"
        value = Number(text) if text[0] in _NUMBER_STARTS and _NUMBER.match(text) else text
        self.parsed.texts.append((path, value))
        return value

    def _hidden(self, event: Any) -> None:
        r"""Double quotes know escapes: "\u202E" hides what the file itself may not hold."""
        if not event.value.isprintable() and (found := hidden_characters(event.value, 1)):
            span = span_of(event, event, self.offset)
            words = {"value": found[0][2]}
            self.parsed.problems.append(Problem(self.path, span, "hidden-character", words=words))
