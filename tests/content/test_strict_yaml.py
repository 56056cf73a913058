"""Text stays text, every value knows its place, tricks are refused."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.content.strict_yaml import EMPTY, MAX_BYTES, Number, Parsed, parse
from passerelle.ground.problems import Span


def one(value: str) -> object:
    parsed = parse(f"a: {value}", "x.yml")
    assert parsed.problems == []
    return parsed.data["a"]


def refused(text: str) -> tuple[str, Span]:
    parsed = parse(text, "x.yml")
    assert parsed.data == {}
    (problem,) = parsed.problems
    return problem.code, problem.span


@pytest.mark.parametrize(
    "text",
    ["NO", "no", "yes", "Yes", "on", "off", "y", "12:30:45", "1_000", "2024-05-01", "2024-05", "0x1F", "0o17", "017", "1e5", ".5", "5.", "+5", ".inf", ".nan", "NULL", "Null", "TRUE", "=", "<<", "໑໒", "1,000", "1 000"],
)  # fmt: skip
def test_text_stays_text(text: str) -> None:
    value = one(text)
    assert value == text
    assert type(value) is str


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("-7", -7), ("3.50", 3.5), ("120", 120), ("999999999999999999", 999999999999999999)]
)
def test_json_numbers(text: str, number: float) -> None:
    value = one(text)
    assert isinstance(value, Number)
    assert (value, value.value) == (text, number)


@pytest.mark.parametrize("text", ["9" * 400, "1." + "0" * 400, "-" + "1" * 5000])
def test_numbers_without_end_are_text(text: str) -> None:
    assert type(one(text)) is str


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("false", False), ("", EMPTY), ("~", EMPTY), ("null", EMPTY)]
)
def test_the_few_other_values(text: str, value: object) -> None:
    assert one(text) is value


@pytest.mark.parametrize("text", ['"5"', "'true'", '"null"', "|\n  5", ">-\n  5"])
def test_quoted_is_text(text: str) -> None:
    assert type(one(text)) is str


def test_there_is_one_empty_value() -> None:
    assert copy.deepcopy(EMPTY) is EMPTY
    assert pickle.loads(pickle.dumps(EMPTY)) is EMPTY
    assert repr(EMPTY) == "EMPTY"


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: *c", "yaml-alias", 2, 4),
        ("a: &b 1", "yaml-anchor", 1, 4),
        ("? &b a\n: 1", "yaml-anchor", 1, 3),
        ("a: !x 1", "yaml-tag", 1, 4),
        ("a: !!str 1", "yaml-tag", 1, 4),
        ("!x a: 1", "yaml-tag", 1, 1),
        ("a: [b, {c: !x d}]", "yaml-tag", 1, 12),
        ("*a : 1", "yaml-alias", 1, 1),
        ("? [a]\n: b", "yaml-key", 1, 3),
        ("- a", "yaml-not-a-mapping", 1, 1),
        ("text", "yaml-not-a-mapping", 1, 1),
        ("a: 1\n---\nb: 2", "yaml-several-documents", 2, 1),
        ("a: [[[[[[1]]]]]]", "yaml-too-deep", 1, 9),
        ("a: {b: {c: {d: {e: {f: {g: 1}}}}}}", "yaml-too-deep", 1, 24),
        ("a:\tb: c", "yaml-syntax", 1, 5),
        ("a: [1, 2", "yaml-syntax", 1, 4),
        ("a: 1\nb: [x\nc: 1\nd: 2", "yaml-syntax", 2, 4),
        ('a: 1\nb: "x\nc: 1\nd: 2', "yaml-syntax", 2, 4),
        ("a: {b: c\nd: e", "yaml-syntax", 1, 4),
        ("a: {b: c: d}", "yaml-syntax", 1, 9),
        ("ok: 1\nລາວ: [ກ", "yaml-syntax", 2, 6),
        ('a: "b', "yaml-syntax", 1, 4),
        ("a: @b", "yaml-syntax", 1, 4),
        ("a: 1\nb: \ufffe", "yaml-syntax", 2, 4),
        ("a: 1\nລ: \u202e", "hidden-character", 2, 4),
        ('a: "\\ud800"', "yaml-syntax", 1, 7),
    ],
)
def test_tricks_are_refused_at_their_place(text: str, code: str, line: int, column: int) -> None:
    found, span = refused(text)
    assert (found, span.line, span.column) == (code, line, column)


def test_the_limit_is_in_bytes() -> None:
    assert refused("a: " + "ກ" * (MAX_BYTES // 3))[0] == "yaml-too-large"
    assert parse("a: " + "k" * (MAX_BYTES - 3), "x").problems == []


def test_places() -> None:
    parsed = parse("title: ລາວ\nlist:\n  - {id: a, n: 12}\n  - b\ntext: |\n  one\n  two\nlast: x\n", "x", first_line=10)
    assert parsed.spans["title",] == Span(10, 8, 10, 11)
    assert parsed.keys["list",] == Span(11, 1, 11, 5)
    assert parsed.spans["list", 0] == Span(12, 5, 12, 19)
    assert parsed.spans["list", 0, "n"] == Span(12, 16, 12, 18)
    assert parsed.keys["list", 0, "n"] == Span(12, 13, 12, 14)
    assert parsed.spans["list", 1] == Span(13, 5, 13, 6)
    assert parsed.spans["text",] == Span(14, 7, 17, 1)
    assert parsed.keys["last",].line == 17
    assert ("nowhere",) not in parsed.spans
    assert parsed.spans.get(("nowhere",)) is None
    assert len(parsed.keys) == 6
    assert set(parsed.keys) == {("title",), ("list",), ("list", 0, "id"), ("list", 0, "n"), ("text",), ("last",)}


def test_the_first_of_two_equal_keys_counts_and_keeps_its_place() -> None:
    parsed = parse("a: {b: 1, c: 2, b: {c: 3, c: 4}}\nd: 1\nd:\n  - x\nd: 3\n", "x")
    assert parsed.data == {"a": {"b": "1", "c": "2"}, "d": "1"}
    assert [
        (problem.code, problem.span.line, problem.span.column, problem.field, problem.words["line"])
        for problem in parsed.problems
    ] == [
        ("yaml-duplicate-key", 1, 17, "a.b", "1"),
        ("yaml-duplicate-key", 3, 1, "d", "2"),
        ("yaml-duplicate-key", 5, 1, "d", "2"),
    ]
    assert parsed.spans["d",] == Span(2, 4, 2, 5)
    assert parsed.spans["a", "b"] == Span(1, 8, 1, 9)
    assert ("a", "b", "c") not in parsed.spans


def test_escapes_cannot_hide_characters() -> None:
    parsed = parse('a: 1\nb: [x, "y\\u202ez"]\n"k\\x1b": 1', "x")
    assert [(problem.code, problem.span.line, problem.span.column, problem.words) for problem in parsed.problems] == [
        ("hidden-character", 2, 8, {"value": "U+202E"}),
        ("hidden-character", 3, 1, {"value": "U+001B"}),
    ]


def test_texts_are_listed_with_their_places() -> None:
    parsed = parse("a: x\nb: [1, {c: y}]\nd: true\ne:\n", "x")
    assert parsed.texts == [(("a",), "x"), (("b", 0), "1"), (("b", 1, "c"), "y")]


@pytest.mark.parametrize("text", ["", "# a note\n", "---\n", "~"])
def test_nothing_is_nothing(text: str) -> None:
    parsed = parse(text, "x")
    assert (parsed.data, parsed.problems) == ({}, [])


def check(text: str, parsed: Parsed) -> None:
    """Every span lies inside the text."""
    lines = text.split("\n")
    spans = [*parsed.spans.values(), *parsed.keys.values(), *(problem.span for problem in parsed.problems)]
    for span in spans:
        assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
        assert span.end_line <= len(lines) + 1
        assert span.line > len(lines) or span.column <= len(lines[span.line - 1]) + 2


YAMLISH = st.lists(
    st.sampled_from([*"abc:-[]{},#&*!|>'\"%@`?~ \n\t", "ລ", "\u202e", "\ufeff", "\x85", "\u2028", "é", "\x00", "a: ", "\n  ", "- ", "---\n", "...", '"\\u', "<<"])
).map("".join)  # fmt: skip


@given(st.one_of(st.text(), YAMLISH, YAMLISH.map("a: {}".format)))
def test_never_raises_and_places_lie_inside(text: str) -> None:
    check(text, parse(text, "x"))


VALUES = st.recursive(
    st.one_of(
        st.text(st.characters(min_codepoint=32, max_codepoint=0x4FF, exclude_categories=["Cc"]), max_size=8),
        st.booleans(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("abcລéж", min_size=1, max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


def written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(name)}: {written(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(st.dictionaries(st.text("abcລ", min_size=1, max_size=4), VALUES, max_size=4))
def test_what_is_written_is_read(data: dict[str, object]) -> None:
    text = "\n".join(f"{written(name)}: {written(value)}" for name, value in data.items())
    parsed = parse(text, "x", max_depth=40)
    assert parsed.data == data
    assert parsed.problems == []
