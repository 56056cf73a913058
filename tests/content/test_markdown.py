"""Bodies read without rendering; what counts as a fence or a heading is compared with the renderer."""

from __future__ import annotations

import markdown as python_markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.content.inline import without_code
from passerelle.content.markdown import Scan, blocks, plain_text, scan


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(hazard.code, hazard.span.line, hazard.span.column) for hazard in scan(text).hazards]


def links(text: str) -> list[tuple[str, str, int, int, int]]:
    return [
        (link.text, link.target, link.span.line, link.span.column, link.span.end_column) for link in scan(text).links
    ]


def test_blocks_are_parted_by_blank_lines_outside_fences() -> None:
    found = blocks("\n\nOne\nline two\n \t\n\n```json\na\n\nb\n```\nAfter\n\nLast  \n\n", 10)
    assert [(block.text, block.line, block.code) for block in found] == [
        ("One\nline two", 12, False),
        ("```json\na\n\nb\n```", 16, True),
        ("After", 21, False),
        ("Last", 23, False),
    ]


@pytest.mark.parametrize("text", ["", "\n", "  \n\t\n"])
def test_no_blocks(text: str) -> None:
    assert blocks(text) == []


FENCED = [
    "```\n<b>\n```\n",
    "```json\n<b>\n```\n",
    "~~~\n<b>\n~~~\n",
    "````\n```\n<b>\n````\n",
    "```\n~~~\n<b>\n```\n",
    "```\n<b>\n",
    "```\n<b>\n````\n",
    " ```\n<b>\n ```\n",
    "```a`b\n<b>\n```\n",
    "```\n\n```\n<b>\n```\n",
    "text\n```\n<b>\n```\n",
    "```\n````\n```\n<b>\n```\n",
    "```` \n```\n<b>\n```\n",
    "~~~\n```\n<b>\n~~~\n```\n",
]


@pytest.mark.parametrize("text", FENCED)
def test_what_is_code_is_what_the_renderer_takes_for_code(text: str) -> None:
    html = python_markdown.markdown(text, extensions=["fenced_code"])
    live = "<b>" in html
    assert live == any(code == "raw-html" for code, _line, _column in codes(text)), html


def test_a_fence_that_nothing_closes_is_a_problem() -> None:
    assert codes("text\n\n```py\nx = 1") == [("fence-not-closed", 3, 1)]
    assert codes("  ```\nx\n  ```") == [("fence-not-closed", 1, 1), ("fence-not-closed", 3, 1)]
    assert codes("~~~") == [("fence-not-closed", 1, 1)]
    assert codes("```inline``` code") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`a` b", "    b"),
        ("``a`b`` c", "        c"),
        ("`a ``b` c", "        c"),
        ("a ` b", "a ` b"),
        ("```a`<b>`", "     <b>`"),
        ("- a `\n- b ` <b>", "- a `\n- b ` <b>"),
        ("`a\nb` c", "  \n   c"),
        ("``a` b", "     b"),
        (r"\`a` b", r"\`a` b"),
        ("```x``` <b>", "        <b>"),
        ("`` `a` `` b", "          b"),
    ],
)
def test_code_spans(text: str, expected: str) -> None:
    assert without_code(text) == expected


def test_headings() -> None:
    found = scan("## One {#one}\n\n### Two\n#Three {#three} ##\ntext\n#\n####### Seven", 5).headings
    assert [(heading.level, heading.title, heading.id, heading.line) for heading in found] == [
        (2, "One", "one", 5),
        (3, "Two", "", 7),
        (1, "Three", "three", 8),
        (1, "", "", 10),
        (6, "# Seven", "", 11),
    ]


def test_links() -> None:
    assert links('See [a](x.md) and [b c](<y z.md> "t").\n![d](e.png)') == [
        ("a", "x.md", 1, 5, 14),
        ("b c", "y z.md", 1, 19, 38),
        ("d", "e.png", 2, 1, 12),
    ]
    assert links("[![alt](a.png)](b.md)") == [("alt", "a.png", 1, 2, 15), ("![alt](a.png)", "b.md", 1, 1, 22)]
    assert links("[a\nb](c.md)")[0][:4] == ("a\nb", "c.md", 1, 1)
    assert links("[a](b(c)d) [e](f(g(h)))")[0][1] == "b(c)d"
    assert links(r"\[a](b) [c\](d) `[e](f)`") == []
    assert links("[a]()") == [("a", "", 1, 1, 6)]
    assert links("<https://a.example> x") == [("https://a.example", "https://a.example", 1, 1, 20)]
    assert scan("![a](b)").links[0].image
    assert not scan("[a](b)").links[0].image


