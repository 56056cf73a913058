"""Files, folders, and YAML as such."""

from __future__ import annotations

from tests.conftest import SmallTree
from tests.knowledge.cases.breaking import (
    ABOUT,
    ABOUT_FR,
    COUNTRY,
    EN,
    FR,
    KE,
    OFFICE,
    PHOTO,
    Case,
    add,
    body,
    field,
    link,
    picture,
    remove,
    steps,
    swap,
    write,
)


def latin_1(tree: SmallTree) -> None:
    raw = (tree.root / KE).read_bytes()
    tree.write(KE, raw.replace(b"durait un jour", "a duré".encode("latin-1")))


def unmarked(tree: SmallTree) -> None:
    """The French page does not say that it is a translation."""
    lines = (tree.root / ABOUT_FR).read_text("utf-8").split("\n")
    tree.write(ABOUT_FR, "\n".join(line for line in lines if not line.startswith("translation")).encode())


CASES = (
    Case("yaml-syntax", field("title", "[a"), "practices/la-first/index.en.md:5:8"),
    Case("yaml-too-large", field("title", "x" * 17_000), "practices/la-first/index.en.md:2:1"),
    Case("yaml-too-deep", field("title", "[[[[[[a]]]]]]"), "practices/la-first/index.en.md:5:13"),
    Case("yaml-alias", field("title", "*starred text"), "practices/la-first/index.en.md:5:8"),
    Case("yaml-anchor", field("title", "&name text"), "practices/la-first/index.en.md:5:8"),
    Case("yaml-tag", field("title", "!!python/object:os.system text"), "practices/la-first/index.en.md:5:8"),
    Case("yaml-key", field("title", "{[a]: b}"), "practices/la-first/index.en.md:5:9"),
    Case(
        "yaml-duplicate-key",
        swap(EN, "end: 2024\n", "end: 2024\nstart: 2020\n"),
        "practices/la-first/index.en.md:15:1 start",
    ),
    Case("yaml-not-a-mapping", write(OFFICE, b"- a\n- b\n"), "data/partners/office.yml:1:1"),
    Case("yaml-several-documents", add(OFFICE, "---\nid: other\n"), "data/partners/office.yml:7:1"),
    Case("no-front-matter", write(FR, b"## Text {#problem}\n"), "practices/la-first/index.fr.md:1:1"),
    Case("empty-file", write(FR, b""), "practices/la-first/index.fr.md:1:1"),
    Case("file-too-large", add(EN, "\n" + "word and word\n" * 20_000), "practices/la-first/index.en.md:1:1"),
    Case("not-utf-8", latin_1, "practices/ke-second/index.fr.md:32:15"),
    Case("hidden-character", body("Safe\u202efdp.exe"), "practices/ke-second/index.fr.md:32:5"),
    Case("line-too-long", body("word " * 4_001), "practices/ke-second/index.fr.md:32:1"),
    Case("symlink", link("practices/la-first/notes.pdf", "/etc/passwd"), "practices/la-first/notes.pdf:1:1"),
    Case("stray-file", write("practices/notes.md", b"text"), "practices/notes.md:1:1"),
    Case(
        "nested-folder",
        write("practices/la-first/pictures/photo.png", picture("PNG")),
        "practices/la-first/pictures:1:1",
    ),
    Case("bad-folder-name", write("practices/My_Practice/index.en.md", b"text"), "practices/My_Practice:1:1"),
    Case(
        "not-a-folder",
        steps(remove("data/pathways"), write("data/pathways", b"text")),
        "data/pathways:1:1",
        also=frozenset({"id-lost"}),
    ),
    Case("unknown-data", write("data/partner/mine.yml", b"id: mine\n"), "data/partner:1:1"),
    Case("bare-index", write("practices/la-first/index.md", b"text"), "practices/la-first/index.md:1:1"),
    Case(
        "language-not-published", write("practices/la-first/index.sw.md", b"text"), "practices/la-first/index.sw.md:1:1"
    ),
    Case(
        "name-looks-like-a-language",
        write("practices/la-first/photo.kk.png", picture("PNG")),
        "practices/la-first/photo.kk.png:1:1",
    ),
    Case("unknown-document", write("practices/la-first/notes.md", b"text"), "practices/la-first/notes.md:1:1"),
    Case("unknown-file-type", write("practices/la-first/drawing.svg", b"<svg/>"), "practices/la-first/drawing.svg:1:1"),
    Case(
        "bad-file-name", write("practices/la-first/My Photo.png", picture("PNG")), "practices/la-first/My Photo.png:1:1"
    ),
    Case(
        "name-is-not-the-id",
        swap(COUNTRY, "code: LA", "code: KH"),
        "data/countries/la.yml:1:7",
        also=frozenset({"id-lost", "id-not-registered"}),
    ),
    Case(
        "no-source",
        remove(EN),
        "practices/la-first:1:1",
        also=frozenset({"id-lost", "redirect-leads-nowhere", "unknown-practice"}),
    ),
    Case(
        "two-sources",
        swap(FR, "lang: fr\n", "id: LA-0002\nlang: fr\n"),
        "practices/la-first/index.fr.md:2:1",
        also=frozenset({"fact-in-translation"}),
    ),
    Case(
        "page-without-source",
        swap(ABOUT, "---\n\n##", "translation: {of: fr, state: machine, date: 2026}\n---\n\n##"),
        "docs/about:1:1",
    ),
    Case(
        "page-with-two-sources",
        unmarked,
        "docs/about/index.fr.md:1:1",
        also=frozenset({"missing-field", "translation-not-stamped"}),
    ),
    Case("image-too-large", write(PHOTO, picture("PNG", 5000, 4001)), "practices/la-first/photo.png:1:1"),
    Case("not-what-its-name-says", write(PHOTO, picture("JPEG")), "practices/la-first/photo.png:1:1"),
)
