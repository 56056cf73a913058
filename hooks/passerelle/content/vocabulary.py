"""Controlled vocabularies: the ids that front matter may use and their labels in four languages."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from passerelle.ground.locales import LOCALES, country_name

_LONGEST_LABEL, _LONGEST_GUESS = 1000, 80  # characters: of an exact label, of a text compared with all labels
QUALITY_ORDER = ("en", "fr", "ru", "lo")  # the order of the letters in `quality: ABBC`
COUNTRY = "country"
# CLDR has more than ISO 3166-1: unions, private codes, and islands with a reservation only.
_NOT_COUNTRIES = frozenset("EU EZ UN ZZ QO XA XB XK AC CP CQ DG EA IC TA".split())


@dataclass(frozen=True)
class Term:
    """One entry. `quality` gives A (attested), B (standard) or C (a native speaker must check) by language."""

    id: str
    labels: Mapping[str, str]
    quality: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def label(self, locale: str) -> str:
        """The label in a language, in English where there is none, the id as a last resort."""
        return self.labels.get(locale) or self.labels.get("en") or self.id

    def under_review(self, locale: str) -> bool:
        """Whether the label in this language still waits for a native speaker."""
        return self.quality.get(locale) == "C"


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of terms, in their canonical order."""

    id: str
    labels: Mapping[str, str]
    source: str
    terms: Mapping[str, Term]
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __contains__(self, term_id: object) -> bool:
        return term_id in self.terms

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def suggest(self, text: str) -> str:
        """The id nearest to a text by id or by label in any language, or "" when nothing is near."""
        return nearest(text, self._names)

    @cached_property
    def _names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for term in self:
            for name in (term.id, *term.labels.values(), *term.extra.get("short", {}).values()):
                names.setdefault(fold(name), term.id)
        return names


class Vocabularies:
    """All vocabularies by name. `country` holds every ISO 3166-1 code, with labels from CLDR and overrides."""

    def __init__(self, vocabularies: Mapping[str, Vocabulary]) -> None:
        self._by_name = dict(vocabularies)

    def __getitem__(self, name: str) -> Vocabulary:
        return self._by_name[name]

    def __iter__(self) -> Iterator[Vocabulary]:
        return iter(self._by_name.values())

    def label(self, name: str, term_id: str, locale: str) -> str:
        """Label of a term, the id itself when the vocabulary does not know it."""
        term = self._by_name[name].terms.get(term_id)
        return term.label(locale) if term else term_id


def fold(text: str) -> str:
    """Text as people type it: lower case, no accents, no separators."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if char.isalnum() or unicodedata.category(char) == "Mc")


MOST_SUGGESTIONS = 20  # in one file; looking for a near word takes milliseconds


def nearest(text: str, candidates: Mapping[str, str]) -> str:
    """The value whose key resembles `text` most (exact after folding, else Ratcliff-Obershelp >= 0.75), or ""."""
    whole = fold(text[:_LONGEST_LABEL])
    if whole in candidates:
        return candidates[whole] if whole else ""
    wanted = fold(text[:_LONGEST_GUESS])
    if not wanted:
        return ""
    close = difflib.get_close_matches(wanted, candidates, n=1, cutoff=0.75)
    return candidates[close[0]] if close else ""


def read_vocabularies(folder: Path, country_names: Mapping[str, Mapping[str, str]] | None = None) -> Vocabularies:
    """Read `folder/*.yml` (files of the project, trusted) and add the countries.

    Args:
        folder: `data/vocabularies`.
        country_names: names by country code and language that replace CLDR's (United Nations usage).
    """
    found = {path.stem: _read(path) for path in sorted(folder.glob("*.yml"))}
    found[COUNTRY] = countries(country_names or {})
    return Vocabularies(found)


def _read(path: Path) -> Vocabulary:
    raw = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    terms = {}
    for entry in raw["terms"]:
        quality = dict(zip(QUALITY_ORDER, str(entry.get("quality", "")), strict=False))
        extra = {key: value for key, value in entry.items() if key not in {"id", "labels", "quality"}}
        terms[str(entry["id"])] = Term(str(entry["id"]), entry["labels"], quality, extra)
    extra = {key: value for key, value in raw.items() if key not in {"id", "labels", "source", "terms"}}
    return Vocabulary(path.stem, raw["labels"], str(raw.get("source", "")), terms, extra)


@lru_cache(maxsize=1)
def _territories() -> dict[str, dict[str, str]]:
    codes = [
        code
        for code in map(str, Locale.parse("en").territories)
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES  # noqa: PLR2004 - ISO 3166-1 alpha-2
    ]
    return {code: {locale: country_name(code, locale) for locale in LOCALES} for code in sorted(codes)}


def countries(overrides: Mapping[str, Mapping[str, str]]) -> Vocabulary:
    """Every country as a vocabulary. CLDR says "Laos" and «Киргизия»; `overrides` says what the UN says."""
    terms = {}
    for code, names in _territories().items():
        labels = {**names, **overrides.get(code, {})}
        extra = {"short": names}
        terms[code] = Term(code, labels, extra=extra)
    labels = {"en": "Country", "fr": "Pays", "lo": "ປະເທດ", "ru": "Страна"}
    return Vocabulary(COUNTRY, labels, "ISO 3166-1, CLDR, United Nations", terms)
