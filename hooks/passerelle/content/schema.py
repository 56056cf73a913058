"""The JSON Schemas of `data/schemas/`: reading, judging front matter by them, and what else they tell.

Beyond JSON Schema 2020-12 they carry `x-vocabulary` (a closed list), `x-reference` (the id of another record),
`x-key` (the member that names a list's items for good), `x-translatable` (a translation may restate it), `x-tier`
(when a field is needed), `x-code` (the problem to report when a pattern fails) and the texts for people.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, TypeChecker, ValidationError, validators

from passerelle.content.strict_yaml import EMPTY, Number, Parsed
from passerelle.content.strict_yaml import Path as FieldPath
from passerelle.content.vocabulary import Vocabularies, Vocabulary, fold, nearest
from passerelle.ground.problems import Problem, Span

KINDS = ("practice", "module", "page", "exchange", "country", "partner", "pathway")
Schema = dict[str, Any]
SUMMARY_IN_TRANSLATION = (120, 450)  # NFC code points, content-model decision
_TRANSLATION_SLACK = 1.6  # a translation may be this much longer than the source's limit


@dataclass(frozen=True)
class Schemas:
    """Schemas by kind with every `$ref` replaced, and those of translations."""

    by_kind: Mapping[str, Schema]
    translations: Mapping[str, Schema]
    common: Mapping[str, Schema]

    def __getitem__(self, kind: str) -> Schema:
        return self.by_kind[kind]


def read_schemas(folder: Path) -> Schemas:
    """Read `data/schemas`. The files belong to the project and are trusted."""
    common = json.loads((folder / "common.schema.json").read_text("utf-8"))["$defs"]
    by_kind = {}
    for kind in KINDS:
        raw = json.loads((folder / f"{kind}.schema.json").read_text("utf-8"))
        by_kind[kind] = _inline(raw, common)
    inlined = {name: _inline(definition, common) for name, definition in common.items()}
    translations = {kind: _translation_document(by_kind[kind], inlined) for kind in ("practice", "module", "page")}
    return Schemas(by_kind, translations, inlined)


def _inline(node: Any, common: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_inline(item, common) for item in node]
    if not isinstance(node, dict):
        return node
    rest = {key: _inline(value, common) for key, value in node.items() if key != "$ref"}
    if "$ref" in node:
        target = _inline(common[node["$ref"].rsplit("/", 1)[-1]], common)
        return {**target, **rest}
    return rest


def translatable(schema: Schema) -> Schema | None:
    """The part of a schema that a translation may restate, None when there is nothing.

    Items of keyed lists keep their key, so that a translation says which item it restates.
    """
    if schema.get("x-translatable"):
        longest = schema.get("maxLength")
        return {**schema, "minLength": 1, "maxLength": int(longest * _TRANSLATION_SLACK) if longest else 4000}
    for branch in schema.get("anyOf", ()):
        if "properties" in branch and (found := translatable(branch)):
            return found
    if schema.get("type") == "array":
        items = translatable(schema["items"])
        key = schema.get("x-key")
        if items is None or key is None:
            return None
        items = {
            **items,
            "properties": {key: schema["items"]["properties"][key], **items["properties"]},
            "required": [key],
        }
        return {**{k: v for k, v in schema.items() if k != "minItems"}, "items": items}
    if "properties" in schema:
        kept = {name: part for name, sub in schema["properties"].items() if (part := translatable(sub))}
        if not kept:
            return None
        return {
            **_described(schema),
            "type": "object",
            "properties": kept,
            "required": [],
            "additionalProperties": False,
        }
    return None


def _described(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key in {"x-label", "x-help", "x-example"}}


def _translation_document(schema: Schema, common: Mapping[str, Schema]) -> Schema:
    part = translatable(schema)
    assert part is not None
    lowest, highest = SUMMARY_IN_TRANSLATION
    properties = dict(part["properties"])
    if schema["title"] != "page":
        properties["summary"] = {**properties["summary"], "minLength": lowest, "maxLength": highest}
    properties = {"lang": common["lang"], **properties, "translation": common["translation"]}
    required = ["lang", "title", "summary", "translation"]
    return {**part, "title": schema["title"], "properties": properties, "required": required}


# --- judging ---------------------------------------------------------------------------------------------------


def _is_number(_checker: TypeChecker, value: Any) -> bool:
    return isinstance(value, Number | int | float) and not isinstance(value, bool)


def _is_integer(_checker: TypeChecker, value: Any) -> bool:
    return (isinstance(value, Number) and "." not in value) or (isinstance(value, int) and not isinstance(value, bool))


def _minimum(_validator: Any, limit: float, value: Any, _schema: Schema) -> Iterator[ValidationError]:
    if isinstance(value, Number) and value.value < limit:
        yield ValidationError("minimum")


def _maximum(_validator: Any, limit: float, value: Any, _schema: Schema) -> Iterator[ValidationError]:
    if isinstance(value, Number) and value.value > limit:
        yield ValidationError("maximum")


def _keyed(_validator: Any, key: str, value: Any, _schema: Schema) -> Iterator[ValidationError]:
    seen = set()
    for index, item in enumerate(value if isinstance(value, list) else ()):
        name = item.get(key) if isinstance(item, dict) else None
        if isinstance(name, str) and name in seen:
            yield ValidationError("x-key", path=(index, key), instance=name)
        elif isinstance(name, str):
            seen.add(name)


class Judge:
    """Judges parsed front matter by a schema and the vocabularies."""

    def __init__(self, schemas: Schemas, vocabularies: Vocabularies) -> None:
        self.schemas, self.vocabularies = schemas, vocabularies
        checker = Draft202012Validator.TYPE_CHECKER.redefine_many({"number": _is_number, "integer": _is_integer})
        keywords = {"minimum": _minimum, "maximum": _maximum, "x-vocabulary": self._term, "x-key": _keyed}
        build = validators.extend(Draft202012Validator, keywords, type_checker=checker)
        self._documents = {kind: build(schema) for kind, schema in schemas.by_kind.items()}
        self._translations = {kind: build(schema) for kind, schema in schemas.translations.items()}

    def _term(self, _validator: Any, name: str, value: Any, _schema: Schema) -> Iterator[ValidationError]:
        if isinstance(value, str) and value not in self.vocabularies[name]:
            yield ValidationError("x-vocabulary")

    def judge(self, kind: str, parsed: Parsed, path: str, *, translation: bool = False) -> list[Problem]:
        """All problems of one mapping, each on the line of the value it is about."""
        validator = (self._translations if translation else self._documents)[kind]
        place = _Place(parsed, path, self.vocabularies, self.schemas[kind] if translation else None)
        found: list[Problem] = []
        for error in validator.iter_errors(parsed.data):
            found.extend(place.problems(error))
        return found


class _Place:
    """Turns validator errors into problems with places in one file."""

    def __init__(self, parsed: Parsed, path: str, vocabularies: Vocabularies, source_schema: Schema | None) -> None:
        self.parsed, self.path, self.vocabularies, self.source_schema = parsed, path, vocabularies, source_schema

    def problems(self, error: ValidationError, base: FieldPath = ()) -> Iterator[Problem]:
        where: FieldPath = (*base, *error.relative_path) if base else tuple(error.absolute_path)
        value = error.instance
        handler = getattr(self, f"_on_{str(error.validator).replace('-', '_')}", None)
        if value is EMPTY or (error.validator == "x-key" and value == ""):
            yield self._make(where, "empty-value")
        elif handler:
            yield from handler(error, where, value)
        else:
            yield self._make(where, "bad-format")

    def _make(self, where: FieldPath, code: str, *, key: bool = False, **words: str) -> Problem:
        spans = self.parsed.keys if key else self.parsed.spans
        span = spans.get(where) or self._nearest(where)
        return Problem(
            self.path, span, code, dotted(where, self.parsed.data), {"field": str(where[-1]) if where else "", **words}
        )

    def _nearest(self, where: FieldPath) -> Span:
        for size in range(len(where), 0, -1):
            if span := self.parsed.keys.get(where[:size]) or self.parsed.spans.get(where[:size]):
                return Span(span.line, span.column, span.line, span.column)
        return Span.at(1)

    def _on_required(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        for name in error.validator_value:
            if name not in value and error.message.startswith(repr(name)):
                yield self._make((*where, name), "missing-field")

    def _on_additionalProperties(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:  # noqa: N802
        known = error.schema.get("properties", {})
        elsewhere = _subschema(self.source_schema, where) if self.source_schema else {}
        for name in value:
            if name in known:
                continue
            if value[name] is EMPTY and isinstance(where[-1] if where else None, int | str):
                yield self._make((*where, name), "unquoted-comma", key=True, value=_short(name))
            elif name in elsewhere:
                yield self._make((*where, name), "fact-in-translation", key=True)
            else:
                guess = nearest(name, {fold(option): option for option in known})
                yield self._make((*where, name), "unknown-field", key=True, value=name, suggestion=guess)

    def _on_type(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        yield self._make(where, "wrong-type", expected=str(error.validator_value), value=_short(value))

    def _on_minLength(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:  # noqa: N802
        if value == "":
            yield self._make(where, "empty-value")
        else:
            yield self._make(where, "too-short", count=str(len(value)), limit=str(error.validator_value))

    def _on_maxLength(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:  # noqa: N802
        yield self._make(where, "too-long", count=str(len(value)), limit=str(error.validator_value))

    def _on_pattern(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        if "<" in value or ">" in value:
            yield self._make(where, "html-in-text")
        elif value == "":
            yield self._make(where, "empty-value")
        else:
            code = str(error.schema.get("x-code", "bad-format"))
            yield self._make(where, code, value=_short(value))

    def _on_x_vocabulary(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        vocabulary = self.vocabularies[error.validator_value]
        key = error.parent is None and "propertyNames" in error.absolute_schema_path
        place = (*where, value) if key else where
        words = {"value": _short(value), "suggestion": vocabulary.suggest(value), "options": _options(vocabulary)}
        yield self._make(place, "unknown-term", key=key, vocabulary=vocabulary.id, **words)

    def _on_x_key(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:
        yield self._make(where, "repeated-id", value=_short(value))

    def _on_uniqueItems(self, error: ValidationError, where: FieldPath, value: Any) -> Iterator[Problem]:  # noqa: N802
        seen: list[Any] = []
        for index, item in enumerate(value):
            if item in seen:
                yield self._make((*where, index), "repeated-item", value=_short(item))
            seen.append(item)

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
        last = error.schema["anyOf"][-1]
        yield self._make(where, "wrong-type", expected=str(last.get("type", "text")), value=_short(value))


def _subschema(schema: Schema | None, where: FieldPath) -> Mapping[str, Any]:
    node: Any = schema
    for step in where:
        for branch in (node, *node.get("anyOf", ())):
            if isinstance(step, int) and "items" in branch:
                node = branch["items"]
                break
            if step in branch.get("properties", {}):
                node = branch["properties"][step]
                break
        else:
            return {}
    for branch in (node, *node.get("anyOf", ())):
        if "properties" in branch:
            properties: Mapping[str, Any] = branch["properties"]
            return properties
    return {}


def dotted(where: FieldPath, data: Any) -> str:
    """A field path for people: list items by their id where they have one ("results.households.year")."""
    names = []
    node = data
    for step in where:
        if isinstance(step, int):
            node = node[step] if isinstance(node, list) and step < len(node) else None
            named = (
                isinstance(node, dict) and isinstance(node.get("id"), str) and re.match(r"[\w-]{1,40}\Z", node["id"])
            )
            names.append(str(node["id"]) if named and isinstance(node, dict) else str(step + 1))
        else:
            node = node.get(step) if isinstance(node, dict) else None
            names.append(str(step)[:60])
    return ".".join(names)


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004


@lru_cache(maxsize=256)
def _options_of(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) if len(ids) <= 25 else ", ".join(ids[:12]) + ", ..."  # noqa: PLR2004


def _options(vocabulary: Vocabulary) -> str:
    return _options_of(tuple(vocabulary.terms))
