"""Sections, headings, what Markdown may not hold, how words are written."""

from __future__ import annotations

from passerelle.content.burdens import MOST_CHARACTERS, MOST_LINES
from tests.forms.cases.case import Cases, more
from tests.forms.records import DROP

LINE = "ນ" * 99 + "\n"
CASES = Cases()

CASES.add("missing-section", "one", {"sections.results": DROP})
CASES.add("missing-section", "blank", {"sections.problem": " \n\n\t"})
CASES.add("missing-section", "all", {"sections": {}})
CASES.add(
    "missing-section", "swallowed by a fence", {"sections.problem": more("```\nx"), "sections.results": more("```")}
)
CASES.add("empty-section", "a heading at once", {"sections.problem": "## Another {#another}\n\nText[^s1]"})
CASES.add("empty-section", "nothing", {"sections.done": ""}, raw=True)
CASES.add("empty-section", "optional", {"sections.costs": "\n"}, raw=True)
CASES.add("unknown-section", "own", {"sections.done": more("## More {#more}\n\nText")})
CASES.add("unknown-section", "twice", {"sections.done": more("## More {#more}\n\n## Less {#less}")})
CASES.add("section-out-of-order", "last first", {"sections.problem": more("## For trainers {#teach}\n\nText")})
CASES.add("section-out-of-order", "an earlier one", {"sections.results": more("## What {#system}\n\nText")})
CASES.says("heading-level", "# Top {#top-one}", "##### Deep {#deep}", "#hashtag at a line's start", "text\n###### six")
CASES.says("empty-heading", "### {#empty}", "###", "## ##")
CASES.says("heading-without-id", "### Part", "### Part ###", "### Part {#with blank}", "text\n### inside a paragraph")
CASES.says("bad-heading-id", "### Part {#Part}", "### Part {#ສ່ວນ}", "### Part {#search}", "### Part {#a_b}")
CASES.says("repeated-heading-id", "### Part {#problem}", "### A {#a}\n\n### B {#a}", "## Again {#done}\n\nText")
CASES.says(
    "raw-html",
    "<b>x</b>",
    "<script>alert(1)</script>",
    "<!-- note -->",
    "<img src=x onerror=alert(1)",
    "</div>",
    "a\n<?php",
    "<QUIZ>",
    "`<b>` <i>",
)
CASES.says("attribute-list", "Text {.red}", "{: onclick=x }", "Text { #x } more", "`{a}` {b}")
CASES.says("reference-link", "[a][b]", "[a] [b]", "[a][]", "[a]: https://www.example.org", "   [x]: y")
CASES.says("footnote-definition", "[^s1]: A note.", "  [^x]: y")
CASES.says("fence-not-closed", "```\ncode", "~~~ js\ncode\n~~~~", "  ```", "text\n```", "````\n```")
CASES.says("underlined-heading", "Title\n=====", "Title\n---", "Title\n-  ")
CASES.says(
    "too-many-equal-characters", "*" * 500, "[" * 600, "。" * 501, "text " + "=" * 700, "```\n" + "#" * 500 + "\n```"
)
CASES.says(
    "paragraph-too-long", LINE * (MOST_CHARACTERS // 100 + 1), "line\n" * (MOST_LINES + 1), "- a\n" * (MOST_LINES + 9)
)
CASES.says("open-brackets", "[ a " * 21, "\\[" + "[ a " * 21 + "]" * 3, "[a\n" * 30 + "](b)", "(x " * 21)
CASES.says(
    "nested-too-deeply",
    "> " * 9 + "deep",
    "- " * 9 + "deep",
    "text\n\n" + " " * 36 + "deep",
    ">    " * 9 + "deep",
    "1. " * 5 + "\t" * 4 + "deep",
)
CASES.says("hidden-character", "a&#x202e;b", "a&#8238;b", "&#xE000;", "&#129;", "&#12;")
CASES.says("hidden-character", "a\u202eb", "a\x00b", "a\x1b[2Jb", "a\u2028b", "a\ue000b", "a\x85b", "\u2066" * 50)
CASES.several(
    "hidden-character",
    ("title", {"facts.title": "One card \u202efor all"}),
    ("address", {"facts.sources.0.title": "a\u2066b\u2069"}),
    ("control", {"facts.evidence.note": "a\x07b\x9f"}),
    ("line separator", {"facts.owner.name": "a\u2028b"}),
)
CASES.add("hidden-character", "exchange", {"facts.place": {"lo": "a\u200e\u202cb"}}, "offer", "lo")
CASES.says("quiz-outside-module", '<quiz id="a">\n- [x] a\n</quiz>', "text </quiz", "`<quiz>`")

CASES.says("mixed-alphabets", "Сoциальная", "Тhe end", "a word оf it", "`кoд`")
CASES.add("mixed-alphabets", "title", {"facts.title": "Oднa карта для всех"}, lang="ru")
CASES.add("mixed-alphabets", "exchange", {"facts.title.ru": "Обмeн опытом"}, "offer", "ru")
CASES.says("lao-spelling", "ນ\u0ecdາ", "ຫນ້າ", "ຫມູ່ບ້ານ", "ຫລາຍ", "ເເມ່ຍິງ", "ນ\u0ecd\u0ec9າ", lang="lo")
CASES.add("lao-spelling", "title", {"facts.title": "ຫນຶ່ງບັດສຳລັບທຸກຄົນ"}, lang="lo")
CASES.add("lao-spelling", "exchange", {"facts.title.lo": "ຫລາຍປະເທດ"}, "offer", "lo")
CASES.says("", "ຫນ້າ is no flaw in an English text", lang="en")
