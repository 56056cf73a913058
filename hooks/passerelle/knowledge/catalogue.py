"""All records together: lookups by id, and every relation in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from passerelle.content.models import Bundle, DataRecord, Tree

Record = Bundle | DataRecord
# How much a shared term says that two practices are about the same thing.
_WEIGHTS = {
    "challenges": 3.0,
    "blocks": 2.0,
    "phases": 1.0,
    "groups": 2.0,
    "branches": 1.0,
    "guarantees": 1.0,
    "instruments": 0.5,
}


@dataclass(frozen=True)
class Adoption:
    """One practice learned from another. `degree`: inspired, adapted or copied."""

    giver: Bundle
    taker: Bundle
    degree: str
    since: str
    exchange: str
    module: str


@dataclass(frozen=True)
class Catalogue:
    """Records of valid trees. Relations that do not resolve are left out (the checker has reported them)."""

    tree: Tree
    by_kind: Mapping[str, Mapping[str, Record]] = field(repr=False)

    def get(self, kind: str, identifier: object) -> Record | None:
        """A record by kind and id."""
        return self.by_kind.get(kind, {}).get(str(identifier))

    def bundle(self, kind: str, identifier: object) -> Bundle | None:
        """A practice, module or page by id."""
        found = self.get(kind, identifier)
        return found if isinstance(found, Bundle) else None

    @cached_property
    def _by_folder(self) -> dict[str, Bundle]:
        return {bundle.path: bundle for bundle in self.tree.bundles}

    def tree_bundle(self, folder: str) -> Bundle | None:
        """The bundle of a folder of the tree ("practices/kh-idpoor")."""
        return self._by_folder.get(folder)

    @cached_property
    def practices(self) -> list[Bundle]:
        """All practices, by id."""
        return self._bundles("practice")

    @cached_property
    def modules(self) -> list[Bundle]:
        """All modules, by id."""
        return self._bundles("module")

    def _bundles(self, kind: str) -> list[Bundle]:
        found = [record for record in self.by_kind.get(kind, {}).values() if isinstance(record, Bundle)]
        return sorted(found, key=lambda bundle: bundle.id)

    def data(self, kind: str) -> list[DataRecord]:
        """Data records of a kind, by id."""
        found = [record for record in self.by_kind.get(kind, {}).values() if isinstance(record, DataRecord)]
        return sorted(found, key=lambda record: record.id)

    @cached_property
    def _links(self) -> dict[tuple[str, str], dict[str, set[str]]]:
        """(kind, id) -> other kind -> ids, in both directions."""
        links: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for kind, identifier, other, target in self._stated():
            if self.get(other, target):
                links[(kind, identifier)][other].add(target)
                links[(other, target)][kind].add(identifier)
        return links

    def _stated(self) -> Iterator[tuple[str, str, str, str]]:
        for practice in self.practices:
            facts = practice.facts
            yield from (("practice", practice.id, "module", str(target)) for target in facts.get("modules", ()))
            yield from (("practice", practice.id, "exchange", str(target)) for target in facts.get("exchanges", ()))
            yield from (("practice", practice.id, "country", str(target)) for target in facts.get("countries", ()))
            yield from (("practice", practice.id, "partner", str(target)) for target in partners_of(facts))
        for module in self.modules:
            yield from (("module", module.id, "practice", str(target)) for target in module.facts.get("cases", ()))
        for exchange in self.data("exchange"):
            facts = exchange.facts
            yield from (
                ("exchange", exchange.id, "practice", str(target)) for target in facts.get("practices_shown", ())
            )
            yield from (("exchange", exchange.id, "module", str(target)) for target in facts.get("modules_used", ()))
            for role in ("provider", "recipient", "facilitator", "funder"):
                actors = facts.get(role) or {}
                yield from (("exchange", exchange.id, "country", str(target)) for target in actors.get("countries", ()))
                yield from (("exchange", exchange.id, "partner", str(target)) for target in actors.get("partners", ()))
        for partner in self.data("partner"):
            if country := partner.facts.get("country"):
                yield ("partner", partner.id, "country", str(country))
        for pathway in self.data("pathway"):
            for section in pathway.facts.get("sections", ()):
                yield from (("pathway", pathway.id, "module", str(target)) for target in section.get("modules", ()))

    def linked(self, kind: str, identifier: str, other: str) -> list[Record]:
        """Records of kind `other` related to this one, whoever stated it, by id."""
        ids = self._links.get((kind, identifier), {}).get(other, set())
        found = (self.get(other, target) for target in sorted(ids))
        return [record for record in found if record]

    @cached_property
    def adoptions(self) -> list[Adoption]:
        """Who learned what from whom, stated by either side, once."""
        found: dict[tuple[str, str], Adoption] = {}
        for practice in self.practices:
            for name in ("adopted_by", "adapted_from"):
                for entry in practice.facts.get(name, ()):
                    other = self.bundle("practice", entry.get("practice"))
                    if other is None:
                        continue
                    giver, taker = (practice, other) if name == "adopted_by" else (other, practice)
                    words = {key: str(entry.get(key, "")) for key in ("degree", "since", "exchange", "module")}
                    found.setdefault((giver.id, taker.id), Adoption(giver, taker, **words))
        return [found[key] for key in sorted(found)]

    def related(self, practice: Bundle, count: int = 3) -> list[Bundle]:
        """The practices that share most with this one; a term counts more the rarer it is."""
        mine = self._terms[practice.id]
        scores = []
        for other in self.practices:
            if other.id == practice.id:
                continue
            shared = mine & self._terms[other.id]
            score = sum(_WEIGHTS[name] / self._frequency[(name, term)] for name, term in shared)
            if score > 0:
                scores.append((-score, other.id, other))
        return [other for _score, _id, other in sorted(scores, key=lambda entry: entry[:2])[:count]]

    @cached_property
    def _terms(self) -> dict[str, set[tuple[str, str]]]:
        return {practice.id: _terms(practice) for practice in self.practices}

    @cached_property
    def _frequency(self) -> dict[tuple[str, str], int]:
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for practice in self.practices:
            for term in self._terms[practice.id]:
                counts[term] += 1
        return counts


def partners_of(facts: Mapping[str, Any]) -> list[str]:
    """The owner and the partners of a practice, each once."""
    owner = facts.get("owner")
    found = [owner] if isinstance(owner, str) else []
    found += [str(entry.get("id")) for entry in facts.get("partners", ()) if isinstance(entry, dict)]
    return list(dict.fromkeys(found))


def _terms(practice: Bundle) -> set[tuple[str, str]]:
    return {(name, str(term)) for name in _WEIGHTS for term in practice.facts.get(name, ())}


def relate(tree: Tree) -> Catalogue:
    """Build the catalogue of a tree; of records with the same id the first one counts."""
    by_kind: dict[str, dict[str, Record]] = defaultdict(dict)
    records: list[Record] = [*tree.bundles, *tree.records]
    for record in records:
        if record.id:
            by_kind[record.kind].setdefault(record.id, record)
    return Catalogue(tree, by_kind)
