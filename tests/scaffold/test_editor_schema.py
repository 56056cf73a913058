from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from passerelle.content.front_matter import split
from passerelle.content.schema import KINDS
from passerelle.content.strict_yaml import Number, parse
from passerelle.ground.locales import LOCALES
from passerelle.scaffold.editor_schema import editor_schemas
from passerelle.scaffold.records import scaffold


@pytest.fixture(scope="module")
def plain(schemas, vocabularies):
    return {name: json.loads(text) for name, text in editor_schemas(schemas, vocabularies).items()}


def nodes(value: Any):
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def as_editor(value: Any):
    """What an editor's YAML reader makes of plain numbers."""
    if isinstance(value, Number):
        return value.value
    if isinstance(value, dict):
        return {key: as_editor(part) for key, part in value.items()}
    return [as_editor(part) for part in value] if isinstance(value, list) else value


def test_there_is_one_for_each_kind(plain):
    assert set(plain) == {f"{kind}.schema.json" for kind in KINDS}


def test_they_are_schemas_without_our_keywords_or_references(plain):
    for schema in plain.values():
        Draft202012Validator.check_schema(schema)
        for node in nodes(schema):
            assert not [key for key in node if key.startswith("x-") or key in {"$ref", "$id"}]


def test_every_field_says_what_it_is_in_english(plain, schemas):
    for kind in KINDS:
        for name, field in plain[f"{kind}.schema.json"]["properties"].items():
            assert field["title"] == schemas[kind]["properties"][name]["x-label"]["en"]
            assert field["description"]


def test_vocabularies_are_inlined_in_order(plain, vocabularies):
    practice = plain["practice.schema.json"]["properties"]
    assert practice["maturity"]["enum"] == list(vocabularies["maturity"].terms)
    assert practice["phases"]["items"]["enum"] == list(vocabularies["delivery_phase"].terms)
    assert practice["preconditions"]["propertyNames"]["enum"] == list(vocabularies["precondition"].terms)
    assert practice["preconditions"]["additionalProperties"]["enum"] == list(vocabularies["need"].terms)
    assert "LA" in practice["countries"]["items"]["enum"]


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("kind", ["practice", "module"])
def test_a_new_record_is_right_and_a_slip_is_shown(kind, lang, plain, schemas, vocabularies):
    (text,) = scaffold(kind, "new", lang, schemas, vocabularies).values()
    facts = as_editor(parse(split(text).yaml, "").data)
    validator = Draft202012Validator(plain[f"{kind}.schema.json"])
    assert [error.message for error in validator.iter_errors(facts)] == []
    facts["phases"] = ["intak"]
    assert [error.validator for error in validator.iter_errors(facts)] == ["enum"]


def test_an_unquoted_year_is_right(plain):
    start = Draft202012Validator(plain["practice.schema.json"]["properties"]["start"])
    assert all(start.is_valid(value) for value in (2023, "2023", "2023-05", "unknown"))
    assert not start.is_valid("spring")
