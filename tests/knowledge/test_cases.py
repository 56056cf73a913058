"""Every problem code has a tiny wrong tree, and is reported at its very place with nothing beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from passerelle.ground.locales import LOCALES
from passerelle.ground.problems import Problem
from passerelle.ground.settings import PROJECT
from passerelle.knowledge.explain import Explainer, fill
from tests.conftest import SmallTree
from tests.knowledge.cases import CASES
from tests.knowledge.cases.breaking import Case

# Codes without a case, and why.
ELSEWHERE = {
    "cannot-be-read": "test_a_file_that_cannot_be_read: a test that runs as root can read everything",
    "unknown-country": "test_no_schema_refers_to_these: countries are a vocabulary, every ISO code exists",
    "unknown-pathway": "test_no_schema_refers_to_these: nothing names a pathway yet",
}
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
    assert set(codes) - set(cases) == set(ELSEWHERE)
    assert set(cases) - set(codes) == set(), "a code is reported that data/problems.yml cannot explain"
