"""Plain JSON Schema for text editors, which complete and check front matter while it is typed.

Editors know none of our `x-` keywords: vocabularies become enums, labels and helps become English titles and
descriptions. Nothing here decides about content, `passerelle check` does.
"""

from __future__ import annotations

import json
from typing import Any

from passerelle.content.schema import Schema, Schemas
from passerelle.content.vocabulary import Vocabularies
from passerelle.ground.locales import DEFAULT
from passerelle.scaffold.texts import example, help_text, label

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Keywords whose value maps names to schemas, is a list of schemas, or is a schema.
_MAPS, _LISTS, _SCHEMAS = frozenset({"properties"}), frozenset({"anyOf"}), frozenset({"items", "propertyNames"})


def editor_schemas(schemas: Schemas, vocabularies: Vocabularies) -> dict[str, str]:
    """The schema of each kind of source document: JSON text by file name."""
    files = {}
    for kind, schema in schemas.by_kind.items():
        # "$id" goes: the file is published at another address, and it refers to no other.
        plain = {
            "$schema": _DIALECT,
            **{key: value for key, value in _plain(schema, vocabularies).items() if key != "$id"},
        }
        files[f"{kind}.schema.json"] = json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    return files


def _plain(schema: Schema, vocabularies: Vocabularies) -> Schema:
    plain: Schema = {}
    if title := label(schema, DEFAULT):
        plain["title"] = title
    if description := help_text(schema, DEFAULT):
        plain["description"] = description
    for keyword, value in schema.items():
        if not keyword.startswith("x-"):
            plain[keyword] = _keyword(keyword, value, vocabularies)
    if "x-vocabulary" in schema:
        plain["enum"] = list(vocabularies[schema["x-vocabulary"]].terms)
    if schema.get("x-code") == "bad-date":
        # An editor reads the unquoted year 2023 as a number; our strict reading keeps it text.
        plain["type"] = ["string", "integer"]
    if (value := example(schema, DEFAULT)) is not None:
        plain["examples"] = [value]
    return plain


def _keyword(keyword: str, value: Any, vocabularies: Vocabularies) -> Any:
    if keyword in _MAPS:
        return {name: _plain(part, vocabularies) for name, part in value.items()}
    if keyword in _LISTS:
        return [_plain(part, vocabularies) for part in value]
    if keyword in _SCHEMAS or (keyword == "additionalProperties" and isinstance(value, dict)):
        return _plain(value, vocabularies)
    return value
