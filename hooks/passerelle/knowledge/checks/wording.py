"""How words are written: look-alike letters, Lao spelling, quiet signs of copied rubbish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from passerelle.ground.problems import Problem, Span
from passerelle.knowledge.catalogue import Catalogue
from passerelle.knowledge.checks.common import at_field, at_line, texts

_MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
# Lao: NIKHAHIT + (tone) + AA typed for AM; HO + NO/MO/LO for the ligatures; two E for one AE.
_LAO = (
    (re.compile("\u0ecd[\u0ec8-\u0ecb]?\u0eb2"), "\u0eb3"),
    (re.compile("\u0eab\u0e99"), "\u0edc"),
    (re.compile("\u0eab\u0ea1"), "\u0edd"),
    (re.compile("\u0ec0\u0ec0"), "\u0ec1"),
)


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Front matter and bodies of all documents, and data files."""
    for bundle in catalogue.tree.bundles:
        for document in bundle.documents.values():
            for where, text in texts(document.facts):
                if where[:1] == ("sources",):
                    continue  # titles are printed as their publishers wrote them
                for code, value, wanted in _flaws(text, document.lang):
                    severity = "error" if code == "mixed-alphabets" else "warning"
                    yield at_field(document, where, code, severity, value=value, expected=wanted)
            if document.body.isascii():
                continue
            for number, line in enumerate(document.body.split("\n"), start=document.body_line):
                for code, value, wanted in _flaws(line, document.lang):
                    severity = "error" if code == "mixed-alphabets" else "warning"
                    yield at_line(document, Span.at(number), code, severity, value=value, expected=wanted)
    for record in catalogue.tree.records:
        for where, text in texts(record.facts) if not record.borrowed else ():
            if where[:1] == ("sources",):
                continue
            for code, value, wanted in _flaws(text, str(where[-1]) if where else ""):
                severity = "error" if code == "mixed-alphabets" else "warning"
                yield at_field(record, where, code, severity, value=value, expected=wanted)


def _flaws(text: str, lang: str) -> Iterator[tuple[str, str, str]]:
    if text.isascii():
        return
    if match := _MIXED.search(text):
        yield "mixed-alphabets", _around(text, match), ""
    if lang == "lo":
        for pattern, wanted in _LAO:
            if match := pattern.search(text):
                yield "lao-spelling", match.group(), wanted


def _around(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(" ", 0, match.start()) + 1, match.start() - 20)
    end = text.find(" ", match.end())
    return text[start : end if 0 <= end <= match.end() + 20 else match.end() + 20]
