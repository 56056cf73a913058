"""The form's script and the checker give the same verdict on every record of the corpus, and on spoilt ones."""

from __future__ import annotations

import copy
import gzip
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from passerelle.ground.settings import PROJECT
from passerelle.scaffold.form_rules import HELD
from tests.forms.agreement import Verdicts, verdicts
from tests.forms.cases import CASES
from tests.forms.conftest import ASSETS
from tests.forms.held import NOT_HELD
from tests.forms.records import BASES, LANGS, Record, changed
from tests.forms.test_scan import PIECES
from tests.forms.test_write import TRICKY

CORE = ("text", "scan", "schema", "links", "judge", "write", "zip")
MOST_BYTES = 15_600  # gzip, of all these modules
SPOILT = 100
WEIRD = (
    *TRICKY, True, False, [], ["x"], [["x"]], {}, {"id": "x"}, {"id": ["x"]}, [{"id": "s1"}, {"id": "s1"}], [True, "true", True], {"en": "x", "de": "y"},
    "12", "0", "-5", "1.5", "2023-02-31", "2023-02", "2030", "LA", "s1", "s9", "unknown", "offer", "done", "http://", "https://a.b:c", "a@b.c", "<b>", "Сa",
)  # fmt: skip


@pytest.fixture(scope="module")
def judged(node, rules, labels, tmp_path_factory) -> list[Verdicts]:
    records = [_named(case.record, number, raw=case.raw) for number, case in enumerate(CASES)]
    return verdicts(node, records, rules, labels, tmp_path_factory.mktemp("parity"))


def _named(record: Record, number: int, *, raw: bool = False) -> dict[str, Any]:
    named = copy.deepcopy(record)
    if named["kind"] == "practice":
        named.setdefault("slug", f"case-{number}")
    return {"record": named, "raw": raw}


def test_both_say_the_same(judged):
    differences = [
        f"{case.code or 'good'}, {case.name}: {both}"
        for case, both in zip(CASES, judged, strict=True)
        if not both.agree
    ]
    assert not differences, "\n".join(differences)


def test_every_case_is_what_it_says(judged):
    for case, both in zip(CASES, judged, strict=True):
        codes = {code for code, _ in both.script.said}
        assert case.code in codes if case.code else not both.script.wrong, (case, str(both))


def test_the_corpus_is_wide(judged):
    assert len(CASES) >= 180
    assert sum(not case.code for case in CASES) >= 30
    assert all(sum(case.record["lang"] == lang for case in CASES) >= 40 for lang in LANGS)
    times = Counter(code for both in judged for code in {code for code, _ in both.script.said})
    assert set(times) == HELD
    assert min(times.values()) >= 2, times.most_common()[-5:]


def test_spoilt_records_are_judged_alike(node, rules, labels, tmp_path):
    assert not spoilt(2026, node, rules, labels, tmp_path)


def spoilt(seed: int, node: Any, rules: Any, labels: Any, root: Path) -> list[str]:
    """Where the two do not agree on good records with one to four places changed at random."""
    rng, records = random.Random(seed), []
    for number in range(SPOILT):
        record = BASES[rng.choice(list(BASES))](rng.choice(LANGS))
        for _ in range(rng.randint(1, 4)):
            record = changed(record, _spoil(record, rng))
        records.append(_named(record, number))
    found = verdicts(node, records, rules, labels, root)
    return [
        f"{record}: {both}"
        for record, both in zip(records, found, strict=True)
        # That no partner and no other record is of a name cannot be known to the script.
        if not both.agree and (both.script.said != both.checker.said or both.script.wrong)
    ]


def _spoil(record: Record, rng: random.Random) -> dict[str, Any]:
    if record["kind"] == "practice" and rng.random() < 0.5:
        text = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 8)))
        return {
            f"sections.{rng.choice(list(record['sections']))}": lambda old: rng.choice(
                (f"{old}{text}", f"{old}\n\n{text}", text)
            )
        }
    steps, node = ["facts"], record["facts"]
    while True:
        step = rng.choice(list(node) if isinstance(node, dict) else range(len(node)))
        steps.append(str(step))
        node = node[step]
        if not isinstance(node, dict | list) or not node or rng.random() < 0.3:
            return {".".join(steps): rng.choice(WEIRD)}


def test_every_code_is_held_or_explained():
    known = {entry["code"] for entry in yaml.safe_load((PROJECT / "data/problems.yml").read_text("utf-8"))["problems"]}
    assert not HELD & NOT_HELD.keys()
    assert known - HELD - NOT_HELD.keys() == set()
    assert (HELD | NOT_HELD.keys()) - known == set()
    assert all(reason.strip() for reason in NOT_HELD.values())


def test_bytes_are_counted():
    assert sum(len(gzip.compress((ASSETS / f"{name}.js").read_bytes(), 9)) for name in CORE) <= MOST_BYTES
