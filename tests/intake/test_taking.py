"""From a file to a record of the tree, which the checker then accepts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.content.models import Tree
from passerelle.intake.taking import Taken, open_parcel, take
from passerelle.knowledge.reading import read
from tests.conftest import SmallTree
from tests.intake import forms
from tests.intake.conftest import listing
from tests.intake.parcels import DOCUMENT, FOLDER, packed, picture, sent_text

DAY = dt.date(2026, 11, 21)


def sent(folder: Path, name: str, content: bytes | str) -> Path:
    file = folder / "sent" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def taken(small: SmallTree, file: Path, slug: str = "") -> Taken:
    return take(file, small.root, slug=slug, today=DAY, project=small.project)


def test_a_bundle_comes_out_as_it_should(small: SmallTree, tmp_path: Path) -> None:
    data = packed({DOCUMENT: sent_text(), f"{FOLDER}/picture-1.jpg": picture()})
    one = taken(small, sent(tmp_path, "la-new-practice.zip", data))
    assert (one.lang, one.record, one.id, one.problems) == ("en", FOLDER, "LA-0002", ())
    assert list(read(small.root, DAY, small.project).report) == []


def test_a_document_and_an_exchange_too(small: SmallTree, tmp_path: Path) -> None:
    plain = sent_text().replace("![A village officer hands over a card](picture-1.jpg)\n", "")
    plain = "".join(line for line in plain.splitlines(keepends=True) if "picture-1" not in line).replace("media:\n", "")
    assert taken(small, sent(tmp_path, "la-plain.en.md", plain)).record == "practices/la-plain"
    text = (small.root / "data/exchanges/X-2024-01.yml").read_text("utf-8").replace("id: X-2024-01", "id: new")
    assert taken(small, sent(tmp_path, "exchange-new.yml", text)).record == "data/exchanges/X-2024-02.yml"
    assert list(read(small.root, DAY, small.project).report) == []


def test_a_filled_form_too(small: SmallTree, tmp_path: Path, project_tree: Tree) -> None:
    bundle = next(bundle for bundle in project_tree.of_kind("practice") if bundle.slug == "kh-idpoor")
    answers = forms.answers_of(bundle, "ru", project_tree)
    answers["section-system"] = answers["section-transfer"] = "Без ссылок."
    body = forms.rendered("ru", answers).replace("\n", "\r\n")
    one = taken(small, sent(tmp_path, "issue-12.md", body))
    assert (one.lang, one.id) == ("ru", "KH-0001")
    assert one.record.startswith("practices/kh-")
    found = {problem.code for problem in read(small.root, DAY, small.project).report if problem.severity == "error"}
    assert found <= {"broken-link", "unknown-source"}, "links to records that the small tree lacks"


def test_the_kind_is_seen_in_the_content(small: SmallTree, tmp_path: Path) -> None:
    data = packed({DOCUMENT: sent_text(), f"{FOLDER}/picture-1.jpg": picture()})
    assert taken(small, sent(tmp_path, "bundle.txt", data)).record == FOLDER
    assert [problem.code for problem in taken(small, sent(tmp_path, "a.zip", "text")).problems] == ["bundle-unreadable"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("text.docx", b"PK\x03\x04 and so on", "bundle-unreadable"),
        ("photo.jpg", picture(), "bundle-unreadable"),
        ("note.md", b"Dear colleagues", "issue-unreadable"),
        ("note.txt", b"", "issue-unreadable"),
        ("note.md", b"\xff\xfe\x00", "not-utf-8"),
        ("note.md", "### Title\n\nSafe\u202efdp.exe".encode(), "hidden-character"),
        ("note.md", b"a\n" * 110_000, "file-too-large"),
        ("big.zip", b"PK\x03\x04" + b"\0" * 31 * 1024 * 1024, "bundle-too-large"),
        ("new.yml", b"id: ../x", "bad-id"),
    ],
)
def test_refusals_write_nothing(name: str, content: bytes, code: str, small: SmallTree, tmp_path: Path) -> None:
    before = listing(small.root)
    one = taken(small, sent(tmp_path, name, content))
    assert {problem.code for problem in one.problems} == {code}
    assert {problem.path for problem in one.problems} == {name}
    assert (one.record, one.files, one.id) == ("", (), "")
    assert listing(small.root) == before


NAMES = st.one_of(st.text(max_size=20), st.sampled_from(["a.zip", "a.md", "la-x.lo.md", "a.txt", "a.yml", "A.ZIP", ""]))
STARTS = st.sampled_from([b"", b"---\n", b"PK\x03\x04", b"### Title\n### Summary\n### Countries\n", b"id: new\n"])


@settings(max_examples=200)
@given(
    NAMES,
    STARTS,
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))),
)
def test_nothing_that_is_sent_breaks_the_reading(project_tree: Tree, name: str, start: bytes, data: bytes) -> None:
    opened = open_parcel(name, start + data, project_tree)
    assert opened.parcel or opened.problems
