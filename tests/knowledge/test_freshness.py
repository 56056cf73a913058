from __future__ import annotations

from passerelle.content.fingerprints import fingerprint
from passerelle.content.loader import read_tree
from passerelle.knowledge.freshness import Freshness, freshness, stamp
from tests.conftest import SmallTree

EN, FR = "practices/la-first/index.en.md", "practices/la-first/index.fr.md"


def state(small: SmallTree) -> Freshness:
    tree = read_tree(small.root, small.project)
    (bundle,) = [bundle for bundle in tree.bundles if bundle.slug == "la-first"]
    return freshness(bundle, bundle.documents["fr"], tree.schemas)


def test_a_fingerprint_changes_with_words_only() -> None:
    assert fingerprint("One  two\nthree ") == fingerprint("One two three")
    assert fingerprint("e\u0301") == fingerprint("é")
    assert fingerprint("One") != fingerprint("one")
    assert fingerprint("") == "e3b0c44298"


def test_what_has_changed(small: SmallTree) -> None:
    assert state(small) == Freshness(stamped=True, changed=0)
    small.swap(EN, "indicator: households registered", "indicator: households on the list")
    small.swap(EN, "The list is copied every night.", "The list is copied at noon.\n\nAnd at night.")
    assert state(small) == Freshness(stamped=True, changed=3, fields=("results.households.indicator",), lines=(58, 60))
    small.stamp()
    assert state(small).changed == 0


def test_order_and_facts_do_not_count(small: SmallTree) -> None:
    text = (small.root / EN).read_text("utf-8")
    small.write(
        EN,
        text.replace("after: 250", "after: 260")
        .replace("The list is copied every night.", "The list is\ncopied every  night.")
        .encode(),
    )
    assert state(small).changed == 0


def test_repetition_counts(small: SmallTree) -> None:
    small.add(EN, "\nThe list is copied every night.\n")
    assert state(small).changed == 1


def test_without_fingerprints(small: SmallTree) -> None:
    text = (small.root / FR).read_text("utf-8")
    start = text.index(", blocks: [")
    small.write(FR, (text[:start] + text[text.index("]", start) + 1 :]).encode())
    assert state(small) == Freshness(stamped=False, changed=0)


def test_a_stamp_has_one_mark_for_each_text_and_block(small: SmallTree) -> None:
    tree = read_tree(small.root, small.project)
    (bundle,) = [bundle for bundle in tree.bundles if bundle.slug == "la-first"]
    assert bundle.source is not None
    assert len(stamp(bundle, tree.schemas)) == 9 + len(bundle.source.scan.blocks)
