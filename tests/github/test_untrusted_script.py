from __future__ import annotations

import html
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

LIMIT = 4_000_000


@given(st.text(max_size=2000))
def test_any_text_comes_out_on_one_line_without_markup(untrusted, text):
    shown = untrusted.harmless(text)
    assert re.fullmatch(r"(?:&#\d+;|[^\n\r#@<>`\[\]|*_~$\\&\"])*", shown)
    back = html.unescape(shown)
    assert len(back.replace("\u200b", "")) <= untrusted.MAX_TEXT + 1
    assert not [
        char for char in back if unicodedata.category(char).startswith("C") and char not in "\u200b\u200c\u200d"
    ]
    shown.encode("utf-8")


def test_reordering_and_invisible_characters_go_and_lao_breaks_stay(untrusted):
    shown = untrusted.harmless("a\u202eb\u2066c\u200ed\ufeffe\U000e0041f\x1b[31mg\ud800h")
    assert shown == "abcdef&#91;31mgh"
    assert untrusted.harmless("ລາວ\u200bລາວ") == "ລາວ\u200bລາວ"


def test_long_texts_are_cut(untrusted):
    shown = untrusted.harmless("@" * 10_000_000)
    assert html.unescape(shown).replace("\u200b", "") == "@" * untrusted.MAX_TEXT + "…"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"null",
        b'"x"',
        b"\xff\xfe",
        b"[NaN]",
        b"[-Infinity]",
        b'[{"html": NaN}]',
        b"[" * 200_000,
        b"[" + b"9" * 100_000 + b"]",
    ],
)
def test_what_is_no_list_is_refused(untrusted, data):
    with pytest.raises(untrusted.HostileReportError):
        untrusted.parse_list(data)


@pytest.mark.parametrize("value", [None, True, False, 1.0, 1e400, -1, 11, 10**400, "1", [1], {"a": 1}])
def test_what_is_no_count_is_none(untrusted, value):
    assert untrusted.count(value, 10) is None


def test_a_count_goes_from_nothing_to_the_limit(untrusted):
    assert [untrusted.count(value, 10) for value in (0, 10)] == [0, 10]


# --- artifacts ---


def test_a_member_is_read_from_the_artifact(untrusted, packed, tmp_path):
    assert untrusted.read_member(packed("a.json", b"[1]"), "a.json", LIMIT) == b"[1]"
    plain = tmp_path / "a.json"
    plain.write_text("[]", "utf-8")
    assert untrusted.read_member(plain, "a.json", LIMIT) == b"[]"


def test_an_artifact_that_swells_is_refused(untrusted, packed):
    file = packed("a.json", b"[" + b" " * 50_000_000)
    assert file.stat().st_size < 100_000
    with pytest.raises(untrusted.HostileReportError, match="too large"):
        untrusted.read_member(file, "a.json", LIMIT)


def test_other_members_are_left_alone(untrusted, packed, tmp_path):
    file = packed("../a.json", b"[]")
    with pytest.raises(untrusted.HostileReportError):
        untrusted.read_member(file, "a.json", LIMIT)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]


def test_broken_archives_are_refused(untrusted, packed, tmp_path):
    whole = packed("a.json", json.dumps([{"path": "a"}] * 50)).read_bytes()
    for place in range(0, len(whole), 7):
        broken = tmp_path / "b.zip"
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            untrusted.parse_list(untrusted.read_member(broken, "a.json", LIMIT))
        except untrusted.HostileReportError:
            continue
