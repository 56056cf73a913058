"""Ids are unique, permanent and registered; no address that was ever published is lost."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.content import addresses
from passerelle.content.models import Bundle, DataRecord, Document
from passerelle.ground.locales import DEFAULT
from passerelle.ground.problems import Problem
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, at_file

_NEW = "new"
REGISTRY = "data/ids.yml"


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Unique ids, and a registry that has forgotten nothing."""
    first: dict[tuple[str, str], str] = {}
    for record in (*catalogue.tree.bundles, *catalogue.tree.records):
        owner, key = (
            (record.source, "id")
            if isinstance(record, Bundle)
            else (record, "code" if record.kind == "country" else "id")
        )
        if owner is None or not record.id or record.kind == "page" or record.id == _NEW:
            continue
        name = (record.kind, record.id.lower())
        if name in first:
            yield at_field(owner, (key,), "id-not-unique", value=record.id, other=first[name])
        else:
            first[name] = owner.path
    yield from _registry(catalogue)
    yield from _redirects(catalogue)


def registered(catalogue: Catalogue) -> dict[str, str]:
    """Every id of the tree's own records that readers can cite, with its English address."""
    found = {}
    for record in (*catalogue.tree.bundles, *catalogue.tree.records):
        if record.kind == "page" or not record.id or record.id == _NEW or getattr(record, "borrowed", False):
            continue
        name = record.slug if isinstance(record, Bundle) else record.id
        key = record.id if record.kind in {"practice", "module", "exchange"} else f"{record.kind}:{record.id}"
        found[key] = addresses.record(record.kind, name, DEFAULT)
    return dict(sorted(found.items()))


def _registry(catalogue: Catalogue) -> Iterator[Problem]:
    tree = catalogue.tree
    if tree.ids is None:
        return
    current = registered(catalogue)
    known = set(current.values())
    for name, address in tree.ids.items():
        if name not in current and address not in tree.redirects:
            yield at_file(REGISTRY, "id-lost", value=name, address=address)
        elif name in current and current[name] != address and address not in tree.redirects:
            yield at_file(REGISTRY, "address-lost", value=name, address=address, now=current[name])
    for record in (*tree.bundles, *tree.records):
        owner: Document | DataRecord | None = record.source if isinstance(record, Bundle) else record
        key = record.id if record.kind in {"practice", "module", "exchange"} else f"{record.kind}:{record.id}"
        if owner and key in current and key not in tree.ids and current[key] in known:
            field = "code" if record.kind == "country" else "id"
            yield at_field(owner, (field,), "id-not-registered", "warning", value=record.id)


def _redirects(catalogue: Catalogue) -> Iterator[Problem]:
    current = set(registered(catalogue).values()) | {
        addresses.record("page", bundle.slug, DEFAULT) for bundle in catalogue.tree.of_kind("page")
    }
    for old, new in catalogue.tree.redirects.items():
        if new not in current:
            yield at_file("data/redirects.yml", "redirect-leads-nowhere", value=old, address=new)
        if old in current:
            yield at_file("data/redirects.yml", "redirect-hides-a-page", value=old)
