"""Keywords from A to Z: ways to find pages without a search engine, and the glossary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from passerelle.content import addresses
from passerelle.content.localise import localised
from passerelle.content.markdown import plain_text
from passerelle.content.models import Bundle
from passerelle.content.terms import Concept
from passerelle.ground.locales import LOCALES
from passerelle.knowledge.catalogue import Catalogue
from passerelle.views import lists
from passerelle.views.edition import Edition
from passerelle.views.models import Group, Link
from passerelle.views.page_models import ListView
from passerelle.views.thesaurus import concepts_in, initial, ordered

KeywordPages = Mapping[str, Mapping[str, tuple[Bundle, ...]]]


def read_keywords(catalogue: Catalogue, concepts: Sequence[Concept]) -> KeywordPages:
    """Language -> concept id -> practices and modules that name the concept, most often first.

    A page that does not exist in a language is looked through in its own.
    """
    found: dict[str, dict[str, tuple[Bundle, ...]]] = {}
    for locale in LOCALES:
        counts: dict[str, list[tuple[int, str, Bundle]]] = {}
        for bundle in (*catalogue.practices, *catalogue.modules):
            document = bundle.documents.get(locale) or bundle.source
            if document is None:
                continue
            facts = localised(bundle, locale, catalogue.tree.schemas)
            blocks = (plain_text(block.text) for block in document.scan.blocks)
            text = "\n".join((str(facts["title"]), str(facts["summary"]), *blocks))
            for concept, count in concepts_in(concepts, text, document.lang):
                counts.setdefault(concept.id, []).append((-count, bundle.id, bundle))
        found[locale] = {
            name: tuple(bundle for _count, _id, bundle in sorted(entries, key=lambda entry: entry[:2]))
            for name, entries in counts.items()
        }
    return found


def shown_concepts(edition: Edition) -> list[Concept]:
    """Concepts that a page names in any language, or that are defined; in this language's order."""
    named = {name for pages in edition.site.keywords.values() for name in pages}
    shown = [concept for concept in edition.site.concepts if concept.id in named or concept.definitions]
    return ordered(shown, edition.locale)


def index_view(edition: Edition) -> ListView:
    """All keywords under their letters."""
    pages = edition.site.keywords[edition.locale]
    letters: dict[str, list[Link]] = {}
    for concept in shown_concepts(edition):
        label = concept.labels[edition.locale]
        count = len(pages.get(concept.id, ()))
        link = Link(
            label,
            addresses.keyword(concept.id, edition.locale),
            note=edition.say("count.records", n=count) if count else "",
            under_review=concept.under_review(edition.locale),
        )
        letters.setdefault(initial(label, edition.locale), []).append(link)
    groups = tuple(
        Group(f"letter-{number}", letter, tuple(links))
        for number, (letter, links) in enumerate(letters.items(), start=1)
    )
    return ListView(
        title=edition.say("keywords.title"),
        lead=edition.say("keywords.lead"),
        count=edition.say("count.terms", n=sum(len(links) for links in letters.values())),
        sorts=tuple(Link(group.title, f"{addresses.keywords(edition.locale)}#{group.id}") for group in groups),
        facets=(),
        groups=groups,
    )


def term_view(edition: Edition, concept: Concept) -> ListView:
    """One keyword: what it means, its names in the other languages, and the pages that speak of it."""
    bundles = edition.site.keywords[edition.locale].get(concept.id, ())
    groups = []
    for kind in ("practice", "module"):
        shown = [bundle for bundle in bundles if bundle.kind == kind][: lists.PAGE_SIZE]
        if shown:
            groups.append(Group(f"{kind}s", edition.say(f"list.{kind}s"), cards=lists.cards(edition, kind, shown)))
    names = tuple(Link(label, "", lang=code) for code, label in concept.labels.items() if code != edition.locale)
    groups.append(Group("names", edition.say("vocabulary.others"), names))
    label = concept.labels[edition.locale]
    return ListView(
        title=label[:1].upper() + label[1:],
        lead=str(concept.definitions.get(edition.locale, "")),
        count=edition.say("count.records", n=len(bundles)),
        sorts=(),
        facets=(),
        groups=tuple(groups),
    )
