"""Stamping changes `translation.blocks` and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.content.front_matter import split
from passerelle.content.stamping import stamped
from passerelle.content.strict_yaml import parse

MARKS = ["0123456789", "abcdefabcd"]
FORMS = [
    "translation: {of: en, state: machine}",
    'translation: {of: en, engine: "a } b"}  # note',
    "translation: {of: en,}",
    "translation: {of: en # one\n}",
    "translation: {of: en, blocks: [], state: machine}",
    'translation: {blocks: ["a"], of: en}',
    "translation: {blocks, of: en}",
    "translation: {of: en, blocks: }",
    "translation: {of: en,\n  blocks: [a,\n  b],\n  state: x # note\n}",
    "translation:\n  of: en\n  state: machine\n# note\nlicence: x",
    "translation:\n  of: en\n  blocks:\n    - a\n    - b\n  state: x",
    "translation:\n  of: en\n  blocks:\n  - a\nlicence: x",
    "translation:\n  blocks:\n  of: en",
    "translation:\n  of: en\n  blocks: [a]",
    "note: |\n  translation: {x: y}\ntranslation: {of: ru}",
    '"translation": {of: en, "blocks": ["a"]}',
    "translation: {of: en, blocks: ~}",
    "translation:\n    of: en\n    note: >-\n      folded\n      text\n\n\nlicence: x",
    "translation: {of: en, blocks: [a]}\nchanges:\n  - {date: 2024, blocks: [b]}",
]


def holds(text: str, result: str) -> None:
    before, after = split(text), split(result)
    assert after.body == before.body
    old, new = parse(before.yaml, "x"), parse(after.yaml, "x")
    assert new.problems == []
    assert new.data["translation"].pop("blocks") == MARKS
    old.data["translation"].pop("blocks", None)
    assert new.data == old.data


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("body", ["", "\n## ລາວ {#a}\n\ntranslation: {of: en}\n", "no line end"])
def test_only_the_fingerprints_change(form: str, body: str) -> None:
    text = f"---\ntitle: ລາວ {{}}\n{form}\n---\n{body}"
    result = stamped(text, MARKS)
    assert result is not None
    holds(text, result)
    assert stamped(result, MARKS) == result
    comments = [line for line in text.split("\n") if "# note" in line]
    assert all("# note" in result for _ in comments)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "---\na: 1\n---\n",
        "---\ntranslation: x\n---\n",
        "---\ntranslation:\n---\n",
        "---\ntranslation: {}\n---\n",
        "---\ntranslation: [a]\n---\n",
        "---\ntranslation: {of: *a}\n---\n",
        "---\ntranslation: {of: a, of: b}\n---\n",
    ],
)
def test_what_is_no_translation_is_left_alone(text: str) -> None:
    assert stamped(text, MARKS) is None


def test_line_ends_become_line_feeds() -> None:
    assert (
        stamped("\ufeff---\r\ntranslation: {of: en}\r\n---\r\nText\r\n", [])
        == "---\ntranslation: {of: en, blocks: []}\n---\nText\n"
    )


LINES = st.sampled_from(
    ["translation:", "translation: {of: en}", "translation: {", "}", "  of: en", "  blocks: [a]", "  blocks:", "  - a", "    - b", "  blocks: |", "    text", "blocks: [a]", "title: x", "# note", "", "  # note", "  blocks: {a: b}", "  blocks: a"]
)  # fmt: skip


@given(st.lists(LINES, max_size=9).map("\n".join), st.sampled_from(["", "\nText\n"]))
def test_whatever_the_front_matter(yaml: str, body: str) -> None:
    text = f"---\n{yaml}\n---\n{body}"
    result = stamped(text, MARKS)
    if result is not None:
        holds(text, result)
