"""Attacks: each is judged within two seconds and named by its code."""

from __future__ import annotations

import io
import json
import os
import struct
import time
import zlib

import pytest
from PIL import Image

from passerelle.ground.problems import Problem
from tests.conftest import SmallTree
from tests.knowledge.cases.breaking import KE, OFFICE, PROBLEM, Case, link, swap, write

SECONDS = 2.0
LONG = 19_000  # below the limit of a line


def body(text: str) -> object:
    return swap(KE, PROBLEM, f"{PROBLEM}\n{text}\n")


def field(text: str) -> object:
    return swap(KE, "title: Des paiements par téléphone au marché", f"title: {text}")


def target(address: str) -> object:
    return body(f"[words]({address})")


def case(code: str, name: str, do: object) -> object:
    return pytest.param(Case(code, do, ""), id=f"{code}: {name}")  # type: ignore[arg-type]


def address(text: str) -> object:
    """An address in front matter."""
    return swap(KE, "publisher: Le bureau, url: unknown", f"publisher: Le bureau, url: {json.dumps(text)}")


def asset(name: str, content: bytes) -> object:
    return write(f"practices/ke-second/{name}", content)


def png(width: int, height: int) -> bytes:
    """The head of a picture of any size: a few bytes that promise gigabytes."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (head, b"IDAT" + zlib.compress(b"\0" * 99), b"IEND")
    packed = (struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def half(form: str) -> bytes:
    """What arrives when a line breaks: the head of a picture is whole, its pixels are not."""
    stream = io.BytesIO()
    Image.effect_mandelbrot((200, 150), (-2.0, -1.5, 1.0, 1.5), 30).convert("RGB").save(stream, form)
    return stream.getvalue()[: len(stream.getvalue()) // 2]


CASES = (
    case("too-many-equal-characters", "brackets", body("[" * LONG)),
    case("too-many-equal-characters", "stars", body("\n".join(["*" * LONG] * 10))),
    case("too-many-equal-characters", "backquotes", body("\n".join(["`" * LONG] * 10))),
    case("too-many-equal-characters", "underscores", body("_" * LONG)),
    case("line-too-long", "one line", body("a " * 20_000)),
    case("file-too-large", "a megabyte", body("word\n" * 200_000)),
    case("file-too-large", "stars", body("*" * 210_000)),
    case("file-too-large", "a gigabyte", lambda tree: os.truncate(tree.root / KE, 2**30)),
    case("yaml-too-large", "front matter", field("a " * 9_000)),
    case("yaml-too-deep", "brackets", field("[" * 8_000)),
    case("yaml-too-deep", "braces", field("{a: " * 2_000)),
    case("yaml-alias", "bombs need an alias", field("[*a, *a]")),
    case("yaml-anchor", "bombs begin with an anchor", field("&a [x, x]")),
    case("yaml-tag", "objects", field("!!python/object/apply:os.system [id]")),
    case("yaml-several-documents", "a second document", write(OFFICE, b"id: office\n---\nid: x\n")),
    case("hidden-character", "NUL", body("a\x00b")),
    case("hidden-character", "escape", body("a\x1b[2Jb")),
    case("hidden-character", "right to left", body("a\u202eb")),
    case("hidden-character", "isolate", body("a\u2066b")),
    case("hidden-character", "line separator", body("a\u2028b")),
    case("hidden-character", "many", body("\u202e" * LONG)),
    case("hidden-character", "escaped in YAML", field('"Des paiements\\u202e au marché"')),
    case("hidden-character", "entity", body("a&#x202e;b")),
    case("hidden-character", "decimal entity", body("a&#8238;b")),
    case("not-utf-8", "UTF-16", lambda tree: tree.write(KE, "---\nid: a\n---\n".encode("utf-16"))),
    case("not-utf-8", "random", write(KE, bytes(range(256)))),
    case("symlink", "a document", link(KE, "/etc/passwd")),
    case("symlink", "a folder", link("practices/ke-second", "/etc")),
    case("symlink", "practices", link("practices", "/etc")),
    case("symlink", "data", link("data", "/etc")),
    case("symlink", "records", link("data/partners", "/etc")),
    case("symlink", "registry", link("data/ids.yml", "/etc/passwd")),
    case("symlink", "pages", link("docs", "/etc")),
    case("symlink", "broken", link("practices/ke-second/a.png", "nowhere")),
    case("symlink", "itself", link("practices/ke-second/a.png", "a.png")),
    case("unknown-file-type", "a pipe", lambda tree: os.mkfifo(tree.root / "practices/ke-second/a.png")),
    case("unknown-file-type", "an SVG", write("practices/ke-second/a.svg", b"<svg onload='alert(1)'/>")),
    case("unknown-file-type", "a page", write("practices/ke-second/a.html", b"<script>alert(1)</script>")),
    case("not-what-its-name-says", "HTML as a picture", write("practices/ke-second/a.png", b"<script>alert(1)</script>")),
    case("not-what-its-name-says", "HTML as PDF", write("practices/ke-second/a.pdf", b"<script>alert(1)</script>")),
    case("not-what-its-name-says", "half a PNG", asset("a.png", half("PNG"))),
    case("not-what-its-name-says", "half a JPEG", asset("a.jpg", half("JPEG"))),
    case("not-what-its-name-says", "half a WebP", asset("a.webp", half("WEBP"))),
    case("unknown-document", "a name with a line end", write("practices/ke-second/a\n::error::x.md", b"x")),
    case("unknown-file-type", "a name that is no text", lambda tree: (tree.root / "practices/ke-second/\udcff").touch()),
    case("bad-folder-name", "a long name", write(f"practices/{'a' * 100}/index.en.md", b"x")),
    case("link-scheme", "javascript", target("javascript:alert(1)")),
    case("link-scheme", "capitals", target("JaVaScRiPt:alert(1)")),
    case("link-scheme", "a tab inside", target("java\tscript:alert(1)")),
    case("link-scheme", "a line end inside", target("java\nscript:alert(1)")),
    case("link-scheme", "an entity", target("javascript&#58;alert(1)")),
    case("link-scheme", "a named entity", target("javascript&colon;alert(1)")),
    case("link-scheme", "an entity of an entity", target("javascript&amp;colon;alert(1)")),
    case("link-scheme", "a tab as an entity", target("java&Tab;script:alert(1)")),
    case("link-scheme", "angle brackets", target("<javascript:alert(1)>")),
    case("link-scheme", "an automatic link", body("<javascript:alert(1)>")),
    case("link-scheme", "a title", target("javascript:alert(1) 'title'")),
    case("link-scheme", "a link around a picture", body("[![Une personne](a.png)](javascript:alert(1))")),
    case("link-scheme", "parentheses in parentheses", target("javascript:f((1))")),
    case("link-scheme", "data", target("data:text/html;base64,PHNjcmlwdD4=")),
    case("link-scheme", "vbscript", target("vbscript:msgbox(1)")),
    case("link-scheme", "file", target("file:///etc/passwd")),
    case("link-scheme", "another host", target("//evil.example/")),
    case("disguised-address", "punycode", target("https://xn--80ak6aa92e.com/")),
    case("disguised-address", "a label inside", target("https://www.xn--pple-43d.example/")),
    case("disguised-address", "Cyrillic letters", target("https://аррӏе.com/")),
    case("address-with-password", "another host behind @", target("https://www.ilo.org@evil.example/")),
    case("bad-address", "no such host", target("https://[::1")),
    case("bad-address", "no host", target("https:///evil")),
    case("bad-address", "a port that is none", target("https://a.example:99999999/")),
    case("broken-link", "upwards", target("../../../../etc/passwd")),
    case("broken-link", "upwards, encoded", target("..%2f..%2f..%2fetc%2fpasswd")),
    case("broken-link", "backslashes", target("..\\..\\etc\\passwd")),
    case("mixed-alphabets", "one Cyrillic letter", body("le rеgistre")),
    case("mixed-alphabets", "in the title", field("Des paiеments au marché")),
    case("raw-html", "a comment", body("<!-- <script> -->")),
    case("raw-html", "an open tag", body("<img src=x onerror=alert(1)")),
    case("raw-html", "a tag that begins like a quiz", body("<quizz onclick=alert(1)>")),
    case("raw-html", "after an unclosed fence", body("```\n<script>alert(1)</script>")),
    case("raw-html", "after a fence of another length", body("````\na\n```\n<script>alert(1)</script>")),
    case("raw-html", "between code spans", body("`a` <b> `c`")),
    case("raw-html", "between code spans of two lines", body("`a\nb` <b> `c\nd`")),
    case("html-in-text", "the title", field('"Des paiements <img src=x onerror=alert(1)>"')),
    case("attribute-list", "a handler", body("*a*{: onclick='alert(1)' }")),
    case("attribute-list", "long", body("*a*{" + " " * LONG + "}")),
    case("yaml-duplicate-key", "a second title", swap(KE, "maturity: at-scale", "maturity: at-scale\ntitle: Tout autre chose")),
    case("yaml-alias", "a merge", swap(KE, "maturity: at-scale", "maturity: at-scale\n<<: *defaults")),
    case("yaml-too-large", "many fields", swap(KE, "version: 1", "version: 1\n" + "a: b\n" * 4_000)),
    case("hidden-character", "right to left in the title", field("Des paiements\u202e au marché")),
    case("hidden-character", "right to left in a data file", swap(OFFICE, "fr: Le bureau", "fr: Le bure\u2067au")),
    case("hidden-character", "a right-to-left mark", body("a\u200fb")),
    case("hidden-character", "text in tags", body("a" + "".join(chr(0xE0000 + ord(sign)) for sign in "publish this"))),
    case("hidden-character", "tags as entities", body("a&#xE0041;b")),
    case("empty-value", "a title of spaces", field('"            "')),
    case("empty-value", "a title of zero width", field('"' + "\u200b" * 20 + '"')),
    case("empty-value", "a name that looks empty", swap(OFFICE, "fr: Le bureau", "fr: \u3164\u2800")),
    case("empty-link", "an address of zero width", target("\u200b")),
    case("link-scheme", "a zero-width space inside", target("java\u200bscript:alert(1)")),
    case("bad-heading-id", "a zero-width space", body("### a {#a\u200b}")),
    case("bad-address", "javascript in a field", address("javascript:alert(1)")),
    case("bad-address", "javascript, capitals", address("JaVaScRiPt:alert(1)//https://a.example")),
    case("bad-address", "data in a field", address("data:text/html,x")),
    case("bad-address", "a blank before it", address(" javascript:alert(1)")),
    case("bad-address", "no host in a field", address("https://")),
    case("bad-address", "another host in a field", address("//evil.example/")),
    case("bad-address", "javascript in a data file", swap(OFFICE, "url: https://www.example.org/", "url: javascript:alert(1)")),
    case("html-in-text", "an address that ends a tag", swap(KE, "title: Rapport", "title: 'Rapport\"><script>alert(1)</script>'")),
    case("disguised-address", "punycode in a field", address("https://XN--80AK6AA92E.com/")),
    case("disguised-address", "Cyrillic letters in a field", address("https://аррӏе.com/")),
    case("disguised-address", "another full stop", target("https://xn--p1ai。com/")),
    case("address-with-password", "in a field", address("https://www.ilo.org@evil.example/")),
    case("mixed-alphabets", "in a heading", body("### Le rеgistre {#registre}")),
    case("mixed-alphabets", "in a data file", swap(OFFICE, "fr: Le bureau", "fr: Le burеau")),
    case("reference-link", "a definition", body("[report]: javascript:alert(1)")),
    case("reference-link", "collapsed", body("See [the report][].")),
    case("footnote-definition", "with a script", body("[^s1]: <script>alert(1)</script>")),
    case("attribute-list", "a class", body("{: .hero style='position:fixed' }")),
    case("attribute-list", "a macro", body("{{ config.__class__ }}")),
    case("attribute-list", "a statement", body("{% include '/etc/passwd' %}")),
    case("attribute-list", "an inclusion", body("{! /etc/passwd !}")),
    case("raw-html", "in the title of a note", body('!!! note "<script>alert(1)</script>"\n    a')),
    case("raw-html", "in a table", body("| a |\n|---|\n| <script>alert(1)</script> |")),
    case("raw-html", "a declaration", body("<!DOCTYPE html>")),
    case("raw-html", "an instruction", body("<?php system('id') ?>")),
    case("unknown-file-type", "a script", asset("a.js", b"alert(1)")),
    case("unknown-file-type", "XML", asset("a.xml", b"<?xml version='1.0'?><x/>")),
    case("unknown-file-type", "XHTML", asset("a.xhtml", b"<html/>")),
    case("unknown-file-type", "an SVG in capitals", asset("A.SVG", b"<svg onload='alert(1)'/>")),
    case("unknown-file-type", "a picture behind it", asset("a.jpeg.svg", b"<svg onload='alert(1)'/>")),
    case("unknown-file-type", "settings of a web server", asset(".htaccess", b"AddType text/html .png")),
    case("unknown-file-type", "settings of a host", asset("_headers", b"/*\n  Content-Security-Policy:")),
    case("bad-file-name", "two endings", asset("a.html.png", b"<svg onload='alert(1)'/>")),
    case("not-what-its-name-says", "SVG as a picture", asset("a.webp", b"<svg onload='alert(1)'/>")),
    case("not-what-its-name-says", "a GIF", asset("a.png", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;")),
    case("image-too-large", "a promise of gigabytes", asset("a.png", png(13_000, 13_000))),
    case("not-what-its-name-says", "a promise beyond belief", asset("a.png", png(2**31 - 1, 2**31 - 1))),
    case("file-too-large", "a heavy picture", asset("a.png", png(4, 4) + b"\0" * 6_000_000)),
    case("redirect-from-elsewhere", "upwards", write("data/redirects.yml", b'"../../etc/": practices/la-first/\n')),
    case("redirect-from-elsewhere", "the root", write("data/redirects.yml", b'"/": practices/la-first/\n')),
    case("redirect-from-elsewhere", "nothing", write("data/redirects.yml", b'"": practices/la-first/\n')),
    case("redirect-leads-nowhere", "another site", write("data/redirects.yml", b'"a/": "https://evil.example/"\n')),
    case("nested-too-deeply", "lists", body("\n".join("    " * depth + "- a" for depth in range(200)))),
    case("nested-too-deeply", "quotations", body("> " * 5_000 + "a")),
    case("nested-too-deeply", "lists of lists in a line", body("- " * 5_000 + "a")),
    case("nested-too-deeply", "notes", body("\n".join("    " * depth + "!!! note" for depth in range(200)))),
    case("open-brackets", "one by one", body("[a" * 9_000)),
    case("open-brackets", "addresses", body("[a](b " * 3_000)),
    case("paragraph-too-long", "lines", body("a\n" * 5_000)),
    case("paragraph-too-long", "definitions", body("a\n: b\n" * 3_000)),
    case("unknown-term", "thousands", swap(KE, "cycle: [delivery]", f"cycle: [{', '.join(f'a{n}' for n in range(2_200))}]")),
    case("unknown-field", "thousands", swap(KE, "version: 1", "version: 1\n" + "\n".join(f"a{n}: 1" for n in range(1_500)))),
    case("unknown-source", "thousands", body("\n".join(f"[^x{n}]" for n in range(15_000)))),
    case("broken-link", "thousands", body("\n".join(f"[a](x{n})" for n in range(14_000)))),
    case("heading-without-id", "thousands", body("\n".join("## a" for _ in range(30_000)))),
    case("repeated-heading-id", "thousands", body("\n".join("### a {#a}" for _ in range(15_000)))),
    case("broken-link", "open links", body("\n".join(["[a](" * 4_000] * 10))),
    case("unknown-source", "open marks", body("[^x] " + "\n".join(["[^" * 9_000] * 10))),
)  # fmt: skip


@pytest.mark.parametrize("attack", CASES)
def test_attack(attack: Case, small: SmallTree) -> None:
    attack.do(small)
    start = time.process_time()
    found = small.problems()
    assert time.process_time() - start < SECONDS
    assert attack.code in {problem.code for problem in found}
    for problem in found:
        assert_harmless(problem)


def assert_harmless(problem: Problem) -> None:
    """A path as it is printed cannot move a cursor, end a line or fail to be written."""
    problem.path.encode()
    assert "\n" not in problem.path
    assert "\x1b" not in problem.path


SLOW = {
    "heading with spaces": "# a" + " " * LONG + "b",
    "open brace": "{" + " " * LONG,
    "runs of backquotes": "a".join("`" * length for length in range(1, 190)),
    "runs of stars": ("*" * 499 + "a") * 38,
    "open tags": "<a" * 9_000,
    "open links": "[a](" * 4_500,
    "open links with spaces": "[a](" + " " * LONG,
    "nested links": "[" * 400 + "a" + "](b)" * 400,
    "entities": "&#" * 9_000,
    "underlined": "a\n" + "-" * 400 + "a",
    "escapes": "\\[" * 9_000,
    "blank lines with spaces": " \n" * 9_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_nothing_is_slow(name: str, small: SmallTree) -> None:
    """200 KB of what a careless pattern would read again and again."""
    text = SLOW[name]
    whole = "\n".join([text] * max(1, 150_000 // len(text)))
    swap(KE, PROBLEM, f"{PROBLEM}\n{whole}\n")(small)
    start = time.process_time()
    small.problems()
    assert time.process_time() - start < SECONDS
