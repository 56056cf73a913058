"""How words are written: look-alike letters, Lao spelling, quiet signs of copied rubbish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.content.models import DataRecord, Document
from passerelle.ground.problems import Problem, Severity, Span
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, at_line

_WORD = 20  # letters before and after a match that a problem repeats


@dataclass(frozen=True)
class _Flaw:
    pattern: re.Pattern[str]
    code: str
    severity: Severity
    expected: str = ""


_CYRILLIC = re.compile("[\u0400-\u04ff]")
# A Latin letter before or after a Cyrillic one.
_MIXED = _Flaw(re.compile("[A-Za-z](?:(?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff].))"), "mixed-alphabets", "error")
# Lao: NIKHAHIT + (tone) + AA typed for AM; HO + NO/MO for the ligatures; two E for one AE.
_LAO = tuple(
    _Flaw(re.compile(pattern), "lao-spelling", "warning", expected)
    for pattern, expected in (
        ("\u0ecd[\u0ec8-\u0ecb]?\u0eb2", "\u0eb3"),
        ("\u0eab\u0e99", "\u0edc"),
        ("\u0eab\u0ea1", "\u0edd"),
        ("\u0ec0\u0ec0", "\u0ec1"),
    )
)


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Front matter and bodies of all documents, and data files."""
    for bundle in catalogue.tree.bundles:
        for document in bundle.documents.values():
            yield from _fields(document, document.lang)
            yield from _body(document)
    for record in catalogue.tree.records:
        if not record.borrowed:
            yield from _fields(record, "")


def _fields(owner: Document | DataRecord, lang: str) -> Iterator[Problem]:
    for where, text in owner.parsed.texts:
        if text.isascii() or where[:1] == ("sources",):
            continue  # titles of sources are printed as their publishers wrote them
        for flaw, match in _flaws(text, lang or str(where[-1])):
            words = {"value": _around(text, match), "expected": flaw.expected}
            yield at_field(owner, where, flaw.code, flaw.severity, **words)


def _body(document: Document) -> Iterator[Problem]:
    if document.body.isascii() or not any(_flaws(document.body, document.lang)):
        return
    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        for flaw, match in _flaws(line, document.lang):
            span = Span.at(number, match.start() + 1, len(match.group()))
            words = {"value": _around(line, match), "expected": flaw.expected}
            yield at_line(document, span, flaw.code, flaw.severity, **words)


def _flaws(text: str, lang: str) -> Iterator[tuple[_Flaw, re.Match[str]]]:
    """The first place of each flaw."""
    if _CYRILLIC.search(text) and (match := _MIXED.pattern.search(text)):
        yield _MIXED, match
    for flaw in _LAO if lang == "lo" else ():
        if match := flaw.pattern.search(text):
            yield flaw, match


def _around(text: str, match: re.Match[str]) -> str:
    """The word a match stands in; of Lao, which is written without spaces, the letters themselves."""
    if match.re is not _MIXED.pattern:
        return match.group()
    start = max(text.rfind(" ", 0, match.start()) + 1, match.start() - _WORD)
    end = text.find(" ", match.end())
    return text[start : end if 0 <= end <= match.end() + _WORD else match.end() + _WORD]
