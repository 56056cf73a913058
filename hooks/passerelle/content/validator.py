"""The full judge: a JSON Schema validator with our keywords, for what the quick one does not accept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, TypeChecker, ValidationError, validators

from passerelle.content import rules
from passerelle.content.schema import Schema, Schemas
from passerelle.content.strict_yaml import Number, Parsed
from passerelle.content.verdicts import Verdicts
from passerelle.content.vocabulary import Vocabularies
from passerelle.ground.problems import Problem

Errors = Iterator[ValidationError]


def _is_number(_checker: TypeChecker, value: Any) -> bool:
    return rules.is_number(value)


def _is_integer(_checker: TypeChecker, value: Any) -> bool:
    return rules.is_integer(value)


def _minimum(_validator: Any, limit: float, value: Any, _schema: Schema) -> Errors:
    if isinstance(value, Number) and value.value < limit:
        yield ValidationError("minimum")


def _maximum(_validator: Any, limit: float, value: Any, _schema: Schema) -> Errors:
    if isinstance(value, Number) and value.value > limit:
        yield ValidationError("maximum")


def _length(_validator: Any, _limit: int, value: Any, schema: Schema) -> Errors:
    if isinstance(value, str) and not rules.fits_length(value, schema):
        yield ValidationError("length")


def _pattern(_validator: Any, _pattern: str, value: Any, schema: Schema) -> Errors:
    # A closed list says more than its pattern, and says it once.
    if isinstance(value, str) and "x-vocabulary" not in schema and not rules.fits_pattern(value, schema):
        yield ValidationError("pattern")


def _unique(_validator: Any, wanted: bool, value: Any, _schema: Schema) -> Errors:
    for index in rules.repeated(value) if wanted and isinstance(value, list) else ():
        yield ValidationError("uniqueItems", path=(index,), instance=value[index])


def _keyed(_validator: Any, key: str, value: Any, _schema: Schema) -> Errors:
    for index in rules.repeated_keys(value, key) if isinstance(value, list) else ():
        yield ValidationError("x-key", path=(index, key), instance=value[index][key])


class Validator:
    """Validators of all kinds of documents."""

    def __init__(self, schemas: Schemas, vocabularies: Vocabularies) -> None:
        self.schemas, self.vocabularies = schemas, vocabularies
        checker = Draft202012Validator.TYPE_CHECKER.redefine_many({"number": _is_number, "integer": _is_integer})
        keywords = {
            "minimum": _minimum,
            "maximum": _maximum,
            "minLength": _length,
            "maxLength": _length,
            "pattern": _pattern,
            "uniqueItems": _unique,
            "x-vocabulary": self._term,
            "x-key": _keyed,
        }
        self._build: Any = validators.extend(Draft202012Validator, keywords, type_checker=checker)  # type: ignore[no-untyped-call]

    def _term(self, _validator: Any, name: str, value: Any, _schema: Schema) -> Errors:
        if isinstance(value, str) and value not in self.vocabularies[name]:
            yield ValidationError("x-vocabulary")

    def problems(self, kind: str, parsed: Parsed, path: str, *, translation: bool) -> list[Problem]:
        """All problems of one mapping, each on the line of the value it is about."""
        schema = (self.schemas.translations if translation else self.schemas.by_kind)[kind]
        verdicts = Verdicts(parsed, path, self.vocabularies, self.schemas[kind] if translation else None)
        found: list[Problem] = []
        for error in self._build(schema).iter_errors(parsed.data):
            found.extend(verdicts.problems(error))
        return found
