"""Exchanges may have fewer languages than the site: those that `text_states` names have every text, no other has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from passerelle.content.models import DataRecord
from passerelle.content.schema import Schema
from passerelle.content.strict_yaml import Path as FieldPath
from passerelle.ground.locales import LOCALES
from passerelle.ground.problems import Problem
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field

ORIGINAL = "original"
WHOLE = frozenset({"planned", "done", "cancelled"})  # records of the site's own, which keep all four languages


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """The language maps of every exchange. All other kinds of data have four languages by their schema."""
    schema = catalogue.tree.schemas["exchange"]
    for record in catalogue.tree.data("exchange"):
        states = record.facts.get("text_states")
        if not record.borrowed and isinstance(states, dict):
            yield from _states(record, states)
            for where, texts in _maps(record.facts, schema):
                yield from _texts(record, where, texts, states)


def _states(record: DataRecord, states: dict[str, Any]) -> Iterator[Problem]:
    where = ("text_states",)
    if states and ORIGINAL not in states.values():
        yield at_field(record, where, "original-missing", example="")
    missing = [lang for lang in LOCALES if lang not in states]
    if missing and str(record.facts.get("status")) in WHOLE:
        yield at_field(record, where, "languages-missing", value=", ".join(missing), example="")


def _texts(record: DataRecord, where: FieldPath, texts: dict[str, Any], states: dict[str, Any]) -> Iterator[Problem]:
    for lang in LOCALES:
        if lang in states and lang not in texts:
            yield at_field(record, where, "text-language-missing", value=lang, example="")
        elif lang in texts and lang not in states:
            yield at_field(record, (*where, lang), "text-language-unstated", value=lang, example="")


def _maps(value: Any, schema: Schema, where: FieldPath = ()) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
    """Every language map in a value, with its place."""
    if isinstance(value, dict) and schema.get("x-language-map"):
        yield where, value
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in schema.get("properties", {}):
                yield from _maps(item, schema["properties"][name], (*where, name))
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _maps(item, schema["items"], (*where, index))
