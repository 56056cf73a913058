from __future__ import annotations

import pytest

from passerelle.content.loader import read_tree
from passerelle.content.models import Bundle
from passerelle.ground.locales import LOCALES
from passerelle.intake.missing import Missing, missing, missing_label
from tests.conftest import SmallTree

EN = "practices/la-first/index.en.md"


def found(small: SmallTree, slug: str = "la-first") -> Missing:
    tree = read_tree(small.root, small.project)
    bundle = next(bundle for bundle in tree.of_kind("practice") if bundle.slug == slug)
    return missing(bundle, tree.schemas["practice"])


def test_a_full_practice_lacks_only_what_its_institution_gives(small: SmallTree) -> None:
    assert found(small) == Missing((), (), ("contact", "reviewers", "confirmed"))


def test_each_step_tells_what_it_adds(small: SmallTree) -> None:
    text = (small.root / EN).read_text("utf-8")
    dropped = ("branches", "cycle", "groups", "results", "costs", "licence")
    kept = "".join(
        line
        for line in text.splitlines(keepends=True)
        if not line.startswith(dropped) and "- {id: households" not in line
    )
    start = kept.index("## What did not work")
    (small.root / EN).write_text(kept[:start] + "## What did not work {#did-not-work}\n\nLittle.\n", "utf-8")
    assert found(small) == Missing(
        ("cycle", "licence", "branches"),
        ("groups", "results", "costs", "#did-not-work"),
        ("contact", "reviewers", "confirmed"),
    )
    (small.root / EN).write_text(kept[:start], "utf-8")
    lacks = found(small)
    assert lacks.snapshot == ("cycle", "licence", "branches", "#did-not-work")
    assert "#did-not-work" not in lacks.full


def test_without_a_source_all_is_missing(small: SmallTree) -> None:
    schema = read_tree(small.root, small.project).schemas["practice"]
    lacks = missing(Bundle("practice", "x", "practices/x", {}, None), schema)
    assert {"title", "#problem"} <= set(lacks.snapshot)
    assert {"costs", "challenges"} <= set(lacks.full)


@pytest.mark.parametrize("lang", LOCALES)
def test_everything_has_a_label(lang: str, small: SmallTree) -> None:
    schema = read_tree(small.root, small.project).schemas["practice"]
    lacks = missing(Bundle("practice", "x", "practices/x", {}, None), schema)
    names = [*lacks.snapshot, *lacks.full, *lacks.published]
    assert all(missing_label(name, schema, lang) for name in names)
    assert len(set(names)) == len(names)
