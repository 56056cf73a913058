"""Translations: complete, of the same build as their source, and honest about their age."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.content.fingerprints import translatable_texts
from passerelle.content.models import Bundle, Document
from passerelle.content.schema import Schema
from passerelle.ground.problems import Problem, Span
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, at_line
from passerelle.knowledge.freshness import compare, source_marks

_TELLING = 60  # characters from which a block that is equal in two languages is no name or number


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Every document that is not the source of its bundle."""
    for bundle in catalogue.tree.bundles:
        if bundle.source is None:
            continue
        yield from _language(bundle.source)
        schema = catalogue.tree.schemas.translations[bundle.kind]
        marks = source_marks(bundle, catalogue.tree.schemas)
        known = {path for path, _mark in marks}
        for document in bundle.translations:
            yield from _language(document)
            yield from _body(bundle, bundle.source, document)
            yield from _quizzes(bundle.source, document)
            yield from _items(document, schema, known)
            yield from _age(bundle, document, marks)


def _language(document: Document) -> Iterator[Problem]:
    stated = document.facts.get("lang")
    if isinstance(stated, str) and stated != document.lang:
        yield at_field(document, ("lang",), "language-is-not-the-name", value=stated[:20], expected=document.lang)


def _body(bundle: Bundle, source: Document, document: Document) -> Iterator[Problem]:
    stated = document.facts.get("translation")
    if isinstance(stated, dict) and isinstance(stated.get("of"), str) and stated["of"] != source.lang:
        yield at_field(
            document, ("translation", "of"), "translation-of-what", value=stated["of"][:20], expected=source.lang
        )
    if not document.body.strip():
        if source.body.strip():
            yield at_line(document, Span.at(document.body_line), "empty-translation")
        return
    expected = dict.fromkeys(heading.id for heading in source.scan.headings if heading.id)
    present = {heading.id for heading in document.scan.headings if heading.id}
    for name in expected:
        if name not in present:
            yield at_line(document, Span.at(document.body_line), "translation-section-missing", value=name)
    for heading in document.scan.headings:
        if heading.id and heading.id not in expected:
            yield at_line(document, Span.at(heading.line), "translation-section-extra", value=heading.id)
    theirs, ours = len(source.scan.blocks), len(document.scan.blocks)
    if theirs != ours and bundle.kind != "page":
        words = {"count": str(ours), "expected": str(theirs)}
        yield at_line(document, Span.at(document.body_line), "translation-block-count", "warning", **words)
    long = {block.text for block in source.scan.blocks if len(block.text) > _TELLING and not block.code}
    same = long & {block.text for block in document.scan.blocks}
    if len(same) * 2 > len(long):
        yield at_line(document, Span.at(document.body_line), "translation-is-the-source", value=source.lang)


def _quizzes(source: Document, document: Document) -> Iterator[Problem]:
    if not source.quizzes and not document.quizzes:
        return
    theirs = {quiz.id: quiz for quiz in source.quizzes}
    ours = {quiz.id: quiz for quiz in document.quizzes}
    for name in sorted(theirs.keys() - ours.keys()):
        yield at_line(document, Span.at(document.body_line), "quiz-not-translated", value=name)
    for name, quiz in ours.items():
        if name not in theirs:
            yield at_line(document, Span.at(quiz.line), "quiz-not-in-source", value=name)
        elif (len(quiz.choices), quiz.right) != (len(theirs[name].choices), theirs[name].right):
            yield at_line(document, Span.at(quiz.line), "quiz-differs-from-source", value=name)


def _items(document: Document, schema: Schema, known: set[str]) -> Iterator[Problem]:
    said = {path for path, _text in translatable_texts(document.facts, schema)}
    for path in sorted(known - said - {"title", "summary"}):
        yield at_field(document, (path.split(".")[0],), "not-translated", "warning", value=path)
    for path in sorted(said - known):
        top = path.split(".")[0]
        yield at_field(document, (top,), "translates-nothing", value=path)


def _age(bundle: Bundle, document: Document, marks: list[tuple[str, str]]) -> Iterator[Problem]:
    state = compare(bundle, document, marks)
    if not state.stamped:
        yield at_field(document, ("translation",), "translation-not-stamped", "warning")
    elif state.changed:
        lines = ", ".join(str(line) for line in state.lines[:5]) or "-"
        words = {"count": str(state.changed), "lines": lines, "source": bundle.source.path if bundle.source else ""}
        yield at_field(document, ("translation", "blocks"), "translation-outdated", "warning", **words)
