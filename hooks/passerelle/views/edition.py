"""The site in one language: what every view builder needs to say things and to lead to places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from passerelle.content import addresses
from passerelle.content.localise import in_language, localised
from passerelle.content.markdown import plain_text
from passerelle.content.models import Bundle, DataRecord
from passerelle.content.terms import Concept
from passerelle.ground import locales
from passerelle.ground.settings import Settings
from passerelle.knowledge.catalogue import Catalogue, Record
from passerelle.knowledge.explain import Explainer
from passerelle.knowledge.review import Waiting, waiting
from passerelle.render.markdown import Renderer
from passerelle.views.interface import Strings
from passerelle.views.models import Link
from passerelle.views.thesaurus import concepts_in

_T = TypeVar("_T")

# Facets of lists: name in addresses -> (field of the front matter, vocabulary).
FACETS: Mapping[str, tuple[str, str]] = {
    "country": ("countries", "country"),
    "phase": ("phases", "delivery_phase"),
    "cycle": ("cycle", "management_cycle"),
    "branch": ("branches", "sp_branch"),
    "guarantee": ("guarantees", "spf_guarantee"),
    "instrument": ("instruments", "instrument"),
    "block": ("blocks", "digital_block"),
    "challenge": ("challenges", "challenge"),
    "group": ("groups", "group"),
    "maturity": ("maturity", "maturity"),
}
MODULE_FACETS = ("phase", "cycle", "block", "branch")


@dataclass(frozen=True)
class Site:
    """All that does not depend on a language."""

    catalogue: Catalogue
    settings: Settings
    strings: Mapping[str, Strings]
    explainer: Explainer
    questions: tuple[Mapping[str, Any], ...]
    submission: Mapping[str, Any]  # forms, steps and sentences of data/submission.yml
    concepts: tuple[Concept, ...]  # words of the trade
    policy: str  # content security policy, "" in a preview
    renderer: Renderer = field(repr=False)
    today: dt.date  # of the build

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """What waits for the editors today."""
        return waiting(self.catalogue, self.today)

    @cached_property
    def _facet_counts(self) -> dict[tuple[str, str, str], int]:
        counts: dict[tuple[str, str, str], int] = {}
        for kind, bundles in (("practice", self.catalogue.practices), ("module", self.catalogue.modules)):
            for bundle in bundles:
                for name in FACETS:
                    for term in values(bundle, name):
                        key = (kind, name, term)
                        counts[key] = counts.get(key, 0) + 1
        return counts

    def facet_count(self, kind: str, name: str, term: str) -> int:
        """How many practices or modules carry a term."""
        return self._facet_counts.get((kind, name, term), 0)

    @cached_property
    def keywords(self) -> dict[str, dict[str, tuple[Bundle, ...]]]:
        """Language -> concept id -> practices and modules that name the concept, most often first."""
        found: dict[str, dict[str, tuple[Bundle, ...]]] = {}
        for locale, edition in self.editions.items():
            counts: dict[str, list[tuple[int, str, Bundle]]] = {}
            for bundle in (*self.catalogue.practices, *self.catalogue.modules):
                for concept, count in edition.concepts(bundle):
                    counts.setdefault(concept.id, []).append((-count, bundle.id, bundle))
            ranked = {name: sorted(entries, key=lambda entry: entry[:2]) for name, entries in counts.items()}
            found[locale] = {name: tuple(bundle for _count, _id, bundle in entries) for name, entries in ranked.items()}
        return found

    @cached_property
    def editions(self) -> dict[str, Edition]:
        """The site in each language."""
        return {locale: Edition(self, locale) for locale in locales.LOCALES}


def values(bundle: Bundle, facet: str) -> list[str]:
    """The terms of one facet that a record carries."""
    found = bundle.facts.get(FACETS[facet][0], ())
    return [found] if isinstance(found, str) else [str(item) for item in found]


@dataclass(frozen=True)
class Edition:
    """A `Site` in one language."""

    site: Site
    locale: str

    @cached_property
    def say(self) -> Strings:
        """Interface strings."""
        return self.site.strings[self.locale]

    @cached_property
    def _kept(self) -> dict[str, Any]:
        return {}

    def kept(self, name: str, make: Callable[[], _T]) -> _T:
        """What `make` gives, computed once for this language: for parts that many pages show."""
        if name not in self._kept:
            self._kept[name] = make()
        found: _T = self._kept[name]
        return found

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the site."""
        return self.site.catalogue

    def facts(self, bundle: Bundle) -> dict[str, Any]:
        """Facts of a bundle in the words of this language, or of its source."""
        return localised(bundle, self.locale, self.catalogue.tree.schemas)

    def concepts(self, bundle: Bundle) -> tuple[tuple[Concept, int], ...]:
        """Words of the trade that a bundle uses, with how often; where it is not translated, in its source."""
        return self.kept(f"concepts of {bundle.path}", lambda: self._concepts(bundle))

    def _concepts(self, bundle: Bundle) -> tuple[tuple[Concept, int], ...]:
        document = bundle.documents.get(self.locale) or bundle.source
        if document is None:
            return ()
        facts = self.facts(bundle)
        blocks = (plain_text(block.text) for block in document.scan.blocks)
        text = "\n".join((str(facts["title"]), str(facts["summary"]), *blocks))
        return tuple(concepts_in(self.site.concepts, text, document.lang))

    def language_of(self, record: Record) -> str:
        """The language in which a record is read here: this one, or its source's."""
        if isinstance(record, DataRecord):
            return self.locale if self.locale in record.languages else record.original
        if self.locale in record.documents or record.source is None:
            return self.locale
        return record.source.lang

    def foreign(self, record: Record) -> str:
        """The value of a `lang` attribute for a record's own words: "" when they are in this language."""
        lang = self.language_of(record)
        return "" if lang == self.locale else lang

    def words(self, value: Any, record: DataRecord | None = None) -> str:
        """A language map of `data/` in this language; one of a record in the language it is read in."""
        return in_language(value, self.language_of(record) if record else self.locale)

    def label(self, vocabulary: str, term: str) -> str:
        """Label of a term."""
        return self.catalogue.tree.vocabularies.label(vocabulary, term, self.locale)

    def term(self, vocabulary: str, term: str, url: str = "") -> Link:
        """A term as a link or plain value, marked when its label waits for a native speaker."""
        entry = self.catalogue.tree.vocabularies[vocabulary].terms.get(term)
        return Link(self.label(vocabulary, term), url, under_review=bool(entry and entry.under_review(self.locale)))

    def facet_term(self, facet: str, term: str, kind: str = "practice") -> Link:
        """A term that leads to the list of records that carry it, when there are any."""
        url = addresses.facet(kind, facet, term, self.locale) if self.site.facet_count(kind, facet, term) else ""
        return self.term(FACETS[facet][1], term, url)

    def country_name(self, code: str) -> str:
        """The name of a country as this language's readers say it: CLDR's short name, else the United Nations name."""
        entry = self.catalogue.tree.vocabularies["country"].terms.get(code)
        if entry is None:
            return code
        record = self.catalogue.get("country", code)
        if record is not None and "name" in record.facts:
            return self.words(record.facts["name"])
        return entry.label(self.locale)

    def country(self, code: str) -> Link:
        """A country as a link to its page, if it has one."""
        known = self.catalogue.get("country", code) is not None
        return Link(self.country_name(code), addresses.record("country", code, self.locale) if known else "")

    def record_link(self, record: Record, note: str = "") -> Link:
        """Any record as a link with its title in this language."""
        if isinstance(record, Bundle):
            title = str(self.facts(record).get("title", record.slug))
            url = addresses.record(record.kind, record.slug, self.locale)
            return Link(title, url, lang=self.foreign(record), note=note)
        url = addresses.record(record.kind, record.id, self.locale)
        return Link(self.title(record), url, lang=self.foreign(record), note=note)

    def title(self, record: DataRecord) -> str:
        """The name or title of a data record."""
        if record.kind == "country":
            return self.country_name(record.id)
        return self.words(record.facts.get("name") or record.facts.get("title") or record.id, record)

    def partner(self, identifier: Any) -> Link:
        """A partner as a link; an institution without a record by the name given."""
        if isinstance(identifier, dict):
            return Link(str(identifier.get("name", "")), "")
        record = self.catalogue.get("partner", identifier)
        return self.record_link(record) if record else Link(str(identifier), "")

    def date(self, text: Any) -> str:
        """A date in words, "unknown" in this language's word."""
        if text in (None, ""):
            return ""
        return self.say("value.unknown") if text == "unknown" else locales.date(str(text), self.locale)

    def number(self, value: Any) -> str:
        """A number grouped as this language does, or its word for unknown."""
        if value == "unknown" or value is None:
            return self.say("value.unknown")
        plain = getattr(value, "value", value)
        return locales.number(plain, self.locale)

    def sorted(self, links: Iterable[Link]) -> list[Link]:
        """Links in alphabetical order of this language."""
        return sorted(links, key=lambda link: locales.sort_key(link.label))

    @cached_property
    def list_separator(self) -> str:
        """What stands between items of a list in running text."""
        return ", "
