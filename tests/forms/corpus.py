"""Good and bad records by small changes. `code` is one that both judges must report, "" where neither may find an error."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.forms.records import BASES, DROP, LANGS, Record, changed, picture, raw_picture

LONG = "a b " * 5_100  # longer than a line may be
PHOTO = {"id": "p2", "file": "two.jpg", "alt": "Two offices", "credit": "Office", "consent": "obtained"}
ITEM = {
    "id": "s2",
    "title": "News",
    "publisher": "Paper",
    "url": "unknown",
    "date": "unknown",
    "language": "en",
    "type": "news",
}


# What `tidy` adds, for records that it does not see.
CONSTANTS = {
    "practice": {"id": "new", "type": "practice", "status": "draft", "version": "1", "licence": "CC-BY-4.0"},
    "exchange": {"id": "new", "text_states": {"en": "original"}},
}


@dataclass(frozen=True)
class Case:
    """One record. `raw` goes to judge and writer without being tidied first."""

    code: str
    name: str
    record: Record = field(repr=False)
    raw: bool = False


_cases: list[Case] = []


def case(
    code: str, name: str, changes: dict[str, Any], base: str = "practice", lang: str = "", *, raw: bool = False
) -> None:
    """Languages take turns where none is named."""
    language = lang or LANGS[len(_cases) % len(LANGS)]
    record = BASES[base](language)
    if raw:
        record["facts"] |= CONSTANTS[record["kind"]] | ({"lang": language} if record["kind"] == "practice" else {})
    _cases.append(Case(code, name, changed(record, changes), raw))


def cases(code: str, *entries: tuple[Any, ...], base: str = "practice", lang: str = "", raw: bool = False) -> None:
    """Several cases of one code: (name, changes)."""
    for name, changes in entries:
        case(code, name, changes, base, lang, raw=raw)


def add(text: str) -> Any:
    """What a section says, and a paragraph more."""
    return lambda old: f"{old}\n\n{text}"


def says(code: str, *texts: str, lang: str = "") -> None:
    """Paragraphs of a body that must bring a code; none where it is ""."""
    for text in texts:
        case(code, f"body: {text[:40]!r}", {"sections.done": add(text)}, lang=lang)


# Good ones, many of them at the edge of what is allowed.
for base in BASES:
    for language in LANGS:
        case("", f"{base} in {language}", {}, base, language)
cases(
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
    ("lists of one item", {"facts.sources.1": {**ITEM, "title": "s2"}, "sections.done": add("[^s2]")}),
    ("Lao in a Russian text", {"facts.authors.0.name": "ນ້ຳ и вода"}),
    ("line breaks where they may be", {"facts.adaptation": {"population": "one\ntwo\n\nthree\ttab"}}),
)
cases(
    "",
    ("equal ends of a range", {"facts.costs.setup_usd": ["0", "0"]}),
    ("large numbers", {"facts.costs.setup_usd": ["999999999999999998", "999999999999999999"]}),
    ("negative result", {"facts.results.0.after": "-0.5"}),
    ("several pictures", {"facts.media.1": PHOTO, "pictures.1": picture("two.jpg", "JPEG", 9, 7)}),
    ("a picture shown in the text only by its name", {"sections.done": add("![A small office](./picture-1.jpg)")}),
    ("percent signs in a name", {"sections.done": add("![A small office](picture%2D1.jpg)")}),
    ("a PNG and a WEBP", {
        "facts.media.1": {**PHOTO, "file": "two.png"},
        "facts.media.2": {**PHOTO, "id": "p3", "file": "three.webp"},
        "pictures.1": picture("two.png", "PNG"),
        "pictures.2": picture("three.webp", "WEBP"),
    }),
    base="full",
)  # fmt: skip
cases(
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
says(
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
    "`` a ` b `` and ``` c `` d ```",
)

# The schema.
cases(
    "missing-field",
    ("no title", {"facts.title": DROP}),
    ("no part", {"facts.sources.0.publisher": DROP}),
    ("no facts at all", {"facts": {}}),
    ("blanks only", {"facts.evidence.note": " \t\n"}),
    ("an empty list", {"facts.countries": [], "facts.authors": [{}]}),
)
case("missing-field", "half of the costs", {"facts.costs.staff_fte": DROP}, "full")
case("missing-field", "an offer without a giver", {"facts.provider": DROP}, "offer")
case("missing-field", "a request without an asker", {"facts.recipient": {}}, "request")
case("missing-field", "an exchange without status", {"facts.status": DROP}, "offer")
case("missing-field", "a status that is a word of JavaScript", {"facts.status": "constructor"}, "offer")
cases(
    "empty-value",
    ("text", {"facts.title": ""}),
    ("id", {"facts.sources.0.id": ""}),
    ("two ids", {"facts.sources.0.id": "", "facts.sources.1": {**ITEM, "id": ""}}),
    ("pattern alone", {"facts.sources.0.language": ""}),
    ("mapping", {"facts.preconditions": {}}),
    raw=True,
)
case("empty-value", "language map", {"facts.title": {}}, "offer", raw=True)
cases(
    "unknown-field",
    ("top", {"facts.sumary": "x"}),
    ("inside", {"facts.owner.adress": "x"}),
    ("odd names", {"facts.evidence.a b: c": "x", 'facts.evidence."': "y", "facts.evidence.constructor": "z"}),
    ("a mapping", {"facts.extra": {"a": ["b", {"c": "d"}], "e": {"f": {"g": "h"}}}}),
    ("other languages", {"facts.ຫົວຂໍ້": "x", "facts.название": "y"}),
)
case("unknown-field", "a language that the site has not", {"facts.title.de": "Titel"}, "offer")
cases(
    "wrong-type",
    ("text for a list", {"facts.countries": "LA"}),
    ("list for a text", {"facts.title": ["x"]}),
    ("text for a mapping", {"facts.evidence": "e0"}),
    ("mapping for a text", {"facts.summary": {"en": "x"}}),
    ("truth for a text", {"facts.maturity": True}),
    ("list for an answer of several forms", {"facts.start": ["2021"]}),
    ("list for an owner", {"facts.owner": ["x"]}),
    ("version in words", {"facts.version": "one"}),
    ("version with a fraction", {"facts.version": "1.0"}),
    ("a list of lists", {"facts.sources": [["a"], [{"b": "c"}, "d"], "e"]}),
    ("costs as a list", {"facts.costs": ["x"]}),
)
cases(
    "wrong-type",
    ("comma", {"facts.results.0.after": "12,5"}),
    ("blank", {"facts.results.0.after": "12 500"}),
    ("leading zero", {"facts.results.0.after": "012"}),
    ("exponent", {"facts.results.0.after": "1e6"}),
    ("Lao digits", {"facts.results.0.after": "໑໒"}),
    ("too many digits", {"facts.results.0.after": "1234567890123456789"}),
    ("plus", {"facts.costs.staff_fte": "+2"}),
    ("text for a range", {"facts.costs.setup_usd": "1000"}),
    ("text for truth", {"facts.contact.public": "yes"}),
    base="full",
)
case("wrong-value", "another type", {"facts.type": "module"})
case("wrong-value", "a list as type", {"facts.type": ["practice"]})
case("wrong-value", "a capital", {"facts.type": "Practice"})
cases(
    "too-short",
    ("title", {"facts.title": "Nine lett"}),
    ("decomposed", {"facts.title": "e\u0301" * 9}),
    ("summary", {"facts.summary": "x" * 159}),
    ("also not allowed", {"facts.title": "a<b"}),
)
case("too-short", "alternative text", {"facts.media.0.alt": "Map"}, "full")
case("too-short", "indicator", {"facts.results.0.indicator": "ab"}, "full")
cases(
    "too-long",
    ("title", {"facts.title": "é" * 141}),
    ("summary", {"facts.summary": "😀" * 301}),
    ("Lao", {"facts.title": "ນ້ຳ" * 47}),
    ("address", {"facts.sources.0.url": "https://www.example.org/" + "a" * 2000}),
    ("author", {"facts.authors.0.name": "x" * 121}),
)
cases(
    "html-in-text",
    ("tag", {"facts.title": "One card <script>alert(1)</script>"}),
    ("sign", {"facts.evidence.note": "a > b"}),
    ("owner", {"facts.owner.name": "<Ministry>"}),
    ("in a text of several lines", {"facts.adaptation": {"transfer": "a\n<b>"}}),
)
case("html-in-text", "language map", {"facts.title.en": "<b>x</b>"}, "offer", "en")
cases(
    "bad-format",
    ("two lines in a title", {"facts.title": "One card\nfor all"}),
    ("currency", {"facts.costs": {**BASES["full"]("en")["facts"]["costs"], "items": [{"id": "i", "what": "Card", "amount": "1", "currency": "usd", "year": "2020", "source": "s1"}]}}),
    ("two lines in a note", {"facts.evidence.note": "a\r\nb"}),
)  # fmt: skip
cases(
    "bad-id",
    ("capital", {"facts.sources.0.id": "S1"}),
    ("blank", {"facts.sources.0.id": "s 1"}),
    ("record", {"facts.id": "LA-1"}),
    ("letters of other scripts", {"facts.sources.0.id": "ລາວ"}),
)
case("bad-id", "exchange", {"facts.id": "X-24-1"}, "offer")
cases(
    "bad-date",
    ("month 13", {"facts.start": "2021-13"}),
    ("no such day", {"facts.sources.0.date": "2023-02-29"}),
    ("31 April", {"facts.sources.0.date": "2024-04-31"}),
    ("other century", {"facts.start": "1899"}),
    ("words", {"facts.start": "March 2021"}),
    ("day for a month", {"facts.start": "2021-03-01"}),
    ("Lao digits", {"facts.start": "໒໐໒໑"}),
)
case("bad-date", "a line end behind", {"facts.sources.0.date": "2021\n"}, raw=True)
case("bad-date", "deadline", {"facts.demand.deadline": "soon"}, "request")
case("bad-date", "until", {"facts.valid_until": "2027/05"}, "offer")
cases(
    "bad-address",
    ("script", {"facts.sources.0.url": "javascript:alert(1)"}),
    ("no scheme", {"facts.sources.0.url": "www.example.org"}),
    ("blank", {"facts.sources.0.url": "https://www.example.org/a b"}),
    ("no domain", {"facts.sources.0.url": "https://localhost/"}),
    ("port", {"facts.sources.0.url": "https://www.example.org:99999/"}),
    ("brackets", {"facts.sources.0.url": "https://[::1]/"}),
    ("dots only", {"facts.sources.0.url": "https://..../"}),
    ("a name that folds to a path", {"facts.sources.0.url": "https://exam℀ple.org/"}),
    ("in a note", {"facts.evidence.note": "https://nowhere see there"}),
)
says("bad-address", "[x](https://local)", "<http://a:b@c:d>", "[x](https://www.example.org:port/)")
cases(
    "bad-email",
    ("no domain", {"facts.contact.role_email": "info@"}),
    ("blank", {"facts.contact.role_email": "info @ministry.example"}),
    ("two", {"facts.contact.role_email": "a@b.example, c@d.example"}),
    ("Cyrillic", {"facts.contact.role_email": "инфо@ministry.example"}),
    base="full",
)
cases(
    "bad-language",
    ("name", {"facts.sources.0.language": "Lao"}),
    ("word", {"facts.sources.0.language": "ລາວ"}),
    ("none", {"facts.sources.0.language": "-"}),
)
case("bad-language", "working language", {"facts.languages.working": ["english"]}, "offer")
case("bad-doi", "other prefix", {"facts.doi": "11.1/x"})
case("bad-doi", "address", {"facts.doi": "https://doi.org/10.1234/x"})
cases(
    "bad-file-name",
    ("capital", {"facts.media.0.file": "Photo.jpg"}),
    ("other type", {"facts.media.0.file": "photo.svg"}),
    ("path", {"facts.media.0.file": "../photo.jpg"}),
    base="full",
)
case("bad-file-name", "file", {"pictures.0.file": "My_photo.jpg"}, "full")
case("bad-file-name", "Lao file", {"pictures.0.file": "ຮູບ.jpg"}, "full")
cases(
    "unknown-term",
    ("maturity", {"facts.maturity": "pilott"}),
    ("country", {"facts.countries": ["LA", "Laos"]}),
    ("small letters", {"facts.countries": ["la"]}),
    ("two ids", {"facts.cycle": ["delivery planning"]}),
    ("label", {"facts.phases": ["Intake"]}),
    ("target", {"facts.sdg_targets.0.target": "1.33"}),
    ("key", {"facts.preconditions": {"uniqueid": "required"}}),
    ("need", {"facts.preconditions": {"unique-id": "yes"}}),
    ("licence", {"facts.licence": "free"}),
    ("status", {"facts.status": "final"}),
    ("inside the owner", {"facts.owner.type": "Ministry"}),
)
case("unknown-term", "status of an exchange", {"facts.status": "open"}, "offer")
case("unknown-term", "state", {"facts.text_states": {"en": "good"}}, "offer", "en")
case("unknown-term", "mode", {"facts.mode": "by bus"}, "request")
case("unknown-term", "nothing chosen", {"facts.maturity": ""}, raw=True)
cases(
    "repeated-item",
    ("country", {"facts.countries": ["LA", "KE", "LA"]}),
    ("mappings", {"facts.cycle": [{"a": "x", "b": "y"}, {"b": "y", "a": "x"}]}),
    ("truth and text", {"facts.blocks": [True, "true", True]}),
)
case("repeated-item", "language", {"facts.languages.working": ["en", "fr", "en"]}, "offer")
cases(
    "repeated-id",
    ("sources", {"facts.sources.1": {**ITEM, "id": "s1"}}),
    ("targets", {"facts.sdg_targets.1": {"target": "1.3", "why": "Again."}}),
)
case("repeated-id", "pictures", {"facts.media.1": {**PHOTO, "id": "picture-1", "file": "picture-1.jpg"}}, "full")
case("list-too-short", "range", {"facts.costs.setup_usd": ["1"]}, "full")
case("list-too-short", "nothing ticked", {"facts.countries": []}, raw=True)
case("list-too-short", "no sources", {"facts.sources": []}, raw=True)
case("list-too-long", "range", {"facts.costs.yearly_usd": ["1", "2", "3"]}, "full")
case("list-too-long", "words too", {"facts.costs.setup_usd": ["1", "2", "x"]}, "full")
case("out-of-range", "version", {"facts.version": "0"})
case("out-of-range", "both ways wrong", {"facts.version": "0.5"})
case("out-of-range", "negative costs", {"facts.costs.setup_usd": ["-1", "2"]}, "full")
case("out-of-range", "amount", {"facts.costs.items.0.amount": "-0.01"}, "full")
case("branches-or-guarantees", "neither", {"facts.branches": DROP})
case("branches-or-guarantees", "empty", {"facts.branches": []})
case("branches-or-guarantees", "nothing but an id", {"facts": {"id": "new"}})

# Fields that hang together.
case("ends-before-it-starts", "practice", {"facts.end": "2021-02"})
case("ends-before-it-starts", "by the year", {"facts.end": "2020"})
case("ends-before-it-starts", "exchange", {"facts.end": "2027-01-14"}, "request")
case("range-upside-down", "whole", {"facts.costs.setup_usd": ["2000", "1000"]}, "full")
case("range-upside-down", "fractions", {"facts.costs.yearly_usd": ["0.2", "0.10"]}, "full")
case(
    "range-upside-down",
    "beyond doubles",
    {"facts.costs.setup_usd": ["999999999999999999", "999999999999999998"]},
    "full",
)
case("figure-without-source", "costs", {"facts.costs.source": DROP}, "full")
case(
    "figure-without-source",
    "one figure",
    {
        "facts.costs": {
            "setup_usd": "unknown",
            "yearly_usd": "unknown",
            "staff_fte": "1",
            "months_to_first_use": "unknown",
        }
    },
)
case("draft-names-people", "contact", {"facts.status": "draft-from-public-sources"}, "full")
case("draft-names-people", "confirmed", {"facts.status": "draft-from-public-sources", "facts.confirmed": "2026-01"})
case("offer-without-end", "offer", {"facts.valid_until": DROP}, "offer")
case("offer-without-end", "request", {"facts.valid_until": ["2027"]}, "request")
case("offer-without-contact", "offer", {"facts.contact": DROP}, "offer")
case("offer-without-contact", "request", {"facts.contact": {"office": ""}}, "request")
case("offer-too-long", "offer", {"facts.valid_until": "2027-12"}, "offer")
case("offer-too-long", "request", {"facts.valid_until": "2028"}, "request")
case("offer-expired", "offer", {"facts.valid_until": "2026-10-31"}, "offer")
case("offer-expired", "request", {"facts.valid_until": "2025"}, "request")
case("original-missing", "machine", {"facts.text_states": {"en": "machine"}}, "offer", "en")
case("original-missing", "human", {"facts.text_states": {"lo": "human"}}, "request", "lo")
case("languages-missing", "done", {"facts.status": "done"}, "offer")
case("languages-missing", "planned", {"facts.status": "planned"}, "request")
case("text-language-missing", "summary", {"facts.title.en": "One", "facts.title.fr": "Deux"}, "offer", "en")
case(
    "text-language-missing",
    "inside",
    {"facts.title": {"lo": "x", "ru": "y"}, "facts.summary": {"lo": "x", "ru": "y"}},
    "request",
    "lo",
)
case("text-language-unstated", "summary", {"facts.summary.ru": "Текст"}, "offer", "fr")
case("text-language-unstated", "inside", {"facts.demand.who.en": "Office"}, "request", "ru")

# References inside the record.
case("unknown-source", "result", {"facts.results.0.source": "s9"}, "full")
case("unknown-source", "costs", {"facts.costs.source": "S1"}, "full")
case("unknown-source", "nothing listed", {"facts.sources": DROP})
says("unknown-source", "Text.[^s2]", "Text.[^]", "Text.[^ s1]", "`code`[^a b]", "**Bold[^x]** text")
case("unknown-source", "heading", {"sections.teach": "### Heading[^s3] {#heading}"})
case("source-not-cited", "second", {"facts.sources.1": ITEM})
case("source-not-cited", "all", {"sections": {"problem": "a", "done": "b", "results": "c", "did-not-work": "d"}})
case("source-not-cited", "in code only", {"facts.sources.1": ITEM, "sections.done": add("`[^s2]`")})

# Bodies.
case("missing-section", "one", {"sections.results": DROP})
case("missing-section", "blank", {"sections.problem": " \n\n\t"})
case("missing-section", "all", {"sections": {}})
case("missing-section", "swallowed by a fence", {"sections.problem": add("```\nx"), "sections.results": add("```")})
case("empty-section", "a heading at once", {"sections.problem": "## Another {#another}\n\nText[^s1]"})
case("empty-section", "nothing", {"sections.done": ""}, raw=True)
case("empty-section", "optional", {"sections.costs": "\n"}, raw=True)
case("unknown-section", "own", {"sections.done": add("## More {#more}\n\nText")})
case("unknown-section", "twice", {"sections.done": add("## More {#more}\n\n## Less {#less}")})
case("section-out-of-order", "last first", {"sections.problem": add("## For trainers {#teach}\n\nText")})
case("section-out-of-order", "an earlier one", {"sections.results": add("## What {#system}\n\nText")})
says("heading-level", "# Top {#top-one}", "##### Deep {#deep}", "#hashtag at a line's start", "text\n###### six")
says("empty-heading", "### {#empty}", "###", "## ##")
says("heading-without-id", "### Part", "### Part ###", "### Part {#with blank}", "text\n### inside a paragraph")
says("bad-heading-id", "### Part {#Part}", "### Part {#ສ່ວນ}", "### Part {#search}", "### Part {#a_b}")
says("repeated-heading-id", "### Part {#problem}", "### A {#a}\n\n### B {#a}", "## Again {#done}\n\nText")
says(
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
says("attribute-list", "Text {.red}", "{: onclick=x }", "Text { #x } more", "`{a}` {b}")
says("reference-link", "[a][b]", "[a] [b]", "[a][]", "[a]: https://www.example.org", "   [x]: y")
says("footnote-definition", "[^s1]: A note.", "  [^x]: y")
says("fence-not-closed", "```\ncode", "~~~ js\ncode\n~~~~", "  ```", "text\n```", "````\n```")
says("underlined-heading", "Title\n=====", "Title\n---", "Title\n-  ")
says("too-many-equal-characters", "*" * 500, "[" * 600, "。" * 501, "text " + "=" * 700, "```\n" + "#" * 500 + "\n```")
says("hidden-character", "a&#x202e;b", "a&#8238;b", "&#xE000;", "&#129;", "&#12;")
says("hidden-character", "a\u202eb", "a\x00b", "a\x1b[2Jb", "a\u2028b", "a\ue000b", "a\x85b", "\u2066" * 50)
cases(
    "hidden-character",
    ("title", {"facts.title": "One card \u202efor all"}),
    ("address", {"facts.sources.0.title": "a\u2066b\u2069"}),
    ("control", {"facts.evidence.note": "a\x07b\x9f"}),
    ("line separator", {"facts.owner.name": "a\u2028b"}),
)
case("hidden-character", "exchange", {"facts.place": {"lo": "a\u200e\u202cb"}}, "offer", "lo")
says("quiz-outside-module", '<quiz id="a">\n- [x] a\n</quiz>', "text </quiz", "`<quiz>`")

# Links.
says("empty-link", "[x]()", "[x]( )", "[x](<>)", "[x](\u200b)", "[x](&#32;)")
says(
    "image-from-elsewhere",
    "![A small map](https://www.example.org/a.png)",
    "![A small map](HTTP://www.example.org/a.png)",
)
says(
    "link-scheme",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html,x)",
    "[x](//www.example.org)",
    "<ftp://www.example.org>",
    "[x](\\\\www.example.org)",
    "[x](java\u200bscript:x)",
    "[x](&amp;#106;avascript:x)",
    "[x](file:///etc/passwd)",
)
says("link-from-root", "[x](/practices/)", "[x](&sol;a)", "![A small map](/a.png)")
says(
    "broken-link",
    "[x](nothing.md)",
    "[x](a b",
    "[x](www.example.org/page)",
    "[x](www.example.org)",
    "[x](..)",
    "[x](../../../etc/passwd)",
    "![A small map](map.png)",
    "[a [b](c) d](e)",
    "[x](index.de.md)",
)
says("broken-anchor", "[x](#nothing)", "[x](index.en.md#nothing)", "[x](#Problem)")
says("disguised-address", "[x](https://xn--80ak6aa92e.com)", "[x](https://www.аррӏе.com)", "<https://пример.рф>")
case("disguised-address", "source", {"facts.sources.0.url": "https://www.xn--e1afmkfd.example/"})
says("address-with-password", "[x](https://user:secret@www.example.org)", "[x](https://user@www.example.org/)")
case("address-with-password", "source", {"facts.sources.0.url": "https://a:b@www.example.org/"})
says(
    "personal-email",
    "[x](mailto:john.doe@ministry.example)",
    "<mailto:someone@gmail.com>",
    "[x](mailto:a_bc@mail.ru?subject=x) [y](MAILTO:jo.do@x.org)",
)
case("personal-email", "contact", {"facts.contact.role_email": "somchai@yahoo.com"}, "full")
case("personal-email", "name", {"facts.contact.role_email": "anna_ivanova@ministry.example"}, "full")
case("personal-email", "as a credit", {"facts.media.0.credit": "jane.roe@agency.example"}, "full")
case("personal-email", "exchange", {"facts.contact.role_email": "x@mail.ru"}, "offer")

# Pictures.
case("image-not-found", "no file", {"pictures": []}, "full")
case("image-not-found", "another file", {"facts.media.0.file": "other.jpg"}, "full")
case("image-not-described", "in the text", {"sections.done": add("![Map](picture-1.jpg)")}, "full")
case("image-not-described", "nothing", {"sections.done": add("![](picture-1.jpg)")}, "full")
case(
    "image-without-consent",
    "not listed",
    {"pictures.1": picture("two.jpg", "JPEG"), "sections.done": add("![A small map](two.jpg)")},
    "full",
)
case(
    "image-without-consent",
    "nothing listed",
    {"pictures.0": picture("two.png", "PNG"), "sections.done": add("![A small map](two.png)")},
)
case("image-not-used", "second", {"pictures.1": picture("two.jpg", "JPEG")}, "full")
case("image-not-used", "linked from nowhere", {"pictures.0": picture("two.webp", "WEBP")})
case(
    "image-too-large",
    "black and white",
    {
        "pictures.0": picture("picture-1.png", "PNG", 5000, 4001),
        "facts.media.0.file": "picture-1.png",
        "sections.system": DROP,
    },
    "full",
)
case("image-too-large", "narrow", {"pictures.0": picture("a.png", "PNG", 1, 20_000_001)})
case("file-too-large", "picture", {"pictures.0": picture("picture-1.jpg", "JPEG", pad=5 * 1024 * 1024)}, "full")
case("file-too-large", "body", {"sections.done": add("word\n" * 41_000)})
case("file-too-large", "Lao body", {"sections.done": add("ນ້ຳ\n" * 21_000)})
case("file-too-large", "exchange", {"facts.summary.lo": "ນ້ຳ\n" * 8_000}, "offer", "lo")
case("not-what-its-name-says", "a page", {"pictures.0": raw_picture("picture-1.jpg", b"<html>")}, "full")
case(
    "not-what-its-name-says",
    "another type",
    {"pictures.0": {**picture("picture-1.png", "PNG"), "file": "picture-1.jpg"}},
    "full",
)
case("not-what-its-name-says", "nothing", {"pictures.0": raw_picture("picture-1.jpg", b"")}, "full")
case("name-looks-like-a-language", "file", {"pictures.0.file": "photo.en.jpg"}, "full")
case("name-looks-like-a-language", "region", {"pictures.0.file": "a.pt-BR.png"}, "full")
case("unknown-file-type", "vector", {"pictures.0.file": "a.svg"}, "full")
case("unknown-file-type", "none", {"pictures.0.file": "constructor"}, "full")
case("unknown-file-type", "page", {"pictures.0.file": "photo.html"}, "full")

# How words are written.
says("mixed-alphabets", "Сoциальная", "Тhe end", "a word оf it", "`кoд`")
case("mixed-alphabets", "title", {"facts.title": "Oднa карта для всех"}, lang="ru")
case("mixed-alphabets", "exchange", {"facts.title.ru": "Обмeн опытом"}, "offer", "ru")
says("lao-spelling", "ນ\u0ecdາ", "ຫນ້າ", "ຫມູ່ບ້ານ", "ຫລາຍ", "ເເມ່ຍິງ", "ນ\u0ecd\u0ec9າ", lang="lo")
case("lao-spelling", "title", {"facts.title": "ຫນຶ່ງບັດສຳລັບທຸກຄົນ"}, lang="lo")
case("lao-spelling", "exchange", {"facts.title.lo": "ຫລາຍປະເທດ"}, "offer", "lo")
says("", "ຫນ້າ is no flaw in an English text", lang="en")

# Files.
case("yaml-too-large", "note", {"facts.evidence.note": "x" * 16_400})
case("yaml-too-large", "Lao", {"facts.adaptation": {"population": "ນ້ຳ" * 1_800}})
case("yaml-too-large", "many sources", {"facts.sources": [{**ITEM, "id": f"s{number}"} for number in range(200)]})
case("line-too-long", "body", {"sections.done": add(LONG)})
case("line-too-long", "two sections", {"sections.done": LONG, "sections.results": LONG})
case("line-too-long", "exchange", {"facts.summary.en": "x " * 10_001}, "offer", "en")
case("bad-folder-name", "blank", {"slug": "a b"})
case("bad-folder-name", "capital", {"slug": "LA-card"})
case("bad-folder-name", "long", {"slug": "a" * 81})

CASES = tuple(_cases)
