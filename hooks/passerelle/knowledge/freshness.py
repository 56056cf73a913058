"""How fresh a translation is: which blocks of its source have changed since it was made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from passerelle.content.fingerprints import fingerprint, source_fingerprints, translatable_texts
from passerelle.content.models import Bundle, Document
from passerelle.content.schema import Schemas


@dataclass(frozen=True)
class Freshness:
    """`changed` counts source blocks that the translation has not seen; `fields` and `lines` say which."""

    stamped: bool
    changed: int
    fields: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()


def stamp(bundle: Bundle, schemas: Schemas) -> list[str]:
    """The fingerprints that a translation made today would carry."""
    if bundle.source is None:
        return []
    return source_fingerprints(bundle.facts, bundle.source.body, schemas.translations[bundle.kind])


def source_marks(bundle: Bundle, schemas: Schemas) -> list[tuple[str, str]]:
    """Path and fingerprint of every field of the source that a translation restates."""
    texts = translatable_texts(bundle.facts, schemas.translations[bundle.kind])
    return [(path, fingerprint(text)) for path, text in texts]


def freshness(bundle: Bundle, document: Document, schemas: Schemas) -> Freshness:
    """Compare a translation's fingerprints with its source as it is now. Order does not count, repetition does."""
    return compare(bundle, document, source_marks(bundle, schemas))


def compare(bundle: Bundle, document: Document, marks: list[tuple[str, str]]) -> Freshness:
    """The same where the marks of the source's fields are known already."""
    translation = document.facts.get("translation")
    seen = translation.get("blocks") if isinstance(translation, dict) else None
    if bundle.source is None or not isinstance(seen, list):
        return Freshness(stamped=False, changed=0)
    left = Counter(str(mark) for mark in seen)
    fields = [path for path, mark in marks if not _take(left, mark)]
    blocks = zip(bundle.source.scan.blocks, bundle.source.marks, strict=True)
    lines = [block.line for block, mark in blocks if not _take(left, mark)]
    return Freshness(stamped=True, changed=len(fields) + len(lines), fields=tuple(fields), lines=tuple(lines))


def _take(left: Counter[str], mark: str) -> bool:
    if left[mark] > 0:
        left[mark] -= 1
        return True
    return False
