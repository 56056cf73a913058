"""Words of the generated files, from `data/forms.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from passerelle.content.schema import Schema
from passerelle.content.vocabulary import Vocabularies, Vocabulary
from passerelle.ground.locales import DEFAULT, LOCALES
from passerelle.ground.settings import PROJECT

FILE = PROJECT / "data/forms.yml"
MAX_OPTIONS = 25  # longer vocabularies are not listed: nobody reads them in a form or a comment


class Texts:
    """Texts by key and language."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        self._texts = texts

    def get(self, key: str, lang: str, **words: str) -> str:
        """The text of a key in a language, its {placeholders} filled.

        Raises:
            KeyError: there is no such text.
        """
        return self._texts[key][lang].format(**words)


def read_texts(file: Path = FILE) -> Texts:
    """Read `data/forms.yml`, a file of the project, which is trusted."""
    return Texts(yaml.safe_load(file.read_text("utf-8")))


def label(schema: Schema, lang: str) -> str:
    """The label of a field, "" when it has none."""
    return str(schema.get("x-label", {}).get(lang, ""))


def help_text(schema: Schema, lang: str) -> str:
    """The help of a field on one line, "" when it has none."""
    return " ".join(str(schema.get("x-help", {}).get(lang, "")).split())


def example(schema: Schema, lang: str) -> Any:
    """The example of a field in a language, None when it has none."""
    found = schema.get("x-example")
    if isinstance(found, dict) and found and set(found) <= set(LOCALES):
        return found.get(lang, found.get(DEFAULT))
    return found


def vocabulary_of(schema: Schema, vocabularies: Vocabularies) -> Vocabulary | None:
    """The vocabulary of a field, of its items or of its keys, None when values are free."""
    for part in (schema, schema.get("items"), schema.get("propertyNames")):
        if isinstance(part, dict) and "x-vocabulary" in part:
            return vocabularies[part["x-vocabulary"]]
    return None


def members(schema: Schema) -> dict[str, Schema]:
    """The required members of an object, or of the items of a list of objects, in the schema's order; {} for others."""
    part = schema.get("items", schema)
    required = part.get("required", ())
    return {name: member for name, member in part.get("properties", {}).items() if name in required}
