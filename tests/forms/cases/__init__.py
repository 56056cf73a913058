"""The corpus: records that the form's script and the checker must judge alike."""

from __future__ import annotations

from tests.forms.cases import bodies, fields, good, links, together, values

CASES = (*good.CASES, *fields.CASES, *values.CASES, *together.CASES, *bodies.CASES, *links.CASES)
