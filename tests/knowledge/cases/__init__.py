"""One tiny wrong tree for every problem code: what to break in `tests/sites/minimal`, and where it must be reported."""

from __future__ import annotations

from tests.knowledge.cases import bodies, fields, files, records, translations

CASES = (*files.CASES, *fields.CASES, *bodies.CASES, *translations.CASES, *records.CASES)
