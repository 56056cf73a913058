from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.content.front_matter import split


def test_parts_and_lines() -> None:
    parts = split("---\na: 1\nb: 2\n---\n\nText\n")
    assert (parts.found, parts.yaml, parts.yaml_line, parts.body, parts.body_line) == (
        True,
        "a: 1\nb: 2",
        2,
        "\nText\n",
        5,
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark(end: str, mark: str) -> None:
    parts = split(mark + "---\na: ລາວ\n---\nText\n".replace("\n", end))
    assert (parts.yaml, parts.body, parts.body_line) == ("a: ລາວ", "Text\n", 4)


@pytest.mark.parametrize(
    ("text", "yaml", "body"),
    [
        ("---\n---\nx", "", "x"),
        ("---  \na: 1\n--- \nx", "a: 1", "x"),
        ("---\na: 1\n---", "a: 1", ""),
        ("---\na: ---b\n ---\n---\nx", "a: ---b\n ---", "x"),
    ],
)
def test_edges(text: str, yaml: str, body: str) -> None:
    parts = split(text)
    assert (parts.found, parts.yaml, parts.body) == (True, yaml, body)


@pytest.mark.parametrize(
    "text",
    ["", "x", "---", "---\na: 1", "----\na\n----\n", "\n---\na: 1\n---\n", " ---\na: 1\n---\n", "---\na: 1\n----\n"],
)
def test_without_front_matter(text: str) -> None:
    parts = split(text)
    assert (parts.found, parts.body, parts.body_line) == (False, text, 1)


@given(
    st.lists(st.sampled_from(["---", "\n", "\r\n", "\r", " ", "a", "\ufeff", "-", "ລ", "\x0b", "\u2028"])).map("".join)
)
def test_nothing_is_lost(text: str) -> None:
    parts = split(text)
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = whole.split("\n")
    assert "\n".join(lines[parts.body_line - 1 :]) == parts.body
    if parts.found:
        assert "\n".join(lines[parts.yaml_line - 1 : parts.body_line - 2]) == parts.yaml
