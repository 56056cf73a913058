"""A quick yes: tells in microseconds that a value is valid, so that the full judge sees only what may be wrong.

`accepts(schema)` answers True only for values in which `judging.Judge` finds nothing (a test compares the two); on
a keyword that it does not know it never answers True.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from passerelle.content import rules
from passerelle.content.strict_yaml import Number
from passerelle.content.vocabulary import Vocabularies

Accept = Callable[[Any], bool]
Schema = dict[str, Any]

_SILENT = frozenset({"title", "description", "format", "default", "examples"})
_OBJECT = frozenset({"properties", "required", "additionalProperties", "propertyNames", "minProperties"})
_ARRAY = frozenset({"items", "minItems", "maxItems", "uniqueItems", "x-key"})
_STRING = frozenset({"pattern", "minLength", "maxLength", "x-vocabulary"})
_NUMBER = frozenset({"minimum", "maximum"})
_KNOWN = _OBJECT | _ARRAY | _STRING | _NUMBER | _SILENT | {"type", "const", "anyOf"}


def accepts(schema: Schema, vocabularies: Vocabularies) -> Accept:
    """Compile a schema whose references are replaced."""
    if any(name not in _KNOWN and not name.startswith(("x-", "$")) for name in schema):
        return _never
    checks: list[Accept] = []
    kind = schema.get("type")
    if "const" in schema:
        checks.append(_const(schema["const"]))
    if kind is not None or schema.keys() & (_OBJECT | _ARRAY | _STRING | _NUMBER):
        checks.append(_typed(schema, kind, vocabularies))
    if "anyOf" in schema:
        branches = [accepts(branch, vocabularies) for branch in schema["anyOf"]]
        checks.append(lambda value: any(branch(value) for branch in branches))
    if len(checks) == 1:
        return checks[0]
    return lambda value: all(check(value) for check in checks)


def _never(_value: Any) -> bool:
    return False


def _const(expected: Any) -> Accept:
    return lambda value: type(value) is type(expected) and value == expected


def _typed(schema: Schema, kind: str | None, vocabularies: Vocabularies) -> Accept:
    if kind is None:  # as in the branches that only say what is required
        return _object(schema, vocabularies) if schema.keys() & _OBJECT else _string(schema, vocabularies)
    if kind == "object":
        return _object(schema, vocabularies)
    if kind == "array":
        return _array(schema, vocabularies)
    if kind == "string":
        return _string(schema, vocabularies)
    if kind in {"integer", "number"}:
        return _number(schema, whole=kind == "integer")
    return (lambda value: isinstance(value, bool)) if kind == "boolean" else _never


def _object(schema: Schema, vocabularies: Vocabularies) -> Accept:
    members = {name: accepts(part, vocabularies) for name, part in schema.get("properties", {}).items()}
    required = frozenset(schema.get("required", ()))
    extra = schema.get("additionalProperties", {})
    other = accepts(extra, vocabularies) if isinstance(extra, dict) else _never
    names = accepts(schema["propertyNames"], vocabularies) if "propertyNames" in schema else None
    least = schema.get("minProperties", 0)

    def accept(value: Any) -> bool:
        if not isinstance(value, dict) or len(value) < least or not required <= value.keys():
            return False
        if names is not None and not all(map(names, value)):
            return False
        return all(members.get(name, other)(item) for name, item in value.items())

    return accept


def _array(schema: Schema, vocabularies: Vocabularies) -> Accept:
    each = accepts(schema["items"], vocabularies) if "items" in schema else lambda _value: True
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    unique, key = schema.get("uniqueItems", False), schema.get("x-key")

    def accept(value: Any) -> bool:
        if not isinstance(value, list) or len(value) < least or (most is not None and len(value) > most):
            return False
        if not all(map(each, value)):
            return False
        return not (unique and rules.repeated(value)) and not (key and rules.repeated_keys(value, key))

    return accept


def _string(schema: Schema, vocabularies: Vocabularies) -> Accept:
    terms = vocabularies[schema["x-vocabulary"]].terms if "x-vocabulary" in schema else None
    patterned, sized = "pattern" in schema, "minLength" in schema or "maxLength" in schema

    def accept(value: Any) -> bool:
        if not isinstance(value, str) or (terms is not None and value not in terms):
            return False
        if sized and not rules.fits_length(value, schema):
            return False
        return not patterned or rules.fits_pattern(value, schema)

    return accept


def _number(schema: Schema, *, whole: bool) -> Accept:
    least, most = schema.get("minimum"), schema.get("maximum")

    def accept(value: Any) -> bool:
        if not isinstance(value, Number) or (whole and "." in value):
            return False
        if least is None and most is None:
            return True
        number = value.value
        return (least is None or number >= least) and (most is None or number <= most)

    return accept
