"""Every problem code has a tiny wrong tree, and is reported at its very place with nothing beside it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from passerelle.content.schema import read_schemas
from passerelle.ground.locales import LOCALES
from passerelle.ground.problems import Problem
from passerelle.ground.settings import PROJECT
from passerelle.knowledge.explain import Explainer, fill
from tests.conftest import SmallTree
from tests.knowledge.cases import CASES
from tests.knowledge.cases.breaking import COUNTRY, OFFICE, PATHWAY, VISIT, Case

# Codes without a case, and why.
ELSEWHERE = {
    "cannot-be-read": "test_a_file_that_cannot_be_read: a test that runs as root can read everything",
}
SENT = ("bundle-", "issue-")  # of what somebody sends, before there is a tree: tests/intake
UNSTAMPED = {"translation-not-stamped", "translation-outdated"}


def said(problem: Problem) -> str:
    return f"{problem.path}:{problem.span.line}:{problem.span.column} {problem.field}".rstrip()


def test_the_minimal_tree_is_right(small: SmallTree) -> None:
    assert small.problems() == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_code(case: Case, small: SmallTree) -> None:
    case.do(small)
    if case.code not in UNSTAMPED:
        small.stamp()
    found = small.problems()
    mine = [problem for problem in found if problem.code == case.code]
    assert [(said(problem), problem.severity) for problem in mine] == [(case.place, case.severity)]
    assert {problem.code for problem in found} - {case.code} == case.also


def test_every_code_has_a_case() -> None:
    codes = [entry["code"] for entry in yaml.safe_load((PROJECT / "data/problems.yml").read_text("utf-8"))["problems"]]
    assert len(codes) == len(set(codes))
    cases = [case.code for case in CASES]
    assert len(cases) == len(set(cases))
    sent = {code for code in codes if code.startswith(SENT)}
    assert set(codes) - set(cases) - sent == set(ELSEWHERE)
    assert set(cases) - set(codes) == set(), "a code is reported that data/problems.yml cannot explain"


def test_a_file_that_cannot_be_read(small: SmallTree, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "no", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = small.problems()
    assert {problem.code for problem in found} == {"cannot-be-read"}
    assert [problem.path for problem in found if problem.path.startswith("data/")] == [
        COUNTRY,
        VISIT,
        "data/ids.yml",
        OFFICE,
        PATHWAY,
        "data/redirects.yml",
    ]


def test_a_folder_that_cannot_be_listed(small: SmallTree, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "practices":
            raise PermissionError(13, "no", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert "practices:1:1" in {said(problem) for problem in small.problems() if problem.code == "cannot-be-read"}


def test_schemas_refer_only_to_kinds_that_have_a_code() -> None:
    """`references.check` reports `unknown-<kind>`: countries are a vocabulary, and nothing names a pathway."""
    text = "".join(file.read_text("utf-8") for file in (PROJECT / "data/schemas").glob("*.json"))
    kinds = {kind.partition('"')[0] for kind in text.split('"x-reference": "')[1:]}
    assert kinds == {"partner", "practice", "module", "exchange", "source"}


@pytest.mark.parametrize("lang", LOCALES)
def test_every_problem_has_words_in_every_language(lang: str, small: SmallTree) -> None:
    explain = explainer(small)
    for entry in explain.explanations.values():
        for texts in (entry.message, entry.hint):
            assert texts[lang].strip(), f"{entry.code} says nothing in {lang}"
            assert fill(texts[lang], {}), entry.code


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_no_word_is_missing_from_its_sentence(case: Case, small: SmallTree) -> None:
    """Each placeholder of a sentence is filled: no empty quotes, no double blanks."""
    case.do(small)
    explain = explainer(small)
    rows = [explain.row(problem, lang) for problem in small.problems() for lang in LOCALES if problem.code == case.code]
    for row in rows:
        for text in (row.message, row.hint):
            quoted = re.search(r'"\s*"|“\s*”|«\s*»', text)
            assert not quoted or case.code == "quiz-no-id", row
            assert not re.search(r"\{[a-z]+\}", text), row


def explainer(small: SmallTree) -> Explainer:
    return Explainer(PROJECT / "data/problems.yml", read_schemas(small.project / "data/schemas"), "https://x.example/")
