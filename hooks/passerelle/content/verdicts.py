"""Turns errors of the JSON Schema validator into problems with places in one file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jsonschema import ValidationError

from passerelle.content.schema import Schema, dotted, subschema
from passerelle.content.strict_yaml import EMPTY, Parsed
from passerelle.content.strict_yaml import Path as FieldPath
from passerelle.content.vocabulary import MOST_SUGGESTIONS, Vocabularies, Vocabulary, fold, nearest
from passerelle.ground.problems import Problem, Span
from passerelle.ground.text import length

_SHOWN = 60  # characters of a value that a problem repeats
_OPTIONS_SHOWN, _FIRST_OPTIONS = 25, 12  # a longer list of options is cut to the first ones


class Verdicts:
    """The problems of one file. `source_schema` is that of the source document when the file is a translation."""

    def __init__(self, parsed: Parsed, path: str, vocabularies: Vocabularies, source_schema: Schema | None) -> None:
        self.parsed, self.path, self.vocabularies, self.source_schema = parsed, path, vocabularies, source_schema
        self._suggestions = 0

    def problems(self, error: ValidationError, base: FieldPath = ()) -> Iterator[Problem]:
        """What one error, below `base`, comes to."""
        where: FieldPath = (*base, *error.relative_path) if base else tuple(error.absolute_path)
        value: Any = error.instance
        handler = getattr(self, f"_on_{str(error.validator).replace('-', '_')}", None)
        if value is EMPTY or (error.validator == "x-key" and value == ""):
            yield self._make(where, "empty-value")
        elif handler:
            yield from handler(error, where, value)
        else:
            yield self._make(where, "bad-format", value=_short(value))

    def _make(self, where: FieldPath, code: str, *, key: bool = False, **words: str) -> Problem:
        spans = self.parsed.keys if key else self.parsed.spans
        span = spans.get(where) or self._nearest(where)
        name = next((step for step in reversed(where) if isinstance(step, str)), "")  # items bear their list's name
        words = {"field": name[:_SHOWN], **words}
        return Problem(self.path, span, code, dotted(where, self.parsed.data), words)

    def _nearest(self, where: FieldPath) -> Span:
        for size in range(len(where), 0, -1):
            if span := self.parsed.keys.get(where[:size]) or self.parsed.spans.get(where[:size]):
                return Span(span.line, span.column, span.line, span.column)
        return Span.at(1)

    def _may_suggest(self) -> bool:
        self._suggestions += 1
        return self._suggestions <= MOST_SUGGESTIONS

    def _on_required(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        names: Any = error.validator_value
        for name in names:
            if name not in value and error.message.startswith(repr(name)):
                yield self._make((*where, name), "missing-field")

    def _on_additionalProperties(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:  # noqa: N802
        schema: Any = error.schema
        known = schema.get("properties", {})
        elsewhere = subschema(self.source_schema, where) if self.source_schema else {}
        for name in value:
            if name in known:
                continue
            place = (*where, name)
            if where and value[name] is EMPTY and self._has_no_colon(place):
                yield self._make(place, "unquoted-comma", key=True, value=_short(name))
            elif name in elsewhere:
                yield self._make(place, "fact-in-translation", key=True)
            else:
                guess = nearest(name, {fold(option): option for option in known}) if self._may_suggest() else ""
                yield self._make(place, "unknown-field", key=True, value=_short(name), suggestion=guess)

    def _has_no_colon(self, place: FieldPath) -> bool:
        key, value = self.parsed.keys.get(place), self.parsed.spans.get(place)
        return bool(key and value and (key.end_line, key.end_column) == (value.line, value.column))

    def _on_type(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        expected = str(error.validator_value)
        if self.source_schema and where and expected in {"object", "array"} and not isinstance(value, dict | list):
            yield self._make(where, "fact-in-translation")
        else:
            yield self._make(where, "wrong-type", expected=expected, value=_short(value))

    def _on_minLength(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:  # noqa: N802
        schema: Any = error.schema
        if value == "":
            yield self._make(where, "empty-value")
        elif (count := length(value)) < schema.get("minLength", 0):
            yield self._make(where, "too-short", count=str(count), limit=str(schema["minLength"]))
        else:
            yield self._make(where, "too-long", count=str(count), limit=str(schema["maxLength"]))

    _on_maxLength = _on_minLength  # noqa: N815 - both are said once: reports take equal problems once

    def _on_pattern(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        schema: Any = error.schema
        if value == "":
            yield self._make(where, "empty-value")
        elif "x-code" in schema:
            yield self._make(where, str(schema["x-code"]), value=_short(value))
        elif "<" in value or ">" in value:
            yield self._make(where, "html-in-text")
        else:
            yield self._make(where, "bad-format", value=_short(value))

    def _on_x_vocabulary(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        vocabulary = self.vocabularies[str(error.validator_value)]
        key = error.parent is None and "propertyNames" in error.absolute_schema_path
        place = (*where, value) if key else where
        guess = vocabulary.suggest(value) if self._may_suggest() else ""
        words = {"value": _short(value), "suggestion": guess, "options": _options(vocabulary)}
        yield self._make(place, "unknown-term", key=key, vocabulary=vocabulary.id, **words)

    def _on_x_key(self, _error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        yield self._make(where, "repeated-id", value=_short(value))

    def _on_uniqueItems(self, _error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:  # noqa: N802
        yield self._make(where, "repeated-item", value=_short(value))

    def _on_minItems(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:  # noqa: N802
        yield self._make(where, "list-too-short", count=str(len(value)), limit=str(error.validator_value))

    def _on_maxItems(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:  # noqa: N802
        yield self._make(where, "list-too-long", count=str(len(value)), limit=str(error.validator_value))

    def _on_minProperties(self, _error: ValidationError, where: FieldPath, _value: Any) -> Iterator[Problem]:  # noqa: N802
        yield self._make(where, "empty-value")

    def _on_minimum(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        yield self._make(where, "out-of-range", value=_short(value), limit=str(error.validator_value))

    _on_maximum = _on_minimum

    def _on_const(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        yield self._make(where, "wrong-value", value=_short(value), expected=str(error.validator_value))

    def _on_anyOf(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:  # noqa: N802
        if not where:
            yield self._make(("branches",), "branches-or-guarantees")
            return
        branches: dict[int, list[ValidationError]] = {}
        for part in error.context or ():
            branches.setdefault(int(part.relative_schema_path[0]), []).append(part)
        for index in sorted(branches, reverse=True):
            parts = branches[index]
            own = {part.validator for part in parts if not part.relative_path}
            if not own & {"type", "const"}:
                for part in parts:
                    yield from self.problems(part, where)
                return
        schema: Any = error.schema
        yield self._make(
            where, "wrong-type", expected=str(schema["anyOf"][-1].get("type", "text")), value=_short(value)
        )


def _short(value: Any) -> str:
    text = " ".join(str(value)[: _SHOWN * 2].split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


@lru_cache(maxsize=256)
def _options_of(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) if len(ids) <= _OPTIONS_SHOWN else ", ".join(ids[:_FIRST_OPTIONS]) + ", ..."


def _options(vocabulary: Vocabulary) -> str:
    return _options_of(tuple(vocabulary.terms))
