"""What the help pages show is true: the checker finds in each `wrong` its very problem, and nothing in `right`."""

from __future__ import annotations

import shutil
import string
from pathlib import Path

import pytest

from passerelle.content.schema import read_schemas
from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.intake.archive import MAX_BYTES, MAX_ENTRIES
from passerelle.knowledge.explain import Explainer, Explanation
from passerelle.views.help_pages import THEMES
from tests.conftest import SITES, SmallTree
from tests.knowledge.cases import CASES
from tests.knowledge.example_trees import PLACES, place

ENTRIES = Explainer(PROJECT / "data/problems.yml", read_schemas(PROJECT / "data/schemas"), "").explanations
# Codes that a tree cannot show, and who proves their examples.
ELSEWHERE = {code: "tests/intake/test_codes.py" for code in ENTRIES if code.startswith(("bundle-", "issue-"))}
PROVEN = [pytest.param(entry, id=code) for code, entry in ENTRIES.items() if code not in ELSEWHERE]
# What one mistake brings along beside the problem that the page is about.
ALSO = {
    "image-not-found": {"image-not-used"},  # the file whose name was misspelt
    "no-source": {"missing-field"},  # the id
    "page-with-two-sources": {"missing-field", "translation-not-stamped"},  # read as a translation all the same
    "quiz-not-in-source": {"translation-block-count"},
    "quiz-not-translated": {"translation-block-count"},
    "translates-nothing": {"not-translated"},  # the item whose id was misspelt
    "translation-section-extra": {"translation-section-missing"},  # the same of a heading
    "two-sources": {"fact-in-translation"},  # the id
    "unknown-section": {"missing-section"},
}
UNSTAMPED = {"translation-not-stamped", "translation-outdated"}


@pytest.fixture
def tree(tmp_path: Path, bare_project: Path, _read_once: None) -> SmallTree:
    root = tmp_path / "tree"
    shutil.copytree(SITES / "examples", root)
    made = SmallTree(root, bare_project)
    made.stamp()
    return made


def show(tree: SmallTree, entry: Explanation, text: str, other: str, patch: pytest.MonkeyPatch) -> None:
    """Put one of the two examples into the tree."""
    locked = place(tree, entry.at, text, other)
    if entry.code not in UNSTAMPED:
        tree.stamp()
    if locked:
        read_bytes = Path.read_bytes

        def read(self: Path) -> bytes:
            if self.relative_to(tree.root).as_posix() in locked:
                raise PermissionError(13, "no", str(self))
            return read_bytes(self)

        patch.setattr(Path, "read_bytes", read)


def test_the_tree_of_the_examples_is_right(tree: SmallTree) -> None:
    assert tree.problems() == []


@pytest.mark.parametrize("entry", PROVEN)
def test_wrong(entry: Explanation, tree: SmallTree, monkeypatch: pytest.MonkeyPatch) -> None:
    show(tree, entry, entry.wrong, entry.right, monkeypatch)
    found = tree.problems()
    assert {problem.code for problem in found} == {entry.code} | ALSO.get(entry.code, set())
    first = next(problem for problem in found if problem.code == entry.code)
    where = {"where": first.field} if first.field else {}
    # The page fills the sentences with these words: write them as `says` in data/problems.yml.
    assert entry.says == {**where, **first.words}


@pytest.mark.parametrize("entry", PROVEN)
def test_right(entry: Explanation, tree: SmallTree, monkeypatch: pytest.MonkeyPatch) -> None:
    show(tree, entry, entry.right, entry.wrong, monkeypatch)
    assert tree.problems() == []


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_every_page_has_what_it_shows(entry: Explanation) -> None:
    assert entry.theme in THEMES
    assert entry.wrong.strip()
    assert entry.right.strip()
    assert entry.wrong != entry.right
    assert entry.at in ({"parcel", "practice-form"} if entry.code in ELSEWHERE else PLACES)
    assert set(entry.why) in (set(), set(LOCALES))


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_no_word_is_missing(entry: Explanation) -> None:
    """Each placeholder of the two sentences is filled by `says`, or from the schema by the field it names."""
    asked = {
        name.partition(":")[0]
        for text in (*entry.message.values(), *entry.hint.values())
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }
    known = set(entry.says) | ({"field", "label", "example"} if "where" in entry.says else set())
    assert asked - known == set()


def test_the_limits_of_a_parcel_are_the_real_ones() -> None:
    says = ENTRIES["bundle-too-large"].says
    assert (says["count"], says["limit"]) == (str(MAX_ENTRIES), f"{MAX_BYTES // 2**20} MB")


def test_what_is_proven_elsewhere_is_no_case_of_ours() -> None:
    assert ELSEWHERE.keys() & {case.code for case in CASES} == set()
    assert ALSO.keys() <= ENTRIES.keys()
