"""Fingerprints of blocks: how a translation knows which paragraphs of its source have changed.

Fingerprint: the first ten hexadecimal digits of the SHA-256 of the block's NFC, whitespace-collapsed text.
Title, summary and every translatable field count as blocks, before those of the body.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from passerelle.content.markdown import blocks
from passerelle.content.schema import Schema
from passerelle.ground.text import collapse


def fingerprint(text: str) -> str:
    """Ten hexadecimal digits that change when the words change, not when the line breaks do."""
    return hashlib.sha256(collapse(text).encode()).hexdigest()[:10]


def translatable_texts(facts: Mapping[str, Any], schema: Schema) -> Iterator[tuple[str, str]]:
    """Every string a translation may restate: (field path with item ids, text), in the schema's order."""
    yield from _texts(facts, schema, "")


def _texts(value: Any, schema: Schema, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if "x-translatable" in schema:
            yield path, value
    elif isinstance(value, list):
        key = schema.get("x-key")
        for item in value if key else ():
            if isinstance(item, dict) and isinstance(item.get(key), str):
                yield from _texts(item, schema["items"], f"{path}.{item[key]}")
    elif isinstance(value, dict):
        for branch in (schema, *schema.get("anyOf", ())):
            for name, part in branch.get("properties", {}).items():
                if name in value:
                    yield from _texts(value[name], part, f"{path}.{name}" if path else name)


def source_fingerprints(facts: Mapping[str, Any], body: str, schema: Schema) -> list[str]:
    """Fingerprints of all blocks of a source document, fields first, in order."""
    texts = [text for _path, text in translatable_texts(facts, schema)]
    return [fingerprint(text) for text in (*texts, *(block.text for block in blocks(body)))]
