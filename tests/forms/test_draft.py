"""Drafts: what is packed comes back, and what is no draft of the form does not."""

from __future__ import annotations

import json

import pytest

GOOD = {
    "passerelle": 1,
    "kind": "practice",
    "lang": "lo",
    "saved": "2026-01-31",
    "facts": {"title": "x"},
    "pictures": [],
}
_UNPACK = """
const { unpack } = await import(`${assets}/draft.js`);
return input.map((text) => unpack(text, { kind: "practice", lang: "lo" }) !== null);
"""


def test_a_draft_comes_back_with_its_pictures(node) -> None:
    body = """
const { pack, unpack } = await import(`${assets}/draft.js`);
const data = Uint8Array.from(input);
const answers = { facts: { title: "x" }, sections: { done: "y" }, pictures: [{ file: "picture-1.jpg", data }], licence: true };
pack("practice", "lo", answers);
const { saved, pictures, ...draft } = unpack(pack("practice", "lo", answers), { kind: "practice", lang: "lo" });
return [draft, pictures.map((one) => [one.file, ...one.data])];
"""
    draft, pictures = node(body, [0, 255, 216])
    assert draft == {
        "kind": "practice",
        "lang": "lo",
        "facts": {"title": "x"},
        "sections": {"done": "y"},
        "licence": True,
    }
    assert pictures == [["picture-1.jpg", 0, 255, 216]]


def test_a_draft_of_another_form_or_language_is_none(node) -> None:
    drafts = [GOOD, GOOD | {"kind": "exchange"}, GOOD | {"lang": "en"}, GOOD | {"passerelle": 2}]
    assert node(_UNPACK, [json.dumps(draft) for draft in drafts]) == [True, False, False, False]


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{", json.dumps(GOOD | {"pictures": 5}), json.dumps(GOOD | {"pictures": [{"data": "§"}]})],
)
def test_what_is_no_draft_is_none(text: str, node) -> None:
    assert node(_UNPACK, [text]) == [False]
