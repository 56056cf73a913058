"""The tier of a practice: snapshot or full. Computed from what is there, never claimed."""

from __future__ import annotations

from typing import Literal

from passerelle.content.markdown import plain_text
from passerelle.content.models import Bundle, Document
from passerelle.ground.text import count_words

Tier = Literal["snapshot", "full"]
FULL_FIELDS = ("groups", "challenges", "results", "costs", "preconditions")
HONESTY_SECTION = "did-not-work"
SUBSTANCE_WORDS = 40  # content model: "what did not work" needs substance


def section_words(document: Document, section: str) -> int:
    """Words below a level-2 heading."""
    return sum(count_words(plain_text(block.text)) for block in document.scan.section(section))


def tier(bundle: Bundle) -> Tier:
    """`full` when every F field is there and "what did not work" has at least 40 words; "unknown" costs count."""
    if bundle.source is None or any(name not in bundle.facts for name in FULL_FIELDS):
        return "snapshot"
    return "full" if section_words(bundle.source, HONESTY_SECTION) >= SUBSTANCE_WORDS else "snapshot"