def test_marks() -> None:
    found = scan("One.[^s1] Two.[^s2][^s3] [^not here]\n`[^s4]`").marks
    assert [(mark.source, mark.span.column) for mark in found] == [("s1", 5), ("s2", 15), ("s3", 20), ("not here", 26)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <b> c", [("raw-html", 1, 3)]),
        ("x\n\na <!-- b", [("raw-html", 3, 3)]),
        ("a < b and 5 <6", []),
        ('<quiz id="a">', []),
        ("<quizzes>", [("raw-html", 1, 1)]),
        ("<QUIZ>", [("raw-html", 1, 1)]),
        ("a {: .b } c", [("attribute-list", 1, 3)]),
        ("## A {#a} {#b}", [("attribute-list", 1, 6)]),
        ("## A {#a}", []),
        ("See [a][b].", [("reference-link", 1, 5)]),
        ("See [a] [b].", [("reference-link", 1, 5)]),
        ("See [a][].", [("reference-link", 1, 5)]),
        ("[a]: https://b.example", [("reference-link", 1, 1)]),
        ("[^a]: b", [("footnote-definition", 1, 1)]),
        ("One[^s1][^s2] [a](b)[^s3]", []),
        ("A\n===", [("underlined-heading", 2, 1)]),
        ("- a\n-", [("underlined-heading", 2, 1)]),
        ("- a\n- b", []),
        ("| a |\n|---|", []),
        ("A\n\n---", []),
        ("a&#x202E;b", [("hidden-character", 1, 2)]),
        ("a&#38;b &amp; c", []),
        ("*" * 499, []),
        ("a " + "*" * 500, [("too-many-equal-characters", 1, 3)]),
        ("_" * 500, [("too-many-equal-characters", 1, 1)]),
        ("a" * 600, []),
    ],
)
def test_hazards(text: str, found: list[tuple[str, int, int]]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    ["A\n===", "A\n-", "- a\n-", "- a\n- b", "A\n- b", "A\n-- -", "A\n--- ", "A\n\n---", "1\n=", "> a\n---"],
)
def test_underlined_headings_are_those_of_the_renderer(text: str) -> None:
    rendered = "<h" in python_markdown.markdown(text).replace("<hr", "")
    assert rendered == ("underlined-heading" in {code for code, _line, _column in codes(text)})


@pytest.mark.parametrize("text", ["## A", "##A", "#A#", "a\n## B", "#", "  ## a", "\\## a", "- ## a"])
def test_headings_are_those_of_the_renderer(text: str) -> None:
    html = python_markdown.markdown(text)
    if text.startswith("-"):  # inside a list the renderer makes a heading, the checker does not look
        return
    assert html.count("<h") == len([heading for heading in scan(text).headings if heading.title or "<h" in html])


def test_sections() -> None:
    found = scan("Before\n\n## A {#a}\nOne\n\nTwo\n\n### Part {#p}\n\nThree\n\n## B {#b}\n")
    assert [(block.text, block.line) for block in found.section("a")] == [
        ("One", 4),
        ("Two", 6),
        ("### Part {#p}", 8),
        ("Three", 10),
    ]
    assert found.section("b") == []
    assert found.section("c") == []


def test_plain_text() -> None:
    assert plain_text("## A *b* {#c}") == "A  b"
    assert plain_text("One [two](three.md) ![four](f.png).[^s1]") == "One two four."
    assert plain_text("- a\n1. b\n\n| c | d |").split() == ["a", "b", "c", "d"]


PIECES = [
    *"#*_`~[](){}<>!|\\-=>\n \t.", "\n\n", "```", "~~~", "````", "[^s1]", "[a](", "](b)", "<b>", "<https://a.b>", "{#a}", "## ", "---", "===", "&#x202e;",
    "[a]: b", "ລາວ", "é", "a", '<quiz id="a">', "</quiz>", "- [x] ", "> ", "\u2028", "\x00",
]  # fmt: skip


def lines_of(found: Scan) -> list[tuple[int, int, int]]:
    spans = [item.span for item in (*found.links, *found.marks, *found.hazards)]
    return [(span.line, span.column, span.end_column) for span in spans] + [
        (heading.line, 1, 1) for heading in found.headings
    ]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_never_raises_and_places_lie_inside(text: str) -> None:
    found = scan(text, 7)
    lines = text.split("\n")
    for line, column, end in lines_of(found):
        assert 7 <= line < 7 + len(lines)
        assert 1 <= column <= end <= len(lines[line - 7]) + 1
    for block in found.blocks:
        assert text.split("\n")[block.line - 7 :][0].rstrip() == block.text.split("\n")[0].rstrip()
    plain_text(text)


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(["```", "~~~", "````", "\n", "<b>", "a", " ", "`", "\n\n", "``", "\\"]), max_size=14).map(
        "".join
    )
)
def test_no_live_html_hides_behind_fences(text: str) -> None:
    """Whatever fences do, a tag that the renderer would print is a tag that the scan sees."""
    html = python_markdown.markdown(text, extensions=["fenced_code"])
    if "<b>" in html:
        assert "raw-html" in {hazard.code for hazard in scan(text).hazards}
