from __future__ import annotations

import pytest

from passerelle.content.loader import read_tree
from passerelle.knowledge.tiers import FULL_FIELDS, tier
from tests.conftest import SmallTree

EN = "practices/la-first/index.en.md"


def found(small: SmallTree) -> str:
    (bundle,) = [bundle for bundle in read_tree(small.root, small.project).bundles if bundle.slug == "la-first"]
    return tier(bundle)


def test_full(small: SmallTree) -> None:
    assert found(small) == "full"


@pytest.mark.parametrize("name", FULL_FIELDS)
def test_each_field_is_needed(name: str, small: SmallTree) -> None:
    text = (small.root / EN).read_text("utf-8")
    small.write(EN, text.replace(f"\n{name}:", f"\nx_{name}:").encode())
    assert found(small) == "snapshot"


def test_unknown_costs_count(small: SmallTree) -> None:
    text = (small.root / EN).read_text("utf-8")
    line = next(line for line in text.split("\n") if line.startswith("costs:"))
    small.write(EN, text.replace(line, "costs: unknown").encode())
    assert found(small) == "full"


def test_what_did_not_work_needs_substance(small: SmallTree) -> None:
    text = (small.root / EN).read_text("utf-8")
    small.write(EN, (text[: text.index("The first tablets")] + "No source found.\n").encode())
    assert found(small) == "snapshot"
