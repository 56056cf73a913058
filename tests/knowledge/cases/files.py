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
    tree.write(KE, raw.replace("durait un jour".encode(), "a duré".encode("latin-1")))


def unmarked(tree: SmallTree) -> None:
    """The French page does not say that it is a translation."""
    lines = (tree.root / ABOUT_FR).read_text("utf-8").split("\n")
    tree.write(ABOUT_FR, "\n".join(line for line in lines if not line.startswith("translation")).encode())


CASES = (
    Case("yaml-syntax", field("title", "[a"), ""),
    Case("yaml-too-large", field("title", "x" * 17_000), ""),
    Case("yaml-too-deep", field("title", "[[[[[[a]]]]]]"), ""),
    Case("yaml-alias", field("title", "*starred text"), ""),
    Case("yaml-anchor", field("title", "&name text"), ""),
    Case("yaml-tag", field("title", "!!python/object:os.system text"), ""),
    Case("yaml-key", field("title", "{[a]: b}"), ""),
    Case("yaml-duplicate-key", swap(EN, "end: 2024\n", "end: 2024\nstart: 2020\n"), ""),
    Case("yaml-not-a-mapping", write(OFFICE, b"- a\n- b\n"), ""),
    Case("yaml-several-documents", add(OFFICE, "---\nid: other\n"), ""),
    Case("no-front-matter", write(FR, b"## Text {#problem}\n"), ""),
    Case("empty-file", write(FR, b""), ""),
    Case("file-too-large", add(EN, "\n" + "word and word\n" * 20_000), ""),
    Case("not-utf-8", latin_1, ""),
    Case("hidden-character", body("Safe\u202efdp.exe"), ""),
    Case("line-too-long", body("word " * 4_001), ""),
    Case("symlink", link("practices/la-first/notes.pdf", "/etc/passwd"), ""),
    Case("stray-file", write("practices/notes.md", b"text"), ""),
    Case("nested-folder", write("practices/la-first/pictures/photo.png", picture("PNG")), ""),
    Case("bad-folder-name", write("practices/My_Practice/index.en.md", b"text"), ""),
    Case("not-a-folder", steps(remove("data/pathways"), write("data/pathways", b"text")), ""),
    Case("unknown-data", write("data/partner/mine.yml", b"id: mine\n"), ""),
    Case("bare-index", write("practices/la-first/index.md", b"text"), ""),
    Case("language-not-published", write("practices/la-first/index.sw.md", b"text"), ""),
    Case("name-looks-like-a-language", write("practices/la-first/photo.kk.png", picture("PNG")), ""),
    Case("unknown-document", write("practices/la-first/notes.md", b"text"), ""),
    Case("unknown-file-type", write("practices/la-first/drawing.svg", b"<svg/>"), ""),
    Case("bad-file-name", write("practices/la-first/My Photo.png", picture("PNG")), ""),
    Case("name-is-not-the-id", swap(COUNTRY, "code: LA", "code: KH"), ""),
    Case("no-source", remove(EN), ""),
    Case("two-sources", swap(FR, "lang: fr\n", "id: LA-0002\nlang: fr\n"), ""),
    Case("page-without-source", swap(ABOUT, "---\n\n##", "translation: {of: fr, state: machine, date: 2026}\n---\n\n##"), ""),
    Case("page-with-two-sources", unmarked, ""),
    Case("image-too-large", write(PHOTO, picture("PNG", 5000, 4001)), ""),
    Case("not-what-its-name-says", write(PHOTO, picture("JPEG")), ""),
)
