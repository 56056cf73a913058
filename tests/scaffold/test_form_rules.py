"""The rules that the form's script reads."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest

from passerelle.content.loader import MAX_DATA_BYTES, MAX_FILE_BYTES
from passerelle.content.strict_yaml import MAX_BYTES
from passerelle.knowledge.checks.rules import OFFER_MONTHS
from passerelle.scaffold.form_rules import form_rules

KINDS = ("practice", "exchange", "correction", "translation")
# Keywords of the schemas that no verdict on a new record rests on.
SILENT = {
    "$schema", "$id", "title", "description", "format", "x-label", "x-help", "x-example", "x-translatable", "x-tier", "x-sections", "x-widget", "additionalProperties",
}  # fmt: skip
MOST_BYTES = {"practice": 4_300, "exchange": 3_000, "correction": 600, "translation": 600}  # gzip


@pytest.fixture(scope="module")
def rules(schemas, vocabularies) -> dict[str, dict[str, Any]]:
    return {kind: form_rules(kind, schemas, vocabularies) for kind in KINDS}


def parts(schema: dict[str, Any]):
    """A schema and all schemas in it."""
    yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    inner += [
        schema[name]
        for name in ("items", "propertyNames", "additionalProperties")
        if isinstance(schema.get(name), dict)
    ]
    for part in inner:
        yield from parts(part)


def original(schemas, kind):
    return {**schemas.by_kind, **schemas.messages}[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_decides_is_left_out(rules, schemas, kind):
    whole, plain = list(parts(original(schemas, kind))), list(parts(rules[kind]["schema"]))
    assert len(whole) == len(plain)
    for before, after in zip(whole, plain, strict=True):
        for keyword in before.keys() - SILENT:
            assert keyword in after or before[keyword] == [], f"{kind}: what to do with {keyword}?"
        others = after.get("additionalProperties", "properties" not in after)
        assert isinstance(others, dict) or others == before.get("additionalProperties", True)


@pytest.mark.parametrize("kind", KINDS)
def test_words_for_people_are_left_out(rules, kind):
    assert not any(part.keys() & SILENT - {"additionalProperties"} for part in parts(rules[kind]["schema"]))


@pytest.mark.parametrize("kind", KINDS)
def test_terms_are_those_of_the_vocabularies_in_use(rules, vocabularies, kind):
    used = {part["x-vocabulary"] for part in parts(rules[kind]["schema"]) if "x-vocabulary" in part}
    assert set(rules[kind]["terms"]) == used
    for name, terms in rules[kind]["terms"].items():
        assert terms.split(" ") == list(vocabularies[name].terms)


def test_limits_are_those_of_the_checker(rules):
    assert rules["practice"]["limits"]["file"] == MAX_FILE_BYTES
    assert rules["practice"]["limits"]["yaml"] == MAX_BYTES
    assert rules["exchange"]["limits"] == {"file": MAX_DATA_BYTES, "line": 20_000, "months": OFFER_MONTHS}
    assert rules["correction"]["limits"] == {}


def test_sections_keep_their_order(rules, schemas):
    expected = [(entry["id"], entry["tier"]) for entry in schemas["practice"]["x-sections"]]
    assert [(entry["id"], entry["tier"]) for entry in rules["practice"]["sections"]] == expected


def test_fields_that_are_never_asked_can_be_left_out(schemas, vocabularies):
    rules = form_rules("practice", schemas, vocabularies, without=("media", "doi", "software"))
    assert not {"media", "doi", "software"} & rules["schema"]["properties"].keys()
    assert "consent" not in rules["terms"]
    assert rules["schema"]["required"] == schemas["practice"]["required"]


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_are_for_ecma(rules, kind):
    patterns = [part["pattern"] for part in parts(rules[kind]["schema"]) if "pattern" in part]
    patterns += [rules[kind]["mail"]["free"], rules[kind]["mail"]["person"]]
    for pattern in patterns:
        assert r"\Z" not in pattern
        assert not re.search(r"""\\["'`<>@!,:;=&%~]""", pattern)


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_are_counted(rules, kind):
    text = json.dumps(rules[kind], ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(text.encode(), 9)) <= MOST_BYTES[kind]
