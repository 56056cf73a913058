"""Fields of which nothing can be seen: ten spaces, or zero-width ones, are long enough for every rule on length."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.content.models import DataRecord, Document
from passerelle.ground.problems import Problem
from passerelle.ground.text import is_blank
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Front matter of all documents, and data files."""
    owners: list[Document | DataRecord] = [
        document for bundle in catalogue.tree.bundles for document in bundle.documents.values()
    ]
    owners += [record for record in catalogue.tree.records if not record.borrowed]
    for owner in owners:
        for where, text in owner.parsed.texts:
            if text and is_blank(text):
                name = next(step for step in reversed(where) if isinstance(step, str))
                yield at_field(owner, where, "empty-value", field=name)
