"""The script's text.js and scan.js are the twins of ground/text.py and content/markdown.py."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from passerelle.content.markdown import scan
from passerelle.ground.text import count_words, hidden_characters, is_blank, length

SHOWN = 20  # characters of a value that are compared; the script cuts by UTF-16
PIECES = (
    "a", "Text ", "ລາວ ", "слово ", "e\u0301", "é", "😀", " ", "  ", "\t", "\u00a0", "\n", "\n\n", "\n \n", "\n\n\n", "# ", "## X {#x}", "#", "######",
    "{", "}", "{#a}", "{ #b }", "{.c}", "[", "]", "[^s1]", "[^", "](", "[a](b", ")", "(", "![", "[x](y)", "][", "] [", "]:", "   [a]: b", "[^n]: c",
    "(<", ">", "<", "</", "<b>", "<!--", "<quiz ", "</quiz>", "<https://a.b>", "<mailto:a@b.c>", "<JavaScript:x>", "`", "``", "```", "````", "~~~",
    "~~~~", "```js", "``` py ", "\n```\n", "\n~~~\n", "\\", "\\`", "\\[", '"', "'", ' "t"', " 't'", "-", "- ", "---", "===", "\n---\n", "\n===", "1. ", "໑. ", "* ", "+ ",
    "> ", "| ", ": ", "!!!", "&#8238;", "&#x2066;", "&#65;", "&#x", "&#129;", "&#0;", "&#xE000;", "&#xE0041;", "&#xD800;", "&#xFDD0;", "&#12;", "&#99999999;", "&amp;", "https://a.b/c", "mailto:", "*" * 17, "=" * 500, "[" * 499, "。" * 500,
    "x" * 90, "ſ", "K", "\u200b", "\u2028"[:0],
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
# Characters of Unicode 3 or older, which Python and Node know alike.
OLD = "\t\n\r a_Z09'’-.²½Ⅷ五٣éçßœàñЖжиёກຂຳໜ່້ະັີ໑໒ໆ\u0e80\u0eff\u0300\u0301\u200b\u200d😀𝔸\ue000\u202e\u2066\u2028\u0085\x00\x1b\x7f\ufeff"
WORDS = st.one_of(
    st.text(alphabet=OLD, max_size=40),
    st.text(alphabet="\t \x1c\x85\u00a0\u00ad\u180e\u200b\u2065\u2800\u3164\ufe0f\ufeff\U000e0100", max_size=9),
)


def found(text: str) -> dict[str, Any]:
    """What Python finds, in the form of the script."""
    result = scan(text)
    starts = [block.line for block in result.blocks]

    def start(line: int) -> int:
        return starts[bisect_right(starts, line) - 1]

    return {
        "blocks": [[block.text, block.line, block.code] for block in result.blocks],
        "headings": [[heading.level, heading.title, heading.id, heading.line] for heading in result.headings],
        "links": [[link.text, link.target, link.image, start(link.span.line)] for link in result.links],
        "marks": [[mark.source, start(mark.span.line)] for mark in result.marks],
        "hazards": [
            [hazard.code, hazard.value.strip()[:SHOWN].strip(), start(hazard.span.line)] for hazard in result.hazards
        ],
    }


def said(result: dict[str, Any]) -> dict[str, Any]:
    """What the script finds."""
    return {
        "blocks": [[block["text"], block["line"], block.get("code", False)] for block in result["blocks"]],
        "headings": [
            [heading["level"], heading["title"], heading["id"], heading["line"] + heading["place"]]
            for heading in result["headings"]
        ],
        "links": [[link["text"], link["target"], link["image"], link["line"]] for link in result["links"]],
        "marks": [[mark["source"], mark["line"]] for mark in result["marks"]],
        "hazards": [[hazard["code"], hazard["value"][:SHOWN].strip(), hazard["line"]] for hazard in result["hazards"]],
    }


@settings(max_examples=1500)
@given(text=TEXTS)
def test_scans_are_equal(ask, text):
    assume(not hidden_characters(text, 1))  # the checker reads no such file
    assert said(ask("scan", text)) == found(text)


@settings(max_examples=60)
@given(texts=st.lists(WORDS, max_size=40))
def test_texts_are_measured_alike(ask, texts):
    expected = [
        [length(text), count_words(text), [name for _, _, name in hidden_characters(text)], is_blank(text)]
        for text in texts
    ]
    assert ask("text", texts) == expected


def test_scanning_is_linear(ask):
    """200 KB of what makes careless patterns slow."""
    size = 200_000
    lines = [
        "[a" * 6000 + "\n", "[a](" * 4000 + "\n", '[a](b "' * 2500 + "\n", "[a](" + " " * 15_000 + "x\n", "![a](<" * 2500 + "\n", "`" * 400 + " x ",
        "``` " + " " * 15_000 + "x y\n", "# " + " " * 15_000 + "x\n", "# x" + " #" * 7000 + "\n", "# " + "{#" * 7000 + "\n", "{ " * 7000 + "\n", "<a " * 5000 + "\n",
        " " * 15_000 + "x\n", "\n" + " " * 15_000, "a\n" + "=" * 400 + " " * 15_000 + "x\n", "&#x" * 5000 + "\n", "\\" * 400 + "`", "[^" * 7000 + "\n", "[ ](" * 4000 + "\n",
        "[x](a(" * 2500 + "\n", "[a " * 4000 + "](b)" * 800 + "\n", "```\n", "~~~ a\n", "`a``b```c````", "<https:" * 2000 + "\n", "]: [" * 4000 + "\n", "( " * 7000 + "\n",
    ]  # fmt: skip
    texts = [line * (size // len(line) + 1) for line in lines]
    times = ask("time", {"texts": texts})
    slow = {line[:20]: round(time) for line, time in zip(lines, times, strict=True) if time > 1000}
    assert not slow, slow
