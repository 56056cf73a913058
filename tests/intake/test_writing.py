"""Whatever facts are written, the strict reading gives them back."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from passerelle.content.front_matter import split
from passerelle.content.strict_yaml import Number, parse
from passerelle.ground.text import hidden_characters
from passerelle.intake.writing import write_document, write_facts

TEXTS = st.text(max_size=200).filter(lambda text: not hidden_characters(text))
NUMBERS = st.one_of(st.integers(-(10**12), 10**12), st.decimals(-1000, 1000, places=2)).map(lambda n: Number(str(n)))
LEAVES = st.one_of(TEXTS, NUMBERS, st.booleans())
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)
TRICKY = [
    *"NO no Yes on OFF y n true false null ~ 2023 007 0x1F 1e3 12:30 12:30:45 2026-11-21 1_000 -5 .5 = <<".split(),
    *"-a ?a *a &a !a [a {a} @a `a` %a | > ' --- ... a\u200bb \ufeffa 😀 ກະຊວງ".split(),
    *("", " ", "a: b", "a #b", "- a", "? a", "a, b", '"', "\\", "a\nb", "\n", " a ", "\t", "a\r\nb", "№\u00a05"),
]


def back(facts: dict[str, Any]) -> Any:
    parsed = parse(write_facts(facts), "x", max_bytes=10**6, max_depth=20)
    assert parsed.problems == []
    return parsed.data


def same(left: Any, right: Any) -> bool:
    """Equal, and text where there was text: a `Number` equals its digits."""
    if isinstance(left, dict) and isinstance(right, dict):
        return list(left) == list(right) and all(same(left[name], right[name]) for name in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return type(left) is type(right) and left == right


@given(st.dictionaries(TEXTS, VALUES, max_size=5))
def test_any_facts_survive(facts: dict[str, Any]) -> None:
    assert same(back(facts), facts)


@pytest.mark.parametrize("text", TRICKY, ids=repr)
def test_text_stays_text(text: str) -> None:
    facts = {"a": text, "b": [text], "c": {"d": text}, "e": [{"f": text}]}
    assert same(back(facts), facts)
    assert yaml.safe_load(write_facts(facts)) == facts, "other readers of YAML see the same"


def test_numbers_stay_numbers() -> None:
    facts = {"version": Number("1"), "after": Number("-2.50"), "copy": True}
    assert write_facts(facts) == "version: 1\nafter: -2.50\ncopy: true\n"
    assert same(back(facts), facts)


def test_it_looks_as_people_write_it() -> None:
    shared = ["LA"]
    facts = {
        "id": "new",
        "title": "A: b",
        "countries": shared,
        "again": shared,
        "sources": [{"id": "s1", "date": "2023"}],
    }
    assert write_facts(facts) == (
        'id: new\ntitle: "A: b"\ncountries: [LA]\nagain: [LA]\nsources:\n- {id: s1, date: "2023"}\n'
    )


def test_a_document_has_its_sections() -> None:
    text = write_document({"id": "new"}, [("problem", "Problème", "Un texte.\n\n---\n\nDeux.")])
    parts = split(text)
    assert (parts.yaml, parts.body) == ("id: new", "\n## Problème {#problem}\n\nUn texte.\n\n---\n\nDeux.\n")
    assert write_facts({}) == ""
