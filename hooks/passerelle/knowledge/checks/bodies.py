"""Bodies: sections, heading ids, quizzes, and what Markdown may not hold here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from passerelle.content.burdens import LIMITS, burdens
from passerelle.content.markdown import Heading
from passerelle.content.models import Bundle, Document
from passerelle.content.vocabulary import fold, nearest
from passerelle.ground.problems import Problem, Span
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, at_line, mappings

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_SECTION_LEVEL = 2
_DEEPEST = 4
MOST_SECTIONS = 50  # beyond, nothing sensible can be guessed from a name
# Ids that templates give to parts of a page (overrides/*.html); tests/browser/test_site.py finds a clash.
RESERVED_IDS = frozenset(
    "content chain sources cite related modules exchanges components software media contact preconditions adopted-by "
    "adapted-from main search facts menu languages top".split()
)


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Each document by itself, then sections, then quiz ids over all modules."""
    quiz_ids: dict[str, str] = {}
    for bundle in catalogue.tree.bundles:
        schema = catalogue.tree.schemas[bundle.kind]
        for document in bundle.documents.values():
            yield from _hazards(document)
            yield from _headings(document)
            yield from _quizzes(bundle, document)
        if bundle.source is None:
            continue
        if bundle.kind == "practice":
            yield from _practice_sections(bundle.source, schema["x-sections"])
        if bundle.kind == "module":
            yield from _module_sections(bundle.source)
        for quiz in bundle.source.quizzes:
            other = quiz_ids.setdefault(quiz.id, bundle.source.path)
            if other != bundle.source.path and quiz.id:
                yield at_line(bundle.source, Span.at(quiz.line), "quiz-id-not-unique", value=quiz.id, other=other)


def _hazards(document: Document) -> Iterator[Problem]:
    for hazard in document.scan.hazards:
        yield at_line(document, hazard.span, hazard.code, value=hazard.value)
    for burden in burdens(document.body, document.scan.blocks):
        yield at_line(document, burden.span, burden.code, "error", **LIMITS[burden.code])


def _headings(document: Document) -> Iterator[Problem]:
    seen: dict[str, Heading] = {}
    for heading in document.scan.headings:
        span = Span.at(heading.line)
        if heading.level < _SECTION_LEVEL or heading.level > _DEEPEST:
            yield at_line(document, span, "heading-level", value=heading.title[:60])
        elif not heading.title:
            yield at_line(document, span, "empty-heading")
        elif not heading.id:
            yield at_line(document, span, "heading-without-id", value=heading.title[:60])
        elif not _ID.match(heading.id) or heading.id in RESERVED_IDS:
            yield at_line(document, span, "bad-heading-id", value=heading.id)
        elif heading.id in seen:
            yield at_line(document, span, "repeated-heading-id", value=heading.id, line=str(seen[heading.id].line))
        seen.setdefault(heading.id, heading)


def _quizzes(bundle: Bundle, document: Document) -> Iterator[Problem]:
    if "<quiz" not in document.body and "</quiz" not in document.body:
        return
    if bundle.kind != "module":
        yield at_line(document, Span.at(document.body_line), "quiz-outside-module")
        return
    for code, span in document.pieces[1]:
        yield at_line(document, span, code)
    seen: set[str] = set()
    for quiz in document.quizzes:
        for code in quiz.flaws():
            yield at_line(document, Span.at(quiz.line), code, value=quiz.id)
        if quiz.id in seen:
            yield at_line(document, Span.at(quiz.line), "quiz-id-not-unique", value=quiz.id, other=document.path)
        seen.add(quiz.id)


def _practice_sections(document: Document, sections: list[dict[str, Any]]) -> Iterator[Problem]:
    known = {str(section["id"]): section for section in sections}
    present = {heading.id: heading for heading in document.scan.headings if heading.level == _SECTION_LEVEL}
    for name, section in known.items():
        if section["tier"] == "snapshot" and name not in present:
            yield at_line(document, Span.at(document.body_line), "missing-section", value=name)
        elif name in present and not document.scan.section(name):
            yield at_line(document, Span.at(present[name].line), "empty-section", value=name)
    order = list(known)
    last = -1
    for name, heading in present.items():
        if name and name not in known:
            guess = nearest(name, {fold(option): option for option in known}) if len(present) <= MOST_SECTIONS else ""
            yield at_line(
                document,
                Span.at(heading.line),
                "unknown-section",
                value=name,
                suggestion=guess,
                options=", ".join(known),
            )
        elif name:
            if order.index(name) < last:
                yield at_line(
                    document, Span.at(heading.line), "section-out-of-order", value=name, options=", ".join(known)
                )
            last = max(last, order.index(name))


def _module_sections(document: Document) -> Iterator[Problem]:
    listed = [str(entry.get("id")) for _, entry in mappings(document.facts.get("sections"))]
    present = [heading for heading in document.scan.headings if heading.level == _SECTION_LEVEL and heading.id]
    names = {heading.id for heading in present}
    for index, name in enumerate(listed):
        if name not in names:
            yield at_field(document, ("sections", index, "id"), "section-not-in-body", value=name[:60])
    for heading in present:
        if heading.id not in listed and heading.id != "trainer":
            yield at_line(document, Span.at(heading.line), "section-not-listed", value=heading.id)
