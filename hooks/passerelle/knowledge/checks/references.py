"""What one record says of another resolves: ids of records, of sources, and both sides of an adoption."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.content.models import Bundle, DataRecord, Document
from passerelle.content.vocabulary import MOST_SUGGESTIONS, fold, nearest
from passerelle.ground.problems import Problem
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, mappings, source_ids, walk

_SHOWN = 60  # characters of a value that a problem repeats


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """References of all records, then the sources of documents, then adoptions."""
    tree = catalogue.tree
    names = {kind: _names(catalogue, kind) for kind in catalogue.by_kind}
    for bundle in tree.bundles:
        if bundle.source is not None:
            yield from _record(catalogue, names, bundle, bundle.source)
            yield from _marks(bundle)
    for record in tree.records:
        if not record.borrowed:
            yield from _record(catalogue, names, record, record)
    yield from _adoptions(catalogue)


def _names(catalogue: Catalogue, kind: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for identifier, record in catalogue.by_kind[kind].items():
        title = record.facts.get("title") or record.facts.get("name")
        options = (
            [identifier, title]
            if isinstance(title, str)
            else [identifier, *(title.values() if isinstance(title, dict) else ())]
        )
        if isinstance(record, Bundle):
            options.append(record.slug)
        for option in options:
            names.setdefault(fold(str(option)), identifier)
    return names


def _record(
    catalogue: Catalogue, names: dict[str, dict[str, str]], record: Bundle | DataRecord, owner: Document | DataRecord
) -> Iterator[Problem]:
    listed = source_ids(record)
    near = _Near()
    for where, kind, value in walk(owner.facts, catalogue.tree.schemas[record.kind], "x-reference"):
        if kind == "source":
            if value not in listed:
                guess = near(value, {fold(name): name for name in listed})
                yield at_field(owner, where, "unknown-source", value=value[:_SHOWN], suggestion=guess)
        elif not catalogue.get(kind, value):
            if any(unread == kind for unread, _name in catalogue.tree.unread):
                continue  # it may be the record that could not be read, which is reported
            guess = near(value, names.get(kind, {}))
            yield at_field(owner, where, f"unknown-{kind}", value=value[:_SHOWN], suggestion=guess)
        elif kind == record.kind and value == record.id:
            yield at_field(owner, where, "refers-to-itself", value=value)


class _Near:
    """Looks for near words, for the first unknown ones of a record only: it takes milliseconds."""

    def __init__(self) -> None:
        self._left = MOST_SUGGESTIONS

    def __call__(self, text: str, names: dict[str, str]) -> str:
        self._left -= 1
        return nearest(text, names) if self._left >= 0 else ""


def _marks(bundle: Bundle) -> Iterator[Problem]:
    assert bundle.source is not None
    listed = source_ids(bundle)
    cited = {str(entry.get("source")) for _, entry in mappings(bundle.facts.get("results"))}
    cited |= set(_sources_in(bundle.facts))
    near, folded = _Near(), {fold(name): name for name in listed}
    for document in bundle.documents.values():
        for mark in document.scan.marks:
            if mark.source not in listed:
                words = {"value": mark.source[:_SHOWN], "suggestion": near(mark.source, folded)}
                yield Problem(document.path, mark.span, "unknown-source", "", words)
    cited |= {mark.source for mark in bundle.source.scan.marks}
    for index, entry in mappings(bundle.facts.get("sources")):
        if isinstance(entry.get("id"), str) and entry["id"] not in cited:
            yield at_field(bundle.source, ("sources", index, "id"), "source-not-cited", "warning", value=entry["id"])


def _sources_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("source"), str):
            yield value["source"]
        for item in value.values():
            yield from _sources_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _sources_in(item)


def _adoptions(catalogue: Catalogue) -> Iterator[Problem]:
    """A taker and a giver that both tell of an adoption must tell the same degree."""
    told: dict[tuple[str, str], tuple[str, str]] = {}
    for practice in catalogue.practices:
        if practice.source is None:
            continue
        for name in ("adopted_by", "adapted_from"):
            for index, entry in mappings(practice.facts.get(name)):
                other = str(entry.get("practice"))
                pair = (practice.id, other) if name == "adopted_by" else (other, practice.id)
                degree = str(entry.get("degree"))
                if pair in told and told[pair][0] != degree:
                    where = (name, index, "degree")
                    yield at_field(
                        practice.source,
                        where,
                        "adoption-told-twice",
                        value=degree,
                        other=told[pair][1],
                        expected=told[pair][0],
                    )
                told.setdefault(pair, (degree, practice.source.path))
