"""The form's script and the checker give the same verdict on every record of the corpus."""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from passerelle.ground.problems import Problem
from passerelle.ground.settings import PROJECT
from passerelle.knowledge.reading import read
from passerelle.scaffold.form_rules import HELD
from tests.conftest import TODAY
from tests.forms.agreement import JUDGE, Verdict, checkers, scripts, section_starts, stopped, write
from tests.forms.corpus import CASES
from tests.forms.held import NOT_HELD


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    found = []
    for number, case in enumerate(CASES):
        record = copy.deepcopy(case.record)
        if record["kind"] == "practice":
            record.setdefault("slug", f"case-{number}")
        found.append({"record": record, "raw": case.raw})
    return found


@pytest.fixture(scope="module")
def made(node, rules, labels, records) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = node(
        JUDGE, {"records": records, "rules": rules, "labels": labels, "today": TODAY.isoformat()}
    )
    return found


@pytest.fixture(scope="module")
def verdicts(made, rules, tmp_path_factory) -> list[tuple[Verdict, Verdict, bool]]:
    """For each case: script, checker, and whether the checker stopped early."""
    root: Path = tmp_path_factory.mktemp("parity")
    documents = [write(root, entry["files"], number) for number, entry in enumerate(made)]
    by_owner: dict[str, list[Problem]] = defaultdict(list)
    for problem in read(root, TODAY).report:
        parts = problem.path.split("/")
        by_owner["/".join(parts[:2]) if parts[0] == "practices" else problem.path].append(problem)
    order = [section["id"] for section in rules["practice"]["sections"]]
    found = []
    for entry, document in zip(made, documents, strict=True):
        is_practice = document.startswith("practices/")
        problems = by_owner["/".join(document.split("/")[:2]) if is_practice else document]
        text = (root / document).read_text("utf-8")
        starts = section_starts(text, entry["sections"], order) if is_practice else []
        found.append((scripts(entry["problems"]), checkers(problems, document, starts), stopped(problems, text)))
    return found


def test_both_say_the_same(verdicts):
    differences = []
    for case, (script, checker, is_stopped) in zip(CASES, verdicts, strict=True):
        more, less = script.said - checker.said, checker.said - script.said
        if script.wrong != checker.wrong or less or (more and not is_stopped):
            differences.append(f"{case.code or 'good'}, {case.name}: script alone {sorted(more)}, checker alone {sorted(less)}")
    assert not differences, "\n".join(differences)


def test_every_case_is_what_it_says(verdicts):
    for case, (script, checker, _) in zip(CASES, verdicts, strict=True):
        codes = {code for code, _ in script.said}
        assert case.code in codes if case.code else not (script.wrong or checker.wrong), (case, script, checker)


def test_the_corpus_is_wide(verdicts, made):
    good = [case for case in CASES if not case.code]
    assert len(CASES) >= 180
    assert len(good) >= 30
    assert all(sum(case.record["lang"] == lang for case in CASES) >= 40 for lang in ("en", "fr", "lo", "ru"))
    times = Counter(code for script, _, _ in verdicts for code in {code for code, _ in script.said})
    assert set(times) == HELD
    assert min(times.values()) >= 2, times.most_common()[-5:]


def test_every_code_is_held_or_explained():
    known = {entry["code"] for entry in yaml.safe_load((PROJECT / "data/problems.yml").read_text("utf-8"))["problems"]}
    assert not HELD & NOT_HELD.keys()
    assert known == HELD | NOT_HELD.keys()
    assert all(reason.strip() for reason in NOT_HELD.values())
