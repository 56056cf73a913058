"""The words of the trade (`data/terms.yml`): the thesaurus of search and the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from passerelle.content.vocabulary import QUALITY_ORDER


@dataclass(frozen=True)
class Concept:
    """One concept. Labels and definitions by language; `alt` are synonyms that search finds and nobody should write."""

    id: str
    labels: Mapping[str, str]
    quality: Mapping[str, str] = field(default_factory=dict)
    alt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)

    def names(self, locale: str) -> tuple[str, ...]:
        """Every name by which a text in this language may speak of the concept."""
        return (self.labels[locale], *self.alt.get(locale, ()))

    def under_review(self, locale: str) -> bool:
        """Whether the label still waits for a native speaker."""
        return self.quality.get(locale) == "C"


def read_terms(file: Path) -> tuple[Concept, ...]:
    """All concepts, in the order of the file (of the project, trusted); none when it is missing."""
    if not file.is_file():
        return ()
    raw = yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return tuple(
        Concept(
            id=str(entry["id"]),
            labels=entry["labels"],
            quality=dict(zip(QUALITY_ORDER, str(entry.get("quality", "")), strict=False)),
            alt={lang: tuple(str(name) for name in names) for lang, names in entry.get("alt", {}).items()},
            forbidden={lang: tuple(str(name) for name in names) for lang, names in entry.get("forbidden", {}).items()},
            definitions=entry.get("definition", {}),
        )
        for entry in raw["terms"]
    )
