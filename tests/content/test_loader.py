"""Reading a tree: nothing is skipped silently, what is missing comes from the project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from passerelle.content.loader import read_tree
from passerelle.ground.settings import PROJECT
from tests.conftest import SmallTree


def codes(tree: SmallTree) -> set[str]:
    return {problem.code for problem in tree.problems()}


def test_what_a_tree_holds(small: SmallTree) -> None:
    tree = read_tree(small.root, small.project)
    assert [
        (bundle.kind, bundle.id, bundle.slug, sorted(bundle.documents), bundle.source.lang if bundle.source else "")
        for bundle in tree.bundles
    ] == [
        ("practice", "KE-0001", "ke-second", ["fr"], "fr"),
        ("practice", "LA-0001", "la-first", ["en", "fr"], "en"),
        ("module", "M-01", "first-module", ["en", "fr"], "en"),
        ("page", "about", "about", ["en", "fr"], "en"),
    ]
    assert [(record.kind, record.id, record.borrowed) for record in tree.records] == [
        ("country", "LA", False),
        ("partner", "office", False),
        ("exchange", "X-2024-01", False),
        ("pathway", "first-steps", False),
    ]
    assert [asset.name for bundle in tree.bundles for asset in bundle.assets] == ["photo.png"]
    assert tree.ids is not None
    assert tree.ids["M-01"] == "modules/first-module/"
    assert tree.redirects == {"practices/old-name/": "practices/la-first/"}
    assert tree.problems == ()
    assert tree.vocabularies.label("country", "LA", "ru") == "Лаосская Народно-Демократическая Республика"


def test_what_a_tree_lacks_comes_from_the_project(small: SmallTree) -> None:
    small.remove("data/partners")
    small.remove("docs")
    small.remove("data/ids.yml")
    shutil.copytree(small.root / "data/countries", small.project / "data/countries", dirs_exist_ok=True)
    try:
        partners = small.project / "data/partners"
        partners.mkdir()
        (partners / "office.yml").write_text("id: office\nname: 5\n", "utf-8")
        tree = read_tree(small.root, small.project)
        assert [(record.kind, record.id, record.borrowed) for record in tree.records][:2] == [
            ("country", "LA", False),
            ("partner", "office", True),
        ]
        assert "wrong-type" not in codes(small), "what is borrowed is not judged here"
        assert tree.ids is None
    finally:
        shutil.rmtree(small.project / "data/partners")
        shutil.rmtree(small.project / "data/countries")


def test_an_empty_tree(tmp_path: Path, small: SmallTree) -> None:
    empty = SmallTree(tmp_path / "empty", small.project)
    empty.root.mkdir()
    assert empty.problems() == []
    with pytest.raises(NotADirectoryError):
        read_tree(tmp_path / "none", PROJECT)


@pytest.mark.parametrize(
    "name",
    [
        "practices/.DS_Store",
        "practices/la-first/.gitkeep",
        "practices/README.md",
        "data/README.md",
        "data/partners/README.md",
    ],
)
def test_what_may_lie_anywhere(name: str, small: SmallTree) -> None:
    small.write(name, b"\xff")
    assert small.problems() == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("practices/a.txt", "stray-file"),
        ("practices/.hidden/index.en.md", "bad-folder-name"),
        ("practices/la-first/.git/config", "nested-folder"),
        ("practices/la-first/index.en.md~", "unknown-file-type"),
        ("practices/la-first/README.md", "unknown-document"),
        ("modules/x/index.lo.md", "empty-file"),
        ("docs/notes.txt", "stray-file"),
        ("data/partners/office.yaml", "unknown-file-type"),
        ("data/partners/more/office.yml", "nested-folder"),
        ("data/country/la.yml", "unknown-data"),
        ("data/notes.txt", "unknown-data"),
    ],
)
def test_nothing_is_skipped_silently(name: str, code: str, small: SmallTree) -> None:
    small.write(name, b"")
    assert code in codes(small)


def test_an_empty_folder_has_no_source(small: SmallTree) -> None:
    (small.root / "practices/empty").mkdir()
    assert [(problem.path, problem.code) for problem in small.problems()] == [("practices/empty", "no-source")]


@pytest.mark.parametrize("folder", ["practices", "modules", "docs", "data", "data/countries"])
def test_a_file_in_the_place_of_a_folder(folder: str, small: SmallTree) -> None:
    small.remove(folder)
    small.write(folder, b"")
    assert (folder, "not-a-folder") in {(problem.path, problem.code) for problem in small.problems()}


@pytest.mark.parametrize("change", [lambda raw: raw.replace(b"\n", b"\r\n"), lambda raw: b"\xef\xbb\xbf" + raw])
def test_lines_and_columns_with_other_line_ends(change: object, small: SmallTree) -> None:
    path = "practices/la-first/index.en.md"
    small.swap(path, "maturity: pilot", "maturity: pilott")
    small.swap(path, "The list is copied every night.", "The list is <b>copied</b> every night.")
    small.stamp()
    expected = small.problems()
    small.write(path, change((small.root / path).read_bytes()))  # type: ignore[operator]
    assert small.problems() == expected
    assert [(problem.code, problem.span.line, problem.span.column) for problem in expected] == [
        ("unknown-term", 15, 11),
        ("raw-html", 58, 13),
        ("raw-html", 58, 22),
    ]


def test_columns_count_letters_in_lao(small: SmallTree) -> None:
    path = "data/partners/office.yml"
    small.swap(path, "lo: ຫ້ອງການ, ru: Ведомство", "lo: ຫ້ອງການ, ru: <b>")
    (problem,) = small.problems()
    text = (small.root / path).read_text("utf-8").split("\n")[1]
    assert (problem.code, problem.field, problem.span.line, problem.span.column) == (
        "html-in-text",
        "name.ru",
        2,
        text.index("<b>") + 1,
    )


def test_a_source_that_cannot_be_read_accuses_nobody_else(small: SmallTree) -> None:
    small.write("practices/la-first/index.en.md", b"---\nid: [\n---\n")
    small.write("data/partners/office.yml", b"- x\n")
    assert {(problem.path, problem.code) for problem in small.problems()} == {
        ("practices/la-first/index.en.md", "yaml-syntax"),
        ("data/partners/office.yml", "yaml-not-a-mapping"),
    }
