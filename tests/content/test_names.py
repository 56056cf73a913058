from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.content.names import document_language, flaw
from passerelle.ground.locales import LOCALES


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("index.en.md", ""),
        ("index.lo.md", ""),
        ("photo.png", ""),
        ("a-1.jpeg", ""),
        ("report.pdf", ""),
        ("index.md", "bare-index"),
        ("index.sw.md", "language-not-published"),
        ("index.zh.md", "language-not-published"),
        ("index.kk.png", "name-looks-like-a-language"),
        ("plan.to.md", "name-looks-like-a-language"),
        ("plan.pt-BR.md", "name-looks-like-a-language"),
        ("plan.kaz.png", "name-looks-like-a-language"),
        ("notes.md", "unknown-document"),
        ("INDEX.EN.MD", "unknown-document"),
        ("index.en.markdown", "name-looks-like-a-language"),
        ("a.svg", "unknown-file-type"),
        ("a.html", "unknown-file-type"),
        ("a.js", "unknown-file-type"),
        ("a.png.exe", "name-looks-like-a-language"),
        ("a", "unknown-file-type"),
        (".png", "unknown-file-type"),
        (".hidden", "unknown-file-type"),
        ("Photo.png", "bad-file-name"),
        ("a b.png", "bad-file-name"),
        ("é.png", "bad-file-name"),
        ("a.png\n", "unknown-file-type"),
        ("", "unknown-file-type"),
    ],
)
def test_flaw(name: str, code: str) -> None:
    assert flaw(name) == code


def test_document_language() -> None:
    assert [document_language(f"index.{lang}.md") for lang in LOCALES] == list(LOCALES)
    assert document_language("index.en.md\n") == ""


@given(st.text())
def test_never_raises(name: str) -> None:
    code = flaw(name)
    assert code or document_language(name) or name.isascii()
