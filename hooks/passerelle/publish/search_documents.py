"""What search is told of every page of a language: its words, and names that its readers may use for it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from passerelle.content import addresses
from passerelle.content.markdown import plain_text
from passerelle.content.models import Bundle, DataRecord, Document
from passerelle.ground.locales import LOCALES
from passerelle.knowledge.tiers import tier
from passerelle.search import SearchDocument
from passerelle.views.edition import FACETS, Edition, values
from passerelle.views.thesaurus import concepts_in

# Facets of the search page beside type, tier and language: name -> field, as in lists.
RECORD_FACETS = ("country", "phase", "branch", "block")
_KEYWORD_FACETS = ("country", "block", "challenge", "group", "branch", "guarantee", "instrument")
_MOST_CENTRAL = 8  # concepts whose names in other languages count as keywords of a page
_HEAD_WORTH = 5  # mentions that one in title or summary is worth
_MOST_REPEATED = 3  # a concept that a page names often counts more, up to this


def documents(edition: Edition) -> Iterator[SearchDocument]:
    """Every page whose text really is in this language; fallbacks are found in their own language's index."""
    for bundle in (*edition.catalogue.practices, *edition.catalogue.modules, *edition.catalogue.tree.of_kind("page")):
        if edition.locale in bundle.documents:
            yield _bundle(edition, bundle, bundle.documents[edition.locale])
    for kind in ("country", "exchange", "partner", "pathway"):
        for record in edition.catalogue.data(kind):
            if edition.locale in record.languages:
                yield _record(edition, record)


def _bundle(edition: Edition, bundle: Bundle, document: Document) -> SearchDocument:
    facts = edition.facts(bundle)
    headings = tuple(heading.title for heading in document.scan.headings)
    paras = [*_strings(facts, bundle.kind)]
    paras += [
        plain_text(block.text) for block in document.scan.blocks if not block.code and not block.text.startswith("#")
    ]
    head = f"{facts['title']}\n{facts['summary']}"
    facets: dict[str, tuple[str, ...]] = {"type": (bundle.kind,)}
    if bundle.source is not None:
        facets["language"] = (bundle.source.lang,)
    if missing := tuple(code for code in LOCALES if code not in bundle.documents):
        facets["missing"] = missing  # a search in other languages shows only what the reader's own lacks
    keywords: list[str] = []
    labels: list[str] = []
    if bundle.kind != "page":
        facets |= {
            name: tuple(term.lower() for term in found) for name in RECORD_FACETS if (found := values(bundle, name))
        }
        for name in _KEYWORD_FACETS:
            terms = values(bundle, name)
            keywords += [_label(edition, name, term, edition.locale) for term in terms]
            labels += [
                _label(edition, name, term, code) for term in terms for code in LOCALES if code != edition.locale
            ]
    if bundle.kind == "practice":
        facets |= {"tier": (tier(bundle),), "evidence": (str(facts["evidence"]["level"]),)}
        labels.append(edition.partner(facts["owner"]).label)
    return SearchDocument(
        id=bundle.id,
        lang=edition.locale,
        url=addresses.record(bundle.kind, bundle.slug, edition.locale),
        title=str(facts["title"]),
        summary=str(facts["summary"]),
        keywords=(*keywords, *_central(edition, bundle, head)),
        headings=headings,
        paras=tuple(paras),
        labels=(*labels, *_thesaurus(edition, bundle)),
        facets=facets,
    )


def _label(edition: Edition, facet: str, term: str, locale: str) -> str:
    return edition.catalogue.tree.vocabularies.label(FACETS[facet][1], term, locale)


def _strings(facts: Mapping[str, Any], kind: str) -> Iterator[str]:
    """Texts of the front matter that readers see as content."""
    if kind == "practice":
        for entry in facts.get("results", ()):
            yield f"{entry['indicator']} {entry['unit']} {entry.get('note', '')}".strip()
        yield str(facts["evidence"]["note"])
    if kind == "module":
        for name in ("questions", "objectives", "key_points"):
            yield from (str(entry["text"]) for entry in facts[name])


def _thesaurus(edition: Edition, bundle: Bundle) -> Iterator[str]:
    """Names, in all four languages, of the concepts that a page speaks of."""
    for concept, count in edition.concepts(bundle):
        for code in LOCALES:
            repeats = min(count, _MOST_REPEATED) if code != edition.locale else 1
            yield from concept.names(code) * repeats


def _central(edition: Edition, bundle: Bundle, head: str) -> Iterator[str]:
    """Names, in the other languages, of the concepts that a page is about.

    Those it names in title and summary, and those it names often while few other pages do (term frequency times
    inverse document frequency): a reader's word for them in another language must find this page first.
    """
    pages = edition.site.keywords[edition.locale]
    total = max(1, len(edition.catalogue.practices) + len(edition.catalogue.modules))
    in_head = {concept.id for concept, _count in concepts_in(edition.site.concepts, head, edition.locale)}
    scored = []
    for concept, count in edition.concepts(bundle):
        rarity = math.log(1 + total / max(1, len(pages.get(concept.id, ()))))
        scored.append((-(count + _HEAD_WORTH * (concept.id in in_head)) * rarity, concept.id, concept))
    for _score, _id, concept in sorted(scored, key=lambda entry: entry[:2])[:_MOST_CENTRAL]:
        for code in LOCALES:
            if code != edition.locale:
                yield from concept.names(code)


def _record(edition: Edition, record: DataRecord) -> SearchDocument:
    facts = record.facts
    summary = edition.words(facts["summary"]) if "summary" in facts else edition.words(facts.get("context", ""))
    names = facts.get("name") or facts.get("title") or {}
    countries = _countries(record)
    paras = [edition.words(entry["text"]) for entry in facts.get("outcomes", ())]
    keywords = [edition.country_name(code) for code in countries]
    if record.kind == "country":
        keywords = [
            term.label(edition.locale) for term in (edition.catalogue.tree.vocabularies["country"].terms[record.id],)
        ]
        keywords.append(
            str(edition.catalogue.tree.vocabularies["country"].terms[record.id].extra["short"][edition.locale])
        )
    facets: dict[str, tuple[str, ...]] = {"type": (record.kind,)}
    if missing := tuple(code for code in LOCALES if code not in record.languages):
        facets["missing"] = missing
    if countries:
        facets["country"] = tuple(code.lower() for code in countries)
    topics = facts.get("topics", {})
    facets |= {
        name: tuple(str(term) for term in topics[field])
        for name, field in (("phase", "phases"), ("block", "blocks"), ("branch", "branches"))
        if topics.get(field)
    }
    return SearchDocument(
        id=f"{record.kind}:{record.id}",
        lang=edition.locale,
        url=addresses.record(record.kind, record.id, edition.locale),
        title=edition.title(record),
        summary=summary,
        keywords=(*keywords, str(facts.get("acronym", ""))),
        paras=tuple(paras),
        labels=tuple(str(name) for name in names.values()) if isinstance(names, dict) else (),
        facets=facets,
    )


def _countries(record: DataRecord) -> list[str]:
    facts = record.facts
    if record.kind == "country":
        return [record.id]
    if record.kind == "partner":
        return [str(facts["country"])] if "country" in facts else []
    found = [str(code) for role in ("provider", "recipient") for code in (facts.get(role) or {}).get("countries", ())]
    return list(dict.fromkeys(found))
