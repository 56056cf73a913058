"""The checker: every rule on content that the schemas cannot say alone. `run` applies all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from passerelle.content.judging import Judge
from passerelle.ground.problems import Problem, Report
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks import (
    blanks,
    bodies,
    identifiers,
    images,
    languages,
    links,
    references,
    rules,
    translations,
    wording,
)

Check = Callable[[Catalogue], Iterator[Problem]]
_CHECKS: tuple[Check, ...] = (
    identifiers.check,
    references.check,
    bodies.check,
    links.check,
    images.check,
    translations.check,
    languages.check,
    blanks.check,
    wording.check,
)


def run(catalogue: Catalogue, today: dt.date) -> Report:
    """Judge a whole tree. Every check sees every record, whatever another has found."""
    tree = catalogue.tree
    report = Report(tree.problems)
    judge = Judge(tree.schemas, tree.vocabularies)
    for bundle in tree.bundles:
        for document in bundle.documents.values():
            # Where no source could be read, a document that says so is still a translation.
            translation = document is not bundle.source and (
                bundle.source is not None or "translation" in document.facts
            )
            report.extend(judge.judge(bundle.kind, document.parsed, document.path, translation=translation))
    for record in tree.records:
        if not record.borrowed:
            report.extend(judge.judge(record.kind, record.parsed, record.path))
    for check in _CHECKS:
        report.extend(check(catalogue))
    report.extend(rules.check(catalogue, today))
    # Pages that the project lends to another tree were judged at home.
    lent = tuple(f"{bundle.path}/" for bundle in tree.bundles if bundle.borrowed)
    return Report(problem for problem in report if not lent or not problem.path.startswith(lent))
