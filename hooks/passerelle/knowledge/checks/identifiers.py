"""Ids are unique, permanent and registered; no address that was ever published is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from passerelle.content import addresses
from passerelle.content.models import Bundle, DataRecord, Document
from passerelle.content.registry import REGISTRY
from passerelle.ground.locales import DEFAULT, LOCALES
from passerelle.ground.problems import WHOLE_FILE, Problem
from passerelle.knowledge.catalogue import Catalogue, Record
from passerelle.knowledge.checks.common import at_field

_NEW = "new"
REDIRECTS = "data/redirects.yml"
_ADDRESS = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/){1,9}\Z")
_SHOWN = 60  # characters of an address that a problem repeats


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Unique ids, and a registry that has forgotten nothing."""
    first: dict[tuple[str, str], str] = {}
    for record in _records(catalogue):
        owner, key = _owner(record)
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
    for record in _records(catalogue):
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
    unread = _unread(catalogue)
    for name, address in tree.ids.items():
        if name not in current and address not in tree.redirects and address not in unread:
            yield _at_key(catalogue, REGISTRY, name, "id-lost", value=name, address=address)
        elif name in current and current[name] != address and address not in tree.redirects:
            yield _at_key(catalogue, REGISTRY, name, "address-lost", value=name, address=address, now=current[name])
    for record in _records(catalogue):
        owner, field = _owner(record)
        key = record.id if record.kind in {"practice", "module", "exchange"} else f"{record.kind}:{record.id}"
        if owner and key in current and key not in tree.ids and current[key] in known:
            yield at_field(owner, (field,), "id-not-registered", "warning", value=record.id)


def _records(catalogue: Catalogue) -> list[Record]:
    return [*catalogue.tree.bundles, *catalogue.tree.records]


def _owner(record: Record) -> tuple[Document | DataRecord | None, str]:
    """What holds the facts of a record, and the field of its id."""
    if isinstance(record, Bundle):
        return record.source, "id"
    return record, "code" if record.kind == "country" else "id"


def _redirects(catalogue: Catalogue) -> Iterator[Problem]:
    current = (
        set(registered(catalogue).values())
        | _unread(catalogue)
        | {addresses.record("page", bundle.slug, DEFAULT) for bundle in catalogue.tree.of_kind("page")}
        | {addresses.fields(kind, locale) for kind in addresses.FIELD_KINDS for locale in LOCALES}
    )
    for old, new in catalogue.tree.redirects.items():
        if not _ADDRESS.match(old):  # a file is written there
            yield _at_key(catalogue, REDIRECTS, old, "redirect-from-elsewhere", value=old[:_SHOWN])
        if new not in current:
            yield _at_key(catalogue, REDIRECTS, old, "redirect-leads-nowhere", value=old, address=new)
        if old in current:
            yield _at_key(catalogue, REDIRECTS, old, "redirect-hides-a-page", value=old)


def _unread(catalogue: Catalogue) -> set[str]:
    """Addresses of records that are there and could not be read."""
    return {addresses.record(kind, name, DEFAULT) for kind, name in catalogue.tree.unread}


def _at_key(catalogue: Catalogue, path: str, key: str, code: str, **words: str) -> Problem:
    return Problem(path, catalogue.tree.places.get((path, key), WHOLE_FILE), code, words=words)
