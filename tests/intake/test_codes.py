"""Every refusal has its own code, and each code its whole sentence in four languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from passerelle.content.models import Tree
from passerelle.ground.locales import LOCALES
from passerelle.ground.problems import Problem
from passerelle.ground.settings import PROJECT
from passerelle.intake.issue import read_issue
from passerelle.intake.taking import open_parcel, take
from passerelle.knowledge.explain import Explainer
from passerelle.scaffold.texts import read_texts
from tests.conftest import TODAY, SmallTree
from tests.intake import forms
from tests.intake.parcels import DOCUMENT, FOLDER, linked, packed, picture, sent_text

PREFIXES = ("bundle-", "issue-")


def sent(files: dict[str, bytes | str]) -> Callable[[Tree], tuple[Problem, ...]]:
    return lambda tree: open_parcel("la-x.zip", packed(files), tree).problems


def filled(answers: dict[str, str], change: Callable[[str], str] = str) -> Callable[[Tree], tuple[Problem, ...]]:
    return lambda tree: read_issue("issue-7.md", change(forms.rendered("fr", answers)), tree, read_texts()).problems


GOOD = {DOCUMENT: sent_text(), f"{FOLDER}/picture-1.jpg": picture()}
CASES: dict[str, Callable[[Tree], tuple[Problem, ...]]] = {
    "bundle-unreadable": lambda tree: open_parcel("letter.docx", b"PK", tree).problems,
    "bundle-too-large": sent({f"{FOLDER}/p{number}.jpg": b"" for number in range(31)}),
    "bundle-unsafe": lambda tree: open_parcel("a.zip", linked(f"{FOLDER}/a.jpg", "x"), tree).problems,
    "bundle-outside": sent({**GOOD, "../evil.md": b""}),
    "bundle-repeated-name": sent({**GOOD, DOCUMENT.replace("index", "INDEX"): b""}),
    "bundle-no-document": sent({f"{FOLDER}/picture-1.jpg": picture()}),
    "issue-unreadable": lambda tree: open_parcel("a.md", b"Hello", tree).problems,
    "issue-line": filled({"sources": "s1 | Rapport"}),
    "issue-near-partner": filled({"owner": "Lao Social Security Organisation"}),
    "issue-extra-text": filled({}, lambda body: f"Bonjour\n\n{body}"),
    "issue-no-licence": filled({}, lambda body: body.replace("[X]", "[ ]")),
}


def found(code: str, tree: Tree) -> Problem:
    return next(problem for problem in CASES[code](tree) if problem.code == code)


@pytest.fixture(scope="session")
def explain(project_tree: Tree) -> Explainer:
    return Explainer(PROJECT / "data/problems.yml", project_tree.schemas, "https://site.example/")


def test_every_code_has_a_case(explain: Explainer) -> None:
    codes = {code for code in explain.explanations if code.startswith(PREFIXES)}
    assert codes == {*CASES, "bundle-exists"}


@pytest.mark.parametrize("code", CASES)
def test_no_word_is_missing(code: str, explain: Explainer, project_tree: Tree) -> None:
    whole(explain, found(code, project_tree))


def test_no_word_is_missing_where_something_is_there(explain: Explainer, small: SmallTree, tmp_path: Path) -> None:
    file = tmp_path / "la-first.en.md"
    file.write_text(sent_text(), "utf-8")
    (problem,) = take(file, small.root, today=TODAY, project=small.project).problems
    assert problem.code == "bundle-exists"
    assert problem.words["value"] == "practices/la-first"
    whole(explain, problem)


def whole(explain: Explainer, problem: Problem) -> None:
    """Each placeholder is filled, in each language."""
    for lang in LOCALES:
        row = explain.row(problem, lang)
        for text in (row.message, row.hint):
            assert not re.search(r'"\s*"|“\s*”|«\s*»|\{\w+\}|\s\s|: *$', text), text
            for name, word in problem.words.items():
                assert f"{{{name}}}" not in explain.explanations[problem.code].message[lang] or word in row.message


@pytest.mark.parametrize("code", ["issue-line", "issue-near-partner", "issue-no-licence"])
def test_problems_of_answers_name_their_field(code: str, project_tree: Tree) -> None:
    problem = found(code, project_tree)
    assert (
        problem.field == {"issue-line": "sources", "issue-near-partner": "owner", "issue-no-licence": "licence"}[code]
    )
    assert problem.path == "issue-7.md"
    assert problem.span.line > 1
