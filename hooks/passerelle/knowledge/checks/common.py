"""What several checks need: making problems, walking facts beside their schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from passerelle.content.models import Bundle, DataRecord, Document
from passerelle.content.schema import Schema, dotted
from passerelle.content.strict_yaml import Parsed
from passerelle.content.strict_yaml import Path as FieldPath
from passerelle.ground.problems import WHOLE_FILE, Problem, Severity, Span


def at_field(
    owner: Document | DataRecord, where: FieldPath, code: str, severity: Severity = "error", **words: str
) -> Problem:
    """A problem on the value of a field; on its key, or the nearest enclosing value, when it has none."""
    span = place(owner.parsed, where)
    return Problem(owner.path, span, code, dotted(where, owner.facts), words, severity)


def at_line(owner: Document, span: Span, code: str, severity: Severity = "error", **words: str) -> Problem:
    """A problem in a body."""
    return Problem(owner.path, span, code, "", words, severity)


def at_file(path: str, code: str, severity: Severity = "error", **words: str) -> Problem:
    """A problem of a file as a whole."""
    return Problem(path, WHOLE_FILE, code, "", words, severity)


def place(parsed: Parsed, where: FieldPath) -> Span:
    """Where a field stands, the nearest enclosing value when it is missing."""
    for size in range(len(where), -1, -1):
        span = parsed.spans.get(where[:size]) or parsed.keys.get(where[:size])
        if span:
            return span if size == len(where) else Span(span.line, span.column, span.line, span.column)
    return WHOLE_FILE


def walk(value: Any, schema: Schema, keyword: str, where: FieldPath = ()) -> Iterator[tuple[FieldPath, str, str]]:
    """Every text whose schema carries `keyword`: (place, the keyword's value, the text)."""
    for branch in (schema, *schema.get("anyOf", ())):
        if keyword in branch and isinstance(value, str):
            yield where, str(branch[keyword]), value
        if isinstance(value, dict) and "properties" in branch:
            for name, item in value.items():
                if name in branch["properties"]:
                    yield from walk(item, branch["properties"][name], keyword, (*where, name))
        if isinstance(value, dict) and isinstance(branch.get("additionalProperties"), dict):
            for name, item in value.items():
                yield from walk(item, branch["additionalProperties"], keyword, (*where, name))
        if isinstance(value, list) and "items" in branch:
            for index, item in enumerate(value):
                yield from walk(item, branch["items"], keyword, (*where, index))


def texts(value: Any, where: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Every text in a value, with its place."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, (*where, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, (*where, index))


def source_ids(bundle: Bundle | DataRecord) -> set[str]:
    """Ids of the sources that a record lists."""
    return {str(entry["id"]) for entry in sources(bundle)}


def sources(bundle: Bundle | DataRecord) -> list[dict[str, Any]]:
    """The sources that a record lists, as far as they can be read."""
    listed = bundle.facts.get("sources")
    if not isinstance(listed, list):
        return []
    return [entry for entry in listed if isinstance(entry, dict) and isinstance(entry.get("id"), str)]


def mappings(value: Any) -> list[tuple[int, dict[str, Any]]]:
    """The mappings of a list, with their positions; nothing when it is no list."""
    return (
        [(index, item) for index, item in enumerate(value) if isinstance(item, dict)] if isinstance(value, list) else []
    )


def words(value: Any) -> list[tuple[int, str]]:
    """The texts of a list, with their positions; nothing when it is no list."""
    return (
        [(index, item) for index, item in enumerate(value) if isinstance(item, str)] if isinstance(value, list) else []
    )
