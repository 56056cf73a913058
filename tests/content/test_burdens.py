"""Limits beyond which the renderer would be slow or fail; what stays below them is rendered in tests/knowledge."""

from __future__ import annotations

import pytest

from passerelle.content.burdens import DEEPEST, LIMITS, MOST_BRACKETS, MOST_CHARACTERS, MOST_LINES, burdens
from passerelle.content.markdown import blocks


def found(body: str) -> list[tuple[str, int]]:
    return [(burden.code, burden.span.line) for burden in burdens(body, blocks(body, 1))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("word " * (MOST_CHARACTERS // 5) + "x", [("paragraph-too-long", 1)]),
        ("a\n\n" + "word\n" * (MOST_LINES + 1), [("paragraph-too-long", 3)]),
        ("words words words words\n" + "[" * (MOST_BRACKETS + 1), [("open-brackets", 2)]),
        ("(words " * (MOST_BRACKETS + 1), [("open-brackets", 1)]),
        ("> " * (DEEPEST + 1) + "a long text", [("nested-too-deeply", 1)]),
        ("- " * (DEEPEST + 1) + "a long text", [("nested-too-deeply", 1)]),
        ("- a\n" + "\t" * (DEEPEST + 1) + "a long text", [("nested-too-deeply", 2)]),
        ("1. " * (DEEPEST + 1) + "a long text", [("nested-too-deeply", 1)]),
    ],
)
def test_beyond(body: str, expected: list[tuple[str, int]]) -> None:
    assert found(body) == expected
    assert {code for code, _line in expected} <= set(LIMITS)


@pytest.mark.parametrize(
    "body",
    [
        "word " * (MOST_CHARACTERS // 5),
        "word\n" * MOST_LINES,
        "[a](b) (c) " * 300,
        "\\[" * 300,
        "[" * MOST_BRACKETS + "a" * 30,
        "> " * DEEPEST + "a long text",
        "- " * DEEPEST + "a long text",
        "-" * 60,
        "a long word\n" + "-" * 60,
        "| a | b |\n|-----------|-----------|",
        "```\n" + " " * 200 + "code\n" + "[" * 300 + "\n```",
        "    " * DEEPEST + "a long text",
    ],
)
def test_below(body: str) -> None:
    assert found(body) == []
