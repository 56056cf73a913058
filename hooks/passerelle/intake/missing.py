"""What a practice still lacks, step by step: to be a snapshot, to be full, to be published."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.content.models import Bundle
from passerelle.content.schema import Schema
from passerelle.knowledge import tiers
from passerelle.knowledge.checks.rules import PUBLISHED_NEEDS
from passerelle.scaffold.texts import label


@dataclass(frozen=True)
class Missing:
    """Names of fields, and of sections with a # before them, that each step still asks for."""

    snapshot: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    published: tuple[str, ...] = ()


def missing(bundle: Bundle, schema: Schema) -> Missing:
    """What a practice lacks; what an earlier step asks for is not repeated."""
    facts = bundle.facts
    scan = bundle.source.scan if bundle.source else None
    written = {section["id"] for section in schema["x-sections"] if scan and scan.section(section["id"])}
    snapshot = [name for name in schema["required"] if name not in facts]
    choices = [branch["required"][0] for branch in schema.get("anyOf", ())]
    snapshot += choices[:1] if choices and not any(name in facts for name in choices) else []
    snapshot += [
        f"#{section['id']}"
        for section in schema["x-sections"]
        if section["tier"] == "snapshot" and section["id"] not in written
    ]
    full = [name for name in tiers.FULL_FIELDS if name not in facts]
    honest = bundle.source and tiers.section_words(bundle.source, tiers.HONESTY_SECTION) >= tiers.SUBSTANCE_WORDS
    full += [] if honest else [f"#{tiers.HONESTY_SECTION}"]
    published = [name for name in PUBLISHED_NEEDS if name not in facts]
    before = [*snapshot, *full]
    return Missing(
        tuple(snapshot),
        tuple(name for name in full if name not in snapshot),
        tuple(name for name in published if name not in before),
    )


def missing_label(name: str, schema: Schema, lang: str) -> str:
    """The label of a field or a section in a language."""
    if name.startswith("#"):
        return next(str(section["label"][lang]) for section in schema["x-sections"] if section["id"] == name[1:])
    return label(schema["properties"][name], lang)
