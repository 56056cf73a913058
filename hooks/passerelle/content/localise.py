"""The facts of a record in the words of one language: the source's facts, restated by its translation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passerelle.content.models import Bundle
from passerelle.content.schema import Schema, Schemas


def localised(bundle: Bundle, locale: str, schemas: Schemas) -> dict[str, Any]:
    """Facts with every translatable string in `locale` where its document says so, else in the source's language."""
    document = bundle.documents.get(locale)
    if document is None or document is bundle.source:
        return bundle.facts
    return _merge(bundle.facts, document.facts, schemas.translations[bundle.kind])


def _merge(facts: Mapping[str, Any], words: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    merged = dict(facts)
    for name, sub in schema["properties"].items():
        if name not in words or name in {"lang", "translation"} or name not in facts:
            continue
        merged[name] = _restate(facts[name], words[name], sub)
    return merged


def _restate(value: Any, words: Any, schema: Schema) -> Any:
    if isinstance(value, str) and isinstance(words, str) and schema.get("x-translatable"):
        return words
    if isinstance(value, list) and isinstance(words, list) and "x-key" in schema:
        key = schema["x-key"]
        said = {item[key]: item for item in words if isinstance(item, dict) and isinstance(item.get(key), str)}
        return [
            _merge(item, said[item[key]], schema["items"]) if isinstance(item, dict) and item.get(key) in said else item
            for item in value
        ]
    if isinstance(value, dict) and isinstance(words, dict) and "properties" in schema:
        return _merge(value, words, schema)
    return value


def in_language(words: Any, locale: str) -> str:
    """The text of a language map in `locale`, in English where it lacks that; a record is read in a language it has."""
    if isinstance(words, dict):
        return str(words.get(locale) or words.get("en") or next(iter(words.values()), ""))
    return str(words)
