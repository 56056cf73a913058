"""Good records, many of them at the edge of what is allowed."""

from __future__ import annotations

from passerelle.content.burdens import MOST_CHARACTERS, MOST_LINES
from tests.forms.cases.case import ITEM, PHOTO, Cases, more
from tests.forms.records import BASES, DROP, LANGS, picture

CASES = Cases()

for base in BASES:
    for language in LANGS:
        CASES.add("", f"{base} in {language}", {}, base, language)
CASES.several(
    "",
    ("shortest title", {"facts.title": "Ten letter"}),
    ("longest title", {"facts.title": "é" * 140}),
    ("decomposed letters count once", {"facts.title": "e\u0301" * 140}),
    ("letters beyond the first plane count once", {"facts.title": "😀" * 140}),
    ("shortest summary", {"facts.summary": "x" * 160}),
    ("longest summary", {"facts.summary": "x" * 300}),
    ("blanks around", {"facts.title": "  \t One card for all \u00a0 ", "sections.done": "\n\n  \nText  \n\n"}),
    ("other line ends", {"sections.done": "one\r\n\r\ntwo\rthree"}),
    ("byte order marks", {"facts.title": "\ufeffOne card\ufeff for all"}),
    (
        "empty answers are no answers",
        {"facts.groups": [], "facts.costs": {"note": ""}, "facts.end": " ", "sections.costs": "\n"},
    ),
    ("quotes, colons, signs of YAML", {"facts.title": "One: \"card\" # {for} [all] & *any* | - % @ ` \\ 'x'"}),
    (
        "looks like other types",
        {"facts.title": "0123456789", "facts.evidence.note": "true", "facts.authors.0.name": "null"},
    ),
    ("year only", {"facts.start": "1999"}),
    ("leap day", {"facts.sources.0.date": "2024-02-29"}),
    ("unknown start", {"facts.start": "unknown"}),
    ("same month", {"facts.end": "2021-03"}),
    ("only guarantees", {"facts.branches": DROP, "facts.guarantees": ["children"]}),
    ("unknown costs", {"facts.costs": "unknown"}),
    ("address without path", {"facts.sources.0.url": "https://www.example.org"}),
    ("address with a port", {"facts.sources.0.url": "http://www.example.org:8080/a?b=c@d#e:f"}),
    (
        "office by its role",
        {"facts.contact": {"office": "Unit", "role_email": "digital.services@ministry.example", "public": False}},
    ),
    ("language with a script", {"facts.sources.0.language": "zh-Hans"}),
    ("lists of one item", {"facts.sources.1": {**ITEM, "title": "s2"}, "sections.done": more("[^s2]")}),
    ("Lao in a Russian text", {"facts.authors.0.name": "ນ້ຳ и вода"}),
    ("line breaks where they may be", {"facts.adaptation": {"population": "one\ntwo\n\nthree\ttab"}}),
)
CASES.several(
    "",
    ("equal ends of a range", {"facts.costs.setup_usd": ["0", "0"]}),
    ("large numbers", {"facts.costs.setup_usd": ["999999999999999998", "999999999999999999"]}),
    ("negative result", {"facts.results.0.after": "-0.5"}),
    ("several pictures", {"facts.media.1": PHOTO, "pictures.1": picture("two.jpg", "JPEG", 9, 7)}),
    ("a picture shown in the text only by its name", {"sections.done": more("![A small office](./picture-1.jpg)")}),
    ("percent signs in a name", {"sections.done": more("![A small office](picture%2D1.jpg)")}),
    ("a PNG and a WEBP", {
        "facts.media.1": {**PHOTO, "file": "two.png"},
        "facts.media.2": {**PHOTO, "id": "p3", "file": "three.webp"},
        "pictures.1": picture("two.png", "PNG"),
        "pictures.2": picture("three.webp", "WEBP"),
    }),
    base="full",
)  # fmt: skip
CASES.several(
    "",
    ("ends this month", {"facts.valid_until": "2026-11"}),
    ("ended last month", {"facts.valid_until": "2026-10"}),
    ("a year ahead", {"facts.valid_until": "2027-11-30"}),
    ("end of the year", {"facts.valid_until": "2026"}),
    ("own words on languages", {"facts.text_states": {"en": "original", "fr": "machine"}, "facts.title": {"en": "a", "fr": "b"}, "facts.summary": {"en": "a", "fr": "b"}}),
    ("all languages", {
        f"facts.{name}": {code: f"Text {code}" for code in LANGS} for name in ("title", "summary")
    }),
    base="offer",
)  # fmt: skip
CASES.says(
    "",
    "Text with **bold**, *italic*, `code <b>` and a \\* star.",
    "[A link](https://www.example.org/a_(b)) and <https://www.example.org>.",
    "[Mail us](mailto:info@ministry.example) or <mailto:office@ministry.example>.",
    "```\n<b>code</b> # no heading {#x}\n\n[x][y]\n```",
    "~~~ python\nprint('[^s9]')\n~~~",
    "| a | b |\n|---|:-:|\n| `x|` | 2 |",
    "A line\n---more",
    "***\n\n- - -",
    "* * *",
    "&amp; &#169; &#xe9; &copy;",
    "5 < 6 and 7 > 6, <3",
    "### Part {#part}\n\nText\n\n#### Smaller part {#smaller} ####",
    "[Above](#problem) and [cited](#sources)",
    "[the same page](index.en.md#done)",
    "[Title](https://www.example.org 'a title') [angle](<https://www.example.org/a>)",
    "![A small map of it](data.png)".replace("![", "!\\["),
    "[x]\\(y) \\[a](b) [c] (d)",
    "“Quotes” «кавычки» „low“ … — – ‑",
    "\u200bzero\u200dwidth",
    "*" * 499,
    "- [ ] open\n- [x] done",
    "word " * 1_000,
    "line\n" * MOST_LINES,
    ("x" * 99 + "\n") * (MOST_CHARACTERS // 100),
    "[ a " * 20 + "( b " * 20,
    "\\( \\[ " * 30,
    "[a]. " * 50,
    "> " * 8 + "deep enough",
    ">    " * 4 + "x",
    "```\n" + "[ a " * 30 + "\n" + "> " * 12 + "\n" + "x\n" * (MOST_LINES + 1) + "```",
    "`` a ` b `` and ``` c `` d ```",
)
