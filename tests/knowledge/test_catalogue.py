from __future__ import annotations

from passerelle.content.loader import read_tree
from passerelle.knowledge.catalogue import Catalogue, relate
from tests.conftest import SmallTree


def catalogue(small: SmallTree) -> Catalogue:
    return relate(read_tree(small.root, small.project))


def test_lookups(small: SmallTree) -> None:
    found = catalogue(small)
    assert [practice.id for practice in found.practices] == ["KE-0001", "LA-0001"]
    assert [module.id for module in found.modules] == ["M-01"]
    assert [record.id for record in found.data("exchange")] == ["X-2024-01"]
    practice = found.bundle("practice", "LA-0001")
    assert practice is not None
    assert practice.slug == "la-first"
    assert found.bundle("practice", "LA-0009") is None
    assert found.bundle("partner", "office") is None


def test_relations_go_both_ways(small: SmallTree) -> None:
    found = catalogue(small)

    def ids(kind: str, identifier: str, other: str) -> list[str]:
        return [record.id for record in found.linked(kind, identifier, other)]

    assert ids("practice", "LA-0001", "module") == ["M-01"]
    assert ids("module", "M-01", "practice") == ["LA-0001"]
    assert ids("exchange", "X-2024-01", "practice") == ["LA-0001"]
    assert ids("practice", "LA-0001", "exchange") == ["X-2024-01"]
    assert ids("partner", "office", "practice") == ["KE-0001", "LA-0001"]
    assert ids("country", "LA", "practice") == ["LA-0001"]
    assert ids("pathway", "first-steps", "module") == ["M-01"]
    assert ids("module", "M-01", "pathway") == ["first-steps"]
    assert ids("practice", "nowhere", "module") == []


def test_adoptions_are_told_once(small: SmallTree) -> None:
    small.swap(
        "practices/la-first/index.en.md",
        "modules: [M-01]",
        "adopted_by:\n  - {practice: KE-0001, degree: inspired}\nmodules: [M-01]",
    )
    (adoption,) = catalogue(small).adoptions
    assert (adoption.giver.id, adoption.taker.id, adoption.degree, adoption.since) == (
        "LA-0001",
        "KE-0001",
        "inspired",
        "",
    )


def test_related(small: SmallTree) -> None:
    found = catalogue(small)
    kenya = found.bundle("practice", "KE-0001")
    assert kenya is not None
    assert [practice.id for practice in found.related(kenya)] == ["LA-0001"]
    assert found.related(kenya, count=0) == []


def test_of_two_records_with_one_id_the_first_counts(small: SmallTree) -> None:
    small.swap("practices/la-first/index.en.md", "id: LA-0001", "id: KE-0001")
    found = catalogue(small).bundle("practice", "KE-0001")
    assert found is not None
    assert found.slug == "ke-second"
