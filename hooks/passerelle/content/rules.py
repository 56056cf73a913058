"""What single values must be: the rules that JSON Schema leaves to its readers, in one place for both judges.

Patterns are ECMA 262, as the standard says: a digit is an ASCII digit and `$` is the very end. Lengths count NFC code
points. A `bad-date` pattern also means that the day exists.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from passerelle.content.strict_yaml import Number
from passerelle.ground.text import length

Schema = dict[str, Any]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


@lru_cache(maxsize=256)
def pattern(source: str) -> Callable[[str], object]:
    """A search by an ECMA 262 pattern of the schemas."""
    if source.endswith("$") and not source.endswith(r"\$"):
        source = source[:-1] + r"\Z"
    return re.compile(source.replace(r"\d", "[0-9]")).search


def fits_pattern(value: str, schema: Schema) -> bool:
    """Whether a text fits the schema's pattern; dates must be in the calendar."""
    if not pattern(schema["pattern"])(value):
        return False
    if schema.get("x-code") == "bad-date" and _DAY.match(value):
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            return False
    return True


def fits_length(value: str, schema: Schema) -> bool:
    """Whether a text is neither too short nor too long."""
    size = length(value)
    return bool(schema.get("minLength", 0) <= size <= schema.get("maxLength", size))


def is_number(value: Any) -> bool:
    """Whether a value was written as a JSON number."""
    return isinstance(value, Number)


def is_integer(value: Any) -> bool:
    """Whether a value was written as a JSON number without a fraction."""
    return isinstance(value, Number) and "." not in value


def same(value: Any) -> Any:
    """A hashable stand-in: two values are equal when these are."""
    if isinstance(value, dict):
        return (dict, frozenset((name, same(item)) for name, item in value.items()))
    if isinstance(value, list):
        return (list, tuple(same(item) for item in value))
    return (bool, value) if isinstance(value, bool) else value


def repeated(items: list[Any]) -> list[int]:
    """Positions of the items that stand earlier in the list already."""
    seen: set[Any] = set()
    found = []
    for index, item in enumerate(items):
        mark = same(item)
        if mark in seen:
            found.append(index)
        seen.add(mark)
    return found


def repeated_keys(items: list[Any], key: str) -> list[int]:
    """Positions of the mappings whose `key` an earlier one has already."""
    seen: set[str] = set()
    found = []
    for index, item in enumerate(items):
        name = item.get(key) if isinstance(item, dict) else None
        if isinstance(name, str):
            if name in seen:
                found.append(index)
            seen.add(name)
    return found
