"""The JSON Schemas of `data/schemas/`: reading them, and what else they tell than what is valid (`judging.py`).

Beyond JSON Schema 2020-12 they carry `x-vocabulary` (a closed list), `x-reference` (the id of another record),
`x-key` (the member that names a list's items for good), `x-translatable` (a translation may restate it), `x-tier`
(when a field is needed), `x-code` (the problem to report when a pattern fails) and the texts for people.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from passerelle.content.strict_yaml import Path as FieldPath

KINDS = ("practice", "module", "page", "exchange", "country", "partner", "pathway")
MESSAGES = ("correction", "translation")  # what readers send to the editors; no records
Schema = dict[str, Any]
SUMMARY_IN_TRANSLATION = (120, 450)  # NFC code points, content-model decision
_TRANSLATION_SLACK = 1.6  # a translation may be this much longer than the source's limit
_LONGEST_TEXT = 4000  # of a translated text whose source has no limit


@dataclass(frozen=True)
class Schemas:
    """Schemas by kind with every `$ref` replaced, and those of translations."""

    by_kind: Mapping[str, Schema]
    translations: Mapping[str, Schema]
    common: Mapping[str, Schema]
    messages: Mapping[str, Schema] = field(default_factory=dict)

    def __getitem__(self, kind: str) -> Schema:
        return self.by_kind[kind]


def read_schemas(folder: Path) -> Schemas:
    """Read `data/schemas`. The files belong to the project and are trusted."""
    common = json.loads((folder / "common.schema.json").read_text("utf-8"))["$defs"]
    read = {kind: json.loads((folder / f"{kind}.schema.json").read_text("utf-8")) for kind in (*KINDS, *MESSAGES)}
    by_kind = {kind: _inline(read[kind], common) for kind in KINDS}
    messages = {kind: _inline(read[kind], common) for kind in MESSAGES}
    inlined = {name: _inline(definition, common) for name, definition in common.items()}
    translations = {kind: _translation_document(by_kind[kind], inlined) for kind in ("practice", "module", "page")}
    return Schemas(by_kind, translations, inlined, messages)


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


def translatable(schema: Schema) -> Schema | None:  # noqa: PLR0911 - one answer for each kind of schema
    """The part of a schema that a translation may restate, None when there is nothing.

    Items of keyed lists keep their key, so that a translation says which item it restates.
    """
    if schema.get("x-translatable"):
        longest = schema.get("maxLength")
        return {**schema, "minLength": 1, "maxLength": int(longest * _TRANSLATION_SLACK) if longest else _LONGEST_TEXT}
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


def subschema(schema: Schema | None, where: FieldPath) -> Mapping[str, Any]:
    """The members that a schema knows at a place, {} when there are none."""
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
