"""Which web addresses the content states, and where: sources, links of bodies, web sites of institutions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from passerelle.content.models import DataRecord, Document
from passerelle.content.strict_yaml import Path as FieldPath
from passerelle.ground.problems import Span
from passerelle.knowledge.catalogue import Catalogue, Record
from passerelle.knowledge.checks.common import place
from passerelle.knowledge.checks.web import canonical, is_web

LONGEST = 1000  # characters; YAML takes no longer key, and data/links.yml has addresses as keys
_COPIES = "archived"  # a copy is for the day when the original is gone; archives want no visits of machines


@dataclass(frozen=True)
class Citation:
    """One place where a record states an address."""

    record: Record
    owner: Document | DataRecord = field(repr=False)
    where: FieldPath = ()  # in the front matter
    span: Span | None = None  # in the body

    @property
    def line(self) -> int:
        """The line of the file, from 1."""
        return (self.span or place(self.owner.parsed, self.where)).line


def address_of(text: str) -> str:
    """An address as it is asked for and kept in `data/links.yml`: without its fragment."""
    return text.partition("#")[0]


def cited(catalogue: Catalogue) -> dict[str, tuple[Citation, ...]]:
    """Every web address of the tree's own records with its places, addresses in alphabetical order."""
    found: dict[str, list[Citation]] = {}
    for text, citation in _stated(catalogue):
        address = address_of(text)
        if is_web(address) and len(address) <= LONGEST and len(address.split()) == 1:
            found.setdefault(address, []).append(citation)
    return {address: tuple(found[address]) for address in sorted(found)}


def _stated(catalogue: Catalogue) -> Iterator[tuple[str, Citation]]:
    for bundle in catalogue.tree.bundles:
        if bundle.borrowed:
            continue
        documents = sorted(bundle.documents.values(), key=lambda document: document is not bundle.source)
        for document in documents:
            yield from _fields(bundle, document)
            for link in document.scan.links:
                yield canonical(link.target), Citation(bundle, document, span=link.span)
    for record in catalogue.tree.records:
        if not record.borrowed:
            yield from _fields(record, record)


def _fields(record: Record, owner: Any) -> Iterator[tuple[str, Citation]]:
    for where, text in owner.parsed.texts:
        if where[-1] != _COPIES:
            yield text, Citation(record, owner, where)
