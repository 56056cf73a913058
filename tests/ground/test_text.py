from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.ground.text import collapse, count_words, hidden_characters, is_blank, length, printable


def test_collapse() -> None:
    assert collapse("  a\n\tb \u00a0 e\u0301 ") == "a b é"


def test_length_counts_what_editors_count() -> None:
    assert (length("abc"), length("é"), length("e\u0301"), length("ລາວ")) == (3, 1, 1, 3)


@pytest.mark.parametrize(
    ("text", "count"), [("one two-three, four’s 5", 4), ("ລາວລາວ", 2), ("SMS ລາວ", 2), ("", 0), ("— !", 0)]
)
def test_words(text: str, count: int) -> None:
    assert count_words(text) == count


def test_hidden_characters() -> None:
    assert hidden_characters("a\nລ\u202eb\x1b") == [(2, 2, "U+202E"), (2, 4, "U+001B")]
    assert hidden_characters("ລາວ\u200bລາວ \u00a0 \t\n") == []  # the zero-width space parts Lao words
    assert len(hidden_characters("\u202e" * 1000, 7)) == 7
    assert [name for _line, _column, name in hidden_characters("\x00\x7f\x85\u2028\u2029\u2066\ud800")] == [
        "U+0000", "U+007F", "U+0085", "U+2028", "U+2029", "U+2066", "U+D800",
    ]  # fmt: skip


def test_characters_that_carry_text_nobody_sees() -> None:
    for char in ("\u061c", "\u200e", "\u200f", "\u206a", "\ufff9", "\U000e0041"):
        assert [name for _line, _column, name in hidden_characters(f"a{char}b")] == [f"U+{ord(char):04X}"]
    for char in ("\u200b", "\u200c", "\u200d", "\u00ad", "\u2060", "👩‍👩‍👧"):  # what typing and writing systems need
        assert hidden_characters(f"a{char}b") == []


def test_blank() -> None:
    assert is_blank("")
    assert is_blank(" \t\u00a0\u200b\u2060\u00ad\u3164\u2800\ufe0f")
    assert not is_blank("\u200ba")
    assert not is_blank("%")
    assert not is_blank("ກ")


def test_printable() -> None:
    assert printable("a\x1b[2Jb\u202e") == "a<U+001B>[2Jb<U+202E>"
    assert printable("ລາວ é\u00a0») ok") == "ລາວ é\u00a0») ok"


@given(st.text(st.characters()))
def test_what_is_printable_hides_nothing(text: str) -> None:
    assert hidden_characters(printable(text)) == []
    printable(text).encode()
